"""The key dates of a tender: from timetables, from lines such as `Closing date: ...` and from sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.extract.dates import Moment, day_first, moments, time_alone
from assistant.extract.layout import Box, Layout, Line, Page, Table, tidy
from assistant.extract.lexicon import pattern, phrases, rules
from assistant.records import KeyDate, Source

MANY = {"briefing", "interviews"}
CONTRACT = ("contract_start", "contract_end")
LABEL = re.compile(r":\s*$")
NUMBER = re.compile(r"^[\W\d]*$")
SHORT, WORDS_OF_SLUG, COVER = 14, 5, 12


@dataclass(frozen=True)
class Found:
    """A date before doubles are joined: `sure` when a label gave its role, `new` when it changes another, or `old`."""

    date: KeyDate
    sure: bool = False
    new: bool = False
    old: bool = False


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str], bool], ...]:
    return tuple(
        (each["name"], phrases(each["words"]), phrases(each.get("not", ())), each.get("edge") == "end")
        for each in rules("dates")["role"]
    )


def role_of(text: str) -> str | None:
    """Return the role that a label or a clause gives a date, or None."""
    for name, words, other, _ in _roles():
        if words.search(text) and not other.search(text):
            return name
    return None


def find_dates(layout: Layout) -> tuple[KeyDate, ...]:
    """Return the key dates in document order; one that a later document or notice changes says by what."""
    first = day_first(line.text for line in layout.every())
    found = [each for page in layout.pages for each in _on_page(page, first)]
    return tuple(each.date for each in _settle(_plausible(found)))


def _on_page(page: Page, first: bool) -> Iterator[Found]:  # noqa: FBT001
    lines = 0
    for element in page.elements:
        if isinstance(element, Table):
            yield from _in_table(element, first)
        elif element.block.kind not in {"header", "footer"} and element.text.strip():
            lines += 1
            yield from _in_line(element, first, cover=lines <= COVER)


def _in_table(table: Table, first: bool) -> Iterator[Found]:  # noqa: FBT001
    dated = [_dated_box(row, first) for row in table.rows]
    known = bool(pattern("dates", "guard", "timetable").search(table.setting + " " + table.head[0].text))
    listed = table.kind not in {"contract", "pricing"} and sum(box is not None for box in dated) >= (2 if known else 3)
    for row, box in zip(table.rows, dated, strict=True):
        label = _label(row, box) if box else ""
        role = role_of(label) if label else None
        if box is None or not label or (role is None and not listed):
            for each in row:
                for line in each.lines:
                    yield from _in_line(line, first, cover=False)
        else:
            yield from _in_row(row, box, role or f"other_{_slug(label)}", first)


def _in_row(row: Sequence[Box], box: Box, role: str, first: bool) -> Iterator[Found]:  # noqa: FBT001
    line = next(each for each in box.lines if moments(each.text, day_first=first))
    clock = next((clock for each in row if each is not box and (clock := time_alone(each.text))), None)
    for name, moment in _of_row(moments(line.text, day_first=first), role):
        at = moment.at if "T" in moment.at or not clock else f"{moment.at}T{clock}"
        yield Found(_key_date(line, name, replace(moment, at=at)), sure=True, new=line.kind == "clarification")


def _of_row(found: Sequence[Moment], role: str) -> list[tuple[str, Moment]]:
    if role in CONTRACT and len(found) > 1 and found[0].joined == "to":
        return list(zip(CONTRACT, found, strict=False))
    return [(role, each) for each in _chosen(found, role)]


def _dated_box(row: Sequence[Box], first: bool) -> Box | None:  # noqa: FBT001
    """Return the box of a row that is little more than a date."""
    for box in row[1:]:
        covered = sum(each.end - each.start for each in moments(box.text, day_first=first))
        if covered and covered * 2.5 >= len(box.text):
            return box
    return None


def _label(row: Sequence[Box], box: Box) -> str:
    before = [each.text for each in row if each.column < box.column and not NUMBER.match(each.text)]
    return " ".join(before)


def _slug(label: str) -> str:
    words = [word for word in re.findall(r"[a-z0-9]+", label.lower()) if word not in {"the", "of", "a", "and", "for"}]
    return "_".join(words[:WORDS_OF_SLUG])


def _chosen(found: Sequence[Moment], role: str) -> list[Moment]:
    """Return the days that count for a role: of a span its first or its last one, as the role says."""
    ends = {name for name, _, _, end in _roles() if end}
    if len(found) > 1 and found[0].joined == "to":
        return [found[1] if role in ends else found[0], *found[2:]]
    return list(found)


def _in_line(line: Line, first: bool, *, cover: bool) -> Iterator[Found]:  # noqa: FBT001
    for start, end in _spans(line):
        text = line.text[start:end]
        days = moments(text, day_first=first)
        if days:
            yield from _in_sentence(line, start, text, days, cover=cover)


def _spans(line: Line) -> list[tuple[int, int]]:
    if line.sentences:
        return [(each.source.start, each.source.end) for each in line.sentences]
    return [(0, len(line.text))]


def _in_sentence(line: Line, start: int, text: str, days: Sequence[Moment], *, cover: bool) -> Iterator[Found]:
    labelled = bool(LABEL.search(text[: days[0].start])) or len(text.split()) <= SHORT
    before = tidy(text[: days[0].start]).strip(":").lower()
    if len(days) == 1 and role_of(text) is None and (before in {"", "date", "dated"} or _names_tender(before)):
        if cover:
            yield Found(_key_date(line, "issued", days[0], start))
        return
    if not labelled and (
        pattern("dates", "guard", "elsewhere").search(text) or not pattern("dates", "guard", "ours").search(text)
    ):
        return
    changed = bool(pattern("dates", "guard", "changed").search(text))
    for role, moment, old in _with_roles(text, days, changed=changed):
        new = (changed or line.kind == "clarification") and not old
        yield Found(_key_date(line, role, moment, start), sure=labelled, new=new, old=old)


def _goes_on(role: str | None, between: str) -> str | None:
    """Return the role of a day that follows another one in its sentence: of a contract's term the second is its end."""
    if role == "contract_start" and re.search(r"\b(?:to|until|ends?(?: on)?)\s*$", between, re.IGNORECASE):
        return "contract_end"
    return role if re.fullmatch(r"\s*(?:,|and|&|or)\s*", between) else None


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
        role = role_of(before) or _goes_on(role, before) or role_of(after)
        span = day.joined == "to" and place + 1 < len(days)
        if role and span and changed:
            yield from ((role, day, True), (role, days[place + 1], False))
        elif role in CONTRACT and span:
            yield from zip(CONTRACT, days[place : place + 2], (False, False), strict=True)
        elif role and span:
            yield role, _chosen(days[place : place + 2], role)[0], False
        elif role:
            yield role, day, False
        place += 2 if span else 1


