"""The names of WordprocessingML, the same for transitional and Strict files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas": "lc",
    "http://purl.oclc.org/ooxml/drawingml/lockedCanvas": "lc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_OFF = {"0", "false", "off", "none"}


@cache
def short(tag: str) -> str:
    """Return `w:p` for the full name of a paragraph in either dialect; an unknown namespace gives `?:name`."""
    space, _, local = tag[1:].rpartition("}")
    return f"{_SPACES.get(space, '?')}:{local}"


@cache
def long(name: str) -> tuple[str, ...]:
    """Return the full names of a short one, `w:val`, in every dialect; a name without a prefix is its own."""
    prefix, colon, local = name.partition(":")
    if not colon:
        return (name,)
    return tuple(f"{{{space}}}{local}" for space, known in _SPACES.items() if known == prefix)


def name_of(element: etree._Element) -> str:
    return short(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    if element is not None:
        for full in long(name):
            value = element.get(full)
            if value is not None:
                return value
    return None


def val(element: etree._Element | None) -> str | None:
    return attribute(element, "w:val")


def on(element: etree._Element | None) -> bool:
    """Return whether a toggle such as `w:b` is there and on: it is on when it has no value."""
    return element is not None and (val(element) or "1").lower() not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """Return a whole number from an attribute; some programs write fractions."""
    try:
        return int(float(text)) if text is not None else default
    except (ValueError, OverflowError):
        return default


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name; None where there is none, or no element."""
    if element is not None:
        names = long(name)
        for each in element:
            if each.tag in names:
                return each
    return None


def by_name(element: etree._Element | None) -> dict[str, etree._Element]:
    """Return the children of an element by their names, the last of each; nothing where there is no element."""
    return {} if element is None else {name_of(each): each for each in element}


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in element if name_of(each) == name)


def branch(alternative: etree._Element) -> etree._Element:
    """Return the one branch of an alternative to read: the first choice, else the fallback."""
    for name in ("mc:Choice", "mc:Fallback"):
        found = child(alternative, name)
        if found is not None:
            return found
    return alternative
