"""Numbers, dates and times as a workbook's number formats print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# The formats that a file names by number only. Money and dates follow the reader's country: here Britain.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "£#,##0", 6: "£#,##0", 7: "£#,##0.00", 8: "£#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd/mm/yyyy hh:mm", 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "£#,##0",
    43: "#,##0.00", 44: "£#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
}  # fmt: skip
_SYSTEM = {"F800": "dd mmmm yyyy", "F400": "hh:mm:ss"}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>general)'
    r"|(?P<half>am/pm|a/p)|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<power>e[+-])|(?P<digits>[0#?.,/]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2958465  # 31 December 9999
Piece = tuple[str, str]  # what it is, and its text


@dataclass(frozen=True)
class Section:
    """One part of a format: for positive or negative numbers, for zero, or for text."""

    pieces: tuple[Piece, ...]
    condition: tuple[str, float] | None = None

    @property
    def dated(self) -> bool:
        return any(what in {"date", "elapsed", "half"} for what, _ in self.pieces)


def printed(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number as its format prints it; an empty text where the format shows nothing."""
    sections = parsed(code)
    section, value = _choose(sections, value)
    if section.dated:
        return _dated(section, value, since_1904=since_1904)
    if any(what == "general" for what, _ in section.pieces) or not code:
        literal = {what: text for what, text in section.pieces if what == "literal"}
        return plain(value) if not literal else _around(section, plain(value), "general")
    return _number(section, value)


def prints_text(code: str) -> bool:
    """Return whether a format shows text: only one whose fourth part is empty does not."""
    sections = parsed(code)
    return len(sections) < 4 or bool(sections[3].pieces)


