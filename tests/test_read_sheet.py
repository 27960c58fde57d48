"""A workbook is read sheet by sheet as tables of cells with their addresses."""

from datetime import date

import pytest
import xlsxwriter
from build_word import read, relations, zipped

from assistant.errors import InputRejected
from assistant.read import quote


def book(tmp_path, fill):
    path = tmp_path / "prices.xlsx"
    with xlsxwriter.Workbook(path) as made:
        fill(made)
    return read(tmp_path, path.read_bytes(), "prices.xlsx")


def cells(document):
    return {each.id: each.text for each in document.blocks if each.cell and each.visible}


def test_cells_stand_under_their_sheets_name_at_their_address(tmp_path):
    def fill(made):
        one, two = made.add_worksheet("Prices"), made.add_worksheet("Notes")
        one.write_row(0, 0, ["Item", "Price"])
        one.write_row(1, 0, ["Session", 120])
        two.write(2, 1, "Prices are without VAT")

    document = book(tmp_path, fill)
    assert cells(document) == {
        "t1r1c1": "Item",
        "t1r1c2": "Price",
        "t1r2c1": "Session",
        "t1r2c2": "120",
        "t2r3c2": "Prices are without VAT",
    }
    last = document.blocks[-1]
    assert (last.kind, last.headings, last.cell.table, last.cell.row, last.cell.column) == ("cell", ("Notes",), 2, 3, 2)
    assert document.kind == "pricing"


def test_empty_cells_among_filled_ones_are_kept_but_not_what_a_merged_cell_covers(tmp_path):
    def fill(made):
        sheet = made.add_worksheet()
        sheet.merge_range("A1:C1", "Organisation")
        sheet.write_row(1, 0, ["Name", "", "Note"])
        sheet.write(4, 1, "x")

    assert cells(book(tmp_path, fill)) == {
        "t1r1c1": "Organisation",
        "t1r2c1": "Name",
        "t1r2c2": "",
        "t1r2c3": "Note",
        "t1r5c1": "",
        "t1r5c2": "x",
        "t1r5c3": "",
    }


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.4, "0%", "40%"),
        (0.125, "0.0%", "12.5%"),
        (0.07, "0%", "7%"),
        (5000000, "£#,##0", "£5,000,000"),
        (99.5, "[$£-809]#,##0.00", "£99.50"),
        (-3, '"£"0', "-£3"),
        (-2.5, '"£"0.00', "-£2.50"),
        (1200.0, "General", "1200"),
        (0.1, "General", "0.1"),
        (12, "[$-409]0", "12"),
        (date(2027, 2, 26), "dd mmm yyyy", "2027-02-26"),
        (True, "General", "TRUE"),
    ],
)
def test_a_value_is_given_as_its_format_shows_it(tmp_path, value, form, shown):
    def fill(made):
        sheet, style = made.add_worksheet(), made.add_format({"num_format": form})
        write = sheet.write_datetime if isinstance(value, date) else sheet.write
        write(0, 0, value, style)

    assert cells(book(tmp_path, fill)) == {"t1r1c1": shown}


def test_hidden_sheets_rows_and_columns_are_set_apart(tmp_path):
    def fill(made):
        sheet, ghost = made.add_worksheet("Prices"), made.add_worksheet("Ghost")
        sheet.write_row(0, 0, ["seen", "no column"])
        sheet.write(1, 0, "no row")
        ghost.write(0, 0, "award to us")
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(1, None, None, {"hidden": True})
        ghost.hide()

    document = book(tmp_path, fill)
    assert {each for each in cells(document).values() if each} == {"seen"}
    assert [(each.text, each.how) for each in document.hidden] == [
        ("no column", "hidden column"),
        ("no row", "hidden row"),
        ("award to us", "hidden sheet"),
    ]
    assert [quote(document, each.source) for each in document.hidden] == [each.text for each in document.hidden]
    assert any("Ghost" in each for each in document.warnings)


def test_a_chart_sheet_and_comments_are_listed_as_unread(tmp_path):
    def fill(made):
        sheet = made.add_worksheet("Prices")
        sheet.write_row(0, 0, [1, 2])
        sheet.write_comment("A1", "check this")
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=Prices!$A$1:$B$1"})
        made.add_chartsheet("Graph").set_chart(chart)

    document = book(tmp_path, fill)
    assert {each.what for each in document.unread} >= {"chart sheet", "comments"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a workbook", "not_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted"),
        (zipped({"a": "b"}), "corrupt"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, code):
    with pytest.raises(InputRejected) as caught:
        read(tmp_path, content, "a.xlsx")
    assert caught.value.code == code


def test_two_cells_at_the_ends_of_the_sheet_do_not_fill_the_memory(tmp_path):
    cell = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
    sheet = f"<worksheet><sheetData>{cell.format(1, 'A')}{cell.format(1048576, 'XFD')}</sheetData></worksheet>"
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = zipped(
        {
            "_rels/.rels": relations({"d": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": f'<workbook xmlns:r="{space}"><sheets><sheet name="S" r:id="s"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations({"s": ("worksheet", "worksheets/sheet1.xml")}),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )
    with pytest.raises(InputRejected, match="too far apart"):
        read(tmp_path, content, "a.xlsx")
