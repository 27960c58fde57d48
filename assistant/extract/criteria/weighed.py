"""Tables of weights: what each row names, what it weighs, what it is part of and for which lot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.extract.criteria.heads import (
    NAME_WORDS,
    OF_PART,
    OUT_OF,
    Columns,
    columns_of,
    heads_weights,
    is_scale,
    unit_of,
    weighing,
    worded,
)
from assistant.extract.criteria.lotted import first_said, lot_of_cell
from assistant.extract.criteria.paired import pairs
from assistant.extract.criteria.summed import summed
from assistant.extract.criteria.weights import bare_weight
from assistant.extract.questions.asking import asking_words, parted, without_number
from assistant.extract.text.layout import Box, Table, tidy
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import CODE, LETTERED, PLAIN, WORDS, numbered
from assistant.records import DocumentKind, Lot, Source, Unit

LINE_WORDS, HEAD_ROWS = 14, 3
ONE_NUMBER = re.compile(
    rf"\W*(?:(?:{WORDS})\s*(?:no\.?\s*)?)?(?P<number>{LETTERED}|(?-i:{CODE})|{PLAIN}|(?-i:[A-Z]))\W*", re.IGNORECASE
)


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
    `flat` that none is part of another, `bare` that they have no signs, `of_part` what a head says they are shares of,
    `whole` what it says that they make, or 0.
    """

    entries: list[Entry]
    setting: str
    kind: DocumentKind
    headed: bool = False
    listed: bool = False
    flat: bool = False
    bare: bool = False
    of_part: str = ""
    whole: float = 0.0


def judged(text: str, kind: str = "other") -> bool:
    """Tell whether a text speaks of judging tenders; in a specification it must name what is judged.

    Headings stand before what is nearer, parted by ` / `.
    """
    other = pattern("criteria", "performance").search(text)
    if other:
        nearer = text[other.end() :].partition(" / ")[2]
        return bool(pattern("criteria", "aside").fullmatch(other.group())) and judged(nearer, kind)
    if not pattern("criteria", "judging").search(text):
        return False
    return kind != "specification" or bool(pattern("criteria", "bidding").search(text))


def runs_of(table: Table, lots: Sequence[Lot], lot: str | None) -> list[Run]:
    """Return the weights of a table; `lot` is the one its document is for."""
    place = next((at for at, row in enumerate(table.rows[:HEAD_ROWS]) if len(row) > 1 and weighing(row, lots)), None)
    if across := _across(table):
        return across
    if place is None:
        return _without_head(table, lots, lot)
    head, rows = table.rows[place], table.rows[place + 1 :]
    titles = " / ".join(box.text for box in head)
    if not judged(f"{table.setting} / {titles}", table.kind) or is_scale(head, rows):
        return []
    columns = columns_of(head, rows, lots)
    if columns.parent is None:
        entries = _with_parents([each for row in rows for each in _row(row, columns, lots)], columns)
    else:
        entries = _under(rows, columns, lots)
    whole = _lot_above(table, lots, lot)
    kept = [replace(each, lot=each.lot if each.lot is not None else whole) for each in _as_percent(entries)]
    part = next((box.text for box in head if OF_PART.fullmatch(box.text.strip(" :*"))), "")
    makes = next((float(said["whole"]) for box in head if (said := OUT_OF.fullmatch(box.text.strip(" :*")))), 0.0)
    return [Run(kept, table.setting, table.kind, headed=True, of_part=part, whole=makes)] if kept else []


def _across(table: Table) -> list[Run]:
    """Return the run of a table whose criteria stand side by side, with a row of weights below them."""
    for row in table.rows[1:]:
        named = {box.column: box.text for box in table.rows[0]}
        weights = [(box, bare_weight(box.text, unit_of(row[0].text))) for box in row[1:] if box.text]
        found = [(box, weight) for box, weight in weights if weight and worded(named.get(box.column, ""))]
        if not heads_weights(row[0]) or len(found) < 2 or len(found) < len(weights):
            continue
        entries = [
            Entry(without_number(tidy(named[box.column])), weight.number, weight.unit, box.source, lot="")
            for box, weight in found
            if not pattern("criteria", "head", "total").fullmatch(named[box.column].strip(" :"))
        ]
        judging = judged(f"{table.setting} / {row[0].text}", table.kind)
        return [Run(entries, table.setting, table.kind, headed=True)] if judging else []
    return []


def _lot_above(table: Table, lots: Sequence[Lot], lot: str | None) -> str | None:
    before = table.before.text if table.before else ""
    headings = table.rows[0][0].lines[0].block.headings
    said = first_said((before, *reversed(headings)), lots)
    return lot if said is None else said


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
        before = [b for b in row if b.column != columns.lot and b.column in {*range(box.column), columns.name}]
        name = _row_name(before, columns, box)
        if weight and weight.number and name:
            lot = columns.lots.get(box.column, said)
            found.append((Entry(name, weight.number, weight.unit, box.source, lot=lot, question=asked), box.column))
    wholes = found[:-1] if not columns.lots else []
    return [*((replace(each, question=""), column) for each, column in wholes), *found[len(wholes) :]]


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
        above = next((box for box in row if box.column == columns.parent and worded(box.text)), None)
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


def _in_cells(table: Table, lot: str | None) -> list[Run]:
    """Return the runs that stand whole in one cell, beside what says that tenders are judged so: a summary's row."""
    told = []
    for row in table.rows:
        titles = " / ".join(box.text for box in row[:-1])
        found = summed(row[-1].text) if len(row) > 1 and judged(titles, table.kind) else []
        if found:
            entries = [Entry(each.name, each.number, each.unit, row[-1].source, lot=lot) for each in found]
            told.append(Run(entries, titles, table.kind, headed=True))
    return told


def _without_head(table: Table, lots: Sequence[Lot], lot: str | None) -> list[Run]:
    """Return the run of a table without a head for its weights: every row a name and a weight with its sign."""
    if told := _in_cells(table, lot):
        return told
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
