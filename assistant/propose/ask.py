"""What to ask the buyer: the tender's own doubts, and what the line-ups raise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.conditions import pounds
from assistant.propose.lay import Case
from assistant.records import Gate, LineUp


def questions_to_buyer(case: Case, lineups: Sequence[LineUp]) -> tuple[str, ...]:
    """Return clarification questions, each once, ready to send: none names a partner or gives the bid away."""
    asked = [each.ask for each in case.tender.flags if each.ask]
    return tuple(dict.fromkeys([*asked, *_raised(case, lineups[0] if lineups else None)]))


def _raised(case: Case, best: LineUp | None) -> Iterator[str]:
    """Ask what this line-up turns on, and only what the tender leaves open."""
    if best is None:
        return
    members = [case.by_name[each.partner] for each in best.members]
    stated = {each.name: str(each.value) for each in case.tender.facts}
    unruled = any(each.kind.startswith("consortium") for each in case.tender.flags)
    if len(members) > 1 and "turnover_minimum" in stated and "group_finance_rule" not in stated:
        yield "Where a consortium bids, is the minimum turnover assessed on the lead alone or on the members together?"
    if unruled and any(each.sole_practitioner for each in members):
        yield "May a sole practitioner be a member of a consortium, and give equivalent evidence of its standing?"
    if any(_to_be_bought(each) for each in best.gates) and stated.get("insurance_timing") != "before_start":
        yield "May a member that does not yet hold the cover asked for commit to obtain it before the contract starts?"
    yield from _disproportionate(case, best)


def _to_be_bought(gate: Gate) -> bool:
    return gate.status == "commit_before_start" and "commit" not in gate.text.lower()


def _disproportionate(case: Case, best: LineUp) -> Iterator[str]:
    """Ask for proportion where no partner may lead because of income alone."""
    if best.lead in case.can_lead:
        return
    for each in case.rules.conditions:
        if each.about == "turnover":
            yield (
                f"Would the buyer consider a lower minimum turnover than {pounds(each.amount)}, or count the income of "
                "all members of a consortium, so that smaller organisations can take part?"
            )
            return
