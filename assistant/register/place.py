"""Where in this reading of the pack an item stands that a person decided on, maybe in an older one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.likeness import compact, likeness
from assistant.register.given import Decision, Origin
from assistant.register.rows import Row

SAME_NUMBER, OTHER_NUMBER = 0.4, 0.7
"""How alike the words must be for an item that was reworded: under its number, and under another."""


def places(decisions: Sequence[Decision], rows: Sequence[Row]) -> dict[int, int]:
    """Return for each decision, by its place in the list, the row it is for; those without one are left out.

    The same words in the same document come first, after the same words if they are there more than once, then
    anywhere; then the most alike.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    wanted = [(at, each.origin) for at, each in enumerate(decisions) if each.origin]
    by_text: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        by_text[compact(row.text)].append(at)
    for exact in (True, False):
        for at, origin in wanted:
            if at in found:
                continue
            near = by_text.get(compact(origin.text), []) if exact else range(len(rows))
            best = _best(origin, [place for place in near if place not in taken], rows, exact=exact)
            if best is not None:
                found[at] = best
                taken.add(best)
    return found


def _best(origin: Origin, near: Sequence[int], rows: Sequence[Row], *, exact: bool) -> int | None:
    scored = []
    for at in near:
        row = rows[at]
        numbered = bool(origin.id) and row.id == origin.id
        score = 1.0 if exact else likeness(origin.text, row.text)
        if exact or score >= (SAME_NUMBER if numbered else OTHER_NUMBER):
            other = compact(row.before) != compact(origin.before)
            rank = (row.document != origin.document, not numbered, other, row.key != origin.key)
            scored.append((*rank, at) if exact else (-score, *rank, at))
    return min(scored)[-1] if scored else None
