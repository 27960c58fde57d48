"""Lines from the words of a PDF page, and the order in which its columns are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Protocol, TypeVar

from assistant.read.pdf.text import Word

WIDE = 1.2  # of the type's size: a gap that is no space between words but a tab
_SPLIT = 0.75  # of the type's size: a gap that may be a gutter
_GUTTER = 0.8  # of the type's size: the narrowest gap between columns
_FILLED = 0.6  # of a column's width: what half of its lines reach, where it is prose and not a list beside another
_PROSE = 3.5  # words in a line of a column, at least, for the same reason
_NARROWEST = 0.2  # of the text's width: a narrower column holds the numbers or labels of the one beside it
_FEWEST = 3  # lines in a column


class Piece(Protocol):
    """What takes its turn on a page: a line, a table."""

    @property
    def x0(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def base(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def words(self) -> int: ...


P = TypeVar("P", bound=Piece)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line. `first` is how wide its first word is, `second` where its second begins, `space` its spaces.

    `tab` is where the text goes on after the first wide gap, `field` whether a form field opens it; all of a
    `filled` one is what form fields hold.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    first: float
    second: float
    space: float = 0.0
    tab: float | None = None
    field: bool = False
    filled: bool = False

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1 if self.text else 0


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return the words as stretches without a wide gap, from the top down."""
    found = []
    for row in rows_of(words):
        held = _closed(row)
        start = 0
        for at, word in enumerate(held):
            following = held[at + 1] if at + 1 < len(held) else None
            if following is None or following.x0 - word.x1 > _SPLIT * max(word.size, following.size):
                found.append(_line(held[start : at + 1]))
                start = at + 1
    return found


def rows_of(pieces: Iterable[P]) -> list[list[P]]:
    """Return pieces that stand on the same line together, from the top down, each row from the left."""
    rows: list[list[P]] = []
    for each in sorted(pieces, key=lambda piece: (piece.base, piece.x0)):
        if rows and _level(rows[-1][0], each):
            rows[-1].append(each)
        else:
            rows.append([each])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _level(one: Piece, other: Piece) -> bool:
    """Return whether two pieces share half the height of the smaller."""
    shared = min(one.base + 0.2 * one.size, other.base + 0.2 * other.size) - max(one.top, other.top)
    return shared >= 0.5 * min(one.size, other.size)


def _closed(words: list[Word]) -> list[Word]:
    """Return words, each once, those put together that are one with its letters spaced out."""
    words = [*words[:1], *(word for before, word in pairwise(words) if not _over(before, word))]
    single = [len(each.text) == 1 for each in words]
    if len(words) < 5 or sum(single) < 0.7 * len(words):
        return words
    usual = median(after.x0 - before.x1 for before, after in pairwise(words))
    closed = words[:1]
    for word in words[1:]:
        if usual <= 0 or word.x0 - closed[-1].x1 > 1.6 * usual:
            closed.append(word)
        else:
            closed[-1] = closed[-1]._replace(text=closed[-1].text + word.text, x1=word.x1)
    return closed


def _over(before: Word, word: Word) -> bool:
    """Return whether a word is printed a second time over itself, to look bold."""
    return before.text == word.text and abs(before.x0 - word.x0) < 0.1 * word.size and not word.field


def _line(words: Sequence[Word]) -> Line:
    chief = max(words, key=lambda each: len(each.text))
    lettered = [each for each in words if any(map(str.isalnum, each.text))] or words
    x1 = max(each.x1 for each in words)
    return Line(
        text=" ".join(each.text for each in words if each.text),
        x0=words[0].x0,
        x1=x1,
        base=chief.base,
        size=chief.size,
        bold=all(each.bold for each in lettered),
        first=words[0].x1 - words[0].x0,
        second=words[1].x0 if len(words) > 1 else x1,
        space=median([after.x0 - before.x1 for before, after in pairwise(words[1:])] or [0.25 * chief.size]),
        field=words[0].field,
        filled=all(each.field for each in words),
    )


