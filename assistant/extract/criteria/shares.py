"""What each question weighs: by itself, by the criterion it belongs to, and as a share of the whole tender."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.extract.criteria.find import Judging, key
from assistant.extract.criteria.nesting import NEAR
from assistant.extract.criteria.weights import Weight
from assistant.extract.questions.columns import Asked
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import canonical, numbered
from assistant.records import Criterion


def weigh(asked: Sequence[Asked], judging: Judging) -> None:
    """Give each question the weight of its criterion, and make shares of a part shares of the whole."""
    for lot in dict.fromkeys(each.lot for each in asked):
        own = [each for each in judging.criteria if each.lot in {None, lot}]
        _weigh_lot([each for each in asked if each.lot == lot], own, judging)


def _weigh_lot(asked: Sequence[Asked], criteria: Sequence[Criterion], judging: Judging) -> None:
    belongs = [_criteria_of(each, criteria, judging.answered) for each in asked]
    takers = Counter(one for found in belongs for one in found)
    settled: set[int] = set()
    for each, found in zip(asked, belongs, strict=True):
        own = sum(one.weight for one in found)
        changed = any(one in judging.changed for one in found) and not each.later
        if found and (each.weight is None or changed) and all(takers[one] == 1 for one in found):
            each.weight = Weight(own, found[0].unit, 0, 0)
        parent = next((top for top in criteria if found and top.name == found[0].parent), None)
        if parent and _are_shares(parent, criteria):
            settled.add(id(each))
            if each.weight and abs(each.weight.number - _share(own, parent)) > NEAR:
                _scale(each, parent)
    _scale_under_headings([each for each in asked if id(each) not in settled], criteria, settled)
    if not settled and not any(one.parent is None for found in belongs for one in found):
        _scale_to_quality(asked, criteria)


def _share(number: float, whole: Criterion) -> float:
    return round(number * whole.weight / 100, 4)


def _scale(asked: Asked, whole: Criterion) -> None:
    if asked.weight and asked.weight.unit == "percent":
        asked.weight = replace(asked.weight, number=_share(asked.weight.number, whole))


def _criteria_of(
    asked: Asked, criteria: Sequence[Criterion], answered: Iterable[tuple[str, Criterion]]
) -> list[Criterion]:
    """Return the criteria that a question answers: those that name its number, or the lowest that its title fits."""
    number = canonical(asked.number) if asked.number else ""
    told = [each for name, each in answered if number and name == number and each in criteria]
    if told:
        return told
    fits = [each for each in criteria if _fits(each, asked, number)]
    return [next((each for each in fits if each.parent), fits[0])] if fits else []


def _fits(criterion: Criterion, asked: Asked, number: str) -> bool:
    if asked.title and key(criterion.name) == key(asked.title):
        return True
    alone = not numbered(criterion.name)[1] or not re.search(r"\s", criterion.name)
    return bool(number and asked.sure and alone and canonical(criterion.name) == number)


def _are_shares(parent: Criterion, criteria: Sequence[Criterion]) -> bool:
    total = sum(each.weight for each in criteria if each.parent == parent.name)
    return abs(total - 100) < NEAR < abs(parent.weight - 100)


def _scale_under_headings(asked: Sequence[Asked], criteria: Sequence[Criterion], settled: set[int]) -> None:
    """Scale weights that are said to be of a part, and those under its heading where they make 100 of it."""
    groups: dict[str, list[Asked]] = {}
    for each in asked:
        whole = _whole_of(each, criteria) if each.weight and each.weight.unit == "percent" else None
        if whole:
            groups.setdefault(whole.name, []).append(each)
    for name, group in groups.items():
        whole = next(each for each in criteria if each.name == name)
        total = sum(each.weight.number for each in group if each.weight)
        for each in group:
            if each.weight and (each.weight.of_part or abs(total - 100) < NEAR < abs(whole.weight - 100)):
                _scale(each, whole)
                settled.add(id(each))


def _whole_of(asked: Asked, criteria: Sequence[Criterion]) -> Criterion | None:
    """Return the criterion that a weight is said to be a share of, or else the one that the headings above name."""
    percent = [each for each in criteria if each.unit == "percent"]
    said = asked.weight.of_part if asked.weight else ""
    for text in (said, *reversed(asked.trail.split(" / "))):
        named = [each for each in percent if re.search(rf"\b{re.escape(key(each.name))}\b", key(text))]
        if named:
            return max(named, key=lambda each: len(each.name))
    return None


def _scale_to_quality(asked: Sequence[Asked], criteria: Sequence[Criterion]) -> None:
    """Where the questions' weights add up to 100 of a quality part that is less, make them shares of the whole."""
    weighed = [each for each in asked if each.weight and each.weight.unit == "percent"]
    tops = [each for each in criteria if each.parent is None and each.unit == "percent"]
    price = sum(each.weight for each in tops if pattern("criteria", "head", "price").search(each.name))
    total = sum(each.weight.number for each in weighed if each.weight)
    if price and len(weighed) > 1 and abs(total - 100) < NEAR:
        for each in weighed:
            if each.weight:
                each.weight = replace(each.weight, number=round(each.weight.number * (100 - price) / 100, 4))
