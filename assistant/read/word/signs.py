"""The signs that symbol fonts draw in the place of letters, in characters that every font has."""

from __future__ import annotations

_WINGDINGS = {
    0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0xA8: "☐", 0xFD: "☒", 0xFE: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗",
    0xA7: "▪", 0x6E: "■", 0x6C: "●", 0x9F: "•", 0x9E: "•", 0x77: "◆", 0x75: "◆", 0x76: "❖", 0xD8: "➢", 0xE0: "→",
    0xDF: "←", 0xE8: "→", 0xE7: "←", 0xF0: "⇨", 0x28: "☎", 0x2A: "✉",
}  # fmt: skip
_WINGDINGS_2 = {
    0x2A: "☐", 0xA3: "☐", 0x30: "☐", 0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☒", 0x53: "☒", 0x54: "☒", 0x97: "•",
}  # fmt: skip
_WINGDINGS_3 = {0x67: "→", 0x66: "←", 0x22: "→", 0x7D: "▶"}
_WEBDINGS = {0x63: "☐", 0x61: "✓", 0x72: "✗", 0x34: "▶", 0xC9: "✉"}
_SYMBOL = {
    0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE5: "∑", 0xD6: "√", 0xA2: "′",
    0xB2: "″", 0xBC: "…", 0x2D: "−", 0xA0: "€", 0xD1: "∇", 0xB6: "∂", 0xF2: "∫", 0xC5: "⊕", 0xCE: "∈", 0xA7: "♣",
}  # fmt: skip
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL |= {ord("A") + at: letter for at, letter in enumerate(_GREEK)}
_SYMBOL |= {ord("a") + at: letter for at, letter in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")}
_SYMBOL |= {ord(each): each for each in " !#%&()+,./0123456789:;<=>?[]_{|}"}
_FONTS = {
    "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": _WINGDINGS_3, "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}  # fmt: skip


def sign_font(font: str | None) -> str | None:
    """Return the name of a font that draws signs for letters, "" for another one, None for none."""
    if font is None:
        return None
    return font.lower() if font.lower() in _FONTS else ""


def sign(font: str, code: int) -> str:
    """Return what a symbol font draws for a code; nothing where no other font has it."""
    return _FONTS[font].get(code & 0xFF, "") if font in _FONTS else ""


def signs(font: str, text: str) -> str:
    """Return what a text in a symbol font shows; ordinary letters in one only where all of them are signs."""
    private = any("\uf000" <= each <= "\uf0ff" for each in text)
    drawn = [each if each.isspace() else sign(font, ord(each)) for each in text]
    return "".join(drawn) if private or (font != "symbol" and all(drawn)) else text
