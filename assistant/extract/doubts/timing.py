"""Doubts about the days: a weekday that is not that day's, a deadline at a weekend, too little time, none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.extract.dates.days import is_day
from assistant.extract.doubts.findings import Findings, asks_for_bids, first, is_british, sentences
from assistant.extract.text.layout import Layout
from assistant.records import Flag, KeyDate, Tender

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NAMED = re.compile(rf"\b({'|'.join(day[:3] for day in DAYS)})(?:[a-z]{{0,6}})\b\.?,?\s+(?:the\s+)?\d", re.IGNORECASE)
BY_DAY = re.compile(
    r"\b(?:tenders?|bids?|quot(?:e|ation)s?|proposals?|submissions?|responses?|closing|deadline|return)\b[^.;]{0,80}"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{1,2}/\d{1,2}/\d{2})",
    re.IGNORECASE,
)
DUE = ("submission", "selection_return", "expression_of_interest")
SHORT, SMALL = 21, 30_000
VAT = 1.2


def day_doubts(layout: Layout, findings: Findings) -> Iterator[Flag]:
    tender = findings.tender
    dates = [each for each in tender.dates if each.superseded_by is None and is_day(each.at)]
    yield from (flag for each in dates if (flag := _wrong_weekday(each)))
    due = next((each for each in dates if each.role == "submission"), None)
    asked = next((each for each in dates if each.role == "clarification"), None)
    if due and _day(due).weekday() > 4 and not _wrong_weekday(due):
        yield _at_weekend(due)
    if due and asked and asked.at[:16] > due.at[: max(10, min(16, len(asked.at)))]:
        yield _asked_late(asked, due)
    if due:
        yield from _short(tender, dates, due)
    elif not any(each.role in DUE for each in tender.dates):
        yield from _undated(layout, findings)


def _day(moment: KeyDate) -> date:
    return date.fromisoformat(moment.at[:10])


def _what(moment: KeyDate) -> str:
    return moment.role.removeprefix("other_").replace("_", " ")


def _wrong_weekday(moment: KeyDate) -> Flag | None:
    """Return a doubt where the weekday printed beside a date is not that date's."""
    named = NAMED.search(moment.text)
    right = DAYS[_day(moment).weekday()]
    if not named or right.lower().startswith(named[1].lower()) or not re.search(r"\d{4}", moment.text):
        return None
    return Flag(
        kind="weekday_contradicts",
        message=f"“{moment.text}” ({_what(moment)}) is a {right}: the weekday and the date do not agree.",
        sources=(moment.source,),
        ask=f"The date for the {_what(moment)} is given as “{moment.text}”, but that day is a {right}. Which applies?",
    )


def _at_weekend(due: KeyDate) -> Flag:
    day = DAYS[_day(due).weekday()]
    return Flag(
        kind="deadline_at_weekend",
        message=f"The deadline for tenders, {due.text}, is a {day}.",
        sources=(due.source,),
        ask=f"The deadline for tenders ({due.text}) is a {day}. Please confirm that this is intended.",
    )


def _asked_late(asked: KeyDate, due: KeyDate) -> Flag:
    return Flag(
        kind="clarification_after_submission",
        message=f"Questions may be put until {asked.text}, after the deadline for tenders ({due.text}).",
        sources=(asked.source, due.source),
        ask=(
            f"The deadline for clarification questions ({asked.text}) is later than the deadline for tenders "
            f"({due.text}). Please confirm both dates."
        ),
    )


def _short(tender: Tender, dates: list[KeyDate], due: KeyDate) -> Iterator[Flag]:
    """Return a doubt where a pack leaves less than three weeks; a quotation for a small sum may."""
    issued = next(
        (each for each in dates if each.role == "issued" and each.source.document == due.source.document), None
    )
    small = tender.value is not None and tender.value.high * VAT < SMALL
    if issued is None or small or not is_british(tender):
        return
    left = (_day(due) - _day(issued)).days
    if 0 < left < SHORT:
        yield Flag(
            kind="short_window",
            message=(
                f"Only {left} days lie between issue ({issued.text}) and the deadline ({due.text}): short for a group."
            ),
            sources=(issued.source, due.source),
            ask=(
                f"There are {left} days between the issue of the pack and the deadline for tenders. Would the buyer "
                "consider a later deadline, so that organisations which bid together have time to agree?"
            ),
        )


def _undated(layout: Layout, findings: Findings) -> Iterator[Flag]:
    dated = any(BY_DAY.search(text) for _, text in sentences(layout))
    if asks_for_bids(layout, findings.tender) and first(layout, "dated_elsewhere") is None and not dated:
        line = first(layout, "submitting")
        yield Flag(
            kind="no_submission_date",
            message="No date was found by which tenders must be in.",
            sources=(line.source(),) if line else (),
            ask="Please confirm the date and time by which tenders must be submitted.",
        )
