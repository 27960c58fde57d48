"""Says how well the labelling does on documents of a family it has not seen.

`python -m models.labels.evaluate --data LABELLED --documents TENDERS` leaves out one family at a time, trains on
the others and on the documents written for training, and labels the one left out. A labelled text that no unit
covers counts as labelled furniture, as in a reading that lost it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.extract.head import LABELS
from assistant.extract.labels import settle
from models.labels.examples import Labelled, labelled, written
from models.labels.table import Table
from models.labels.train import Folds, arguments

Pair = tuple[str, str]


def compare(document: Labelled, found: Sequence[tuple[str, str | None]]) -> tuple[list[Pair], list[bool]]:
    """Return the pairs of right and found labels, and for each requirement found whether its force is right."""
    pairs, forces = [], []
    for gold in document.gold:
        label, force = ("furniture", None) if gold.place is None else found[gold.place]
        pairs.append((gold.label, label))
        if gold.label == label == "requirement":
            forces.append(force == gold.force)
    if document.is_written:
        pairs = [(right, label) for right, (label, _) in zip(document.labels, found, strict=True) if right]
    return pairs, forces


def scores(pairs: Iterable[Pair]) -> dict[str, float]:
    """Return the F1 of each label that occurs."""
    counts = Counter(pairs)
    found = {}
    for label in LABELS:
        right = counts[label, label]
        wrong = sum(count for pair, count in counts.items() if label in pair and pair != (label, label))
        if right or wrong:
            found[label] = 2 * right / (2 * right + wrong)
    return found


def line(name: str, pairs: Sequence[Pair]) -> str:
    each = scores(pairs)
    right = sum(one == two for one, two in pairs) / len(pairs)
    parts = " ".join(f"{label} {score:.3f}" for label, score in each.items())
    return f"{name:34.34} {len(pairs):5} right {right:.3f} macro-F1 {sum(each.values()) / len(each):.3f} {parts}"


def report(table: Table) -> Iterable[str]:
    folds = Folds(table)
    whole: dict[bool, list[Pair]] = {True: [], False: []}
    forces: list[bool] = []
    for group in sorted(set(table.groups)):
        head = folds.head([group])
        here: list[Pair] = []
        for document in table.left_out(group):
            found = [(each.label, each.force) for each in settle(document.units, head)]
            pairs, right = compare(document, found)
            here += pairs
            forces += right
            whole[document.is_written] += pairs
        yield line(group, here)
    yield line("WRITTEN, a third left out", whole[True])
    yield line("LABELLED, a family left out", whole[False])
    yield f"force right in {sum(forces) / max(1, len(forces)):.3f} of {len(forces)} requirements found"


def main() -> None:
    given = arguments(__doc__).parse_args()
    table = Table.of([*labelled(given.data, given.documents), *written()])
    for each in report(table):
        sys.stdout.write(f"{each}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
