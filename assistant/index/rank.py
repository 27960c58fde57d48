"""From scores of passages to partners in order: cosine and BM25 joined, passages gathered under their partner."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.index.store import Row

BEST, WHOLE, WORDS = 0.5, 0.25, 0.25
PASSAGES = 5


@dataclass
class Found:
    """What was found of one partner: the score of its whole statement and of each passage, by row."""

    partner: int
    near: dict[int, float] = field(default_factory=dict)
    said: dict[int, float] = field(default_factory=dict)
    whole: int = 0

    @property
    def score(self) -> float:
        """Return how well the partner answers, in [0, 1]."""
        near = max((score for row, score in self.near.items() if row != self.whole), default=0.0)
        whole = self.near.get(self.whole, near)
        said = max(self.said.values(), default=0.0)
        return min(max(BEST * max(near, whole) + WHOLE * whole + WORDS * said, 0.0), 1.0)

    def passages(self) -> list[tuple[int, float]]:
        """Return the rows of its passages that answer best, with their scores."""
        rows = {row: self.passage_score(row) for row in {**self.near, **self.said} if row != self.whole}
        return sorted(rows.items(), key=lambda each: (-each[1], each[0]))[:PASSAGES]

    def passage_score(self, row: int) -> float:
        near, said = self.near.get(row, 0.0), self.said.get(row, 0.0)
        return min(max((BEST + WHOLE) * near + WORDS * said, 0.0), 1.0)


def gather(near: dict[int, float], said: dict[int, float], rows: dict[int, Row]) -> list[Found]:
    """Return what was found of each partner."""
    found: dict[int, Found] = {}
    for scores, kind in ((near, "near"), (said, "said")):
        for row, score in scores.items():
            partner = found.setdefault(rows[row].partner, Found(rows[row].partner))
            getattr(partner, kind)[row] = float(score)
            if rows[row].position == 0:
                partner.whole = row
    return list(found.values())
