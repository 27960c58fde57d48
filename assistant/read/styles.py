"""How a run or a paragraph looks once its styles are followed: what hides it, what makes it a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from assistant.read.wordml import attribute, child, children, name_of, number, on, val

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(r"heading\s*([1-9])\b", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\s*\d|table of figures", re.IGNORECASE)
_CAPTION = re.compile(r"caption", re.IGNORECASE)
_DEEPEST = 40
TINY = 4  # half-points: what is printed in 2 points or less cannot be read


@dataclass(frozen=True)
class Look:
    """The properties of a run that decide whether and how it shows; None where nothing is said."""

    bold: bool | None = None
    caps: bool | None = None
    vanish: bool | None = None
    size: int | None = None
    colour: str | None = None
    shaded: bool | None = None

    def over(self, base: Look) -> Look:
        """Return this look on top of another: what is not said here is taken from there."""
        said = {name: value for name in _LOOKS if (value := getattr(self, name)) is not None}
        return replace(base, **said) if said else base

    def hidden(self, *, on_shade: bool) -> str:
        """Return how the run is hidden: vanish, tiny or white; nothing when it shows."""
        if self.vanish:
            return "vanish"
        if self.size is not None and self.size <= TINY:
            return "tiny"
        shaded = on_shade if self.shaded is None else self.shaded
        return "white" if is_white(self.colour) and not shaded else ""


_LOOKS = tuple(each.name for each in fields(Look))


@dataclass(frozen=True)
class ParagraphStyle:
    """A style with all it is based on: `rank` is its heading level (0 a title), `ids` itself and its bases."""

    ids: tuple[str, ...] = ()
    rank: int | None = None
    contents: bool = False
    caption: bool = False
    list_id: str | None = None
    list_level: int | None = None
    shaded: bool = False
    look: Look = Look()


def shade(properties: etree._Element | None) -> bool | None:
    """Return whether the `w:shd` of these properties fills with a colour; None when there is none."""
    shading = child(properties, "w:shd")
    if shading is None:
        return None
    fill = (attribute(shading, "w:fill") or "auto").lower()
    theme = (attribute(shading, "w:themeFill") or "background1").lower()
    pattern = (val(shading) or "clear").lower()
    return (
        not (fill == "auto" or is_white(fill))
        or not theme.startswith(("background1", "light1"))
        or pattern not in {"clear", "nil"}
    )


def is_white(colour: str | None) -> bool:
    """Return whether a colour, six hexadecimal digits, cannot be told from white paper."""
    if not colour or not re.fullmatch(r"[0-9a-fA-F]{6}", colour):
        return False
    return min(bytes.fromhex(colour)) >= 0xF9


_READ: dict[str, tuple[str, Any]] = {
    "w:b": ("bold", on),
    "w:caps": ("caps", on),
    "w:vanish": ("vanish", on),
    "w:sz": ("size", lambda each: number(val(each), 22)),
    "w:color": ("colour", lambda each: val(each) or "auto"),
    "w:highlight": ("shaded", lambda each: val(each) not in {None, "none", "white"}),
}


def look_of(properties: etree._Element | None) -> Look:
    """Return what a `w:rPr` says by itself."""
    said: dict[str, Any] = {}
    for each in () if properties is None else properties:
        if (known := _READ.get(name_of(each))) is not None:
            said[known[0]] = known[1](each)
    if properties is not None and not said.get("shaded"):
        said["shaded"] = shade(properties)
    return Look(**said)


class Styles:
    """The styles of one file, followed along `basedOn`."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._looks: dict[str, Look] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        for style in () if root is None else children(root, "w:style"):
            identity = attribute(style, "w:styleId")
            if not identity:
                continue
            self._styles.setdefault(identity, style)
            if attribute(style, "w:type") == "paragraph" and attribute(style, "w:default") in {"1", "true", "on"}:
                self._default = identity
        base = look_of(child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr"))
        # What holds for the whole file hides nothing in it.
        self._base = replace(base, vanish=None, size=None if (base.size or 0) <= TINY else base.size)

    def look(self, identity: str | None) -> Look:
        """Return the look of a style by itself, without the file's defaults."""
        key = identity or ""
        if key not in self._looks:
            look = Look()
            for style in reversed(self._chain(key)):
                look = look_of(child(style, "w:rPr")).over(look)
            self._looks[key] = look
        return self._looks[key]

    def paragraph(self, identity: str | None) -> ParagraphStyle:
        """Return a paragraph style; the file's default one where none is named or the named one is missing."""
        key = identity if identity in self._styles else self._default
        if key not in self._paragraphs:
            self._paragraphs[key] = self._resolve(key)
        return self._paragraphs[key]

    def list_of(self, identity: str | None) -> str | None:
        """Return the list that a numbering style stands for."""
        found = (val(child(_numbering(style), "w:numId")) for style in self._chain(identity or ""))
        return next((each for each in found if each), None)

    def fills(self, table_style: str | None) -> bool:
        """Return whether a table style shades any of its cells."""
        return any(shade(each) for style in self._chain(table_style or "") for each in style.iter())

    def _chain(self, identity: str) -> list[etree._Element]:
        found: dict[str, etree._Element] = {}
        while identity in self._styles and identity not in found and len(found) < _DEEPEST:
            found[identity] = self._styles[identity]
            identity = val(child(found[identity], "w:basedOn")) or ""
        return list(found.values())

    def _resolve(self, identity: str) -> ParagraphStyle:
        chain = self._chain(identity)
        names = [(val(child(style, "w:name")) or "").strip() for style in chain]
        lists = [_numbering(style) for style in chain]
        levels = [level for each in lists if (level := val(child(each, "w:ilvl"))) is not None]
        ranks = [rank for style, name in zip(chain, names, strict=True) if (rank := _rank(style, name)) is not None]
        shades = [found for style in chain if (found := shade(child(style, "w:pPr"))) is not None]
        return ParagraphStyle(
            ids=tuple(attribute(style, "w:styleId") or "" for style in chain),
            rank=ranks[0] if ranks else None,
            contents=any(_CONTENTS.match(name) for name in names),
            caption=any(_CAPTION.match(name) for name in names),
            list_id=self.list_of(identity),
            list_level=number(levels[0]) if levels else None,
            shaded=bool(shades and shades[0]),
            look=self.look(identity).over(self._base),
        )


def _numbering(style: etree._Element) -> etree._Element | None:
    return child(child(style, "w:pPr"), "w:numPr")


def _rank(style: etree._Element, name: str) -> int | None:
    if name.lower() == "title":
        return 0
    found = _HEADING.match(name)
    return int(found[1]) if found else outline_rank(child(style, "w:pPr"))


def outline_rank(properties: etree._Element | None) -> int | None:
    """Return the heading level that `w:outlineLvl` gives, from 1; None for body text."""
    level = number(val(child(properties, "w:outlineLvl")), 9)
    return level + 1 if 0 <= level <= 8 else None
