"""What a tender says: every sentence with its label, and the tender they add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.records import Criterion, Flag, Pack, Statement, Tender

__all__ = ["extract", "label", "recheck_weights"]


def label(pack: Pack, tell: Callable[[str], None] = lambda _: None) -> tuple[Statement, ...]:
    """Return every sentence, cell and list item of the visible blocks, in order, with what it does for the bidder.

    `tell` is given the name of each document before it is looked at.
    """
    from assistant.extract.labelling.labels import label_pack

    return label_pack(pack, tell)


def extract(pack: Pack, statements: Sequence[Statement]) -> Tender:
    """Return what the pack asks, from its labelled statements."""
    from assistant.extract.tender import extract as extract_tender

    return extract_tender(pack, tuple(statements))


def recheck_weights(criteria: Sequence[Criterion]) -> tuple[Flag, ...]:
    """Return the doubts about weights that do not add up, of criteria that somebody has put right."""
    from assistant.extract.criteria.find import unsummed
    from assistant.extract.doubts.flags import weights_in_doubt

    return tuple(weights_in_doubt(unsummed(criteria)))
