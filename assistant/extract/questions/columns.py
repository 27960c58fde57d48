"""Questions set out in the columns of a table: one a row, with its weight, its limit and the place for its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.extract.criteria.weights import Weight, bare_weight
from assistant.extract.questions.asking import LETTER, STARTS_WH, asking_words, own_words, parted, without_number
from assistant.extract.questions.limits import find_limit, limit_of_cell, without_unit
from assistant.extract.questions.places import PLACEHOLDER, is_place, says_yes_or_no
from assistant.extract.text.layout import Box, Line, Table, tidy
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import numbered, plain_numbered
from assistant.records import Limit, Source, Unit

ROLES = ("lot", "number", "answer", "limit", "weight", "question", "title", "guide")
LOT_HEAD = re.compile(r"^\W*lot\s+\w+\W*$", re.IGNORECASE)
SAYS = re.compile(r"\.$|\b(?:must|shall|will|should|may|is|are|has|have)\b", re.IGNORECASE)
LAST_WORDS = {"criterion", "criteria", "question", "questions", "condition", "conditions", "test", "tests"}
TITLE_WORDS = 12
UNSCORED = re.compile(r"\b(?:not\s+scored|information)\b", re.IGNORECASE)
HEAD_ROWS, HEAD_WORDS = 2, 6


@dataclass
class Asked:
    """A question as it is gathered. `lines` hold its words; `sure` when the tender itself numbers it.

    `lot` is empty for all lots; `place` what stands where the answer goes; `later` when the document changes others;
    `sent` when it is a thing of a list of what to send.
    """

    number: str = ""
    title: str = ""
    lines: list[tuple[Line, int, int]] = field(default_factory=list)
    weight: Weight | None = None
    limit: Limit | None = None
    pass_fail: bool = False
    source: Source | None = None
    answer_at: str | None = None
    unitless: Source | None = None
    kind: str = "other"
    trail: str = ""
    sure: bool = False
    lot: str | None = None
    place: str = ""
    later: bool = False
    sent: bool = False

    @property
    def text(self) -> str:
        return tidy(" ".join(line.text[start:end] for line, start, end in self.lines))

    def add(self, line: Line, start: int = 0) -> None:
        self.lines.append((line, start, len(line.text)))


def in_columns(table: Table) -> list[Asked] | None:
    """Return the questions of a table that has a column for them, or None where it has none."""
    for place, row in enumerate(table.rows[:HEAD_ROWS]):
        roles = _roles(row) | _asking_column(table, place, row)
        wanted = {"question", "title"} & set(roles.values())
        if (
            wanted
            and len(row) > 1
            and ({"answer", "weight", "limit"} & set(roles.values()) or _of_lots(row))
            and len(table.rows) > place + 1
        ):
            titles = {box.column: box.text for box in row}
            rows = table.rows[place + 1 :]
            if _is_answered(rows, roles):
                return []
            found = [_asked(table, each, roles, titles) for each in rows]
            return [lot for each, row in zip(found, rows, strict=True) if each for lot in _by_lot(each, row, titles)]
    return None


def _asking_column(table: Table, place: int, row: Sequence[Box]) -> dict[int, str]:
    """Return the column in which most cells ask, for a head that names columns of other kinds but none of questions."""
    roles = _roles(row)
    if "question" in roles.values() or not {"answer", "weight", "limit"} & set(roles.values()):
        return {}
    if any(asking_words(without_number(box.text)) and len(box.text.split()) > HEAD_WORDS for box in row):
        return {}
    columns = [box.column for box in row if roles.get(box.column, "title") == "title"]
    for column in columns:
        cells = [box.text for each in table.rows[place + 1 :] for box in each if box.column == column and box.text]
        said = [own_words(each) for each in cells]
        told = "limit" in roles.values()
        if sum(asking_words(each) or (told and bool(STARTS_WH.match(each))) for each in said) > len(cells) / 2:
            return {column: "question"}
    return {}


def _of_lots(row: Sequence[Box]) -> list[int]:
    """Return the columns of a head that are for a lot each, two at least."""
    found = [box.column for box in row if LOT_HEAD.match(box.text)]
    return found if len(found) > 1 else []


def _by_lot(asked: Asked, row: Sequence[Box], titles: dict[int, str]) -> Iterator[Asked]:
    """Return a question for each lot in whose column it has a weight; itself where no column is a lot's."""
    heads = {column: title for column, title in titles.items() if LOT_HEAD.match(title)}
    weights = {box.column: bare_weight(box.text, "percent") for box in row if box.column in heads}
    if len(heads) < 2 or not any(weights.values()):
        yield asked
        return
    for column, weight in weights.items():
        if weight:
            yield replace(asked, lot=heads[column], weight=weight, lines=list(asked.lines))


