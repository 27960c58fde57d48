"""A register as somebody gives it back: its cells changed, its sheets and columns moved about, and saved again."""

from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

Sheets = dict[str, list[list[str]]]


def opened(path: Path) -> Sheets:
    """Return every sheet, hidden ones too, as rows of texts."""
    book = CalamineWorkbook.from_path(path)
    return {
        name: [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def save(sheets: Sheets, path: Path, *, hidden: tuple[str, ...] = ("Consort",), numbers: bool = False) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    if numbers and text.replace(".", "", 1).isdigit():
                        page.write_number(at, column, float(text))
                    elif text:
                        page.write_string(at, column, text)
            if name in hidden:
                page.very_hidden()
    return path


def place(rows: list[list[str]], column: str, words: str) -> tuple[int, int]:
    """Return row and column of the cell under a title, in the row in which some cell begins with the words."""
    return next(at for at, row in enumerate(rows) if any(cell.startswith(words) for cell in row)), rows[0].index(column)


def put(sheets: Sheets, sheet: str, words: str, **cells: str) -> int:
    """Write into the row that has the words, by title (spaces as underscores); return the row as people count."""
    for title, text in cells.items():
        row, column = place(sheets[sheet], title.replace("_", " "), words)
        sheets[sheet][row][column] = text
    return row + 1


def add(sheets: Sheets, sheet: str, **cells: str) -> None:
    head = sheets[sheet][0]
    row = ["" for _ in head]
    for title, text in cells.items():
        row[head.index(title.replace("_", " "))] = text
    sheets[sheet].append(row)
