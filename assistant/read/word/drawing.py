"""Where a drawing stands, whether anybody can see it, and what it is filled with. Lengths in twentieths of a point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.read.word.colour import CLEAR, PAPER, UNKNOWN, Theme, hexadecimal, mix
from assistant.read.word.wordml import attribute, child, name_of, number

if TYPE_CHECKING:
    from lxml import etree

_EMU = 635
_ATTRIBUTE = re.compile(rb"(?:\w+:)?(\w+)\s*=\s*[\"']([-\d.]+)")
SPECK = 40  # what is no larger either way shows nothing
BANNER = 567  # a centimetre: what is smaller is no ground for text
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "px": 15.0, "": 15.0}
_FIXED = {"page", "margin", "leftMargin", "topMargin", "rightMargin", "bottomMargin"}
_PAGE_OR_EDGE = {"page", "leftMargin", "topMargin", "left-margin-area", "top-margin-area"}
_MARGIN = {"margin", "column", "text", ""}


@dataclass(frozen=True)
class Page:
    """The largest page of a file, the least and the most of its left and top margins, and whether it has columns."""

    width: int = 15840
    height: int = 15840
    left: tuple[int, int] = (0, 2880)
    top: tuple[int, int] = (0, 2880)
    columns: bool = True


def page_of(content: bytes) -> Page:
    """Return what all sections of a main part say of their pages; the defaults where it says nothing."""
    sizes, margins = _said(content, b"pgSz"), _said(content, b"pgMar")
    wide, high = [each.get("w", 0) for each in sizes], [each.get("h", 0) for each in sizes]
    left, top = [each.get("left", 0) for each in margins], [abs(each.get("top", 0)) for each in margins]
    return Page(
        width=max(wide, default=0) or Page.width,
        height=max(high, default=0) or Page.height,
        left=(min(left), max(left)) if left else Page.left,
        top=(min(top), max(top)) if top else Page.top,
        columns=any(each.get("num", 1) > 1 for each in _said(content, b"cols")),
    )


def _said(content: bytes, name: bytes) -> list[dict[str, int]]:
    found = re.findall(rb"<(?:\w+:)?" + name + rb"\b([^>]*)>", content)
    return [{key.decode(): number(value.decode()) for key, value in _ATTRIBUTE.findall(each)} for each in found]


@dataclass(frozen=True)
class Spot:
    """A rectangle from an origin: `x` and `y` are None where an alignment or the text places it.

    `up` orders what is drawn over each other.
    """

    x: float | None = None
    y: float | None = None
    width: float | None = None
    height: float | None = None
    from_x: str = ""
    from_y: str = ""
    up: tuple[int, float] = (1, 0)

    def off(self, page: Page, *, in_cell: bool = False) -> bool:
        """Return whether all of it is off the page, wherever on it the text that it goes with stands."""
        lines = self.from_y in {"paragraph", "line", "text", "", "char"}
        across = _origin(self.from_x, page.width, page.left, loose=in_cell or page.columns)
        down = _origin(self.from_y, page.height, page.top, loose=lines)
        return _beyond(self.x, self.width, across, page.width) or _beyond(self.y, self.height, down, page.height)

    def empty(self) -> bool:
        return any(each is not None and each <= SPECK for each in (self.width, self.height))

    def fixed(self) -> bool:
        """Return whether its place on the page does not hang on the text."""
        return self.from_x in _FIXED and self.from_y in _FIXED

    def hides(self, other: Spot) -> bool:
        """Return whether this one, which lets nothing through, is drawn over all of another one."""
        if self.up <= other.up or (self.from_x, self.from_y) != (other.from_x, other.from_y):
            return False
        return _spans(self.x, self.width, other.x, other.width) and _spans(self.y, self.height, other.y, other.height)


def _origin(name: str, length: int, margin: tuple[int, int], *, loose: bool) -> tuple[int, int]:
    """Return the least and the most that an origin can be from the edge of the page."""
    if name in _PAGE_OR_EDGE:
        return 0, 0
    return margin if name in _MARGIN and not (loose and name != "margin") else (0, length)


def _beyond(start: float | None, size: float | None, origin: tuple[int, int], length: int) -> bool:
    if start is None:
        return False
    return origin[0] + start >= length or origin[1] + start + (length if size is None else size) <= 0


def _spans(start: float | None, size: float | None, inner: float | None, inner_size: float | None) -> bool:
    if start is None or size is None or inner is None or inner_size is None:
        return False
    return start <= inner and inner + inner_size <= start + size


# --- DrawingML ------------------------------------------------------------------------------------------


def drawn_at(element: etree._Element) -> Spot:
    """Return the place of a `wp:anchor` or `wp:inline`; a size that follows the page's is not known."""
    x, from_x = _position(element, "H")
    y, from_y = _position(element, "V")
    simple = child(element, "wp:simplePos")
    if simple is not None and attribute(element, "simplePos") in {"1", "true"}:
        x, y, from_x, from_y = number(simple.get("x")) / _EMU, number(simple.get("y")) / _EMU, "page", "page"
    extent = child(element, "wp:extent")
    behind = attribute(element, "behindDoc") in {"1", "true"}
    return Spot(
        x=x,
        y=y,
        width=None if _follows(element, "H") else _length(extent, "cx"),
        height=None if _follows(element, "V") or _grows(element) else _length(extent, "cy"),
        from_x=from_x,
        from_y=from_y,
        up=(0 if behind else 1, number(attribute(element, "relativeHeight"))),
    )


