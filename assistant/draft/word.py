"""A Word document with calm typography: the only place where python-docx is used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.draft.steady import WRITTEN, clean, make_steady

FONT = "Arial"
INK, QUIET, WARNING = RGBColor(0x1F, 0x3A, 0x4D), RGBColor(0x4A, 0x55, 0x5C), RGBColor(0x9B, 0x1C, 0x1C)
HEAD_FILL, BOX_FILL, WARNING_FILL, LINE = "1F3A4D", "EAF0F3", "FBE9E7", "B8C4CC"
SIZES = {"Title": 28, "Subtitle": 14, "Heading 1": 22, "Heading 2": 15, "Heading 3": 11.5}
SPACE_BEFORE = {"Title": 150, "Heading 1": 0, "Heading 2": 20, "Heading 3": 10}
GAP = re.compile(r"(\[To complete[^\]]*\])")
QUESTION, NOTE, FACT, CAPTION, NUMBER = "Buyer’s question", "Note", "Fact", "Table title", "Evidence number"


class Paper:
    """A document being written, top to bottom."""

    def __init__(self, title: str, header: str) -> None:
        self.word = docx.Document()
        self._contents: Any = None
        self._headings: list[tuple[int, str, str]] = []
        self._properties(title)
        self._page()
        self._styles()
        _furniture(self.word.sections[0], header, QUIET)

    def _properties(self, title: str) -> None:
        about = self.word.core_properties
        about.title, about.author, about.last_modified_by = clean(title)[:250], "Consort", "Consort"
        about.comments, about.keywords, about.subject = "", "", ""
        about.created = about.modified = WRITTEN
        about.revision, about.language = 1, "en-GB"

    def _page(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.25)
        section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.1)
        section.different_first_page_header_footer = True

    def _styles(self) -> None:
        styles = self.word.styles
        for name, size in {"Normal": 10.5, **SIZES}.items():
            _typeface(styles[name], size)
            if name != "Normal":
                _heading_style(styles[name], name)
        normal = styles["Normal"].paragraph_format
        normal.space_after, normal.line_spacing, normal.widow_control = Pt(7), 1.12, True
        _own_styles(styles)
        for lang in styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), "en-GB")

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        made = self.word.add_heading("", level)
        made.paragraph_format.page_break_before = new_page
        mark = f"_Toc{len(self._headings) + 1:06d}"
        _bookmark(made, clean(text), mark, len(self._headings) + 1)
        self._headings.append((level, clean(text), mark))

    def part(self, title: str, about: str, header: str, *, warning: bool = False) -> None:
        """Begin a part of its own on a new page: its title, who it is for, and its own header on each page."""
        section = self.word.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        _furniture(section, header, WARNING if warning else QUIET)
        self.heading(title, 1)
        self.note(about, warning=warning)

    def cover(self, title: str, under: str, facts: Sequence[tuple[str, str]]) -> None:
        self.word.add_paragraph(clean(title), style="Title")
        self.word.add_paragraph(clean(under), style="Subtitle")
        for label, text in facts:
            made = self.word.add_paragraph(style=FACT)
            made.add_run(f"{label}\t").bold = True
            made.add_run(clean(text))

    def contents(self) -> None:
        """Leave a place for the contents, which are written when everything else is."""
        title = self.word.add_paragraph("Contents", style="TOC Heading")
        title.paragraph_format.page_break_before = True
        self._contents = title

    def text(self, text: str, *, small: bool = False, keep: bool = False) -> None:
        self.runs(((text, None),), small=small, keep=keep)

    def runs(self, pieces: Sequence[tuple[str, int | None]], *, small: bool = False, keep: bool = False) -> None:
        """Write a paragraph of pieces, each followed by its evidence number where it has one."""
        made = self.word.add_paragraph()
        made.paragraph_format.keep_with_next = keep
        for at, (text, number) in enumerate(pieces):
            _marked(made, (" " if at else "") + clean(text), small=small)
            if number is not None:
                made.add_run(str(number), style=NUMBER)

    def bullet(self, text: str) -> None:
        made = self.word.add_paragraph(style="List Bullet")
        made.paragraph_format.space_after = Pt(3)
        _marked(made, clean(text), small=False)

    def question(self, lines: Sequence[str]) -> None:
        """Write the buyer's own words, shaded, one line for each part."""
        for line in lines:
            self.word.add_paragraph(clean(line), style=QUESTION)

    def note(self, text: str, *, warning: bool = False) -> None:
        made = self.word.add_paragraph(style=NOTE)
        made.add_run(clean(text))
        _shade_paragraph(made, WARNING_FILL if warning else BOX_FILL)

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        widths: Sequence[float],
        about: str,
        *,
        titled: bool = True,
    ) -> None:
        """Write a table whose head is repeated on each page; `widths` in centimetres, `about` its title.

        Without `titled` the title is not printed, but still told to those who hear the document.
        """
        if titled:
            caption = self.word.add_paragraph(clean(about), style=CAPTION)
            caption.paragraph_format.keep_with_next = True
        made = self.word.add_table(rows=1, cols=len(head))
        made.autofit = False
        _lines(made, LINE)
        _describe(made, clean(about))
        _head(made.rows[0], head)
        for row in rows:
            _fill(made.add_row(), row)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Cm(width)
        for row in made.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        gap = self.word.add_paragraph().paragraph_format
        gap.space_after, gap.line_spacing = Pt(2), Pt(8)

    def save(self, path: Path) -> None:
        if self._contents is not None:
            _write_contents(self._contents, [each for each in self._headings if each[0] <= 2])
        self.word.save(str(path))
        make_steady(path)


