"""The questions of a pack: gathered from all its documents, and what two documents say of one question joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.extract.contract.lots import find_lots
from assistant.extract.criteria.find import Judging, key
from assistant.extract.criteria.lotted import first_said, lot_of_cell, lot_of_page, lot_of_words
from assistant.extract.criteria.shares import weigh
from assistant.extract.criteria.weights import Weight
from assistant.extract.questions.amended import amendments, is_later
from assistant.extract.questions.answers import response_of, tells
from assistant.extract.questions.asking import asking_words
from assistant.extract.questions.asks import sentences, split_asks
from assistant.extract.questions.boxed import questions_on
from assistant.extract.questions.columns import Asked
from assistant.extract.questions.general import limit_of_all, over_of_all
from assistant.extract.questions.meant import meant_for_bidders
from assistant.extract.text.layout import Layout, Page
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import canonical
from assistant.extract.text.phrasing import Casing
from assistant.records import Limit, Lot, Question, Source

NEAR = 0.05
WRITTEN = {"narrative", "scenario"}


@dataclass(frozen=True)
class Questions:
    """The questions, what differs between documents, and limits that do not say of what.

    `conflicts` are of weights, `limit_conflicts` of limits; of a pair whose second is `later`, that one applies.
    """

    questions: tuple[Question, ...] = ()
    conflicts: tuple[tuple[Asked, Asked], ...] = ()
    limit_conflicts: tuple[tuple[Asked, Asked], ...] = ()
    unitless: tuple[tuple[str, Source], ...] = ()
    places: tuple[Source, ...] = ()


def find_questions(layout: Layout, judging: Judging, casing: Casing) -> Questions:
    """Return the questions in the order of the document that is answered in."""
    lots = find_lots(layout)
    every = [each for page in layout.pages for each in _on_page(page, lots)]
    joined = _join([*every, *amendments(layout.pages)])
    kept = [each for each in joined.asked if each.lines and not _states_condition(each)]
    if any(each.kind == "response_form" and each.sure for each in kept):
        kept = [each for each in kept if each.kind == "response_form" or each.sure]
    if any(not each.sent and (each.weight or each.limit or each.sure) for each in kept):
        kept = [each for each in kept if not each.sent]
    weigh(kept, judging)
    names = _names(kept)
    said = over_of_all(layout), limit_of_all(layout)
    found = tuple(_question(each, name, said, casing) for each, name in zip(kept, names, strict=True))
    unitless = tuple((name, each.unitless) for each, name in zip(kept, names, strict=True) if each.unitless)
    places = tuple(line.source(start, end) for each in kept for line, start, end in each.lines)
    return Questions(found, tuple(joined.weights), tuple(joined.limits), unitless, places)


def _on_page(page: Page, lots: Sequence[Lot]) -> Iterator[Asked]:
    of_page, later = lot_of_page(page, lots), is_later(page)
    for each in meant_for_bidders(page, questions_on(page)):
        yield replace(each, lot=_lot(each, lots, of_page) or None, later=later)


def _lot(asked: Asked, lots: Sequence[Lot], of_page: str | None) -> str | None:
    """Return the lot of a question: by its words, its column, the headings above it, its document."""
    line = asked.lines[0][0].text if asked.lines else asked.title
    own = lot_of_words(line, lots)
    if own is None and asked.lot is not None:
        own = lot_of_cell(asked.lot, lots)
    above = first_said(reversed(asked.trail.split(" / ")), lots) if own is None else own
    return of_page if above is None else above


@dataclass
class _Joined:
    asked: list[Asked] = field(default_factory=list)
    weights: list[tuple[Asked, Asked]] = field(default_factory=list)
    limits: list[tuple[Asked, Asked]] = field(default_factory=list)


def _join(every: Sequence[Asked]) -> _Joined:
    """Join what is said of the same question; the one with a place for its answer gives the words."""
    joined = _Joined()
    kept = joined.asked
    for asked in every:
        place = next((place for place, other in enumerate(kept) if _same(asked, other)), None)
        if place is None:
            kept.append(asked)
            continue
        first = kept[place]
        if first.number and canonical(first.number) == canonical(asked.number):
            joined.weights += [(first, asked)] if _differ(first.weight, asked.weight) else []
            joined.limits += [(first, asked)] if _limits_differ(first.limit, asked.limit) else []
        kept[place] = _both(first, asked)
    order = {id(each.lines): number for number, each in enumerate(every)}
    joined.asked = sorted(kept, key=lambda each: (each.kind != "response_form", order[id(each.lines)]))
    return joined


def _same(one: Asked, other: Asked) -> bool:
    if one.lot and other.lot and one.lot != other.lot:
        return False
    if one.source and other.source and one.source.document == other.source.document and one.lines and other.lines:
        return False
    titled = bool(one.title and other.title) and key(one.title) == key(other.title)
    if one.number and other.number and one.sure and other.sure:
        alike = titled or not (one.title and other.title) or _alike(one.text or one.title, other.text or other.title)
        return canonical(one.number) == canonical(other.number) and alike
    return titled or bool(one.text and other.text and _alike(one.text, other.text))


def _alike(one: str, other: str) -> bool:
    """Tell whether two texts share four in five of their words."""
    first, second = _words(one), _words(other)
    return bool(first and second) and len(first & second) >= 0.8 * min(len(first), len(second))


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", text.lower()))


def _differ(one: Weight | None, other: Weight | None) -> bool:
    return bool(one and other) and one is not None and other is not None and abs(one.number - other.number) > NEAR


def _limits_differ(one: Limit | None, other: Limit | None) -> bool:
    return (
        bool(one and other)
        and one is not None
        and other is not None
        and (one.number, one.unit) != (other.number, other.unit)
    )


def _both(first: Asked, second: Asked) -> Asked:
    """Return one question of two; what a later document says of its weight and its limit holds."""
    answered, other = (second, first) if (second.answer_at or not first.lines) and second.lines else (first, second)
    said, then = (
        (second, first)
        if second.later and not (first.later and answered is first and first.lines)
        else (answered, other)
    )
    return replace(
        answered,
        number=answered.number or other.number,
        title=answered.title or other.title,
        weight=said.weight or then.weight,
        limit=_limit(said.limit, then.limit),
        pass_fail=answered.pass_fail or other.pass_fail,
        unitless=answered.unitless or other.unitless,
        answer_at=answered.answer_at or other.answer_at,
        sure=answered.sure or other.sure,
        lot=answered.lot or other.lot,
    )


def _limit(one: Limit | None, other: Limit | None) -> Limit | None:
    if one and other and one.over is None:
        return one.model_copy(update={"over": other.over})
    return one or other


def _names(asked: Sequence[Asked]) -> list[str]:
    """Return an id for each question: its number as printed, made different where two have the same."""
    names: list[str] = []
    free = iter(f"Q{number}" for number in range(1, len(asked) * 2 + 2))
    printed = {each.number for each in asked if each.number}
    for each in asked:
        name = each.number or next(name for name in free if name not in printed)
        names.append(name if name not in names else next(n for n in _variants(name, each.lot) if n not in names))
    return names


def _variants(name: str, lot: str | None) -> Iterator[str]:
    yield from [f"{name} (Lot {lot})"] if lot else []
    joint = "" if name[-1:].isdigit() else "-"
    yield from (f"{name}{joint}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    yield from (f"{name}-{number}" for number in range(27, 1000))


def _question(asked: Asked, name: str, said: tuple[str | None, Limit | None], casing: Casing) -> Question:
    """Return the question; `said` is what the pack says for all of text over the limit, and of the limit."""
    line, start, end = asked.lines[0]
    gate = asked.pass_fail or (
        asked.weight is None and bool(pattern("requirements", "gate", "heading").search(asked.trail))
    )
    asked.pass_fail = gate
    response = response_of(asked)
    limit = asked.limit or (said[1] if response in WRITTEN and not (gate or asked.sent or asked.unitless) else None)
    if limit and limit.over is None and said[0]:
        limit = limit.model_copy(update={"over": said[0]})
    return Question(
        id=name,
        text=asked.text,
        title=asked.title,
        asks=split_asks(asked, casing) if not (gate and not (asked.limit or tells(asked.text))) else (),
        weight=asked.weight.number if asked.weight else None,
        unit=asked.weight.unit if asked.weight else "percent",
        limit=limit,
        pass_fail=gate,
        response=response,
        lot=asked.lot,
        source=line.source(start, end),
        answer_at=asked.answer_at,
    )


def _states_condition(asked: Asked) -> bool:
    """Tell whether a row states a condition of taking part: that is a requirement, answered by yes or no."""
    gate = bool(pattern("requirements", "gate", "heading").search(asked.trail))
    return gate and not any(asking_words(text) for text in sentences(asked))
