"""A plain council document in Word: fonts, automatic clause numbers, tables, contents, header and footer.

`start` opens a document, the `add_` functions write to its end, `save` leaves the same bytes for the same calls.
Numbers are Word's own: level 1 is `Heading 1`, level 2 `Clause`, level 3 `Subclause`; annexes have a list of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from assistant.draft.steady import WRITTEN, make_steady

FONT = "Arial"
TEAL = "1B4F57"
SHADE = "DCE9EA"
RULE = "8FAFB2"
TEXT_WIDTH = 16.4
CLAUSES, ANNEXES = 91, 92


@dataclass(frozen=True)
class Face:
    """What a document says of itself: on its cover, in its header and footer, and in its properties."""

    title: str
    author: str
    header: str
    footer: str
    annex: str = "Annex"


def start(face: Face) -> Any:
    """Return an empty A4 document whose first page, the cover, has no header or footer."""
    word = docx.Document()
    about = word.core_properties
    about.title, about.author, about.last_modified_by, about.comments = face.title, face.author, face.author, ""
    about.created = about.modified = WRITTEN
    about.language = "en-GB"
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    section.different_first_page_header_footer = True
    _set_styles(word)
    _set_numbering(word, face.annex)
    _set_running(section, face)
    _set_compatibility(word)
    return word


def save(word: Any, path: Path) -> None:
    """Write the document, the same bytes for the same content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    word.save(str(path))
    make_steady(path)


def add_text(word: Any, text: str, style: str | None = None) -> Any:
    """Add a paragraph in which `**words**` are bold, and return it."""
    paragraph = word.add_paragraph(style=style)
    add_runs(paragraph, text)
    return paragraph


def add_runs(paragraph: Any, text: str, *, bold: bool = False) -> None:
    for place, part in enumerate(text.split("**")):
        if part:
            paragraph.add_run(part).bold = True if bold or place % 2 else None


