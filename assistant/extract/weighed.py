"""Tables of weights: what each row names, what it weighs, what it is part of and for which lot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.extract.columns import asking_words, parted, without_number
from assistant.extract.layout import Box, Table, tidy
from assistant.extract.lexicon import pattern
from assistant.extract.lotted import first_said, lot_of_cell, lot_of_heading
from assistant.extract.numbers import CODE, LETTERED, PLAIN, WORDS, numbered
from assistant.extract.weights import bare_weight, pairs
from assistant.records import DocumentKind, Lot, Source, Unit

LINE_WORDS, NAME_WORDS, HEAD_ROWS = 14, 14, 3
OF_PART = re.compile(r"(?:%|percentage|share|weight(?:ing)?|marks) of [\w ]{3,40}", re.IGNORECASE)
MULTIPLIER = re.compile(r"multipl|factor|\bx\b", re.IGNORECASE)
ANSWERED = re.compile(
    r"\W*(?:(?:quality\s+|response\s+|related\s+|relevant\s+)?questions?(?:\s*(?:no\.?|numbers?|ref\w*|\(s\)))?"
    r"|(?:where\s+)?answered(?:\s+(?:in|at|by|under))?|answer\s+to|see\s+question|method\s+statement(?:\s+(?:no\.?|ref\w*))?)\W*",
    re.IGNORECASE,
)
ONE_NUMBER = re.compile(
    rf"\W*(?:(?:{WORDS})\s*(?:no\.?\s*)?)?(?P<number>{LETTERED}|(?-i:{CODE})|{PLAIN}|(?-i:[A-Z]))\W*", re.IGNORECASE
)
MARKS = re.compile(r"mark|point|score", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A name and a weight where they stand. `parent` only where the table itself says it.

    `question` is the number of the question that answers it.
    """

    name: str
    number: float
    unit: Unit
    source: Source
    parent: str | None = None
    lot: str | None = None
    question: str = ""


@dataclass
class Run:
    """Weights that are set out together.

    `setting` is what stands above them, `headed` tells of a column of weights, `listed` of a heading for criteria,
    `flat` that none is part of another.
    """

    entries: list[Entry]
    setting: str
    kind: DocumentKind
    headed: bool = False
    listed: bool = False
    flat: bool = False


@dataclass(frozen=True)
class Columns:
    """The columns of a table: the units of those with weights, the lots that some are for, names, parents, a lot's.

    `question` is the column that says in which question each is answered.
    """

    units: dict[int, Unit]
    lots: dict[int, str]
    name: int | None
    parent: int | None
    lot: int | None
    question: int | None


def judged(text: str, kind: str = "other") -> bool:
    """Tell whether a text speaks of judging tenders; in a specification it must name what is judged."""
    if pattern("criteria", "performance").search(text) or not pattern("criteria", "judging").search(text):
        return False
    return kind != "specification" or bool(pattern("criteria", "bidding").search(text))


def runs_of(table: Table, lots: Sequence[Lot], lot: str | None) -> list[Run]:
    """Return the weights of a table; `lot` is the one its document is for."""
    place = next((at for at, row in enumerate(table.rows[:HEAD_ROWS]) if len(row) > 1 and _weighing(row, lots)), None)
    if place is None:
        return _without_head(table, lots, lot)
    head, rows = table.rows[place], table.rows[place + 1 :]
    titles = " / ".join(box.text for box in head)
    if not judged(f"{table.setting} / {titles}", table.kind) or _is_scale(head, rows):
        return []
    columns = _columns(head, rows, lots)
    if columns.parent is None:
        entries = _with_parents([each for row in rows for each in _row(row, columns, lots)], columns)
    else:
        entries = _under(rows, columns, lots)
    whole = _lot_above(table, lots, lot)
    kept = [replace(each, lot=each.lot if each.lot is not None else whole) for each in _as_percent(entries)]
    return [Run(kept, table.setting, table.kind, headed=True)] if kept else []


def _lot_above(table: Table, lots: Sequence[Lot], lot: str | None) -> str | None:
    before = table.before.text if table.before else ""
    headings = table.rows[0][0].lines[0].block.headings
    said = first_said((before, *reversed(headings)), lots)
    return lot if said is None else said


# --- the head --------------------------------------------------------------------------------------------


def _weighing(row: Sequence[Box], lots: Sequence[Lot]) -> dict[int, Box]:
    """Return the boxes of a head that head weights: by their words, or by naming a lot each."""
    heads = {box.column: box for box in row if _heads_weights(box)}
    of_lots = {
        box.column: box for box in row[1:] if len(box.text.split()) <= NAME_WORDS and lot_of_heading(box.text, lots)
    }
    return heads or (of_lots if len(of_lots) > 1 else {})


