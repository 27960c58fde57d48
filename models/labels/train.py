"""Trains the head that labels sentences: `python -m models.labels.train --data LABELLED --documents TENDERS`.

`LABELLED` holds a .jsonl file for each document, one labelled text a line; `TENDERS` the documents themselves.
The documents written for training, beside this file, are always used. Writes labels.npz and its checksum.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from assistant.extract.labelling.context import Floats
from assistant.extract.labelling.head import LABELS, Head, softmax
from models.labels import software
from models.labels.examples import HERE, labelled, written
from models.labels.table import Table

FIRST, SECOND = 0.3, 0.1
NEVER = -9.0


class Folds:
    """First looks that have not seen some groups; each is trained once."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.kept: dict[frozenset[str], tuple[Floats, Floats]] = {}

    def without(self, groups: Iterable[str]) -> tuple[Floats, Floats]:
        left = frozenset(groups)
        if left not in self.kept:
            known = self.table.known(left)
            self.kept[left] = fit(self.table.rows[known], self.table.labels[known], FIRST)
        return self.kept[left]

    def unseen(self, without: Sequence[str] = ()) -> Floats:
        """Return the probabilities of every unit, each by a first look that has not seen its group."""
        table = self.table
        found = np.zeros((len(table.labels), len(LABELS)))
        for group in sorted(set(table.groups)):
            mine = table.groups == group
            weights, bias = self.without({group, *without})
            found[mine] = softmax(table.rows[mine] @ weights + bias)
        return found

    def head(self, without: Sequence[str] = ()) -> Head:
        """Return a head trained on all groups but some."""
        known = self.table.known(without)
        around = self.table.around(self.unseen(without))
        second = fit(around[known], self.table.labels[known], SECOND)
        weights, bias = self.without(without)
        return Head(*self.table.fold(weights), bias, *second)


def fit(rows: Any, labels: Any, strength: float) -> tuple[Floats, Floats]:
    """Return weights (a column a label) and biases."""
    with threadpool_limits(1):
        model = LogisticRegression(C=strength, max_iter=300, tol=1e-3).fit(rows, labels)
    weights, bias = np.zeros((rows.shape[1], len(LABELS))), np.full(len(LABELS), NEVER)
    for number, label in enumerate(model.classes_):
        weights[:, LABELS.index(label)] = model.coef_[number]
        bias[LABELS.index(label)] = model.intercept_[number]
    return weights, bias


def save(given: Head, path: Path) -> str:
    """Write the weights in half precision and return the file's SHA-256."""
    kept = {name: getattr(given, name).astype(np.float16) for name in ("first", "first_bias", "second", "second_bias")}
    np.savez_compressed(path, keys=given.keys, **kept)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record(sha256: str, path: Path) -> None:
    """Put the checksum into models.toml."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'(\[labels\](?:\n[^\[\n]+)*?\nsha256 = )"\w*"', rf'\g<1>"{sha256}"', text)
    path.write_text(text, encoding="utf-8")


def arguments(text: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=text, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of labelled texts")
    parser.add_argument("--documents", type=Path, required=True, help="the folder of the documents they are from")
    parser.add_argument("--pure", type=Path, help="sentences of software specifications, for the table they have")
    return parser


def main() -> None:
    given = arguments(__doc__).parse_args()
    table = Table.of([*labelled(given.data, given.documents), *written()])
    sha256 = save(Folds(table).head(), HERE / "labels.npz")
    record(sha256, HERE.parent / "models.toml")
    known = int(table.known().sum())
    sys.stdout.write(f"{known} units of {len(table.documents)} documents, {len(table.keys)} features: {sha256}\n")
    if given.pure:
        software.save(software.train(software.specifications(given.pure)), software.WEIGHTS)


if __name__ == "__main__":
    main()
