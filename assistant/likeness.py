"""How alike two texts are, and which items of two readings are the same one: shared by what compares readings.

Spelling of quotes, dashes, white space and capitals counts for nothing, nor where a line was broken, so that the same
pack as Word and as PDF reads the same. Figures, signs of currency and every word count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise
from typing import NamedTuple

SAME_ID, OTHER_ID = 0.3, 0.6
"""The least likeness of one item changed: under its own number, and under another one."""
FAVOUR = 0.2
COMMON = 2_000
"""A word shared by more pairs than this tells none of them apart."""
NEAREST = 8
_WORD = re.compile(r"[^\W_]+(?:[.,](?=\d)\d+)*|[£$€%]")
_HUNDRED = re.compile(r"\bper\s?cent\b")


class Named(NamedTuple):
    """An item as it is told from others: its number or name, and its words."""

    id: str
    text: str


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\xad", "")
    return tuple(_WORD.findall(_HUNDRED.sub("%", plain)))


def compact(text: str) -> str:
    """Return the words run together: two texts that differ in spelling only give the same."""
    return "".join(words(text))


@lru_cache(maxsize=65_536)
def _shingles(text: str) -> Counter[str]:
    found = words(text)
    return Counter([*found, *(f"{one} {other}" for one, other in pairwise(found))])


def likeness(one: str, other: str) -> float:
    """Return what share of the words, and of the pairs of words, two texts have in common (Dice, from 0 to 1)."""
    if compact(one) == compact(other):
        return 1.0
    first, second = _shingles(one), _shingles(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def pair_up(old: Sequence[Named], new: Sequence[Named]) -> list[tuple[int, int]]:
    """Return which old item is which new one, as places in both, in the order of the old.

    The same words are the same item; of the others those most alike, and alike enough. The other way round it
    gives the same pairs.
    """
    pairs = [*_equal(old, new, by_id=True)]
    pairs += _equal(old, new, by_id=False, taken=pairs)
    pairs += _alike(old, new, pairs)
    return sorted(pairs)


def _equal(
    old: Sequence[Named], new: Sequence[Named], *, by_id: bool, taken: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[int, int]]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in _left(new, {second for _, second in taken}):
        places[new[at].id if by_id else "", compact(new[at].text)].append(at)
    for at in _left(old, {first for first, _ in taken}):
        found = places.get((old[at].id if by_id else "", compact(old[at].text)))
        if found:
            yield at, found.pop(0)


def _left(items: Sequence[Named], taken: set[int]) -> list[int]:
    return [at for at in range(len(items)) if at not in taken]


def _alike(old: Sequence[Named], new: Sequence[Named], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    first = _left(old, {one for one, _ in taken})
    second = _left(new, {other for _, other in taken})
    scored = []
    for one, other in _candidates(old, new, first, second):
        same = bool(old[one].id) and old[one].id == new[other].id
        score = likeness(old[one].text, new[other].text)
        if score >= (SAME_ID if same else OTHER_ID):
            scored.append((-score - FAVOUR * same, abs(one - other), one + other, one, other))
    gone: set[int] = set()
    come: set[int] = set()
    for *_, one, other in sorted(scored):
        if one not in gone and other not in come:
            gone.add(one)
            come.add(other)
            yield one, other


def _candidates(
    old: Sequence[Named], new: Sequence[Named], first: Sequence[int], second: Sequence[int]
) -> set[tuple[int, int]]:
    """Return the pairs worth a look: those of one number, and for each item those that share most words with it."""
    shared: Counter[tuple[int, int]] = Counter()
    before, after = _index(old, first), _index(new, second)
    for shingle, places in before.items():
        others = after.get(shingle, ())
        if len(places) * len(others) <= COMMON:
            shared.update((one, other) for one in places for other in others)
    ids: dict[str, list[int]] = defaultdict(list)
    for at in second:
        ids[new[at].id].append(at)
    same = {(at, other) for at in first if old[at].id for other in ids[old[at].id]}
    return same | _most(shared, 0) | _most(shared, 1)


def _most(shared: Counter[tuple[int, int]], side: int) -> set[tuple[int, int]]:
    """Return for each item of one side the pairs that share most; of equals, those nearest to it in order."""
    ranked: dict[int, list[tuple[int, int, tuple[int, int]]]] = defaultdict(list)
    for pair, count in shared.items():
        ranked[pair[side]].append((-count, abs(pair[0] - pair[1]), pair))
    return {pair for each in ranked.values() for *_, pair in nsmallest(NEAREST, each)}


def _index(items: Sequence[Named], places: Sequence[int]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for at in places:
        for shingle in _shingles(items[at].text):
            index[shingle].append(at)
    return index
