"""Fields and form controls: what only instructs Word, what is to be filled in, and the state of boxes and lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.read.word.wordml import attribute, child, children, name_of, number, on, val

if TYPE_CHECKING:
    from lxml import etree

TICKED, BLANK = "☒", "☐"
_FORM_CONTROLS = {"w:text", "w:comboBox", "w:dropDownList", "w:date", "w14:checkbox", "w:showingPlcHdr"}
_ADDRESS = re.compile(r'(?:HYPERLINK|INCLUDEPICTURE|INCLUDETEXT)\s+"([^"]+)"')


@dataclass
class Fields:
    """The fields that are open where a part is read, the outermost first: whether each is still in its code.

    A field has a code, which only instructs Word, and mostly a result, which shows.
    """

    open: list[list[bool]] = field(default_factory=list)

    @property
    def coded(self) -> bool:
        return bool(self.open) and any(code for code, _ in self.open)

    @property
    def filling(self) -> bool:
        """Whether what is read is what somebody typed into an old-style form field."""
        return bool(self.open) and self.open[-1] == [False, True]

    def mark(self, kind: str | None, *, typed: bool) -> None:
        if kind == "begin":
            self.open.append([True, typed])
        elif self.open and kind == "separate":
            self.open[-1][0] = False
        elif self.open and kind == "end":
            self.open.pop()


def state_of(mark: etree._Element) -> str:
    """Return the state of an old-style form field: Word draws it, no text holds it."""
    data = child(mark, "w:ffData")
    box, choice = child(data, "w:checkBox"), child(data, "w:ddList")
    if box is not None:
        checked = child(box, "w:checked")
        ticked = on(child(box, "w:default") if checked is None else checked)
        return f"{TICKED if ticked else BLANK} "
    if choice is None:
        return ""
    entries = [val(each) or "" for each in children(choice, "w:listEntry")]
    result = child(choice, "w:result")
    chosen = number(val(child(choice, "w:default") if result is None else result))
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def typed_in(mark: etree._Element) -> bool:
    """Return whether an old-style form field takes text."""
    return child(child(mark, "w:ffData"), "w:textInput") is not None


def ticked(control: etree._Element) -> str:
    """Return the state of a content control that is a check box; nothing of another one."""
    box = child(child(control, "w:sdtPr"), "w14:checkbox")
    if box is None:
        return ""
    return TICKED if attribute(child(box, "w14:checked"), "w14:val") in {"1", "true"} else BLANK


def is_form(control: etree._Element | None) -> bool:
    """Return whether a content control is there to be filled in, not to hold a part of the document together."""
    properties = child(control, "w:sdtPr")
    return properties is not None and any(name_of(each) in _FORM_CONTROLS for each in properties)


def address(instruction: str | None) -> str:
    """Return where a field's code points to outside the text."""
    found = _ADDRESS.search(instruction or "")
    return found[1] if found else ""
