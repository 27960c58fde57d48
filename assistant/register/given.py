"""A register that was given back, to decisions: what differs from what was printed, cell by cell."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.errors import InputRejected
from assistant.records import Document
from assistant.register.sheets import MARK, SHEETS, Column, Sheet
from assistant.register.values import Misspelt, means, parsed, squeezed

TOP = 5
Table = dict[int, dict[int, str]]
KNOWN = 0.6


@dataclass(frozen=True)
class Origin:
    """An item as it was printed: where it stood, its number and words, and the cells a person could change.

    `before` are the words of the item before it, which tell one of many that say the same.
    """

    key: str
    id: str
    text: str
    cells: Mapping[str, str]
    before: str = ""

    @property
    def document(self) -> str:
        return self.key.rpartition("#")[0]


@dataclass(frozen=True)
class Decision:
    """What a person wrote in one row. Without an origin it is an item that she added."""

    about: str
    row: str
    origin: Origin | None
    values: Mapping[str, Any]
    drop: bool = False


@dataclass(frozen=True)
class Register:
    """The decisions of one workbook; `notes` are what else is to be known of it."""

    name: str
    decisions: tuple[Decision, ...] = ()
    notes: tuple[str, ...] = ()

    def about(self, about: str) -> list[Decision]:
        return [each for each in self.decisions if each.about == about]


@dataclass
class _Loading:
    name: str
    decisions: list[Decision] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def is_register(document: Document) -> bool:
    """Tell whether a document is a register, or what is left of one."""
    if not any(each.cell for each in document.blocks[:40]):
        return False
    tables = _tables(document)
    return _originals(tables) is not None or len(_found(tables)) >= 3


def load(document: Document) -> Register:
    """Return the decisions in a register; raises InputRejected that names the cells which cannot be understood."""
    tables = _tables(document)
    originals = _originals(tables)
    if originals is None:
        raise _refused(document.name, "the hidden sheet that tells your changes from what was printed is gone")
    if any(each.what == "cells" for each in document.unread):
        raise _refused(document.name, "it has more cells than can be read")
    loading = _Loading(document.name)
    for sheet, table, columns, first in _found(tables):
        _Rows(loading, sheet, columns, originals.get(sheet.about, {})).read(table, first)
    if loading.wrong:
        more = f" (and {len(loading.wrong) - 1} more like this)" if len(loading.wrong) > 1 else ""
        what, _, why = loading.wrong[0].partition(": ")
        then = "Put it right in the register and give it again."
        raise InputRejected("register", f"{document.name}: {what}", f"{why}{more}", then)
    return Register(document.name, tuple(loading.decisions), tuple(loading.notes))


def _refused(name: str, why: str) -> InputRejected:
    return InputRejected("register", name, why, "Write a new one with consort read PACK --register FILE.xlsx.")


def _tables(document: Document) -> list[Table]:
    """Return the sheets, each row by row; a filter or a hidden column hides nothing here."""
    tables: dict[int, Table] = defaultdict(lambda: defaultdict(dict))
    for block in document.blocks:
        if block.cell and block.kind != "comment" and block.text:
            row = tables[block.cell.table][block.cell.row]
            row[block.cell.column] = f"{row.get(block.cell.column, '')} {block.text}".strip()
    return [tables[at] for at in sorted(tables)]


def _originals(tables: Sequence[Table]) -> dict[str, dict[str, Origin]] | None:
    """Return what was printed, by sheet and place; None where no sheet says so."""
    table = next((each for each in tables if MARK in _top(each).values()), None)
    if table is None:
        return None
    found: dict[str, dict[str, Origin]] = defaultdict(dict)
    for row in sorted(table)[1:]:
        origin = _origin(table[row].get(1, ""))
        if origin:
            about, printed = origin
            last = next(reversed(found[about].values()), None)
            found[about][printed.key] = replace(printed, before=last.text if last else "")
    return found


def _origin(said: str) -> tuple[str, Origin] | None:
    try:
        printed = json.loads(said)
        about, cells = str(printed["about"]), {str(name): str(text) for name, text in printed["cells"].items()}
        return about, Origin(str(printed["key"]), str(printed["id"]), str(printed["text"]), cells)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _top(table: Table) -> dict[int, str]:
    return table[min(table)] if table else {}


def _found(tables: Sequence[Table]) -> list[tuple[Sheet, Table, dict[int, Column], int]]:
    """Return the sheets known by their heads, whatever their names, with the columns and the row of the head."""
    found = []
    for table in tables:
        best = max(
            ((_columns(sheet, table[row]), -row, at) for row in sorted(table)[:TOP] for at, sheet in enumerate(SHEETS)),
            key=lambda each: (_share(each[0], SHEETS[each[2]]), each[1], -each[2]),
            default=None,
        )
        if best and _share(best[0], SHEETS[best[2]]) >= KNOWN:
            found.append((SHEETS[best[2]], table, best[0], -best[1]))
    return found


def _share(columns: Mapping[int, Column], sheet: Sheet) -> float:
    """Return how surely a row is the head of a sheet: it must name what the sheet lists."""
    named = {each.field for each in columns.values()}
    if not {sheet.words, "where"} & named:
        return 0.0
    exact = sum(each.field in named for each in sheet.columns) / len(sheet.columns)
    return min(1.0, exact + (0.3 if {sheet.words, "where"} <= named else 0.0))


def _columns(sheet: Sheet, row: Mapping[int, str]) -> dict[int, Column]:
    found: dict[int, Column] = {}
    for exact in (True, False):
        for at, title in row.items():
            said = _title(title)
            for column in sheet.columns:
                names = {_title(column.title)} if exact else {_title(each) for each in column.also}
                if said in names and at not in found and column not in found.values():
                    found[at] = column
    return found


def _title(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


@dataclass
class _Rows:
    """The rows of one sheet while they are read."""

    loading: _Loading
    sheet: Sheet
    columns: Mapping[int, Column]
    originals: Mapping[str, Origin]
    seen: set[str] = field(default_factory=set)

    def read(self, table: Table, head: int) -> None:
        named = {each.field for each in self.columns.values()}
        for needed in {"where", self.sheet.words} - named:
            title = self.sheet.column(needed).title
            self.loading.wrong.append(f"{self.sheet.title}: the column {title} is missing; put it back")
        if not {"where", self.sheet.words} <= named:
            return
        for row in sorted(each for each in table if each > head):
            self._row(row, {column: table[row].get(at, "") for at, column in self.columns.items()})
        gone = len(self.originals) - len(self.seen)
        if gone:
            rows = f"{gone} rows have" if gone > 1 else "One row has"
            self.loading.notes.append(f"{rows} been taken out of the sheet {self.sheet.title}: nothing is dropped for "
                                      "that; to drop a row write yes under Drop.")  # fmt: skip

    def _row(self, row: int, cells: dict[Column, str]) -> None:
        key = squeezed(next(text for column, text in cells.items() if column.field == "where"))
        origin = None if key in self.seen else self.originals.get(key)
        edited = {column: squeezed(text) for column, text in cells.items() if column.edited}
        if origin is None and not any(edited.values()):
            return
        if origin:
            self.seen.add(key)
        elif key in self.seen and self._repeats(edited, self.originals[key]):
            return
        found = dict(self._values(row, edited, origin))
        drop = bool(found.pop("drop", False))
        if origin is None and not drop and self._may_add(row, found):
            self.loading.decisions.append(Decision(self.sheet.about, self._place(row), None, found))
        elif origin and (found or drop):
            self.loading.decisions.append(Decision(self.sheet.about, self._place(row), origin, found, drop))

    def _place(self, row: int) -> str:
        return f"{self.sheet.title}, row {row}"

    def _printed(self, column: Column, origin: Origin) -> str:
        return squeezed(origin.text if column.field == self.sheet.words else origin.cells.get(column.field, ""))

    def _repeats(self, edited: Mapping[Column, str], origin: Origin) -> bool:
        return all(text == self._printed(column, origin) for column, text in edited.items())

    def _may_add(self, row: int, found: Mapping[str, Any]) -> bool:
        needed = {"question": ("text",), "requirement": ("text",), "criterion": ("name", "weight"),
                  "date": ("role", "at")}.get(self.sheet.about)  # fmt: skip
        if needed is None:
            why = "a sentence cannot be added; add the requirement or question on its own sheet"
            self.loading.wrong.append(f"{self._place(row)}: {why}")
            return False
        missing = [self.sheet.column(each).title for each in needed if found.get(each) is None]
        if missing:
            self.loading.wrong.append(f"{self._place(row)}, {missing[0]}: it is empty in a row that you added")
        return not missing

    def _values(self, row: int, edited: Mapping[Column, str], origin: Origin | None) -> Iterator[tuple[str, Any]]:
        """Yield what a person wrote: what is not as it was printed and does not mean the same."""
        for column, text in edited.items():
            printed = self._printed(column, origin) if origin else ""
            if text == printed:
                continue
            try:
                value = parsed(column, text)
            except Misspelt as error:
                if origin or text:
                    self.loading.wrong.append(f"{self._place(row)}, {column.title}: {error}")
                continue
            if not (printed and means(column, printed) == value):
                yield column.field, value
