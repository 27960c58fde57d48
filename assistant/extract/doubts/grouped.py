"""Doubts about bids made by a group: whether it may bid, who contracts, how it is tested, whom a requirement binds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.extract.doubts.findings import Findings, asks_for_bids, clipped, facts_named, first
from assistant.extract.requirements.group import group_rules
from assistant.extract.requirements.scope import scope_of
from assistant.extract.text.layout import Layout
from assistant.records import Flag, Requirement, Source, Tender

MOST = 6
TEST = re.compile(r"\b(?:turnover|income|financial|accounts|credit|solven\w+|ratio|reserves)\b", re.IGNORECASE)
OF_BODY = re.compile(
    r"\b(?:polic(?:y|ies)|regist\w+|certifi\w+|accredit\w+|toolkit|standards?|ISO|essentials|gdpr|data protection|"
    r"quality mark|licen[cs]\w+)\b",
    re.IGNORECASE,
)
FINANCE = (
    "Where a tender is made by a consortium, is economic and financial standing assessed on the lead member alone, on "
    "each member, or on all members together?"
)
MAY_BID = "May organisations bid together as a consortium, and if so, on what terms?"
CONTRACT = (
    "Where a consortium is successful, will the contract be made with the lead member alone or with all members, who "
    "signs it, and are the members jointly and severally liable?"
)
ASSUMED = {
    "insurance": (
        "must hold the insurance",
        "each member",
        "must each member hold the insurance in {names} itself, or may the lead or one member hold it for all?",
    ),
    "finance": (
        "must meet the financial test",
        "the lead alone",
        "is the test in {names} applied to the lead alone, to each member, or to the members together?",
    ),
    "compliance": (
        "must meet the standards",
        "{taken}",
        "must each member meet {names}, or is it enough if the member that does the work does?",
    ),
    "staffing": (
        "must provide the numbers",
        "the members together",
        "may the numbers in {names} be met by the members together?",
    ),
}


def group_doubts(layout: Layout, findings: Findings) -> Iterator[Flag]:
    """Return what a group of bidders must know and the pack does not say; nothing where no group may bid."""
    tender = findings.tender
    if not asks_for_bids(layout, tender) and not _tested(tender):
        return
    rules = group_rules(layout)
    if rules.barred:
        return
    open_points = list(_unstated(layout, tender)) if asks_for_bids(layout, tender) else []
    finance = _finance_unstated(layout, tender)
    if open_points or finance:
        yield _unstated_flag(open_points, finance)
    if asks_for_bids(layout, tender):
        yield from _assumptions(layout, tender, asked=finance is not None and not open_points)


def _tested(tender: Tender) -> bool:
    return bool(facts_named(tender, "turnover_minimum") or facts_named(tender, "turnover_multiple"))


def _unstated(layout: Layout, tender: Tender) -> Iterator[tuple[str, str]]:
    """Return what is not said of groups, and what to ask."""
    if first(layout, "groups") is None and not any(each.scope in {"lead", "sum"} for each in _said(tender)):
        yield "whether organisations may bid together", MAY_BID
    elif first(layout, "contracting") is None:
        yield (
            "who would sign the contract for a consortium and whether its members are jointly and severally liable",
            CONTRACT,
        )


def _said(tender: Tender) -> list[Requirement]:
    return [each for each in tender.requirements if not each.assumed]


def _finance_unstated(layout: Layout, tender: Tender) -> tuple[Source, ...] | None:
    """Return where a financial test stands that does not say how a group is tested, or None."""
    if facts_named(tender, "group_finance_rule"):
        return None
    tests = [each for each in tender.facts if each.name in {"turnover_minimum", "turnover_multiple"}]
    said = [each for each in tender.requirements if each.kind == "finance" and not each.assumed]
    for test in tests:
        line = layout.line(test.source)
        if (line and scope_of(line.text)) or any(_beside(test.source, each.source) for each in said):
            return None
    if tests:
        return (tests[0].source,)
    if said or first(layout, "groups") is None:
        return None
    words = first(layout, "finance_test")
    return (words.source(),) if words else None


def _beside(one: Source, other: Source) -> bool:
    return (one.document, one.block) == (other.document, other.block)


def _unstated_flag(points: Sequence[tuple[str, str]], finance: tuple[Source, ...] | None) -> Flag:
    told = [point for point, _ in points]
    asked = [question for _, question in points]
    if not points:
        told, asked = ["how the financial standing of a consortium is assessed"], [FINANCE]
    return Flag(
        kind="consortium_rule_unstated",
        message=f"The pack does not say {'; nor '.join(told)}.",
        sources=finance or (),
        ask=" ".join(asked),
    )


def _assumptions(layout: Layout, tender: Tender, *, asked: bool) -> Iterator[Flag]:
    """Return one doubt for each sort of requirement that names nobody; `asked` where finance is asked about already."""
    sorts: dict[str, list[Requirement]] = {}
    for each in tender.requirements:
        sort = _sort(each)
        if sort and not (sort == "finance" and asked):
            sorts.setdefault(sort, []).append(each)
    for sort in ASSUMED:
        if sort in sorts:
            yield _assumption(layout, sort, sorts[sort])


def _sort(requirement: Requirement) -> str | None:
    if not requirement.assumed or requirement.force != "must":
        return None
    if requirement.kind == "insurance":
        return "insurance" if requirement.scope == "all" else None
    if requirement.kind == "finance":
        return "finance" if requirement.scope == "lead" and TEST.search(requirement.text) else None
    if requirement.kind == "staffing" and requirement.scope == "sum":
        return "staffing"
    whole = requirement.kind in {"safeguarding", "data", "accreditation"} and requirement.scope == "all"
    held = whole or (requirement.kind == "accreditation" and requirement.gate)
    return "compliance" if held and OF_BODY.search(requirement.text) else None


def _assumption(layout: Layout, sort: str, kept: Sequence[Requirement]) -> Flag:
    does, taken, question = ASSUMED[sort]
    names = _names(layout, kept)
    who = "each member" if any(each.scope == "all" for each in kept) else "any one member"
    return Flag(
        kind="scope_assumed",
        message=f"The pack does not say who in a consortium {does} in {names}; taken here: {taken.format(taken=who)}.",
        sources=tuple(each.source for each in kept),
        ask=f"Where a tender is made by a consortium, {question.format(names=names)}",
    )


def _names(layout: Layout, kept: Sequence[Requirement]) -> str:
    """Return the clauses by their numbers, or else by their words; `and others` after the sixth."""
    several = len({each.source.document for each in kept}) > 1
    named = list(dict.fromkeys(_name(layout, each, several=several) for each in kept))
    listed = named[:MOST]
    if len(named) > MOST:
        return f"{', '.join(listed)} and others"
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"


def _name(layout: Layout, requirement: Requirement, *, several: bool) -> str:
    line, span = layout.line(requirement.source), requirement.source
    quoted = line.text[span.start : span.end] if line else requirement.text
    name = requirement.number or f"“{clipped(quoted, 10)}”"
    return f"{name} ({span.document})" if several and requirement.number else name
