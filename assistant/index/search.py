"""From needs to partners: cosines and words joined, passages gathered under their partner, the best judged."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.index.audience import ages
from assistant.index.entry import DISCLAIMS, STATEMENT
from assistant.index.judge import Case, Need, judge, on_scale, taken_off
from assistant.index.store import Store
from assistant.index.vectors import Cache
from assistant.index.words import Words, data
from assistant.records import Hit, Passage, Search

if TYPE_CHECKING:
    from assistant.index.encode import Encoder, Vectors

DEPTH = 5000
PASSAGES = 5
DENIED, SURELY = 0.3, 0.03


@dataclass
class Found:
    """What was found of one partner for one need: cosines and word scores, of passages by their row."""

    statement: float
    near: dict[int, float] = field(default_factory=dict)
    denied: dict[int, float] = field(default_factory=dict)
    words: float = 0.0
    bridge: float = 0.0

    def total(self) -> float:
        """Return the weighted sum that the score is made of."""
        weights = data("search.toml")["partner"]
        nearest = max(self.near.values(), default=self.statement)
        return (
            weights["passage"] * nearest
            + weights["statement"] * self.statement
            + weights["words"] * self.words
            + weights["bridge"] * self.bridge
        )

    def denial(self) -> int | None:
        """Return the row of the passage that says this is not done, if that is what is nearest to the need."""
        row, score = max(self.denied.items(), key=lambda each: (each[1], -each[0]), default=(None, 0.0))
        return row if score > max(DENIED, max(self.near.values(), default=0.0) + SURELY) else None


@dataclass(frozen=True)
class Asked:
    """A need as it is searched for: its stems, with the words that have them, and what the bridge adds."""

    text: str
    stems: dict[str, str]
    bridged: list[str]

    def blend(self) -> float:
        """Return the share of the bridge's words in the need's vector: less for a need that says much itself."""
        weights = data("search.toml")["bridge"]
        return weights["share"] * min(1.0, weights["short"] / max(len(self.stems), 1)) if self.bridged else 0.0

    @property
    def widened(self) -> str:
        return f"{self.text}: {', '.join(self.bridged[: data('search.toml')['bridge']['most']])}"


class Searcher:
    """Answers needs from one state of the pool."""

    def __init__(self, store: Store, cache: Cache, encoder: Encoder) -> None:
        self._store, self._cache, self._encoder = store, cache, encoder
        self._words = Words(store.db)
        self._owners = store.owners()
        self._partners = {each.row: each for each in store.standings()}
        self._places = sorted({place for each in self._partners.values() for place in each.places})

    def search(self, needs: Sequence[str], k: int) -> tuple[Search, ...]:
        """Return for each need the best `k` partners, best first, equal ones in name order."""
        asked = [self._ask(need) for need in needs]
        scores, rows = self._cache.nearest(self._vectors(asked), DEPTH)
        return tuple(
            self._answer(each, dict(zip(row.tolist(), score.tolist(), strict=True)), k)
            for each, row, score in zip(asked, rows, scores, strict=True)
        )

    def _ask(self, need: str) -> Asked:
        stems = self._words.stems(need)
        return Asked(need, stems, self._words.bridged(stems))

    def _vectors(self, asked: Sequence[Asked]) -> Vectors:
        import numpy as np

        vectors = self._encoder.encode([each.text for each in asked])
        wide = [place for place, each in enumerate(asked) if each.blend()]
        if wide:
            others = self._encoder.encode([asked[place].widened for place in wide])
            for place, other in zip(wide, others, strict=True):
                mixed = vectors[place] + asked[place].blend() * other
                vectors[place] = mixed / np.linalg.norm(mixed)
        return vectors

    def _answer(self, asked: Asked, near: dict[int, float], k: int) -> Search:
        near.pop(-1, None)
        need = Need(ages(asked.text), tuple(self._named(asked.text)))
        found = self._gather(asked, near)
        said = self._words.passages(asked.stems, DEPTH)
        speaking = self._words.speaking(asked.stems)
        hits = []
        for row, score in self._best(need, found, k):
            lacks = tuple(word for stem, word in asked.stems.items() if row not in speaking[stem])
            totals = self._weigh(found[row], said)
            hits.append(self._hit(Case(need, self._partners[row], score, lacks), found[row].denial(), totals))
        return Search(query=asked.text, hits=tuple(hits))

    def _best(self, need: Need, found: dict[int, Found], k: int) -> list[tuple[int, float]]:
        """Return the rows and scores of the best `k` partners.

        A judgement only takes away from a partner's sum, so whoever's sum is under the k-th score is not judged.
        """
        sums = sorted(((each.total(), row) for row, each in found.items()), key=lambda each: (-each[0], each[1]))
        best: list[tuple[float, str, int]] = []
        for total, row in sums:
            if len(best) >= k and round(on_scale(total), 4) < -best[k - 1][0]:
                break
            score = self._score(need, row, found[row], total)
            insort(best, (-score, self._partners[row].name.casefold(), row))
        return [(row, -score) for score, _, row in best[:k]]

    def _named(self, text: str) -> Iterable[str]:
        """Yield the places a need names, of those that partners say they work in."""
        return (place for place in self._places if re.search(rf"\b{re.escape(place)}\b", text))

    def _gather(self, asked: Asked, near: dict[int, float]) -> dict[int, Found]:
        """Return what was found by partner. What is beyond the depth of the search is as near as the last found."""
        last = min(near.values(), default=0.0)
        found: dict[int, Found] = {}
        for row, score in near.items():
            owner, kind = self._owners[row]
            partner = found.setdefault(owner, Found(last))
            if kind == STATEMENT:
                partner.statement = score
            else:
                (partner.denied if kind == DISCLAIMS else partner.near)[row] = score
        for row, score in self._words.statements(asked.stems).items():
            found.setdefault(row, Found(last)).words = score
        for row, score in self._words.other_statements(asked.bridged, asked.stems).items():
            found.setdefault(row, Found(last)).bridge = score
        return found

    def _score(self, need: Need, row: int, found: Found, total: float) -> float:
        score = on_scale(total - taken_off(need, self._partners[row]))
        if found.denial() is not None:
            score *= data("search.toml")["less"]["denied"]
        return round(score, 4)

    def _weigh(self, found: Found, said: dict[int, float]) -> list[tuple[int, float]]:
        """Return the rows of a partner's passages that answer best, with their scores."""
        weights = data("search.toml")["passage"]
        scores = {
            row: weights["cosine"] * cosine + weights["words"] * said.get(row, 0.0)
            for row, cosine in found.near.items()
        }
        best = sorted(scores, key=lambda row: (-scores[row], row))[:PASSAGES]
        return [(row, round(on_scale(scores[row]), 4)) for row in best]

    def _hit(self, case: Case, denial: int | None, best: list[tuple[int, float]]) -> Hit:
        passages = [self._store.record(row) for row, _ in best]
        strength, why = judge(case, passages, None if denial is None else self._store.record(denial))
        return Hit(
            partner=case.partner.name,
            id=case.partner.id,
            score=case.score,
            strength=strength,
            why=why,
            passages=tuple(
                Passage(text=each.text, source=each.source, score=score, heading=each.heading)
                for each, (_, score) in zip(passages, best, strict=True)
            ),
        )
