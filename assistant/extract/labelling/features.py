"""What the trained head looks at: the words of a unit, where it stands, and who is to do what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from assistant.extract.labelling.rules import MODAL, is_bare, rule_label
from assistant.extract.labelling.units import Unit, asks_first
from assistant.extract.labelling.words import lists, pattern

Feature = tuple[str, float]

TOKEN = re.compile(r"¤\w+|[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[^\w\s]")
PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were)\s+(?:\w+ly\s+)?\w+(?:ed|en|wn|ne|de|ld|ht|ut|id)\b", re.I)
BRACES = re.compile(r"[\[{«<]")
LISTS = (
    ("asks", "written"),
    ("bidding", "words"),
    ("judging", "words"),
    ("buying", "words"),
    ("pointers", "words"),
    ("must", "words"),
    ("should", "words"),
    ("may", "words"),
    ("actors", "service"),
)
# How much the words of a unit, of its headings and of its neighbours weigh beside a single trait, which is 1.
OWN, ABOVE, NEAR, BESIDE = 4.0, 0.6, 0.3, 0.5


def describe(units: Sequence[Unit]) -> Iterator[list[Feature]]:
    """Return the features of every unit of one document, named, with their weights."""
    every = [_Traits(unit) for unit in units]
    return (list(_of(number, every)) for number in range(len(every)))


@cache
def _actors() -> tuple[re.Pattern[str], dict[str, str]]:
    classes = {phrase: name for name in ("supplier", "bidder", "buyer") for phrase in lists()["actors"][name]}
    either = "|".join(re.escape(phrase) for phrase in sorted(classes, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE), classes


def _with_actors(text: str) -> str:
    """Return the text with every actor replaced by its class, so that it does not matter who is named."""
    found, classes = _actors()
    return found.sub(lambda match: f" ¤{classes[match.group().lower()]} ", text)


@cache
def _tokens(text: str) -> tuple[str, ...]:
    words = TOKEN.findall(_with_actors(text).lower())
    return tuple("0" * min(len(word), 4) if word.isdigit() else word for word in words)


class _Traits:
    """What can be said of a unit without its neighbours."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.tokens = _tokens(unit.plain)
        self.names = list(self._names())

    def _names(self) -> Iterator[str]:
        unit, text = self.unit, self.unit.text
        ends = text[-1] if not text[-1].isalnum() else "a"
        yield f"rule={rule_label(unit)}"
        yield f"kind={unit.block.kind}"
        yield f"ends={ends}"
        yield f"ends={ends}|{unit.block.kind}"
        yield f"starts={_first(text)}"
        yield from _who(unit.plain)
        yield f"long={_length(text)}"
        yield f"awaits={unit.awaits}"
        if asks_first(text):
            yield "asks"
            yield f"asks|{unit.block.kind}"
        if PASSIVE.search(text):
            yield "passive"
        yield from (f"has={group}.{name}" for group, name in LISTS if pattern(group, name).search(text))
        yield from _looks(text)
        if is_bare(unit):
            yield "bare"


def _first(text: str) -> str:
    first = text[0]
    return "upper" if first.isupper() else "lower" if first.islower() else "digit" if first.isdigit() else first


def _length(text: str) -> int:
    words = len(text.split())
    return next((step for step, limit in enumerate((2, 3, 4, 8, 16)) if words < limit), 5)


def _who(text: str) -> Iterator[str]:
    """Return who is first named, which modal verb comes first, and the two together with their order."""
    named = _with_actors(text)
    actor, modal = re.search(r"¤(\w+)", named), MODAL.search(named)
    who = actor.group(1) if actor else "none"
    how = re.sub(r"\s+", "_", modal.group().lower()) if modal else "none"
    order = "" if not (actor and modal) else "before" if actor.start() < modal.start() else "after"
    yield f"actor={who}"
    yield f"modal={how}"
    yield f"do={who}|{how}|{order}"


def _looks(text: str) -> Iterator[str]:
    letters = [each for each in text if each.isalpha()]
    words = text.split()
    if letters and sum(each.isupper() for each in letters) > 0.7 * len(letters):
        yield "capitals"
    if len(words) > 1 and sum(word[0].isupper() for word in words) > 0.6 * len(words):
        yield "titled"
    if BRACES.search(text):
        yield "braces"


def _of(number: int, every: Sequence[_Traits]) -> Iterator[Feature]:
    one = every[number]
    unit, tokens = one.unit, one.tokens
    yield from _bag("w", tokens, OWN)
    yield from _bag("ww", [f"{first} {second}" for first, second in pairwise(tokens)], OWN)
    yield from ((f"first{size}=" + " ".join(tokens[:size]), 1.0) for size in (1, 2, 3))
    yield from ((name, 1.0) for name in (*one.names, *_setting(unit)))
    if unit.lead:
        yield from _bag("lead", _tokens(unit.lead), OWN)
        yield from ((f"lead.{name}", 1.0) for name in _who(unit.lead))
        if asks_first(unit.lead):
            yield "lead.asks", 1.0
    headings = unit.block.headings
    yield from _bag("head", _tokens(headings[-1]) if headings else (), ABOVE)
    yield from _bag("trail", _tokens(" ".join(headings[:-1])), ABOVE)
    yield from _bag("column", _tokens(unit.column), OWN)
    yield from _bag("row", _tokens(unit.row)[:12], OWN)
    for name, other in (("before", number - 1), ("after", number + 1)):
        yield from _neighbour(name, unit, every[other] if 0 <= other < len(every) else None)


def _neighbour(name: str, unit: Unit, near: _Traits | None) -> Iterator[Feature]:
    if near is None:
        yield f"{name}.edge", 1.0
        return
    yield f"{name}.{'same' if near.unit.block is unit.block else 'other'}", 1.0
    yield from ((f"{name}.{each}", BESIDE) for each in near.names)
    yield from _bag(name, near.tokens, NEAR)


def _setting(unit: Unit) -> Iterator[str]:
    yield f"document={unit.kind}"
    yield f"part={min(unit.part, 2)}|{min(unit.parts, 3)}"
    yield f"led={bool(unit.lead)}"
    if unit.block.number:
        yield f"numbered={min(3, unit.block.number.count('.'))}"
    if unit.block.cell:
        yield f"cell={min(unit.block.cell.column, 4)}|{unit.heads}|{bool(unit.column)}"
    yield f"deep={min(3, len(unit.block.headings))}"


def _bag(name: str, words: Sequence[str], weight: float) -> Iterator[Feature]:
    """Return the different words; together they weigh the same however many there are."""
    kept = dict.fromkeys(words)
    each = weight / max(1.0, len(kept)) ** 0.5
    return ((f"{name}:{word}", each) for word in kept)
