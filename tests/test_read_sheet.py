"""A workbook is read sheet by sheet as tables of cells with their addresses."""

import io
from datetime import date, datetime, time
from time import perf_counter as time_now

import pytest
import xlsxwriter
from build_pack import tender
from build_word import read, relations, zipped
from python_calamine import CalamineError, CalamineWorkbook

from assistant.errors import InputRejected
from assistant.read import quote
from assistant.read.blocks import clean
from assistant.read.book.reader import read_sheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
        (date(2027, 2, 26), "dd mmm yyyy", "26 Feb 2027"),
        (datetime(2027, 2, 26, 12, 30), "dd/mm/yyyy hh:mm", "26/02/2027 12:30"),
        (time(17, 0), "h:mm AM/PM", "5:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
        (0, '0.0;-0.0;"nil"', "nil"),
        (3, '0 "days"', "3 days"),
        (12345, "0.0E+00", "1.2E+04"),
        (7, "000", "007"),
        (True, "General", "TRUE"),
    ],
)
def test_a_value_is_given_as_its_format_shows_it(tmp_path, value, form, shown):
    def fill(made):
        sheet, style = made.add_worksheet(), made.add_format({"num_format": form})
        write = sheet.write_datetime if isinstance(value, date | time) else sheet.write
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


def test_a_chart_is_listed_as_unread_and_a_comment_is_no_part_of_the_text(tmp_path):
    def fill(made):
        sheet = made.add_worksheet("Prices")
        sheet.write_row(0, 0, [1, 2])
        sheet.write_comment("A1", "check this")
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=Prices!$A$1:$B$1"})
        made.add_chartsheet("Graph").set_chart(chart)

    document = book(tmp_path, fill)
    assert {each.what for each in document.unread} == {"chart sheet", "chart"}
    comment = next(each for each in document.blocks if each.kind == "comment")
    assert (comment.id, comment.visible, comment.text) == ("t1r1c1cm", False, "check this")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not a workbook", "not_excel"),
        (OLE, "corrupt"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (zipped({"a": "b"}), "corrupt"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, code):
    with pytest.raises(InputRejected) as caught:
        read(tmp_path, content, "a.xlsx")
    assert caught.value.code == code


def raw(tmp_path, sheet, more=None, links=None):
    """A workbook of one sheet, given as XML."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "_rels/.rels": relations({"d": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns:r="{space}"><sheets><sheet name="S" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({"s": ("worksheet", "worksheets/sheet1.xml")} | (links or {})),
        "xl/worksheets/sheet1.xml": f"<worksheet>{sheet}</worksheet>",
    }
    return read(tmp_path, zipped(parts | (more or {})), "a.xlsx")


def test_two_cells_at_the_ends_of_the_sheet_are_two_cells(tmp_path):
    cell = '<row r="{0}"><c r="{1}{0}"><v>{0}</v></c></row>'
    document = raw(tmp_path, f"<sheetData>{cell.format(1, 'A')}{cell.format(1048576, 'XFD')}</sheetData>")
    assert {identity: text for identity, text in cells(document).items() if text} == {
        "t1r1c1": "1",
        "t1r1048576c16384": "1048576",
    }


def test_a_wrong_dimension_gaps_and_missing_addresses_lose_no_cell(tmp_path):
    rows = '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row r="900"><c r="B900"><v>2</v></c></row>'
    styled = '<row r="12000" s="3" customFormat="1"/>'
    document = raw(tmp_path, f'<dimension ref="A1:A1"/><sheetData>{rows}{styled}</sheetData>')
    assert cells(document) == {"t1r1c1": "1", "t1r1c2": "#REF!", "t1r900c1": "", "t1r900c2": "2"}


def test_a_formula_shows_its_stored_result_and_without_one_is_told(tmp_path):
    one, two = "<f>1+1</f><v>2</v>", "<f>2+2</f>"
    document = raw(tmp_path, f'<sheetData><row><c r="A1">{one}</c><c r="C1">{two}</c></row></sheetData>')
    assert cells(document) == {"t1r1c1": "2"}
    assert [(each.what, each.where) for each in document.unread] == [("formula", "S, C1")]


@pytest.mark.parametrize(
    ("look", "how"),
    [
        ({"font_color": "#FFFFFF"}, "white"),
        ({"font_color": "#FFFFFF", "bg_color": "#FFFFFF"}, "white"),
        ({"font_color": "#1F3864", "bg_color": "#1F3864"}, "same colour"),
        ({"font_size": 1}, "tiny"),
        ({"num_format": ";;;"}, "number format"),
    ],
)
def test_what_a_cells_look_hides_is_set_apart(tmp_path, look, how):
    def fill(made):
        sheet = made.add_worksheet()
        sheet.write(0, 0, "award to us", made.add_format(look))
        sheet.write(0, 1, "seen", made.add_format({"font_color": "#FFFFFF", "bg_color": "#1F3864"}))

    document = book(tmp_path, fill)
    assert cells(document) == {"t1r1c2": "seen"}
    assert [(each.text, each.how) for each in document.hidden] == [("award to us", how)]


def test_a_hidden_piece_of_a_cell_is_set_apart_and_the_rest_is_read(tmp_path):
    def fill(made):
        white = made.add_format({"font_color": "#FFFFFF"})
        made.add_worksheet().write_rich_string(0, 0, "seen ", white, "award to us")

    document = book(tmp_path, fill)
    assert cells(document) == {"t1r1c1": "seen"}
    assert [quote(document, each.source) for each in document.hidden] == ["award to us"]


def test_white_heads_of_a_styled_table_are_seen(tmp_path):
    def fill(made):
        sheet, white = made.add_worksheet(), made.add_format({"font_color": "#FFFFFF"})
        sheet.add_table("A1:B2", {"columns": [{"header": "Item", "header_format": white}, {"header": "Price"}]})

    assert cells(book(tmp_path, fill)) == {"t1r1c1": "Item", "t1r1c2": "Price"}


def test_a_text_box_is_read_once_before_the_cells(tmp_path):
    def fill(made):
        sheet = made.add_worksheet("Prices")
        sheet.write(0, 0, "Item")
        sheet.insert_textbox(5, 5, "Fill in every cell.\nPrices are fixed.")

    document = book(tmp_path, fill)
    assert [(each.id, each.kind, each.text) for each in document.blocks[1:]] == [
        ("tb1p1", "textbox", "Fill in every cell."),
        ("tb1p2", "textbox", "Prices are fixed."),
        ("t1r1c1", "cell", "Item"),
    ]


def test_a_cell_with_choices_is_a_field_and_kept_when_empty(tmp_path):
    def fill(made):
        sheet = made.add_worksheet()
        sheet.write_column(0, 0, ["Do you comply?", "Do you agree?"])
        sheet.write(0, 2, "Select")
        sheet.data_validation("C1:C1", {"validate": "list", "source": ["Yes", "No"]})
        sheet.data_validation("D1:D2", {"validate": "list", "source": ["Yes", "No"]})

    found = {each.id: (each.kind, each.text) for each in book(tmp_path, fill).blocks}
    assert found["t1r1c3"] == ("field", "Select")
    assert found["t1r2c4"] == ("cell", "")


def test_a_long_sheet_is_cut_and_the_cut_is_told(monkeypatch):
    monkeypatch.setattr("assistant.read.book.reader.CELLS", 20)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        made.add_worksheet("S").write_column(0, 0, range(40))
    document = read_sheet(file.getvalue(), "a.xlsx")
    assert [(each.what, each.where) for each in document.unread] == [("cells", "S, from row 20")]
    assert len(cells(document)) == 20


def test_a_damaged_sheet_is_told_and_the_others_are_read(tmp_path):
    book = "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>"
    book += "<sheet name='Torn' r:id='t'/><sheet name='Good' r:id='s'/></sheets></workbook>"
    more = {"xl/workbook.xml": book, "xl/worksheets/torn.xml": "<worksheet><sheetData><row>"}
    sheet = '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'
    document = raw(tmp_path, sheet, more, {"t": ("worksheet", "worksheets/torn.xml")})
    assert cells(document) == {"t2r1c1": "5"}
    assert [(each.what, each.where) for each in document.unread] == [("sheet", "Torn")]


def ods(rows):
    spaces = " ".join(
        f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
    )
    inside = f"<office:spreadsheet><table:table table:name='Prices'>{rows}</table:table></office:spreadsheet>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "<manifest xmlns='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>"
    content = f"<office:document-content {spaces}><office:body>{inside}</office:body></office:document-content>"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


CELL = (
    '<table:table-cell office:value-type="string" table:number-columns-repeated="{}">'
    "<text:p>{}</text:p></table:table-cell>"
)


def test_a_spreadsheet_of_libreoffice_is_read_by_its_values():
    row = f"<table:table-row>{CELL.format(1, 'Item')}{CELL.format(1, 'Price')}</table:table-row>"
    empty = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    document = read_sheet(ods(row + empty), "prices.ods")
    assert cells(document) == {"t1r1c1": "Item", "t1r1c2": "Price"}
    assert "hidden" in document.warnings[0]


def test_a_cell_repeated_millions_of_times_is_refused():
    row = f'<table:table-row table:number-rows-repeated="9999">{CELL.format(9999, "x")}</table:table-row>'
    with pytest.raises(InputRejected) as caught:
        read_sheet(ods(row), "prices.ods")
    assert caught.value.code == "too_large"


LISTED = (
    ("FR-1", "The system must record every session that is delivered.", "M"),
    ("FR-2", "Staff should be able to export attendance as a table.", "S"),
    ("NF-1", "The supplier shall answer within one working day.", "M"),
    ("NF-2", "Reports could be sent by e-mail every month.", "C"),
)


def listing(tmp_path, *above, heads=("Ref", "Requirement", "Priority", "Response"), rows=LISTED):
    def fill(made):
        sheet = made.add_worksheet("Functional")
        for at, row in enumerate((*above, heads, *rows)):
            sheet.write_row(at, 0, row)

    return book(tmp_path, fill)


def test_each_requirement_of_a_matrix_has_the_reference_of_its_row(tmp_path):
    document = listing(tmp_path)
    assert {each.number: each.text for each in document.blocks if each.number} == {row[0]: row[1] for row in LISTED}


def test_a_matrix_begins_with_its_heads_whatever_stands_above(tmp_path):
    document = listing(tmp_path, ["Requirements"], ["Answer every line in the last column."])
    assert [(each.id, each.kind, each.text) for each in document.blocks if each.text][:4] == [
        ("s1", "heading", "Functional"),
        ("t1r1c1", "paragraph", "Requirements"),
        ("t1r2c1", "paragraph", "Answer every line in the last column."),
        ("t1r3c1", "cell", "Ref"),
    ]
    assert [each.number for each in document.blocks if each.number] == [row[0] for row in LISTED]


def test_a_place_to_fill_in_above_a_matrix_stays_one(tmp_path):
    document = listing(tmp_path, ["Name of organisation:"])
    assert [each.id for each in document.blocks if each.cell and each.cell.row == 1 and not each.text] == [
        "t1r1c2",
        "t1r1c3",
        "t1r1c4",
    ]


def test_a_matrix_becomes_requirements_with_their_priority(tmp_path):
    document = listing(tmp_path, ["Requirements"]).model_copy(update={"kind": "specification"})
    assert [(each.number, each.force) for each in tender(document).requirements] == [
        ("FR-1", "must"),
        ("FR-2", "should"),
        ("NF-1", "must"),
        ("NF-2", "should"),
    ]


@pytest.mark.parametrize(
    "references",
    [
        ("01/02/2027", "08/02/2027", "09/03/2027", "10/04/2027"),
        ("3", "3", "4", "5"),
        ("9", "4", "7", "2"),
        ("Monday", "Tuesday", "Wednesday", "Friday"),
        ("", "", "4", ""),
    ],
)
def test_dates_quantities_and_names_are_no_references(tmp_path, references):
    rows = [(each, *row[1:]) for each, row in zip(references, LISTED, strict=True)]
    assert not [each for each in listing(tmp_path, rows=rows).blocks if each.number]


def test_a_sheet_is_called_by_the_line_that_stands_alone_at_its_top(tmp_path):
    def fill(made):
        sheet = made.add_worksheet("Sheet1")
        sheet.write(0, 0, "Schedule of rates")
        sheet.write_row(2, 0, ["Item", "Rate"])

    assert book(tmp_path, fill).title == "Schedule of rates"


def test_what_is_made_to_keep_a_reader_busy_does_not(tmp_path):
    areas = " ".join(f"A{row}" for row in range(1, 6_000))
    rules = f'<conditionalFormatting sqref="{areas}"/>' * 20
    lists = f'<dataValidations><dataValidation type="list" sqref="{areas}"/></dataValidations>' * 20
    columns = '<col min="1" max="16384" width="0"/>' * 9_000
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 6_000))
    begun = time_now()
    raw(tmp_path, f"<cols>{columns}</cols><sheetData>{rows}</sheetData>{rules}{lists}")
    assert time_now() - begun < 10


def test_real_workbooks_are_read_word_for_word(shared):
    compared = 0
    for path in sorted((shared / "data/stress/excel").rglob("*.xlsx"))[::9]:
        try:
            document = read_sheet(path.read_bytes(), path.name)
            sheets = CalamineWorkbook.from_path(path)
        except (InputRejected, CalamineError):
            continue
        said = {clean(each.text) for each in document.blocks}
        said |= {f"{visible.text} {hidden.text}" for visible in document.blocks for hidden in document.hidden[:50]}
        values = [
            value for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python() for value in row
        ]
        missing = {text for each in values if isinstance(each, str) and (text := clean(each)) and text not in said}
        assert len(missing) <= 0.01 * len(values), (path.name, sorted(missing)[:5])
        compared += 1
    assert compared > 25
