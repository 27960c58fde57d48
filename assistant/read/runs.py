"""The content of one Word paragraph: its text once, how each piece is hidden, and what else stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.read.blocks import clean
from assistant.read.styles import Look, ParagraphStyle, Styles, look_of
from assistant.read.wordml import attribute, branch, child, children, name_of, number, on, val
from assistant.records import BlockKind, Cell

if TYPE_CHECKING:
    from lxml import etree

GONE = frozenset({"w:del", "w:moveFrom"})
SKIPPED = frozenset(
    {"w:pPr", "w:rPr", "w:delText", "w:delInstrText", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr"}
    | {"w:tcPr", "w:sectPr", "w:customXmlPr", "w:smartTagPr", "m:ctrlPr"}
)
_FORM_CONTROLS = {"w:text", "w:comboBox", "w:dropDownList", "w:date", "w14:checkbox", "w:showingPlcHdr"}
BOXES = dict.fromkeys(("a8", "6f", "71", "72"), "☐") | dict.fromkeys(("fe", "fd", "78"), "☒") | {"fc": "✓", "fb": "✗"}
_THINGS = {
    "pic:pic": "image",
    "v:imagedata": "image",
    "c:chart": "chart",
    "dgm:relIds": "diagram",
    "w:object": "embedded object",
    "w:control": "form control",
}
_ADDRESS = re.compile(r'(?:HYPERLINK|INCLUDEPICTURE|INCLUDETEXT)\s+"([^"]+)"')


@dataclass(frozen=True)
class Place:
    """Where paragraphs are read: the kind and the id they take, and the cell they stand in.

    `alone` is true in a row of one cell, `field` inside a content control to be filled in.
    """

    kind: BlockKind
    prefix: str
    cell: Cell | None = None
    shaded: bool = False
    alone: bool = False
    field: bool = False


@dataclass(frozen=True)
class Thing:
    """Something that is not text: a picture, a link. `key` is its relationship's id or its address."""

    what: str
    key: str = ""
    about: str = ""


@dataclass(eq=False)
class Paragraph:
    """A paragraph as found: pieces of text, each with how it is hidden, and the look of the visible ones.

    A `silent` one says nothing and needs no block: only its number and the things in it count. `element` is
    its `w:p`, or the cell where that holds none.
    """

    place: Place
    id: str
    style: ParagraphStyle
    properties: etree._Element | None = None
    shaded: bool = False
    pieces: list[tuple[str, str]] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    in_field: int = 0
    silent: bool = False
    hidden: str = ""
    about: str = ""
    element: etree._Element | None = None

    @cached_property
    def text(self) -> str:
        """What shows, on one line; to be asked for when the paragraph is complete."""
        return clean("".join(text for text, hidden in self.pieces if not hidden))

    @property
    def hides(self) -> bool:
        return any(hidden for _, hidden in self.pieces)

    @property
    def deleted(self) -> bool:
        """Whether the paragraph itself was deleted in a tracked change, not only its text."""
        mark = child(self.properties, "w:rPr")
        return mark is not None and any(name_of(each) in GONE for each in mark) and not self.text

    @property
    def is_field(self) -> bool:
        """Whether all that shows is the content of form fields."""
        shown = sum(len(text.strip()) for text, hidden in self.pieces if not hidden)
        return 0 < shown <= self.in_field

    def add(self, text: str, *, filled: bool = False) -> None:
        self.pieces.append((text, self.hidden))
        if (filled or self.place.field) and not self.hidden:
            self.in_field += len(text.strip())


def settle(paragraphs: Sequence[Paragraph], name: str, *, blank: bool = True) -> None:
    """Name those of a cell's paragraphs that say something and silence the others.

    Where none says anything the first stays, so that the cell can be filled, unless it is not to be `blank`.
    """
    said = [each for each in paragraphs if each.text] or list(paragraphs[:1] if blank else ())
    for each in paragraphs:
        each.silent, each.id = each not in said, name
    for at, each in enumerate(said, 1):
        each.id = name if at == 1 else f"{name}p{at}"


