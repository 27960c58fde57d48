"""Trains the head that labels sentences: `python -m models.labels.train --data LABELLED --documents TENDERS`.

`LABELLED` holds a .jsonl file for each document, one labelled text a line; `TENDERS` the documents themselves.
The documents written for training, beside this file, are always used. Writes labels.npz and its checksum.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.extract.context import Floats, surroundings
from assistant.extract.features import describe
from assistant.extract.head import LABELS, Head, flatten
from models.labels.examples import HERE, Labelled, labelled, written

FIRST, SECOND = 0.3, 0.1
RARE = 2
FOLDS = 3


@dataclass(frozen=True)
class Table:
    """All features of all units of some documents: one row a unit, one column a checksum in `keys`."""

    documents: Sequence[Labelled]
    keys: Any
    rows: Any
    labels: Any
    groups: Any
    starts: Sequence[int]

    @classmethod
    def of(cls, documents: Sequence[Labelled]) -> Table:
        parts = [flatten(describe(document.units)) for document in documents]
        starts = np.cumsum([0, *(len(document.units) for document in documents)])
        names = np.concatenate([names for _, names, _ in parts])
        rows = np.concatenate([rows + start for (rows, _, _), start in zip(parts, starts, strict=False)])
        keys, columns, counts = np.unique(names, return_inverse=True, return_counts=True)
        frequent = counts >= RARE
        weights = np.concatenate([weights for _, _, weights in parts])
        table = csr_matrix((weights, (rows, columns)), shape=(starts[-1], len(keys)))[:, frequent]
        labels = np.array([label or "" for document in documents for label in document.labels])
        groups = np.array([_group(document) for document in documents for _ in document.units])
        return cls(documents, keys[frequent], table.tocsr(), labels, groups, starts)

    def known(self, without: Iterable[str] = ()) -> Any:
        return (self.labels != "") & ~np.isin(self.groups, list(without))

    def around(self, first: Floats) -> Floats:
        """Return what surrounds every unit, document by document."""
        spans = zip(self.starts, self.starts[1:], strict=False)
        return np.vstack(
            [surroundings(each.units, first[a:b]) for each, (a, b) in zip(self.documents, spans, strict=True)]
        )


def _group(document: Labelled) -> str:
    """Return what is left out together: a family, or a part of what was written for training."""
    if document.is_written:
        return f"written {sum(document.name.encode()) % FOLDS}"
    return document.family


def fit(rows: Any, labels: Any, strength: float) -> tuple[Floats, Floats]:
    """Return weights (a column a label) and biases."""
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3).fit(rows, labels)
    order = [list(model.classes_).index(label) if label in model.classes_ else -1 for label in LABELS]
    weights = np.where(np.array(order) >= 0, model.coef_[order].T, 0.0)
    return weights, np.where(np.array(order) >= 0, model.intercept_[order], -9.0)


def probabilities(rows: Any, weights: Floats, bias: Floats) -> Floats:
    scores = rows @ weights + bias
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    whole: Floats = shares / shares.sum(axis=1, keepdims=True)
    return whole


def unseen(table: Table, without: Sequence[str] = ()) -> Floats:
    """Return the first look's probabilities of every unit, each by a head that has not seen its group."""
    found = np.zeros((len(table.labels), len(LABELS)))
    for group in sorted(set(table.groups)):
        known = table.known({group, *without})
        mine = table.groups == group
        found[mine] = probabilities(table.rows[mine], *fit(table.rows[known], table.labels[known], FIRST))
    return found


def head(table: Table, without: Sequence[str] = ()) -> Head:
    """Return a head trained on all groups but some."""
    known = table.known(without)
    first, first_bias = fit(table.rows[known], table.labels[known], FIRST)
    around = table.around(unseen(table, without))
    second, second_bias = fit(around[known], table.labels[known], SECOND)
    return Head(table.keys, first, first_bias, second, second_bias)


def save(given: Head, path: Path) -> str:
    """Write the weights in half precision and return the file's SHA-256."""
    kept = {name: getattr(given, name).astype(np.float16) for name in ("first", "first_bias", "second", "second_bias")}
    np.savez_compressed(path, keys=given.keys, **kept)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def record(sha256: str, path: Path) -> None:
    """Put the checksum into models.toml."""
    text = path.read_text(encoding="utf-8")
    section = f'[labels]\nweights = "labels.npz"\nsha256 = "{sha256}"\n'
    kept = re.sub(r"\[labels\]\n(?:[^\[\n][^\n]*\n?)*", "", text).rstrip("\n")
    path.write_text(f"{kept}\n\n{section}", encoding="utf-8")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--documents", type=Path, required=True)
    return parser.parse_args()


def main() -> None:
    given = arguments()
    table = Table.of([*labelled(given.data, given.documents), *written()])
    sha256 = save(head(table), HERE / "labels.npz")
    record(sha256, HERE.parent / "models.toml")
    print(f"{table.known().sum()} units of {len(table.documents)} documents, {len(table.keys)} features: {sha256}")


if __name__ == "__main__":
    main()
