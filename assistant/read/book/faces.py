"""How the cells of a workbook look: the number format of each cell style, and whether its text can be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.read.book.besides import local_name
from assistant.read.book.formats import BUILT_IN

if TYPE_CHECKING:
    from lxml import etree

TINY = 2.0  # points: what is printed in this size or less cannot be read
_NEAR = 8  # steps of 255 by which two colours may differ and still look the same
_THEME = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_OLD = bytes.fromhex(  # the colours of Excel before 2007, which files name by number from 8
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333 "
)
Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


@dataclass(frozen=True)
class Font:
    size: float = 11.0
    colour: Colour = BLACK


@dataclass(frozen=True)
class Face:
    """One cell style: its number format, its font, and what it is filled with; no colour for a pattern."""

    code: str = ""
    font: Font = Font()
    fill: Colour | None = WHITE

    @cached_property
    def hidden(self) -> str:
        """How text in this style is hidden where nothing else fills the cell."""
        return self.hides()

    def hides(self, font: Font | None = None, *, over: bool = False) -> str:
        """Return how text in this style, or in a font of its own, is hidden; nothing when it shows.

        `over` is true where something else fills the cell: a table's style, a condition, a picture.
        """
        font = font or self.font
        if font.size <= TINY:
            return "tiny"
        if over or self.fill is None or not _alike(font.colour, self.fill):
            return ""
        return "white" if _alike(self.fill, WHITE) else "same colour"


PLAIN = Face()


def _alike(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < _NEAR


class Faces:
    """The cell styles of a workbook by their numbers."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._styles = styles
        self._theme = theme

    def face(self, at: int) -> Face:
        return self._faces[at] if 0 <= at < len(self._faces) else PLAIN

    def font(self, element: etree._Element | None) -> Font:
        """Return the font that a `font` or an `rPr` describes."""
        size = None if element is None else element.find("{*}sz")
        colour = None if element is None else element.find("{*}color")
        points = 11.0 if size is None else _fraction(size.get("val"), 11.0)
        return Font(points, (None if colour is None else self._colour(colour)) or BLACK)

    @cached_property
    def _faces(self) -> list[Face]:
        codes = dict(BUILT_IN)
        for each in self._listed("numFmts"):
            codes[_whole(each.get("numFmtId"))] = each.get("formatCode") or ""
        fonts = [self.font(each) for each in self._listed("fonts")]
        fills = [self._fill(each) for each in self._listed("fills")]
        return [
            Face(
                codes.get(_whole(each.get("numFmtId")), ""),
                dict(enumerate(fonts)).get(_whole(each.get("fontId")), Font()),
                dict(enumerate(fills)).get(_whole(each.get("fillId")), WHITE),
            )
            for each in self._listed("cellXfs")
        ]

    def _listed(self, name: str) -> list[etree._Element]:
        found = None if self._styles is None else self._styles.find(f"{{*}}{name}")
        return [] if found is None else list(found)

    def _fill(self, element: etree._Element) -> Colour | None:
        pattern = element.find("{*}patternFill")
        if pattern is None:
            return None if len(element) else WHITE
        kind, ahead = pattern.get("patternType", "none"), pattern.find("{*}fgColor")
        if kind == "none":
            return WHITE
        return self._colour(ahead) if kind == "solid" and ahead is not None else None

    @cached_property
    def _scheme(self) -> dict[str, Colour]:
        scheme = None if self._theme is None else next(self._theme.iter("{*}clrScheme"), None)
        found = {}
        for each in () if scheme is None else scheme:
            value = next((inner.get("lastClr") or inner.get("val") for inner in each), "")
            if colour := _rgb(value):
                found[local_name(each)] = colour
        return {"lt1": WHITE, "dk1": BLACK} | found

    def _colour(self, element: etree._Element) -> Colour | None:
        colour, indexed, theme = _rgb(element.get("rgb")), element.get("indexed"), element.get("theme")
        if theme is not None and _whole(theme) < len(_THEME):
            colour = self._scheme.get(_THEME[_whole(theme)])
        elif indexed is not None:
            at = _whole(indexed)
            colour = WHITE if at == 65 else _old(at - 8 if at > 7 else at) if at < 64 else BLACK
        if colour is None:
            return None
        tint = max(-1.0, min(1.0, _fraction(element.get("tint"), 0.0)))
        red, green, blue = (round(each * (1 + tint) if tint < 0 else each + (255 - each) * tint) for each in colour)
        return red, green, blue


def _old(at: int) -> Colour:
    red, green, blue = _OLD[3 * at : 3 * at + 3]
    return red, green, blue


def _rgb(text: str | None) -> Colour | None:
    """Return a colour from six hexadecimal digits, or eight of which the first two say how opaque it is."""
    if not text or not re.fullmatch(r"(?:[0-9a-fA-F]{2})?[0-9a-fA-F]{6}", text):
        return None
    red, green, blue = bytes.fromhex(text[-6:])
    return red, green, blue


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _fraction(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
