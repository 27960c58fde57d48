"""How long an answer may be, and what happens to what is longer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from assistant.extract.contract.lengths import COUNT, NAMES
from assistant.extract.text.figures import PERCENT
from assistant.extract.text.lexicon import NOTHING, rules
from assistant.records import Limit

LengthUnit = Literal["words", "pages", "characters"]
FIGURE = r"\d{1,3}(?:,\d{3})+|\d{1,5}"
UNITS = (
    r"(?P<unit>words?|characters?|(?:single[\s-]*|x\s?)?A[34](?:\s+(?:pages?|sides?|sheets?))|x\s?A[34]|"
    r"(?:pages?|sides?)(?:\s+(?:of\s+)?A[34])?)\b"
)
MEASURES = (
    r"(?:[\d\s%.,;:/|&-]|words?|pages?|sides?|characters?|of|A4|limit|max(?:imum)?|weight(?:ing)?|marks?|points?|score|per\s?cent|"
    r"and|available|(?:including|excluding|with|without)\s+spaces|question|worth|length|at\s+(?:the\s+)?most|or\s+(?:less|fewer)|tops|"
    r"up\s+to|not?\s+(?:more|longer)\s+than|not\s+exceeding|one|two|three|four|five|six|half\s+an?|each|not\s+scored|unscored|"
    r"(?:for|per|of)\s+(?:(?:each|every|this|the|your)\s+)?(?:answer|response|question|contract|example|project|case\s+study|partner|"
    r"member|criterion|part|section|whole|quality))*"
)
MOST = (
    r"max(?:imum)?\.?(?:\s+of)?|up\s+to|no\s+more\s+than|not\s+more\s+than|not\s+exceed(?:ing)?|must\s+not\s+exceed|shall\s+not\s+exceed|"
    r"not\s+be\s+longer\s+than|no\s+longer\s+than|limited\s+to|limit\s+to|limit\s+of|limit(?:\s+is)?|within|restricted\s+to|"
    r"(?:a\s+)?total\s+of|fewer\s+than|less\s+than|count|at\s+(?:the\s+)?most|not?\s+(?:be\s+)?(?:over|above|beyond|greater\s+than|more\s+than|"
    r"to\s+exceed)|no\s+\w+\s+(?:\w+\s+)?(?:may|should|must|can|shall|will)\s+(?:be\s+(?:longer|more)\s+than|exceed|(?:run|go)\s+over|"
    r"run\s+to\s+more\s+than|have\s+more\s+than)|capped\s+at|(?:keep|kept)\s+(?:\w+\s+){0,4}?(?:to|under|below)|under|may\s+run\s+to|can\s+be|may\s+be|you\s+have|allowed"
)
LIMITS = (
    re.compile(
        rf"\b(?:{MOST})\s*[:=\-–]?\s*\(?(?:a\s+total\s+of\s+)?(?P<number>{FIGURE}|{COUNT})(?:\s*\(\w+\))?[\s-]*(?:single-?sided\s+)?{UNITS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<number>{FIGURE}|{COUNT})(?:\s*\(\w+\))?[\s-]*{UNITS}[\s,(]*(?:max(?:imum)?\b|limit\b|or\s+(?:less|fewer|under|below)\b|only\b|at\s+(?:the\s+)?(?:very\s+)?most\b|"
        rf"allowed\b|permitted\b|and\s+no\s+(?:more|longer)\b|tops\b|each\s+at\s+most\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<unit>word|page|character)s?\s*(?:limit|count|length|maximum|max\.?|allowance|cap)\b(?:\s+for\s+\w+\s+\w+)?(?:\s+is)?\s*[:=\-–(]*\s*(?:of\s+)?"
        rf"(?:max(?:imum)?\.?\s+(?:of\s+)?)?(?P<number>{FIGURE}|{COUNT})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bmax(?:imum)?\.?\s+(?:number\s+of\s+)?(?P<unit>word|page|character)s?(?:\s+count)?(?:\s+for\s+this\s+\w+)?(?:\s+is)?\s*[:=\-–]?\s*(?P<number>{FIGURE})",
        re.IGNORECASE,
    ),
    re.compile(rf"[(\[]{MEASURES}(?<![\d,.–-])(?P<number>{FIGURE}|{COUNT})[\s-]*{UNITS}{MEASURES}[)\]]", re.IGNORECASE),
    re.compile(
        rf"[(\[](?=[^()\[\]]*\d\s?(?:{PERCENT}|marks?\b|points?\b))(?:[^()\[\]]*[,;:–—-]\s*)?(?P<number>{FIGURE}|{COUNT})[\s-]*{UNITS}"
        r"\s*(?:[,;:–—-][^()\[\]]*)?[)\]]",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W*(?P<number>{FIGURE})\s*(?P<unit>characters)\s+\((?:including|excluding)\s+spaces\)\W*$", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:in|using)\s+(?P<number>{FIGURE}|{COUNT})\s+{UNITS}(?!\s+(?:or\s+more|each\s+week|per\s+(?!answer|question)))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\ban?\s+(?P<number>{FIGURE}|{COUNT})[\s-](?P<unit>word|page|side)\s+(?:\w+\s+)?(?:answer|response|statement|summary|letter|proposal|"
        r"plan|account|description|essay|note)\b",
        re.IGNORECASE,
    ),
)
ONLY = re.compile(
    rf"^\W*(?P<number>{FIGURE}|{COUNT})[\s-]*{UNITS}(?:\s+(?:max(?:imum)?|limit|each))?\W*$",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"^\W*(?:max(?:imum)?\.?(?:\s+of)?\s*|up\s+to\s+)?(?P<number>{FIGURE})(?:\s*max(?:imum)?\.?)?\W*$", re.IGNORECASE
)
SIZE = re.compile(rf"(?<![\d.,])(?:{FIGURE})\s*[(\[]?\s*{UNITS}", re.IGNORECASE)
NAMED = re.compile(
    rf"([(\[])[^()\[\]\d]*[,;:–—-]\s*(?=\d[^()\[\]]*(?:{FIGURE}|\b(?:{COUNT}))[\s-]*{UNITS}[^()\[\]]*[)\]])",
    re.IGNORECASE,
)
MEASURED = re.compile(r"word|page|side|char|A[34]", re.IGNORECASE)
TITLE_UNIT = re.compile(r"\b(?:(?P<unit>words?|pages?|sides?|characters?)|A4)\b", re.IGNORECASE)
LENGTH = re.compile(
    r"limit|words?\b|\bpages?\b|\bsides?\b|characters|length|longer|too long|over-?long|maxim|word ?count|"
    r"excess (?:text|material|content)",
    re.IGNORECASE,
)
OF_LENGTH = re.compile(r"\b(?:words?|pages?|sides?|characters)\b|\b(?:length|limits?)\W*$", re.IGNORECASE)
KEEP = re.compile(
    r"\b(?:keep|stay|remain|stick|adhere|observe|respect|comply|be\s+(?:within|under|inside|below))\b[^.]{0,30}\b(?:limits?|lengths?|maxim\w+|allowances?|(?:word|page)\s?-?counts?)\b",
    re.IGNORECASE,
)
ELSE = re.compile(
    r"^\W*(?:otherwise|failing\s+(?:that|this|which)|failure\s+to\s+(?:do\s+(?:so|this)|comply)|if\s+not|if\s+(?:you|they|it)\s+do(?:es)?(?:\s+not|n['’]t)"
    r"|should\s+(?:you|they|it)\s+(?:not|fail)|(?:those|any|answers|responses|tenders)\s+(?:\w+\s+)?(?:that|which)\s+(?:do(?:es)?\s+not|fail))\b(?!\s+(?:\w+\s+)?(?:have|hold|wish|agree|answer)\b)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"'‘(])")
NOT_ANSWER = re.compile(
    r"\b(?:cvs?|resumes?|cover\s+page|each\s+resume|executive\s+summary|e-?mail|upload|file|summaries|appendix|appendices)\b",
    re.IGNORECASE,
)


def find_limit(text: str, *, of_all: bool = False) -> Limit | None:
    """Return the limit a text sets for one answer, or None. Recommended lengths are none.

    A limit of a CV, an appendix or the like is none of the answer; with `of_all` the text is itself that thing.
    """
    for found in LIMITS if MEASURED.search(text) else ():
        for match in found.finditer(text):
            if of_all or not NOT_ANSWER.search(text[max(0, match.start() - 30) : match.start()]):
                return Limit(number=_number(match["number"]), unit=_unit(match["unit"]), over=over_of(text))
    return None


def limit_of_cell(text: str, title: str = "") -> Limit | None:
    """Return the limit that a cell in a column of limits gives: the unit is its own or that of the column's title."""
    said = find_limit(text)
    if said:
        return said
    match = ONLY.match(text)
    if match:
        return limit_of_number(match["number"], match["unit"])
    bare = BARE.match(text)
    unit = TITLE_UNIT.search(title)
    return limit_of_number(bare["number"], unit["unit"] or "pages") if bare and unit else None


