"""The best line-ups: the best one, then the best that really differs, and so on."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from assistant.propose.solve import Cut, Problem, Solution, solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

APART = 2
TRIES = 30
SECONDS = 20.0
WORTH_SHOWING = 0.5


def choose(problem: Problem, count: int, seconds: float = SECONDS) -> list[Solution]:
    """Return up to `count` line-ups, best first.

    Each differs from those before it by two members coming or going; where there are too few such line-ups, the rest
    differ by their lead. In each, a member that was not asked for adds at least the price in marks and in mandatory
    requirements that nobody else answers, or a condition would fail without it. A line-up with less than half the
    marks of the best is no alternative to it and is not shown.
    """
    kept = prune(problem, count)
    small = restrict(problem, kept)
    ends = time.monotonic() + seconds
    found = _apart(small, [], count, ends, leads=False)
    if 0 < len(found) < count:
        found = _apart(small, found, count, ends, leads=True)
    return [_back(each, kept) for each in found]


def _apart(problem: Problem, found: list[Solution], count: int, ends: float, *, leads: bool) -> list[Solution]:
    """Return the line-ups found and the best others that differ from them; `leads`: by their lead is enough."""
    found = list(found)
    cuts = [_cut(each, leads=leads) for each in found]
    reached: int | None = None
    for _ in range(TRIES):
        best = solve(problem, cuts, seconds=max(ends - time.monotonic(), 0.5), at_most=reached)
        if best is None or (found and not _worth_showing(problem, best, found[0])):
            break
        good = earns(problem, best)
        cuts.append(_cut(best, leads=leads) if good else Cut(frozenset(best.members), best.lead, 1, leads=False))
        found += [best] if good else []
        reached = problem.goodness(best.members, best.lead) if best.proven else reached
        if len(found) == count or time.monotonic() > ends:
            break
    return found


def _cut(given: Solution, *, leads: bool) -> Cut:
    return Cut(frozenset(given.members), given.lead, APART, leads=leads)


def _worth_showing(problem: Problem, one: Solution, best: Solution) -> bool:
    return problem.marks(one.members, one.lead) >= WORTH_SHOWING * problem.marks(best.members, best.lead)


def _back(given: Solution, kept: NDArray[np.int64]) -> Solution:
    return replace(given, members=tuple(int(kept[each]) for each in given.members), lead=int(kept[given.lead]))


def earns(problem: Problem, given: Solution) -> bool:
    """Whether each member that was not asked for is worth its price, or leads where no other member could as well."""
    return all(_earns(problem, given, each) for each in given.members if each not in problem.wanted)


def _earns(problem: Problem, given: Solution, member: int) -> bool:
    others = [each for each in given.members if each != member]
    leads = [given.lead] if member != given.lead else [each for each in others if problem.leads[each]]
    leads = [each for each in leads if problem.unshown[each] <= problem.unshown[given.lead]]
    if not leads or problem.failed(others) > problem.failed(given.members):
        return True
    left = max(problem.gain(others, each) for each in leads)
    return problem.gain(given.members, given.lead) - left >= problem.price


def prune(problem: Problem, count: int) -> NDArray[np.int64]:
    """Return the candidates that can matter, in order.

    One candidate covers another when it shows at least as much of each need, fails no more, gives no less to what is
    asked of all together, and may lead where the other may with no more unshown. In a line-up with the other, one of
    its covers that is in none of the line-ups could stand in its place: marks, conditions and the distance from the
    line-ups before it would be no worse. `most * count` covers are enough for one to be free, so a candidate with as
    many can go.
    """
    enough = max(problem.most * count, 1)
    order = sorted(range(problem.count), key=lambda each: _standing(problem, each))
    shown = problem.shown.T
    kept: list[int] = []
    for each in order:
        if each in problem.wanted or len(kept) < enough or _covers(problem, shown, kept, each) < enough:
            kept.append(each)
    return np.array(sorted(kept), dtype=np.int64)


def _standing(problem: Problem, each: int) -> tuple[float, ...]:
    """Return a key by which a candidate stands after all that cover it."""
    total = int((problem.shown[:, each]).sum())
    leads = bool(problem.leads[each])
    lead = (not leads, int(problem.unshown[each]) if leads else 0)
    return (
        -total,
        int(problem.fails[each]),
        -int(problem.gives[:, each].sum()),
        *lead,
        -float(problem.near[each]),
        each,
    )


def _covers(problem: Problem, shown: NDArray[np.int64], kept: list[int], each: int) -> int:
    rivals = np.array(kept)
    fine = (problem.fails[rivals] <= problem.fails[each]) & (problem.gives[:, rivals] >= problem.gives[:, [each]]).all(
        axis=0
    )
    if problem.leads[each]:
        fine &= problem.leads[rivals] & (problem.unshown[rivals] <= problem.unshown[each])
    rivals = rivals[fine]
    return int((shown[rivals] >= shown[each]).all(axis=1).sum())


def restrict(problem: Problem, kept: NDArray[np.int64]) -> Problem:
    """Return the problem with these candidates alone, numbered anew."""
    places = {int(each): place for place, each in enumerate(kept)}
    return replace(
        problem,
        shown=problem.shown[:, kept],
        leads=problem.leads[kept],
        fails=problem.fails[kept],
        unshown=problem.unshown[kept],
        gives=problem.gives[:, kept],
        near=problem.near[kept],
        ties=problem.ties[kept],
        wanted=frozenset(places[each] for each in problem.wanted),
    )
