"""Dates that are not whole: a day without its year, a month, a quarter, and a day that is counted from another.

A year is taken only where the rest of the pack tells it, a day is counted only from a day that the pack names: what
nothing settles gives nothing. The bank holidays of England and Wales are worked out, not looked up
(Banking and Financial Dealings Act 1971, Schedule 1, with the days since added by proclamation every year); a day
proclaimed for one year only is not among them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from assistant.extract.contract.lengths import COUNT, count_of
from assistant.extract.dates.days import DATED, DAY, Moment, days, join_of, timed

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMED = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MARCH|APR(?:IL)?|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b\.?"
)
ORDINARY = r"(?!\s+(?:be|not|have|also|only|apply|request|require|submit|include|wish|choose|need|use|contain)\b)"
NO_YEAR = re.compile(
    rf"(?<![\w/.:£$-])(?:(?P<weekday>[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un)[a-z]*\.?,?\s+(?:the\s+)?)?"
    rf"(?:(?P<d1>{DAY})\s+(?:day\s+)?(?:of\s+)?(?P<m1>{NAMED}){ORDINARY}|(?P<m2>{NAMED})\s+(?P<d2>{DAY})(?![\d:.]\d|\d))"
    r"(?!,?\s*(?:20\d\d|['’]\d\d)|-\d)"
)
SAME_MONTH = re.compile(
    r"\b(?:on|by|until|till|before|from|[Mm]on|[Tt]ues?|[Ww]ed(?:nes)?|[Tt]hu(?:rs)?|[Ff]ri|[Ss]at(?:ur)?|[Ss]un)(?:day)?,?\s+"
    r"the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?=\s*(?:$|[.,;)(]|and\b|or\b|at\b|by\b|before\b))"
)
"""A day that leaves its month to the date before it, as in `Tuesday 10 March, and tell you on the 13th`."""
MONTH = re.compile(
    rf"(?<![\w/-])(?P<m1>{NAMED})(?:\s*(?:/|-|–|—|to|and|or|&)\s*(?P<m2>{NAMED}))?,?(?:\s+(?:of\s+)?|-)"
    r"(?P<year>20\d\d|(?<=-)[23]\d)(?![\d/-])"
)
QUARTER = re.compile(
    r"\b(?:Q(?P<q1>[1-4])|(?P<q2>first|second|third|fourth|last)\s+quarter)[\s,/-]*(?:of\s+)?(?P<year>20\d\d)(?![\d/-])",
    re.IGNORECASE,
)
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
COUNTED = re.compile(
    rf"(?P<count>{COUNT})(?:\s*\(\w+\))?\s+(?P<kind>clear\s+|full\s+|working\s+|business\s+|calendar\s+)*(?P<unit>day|week|month)s?['’]?\s+"
    r"(?P<way>before|prior\s+to|in\s+advance\s+of|ahead\s+of|after|from|following)\s+(?P<anchor>[^.;|]{3,80})",
    re.IGNORECASE,
)
NEAR = timedelta(days=183)
LEAP = 2028
LONGEST = {"day": 366, "week": 52, "month": 12}


def partly(text: str, *, day_first: bool, last: str = "") -> list[Moment]:
    """Return the dates in a text as `moments` does, and among them those that are not whole.

    `last` is the day before the text, from which one such as `the 13th` takes its month.
    """
    if not (DATED.search(text) or (last and SAME_MONTH.search(text))):
        return []
    found = list(days(text, day_first=day_first))
    taken = [(each.start, each.end) for each in found]
    for match in (*NO_YEAR.finditer(text), *MONTH.finditer(text), *QUARTER.finditer(text)):
        if all(match.end() <= start or match.start() >= end for start, end in taken):
            more = list(_read(text, match))
            found += more
            taken += [(each.start, each.end) for each in more]
    found += [day for match in SAME_MONTH.finditer(text) for day in _same_month(match, found, last)]
    return timed(text, sorted(found, key=lambda each: each.start))


def _same_month(match: re.Match[str], found: list[Moment], before_all: str) -> Iterator[Moment]:
    """Return the day of a month that only the date before it names; the month after it where the day lies before."""
    before = [each for each in found if each.day and each.end <= match.start("day")]
    last = max(before, key=lambda each: each.end).at if before else before_all
    number = int(match["day"])
    if not last:
        return
    head, month, day = last.partition("T")[0].rsplit("-", 2)
    ahead = int(month) + (number <= int(day))
    if ahead <= len(MONTHS) and 1 <= number <= monthrange(LEAP, ahead)[1]:
        weekday = next((place for place, name in enumerate(WEEKDAYS) if match.group().lower().startswith(name)), None)
        yield Moment(f"{head}-{ahead:02}-{number:02}", match.start("day"), match.end(), weekday=weekday)


def _read(text: str, match: re.Match[str]) -> Iterator[Moment]:
    start, end = match.span()
    if match.re is QUARTER:
        first = 3 * int(match["q1"] or QUARTERS[match["q2"].lower()]) - 2
        yield Moment(f"{match['year']}-{first:02}/{match['year']}-{first + 2:02}", start, end)
    elif match.re is MONTH:
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        for name, other in (("m1", "m2"), ("m2", "")):
            if match[name]:
                joined = "to" if other and match[other] else ""
                yield Moment(f"{year}-{_month(match[name]):02}", start, end, joined)
    else:
        yield from _without_year(text, match)


def _without_year(text: str, match: re.Match[str]) -> Iterator[Moment]:
    day, month = int(re.sub(r"\D", "", match["d1"] or match["d2"])), _month(match["m1"] or match["m2"])
    if not 1 <= day <= (29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31):
        return
    weekday = WEEKDAYS.index(match["weekday"].lower()) if match["weekday"] else None
    before = re.search(rf"(?<![\d,.£/])({DAY})\s*(-|–|to|and|&)\s*$", text[: match.start()]) if match["d1"] else None
    if before and int(re.sub(r"\D", "", before[1])) < day:
        joined = "and" if before[2] in {"and", "&"} and "between" not in text[: before.start()][-12:] else "to"
        first = int(re.sub(r"\D", "", before[1]))
        yield Moment(f"--{month:02}-{first:02}", before.start(), before.end(1), joined)
    yield Moment(
        f"--{month:02}-{day:02}", match.start(), match.end(), join_of(text, match.start(), match.end()), weekday
    )


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


@dataclass(frozen=True)
class Known:
    """The whole days of a pack's own timetable by which a year is told, and the years that the pack names at all.

    `said` is the one year that it says all its dates lie in.
    """

    days: tuple[date, ...]
    first: date | None
    last: date | None
    years: frozenset[int]
    said: int | None = None


def with_year(at: str, weekday: int | None, known: Known) -> str | None:
    """Return a day such as `--02-27T12:00` with the only year that fits what is known, or None.

    It lies between the day of issue and the contract's start, within half a year of a day that is known, and on the
    weekday it names. Where no day is known, a weekday tells the one of the years named in the pack that fits.
    """
    month, day = int(at[2:4]), int(at[5:7])
    if known.said:
        only = _day(known.said, month, day)
        return f"{only.isoformat()}{at[7:]}" if only and weekday in {None, only.weekday()} else None
    years = known.years if not known.days else {year for each in known.days for year in _around(each.year)}
    fits = [found for year in sorted(years) if (found := _day(year, month, day)) and _fits(found, weekday, known)]
    if not known.days:
        fits = fits if weekday is not None and len(fits) == 1 else []
    best = min(fits, key=lambda each: min((abs(each - other) for other in known.days), default=NEAR), default=None)
    return f"{best.isoformat()}{at[7:]}" if best else None


def _around(year: int) -> Iterator[int]:
    yield from (year - 1, year, year + 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fits(found: date, weekday: int | None, known: Known) -> bool:
    if weekday is not None and found.weekday() != weekday:
        return False
    if (known.first and found < known.first) or (known.last and found > known.last):
        return False
    return not known.days or min(abs(found - each) for each in known.days) <= NEAR


def counted(match: re.Match[str], anchor: date) -> date | None:
    """Return the day that lies as long before or after the anchor as the words of COUNTED say, within a year."""
    count, unit = round(count_of(match["count"])), match["unit"].lower()
    if not 0 < count <= LONGEST[unit]:
        return None
    way = -1 if re.match(r"before|prior|in\s+adv|ahead", match["way"], re.IGNORECASE) else 1
    if unit == "month":
        return anchor + relativedelta(months=way * count)
    if unit == "week":
        return anchor + timedelta(weeks=way * count)
    if not re.search(r"\b(?:working|business)\b", match.group(), re.IGNORECASE):
        return anchor + timedelta(days=way * count)
    found = anchor
    while count:
        found += timedelta(days=way)
        count -= found.weekday() < 5 and found not in bank_holidays(found.year)
    return found


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales, with the weekdays that stand in for those on a weekend."""
    may, august, sunday = date(year, 5, 1), date(year, 8, 31), easter(year)
    found = {
        sunday - timedelta(days=2),
        sunday + timedelta(days=1),
        may + timedelta(days=-may.weekday() % 7),
        date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday()),
        august - timedelta(days=august.weekday()),
    }
    for each in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while each.weekday() > 4 or each in found:
            each += timedelta(days=1)
        found.add(each)
    return frozenset(found)
