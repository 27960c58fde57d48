"""The buyer of a tender: who is said to buy, who stands on its cover, who signs its letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.extract.contract.cover import (
    BODY,
    BODY_WORDS,
    capital,
    cover,
    generic,
    in_order,
    is_organisation,
    is_place,
    labelled,
    pieces,
    running,
)
from assistant.extract.text.layout import Layout, tidy
from assistant.extract.text.lexicon import pattern
from assistant.records import DocumentKind

HEAD, FOOT = 8, 12
FROM = re.compile(r"^from:\s*", re.IGNORECASE)
ADDRESS = re.compile(r"\s*[<(\[].*$|\s+\S+@\S+.*$")
CALLED = r"(?P<name>[A-Z][\w.&’'-]*(?:\s+(?:of|and|for|the|in|on|&|[A-Z][\w.&’'-]*))*)"
ROLE = (
    r"(?:Contracting Authority|Council|Authority|Buyer|Customer|Commissioner|Trust|Client|University|Board|Department|"
    r"Agency|County|City|State|District|Company|School|College|Charity|Purchaser|Board|Commission|Association|ICB)"
)
DEFINED = re.compile(
    rf"(?:^|[.,;:]\s+|\b(?:by|of|for)\s+)(?:the\s+)?{CALLED}\s*"
    rf"\([“\"‘']?(?:(?:hereinafter|referred to as)\s+)?(?:the\s+)?[“\"‘']?(?:the\s+)?{ROLE}[”\"’']?\)"
)
INVITES = re.compile(
    rf"(?:^|[.]\s+|\d\.\s*)(?:The\s+)?{CALLED}(?:\s*\([^()]{{2,80}}\))?(?:,[^.]{{0,200}}?)?,?\s+(?:hereby\s+)?"
    r"(?:invites?|issues?|(?:is|are)\s+(?:seeking|soliciting|requesting|asking|inviting|searching|looking|commissioning|procuring|tendering)|"
    r"wish(?:es)?\s+to|seeks|would\s+like\s+(?:an?\s|your|quotes|quotations|tenders|bids|proposals|to\s+(?:hear|invite|commission|appoint|receive))|"
    r"intends\s+to\s+(?:procure|award|appoint|commission)|requires\s+(?:a|an|the))\b"
)
MEANS = re.compile(
    rf"[“\"‘'](?:[Tt]he\s+)?{ROLE}[”\"’'](?:\s+or\s+[^,]{{1,30}})?,?\s+(?:means|shall\s+mean|is)\s+(?:the\s+)?{CALLED}"
)
ISSUED = re.compile(rf"\b[Ii]ssued\s+by\s+(?:the\s+)?{CALLED}")
BEHALF = re.compile(rf"\bon\s+behalf\s+of\s+(?:the\s+)?{CALLED}")
SEVERAL = re.compile(r",\s+(?:and\s+)?[A-Z][^,]*,?\s+and\s+[A-Z]")
"""Several names in a row, as of the departments that a buyer's contract is for."""
LOOSE_END = re.compile(r"(?:\s+(?:of|and|for|the|in|on|&))+$")
SPEAKING: frozenset[DocumentKind] = frozenset({"instructions", "specification", "other"})


def find_buyer(layout: Layout, pairs: Sequence[tuple[DocumentKind, str, str]], title: str) -> str:
    """Return the buyer: what a label gives, else who is said to buy, who stands on a cover, who writes the letter."""
    given = labelled(pairs, "buyer", _is_one)
    buyer = given or said_buyer(layout) or cover_buyer(layout, title) or _signed(layout)
    return re.sub(r"^The\s+", "", without_address(buyer))


def _is_one(text: str) -> bool:
    return is_organisation(text) and (not SEVERAL.search(text) or bool(BODY.search(text.partition(",")[0])))


def said_buyer(layout: Layout) -> str:
    for found in (DEFINED, MEANS, INVITES, ISSUED, BEHALF):
        for page in in_order(layout):
            if found is BEHALF and page.kind not in SPEAKING:
                continue
            for line in list(page.body)[:60]:
                match = found.search(tidy(line.text))
                name = re.sub(r"^The\s+", "", match["name"]).split(". ")[0] if match else ""
                name = LOOSE_END.sub("", name).strip(" ,.")
                if name and is_organisation(name):
                    return name
    return ""


def cover_buyer(layout: Layout, title: str) -> str:
    """Return the organisation that stands by itself on a cover, else in the pages' headers and footers."""
    pages = list(in_order(layout))
    lines = (*(line.text for page in pages for line in cover(page)), *running(pages))
    return next((text for each in lines for text in pieces(each) if _stands_alone(text) and text != title), "")


def _signed(layout: Layout) -> str:
    """Return the organisation of the one who writes a letter: in its `From:` line or below its last words."""
    for page in in_order(layout):
        lines = [line.text for line in page.body]
        sender = [FROM.sub("", text) for text in lines[:HEAD] if FROM.match(text)]
        for text in (*sender, *(reversed(lines[-FOOT:]) if sender else ())):
            parts = (part.strip() for part in ADDRESS.sub("", text).split(","))
            found = next((part for part in parts if _stands_alone(part)), "")
            if found:
                return found
    return ""


def _stands_alone(text: str) -> bool:
    return (
        is_organisation(text)
        and len(text.split()) <= BODY_WORDS
        and not is_place(text)
        and not re.search(r":|\bto\b", text, re.IGNORECASE)
        and not text.endswith(".")
        and not generic(text)
        and capital(text)
        and not pattern("names", "buyer").fullmatch(text)
    )


def without_address(buyer: str) -> str:
    """Return the name of an organisation without the department or address that follows it."""
    head, _, rest = buyer.partition(",")
    return head if rest and is_organisation(head) and BODY.search(head) and "and" not in rest.split()[:1] else buyer
