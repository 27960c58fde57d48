"""The cheapest improvements of a line-up, in plain words with what each would add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.propose.describe import join, subject
from assistant.propose.divide import Division
from assistant.propose.gates import DECLARED
from assistant.propose.lay import PRICE
from assistant.propose.worth import EARNS, Need
from assistant.records import Gate

SHOWN = 10
LONG = 199
NAMED = 3
OPEN = ("failed", "commit_before_start")
WORDS = 8


@dataclass(frozen=True)
class Fix:
    """What to do, and how much it weighs: its marks, and for a mandatory requirement as much again as a member."""

    weight: float
    text: str
    uncovered: bool = False


def fixes(division: Division, gates: Sequence[Gate]) -> tuple[str, ...]:
    """Return the ten most valuable fixes: what no member covers, conditions not met, evidence, then proof to ask for.

    What the tender makes mandatory goes before what it only wishes for.
    """
    found = sorted([*_missing(division), *_evidence(division)], key=lambda each: (-each.weight, each.text))
    missing = [each.text for each in found if each.uncovered]
    others = [each.text for each in found if not each.uncovered]
    standing = dict.fromkeys(f"{each.by}: {each.why}." for each in gates if each.status in OPEN)
    lines = [*missing, *standing, *others, *_silent(division, gates)]
    return tuple(_short(each) for each in lines[:SHOWN])


def _short(line: str) -> str:
    """Return a line cut between words where it is too long to be read at a glance."""
    return line if len(line) <= LONG else f"{line[: LONG - 4].rsplit(' ', 1)[0]} ..."


def _silent(division: Division, gates: Sequence[Gate]) -> Iterator[str]:
    """Give a line for each condition that somebody has yet to show."""
    asked: dict[str, list[Gate]] = {}
    for each in gates:
        if each.status == "unknown" and not each.why.endswith(DECLARED):
            asked.setdefault(each.requirement, []).append(each)
    numbers = {each.id: each.number for each in division.case.tender.requirements}
    for name, open_gates in asked.items():
        number = (numbers.get(name) or name).rstrip(".)")
        about = subject(open_gates[0].text)
        names = list(dict.fromkeys(each.by for each in open_gates))
        who = join(names) if len(names) <= NAMED else f"{names[0]} and {len(names) - 1} other members"
        yield f"Ask {who} to show {number}{f' ({about})' if about else ''}: nothing in hand says so."


def _evidence(division: Division) -> Iterator[Fix]:
    """Give a line for each need that is shown in part."""
    for need in division.case.needs:
        name = division.answers.get(need.id)
        if name is None or division.case.steps(need.id, name) != EARNS["partial"]:
            continue
        gain = need.worth / 2
        why = division.case.found[need.id, name].why
        told = f"; now {why.partition(';')[0]}" if why else ""
        line = f"One dated example with a number from {name} for {_called(need)} would make it strong ({_marks(gain)}"
        yield Fix(gain, f"{line}{told if len(line) + len(told) < LONG - 1 else ''}).")


def _missing(division: Division) -> Iterator[Fix]:
    """Give a line for each need that nobody in the line-up shows: who in the pool could, or that nobody can."""
    for need in division.case.needs:
        if not division.shown[need.id]:
            best = _nearest(division, need)
            gain = need.worth * (division.case.steps(need.id, best) / EARNS["strong"] if best else 1.0)
            weight = gain + (PRICE * division.case.marks_available if need.id in division.uncovered else 0.0)
            line = f"{_told(division, need, best)} ({_marks(gain)})."
            yield Fix(weight if need.mandatory else gain, line, uncovered=need.id in division.uncovered)


def _nearest(division: Division, need: Need) -> str | None:
    """Return who in the pool, outside the line-up, shows a need best."""
    case = division.case
    able = [each.name for each in case.partners if case.steps(need.id, each.name) and each.name not in division.members]
    return min(able, key=lambda name: (-case.steps(need.id, name), -case.score(need.id, name), name), default=None)


def _told(division: Division, need: Need, best: str | None) -> str:
    called = _called(need)
    if need.lead_only:
        return f"{division.lead} shows nothing for {called}, which is asked of the lead"
    if best:
        return f"{best} could show {called}, which no member does"
    if need.id in division.uncovered:
        return f"Nobody in the pool can show {called}: look for a partner who can"
    return f"Nobody in the pool has evidence for {called}: say how you would do it, with an example"


def _marks(gain: float) -> str:
    return f"up to +{gain:.1f} marks" if gain >= 0.05 else "under 0.1 marks"


def _called(need: Need) -> str:
    """Return a need as people speak of it: its clause, or its id, and its first words."""
    number = need.requirement.number.rstrip(".)") if need.requirement and need.requirement.number else need.id
    words = need.text.rstrip(".;: ").split()
    return f"{number} ({' '.join(words[:WORDS])}{' ...' if len(words) > WORDS else ''})"