def _position(element: etree._Element, axis: str) -> tuple[float | None, str]:
    position = child(element, f"wp:position{axis}")
    offset = child(position, "wp:posOffset")
    given = None if offset is None else number(offset.text) / _EMU
    return given, attribute(position, "relativeFrom") or ""


def _length(extent: etree._Element | None, name: str) -> float | None:
    given = attribute(extent, name)
    return None if given is None else number(given) / _EMU


def _follows(element: etree._Element, axis: str) -> bool:
    share = child(child(element, f"wp14:sizeRel{axis}"), f"wp14:pct{'Width' if axis == 'H' else 'Height'}")
    return share is not None and number(share.text) > 0


def _grows(element: etree._Element) -> bool:
    """Return whether a text box is as high as its text."""
    return any(name_of(each) == "a:spAutoFit" for each in element.iter("{*}spAutoFit"))


def in_group(group: Spot, frame: etree._Element | None, own: etree._Element | None) -> Spot:
    """Return the place of a shape in a group of shapes: `frame` and `own` are the `a:xfrm` of the two."""
    x, width = _scaled(group.x, group.width, _side(frame, "x", "cx"), _side(own, "x", "cx"))
    y, height = _scaled(group.y, group.height, _side(frame, "y", "cy"), _side(own, "y", "cy"))
    return replace(group, x=x, y=y, width=width, height=height)


def _side(frame: etree._Element | None, at: str, size: str) -> tuple[float, float] | None:
    """Return where a shape begins and how large it is, along one side: a group in the measure of its members."""
    for start, extent in (("a:chOff", "a:chExt"), ("a:off", "a:ext")):
        first, second = attribute(child(frame, start), at), attribute(child(frame, extent), size)
        if first is not None and second is not None:
            return number(first), number(second)
    return None


def _scaled(
    start: float | None, size: float | None, frame: tuple[float, float] | None, own: tuple[float, float] | None
) -> tuple[float | None, float | None]:
    if frame is None or own is None or size is None or frame[1] <= 0:
        return start, size
    scale = size / frame[1]
    return None if start is None else start + (own[0] - frame[0]) * scale, own[1] * scale


def fill_of(properties: etree._Element | None, style: etree._Element | None, theme: Theme, under: str) -> str:
    """Return what a shape is filled with: "" for nothing, so that what is `under` it shows."""
    for each in () if properties is None else properties:
        name = name_of(each)
        if name in {"a:noFill", "a:grpFill"}:
            return ""
        if name == "a:solidFill":
            found = theme.drawn(each, under)
            return "" if found == CLEAR else found
        if name in {"a:gradFill", "a:blipFill", "a:pattFill"}:
            return UNKNOWN
    reference = child(style, "a:fillRef")
    which = number(attribute(reference, "idx"))
    if reference is None or which in {0, 1000}:
        return ""
    return theme.drawn(reference, under) if which == 1 else UNKNOWN