@dataclass
class Runs:
    """Reads the paragraphs of one file; `changes` counts tracked changes.

    `backdrop` is true from a picture behind the text to the next page: white text shows on it.
    """

    styles: Styles
    changes: Counter[str] = field(default_factory=Counter)
    backdrop: bool = False

    def __post_init__(self) -> None:
        self._known: dict[str, Callable[[etree._Element, Paragraph], None]] = {
            "w:r": self._run,
            **dict.fromkeys(("w:t", "m:t"), self._text),
            **dict.fromkeys(("w:tab", "w:ptab", "w:br", "w:cr"), self._space),
            "w:lastRenderedPageBreak": self._page,
            "w:noBreakHyphen": lambda _, paragraph: paragraph.add("-"),
            "w:sym": self._symbol,
            "w:fldChar": self._form_field,
            "w:instrText": lambda each, paragraph: self._instruction(each.text, paragraph),
            "w:fldSimple": self._simple_field,
            "w:hyperlink": self._link,
            **dict.fromkeys(("w:ins", "w:moveTo"), self._inserted),
            **dict.fromkeys(GONE, self._deleted),
            "w:sdt": self._control,
            "w:txbxContent": lambda each, paragraph: paragraph.boxes.append(each),
            "mc:AlternateContent": lambda each, paragraph: self.read(branch(each), paragraph),
            "wp:anchor": self._anchor,
            "wp:docPr": self._described,
            **dict.fromkeys(("v:shape", "v:group", "v:rect", "v:roundrect", "v:oval"), self._shape),
            **dict.fromkeys(_THINGS, self._thing),
            **dict.fromkeys(SKIPPED, lambda *_: None),
        }

    def read(self, parent: etree._Element, paragraph: Paragraph) -> None:
        """Read what is inside an element into the paragraph; wrappers nobody knows are looked into."""
        for each in parent:
            self._known.get(name_of(each), self.read)(each, paragraph)

    def _run(self, run: etree._Element, paragraph: Paragraph) -> None:
        look, before = self._look(run, paragraph), paragraph.hidden
        paragraph.hidden = look.hidden(on_shade=paragraph.shaded or self.backdrop)
        if not paragraph.hidden and any((each.text or "").strip() for each in children(run, "w:t")):
            paragraph.looks.append(look)
        self.read(run, paragraph)
        paragraph.hidden = before

    def _look(self, run: etree._Element, paragraph: Paragraph) -> Look:
        properties = child(run, "w:rPr")
        if properties is None:
            return paragraph.style.look
        style = val(child(properties, "w:rStyle"))
        return look_of(properties).over(self.styles.look(style).over(paragraph.style.look))

    def _text(self, element: etree._Element, paragraph: Paragraph) -> None:
        paragraph.add(element.text or "")

    def _space(self, element: etree._Element, paragraph: Paragraph) -> None:
        paragraph.add(" ")
        if attribute(element, "w:type") == "page":
            self.backdrop = False

    def _page(self, _: etree._Element, __: Paragraph) -> None:
        self.backdrop = False

    def _symbol(self, symbol: etree._Element, paragraph: Paragraph) -> None:
        if (attribute(symbol, "w:font") or "").lower().startswith("wingdings"):
            paragraph.add(BOXES.get((attribute(symbol, "w:char") or "")[-2:].lower(), ""))

    def _form_field(self, mark: etree._Element, paragraph: Paragraph) -> None:
        """Read the state of an old-style form field: Word draws it, no text holds it."""
        data = child(mark, "w:ffData")
        box, choice = child(data, "w:checkBox"), child(data, "w:ddList")
        if box is not None:
            checked = child(box, "w:checked")
            ticked = on(child(box, "w:default") if checked is None else checked)
            paragraph.add("☒ " if ticked else "☐ ", filled=True)
        elif choice is not None:
            entries = [val(each) or "" for each in children(choice, "w:listEntry")]
            chosen = number(val(child(choice, "w:result")))
            paragraph.add(entries[chosen] if 0 <= chosen < len(entries) else "", filled=True)

    def _instruction(self, text: str | None, paragraph: Paragraph) -> None:
        if found := _ADDRESS.search(text or ""):
            paragraph.things.append(Thing("link", found[1]))

    def _simple_field(self, element: etree._Element, paragraph: Paragraph) -> None:
        self._instruction(attribute(element, "w:instr"), paragraph)
        self.read(element, paragraph)

    def _link(self, element: etree._Element, paragraph: Paragraph) -> None:
        if key := attribute(element, "r:id"):
            paragraph.things.append(Thing("link", key))
        self.read(element, paragraph)

    def _inserted(self, element: etree._Element, paragraph: Paragraph) -> None:
        self.changes["inserted"] += 1
        self.read(element, paragraph)

    def _deleted(self, _: etree._Element, __: Paragraph) -> None:
        self.changes["deleted"] += 1

    def _control(self, control: etree._Element, paragraph: Paragraph) -> None:
        properties, content = child(control, "w:sdtPr"), child(control, "w:sdtContent")
        box = child(properties, "w14:checkbox")
        if box is not None:
            ticked = attribute(child(box, "w14:checked"), "w14:val") in {"1", "true"}
            paragraph.add("☒" if ticked else "☐", filled=True)
        elif content is not None:
            before = len(paragraph.pieces)
            self.read(content, paragraph)
            if is_form(control) and not paragraph.place.field:
                paragraph.in_field += sum(len(text.strip()) for text, hidden in paragraph.pieces[before:] if not hidden)

    def _anchor(self, element: etree._Element, paragraph: Paragraph) -> None:
        self.backdrop = self.backdrop or attribute(element, "behindDoc") in {"1", "true"}
        self.read(element, paragraph)

    def _described(self, element: etree._Element, paragraph: Paragraph) -> None:
        paragraph.about = clean(attribute(element, "descr") or attribute(element, "title") or "")

    def _shape(self, element: etree._Element, paragraph: Paragraph) -> None:
        paragraph.about = clean(attribute(element, "alt") or "") or paragraph.about
        self.backdrop = self.backdrop or "z-index:-" in (attribute(element, "style") or "")
        self.read(element, paragraph)

    def _thing(self, element: etree._Element, paragraph: Paragraph) -> None:
        what = _THINGS[name_of(element)]
        inside = child(element, "o:OLEObject")
        about = clean(attribute(inside, "ProgID") or "") if what == "embedded object" else paragraph.about
        paragraph.things.append(Thing(what, about=about))


def is_form(control: etree._Element | None) -> bool:
    """Return whether a content control is there to be filled in, not to hold a part of the document together."""
    properties = child(control, "w:sdtPr")
    return properties is not None and any(name_of(each) in _FORM_CONTROLS for each in properties)
