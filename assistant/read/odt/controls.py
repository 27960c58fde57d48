"""Form controls and form fields of OpenDocument text: what each shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.read.odt.odf import attributes, inside, name_of
from assistant.read.word.forms import BLANK, TICKED
from assistant.read.word.wordml import number

if TYPE_CHECKING:
    from lxml import etree


def controls(root: etree._Element) -> dict[str, str]:
    """Return what the controls of a file show, by their names."""
    found = {}
    for forms in inside(root, "office:forms"):
        for each in forms.iter():
            said, shows = attributes(each), _SHOWS.get(name_of(each))
            if shows:
                for key in ("form:id", "xml:id"):
                    if said.get(key):
                        found[said[key]] = shows(each, said)
    return found


def _box(_: etree._Element, said: dict[str, str]) -> str:
    state = said.get("form:current-state") or said.get("form:state", "")
    picked = said.get("form:current-selected") or said.get("form:selected", "")
    return f"{TICKED if state == 'checked' or picked == 'true' else BLANK} {said.get('form:label', '')} "


def _value(_: etree._Element, said: dict[str, str]) -> str:
    return said.get("form:current-value") or said.get("form:value", "")


def _choice(control: etree._Element, _: dict[str, str]) -> str:
    options = [attributes(each) for each in inside(control, "form:option")]
    chosen = [each for each in options if "true" in {each.get("form:current-selected"), each.get("form:selected")}]
    return ", ".join(each.get("form:label", "") for each in chosen[:1])


def _label(_: etree._Element, said: dict[str, str]) -> str:
    return said.get("form:label", "")


_SHOWS: dict[str, Callable[[etree._Element, dict[str, str]], str]] = {
    **dict.fromkeys(("form:checkbox", "form:radio"), _box),
    **dict.fromkeys(("form:text", "form:textarea", "form:combobox", "form:date", "form:number"), _value),
    "form:listbox": _choice,
    "form:fixed-text": _label,
}


def state_of(mark: etree._Element) -> str:
    """Return the state of a form field that came from Word: no text holds it."""
    said = [attributes(each) for each in inside(mark, "field:param")]
    params = [(each.get("field:name", ""), each.get("field:value", "")) for each in said]
    kind = attributes(mark).get("field:type", "")
    if kind.endswith("FORMCHECKBOX"):
        return f"{TICKED if dict(params).get('Checkbox_Checked') == 'true' else BLANK} "
    if kind.endswith("FORMDROPDOWN"):
        entries = [value for name, value in params if name.endswith("ListEntry")]
        chosen = number(next((value for name, value in params if name.endswith(("Selected", "Result"))), None))
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""
