"""The words of a PDF page from its glyphs: where each stands, how it looks, and whether anybody can see it."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from assistant.read.pdf.fonts import Fonts
from assistant.read.pdf.page import Drawing, Shape, address_of, clip_of, colour_of
from assistant.read.word.signs import sign

SPACE = 0.1  # of the type's size: a wider gap stands between words, as Poppler has it
TINY = 2.0  # points: what is printed smaller cannot be read
_CLOSE = 6  # of 255: colours that differ less cannot be told apart
_SPACES = frozenset({*range(33), 160}) - {2}
_TOP = 1 << 30  # above all that is drawn
_PAPER = Shape(-1, (0.0, 0.0, 0.0, 0.0), (255, 255, 255), whole=True)
_HYPHEN = 2  # what PDFium gives for a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class Ink:
    """What the glyphs of one text object share: `turn` in degrees, `font` one that draws signs for letters.

    `reach` are twice the left and the right end of where they show; `inside` whether they stand at a page's height.
    """

    size: float
    base: float
    bold: bool
    turn: int
    hidden: str
    reach: tuple[float, float]
    inside: bool
    font: str


_NOWHERE = Ink(1.0, 0.0, bold=False, turn=0, hidden="off the page", reach=(1.0, 0.0), inside=False, font="")


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
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def words(self) -> int:
        return 1

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, self.base - 0.3 * self.size


_Glyph = tuple[str, float, float, Ink, str]  # its text, left and right, its look, and how it is hidden


def words_of(textpage: Any, drawing: Drawing) -> Iterator[Word]:
    """Yield the words of a page in the order in which the file writes them."""
    held: list[_Glyph] = []
    for glyph in _glyphs(textpage, drawing):
        if held and (glyph is None or not _together(held[-1], glyph)):
            yield _word(held)
            held = []
        if glyph is not None and not (held and held[-1][3] is not glyph[3] and _again(held, glyph)):
            held.append(glyph)
    if held:
        yield _word(held)


def _word(glyphs: list[_Glyph]) -> Word:
    texts, lefts, rights, inks, hidden = zip(*glyphs, strict=True)
    ink: Ink = inks[0]
    return Word("".join(texts), min(lefts), max(rights), ink.base, ink.size, ink.bold, hidden[0], ink.turn)


def _together(before: _Glyph, glyph: _Glyph) -> bool:
    """Return whether a glyph goes on the word that the one before it is in."""
    _, start, end, ink, hidden = before
    _, x0, _, own, how = glyph
    size = max(ink.size, own.size)
    if how != hidden or own.turn != ink.turn:
        return False
    if own.turn:
        return True
    if own is not ink and abs(own.base - ink.base) > size / 2:
        return False
    return -size / 2 <= x0 - end <= SPACE * size or (x0 < end and x0 >= start - size / 10)


def _again(held: list[_Glyph], glyph: _Glyph) -> bool:
    """Return whether a glyph is printed a second time over itself, to look bold."""
    text, x0, x1, ink, _ = glyph
    near = min(0.1 * ink.size, (x1 - x0) / 2)
    return any(
        text == each and abs(left - x0) < near and abs(other.base - ink.base) < near and other is not ink
        for each, left, _, other, _ in held[-2:]
    )


def _glyphs(textpage: Any, drawing: Drawing) -> Iterator[_Glyph | None]:
    """Yield the glyphs of a page, None where white space stands between them."""
    from pypdfium2 import raw

    # The address of a glyph's text object is all that is needed: as a number it is had three times as fast.
    prototype = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    object_of = prototype(address_of(raw.FPDFText_GetTextObject))
    page, handle, view = textpage.raw, address_of(textpage.raw), drawing.view
    unicode_of, box_of, box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FS_RECTF()
    pointer, inks, text_of = ctypes.byref(box), _Inks(textpage, drawing), _Texts()
    for at in range(raw.FPDFText_CountChars(page)):
        code = unicode_of(page, at)
        address = None if code in _SPACES else object_of(handle, at)
        if address is None:
            yield None
            continue
        box_of(page, at, pointer)
        ink = inks.find(address, at)
        x0, x1 = view.across(box.left, box.right, box.bottom, box.top)
        left, right = ink.reach
        hidden = ink.hidden if left <= x0 + x1 <= right else ink.hidden or _beyond(ink, x0, x1, view.width)
        yield text_of[code, ink.font], x0, x1, ink, hidden


def _beyond(ink: Ink, x0: float, x1: float, width: float) -> str:
    """Return how a glyph out of reach is hidden by its place."""
    return "clipped" if ink.inside and 0 <= x0 + x1 <= 2 * width else "off the page"


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
        if not all(map(math.isfinite, (size, matrix.a, matrix.b, x.value, y.value))):
            return _NOWHERE
        turn = (round(math.degrees(math.atan2(matrix.b, matrix.a))) - 90 * view.quarters) % 360
        left, base = view.point(x.value, y.value)
        font = self._fonts.of(thing)
        bold = font.bold or raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
        middle = left + 0.2 * size, base - 0.3 * size
        hidden = "tiny" if size <= TINY else self._hidden(thing, address, middle)
        reach, inside = self._reach(thing, address, middle[1]), 0 <= middle[1] <= view.height
        return Ink(size, base, bold, turn if 5 < turn < 355 else 0, hidden, reach, inside, font.signs)

    def _reach(self, thing: Any, address: int, y: float) -> tuple[float, float]:
        """Return twice the left and the right end of where a text object shows."""
        inner = address in self._drawing.inner
        left, top, right, bottom = self._drawing.view.page if inner else clip_of(thing, self._drawing.view)
        return (2 * left, 2 * right) if top <= y <= bottom else (1.0, 0.0)

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
        return self._behind(address, middle) or self._on(self._ground(address, middle), colour)

    def _behind(self, address: int, point: tuple[float, float]) -> str:
        """Return whether a text object lies behind a shape that was painted over it."""
        z = self._drawing.order.get(address, _TOP)
        over = (each for each in reversed(self._drawing.shapes) if each.z > z and each.whole and each.colour)
        return "covered" if any(each.holds(*point) for each in over) else ""

    def _ground(self, address: int, point: tuple[float, float]) -> Shape:
        """Return what was painted last at a point before the text was: white paper if nothing."""
        z = self._drawing.order.get(address, _TOP)
        under = (each for each in reversed(self._drawing.shapes) if each.z < z and each.holds(*point))
        return next(under, _PAPER)

    @staticmethod
    def _on(ground: Shape, colour: list[int]) -> str:
        if ground.colour is None or not ground.whole:
            return ""
        return "white" if max(abs(a - b) for a, b in zip(colour, ground.colour, strict=True)) <= _CLOSE else ""
