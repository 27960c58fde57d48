"""What is drawn on the pages of a Word file: shapes, pictures, text boxes, and what they hide or stand behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from assistant.read.blocks import clean
from assistant.read.paragraph import Box, Paragraph, Scene, Thing
from assistant.read.word.colour import PAPER, UNKNOWN, Theme, alike
from assistant.read.word.drawing import BANNER, Page, Spot, css, drawn_at, fill_of, in_group, shape_fill, shaped_at
from assistant.read.word.wordml import attribute, child, name_of

if TYPE_CHECKING:
    from lxml import etree

Reader = Callable[[Any, Paragraph], None]
_THINGS = {
    "pic:pic": "image",
    "v:imagedata": "image",
    "c:chart": "chart",
    "dgm:relIds": "diagram",
    "w:object": "embedded object",
    "w:control": "form control",
}
_SHAPES = ("v:shape", "v:group", "v:rect", "v:roundrect", "v:oval")


@dataclass(frozen=True)
class Drawing:
    """The drawing that is read: how it is hidden, what it is filled with ("" nothing), and where it stands.

    `frame` is the measure that the shapes of a group are placed in.
    """

    hidden: str = ""
    ground: str = ""
    spot: Spot | None = None
    behind: bool = False
    frame: etree._Element | None = None


@dataclass
class Shapes:
    """The drawings of one file: `read` reads what stands inside one, `page` gives the largest page.

    `paper` is the colour of the page, `scene` what is drawn on the page that is read.
    """

    theme: Theme
    page: Callable[[], Page]
    read: Reader
    paper: str = PAPER
    scene: Scene = field(default_factory=Scene)

    def __post_init__(self) -> None:
        self._drawing = Drawing()

    def readers(self) -> Mapping[str, Reader]:
        """Return what reads each kind of drawing."""
        return {
            # Some programs write the boxes of Strict files in a namespace that nobody else has.
            **dict.fromkeys(("w:txbxContent", "?:txbxContent", "v:textpath", "a:txBody"), self._box),
            **dict.fromkeys(("wp:anchor", "wp:inline"), self._drawn),
            **dict.fromkeys(("wpg:wgp", "wpg:grpSp"), self._grouped),
            **dict.fromkeys(_SHAPES, self._shape),
            **dict.fromkeys(_THINGS, self._thing),
            "wps:wsp": self._filled,
            "wp:docPr": self._described,
        }

    def turn(self) -> None:
        """Begin a new page: what is drawn on the last one is behind nothing here."""
        self.scene = Scene()

    def box(self, box: Box, paragraph: Paragraph) -> Box:
        """Return a text box with all that is known of it when its paragraph has been read."""
        hidden, ground = box.hidden, box.ground
        if not hidden and box.spot and any(self._over(box.spot, *each, paragraph) for each in box.scene.covers):
            hidden = "covered"
        return replace(box, hidden=hidden, ground=ground or (UNKNOWN if box.scene.anywhere else paragraph.place.shaded))

    @staticmethod
    def _over(spot: Spot, by: Paragraph, cover: Spot, paragraph: Paragraph) -> bool:
        return cover.hides(spot) and (by is paragraph or (cover.fixed() and spot.fixed()))

    def _within(self, drawing: Drawing, element: etree._Element, paragraph: Paragraph) -> None:
        before, self._drawing = self._drawing, drawing
        self.read(element, paragraph)
        self._drawing = before

    def _drawn(self, element: etree._Element, paragraph: Paragraph) -> None:
        spot = drawn_at(element)
        hides = attribute(child(element, "wp:docPr"), "hidden") in {"1", "true"}
        hidden = "hidden drawing" if hides else self._unseen(spot, paragraph)
        self._within(Drawing(hidden, spot=spot, behind=not spot.up[0]), element, paragraph)

    def _unseen(self, spot: Spot, paragraph: Paragraph) -> str:
        if spot.empty():
            return "no room"
        return "off the page" if spot.off(self.page(), in_cell=paragraph.place.cell is not None) else ""

    def _filled(self, element: etree._Element, paragraph: Paragraph) -> None:
        drawing = self._placed(child(child(element, "wps:spPr"), "a:xfrm"), paragraph)
        under = drawing.ground or (UNKNOWN if self.scene.anywhere else self.paper)
        ground = fill_of(child(element, "wps:spPr"), child(element, "wps:style"), self.theme, under)
        self._within(replace(drawing, ground=ground or drawing.ground), element, paragraph)
        if ground:
            self._ground(ground, paragraph)

    def _grouped(self, element: etree._Element, paragraph: Paragraph) -> None:
        frame = child(child(element, "wpg:grpSpPr"), "a:xfrm")
        self._within(replace(self._placed(frame, paragraph), frame=frame), element, paragraph)

    def _placed(self, own: etree._Element | None, paragraph: Paragraph) -> Drawing:
        """Return the drawing that is read with the place of one shape of a group."""
        drawing = self._drawing
        if drawing.frame is None or drawing.spot is None or own is None:
            return drawing
        spot = in_group(drawing.spot, drawing.frame, own)
        return replace(drawing, spot=spot, hidden=drawing.hidden or self._unseen(spot, paragraph))

    def _ground(self, ground: str, paragraph: Paragraph) -> None:
        """Note that what is drawn here can be behind text, or in front of it."""
        spot = self._drawing.spot
        if self._drawing.hidden or (spot and any(0 <= (each or BANNER) < BANNER for each in (spot.width, spot.height))):
            return
        if not alike(ground, self.paper):
            self.scene.anywhere = True
            self.scene.behind = self.scene.behind or self._drawing.behind
        if spot:
            self.scene.covers.append((paragraph, spot))

    def _shape(self, element: etree._Element, paragraph: Paragraph) -> None:
        paragraph.about = clean(attribute(element, "alt") or "") or paragraph.about
        style, outer = css(element), self._drawing
        spot = outer.spot or shaped_at(style)
        hidden = outer.hidden or (self._unseen(spot, paragraph) if outer.spot is None else "")
        if style.get("visibility") == "hidden" or style.get("display") == "none":
            hidden = "hidden drawing"
        group = name_of(element) == "v:group"
        ground = outer.ground if group else shape_fill(element) or outer.ground
        drawing = Drawing(hidden, ground, spot, behind=not spot.up[0])
        self._within(drawing, element, paragraph)
        if ground and not group and child(element, "v:textpath") is None:
            before, self._drawing = self._drawing, drawing
            self._ground(ground, paragraph)
            self._drawing = before

    def _box(self, element: etree._Element, paragraph: Paragraph) -> None:
        drawing = self._drawing
        words = name_of(element) in {"v:textpath", "a:txBody"}
        if name_of(element) == "v:textpath" and not element.get("string"):
            return
        ground = UNKNOWN if words else drawing.ground
        paragraph.boxes.append(Box(element, drawing.hidden or paragraph.hidden, ground, drawing.spot, self.scene))

    def _described(self, element: etree._Element, paragraph: Paragraph) -> None:
        paragraph.about = clean(attribute(element, "descr") or attribute(element, "title") or "")

    def _thing(self, element: etree._Element, paragraph: Paragraph) -> None:
        what = _THINGS[name_of(element)]
        inside = child(element, "o:OLEObject")
        about = clean(attribute(inside, "ProgID") or "") if what == "embedded object" else paragraph.about
        paragraph.things.append(Thing(what, attribute(element, "r:dm") or "", about=about))
        if what == "image":
            self._ground(UNKNOWN, paragraph)
