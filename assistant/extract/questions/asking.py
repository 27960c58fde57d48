"""Whether a text asks for an answer, and what of it does: without its number, its title and its measures."""

from __future__ import annotations

import re
from functools import cache

from assistant.extract.questions.limits import MEASURES
from assistant.extract.text.layout import tidy
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import numbered, plain_numbered

WH = r"(?:how|what|why|where|when|who|whom|which|whether|whose)\b"
STARTS_WH = re.compile(rf"^{WH}", re.IGNORECASE)
POLITE = re.compile(r"^(?:\([^()]{1,40}\)\s|\W|please\b|kindly\b|also\b|then\b|\w+ly\b,?)*", re.IGNORECASE)
QUOTED = re.compile(r"[“\"][^”\"]{8,}[”\"]")
NOUN = re.compile(
    r"^(?:outline|state|detail|address|show|evidence|name)\s+(?!how|what|why|who|when|where|which|whether|that|your|the|any|all|each|an?\b)"
    r"\w+\s+(?:has|have|was|will|is|are)\b",
    re.IGNORECASE,
)
LETTER = re.compile(r"^\(?(?P<letter>[A-Za-z])[.)]\s+(?=\S)")
KEPT = re.compile(
    r"^(?:scenario|case\s+study|note|example|please|we|you|if|this|in|for|the\s+\w+\s+(?:will|must|shall))\b",
    re.IGNORECASE,
)
MEASURED = (
    r"[(\[](?=[^()\[\]]*(?:\d|\bone|\btwo|\bthree|\bfour|\bfive|\bsix)\s*"
    r"(?:%|per\s?cent|words?|pages?|sides?|marks?|points?|characters?))[^()\[\]]{1,120}[)\]]"
)
TITLED = re.compile(
    rf"^\(?(?P<title>[^.:?()]{{3,70}})\)?\s*(?:{MEASURED}\s*[.:–—-]?|(?:[(\[][^()\[\]]{{1,60}}[)\]])?[.:]|\s[-–—])\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
AUXILIARY = re.compile(r"^(?:do|does|did|have|has|is|are|was|will|would|can|could|may|should)\b", re.IGNORECASE)
OPENING = re.compile(
    rf"^\s*(?:[(\[]{MEASURES}[)\]]|{MEASURED}|[(\[]\s*pass\s*(?:/|or)\s*fail\s*[)\]]|[(\[](?:for\s+)?lot\s+\w+(?:\s+only)?[)\]]|"
    r"lot\s+\w+\s+only)\s*[:.–—-]*\s*",
    re.IGNORECASE,
)


def without_number(text: str) -> str:
    """Return the text without the number it begins with, or its letter."""
    text = LETTER.sub("", text)
    return numbered(text)[1] if numbered(text)[0] else plain_numbered(text)[1]


def own_words(text: str) -> str:
    """Return what a text asks without its number and its title."""
    rest = without_number(text)
    return rest[parted(rest)[1] :]


def opening(text: str) -> int:
    """Return where a question begins behind its measures and its lot in brackets: `(20%, 500 words): Describe ...`."""
    match = OPENING.match(text)
    return match.end() if match else 0


def parted(text: str) -> tuple[str, int]:
    """Return the title that a question begins with, as in `Safety. Explain how ...`, and where the rest begins."""
    match = TITLED.match(text.rstrip())
    if match and not AUXILIARY.match(text) and not KEPT.match(text) and not asking_words(match["title"]):
        return tidy(match["title"]), match.start("rest")
    return "", 0


def asking_words(text: str) -> bool:
    """Tell whether a text asks for an answer: by a question mark, or a verb that asks at its start or after a duty."""
    text = QUOTED.sub(" ", text)
    plain = POLITE.sub("", text[opening(text) :])
    if NOUN.match(plain):
        return False
    if re.search(r"\?[\s\"”’)]*(?:$|\s)", text) or pattern("questions", "prose", "verbs").match(plain):
        return True
    return any(each.search(text) for each in (*_orders(), pattern("questions", "prose", "wishes")))


@cache
def _orders() -> tuple[re.Pattern[str], ...]:
    """Return the ways in which an order to the bidder is put other than by a verb at the start."""
    duty = pattern("questions", "prose", "duty").pattern
    verbs = pattern("questions", "prose", "verbs").pattern
    modal = r"(?:should|must|shall|will|(?:are|is) (?:required|asked|expected|requested) to)(?:\s+also)?"
    order = rf"(?:{duty})\b[^.,:;]{{0,60}}?\s{modal}\s+(?:{verbs}|cover|address|include|contain)"
    its = (
        r"\b(?:proposal|response|answer|submission|quotation|tender|bid|application|statement|document|letter|paper|reply)s?\b[^:?]{0,200}\.\s+"
        rf"(?:it|this|they|these)\s+{modal}\s+(?:{verbs}|cover|address|include|contain)"
    )
    sent = (
        r"^\W*(?:please\s+|kindly\s+)?(?:send|write|submit|e-?mail|give|provide|prepare|let\s+us\s+have)\b[^:?]{3,160}"
        r"\b(?:saying|explaining|telling\s+us|describing|showing|setting\s+out|(?:that|which)\s+\w+s(?:\s+(?:us|out))?)\W*:\W*$"
    )
    told = rf"^(?:bidder|tenderer|offeror|applicant|vendor|respondent|supplier)s?\s+to\s+(?:{verbs}|include)"
    asks = rf"(?:^|[,:;.–—-]\s+)please\s+(?:\w+\s+){{0,2}}(?:{verbs})"
    conditional = rf"^(?:if|where|for|with|in|using|having|based)\b[^.]{{3,120}},\s+(?:{verbs})"
    return tuple(re.compile(each, re.IGNORECASE) for each in (order, its, sent, told, asks, conditional))
