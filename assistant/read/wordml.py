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
    "http://schemas.microsoft.com/office/word/2003/wordml": "w",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
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


def long(*names: str) -> tuple[str, ...]:
    """Return the full names, in every dialect, for short ones."""
    wanted = [name.split(":") for name in names]
    return tuple(
        f"{{{space}}}{local}" for prefix, local in wanted for space, known in _SPACES.items() if known == prefix
    )


def name_of(element: etree._Element) -> str:
    return short(element.tag) if isinstance(element.tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """Return an attribute by its short name, `w:val`, whatever its dialect."""
    if element is None:
        return None
    for full, value in element.attrib.items():
        if short(str(full)) == name:
            return str(value)
    return None


def val(element: etree._Element | None) -> str | None:
    return attribute(element, "w:val")


def on(element: etree._Element) -> bool:
    """Return whether a toggle such as `w:b` is on: it is when it has no value."""
    return (val(element) or "1").lower() not in _OFF


def number(text: str | None, default: int = 0) -> int:
    """Return a whole number from an attribute; some programs write fractions."""
    try:
        return int(float(text)) if text is not None else default
    except (ValueError, OverflowError):
        return default


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    if element is not None:
        for each in element:
            if name_of(each) == name:
                return each
    return None


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in element if name_of(each) == name)