def _heads_weights(box: Box) -> bool:
    text = re.sub(r"\(.*?\)", "", box.text).strip(" :*")
    listed = len(text.split()) <= 4 and pattern("criteria", "head", "weight").fullmatch(text)
    return bool(listed or OF_PART.fullmatch(text))


def _unit_of(title: str) -> Unit:
    return "marks" if (MARKS.search(title) and "%" not in title) or MULTIPLIER.search(title) else "percent"


def _columns(head: Sequence[Box], rows: Sequence[Sequence[Box]], lots: Sequence[Lot]) -> Columns:
    heads = _chosen(_weighing(head, lots))
    named = {column: said for column, box in heads.items() if (said := lot_of_heading(box.text, lots))}
    lot = next(
        (b.column for b in head if re.fullmatch(r"\W*lots?(?:\s+(?:no\.?|number))?\W*", b.text, re.IGNORECASE)), None
    )
    units = {column: _unit_of(box.text) for column, box in heads.items()}
    first = min(units)
    texts = {c: _texts(rows, c) for c in sorted({b.column for b in head}) if c < first and c != lot}
    names = [column for column, cells in texts.items() if any(map(_worded, cells))]
    counts = {column: _told_apart(texts[column]) for column in names}
    name = max(counts, key=lambda column: (counts[column], -column), default=None)
    if name is not None and (not counts[name] or len(units) - len(named) > 1):
        name = None
    parent = next((c for c in names if name is not None and c < name), None)
    question = next((b.column for b in head if ANSWERED.fullmatch(b.text) and b.column not in {*units, name}), None)
    return Columns(units, named, name, parent, lot, question)


def _chosen(heads: dict[int, Box]) -> dict[int, Box]:
    """Keep one of two columns side by side that measure the same: the share before marks, and marks before a factor."""
    kept = dict(heads)
    for column, box in heads.items():
        right = heads.get(column + 1)
        if right is None or lot_of_heading(box.text, ()) or OF_PART.search(box.text) or OF_PART.search(right.text):
            continue
        here, there = _unit_of(box.text), _unit_of(right.text)
        kept.pop(column if MULTIPLIER.search(box.text) or (here, there) == ("marks", "percent") else column + 1, None)
    return kept or heads


def _texts(rows: Sequence[Sequence[Box]], column: int) -> list[str]:
    return [box.text for row in rows if len(row) > 1 for box in row if box.column == column]


def _worded(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]{3}", text)) and numbered(text)[1] != ""


def _told_apart(cells: Sequence[str]) -> int:
    """Return how many rows a column names, each by words of its own; 0 where two have the same."""
    told = [each for each in cells if each and not pattern("criteria", "head", "total").fullmatch(each.strip(" :"))]
    return len(told) if all(map(_worded, told)) and len(set(told)) == len(told) else 0


def _is_scale(head: Sequence[Box], rows: Sequence[Sequence[Box]]) -> bool:
    """Tell whether a table is a scale of scores: its numbers run from 0 or 1 upwards one by one, and count no rows."""
    for place, title in enumerate(head):
        texts = [row[place].text for row in rows if len(row) > place]
        numbers = sorted(int(each) for each in texts if each.isdigit())
        runs = len(numbers) > 3 and numbers[0] <= 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if runs and not pattern("questions", "column", "number").fullmatch(title.text.strip(" :*")):
            return place == 0 or len(numbers) == len(texts)
    return False


# --- the rows --------------------------------------------------------------------------------------------


def _row(row: Sequence[Box], columns: Columns, lots: Sequence[Lot]) -> list[tuple[Entry, int]]:
    """Return the entries of a row, each with the column of its weight; 0 where it has one cell only."""
    if len(row) == 1 or not any(box.column in columns.units for box in row):
        pair = pairs(row[0].text) if len(row) == 1 else []
        return [(Entry(pair[0].name, pair[0].number, pair[0].unit, row[0].source), 0)] if len(pair) == 1 else []
    said = next((lot_of_cell(box.text, lots) for box in row if box.column == columns.lot), None)
    asked = _question(row, columns)
    found = []
    for box in row:
        weight = bare_weight(box.text, columns.units[box.column]) if box.column in columns.units else None
        name = _row_name([b for b in row if b.column < box.column and b.column != columns.lot], columns, box)
        if weight and weight.number and name:
            lot = columns.lots.get(box.column, said)
            found.append((Entry(name, weight.number, weight.unit, box.source, lot=lot, question=asked), box.column))
    return found


