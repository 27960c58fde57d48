"""Units with their right labels: of labelled documents as Consort reads them, and of those written for training."""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.extract.labelling.units import Unit, units
from models.labels.written import read_written

HERE = Path(__file__).parent
WORD = re.compile(r"\w+")
ENOUGH = 0.6


@dataclass(frozen=True)
class Gold:
    """A labelled text and the number of the unit that covers it, or None."""

    label: str
    force: str | None
    place: int | None


@dataclass(frozen=True)
class Labelled:
    """A document's units with a label each, or none; `family` names the documents of one origin."""

    family: str
    name: str
    units: tuple[Unit, ...]
    labels: tuple[str | None, ...]
    gold: tuple[Gold, ...] = ()

    @property
    def is_written(self) -> bool:
        return not self.gold


def written(folder: str = "written") -> list[Labelled]:
    """Return the documents written for training, or those of `aside`, written to judge with and never trained on."""
    return list(_written(HERE / folder))


def _written(folder: Path) -> Iterator[Labelled]:
    for path in sorted(folder.glob("*.txt")):
        document, parts = read_written(path)
        found = units(document)
        labels = tuple(_nearest(unit, parts[unit.block.id]) for unit in found)
        yield Labelled(f"written {path.stem}", path.stem, found, labels)


def _nearest(unit: Unit, parts: Sequence[tuple[int, int, str]]) -> str:
    """Return the label of the part that shares most with the unit."""
    return max(parts, key=lambda part: min(part[1], unit.end) - max(part[0], unit.start))[2]


def labelled(folder: Path, documents: Path) -> list[Labelled]:
    """Return the labelled documents of a folder, as Consort reads them; labels are carried over word by word."""
    return list(_labelled(folder, documents))


def _labelled(folder: Path, documents: Path) -> Iterator[Labelled]:
    from assistant.read import read_document

    for path in sorted(folder.glob("*.jsonl")):
        found = next(iter(sorted(each for each in documents.rglob("*") if each.stem == path.stem)), None)
        if found is None:
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        read = units(read_document(found))
        labels, gold = _carry([row for row in rows if _words(row["text"])], read)
        yield Labelled(path.stem.partition("__")[0], path.stem, read, labels, gold)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _carry(rows: Sequence[dict[str, Any]], read: Sequence[Unit]) -> tuple[tuple[str | None, ...], tuple[Gold, ...]]:
    theirs = [_words(row["text"]) for row in rows]
    ours = [_words(unit.text) for unit in read]
    shared = _shared(theirs, ours)
    labels = []
    for place, words in enumerate(ours):
        votes: Counter[str] = Counter()
        for row in range(len(rows)) if not words else _rows_of(shared, place):
            votes[rows[row]["label"]] += shared.get((row, place), 0)
        heard = sum(votes.values()) >= max(1.0, ENOUGH * len(words))
        labels.append(votes.most_common(1)[0][0] if heard else None)
    best: dict[int, tuple[int, int]] = {}
    for (row, place), count in sorted(shared.items()):
        best[row] = max(best.get(row, (0, -1)), (count, place), key=lambda each: each[0])
    gold = []
    for number, row in enumerate(rows):
        count, place = best.get(number, (0, -1))
        covered = count >= ENOUGH * len(theirs[number])
        gold.append(Gold(row["label"], row.get("force"), place if covered else None))
    return tuple(labels), tuple(gold)


def _rows_of(shared: dict[tuple[int, int], int], place: int) -> list[int]:
    return [row for row, other in shared if other == place]


def _shared(theirs: Sequence[Sequence[str]], ours: Sequence[Sequence[str]]) -> dict[tuple[int, int], int]:
    """Return how many words, in order, a row and a unit have in common."""
    one = [(word, number) for number, words in enumerate(theirs) for word in words]
    two = [(word, number) for number, words in enumerate(ours) for word in words]
    matcher = difflib.SequenceMatcher(None, [word for word, _ in one], [word for word, _ in two], autojunk=False)
    counts: Counter[tuple[int, int]] = Counter()
    for first, second, size in matcher.get_matching_blocks():
        counts.update((one[first + step][1], two[second + step][1]) for step in range(size))
    return dict(counts)
