"""Terms that favour large bidders, each with a question whether the buyer would take another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.extract.doubts.findings import Findings, asks_for_bids, clipped, facts_named, is_lotted, sentences
from assistant.extract.text.layout import Layout
from assistant.extract.text.lexicon import pattern
from assistant.records import Fact, Flag, Requirement, Source, Tender

TWICE = 2.0
HIGH_COVER, SMALL_VALUE = 10_000_000, 150_000
INDEMNITY_TIMES, HIGH_INDEMNITY = 10, 2_000_000
MUST = re.compile(r"\b(?:must|shall|required?|requires|submit|provide|will need|are to|is to)\b", re.IGNORECASE)
AUDITED = re.compile(r"\baudited\b[^.;]{0,40}\baccounts\b|\baccounts\b[^.;]{0,40}\baudited\b", re.IGNORECASE)
MAY_BE_OTHER = re.compile(
    r"\b(?:where|if|only|unless|or|not|unaudited|equivalent|alternative|otherwise|applicable|available)\b",
    re.IGNORECASE,
)
TRADING = re.compile(
    r"\b(?:trading|trade|established|in existence|operating|incorporated|operated)\b[^.;]{0,40}?"
    r"\b(?:at least|minimum of|more than|no less than|not less than)\s+(?:\w+\s+\()?"
    r"(?P<years>\d+|three|four|five|six|seven|ten)\b[^.;]{0,12}\byears?\b",
    re.IGNORECASE,
)
ARREARS = re.compile(
    r"\b(?:quarterly|annually|yearly|six[- ]monthly|every (?:quarter|six months|year)|(?:each|per) quarter|"
    r"at the end of the (?:contract|term|year|quarter)|on completion)\b[^.;]{0,40}\bin arrears?\b"
    r"|\bin arrears?\b[^.;]{0,40}\b(?:quarterly|annually|each quarter|at the end of|on completion)\b",
    re.IGNORECASE,
)
EQUIVALENT = re.compile(
    r"\b(?:or\s+(?:an?\s+)?(?:\w+\s+)?(?:equivalent|similar|comparable|equal)|equivalents?|working towards|"
    r"to be obtained|commit to|undertake to|not required|desirable|or other)\b",
    re.IGNORECASE,
)


def barrier_doubts(layout: Layout, findings: Findings) -> Iterator[Flag]:
    tender = findings.tender
    lotted = is_lotted(layout, tender)
    yield from _turnover(tender, None if lotted else yearly_value(tender))
    yield from _insurance(tender, None if lotted else _whole_value(tender))
    yield from _guarantees(tender)
    if asks_for_bids(layout, tender):
        yield from _experience(tender)
        yield from _said(layout, tender)
        yield from _marks(tender)


def yearly_value(tender: Tender) -> float | None:
    """Return the value of a year of the contract in pounds, or None where it cannot be told."""
    if tender.value is None or tender.value.currency != "GBP":
        return None
    if tender.value.per == "year":
        return tender.value.high
    return tender.value.high * 12 / tender.term.months if tender.term and tender.term.months else None


def _whole_value(tender: Tender) -> float | None:
    if tender.value is None or tender.value.currency != "GBP":
        return None
    if tender.value.per == "total":
        return tender.value.high
    return tender.value.high * tender.term.months / 12 if tender.term else None


def _turnover(tender: Tender, yearly: float | None) -> Iterator[Flag]:
    for fact in facts_named(tender, "turnover_minimum"):
        asked = float(fact.value)
        if yearly and fact.unit == "GBP" and asked > TWICE * yearly:
            yield _dear_turnover(f"£{asked:,.0f} is {asked / yearly:.1f} times", fact)
            return
    for fact in facts_named(tender, "turnover_multiple"):
        if float(fact.value) > TWICE:
            yield _dear_turnover(f"{float(fact.value):g} times the yearly value is {float(fact.value):g} times", fact)
            return


def _dear_turnover(said: str, fact: Fact) -> Flag:
    return Flag(
        kind="finance_barrier",
        message=(
            f"The minimum turnover of {said} the annual value of the contract; more than twice is out of proportion in "
            "most rules."
        ),
        sources=(fact.source,),
        ask=(
            "The minimum turnover is more than twice the annual value of the contract. "
            "Would the buyer accept a lower figure?"
        ),
    )


def _insurance(tender: Tender, value: float | None) -> Iterator[Flag]:
    """Return a doubt where cover must be held before the award, or is high for what the contract is worth."""
    timing = next((each for each in facts_named(tender, "insurance_timing") if each.value == "at_tender"), None)
    if timing:
        yield Flag(
            kind="insurance_barrier",
            message="Insurance must be held when the tender is made, and not only when the contract starts.",
            sources=(timing.source,),
            ask="May a tenderer undertake to obtain the insurance before the contract starts, if it is successful?",
        )
    for name, cover, limit in (
        ("public_liability", "public liability", HIGH_COVER if value and value < SMALL_VALUE else float("inf")),
        ("professional_indemnity", "professional indemnity", max(HIGH_INDEMNITY, INDEMNITY_TIMES * (value or 1e9))),
    ):
        fact = next(
            (e for e in facts_named(tender, name) if isinstance(e.value, float | int) and e.value >= limit), None
        )
        if fact and value:
            yield Flag(
                kind="insurance_barrier",
                message=(
                    f"The {cover} insurance of £{float(fact.value):,.0f} is high for a contract worth "
                    f"£{value:,.0f} in all."
                ),
                sources=(fact.source,),
                ask=f"Would a lower level of {cover} insurance be accepted, in proportion to the value and the risk?",
            )


def _experience(tender: Tender) -> Iterator[Flag]:
    yearly = yearly_value(tender)
    for fact in facts_named(tender, "experience_minimum"):
        if yearly and isinstance(fact.value, float | int) and fact.value > yearly:
            yield Flag(
                kind="experience_barrier",
                message=(
                    f"Past contracts of £{float(fact.value):,.0f} or more are asked for, above the £{yearly:,.0f} that "
                    "a year of this one is worth."
                ),
                sources=(fact.source,),
                ask="Would the buyer accept experience of smaller contracts, or of several taken together?",
            )
            return


def _guarantees(tender: Tender) -> Iterator[Flag]:
    """Return a doubt for a guarantee or bond that must be given, and for payment by results."""
    for name, value, kind in (
        ("parent_company_guarantee", "must", "guarantee_barrier"),
        ("performance_bond", "must", "guarantee_barrier"),
        ("payment_rule", "by_results", "payment_barrier"),
    ):
        fact = next((each for each in facts_named(tender, name) if each.value == value), None)
        if fact:
            yield _told(kind, fact.detail or name.replace("_", " "), fact.source)


def _said(layout: Layout, tender: Tender) -> Iterator[Flag]:
    """Return the barriers that stand in sentences: each kind once, as it is first said."""
    done: set[str] = set()
    for line, text in sentences(layout):
        if line.block.kind in {"heading", "header", "footer"}:
            continue
        kind = _kind(text, tender)
        if kind and kind not in done:
            done.add(kind)
            yield _told(kind, text, line.source())


def _kind(text: str, tender: Tender) -> str | None:
    if AUDITED.search(text) and MUST.search(text) and not MAY_BE_OTHER.search(text):
        return None if facts_named(tender, "accounts_alternative") else "accounts_barrier"
    trading = TRADING.search(text)
    if trading and MUST.search(text) and trading["years"] not in {"1", "2"}:
        return "experience_barrier"
    return "payment_barrier" if ARREARS.search(text) and not re.search(r"\bwhether\b", text, re.IGNORECASE) else None


SAID = {
    "accounts_barrier": (
        "Audited accounts are asked for, which small organisations need not have: “{text}”.",
        "Will unaudited accounts be accepted from organisations that the law does not require to have theirs audited?",
    ),
    "experience_barrier": (
        "A long time in business is asked for: “{text}”.",
        "Would the experience of the people or members involved be accepted from an organisation that is newer?",
    ),
    "guarantee_barrier": (
        "A guarantee or bond is asked for: “{text}”.",
        "What would be accepted from an organisation that has no parent company and cannot give a guarantee or bond?",
    ),
    "payment_barrier": (
        "Payment follows long after the work, which small organisations may not be able to carry: “{text}”.",
        "Would the buyer consider monthly payment, or payment of a part in advance, for smaller organisations?",
    ),
}


def _told(kind: str, text: str, source: Source) -> Flag:
    message, ask = SAID[kind]
    return Flag(kind=kind, message=message.format(text=clipped(text, 28)), sources=(source,), ask=ask)


def _marks(tender: Tender) -> Iterator[Flag]:
    """Return a doubt for the standards that an organisation must hold by name, where no other is said to do."""
    found: dict[str, Requirement] = {}
    for requirement in tender.requirements:
        if requirement.force != "must" or EQUIVALENT.search(requirement.text):
            continue
        for match in pattern("flags", "marks").finditer(requirement.text):
            found.setdefault(match.group(), requirement)
    if found:
        names = " and ".join(found)
        yield Flag(
            kind="accreditation_barrier",
            message=f"{names} must be held, and the pack does not say that an equivalent is accepted.",
            sources=tuple(dict.fromkeys(each.source for each in found.values())),
            ask=f"Will an equivalent of {names} be accepted, or other evidence that the same standard is met?",
        )
