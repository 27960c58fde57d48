"""A Word document with calm typography: the only place where python-docx is used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.draft.steady import WRITTEN, clean, make_steady

FONT = "Arial"
INK, QUIET = RGBColor(0x1F, 0x3A, 0x4D), RGBColor(0x59, 0x63, 0x6B)
HEAD_FILL, BOX_FILL, LINE = "1F3A4D", "EAF0F3", "B8C4CC"
WIDTH = Cm(16.5)
SIZES = {"Title": 30, "Subtitle": 14, "Heading 1": 18, "Heading 2": 14, "Heading 3": 11.5}
GAP = re.compile(r"(\[To complete[^\]]*\])")


class Paper:
    """A document being written, top to bottom."""

    def __init__(self, title: str, footer: str) -> None:
        self.word = docx.Document()
        self._properties(title)
        self._page()
        self._styles()
        self._furniture(title, footer)

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
        for name, size in {"Normal": 10.5, **SIZES}.items():
            style = self.word.styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{kind}"), None)
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{kind}"), FONT)
            if name != "Normal":
                _heading_style(style, name)
        normal = self.word.styles["Normal"].paragraph_format
        normal.space_after, normal.line_spacing = Pt(7), 1.12
        normal.widow_control = True
        for lang in self.word.styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), "en-GB")

    def _furniture(self, title: str, footer: str) -> None:
        section = self.word.sections[0]
        top, bottom = section.header.paragraphs[0], section.footer.paragraphs[0]
        _quiet(top.add_run(clean(title)[:110]))
        _quiet(bottom.add_run(f"{clean(footer)[:90]}    Page "))
        for code in ("PAGE", " of ", "NUMPAGES"):
            if code.strip() == "of":
                _quiet(bottom.add_run(code))
            else:
                _field(bottom, code)

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        made = self.word.add_heading(clean(text), level)
        made.paragraph_format.page_break_before = new_page

    def cover(self, title: str, under: str, facts: Sequence[tuple[str, str]]) -> None:
        for _ in range(5):
            self.word.add_paragraph()
        self.word.add_paragraph(clean(title), style="Title")
        self.word.add_paragraph(clean(under), style="Subtitle")
        self.word.add_paragraph()
        self.table(("", ""), facts, (4.5, 12.0), plain=True)

    def text(self, text: str, *, small: bool = False, keep: bool = False) -> None:
        self.runs(((text, None),), small=small, keep=keep)

    def runs(self, pieces: Sequence[tuple[str, int | None]], *, small: bool = False, keep: bool = False) -> None:
        """Write a paragraph of pieces, each followed by its evidence number where it has one."""
        made = self.word.add_paragraph()
        made.paragraph_format.keep_with_next = keep
        for at, (text, number) in enumerate(pieces):
            _marked(made, (" " if at else "") + clean(text), small=small)
            if number is not None:
                made.add_run(str(number)).font.superscript = True

    def bullet(self, text: str) -> None:
        made = self.word.add_paragraph(style="List Bullet")
        made.paragraph_format.space_after = Pt(3)
        _marked(made, clean(text), small=False)

    def box(self, text: str) -> None:
        """Write the text in a shaded box, as the buyer's own words."""
        table = self.word.add_table(rows=1, cols=1)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _lines(table, BOX_FILL)
        cell = table.rows[0].cells[0]
        cell.width = WIDTH
        _shade(cell, BOX_FILL)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(5)
        paragraph.add_run(clean(text)).italic = True
        self._after_table()

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *, plain: bool = False
    ) -> None:
        """Write a table whose head is repeated on each page; `widths` in centimetres; `plain` without head or lines."""
        made = self.word.add_table(rows=0 if plain else 1, cols=len(head))
        made.autofit = False
        _lines(made, "FFFFFF" if plain else LINE)
        if not plain:
            _head(made.rows[0], head)
        for row in rows:
            _fill(made.add_row(), row, plain=plain)
        for column, width in zip(made.columns, widths, strict=True):
            column.width = Cm(width)
        for row in made.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        self._after_table()

    def _after_table(self) -> None:
        gap = self.word.add_paragraph().paragraph_format
        gap.space_after, gap.line_spacing = Pt(2), Pt(8)

    def new_page(self) -> None:
        self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def save(self, path: Path) -> None:
        self.word.save(str(path))
        make_steady(path)


def _heading_style(style: Any, name: str) -> None:
    style.font.color.rgb, style.font.bold, style.font.italic = INK, name != "Subtitle", False
    form = style.paragraph_format
    form.space_before = Pt({"Heading 1": 6, "Heading 2": 14, "Heading 3": 10}.get(name, 0))
    form.space_after, form.keep_with_next = Pt(5), True
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _quiet(run: Any) -> None:
    run.font.size, run.font.color.rgb = Pt(9), QUIET


def _field(paragraph: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        _quiet(run)
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


def _marked(paragraph: Any, text: str, *, small: bool) -> None:
    """Write text with what is still to complete in yellow."""
    for piece in GAP.split(text):
        if piece:
            run = paragraph.add_run(piece)
            if GAP.fullmatch(piece):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if small:
                run.font.size = Pt(9.5)


def _head(row: Any, head: Sequence[str]) -> None:
    repeated = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  (no public way to repeat a head)
    for cell, text in zip(row.cells, head, strict=True):
        _shade(cell, HEAD_FILL)
        run = cell.paragraphs[0].add_run(clean(text))
        run.bold, run.font.size, run.font.color.rgb = True, Pt(9.5), RGBColor(0xFF, 0xFF, 0xFF)
        _tight(cell.paragraphs[0])
    _whole(row)


def _fill(row: Any, texts: Sequence[str], *, plain: bool) -> None:
    _whole(row)
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        _tight(paragraph)
        if plain:
            paragraph.add_run(clean(text)).bold = at == 0
        else:
            _marked(paragraph, clean(text), small=True)


def _tight(paragraph: Any) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2.5)
    paragraph.paragraph_format.line_spacing = 1.0


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  (no public way)


def _shade(cell: Any, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  (no public way to shade a cell)


def _lines(table: Any, colour: str) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        shown = side in ("top", "bottom", "insideH")
        for name, value in (("val", "single" if shown else "nil"), ("sz", "4"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  (no public way to set lines)
