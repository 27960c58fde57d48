"""The title, the buyer and the reference of a tender, from labelled rows and lines, then from its first page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assistant.extract.contract.cover import PLACEHOLDER, cover, in_order, labelled, pairs, running
from assistant.extract.contract.organisations import find_buyer, said_buyer
from assistant.extract.contract.titles import find_title
from assistant.extract.text.layout import Layout
from assistant.extract.text.lexicon import pattern

INLINE = re.compile(
    r"\b(?:in\s+reply\s+refer\s+to|RFP|RFQ|ITT|ITQ|solicitation|contract|tender|event|reference|our\s+ref|ref\.?)\s*"
    r"(?:no\.?|number|reference|ref\.?|#|id)?\s*[:#]?\s*"
    r"(?P<value>[A-Z]{0,6}[-/]?\d[\w./-]{3,}|[A-Z]{2,}[\w./-]*\d[\w./-]*)",
    re.IGNORECASE,
)
NUMBERED_CALL = re.compile(
    r"\b(?i:call|brief|project|opportunity|notice|quote|quotation|enquiry|commission)\s*(?i:no\.?|number|reference|ref\.?)?\s*[:#]?\s*"
    r"(?P<value>[A-Z]{2,}[A-Z0-9./-]*\d[\w./-]*)"
)
BARE_CODE = re.compile(r"(?<![\w/.-])(?P<value>[A-Z]{2,8}(?:[-/][A-Z0-9]+)*[-/]?\d{2,}(?:[-/][A-Z0-9]+)*)(?![\w/-])")
IN_BRACKETS = re.compile(r"\((?P<value>[A-Z]{2,8}(?:[-/][A-Z0-9]+)+)\)")
CODE_DIGITS = 4


@dataclass(frozen=True)
class Names:
    title: str = ""
    buyer: str = ""
    reference: str = ""


def find_names(layout: Layout) -> Names:
    """Return what the pack calls itself: what labels say first, then what stands on the first page.

    A document that gives itself no name goes by its title as it stands, a template's last of all.
    """
    said = [(page.kind, *pair) for page in in_order(layout) for pair in pairs(page)]
    title = find_title(layout, said, said_buyer(layout))
    buyer = find_buyer(layout, said, title)
    reference = labelled(said, "reference", _is_reference) or _inline_reference(layout) or _running_code(layout)
    return Names(title, "" if buyer == title else buyer, reference)


def _is_reference(text: str) -> bool:
    return bool(re.search(r"\d", text)) and len(text.split()) <= 6 and not PLACEHOLDER.search(text) and len(text) <= 40


def _running_code(layout: Layout) -> str:
    """Return the one code that the headers and footers of the pages, or their titles, carry without a label."""
    pages = list(in_order(layout))
    texts = [*running(pages), *(page.document.title for page in pages)]
    codes = [match["value"] for text in texts for match in BARE_CODE.finditer(text)]
    found = Counter(
        each
        for each in codes
        if len(re.findall(r"\d", each)) >= CODE_DIGITS and not re.fullmatch(r"[A-Z]+20\d\d", each)
    )
    return found.most_common(1)[0][0] if len(found) == 1 else ""


def _inline_reference(layout: Layout) -> str:
    pages = list(in_order(layout))
    for text in (*(line.text for page in pages for line in cover(page)), *running(pages)):
        bracketed = IN_BRACKETS.search(text) if pattern("names", "kinds").search(text) else None
        for match in (INLINE.search(text), NUMBERED_CALL.search(text), bracketed):
            if match and _is_reference(match["value"]):
                return match["value"].rstrip(".,;")
    return ""
