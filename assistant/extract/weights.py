"""Weights as written: `Quality 60%`, `60% - Quality`, `Weighting: 15`, `(Weighting 10%)`, `worth 15 marks`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.extract.figures import PERCENT, in_figures, with_signs
from assistant.extract.layout import tidy
from assistant.extract.lexicon import pattern
from assistant.extract.limits import MEASURES
from assistant.records import Unit

WEIGHT = re.compile(
    rf"(?<![\d.,£$€])(?<!\d[–-])(?<!\d\s[–-]\s)(?<!\bto\s)(?P<number>\d{{1,3}}(?:\.\d+)?)\s?"
    rf"(?:(?P<percent>{PERCENT})|(?P<marks>marks?|points?)\b)",
    re.IGNORECASE,
)
SAID = re.compile(
    rf"\b(?:question\s+|sub-?|criterion\s+|maximum\s+|total\s+)?(?:weight(?:ing)?|marks(?:\s+available)?|maximum\s+(?:score|marks)|max\.?\s+(?:score|marks)|points(?:\s+available)?)"
    rf"\b(?:\s*\([^()\d]{{1,20}}\))?[^.\d\n()\[\]]{{0,24}}?(?P<number>\d{{1,4}}(?:\.\d+)?)\s*(?P<percent>{PERCENT})?",
    re.IGNORECASE,
)
CARRIES = re.compile(
    rf"\b(?:carr(?:ies|y)|worth|accounts?\s+for|attracts?)\s+(?:a\s+weight(?:ing)?\s+of\s+)?(?P<number>\d{{1,3}}(?:\.\d+)?)\s?"
    rf"(?:(?P<percent>{PERCENT})|marks?\b|points?\b)",
    re.IGNORECASE,
)
RATIO = re.compile(
    r"\b(?P<a>\w+)\s*(?:and|/|:)\s*(?P<b>\w+)\W{1,3}(?:\w+\s+){0,4}(?P<x>\d{1,2})\s?[:/]\s?(?P<y>\d{1,2})\b",
    re.IGNORECASE,
)
RATIO_FIRST = re.compile(
    r"\b(?P<x>\d{1,2})\s?[:/]\s?(?P<y>\d{1,2})\s+(?P<a>[a-z]+)\s*(?:and|/|:|to)\s*(?P<b>[a-z]+)\b", re.IGNORECASE
)
CUT = re.compile(r"\s*(?:;|\||\n|,\s+and\s+|,|\s/\s|\band\b|\bplus\b|\.\s)\s*")
SECTION = re.compile(r"^(?:sec(?:tion)?\.?\s*)?\d+(?:\.\d+)*[.)]?\s+(?=[A-Za-z])", re.IGNORECASE)
MARKUP = re.compile(r"\]\([^)]*\)|[*_`\[\]#]+")
BRACKETED = re.compile(
    rf"[(\[](?P<before>[^()\[\]]*?)(?<![\d.,£$€–-])(?P<number>\d{{1,3}}(?:\.\d+)?)\s?(?:(?P<percent>{PERCENT})|(?:marks?|points?)\b)"
    rf"(?P<after>[^()\[\]]*)[)\]]",
    re.IGNORECASE,
)
STANDING = re.compile(
    rf"(?:^|[.;,–—-]\s*)(?P<number>\d{{1,3}}(?:\.\d+)?)\s?(?:(?P<percent>{PERCENT})|(?:marks?|points?)\b)\s*(?:[.;,]|$)",
    re.I,
)
BARE_PIECE = re.compile(
    r"^(?P<name>[A-Za-z](?:[A-Za-z &'’/-]{2,60}?|[A-Z]?\d{1,2}))[\s:=–-]+"
    r"(?P<bracket>[(\[](?:(?:up\s+to|max(?:imum|\.)?)\s+)?)?(?P<number>\d{1,3})(?:\s?(?:%|marks|points))?(?(bracket)[)\]])$",
    re.IGNORECASE,
)
BARE_FOR = re.compile(
    r"(?:^|[^\d.,£$€])(?P<number>\d{1,2})\s+(?:is\s+|are\s+|will\s+be\s+)?(?:to|for)\b", re.IGNORECASE
)
JOINT = re.compile(
    r"\W*\b(?:and\b|with\b|the\b|other\b|remaining\b|final\b|last\b|a\b|further\b|\W)*\s*$", re.IGNORECASE
)
OUT_OF = re.compile(
    r"(?:\b(?:points|marks|scores?d?)\s+(?:are\s+|is\s+|will\s+be\s+)?(?:given\s+|awarded\s+)?|^\W*(?:[a-z]+\s+){0,3}?)"
    r"out\s+of\s+(?:a\s+(?:total|maximum)\s+of\s+)?(?P<whole>\d{2,4})(?:\s+(?:marks|points))?\s*[:,–—-]",
    re.IGNORECASE,
)
PART_OF = re.compile(
    r"\s*(?:of|within)\s+(?P<part>(?:the|this|that|its)\s+(?!(?:whole|overall|total|final|evaluation|tender|available)\b)"
    r"(?:[\w-]+\s+){0,3}?(?:criterion|section|part|sub-criterion|score|marks|weighting|element|heading)\b)",
    re.IGNORECASE,
)
MEASURE = re.compile(
    r"\b(?:at least|requiring|more than|less than|below|above|up to|exceed\w*|over|under|within|by|"
    r"(?:deduct\w*|reduction|penalty|discount|increase|decrease|uplift|retention|deposit)(?:\s+of)?)\W*$",
    re.IGNORECASE,
)
NAME_WORDS, FEW, SHORT = 12, 5, 16
EDGES = " -–—:;,.=()|*"
OF_LOT = re.compile(r"^(?:(?:for|in)\s+)?lot\s+\w+\b\s*[:,–—-]*\s*", re.IGNORECASE)
MEASURED = re.compile(r"\d|\bper\s?cent|\bmarks\b|\bpoints\b", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:an?|your|our)\s+(?=\w{3})", re.IGNORECASE)
HOW_MANY = re.compile(r"^(?:the\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Weight:
    """A weight where it stands; `of_part` holds the words that say of which part it is a share."""

    number: float
    unit: Unit
    start: int
    end: int
    of_part: str = ""


@dataclass(frozen=True)
class Pair:
    """A name with its weight."""

    name: str
    number: float
    unit: Unit


def stated_weight(text: str) -> Weight | None:
    """Return the weight that a text says a question or a criterion has, or None."""
    for match in (SAID.search(text), CARRIES.search(text)):
        if match and float(match["number"]) <= 1000:
            unit: Unit = (
                "percent" if match["percent"] or re.match(r"\W*(?:\w+\W+)?weight", match.group(), re.I) else "marks"
            )
            return Weight(float(match["number"]), unit, match.start(), match.end())
    return None


def lone_weight(text: str) -> Weight | None:
    """Return the one weight that stands by itself, as in `(20%, 500 words)` or `Describe it. 15 marks.`, or None."""
    found = [
        match
        for match in BRACKETED.finditer(text)
        if re.fullmatch(MEASURES, match["before"], re.I)
        and (PART_OF.match(match["after"]) or re.fullmatch(MEASURES, match["after"], re.I))
    ]
    found = found or list(STANDING.finditer(text))
    return _weight(found[0]) if len(found) == 1 else None


def bare_weight(text: str, unit: Unit) -> Weight | None:
    """Return the weight that a cell of a column of weights gives: a number, with or without its sign."""
    match = re.fullmatch(
        rf"\W*(\d{{1,4}}(?:\.\d+)?)\s*({PERCENT}|marks?|points?)?\W*(?:\(.*\))?", tidy(text), re.IGNORECASE
    )
    if match is None:
        found = list(WEIGHT.finditer(text))
        return _weight(found[0]) if len(found) == 1 and len(text.split()) <= NAME_WORDS else None
    sign = (match[2] or "").lower()
    said: Unit = unit if not sign else "marks" if sign[0] in "mp" and not sign.startswith("per") else "percent"
    return Weight(float(match[1]), said, 0, len(text))


def _weight(match: re.Match[str]) -> Weight:
    part = PART_OF.match(match.string, match.end("percent")) if match["percent"] else None
    unit: Unit = "percent" if match["percent"] else "marks"
    return Weight(float(match["number"]), unit, match.start(), match.end(), part["part"] if part else "")


def pairs(text: str) -> list[Pair]:
    """Return the names and weights a line or a sentence sets out; empty unless every weight in it has a name."""
    if not MEASURED.search(text):
        return []
    plain = in_figures(tidy(MARKUP.sub(" ", text)))
    ratio = RATIO.search(plain) or RATIO_FIRST.search(plain)
    if ratio and int(ratio["x"]) + int(ratio["y"]) == 100:
        return [Pair(ratio[n].capitalize(), float(ratio[w]), "percent") for n, w in (("a", "x"), ("b", "y"))]
    plain = signed if (signed := _for_bare(plain)) else plain
    signed = with_signs(plain)
    ways = [_weight_first(plain), _name_first(plain), _without_signs(plain)]
    if signed != plain:
        ways += [_weight_first(signed), _name_first(signed)]
    return max(ways, key=len)


def _for_bare(text: str) -> str:
    """Return a text of bare numbers that make 100 (`50 to ideas, 50 for price`) as marks, or nothing."""
    found = list(BARE_FOR.finditer(text))
    if len(found) < 2 or WEIGHT.search(text) or sum(int(each["number"]) for each in found) != 100:
        return ""
    return BARE_FOR.sub(lambda each: each.group().replace(each["number"], f"{each['number']} marks"), text)


def _name_first(text: str) -> list[Pair]:
    found = list(_pieces(text))
    return [] if any(pair is None for pair in found) else [pair for pair in found if pair is not None]


def _weight_first(text: str) -> list[Pair]:
    """Return the pairs of a sentence in which every name stands behind its weight."""
    found = list(WEIGHT.finditer(text))
    alone = len(found) == 1 and not text[: found[0].start()].strip(EDGES)
    if (len(found) < 2 and not alone) or _name(text[: found[0].start()]):
        return []
    ends = [*(each.start() for each in found[1:]), len(text)]
    names = [
        _name(JOINT.sub("", text[each.end() : end]), addressed=True) for each, end in zip(found, ends, strict=True)
    ]
    made = [Pair(name, float(each["number"]), _weight(each).unit) for name, each in zip(names, found, strict=True)]
    return made if all(names) else []


def _without_signs(text: str) -> list[Pair]:
    """Return the pairs of a line that leaves the signs out, such as `Technical 65, Cost 35`.

    They must make 100, or the whole that the line names: `Points out of 50: idea 30, budget 20`.
    """
    stated = OUT_OF.search(text)
    listed = text[stated.end() :].lstrip(EDGES) if stated else text
    pieces = [piece.strip(EDGES) for piece in re.split(r"[;,|]|\band\b|\s/\s|\.\s", listed) if piece.strip(EDGES)]
    said = [BARE_PIECE.match(piece) for piece in pieces]
    unit: Unit = "marks" if stated or re.search(r"\b(?:marks|points|out\s+of)\b", text, re.IGNORECASE) else "percent"
    found: list[Pair] = []
    for each in said:
        if each is None:
            break
        found.append(Pair(_name(each["name"]), float(each["number"]), unit))
    whole = float(stated["whole"]) if stated else 100.0
    adds_up = len(found) > 1 and sum(each.number for each in found) == whole and (stated or len(found) == len(pieces))
    return found if adds_up and all(each.name for each in found) else []


def _pieces(text: str) -> Iterator[Pair | None]:
    """Return one pair for each piece of a text that holds one weight; None for a piece that cannot be read."""
    begin = 0
    alone = len(WEIGHT.findall(text)) == 1 and len(text.split()) <= SHORT
    inner = [] if alone else [(cut.start(), cut.end()) for cut in CUT.finditer(text)]
    cuts = [(0, 0), *inner, (len(text), len(text))]
    for (_, start), (end, after) in pairwise(cuts):
        found = list(WEIGHT.finditer(text, start, end))
        if not found:
            begin = begin if len(text[begin:end].split()) <= FEW else after
            continue
        weight = found[0]
        if MEASURE.search(text, max(start, weight.start() - 24), weight.start()):
            yield None
            continue
        name = _name(text[begin : weight.start()]) or _name(text[weight.end() : end])
        begin = after
        yield Pair(name, float(weight["number"]), _weight(weight).unit) if name and len(found) == 1 else None


def _name(text: str, *, addressed: bool = False) -> str:
    """Return the name in a piece of text, or nothing where it is no name; `addressed` lets it speak of `you`."""
    for lead in pattern("criteria", "lead").finditer(text):
        text = text[lead.end() :] if lead.end() < len(text) else text
    name = OF_LOT.sub("", SECTION.sub("", text.strip(EDGES))).strip(EDGES)
    for _ in range(6):
        name = ARTICLE.sub("", _around_first().sub("", _around_last().sub("", name)).strip(EDGES))
    name = HOW_MANY.sub("", name)
    if (
        not name
        or len(name.split()) > NAME_WORDS
        or not name[0].isalpha()
        or name.lower() in {"this question", "question"}
    ):
        return ""
    spoken = re.sub(r"\byour?\b", "", name) if addressed else name
    if pattern("criteria", "no_name").search(spoken) or re.search(r"[«{}<>]", name):
        return ""
    return name[0].upper() + name[1:]


@cache
def _around_first() -> re.Pattern[str]:
    return re.compile(rf"^(?:{pattern('criteria', 'around').pattern})\s*", re.IGNORECASE)


@cache
def _around_last() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern('criteria', 'around').pattern})$", re.IGNORECASE)
