"""The names, styles and lists of OpenDocument text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from assistant.read.numbering import Level, List, Numbering
from assistant.read.word.colour import hexadecimal
from assistant.read.word.styles import Look, ParagraphStyle
from assistant.read.word.wordml import number

if TYPE_CHECKING:
    from lxml import etree

_SPACE = re.compile(
    r"urn:(?:oasis:names:tc:opendocument:xmlns:|org:documentfoundation:names:experimental:\w+:xmlns:"
    r"|openoffice:names:experimental:[\w-]+:xmlns:)"
)
_OTHERS = {
    "drawing": "draw",
    "xsl-fo-compatible": "fo",
    "svg-compatible": "svg",
    "http://www.w3.org/1999/xlink": "xlink",
}
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_DEEPEST = 40


@cache
def odf(tag: str) -> str:
    """Return `text:p` for the full name of a paragraph."""
    space, _, local = tag[1:].rpartition("}")
    prefix = _SPACE.sub("", space).split(":")[0]
    return f"{_OTHERS.get(prefix, _OTHERS.get(space, prefix))}:{local}"


def name_of(element: etree._Element) -> str:
    return odf(element.tag) if isinstance(element.tag, str) else ""


def attributes(element: etree._Element | None) -> dict[str, str]:
    """Return the attributes of an element by their short names."""
    return {} if element is None else {odf(str(key)): str(value) for key, value in element.attrib.items()}


def inside(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    return (each for each in (() if element is None else element.iter()) if name_of(each) in names)


class OdfStyles:
    """The paragraph, text and cell styles of a file, the named ones and those an editor made up as it went."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self.numbering = Numbering()
        for root in roots:
            for style in inside(root, "style:style"):
                said = attributes(style)
                self._styles[said.get("style:family", ""), said.get("style:name", "")] = style
            for each in inside(root, "text:list-style", "text:outline-style"):
                self._define(each)
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._looks: dict[str, Look] = {}
        self._lists: dict[str, str] = {}

    def _define(self, element: etree._Element) -> None:
        key = attributes(element).get("style:name", "")
        self.numbering.define(key, dict(map(_level, element)))
        self.numbering.add(key, List(key))

    def look(self, style: str, family: str = "text") -> Look:
        key = f"{family}:{style}"
        if key not in self._looks:
            look = Look()
            for each in reversed(self._chain(style, family)):
                look = _look(each).over(look)
            self._looks[key] = look
        return self._looks[key]

    def paragraph(self, style: str) -> ParagraphStyle:
        if style not in self._paragraphs:
            chain = self._chain(style, "paragraph")
            said = [attributes(each) for each in chain]
            names = tuple(each.get("style:name", "").replace("_20_", " ") for each in said)
            outline, self._lists[style] = (
                _first(said, "style:default-outline-level"),
                _first(said, "style:list-style-name"),
            )
            look = self.look(style, "paragraph")
            self._paragraphs[style] = ParagraphStyle(
                ids=names,
                rank=0 if "Title" in names else number(outline) if outline else None,
                caption=any(name.startswith("Caption") for name in names),
                shaded=look.shaded or "",
                look=look,
            )
        return self._paragraphs[style]

    def list_of(self, style: str) -> str:
        """Return the list that headings of a style count in: the outline where the style names none."""
        self.paragraph(style)
        return self._lists[style] or "Outline"

    def fills(self, cell_style: str) -> str:
        chain = self._chain(cell_style, "table-cell")
        return next((fill for style in chain for each in style if (fill := _fill(each))), "")

    def _chain(self, style: str, family: str) -> list[etree._Element]:
        found: dict[str, etree._Element] = {}
        while (family, style) in self._styles and style not in found and len(found) < _DEEPEST:
            found[style] = self._styles[family, style]
            style = attributes(found[style]).get("style:parent-style-name", "")
        return list(found.values())


def _first(said: list[dict[str, str]], name: str) -> str:
    return next((each[name] for each in said if each.get(name)), "")


def _look(style: etree._Element) -> Look:
    said: dict[str, str] = {}
    for each in style:
        if name_of(each) == "style:text-properties":
            said |= attributes(each)
    weight, size = said.get("fo:font-weight"), said.get("fo:font-size", "")
    points = float(size[:-2]) if re.fullmatch(r"[\d.]+pt", size) else None
    return Look(
        bold=None if weight is None else weight in {"bold", "600", "700", "800", "900"},
        caps=None if "fo:text-transform" not in said else said["fo:text-transform"] == "uppercase",
        vanish=None if "text:display" not in said else said["text:display"] == "none",
        size=None if points is None else int(points * 2),
        colour=said.get("fo:color", "").lstrip("#") or None,
        shaded=next((fill for each in style if (fill := _fill(each))), None),
    )


def _fill(properties: etree._Element) -> str:
    return hexadecimal(attributes(properties).get("fo:background-color"))


def _level(element: etree._Element) -> tuple[int, Level]:
    said = attributes(element)
    at = number(said.get("text:level"), 1) - 1
    if not name_of(element).endswith(("style-number", "outline-level-style")):
        return at, Level(form="bullet")
    shown = range(max(at + 1 - number(said.get("text:display-levels"), 1), 0), at + 1)
    text = ".".join(f"%{each + 1}" for each in shown)
    form = _FORMS.get(said.get("style:num-format", ""), "decimal")
    return at, Level(
        start=number(said.get("text:start-value"), 1),
        form=form,
        text="" if form == "none" else said.get("style:num-prefix", "") + text + said.get("style:num-suffix", ""),
    )