def limit_of_number(number: str, unit: str) -> Limit:
    """Return the limit of a number in figures or words and its unit."""
    return Limit(number=_number(number), unit=_unit(unit))


def without_unit(text: str, title: str = "") -> bool:
    """Tell whether a cell or a line limits an answer to a number of it does not say what."""
    if re.search(r"\b(?:word|page|character|side|slide|minute|year|month)", f"{title} {text}", re.IGNORECASE):
        return False
    bare = BARE.match(text)
    limited = re.search(r"\b(?:limit|max(?:imum)?(?:\s+length)?|length)\b", title or text, re.IGNORECASE)
    return bool(bare and limited and _number(bare["number"]) > 1)


def over_of(text: str, before: str = "") -> str | None:
    """Return what becomes of text over the limit, as one of four words; None where the text does not say.

    `before` is what stands above a text that speaks of an excess without saying of what: a heading, a limit.

    `not_marked`: it is cut off, struck out, not read. `may_not_be_marked`: it may be. `penalty`: marks are taken off
    for it. `rejected`: the whole answer is.
    """
    if not (LENGTH.search(text) or (before and OF_LENGTH.search(before))):
        return None
    sentences = SENTENCE_END.split(text)
    return next((rule for each in zip(sentences, ["", *sentences], strict=False) if (rule := _over_in(*each))), None)


