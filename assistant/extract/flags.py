"""Doubts about a tender, each with a neutral question to the buyer that gives away nothing of the bid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.extract.criteria import Judging
from assistant.extract.layout import Layout, Line, Page
from assistant.extract.lexicon import pattern
from assistant.extract.questions import Questions
from assistant.extract.scope import scope_of
from assistant.extract.timetable import conflicting
from assistant.records import Criterion, Fact, Flag, HiddenText, KeyDate, Source, Tender

TWICE = 2.0
MOST_HIDDEN = 20


@dataclass(frozen=True)
class Findings:
    """What the flags are made of: the tender so far and what was doubtful when it was put together."""

    tender: Tender
    judging: Judging
    questions: Questions
    hidden: tuple[HiddenText, ...]


def find_flags(layout: Layout, findings: Findings) -> tuple[Flag, ...]:
    """Return the doubts, those about the marks first."""
    tender = findings.tender
    return (
        *_weights(findings),
        *_dates(tender.dates),
        *_units(findings.questions),
        *_group_rule(layout, tender),
        *_tupe(layout, tender),
        *_money(tender),
        *_hidden(findings.hidden),
    )


def weights_in_doubt(unsummed: Iterable[tuple[Criterion, ...]]) -> Iterator[Flag]:
    """Yield a doubt for each set of weights that does not add up."""
    for parts in unsummed:
        total = sum(each.weight for each in parts)
        of = f" of {parts[0].parent}" if parts[0].parent else ""
        listed = ", ".join(f"{each.name} {each.weight:g}%" for each in parts)
        yield Flag(
            kind="weights_do_not_sum",
            message=f"The weights{of} add up to {total:g}%: {listed}.",
            sources=tuple(each.source for each in parts),
            ask=f"The published weightings{of} add up to {total:g}%. Please confirm the weighting of each criterion.",
        )


def _weights(findings: Findings) -> Iterator[Flag]:
    yield from weights_in_doubt(findings.judging.unsummed)
    for kept, other in findings.judging.conflicts:
        yield _two_weights(kept.name, (kept.weight, other.number), (kept.source, other.source))
    for first, second in findings.questions.conflicts:
        if first.weight and second.weight and first.source and second.source:
            name = " ".join(part for part in (first.number, first.title) if part)
            yield _two_weights(name, (first.weight.number, second.weight.number), (first.source, second.source))


def _two_weights(name: str, weights: tuple[float, float], sources: tuple[Source, Source]) -> Flag:
    one, other = weights
    return Flag(
        kind="conflicting_weights",
        message=f"{name} has a weight of {one:g} in one place and of {other:g} in another.",
        sources=sources,
        ask=f"The weighting of {name} is given as {one:g} in one document and as {other:g} in another. Which applies?",
    )


def _dates(dates: Sequence[KeyDate]) -> Iterator[Flag]:
    for kept in conflicting(dates):
        what = kept[0].role.replace("_", " ")
        when = " and ".join(dict.fromkeys(each.text for each in kept))
        yield Flag(
            kind="conflicting_dates",
            message=f"Different dates are given for the {what}: {when}.",
            sources=tuple(each.source for each in kept),
            ask=f"The pack gives more than one date for the {what} ({when}). Please confirm which one applies.",
        )


def _units(questions: Questions) -> Iterator[Flag]:
    for name, source in questions.unitless:
        yield Flag(
            kind="limit_unit_missing",
            message=f"The limit for {name} does not say whether it is of words, characters or pages.",
            sources=(source,),
            ask=f"Is the limit given for {name} one of words, characters or pages?",
        )


def _group_rule(layout: Layout, tender: Tender) -> Iterator[Flag]:
    """Flag a financial test that does not say how a group is tested."""
    names = {each.name for each in tender.facts}
    if "group_finance_rule" in names:
        return
    test = next((each for each in tender.facts if each.name in {"turnover_minimum", "turnover_multiple"}), None)
    groups = _first(layout, "groups")
    if test and test.scope in {"lead", "all", "sum"} and _scope_is_said(layout, test):
        return
    if test or (groups and _first(layout, "finance_test")):
        source = test.source if test else _source(groups)
        yield Flag(
            kind="consortium_rule_unstated",
            message="The pack does not say how the financial standing of a consortium is assessed.",
            sources=(source,) if source else (),
            ask=(
                "Where a tender is made by a consortium, is economic and financial standing assessed on the lead "
                "member alone, on each member, or on all members together?"
            ),
        )


def _scope_is_said(layout: Layout, fact: Fact) -> bool:
    line = layout.line(fact.source)
    return bool(line and scope_of(line.text))


def _tupe(layout: Layout, tender: Tender) -> Iterator[Flag]:
    if any(each.name == "tupe_status" for each in tender.facts) or _first(layout, "tupe"):
        return
    incumbent = _first(layout, "incumbent")
    if incumbent:
        yield Flag(
            kind="tupe_silent",
            message="The pack names a current provider and does not say whether its staff would transfer (TUPE).",
            sources=(incumbent.source(),),
            ask=(
                "Does the buyer expect the Transfer of Undertakings (Protection of Employment) Regulations 2006 to "
                "apply to this contract? If so, please provide anonymised information about the staff who may transfer."
            ),
        )


def _first(layout: Layout, name: str) -> Line | None:
    words = pattern("flags", name)
    return next((line for page in _telling(layout) for line in page.lines if words.search(line.text)), None)


def _telling(layout: Layout) -> Iterator[Page]:
    """Return the pages that tell of this procurement; standard terms of contract do not."""
    return (page for page in layout.pages if page.kind != "contract")


def _source(line: Line | None) -> Source | None:
    return line.source() if line else None


def _money(tender: Tender) -> Iterator[Flag]:
    facts = {each.name: each for each in tender.facts}
    turnover, timing = facts.get("turnover_minimum"), facts.get("insurance_timing")
    yearly = _yearly_value(tender)
    if turnover and yearly and float(turnover.value) > TWICE * yearly:
        yield Flag(
            kind="finance_barrier",
            message=(
                f"The minimum turnover of £{float(turnover.value):,.0f} is {float(turnover.value) / yearly:.1f} times "
                f"the annual value of the contract; more than twice is out of proportion in most rules."
            ),
            sources=(turnover.source,),
            ask=(
                "The minimum turnover is more than twice the annual value of the contract. "
                "Would the buyer accept a lower figure?"
            ),
        )
    if timing and timing.value == "at_tender":
        yield Flag(
            kind="insurance_barrier",
            message="Insurance must be held when the tender is made, and not only when the contract starts.",
            sources=(timing.source,),
            ask="May a tenderer undertake to obtain the insurance before the contract starts, if it is successful?",
        )


def _yearly_value(tender: Tender) -> float | None:
    if tender.value is None or tender.value.currency != "GBP":
        return None
    if tender.value.per == "year":
        return tender.value.high
    return tender.value.high * 12 / tender.term.months if tender.term and tender.term.months else None


def _hidden(hidden: Sequence[HiddenText]) -> Iterator[Flag]:
    told = [each for each in hidden if len(re.findall(r"[A-Za-z]{3,}", each.text)) > 2]
    if told:
        many = f"{len(told)} hidden passages stand" if len(told) > 1 else "A hidden passage stands"
        yield Flag(
            kind="hidden_text",
            message=f"{many} in the pack and nothing of it was used. It begins: “{told[0].text[:120]}”.",
            sources=tuple(each.source for each in told[:MOST_HIDDEN]),
            ask="The documents contain hidden text. Please confirm that only the visible text forms part of the pack.",
        )
