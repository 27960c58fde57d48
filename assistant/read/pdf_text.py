"""The words of a PDF page from its glyphs: where each stands, how it looks, and whether anybody can see it."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from assistant.read.pdf_fonts import Fonts
from assistant.read.pdf_page import Box, Drawing, Shape, address_of, colour_of
from assistant.read.signs import sign

SPACE = 0.17  # of the type's size: a wider gap stands between words
TINY = 2.0  # points: what is printed smaller cannot be read
_CLOSE = 6  # of 255: colours that differ less cannot be told apart
_HYPHEN = 2  # what PDFium gives for a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class Ink:
    """What the glyphs of one text object share: `turn` in degrees, `room` the part of the page they can show in.

    `font` is its name where it draws signs for letters.
    """

    size: float
    base: float
    bold: bool
    turn: int
    hidden: str
    room: Box
    font: str


class Word(NamedTuple):
    """Letters that stand together. `base` is the line they stand on; `field` is true of what a form field holds."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    hidden: str = ""
    turn: int = 0
    field: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, self.base - 0.3 * self.size


class _Glyph(NamedTuple):
    text: str
    x0: float
    x1: float
    base: float
    ink: Ink
    hidden: str


def words_of(textpage: Any, drawing: Drawing) -> Iterator[Word]:
    """Yield the words of a page in the order in which the file writes them."""
    held: list[_Glyph] = []
    for glyph in _glyphs(textpage, drawing):
        if held and (glyph is None or _apart(held[-1], glyph)):
            yield _word(held)
            held = []
        if glyph is not None and not (held and _again(held, glyph)):
            held.append(glyph)
    if held:
        yield _word(held)


def _word(glyphs: list[_Glyph]) -> Word:
    first, ink = glyphs[0], glyphs[0].ink
    text = "".join(each.text for each in glyphs)
    x0, x1 = min(each.x0 for each in glyphs), max(each.x1 for each in glyphs)
    return Word(text, x0, x1, first.base, ink.size, ink.bold, first.hidden, ink.turn)


def _apart(before: _Glyph, glyph: _Glyph) -> bool:
    """Return whether a glyph begins another word than the one before it."""
    size = max(before.ink.size, glyph.ink.size)
    if before.hidden != glyph.hidden or before.ink.turn != glyph.ink.turn:
        return True
    if before.ink.turn:
        return False
    if abs(before.base - glyph.base) > size / 2 or glyph.x0 - before.x1 > SPACE * size:
        return True
    return glyph.x0 - before.x1 < -size / 2 and glyph.x0 < before.x0 - size / 10


def _again(held: list[_Glyph], glyph: _Glyph) -> bool:
    """Return whether a glyph is printed a second time over itself, to look bold."""
    near = min(0.1 * glyph.ink.size, (glyph.x1 - glyph.x0) / 2)
    return any(
        each.text == glyph.text and abs(each.x0 - glyph.x0) < near and abs(each.base - glyph.base) < near
        for each in held[-2:]
        if each.ink is not glyph.ink
    )


def _glyphs(textpage: Any, drawing: Drawing) -> Iterator[_Glyph | None]:
    """Yield the glyphs of a page, None where white space stands between them."""
    from pypdfium2 import raw

    # The address of a glyph's text object is all that is needed: as a number it is had three times as fast.
    prototype = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    object_of = prototype(address_of(raw.FPDFText_GetTextObject))
    page, handle, view = textpage.raw, address_of(textpage.raw), drawing.view
    unicode_of, box_of, rectangle = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FS_RECTF()
    pointer, upright, inks = ctypes.byref(rectangle), view.quarters == 0, _Inks(textpage, drawing)
    left, text_of, ink, known = view.left, _Texts(), None, None
    for at in range(raw.FPDFText_CountChars(page)):
        code = unicode_of(page, at)
        address = object_of(handle, at)
        if (code <= 32 and code != _HYPHEN) or code == 160 or address is None:
            yield None
            continue
        box_of(page, at, pointer)
        if address != known:
            known, ink = address, inks.find(address, at)
        if ink is None:
            continue
        if upright:
            x0, x1 = rectangle.left - left, rectangle.right - left
        else:
            corners = [(rectangle.left, rectangle.bottom), (rectangle.right, rectangle.top)]
            x0, _, x1, _ = view.box(corners)
        yield _Glyph(text_of[code, ink.font], x0, x1, ink.base, ink, ink.hidden or _beyond(ink, (x0 + x1) / 2, view))


