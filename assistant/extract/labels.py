"""What each sentence of a pack does for the bidder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from assistant.extract.head import LABELS, Head, trained
from assistant.extract.rules import certain_label, force_of, permits
from assistant.extract.units import Unit, units
from assistant.records import Force, Label, Pack, Statement

REQUIREMENT = np.array([label == "requirement" for label in LABELS])


def label_pack(pack: Pack, tell: Callable[[str], None]) -> tuple[Statement, ...]:
    """Return every unit of the visible blocks, in order, with its label, force and score."""
    found: list[Statement] = []
    for document in pack.documents:
        tell(document.name)
        found += settle(units(document), trained())
    return tuple(found)


def settle(found: Sequence[Unit], head: Head) -> Iterator[Statement]:
    """Return the units of one document as statements: what their form does not settle, the head decides."""
    if not found:
        return
    for unit, shares in zip(found, head.look(found), strict=True):
        if permits(unit):
            shares = np.where(REQUIREMENT, 0.0, shares)
        sure = certain_label(unit)
        label = sure or LABELS[int(shares.argmax())]
        score = 1.0 if sure else round(float(shares.max()), 3)
        yield Statement(text=unit.text, label=label, force=_force(unit, label), source=unit.source, score=score)


def _force(unit: Unit, label: Label) -> Force | None:
    if label != "requirement":
        return None
    return force_of(unit.text) or force_of(unit.lead) or "must"
