"""What the service is to achieve: targets with a number, outcomes in words, and the measures to be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from assistant.extract.facts.pieces import CLAUSE, LATE, Piece, plain
from assistant.extract.facts.said import compiled
from assistant.extract.facts.sums import COUNTED, number
from assistant.extract.text.lexicon import rules
from assistant.records import Fact

NUMBERED = re.compile(
    r"^\W*(?:KPI|key\s+performance\s+indicator|target|output|outcome|indicator|measure)s?\s*\d*[a-z]?\s*[:.)|–-]\s*",
    re.I,
)
KPI = re.compile(r"^\W*(?:KPI|key\s+performance\s+indicator|target|output)s?\s*\d*[a-z]?\s*[:.)|–-]", re.IGNORECASE)
OUTCOME = re.compile(r"^\W*outcome\s*\d*[a-z]?\s*[:.)|–-]\s*(?P<words>.{8,})", re.IGNORECASE | re.DOTALL)
PERCENT = re.compile(rf"(?<![\w.])(?P<n>{COUNTED})\s?(?:%|per\s?cent\b)", re.IGNORECASE)
POINTS = re.compile(rf"\b(?P<n>{COUNTED})\s+percentage\s+points?\b", re.IGNORECASE)
FRACTION = r"two[- ]thirds|three[- ]quarters|half|(?:one|a)[- ]third|(?:one|a)[- ]quarter"
PART = re.compile(rf"\b(?P<n>{FRACTION})\s+of\b|\bof\s+(?:at\s+least\s+)?(?P<m>{FRACTION})\b", re.IGNORECASE)
PARTS = {
    "two thirds": 66.67,
    "three quarters": 75.0,
    "half": 50.0,
    "one third": 33.33,
    "a third": 33.33,
    "one quarter": 25.0,
    "a quarter": 25.0,
}
ACHIEVED = re.compile(
    r"\b(?:will|must|shall|should|to|report|achieve\w*|of|or\s+(?:above|more|higher)|minimum|at\s+least|target|contacted|by)\b",
    re.I,
)
PAST = re.compile(
    r"\b(?:said|was|were|had|showed|found|rose|fell|went|gained|last\s+year|in\s+(?:(?:\w+\s+)?20\d\d))\b|\bcensus\b",
    re.IGNORECASE,
)
HAS = re.compile(r"^(?:\w+\s+){0,5}?(?:are|feel|have|will|can|report|become|gain|develop)\b", re.IGNORECASE)
NO_OUTCOME = re.compile(
    r"\b(?:must|shall|provider|supplier|contractor|service\s+credits?|performance|baseline|monitoring|cost\s+per|KPIs?|"
    r"following|notice|notification|annex|appendix|council|authority)\b",
    re.IGNORECASE,
)
RATED = re.compile(r"\b(?:retention|attendance|completion|participants|sessions)\b", re.IGNORECASE)
PARTED = re.compile(r";\s+(?:and\s+)?")
TARGET = re.compile(r"\W*(?:annual\s+|kpi\s+|minimum\s+|performance\s+|yearly\s+)?targets?\b", re.IGNORECASE)
TARGETED = re.compile(
    r"\W*(?:key\s+)?(?:performance\s+)?(?:indicators?|measures?|kpis?|outputs?|outcomes?)\b", re.IGNORECASE
)
YEAR = re.compile(r"\W*(?:year|yr)\s*(?:\d|one)|\W*20\d\d(?:\s*[/–-]\s*\d\d)?\W*$", re.IGNORECASE)
GIVEN = re.compile(
    r"\W*(?:at\s+least\s+|minimum\s+(?:of\s+)?|≥\s*)?(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?P<share>%|per\s?cent)?",
    re.IGNORECASE,
)
TO_BE = re.compile(r"\b(?:to|must|shall|should)\s+(?:be|report|say|rate|feel|agree)\b", re.IGNORECASE)
BOUNDED = re.compile(
    r"\b(?:no|not|never)\s+(?:be\s+)?(?:more|greater|over)\s+than\s*$|\bup\s+to\s*$|\bmaximum\s+of\s*$", re.IGNORECASE
)
CREDIT = re.compile(r"\W*(?:service\s+credits?|deductions?)\b", re.IGNORECASE)
DIGIT = re.compile(r"\d")
SHORT = 120
LONGEST = 200
LEAST_WORDS = 2


def aims(piece: Piece) -> Iterator[Fact]:
    """Return the targets, outcomes and measures a piece states."""
    yield from _measures(piece)
    yield from _credits(piece)
    if piece.kind in LATE:
        return
    targets = tuple(_targets(piece))
    yield from targets
    if not targets and (words := _outcome(piece)):
        yield piece.fact("outcome", words)


def _measures(piece: Piece) -> Iterator[Fact]:
    if piece.kind != "contract" and piece.has(*rules("service")["stems"]["measure"]):
        for name, words in _listed():
            if words.search(piece.plain):
                yield piece.fact("measure", name)


def _credits(piece: Piece) -> Iterator[Fact]:
    """Return the service credit of a row, where a column of its table is headed so."""
    if len(piece.heads) != len(piece.cells) or piece.kind == "contract":
        return
    for head, cell in zip(piece.heads, piece.cells, strict=True):
        match = PERCENT.search(cell) if CREDIT.match(head) else None
        if match:
            yield piece.fact("service_credit_percent", number(match["n"]), "percent", detail=piece.quote)


def _targets(piece: Piece) -> Iterator[Fact]:
    """Return the targets that a sentence or a row sets: a share of people, or a number of them."""
    if not DIGIT.search(piece.plain) and not piece.has("cent", "third", "half", "quarter"):
        return
    over = f"{piece.near} {' '.join(piece.heads)} {piece.plain[:40] if ':' in piece.plain[:60] else ''}"
    headed = bool(KPI.match(piece.plain)) or _said("kpi", "heading", over)
    if tabled := _tabled(piece):
        yield tabled
        return
    for part in PARTED.split(NUMBERED.sub("", CLAUSE.sub("", piece.text))) if headed else (CLAUSE.sub("", piece.text),):
        text = plain(part)
        found = (
            None if _words("kpi", "unless").search(text) else _share(piece, text, headed) or _count(piece, text, headed)
        )
        if found:
            detail = " ".join(part.split())[:LONGEST].strip(" .,;|")
            yield piece.fact("kpi", *found, detail=detail)
            yield from (piece.fact("kpi", each, "count", detail=detail) for each in _joined(text, found))


def _tabled(piece: Piece) -> Fact | None:
    """Return the target of a row whose table has a column of targets, with what it is of."""
    if len(piece.heads) != len(piece.cells):
        return None
    measured = TARGETED.match(piece.heads[0]) if piece.heads else None
    place = next(
        (
            place
            for place, head in enumerate(piece.heads)
            if TARGET.match(head) or (place and measured and YEAR.match(head))
        ),
        0,
    )
    match = GIVEN.match(piece.cells[place]) if place else None
    named = [cell for cell in piece.cells[:place] if len(cell.split()) > 1]
    if not match or not named or _words("kpi", "unless").search(plain(named[-1])):
        return None
    unit = "percent" if match["share"] else "count"
    detail = f"{' '.join(named[-1].split())[:LONGEST]}: {piece.cells[place]}"
    return replace(piece, source=piece.places[place]).fact("kpi", number(match["n"]), unit, detail=detail)


def _share(piece: Piece, text: str, headed: bool) -> tuple[float, str] | None:  # noqa: FBT001
    share = (POINTS.search(text) or PERCENT.search(text)) if "%" in text or "cent" in text else None
    if share and (headed or _counts_people(piece, text, share)):
        return number(share["n"]), "percent"
    part = None if share else PART.search(text)
    if part and (headed or RATED.search(text)):
        return PARTS[(part["n"] or part["m"]).lower().replace("-", " ")], "percent"
    return None


def _count(piece: Piece, text: str, headed: bool) -> tuple[float, str] | None:  # noqa: FBT001
    share = PERCENT.search(text) if "%" in text else None
    if not DIGIT.search(text) or (share and not BOUNDED.search(text[: share.start()])):
        return None
    many = _number_of().search(text)
    if many is None or many["zero"]:
        return None
    asked = piece.label == "requirement" and (_words("kpi", "period").search(text) or many["least"])
    return (number(many["n"]), "count") if (headed or asked) and number(many["n"]) > 0 else None


def _joined(text: str, found: tuple[float, str]) -> Iterator[float]:
    """Return the counts that stand beside the first in a list: `900 students and 400 residents`."""
    numbers = list(_number_of().finditer(text)) if found[1] == "count" else []
    for first, then in pairwise(numbers):
        if text[first.end() : then.start()].strip() not in {"and", ","} or then["zero"]:
            return
        yield number(then["n"])


def _counts_people(piece: Piece, text: str, share: re.Match[str]) -> bool:
    """Tell whether a share without a heading is a target: it is of people, and is to be reached."""
    if piece.label in {"buyer", "context", "criterion", "instruction"} and len(text) > SHORT:
        return False
    after = text[share.end() : share.end() + 60]
    if piece.has("survey") and not TO_BE.search(text[share.end() :]):
        return False
    of_people = re.match(
        rf"\s+of\s+(?:all\s+|the\s+|our\s+|eligible\s+|new\s+)*(?:{_people()})\b", after, re.IGNORECASE
    )
    will = re.search(
        r"\b(?:will|must|shall|should|to\s+(?!do\b)|come|contacted|answered|complete|report|rate|still)\b",
        text[share.end() :],
        re.I,
    )
    ahead = re.search(
        rf"\bof\s+(?:all\s+|the\s+|those\s+)*(?:{_people()})\b[^.;|]{{0,50}}$", text[: share.start()], re.IGNORECASE
    )
    if (of_people and will) or (ahead and re.match(r"\W*(?:are\s+to|must|shall|should)\b", after)):
        return True
    rate = re.search(
        r"\b(?:attendance|satisfaction|completion|retention|membership|occupancy|response)\b[^.;|]{0,50}$",
        text[: share.start()],
        re.I,
    )
    return bool(rate and ACHIEVED.search(text))


def _outcome(piece: Piece) -> str:
    """Return the words of an outcome: an item under a heading or a lead-in that says outcomes, or one numbered so."""
    text = piece.text
    if piece.label in {"question", "instruction"}:
        return ""
    match = OUTCOME.match(piece.plain)
    if not match and not _leads(piece.near):
        return ""
    if any(words.search(piece.plain) for words in (_words("outcome", "unless"), NO_OUTCOME, PAST)):
        return ""
    if match:
        return _kept(text[match.start("words") :])
    if piece.cells:
        return _kept(_first_long(piece)) if _words("outcome", "heading").search(" ".join(piece.heads[:2])) else ""
    short = len(text) <= SHORT and (HAS.match(text) or (piece.label != "furniture" and not text.rstrip().endswith(".")))
    fits = piece.listed or short or _words("outcome", "starts").match(text)
    return _kept(text) if fits and not text.rstrip().endswith((":", "?")) else ""


@cache
def _leads(near: str) -> bool:
    """Tell whether a heading or a lead-in says that outcomes of the service follow."""
    if _words("outcome", "unless").search(near) or re.search(r"evaluat|award|tender|procure", near, re.IGNORECASE):
        return False
    return any(_words("outcome", name).search(near) for name in ("lead", "heading"))


@cache
def _said(group: str, name: str, text: str) -> bool:
    return bool(_words(group, name).search(text))


def _first_long(piece: Piece) -> str:
    heads = [_words("outcome", "heading").search(each) for each in piece.heads]
    place = next((place for place, each in enumerate(heads) if each), 0)
    return piece.cells[place] if place < len(piece.cells) else ""


def _kept(text: str) -> str:
    kept = " ".join(text.split()).strip(" ;,.•-–")
    return kept if len(kept) <= LONGEST and len(kept.split()) >= LEAST_WORDS else ""


def _people() -> str:
    return "|".join(rules("service")["kpi"]["people"])


@cache
def _number_of() -> re.Pattern[str]:
    """Return a pattern of a number of people or things: `at least 100 young people`, `footfall of 20,000 visits`."""
    least = (
        r"(?P<least>\b(?:at\s+least|(?:a\s+)?minimum\s+(?:of\s+)?|(?:no|not)\s+(?:fewer|less)\s+than|up\s+to|"
        r"target(?:\s+of|:)?)\s*)?"
    )
    return re.compile(
        rf"{least}(?<![\w.£$€%-])(?P<n>\d[\d,]*)(?P<zero>\.\d)?\s+(?:(?!days?|weeks?|months?|years?|hours?\s+of\s+notice)[\w-]+\s+){{0,2}}?(?:{_people()})\b",
        re.IGNORECASE,
    )


@cache
def _words(group: str, name: str) -> re.Pattern[str]:
    return compiled(rules("service")[group][name])


@cache
def _listed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, compiled(words)) for name, words in rules("service")["measure"].items())
