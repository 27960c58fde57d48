"""Who can prove what: each need of a tender against each partner of the pool, graded, with what keeps it from more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.records import Match, Partner, Search, Tender

__all__ = ["match"]

SearchMany = Callable[[Sequence[str], int], tuple[Search, ...]]


def match(tender: Tender, partners: Sequence[Partner], search_many: SearchMany) -> tuple[Match, ...]:
    """Return a match for each need and each partner that comes near it, in the tender's order, best first.

    A need is a requirement, or an ask of a question (`Q3/2`). What a profile can prove is read from the profile.
    """
    from assistant.match.grade import grade

    return grade(tender, tuple(partners), search_many)