def _is_answered(rows: Sequence[Sequence[Box]], roles: dict[int, str]) -> bool:
    """Tell whether a table is a log of questions with their answers: most cells for an answer have one."""
    cells = [box.text for row in rows for box in row if roles.get(box.column) == "answer"]
    filled = [each for each in cells if not is_place(each) and not asking_words(each) and len(each.split()) > 1]
    return len(filled) > len(cells) / 2


def role_of_label(text: str) -> str | None:
    """Return what a head or a label such as `Word limit` announces, or None."""
    plain = re.sub(r"\s*\([^()]*\)", "", tidy(text)).strip(" :*?")
    if not plain or len(plain.split()) > 6:
        return None
    return next((role for role in ROLES if pattern("questions", "column", role).fullmatch(plain)), None)


def _roles(row: Sequence[Box]) -> dict[int, str]:
    roles: dict[int, str] = {}
    for box in row:
        role = role_of_label(box.text) or _by_last_word(box.text)
        if role and (role not in roles.values() or role == "guide"):
            roles[box.column] = role
    return roles


def _by_last_word(text: str) -> str | None:
    """Return the role of a head by its last word: `Basic selection criterion`."""
    words = re.findall(r"\w+", text.lower())
    return role_of_label(words[-1]) if 1 < len(words) <= 6 and words[-1] in LAST_WORDS else None


def _asked(table: Table, row: Sequence[Box], roles: dict[int, str], titles: dict[int, str]) -> Asked | None:
    cells = {role: box for box in row if (role := roles.get(box.column)) and role != "guide"}
    asking = cells.get("question") or cells.get("title")
    if asking is None or PLACEHOLDER.match(asking.text) or len(row) < 2:
        return None
    asked = Asked(source=asking.source, kind=table.kind, trail=table.setting)
    asked.number = _number(cells.get("number"), asking)
    asked.sure = bool(asked.number)
    _set_words(asked, cells)
    _set_measures(asked, cells, titles)
    asked.lot = cells["lot"].text if "lot" in cells else None
    free = [box for box in row[1:] if box.column not in roles]
    _set_answer(asked, free, cells, table)
    return asked


def _number(box: Box | None, asking: Box) -> str:
    if box and box.text:
        return numbered(box.text)[0] or plain_numbered(box.text)[0] or box.text
    letter = LETTER.match(asking.text)
    return numbered(asking.text)[0] or plain_numbered(asking.text)[0] or (letter["letter"] if letter else "")


def _set_words(asked: Asked, cells: dict[str, Box]) -> None:
    question, title = cells.get("question"), cells.get("title")
    if question is None and title and asking_words(own_words(title.text)):
        question, title = title, None
    if title and title is not question:
        asked.title = without_number(title.text) or title.text
    if question is None:
        return
    for line in question.lines:
        if line.text.strip():
            rest = without_number(line.text) if not asked.lines else line.text
            own, begin = parted(rest) if not asked.lines else ("", 0)
            asked.title = asked.title or own
            asked.add(line, len(line.text) - len(rest) + begin)
    if len(asked.text.split()) <= TITLE_WORDS and not (
        asking_words(asked.text) or SAYS.search(asked.text) or STARTS_WH.match(asked.text)
    ):
        asked.title, asked.lines = asked.text, []


def _set_measures(asked: Asked, cells: dict[str, Box], titles: dict[int, str]) -> None:
    weight, limit = cells.get("weight"), cells.get("limit")
    if weight:
        title = titles.get(weight.column, "")
        unit: Unit = "marks" if re.search(r"mark|point|score", title, re.IGNORECASE) else "percent"
        asked.weight = bare_weight(weight.text, unit)
        gate = pattern("questions", "cell", "pass_fail").search(weight.text)
        asked.pass_fail = bool(gate) and not (UNSCORED.search(weight.text) and STARTS_WH.match(asked.text))
    if limit:
        title = titles.get(limit.column, "")
        asked.limit = limit_of_cell(limit.text, title)
        asked.unitless = limit.source if asked.limit is None and without_unit(limit.text, title) else None
    asked.limit = asked.limit or find_limit(asked.text)


def _set_answer(asked: Asked, row: Sequence[Box], cells: dict[str, Box], table: Table) -> None:
    answer = cells.get("answer")
    box = answer if answer else next((each for each in reversed(row) if not each.text), None)
    if box is not None and is_place(box.text):
        asked.answer_at = f"{table.document}#{box.lines[0].block.id}"
    head = next((each.text for each in table.rows[0] if answer and each.column == answer.column), "")
    asked.place = f"{answer.text if answer else ''} {head}"
    if answer and says_yes_or_no(asked.place):
        asked.pass_fail = True


def worth_asking(found: Sequence[Asked]) -> Iterator[Asked]:
    return (each for each in found if each.lines or each.title)