def _question(row: Sequence[Box], columns: Columns) -> str:
    """Return the number of the one question that a row is answered in, or that begins one of its texts."""
    told = next((match for b in row if b.column == columns.question and (match := ONE_NUMBER.fullmatch(b.text))), None)
    return told["number"] if told else next((numbered(b.text)[0] for b in row if numbered(b.text)[0]), "")


def _row_name(before: Sequence[Box], columns: Columns, box: Box) -> str:
    """Return the name that stands before a weight, without its number; the number where the name is a whole text."""
    since = max((column for column in columns.units if column < box.column and column not in columns.lots), default=0)
    texts = [each.text for each in before if each.column > since and each.text and each.column not in columns.units]
    named = [text for text in texts if re.search(r"[A-Za-z]{3}", text)]
    chosen = next((each.text for each in before if each.column == columns.name and each.text), "")
    text = chosen if re.search(r"[A-Za-z]{3}", chosen) else named[0] if named else ""
    if not text or pattern("criteria", "head", "total").fullmatch(text.strip(" :")):
        return ""
    plain = pairs(text)
    name = plain[0].name if len(plain) == 1 else without_number(tidy(text)).strip(" :") or text
    title, at = parted(name)
    asks = asking_words(name[at:])
    short = title if title and asks else name if len(name.split()) <= NAME_WORDS and not asks else ""
    number = next((numbered(text)[0] for text in texts if numbered(text)[0]), "")
    return short or number


def _with_parents(found: Sequence[tuple[Entry, int]], columns: Columns) -> list[Entry]:
    """Where a table has two columns of weights, make what stands in the second a part of the last in the first."""
    if len({column for _, column in found if column and column not in columns.lots}) < 2:
        return [each for each, _ in found]
    first = min(columns.units)
    kept: list[Entry] = []
    parent: str | None = None
    for entry, column in found:
        if column == first:
            parent = entry.name
            if all(entry.name != other.name for other in kept):
                kept.append(entry)
        else:
            kept.append(replace(entry, parent=parent))
    return kept


def _under(rows: Sequence[Sequence[Box]], columns: Columns, lots: Sequence[Lot]) -> list[Entry]:
    """Put each entry under what the column to the left of the names says, and that with its own weight before it."""
    kept: list[Entry] = []
    name, whole = "", None
    for row in rows:
        above = next((box for box in row if box.column == columns.parent and _worded(box.text)), None)
        if above:
            name, whole = _whole(above, row, columns)
        for entry, _ in _row(row, columns, lots):
            if whole and name != entry.name and all(name != other.name for other in kept):
                kept.append(replace(whole, lot=entry.lot))
            kept.append(replace(entry, parent=name) if name and name != entry.name else entry)
    return kept


def _whole(above: Box, row: Sequence[Box], columns: Columns) -> tuple[str, Entry | None]:
    """Return the name of what a row's entries are part of and, where a cell up to their names weighs it, its entry."""
    pair = pairs(above.text)
    if len(pair) == 1:
        return pair[0].name, Entry(pair[0].name, pair[0].number, pair[0].unit, above.source)
    name = without_number(tidy(above.text))
    between = [box for box in row if above.column < box.column < (columns.name or 0) and "%" in box.text]
    weight = bare_weight(between[0].text, "percent") if between else None
    return name, Entry(name, weight.number, weight.unit, between[0].source) if weight else None


def _as_percent(entries: list[Entry]) -> list[Entry]:
    """Make shares of one, such as 0.6, per cent."""
    fractions = (
        len(entries) > 1 and all(each.number <= 1 for each in entries) and any(each.number % 1 for each in entries)
    )
    if not fractions:
        return entries
    return [replace(each, number=round(each.number * 100, 4), unit="percent") for each in entries]


def _without_head(table: Table, lots: Sequence[Lot], lot: str | None) -> list[Run]:
    """Return the run of a table without a head for its weights: every row a name and a weight with its sign."""
    if not judged(table.setting, table.kind):
        return []
    whole = _lot_above(table, lots, lot)
    entries = []
    for row in table.rows:
        text = " ".join(box.text for box in row if box.text)
        found = pairs(text) if len(text.split()) <= LINE_WORDS else []
        if len(found) == 1:
            entries.append(Entry(found[0].name, found[0].number, found[0].unit, row[-1].source, lot=whole))
    return [Run(entries, table.setting, table.kind)] if len(entries) > 1 else []
