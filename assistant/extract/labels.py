"""What each sentence of a pack does for the bidder."""

from __future__ import annotations

from assistant.extract.rules import force_of, rule_label
from assistant.extract.units import Unit, in_order
from assistant.records import Pack, Statement


def label_pack(pack: Pack) -> tuple[Statement, ...]:
    """Return every unit of the visible blocks, in order, with its label, force and score."""
    return tuple(_statement(unit) for unit in in_order(pack.documents))


def _statement(unit: Unit) -> Statement:
    label = rule_label(unit)
    force = None
    if label == "requirement":
        force = force_of(unit.text) or force_of(unit.lead) or "must"
    return Statement(text=unit.text, label=label, force=force, source=unit.source, score=0.5)