def _beyond(ink: Ink, x: float, view: Any) -> str:
    """Return how a glyph is hidden by its place."""
    left, top, right, bottom = ink.room
    y = ink.base - 0.3 * ink.size
    if left <= x <= right and top <= y <= bottom:
        return ""
    return "clipped" if 0 <= x <= view.width and 0 <= y <= view.height else "off the page"


class _Texts(dict[tuple[int, str], str]):
    """What each character is read as: ligatures as their letters, symbol fonts' as signs."""

    def __missing__(self, key: tuple[int, str]) -> str:
        code, font = key
        text = chr(code) if code < 0x110000 else ""
        if code == _HYPHEN:
            text = "-"
        elif 0xF000 <= code <= 0xF0FF:
            text = sign(font or "wingdings", code) or "\u2022"
        elif font not in {"", "symbol"} and code <= 0xFF:
            text = sign(font, code) or text
        elif 0xFB00 <= code <= 0xFB06:
            text = unicodedata.normalize("NFKC", text)
        self[key] = text
        return text


class _Inks:
    """The looks of a page's text objects, each found out once."""

    def __init__(self, textpage: Any, drawing: Drawing) -> None:
        self._page = textpage.raw
        self._drawing = drawing
        self._known: dict[int, Ink] = {}
        self._fonts = Fonts()

    def find(self, address: int, at: int) -> Ink:
        """Return the look of the text object at this address, of which the glyph `at` is the first."""
        ink = self._known.get(address)
        if ink is None:
            ink = self._known[address] = self._look(address, at)
        return ink

    def _look(self, address: int, at: int) -> Ink:
        from pypdfium2 import raw

        thing = ctypes.cast(address, raw.FPDF_PAGEOBJECT)
        view, matrix, x, y = self._drawing.view, raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetMatrix(self._page, at, matrix)
        raw.FPDFText_GetCharOrigin(self._page, at, x, y)
        size = raw.FPDFText_GetFontSize(self._page, at) * math.hypot(matrix.c, matrix.d)
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a))) - 90 * view.quarters
        left, base = view.point(x.value, y.value)
        font = self._fonts.of(thing)
        bold = font.bold or raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        middle = left + 0.2 * size, base - 0.3 * size
        hidden = "tiny" if size <= TINY else self._hidden(thing, address, middle)
        room = self._room(thing, address)
        return Ink(size, base, bold, turn % 360 if abs(turn) % 360 > 5 else 0, hidden, room, font.signs)

    def _hidden(self, thing: Any, address: int, middle: tuple[float, float]) -> str:
        """Return how a text object is hidden by the way it is painted."""
        from pypdfium2 import raw

        mode = raw.FPDFTextObj_GetTextRenderMode(thing)
        if mode in {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}:
            return "invisible"
        painted = raw.FPDFPageObj_GetStrokeColor if mode == raw.FPDF_TEXTRENDERMODE_STROKE else None
        *colour, opaque = colour_of(painted or raw.FPDFPageObj_GetFillColor, thing)
        if not opaque:
            return "invisible"
        under = self._under(address, middle)
        if under is not None and under.colour is None:
            return ""
        ground = (255, 255, 255) if under is None or under.colour is None else under.colour
        return "white" if max(abs(a - b) for a, b in zip(colour, ground, strict=True)) <= _CLOSE else ""

    def _under(self, address: int, point: tuple[float, float]) -> Shape | None:
        """Return what was painted last at a point before the text was."""
        z, (x, y) = self._drawing.order.get(address, 1 << 30), point
        for each in reversed(self._drawing.shapes):
            left, top, right, bottom = each.box
            if each.z < z and left <= x <= right and top <= y <= bottom:
                return each
        return None

    def _room(self, thing: Any, address: int) -> Box:
        """Return the box outside which nothing of a text object shows."""
        from pypdfium2 import raw

        view = self._drawing.view
        room = (0.0, 0.0, view.width, view.height)
        if address in self._drawing.inner:
            return room
        clip = raw.FPDFPageObj_GetClipPath(thing)
        x, y = ctypes.c_float(), ctypes.c_float()
        for at in range(min(max(raw.FPDFClipPath_CountPaths(clip), 0), 20)):
            points = []
            for each in range(min(raw.FPDFClipPath_CountPathSegments(clip, at), 100)):
                raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, at, each), x, y)
                points.append((x.value, y.value))
            if points:
                box = view.box(points)
                room = (max(room[0], box[0]), max(room[1], box[1]), min(room[2], box[2]), min(room[3], box[3]))
        return room
