"""The colours of text and of what is behind it, as six hexadecimal digits: from names, themes and mixtures."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from assistant.read.word.wordml import attribute, child, name_of, number, val

if TYPE_CHECKING:
    from lxml import etree

UNKNOWN = "?"  # a picture, a pattern, a gradient: anything may show on it
CLEAR = "-"  # no ink at all
PAPER = "FFFFFF"
_ALIKE = 8  # of 255: what no eye tells apart
_FAINT = 0.1  # less ink than this cannot be seen
_NAMES = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "00FF00", "blue": "0000FF", "yellow": "FFFF00",
    "cyan": "00FFFF", "magenta": "FF00FF", "darkBlue": "00008B", "darkCyan": "008B8B", "darkGreen": "006400",
    "darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000", "darkGray": "A9A9A9", "gray": "808080",
    "lightGray": "D3D3D3", "silver": "C0C0C0", "navy": "000080", "window": "FFFFFF", "windowText": "000000",
}  # fmt: skip
_THEME = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip
_ALIASES = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip
# What text and background stand for, where the file's settings do not say otherwise.
_MAPPED = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_MAPPED_LONG = {"background1": "bg1", "text1": "tx1", "background2": "bg2", "text2": "tx2"}


def hexadecimal(colour: str | None) -> str:
    """Return a colour that is written as digits or by name; nothing for `auto` and what is not known."""
    text = (colour or "").strip().removeprefix("#")
    if re.fullmatch(r"[0-9a-fA-F]{6}", text):
        return text.upper()
    if re.fullmatch(r"[0-9a-fA-F]{3}", text):
        return "".join(each * 2 for each in text).upper()
    return _NAMES.get(text, "")


def alike(colour: str | None, ground: str) -> bool:
    """Return whether text of a colour cannot be told from its ground."""
    ink, under = hexadecimal(colour), hexadecimal(ground)
    if not ink or not under:
        return False
    return max(abs(a - b) for a, b in zip(bytes.fromhex(ink), bytes.fromhex(under), strict=True)) <= _ALIKE


def is_white(colour: str | None) -> bool:
    """Return whether a colour, six hexadecimal digits, cannot be told from white paper."""
    return alike(colour, PAPER)


def mix(colour: str, under: str, share: float) -> str:
    """Return a colour laid over another: `share` is how much of the upper one shows."""
    pairs = zip(bytes.fromhex(colour), bytes.fromhex(under), strict=True)
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


class Theme:
    """The colours that a file names by their part: `accent1`, `background1`."""

    def __init__(self, root: etree._Element | None = None, settings: etree._Element | None = None) -> None:
        self._colours = dict(_THEME)
        scheme = child(child(root, "a:themeElements"), "a:clrScheme")
        for each in () if scheme is None else scheme:
            for one in each:
                if found := hexadecimal(one.get("lastClr") or one.get("val")):
                    self._colours[name_of(each).partition(":")[2]] = found
        mapping = child(settings, "w:clrSchemeMapping")
        said = {name: attribute(mapping, f"w:{name}") for name in ("bg1", "t1", "bg2", "t2")}
        self._mapped = dict(_MAPPED)
        for name, target in said.items():
            if target:
                self._mapped[name.replace("t", "tx")] = _ALIASES.get(target, target)

    def named(self, name: str | None) -> str:
        """Return a colour of the theme; nothing where it has none of that name."""
        key = _MAPPED_LONG.get(name or "", name or "")
        key = self._mapped.get(key, key)
        return self._colours.get(_ALIASES.get(key, key), "")

    def text(self, element: etree._Element) -> str:
        """Return the colour that a `w:color` gives, or `auto`."""
        return self._worded(element, "Color", "") or hexadecimal(val(element)) or "auto"

    def page(self, element: etree._Element) -> str:
        """Return the colour of a `w:background`."""
        return self._worded(element, "Color", "") or hexadecimal(attribute(element, "w:color"))

    def _worded(self, element: etree._Element, which: str, part: str) -> str:
        """Return the theme's colour that an element of WordprocessingML names, with its tint or shade."""
        colour = self.named(attribute(element, f"w:theme{part or which}"))
        if not colour:
            return ""
        tint, shade = (attribute(element, f"w:theme{part}{each}") for each in ("Tint", "Shade"))
        if tint:
            return mix(colour, "FFFFFF", _share(tint))
        return mix(colour, "000000", _share(shade)) if shade else colour

    def shade(self, properties: etree._Element | None) -> str | None:
        """Return the colour that the `w:shd` of these properties fills with: none when there is none in it.

        None where the properties do not say.
        """
        shading = child(properties, "w:shd")
        if shading is None:
            return None
        pattern = val(shading) or "clear"
        fill = self._worded(shading, "", "Fill") or hexadecimal(attribute(shading, "w:fill"))
        if pattern in {"clear", "nil"}:
            return fill
        colour = self._worded(shading, "Color", "") or hexadecimal(attribute(shading, "w:color")) or "000000"
        share = 1.0 if pattern == "solid" else number(pattern.removeprefix("pct")) / 100
        return mix(colour, fill or PAPER, min(share, 1.0)) if share else UNKNOWN

    def drawn(self, fill: etree._Element | None, under: str = PAPER) -> str:
        """Return the colour of a `solidFill`, in a drawing or in the text effects of a run."""
        for each in () if fill is None else fill:
            local = name_of(each).partition(":")[2]
            given = attribute(each, "w14:val") or each.get("lastClr") or each.get("val")
            colour = self.named(given) if local == "schemeClr" else hexadecimal(_short(given))
            if colour:
                return _modified(colour, each, under)
        return UNKNOWN


def _short(name: str | None) -> str:
    """Return a preset name of DrawingML as the others are written: `dkBlue`."""
    return re.sub("^dk(?=[A-Z])", "dark", re.sub("^lt(?=[A-Z])", "light", name or ""))


def _share(text: str) -> float:
    try:
        return min(int(text, 16) / 255, 1.0)
    except ValueError:
        return 1.0


def _modified(colour: str, element: etree._Element, under: str) -> str:
    """Return a colour as its modifiers change it; `under` shines through where it is transparent."""
    said: Mapping[str, float] = {
        name_of(each).partition(":")[2]: number(attribute(each, "w14:val") or each.get("val")) / 100_000
        for each in element
    }
    if "lumMod" in said or "lumOff" in said:
        hue, light, strong = colorsys.rgb_to_hls(*(each / 255 for each in bytes.fromhex(colour)))
        light = min(max(light * said.get("lumMod", 1.0) + said.get("lumOff", 0.0), 0.0), 1.0)
        colour = "".join(f"{round(each * 255):02X}" for each in colorsys.hls_to_rgb(hue, light, strong))
    for name, towards in (("tint", "FFFFFF"), ("shade", "000000")):
        if name in said:
            colour = mix(colour, towards, min(max(said[name], 0.0), 1.0))
    # In the effects of a run alpha is how much shines through, in a drawing how much does not.
    ink = 1 - said.get("alpha", 0.0) if name_of(element).startswith("w14:") else said.get("alpha", 1.0)
    if ink < _FAINT:
        return CLEAR
    return mix(colour, hexadecimal(under) or PAPER, min(ink, 1.0)) if ink < 1 else colour
