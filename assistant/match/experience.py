"""Experience of a stated value: a contract or grant of at least so much, with the right people, not too long ago."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.conditions import Calendar, number_fact
from assistant.match.ask import Demand
from assistant.match.groups import ages, elsewhere, others_only, say
from assistant.match.numbers import YEAR, pounds
from assistant.match.words import affirmed
from assistant.records import Hit, Partner, Passage, Strength, Tender

ALSO = "Contracts and grants we have managed: funder or customer, work, dates, value"
CONTRACT = re.compile(
    r"\b(?:contract|grant|fund|commission|award|buys?|bought|paid|pays|pay|value|funder|customer|council|led|managed)",
    re.IGNORECASE,
)
SCORES: dict[Strength, float] = {"strong": 0.9, "partial": 0.6, "weak": 0.3, "none": 0.0}
ORDER: tuple[Strength, ...] = ("none", "weak", "partial", "strong")


@dataclass(frozen=True)
class Shown:
    passage: Passage
    strength: Strength
    why: str

    @property
    def rank(self) -> tuple[int, float, str]:
        return -ORDER.index(self.strength), -pounds(self.passage.text), str(self.passage.source)


def oldest_year(tender: Tender, when: Calendar) -> int:
    """Return the first year that counts; 0 where the tender sets none or has no date to count from."""
    years, day = number_fact(tender, "experience_years"), when.submission or when.start
    return day.year - int(years) if years and day else 0


def show(demand: Demand, partner: Partner, hits: Iterable[Hit], oldest: int) -> list[Shown]:
    """Return a partner's passages as proof of experience, best first; the greatest sum stands first among equals."""
    passages = {(str(each.source), each.text): each for hit in hits for each in hit.passages}
    return sorted((_shown(demand, partner, each, oldest) for each in passages.values()), key=lambda each: each.rank)


def _shown(demand: Demand, partner: Partner, passage: Passage, oldest: int) -> Shown:
    text = affirmed(passage.text, passage.heading)
    if pounds(text) < demand.pounds or not CONTRACT.search(f"{passage.heading} {text}"):
        return Shown(passage, "weak", f"it shows no contract or grant of £{demand.pounds:,.0f} or more")
    found = ages(text)
    if elsewhere(demand.ages, found) or (not found and others_only(partner.groups, demand.ages)):
        whom = f"ages {say(found)}" if found else ", ".join(partner.groups)
        return Shown(passage, "weak", f"it is about {whom}, not ages {say(demand.ages)}")
    years = [int(each) for each in YEAR.findall(text)]
    if not years:
        return Shown(passage, "partial", "it gives no date")
    if max(years) < oldest:
        return Shown(passage, "weak", f"it is of {max(years)}, before {oldest}")
    return Shown(passage, "strong", "")
