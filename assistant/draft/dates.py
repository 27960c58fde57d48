"""The dates that a tender sets: its own, and those that a duty counts from the award or from the start."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from assistant.records import KeyDate, Requirement, Tender

NUMBERS = {
    word: number
    for number, word in enumerate(
        re.findall(
            r"\w+",
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty",
        ),
        1,
    )
}
SPAN = re.compile(
    rf"\bwithin (?:the first )?(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})(?: \(\w+\))? "
    r"(?P<kind>working |business |calendar )?(?P<unit>days?|weeks?|months?) "
    r"(?:of|from|after|following) (?:the )?(?:date of )?(?:the )?(?P<event>[a-z ]{3,40})",
    re.IGNORECASE,
)
EVENTS = (
    (re.compile(r"\baward\b"), ("award",)),
    (re.compile(r"\b(?:start|commencement|beginning)\b"), ("contract_start", "start", "commencement")),
)


def day_of(at: str) -> date | None:
    try:
        return datetime.fromisoformat(at).date()
    except ValueError:
        return None


def current_dates(tender: Tender) -> tuple[KeyDate, ...]:
    """Return the dates that still hold, earliest first."""
    held = [each for each in tender.dates if each.superseded_by is None and day_of(each.at)]
    return tuple(sorted(held, key=lambda each: (each.at, each.role)))


def date_of(tender: Tender, *roles: str) -> KeyDate | None:
    """Return the first date whose role begins with one of `roles`, the first role tried first."""
    held = current_dates(tender)
    return next((each for role in roles for each in held if each.role.startswith(role)), None)


def start_of(tender: Tender) -> date | None:
    found = date_of(tender, "contract_start", "start", "commencement")
    return day_of(found.at) if found else None


def deadline(requirement: Requirement, tender: Tender) -> date | None:
    """Return the last day that a duty allows where it counts from the award or from the start, else None.

    Working days are Mondays to Fridays; public holidays are not left out, so a day is never too late.
    """
    found = SPAN.search(requirement.text)
    if not found:
        return None
    roles = next((roles for event, roles in EVENTS if event.search(found["event"].lower())), None)
    known = date_of(tender, *roles) if roles else None
    first = day_of(known.at) if known else None
    return _later(first, found) if first else None


def _later(first: date, found: re.Match[str]) -> date:
    said = found["count"].lower()
    count = int(said) if said.isdigit() else NUMBERS[said]
    unit, kind = found["unit"].lower(), (found["kind"] or "").strip().lower()
    if unit.startswith("month"):
        month = first.month - 1 + count
        year, month = first.year + month // 12, month % 12 + 1
        return first.replace(year=year, month=month, day=min(first.day, calendar.monthrange(year, month)[1]))
    if unit.startswith("day") and kind in ("working", "business"):
        return _working(first, count)
    return first + timedelta(days=count * (7 if unit.startswith("week") else 1))


def _working(first: date, count: int) -> date:
    day = first
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def say_day(given: date) -> str:
    return f"{given.day} {given:%B %Y}"


def say_date(at: str) -> str:
    """Return an ISO date or time as it is written in a letter: `22 January 2027, 12 noon`."""
    day = day_of(at)
    if day is None:
        return at
    hour = at[11:16]
    if hour in ("", "00:00"):
        return say_day(day)
    return f"{say_day(day)}, {'12 noon' if hour == '12:00' else hour}"


def say_role(role: str) -> str:
    """Return `contract_start` as `Start of the contract`, any other role in plain words."""
    named = role.replace("_", " ").strip()
    for ending in ("start", "end"):
        before = named.removesuffix(f" {ending}")
        if before != named:
            return f"{ending.capitalize()} of the {before}"
    return named.capitalize()
