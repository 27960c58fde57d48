"""Which weights are parts of which: worked out from their sums."""

from __future__ import annotations

from collections.abc import Sequence

Reading = tuple[tuple[int, int | None], ...]
NEAR = 0.05
MOST = 40


def nest(weights: Sequence[float], whole: float = 100.0) -> tuple[int | None, ...] | None:
    """Return, for each weight in printed order, the place of the weight it is a part of, or None where none fits.

    A weight's parts stand right behind it and add up to it, or to 100 where they are shares of it. The reading with
    the fewest parts is taken; None as a whole when no reading adds up to `whole`.
    """
    if not weights or len(weights) > MOST:
        return None
    found = _Sums(tuple(weights)).read(0, len(weights), whole)
    return None if found is None else tuple(parent for _, parent in sorted(found))


class _Sums:
    """Looks for readings of a run of weights; each stretch is read once for each sum it may have."""

    def __init__(self, weights: tuple[float, ...]) -> None:
        self.weights = weights
        self.known: dict[tuple[int, int, float], Reading | None] = {}

    def read(self, start: int, end: int, target: float) -> Reading | None:
        """Return the places from `start` to `end` with their parents, so that those without one add up to `target`."""
        at = (start, end, round(target, 4))
        if at not in self.known:
            self.known[at] = self._read(*at)
        return self.known[at]

    def _read(self, start: int, end: int, target: float) -> Reading | None:
        if start == end:
            return () if abs(target) < NEAR else None
        own = self.weights[start]
        if own - target > NEAR:
            return None
        for stop in range(start + 1, end + 1):
            parts = self._parts(start, stop)
            rest = self.read(stop, end, target - own) if parts is not None else None
            if parts is not None and rest is not None:
                return ((start, None), *parts, *rest)
        return None

    def _parts(self, start: int, stop: int) -> Reading | None:
        if stop == start + 1:
            return ()
        own = self.weights[start]
        for target in dict.fromkeys((own, 100.0)):
            found = self.read(start + 1, stop, target) if stop - start > 2 or target == own else None
            if found is not None:
                return tuple((place, start if parent is None else parent) for place, parent in found)
        return None


def share_out(weights: Sequence[float], wholes: Sequence[float]) -> tuple[int, ...] | None:
    """Return, for a run of weights, the place in `wholes` of the weight each is a part of.

    The run is cut into pieces in order; each piece adds up to one of the wholes, in their order, some of which may
    have no parts. None when no cut fits.
    """

    def cut(start: int, place: int) -> tuple[int, ...] | None:
        if start == len(weights):
            return ()
        for whole in range(place, len(wholes)):
            total = 0.0
            for stop in range(start, len(weights)):
                total += weights[stop]
                rest = cut(stop + 1, whole + 1) if abs(total - wholes[whole]) < NEAR else None
                if rest is not None:
                    return (whole,) * (stop + 1 - start) + rest
        return None

    return cut(0, 0)
