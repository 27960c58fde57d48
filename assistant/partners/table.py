"""Tables of partners: a row of csv, xlsx or jsonl is a partner named by its title or id; its text is the statement."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InputRejected
from assistant.records import Partner

SUFFIXES = (".csv", ".xlsx", ".jsonl")
NAMES = ("title", "name", "organisation", "organization", "partner")
IDS = ("id", "_id")
CALLED = {"income": "turnover", "type": "form", "town": "based_in", "location": "based_in", "area": "places"}
CALLED |= {"areas": "places", "email": "contact", "website": "contact"}
LISTS = ("places", "groups", "art_forms", "turnover", "marks", "worked_with")
TEXTS = ("text", "statement", "description", "activities")
CELL_LIMIT = 10_000_000


@dataclass(frozen=True)
class Line:
    """One row: its number in the file, who it is about, what it says, and its columns that a profile has too."""

    number: int
    name: str
    id: str
    text: str
    fields: dict[str, Any]


def read_table(path: Path) -> Iterator[Line]:
    """Yield the rows that name somebody. Raises InputRejected when the file is not such a table."""
    readers = {".csv": _csv, ".xlsx": _xlsx, ".jsonl": _jsonl}
    try:
        rows = list(readers[path.suffix.lower()](path))
    except OSError as error:
        raise InputRejected("unreadable", path.name, error.strerror or str(error)) from error
    except (ValueError, csv.Error, RecursionError) as error:
        raise InputRejected("corrupt", path.name, str(error)) from error
    if not any(_first(row, NAMES) or _first(row, IDS) for _, row in rows):
        why = "no column is called title, name or id, so nobody can be named"
        raise InputRejected("not_a_table", path.name, why)
    for number, row in rows:
        name, key = _first(row, NAMES), _first(row, IDS)
        if name or key:
            yield Line(number, name or key, key, _first(row, TEXTS), _fields(row))


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that are a profile's fields, by their name there; a list's parts are split at semicolons."""
    fields = {}
    for title, value in row.items():
        column = CALLED.get(title, title)
        if column in Partner.model_fields and column not in (*NAMES, *IDS) and value not in (None, ""):
            split = column in LISTS and not isinstance(value, list)
            fields[column] = [part.strip() for part in str(value).split(";") if part.strip()] if split else value
    return fields


def _first(row: dict[str, Any], columns: Iterable[str]) -> str:
    return next((_plain(row[column]) for column in columns if row.get(column) not in (None, "")), "")


def _plain(value: Any) -> str:
    """Return a cell as text; a workbook keeps whole numbers as 7.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _csv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    csv.field_size_limit(CELL_LIMIT)
    text = _text(path)
    try:
        dialect: Any = csv.Sniffer().sniff(text.partition("\n")[0], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    yield from _by_column(csv.reader(io.StringIO(text, newline=""), dialect))


def _text(path: Path) -> str:
    """Return a file's text; what is not UTF-8 was saved by an older Excel in the code page of Western Europe."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _xlsx(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names[:1]:
            yield from _by_column(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    except (python_calamine.CalamineError, OSError, RuntimeError) as error:
        raise InputRejected("corrupt", path.name, f"it cannot be opened as a workbook ({error})") from error


def _by_column(rows: Iterable[list[Any]]) -> Iterator[tuple[int, dict[str, Any]]]:
    titles: list[str] = []
    for number, row in enumerate(rows, 1):
        if titles:
            yield number, dict(zip(titles, row, strict=False))
        elif any(str(cell).strip() for cell in row):
            titles = [_column(str(cell)) for cell in row]


def _jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"line {number} is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise ValueError(f"line {number} is not an object")  # noqa: TRY004
        yield number, {_column(column): value for column, value in row.items()}


def _column(title: str) -> str:
    return title.strip().lower().replace(" ", "_")
