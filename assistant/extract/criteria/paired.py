"""Names and weights that a line or a sentence sets out: `Quality 60%`, `60% - Quality`, `half for quality`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from assistant.extract.criteria.weights import NAME_WORDS, WEIGHT, weight_of
from assistant.extract.text.figures import PERCENT, in_figures, with_signs
from assistant.extract.text.layout import tidy
from assistant.extract.text.lexicon import pattern
from assistant.records import Unit

RATIO = re.compile(
    r"\b(?P<a>\w+)\s*(?:and|/|:)\s*(?P<b>\w+)\W{1,3}(?:\w+\s+){0,4}(?P<x>\d{1,2})\s?[:/]\s?(?P<y>\d{1,2})\b",
    re.IGNORECASE,
)
RATIO_FIRST = re.compile(
    r"\b(?P<x>\d{1,2})\s?[:/]\s?(?P<y>\d{1,2})\s+(?P<a>[a-z]+)\s*(?:and|/|:|to)\s*(?P<b>[a-z]+)\b", re.IGNORECASE
)
CUT = re.compile(r"\s*(?:;|\||\n|,\s+and\s+|,|\s/\s|\band\b|\bplus\b|\bto\b(?=\s+\d{1,3}\s?%)|\.\s)\s*")
SECTION = re.compile(
    r"^(?:(?:sec(?:tion)?\.?\s*)?\d+(?:\.\d+)*[.)]?|(?-i:[A-Z])[.)]|\(?(?:[ivx]{1,4}|[a-h])\))\s+(?=[A-Za-z])",
    re.IGNORECASE,
)
MARKUP = re.compile(r"\]\([^)]*\)|[*_`\[\]#]+")
BARE_PIECE = re.compile(
    r"^(?P<name>[A-Za-z](?:[A-Za-z ,&'’/-]{2,60}?|[A-Z]?\d{1,2}))[\s:=–—-]+"
    r"(?P<bracket>[(\[](?:(?:up\s+to|max(?:imum|\.)?)\s+)?)?(?P<number>\d{1,3})(?:\s?(?:%|marks|points))?(?(bracket)[)\]])$",
    re.IGNORECASE,
)
BARE_FIRST = re.compile(
    r"^(?P<number>\d{1,3})\s+(?!per\b|percent|marks?\b|points?\b)(?P<name>[A-Za-z][A-Za-z &'’/-]{2,40})$"
)
BARE_FOR = re.compile(
    r"(?:^|[^\d.,£$€])(?P<number>\d{1,3})\s+(?:is\s+|are\s+|will\s+be\s+)?(?:to|for)\b", re.IGNORECASE
)
JOINT = re.compile(
    r"\W*\b(?:and\b|with\b|the\b|other\b|remaining\b|final\b|last\b|a\b|further\b|\W)*\s*$", re.IGNORECASE
)
OUT_OF = re.compile(
    r"(?:\b(?:points|marks?|scores?d?)\s+(?:are\s+|is\s+|will\s+be\s+)?(?:given\s+|awarded\s+)?|^\W*(?:[a-z]+\s+){0,3}?)"
    r"out\s+of\s+(?:a\s+(?:total|maximum)\s+of\s+)?(?P<whole>\d{2,4})(?:\s+(?:marks|points))?\s*[:,–—-]",
    re.IGNORECASE,
)
MEASURE = re.compile(
    r"\b(?:at least|requiring|more than|less than|below|above|up to|exceed\w*|over|under|within|by|"
    r"(?:deduct\w*|reduction|penalty|discount|increase|decrease|uplift|retention|deposit)(?:\s+of)?)\W*$",
    re.IGNORECASE,
)
EDGES = " -–—:;,.=()|*"
OF_LOT = re.compile(
    r"^(?:(?:for|in)\s+)?(?:lots?\s+\w+\b(?:\s+(?:and|to)\s+(?:lot\s+)?(?-i:\d+|[A-Z])\b)?|(?:both|all|each|every)\s+(?:of\s+the\s+)?lots?\b)\s*[:,–—-]*\s*",
    re.IGNORECASE,
)
LISTED = re.compile(r"\s*;\s*(?:and\s+)?")
MEASURED = re.compile(r"\d|\bper\s?cent|\bmarks\b|\bpoints\b", re.IGNORECASE)
ARTICLE = re.compile(r"^an?\s+(?=\w{3})", re.IGNORECASE)
THERE_ARE = re.compile(
    r"\bthere\s+(?:are|will\s+be)\s+(?P<whole>\d{2,4})\s+(?:marks|points)\b[^:;.\d]{0,30}[:,–—-]", re.IGNORECASE
)
EACH = re.compile(
    rf"^(?P<names>[^.:;%\d]+?)\s+(?:are|is|will\s+be|carry|have|count|each|will\s+each)\b[^.%\d]*?"
    rf"(?P<number>\d{{1,2}}(?:\.\d+)?)\s?{PERCENT}\s+each\b",
    re.IGNORECASE,
)
INTRO = re.compile(r"^(?P<said>[^:;%]{3,160}):\s+")
INTRO_WORDS = 4
MADE_OF = re.compile(
    r"\s*\W?\s*(?:\b(?:which\s+)?(?:is|are|will\s+be)\s+)?\b(?:made\s+up\s+of|compris(?:es|ing|ed\s+of)|consist(?:s|ing)\s+of|split\s+(?:into|between|as\s+follows)|"
    r"divided\s+(?:into|between)|broken\s+down\s+(?:into|as\s+follows)|of\s+which)\b\s*:?\s*",
    re.IGNORECASE,
)
HOW_MANY = re.compile(r"^(?:the\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\s+(?=\w)", re.IGNORECASE)
FEW, SHORT = 5, 16


@dataclass(frozen=True)
class Pair:
    """A name with its weight."""

    name: str
    number: float
    unit: Unit


def pairs(text: str) -> list[Pair]:
    """Return the names and weights a line or a sentence sets out; empty unless every weight in it has a name."""
    if not MEASURED.search(text):
        return []
    plain = in_figures(tidy(MARKUP.sub(" ", text)))
    ratio = RATIO.search(plain) or RATIO_FIRST.search(plain)
    if ratio and int(ratio["x"]) + int(ratio["y"]) == 100:
        return [Pair(ratio[n].capitalize(), float(ratio[w]), "percent") for n, w in (("a", "x"), ("b", "y"))]
    plain = _for_bare(plain) or OF_LOT.sub("", _introduced(plain))
    if whole := _whole_and_parts(plain) or _each(plain):
        return whole
    signed = with_signs(plain)
    ways = [_weight_first(plain), _name_first(plain), _without_signs(plain)]
    if signed != plain:
        ways += [_weight_first(signed), _name_first(signed)]
    found = max(ways, key=len)
    return [replace(each, name=_without_your(each.name)) for each in found] if len(found) > 1 else found


def bare_pair(text: str) -> Pair | None:
    """Return the name and the weight of a short line without a sign, `Approach 35`, which its list must bear out."""
    plain = tidy(MARKUP.sub(" ", text)).strip(EDGES)
    said = BARE_PIECE.match(plain) or BARE_PIECE.match(f"{plain})")
    name = name_in(said["name"]) if said else ""
    return Pair(name, float(said["number"]), "percent") if said and name else None


def _introduced(text: str) -> str:
    """Return a text without the words up to a colon that lead up to its weights."""
    intro = INTRO.match(text)
    if intro is None or WEIGHT.search(intro["said"]) or OUT_OF.match(text) or OUT_OF.search(text, 0, intro.end()):
        return text
    if not re.search(r"[a-z]{3}", WEIGHT.sub("", text[intro.end() :]), re.IGNORECASE):
        return text
    leads = len(intro["said"].split()) >= INTRO_WORDS or pattern("criteria", "judging").search(intro["said"])
    return text[intro.end() :] if leads else text


def _each(text: str) -> list[Pair]:
    """Return the names that weigh the same, `Quality and price count for 50% each`, where they make 100."""
    said = EACH.match(text)
    names = [name_in(each) for each in re.split(r",|\band\b", said["names"])] if said else []
    number = float(said["number"]) if said else 0.0
    return [Pair(each, number, "percent") for each in names] if all(names) and len(names) * number == 100 else []


def _whole_and_parts(text: str) -> list[Pair]:
    """Return a weight and those it is `made up of`, where they add up to it or to 100."""
    parted = MADE_OF.search(text)
    if parted is None or len(WEIGHT.findall(text[: parted.start()])) != 1:
        return []
    whole, parts = pairs(text[: parted.start()]), pairs(text[parted.end() :])
    total = sum(each.number for each in parts)
    return [*whole, *parts] if len(whole) == 1 < len(parts) and total in {100, whole[0].number} else []


def _for_bare(text: str) -> str:
    """Return a text of bare numbers that make 100 (`50 to ideas, 50 for price`) as marks, or nothing."""
    stated = OUT_OF.search(text) or THERE_ARE.search(text)
    text = text[stated.end() :] if stated else text
    found = list(BARE_FOR.finditer(text))
    whole = int(stated["whole"]) if stated else 100
    if len(found) < 2 or WEIGHT.search(text) or sum(int(each["number"]) for each in found) != whole:
        return ""
    return BARE_FOR.sub(lambda each: each.group().replace(each["number"], f"{each['number']} marks"), text)


def _name_first(text: str) -> list[Pair]:
    found = list(_pieces(text))
    return [] if any(pair is None for pair in found) else [pair for pair in found if pair is not None]


def _weight_first(text: str) -> list[Pair]:
    """Return the pairs of a sentence in which every name stands behind its weight."""
    found = list(WEIGHT.finditer(text))
    alone = len(found) == 1 and not text[: found[0].start()].strip(EDGES)
    if (len(found) < 2 and not alone) or name_in(text[: found[0].start()]):
        return []
    ends = [*(each.start() for each in found[1:]), len(text)]
    names = [
        name_in(JOINT.sub("", text[each.end() : end]), addressed=True) for each, end in zip(found, ends, strict=True)
    ]
    made = [Pair(name, float(each["number"]), weight_of(each).unit) for name, each in zip(names, found, strict=True)]
    return made if all(names) else []


def _without_signs(text: str) -> list[Pair]:
    """Return the pairs of a line that leaves the signs out, such as `Technical 65, Cost 35`.

    They must make 100, or the whole that the line names: `Points out of 50: idea 30, budget 20`.
    """
    stated = OUT_OF.search(text)
    listed = text[stated.end() :].lstrip(EDGES) if stated else text
    cut = r"[;|]|\.\s" if ";" in listed else r"[,|]|\band\b|\s/\s|\.\s"
    pieces = [piece.strip(EDGES) for piece in re.split(cut, listed) if piece.strip(EDGES)]
    said = [BARE_PIECE.match(piece) or BARE_FIRST.match(piece) for piece in pieces]
    unit: Unit = "marks" if stated or re.search(r"\b(?:marks|points|out\s+of)\b", text, re.IGNORECASE) else "percent"
    found: list[Pair] = []
    for each in said:
        if each is None:
            break
        found.append(Pair(name_in(each["name"]), float(each["number"]), unit))
    whole = float(stated["whole"]) if stated else 100.0
    adds_up = len(found) > 1 and sum(each.number for each in found) == whole and (stated or len(found) == len(pieces))
    return found if adds_up and all(each.name for each in found) else []


def _pieces(text: str) -> Iterator[Pair | None]:
    """Return one pair for each piece of a text that holds one weight; None for a piece that cannot be read."""
    begin = 0
    alone = len(WEIGHT.findall(text)) == 1 and len(text.split()) <= SHORT
    cut_at = LISTED if all(len(WEIGHT.findall(each)) == 1 for each in LISTED.split(text)) else CUT
    inner = [] if alone else [(cut.start(), cut.end()) for cut in cut_at.finditer(text)]
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
        name = name_in(text[begin : weight.start()]) or name_in(text[weight.end() : end])
        begin = after
        yield Pair(name, float(weight["number"]), weight_of(weight).unit) if name and len(found) == 1 else None


def name_in(text: str, *, addressed: bool = False) -> str:
    """Return the name in a piece of text, or nothing where it is no name; `addressed` lets it speak of `you`."""
    for lead in pattern("criteria", "lead").finditer(text):
        text = text[lead.end() :] if lead.end() < len(text) else text
    name = OF_LOT.sub("", SECTION.sub("", text.strip(EDGES))).strip(EDGES)
    for _ in range(6):
        name = ARTICLE.sub("", _around_first().sub("", _around_last().sub("", name)).strip(EDGES))
    name = HOW_MANY.sub("", name)
    name = _without_your(name) if is_part(_without_your(name)) else name
    if (
        not name
        or len(name.split()) > NAME_WORDS
        or not name[0].isalpha()
        or name.lower() in {"this question", "question"}
    ):
        return ""
    addressed = addressed or bool(re.match(r"(?:how|what|why|(?:the\s+)?ways?)\b", name, re.IGNORECASE))
    spoken = re.sub(r"\byour?\b", "", name) if addressed else name
    if pattern("criteria", "no_name").search(spoken) or re.search(r"[«{}<>]", name):
        return ""
    return name[0].upper() + name[1:]


def _without_your(name: str) -> str:
    rest = re.sub(r"^(?:your|our)\s+", "", name, flags=re.IGNORECASE)
    return rest[:1].upper() + rest[1:]


def is_part(name: str, *parts: str) -> bool:
    """Tell whether a name is one that price, or quality, goes by."""
    return any(pattern("criteria", "head", part).fullmatch(name) for part in parts or ("price", "quality"))


@cache
def _around_first() -> re.Pattern[str]:
    return re.compile(rf"^(?:{pattern('criteria', 'around').pattern})\s*", re.IGNORECASE)


@cache
def _around_last() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{pattern('criteria', 'around').pattern})$", re.IGNORECASE)
