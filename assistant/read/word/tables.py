"""What a table's style does to its cells: the colour behind them and the look of their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.read.word.colour import UNKNOWN
from assistant.read.word.styles import PLAIN, Look, Styles
from assistant.read.word.wordml import attribute, child, children, name_of, number, val

if TYPE_CHECKING:
    from lxml import etree

_SWITCHES = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_CORNERS = {"nwCell": (0, 0), "neCell": (0, -1), "swCell": (-1, 0), "seCell": (-1, -1)}


@dataclass(frozen=True)
class Spread:
    """Where a cell is in its table: its row of so many, its place in the row of so many, both from 0."""

    row: int
    rows: int
    at: int
    cells: int


@dataclass
class TableStyle:
    """The parts of a table's style, and those of them that the table has switched on.

    `given` is false where the table does not say which it wants.
    """

    shaded: str = ""
    look: Look = PLAIN
    parts: dict[str, tuple[str | None, Look]] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    given: bool = True
    band: int = 1

    def cell(self, where: Spread) -> tuple[str, Look]:
        """Return the colour behind a cell and the look of its text: a special row before a band, a corner last."""
        shaded, look = self.shaded, self.look
        if not self.given and any(fill for fill, _ in self.parts.values()):
            return UNKNOWN, look
        for name in self._parts_of(where):
            fill, own = self.parts.get(name, (None, PLAIN))
            shaded, look = shaded if fill is None else fill, own.over(look)
        return shaded, look

    def _parts_of(self, where: Spread) -> Iterator[str]:
        first, last = where.row == 0, where.row == where.rows - 1
        left, right = where.at == 0, where.at == where.cells - 1
        on = {
            "firstRow": first and "firstRow" in self.wanted,
            "lastRow": last and "lastRow" in self.wanted,
            "firstCol": left and "firstColumn" in self.wanted,
            "lastCol": right and "lastColumn" in self.wanted,
        }
        if "noVBand" not in self.wanted:
            yield f"band{1 + (where.at - ('firstColumn' in self.wanted)) % 2}Vert"
        if "noHBand" not in self.wanted:
            yield f"band{1 + (where.row - ('firstRow' in self.wanted)) // self.band % 2}Horz"
        yield from (name for name, applies in on.items() if applies)
        for name, (row, column) in _CORNERS.items():
            if on["lastRow" if row else "firstRow"] and on["lastCol" if column else "firstCol"]:
                yield name


def table_style(properties: etree._Element | None, styles: Styles) -> TableStyle:
    """Return the style of a table; its own shading goes before the style's."""
    chain = styles.bases(val(child(properties, "w:tblStyle")))
    found = TableStyle(shaded=styles.theme.shade(properties) or "")
    for style in reversed(chain):
        found.look = styles.own(child(style, "w:rPr")).over(found.look)
        found.shaded = _fill(style, styles) or found.shaded
        found.band = max(number(val(child(child(style, "w:tblPr"), "w:tblStyleRowBandSize")), found.band), 1)
        for part in children(style, "w:tblStylePr"):
            name = attribute(part, "w:type") or ""
            fill, look = found.parts.get(name, (None, PLAIN))
            own = _fill(part, styles)
            found.parts[name] = fill if own is None else own, styles.own(child(part, "w:rPr")).over(look)
    switches = child(properties, "w:tblLook")
    found.given = switches is not None
    found.wanted = frozenset(() if switches is None else _wanted(switches))
    return found


def _fill(style: etree._Element, styles: Styles) -> str | None:
    said = [styles.theme.shade(child(style, name)) for name in ("w:tcPr", "w:pPr", "w:tblPr")]
    return next((each for each in said if each is not None), None)


def _wanted(look: etree._Element) -> Iterator[str]:
    try:
        mask = int(val(look) or "0", 16)
    except ValueError:
        mask = 0
    for name, bit in _SWITCHES.items():
        said = attribute(look, f"w:{name}")
        if said in {"1", "true", "on"} or (said is None and mask & bit):
            yield name


def squashed(properties: etree._Element | None, flat: int) -> bool:
    """Return whether a row is so low that nothing in it shows."""
    heights = () if properties is None else [each for each in properties if name_of(each) == "w:trHeight"]
    return any(attribute(each, "w:hRule") == "exact" and number(val(each)) <= flat for each in heights)
