"""All that is known of the units of some documents, as tables to train on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from assistant.extract.labelling.context import Floats, surroundings
from assistant.extract.labelling.features import describe
from assistant.extract.labelling.head import flatten
from models.labels.examples import Labelled
from models.labels.meanings import vectors, vocabulary

RARE = 2
PARTS = 3
COMMON = 100.0
OWN_WORD = "w:"


@dataclass(frozen=True)
class Table:
    """One row a unit: the features in `keys`, then what its words mean; `groups` are left out together."""

    documents: Sequence[Labelled]
    keys: NDArray[np.uint32]
    rows: Any
    senses: Senses
    labels: NDArray[np.str_]
    groups: NDArray[np.str_]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, documents: Sequence[Labelled]) -> Table:
        described = [each for document in documents for each in describe(document.units)]
        rows, names, weights = flatten(described)
        keys, columns, counts = np.unique(names, return_inverse=True, return_counts=True)
        frequent = counts >= RARE
        sparse = csr_matrix((weights, (rows, columns)), shape=(len(described), len(keys)))[:, frequent]
        senses = Senses.of(described)
        return cls(
            documents=documents,
            keys=keys[frequent],
            rows=hstack([sparse, csr_matrix(senses.rows)]).tocsr(),
            senses=senses,
            labels=np.array([label or "" for document in documents for label in document.labels]),
            groups=np.array([_group(document) for document in documents for _ in document.units]),
            starts=np.cumsum([0, *(len(document.units) for document in documents)]),
        )

    def known(self, without: Iterable[str] = ()) -> NDArray[np.bool_]:
        """Return which units carry a label and are not of the groups left out."""
        return (self.labels != "") & ~np.isin(self.groups, list(without))

    def seeing(self, starts: tuple[str, ...]) -> Table:
        """Return the table with those features only whose names start so, and with what words mean."""
        names = {name for document in self.documents for each in describe(document.units) for name, _ in each}
        seen = {crc32(name.encode()) for name in names if name.startswith(starts)}
        own = np.isin(self.keys, np.array(sorted(seen), dtype=np.uint32))
        columns = np.concatenate([own, np.ones(self.rows.shape[1] - len(own), dtype=bool)])
        return replace(self, keys=self.keys[own], rows=self.rows[:, columns])

    def left_out(self, group: str) -> list[Labelled]:
        return [document for document in self.documents if _group(document) == group]

    def around(self, first: Floats) -> Floats:
        """Return what surrounds every unit, document by document."""
        spans = zip(self.starts, self.starts[1:], strict=False)
        return np.vstack(
            [surroundings(each.units, first[a:b]) for each, (a, b) in zip(self.documents, spans, strict=True)]
        )

    def fold(self, weights: Floats) -> tuple[NDArray[np.uint32], Floats]:
        """Return keys and weights of single features, with what words mean added to the weights of words."""
        own = weights[: len(self.keys)]
        extra = self.senses.vectors @ weights[len(self.keys) :]
        keys = np.union1d(self.keys, self.senses.keys)
        folded = np.zeros((len(keys), weights.shape[1]))
        folded[np.searchsorted(keys, self.keys)] += own
        np.add.at(folded, np.searchsorted(keys, self.senses.keys), extra)
        return keys, folded


@dataclass(frozen=True)
class Senses:
    """The vectors of words, common words less; `rows` is their sum over each unit, as heavy as in its features."""

    keys: NDArray[np.uint32]
    vectors: Floats
    rows: Floats

    @classmethod
    def of(cls, described: Sequence[Sequence[tuple[str, float]]]) -> Senses:
        found = [
            (row, name.removeprefix(OWN_WORD), weight)
            for row, each in enumerate(described)
            for name, weight in each
            if name.startswith(OWN_WORD)
        ]
        words = sorted({*vocabulary(), *(word for _, word, _ in found)})
        place = {word: number for number, word in enumerate(words)}
        at = np.array([place[word] for _, word, _ in found])
        how_often = np.bincount(at, minlength=len(words)) / len(described)
        table = vectors(words) / (1 + COMMON * how_often)[:, None]
        weights = np.array([weight for _, _, weight in found])
        units = np.array([row for row, _, _ in found])
        bags = csr_matrix((weights, (units, at)), shape=(len(described), len(words)))
        keys = np.array([crc32(f"{OWN_WORD}{word}".encode()) for word in words], dtype=np.uint32)
        return cls(keys=keys, vectors=table, rows=bags @ table)


def _group(document: Labelled) -> str:
    """Return what is left out together: a family, or a part of what was written for training."""
    if document.is_written:
        return f"written {sum(document.name.encode()) % PARTS}"
    return document.family
