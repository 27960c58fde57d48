"""Dates in running text and in lines such as `Closing date: ...`, each with its role and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.extract.date_roles import CONTRACT, chosen, counted_from, role_of
from assistant.extract.dates import Moment
from assistant.extract.layout import Line, tidy
from assistant.extract.lexicon import pattern
from assistant.extract.partial import COUNTED, partly
from assistant.extract.settled import Found
from assistant.records import KeyDate

LABEL = re.compile(r":\s*$")
GOES_ON = re.compile(r"\s*(?:,|and|&|or)\s*")
ENDS = re.compile(r"\b(?:to|until|ends?(?: on)?)\s*$", re.IGNORECASE)
LENGTHS = re.compile(
    r"\b(?:days?|weeks?|months?)\b['’]?\s+(?:before|prior|in adv|ahead|after|from|following)", re.IGNORECASE
)
WITHIN = re.compile(r"\bwithin\s+(?:the\s+)?(?:first\s+|next\s+)?$", re.IGNORECASE)
INSTEAD = re.compile(
    r"^[\s,(]*(?:instead of|rather than|in place of|not|previously|formerly|replacing)\W+$", re.IGNORECASE
)
CLAUSE = re.compile(r"[,;]\s")
CLOSING = {"submission", "clarification"}
OF_TENDERS = {*CLOSING, "issued", "evaluation", "award"}
SHORT, NEAR, FAR = 14, 70, 300


def key_date(line: Line, role: str, moment: Moment, offset: int = 0) -> KeyDate:
    start, end = offset + moment.start, offset + moment.end
    return KeyDate(role=role, at=moment.at, text=line.text[start:end], source=line.source(start, end))


def in_line(line: Line, *, day_first: bool, cover: bool = False, label: str = "") -> Iterator[Found]:
    """Return the dates of a line. `label` is what stands before it in its row of a table."""
    for start, end in [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]:
        text = line.text[start:end]
        if text.endswith("?"):
            continue
        days = partly(text, day_first=day_first)
        if days:
            yield from _in_sentence(line, start, days, text, cover=cover)
        if LENGTHS.search(text):
            yield from _counted(line, start, text, label)


def _in_sentence(line: Line, start: int, days: Sequence[Moment], text: str, *, cover: bool) -> Iterator[Found]:
    labelled = bool(LABEL.search(text[: days[0].start]))
    short = labelled or len(text.split()) <= SHORT
    if not labelled and pattern("dates", "guard", "elsewhere").search(text):
        return
    before = tidy(text[: days[0].start]).strip(":").lower()
    if len(days) == 1 and role_of(text) is None and (before in {"", "date", "dated"} or _names_tender(before)):
        if cover and line.kind != "clarification":
            yield Found(key_date(line, "issued", days[0], start), weekday=days[0].weekday)
        return
    if not short and not pattern("dates", "guard", "ours").search(text):
        return
    duty = bool(
        pattern("dates", "guard", "duty").search(text) and not pattern("dates", "guard", "of_tender").search(text)
    )
    changed = bool(pattern("dates", "guard", "changed").search(text))
    log = line.kind == "clarification"
    for role, moment, old in _with_roles(text, days, changed=changed):
        vague = not short and not moment.day and role in CLOSING
        if not vague and not (duty and role in OF_TENDERS) and (role != "issued" or changed or not log):
            new = (changed or log) and not old
            yield Found(key_date(line, role, moment, start), short, new, old, moment.weekday)


def _names_tender(text: str) -> bool:
    return bool(pattern("names", "kinds").search(text)) and len(text.split()) <= SHORT


def _with_roles(text: str, days: Sequence[Moment], *, changed: bool) -> Iterator[tuple[str, Moment, bool]]:
    """Return each day of a sentence with its role: the words before it count first, then those after it."""
    role: str | None = None
    place = 0
    while place < len(days):
        day = days[place]
        before = text[days[place - 1].end if place else 0 : day.start]
        after = text[day.end : days[place + 1].start if place + 1 < len(days) else len(text)]
        if role and INSTEAD.search(before):
            yield role, day, True
            place += 1
            continue
        if not day.whole:
            before, after = before[-NEAR:], after[:NEAR]
        role = _goes_on(role, before, _role_before(before)) or role_of(after)
        if role is None and len(days) == 1 and len(text.split()) <= SHORT:
            role = role_of(f"{before} {after}")
        span = day.joined == "to" and place + 1 < len(days)
        if role and span and changed:
            yield from ((role, day, True), (role, days[place + 1], False))
        elif role:
            for name, moment in chosen(days[place : place + 2] if span else [day], role):
                yield name, moment, False
        place += 2 if span else 1


def _role_before(text: str) -> str | None:
    """Return the role that the words before a day give it: its own clause first, unless it only says `submitted by`."""
    role = role_of(CLAUSE.split(text)[-1])
    return role if role and role != "submission" else role_of(text)


def _goes_on(role: str | None, between: str, said: str | None) -> str | None:
    """Return the role of a day that follows one with `role` in its sentence: of a contract's term it is the end.

    `said` is the role that the words between them give it.
    """
    if role == CONTRACT[0] and said in {None, role} and ENDS.search(between):
        return CONTRACT[1]
    return said or (role if GOES_ON.fullmatch(between) else None)


def _counted(line: Line, start: int, text: str, label: str) -> Iterator[Found]:
    """Return the days that are told by their distance from another one, which is looked up when all are known."""
    for match in COUNTED.finditer(text):
        before = text[max(0, match.start() - FAR) : match.start()]
        role = role_of(before) or role_of(label)
        anchor = role_of(match["anchor"])
        if role and anchor in counted_from(role) and not WITHIN.search(before):
            at = Moment("", match.start(), match.end())
            yield Found(key_date(line, role, at, start), counted=match, anchor=anchor or "")