def add_heading(word: Any, text: str, style: str, *, bookmark: int | None = None) -> Any:
    """Add a heading of a named style; with `bookmark`, one that the contents can point at."""
    paragraph = word.add_paragraph(style=style)
    run = paragraph.add_run(text)
    if bookmark is not None:
        run._r.addprevious(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{bookmark}" w:name="{mark(bookmark)}"/>'))
        run._r.addnext(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{bookmark}"/>'))
    return paragraph


def mark(number: int) -> str:
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
        _number(paragraph._p.get_or_add_pPr(), number, level)


def add_caption(word: Any, text: str) -> None:
    """Add `Table N: text` above a table, N being Word's own running number."""
    paragraph = word.add_paragraph(style="Caption")
    paragraph.add_run("Table ")
    made = sum(each.style.name == "Caption" for each in word.paragraphs)
    add_field(paragraph, r"SEQ Table \* ARABIC", str(made))
    paragraph.add_run(f": {text}")


def add_field(paragraph: Any, code: str, shown: str) -> None:
    """Add a field with the result that stands until Word works it out again."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        elif kind != "text":
            run._r.append(_element("w:fldChar", "w:fldCharType", kind))


def add_contents(word: Any, entries: Sequence[tuple[str, str, int, str]]) -> None:
    """Add a contents field with its result: number, title, bookmark and page of each entry."""
    for place, (number, title, bookmark, page) in enumerate(entries):
        paragraph = word.add_paragraph(style="TOC 1")
        if place == 0:
            _open_field(paragraph, r'TOC \o "1-1" \h \z \u')
        link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{mark(bookmark)}" w:history="1"/>')
        paragraph._p.append(link)
        made = len(paragraph.runs)
        paragraph.add_run(f"{number}\t{title}\t" if number else f"{title}\t")
        add_field(paragraph, rf"PAGEREF {mark(bookmark)} \h", page)
        for run in paragraph.runs[made:]:
            link.append(run._r)
    last = word.add_paragraph()
    last.add_run()._r.append(_element("w:fldChar", "w:fldCharType", "end"))
    last.paragraph_format.space_after = Pt(0)


def _open_field(paragraph: Any, code: str) -> None:
    paragraph.add_run()._r.append(_element("w:fldChar", "w:fldCharType", "begin"))
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(_element("w:fldChar", "w:fldCharType", "separate"))


def add_page_break(word: Any) -> None:
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def add_table(word: Any, rows: Sequence[Sequence[str]], widths: Sequence[float], *, head: bool = True) -> Any:
    """Add a ruled table as wide as the text; `widths` are shares. The head row is shaded and repeats on each page.

    A cell's lines are its paragraphs. Without a head, the first column is shaded, as in a form.
    """
    table = word.add_table(rows=len(rows), cols=len(widths))
    _rule(table, [TEXT_WIDTH * width / sum(widths) for width in widths])
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            strong = number == 0 if head else column == 0
            fill_cell(cell, text, bold=strong)
            if strong:
                shade(cell)
            if head and number == 0 and len(rows) > 1:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    if head:
        repeat_head(table.rows[0])
    add_gap(word)
    return table


def fill_cell(cell: Any, text: str, *, bold: bool = False) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = "Table Text"
        add_runs(paragraph, line, bold=bold)


def shade(cell: Any, fill: str = SHADE) -> None:
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
    )


def repeat_head(row: Any) -> None:
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", "w:val", "true"))


def add_gap(word: Any, points: float = 6) -> None:
    """Add the small space that keeps two tables apart."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(points)


def _rule(table: Any, widths: Sequence[float]) -> None:
    """Give a table its borders, its cell margins and fixed column widths in centimetres."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in zip(("top", "left", "bottom", "right"), (50, 100) * 2, strict=True)
    )
    about = table._tbl.tblPr
    for tag in ("w:tblW", "w:tblLayout", "w:tblLook"):
        for old in about.findall(qn(tag)):
            about.remove(old)
    total = sum(round(width * 567) for width in widths)
    for piece in (
        f'<w:tblW {nsdecls("w")} w:w="{total}" w:type="dxa"/>',
        f'<w:tblInd {nsdecls("w")} w:w="0" w:type="dxa"/>',
        f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>",
        f'<w:tblLayout {nsdecls("w")} w:type="fixed"/>',
        f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>",
        f'<w:tblLook {nsdecls("w")} w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>',
    ):
        about.append(parse_xml(piece))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _set_styles(word: Any) -> None:
    styles = word.styles
    _dress(styles["Normal"], 11, after=6)
    styles["Normal"].paragraph_format.line_spacing = 1.1
    _dress(styles["Title"], 26, TEAL, bold=True, after=6)
    for border in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(border)
    _dress(styles["Subtitle"], 14, TEAL, after=18)
    styles["Subtitle"].font.italic = False
    _dress(styles["Heading 1"], 14, TEAL, bold=True, before=18, after=8)
    _dress(styles["Heading 2"], 11.5, TEAL, bold=True, before=10, after=5)
    _dress(styles["Caption"], 9.5, TEAL, bold=True, before=6, after=4)
    styles["Caption"].paragraph_format.keep_with_next = True
    _dress(styles["List Bullet"], 11, after=3)
    _dress(styles["Header"], 8.5, "555555", after=0)
    _dress(styles["Footer"], 8.5, "555555", after=0)
    for name, base, size, after in (
        ("Annex", "Heading 1", 14, 8),
        ("Plain Heading", "Heading 1", 14, 8),
        ("Clause", "Normal", 11, 6),
        ("Subclause", "Normal", 11, 4),
        ("Annex Clause", "Normal", 11, 6),
        ("Table Text", "Normal", 10, 2),
        ("TOC 1", "Normal", 11, 4),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        style.quick_style = True
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(after)
    styles["Table Text"].paragraph_format.line_spacing = 1.0
    stops = styles["TOC 1"].paragraph_format.tab_stops
    stops.add_tab_stop(Cm(2.2))
    stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _dress(style: Any, size: float, colour: str | None = None, **look: Any) -> None:
    """Set the font of a style without the theme that Word's own template gives it."""
    about = style.element.get_or_add_rPr()
    fonts = about.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.font.name = FONT
    fonts.set(qn("w:cs"), FONT)
    style.font.size = Pt(size)
    style.font.bold = look.get("bold", False)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before = Pt(look.get("before", 0))
    style.paragraph_format.space_after = Pt(look.get("after", 6))
    for old in about.findall(qn("w:spacing")) + about.findall(qn("w:kern")) + about.findall(qn("w:lang")):
        about.remove(old)
    about.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-GB"/>'))


def _set_numbering(word: Any, annex: str) -> None:
    """Define the two lists and tie them to the styles that take part in them."""
    numbering = word.part.numbering_part.element
    clauses = (
        ("Heading1", "decimal", "%1", 0, 850),
        ("Clause", "decimal", "%1.%2", 0, 850),
        ("Subclause", "lowerLetter", "(%3)", 850, 567),
    )
    annexes = (("Annex", "upperLetter", f"{annex} %1", 0, 1700), ("AnnexClause", "decimal", "%1%2", 0, 850))
    for place, (number, levels) in enumerate(((CLAUSES, clauses), (ANNEXES, annexes))):
        numbering.insert(place, parse_xml(_abstract(number, levels)))
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
        for level, (style, *_) in enumerate(levels):
            found = next(each for each in word.styles if each.style_id == style)
            _number(found.element.get_or_add_pPr(), number, level)
    _number(word.styles["Plain Heading"].element.get_or_add_pPr(), 0, 0)


def _abstract(number: int, levels: Sequence[tuple[str, str, str, int, int]]) -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left + hanging}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        for level, (style, kind, text, left, hanging) in enumerate(levels)
    )
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{made}</w:abstractNum>'


def _number(properties: Any, number: int, level: int) -> None:
    mark = properties.get_or_add_numPr()
    mark.get_or_add_ilvl().val = level
    mark.get_or_add_numId().val = number


def _set_running(section: Any, face: Face) -> None:
    for place, left in ((section.header, face.header), (section.footer, face.footer)):
        paragraph = place.paragraphs[0]
        paragraph.style.paragraph_format.tab_stops.clear_all()
        paragraph.style.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(left.replace("|", "\t"))
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run("\tPage ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES", "1")


def _set_compatibility(word: Any) -> None:
    """Ask Word for its present layout rules: without this it falls back to those of 2007."""
    settings = word.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    compat = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    anchor = settings.find(qn("w:rsids"))
    anchor.addprevious(compat) if anchor is not None else settings.append(compat)


def _element(tag: str, attribute: str, value: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn(attribute), value)
    return element
