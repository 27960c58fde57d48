"""Grade the pool against every need of a tender."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conditions import Condition, calendar, conditions
from assistant.match import SearchMany
from assistant.match.ask import Demand, Setting, needs, setting
from assistant.match.experience import SCORES, also, oldest_year, show
from assistant.match.numbers import pounds
from assistant.match.prove import prove
from assistant.match.weigh import LEVELS, Best, Judged, judge, said
from assistant.records import Hit, Match, Partner, Passage, Search, Tender

NEAREST = 60
SHOWN = 3


def grade(tender: Tender, partners: tuple[Partner, ...], search_many: SearchMany) -> tuple[Match, ...]:
    asked = needs(tender)
    if not asked or not partners:
        return ()
    many = min(len(partners), NEAREST)
    when = calendar(tender)
    sums = {each.id: pounds(each.text) for each in asked if each.kind == "experience"}
    second = {name: also(least, when) for name, least in sums.items() if least}
    results = search_many([*(each.text for each in asked), *second.values()], many)
    found = results[: len(asked)]
    contracts = dict(zip(second, results[len(asked) :], strict=True))
    known = setting(tender, partners, asked, found)
    oldest = oldest_year(tender, when)
    by_name = {each.name: each for each in partners}
    stated = _stated(tender)
    matches: list[Match] = []
    for need, search in zip(asked, found, strict=True):
        demand = known.demand(need)
        if demand.pounds:
            by_text = _by_experience(need.id, demand, (search, contracts[need.id]), by_name, oldest)
        else:
            by_text = _by_text(need.id, demand, search, by_name, known)
        proved = prove(need.id, stated.get(need.id, ()), partners, by_text, when)
        matches += sorted(proved, key=lambda each: (-each.score, each.partner))
    return tuple(matches)


def _stated(tender: Tender) -> dict[str, tuple[Condition, ...]]:
    found: dict[str, tuple[Condition, ...]] = {}
    for each in conditions(tender):
        found[each.requirement] = (*found.get(each.requirement, ()), each)
    return found


def _by_experience(
    need: str, demand: Demand, searches: Sequence[Search], by_name: dict[str, Partner], oldest: int
) -> dict[str, Match]:
    """Return the matches that contracts and grants give, by partner."""
    hits: dict[str, list[Hit]] = {}
    for search in searches:
        for hit in search.hits:
            if hit.partner in by_name:
                hits.setdefault(hit.partner, []).append(hit)
    found = {}
    for name, own in hits.items():
        shown = show(demand, by_name[name], own, oldest)
        if shown:
            best = shown[0]
            kept = tuple(each.passage for each in shown if each.strength == best.strength)[:SHOWN]
            found[name] = Match(
                need=need,
                partner=name,
                score=SCORES[best.strength],
                strength=best.strength,
                passages=kept,
                why=best.why,
            )
    return found


def _by_text(
    need: str, demand: Demand, search: Search, by_name: dict[str, Partner], known: Setting
) -> dict[str, Match]:
    """Return the matches that passages give, by partner."""
    hits = [each for each in search.hits if each.partner in by_name]
    words = [said(demand, passage, known) for hit in hits for passage in hit.passages]
    best = Best(max((each.score for each in hits), default=0.0), max(words, default=0.0))
    found = {}
    for hit in hits:
        judged = judge(demand, by_name[hit.partner], hit, known, best)
        if judged:
            found[hit.partner] = _match(need, hit.partner, judged)
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
