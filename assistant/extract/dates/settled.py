"""Dates settled against each other: years that others tell, doubles joined, what is changed by what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.extract.dates.days import is_day
from assistant.extract.dates.partial import Known, counted, with_year
from assistant.records import KeyDate, Source

MANY = {"briefing", "interviews"}
YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
ALL_IN = re.compile(
    r"\b(?:all|both)\s+(?:the\s+)?(?:dates?\s+|days\s+|of\s+(?:them|these|which)\s+)?"
    r"(?:(?:below|above|here|given|shown|are|fall|being)\s+){0,3}(?:(?:in|of|for)\s+)?(20\d\d)\b(?![-/]\d)",
    re.IGNORECASE,
)
"""Words that give one year to every date, as in `all in 2026` and `all dates are 2026`."""
WHOLE = len("2026-01-01")


@dataclass(frozen=True)
class Found:
    """A date before doubles are joined: `sure` when a label gave its role, `new` when it changes another, or `old`.

    `weekday` is the one it names, Monday 0. One `counted` from the date of the role `anchor` has no `at` yet.
    """

    date: KeyDate
    sure: bool = False
    new: bool = False
    old: bool = False
    weekday: int | None = None
    counted: re.Match[str] | None = None
    anchor: str = ""


def settle(found: Sequence[Found], texts: Sequence[str], *, british: bool) -> list[Found]:
    """Join the mentions of one date, and mark what has been changed by what. `texts` are all lines of the pack."""
    kept: list[Found] = []
    told = _plausible(_with_years(found, texts))
    for each in _one_award(_without_guesses(_with_counted(told, british=british))):
        double = next((place for place, other in enumerate(kept) if _same(other, each)), None)
        if double is None:
            kept.append(each)
        elif len(each.date.at) > len(kept[double].date.at):
            kept[double] = replace(each, new=each.new or kept[double].new, old=kept[double].old)
    return [_superseded(place, kept) for place in range(len(kept))]


def _with_years(found: Sequence[Found], texts: Sequence[str]) -> list[Found]:
    """Return the dates with the year where the pack tells it; those it does not tell are out."""
    if not any(each.date.at.startswith("--") for each in found):
        return list(found)
    known = _known(found, texts)
    told = [(each, _dated(each, known)) for each in found]
    if not known.days:
        known = _known([each for _, each in told if each], texts)
    return [other for each, first in told if (other := first or _dated(each, known))]


def _known(found: Sequence[Found], texts: Sequence[str]) -> Known:
    whole = [each for each in found if is_day(each.date.at) and each.date.role != "contract_end"]
    days = tuple(sorted({date.fromisoformat(each.date.at[:WHOLE]) for each in whole}))
    first, last = ([_day(each) for each in whole if each.date.role == role] for role in ("issued", "contract_start"))
    years = frozenset() if days else frozenset(int(year) for text in texts for year in YEAR.findall(text))
    said = {int(year) for text in texts for year in ALL_IN.findall(text)}
    return Known(days, min(first, default=None), max(last, default=None), years, said.pop() if len(said) == 1 else None)


def _day(each: Found) -> date:
    return date.fromisoformat(each.date.at[:WHOLE])


def _dated(each: Found, known: Known) -> Found | None:
    if not each.date.at.startswith("--"):
        return each
    bounds = replace(known, last=None) if each.date.role in {"contract_start", "first_session"} else known
    bounds = replace(bounds, first=None) if each.date.role == "issued" else bounds
    at = with_year(each.date.at, each.weekday, bounds)
    return replace(each, date=each.date.model_copy(update={"at": at})) if at else None


def _with_counted(found: Sequence[Found], *, british: bool) -> list[Found]:
    """Return the dates with those worked out that are counted from one that the pack names; what cannot be is out.

    A date that is written out goes before one that is counted. Working days are those of one calendar only.
    """
    known = [each for each in found if not each.counted]
    for each in (each for each in found if each.counted):
        anchors = [other for other in known if other.date.role == each.anchor and is_day(other.date.at)]
        if anchors and not any(other.date.role == each.date.role for other in known):
            anchor = next((other for other in reversed(anchors) if other.new), anchors[0])
            at = _count(each, _day(anchor), british=british)
            known += [replace(each, date=each.date.model_copy(update={"at": at}))] if at else []
    places = {each.date.source: place for place, each in enumerate(found)}
    return sorted(known, key=lambda each: places[each.date.source])


def _count(each: Found, anchor: date, *, british: bool) -> str | None:
    if each.counted is None or (not british and re.search(r"working|business", each.counted.group(), re.IGNORECASE)):
        return None
    day = counted(each.counted, anchor)
    return day.isoformat() if day else None


def _plausible(found: Sequence[Found]) -> list[Found]:
    """Leave out dates from sentences that lie years before the tender."""
    told = [each.date for each in found if each.date.at]
    closing = [each.at for each in told if each.role == "submission"] or [
        each.at for each in told if each.role == "contract_start" and is_day(each.at)
    ]
    if not closing:
        return [each for each in found if each.sure or each.counted or _is_issue(each)]
    earliest = str(int(min(closing)[:4]) - 1)
    return [each for each in found if each.counted or each.date.at[:4] >= earliest]


def _is_issue(each: Found) -> bool:
    return each.date.role == "issued" and is_day(each.date.at)


def _without_guesses(found: Sequence[Found]) -> list[Found]:
    """Leave out a bare date on a cover where the day of issue is named elsewhere."""
    named = any(each.sure and each.date.role == "issued" for each in found)
    return [each for each in found if each.sure or each.date.role != "issued" or not named]


def _one_award(found: Sequence[Found]) -> list[Found]:
    """Take the contract's award for the award where no notice or intention to award stands before it."""
    if any(each.date.role == "award" for each in found):
        return list(found)
    return [
        replace(each, date=each.date.model_copy(update={"role": "award"}))
        if each.date.role == "contract_award"
        else each
        for each in found
    ]


def _same(one: Found, other: Found) -> bool:
    """Tell whether two mentions are of one date; that it was, said where it is changed, is the date as it stood."""
    if one.date.role != other.date.role or (one.old and not other.old):
        return False
    short, long = sorted((one.date.at, other.date.at), key=len)
    return long.startswith(short)


def _superseded(place: int, every: Sequence[Found]) -> Found:
    """Return a date with what changes it: the last new one of its role; of two new ones the later."""
    each = every[place]
    if each.date.role in MANY:
        return each
    after = every[place + 1 :] if each.new else every
    newer: Source | None = next(
        (
            other.date.source
            for other in reversed(after)
            if other.new and other.date.role == each.date.role and other.date.at != each.date.at
        ),
        None,
    )
    return replace(each, date=each.date.model_copy(update={"superseded_by": newer})) if newer else each
