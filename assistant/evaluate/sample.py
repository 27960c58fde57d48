"""Every stage judged on the shipped sample, whose gold is in `corpus/sample/gold`."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant import bid
from assistant.evaluate.score import Score, compare
from assistant.records import LineUp, Match, Proposal, Search, Tender
from assistant.shipped import shipped

COUNTS = 2
FIRST = 5


def gold(name: str) -> Any:
    """Return one of the shipped gold files; a list of objects where it has one a line."""
    text = shipped("corpus", "sample", "gold", name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line] if name.endswith(".jsonl") else json.loads(text)


def judge_tender(tender: Tender) -> tuple[Score, ...]:
    """Compare what a reading of the sample found with its gold: asked, weighted, limited, dated, and by whom."""
    wanted = gold("requirements.json")
    found = [each.model_dump() for each in tender.requirements]
    facts = gold("facts.json")
    return (
        compare("Requirements", _names(wanted, "id"), _names(found, "id")),
        compare("Force", _names(wanted, "id", "force"), _names(found, "id", "force")),
        compare("Scope", _names(wanted, "id", "scope"), _names(found, "id", "scope")),
        compare("Gates", *(_names((e for e in rows if e["gate"]), "id") for rows in (wanted, found))),
        compare("Words", (_plain(e["text"]) for e in wanted), (_plain(e["text"]) for e in found)),
        compare("Questions", *map(_questions, (gold("questions.json"), _dump(tender.questions)))),
        compare("Asks", *map(_asks, (gold("questions.json"), _dump(tender.questions)))),
        compare("Criteria", *map(_criteria, (gold("criteria.json"), _dump(tender.criteria)))),
        compare("Dates", *(_names(rows, "role", "at") for rows in (gold("dates.json"), _dump(tender.dates)))),
        compare("Facts", *(_facts(rows) for rows in (facts["facts"], _dump(tender.facts)))),
        compare("Flags", facts["flags"], (each.kind for each in tender.flags)),
    )


def _dump(records: Sequence[Any]) -> list[dict[str, Any]]:
    return [each.model_dump() for each in records]


def _names(rows: Iterable[Mapping[str, Any]], *fields: str) -> list[str]:
    return [" ".join(str(row[field]) for field in fields) for row in rows]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _questions(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [f"{e['id']} {e['title']} {e['weight'] or 0:g} {(e['limit'] or {}).get('number')}" for e in rows]


def _asks(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [f"{e['id']}/{number} {_plain(ask)}" for e in rows for number, ask in enumerate(e["asks"], 1)]


def _criteria(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [f"{e['parent'] or 'all'} > {e['name']} {e['weight']:g}" for e in rows]


def _facts(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return [f"{e['name']} {e['value']:g} {e['scope']}" for e in rows if isinstance(e["value"], int | float)]


def judge_matches(matches: Sequence[Match]) -> tuple[Score, ...]:
    """Compare who was found to meet which clause (strong or partial) with who can (graded 2 or 3)."""
    can: dict[str, dict[str, int]] = gold("can_meet.json")
    wanted = [f"{need} {name}" for need, grades in can.items() for name, grade in grades.items() if grade >= COUNTS]
    clauses = [each for each in wanted if each[0].isdigit()]
    told = [f"{e.need} {e.partner}" for e in matches if e.strength in ("strong", "partial") and e.need in can]
    return (compare("Who can meet what", clauses, told),)


def judge_searches(searches: Sequence[Search]) -> tuple[float, list[str]]:
    """Return nDCG@5 over the graded needs, and the needs led by one who cannot meet them."""
    needs = gold("needs.jsonl")
    scores, wrong = [], []
    for need, search in zip(needs, searches, strict=True):
        grades = need["grades"]
        scores.append(ndcg([grades.get(hit.partner, 0) for hit in search.hits[:FIRST]], list(grades.values())))
        first = search.hits[0].partner if search.hits else ""
        if max(grades.values()) >= COUNTS and grades.get(first, 0) < COUNTS:
            wrong.append(f"{need['need']}: {first}")
    return sum(scores) / len(scores), wrong


def ndcg(found: Sequence[int], grades: Sequence[int]) -> float:
    """Return the normalised discounted cumulative gain, gain 2**grade - 1 (Burges and others, 2005), cut at five."""

    def gain(given: Iterable[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(given))

    best = gain(sorted(grades, reverse=True)[:FIRST])
    return gain(found) / best if best else 1.0


def judge_leads(proposal: Proposal) -> Score:
    """Compare who was ruled out as lead with who may not lead."""
    may = gold("may_lead.json")
    wanted = [name for name, said in may.items() if not said["may"]]
    return compare("Ruled out as lead", wanted, (each.partner for each in proposal.leads_ruled_out))


def judge_cover(lineup: LineUp) -> Score:
    """Compare who answers which clause in a line-up with who can."""
    can: dict[str, dict[str, int]] = gold("can_meet.json")
    owners = {need: name for need, name in lineup.answers.items() if need in can and need[0].isdigit()}
    good = {need for need, name in owners.items() if can[need].get(name, 0) >= COUNTS}
    could = [need for need, grades in can.items() if need[0].isdigit() and max(grades.values(), default=0) >= COUNTS]
    return Score(
        "Clauses answered by someone who can",
        tuple(sorted(good)),
        tuple(sorted(set(could) - set(owners))),
        tuple(f"{need} {owners[need]}" for need in sorted(set(owners) - good)),
    )


def evaluate(pool: Path) -> Iterator[str]:
    """Judge every stage on the sample, with its partners in the new folder `pool`."""
    bid.add_partners(pool, [shipped("corpus", "sample", "partners")], lambda _: None)
    plan = bid.propose_lineups(pool, [shipped("corpus", "sample", "tender")], bid.wishes(), lambda _: None)
    for score in (*judge_tender(plan.reading.tender), *judge_matches(plan.matches), judge_leads(plan.proposal)):
        yield str(score)
    for lineup in plan.proposal.lineups[:1]:
        yield str(judge_cover(lineup))
    needs = [each["need"] for each in gold("needs.jsonl")]
    mean, wrong = judge_searches(bid.search_partners(pool, needs, FIRST))
    yield f"Search: nDCG@{FIRST} {mean:.3f} over {len(needs)} needs, {len(wrong)} led by one who cannot"
    yield from (f"  {each}" for each in wrong)
