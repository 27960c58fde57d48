"""Reads the content of one Word paragraph: text, hidden text, drawings, form fields and what cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.read.paragraph import CODE, GONE, WHITE, Paragraph, Thing
from assistant.read.word.colour import UNKNOWN
from assistant.read.word.drawing import Page
from assistant.read.word.forms import Fields, address, is_form, state_of, ticked, typed_in
from assistant.read.word.shapes import Shapes
from assistant.read.word.signs import sign, sign_font, signs
from assistant.read.word.styles import Look, Styles
from assistant.read.word.wordml import attribute, branch, child, name_of, val

if TYPE_CHECKING:
    from lxml import etree

SKIPPED = frozenset(
    {"w:pPr", "w:rPr", "w:delText", "w:delInstrText", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr"}
    | {"w:tcPr", "w:sectPr", "w:customXmlPr", "w:smartTagPr", "m:ctrlPr", "a:rPr", "a:pPr", "a:bodyPr"}
)
_BETWEEN = {"m:f": ("m:num", "/", "m:den"), "m:sSup": ("m:e", "^", "m:sup")}


@dataclass
class Runs:
    """Reads the paragraphs of one file; `changes` counts tracked changes, `notes` are those that the text points to.

    `letterhead` is whether a picture stands behind all pages.
    """

    styles: Styles
    page: Callable[[], Page] = Page
    letterhead: Callable[[], bool] = bool
    changes: Counter[str] = field(default_factory=Counter)
    notes: set[tuple[str, str]] = field(default_factory=set)
    fields: Fields = field(default_factory=Fields)

    def __post_init__(self) -> None:
        self.shapes = Shapes(self.styles.theme, self.page, self.read)
        self._known: dict[str, Callable[[etree._Element, Paragraph], None]] = {
            "w:r": self._run,
            **dict.fromkeys(("w:t", "m:t", "a:t"), self._text),
            **dict.fromkeys(("w:tab", "w:ptab", "w:br", "w:cr", "a:br"), self._space),
            "w:lastRenderedPageBreak": lambda *_: self.shapes.turn(),
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
            "mc:AlternateContent": lambda each, paragraph: self.read(branch(each), paragraph),
            **self.shapes.readers(),
            **dict.fromkeys(SKIPPED, lambda *_: None),
        }

    def read(self, parent: etree._Element, paragraph: Paragraph) -> None:
        """Read what is inside an element into the paragraph; wrappers nobody knows are looked into."""
        for each in parent:
            self._known.get(name_of(each), self.read)(each, paragraph)

    # --- text -------------------------------------------------------------------------------------------

    def _run(self, run: etree._Element, paragraph: Paragraph) -> None:
        look, before, font = self._look(run, paragraph), paragraph.hidden, paragraph.font
        ground = paragraph.shaded or (UNKNOWN if self.shapes.scene.behind else self.shapes.paper)
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
            self.shapes.turn()

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
