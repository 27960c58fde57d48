"""What a web page's attributes and style sheet say: which elements are not seen, and what its controls show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.read.word.colour import PAPER, UNKNOWN, alike, hexadecimal, is_white
from assistant.read.word.drawing import css, declarations
from assistant.read.word.forms import BLANK, TICKED

if TYPE_CHECKING:
    from lxml import etree

TINY = 2.0  # points or pixels: what is smaller cannot be read
_AWAY = -400.0  # pixels: what stands further left or higher is off the page
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"[a-z]*([.#][\w-]+)", re.IGNORECASE)
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(px|pt|em|rem|%)?")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")
_NO_GROUND = {"", "none", "transparent", "inherit", "initial"}
Sheet = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Sight:
    """How what stands in an element is hidden, the colour of its text and that of its ground."""

    how: str = ""
    ink: str = "000000"
    ground: str = PAPER

    @property
    def hidden(self) -> str:
        if self.how or not alike(self.ink, self.ground):
            return self.how
        return "white" if is_white(self.ground) else "same colour"

    def within(self, element: etree._Element, sheet: Sheet) -> Sight:
        """Return how what stands inside an element is seen."""
        said = _said(element, sheet)
        if not said and "hidden" not in element.attrib:
            return self
        ground = said.get("background-color") or said.get("background") or ""
        return Sight(
            how=self.how or _how(element, said),
            ink=_colour(said.get("color", "")) or self.ink,
            ground=self.ground if ground in _NO_GROUND else _colour(ground) or UNKNOWN,
        )


def _colour(text: str) -> str:
    """Return a colour of a style in hexadecimal digits; nothing for one that is not known."""
    if found := _RGB.match(text):
        return "".join(f"{min(int(each), 255):02X}" for each in found.groups())
    return hexadecimal(text.split(" ")[0])


def _how(element: etree._Element, said: dict[str, str]) -> str:
    if "hidden" in element.attrib or said.get("display") == "none" or said.get("opacity") in {"0", "0%", "0.0"}:
        return "vanish"
    if said.get("visibility") in {"hidden", "collapse"}:
        return "vanish"
    if 0 <= _length(said.get("font-size", ""), 99.0) <= TINY:
        return "tiny"
    away = [_length(said.get(each, ""), 0.0) for each in ("left", "top", "text-indent", "margin-left")]
    return "off the page" if min(away) <= _AWAY else ""


def _length(text: str, default: float) -> float:
    """Return a length in pixels or points; a share of the usual size as that."""
    found = _LENGTH.match(text)
    if not found:
        return default
    return float(found[1]) * {"em": 12.0, "rem": 12.0, "%": 0.12}.get(found[2] or "", 1.0)


def _said(element: etree._Element, sheet: Sheet) -> dict[str, str]:
    said: dict[str, str] = {}
    if element.get("bgcolor"):
        said["background-color"] = (element.get("bgcolor") or "").lower()
    if element.tag == "font" and element.get("color"):
        said["color"] = (element.get("color") or "").lower()
    if sheet:
        for name in [f".{each}" for each in (element.get("class") or "").split()] + [f"#{element.get('id')}"]:
            said |= sheet.get(name, {})
    return said | css(element)


def style_sheet(root: etree._Element) -> Sheet:
    """Return what a page's own style sheet says of classes and ids that stand in no more than one selector."""
    found: Sheet = {}
    for style in root.iter("style"):
        for selectors, body in _RULE.findall(style.text or ""):
            for each in selectors.split(","):
                if name := _SIMPLE.fullmatch(each.strip()):
                    found[name[1]] = found.get(name[1], {}) | declarations(body)
    return found


def shown_by(control: etree._Element) -> str:
    """Return what a control of a form shows: its state, its choice or what was typed into it."""
    kind = (control.get("type") or "text").lower()
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [each for each in options if "selected" in each.attrib] or options[:1]
        return ", ".join((each.text or "").strip() for each in chosen)
    if control.tag == "textarea":
        return control.text or ""
    if kind in {"checkbox", "radio"}:
        return f" {TICKED if 'checked' in control.attrib else BLANK} "
    return "" if kind in {"hidden", "password"} else f" {control.get('value') or ''} "