def plain(value: float) -> str:
    """Return a number as it shows without a format."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.11g}"


@cache
def parsed(code: str) -> tuple[Section, ...]:
    parts, begin = [], 0
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            parts.append(code[begin : match.start()])
            begin = match.end()
    return tuple(_section(part) for part in (*parts, code[begin:]))


def _section(part: str) -> Section:
    pieces: list[Piece] = []
    condition = None
    for match in _TOKEN.finditer(part):
        bracket = match["bracket"]
        if bracket is None:
            pieces += _piece(match)
        elif found := _CONDITION.match(bracket):
            condition = found[1], float(found[2])
        elif bracket.startswith("$"):
            sign, _, system = bracket[1:].partition("-")
            if system.upper() in _SYSTEM:
                return _section(_SYSTEM[system.upper()])
            pieces.append(("literal", sign))
        elif _ELAPSED.fullmatch(bracket):
            pieces.append(("elapsed", bracket.lower()))
    return Section(tuple(pieces), condition)


def _piece(match: re.Match[str]) -> list[Piece]:
    what = match.lastgroup or ""
    text = match[what] if what else ""
    if what in {"quoted", "escaped"}:
        return [("literal", text)]
    if what == "space":
        return [("literal", " ")]
    if what == "other":
        return [("percent", "%")] if text == "%" else [("text", "@")] if text == "@" else [("literal", text)]
    return [(what, text.lower() if what in {"date", "half"} else text)] if what else []


def _choose(sections: tuple[Section, ...], value: float) -> tuple[Section, float]:
    """Return the section that prints a number, and the number without a sign where the section says it."""
    for section in sections[:3]:
        if section.condition and _holds(value, *section.condition):
            return section, value
    if any(section.condition for section in sections[:3]):
        return next((each for each in sections[:3] if not each.condition), sections[0]), value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _holds(value: float, sign: str, limit: float) -> bool:
    under, same = value < limit, value == limit
    return {"<": under, ">": not (under or same), "<=": under or same, ">=": not under, "=": same, "<>": not same}[sign]


def _number(section: Section, value: float) -> str:
    form = "".join(text for what, text in section.pieces if what == "digits")
    if not form:
        return _around(section, "", "")
    value = float(Decimal(repr(value)).scaleb(2 * sum(what == "percent" for what, _ in section.pieces)))
    if "/" in form:
        return plain(value)
    if any(what == "power" for what, _ in section.pieces):
        first = next(text for what, text in section.pieces if what == "digits")
        return f"{value:.{_decimals(first)[1]}E}"
    core = form.rstrip(",")
    value /= 1000 ** (len(form) - len(core))
    least, most = _decimals(core)
    text = _rounded(value, least, most, thousands="," in core.partition(".")[0])
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, rest = text.partition(".")
    whole = whole.rjust(core.partition(".")[0].count("0"), "0")
    return sign + _around(section, whole + dot + rest, "digits")


def _decimals(form: str) -> tuple[int, int]:
    after = form.partition(".")[2]
    return after.count("0"), sum(each in "0#?" for each in after)


def _rounded(value: float, least: int, most: int, *, thousands: bool) -> str:
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP) if abs(value) < 1e20 else value
    text = f"{exact:,.{most}f}" if thousands else f"{exact:.{most}f}"
    spare = most - least
    while spare and text.endswith("0"):
        text, spare = text[:-1], spare - 1
    text = text.removesuffix(".")
    return text.removeprefix("-") if not text.strip("-0.,") else text


def _around(section: Section, number: str, what: str) -> str:
    """Return what a section prints: its number once, where its first placeholder stands, and the rest as written."""
    said, done = [], False
    for each, text in section.pieces:
        if each == what:
            said.append("" if done else number)
            done = True
        elif each in {"literal", "percent"}:
            said.append(text)
    return "".join(said).strip()


def _dated(section: Section, value: float, *, since_1904: bool) -> str:
    if not 0 <= value <= _LAST_DAY:
        return plain(value)
    at = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(seconds=round(value * 86400, 3))
    if at.microsecond and not any(text.startswith("s.") or ".0" in text for _, text in section.pieces):
        at = (at + timedelta(seconds=0.5)).replace(microsecond=0)
    if 0 < value < 60 and not since_1904:
        at += timedelta(days=value >= 1)  # Excel has a 29 February 1900
    half = any(what == "half" for what, _ in section.pieces)
    units = [at for at, (what, _) in enumerate(section.pieces) if what in {"date", "elapsed"}]
    said = []
    for place, (what, text) in enumerate(section.pieces):
        if what == "date":
            said.append(_part(at, text, half=half, minutes=_is_minutes(section.pieces, units, place)))
        elif what == "elapsed":
            said.append(str(int(value * {"h": 24, "m": 1440, "s": 86400}[text[0]] + 1e-6)).rjust(len(text), "0"))
        elif what == "half":
            said.append("AM" if at.hour < 12 else "PM")
        else:
            said.append(text if what in {"literal", "digits"} else "")
    return "".join(said).strip()


def _is_minutes(pieces: tuple[Piece, ...], units: list[int], place: int) -> bool:
    """Return whether an `m` means minutes: after hours or before seconds."""
    at = units.index(place)
    before = pieces[units[at - 1]][1] if at else ""
    after = pieces[units[at + 1]][1] if at + 1 < len(units) else ""
    return before.startswith("h") or after.startswith("s")


def _part(at: datetime, text: str, *, half: bool, minutes: bool) -> str:
    long = len(text) > 1
    if text[0] == "y":
        return f"{at.year:04d}" if len(text) > 2 else f"{at.year % 100:02d}"
    if text[0] == "m" and not minutes:
        return at.strftime({3: "%b", 4: "%B"}.get(len(text), "%B")) if len(text) > 2 else f"{at.month:0{1 + long}d}"
    if text[0] == "d":
        return at.strftime("%a" if len(text) == 3 else "%A") if len(text) > 2 else f"{at.day:0{1 + long}d}"
    if text[0] == "s":
        whole, _, fraction = text.partition(".")
        tail = f"{at.microsecond / 1e6:.{len(fraction)}f}"[1:] if fraction else ""
        return f"{at.second:0{1 + (len(whole) > 1)}d}{tail}"
    hour = (at.hour % 12 or 12) if half and text[0] == "h" else at.hour
    return f"{at.minute if text[0] == 'm' else hour:0{1 + long}d}"
