"""What each sentence of a pack does for the bidder."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.extract.head import LABELS, trained
from assistant.extract.rules import certain_label, force_of
from assistant.extract.units import Unit, units
from assistant.records import Document, Force, Label, Pack, Statement


def label_pack(pack: Pack) -> tuple[Statement, ...]:
    """Return every unit of the visible blocks, in order, with its label, force and score."""
    return tuple(statement for document in pack.documents for statement in _label(document))


def _label(document: Document) -> Iterator[Statement]:
    found = units(document)
    if not found:
        return
    for unit, shares in zip(found, trained().look(found), strict=True):
        sure = certain_label(unit)
        label = sure or LABELS[int(shares.argmax())]
        score = 1.0 if sure else round(float(shares.max()), 3)
        yield Statement(text=unit.text, label=label, force=_force(unit, label), source=unit.source, score=score)


def _force(unit: Unit, label: Label) -> Force | None:
    if label != "requirement":
        return None
    return force_of(unit.text) or force_of(unit.lead) or "must"
