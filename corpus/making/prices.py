"""Build the price schedule of the tender pack, an Excel workbook, from text/tender/04-price-schedule.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import xlsxwriter

from assistant.draft.steady import WRITTEN, make_steady
from corpus.making.look import FONT, RULE, SHADE, TEAL

INPUT = "FFF6D6"
MONEY = "£#,##0.00"


def build(root: Path) -> None:
    """Write `root/tender/04-price-schedule.xlsx`."""
    given = tomllib.loads((root / "text" / "tender" / "04-price-schedule.toml").read_text(encoding="utf-8"))
    path = root / "tender" / "04-price-schedule.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"title": given["title"], "author": given["council"], "created": WRITTEN})
    looks = _looks(book)
    _add_instructions(book.add_worksheet("Instructions"), given, looks)
    total = _add_prices(book.add_worksheet("Price"), given, looks)
    _add_members(book.add_worksheet("Members"), given, looks, total)
    for sheet in book.worksheets():
        _set_page(sheet, given)
    book.close()
    make_steady(path)


def _looks(book: Any) -> dict[str, Any]:
    plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
    ruled = {**plain, "border": 1, "border_color": f"#{RULE}"}
    head = {**ruled, "bold": True, "bg_color": f"#{SHADE}", "font_color": f"#{TEAL}"}
    free = {**ruled, "bg_color": f"#{INPUT}", "locked": False}
    return {
        name: book.add_format(look)
        for name, look in {
            "title": {**plain, "bold": True, "font_size": 16, "font_color": f"#{TEAL}", "text_wrap": False},
            "about": {**plain, "text_wrap": False},
            "plain": {**plain, "valign": "top"},
            "ruled": ruled,
            "head": head,
            "group": {**head, "text_wrap": False},
            "sum": {**head, "num_format": MONEY},
            "words": free,
            "money": {**free, "num_format": MONEY},
            "made": {**ruled, "num_format": MONEY},
            "share": {**ruled, "num_format": "0.0%"},
        }.items()
    }


def _set_page(sheet: Any, given: dict[str, Any]) -> None:
    """Print on A4 across, with the reference and page number, and lock all but the cells for input."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer(f"&L{given['reference']} {given['title']}&RPage &P of &N")
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _add_top(sheet: Any, given: dict[str, Any], looks: dict[str, Any], title: str) -> None:
    sheet.write(0, 0, title, looks["title"])
    sheet.write(1, 0, f"{given['council']}: {given['contract']}, {given['reference']}", looks["about"])


def _add_instructions(sheet: Any, given: dict[str, Any], looks: dict[str, Any]) -> None:
    _add_top(sheet, given, looks, given["title"])
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 105)
    for number, text in enumerate(given["instructions"], start=1):
        sheet.set_row(2 + number, 34 if len(text) > 110 else 20)
        sheet.write(2 + number, 0, number, looks["plain"])
        sheet.write(2 + number, 1, text, looks["plain"])
    last = 4 + len(given["instructions"])
    sheet.write(last, 0, "", looks["money"])
    sheet.write(last, 1, "Cell to be completed", looks["plain"])


def _add_prices(sheet: Any, given: dict[str, Any], looks: dict[str, Any]) -> str:
    """Write the cost lines and totals; return the address of the total price."""
    _add_top(sheet, given, looks, "Price")
    for column, width in enumerate((7, 52, 16, 17, 17, 17, 18)):
        sheet.set_column(column, column, width)
    sheet.write(2, 0, "Name of Tenderer", looks["about"])
    sheet.merge_range(2, 2, 2, 6, "", looks["words"])
    heads = ("Line", "Cost", "Clause of the Specification", *given["years"], "Total for 36 months")
    sheet.set_row(4, 30)
    for column, text in enumerate(heads):
        sheet.write(4, column, text, looks["head"])
    sheet.freeze_panes(5, 2)
    sheet.ignore_errors({"number_stored_as_text": "C1:C60"})
    sheet.repeat_rows(4)
    row, sums = 5, []
    for group in given["groups"]:
        row = _add_group(sheet, looks, group, row)
        sums.append(row)
    _add_totals(sheet, looks, row + 1, sums)
    _add_notes(sheet, looks, row + 3)
    return f"Price!$G${row + 2}"


def _add_group(sheet: Any, looks: dict[str, Any], group: dict[str, Any], row: int) -> int:
    """Write one group of lines and its sum; return the row after it, which is also the sum's number in Excel."""
    sheet.merge_range(row, 0, row, 6, group["title"], looks["group"])
    first, last = row + 1, row + len(group["lines"])
    for place, line in enumerate(group["lines"], start=first):
        for column, text in enumerate(line):
            sheet.write_string(place, column, text, looks["ruled"])
        for column in (3, 4, 5):
            sheet.write_blank(place, column, None, looks["money"])
        sheet.write_formula(place, 6, f"=SUM(D{place + 1}:F{place + 1})", looks["made"], 0)
    sheet.merge_range(last + 1, 0, last + 1, 2, f"Total of {group['title'][0]}", looks["head"])
    for column, letter in enumerate("DEFG", start=3):
        formula = f"=SUM({letter}{first + 1}:{letter}{last + 1})"
        sheet.write_formula(last + 1, column, formula, looks["sum"], 0)
    return last + 2


def _add_totals(sheet: Any, looks: dict[str, Any], row: int, sums: list[int]) -> None:
    sheet.set_row(row, 22)
    sheet.merge_range(row, 0, row, 2, "Total Tender Price, excluding VAT", looks["head"])
    for column, letter in enumerate("DEFG", start=3):
        formula = "=" + "+".join(f"{letter}{number}" for number in sums)
        sheet.write_formula(row, column, formula, looks["sum"], 0)


def _add_notes(sheet: Any, looks: dict[str, Any], row: int) -> None:
    sheet.merge_range(
        row,
        0,
        row,
        6,
        "All prices exclude VAT. VAT treatment assumed by the Tenderer, and other notes:",
        looks["about"],
    )
    sheet.merge_range(row + 1, 0, row + 1, 6, "", looks["words"])
    sheet.set_row(row + 1, 60)


def _add_members(sheet: Any, given: dict[str, Any], looks: dict[str, Any], total: str) -> None:
    _add_top(sheet, given, looks, "Members")
    sheet.write(2, 0, "For a consortium: how the Total Tender Price is shared, the Lead Member first.", looks["about"])
    for column, width in enumerate((44, 17, 17, 17, 18, 14)):
        sheet.set_column(column, column, width)
    sheet.set_row(4, 30)
    for column, text in enumerate(("Member", *given["years"], "Total for 36 months", "Share")):
        sheet.write(4, column, text, looks["head"])
    last = 5 + given["members"]
    for row in range(5, last):
        sheet.write_blank(row, 0, None, looks["words"])
        for column in (1, 2, 3):
            sheet.write_blank(row, column, None, looks["money"])
        sheet.write_formula(row, 4, f"=SUM(B{row + 1}:D{row + 1})", looks["made"], 0)
        sheet.write_formula(row, 5, f"=IF({total}=0,0,E{row + 1}/{total})", looks["share"], 0)
    sheet.write(last, 0, "Total", looks["head"])
    for column, letter in enumerate("BCDE", start=1):
        sheet.write_formula(last, column, f"=SUM({letter}6:{letter}{last})", looks["sum"], 0)
    sheet.write_formula(last, 5, f'=IF(ROUND(E{last + 1}-{total},2)=0,"Agrees","Differs")', looks["head"], "Agrees")
