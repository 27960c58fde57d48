"""The trained head: two looks at a document's units, each a table of weights."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, get_args
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ConsortError
from assistant.extract.labelling.context import Floats, surroundings
from assistant.extract.labelling.features import Feature, describe
from assistant.extract.labelling.units import Unit
from assistant.records import Label
from assistant.shipped import shipped

LABELS: tuple[Label, ...] = get_args(Label)
TINY = 1e-4
AT_ONCE = 2000


@dataclass(frozen=True)
class Head:
    """`keys` are the sorted checksums of the known features' names, one row of `first` each."""

    keys: NDArray[np.uint32]
    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats

    def look(self, units: Sequence[Unit]) -> Floats:
        """Return the probability of each label for each unit of one document; LABELS is the order of columns."""
        once = self.first_look(describe(units))
        twice = softmax(surroundings(units, once) @ self.second + self.second_bias)
        return normalise(np.sqrt((once + TINY) * (twice + TINY)))

    def first_look(self, described: Iterable[Sequence[Feature]]) -> Floats:
        """Return the probabilities by the units' own features, a part of them at once: each has a hundred and more."""
        rest, scores = iter(described), [np.empty((0, len(LABELS)))]
        while some := list(islice(rest, AT_ONCE)):
            scores.append(self._scores(some))
        return softmax(np.vstack(scores) + self.first_bias)

    def _scores(self, described: Sequence[Sequence[Feature]]) -> Floats:
        rows, names, weights = flatten(described)
        at = np.searchsorted(self.keys, names)
        at[at == len(self.keys)] = 0
        known = self.keys[at] == names
        rows, at, weights = rows[known], at[known], weights[known]
        scores = np.empty((len(described), len(LABELS)))
        for column in range(len(LABELS)):
            scores[:, column] = np.bincount(rows, weights * self.first[at, column], minlength=len(described))
        return scores


def flatten(described: Sequence[Sequence[Feature]]) -> tuple[NDArray[np.intp], NDArray[np.uint32], Floats]:
    """Return row numbers, checksums of names, and weights of all features, one entry a feature."""
    rows = np.repeat(np.arange(len(described)), [len(each) for each in described])
    every = list(chain.from_iterable(described))
    names = np.fromiter((crc32(name.encode()) for name, _ in every), dtype=np.uint32, count=len(every))
    return rows, names, np.fromiter((weight for _, weight in every), dtype=np.float64, count=len(every))


def softmax(scores: Floats) -> Floats:
    return normalise(np.exp(scores - scores.max(axis=1, keepdims=True)))


def normalise(shares: Floats) -> Floats:
    whole: Floats = shares / shares.sum(axis=1, keepdims=True)
    return whole


@cache
def trained() -> Head:
    """Return the shipped head. Raises ConsortError when its file is missing or is not the one that was trained."""
    return load(_weights())


def load(path: Path) -> Head:
    with np.load(path, allow_pickle=False) as kept:
        arrays: dict[str, Any] = {name: kept[name] for name in kept.files}
    return Head(arrays.pop("keys"), **{name: each.astype(np.float64) for name, each in arrays.items()})


def _weights() -> Path:
    with shipped("models", "models.toml").open("rb") as file:
        kept = tomllib.load(file)["labels"]
    path = shipped("models", "labels", kept["weights"])
    check(path, kept["sha256"])
    return path


def check(path: Path, sha256: str) -> None:
    """Raise ConsortError unless the file's contents have the given SHA-256."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise ConsortError(
            "The model that labels sentences is not the one that came with Consort",
            f"{path.name} has changed or is damaged",
            "Install Consort again.",
        )
