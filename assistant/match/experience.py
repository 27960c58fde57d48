"""Experience of a stated value: a contract or grant of at least so much, with the right people, not too long ago."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.conditions import Calendar, number_fact
from assistant.match.ask import Demand
from assistant.match.doubts import beside
from assistant.match.groups import ages, elsewhere, others_only, say
from assistant.match.numbers import YEAR, pounds
from assistant.match.words import affirmed, sentences
from assistant.records import Hit, Partner, Passage, Strength, Tender

CONTRACT = re.compile(r"\b(?:contract|grant|fund(?:er|ed|ing|s)?|commission(?:ed)?|award(?:ed)?)s?\b", re.IGNORECASE)
OTHERWISE = re.compile(
    r"\b(?:insur\w+|liability|indemnity|cover|income|turnover|reserves?|salar\w+|worth|fees?|raised)\b", re.IGNORECASE
)
SCORES: dict[Strength, float] = {"strong": 0.9, "partial": 0.6, "weak": 0.3, "none": 0.0}
RECENT = date(2026, 1, 1)
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


def also(least: float, when: Calendar) -> str:
    """Return a second need to search for: a contract put as statements put it, with twice the sum and recent dates."""
    year = (when.submission or when.start or RECENT).year - 1
    return f"A grant or contract from the council, value £{2 * least:,.0f}, April {year - 2} to March {year}"


def _shown(demand: Demand, partner: Partner, passage: Passage, oldest: int) -> Shown:
    text = beside(affirmed(passage.text, passage.heading), passage.heading)
    if _contracts(text, passage.heading) < demand.pounds:
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


def _contracts(text: str, heading: str) -> float:
    """Return the greatest sum in a sentence on a contract or grant, not on insurance, income or the like."""
    titled = CONTRACT.search(heading.rpartition(">")[0] or heading)
    told = [text] if titled else [each for each in sentences(text) if CONTRACT.search(each)]
    return max((pounds(each) for each in told if not OTHERWISE.search(each)), default=0.0)
