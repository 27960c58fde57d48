"""Tables on a PDF page, found by their ruling lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from assistant.read.pdf.lines import Line, lines_of
from assistant.read.pdf.page import Box, Drawing
from assistant.read.pdf.text import Word

SNAP = 3.0  # points by which lines that are meant to meet fall short of it
MOST = 250_000  # crossings to be tried: beyond that it is a drawing, no table
LOW = 5.0  # points: a row that is lower is the space between two lines of a border


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell: its row and column from 1, and what it holds, in words or in lines. `alone` where it fills its row."""

    row: int
    column: int
    box: Box
    alone: bool = False
    words: list[Word] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def held(self) -> list[Line]:
        """Return the lines of text in it."""
        return self.lines or lines_of(word for word in self.words if word.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a piece of a page."""

    spots: list[Spot]
    box: Box

    @property
    def x0(self) -> float:
        return self.box[0]

    @property
    def x1(self) -> float:
        return self.box[2]

    @property
    def top(self) -> float:
        return self.box[1]

    @property
    def base(self) -> float:
        return self.box[1] + 1

    @property
    def size(self) -> float:
        return 1.0

    def texts(self, row: int) -> list[str]:
        """Return what the cells of a row say."""
        return [" ".join(line.text for line in spot.held()) for spot in self.spots if spot.row == row]

    def goes_on(self, before: Table) -> bool:
        """Return whether this table may be the rest of one on the page before: in the same columns, without new heads.

        Heads are all in bold; if the table before begins with the same ones they are said again.
        """
        theirs, ours = before.edges(), self.edges()
        if len(theirs) != len(ours) or any(abs(one - two) > SNAP for one, two in zip(theirs, ours, strict=True)):
            return False
        held = [line for spot in self.spots if spot.row == 1 for line in spot.held()]
        return self.texts(1) == before.texts(1) or not held or not all(line.bold for line in held)

    def edges(self) -> list[float]:
        """Return where its columns begin, and where the last one ends."""
        return [*sorted({spot.box[0] for spot in self.spots}), self.x1]

    @property
    def words(self) -> int:
        return round(median(len(spot.words) for spot in self.spots)) + 4

    def take(self, word: Word) -> bool:
        """Put a word into the cell it stands in; false where it stands in none."""
        x, y = word.middle
        if not _inside(self.box, x, y):
            return False
        spot = next((each for each in self.spots if _inside(each.box, x, y)), None)
        if spot is not None and word.turn and spot.words and spot.words[-1].turn == word.turn:
            last = spot.words.pop()
            spot.words.append(last._replace(text=f"{last.text} {word.text}"))
        elif spot is not None:
            spot.words.append(word)
        return spot is not None


def _inside(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def tables_of(drawing: Drawing) -> list[Table]:
    """Return the tables of a page, each with its cells, still empty, row by row."""
    upright = sum(not rule.across for rule in drawing.rules)
    if upright < 2 or len(drawing.rules) - upright < 2:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = merge_edges([_edge(rule.box, across=rule.across) for rule in drawing.rules], SNAP, SNAP, SNAP, SNAP)
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if upright * (len(edges) - upright) > MOST:
        return []
    crossings = edges_to_intersections(edges, SNAP, SNAP)
    if len(crossings) ** 2 > 40 * MOST:
        return []
    cells = [each for each in intersections_to_cells(crossings) if each[3] - each[1] > LOW and each[2] - each[0] > LOW]
    return [_table(each) for each in cells_to_tables(cells)]


def _edge(box: Box, *, across: bool) -> dict[str, float | str]:
    x0, top, x1, bottom = box
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "h" if across else "v", "object_type": "line",
    }  # fmt: skip


def _table(cells: Iterable[Box]) -> Table:
    boxes = sorted(cells, key=lambda box: (box[1], box[0]))
    rows, across = _grid(box[1] for box in boxes), _grid(box[0] for box in boxes)
    bounds = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    spots = []
    for box in boxes:
        alone = box[2] - box[0] >= bounds[2] - bounds[0] - SNAP
        spots.append(Spot(_at(rows, box[1]), _at(across, box[0]), box, alone))
    return Table(sorted(spots, key=lambda spot: (spot.row, spot.column)), bounds)


def _grid(starts: Iterable[float]) -> list[float]:
    """Return where rows or columns begin, starts that are nearly the same once."""
    grid: list[float] = []
    for start in sorted(starts):
        if not grid or start - grid[-1] > SNAP:
            grid.append(start)
    return grid


def _at(grid: Sequence[float], start: float) -> int:
    return sum(each <= start for each in grid)
