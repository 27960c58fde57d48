"""What opens a line: a clause number, a bullet, or the words of a sentence that goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.read.pdf.lines import Line

_NUMBER = re.compile(
    r"\(?(?:\d{1,2}(?:\.\d{1,3})*|[A-Za-z]|[ivxl]{1,6}|[IVXL]{1,6})\)|(?:[A-Za-z]\.|\d{1,3}\.)?\d{1,3}(?:\.\d{1,3})*\.|"
    r"(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3})+[a-z]?|(?:[A-Za-z]|[ivxl]{1,6}|[IVXL]{1,6})\."
)
_GLUED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){2,}|\d{1,3}\.(?:\d{1,3})?(?=[A-Z]))([^\W\d_]{2}.*)")
_BARE = re.compile(r"\d{1,3}[A-Z]?|[A-Z]\d{1,2}|[A-Z]")
_BULLET = re.compile(
    "[\u2022\u00b7\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u2023\u2043\u27a2\u2666\u2756\ue000-\uf8ff]+"
)
_DASH = re.compile("[-\u2013\u2014\u2212*>o\u00a7\u00d8]")
_LEADER = re.compile(r"\s*(?:\.{4,}|(?:\. ){4,}|\u2026{2,}|_{4,})\s*(?=(?:[A-Za-z]-?)?\d+$)")
STOPPED = re.compile(r"[.!?:;][\"'\u2019\u201d)\]]*$")
_DANGLING = re.compile(
    r"(?:\b(?:an?|the|of|to|in|for|and|or|by|with|on|at|from|as|than|that|which|per|its|their)|[,(&/])$", re.IGNORECASE
)
_CLOSED = re.compile(r"[!?:;][\"'\u2019\u201d)\]]*$")
_LAST = re.compile(r"(?:\d+|[A-Za-z]+)(?=[^\w]*$)")
_LONGEST = 500  # letters in a line of a table of contents
_TAB = 0.55  # of the type's size: a gap after a number that is wider than any space


@dataclass(frozen=True, slots=True)
class Opening:
    """The mark that opens a line: its number, None for a bullet, where the text after it begins, and that text.

    `sure` is true where the mark stands apart from the text, so that it cannot be a part of a sentence.
    """

    number: str | None
    text: str
    x0: float
    sure: bool


def opening(line: Line) -> Opening | None:
    """Return the number or the bullet that a line opens with."""
    glued = _GLUED.match(line.text)
    first, _, rest = f"{glued[1]} {glued[2]}".partition(" ") if glued else line.text.partition(" ")
    rest = rest.strip()
    if line.field or not rest:
        return None
    if glued:
        return Opening(first, rest, line.second, sure=True)
    gap = line.second - line.x0 - line.first
    apart = gap > max(_TAB * line.size, 1.5 * line.space)
    if _BULLET.fullmatch(first) or (_DASH.fullmatch(first) and apart):
        return Opening(None, rest, line.second, sure=True)
    if first[0] in "\u2022\uf0b7" and len(first) > 1:
        return Opening(None, f"{first[1:]} {rest}".strip(), line.second, sure=True)
    if _NUMBER.fullmatch(first) or (_BARE.fullmatch(first) and gap > line.size):
        return Opening(first, rest, line.second, sure=apart)
    return None


def alone(line: Line) -> bool:
    """Return whether a line is nothing but a number or a bullet."""
    return bool(_NUMBER.fullmatch(line.text) or _BARE.fullmatch(line.text) or _BULLET.fullmatch(line.text))


def without_leader(text: str) -> str | None:
    """Return a line of a table of contents without its dots; None for any other line."""
    found = _LEADER.search(text) if len(text) <= _LONGEST else None
    return f"{text[: found.start()]} {text[found.end() :]}".strip() if found else None


def runs_on(before: str, text: str) -> bool:
    """Return whether a text goes on in the next by its words alone."""
    if text[:1].islower():
        return not _CLOSED.search(before)
    return not STOPPED.search(before) and bool(_DANGLING.search(before))


def follows(before: str | None, number: str | None) -> bool:
    """Return whether a number is the next after another, in the same form."""
    if not before or not number or _LAST.sub("#", before) != _LAST.sub("#", number):
        return False
    one, other = (_LAST.findall(each)[-1] for each in (before, number))
    if one.isdecimal() and other.isdecimal():
        return int(other) == int(one) + 1
    return len(one) == len(other) == 1 and ord(other) == ord(one) + 1
