"""What stands on one page of a PDF: glyphs with their place and look, filled shapes, ruling lines and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]  # left, top, right, bottom, in points from the top left of the page as shown
Matrix = tuple[float, float, float, float, float, float]

THIN = 3.0  # points: what is thinner is a line, not a shape
DEEPEST = 4  # forms in forms that are looked into
SEGMENTS = 20_000  # of a page's drawings: a map has more, a table never
_CLIPS = 20  # outlines that together cut off what stands outside them
_CORNERS = 100  # of such an outline: one with more is let be
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


class Shape(NamedTuple):
    """Something that covers a part of the page: `z` counts upwards, `box` is what shows of it at most.

    `colour` is None where anything may show on it or through it; `whole` tells that it fills all of its box.
    """

    z: int
    box: Box
    colour: tuple[int, ...] | None
    whole: bool = False
    picture: bool = False

    def holds(self, x: float, y: float) -> bool:
        return self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


class Rule(NamedTuple):
    """A straight line along the page, or up and down it."""

    box: Box
    across: bool


@dataclass(frozen=True)
class View:
    """Turns the coordinates of a PDF, upwards from anywhere and perhaps to be rotated, into those of the page shown."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    @property
    def page(self) -> Box:
        return 0.0, 0.0, self.width, self.height

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        if self.quarters == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def across(self, left: float, right: float, bottom: float, top: float) -> tuple[float, float]:
        """Return the left and the right end of a box that is given as the PDF counts."""
        if self.quarters == 0:
            return left - self.left, right - self.left
        if self.quarters == 1:
            return bottom - self.bottom, top - self.bottom
        if self.quarters == 2:
            return self.right - right, self.right - left
        return self.top - top, self.top - bottom

    def box(self, points: list[tuple[float, float]]) -> Box:
        """Return the box around points, which are given as the PDF counts."""
        xs, ys = zip(*(self.point(*each) for each in points), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@dataclass
class Drawing:
    """What is drawn on a page: `order` says, by the address of a text object, what lies under it and over it."""

    view: View
    shapes: list[Shape] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    inner: set[int] = field(default_factory=set)
    segments: int = 0
    last_text: int = -1

    @property
    def pictures(self) -> list[Box]:
        return [each.box for each in self.shapes if each.picture]


def view_of(page: Any) -> View:
    left, bottom, right, top = page.get_cropbox()
    return View(min(left, right), min(bottom, top), max(left, right), max(bottom, top), page.get_rotation() // 90 % 4)


def drawn(page: Any, view: View) -> Drawing:
    """Return what is drawn on a page, each thing where it shows."""
    from pypdfium2 import raw

    drawing = Drawing(view)
    count = raw.FPDFPage_CountObjects(page.raw)
    _draw(drawing, (raw.FPDFPage_GetObject(page.raw, at) for at in range(count)), _SAME, 0)
    return drawing


def _draw(drawing: Drawing, objects: Iterator[Any], frame: Matrix, depth: int) -> None:
    from pypdfium2 import raw

    for each in objects:
        kind = raw.FPDFPageObj_GetType(each)
        address, z = address_of(each), len(drawing.order)
        drawing.order[address] = z
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            drawing.last_text = z
            if depth:
                drawing.inner.add(address)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            matrix = _times(_matrix(raw.FPDFPageObj_GetMatrix, each), frame)
            _path(drawing, each, matrix, z, drawing.view.page if depth else None)
        elif kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING}:
            _picture(drawing, each, frame, z)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inside = _times(_matrix(raw.FPDFPageObj_GetMatrix, each), frame)
            count = max(raw.FPDFFormObj_CountObjects(each), 0)
            _draw(drawing, map(partial(raw.FPDFFormObj_GetObject, each), range(count)), inside, depth + 1)


def _picture(drawing: Drawing, picture: Any, frame: Matrix, z: int) -> None:
    from pypdfium2 import raw

    if raw.FPDFPageObj_GetType(picture) == raw.FPDF_PAGEOBJ_IMAGE:
        own = _times(_matrix(raw.FPDFPageObj_GetMatrix, picture), frame)
        corners = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
    else:
        own, sides = frame, [ctypes.c_float() for _ in range(4)]
        if not raw.FPDFPageObj_GetBounds(picture, *sides):
            return
        left, bottom, right, top = (each.value for each in sides)
        corners = [(left, bottom), (right, top)]
    drawing.shapes.append(Shape(z, drawing.view.box([_apply(own, *each) for each in corners]), None, picture=True))


def _path(drawing: Drawing, path: Any, matrix: Matrix, z: int, room: Box | None) -> None:
    """Note what a path fills and draws; `room` is where it shows, None to be found out."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
        return
    *colour, opaque = colour_of(raw.FPDFPageObj_GetFillColor, path)
    for points in _outlines(drawing, path, matrix):
        box = drawing.view.box(points)
        if fill.value and opaque and min(box[2] - box[0], box[3] - box[1]) <= THIN:
            _rule(drawing, box)
        elif fill.value and opaque:
            room = room or clip_of(path, drawing.view)
            clear = opaque < 255 or raw.FPDFPageObj_HasTransparency(path)
            whole = all(_in_corner(drawing.view.point(*each), box) for each in points)
            drawing.shapes.append(Shape(z, shared(box, room), None if clear else tuple(colour), whole))
        if stroke.value:
            for start, end in pairwise(points):
                _rule(drawing, drawing.view.box([start, end]))


def _in_corner(point: tuple[float, float], box: Box) -> bool:
    return all(min(abs(each - box[at]), abs(each - box[at + 2])) < 1 for at, each in enumerate(point))


def shared(one: Box, other: Box) -> Box:
    """Return what two boxes have in common; nothing is inside it where they have nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def clip_of(thing: Any, view: View) -> Box:
    """Return the box outside which nothing of a page's object shows."""
    from pypdfium2 import raw

    room = view.page
    clip = raw.FPDFPageObj_GetClipPath(thing)
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(max(raw.FPDFClipPath_CountPaths(clip), 0), _CLIPS)):
        points, count = [], raw.FPDFClipPath_CountPathSegments(clip, at)
        for each in range(count if count <= _CORNERS else 0):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, at, each), x, y)
            points.append((x.value, y.value))
        if points:
            room = shared(room, view.box(points))
    return room


def _rule(drawing: Drawing, box: Box) -> None:
    """Keep a line that runs along the page or up and down it."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if min(wide, high) > THIN or max(wide, high) < THIN:
        return
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if wide >= high:
        drawing.rules.append(Rule((box[0], y, box[2], y), across=True))
    else:
        drawing.rules.append(Rule((x, box[1], x, box[3]), across=False))


def _outlines(drawing: Drawing, path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the outlines a path is made of, each as its corners; curves count as straight."""
    from pypdfium2 import raw

    count = max(raw.FPDFPath_CountSegments(path), 0)
    drawing.segments += count
    if drawing.segments > SEGMENTS:
        return
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(_apply(matrix, x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def address_of(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def colour_of(getter: Callable[..., Any], thing: Any) -> tuple[int, ...]:
    """Return red, green, blue and how opaque, each up to 255; opaque black where the file does not say."""
    parts = [ctypes.c_uint() for _ in range(4)]
    return tuple(each.value for each in parts) if getter(thing, *parts) else (0, 0, 0, 255)


def _matrix(getter: Callable[..., Any], thing: Any) -> Matrix:
    from pypdfium2 import raw

    found = raw.FS_MATRIX()
    return (found.a, found.b, found.c, found.d, found.e, found.f) if getter(thing, found) else _SAME


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that first does `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
