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

SHOWN = 8
OPEN = ("failed", "commit_before_start")
WORDS = 14


@dataclass(frozen=True)
class Fix:
    """What to do, and how much it weighs: its marks, and for a mandatory requirement as much again as a member."""

    weight: float
    text: str


def fixes(division: Division, gates: Sequence[Gate]) -> tuple[str, ...]:
    """Return what would improve a line-up most: conditions not met, then evidence by what it adds, then proof."""
    standing = list(dict.fromkeys(f"{each.by}: {each.why}." for each in gates if each.status in OPEN))
    evidence = sorted([*_evidence(division), *_missing(division)], key=lambda each: (-each.weight, each.text))
    return (*standing, *(each.text for each in evidence[:SHOWN]), *_silent(division, gates))


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
        who = join(list(dict.fromkeys(each.by for each in open_gates)))
        yield f"Ask {who} to show {number}{f' ({about})' if about else ''}: nothing in hand says so."


def _evidence(division: Division) -> Iterator[Fix]:
    """Give a line for each need that is shown in part."""
    for need in division.case.needs:
        name = division.answers.get(need.id)
        if name is None or division.case.steps(need.id, name) != EARNS["partial"]:
            continue
        gain = need.worth / 2
        why = division.case.found[need.id, name].why
        told = f" (now: {why})" if why else ""
        yield Fix(
            gain,
            f"One dated example with a number from {name} for {_called(need)} would lift {_lifts(need)} from partial "
            f"to strong ({_marks(gain)}){told}.",
        )


def _missing(division: Division) -> Iterator[Fix]:
    """Give a line for each need that nobody in the line-up shows: who in the pool could, or that nobody can."""
    for need in division.case.needs:
        if not division.shown[need.id]:
            best = _nearest(division, need)
            gain = need.worth * (division.case.steps(need.id, best) / EARNS["strong"] if best else 1.0)
            weight = gain + (PRICE * division.case.marks_available if need.id in division.uncovered else 0.0)
            yield Fix(weight if need.mandatory else gain, f"{_told(division, need, best)} ({_marks(gain)}).")


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
        return f"Nobody in the pool can show {called}: find a partner who can"
    return f"Nobody in the pool has evidence for {called}: say how you would do it, with an example"


def _marks(gain: float) -> str:
    return f"up to +{gain:.1f} marks" if gain >= 0.05 else "under 0.1 marks"


def _called(need: Need) -> str:
    """Return a need as people speak of it: its clause, or its id, and its first words."""
    number = need.requirement.number.rstrip(".)") if need.requirement and need.requirement.number else need.id
    words = need.text.rstrip(".;: ").split()
    return f"{number} ({' '.join(words[:WORDS])}{' ...' if len(words) > WORDS else ''})"


def _lifts(need: Need) -> str:
    return need.question or "it"
