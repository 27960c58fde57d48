"""What a comparison of gold with what was found came to, by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """What a comparison came to: names that agree, that were missed, and that nobody had asked for."""

    about: str
    right: tuple[str, ...]
    missed: tuple[str, ...]
    invented: tuple[str, ...]

    @property
    def precision(self) -> float:
        return len(self.right) / (len(self.right) + len(self.invented) or 1)

    @property
    def recall(self) -> float:
        return len(self.right) / (len(self.right) + len(self.missed) or 1)

    def __str__(self) -> str:
        told = f"{self.about}: {len(self.right)} right, {len(self.missed)} missed, {len(self.invented)} invented"
        lost = [f"missed {name}" for name in self.missed] + [f"invented {name}" for name in self.invented]
        return "\n  ".join([told, *lost])


def compare(about: str, wanted: Iterable[str], found: Iterable[str]) -> Score:
    """Return which of the wanted names were found, in order."""
    gold, got = list(dict.fromkeys(wanted)), list(dict.fromkeys(found))
    return Score(
        about,
        tuple(each for each in gold if each in got),
        tuple(each for each in gold if each not in got),
        tuple(each for each in got if each not in gold),
    )
