"""The one place where the solver is: who should bid together, as a mixed-integer programme for HiGHS.

Marks are whole numbers of thousandths, so "proved best" can be read off the solver's bound without a tolerance that
hides a difference: a bound less than one unit above the line-up found proves it.

Each need has two steps, partly and fully shown, each worth the same. A step counts when at least one member (for a
need of the lead's, the lead) shows it, so adding a member never lowers the marks: maximum coverage. In order:
fewest conditions failed, fewest of the lead's own conditions not shown, then most marks less the price of each
member, a mandatory requirement that nobody answers costing as much as a member; what is left equal goes to the
line-up whose evidence is nearest and whose lead knows most of the pool.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csc_array

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

UNIT = 1000
STEPS = 2
OUT_OF_TIME = 1
BEYOND = 10**15
NUDGE = 0.3
LEAD_NUDGE = 0.15


@dataclass(frozen=True)
class Problem:
    """Candidates by number, in name order; needs by number; all worth is in thousandths of a mark.

    `shown[need, candidate]` is 0, 1 (partly) or 2 (fully); `worth[need]` of one step; `musts[need]` is mandatory;
    `fails` conditions a candidate fails as a member, `unshown` of a lead's conditions it does not show as lead;
    `near` of a member and `ties` of a lead, in [0, 1], settle what is equal. The members together must give
    `asked[rule]` of `gives[rule, candidate]`, days or income.
    """

    shown: Ints
    worth: Ints
    musts: Bools
    lead_only: Bools
    leads: Bools
    fails: Ints
    unshown: Ints
    gives: Ints
    asked: Ints
    near: NDArray[np.float64]
    ties: NDArray[np.float64]
    wanted: frozenset[int]
    most: int
    price: int

    @property
    def count(self) -> int:
        return int(self.shown.shape[1])

    def marks(self, members: Sequence[int], lead: int | None) -> int:
        """Return what a line-up is worth, in thousandths of a mark."""
        return int((self._best(members, lead) * self.worth).sum())

    def _best(self, members: Sequence[int], lead: int | None) -> Ints:
        """Return how far each need is shown by a line-up."""
        best = self.shown[:, list(members)].max(axis=1, initial=0)
        lead_shows = self.shown[:, lead] if lead is not None else np.zeros_like(best)
        return np.where(self.lead_only, lead_shows, best)

    def gain(self, members: Sequence[int], lead: int | None) -> int:
        """Return the marks with what mandatory requirements count for when somebody answers them."""
        answered = int(((self._best(members, lead) > 0) & self.musts).sum())
        return self.marks(members, lead) + self.price * answered

    def failed(self, members: Sequence[int]) -> int:
        """Return how many conditions a line-up fails."""
        short = self.gives[:, list(members)].sum(axis=1) < self.asked
        return int(self.fails[list(members)].sum()) + int(short.sum())

    @property
    def ceiling(self) -> int:
        """More than any difference in marks and prices."""
        return int(self.worth.sum()) * STEPS + self.price * (self.most + int(self.musts.sum()) + 1) + 1

    def goodness(self, members: Sequence[int], lead: int) -> int:
        """Return the aims as one whole number, higher is better."""
        lost = self.failed(members) * (int(self.unshown.max(initial=0)) + 1) + int(self.unshown[lead])
        return self.gain(members, lead) - self.price * len(members) - self.ceiling * lost


@dataclass(frozen=True)
class Cut:
    """A line-up already seen: another must differ by `apart` members coming or going, or (`leads`) by its lead."""

    members: frozenset[int]
    lead: int
    apart: int
    leads: bool

    def allows(self, members: Sequence[int], lead: int) -> bool:
        return len(self.members ^ set(members)) >= self.apart or (self.leads and lead != self.lead)


@dataclass(frozen=True)
class Solution:
    """`gap` is by how many marks a better line-up could still be ahead: 0 when `proven`."""

    members: tuple[int, ...]
    lead: int
    proven: bool
    gap: float


@dataclass(frozen=True)
class _Columns:
    """Where each kind of variable begins: in, leads, steps, short of what is asked of all together."""

    count: int
    steps: tuple[tuple[int, int], ...]
    rules: int

    @property
    def short(self) -> int:
        return 2 * self.count + len(self.steps)


def solve(
    problem: Problem, cuts: Sequence[Cut] = (), *, seconds: float = 20, at_most: int | None = None
) -> Solution | None:
    """Return the best line-up that every cut allows, or None where there is none.

    Where the time runs out before any was found, it is the one that greed finds, if the cuts allow that.
    `at_most` is the goodness of the best with fewer cuts, which this one cannot exceed: it shortens the proof.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    columns = _Columns(problem.count, _steps(problem), len(problem.asked))
    gains = _gains(problem, columns)
    limit = None if at_most is None else (gains, at_most + 0.5)
    matrix, low, high = _rows(problem, columns, cuts, limit)
    lower, upper = _bounds(problem, columns)
    whole = np.ones(len(gains), dtype=np.int64)
    whole[2 * problem.count : columns.short] = 0
    result = milp(
        -gains,
        constraints=LinearConstraint(matrix, low, high),
        bounds=Bounds(lower, upper),
        integrality=whole,
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if result.x is None:
        return greedy(problem, cuts) if result.status == OUT_OF_TIME else None
    members = tuple(int(each) for each in np.flatnonzero(result.x[: problem.count] > 0.5))
    lead = int(np.argmax(result.x[problem.count : 2 * problem.count]))
    ahead = -float(result.mip_dual_bound) - problem.goodness(members, lead)
    proven = ahead < 1
    return Solution(members, lead, proven, 0.0 if proven else ahead / UNIT)


def greedy(problem: Problem, cuts: Sequence[Cut] = ()) -> Solution | None:
    """Return the line-up that grows by whoever adds most, as long as somebody adds anything; never called proved."""
    leads = [int(each) for each in np.flatnonzero(problem.leads)]
    members = sorted(problem.wanted)
    if not leads or (len(members) >= problem.most and not set(leads) & set(members)):
        return None

    def goodness(team: Sequence[int]) -> int:
        return max((problem.goodness(team, each) for each in leads if each in team), default=-BEYOND)

    if not set(leads) & set(members):
        members.append(max(leads, key=lambda each: (goodness([*members, each]), -each)))
    while len(members) < problem.most:
        best = max(
            set(range(problem.count)) - set(members), key=lambda each: (goodness([*members, each]), -each), default=None
        )
        if best is None or goodness([*members, best]) <= goodness(members):
            break
        members.append(best)
    team = tuple(sorted(members))
    lead = max((each for each in leads if each in team), key=lambda each: (problem.goodness(team, each), -each))
    if any(not cut.allows(team, lead) for cut in cuts):
        return None
    return Solution(team, lead, proven=False, gap=(problem.ceiling - problem.goodness(team, lead)) / UNIT)


def _steps(problem: Problem) -> tuple[tuple[int, int], ...]:
    """Return each (need, step) that somebody reaches and that is worth something."""
    reached = problem.shown.max(axis=1, initial=0)
    return tuple(
        (need, step)
        for need, worth in enumerate(problem.worth)
        if worth > 0 or problem.musts[need]
        for step in range(1, STEPS + 1)
        if reached[need] >= step
    )


def _gains(problem: Problem, columns: _Columns) -> NDArray[np.float64]:
    """Return what each variable is worth."""
    failing = problem.ceiling * (int(problem.unshown.max(initial=0)) + 1)
    nudge = NUDGE * (1 - problem.near) / max(problem.most, 1)
    members = -(problem.price + problem.fails * failing + nudge)
    leads = -(problem.unshown * problem.ceiling + LEAD_NUDGE * (1 - problem.ties))
    steps = [
        float(problem.worth[need] + (problem.price if step == 1 and problem.musts[need] else 0))
        for need, step in columns.steps
    ]
    return np.concatenate([members, leads, steps, [-float(failing)] * columns.rules])


def _bounds(problem: Problem, columns: _Columns) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lower, upper = np.zeros(columns.short + columns.rules), np.ones(columns.short + columns.rules)
    lower[sorted(problem.wanted)] = 1
    upper[problem.count : 2 * problem.count] = problem.leads
    return lower, upper


class _Matrix:
    """Rows as they are added."""

    def __init__(self) -> None:
        self.at: list[tuple[int, int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, entries: Sequence[tuple[int, float]], low: float, high: float) -> None:
        self.at += [(len(self.low), column, value) for column, value in entries]
        self.low.append(low)
        self.high.append(high)


def _rows(
    problem: Problem, columns: _Columns, cuts: Sequence[Cut], limit: tuple[NDArray[np.float64], float] | None
) -> tuple[csc_array[np.float64], list[float], list[float]]:
    from scipy.sparse import csc_array

    rows, count = _Matrix(), problem.count
    rows.add([(each, 1.0) for each in range(count)], 1, problem.most)
    rows.add([(count + each, 1.0) for each in range(count)], 1, 1)
    for each in np.flatnonzero(problem.leads):
        rows.add([(int(each), 1.0), (count + int(each), -1.0)], 0, np.inf)
    for place, (need, step) in enumerate(columns.steps):
        first = count if problem.lead_only[need] else 0
        able = [(first + int(each), 1.0) for each in np.flatnonzero(problem.shown[need] >= step)]
        rows.add([*able, (2 * count + place, -1.0)], 0, np.inf)
    for rule, asked in enumerate(problem.asked):
        gives = [(each, float(problem.gives[rule, each] / asked)) for each in range(count)]
        rows.add([*gives, (columns.short + rule, 1.0)], 1, np.inf)
    for cut in cuts:
        differ = [(each, -1.0 if each in cut.members else 1.0) for each in range(count)]
        leads = [(count + cut.lead, -float(cut.apart))] if cut.leads else []
        rows.add([*differ, *leads], cut.apart - len(cut.members) - (cut.apart if cut.leads else 0), np.inf)
    if limit:
        rows.add([(each, float(gain)) for each, gain in enumerate(limit[0])], -np.inf, limit[1])
    row, column, value = zip(*rows.at, strict=True)
    return csc_array((value, (row, column)), shape=(len(rows.low), columns.short + columns.rules)), rows.low, rows.high
