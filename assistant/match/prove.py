"""Needs that a profile can prove: cover, income, policies, registrations, days. The statement only illustrates them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conditions import Calendar, Condition, Standing, check
from assistant.records import GateStatus, Match, Partner, Strength

BY_EITHER = ("mark", "policy", "evidence")
STRENGTHS: dict[GateStatus, Strength] = {
    "met": "strong",
    "commit_before_start": "partial",
    "unknown": "none",
    "failed": "weak",
}
SCORES: dict[Strength, float] = {"strong": 0.95, "partial": 0.6, "weak": 0.3, "none": 0.0}
LARGE_SHARE = 0.25


def prove(
    need: str,
    stated: Sequence[Condition],
    partners: Sequence[Partner],
    by_text: dict[str, Match],
    when: Calendar,
) -> list[Match]:
    """Return the matches of a need: by the profile where it can prove it, otherwise by passages.

    A declaration to be signed has no matches: nobody proves it beforehand.
    """
    kinds = {each.about for each in stated}
    if kinds == {"declaration"}:
        return []
    if not kinds or kinds == {"evidence"}:
        return list(by_text.values())
    return [_proved(need, stated, each, by_text.get(each.name), when) for each in partners]


def _proved(need: str, stated: Sequence[Condition], partner: Partner, text: Match | None, when: Calendar) -> Match:
    order = ("failed", "unknown", "commit_before_start", "met")
    standing = min((_standing(each, partner, when) for each in stated), key=lambda each: order.index(each.status))
    either = all(each.about in BY_EITHER for each in stated)
    if standing.status == "unknown" and either and text is not None:
        return text
    strength = STRENGTHS[standing.status]
    passages = text.passages if text is not None and text.strength in ("strong", "partial") else ()
    why = "" if strength == "strong" else standing.why
    return Match(need=need, partner=partner.name, score=SCORES[strength], strength=strength, passages=passages, why=why)


def _standing(condition: Condition, partner: Partner, when: Calendar) -> Standing:
    """Return how a partner stands; of days asked of all together, a quarter is much and any are something."""
    if condition.about != "days":
        return check(condition, partner, when)
    days = partner.days_free
    if not days:
        return Standing("unknown", "its profile gives no days" if days is None else "it has no days to give")
    told = f"{days:,} of the {condition.amount:,.0f} days asked of all members together"
    return Standing("met" if days >= LARGE_SHARE * condition.amount else "commit_before_start", told)
