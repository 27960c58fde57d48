"""Cut a statement into passages that each stand alone as evidence, each an exact span of its block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.partners.facts import disclaims, title_disclaims
from assistant.records import Block, Document

SENTENCES, WORDS = 3, 55
ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "rev",
        "hon",
        "no",
        "nos",
        "vol",
        "fig",
        "approx",
        "inc",
        "ltd",
        "etc",
        "e.g",
        "i.e",
        "c.f",
        "cf",
        "vs",
        "dept",
        "est",
    ]
)
END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|\n+")
TELLS = ("paragraph", "item", "cell", "textbox", "footnote", "field")


@dataclass(frozen=True)
class Cut:
    """A passage: the block it is in, where, and what stands above it or, in a table, beside it."""

    block: Block
    start: int
    end: int
    heading: str
    denied: bool = False

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]

    @property
    def row(self) -> str:
        """The passage with what stands beside it, if it is a cell."""
        return f"{self.text} {self.heading}" if self.block.cell else self.text

    @property
    def disclaims(self) -> bool:
        """Whether it says what is not done: by a list's title, or all its sentences do, or none of them."""
        start, end = sentences(self.text)[0]
        return self.denied or disclaims(self.text[start:end])


def cut(statement: Document) -> Iterator[Cut]:
    """Yield the passages of a statement in reading order. Headings, page headers and hidden text are none."""
    shown = [each for each in statement.blocks if each.visible and each.kind in TELLS and each.text.strip()]
    for table, run in groupby(shown, key=lambda each: each.cell.table if each.cell else 0):
        if table:
            yield from _table(list(run))
            continue
        led_by = ""
        for block in run:
            led_by = led_by if block.kind == "item" else block.text
            yield from _paragraph(block, denied=block.kind == "item" and _denied(block, led_by))


def _denied(item: Block, led_by: str) -> bool:
    """Return whether an item of a list is what is not done, by what leads to the list or else by its heading."""
    if led_by.rstrip().endswith(":"):
        return title_disclaims(led_by)
    return bool(item.headings) and title_disclaims(item.headings[-1])


def _paragraph(block: Block, *, denied: bool) -> Iterator[Cut]:
    heading = " > ".join(block.headings[-2:])
    for start, end in portions(block.text):
        if denied or tells(block.text[start:end]):
            yield Cut(block, start, end, heading, denied)


def tells(text: str) -> bool:
    """Return whether a text says something: it is not a label, a lead-in to a list or a number on its own."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= 3 and not text.rstrip().endswith(":")


def portions(text: str) -> list[tuple[int, int]]:
    """Return spans of one to three sentences that cover a paragraph, of about the same length.

    A sentence that says what is not done never shares a span with one that says what is.
    """
    found = []
    for _, run in groupby(sentences(text), key=lambda span: disclaims(text[slice(*span)])):
        found += _even(text, list(run))
    return found


def _even(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join neighbouring sentences into as few spans as the limits allow."""
    lengths = [len(text[slice(*span)].split()) for span in spans]
    count = max(-(-len(spans) // SENTENCES), -(-sum(lengths) // WORDS), 1)
    share, filled = sum(lengths) / count, 0.0
    groups: list[tuple[int, int]] = []
    for (start, end), length in zip(spans, lengths, strict=True):
        if groups and filled + length / 2 <= share * len(groups):
            groups[-1] = (groups[-1][0], end)
        else:
            groups.append((start, end))
        filled += length
    return groups


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a text, without the space around them."""
    spans, start = [], 0
    for mark in END.finditer(text):
        if _ends(text, mark):
            spans.append((start, mark.end()))
            start = mark.end()
    spans.append((start, len(text)))
    trimmed = [(start + len(text[start:end]) - len(text[start:end].lstrip()), end) for start, end in spans]
    return [(start, start + len(text[start:end].rstrip())) for start, end in trimmed if text[start:end].strip()]


def _ends(text: str, mark: re.Match[str]) -> bool:
    """Return whether a full stop ends a sentence, and not an abbreviation, an initial or a list number."""
    if "\n" in mark.group() or not mark.group().startswith("."):
        return True
    before = text[: mark.start()].rsplit(maxsplit=1)
    word = before[-1].strip("(\"'“‘").lower() if before else ""
    after = text[mark.end() : mark.end() + 1]
    return not (word in ABBREVIATIONS or len(word) == 1 or after.islower())


def _table(blocks: Sequence[Block]) -> Iterator[Cut]:
    """Yield one passage a row: its fullest cell, with the other cells under their column's title beside it."""
    rows = [list(row) for _, row in groupby(blocks, key=lambda each: each.cell.row if each.cell else 0)]
    titles = _titles(rows)
    for row in rows[1 if titles else 0 :]:
        if not tells(" ".join(each.text for each in row)):
            continue
        main = max(row, key=lambda each: len(each.text.split()))
        named = titles.get(_column(main), "")
        beside = [_under(titles.get(_column(each), ""), each.text.strip()) for each in row if each is not main]
        trail = [*main.headings[-1:], "; ".join([named, *beside] if named else beside)]
        spans = sentences(main.text)
        yield Cut(main, spans[0][0], spans[-1][1], " > ".join(part for part in trail if part))


def _under(title: str, text: str) -> str:
    return f"{title}: {text}" if title else text


def _titles(rows: Sequence[Sequence[Block]]) -> dict[int, str]:
    """Return the columns' titles if the first row looks like a head: several cells, short, without figures."""
    head = rows[0]
    if (
        len(rows) < 2
        or len(head) < 2
        or any(len(each.text.split()) > 6 or re.search(r"\d", each.text) for each in head)
    ):
        return {}
    return {_column(each): each.text.strip() for each in head}


def _column(block: Block) -> int:
    return block.cell.column if block.cell else 0
