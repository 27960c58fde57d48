"""From matches and the tender's rules to line-ups: who should bid together, who leads, what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.propose.wishes import Wishes
from assistant.records import Match, Partner, Proposal, Tender

__all__ = ["Wishes", "propose"]


def propose(tender: Tender, partners: Sequence[Partner], matches: Sequence[Match], wishes: Wishes) -> Proposal:
    """Return the best line-ups and whether to bid. The same whatever the order of partners and matches.

    Raises ConsortError or UnknownName when the wishes contradict each other or name a partner that is not there.
    """
    from assistant.propose.compare import propose_lineups

    return propose_lineups(tender, tuple(partners), tuple(matches), wishes)