def large_picture(root: etree._Element, page: Page) -> bool:
    """Return whether a part holds a picture or a shape wide and high enough to stand behind a page's text."""
    for each in root.iter("{*}anchor", "{*}imagedata"):
        parent = each.getparent()
        spot = drawn_at(each) if name_of(each) == "wp:anchor" else shaped_at({} if parent is None else css(parent))
        if (spot.width or page.width) >= 0.4 * page.width and (spot.height or page.height) >= 0.2 * page.height:
            return True
    return False


# --- VML ------------------------------------------------------------------------------------------------


def css(element: etree._Element) -> dict[str, str]:
    """Return the declarations in an element's `style`."""
    return declarations(element.get("style") or "")


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of a style by their names."""
    pairs = (each.partition(":") for each in style.split(";") if each)
    return {name.strip().lower(): value.replace("!important", "").strip().lower() for name, _, value in pairs}


def shaped_at(style: Mapping[str, str]) -> Spot:
    """Return the place of an old-style shape that stands by itself, not in a group."""
    placed = style.get("position") == "absolute"
    high = "mso-fit-shape-to-text" in style or "mso-height-percent" in style
    level = number(style.get("z-index"))
    return Spot(
        x=None if "mso-position-horizontal" in style or not placed else _offset(style, "left"),
        y=None if "mso-position-vertical" in style or not placed else _offset(style, "top"),
        width=None if "mso-width-percent" in style else _measure(style.get("width")),
        height=None if high else _measure(style.get("height")),
        from_x=style.get("mso-position-horizontal-relative", "column" if placed else "char"),
        from_y=style.get("mso-position-vertical-relative", "text"),
        up=(0 if level < 0 else 1, level),
    )


def _offset(style: Mapping[str, str], side: str) -> float | None:
    given = [found for name in (f"margin-{side}", side) if (found := _measure(style.get(name))) is not None]
    return sum(given) if given else None


def _measure(text: str | None) -> float | None:
    found = re.fullmatch(r"(-?[\d.]+)([a-z]*)", text or "")
    if not found or found[2] not in _UNITS:
        return None
    return number(found[1]) * _UNITS[found[2]]


def shape_fill(shape: etree._Element) -> str:
    """Return what an old-style shape is filled with: white where it does not say, "" where it is not filled."""
    fill = child(shape, "v:fill")
    for given in (shape.get("filled"), None if fill is None else fill.get("on")):
        if (given or "t").lower() in {"f", "false", "0"}:
            return ""
    if fill is not None and (fill.get("type") or "solid") != "solid":
        return UNKNOWN
    colour = hexadecimal((shape.get("fillcolor") or "white").split("[")[0]) or UNKNOWN
    opacity = _opacity(None if fill is None else fill.get("opacity"))
    if opacity < 0.1:
        return ""
    return mix(colour, PAPER, opacity) if opacity < 1 and colour != UNKNOWN else colour


def _opacity(text: str | None) -> float:
    """Return a share of 1 that may be written in 65,536ths (`32768f`)."""
    try:
        return 1.0 if not text else float(text[:-1]) / 65536 if text.endswith("f") else float(text)
    except ValueError:
        return 1.0


# --- frames and floating tables -------------------------------------------------------------------------


_OF_TABLE = ("w:tblpX", "w:tblpY", "w:horzAnchor", "w:vertAnchor")
_OF_FRAME = ("w:x", "w:y", "w:hAnchor", "w:vAnchor")


def framed_at(frame: etree._Element) -> Spot:
    """Return the place of a text frame (`w:framePr`) or of a floating table (`w:tblpPr`)."""
    table = name_of(frame) == "w:tblpPr"
    x, y, across, down = (attribute(frame, name) for name in (_OF_TABLE if table else _OF_FRAME))
    aligned = any(attribute(frame, name) for name in ("w:xAlign", "w:tblpXSpec"))
    return Spot(
        x=None if aligned or x is None else number(x),
        y=None if y is None else number(y),
        width=number(attribute(frame, "w:w")) or None,
        height=number(attribute(frame, "w:h")) if attribute(frame, "w:hRule") == "exact" else None,
        from_x=across or "text",
        from_y=down or "text",
    )
