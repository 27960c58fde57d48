"""The law and rules of the competition: regime, CPV codes, least scores."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from assistant.extract.facts.pieces import LATE, Piece
from assistant.extract.facts.said import compiled
from assistant.extract.facts.sums import number
from assistant.extract.text.lexicon import rules
from assistant.records import Fact

CPV = re.compile(
    r"(?<![\d.,])(?P<code>\d{8})(?:-\d)?(?!\d|\.\d)(?:(?:\s*[-–:|(]\s*|\s+)(?P<title>[A-Z][A-Za-z ,&-]{4,80}))?"
)
STRONG, PLAIN, WEAK = 20, 4, 1
LEAST_SCORE = re.compile(
    r"\W*(?:min(?:imum|\.)?\s+(?:acceptable\s+|required\s+|pass\s+)?(?:scores?|marks?|points)|pass\s+marks?|(?:scores?|marks?)\s+needed)\b",
    re.IGNORECASE,
)
GIVEN = re.compile(
    r"\s*(?P<n>[1-9]\d{0,2}(?:\.\d+)?)\s*(?P<share>%)?\s*(?:(?:out\s+of|/)\s*\d+|marks|points)?\s*", re.IGNORECASE
)
LONG_TITLE = 80


def regimes(pieces: Iterable[Piece]) -> list[Fact]:
    """Return a fact for each law the pack speaks of, the one it is most plainly run under first.

    A sentence that says the procurement is under a law counts most, a law's name less, words that only documents
    under it use least; contracts and forms count only where nothing else speaks.
    """
    score: dict[tuple[bool, str], int] = defaultdict(int)
    first: dict[tuple[bool, str], tuple[int, Piece, str]] = {}
    for piece in pieces:
        for name, worth, words in _cues(piece):
            key = (piece.kind in LATE, name)
            score[key] += worth
            if key not in first or worth > first[key][0]:
                first[key] = (worth, piece, words)
    late = not any(not each for each, _ in score)
    named = {name for (when, name), (worth, _, _) in first.items() if when == late and worth != WEAK}
    kept = (key for key in score if key[0] == late and (key[1] in named or not (late or _gives_way(key[1], named))))
    names = sorted(kept, key=lambda each: (-score[each], each[1]))
    return [_fact(name, *first[late, name]) for _, name in names]


def _gives_way(name: str, named: set[str]) -> bool:
    """Tell whether the words of a law say nothing of it, since they are those of another law that is named."""
    return bool(named & set(rules("law")["regime"][name].get("shared_with", ())))


def _fact(name: str, worth: int, piece: Piece, words: str) -> Fact:
    return piece.fact("regime", name, detail=f"only by its words: {words}" if worth == WEAK else "")


def _cues(piece: Piece) -> Iterator[tuple[str, int, str]]:
    if not piece.has(*rules("law")["words"]["needs"]):
        return
    past = _words("past").search(piece.plain)
    for name, named, cue in _regimes():
        if past and name != "below_threshold":
            continue
        if match := named.search(piece.plain):
            ruling = _words("ruling").search(piece.plain) or name == "below_threshold"
            yield name, STRONG if ruling else PLAIN, match.group()
        elif match := cue.search(piece.plain):
            yield name, WEAK, match.group()


def law(piece: Piece) -> Iterator[Fact]:
    """Return CPV codes and least scores."""
    if piece.has("cpv", "common procurement vocabulary") or "cpv" in piece.setting.lower():
        for match in CPV.finditer(piece.plain):
            title = (match["title"] or "").strip()
            yield piece.fact("cpv", match["code"], detail=title[:LONG_TITLE])
    yield from _least_score(piece)


def _least_score(piece: Piece) -> Iterator[Fact]:
    for head, cell in zip(piece.heads, piece.cells, strict=False):
        if LEAST_SCORE.match(head) and (told := GIVEN.fullmatch(cell)) and piece.kind != "pricing":
            unit = "percent" if told["share"] else "marks"
            yield piece.fact("minimum_score", number(told["n"]), unit, "any", piece.quote)
    if piece.kind in {"contract", "pricing"} or not piece.has(*rules("law")["minimum_score"]["needs"]):
        return
    match = _score("words").search(piece.plain)
    if match is None or _score("unless").search(piece.plain):
        return
    given = {name: each for name, each in match.groupdict().items() if each}
    unit = next((each for name, each in given.items() if name.startswith("unit")), "")
    value = number(next(each for name, each in given.items() if name.startswith("n")))
    if 0 < value <= (100 if not unit or unit == "%" or "cent" in unit else 10_000):
        yield piece.fact(
            "minimum_score", value, "percent" if "%" in unit or "cent" in unit else "marks", "any", piece.quote
        )


@cache
def _regimes() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    listed = rules("law")["regime"]
    return tuple((name, compiled(each["named"]), compiled(each["cue"])) for name, each in listed.items())


@cache
def _words(name: str) -> re.Pattern[str]:
    return compiled(rules("law")["words"][name])


@cache
def _score(name: str) -> re.Pattern[str]:
    return compiled(rules("law")["minimum_score"][name])
