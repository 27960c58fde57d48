"""How well one partner's passages answer one need.

A passage starts from how near it is in meaning and in words. Both are measured against the best in the pool for this
need and against a fixed mark, so that the best of a poor lot is not strong and a need that is hard to put into words
still finds its best. Each doubt then takes it a step down; some let it be weak at the most.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.match.ask import Demand, Setting
from assistant.match.doubts import ANY, WEAK, Doubt, Evidence, doubts
from assistant.match.words import affirmed, stems
from assistant.records import Hit, Partner, Passage, Strength

NEAR, SAID = 0.6, 0.4
AGAINST_BEST, AGAINST_MARK = 0.6, 0.4
FLOORS = (0.3, 0.4)
"""How near a passage has to be, on the straight scale, to be partial or strong at all, however it compares."""
MARK_NEAR, MARK_SAID = 0.6, 0.55
STARTS = (0.3, 0.5, 0.66)
EDGE = 1e-4
STEP, LIGHT = 0.85, 0.97
LEVELS: tuple[Strength, ...] = ("none", "weak", "partial", "strong")


@dataclass(frozen=True)
class Best:
    """The best of the pool for one need: how near its nearest partner is, how much its fullest passage says."""

    near: float
    said: float


@dataclass(frozen=True)
class Judged:
    passage: Passage
    near: float
    start: float
    doubts: tuple[Doubt, ...]

    @property
    def level(self) -> int:
        """0 none, 1 weak, 2 partial, 3 strong: what it starts as, less its steps; a doubt alone leaves it weak."""
        start = sum(self.score_before_steps >= each for each in STARTS)
        lowered = max(start - sum(each.steps for each in self.doubts), min(start, WEAK))
        reach = WEAK + sum(self.near >= each for each in FLOORS)
        return min([lowered, reach, *(each.most for each in self.doubts)])

    @property
    def score_before_steps(self) -> float:
        return self.start * LIGHT ** sum(each.light for each in self.doubts)

    @property
    def score(self) -> float:
        """The score in [0, 1] after its doubts, never as high as the next level's start."""
        lowered = self.score_before_steps * STEP ** sum(each.steps for each in self.doubts)
        return min(lowered, (*STARTS, 1.0)[self.level] - (0.001 if self.level < ANY else 0))

    @property
    def why(self) -> str:
        return "; ".join(each.why for each in self.doubts)


def said(demand: Demand, passage: Passage, setting: Setting) -> float:
    """Return which share of the need's telling words a passage affirms, its heading counted."""
    text = passage.text if demand.negative else affirmed(passage.text, passage.heading)
    return setting.rarity.share(demand.stems, stems(f"{passage.heading} {text}" if text else ""))


def judge(demand: Demand, partner: Partner, hit: Hit, setting: Setting, best: Best) -> list[Judged]:
    """Return a partner's passages judged, best first."""
    whole = " ".join(affirmed(each.text, each.heading) for each in hit.passages)
    found = [
        Judged(
            passage=each,
            near=_near(hit, each),
            start=_start(_near(hit, each), said(demand, each, setting), best),
            doubts=doubts(Evidence(demand, partner, each, setting, whole)),
        )
        for each in hit.passages
    ]
    return sorted(found, key=lambda each: (-each.level, -each.score, str(each.passage.source)))


def _near(hit: Hit, passage: Passage) -> float:
    return (straight(hit.score) + straight(passage.score)) / 2


def _start(near: float, words: float, best: Best) -> float:
    relative = NEAR * _share(near, straight(best.near)) + SAID * _share(words, best.said)
    fixed = NEAR * _share(near, MARK_NEAR) + SAID * _share(words, MARK_SAID)
    return AGAINST_BEST * relative + AGAINST_MARK * fixed


def straight(score: float) -> float:
    """Return a score of the search on a straight scale: its log-odds, -5 as 0 and 5 as 1.

    The search presses what is far and what is near together on an S-shaped curve; shares are taken of a straight one.
    """
    kept = min(max(score, EDGE), 1 - EDGE)
    return min(max(0.5 + math.log(kept / (1 - kept)) / 10, 0.0), 1.0)


def _share(one: float, whole: float) -> float:
    return min(max(one, 0.0) / whole, 1.0) if whole > 0 else 0.0
