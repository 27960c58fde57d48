"""Running heads and feet: what stands at the same place at the edge of page after page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from assistant.read.pdf.lines import Line, rows_of

_DIGITS = re.compile(r"\d+|\b[ivxl]+\b", re.IGNORECASE)
_PAGES = re.compile(r"(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?|[-\u2013]\s*\d+\s*[-\u2013]", re.IGNORECASE)
_EDGE = 0.2  # of a page's height: nothing further in is a running head
_REACH = 4  # pages before and after among which a running head stands again
_OFTEN = 0.45  # of them: left and right pages may have their own
_WIDE = 0.8  # of the widest gap: as wide, for what stands between heads in types of several sizes
_MARGIN = 0.1  # of it: the margin, in which heads may stand anywhere
_FAR = 3.0  # of the type's size: further in, one that is further from the last is none
_STEP = 6.0  # points within which it stands at the same height

Sign = tuple[str, int]


class Heads:
    """Knows what stands at the edges of pages. To be told of every page before it is asked of any."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._seen: dict[Sign, set[int]] = {}

    def note(self, page: int, lines: Iterable[Line], height: float) -> None:
        for line in lines:
            if _near_edge(line, height):
                for sign in _signs(line):
                    self._seen.setdefault(sign, set()).add(page)

    def runs(self, page: int, line: Line, height: float) -> bool:
        """Return whether a line stands at its place on enough of the pages around; a foot, on one beside."""
        signs = [self._seen.get(sign, set()) for sign in _signs(line)]
        if line.base > height / 2 and any(page in each and each & {page - 1, page + 1} for each in signs):
            return True
        around = range(max(page - _REACH, 1), min(page + _REACH, self._pages) + 1)
        needed = max(2, math.ceil(_OFTEN * len(around)))
        return any(sum(each in pages for each in around) >= needed for pages in signs)

    def apart(self, page: int, lines: Sequence[Line], height: float) -> tuple[list[Line], list[Line], list[Line]]:
        """Return the heads, the body and the feet of a page."""
        rows = rows_of([line for line in lines if line.text])
        top = self._edge(page, rows, height)
        foot = self._edge(page, rows[len(top) :][::-1], height)[::-1]
        heads, feet = ([line for row in edge for line in row] for edge in (top, foot))
        gone = set(map(id, [*heads, *feet]))
        return heads, [line for line in lines if id(line) not in gone], feet

    def _edge(self, page: int, rows: Sequence[list[Line]], height: float) -> Sequence[list[Line]]:
        """Return the rows from the edge inwards that run on, as far as the widest gap: a form may repeat itself."""
        found = list(takewhile(lambda row: self._is_head(page, row, height), rows))
        gaps = [abs(after[0].base - before[0].base) for before, after in pairwise(rows[: len(found) + 1])]
        far = (
            at for at, gap in enumerate(gaps) if gap > _FAR * rows[at][0].size and not _in_margin(rows[at + 1], height)
        )
        found = found[: next(far, len(found)) + 1]
        gaps = gaps[: len(found)]
        return found[: max(range(len(gaps)), key=lambda at: (gaps[at], at)) + 1] if gaps else found

    def _is_head(self, page: int, row: Sequence[Line], height: float) -> bool:
        if not all(_near_edge(line, height) for line in row):
            return False
        numbered = len(row) == 1 and _in_margin(row, height) and _PAGES.fullmatch(row[0].text)
        return bool(numbered) or all(self.runs(page, line, height) for line in row)


def _in_margin(row: Sequence[Line], height: float) -> bool:
    return not _MARGIN * height < row[0].base < (1 - _MARGIN) * height


def _near_edge(line: Line, height: float) -> bool:
    return line.base < _EDGE * height or line.base > (1 - _EDGE) * height


def _signs(line: Line) -> tuple[Sign, Sign]:
    """Return what is the same of a running head on all pages: its words but for numbers, and its height, twice."""
    words, step = " ".join(_DIGITS.sub("#", line.text).split()), line.base / _STEP
    return (words, round(step)), (words, round(step + 0.5) + 100_000)


def is_page_number(text: str) -> bool:
    """Return whether a running head says nothing but the number of the page."""
    return _PAGES.fullmatch(text) is not None or not any(map(str.isalpha, _DIGITS.sub("", text)))


def said_once(texts: Iterable[str]) -> list[str]:
    """Return running heads once each, whatever their page numbers; page numbers alone not at all."""
    once: dict[str, str] = {}
    for text in texts:
        if not is_page_number(text):
            once.setdefault(_DIGITS.sub("#", text), text)
    return list(once.values())
