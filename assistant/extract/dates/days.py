"""Dates and times as written: found as spans first, then made into ISO 8601. A span that is no date gives nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateutil import parser

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+(?:the\s+)?)?"
DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
SHORT_YEAR = r"(?:(?<=-)|['’])\d\d|(?:2[1-9]|3\d)(?=\s*(?:$|[,;)(|]|at\b|by\b|\d\d?[:.]\d\d|\d\d?\s?[ap]m))"
DATE = re.compile(
    rf"""(?<![\w/.])(?:{WEEKDAY})(?:
    (?P<d1>{DAY})(?:(?<=[a-z]),)?[\s-]+(?:(?:day\s+)?of\s+)?(?P<m1>{MONTH}),?[\s-]+(?P<y1>20\d\d|{SHORT_YEAR})(?![\d:])
    |(?P<m2>{MONTH})\s+(?P<d2>{DAY}),?\s+(?P<y2>20\d\d)(?!\d)
    |(?P<iso>20\d\d[-/]\d\d[-/]\d\d)(?!\d)
    |(?P<n1>\d{{1,2}})(?P<sep>[/.-])(?P<n2>\d{{1,2}})(?P=sep)(?P<y3>20\d\d)(?!\d)
    |(?P<n3>\d{{1,2}})/(?P<n4>\d{{1,2}})/(?P<y4>\d\d)(?![\d/])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
NUMERIC = re.compile(r"\d[/.-]\d{1,2}[/.-](?:20)?\d\d")
DATED = re.compile(r"20\d\d|\d/\d{1,2}/\d\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
EARLIER = re.compile(
    rf"(?<![\d,.])(?P<day>{DAY})(?:\s+(?P<month>{MONTH}))?\s*(?P<join>[-–—&,]|to|and|until)\s*(?:{WEEKDAY})$",
    re.IGNORECASE,
)
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
HOUR = rf"(?:\d{{1,2}}|{'|'.join(HOURS)})"
PARTS = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20}
WORKDAY = 7
"""An hour said without its half of the day is one of the working day: from seven in the morning on."""
TIME = re.compile(
    r"""(?:(?<![\w.:£$/])|(?<=\dT))(?:
    (?P<noon>(?:12(?:[:.]?00)?\s*(?:hrs|hours|pm)?\s*,?\s*\(?)?(?:noon|mid-?day)\b\)?(?:\s*\(12[:.]?00\s*(?:hrs|hours|pm)?\))?)
    |(?P<midnight>(?:12\s*)?midnight)
    |(?P<h1>\d{1,2})[:.](?P<min1>[0-5]\d)\s*(?P<half1>[ap]\.?\s?m\b\.?)
    |(?P<h2>\d{1,2})\s*(?P<half2>[ap]\.?\s?m\b\.?)
    |(?P<h3>[01]?\d|2[0-3]):(?P<min3>[0-5]\d)(?!\d)(?:\s*(?:hrs|hours|hours?\b))?
    |(?P<h4>[01]?\d|2[0-3])[.:h]?(?P<min4>[0-5]\d)\s*(?:hrs?|hours)\b
    |(?:(?<=\bat\s)|(?<=\bby\s)|(?<=before\s)|(?<=until\s)|(?<=20\d\d\s)|(?<=20\d\d,\s))
        (?P<h5>[01]?\d|2[0-3])[.h](?P<min5>[0-5]\d)(?![\d.%])
    |(?P<h6>[01]?\d|2[0-3])\.(?P<min6>[0-5]\d)(?=\s+(?:on\s|GMT\b|BST\b|UTC\b|\(?UK\b))
    |(?P<h7>[HOUR])(?:[:.](?P<min7>[0-5]\d))?\s+(?:o['’]clock\s+(?:in\s+the\s+)?|in\s+the\s+)
        (?P<part>morning|noon|afternoon|evening)
    |(?P<h8>[HOUR])\s+o['’]clock
    |(?P<past>half|(?:a\s+)?quarter|ten|twenty)\s+(?P<way>past|to)\s+(?P<h9>[HOUR])(?:\b|(?=[ap]m))(?!\s*(?:of|people|places))
        (?:\s*(?P<half9>[ap]\.?\s?m\b\.?)|\s+in\s+the\s+(?P<part9>morning|afternoon|evening))?
    )""".replace("[HOUR]", HOUR),
    re.IGNORECASE | re.VERBOSE,
)
BARE = re.compile(r"^\W*(?P<hour>[01]?\d|2[0-3])[.:h](?P<minute>[0-5]\d)\W*$")
CLOCK = re.compile(
    r"\d|noon|mid-?day|midnight|o['’]clock|(?:half|quarter)\s+(?:past|to)\b|\bin\s+the\s+(?:morning|afternoon)",
    re.IGNORECASE,
)
FAR = 100
JOIN = re.compile(
    r"\s*(to|until|till|through|[-–—]|and)\s(?<!\bto\s)"
    r"|\s*(to)\s(?!(?!(?:the|noon|mid|end|early|late|about|around|close|including|and)\b)(?-i:[a-z]))",
    re.IGNORECASE,
)
"""What joins a date to the next; `to` before a verb, as in `until 3 May to send it`, does not."""
BETWEEN = re.compile(r"\bbetween\s+(?:the\s+|\w+day,?\s+)*$", re.IGNORECASE)
WHOLE = re.compile(r"\d{4}-\d\d-\d\d(?!/)")
MORNING = re.compile(r"a\.?\s?m")
GAP = re.compile(r"[^\d.;|]{0,48}(?:\.m\.?[^\d.;|]{0,40})?$", re.IGNORECASE)
AMERICAN = re.compile(r"\$|\bU\.?S\.?\b|\bE[SD]T\b|\bP[SD]T\b|\bFAR\b|\bofferors?\b|\bState of\b")
BRITISH = re.compile(r"£|\bVAT\b|\bUK\b|\bCouncil\b|\btenderers?\b|\bBST\b|\bGMT\b")


@dataclass(frozen=True)
class Moment:
    """A date with its time, if it has one. `joined` says how it hangs together with the next: `to`, `and`, nothing.

    `at` is ISO 8601; of a date that is not whole `--02-27` a day without its year, `2026-04` a month, and
    `2026-04/2026-06` a quarter. `weekday` is the one it names, Monday 0.
    """

    at: str
    start: int
    end: int
    joined: str = ""
    weekday: int | None = None

    @property
    def day(self) -> bool:
        """Whether it is a day, with its year or without."""
        return self.at.count("-") == (3 if self.at.startswith("--") else 2) and "/" not in self.at

    @property
    def whole(self) -> bool:
        return self.day and not self.at.startswith("--")


def is_day(at: str) -> bool:
    """Tell whether a key date is a whole day, not a month or a quarter."""
    return bool(WHOLE.match(at))


def moments(text: str, *, day_first: bool = True) -> list[Moment]:
    """Return the whole dates in a text in order, each with the time that stands nearest to it."""
    return timed(text, list(days(text, day_first=day_first))) if DATED.search(text) else []


def timed(text: str, found: list[Moment]) -> list[Moment]:
    """Return the days with the times that stand by them."""
    for match in TIME.finditer(text) if found else ():
        clock = _clock(match)
        place = _nearest(text, found, match.start(), match.end()) if clock else None
        if place is not None:
            day = found[place]
            start, end = min(day.start, match.start()), max(day.end, match.end())
            joined = day.joined or join_of(text, start, end)
            found[place] = replace(day, at=f"{day.at}T{clock}", start=start, end=end, joined=joined)
    return found


def time_alone(text: str) -> str | None:
    """Return the one time in a text, such as a cell of a column of times; None where there is none or more."""
    bare = BARE.match(text)
    if bare:
        return f"{int(bare['hour']):02}:{bare['minute']}"
    clocks = [_clock(match) for match in TIME.finditer(text)] if CLOCK.search(text) else []
    return clocks[0] if len(clocks) == 1 else None


def day_first(texts: Iterable[str]) -> bool:
    """Tell whether numeric dates begin with the day: by those that can be read one way only, else by country."""
    every = list(texts)
    kept = [text for text in every if NUMERIC.search(text)]
    pairs = [
        (int(m["n1"] or m["n3"]), int(m["n2"] or m["n4"]))
        for t in kept
        for m in DATE.finditer(t)
        if m["sep"] or m["n3"]
    ]
    days = sum(first > 12 >= second for first, second in pairs)
    months = sum(second > 12 >= first for first, second in pairs)
    if days != months:
        return days > months
    joined = "\n".join(every)
    return len(AMERICAN.findall(joined)) <= len(BRITISH.findall(joined))


def days(text: str, *, day_first: bool) -> Iterator[Moment]:
    for match in DATE.finditer(text):
        day = _date(_written(match, day_first=day_first), day_first=day_first)
        if day is None:
            continue
        if match["m1"]:
            yield from _before(text, match.start(), match["m1"], day)
        yield Moment(day.isoformat(), match.start(), match.end(), join_of(text, match.start(), match.end()))


def _written(match: re.Match[str], *, day_first: bool) -> str:
    """Return a date in a form that can be read in one way."""
    if match["iso"]:
        return match["iso"].replace("/", "-")
    if match["m1"]:
        return f"{_number(match['d1'])} {match['m1'].strip('.')} {_year(match['y1'])}"
    if match["m2"]:
        return f"{_number(match['d2'])} {match['m2'].strip('.')} {match['y2']}"
    one, two = int(match["n1"] or match["n3"]), int(match["n2"] or match["n4"])
    day, month = (one, two) if (day_first and two <= 12) or one > 12 else (two, one)
    return f"{_year(match['y3'] or match['y4'])}-{month:02}-{day:02}"


def _date(text: str, *, day_first: bool) -> date | None:
    try:
        return parser.parse(text, dayfirst=day_first and "-" not in text).date()
    except (ValueError, OverflowError):
        return None


def _year(text: str) -> str:
    return text if len(text) == 4 else f"20{text[-2:]}"


def _number(text: str) -> str:
    return re.sub(r"\D", "", text)


def join_of(text: str, start: int, end: int) -> str:
    """Return how a date hangs together with what follows it; `between` makes a span of two with `and`."""
    after = JOIN.match(text[end : end + 40])
    between = BETWEEN.search(text[:start])
    return "" if not after else "and" if after[0].strip().lower() == "and" and not between else "to"


def _before(text: str, begin: int, month: str, last: date) -> Iterator[Moment]:
    """Return the days that name month and year only at their end, as in `2-20 March 2026` or `3, 4 and 5 May 2026`."""
    found: list[Moment] = []
    while (match := EARLIER.search(text, max(0, begin - 60), begin)) and not (match["join"] == "," and not found):
        first = _first_day(text, match, month, last)
        if first is None:
            break
        found.insert(0, first)
        begin = match.start()
    yield from found


def _first_day(text: str, found: re.Match[str], month: str, last: date) -> Moment | None:
    if found.start() and text[found.start() - 1] in "/.-:£$":
        return None
    day = _date(f"{_number(found['day'])} {(found['month'] or month).strip('.')} {last.year}", day_first=True)
    if day is not None and day > last and found["month"]:
        day = day.replace(year=last.year - 1)
    if day is None or day >= last:
        return None
    between = BETWEEN.search(text[: found.start()])
    joined = "and" if found["join"].lower() in {"and", "&", ","} and not between else "to"
    return Moment(day.isoformat(), found.start(), found.start() + len(found["day"]), joined)


def _clock(match: re.Match[str]) -> str | None:
    if match["noon"]:
        return "12:00"
    if match["midnight"]:
        return "23:59"
    said = next(match[f"h{n}"] for n in range(1, 10) if match[f"h{n}"]).lower()
    hour = HOURS.index(said) + 1 if said in HOURS else int(said)
    minute = int(next((match[f"min{n}"] for n in (1, 3, 4, 5, 6, 7) if match[f"min{n}"]), 0))
    named = ("half1", "half2", "part", "half9", "part9")
    half = next((match[name] for name in named if match[name]), "").lower().replace("morning", "am")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (0 if MORNING.match(half) else 12)
    elif match["h8"] or match["h9"]:
        hour += 12 if hour < WORKDAY else 0
    if match["past"]:
        part = PARTS[match["past"].lower().split()[-1]]
        hour, minute = (hour, part) if match["way"].lower() == "past" else (hour - 1, 60 - part)
    return f"{hour:02}:{minute:02}" if hour < 24 else None


def _nearest(text: str, days: Sequence[Moment], start: int, end: int) -> int | None:
    """Return the place of the day a time belongs to: the nearest without a time, no other number between them."""
    best: tuple[int, int] | None = None
    for place, day in enumerate(days):
        if day.start - end > FAR or start - day.end > FAR:
            continue
        gap = text[end : day.start] if day.start >= end else text[day.end : start]
        before = day.start >= end
        inside = day.start < start < day.end
        if "T" in day.at or inside or not day.day or not GAP.fullmatch(gap):
            continue
        far = len(gap) - (4 if before and re.search(r"\b(?:on|of)\s*$", gap) else 0)
        if best is None or far < best[0]:
            best = (far, place)
    return best[1] if best else None
