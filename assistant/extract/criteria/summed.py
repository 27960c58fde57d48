"""Weights known by their sum: short names beside numbers that together make 100, a stated total or a whole.

`Quality 50, ethics and social value 20, cost 30`, `Quality : Price = 65 : 35`, `Price is 35. Quality is 65.`
The sum is what bears the reading out, so that neither signs nor the wording between names and numbers matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.extract.criteria.paired import EDGES, JOINT, MARKUP, Pair, name_in
from assistant.extract.text.figures import PERCENT, in_figures
from assistant.extract.text.layout import tidy
from assistant.extract.text.lexicon import pattern
from assistant.records import Unit

NUMBER = re.compile(
    rf"(?<![\w.,£$€/:+-])(?P<number>\d{{1,3}}(?:\.\d+)?)(?![\w+]|[.,:/–-]\d|\s?[–-]\s?\d)\s?(?P<sign>{PERCENT}|(?:marks?|points?)\b)?",
    re.IGNORECASE,
)
STATED = re.compile(
    r"\s*\b(?:(?:marks|points)\s+)?(?:(?:out\s+)?of|in)\s+(?:every\s+|each\s+|a\s+|the\s+|all\s+)?(?:total\s+(?:of\s+)?|maximum\s+(?:of\s+)?)?"
    r"(?P<whole>\d{2,4})\b(?:\s+(?:available\s+|possible\s+)?(?:marks|points)\b)?(?:\s+available\b)?",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:\b(?:questions?|lots?|sections?|clauses?|parts?|tables?|schedules?|annex|appendix|stages?|levels?|years?|pages?|"
    r"paragraphs?|criterion|no\.?|scores?|between|least|than|under|over|above|below|from|up\s+to)\s*|[(\[]\s*Q?)$",
    re.IGNORECASE,
)
MEASURED = re.compile(
    r"^\s*(?:words?|pages?|sides?|days?|weeks?|months?|years?|hours?|minutes?|people|per\s+week|characters?|am|pm|[A-Z][a-z]+\s+20\d\d)\b",
    re.IGNORECASE,
)
LEAD_IN = re.compile(r"^[^:]{3,160}:\s+(?=\D)")
PIECE = re.compile(r"[.;,|]\s+|\n|\s+(?:and|but|while|with|plus)\s+", re.IGNORECASE)
RATIO = re.compile(
    r"(?P<names>[A-Za-z][\w '’-]*(?:\s*[:/,]\s*[A-Za-z][\w '’-]*?)+)"
    r"\s*(?:=|[–—-]|\bis\b|\bof\b|\bat\b|\W)\s*(?:\w+\s+){0,3}?"
    r"(?P<numbers>\d{1,2}(?:\s*[:/]\s*\d{1,2})+)(?![\d:/])",
)
ASKED = re.compile(r"\b(?P<name>(?:what|how|why|who)\s+(?:[\w'’-]+,?\s+){1,7}[\w'’-]+)\W*$", re.IGNORECASE)
VERB = re.compile(r"\b(?:judged|evaluated|scored|assessed|awarded|can|will|shall|must|matters?)\b", re.IGNORECASE)
MOST, NAME_MOST = 12, 8


@dataclass(frozen=True)
class _Figure:
    """A number with what stands between it and the numbers beside it."""

    number: float
    start: int
    end: int


def summed(text: str, wholes: Collection[float] = ()) -> list[Pair]:
    """Return the names and weights of a text that add up to 100, to a whole that it states, or to one of `wholes`."""
    plain = in_figures(tidy(MARKUP.sub(" ", text)))
    stated = {float(each["whole"]) for each in STATED.finditer(plain)}
    plain = STATED.sub("", plain)
    unit = _unit(text)
    if ratio := _ratio(plain):
        return ratio
    figures = [
        _Figure(float(each["number"]), each.start(), each.end())
        for each in NUMBER.finditer(plain)
        if not COUNTED.search(plain[: each.start()]) and not MEASURED.match(plain[each.end() :])
    ]
    total = sum(each.number for each in figures)
    if not 1 < len(figures) <= MOST or total not in (stated or {100.0, *wholes}):
        return []
    for names in (_by_piece(plain, figures), _before(plain, figures), _behind(plain, figures)):
        if all(names) and len({each.lower() for each in names}) == len(names):
            return [Pair(name, each.number, unit) for name, each in zip(names, figures, strict=True)]
    return []


def _unit(text: str) -> Unit:
    return "marks" if re.search(r"\b(?:marks|points)\b", text, re.IGNORECASE) and "%" not in text else "percent"


def _ratio(text: str) -> list[Pair]:
    """Return the pairs of names parted as their weights are, `Quality : Price = 65 : 35`."""
    for found in RATIO.finditer(text):
        numbers = [float(each) for each in re.findall(r"\d+", found["numbers"])]
        names = [_short(each) for each in re.split(r"[:/,]", found["names"])]
        if len(numbers) == len(names) and sum(numbers) == 100 and all(names):
            return [Pair(name, number, "percent") for name, number in zip(names, numbers, strict=True)]
    return []


def _by_piece(text: str, figures: Sequence[_Figure]) -> list[str]:
    """Return the names of numbers that have a piece of the text each, whichever of the two stands first."""
    lead = LEAD_IN.match(text)
    begin = lead.end() if lead and lead.end() <= figures[0].start else 0
    names = []
    for place, each in enumerate(figures):
        end = figures[place + 1].start if place + 1 < len(figures) else len(text)
        cuts = list(PIECE.finditer(text, each.end, end))
        stop = _cut_before_next(text, cuts, each, end) if place + 1 < len(figures) else end
        ahead, after = _short(text[begin : each.start]), _short(PIECE.split(text[each.end : stop])[0])
        names.append(ahead or after)
        begin = stop
    return names


def _cut_before_next(text: str, cuts: Sequence[re.Match[str]], figure: _Figure, end: int) -> int:
    """Return where the piece of a figure ends: at the first cut behind it."""
    if not cuts:
        return figure.end if text[figure.end : end].strip(EDGES) else end
    return cuts[0].end()


def _before(text: str, figures: Sequence[_Figure]) -> list[str]:
    lead = LEAD_IN.match(text)
    begins = [lead.end() if lead and lead.end() <= figures[0].start else 0, *(each.end for each in figures[:-1])]
    if text[figures[-1].end :].strip(EDGES + ")") and not re.match(r"\s*[.;|]", text[figures[-1].end :]):
        return [""]
    return [_short(text[begin : each.start]) for begin, each in zip(begins, figures, strict=True)]


def _behind(text: str, figures: Sequence[_Figure]) -> list[str]:
    ends = [*(each.start for each in figures[1:]), len(text)]
    return [_short(JOINT.sub("", text[each.end : end])) for each, end in zip(figures, ends, strict=True)]


def _short(text: str) -> str:
    """Return the name in a piece of text without the words of a table's head that ran into it."""
    words = text.strip(EDGES + "/").split()
    head = 0
    about = pattern("criteria", "head", "about")
    while head < len(words) - 1 and words[head][0].isupper() and about.fullmatch(words[head]):
        head += 1
    rest = re.sub(r"\s*\([^()]*$", "", " ".join(words[head:]))
    name = name_in(re.sub(r"^the\s+remaining\b", "", rest, flags=re.IGNORECASE), addressed=True)
    asked = ASKED.search(rest)
    name = name or (asked["name"][0].upper() + asked["name"][1:] if asked else "")
    return name if len(name.split()) <= NAME_MOST and not VERB.search(name) else ""