def _typeface(style: Any, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _heading_style(style: Any, name: str) -> None:
    style.font.color.rgb, style.font.bold, style.font.italic = INK, name != "Subtitle", False
    form = style.paragraph_format
    form.space_before = Pt(SPACE_BEFORE.get(name, 0))
    form.space_after, form.keep_with_next = Pt(24 if name == "Subtitle" else 5), True
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _own_styles(styles: Any) -> None:
    """Add the styles that Word's own set has not got."""
    for name, size in ((QUESTION, 10), (NOTE, 10), (FACT, 11), (CAPTION, 9), ("toc 1", 11), ("toc 2", 10.5)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _typeface(style, size)
    styles[QUESTION].paragraph_format.space_after = Pt(0)
    styles[QUESTION].paragraph_format.keep_with_next = True
    for name in (QUESTION, NOTE):
        styles[name].paragraph_format.left_indent = styles[name].paragraph_format.right_indent = Cm(0.25)
    _shade_style(styles[QUESTION], BOX_FILL)
    styles[NOTE].paragraph_format.space_before = styles[NOTE].paragraph_format.space_after = Pt(8)
    fact = styles[FACT].paragraph_format
    fact.left_indent, fact.first_line_indent, fact.space_after = Cm(4.5), Cm(-4.5), Pt(5)
    fact.tab_stops.add_tab_stop(Cm(4.5), WD_TAB_ALIGNMENT.LEFT)
    caption = styles[CAPTION]
    caption.font.bold, caption.font.color.rgb = True, QUIET
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(6), Pt(3)
    styles["toc 1"].font.bold = True
    styles["toc 1"].paragraph_format.space_before = Pt(10)
    styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    styles["toc 2"].paragraph_format.space_after = styles["toc 1"].paragraph_format.space_after = Pt(3)
    number = styles.add_style(NUMBER, WD_STYLE_TYPE.CHARACTER)
    number.font.superscript, number.font.color.rgb = True, QUIET
    _typeface(styles["TOC Heading"], 15)
    styles["TOC Heading"].font.color.rgb = INK


def _furniture(section: Any, header: str, colour: RGBColor) -> None:
    """Write what stands at the top and bottom of each page of a part."""
    top, bottom = section.header.paragraphs[0], section.footer.paragraphs[0]
    _quiet(top.add_run(clean(header)[:130]), colour, bold=colour is WARNING)
    _quiet(bottom.add_run("Page "), QUIET)
    _field(bottom, "PAGE")
    _quiet(bottom.add_run(" of "), QUIET)
    _field(bottom, "NUMPAGES")


def _quiet(run: Any, colour: RGBColor, *, bold: bool = False) -> None:
    run.font.size, run.font.color.rgb, run.font.bold = Pt(9), colour, bold


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        _quiet(run, QUIET)
        _field_piece(run, kind, text)


def _field_piece(run: Any, kind: str, text: str) -> None:
    if kind == "shown":
        part = OxmlElement("w:t")
        part.text = text
    elif kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    else:
        part = OxmlElement("w:instrText")
        part.set(qn("xml:space"), "preserve")
        part.text = f" {text} "
    run._r.append(part)  # noqa: SLF001  (python-docx has no public way to write a field)


def _bookmark(paragraph: Any, text: str, mark: str, number: int) -> None:
    """Write the text of a heading inside a bookmark, so that the contents can lead to it."""
    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        made = OxmlElement(kind)
        made.set(qn("w:id"), str(number))
        if kind.endswith("Start"):
            made.set(qn("w:name"), mark)
        paragraph._p.append(made)  # noqa: SLF001  (no public way to set a bookmark)
        if kind.endswith("Start"):
            paragraph.add_run(text)


def _write_contents(title: Any, headings: Sequence[tuple[int, str, str]]) -> None:
    """Write the contents after their title as Word's own field, its entries leading to the headings."""
    last = title
    for at, (level, text, mark) in enumerate(headings):
        made = _paragraph_after(last, f"toc {level}")
        if at == 0:
            for kind, code in (("begin", ""), ("", 'TOC \\o "1-2" \\h \\z \\u'), ("separate", "")):
                _field_piece(made.add_run(), kind, code)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), mark)
        run = made.add_run(text)
        link.append(run._r)  # noqa: SLF001  (no public way to link to a bookmark)
        made._p.append(link)  # noqa: SLF001
        last = made
    if headings:
        _field_piece(last.add_run(), "end", "")


