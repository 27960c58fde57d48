"""The key dates of a tender: from timetables, from lines such as `Closing date: ...` and from sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.extract.dates.days import DATED, day_first, time_alone
from assistant.extract.dates.lines import LENGTHS, in_line, key_date, running_on
from assistant.extract.dates.partial import partly
from assistant.extract.dates.roles import CONTRACT, chosen, last_counts, other_role, role_of
from assistant.extract.dates.settled import MANY, Found, settle
from assistant.extract.text.layout import Box, Layout, Page, Table
from assistant.extract.text.lexicon import pattern
from assistant.records import DocumentKind, KeyDate

NUMBER = re.compile(r"^[\W\d]*$")
NEW = re.compile(r"\b(?:new|revised|amended|updated|extended)\b", re.IGNORECASE)
LAST = re.compile(r"\b(?:end|ends|finish|to|until|closes?)\b", re.IGNORECASE)
HOUR = re.compile(r"^[^:|]{0,40}\btimes?\b[^:|]{0,30}(?::|$)", re.IGNORECASE)
BOTH = re.compile(
    r"\b(?:start|begin|commence|from)\w*(?:\s+date)?\s*(?:/|&|and|to|[-–—])\s*(?:finish|end|complet|expir|until|to)\w*",
    re.IGNORECASE,
)
"""The label of a row that gives the first and the last day in one cell."""
CELL = re.compile(r"(.*t\d+)r\d+(c\d+)")
COVER = 12
COVERS: frozenset[DocumentKind] = frozenset({"instructions", "specification", "clarification", "other"})


def find_dates(layout: Layout) -> tuple[KeyDate, ...]:
    """Return the key dates in document order; one that a later document or notice changes says by what.

    A date without its year and one counted from another are there where the pack tells the day; a month stands as
    `2026-04`, a quarter as `2026-04/2026-06`.
    """
    texts = [line.text for line in layout.every()]
    first = day_first(texts)
    found = [each for page in layout.pages for each in _on_page(page, first)]
    return tuple(each.date for each in settle(found, texts, british=first))


def _on_page(page: Page, first: bool) -> Iterator[Found]:  # noqa: FBT001
    lines = 0
    above = ""
    last: Found | None = None
    for element in page.elements:
        if isinstance(element, Table):
            yield from _Timetable(element, first).dates()
            last, above = None, ""
        elif element.block.kind not in {"header", "footer"} and element.text.strip():
            lines += 1
            lead = running_on(above, element.text) if element.block.kind == "paragraph" else ""
            found = list(in_line(element, day_first=first, cover=lines <= COVER and page.kind in COVERS, lead=lead))
            above = element.text
            found = found or _timed(last, element.text)
            yield from found
            last = _only(found)


def _only(found: Sequence[Found]) -> Found | None:
    return found[0] if len(found) == 1 and found[0].sure else None


def _timed(last: Found | None, text: str) -> list[Found]:
    """Return the date right before with the time that a line or row of its own, such as `Time: 12 noon`, gives it."""
    labelled = HOUR.match(text) if last and "T" not in last.date.at else None
    if last is None or labelled is None or last.date.at.count("-") < 2 or "/" in last.date.at:
        return []
    clock = time_alone(text) if role_of(labelled.group()) in {None, last.date.role} else None
    return [replace(last, date=last.date.model_copy(update={"at": f"{last.date.at}T{clock}"}))] if clock else []


@dataclass(frozen=True)
class _Timetable:
    """A table that may hold dates: a row for each, or side by side below the words that say what each is for."""

    table: Table
    first: bool

    def dates(self) -> Iterator[Found]:
        rows = self.table.rows
        texts = [line.text for row in rows for box in row for line in box.lines]
        if not any(DATED.search(text) or LENGTHS.search(text) for text in texts):
            return
        said = f"{self.table.setting} {' '.join(box.text for box in self.table.head)}"
        kept = not pattern("dates", "guard", "history").search(said)
        dated = [self._dated(row) if kept else [] for row in rows]
        if self._across(dated):
            for box in dated[1]:
                yield from self._in_row(rows[1], [box], role_of(self._above(box)) or "")
            return
        known = bool(pattern("dates", "guard", "timetable").search(said))
        some = sum(bool(boxes) for boxes in dated)
        listed = self.table.kind not in {"contract", "pricing"} and some >= (2 if known else 3)
        last: Found | None = None
        for row, boxes in zip(rows, dated, strict=True):
            found = list(self._of_row(row, boxes, listed=listed and kept))
            found = found or _timed(last, " ".join(box.text for box in row))
            yield from found
            last = _only(found)

    def _of_row(self, row: Sequence[Box], boxes: Sequence[Box], *, listed: bool) -> Iterator[Found]:
        label = _label(row, boxes[0]) if boxes else ""
        role = role_of(label) or role_of(f"{label}:") or role_of(self._above(boxes[0])) if label else None
        role = role or (CONTRACT[0] if BOTH.search(label) and self._spans(boxes[0]) else None)
        if label and (role or listed):
            yield from self._in_row(row, boxes, role or other_role(label))
            return
        for box in row:
            for line in box.lines:
                yield from in_line(line, day_first=self.first, label=_label(row, box))

    def _in_row(self, row: Sequence[Box], boxes: Sequence[Box], role: str) -> Iterator[Found]:
        """Return the dates of a row: of several side by side those that the heads of their columns tell apart."""
        newer = [bool(NEW.search(self._above(box))) for box in boxes]
        ends = [place for place, box in enumerate(boxes) if place and LAST.search(self._above(box))]
        if any(newer):
            for box, new in zip(boxes, newer, strict=True):
                for each in self._in_box(row, box, role):
                    yield replace(each, new=new, old=not new)
        elif ends and role in CONTRACT:
            for box, name in zip((boxes[0], boxes[ends[0]]), CONTRACT, strict=True):
                yield from self._in_box(row, box, name)
        elif ends and last_counts(role):
            yield from self._in_box(row, boxes[ends[0]], role)
        else:
            yield from self._in_box(row, boxes[0], role)

    def _in_box(self, row: Sequence[Box], box: Box, role: str) -> Iterator[Found]:
        line = next(each for each in box.lines if partly(each.text, day_first=self.first))
        others = (each.text for each in row if each is not box and not DATED.search(each.text))
        clock = next((clock for text in others if (clock := time_alone(text))), None)
        days = partly(line.text, day_first=self.first)
        pair = len(days) == len(CONTRACT) and role in CONTRACT and BOTH.search(_label(row, box))
        for name, moment in zip(CONTRACT, days, strict=True) if pair else chosen(days, role):
            untimed = clock and moment.day and "T" not in moment.at
            date = key_date(line, name, replace(moment, at=f"{moment.at}T{clock}") if untimed else moment)
            yield Found(date, sure=True, new=line.kind == "clarification", weekday=moment.weekday)

    def _dated(self, row: Sequence[Box]) -> list[Box]:
        """Return the boxes of a row that are little more than a date."""
        found = []
        for box in row:
            if not any(DATED.search(line.text) for line in box.lines):
                continue
            covered = sum(each.end - each.start for each in partly(box.text, day_first=self.first))
            if covered and covered * 2.5 >= len(box.text):
                found.append(box)
        return found

    def _spans(self, box: Box) -> bool:
        return len(partly(box.text, day_first=self.first)) == len(CONTRACT)

    def _across(self, dated: Sequence[Sequence[Box]]) -> bool:
        below = dated[1] if len(dated) == 2 else ()
        return len(below) > 1 and not dated[0] and all(role_of(self._above(box)) for box in below)

    def _above(self, box: Box) -> str:
        return next((each.text for each in self.table.head if each.column == box.column), "")


def _label(row: Sequence[Box], box: Box) -> str:
    """Return the words of a row before a box; where none stand before it, those after it."""
    told = [each for each in row if not NUMBER.match(each.text)]
    before = [each.text for each in told if each.column < box.column]
    return " ".join(before or [each.text for each in told if each.column > box.column][:1])


def conflicting(dates: Sequence[KeyDate]) -> Iterator[tuple[KeyDate, ...]]:
    """Return, for each role that has one date only, the different dates that stand for it."""
    roles = dict.fromkeys(each.role for each in dates)
    for role in roles:
        kept = tuple(each for each in dates if each.role == role and each.superseded_by is None)
        many = role in MANY or role.startswith("other_") or len({_column(each) for each in kept}) == 1
        if len(kept) > 1 and not many:
            yield kept


def _column(date: KeyDate) -> object:
    """Return the column that a date stands in, or the date itself: those of one column are of several lots."""
    cell = CELL.match(date.source.block)
    return (date.source.document, *cell.groups()) if cell else date
