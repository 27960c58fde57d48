"""How a run or a paragraph looks once its styles are followed: what hides it, what makes it a heading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from assistant.read.word.colour import CLEAR, PAPER, Theme, alike, hexadecimal, is_white
from assistant.read.word.signs import sign_font
from assistant.read.word.wordml import attribute, child, children, name_of, number, on, val

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(r"heading\s*([1-9])\b", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\s*\d|table of figures", re.IGNORECASE)
_CAPTION = re.compile(r"caption", re.IGNORECASE)
_DEEPEST = 40
_USUAL = 24  # half-points
TINY = 4  # half-points: what is printed in 2 points or less cannot be read
NARROW = 5  # per cent of a letter's width
FAR = 200  # half-points up or down: no line is that high
FLAT = 40  # twentieths of a point: a line, a row or a run that is no larger shows nothing


@dataclass(frozen=True)
class Look:
    """The properties of a run that decide whether and how it shows; None where nothing is said.

    `shaded` is the colour it is shaded or highlighted with, "" for none; `squeezed` whether its letters are
    so narrow, so close or so far up or down that nobody sees them; `font` one that draws signs for letters.
    """

    bold: bool | None = None
    caps: bool | None = None
    vanish: bool | None = None
    size: int | None = None
    colour: str | None = None
    shaded: str | None = None
    squeezed: bool | None = None
    font: str | None = None

    def over(self, base: Look) -> Look:
        """Return this look on top of another: what is not said here is taken from there."""
        if self is PLAIN:
            return base
        said = {name: value for name in _LOOKS if (value := getattr(self, name)) is not None}
        return replace(base, **said) if said else base

    def switched(self, base: Look) -> Look:
        """Return a character style's look on top of a paragraph style's: what both switch on is off, as in Word."""
        look = self.over(base)
        if self.bold and base.bold:
            look = replace(look, bold=False)
        if self.caps and base.caps:
            look = replace(look, caps=False)
        return replace(look, vanish=False) if self.vanish and base.vanish else look

    def hidden(self, *, on_shade: str) -> str:
        """Return how the run is hidden on a ground of a colour ("" white paper); nothing when it shows."""
        if self.vanish:
            return "vanish"
        if self.size is not None and self.size <= TINY:
            return "tiny"
        if self.squeezed:
            return "squeezed"
        return self._faint(self.shaded or on_shade or PAPER)

    def _faint(self, ground: str) -> str:
        if self.colour is None or self.colour == "auto":
            return ""
        if self.colour == CLEAR:
            return "transparent"
        if not alike(self.colour, ground):
            return ""
        return "white" if is_white(ground) else "same colour"


_LOOKS = tuple(each.name for each in fields(Look))
PLAIN = Look()  # the one look that says nothing


@dataclass(frozen=True)
class ParagraphStyle:
    """A style with all it is based on: `rank` is its heading level (0 a title), `ids` itself and its bases."""

    ids: tuple[str, ...] = ()
    rank: int | None = None
    contents: bool = False
    caption: bool = False
    list_id: str | None = None
    list_level: int | None = None
    shaded: str = ""
    flat: bool = False
    frame: etree._Element | None = None
    look: Look = Look()


def _size(element: etree._Element) -> int:
    return number(val(element), 22)


def _says(element: etree._Element) -> str | None:
    return sign_font(attribute(element, "w:ascii") or attribute(element, "w:hAnsi"))


_READ: dict[str, tuple[str, Callable[[etree._Element], Any]]] = {
    "w:b": ("bold", on),
    "w:caps": ("caps", on),
    "w:vanish": ("vanish", on),
    "w:sz": ("size", _size),
    "w:rFonts": ("font", _says),
}
_SQUEEZING = {"w:w", "w:position", "w:spacing", "w:fitText"}


def look_of(properties: etree._Element | None, theme: Theme) -> Look:
    """Return what a `w:rPr` says by itself."""
    if properties is None or not len(properties):
        return PLAIN
    said: dict[str, Any] = {}
    odd: dict[str, etree._Element] = {}
    for each in properties:
        name = name_of(each)
        if (known := _READ.get(name)) is not None:
            said[known[0]] = known[1](each)
        elif name in _ODD:
            odd[name] = each
    if odd:
        said |= _coloured(odd, theme) | {"shaded": _ground(properties, odd.get("w:highlight"), theme)}
        if not _SQUEEZING.isdisjoint(odd):
            said["squeezed"] = _squeezed(odd, said.get("size") or _USUAL)
    return Look(**said) if said else PLAIN


_EDGED = {"w:outline", "w:emboss", "w:imprint"}  # their letters have an edge of another colour
_ODD = _SQUEEZING | _EDGED | {"w:color", "w:shd", "w:highlight", "w14:textFill", "w14:textOutline"}


def _coloured(odd: dict[str, etree._Element], theme: Theme) -> dict[str, str]:
    """Return the colour of the ink: none where the effects of a run take it away, any where an outline shows."""
    outline = odd.get("w14:textOutline")
    if any(on(odd.get(each)) for each in _EDGED) or (
        outline is not None and child(outline, "w14:solidFill") is not None
    ):
        return {"colour": "auto"}
    fill = odd.get("w14:textFill")
    if fill is not None and child(fill, "w14:noFill") is not None:
        return {"colour": CLEAR}
    if fill is not None and theme.drawn(child(fill, "w14:solidFill")) == CLEAR:
        return {"colour": CLEAR}
    colour = odd.get("w:color")
    return {} if colour is None else {"colour": theme.text(colour)}


def _ground(properties: etree._Element | None, highlight: etree._Element | None, theme: Theme) -> str | None:
    marked = val(highlight)
    return hexadecimal(marked) if marked and marked != "none" else theme.shade(properties)


def _squeezed(odd: dict[str, etree._Element], size: int) -> bool:
    """Return whether no letter of a run can be made out; `size` is in half-points."""
    narrow, raised, near, fit = (val(odd.get(each)) for each in ("w:w", "w:position", "w:spacing", "w:fitText"))
    return (
        number((narrow or "").rstrip("%") or None, 100) <= NARROW
        or abs(number(raised)) >= FAR
        or number(near) <= -10 * size
        or number(fit, 1000) <= FLAT
    )


class Styles:
    """The styles of one file, followed along `basedOn`."""

    def __init__(self, root: etree._Element | None, theme: Theme | None = None) -> None:
        self.theme = theme or Theme()
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._looks: dict[str, Look] = {}
        self._paragraphs: dict[str | tuple[str, Look], ParagraphStyle] = {}
        for style in () if root is None else children(root, "w:style"):
            identity = attribute(style, "w:styleId")
            if not identity:
                continue
            self._styles.setdefault(identity, style)
            if attribute(style, "w:type") == "paragraph" and attribute(style, "w:default") in {"1", "true", "on"}:
                self._default = identity
        base = self.own(child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr"))
        # What holds for the whole file hides nothing in it.
        size = None if (base.size or 0) <= TINY else base.size
        self._base = replace(base, vanish=None, squeezed=None, size=size)

    def own(self, properties: etree._Element | None) -> Look:
        """Return what a `w:rPr` says by itself."""
        return look_of(properties, self.theme)

    def look(self, identity: str | None) -> Look:
        """Return the look of a style by itself, without the file's defaults."""
        key = identity or ""
        if key not in self._looks:
            look = Look()
            for style in reversed(self.bases(key)):
                look = self.own(child(style, "w:rPr")).over(look)
            self._looks[key] = look
        return self._looks[key]

    def paragraph(self, identity: str | None, under: Look = PLAIN) -> ParagraphStyle:
        """Return a paragraph style on top of a table's look; the default style where none, or none known, is named."""
        known = identity if identity in self._styles else self._default
        key = known if under is PLAIN else (known, under)
        if key not in self._paragraphs:
            self._paragraphs[key] = self._resolve(known, under)
        return self._paragraphs[key]

    def list_of(self, identity: str | None) -> str | None:
        """Return the list that a numbering style stands for."""
        found = (val(child(_numbering(style), "w:numId")) for style in self.bases(identity))
        return next((each for each in found if each), None)

    def bases(self, identity: str | None) -> list[etree._Element]:
        """Return a style and those it is based on, the nearest first."""
        identity = identity or ""
        found: dict[str, etree._Element] = {}
        while identity in self._styles and identity not in found and len(found) < _DEEPEST:
            found[identity] = self._styles[identity]
            identity = val(child(found[identity], "w:basedOn")) or ""
        return list(found.values())

    def _resolve(self, identity: str, under: Look) -> ParagraphStyle:
        chain = self.bases(identity)
        names = [(val(child(style, "w:name")) or "").strip() for style in chain]
        lists = [_numbering(style) for style in chain]
        levels = [level for each in lists if (level := val(child(each, "w:ilvl"))) is not None]
        ranks = [rank for style, name in zip(chain, names, strict=True) if (rank := _rank(style, name)) is not None]
        said = [child(style, "w:pPr") for style in chain]
        shades = [found for each in said if (found := self.theme.shade(each)) is not None]
        flats = [low for each in said if (low := flat(child(each, "w:spacing"))) is not None]
        return ParagraphStyle(
            ids=tuple(attribute(style, "w:styleId") or "" for style in chain),
            rank=ranks[0] if ranks else None,
            contents=any(_CONTENTS.match(name) for name in names),
            caption=any(_CAPTION.match(name) for name in names),
            list_id=self.list_of(identity),
            list_level=number(levels[0]) if levels else None,
            shaded=shades[0] if shades else "",
            flat=flats[0] if flats else False,
            frame=next((each for each in (child(every, "w:framePr") for every in said) if each is not None), None),
            look=self.look(identity).over(under.over(self._base)),
        )


def flat(spacing: etree._Element | None) -> bool | None:
    """Return whether lines are too low to show anything; None where nothing is said of their height."""
    line = attribute(spacing, "w:line")
    return None if line is None else bool(attribute(spacing, "w:lineRule") == "exact" and number(line) <= FLAT)


def _numbering(style: etree._Element) -> etree._Element | None:
    return child(child(style, "w:pPr"), "w:numPr")


def _rank(style: etree._Element, name: str) -> int | None:
    if name.lower() == "title":
        return 0
    found = _HEADING.match(name)
    return int(found[1]) if found else outline_level(child(child(style, "w:pPr"), "w:outlineLvl"))


def outline_level(element: etree._Element | None) -> int | None:
    """Return the heading level that a `w:outlineLvl` gives, from 1; None for body text."""
    level = number(val(element), 9)
    return level + 1 if 0 <= level <= 8 else None
