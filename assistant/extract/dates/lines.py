"""Dates in running text and in lines such as `Closing date: ...`, each with its role and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.extract.dates.days import DATED, Moment
from assistant.extract.dates.partial import COUNTED, partly
from assistant.extract.dates.roles import CONTRACT, chosen, counted_from, role_of, role_of_deed
from assistant.extract.dates.settled import Found
from assistant.extract.text.layout import Line, tidy
from assistant.extract.text.lexicon import pattern, phrases, rules
from assistant.records import KeyDate

LABEL = re.compile(r":\s*$")
GOES_ON = re.compile(r"\s*(?:,|and|&|or)\s*")
ENDS = re.compile(
    r"\b(?:to|until|ends?(?: on)?"
    r"|(?:finish(?:ed|es)?|completed?|done|over|ended|conclude[ds]?)\s+(?:by|on|before))\s*$",
    re.IGNORECASE,
)
LENGTHS = re.compile(
    r"\b(?:days?|weeks?|months?)\b['’]?\s+(?:before|prior|in adv|ahead|after|from|following)", re.IGNORECASE
)
WITHIN = re.compile(r"\bwithin\s+(?:the\s+)?(?:first\s+|next\s+)?$", re.IGNORECASE)
INSTEAD = re.compile(
    r"^[\s,(]*(?:instead of|rather than|in place of|not|previously|formerly|replacing)\W+$", re.IGNORECASE
)
CLAUSE = re.compile(r"[,;]\s")
CLAUSE_END = re.compile(r"[,;(]|\band\b", re.IGNORECASE)
WEEK = re.compile(
    r"\b(?:(?:week|wk)s?\s+(?:commencing|beginning|starting|ending)|w/[cbe]|w\.[cbe]\.?)\W*(?:on\W+)?$", re.IGNORECASE
)
CLOSING = {"submission", "clarification"}
OF_TENDERS = {*CLOSING, "issued", "evaluation", "award"}
WHOLE_DAYS, END_OF_DAY = "standstill_end", "T23:59"
"""A standstill is a matter of days: that its last one ends at midnight says nothing more."""
SHORT, NEAR, FAR = 14, 70, 300
SUBJECT, CLOSE, WIDTH, FEW = 3, 24, 60, 2
PRONOUN = re.compile(r"(?:it|this|they|these)\s", re.IGNORECASE)
OWNED = re.compile(
    r"(?:its|their|his|her|that|the(?:ir)?)\s+(?:contract|agreement|arrangement|licence|term|funding|grant)\b",
    re.IGNORECASE,
)
"""What a sentence goes on about where the one before it speaks of who delivers at present."""
PUT_BY = re.compile(
    r"\b(?:questions?|quer(?:y|ies)|enquir(?:y|ies)|clarifications?|requests?)\s+(?:that\s+|which\s+|we\s+)?"
    r"(?:(?:have|has|are|is|been|we)\s+)*(?:reach|arriv|receiv|get|got|sent|submitted|raised|asked|put|com|made|lodged|posted|e-?mailed)"
    r"[^.;]{0,50}\b(?:by|before|until|up\s+to|no\s+later\s+than)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
OUR_REPLY = re.compile(
    r"\b(?:we|council|authority|trust|buyer|client|board|university|school|college|charity)\b(?:(?!\byou\b|\bmust\b)[^.;]){0,40}"
    r"\b(?:reply|respond|answer)\s+(?:to\s+\w+\s+)?(?:by|on|before|no\s+later\s+than)\W*$",
    re.IGNORECASE,
)
DO_SO = re.compile(r"\b(?:will|shall|to|must|aim|hope|expect)\s+(?:to\s+)?do\s+(?:so|this|that|it)\b", re.IGNORECASE)
RELATIVE = re.compile(r"(?:and\s+)?(?:which|that|it|they|who)\s", re.IGNORECASE)
UNENDED = re.compile(
    r"(?:,|\b(?:on|by|from|to|the|of|and|or|before|until|at|for|in|is|are|be|than|between|after|will|must|a|an)"
    r"|\b\d{1,2}|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)\s*$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?]\W*\s+(?=[A-Z])")


def key_date(line: Line, role: str, moment: Moment, offset: int = 0) -> KeyDate:
    start, end = max(0, offset + moment.start), offset + moment.end
    return KeyDate(role=role, at=moment.at, text=line.text[start:end], source=line.source(start, end))


def in_line(line: Line, *, day_first: bool, cover: bool = False, label: str = "", lead: str = "") -> Iterator[Found]:
    """Return the dates of a line; `label` stands before it in its row, `lead` are words of the line that it goes on."""
    last, elsewhere, at = "", False, ""
    for start, end in [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]:
        own = line.text[start:end]
        before = f"{lead} " if lead and not line.text[:start].strip() else ""
        before = f"{last.rstrip('.')} – " if last and PRONOUN.match(own) and not DATED.search(last) else before
        text, last = before + own, own
        if text.endswith("?"):
            continue
        elsewhere = elsewhere if OWNED.match(own) else _elsewhere(own)
        if elsewhere and OWNED.match(own):
            continue
        days = [each for each in partly(text, day_first=day_first, last=at) if each.end > len(before)]
        at = next((each.at for each in reversed(days) if each.day), at)
        if days:
            yield from _in_sentence(line, start - len(before), days, text, cover=cover)
        if LENGTHS.search(text) and not before:
            yield from _counted(line, start, text, label)


def running_on(text: str, following: str) -> str:
    """Return the words at the end of a line that go on in the next one, as where the lines of a letter are cut."""
    goes_on = len(text) >= WIDTH and (UNENDED.search(text) or following[:1].islower())
    return SENTENCE_END.split(text)[-1] if goes_on else ""


def _in_sentence(line: Line, start: int, days: Sequence[Moment], text: str, *, cover: bool) -> Iterator[Found]:
    labelled = bool(LABEL.search(text[: days[0].start]))
    short = labelled or len(text.split()) <= SHORT * len(days)
    if not labelled and _elsewhere(text):
        return
    before = tidy(text[: days[0].start]).strip(":").lower()
    if len(days) == 1 and _is_bare(before) and not (role_of(text) or role_of_deed(text, span=False)):
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
        moment = replace(moment, at=moment.at.removesuffix(END_OF_DAY)) if role == WHOLE_DAYS else moment
        vague = not short and not moment.day and role in CLOSING
        if not vague and not (duty and role in OF_TENDERS) and (role != "issued" or changed or not log):
            new = (changed or log) and not old
            yield Found(key_date(line, role, moment, start), short, new, old, moment.weekday)


def _elsewhere(text: str) -> bool:
    """Tell whether a sentence speaks of something else than this procurement, such as who delivers at present."""
    if pattern("dates", "guard", "own").search(text):
        return False
    present = (phrases(words) for words in rules("dates")["guard"]["present"])
    return bool(pattern("dates", "guard", "elsewhere").search(text)) or all(each.search(text) for each in present)


def _is_bare(before: str) -> bool:
    """Tell whether nothing but what a cover says stands before a date: that it is one, or what is issued."""
    if before in {"", "date", "dated", "sent", "date sent"}:
        return True
    return bool(pattern("names", "kinds").search(before)) and len(before.split()) <= SHORT


def _with_roles(text: str, days: Sequence[Moment], *, changed: bool) -> Iterator[tuple[str, Moment, bool]]:
    """Return each day of a sentence with its role, and whether it is one that another of the sentence replaces."""
    role: str | None = None
    place = 0
    while place < len(days):
        day = days[place]
        if role and INSTEAD.search(text[days[place - 1].end if place else 0 : day.start]):
            yield role, day, True
            place += 1
            continue
        span = day.joined == "to" and place + 1 < len(days)
        role = _role_at(text, days, place, role)
        if role and span and changed:
            yield from ((role, day, True), (role, days[place + 1], False))
        elif role:
            for name, moment in chosen(days[place : place + 2] if span else [day], role):
                yield name, moment, False
        place += 2 if span else 1


def _role_at(text: str, days: Sequence[Moment], place: int, last: str | None) -> str | None:
    """Return the role of a day or a span: words before it count first, then what is done in its clause.

    `last` is the role of the day before it in the sentence.
    """
    if place and DO_SO.search(text[days[place - 1].end : days[place].start]):
        return role_of(text[: days[0].start])
    day, span = days[place], days[place].joined == "to" and place + 1 < len(days)
    before = WEEK.sub("", text[days[place - 1].end if place else 0 : day.start])
    behind = place + 1 + span
    after = text[days[behind - 1].end : days[behind].start if behind < len(days) else len(text)]
    after = SENTENCE_END.split((CLAUSE_END if behind < len(days) else SENTENCE_END).split(after)[0])[0]
    sentences = SENTENCE_END.split(before)
    before = " – ".join(sentences[-2 if PRONOUN.match(sentences[-1]) else -1 :])
    if not day.whole:
        before, after = before[-NEAR:], after[:NEAR]
    if PUT_BY.search(before):
        return "clarification"
    if OUR_REPLY.search(before):
        return "clarification_answers"
    named = _goes_on(last, before, _role_before(before))
    if named:
        return named
    said = " ".join(before.split()[-CLOSE:])
    found = role_of_deed(said, span=span) or role_of(after)
    subject = " ".join(text[: days[0].start].split()[:SUBJECT]) if place else ""
    found = found or role_of_deed(f"{subject} {said} {' '.join(after.split()[:CLOSE])}", span=span)
    short = len(days) == 1 and len(text.split()) <= SHORT
    return found or (role_of(f"{before} {after}") if short else None)


def _role_before(text: str) -> str | None:
    """Return the role that the words before a day give it: its own clause first, unless it only says `submitted by`."""
    clause = CLAUSE.split(text)[-1].strip(" ,;:(–-")
    clause = text if RELATIVE.match(clause) else clause
    role = role_of(clause) or (role_of(f"{clause}:") if len(clause.split()) <= FEW else None)
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
