"""What the fonts of a PDF say of themselves: whether they are bold, and whether they draw signs for letters."""

from __future__ import annotations

import ctypes
import re
import struct
from dataclasses import dataclass
from typing import Any

from assistant.read.pdf.page import address_of

_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_SIGNS = re.compile(r"(?:[A-Z]{6}\+)?(wingdings|webdings|symbol)[ -]?([23]?)", re.IGNORECASE)
_HEAVY = 600  # a weight from which a font is bold, of 100 to 1000
_LARGEST = 20_000_000  # bytes of a font that is looked into
_TABLES = 60  # parts that a font file may have


@dataclass(frozen=True, slots=True)
class Font:
    """`signs` is the name of a font that draws signs, as `signs.py` knows it."""

    bold: bool
    signs: str


class Fonts:
    """The fonts of a page, each asked once."""

    def __init__(self) -> None:
        self._known: dict[int, Font] = {}

    def of(self, thing: Any) -> Font:
        """Return the font of a text object."""
        from pypdfium2 import raw

        font = raw.FPDFTextObj_GetFont(thing)
        address = address_of(font)
        if address not in self._known:
            self._known[address] = _asked(font) if address else Font(bold=False, signs="")
        return self._known[address]


def _asked(font: Any) -> Font:
    from pypdfium2 import raw

    name, family = (_name(getter, font) for getter in (raw.FPDFFont_GetBaseFontName, raw.FPDFFont_GetFamilyName))
    signs = _SIGNS.match(name) or _SIGNS.match(family)
    weight = raw.FPDFFont_GetWeight(font)
    if _BOLD.search(name):
        bold = True
    elif 100 <= weight <= 1000:
        bold = weight >= _HEAVY
    else:
        bold = _says_bold(_program(font))
    return Font(bold, f"{signs[1]} {signs[2]}".strip().lower() if signs else "")


def _name(getter: Any, font: Any) -> str:
    buffer = ctypes.create_string_buffer(200)
    getter(font, buffer, 200)
    return buffer.value.decode("utf-8", "replace")


def _program(font: Any) -> bytes:
    """Return the font file that is embedded for a font."""
    from pypdfium2 import raw

    size = ctypes.c_size_t()
    if not raw.FPDFFont_GetIsEmbedded(font) or not raw.FPDFFont_GetFontData(font, None, 0, size):
        return b""
    if not 12 < size.value <= _LARGEST:
        return b""
    buffer = (ctypes.c_uint8 * size.value)()
    return bytes(buffer) if raw.FPDFFont_GetFontData(font, buffer, size.value, size) else b""


def _says_bold(program: bytes) -> bool:
    """Return whether a TrueType or OpenType file calls itself bold, in the style of its `head` table."""
    if program[:4] not in {b"\0\1\0\0", b"true", b"OTTO"}:
        return False
    for at in range(12, 12 + 16 * min(int.from_bytes(program[4:6], "big"), _TABLES), 16):
        if program[at : at + 4] == b"head" and len(program) >= at + 12:
            (start,) = struct.unpack(">I", program[at + 8 : at + 12])
            return bool(int.from_bytes(program[start + 44 : start + 46], "big") & 1)
    return False
