"""Trains and judges the table for specifications of software: `python -m models.labels.software --pure TRAIN.csv`.

The file is of PURE, public requirements documents (CC-BY): one sentence a row, its document, requirement or not.
Documents are shuffled for training, since the file lists the requirements of a document first and their order
would be learned. `--unseen VALID.csv` judges as well: each document by a table that has not seen it, in the file's
order and shuffled, several documents in one, and the unseen file; and a rule that has seen no such data at all.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.extract.labelling.context import Floats
from assistant.extract.labelling.software import measure, steady
from models.labels.examples import HERE

STRENGTH = 0.1
TOGETHER, ROUNDS = 4, 3
BINDS = re.compile(r"\b(?:shall|must|should|will|required)\b", re.IGNORECASE)
BOUND, UNBOUND = 0.8, 0.2
EVEN = 0.5
WEIGHTS = HERE / "software-weights.toml"


@dataclass(frozen=True)
class Specification:
    name: str
    texts: tuple[str, ...]
    right: Any

    def shuffled(self, seed: int = 0) -> Specification:
        order = np.random.default_rng(seed).permutation(len(self.texts))
        return Specification(self.name, tuple(self.texts[at] for at in order), self.right[order])


def specifications(path: Path) -> list[Specification]:
    """Return the documents of a file; those whose names differ only in marks are one."""
    found: dict[str, list[tuple[str, bool]]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            text = " ".join(row["Requirement"].split())
            name = re.sub(r"\W", "", Path(row["Name of Doc"].strip().lower()).stem)
            if text:
                found.setdefault(name, []).append((text, row["Req/Not Req"].strip().lower() == "req"))
    return [
        Specification(name, tuple(text for text, _ in rows), np.array([right for _, right in rows]))
        for name, rows in sorted(found.items())
    ]


@dataclass(frozen=True)
class Weights:
    names: list[str]
    each: Floats
    bias: float

    def look(self, texts: Sequence[str]) -> Floats:
        return steady(1 / (1 + np.exp(-(measure(texts)[1] @ self.each + self.bias))))


def train(documents: Iterable[Specification]) -> Weights:
    """Return the mean of two tables: one that sees how the whole document binds, one that sees what is near."""
    mixed = [document.shuffled() for document in documents]
    measured = [measure(document.texts) for document in mixed]
    names, rows = measured[0][0], np.vstack([each for _, each in measured])
    right = np.concatenate([document.right for document in mixed])
    each, bias = np.zeros(len(names)), 0.0
    for left in ("near: ", "overall: "):
        kept = np.array([not name.startswith(left) for name in names])
        middle, spread = rows[:, kept].mean(axis=0), rows[:, kept].std(axis=0)
        spread[spread == 0] = 1.0
        model = LogisticRegression(C=STRENGTH, max_iter=2000).fit((rows[:, kept] - middle) / spread, right)
        weights = model.coef_[0] / spread / 2
        each[kept] += weights
        bias += float(model.intercept_[0]) / 2 - float(weights @ middle)
    return Weights(names, each.round(4), round(bias, 4))


def save(given: Weights, path: Path) -> None:
    lines = [f'"{name}" = {weight:.4f}' for name, weight in zip(given.names, given.each, strict=True)]
    text = "\n".join(
        [
            "# Trained by python -m models.labels.software on PURE (Ferrari, Spagnolo and Gnesi 2017), CC-BY.",
            f"bias = {given.bias:.4f}",
            "",
            "[weights]",
            *lines,
        ]
    )
    path.write_text(f"{text}\n", encoding="utf-8")


def macro(right: Any, found: Any) -> float:
    """Return the mean F1 of requirement and the rest."""
    each = [2 * np.sum(right & found) / max(1, np.sum(right) + np.sum(found))]
    each.append(2 * np.sum(~right & ~found) / max(1, np.sum(~right) + np.sum(~found)))
    return float(np.mean(each))


def by_rule(texts: Sequence[str]) -> Floats:
    """Return what a binding word says, and the neighbours: no labelled data."""
    return steady(np.array([BOUND if BINDS.search(text) else UNBOUND for text in texts]))


def family(document: Specification) -> str:
    return re.sub(r"\d+$", "", document.name)


def judge(known: Sequence[Specification], unseen: Sequence[Specification]) -> Iterator[str]:
    every = [*known, *unseen]
    tables = {name: train(d for d in every if family(d) != name) for name in sorted({family(d) for d in every})}
    for how, seen in _orders(every):
        found = [tables[family(each)].look(each.texts) > EVEN for each in seen]
        whole = macro(np.concatenate([each.right for each in seen]), np.concatenate(found))
        means = np.mean([macro(each.right, one) for each, one in zip(seen, found, strict=True)])
        yield f"each document by a table that has not seen it, {how}: {whole:.3f}, mean of documents {means:.3f}"
    table = train(known)
    for how, seen in _orders(unseen):
        for each in seen:
            yield f"{each.name}, trained on the others, {how}: {macro(each.right, table.look(each.texts) > EVEN):.3f}"
            yield f"{each.name}, no such data, {how}: {macro(each.right, by_rule(each.texts) > EVEN):.3f}"
    trained, ruled = (np.mean(each) for each in zip(*_several(every), strict=True))
    yield f"{TOGETHER} unseen documents in one, requirements first: {trained:.3f}; no such data {ruled:.3f}"


def _orders(documents: Sequence[Specification]) -> Iterator[tuple[str, list[Specification]]]:
    yield "in the file's order", list(documents)
    yield "shuffled", [each.shuffled(1) for each in documents]


def _several(every: Sequence[Specification]) -> Iterator[tuple[float, float]]:
    """Return figures of documents that are read as one, as the file of unseen sentences gives them."""
    names = sorted({family(document) for document in every})
    for seed in range(ROUNDS):
        order = np.random.default_rng(seed).permutation(names)
        for start in range(0, len(names), TOGETHER):
            out = set(order[start : start + TOGETHER])
            rows = [row for d in every if family(d) in out for row in zip(d.texts, d.right, strict=True)]
            rows = sorted(rows, key=lambda row: not row[1])
            texts, right = [text for text, _ in rows], np.array([each for _, each in rows])
            table = train(d for d in every if family(d) not in out)
            yield macro(right, table.look(texts) > EVEN), macro(right, by_rule(texts) > EVEN)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pure", type=Path, required=True, help="the file of sentences to train on")
    parser.add_argument("--unseen", type=Path, help="a file of other documents' sentences to judge with")
    given = parser.parse_args()
    known = specifications(given.pure)
    save(train(known), WEIGHTS)
    for line in judge(known, specifications(given.unseen)) if given.unseen else ():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
