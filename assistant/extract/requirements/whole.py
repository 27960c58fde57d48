"""A requirement's own words and number: an item of a list made whole with what introduces it."""

from __future__ import annotations

import re

from assistant.extract.text.layout import Line
from assistant.extract.text.numbers import numbered, plain_numbered
from assistant.extract.text.phrasing import Casing, closed, joined, last_sentence, plain

STANDS_ALONE = re.compile(
    r"^(?:the|each|all|any|every|no|a|an)\s+[\w’' -]{2,60}?\b(?:shall|must|will|should)\b"
    r"|^(?:should|if|where|when|unless|in the event)\b[^(;]{0,160}"
    r"\b(?:contractor|supplier|provider|vendor)s?\s+(?:shall|must|will|should)\b"
    r"|^[^(;]{0,60}\b(?:contractor|supplier|provider|vendor|bidder|tenderer|consultant)s?\s+(?:shall"
    r"|must|will|should)\b",
    re.IGNORECASE,
)
DUTY = re.compile(r"\b(?:shall|must|should|will)\b", re.IGNORECASE)


def whole_text(line: Line, start: int, end: int, casing: Casing) -> str:
    own = line.text[start:end]
    own = unnumbered(own) if start == 0 else own
    leads = [lead for lead in line.leads if lead.block.kind != "heading"]
    if not leads or STANDS_ALONE.search(plain(own)) or (plain(own)[:1].isupper() and _is_sentence(plain(own))):
        return closed(own)
    own_modal = next((at for at, each in reversed(list(enumerate(leads))) if DUTY.search(each.text)), 0)
    lead = last_sentence(unnumbered(leads[own_modal].text))
    for inner in leads[own_modal + 1 :]:
        lead = joined(lead, last_sentence(unnumbered(inner.text)), casing)[:-1]
    return joined(lead, own, casing)


def _is_sentence(text: str) -> bool:
    """Tell whether an item is a sentence of its own, with a subject before its verb of duty."""
    found = re.search(r"\b(?:shall|must|should|will)\b", text, re.IGNORECASE)
    return bool(found) and found is not None and found.start() > 2 and text.rstrip().endswith(".")


def number_of(line: Line) -> str | None:
    """Return the clause number: the block's own, with that of the clause it is an item of before a bare letter."""
    number = line.block.number or plain_numbered(line.text)[0] or numbered(line.text)[0] or ""
    number = number.strip().rstrip(".:)" if "(" not in number else ".:")
    if re.fullmatch(r"\(?[a-z]{1,4}\)?|\(\d+\)", number) and line.leads:
        above = next((lead.block.number for lead in reversed(line.leads) if lead.block.number), None)
        return f"{above.rstrip('.')}({number.strip('()')})" if above else None
    return number if re.search(r"\d", number) else None


def unnumbered(text: str) -> str:
    return plain_numbered(text)[1]
