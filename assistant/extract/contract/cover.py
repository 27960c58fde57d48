"""What the first page of a document, its labels and its running lines say: where a pack's names are looked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, takewhile

from assistant.extract.dates.days import DATE
from assistant.extract.questions.meant import is_terms
from assistant.extract.text.layout import Layout, Line, Page, Table, tidy
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.phrasing import MARKUP
from assistant.records import DocumentKind

COVER, TITLE_WORDS, VALUE_WORDS, LABEL_WORDS = 14, 16, 20, 5
TABLES, LINES = 3, 40
CONTENTS = re.compile(r"\W*(?:table of )?contents\W*", re.IGNORECASE)
SHEET = re.compile(r"s\d+$")
WORD = r"[A-Za-z][\w’'-]*"
GREETING = re.compile(r"(?:dear|to whom)\b", re.IGNORECASE)
LABELLED = re.compile(r"^[\W_]*(?P<label>[A-Za-z][\w’' /().-]{1,40}?)[\s*_]*(?::|\s[-–—])[\s*_]*(?P<value>\S.*)$")
BODY = re.compile(
    r"\b(?:council|authority|trust|department|agency|university|ministry|administration)\b"
    r"|\b(?:state|city|county|town|government|office|bureau|division|directorate) of\b"
    r"|\b(?:federal|national|acquisition|procurement)\s+(?:\w+\s+){0,2}service$",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"[«{\[<_]|\bXX+\b|\binsert\b|\bTBC\b", re.IGNORECASE)
UNFINISHED = re.compile(r"\b(?:for|of|the|and|to|in|by|name|address|number|telephone|e-?mail)\W*$", re.IGNORECASE)
TOLD = re.compile(r"\W*(?:reminder|note|important|click|please|warning)\b", re.IGNORECASE)
BODY_WORDS = 8
PIECES = re.compile(
    r"\s[|·•–—/-]\s|\t|,?\s+(?:working|together|along|in partnership|in association|jointly|acting)\s+with\b"
    r"|\s+with\s+the\s+(?=[A-Z])|\s+on behalf of\s+|,\s+(?=[A-Z]{2,5}\b|\d)"
)


def plain(text: str) -> str:
    return tidy(MARKUP.sub(lambda match: match.group(1) or "", text)).strip("*#_=\\ ")


def in_order(layout: Layout) -> Iterator[Page]:
    """Return the pages, those that may name the tender only; instructions first."""
    kept = [page for page in layout.pages if page.kind != "clarification" and not is_terms(page)] or list(layout.pages)
    yield from sorted(kept, key=lambda page: page.kind != "instructions")


def pairs(page: Page) -> Iterator[tuple[str, str]]:
    """Return labels with their values: two cells of a row in the first tables, and lines `Label: value`.

    A label may stand on a line of its own, above its value.
    """
    tables = lines = 0
    above = ""
    for element in page.elements:
        if isinstance(element, Table):
            tables += 1
            if tables <= TABLES:
                yield from (
                    (row[0].text.strip(" :*?."), row[1].text) for row in element.rows if len(row) == 2 and row[1].text
                )
        elif element.text.strip():
            lines += 1
            if lines <= LINES:
                yield from _pairs_of_line(element.text, above)
                above = plain(element.text)


def _pairs_of_line(text: str, above: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"\s\\\s|\s\|\s|\t", text):
        match = LABELLED.match(part)
        if match and len(match["value"].split()) <= VALUE_WORDS:
            yield match["label"].strip(" *_."), match["value"]
    if above.endswith(":") and len(above.split()) <= LABEL_WORDS and len(text.split()) <= VALUE_WORDS:
        yield above.strip(" :*?"), text


def labelled(pairs: Sequence[tuple[DocumentKind, str, str]], name: str, fits: Callable[[str], bool]) -> str:
    """Return the value that stands beside a label, the one given most often and first."""
    found: Counter[str] = Counter()
    for kind, label, value in pairs:
        if pattern("names", name).fullmatch(label):
            given = plain(value).strip(" .;")
            if fits(given):
                found[given] += 2 if kind == "instructions" else 1
    return found.most_common(1)[0][0] if found else ""


def cover(page: Page) -> Iterator[Line]:
    """Return the first lines of a page, up to its table of contents."""
    kept = (
        line
        for line in takewhile(lambda line: not CONTENTS.fullmatch(line.text), page.body)
        if line.text.strip() and line.block.kind in {"heading", "paragraph"} and not SHEET.match(line.block.id)
    )
    yield from islice(kept, COVER)


def pieces(text: str) -> list[str]:
    """Return the parts of a line that names several things: `Body, working with another · call 4`, two languages."""
    return [each.strip(" ,;") for each in PIECES.split(plain(text)) if each.strip(" ,;")]


def running(pages: Sequence[Page]) -> Iterator[str]:
    return (line.text for page in pages for line in page.lines if line.block.kind in {"header", "footer"})


def is_title(text: str) -> bool:
    return (
        bool(2 <= len(text.split()) <= TITLE_WORDS)
        and not PLACEHOLDER.search(text)
        and not generic(text)
        and not text.endswith("?")
        and not GREETING.match(text)
        and not TOLD.match(text)
        and not UNFINISHED.search(text)
        and not is_body(text)
    )


def is_organisation(text: str) -> bool:
    if (
        pattern("names", "buyer").fullmatch(text)
        or PLACEHOLDER.search(text)
        or not 1 < len(text.split()) <= 14
        or not text[:1].isupper()
        or "@" in text
    ):
        return False
    return bool(pattern("names", "organisation").search(text))


def is_body(text: str) -> bool:
    """Tell whether a line is the name of an organisation, with or without the kind of document it issues."""
    rest = tidy(pattern("names", "kinds").sub(" ", text)).strip(" -–—:")
    return bool(BODY.search(rest)) and len(rest.split()) <= BODY_WORDS and not re.search(r"\bfor\b|:", text)


def generic(text: str) -> bool:
    """Tell whether a line only says what kind of document it heads."""
    rest = pattern("names", "kinds").sub("", text)
    return len(re.findall(r"\b(?!(?:and|the|for|with|how|our)\b)[A-Za-z]{3,}", rest, re.IGNORECASE)) < 2


def capital(text: str) -> bool:
    """Tell whether at least half the words begin with a capital, as in a name."""
    words = re.findall(WORD, text)
    return sum(word[0].isupper() for word in words) * 2 >= len(words)


def is_place(text: str) -> bool:
    """Tell whether a line is an address, a date or a contact."""
    if re.search(r"@|https?:|\b\d{5}\b|\b[A-Z]{1,2}\d{1,2}\s?\d[A-Z]{2}\b|^\d", text):
        return True
    return bool(re.search(r"\b20\d\d\b", text)) and (len(text.split()) < 3 or bool(DATE.search(text)))
