"""A plain council document in Word: headings and clauses with Word's own numbers, tables, fields and contents.

`start` opens a document, the `add_` functions write to its end, `save` leaves the same bytes for the same calls.
How it looks is in `look`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from assistant.draft.steady import WRITTEN, make_steady
from corpus.making.look import CLAUSES, RULE, SHADE, TEXT_WIDTH, Face, dress, element, number_paragraph, xml_of

Entry = tuple[str, str, int]


def start(face: Face) -> Any:
    """Return an empty A4 document whose first page, the cover, has no header or footer."""
    word = docx.Document()
    about = word.core_properties
    about.title, about.author, about.last_modified_by, about.comments = face.title, face.author, face.author, ""
    about.created = about.modified = WRITTEN
    about.language = "en-GB"
    dress(word, face)
    for place, left in ((word.sections[0].header, face.header), (word.sections[0].footer, face.footer)):
        place.paragraphs[0].add_run(left.replace("|", "\t"))
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.add_run("\tPage ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES", "1")
    return word


def save(word: Any, path: Path) -> None:
    """Write the document, the same bytes for the same content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    word.save(str(path))
    make_steady(path)


def add_text(word: Any, text: str, style: str | None = None) -> Any:
    """Add a paragraph, or one for each line, in which `**words**` are bold, and return the last."""
    paragraph = None
    for line in text.split("\n"):
        paragraph = word.add_paragraph(style=style)
        add_runs(paragraph, line)
    return paragraph


def add_runs(paragraph: Any, text: str, *, bold: bool = False) -> None:
    for place, part in enumerate(text.split("**")):
        if part:
            paragraph.add_run(part).bold = True if bold or place % 2 else None


def add_heading(word: Any, text: str, style: str, *, bookmark: int) -> Any:
    """Add a heading of a named style that the contents can point at by its bookmark."""
    paragraph = word.add_paragraph(style=style)
    run = xml_of(paragraph.add_run(text))
    run.addprevious(
        parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{bookmark}" w:name="{bookmark_name(bookmark)}"/>')
    )
    run.addnext(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{bookmark}"/>'))
    return paragraph


def bookmark_name(number: int) -> str:
    return f"_Toc{4170000 + number}"


def restart(word: Any, paragraphs: Sequence[Any], level: int = 2) -> None:
    """Number these paragraphs (a), (b)... on their own, whatever came before them."""
    numbering = word.part.numbering_part.element
    number = max(int(each.get(qn("w:numId"))) for each in numbering.findall(qn("w:num"))) + 1
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{CLAUSES}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    for paragraph in paragraphs:
        number_paragraph(xml_of(paragraph).get_or_add_pPr(), number, level)


def add_caption(word: Any, text: str) -> None:
    """Add `Table N: text` above a table, N being Word's own running number."""
    paragraph = word.add_paragraph(style="Caption")
    paragraph.add_run("Table ")
    made = sum(each.style.name == "Caption" for each in word.paragraphs)
    add_field(paragraph, r"SEQ Table \* ARABIC", str(made))
    paragraph.add_run(f": {text}")


def add_field(paragraph: Any, code: str, shown: str) -> None:
    """Add a field with the result that stands until Word works it out again."""
    _open_field(paragraph, code)
    paragraph.add_run(shown)
    _close_field(paragraph)


def _open_field(paragraph: Any, code: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    marks = (element("w:fldChar", "w:fldCharType", kind) for kind in ("begin", "separate"))
    for part in (next(marks), instruction, next(marks)):
        xml_of(paragraph.add_run()).append(part)


def _close_field(paragraph: Any) -> None:
    xml_of(paragraph.add_run()).append(element("w:fldChar", "w:fldCharType", "end"))


def add_contents(word: Any, entries: Sequence[Entry], pages: Sequence[int]) -> None:
    """Add a contents field with its result: the number, title and bookmark of each entry, and its page."""
    paragraph = None
    for place, ((number, title, bookmark), page) in enumerate(zip(entries, pages, strict=True)):
        paragraph = word.add_paragraph(style="TOC 1")
        if place == 0:
            _open_field(paragraph, r'TOC \o "1-1" \h \z \u')
        link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{bookmark_name(bookmark)}" w:history="1"/>')
        made = len(paragraph.runs)
        paragraph.add_run(f"{number}\t{title}\t")
        add_field(paragraph, rf"PAGEREF {bookmark_name(bookmark)} \h", str(page))
        for run in paragraph.runs[made:]:
            link.append(xml_of(run))
        xml_of(paragraph).append(link)
    if paragraph is not None:
        _close_field(paragraph)


def add_table(word: Any, rows: Sequence[Sequence[str]], widths: Sequence[float], *, head: bool = True) -> Any:
    """Add a ruled table as wide as the text; `widths` are shares. The head row is shaded and repeats on each page.

    A cell's lines are its paragraphs. A row that has one cell spans the table. Without a head, the first column
    is shaded, as in a form, and so is a row whose first cell is empty.
    """
    table = add_grid(word, len(rows), widths)
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        cells = [join(row)] if len(texts) == 1 else list(row.cells)
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            strong = number == 0 if head else len(cells) > 1 and (column == 0 or not texts[0])
            fill(cell, text, bold=strong)
            if strong:
                shade(cell)
    if head:
        xml_of(table.rows[0]).get_or_add_trPr().append(element("w:tblHeader", "w:val", "true"))
    return table


def add_grid(word: Any, rows: int, widths: Sequence[float]) -> Any:
    """Add an empty ruled table; no row of it breaks across pages."""
    table = word.add_table(rows=rows, cols=len(widths))
    _rule(table, [TEXT_WIDTH * width / sum(widths) for width in widths])
    for row in table.rows:
        xml_of(row).get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            cell.paragraphs[0].style = "Table Text"
    return table


def join(row: Any, first: int = 0) -> Any:
    """Merge the cells of a row from the given one on, and return the merged cell."""
    cells = row.cells
    return cells[first].merge(cells[-1]) if len(cells) > first + 1 else cells[first]


def fill(cell: Any, text: str, *, bold: bool = False) -> list[Any]:
    """Write the lines of a text into an empty cell, one paragraph each, and return them."""
    made = []
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = "Table Text"
        add_runs(paragraph, line, bold=bold)
        made.append(paragraph)
    return made


def shade(cell: Any, colour: str = SHADE) -> None:
    xml_of(cell).get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    )


def keep_together(table: Any, rows: int) -> None:
    """Keep the first rows of a table, and what follows them, on one page."""
    for row in table.rows[:rows]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def add_gap(word: Any, points: float = 8) -> None:
    """Add the small space that keeps a table from what follows it."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(points)


def _rule(table: Any, widths: Sequence[float]) -> None:
    """Give a table its borders, its cell margins and fixed column widths in centimetres."""
    about = xml_of(table).tblPr
    for old in list(about):
        about.remove(old)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)
    sizes = zip(("top", "left", "bottom", "right"), (50, 100, 50, 100), strict=True)
    margins = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sizes)
    for tag, attributes, inside in (
        ("tblW", f'w:w="{sum(round(width * 567) for width in widths)}" w:type="dxa"', ""),
        ("tblInd", 'w:w="0" w:type="dxa"', ""),
        ("tblBorders", "", borders),
        ("tblLayout", 'w:type="fixed"', ""),
        ("tblCellMar", "", margins),
    ):
        about.append(parse_xml(f"<w:{tag} {nsdecls('w')} {attributes}>{inside}</w:{tag}>"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
