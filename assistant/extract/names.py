"""The title, the buyer and the reference of a tender, from labelled rows and lines, then from its first page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.extract.dates import DATE
from assistant.extract.layout import Layout, Line, Page, Table, tidy
from assistant.extract.lexicon import pattern
from assistant.extract.phrasing import MARKUP

COVER, TITLE_WORDS, VALUE_WORDS = 14, 16, 20
CONTENTS = ("Contents",)
WORD = r"[A-Za-z][\w’'-]*"
GREETING = re.compile(r"(?:dear|to whom)\b", re.IGNORECASE)
LABELLED = re.compile(r"^[\W_]*(?P<label>[A-Za-z][\w’' /().-]{1,40}?)[\s*_]*(?::|\s[-–—])[\s*_]*(?P<value>\S.*)$")
INLINE = re.compile(
    r"\b(?:in\s+reply\s+refer\s+to|RFP|RFQ|ITT|ITQ|solicitation|contract|tender|event|reference|our\s+ref|ref\.?)\s*"
    r"(?:no\.?|number|reference|ref\.?|#|id)?\s*[:#]?\s*"
    r"(?P<value>[A-Z]{0,6}[-/]?\d[\w./-]{3,}|[A-Z]{2,}[\w./-]*\d[\w./-]*)",
    re.IGNORECASE,
)
CALLED = r"(?P<name>[A-Z][\w.&’'-]*(?:\s+(?:of|and|for|the|in|on|&|[A-Z][\w.&’'-]*))*)"
ROLE = (
    r"(?:Contracting Authority|Council|Authority|Buyer|Customer|Commissioner|Trust|Client|University|Board|Department|"
    r"Agency)"
)
DEFINED = re.compile(
    rf"(?:^|[.,;:]\s+|\b(?:by|of|for)\s+)(?:the\s+)?{CALLED}\s*"
    rf"\([“\"‘']?(?:(?:hereinafter|referred to as)\s+)?(?:the\s+)?[“\"‘']?(?:the\s+)?{ROLE}[”\"’']?\)"
)
INVITES = re.compile(
    rf"(?:^|[.]\s+|\d\.\s*)(?:The\s+)?{CALLED}(?:\s*\([A-Z0-9]{{2,}}\))?(?:,[^.]{{0,200}}?)?,?\s+(?:hereby\s+)?"
    r"(?:invites?|issues?|is\s+(?:seeking|inviting|searching|looking)|wishes\s+to|seeks|"
    r"intends\s+to\s+(?:procure|award|appoint))\b"
)
BODY = re.compile(
    r"\b(?:council|authority|trust|department|agency|university|ministry|administration)\b"
    r"|^(?:state|city|county|town|government) of\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"[«{\[<_]|\bXX+\b|\binsert\b|\bTBC\b", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    title: str = ""
    buyer: str = ""
    reference: str = ""


def find_names(layout: Layout) -> Names:
    """Return what the pack calls itself: what labels say first, then what stands on the first page."""
    title = _labelled(layout, "title", _is_title) or _cover_title(layout)
    buyer = _labelled(layout, "buyer", _is_organisation) or _said_buyer(layout) or _cover_buyer(layout)
    buyer = "" if buyer == title else buyer
    reference = _labelled(layout, "reference", _is_reference) or _inline_reference(layout)
    return Names(title, buyer, reference)


def _labelled(layout: Layout, name: str, fits: object) -> str:
    """Return the value that stands beside a label, the one given most often and first."""
    found: Counter[str] = Counter()
    for page in _in_order(layout):
        for label, value in _pairs(page):
            plain = tidy(MARKUP.sub(lambda match: match.group(1) or "", value)).strip(" *_.;\\")
            if pattern("names", name).fullmatch(label) and callable(fits) and fits(plain):
                found[plain] += 2 if page.kind == "instructions" else 1
    return found.most_common(1)[0][0] if found else ""


def _in_order(layout: Layout) -> Iterator[Page]:
    """Return the pages, those that may name the tender only; instructions first."""
    kept = [page for page in layout.pages if page.kind not in {"contract", "pricing", "clarification"}] or list(
        layout.pages
    )
    yield from sorted(kept, key=lambda page: page.kind != "instructions")


def _pairs(page: Page) -> Iterator[tuple[str, str]]:
    """Return labels with their values: two cells of a row in the first tables, and lines `Label: value`."""
    tables = lines = 0
    for element in page.elements:
        if isinstance(element, Table):
            tables += 1
            if tables <= 3:
                yield from (
                    (row[0].text.strip(" :*?"), row[1].text) for row in element.rows if len(row) == 2 and row[1].text
                )
        elif element.text.strip():
            lines += 1
            if lines <= 40:
                for text in re.split(r"\s\\\s|\s\|\s", element.text):
                    match = LABELLED.match(text)
                    if match and len(match["value"].split()) <= VALUE_WORDS:
                        yield match["label"].strip(" *_"), match["value"]


def _is_title(text: str) -> bool:
    return (
        bool(2 <= len(text.split()) <= TITLE_WORDS)
        and not PLACEHOLDER.search(text)
        and not _generic(text)
        and not text.endswith("?")
        and not GREETING.match(text)
    )


def _is_organisation(text: str) -> bool:
    if PLACEHOLDER.search(text) or not 1 < len(text.split()) <= 14 or not text[:1].isupper() or "@" in text:
        return False
    return bool(pattern("names", "organisation").search(text))


def _is_reference(text: str) -> bool:
    return bool(re.search(r"\d", text)) and len(text.split()) <= 6 and not PLACEHOLDER.search(text) and len(text) <= 40


def _generic(text: str) -> bool:
    """Tell whether a line only says what kind of document it heads."""
    rest = pattern("names", "kinds").sub("", text)
    return len(re.findall(r"[A-Za-z]{3,}", rest)) < 2


def _cover(page: Page) -> Iterator[Line]:
    kept = (
        line
        for line in page.body
        if line.text.strip() and line.block.kind in {"heading", "paragraph"} and line.block.headings != CONTENTS
    )
    yield from (line for line, _ in zip(kept, range(COVER), strict=False))


def _cover_title(layout: Layout) -> str:
    """Return the first line of a cover that is a name: with capitals, no sentence, not the kind of document."""
    for page in _in_order(layout):
        for line in _cover(page):
            text = tidy(MARKUP.sub(lambda match: match.group(1) or "", line.text)).strip("*#_=\\ ")
            labelled = LABELLED.match(text)
            if labelled and any(pattern("names", name).fullmatch(labelled["label"]) for name in ("buyer", "reference")):
                continue
            named = bool(labelled and _generic(labelled["label"]))
            text = labelled["value"] if labelled and named else text
            if _is_title(text) and (named or _is_name(text)):
                return text
            if text.endswith(".") and len(text.split()) > TITLE_WORDS:
                break
    return ""


def _is_name(text: str) -> bool:
    words = re.findall(WORD, text)
    if text.endswith((".", ";", ":")) or not _capital(text) or _is_place(text):
        return False
    return not (BODY.search(text) and len(words) <= 8 and " for " not in text)


def _capital(text: str) -> bool:
    """Tell whether at least half the words begin with a capital, as in a name."""
    words = re.findall(WORD, text)
    return sum(word[0].isupper() for word in words) * 2 >= len(words)


def _is_place(text: str) -> bool:
    """Tell whether a line is an address, a date or a contact."""
    if re.search(r"@|https?:|\b\d{5}\b|\b[A-Z]{1,2}\d{1,2}\s?\d[A-Z]{2}\b|^\d", text):
        return True
    return bool(re.search(r"\b20\d\d\b", text)) and (len(text.split()) < 3 or bool(DATE.search(text)))


def _said_buyer(layout: Layout) -> str:
    for found in (DEFINED, INVITES):
        for page in _in_order(layout):
            for line in list(page.body)[:60]:
                match = found.search(tidy(line.text))
                if match and _is_organisation(match["name"]):
                    return re.sub(r"^The\s+", "", match["name"]).strip(" ,")
    return ""


def _cover_buyer(layout: Layout) -> str:
    for page in _in_order(layout):
        for line in _cover(page):
            text = tidy(line.text).strip("*#_= ")
            if (
                _is_organisation(text)
                and len(text.split()) <= 8
                and not _is_place(text)
                and not text.endswith((".", ":"))
                and not _generic(text)
                and _capital(text)
                and not pattern("names", "buyer").fullmatch(text)
            ):
                return text
    return ""


def _inline_reference(layout: Layout) -> str:
    for page in _in_order(layout):
        for line in _cover(page):
            match = INLINE.search(line.text)
            if match and _is_reference(match["value"]):
                return match["value"].rstrip(".,;")
    return ""
