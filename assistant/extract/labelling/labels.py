"""What each sentence of a pack does for the bidder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from assistant.extract.labelling.context import Floats
from assistant.extract.labelling.head import LABELS, Head, trained
from assistant.extract.labelling.rules import certain_label, force_of, permits
from assistant.extract.labelling.software import is_specification, required
from assistant.extract.labelling.units import Unit, units
from assistant.records import Force, Label, Pack, Statement

EVEN = 0.5
INVERTED = re.compile(
    r"\bshould (?=(?:you|they|it|we|he|she|one)\b|more than\b|any \w+ (?:be|not|wish)\b)", re.IGNORECASE
)
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
    for unit, shares in zip(found, _look(found, head), strict=True):
        if permits(unit):
            shares = np.where(REQUIREMENT, 0.0, shares)
        sure = certain_label(unit)
        label = sure or LABELS[int(shares.argmax())]
        score = 1.0 if sure else round(float(shares.max()), 3)
        yield Statement(text=unit.text, label=label, force=_force(unit, label), source=unit.source, score=score)


def _look(found: Sequence[Unit], head: Head) -> Floats:
    """Return the head's probabilities; a specification of software has a table of its own for what is required."""
    shares = head.look(found)
    texts = [unit.text for unit in found]
    if not is_specification(texts):
        return shares
    wanted = required(texts)[:, None]
    others = np.where(REQUIREMENT, 0.0, shares)
    return np.where(REQUIREMENT, wanted * (wanted > EVEN), others / others.sum(axis=1, keepdims=True) * (1 - wanted))


def _force(unit: Unit, label: Label) -> Force | None:
    if label != "requirement":
        return None
    return force_of(INVERTED.sub("", unit.text)) or force_of(unit.lead) or "must"
