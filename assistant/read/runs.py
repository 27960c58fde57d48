"""Reads the content of one Word paragraph: text, hidden text, drawings, form fields and what cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.read.blocks import clean
from assistant.read.colour import PAPER, UNKNOWN, alike
from assistant.read.drawing import BANNER, Page, Spot, css, drawn_at, fill_of, in_group, shape_fill, shaped_at
from assistant.read.forms import Fields, address, is_form, state_of, ticked, typed_in
from assistant.read.paragraph import CODE, GONE, WHITE, Box, Paragraph, Scene, Thing
from assistant.read.signs import sign, sign_font, signs
from assistant.read.styles import Look, Styles
from assistant.read.wordml import attribute, branch, child, name_of, val

if TYPE_CHECKING:
    from lxml import etree

SKIPPED = frozenset(
    {"w:pPr", "w:rPr", "w:delText", "w:delInstrText", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr"}
    | {"w:tcPr", "w:sectPr", "w:customXmlPr", "w:smartTagPr", "m:ctrlPr", "a:rPr", "a:pPr", "a:bodyPr"}
)
_THINGS = {
    "pic:pic": "image",
    "v:imagedata": "image",
    "c:chart": "chart",
    "dgm:relIds": "diagram",
    "w:object": "embedded object",
    "w:control": "form control",
}
_SHAPES = ("v:shape", "v:group", "v:rect", "v:roundrect", "v:oval")
_BETWEEN = {"m:f": ("m:num", "/", "m:den"), "m:sSup": ("m:e", "^", "m:sup")}


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
class Runs:
    """Reads the paragraphs of one file; `changes` counts tracked changes, `notes` are those that the text points to.

    `paper` is the colour of the page, `letterhead` whether a picture stands behind all pages, `scene` what is
    drawn on the page that is read.
    """

    styles: Styles
    page: Callable[[], Page] = Page
    letterhead: Callable[[], bool] = bool
    changes: Counter[str] = field(default_factory=Counter)
    notes: set[tuple[str, str]] = field(default_factory=set)
    fields: Fields = field(default_factory=Fields)
    paper: str = PAPER
    scene: Scene = field(default_factory=Scene)

    def __post_init__(self) -> None:
        self._drawing = Drawing()
        self._known: dict[str, Callable[[etree._Element, Paragraph], None]] = {
            "w:r": self._run,
            **dict.fromkeys(("w:t", "m:t", "a:t"), self._text),
            **dict.fromkeys(("w:tab", "w:ptab", "w:br", "w:cr", "a:br"), self._space),
            "w:lastRenderedPageBreak": lambda *_: self.turn(),
            "w:noBreakHyphen": lambda _, paragraph: self._say("-", paragraph),
            "w:sym": self._symbol,
            "w:fldChar": self._field,
            "w:instrText": lambda each, paragraph: self._instruction(each.text, paragraph),
            "w:fldSimple": self._simple_field,
            "w:hyperlink": self._link,
            **dict.fromkeys(("w:footnoteReference", "w:endnoteReference"), self._note),
            **dict.fromkeys(_BETWEEN, self._pair),
            "m:d": self._fence,
            "m:rad": self._root,
            "m:nary": self._sum,
            **dict.fromkeys(("w:ins", "w:moveTo"), self._inserted),
            **dict.fromkeys(GONE, self._deleted),
            "w:sdt": self._control,
            # Some programs write the boxes of Strict files in a namespace that nobody else has.
            **dict.fromkeys(("w:txbxContent", "?:txbxContent", "v:textpath", "a:txBody"), self._box),
            "mc:AlternateContent": lambda each, paragraph: self.read(branch(each), paragraph),
            **dict.fromkeys(("wp:anchor", "wp:inline"), self._drawn),
            **dict.fromkeys(("wps:wsp", "pic:pic"), self._filled),
            **dict.fromkeys(("wpg:wgp", "wpg:grpSp"), self._grouped),
            "wp:docPr": self._described,
            **dict.fromkeys(_SHAPES, self._shape),
            **dict.fromkeys(_THINGS.keys() - {"pic:pic"}, self._thing),
            **dict.fromkeys(SKIPPED, lambda *_: None),
        }

    def read(self, parent: etree._Element, paragraph: Paragraph) -> None:
        """Read what is inside an element into the paragraph; wrappers nobody knows are looked into."""
        for each in parent:
            self._known.get(name_of(each), self.read)(each, paragraph)

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

    # --- text -------------------------------------------------------------------------------------------

    def _run(self, run: etree._Element, paragraph: Paragraph) -> None:
        look, before, font = self._look(run, paragraph), paragraph.hidden, paragraph.font
        ground = paragraph.shaded or (UNKNOWN if self.scene.behind else self.paper)
        hidden = look.hidden(on_shade=ground)
        if hidden == WHITE and not paragraph.shaded and self.letterhead():
            hidden = ""
        paragraph.hidden, paragraph.font = before or hidden, look.font or ""
        at = len(paragraph.pieces)
        self.read(run, paragraph)
        if any(text.strip() and not hidden for text, hidden in paragraph.pieces[at:]):
            paragraph.looks.append(look)
        paragraph.hidden, paragraph.font = before, font

    def _look(self, run: etree._Element, paragraph: Paragraph) -> Look:
        properties = child(run, "w:rPr")
        if properties is None:
            return paragraph.style.look
        style = val(child(properties, "w:rStyle"))
        base = paragraph.style.look
        return self.styles.own(properties).over(self.styles.look(style).switched(base) if style else base)

    def _say(self, text: str, paragraph: Paragraph) -> None:
        if self.fields.coded:
            paragraph.add(text, hidden=CODE)
        else:
            paragraph.add(text, filled=self.fields.filling)

    def _text(self, element: etree._Element, paragraph: Paragraph) -> None:
        text = element.text or ""
        self._say(signs(paragraph.font, text) if paragraph.font else text, paragraph)

    def _space(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._say(" ", paragraph)
        if attribute(element, "w:type") == "page":
            self.turn()

    def _symbol(self, symbol: etree._Element, paragraph: Paragraph) -> None:
        font, code = sign_font(attribute(symbol, "w:font")), attribute(symbol, "w:char") or ""
        shown = int(code, 16) if code and not code.strip("0123456789abcdefABCDEF") else 0
        if font:
            self._say(sign(font, shown), paragraph)
        elif shown and not 0xD800 <= shown <= 0xF8FF and shown <= 0x10FFFF:
            self._say(chr(shown), paragraph)

    def _pair(self, element: etree._Element, paragraph: Paragraph) -> None:
        """Read what stands over something else, a fraction or a power, after it."""
        first, between, second = _BETWEEN[name_of(element)]
        self._part(child(element, first), paragraph)
        self._say(between, paragraph)
        self._part(child(element, second), paragraph)

    def _part(self, part: etree._Element | None, paragraph: Paragraph) -> None:
        """Read one part of a pair, in brackets where it is itself made of several."""
        if part is None:
            return
        words = "".join(each.text or "" for each in part.iter("{*}t")).replace(".", "")
        bare = words.isalnum() or [name_of(each) for each in part] == ["m:d"]
        self._say("" if bare else "(", paragraph)
        self.read(part, paragraph)
        self._say("" if bare else ")", paragraph)

    def _fence(self, element: etree._Element, paragraph: Paragraph) -> None:
        properties = child(element, "m:dPr")
        first, last = (attribute(child(properties, each), "m:val") for each in ("m:begChr", "m:endChr"))
        self._say("(" if first is None else first, paragraph)
        self.read(element, paragraph)
        self._say(")" if last is None else last, paragraph)

    def _root(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._say("√", paragraph)
        self._part(child(element, "m:e"), paragraph)

    def _sum(self, element: etree._Element, paragraph: Paragraph) -> None:
        sign_of = attribute(child(child(element, "m:naryPr"), "m:chr"), "m:val")
        self._say(sign_of or "∫", paragraph)
        self.read(element, paragraph)

    # --- fields, links, changes -------------------------------------------------------------------------

    def _field(self, mark: etree._Element, paragraph: Paragraph) -> None:
        if state := state_of(mark):
            paragraph.add(state, filled=True)
        self.fields.mark(attribute(mark, "w:fldCharType"), typed=typed_in(mark))

    def _instruction(self, text: str | None, paragraph: Paragraph) -> None:
        if found := address(text):
            paragraph.things.append(Thing("link", found))

    def _simple_field(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._instruction(attribute(element, "w:instr"), paragraph)
        self.read(element, paragraph)

    def _link(self, element: etree._Element, paragraph: Paragraph) -> None:
        if key := attribute(element, "r:id"):
            paragraph.things.append(Thing("link", key))
        self.read(element, paragraph)

    def _note(self, element: etree._Element, _: Paragraph) -> None:
        kind = name_of(element).removeprefix("w:").removesuffix("Reference")
        self.notes.add((f"{kind}s", attribute(element, "w:id") or ""))

    def _inserted(self, element: etree._Element, paragraph: Paragraph) -> None:
        self.changes["inserted"] += 1
        self.read(element, paragraph)

    def _deleted(self, _: etree._Element, __: Paragraph) -> None:
        self.changes["deleted"] += 1

    def _control(self, control: etree._Element, paragraph: Paragraph) -> None:
        content = child(control, "w:sdtContent")
        if box := ticked(control):
            paragraph.add(box, filled=True)
        elif content is not None:
            before = len(paragraph.pieces)
            self.read(content, paragraph)
            if is_form(control) and not paragraph.place.field:
                paragraph.in_field += sum(len(text.strip()) for text, hidden in paragraph.pieces[before:] if not hidden)

    # --- drawings ---------------------------------------------------------------------------------------

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
        drawing = self._drawing
        if name_of(element) == "pic:pic":
            self._ground(UNKNOWN, paragraph)
            self._thing(element, paragraph)
            return
        drawing = self._placed(child(child(element, "wps:spPr"), "a:xfrm"), paragraph)
        under = drawing.ground or (UNKNOWN if self.scene.anywhere else self.paper)
        ground = fill_of(child(element, "wps:spPr"), child(element, "wps:style"), self.styles.theme, under)
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
        if what == "image" and name_of(element) == "v:imagedata":
            self._ground(UNKNOWN, paragraph)
