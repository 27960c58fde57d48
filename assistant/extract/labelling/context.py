"""What the labels of its neighbours say of a unit: the second look of the trained head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.extract.labelling.units import Unit

Floats = NDArray[np.float64]

REACH = 12


def surroundings(units: Sequence[Unit], first: Floats) -> Floats:
    """Return, for each unit, the first look's probabilities of itself and of what stands around it.

    One row a unit: its own, as they are and as logarithms; those of the two before and the two after; of its
    lead-in; the means over its list and over its section nearby.
    """
    parts = [np.log(first + 1e-3) / 2, first]
    parts += [_shifted(first, step) for step in (1, -1, 2, -2)]
    parts.append(_leads(units, first))
    parts.append(_mean(first, [unit.lead or None for unit in units]))
    sections = [None if unit.block.kind == "heading" else (unit.document, unit.block.headings) for unit in units]
    parts.append(_mean(first, sections, REACH))
    return np.hstack(parts)


def _shifted(first: Floats, step: int) -> Floats:
    moved = np.zeros_like(first)
    if step > 0:
        moved[step:] = first[:-step]
    else:
        moved[:step] = first[-step:]
    return moved


def _leads(units: Sequence[Unit], first: Floats) -> Floats:
    found = np.zeros_like(first)
    last: dict[str, int] = {}
    for place, unit in enumerate(units):
        if unit.lead in last:
            found[place] = first[last[unit.lead]]
        last[unit.text] = place
    return found


def _mean(first: Floats, groups: Sequence[Hashable], reach: int = 10_000) -> Floats:
    """Return the mean of the others of the same group, no further away than `reach` units."""
    members: dict[Hashable, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        if group is not None:
            members[group].append(place)
    found = np.zeros_like(first)
    for each in members.values():
        at = np.array(each)
        sums = np.vstack([np.zeros(first.shape[1]), np.cumsum(first[at], axis=0)])
        low, high = np.searchsorted(at, at - reach), np.searchsorted(at, at + reach, side="right")
        count = np.maximum(high - low - 1, 1)[:, None]
        found[at] = (sums[high] - sums[low] - first[at]) / count
    return found
