"""The questions of a page: those of running text, and those in tables of one question each."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.extract.criteria.weights import bare_weight
from assistant.extract.questions.asking import asking_words
from assistant.extract.questions.columns import (
    Asked,
    in_columns,
    role_of_label,
    worth_asking,
)
from assistant.extract.questions.limits import find_limit, is_only_limit, limit_of_cell, without_unit
from assistant.extract.questions.meant import is_terms
from assistant.extract.questions.places import is_place, says_yes_or_no
from assistant.extract.questions.stream import TITLE_WORDS, Stream
from assistant.extract.text.layout import Box, Line, Page, Table
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import numbered, plain_numbered


def questions_on(page: Page) -> list[Asked]:
    """Return the questions of a page in order, from columns, from tables of their own and from running text."""
    if page.kind == "clarification" or is_terms(page):
        return []
    stream = Boxed(page.kind, form=is_form(page))
    for element in page.elements:
        if isinstance(element, Line):
            stream.take_line(element)
            continue
        columns = in_columns(element)
        if columns is None:
            stream.take_table(element)
        else:
            stream.close()
            stream.found += columns
    stream.close()
    return list(worth_asking(stream.found))


def is_form(page: Page) -> bool:
    """Tell whether a document is one to answer in: by its kind, or by the limits that stand under its questions."""
    if page.kind == "response_form":
        return True
    return page.kind == "other" and sum(is_only_limit(line.text) for line in page.body) > 1


class Boxed(Stream):
    """Takes tables as well, in which a number, a question, its measures and its answer have boxes of their own."""

    def take_table(self, table: Table) -> None:
        if (
            self.kind == "specification"
            or _is_grid(table)
            or _is_timetable(table)
            or not any(_belongs(box) for row in table.rows for box in row)
        ):
            self._take_answer_table(table)
            return
        for row in table.rows:
            if self._begins_with_number(row):
                self._start_box(row[0])
            for box in row[1:] if self._begins_with_number(row) else row:
                self._take_box(box)
        self.pending = ""

    def _begins_with_number(self, row: Sequence[Box]) -> bool:
        """Tell whether a row has a bare number in its first cell, such as 3.1, and what it asks in another."""
        number, rest = plain_numbered(row[0].text)
        return bool(number) and not rest and any(self._is_asked(box.text) for box in row[1:])

    def _is_asked(self, text: str) -> bool:
        return asking_words(text) and (self.form or text.rstrip().endswith("?"))

    def _take_answer_table(self, table: Table) -> None:
        """Take the first empty cell of a small table right under a question for its answer."""
        boxes = [box for row in table.rows for box in row]
        if self.open and self.open.lines and not self.open.answer_at and len(boxes) <= 2 and is_place(boxes[-1].text):
            self.open.answer_at = _place(boxes[-1])

    def _take_box(self, box: Box) -> None:
        text, asked = box.text, self.open
        if is_place(text):
            if asked and asked.lines and not asked.answer_at:
                asked.answer_at, asked.place = _place(box), text
                asked.pass_fail = asked.pass_fail or says_yes_or_no(text)
        elif self.pending and asked and self._take_labelled(box):
            pass
        elif role_of_label(text) and not numbered(text)[0]:
            self.pending, self.label = role_of_label(text) or "", text
            return
        elif numbered(text)[0] or (self.form and _asks_by_number(text)):
            self._start_box(box)
        elif asking_words(text):
            self._add_box(box)
        elif (
            asked
            and not asked.lines
            and not asked.title
            and len(text.split()) <= TITLE_WORDS
            and not self._measures(text)
        ):
            asked.title = text
        else:
            self._measures(text)
        self.pending = ""

    def _take_labelled(self, box: Box) -> bool:
        """Take what stands behind a label such as `Weighting`."""
        asked = self.open
        if asked is None:
            return False
        if self.pending == "weight":
            asked.weight = asked.weight or bare_weight(box.text, "percent")
            asked.pass_fail = asked.pass_fail or bool(pattern("questions", "cell", "pass_fail").search(box.text))
            return True
        if self.pending == "limit":
            asked.limit = asked.limit or limit_of_cell(box.text, self.label)
            asked.unitless = box.source if asked.limit is None and without_unit(box.text, "limit") else None
            return True
        if self.pending == "title" and not asked.title:
            asked.title = box.text
            return True
        return False

    def _start_box(self, box: Box) -> None:
        line = next(line for line in box.lines if line.text.strip())
        number, rest = numbered(line.text)
        number, rest = (number, rest) if number else plain_numbered(line.text)
        asked = self.start(line, number, sure=True)
        self._set_title_and_words(asked, line, rest)
        self._measures(line.text, whole=False)
        for other in box.lines[box.lines.index(line) + 1 :]:
            if other.text.strip() and not self._measures(other.text):
                asked.add(other)

    def _add_box(self, box: Box) -> None:
        if self.open is None or self.open.answer_at:
            first = next(line for line in box.lines if line.text.strip())
            self.start(first).source = first.source()
        asked = self.open
        for line in box.lines:
            if asked and line.text.strip() and not self._measures(line.text):
                asked.add(line)
                asked.limit = asked.limit or find_limit(line.text)


def _is_grid(table: Table) -> bool:
    """Tell whether a table is one to fill in: a row of heads, and below it nothing but empty cells."""
    below = [box for row in table.rows[1:] for box in row]
    return len(table.head) > 1 and len(below) > 1 and not any(box.text for box in below)


def _is_timetable(table: Table) -> bool:
    """Tell whether a table is one of steps in time, by its head."""
    return any(
        pattern("questions", "prose", "steps").match(box.text) and len(box.text.split()) < 5 for box in table.head
    )


def _asks_by_number(text: str) -> bool:
    """Tell whether a cell has a bare number, such as 2.1, and then a limit or words that ask."""
    number, rest = plain_numbered(text)
    return bool(number) and bool(find_limit(rest) or asking_words(rest))


def _belongs(box: Box) -> bool:
    """Tell whether a cell shows that its table is a question's: a number, or words that ask under a number."""
    if _asks_by_number(box.text):
        return True
    if numbered(box.text)[0] and (len(box.text.split()) <= TITLE_WORDS or asking_words(numbered(box.text)[1])):
        return True
    return asking_words(box.text) and len(box.text.split()) > 3 and not box.text.rstrip().endswith(":")


def _place(box: Box) -> str:
    line = box.lines[0]
    return f"{line.document}#{line.block.id}"