def beside(row: Sequence[Line]) -> Line:
    """Return the stretches of one line, from the left, as a line."""
    line = row[0]
    for each in row[1:]:
        chief = max(line, each, key=lambda one: len(one.text))
        line = replace(
            line,
            text=f"{line.text} {each.text}".strip(),
            x1=max(line.x1, each.x1),
            base=chief.base,
            size=chief.size,
            bold=line.bold and each.bold,
            second=min(line.second, each.x0) if line.second < line.x1 else each.x0,
            space=chief.space,
            tab=line.tab or (each.x0 if each.x0 - line.x1 > WIDE * chief.size else None),
            filled=line.filled and each.filled,
        )
    return line


def columns(pieces: Sequence[P]) -> Iterator[list[P]]:
    """Yield the pieces of a page column by column, as they are read."""
    rows = rows_of(pieces)
    split = _split(rows)
    if split is None:
        if pieces:
            yield [each for row in rows for each in row]
        return
    start, end, cut = split
    band = [each for row in rows[start:end] for each in row]
    yield from columns([each for row in rows[:start] for each in row])
    yield from columns([each for each in band if each.x0 < cut])
    yield from columns([each for each in band if each.x0 >= cut])
    yield from columns([each for row in rows[end:] for each in row])


def _split(rows: Sequence[Sequence[P]]) -> tuple[int, int, float] | None:
    """Return the largest run of rows that stands in columns: its first row, the row after it, and where to cut."""
    starts = Counter(round(each.x0 / 2) * 2 for row in rows for each in row)
    best: tuple[int, int, float] | None = None
    for start, count in sorted(starts.most_common(12)):
        if count < _FEWEST:
            continue
        cut = start - 2.0
        for first, last in _uncrossed(rows, cut):
            if (best is None or last - first > best[1] - best[0]) and _are_columns(rows[first:last], cut):
                best = first, last, cut
    return best


def _uncrossed(rows: Sequence[Sequence[P]], cut: float) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows in which nothing stands across an upright line."""
    first = 0
    for at, row in enumerate(rows):
        if any(each.x0 < cut < each.x1 for each in row):
            if at > first:
                yield first, at
            first = at + 1
    if len(rows) > first:
        yield first, len(rows)


def _are_columns(rows: Sequence[Sequence[P]], cut: float) -> bool:
    """Return whether what stands on both sides of a cut is to be read one side after the other.

    That is so where both are prose, or where one is and the other does not keep to its lines as a label would.
    """
    pieces = [each for row in rows for each in row if each.words]
    sides = [[each for each in pieces if (each.x0 < cut) == left] for left in (True, False)]
    if min(map(len, sides)) < _FEWEST:
        return False
    edges = [(min(each.x0 for each in side), max(each.x1 for each in side)) for side in sides]
    size = median(each.size for each in pieces)
    if edges[1][0] - edges[0][1] < _GUTTER * size:
        return False
    least = _NARROWEST * (edges[1][1] - edges[0][0])
    prose = [_is_prose(side, x1 - x0, least) for side, (x0, x1) in zip(sides, edges, strict=True)]
    return all(prose) or (any(prose) and _abreast(*(sides if prose[0] else sides[::-1])) < 0.5)


def _abreast(prose: Sequence[P], side: Sequence[P]) -> float:
    """Return the share of the pieces on one side that stand on a line of the prose on the other."""
    return sum(any(abs(each.base - line.base) < 0.15 * each.size for line in prose) for each in side) / len(side)


def _is_prose(side: Sequence[P], width: float, least: float) -> bool:
    if width < least or width <= 0:
        return False
    filled = median((row[-1].x1 - row[0].x0) / width for row in rows_of(side))
    return filled >= _FILLED and sum(each.words for each in side) / len(side) >= _PROSE
