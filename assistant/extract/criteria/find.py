"""How tenders are judged: the tree of award criteria, and what does not add up in it.

Nothing is a criterion only because a per cent sign stands beside it: the headings, the line before, the head of the
table or the sentence must speak of judging tenders, and not of how the contract's performance is measured. A
criterion without a weight, such as one of a list in order of importance, is none here, since a weight is never made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.extract.contract.lots import find_lots
from assistant.extract.criteria.nesting import NEAR, nest, share_out
from assistant.extract.criteria.paired import is_part
from assistant.extract.criteria.reweighed import changes
from assistant.extract.criteria.told import runs_on
from assistant.extract.criteria.weighed import Entry, Run
from assistant.extract.questions.meant import is_terms
from assistant.extract.text.layout import Layout, Page
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import canonical, numbered
from assistant.records import Criterion, Lot


@dataclass(frozen=True)
class Judging:
    """The criteria, the runs of weights that do not add up, and names that have two weights.

    `answered` are the numbers of questions, in their canonical form, with the criteria they are for; `changed` are
    those whose weights a later document gives.
    """

    criteria: tuple[Criterion, ...] = ()
    unsummed: tuple[tuple[Criterion, ...], ...] = ()
    conflicts: tuple[tuple[Criterion, Entry], ...] = ()
    answered: tuple[tuple[str, Criterion], ...] = ()
    changed: frozenset[Criterion] = frozenset()


def find_criteria(layout: Layout) -> Judging:
    """Return the award criteria of a pack.

    What a response form says counts only where no other document sets out criteria, or where it adds up to one.
    """
    lots = find_lots(layout)
    pages = [page for page in layout.pages if not is_terms(page)]
    later = [page for page in pages if page.kind == "clarification"]
    forms: list[Run] = []
    runs: list[Run] = []
    for page in pages:
        if page not in later:
            (forms if page.kind == "response_form" else runs).extend(runs_on(page, lots))
    judging = _assemble(runs, forms) if runs else _assemble(forms, [])
    return _reweighed(_with_questions(judging, [*runs, *forms]), later, lots)


def _with_questions(judging: Judging, runs: Sequence[Run]) -> Judging:
    """Return the same with the numbers of the questions by which a table says that its criteria are answered."""
    asked = {(each.source, each.name): each.question for run in runs for each in run.entries if each.question}
    places = ((asked.get((each.source, each.name)), each) for each in judging.criteria)
    told = tuple((canonical(number), each) for number, each in places if number)
    return replace(judging, answered=told)


def _reweighed(judging: Judging, later: Sequence[Page], lots: Sequence[Lot]) -> Judging:
    """Return the same with the weights that later documents give; a change of a numbered question is told there."""
    new = changes(later, judging.criteria, judging.answered, lots)
    if not new:
        return judging
    now = {
        each: each.model_copy(update={"weight": said.number, "unit": said.unit, "source": said.source})
        for each, said in new.items()
    }
    found = tuple(now.get(each, each) for each in judging.criteria)
    asked = {each for _, each in judging.answered}
    changed = (
        (each, Entry(each.name, said.number, said.unit, said.source))
        for each, said in new.items()
        if each not in asked and numbered(each.name)[1]
    )
    return Judging(
        criteria=found,
        unsummed=tuple(unsummed(found)),
        conflicts=(*judging.conflicts, *changed),
        answered=tuple((name, now.get(each, each)) for name, each in judging.answered),
        changed=frozenset(now.values()),
    )


def key(name: str) -> str:
    """Return a name without its number, case and punctuation, for comparing."""
    _, rest = numbered(name)
    return " ".join(re.findall(r"[a-z0-9]+", (rest or name).lower()))


# --- the tree ------------------------------------------------------------------------------------------


def _assemble(runs: Sequence[Run], forms: Sequence[Run]) -> Judging:
    """Return the tree of what all lots share, with what the forms add to it, and that of each lot."""
    found: list[Criterion] = []
    conflicts: list[tuple[Criterion, Entry]] = []
    for lot in dict.fromkeys(["", *(each.lot or "" for run in (*runs, *forms) for each in run.entries)]):
        common = [each for each in found if each.lot is None]
        own = _of_lot(runs, lot)
        shared = [] if not lot or any(_is_trunk(run) for run in own) else common
        grown = _grow(own, shared, conflicts)
        found += _grow_forms(_of_lot(forms, lot), [*shared, *grown], grown)
    doubted = (*unsummed(found), *_short_of_whole(found, runs))
    return Judging(tuple(found), doubted, tuple(conflicts))


def _short_of_whole(found: Sequence[Criterion], runs: Sequence[Run]) -> Iterator[tuple[Criterion, ...]]:
    """Return the marks of the tables that do not make what the head of their column says."""
    for run in runs:
        places = {each.source for each in run.entries}
        tops = tuple(each for each in found if each.parent is None and each.source in places and each.unit == "marks")
        total = sum(each.weight for each in tops)
        if run.whole and len(tops) == len(run.entries) > 1 and abs(total - run.whole) > NEAR:
            yield tops


def _of_lot(runs: Sequence[Run], lot: str) -> list[Run]:
    kept = [replace(run, entries=[each for each in run.entries if (each.lot or "") == lot]) for run in runs]
    return [run for run in kept if run.entries]


def _is_trunk(run: Run) -> bool:
    return _priced(run) and nest([each.number for each in run.entries]) is not None


def _grow(
    runs: Sequence[Run], shared: Sequence[Criterion], conflicts: list[tuple[Criterion, Entry]]
) -> list[Criterion]:
    """Return what the runs add to what is shared: the first that adds up is the trunk, the others are hung on it."""
    ordered = sorted(runs, key=lambda run: (nest([each.number for each in run.entries]) is None, not _priced(run)))
    grown: list[Criterion] = []
    for run in ordered:
        found = [*shared, *grown]
        new = [each for each in run.entries if not _known(each, found, conflicts)]
        if new:
            grown += _hang(replace(run, entries=new), found)
    return grown


def _grow_forms(runs: Sequence[Run], found: Sequence[Criterion], grown: list[Criterion]) -> list[Criterion]:
    """Return what has grown with the parts that a form gives, where all of them together add up to their wholes."""
    held = {key(each.name) for each in found}
    entries = [each for run in runs for each in run.entries if key(each.name) not in held]
    bare = [each for each in found if not _parts(each, found)]
    shares = share_out([each.number for each in entries], [each.weight for each in bare]) if entries else None
    if shares is None or any(is_part(each.name) for each in entries):
        return grown
    return [*grown, *(_criterion(each, bare[at].name) for each, at in zip(entries, shares, strict=True))]


def _parts(whole: Criterion, found: Sequence[Criterion]) -> list[Criterion]:
    return [each for each in found if each.parent == whole.name and (each.lot == whole.lot or whole.lot is None)]


def _known(entry: Entry, found: Sequence[Criterion], conflicts: list[tuple[Criterion, Entry]]) -> bool:
    """Tell whether a criterion of this name is there already; note it when its weight differs."""
    same = next((each for each in found if key(each.name) == key(entry.name) and each.unit == entry.unit), None)
    if same is None or (entry.parent and entry.parent != same.parent):
        return False
    if abs(same.weight - entry.number) > NEAR and same.parent is None:
        conflicts.append((same, entry))
    return True


def _hang(run: Run, found: Sequence[Criterion]) -> list[Criterion]:
    numbers = [each.number for each in run.entries]
    names = {each.name for each in found} | {each.name for each in run.entries}
    if any(each.parent in names for each in run.entries):
        return [_criterion(each, each.parent if each.parent in names else None) for each in run.entries]
    if not any(each.parent is None for each in found):
        return _nested(run, None if run.flat else nest(numbers), None)
    bare = [
        each
        for each in found
        if not _parts(each, found) and (_priced(run) or not pattern("criteria", "head", "price").search(each.name))
    ]
    named = _named(bare, run.of_part) or _named(bare, run.setting)
    exact = [each for each in named if abs(each.weight - sum(numbers)) < NEAR]
    named = exact if len(exact) == 1 else named
    parent = max(named, key=lambda each: len(each.name), default=None)
    if parent and (places := nest(numbers, parent.weight) or nest(numbers)):
        return _nested(run, places, parent)
    tops = [each for each in bare if each.parent is None]
    shares = share_out(numbers, [each.weight for each in tops])
    if shares is not None:
        return [_criterion(each, tops[place].name) for each, place in zip(run.entries, shares, strict=True)]
    parent = parent or next((each for each in tops if pattern("criteria", "head", "quality").search(each.name)), None)
    if parent is None or _priced(run):
        return []
    return _nested(run, nest(numbers) or nest(numbers, parent.weight), parent)


def _named(found: Sequence[Criterion], text: str) -> list[Criterion]:
    return [each for each in found if re.search(rf"\b{re.escape(key(each.name))}\b", text.lower())]


def _nested(run: Run, places: Sequence[int | None] | None, parent: Criterion | None) -> list[Criterion]:
    above = parent.name if parent else None
    return [
        _criterion(each, above if place is None else run.entries[place].name)
        for each, place in zip(run.entries, places or (None,) * len(run.entries), strict=True)
    ]


def _priced(run: Run) -> bool:
    return any(pattern("criteria", "head", "price").search(each.name) for each in run.entries)


def _criterion(entry: Entry, parent: str | None) -> Criterion:
    return Criterion(
        name=entry.name,
        weight=entry.number,
        unit=entry.unit,
        parent=parent,
        lot=entry.lot or None,
        source=entry.source,
    )


def unsummed(found: Iterable[Criterion]) -> Iterator[tuple[Criterion, ...]]:
    """Return the weights of each level that add up neither to what they are parts of nor to 100."""
    kept = list(found)
    tops = [
        [each for each in kept if each.parent is None and each.lot == lot] for lot in {each.lot: 0 for each in kept}
    ]
    for whole, level in [*((100.0, top) for top in tops), *((each.weight, _parts(each, kept)) for each in kept)]:
        parts = tuple(each for each in level if each.unit == "percent")
        total = sum(each.weight for each in parts)
        if len(parts) > 1 and all(abs(total - sum_) > NEAR for sum_ in (100.0, whole)):
            yield parts
