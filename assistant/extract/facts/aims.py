"""What the service is to achieve: targets with a number, outcomes in words, and the measures to be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.extract.facts.pieces import LATE, Piece
from assistant.extract.facts.said import compiled
from assistant.extract.facts.sums import COUNTED, number
from assistant.extract.lexicon import rules
from assistant.records import Fact

NUMBERED = re.compile(
    r"^\W*(?:KPI|key\s+performance\s+indicator|target|output|outcome|indicator|measure)s?\s*\d*[a-z]?\s*[:.)|–-]\s*",
    re.I,
)
KPI = re.compile(r"^\W*(?:KPI|key\s+performance\s+indicator|target|output)s?\s*\d*[a-z]?\s*[:.)|–-]", re.IGNORECASE)
OUTCOME = re.compile(r"^\W*outcome\s*\d*[a-z]?\s*[:.)|–-]\s*(?P<words>.{8,})", re.IGNORECASE | re.DOTALL)
PERCENT = re.compile(rf"(?<![\w.])(?P<n>{COUNTED})\s?(?:%|per\s?cent\b)", re.IGNORECASE)
POINTS = re.compile(rf"\b(?P<n>{COUNTED})\s+percentage\s+points?\b", re.IGNORECASE)
FRACTION = r"two[- ]thirds|three[- ]quarters|half|one[- ]third"
PART = re.compile(rf"\b(?P<n>{FRACTION})\s+of\b|\bof\s+(?:at\s+least\s+)?(?P<m>{FRACTION})\b", re.IGNORECASE)
PARTS = {"two thirds": 66.67, "three quarters": 75.0, "half": 50.0, "one third": 33.33}
ACHIEVED = re.compile(
    r"\b(?:will|must|shall|should|to|report|achieve\w*|of|or\s+(?:above|more|higher)|minimum|at\s+least|target|contacted|by)\b",
    re.I,
)
NO_OUTCOME = re.compile(
    r"\b(?:must|shall|provider|supplier|contractor|service\s+credits?|performance|baseline|monitoring|cost\s+per|KPIs?|"
    r"following|notice|notification)\b",
    re.IGNORECASE,
)
SHORT = 120
LONGEST = 200
LEAST_WORDS = 2


def aims(piece: Piece) -> Iterator[Fact]:
    """Return the targets, outcomes and measures a piece states."""
    yield from _measures(piece)
    if piece.kind in LATE:
        return
    target = _target(piece)
    if target:
        yield target
    elif words := _outcome(piece):
        yield piece.fact("outcome", words)


def _measures(piece: Piece) -> Iterator[Fact]:
    if piece.kind != "contract" and _any_measure().search(piece.plain):
        for name, words in _listed():
            if words.search(piece.plain):
                yield piece.fact("measure", name)


def _target(piece: Piece) -> Fact | None:
    """Return a target: a share of people, or a number of them, that a sentence or a row sets."""
    text = piece.plain
    if _words("kpi", "unless").search(text):
        return None
    headed = bool(KPI.match(text) or _words("kpi", "heading").search(f"{piece.near} {' '.join(piece.heads)}"))
    period = _words("kpi", "period").search(text)
    detail = NUMBERED.sub("", piece.quote)
    share = POINTS.search(text) or PERCENT.search(text)
    if share and (headed or _counts_people(piece, share)):
        return piece.fact("kpi", number(share["n"]), "percent", detail=detail)
    part = PART.search(text)
    if part and (headed or re.search(r"\b(?:retention|attendance|completion|participants)\b", text, re.IGNORECASE)):
        return piece.fact("kpi", PARTS[(part["n"] or part["m"]).lower().replace("-", " ")], "percent", detail=detail)
    many = None if share else _number_of().search(text)
    if many and (headed or (piece.label == "requirement" and (period or many["least"]))):
        value = number(many["n"])
        return piece.fact("kpi", value, "count", detail=detail) if value > 0 and not many["zero"] else None
    return None


def _counts_people(piece: Piece, share: re.Match[str]) -> bool:
    """Tell whether a share without a heading is a target: it is of people, and is to be reached."""
    text = piece.plain
    if piece.label in {"buyer", "context", "criterion", "instruction"} and len(text) > SHORT:
        return False
    after = text[share.end() : share.end() + 60]
    of_people = re.match(
        rf"\s+of\s+(?:all\s+|the\s+|our\s+|eligible\s+|new\s+)*(?:{_people()})\b", after, re.IGNORECASE
    )
    will = re.search(
        r"\b(?:will|must|shall|should|to|contacted|answered|complet\w+|report\w*)\b", text[share.end() :], re.I
    )
    if of_people and will:
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
    if _words("outcome", "unless").search(piece.plain) or piece.label in {"question", "instruction"}:
        return ""
    if NO_OUTCOME.search(piece.plain):
        return ""
    match = OUTCOME.match(piece.plain)
    if match:
        return _kept(text[match.start("words") :])
    near = piece.near
    told = _words("outcome", "lead").search(near) or _words("outcome", "heading").search(near)
    if not told or _words("outcome", "unless").search(near) or re.search(r"evaluat|award|tender|procure", near, re.I):
        return ""
    if piece.cells:
        return _kept(_first_long(piece)) if _words("outcome", "heading").search(" ".join(piece.heads[:2])) else ""
    fits = (
        piece.listed or (len(text) <= SHORT and piece.label != "furniture") or _words("outcome", "starts").match(text)
    )
    return _kept(text) if fits and not text.rstrip().endswith((":", "?")) else ""


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
def _any_measure() -> re.Pattern[str]:
    return compiled([word for words in rules("service")["measure"].values() for word in words])


@cache
def _listed() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, compiled(words)) for name, words in rules("service")["measure"].items())