def _key_date(line: Line, role: str, moment: Moment, offset: int = 0) -> KeyDate:
    start, end = offset + moment.start, offset + moment.end
    return KeyDate(role=role, at=moment.at, text=line.text[start:end], source=line.source(start, end))


def _plausible(found: Sequence[Found]) -> list[Found]:
    """Leave out dates from sentences that lie years before the tender."""
    closing = [each.date.at for each in found if each.date.role in {"submission", "contract_start"}]
    if not closing:
        return [each for each in found if each.sure or each.date.role == "issued"]
    earliest = str(int(min(closing)[:4]) - 1)
    return [each for each in found if each.date.at[:4] >= earliest]


def _settle(found: Sequence[Found]) -> list[Found]:
    """Join the mentions of one date, and mark what has been changed by what."""
    kept: list[Found] = []
    for each in _one_award(_without_guesses(found)):
        double = next((place for place, other in enumerate(kept) if _same(other, each)), None)
        if double is None:
            kept.append(each)
        elif len(each.date.at) > len(kept[double].date.at):
            kept[double] = replace(each, new=each.new or kept[double].new)
    return [_superseded(each, kept) for each in kept]


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
    if one.date.role != other.date.role or one.old != other.old:
        return False
    short, long = sorted((one.date.at, other.date.at), key=len)
    return long.startswith(short)


def _superseded(each: Found, every: Sequence[Found]) -> Found:
    if each.new or each.date.role in MANY:
        return each
    newer: Source | None = next(
        (
            other.date.source
            for other in reversed(every)
            if other.new and other.date.role == each.date.role and other.date.at != each.date.at
        ),
        None,
    )
    return replace(each, date=each.date.model_copy(update={"superseded_by": newer})) if newer else each


def conflicting(dates: Sequence[KeyDate]) -> Iterator[tuple[KeyDate, ...]]:
    """Return, for each role that has one date only, the different dates that stand for it."""
    roles = dict.fromkeys(each.role for each in dates)
    for role in roles:
        kept = tuple(each for each in dates if each.role == role and each.superseded_by is None)
        if len(kept) > 1 and role not in MANY and not role.startswith("other_"):
            yield kept
