"""What is wanted, told without a word of duty: by the title above it, as a command, or as how the service is."""

from __future__ import annotations

import re
from functools import cache

from assistant.extract.text.layout import ENUMERATOR, Line
from assistant.extract.text.lexicon import pattern, rules
from assistant.records import Statement

WANTED = re.compile(
    r"(?:what|how) (?:is|we|you|they|the [\w ]{3,30}?|it|a [\w ]{3,30}?) "
    r"(?:(?:is|are|will|would) (?:like|wanted|required|needed|asking for|looking for|expected)"
    r"|wants?|needs?|expects?|asks? for"
    r"|requires?|wanted|required|needed|must|will (?:do|have|deliver|provide|need)|has to|have to|is to|are to)\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"^\W*(?:part|section|volume|annex|appendix|schedule|chapter)\s+"
    r"(?:\d{1,2}|[A-Z]|[ivx]+|one|two|three|four|five|six)\s*[:.–—-]\s*",
    re.IGNORECASE,
)
SENDS = re.compile(
    r"\b(?:send|submit|return|tender|bid|quote|price|answer|apply|application|portal|upload|attach"
    r"|your (?:tender|bid|quote|response))\b",
    re.IGNORECASE,
)
DUE = re.compile(
    r"\b(?:is|are|(?:will|shall|must) be) (?:also )?due "
    r"(?:from|every|each|by|on|within|in|at|once|twice|quarterly|monthly|two|one|\d)",
    re.IGNORECASE,
)
MONEY_DUE = re.compile(
    r"\b(?:pay|paid|payments?|invoices?|instalments?|fees?|bids?|tenders?|quotes?|answers?)\b", re.IGNORECASE
)
PRESENT = re.compile(
    r"^\W*(?:(?:each|every|all|the (?:head|lead|leader|provider|supplier|contractor|consortium|group|partners?|service"
    r"|programme))\b|everyone\b|everybody\b|sessions\b|groups\b|workshops\b)[^.,;:]{0,60}?\s"
    r"(?:carr(?:y|ies)|holds?|keeps?|reports?|meets?|attends?|lasts?|provides?|delivers?|runs?|pays?"
    r"|sends?|takes?|ends?"
    r"|makes?|works?|insures?|brings?|covers?)\b",
    re.IGNORECASE,
)
RATED = re.compile(
    r"^\W*(?:sessions?|visits?|workshops?|reports?|reporting|performances?|classes|hours|opening hours|places|frequency"
    r"|duration|staffing|venues?|participants|group size|attendance|numbers)\s*:\s[^.]*"
    r"(?:\d|\b(?:one|two|three|four|five|six|ten|weekly|monthly|daily|quarterly)\b)",
    re.IGNORECASE,
)
AIMS = re.compile(r"\b(?:goals|objectives|aims|benefits|principles)\b", re.IGNORECASE)
NOW = re.compile(
    r"\b(?:currently|at present|today|last year|previous|pilot|existing|present)\b|\bin (?:19|20)\d\d\b", re.IGNORECASE
)


def is_wanted(line: Line) -> bool:
    """Tell whether a line stands in a section that by its title says what the buyer wants done."""
    titles = [_title(each) for each in line.block.headings]
    return any(
        pattern("requirements", "place", "wanted").fullmatch(each) or (WANTED.match(each) and not SENDS.search(each))
        for each in titles
    )


def _title(heading: str) -> str:
    kept = NUMBERED.sub("", heading)
    return re.sub(r"^(?:part|section|annex|appendix|schedule)?[\s\d.:A-Z–-]*(?=[A-Z][a-z])|\W+$", "", kept)


def asks_here(line: Line) -> bool:
    return line.kind != "instructions" or is_wanted(line)


def is_told(sentence: Statement, line: Line) -> bool:
    """Tell whether an entry of a list, labelled a requirement, tells what to do: `Keep a register of keys`."""
    listed = line.block.kind == "item" or bool(line.leads) or bool(line.block.number or ENUMERATOR.match(line.text))
    if not listed or sentence.label != "requirement" or any(AIMS.search(lead.text) for lead in line.leads[-1:]):
        return False
    return (line.kind == "specification" or is_wanted(line)) and is_imperative(sentence.text)


def is_imperative(text: str) -> bool:
    """Tell whether words begin by telling what to do; a verb that may be a noun needs something that shows it."""
    return bool(_imperative().match(text))


@cache
def _imperative() -> re.Pattern[str]:
    listed = rules("requirements")["imperative"]
    sure, either = ("|".join(re.escape(each) for each in listed[name]) for name in ("sure", "noun"))
    return re.compile(
        r"[\W\d]*(?:\([a-z]{1,4}\)\s*)?(?:(?:never|always|please|also|then|regularly|jointly)\s+)*"
        rf"(?:do not \w+\b|(?:{sure})\b(?!\s*(?:/|\(?s\)|[:–]))|(?:{either})\s+{listed['shown']})",
        re.IGNORECASE,
    )


def told_plainly(text: str) -> bool:
    """Tell whether words say how the service is to be, without a word of duty: `Each session lasts two hours`."""
    if NOW.search(text):
        return False
    due = DUE.search(text) and not MONEY_DUE.search(text)
    return bool(due or PRESENT.search(text) or RATED.search(text))
