"""Paragraphs from the lines of a column, as a reader of the page would tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.read.pdf.lines import Line, beside
from assistant.read.pdf.marks import STOPPED, Opening, alone, follows, opening, runs_on, without_leader

TIGHT = 1.15  # times the leading of a paragraph: lines further apart are not of one
LOOSE = 1.35  # the same, where the last line is full and no sentence ends with it
LOOSEST = 1.5  # the same, where the next line goes on by its words, too: a raised note may part them
_USUAL = 1.3  # of the type's size: the leading where the document does not show it
_OUT = 0.7  # of the type's size: how far lines of one paragraph may begin apart
_SLACK = 0.5  # of the type's size: how far a full line may fall short of the margin
_FAR = 6.0  # of the type's size: how far the first line may be indented more or less than the others
_SIZES = 1.12  # times the size: type that differs more is not of one paragraph


@dataclass(slots=True)
class Stretch:
    """Lines that make one paragraph, with the mark that opens it.

    `contents` is true in a table of contents, `note` at the foot of a page.
    """

    lines: list[Line]
    mark: Opening | None = None
    contents: bool = False
    right: float = 0.0
    note: bool = False

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def stopped(self) -> bool:
        return bool(STOPPED.search(self.last.text))

    @property
    def starts(self) -> list[float]:
        """Where a further line may begin: under the last one, or under any part of the first."""
        if len(self.lines) > 1:
            return [self.last.x0]
        first = self.lines[0]
        text = [self.mark.x0] if self.mark else [first.second] if first.field else []
        return [first.x0, *text, *([first.tab] if first.tab else [])]


@dataclass
class Leadings:
    """How far apart the lines of one paragraph stand in this document, by the size of type."""

    seen: dict[int, Counter[float]] = field(default_factory=dict)

    def note(self, column: Sequence[Line]) -> None:
        right = max((line.x1 for line in column), default=0.0)
        for before, after in pairwise(column):
            if abs(before.size - after.size) < 0.5 and is_full(before, after, right) and not opening(after):
                apart = round(after.base - before.base, 1)
                if 0.8 * after.size < apart < 2.6 * after.size:
                    self.seen.setdefault(round(after.size), Counter())[apart] += 1

    def usual(self, size: float) -> float:
        seen = self.seen.get(round(size))
        if not seen or seen.total() < 3:
            return _USUAL * size
        return max(seen.items(), key=lambda each: (each[1], -each[0]))[0]


def is_full(line: Line, following: Line, right: float) -> bool:
    """Return whether the next line's first word had no room at the end of this line."""
    return line.x1 + 0.25 * line.size + following.first > right - _SLACK * line.size


def stretches(column: Sequence[Line], leadings: Leadings, margin: float) -> Iterator[Stretch]:
    """Yield the paragraphs of a column; `margin` is how far its lines may reach."""
    held: Stretch | None = None
    for line in _lone_marks(column):
        if held is not None and _goes_on(held, line, leadings, margin):
            held.lines.append(line)
            continue
        if held is not None:
            yield held
        held = Stretch([line], opening(line), without_leader(line.text) is not None, margin)
    if held is not None:
        yield held


def _lone_marks(column: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, a number or bullet that stands a little higher or lower than its text put before it."""
    held: Line | None = None
    for line in column:
        if held is not None:
            if line.x0 > held.x1 and abs(line.base - held.base) < line.size:
                yield beside([held, line])
                held = None
                continue
            yield held
        held = line if alone(line) else None
        if held is None:
            yield line
    if held is not None:
        yield held


def _goes_on(held: Stretch, line: Line, leadings: Leadings, right: float) -> bool:
    """Return whether a line belongs to the paragraph before it."""
    last, mark = held.last, opening(line)
    if held.contents or line.field or last.filled or line.filled or not _alike(held, line) or _in_rows(last, line):
        return False
    full, under = is_full(last, line, right), _is_under(held, line)
    open_ended = full and not held.stopped
    goes_on = runs_on(last.text, line.text)
    most = TIGHT if not open_ended else LOOSEST if goes_on else LOOSE
    if not 0.5 * line.size < line.base - last.base <= most * _leading(held, leadings):
        return False
    if mark is not None and (mark.sure or not open_ended or not under or _is_next(held, mark)):
        return False
    if last.bold != line.bold and not open_ended:
        return False
    if not full:
        return (goes_on and (under or _centred(last, line))) or _hangs(held, line)
    return under or goes_on or _indented(held, line, open_ended=open_ended)


def _is_next(held: Stretch, mark: Opening) -> bool:
    return held.mark is not None and follows(held.mark.number, mark.number)


def _in_rows(last: Line, line: Line) -> bool:
    """Return whether two lines are rows of a table without lines: both go on at the same place after a wide gap."""
    return last.tab is not None and line.tab is not None and abs(last.tab - line.tab) <= _OUT * line.size


def _is_under(held: Stretch, line: Line) -> bool:
    return any(abs(line.x0 - each) <= _OUT * line.size for each in held.starts)


def _hangs(held: Stretch, line: Line) -> bool:
    """Return whether a line goes on under the text of an item, and not under its mark, where no sentence has ended."""
    first = held.lines[0]
    opens = held.mark.x0 if held.mark else first.second if first.field else first.x0
    return opens - first.x0 > line.size and abs(line.x0 - opens) <= _OUT * line.size and not held.stopped


def _alike(held: Stretch, line: Line) -> bool:
    small, large = sorted((held.size, line.size))
    return large <= _SIZES * small


def _leading(held: Stretch, leadings: Leadings) -> float:
    if len(held.lines) > 1:
        return held.last.base - held.lines[-2].base
    return leadings.usual(held.size)


def _centred(last: Line, line: Line) -> bool:
    return abs(last.x0 + last.x1 - line.x0 - line.x1) < line.size


def _indented(held: Stretch, line: Line, *, open_ended: bool) -> bool:
    """Return whether the first line of a paragraph is indented more than this second one, or hangs out before it."""
    if len(held.lines) > 1:
        return False
    further = held.last.x0 - line.x0
    return (
        0 < further < _FAR * line.size
        if held.mark is None and further > 0
        else open_ended and -further < _FAR * line.size
    )


def flows(before: Stretch, after: Stretch) -> bool:
    """Return whether a paragraph that opens a column or a page is the rest of the one that closed the last."""
    last, line = before.last, after.lines[0]
    if before.contents or not line.text or line.field or last.filled or not _alike(before, line):
        return False
    if before.stopped or last.bold != line.bold or (after.mark is not None and after.mark.sure):
        return False
    if before.bold or after.mark is not None:
        return line.text[0].islower()
    return runs_on(last.text, line.text) or is_full(last, line, before.right)
