"""Doubts about the rules a procurement is run under: a value near a threshold, a stage it may not have, mixed laws."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.extract.dates.days import is_day
from assistant.extract.doubts.findings import Findings, asks_for_bids, facts_named, first
from assistant.extract.text.layout import Layout
from assistant.extract.text.lexicon import rules
from assistant.records import Flag, Tender

NEAR, VAT = 0.1, 1.2
LAWS = {"procurement_act_2023": "the Procurement Act 2023", "pcr_2015": "the Public Contracts Regulations 2015"}
OTHER_LAWS = {"scotland", "wales", "northern_ireland", "provider_selection_regime", "pcr_2015"}


def law_doubts(layout: Layout, findings: Findings) -> Iterator[Flag]:
    tender = findings.tender
    if not asks_for_bids(layout, tender):
        return
    yield from _mixed(tender)
    estimate, threshold = whole_life(tender), _threshold(tender)
    below = any(each.value == "below_threshold" for each in facts_named(tender, "regime"))
    if estimate and threshold and tender.value and abs(estimate - threshold) <= NEAR * threshold:
        yield Flag(
            kind="near_threshold",
            message=(
                f"With VAT and any extension the contract may be worth about £{estimate:,.0f}, near the threshold of "
                f"£{threshold:,.0f}: other rules apply on either side of it."
            ),
            sources=(tender.value.source,),
            ask=(
                "Please confirm the estimated value of the contract, with VAT and any extension, and the rules under "
                "which this procurement is run."
            ),
        )
    elif below or (estimate and threshold and estimate < threshold):
        yield from _qualified(layout)


def whole_life(tender: Tender) -> float | None:
    """Return the value with VAT over the term and its extensions (Procurement Act 2023, s.4), or None where unknown."""
    value, term = tender.value, tender.term
    if value is None or value.currency != "GBP" or value.vat == "unknown" or (value.per == "year" and term is None):
        return None
    years = term.months / 12 if term else 1.0
    yearly = value.high if value.per == "year" else value.high / (years or 1.0)
    whole = yearly * (years + (term.extension_months / 12 if term else 0))
    return whole * (VAT if value.vat == "excluded" else 1.0)


def _threshold(tender: Tender) -> float | None:
    """Return the threshold for a council's services on the day of issue; None under other laws or without a day."""
    if OTHER_LAWS & {str(each.value) for each in facts_named(tender, "regime")}:
        return None
    days = [
        each.at[:10]
        for role in ("issued", "submission")
        for each in tender.dates
        if each.role == role and is_day(each.at)
    ]
    if not days:
        return None
    issued = date.fromisoformat(days[0])
    row = max(
        (row for row in rules("thresholds")["threshold"] if row["from"] <= issued),
        key=lambda row: row["from"],
        default=None,
    )
    if row is None:
        return None
    return float(row["light_touch" if facts_named(tender, "light_touch") else "services"])


def _qualified(layout: Layout) -> Iterator[Flag]:
    """Return a doubt where bidders are sifted before they may tender (Procurement Act 2023, s.85)."""
    line = first(layout, "sifted")
    if line:
        yield Flag(
            kind="qualification_below_threshold",
            message=(
                "The contract seems to be below the threshold, where suppliers may not be sifted for suitability "
                "before they tender (Procurement Act 2023, section 85)."
            ),
            sources=(line.source(),),
            ask=(
                "Please confirm whether this procurement is below the threshold and, if it is, how the selection stage "
                "fits with section 85 of the Procurement Act 2023."
            ),
        )


def _mixed(tender: Tender) -> Iterator[Flag]:
    found = [each for each in facts_named(tender, "regime") if each.value in LAWS]
    if len({each.value for each in found}) > 1:
        yield Flag(
            kind="mixed_regimes",
            message="The pack uses the words of two laws: "
            + " and ".join(LAWS[str(each.value)] for each in found)
            + ".",
            sources=tuple(each.source for each in found),
            ask="Please confirm under which legislation this procurement is run.",
        )
