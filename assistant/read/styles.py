"""How a run or a paragraph looks once its styles are followed: what hides it, what makes it a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from assistant.read.wordml import attribute, child, children, name_of, number, on, val

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(r"heading\s*([1-9])\b", re.IGNORECASE)
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
        said = {each.name: value for each in fields(self) if (value := getattr(self, each.name)) is not None}
        return replace(base, **said) if said else base

    def hidden(self, *, on_shade: bool) -> str:
        """Return how the run is hidden: vanish, white or tiny; nothing when it shows."""
        if self.vanish:
            return "vanish"
        if self.size is not None and self.size <= TINY:
            return "tiny"
        white = self.colour is not None and _white(self.colour)
        return "white" if white and not self.shaded and not on_shade else ""


@dataclass(frozen=True)
class ParagraphStyle:
    """A paragraph's style: its name, heading rank (0 for a title), list and look."""

    name: str = ""
    rank: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    look: Look = Look()
    ids: tuple[str, ...] = ()
    toc: bool = False


def shade(element: etree._Element | None) -> bool | None:
    """Return whether a `w:shd` fills with a colour that is not white; None when there is none."""
    if element is None:
        return None
    fill = (attribute(element, "w:fill") or "auto").lower()
    pattern = (val(element) or "clear").lower()
    return (fill != "auto" and not _white(fill)) or pattern not in {"clear", "nil"} or _themed(element)


def _themed(element: etree._Element) -> bool:
    theme = attribute(element, "w:themeFill")
    return theme is not None and not theme.lower().startswith(("background1", "light1"))


def _white(colour: str) -> bool:
    return bool(re.fullmatch(r"[fF][a-fA-F9]|", colour[0:2])) and _all_high(colour)


def _all_high(colour: str) -> bool:
    if not re.fullmatch(r"[0-9a-fA-F]{6}", colour):
        return False
    return all(int(colour[at : at + 2], 16) >= 0xF9 for at in (0, 2, 4))


def look_of(properties: etree._Element | None) -> Look:
    """Return what a `w:rPr` says by itself."""
    if properties is None or len(properties) == 0:
        return Look()
    said: dict[str, object] = {}
    for each in properties:
        name = name_of(each)
        if name == "w:b":
            said["bold"] = on(each)
        elif name in {"w:caps"}:
            said["caps"] = on(each)
        elif name == "w:vanish":
            said["vanish"] = on(each)
        elif name == "w:sz":
            said["size"] = number(val(each), 22)
        elif name == "w:color":
            said["colour"] = val(each) or "auto"
        elif name == "w:shd":
            said["shaded"] = shade(each)
        elif name == "w:highlight":
            said["shaded"] = (val(each) or "none") not in {"none", "white"}
    return Look(**said)  # type: ignore[arg-type]


class Styles:
    """The styles of one file, followed along `basedOn`."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._looks: dict[str, Look] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self.base = Look()
        if root is None:
            return
        for style in children(root, "w:style"):
            identity = attribute(style, "w:styleId")
            if identity is None:
                continue
            self._styles.setdefault(identity, style)
            if attribute(style, "w:type") == "paragraph" and attribute(style, "w:default") in {"1", "true", "on"}:
                self._default = identity
        defaults = child(child(child(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
        self.base = look_of(defaults)

    def look(self, identity: str | None) -> Look:
        """Return the look of a style by itself, without the file's defaults."""
        if identity is None:
            return Look()
        if identity not in self._looks:
            look = Look()
            for style in reversed(self._chain(identity)):
                look = look_of(child(style, "w:rPr")).over(look)
            self._looks[identity] = look
        return self._looks[identity]

    def paragraph(self, identity: str | None) -> ParagraphStyle:
        """Return a paragraph style; the file's default one where none is named or the named one is missing."""
        if identity is None or identity not in self._styles:
            identity = self._default or ""
        if identity not in self._paragraphs:
            self._paragraphs[identity] = self._resolve(identity)
        return self._paragraphs[identity]

    def fills(self, table_style: str | None) -> bool:
        """Return whether a table style shades any of its cells."""
        return any(
            shade(each) for style in self._chain(table_style or "") for each in style.iter() if name_of(each) == "w:shd"
        )

    def _chain(self, identity: str) -> list[etree._Element]:
        found: list[etree._Element] = []
        seen: set[str] = set()
        at: str | None = identity
        while at in self._styles and at not in seen and len(found) < _DEEPEST:
            seen.add(at)
            found.append(self._styles[at])
            at = val(child(found[-1], "w:basedOn"))
        return found

    def _resolve(self, identity: str) -> ParagraphStyle:
        chain = self._chain(identity)
        names = [val(child(style, "w:name")) or "" for style in chain]
        rank = next((found for each in names if (found := _rank(each)) is not None), None)
        list_id: str | None = None
        list_level: int | None = None
        for style in chain:
            properties = child(style, "w:pPr")
            numbering = child(properties, "w:numPr")
            if list_id is None:
                list_id = val(child(numbering, "w:numId"))
            if list_level is None and (level := val(child(numbering, "w:ilvl"))) is not None:
                list_level = number(level)
            outline = val(child(properties, "w:outlineLvl"))
            if rank is None and outline is not None and 0 <= number(outline, 9) <= 8:
                rank = number(outline) + 1
        ids = tuple(attribute(style, "w:styleId") or "" for style in chain)
        toc = any(re.match(r"toc\s*\d|table of figures", each, re.IGNORECASE) for each in names)
        look = self.look(identity).over(self.base)
        return ParagraphStyle(names[0] if names else "", rank, list_id, list_level, look, ids, toc)


def _rank(name: str) -> int | None:
    if name.strip().lower() == "title":
        return 0
    found = _HEADING.match(name.strip())
    return int(found[1]) if found else None