def _paragraph_after(paragraph: Any, style: str) -> Any:
    made = paragraph.insert_paragraph_before("", style=style)
    paragraph._p.addnext(made._p)  # noqa: SLF001  (no public way to add after)
    return made


def _marked(paragraph: Any, text: str, *, small: bool) -> None:
    """Write text with what is still to complete in yellow."""
    for piece in GAP.split(text):
        if piece:
            run = paragraph.add_run(piece)
            if GAP.fullmatch(piece):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if small:
                run.font.size = Pt(9.5)


def _describe(table: Any, about: str) -> None:
    """Give the table its title for those who hear it, and say that its first row is its head."""
    for name in ("tblCaption", "tblDescription"):
        made = OxmlElement(f"w:{name}")
        made.set(qn("w:val"), about[:250])
        table._tbl.tblPr.append(made)  # noqa: SLF001  (no public way to describe a table)


def _head(row: Any, head: Sequence[str]) -> None:
    repeated = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  (no public way to repeat a head)
    for cell, text in zip(row.cells, head, strict=True):
        _shade(cell, HEAD_FILL)
        run = cell.paragraphs[0].add_run(clean(text))
        run.bold, run.font.size, run.font.color.rgb = True, Pt(9.5), RGBColor(0xFF, 0xFF, 0xFF)
        _tight(cell.paragraphs[0])
    _whole(row)


def _fill(row: Any, texts: Sequence[str]) -> None:
    _whole(row)
    for cell, text in zip(row.cells, texts, strict=True):
        for at, line in enumerate(clean(text).split("\n")):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            _tight(paragraph)
            _marked(paragraph, line, small=True)


def _tight(paragraph: Any) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2.5)
    paragraph.paragraph_format.line_spacing = 1.0


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  (no public way)


def _fill_of(colour: str) -> Any:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    return shade


def _shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_fill_of(colour))  # noqa: SLF001  (no public way to shade a cell)


def _shade_paragraph(paragraph: Any, colour: str) -> None:
    form = paragraph._p.get_or_add_pPr()  # noqa: SLF001  (no public way to shade a paragraph)
    form.insert_element_before(_fill_of(colour), "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _shade_style(style: Any, colour: str) -> None:
    form = style.element.get_or_add_pPr()
    form.insert_element_before(_fill_of(colour), "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _lines(table: Any, colour: str) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        shown = side in ("top", "bottom", "insideH")
        for name, value in (("val", "single" if shown else "nil"), ("sz", "4"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  (no public way to set lines)
