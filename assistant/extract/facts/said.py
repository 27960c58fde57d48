"""Facts told by set phrases, all of them data in the rule files `said`, `counted`: a word or a number by name.

A name's table in `said.toml` maps each value to regular expressions, the first that is found counts. In
`counted.toml` a name lists expressions with a group `n`, a number in figures or words. Keys with an underscore:
`_needs` words in small letters, one of which must stand in the text, the first at the beginning of a word; `_not`
expressions that must not; `_scope` whom the fact binds where nothing says; `_quote` true where the sentence is the
detail; `_kinds` the kinds of document it is taken from; `_about` an expression that the text or what stands above it
must have; `_before` true where the line before may have it as well; `_unit` of a number; `_range` its least and
greatest likely value; `_every` true where several values may hold at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.extract.facts.pieces import Piece, by_start
from assistant.extract.facts.sums import COUNTED, number
from assistant.extract.text.lexicon import NOTHING, rules
from assistant.records import Fact, Scope

GAP = r"(?:[^.;|]|\.(?=\d))"
TUPE = (
    r"(?:TUPE(?:\s+(?:Regulations|legislation|provisions))?(?:\s+20\d\d)?|"
    r"Transfer\s+of\s+Undertakings[^.]{0,70})\W{0,2}"
)


STAFF = (
    r"(?:employees|staff|posts?|people|workers|drivers|tutors|artists|post-?holders|officers|instructors|individuals|practitioners|"
    r"teachers|advis[eo]rs|assistants|managers|co-?ordinators|librarians|carers|leaders|facilitators|members?)"
)
IN_DAYS = {"week": 7.0, "month": 30.0}


@dataclass(frozen=True)
class Saying:
    """One name with its expressions by value; the value of a number is empty."""

    name: str
    values: tuple[tuple[str, re.Pattern[str]], ...]
    needs: tuple[str, ...]
    unless: re.Pattern[str]
    about: re.Pattern[str] | None
    before: bool
    kinds: tuple[str, ...]
    scope: Scope
    quote: bool
    every: bool
    unit: str | None
    low: float
    high: float


def several() -> frozenset[str]:
    """Return the names that may have several values at once."""
    return frozenset(saying.name for saying in _sayings("said") if saying.every)


def said(piece: Piece) -> Iterator[Fact]:
    """Return the facts whose value is a word, but for a line of a table of contents, which says nothing of them."""
    if piece.in_contents:
        return
    for saying in _likely("said", piece):
        if not _may_be(saying, piece):
            continue
        found = [value for value, words in saying.values if words.search(piece.plain)]
        if found and not saying.unless.search(piece.plain):
            for value in found if saying.every else found[:1]:
                yield piece.fact(saying.name, value, None, saying.scope, piece.quote if saying.quote else "")


def counted(piece: Piece) -> Iterator[Fact]:
    """Return the facts whose value is a number, or nothing where the number is out of all likelihood."""
    for saying in _likely("counted", piece):
        if not _may_be(saying, piece):
            continue
        match = saying.values[0][1].search(piece.plain)
        if match is None or saying.unless.search(piece.plain):
            continue
        value = number(next(each for name, each in match.groupdict().items() if each and name.startswith("n")))
        unit = next((each for name, each in match.groupdict().items() if each and name.startswith("u")), saying.unit)
        times = next((days for word, days in IN_DAYS.items() if unit and word in unit.lower()), 0.0)
        if saying.unit == "days" and times:
            value, unit = value * times, "days"
        if saying.low <= value <= saying.high:
            detail = piece.quote if saying.quote else ""
            yield piece.fact(saying.name, value, unit and " ".join(unit.lower().split()), saying.scope, detail)


def _likely(file: str, piece: Piece) -> list[Saying]:
    sayings = _sayings(file)
    return [sayings[place] for place in piece.likely(_begun(file))]


@cache
def _begun(file: str) -> dict[str, tuple[int, ...]]:
    return by_start([saying.needs for saying in _sayings(file)])


def _may_be(saying: Saying, piece: Piece) -> bool:
    if not piece.has(*saying.needs):
        return False
    if saying.kinds and piece.kind not in saying.kinds:
        return False
    before = piece.before if saying.before else ""
    return saying.about is None or bool(
        saying.about.search(f"{piece.plain} / {piece.setting} / {piece.beside} / {before}")
    )


@cache
def _sayings(file: str) -> tuple[Saying, ...]:
    return tuple(_saying(name, listed) for name, listed in rules(file).items())


def _saying(name: str, listed: dict[str, Any]) -> Saying:
    values = {value: words for value, words in listed.items() if not value.startswith("_")}
    return Saying(
        name=name,
        values=tuple((value, compiled(words)) for value, words in values.items()),
        needs=tuple(listed.get("_needs", ())),
        unless=compiled(listed.get("_not", ())),
        about=compiled(listed["_about"]) if "_about" in listed else None,
        before=listed.get("_before", False),
        kinds=tuple(listed.get("_kinds", ())),
        scope=listed.get("_scope", "any"),
        quote=listed.get("_quote", False),
        every=listed.get("_every", False),
        unit=listed.get("_unit"),
        low=listed.get("_range", (0, 0))[0],
        high=listed.get("_range", (0, 1e12))[1],
    )


def compiled(words: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern of several expressions.

    `~` is any run within a clause, `{N}` a number, `{DAYS}` days, `{STAFF}` those who work for somebody, `{TUPE}` the
    law on transfers by any of its names.
    """
    if not words:
        return NOTHING
    numbered = [
        each.replace("{TUPE}", TUPE)
        .replace("{STAFF}", STAFF)
        .replace("~", f"{GAP}{{0,60}}?")
        .replace("{N}", rf"(?P<n0{place}>{COUNTED})(?:\s*\([\w ]+\))?")
        .replace("{DAYS}", rf"(?P<u0{place}>(?:(?:working|business|calendar|clear)\s+)?days?)")
        for place, each in enumerate(words)
    ]
    return re.compile("|".join(f"(?:{each})" for each in numbered), re.IGNORECASE)