def _over_in(sentence: str, before: str) -> str | None:
    excess, listed = _over()
    exceeds = bool(excess.search(sentence) or (ELSE.match(sentence) and (KEEP.search(before) or find_limit(before))))
    return next(
        (name for name, does, says in listed if (exceeds and does.search(sentence)) or says.search(sentence)), None
    )


@cache
def _over() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]]:
    """Return what speaks of an excess, and for each rule what is done about it and what says it all."""
    data = rules("limits")
    listed = tuple((rule["name"], _any(rule["does"]), _any(rule.get("says", ()))) for rule in data["over"])
    return _any(data["excess"]), listed


def _any(entries: Iterable[str]) -> re.Pattern[str]:
    kept = [rf"(?<!\w)(?:{each})" for each in entries]
    return re.compile("|".join(kept), re.IGNORECASE) if kept else NOTHING


def without_sizes(text: str) -> str:
    """Return a text without the lengths in it, so that none is taken for a weight: `(40 points, 200 words)`.

    Words that stand before both in one bracket go as well: `(gardens, 40 points, 200 words)`.
    """
    return SIZE.sub(" ", NAMED.sub(r"\1", text))


def is_only_limit(text: str) -> bool:
    """Tell whether a line does nothing but set a limit, such as `(Max 500 words)`."""
    return len(text.split()) <= 12 and bool(find_limit(text) or ONLY.match(text)) and not text.strip().endswith("?")


def words_besides_limit(text: str) -> int:
    """Return how many words a line has besides those that set its limit."""
    for found in LIMITS:
        text = found.sub(" ", text)
    return len(re.findall(r"[^\W\d_]{2,}", text))


def _number(text: str) -> int:
    return int(text.replace(",", "")) if text[0].isdigit() else NAMES.get(text.lower(), 0)


def _unit(text: str) -> LengthUnit:
    low = text.lower()
    return "words" if low.startswith("word") else "characters" if low.startswith("char") else "pages"
