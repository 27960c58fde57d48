"""Grade the pool against every need of a tender."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conditions import Condition, calendar, conditions
from assistant.match import SearchMany
from assistant.match.ask import Need, Setting, needs, setting
from assistant.match.prove import prove
from assistant.match.weigh import LEVELS, Best, Judged, judge, said
from assistant.records import Match, Partner, Passage, Search, Tender

NEAREST = 60
SHOWN = 3


def grade(tender: Tender, partners: tuple[Partner, ...], search_many: SearchMany) -> tuple[Match, ...]:
    asked = needs(tender)
    if not asked or not partners:
        return ()
    found = search_many([each.text for each in asked], min(len(partners), NEAREST))
    known = setting(tender, partners, asked, found)
    by_name = {each.name: each for each in partners}
    stated = _stated(tender)
    matches: list[Match] = []
    for need, search in zip(asked, found, strict=True):
        by_text = _by_text(need, search, by_name, known)
        proved = prove(need.id, stated.get(need.id, ()), partners, by_text, calendar(tender))
        matches += sorted(proved, key=lambda each: (-each.score, each.partner))
    return tuple(matches)


def _stated(tender: Tender) -> dict[str, tuple[Condition, ...]]:
    found: dict[str, tuple[Condition, ...]] = {}
    for each in conditions(tender):
        found[each.requirement] = (*found.get(each.requirement, ()), each)
    return found


def _by_text(need: Need, search: Search, by_name: dict[str, Partner], known: Setting) -> dict[str, Match]:
    """Return the matches that passages give, by partner."""
    demand = known.demand(need)
    hits = [each for each in search.hits if each.partner in by_name]
    words = [said(demand, passage, known) for hit in hits for passage in hit.passages]
    best = Best(max((each.score for each in hits), default=0.0), max(words, default=0.0))
    found = {}
    for hit in hits:
        judged = judge(demand, by_name[hit.partner], hit, known, best)
        if judged:
            found[hit.partner] = _match(need.id, hit.partner, judged)
    return found


def _match(need: str, partner: str, judged: Sequence[Judged]) -> Match:
    best = judged[0]
    kept = [each for each in judged if each.level == best.level or each.level >= 2][:SHOWN]
    passages = tuple(_passage(each) for each in kept)
    strength = LEVELS[best.level]
    why = best.why if strength != "strong" else ""
    if not why and strength != "strong":
        why = "it is only in part about this" if strength == "partial" else "it is about something else"
    return Match(need=need, partner=partner, score=round(best.score, 4), strength=strength, passages=passages, why=why)


def _passage(judged: Judged) -> Passage:
    return judged.passage.model_copy(update={"score": round(judged.score, 4)})
