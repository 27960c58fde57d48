"""Build the partners' statements: each text under text/partners becomes a Word file under partners, in its own look.

A text opens with its look in TOML between lines of `+++`. Then: `#` and `##` headings, `-` and `1.` lists,
`>` quotations, `|` tables (the first row is the head), `**bold**`, and paragraphs between blank lines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assistant.draft.steady import WRITTEN, make_steady

Kind = Literal["title", "heading", "item", "number", "quote", "table", "paragraph"]
STYLES: dict[str, str] = {"item": "List Bullet", "number": "List Number", "quote": "Intense Quote"}


@dataclass(frozen=True)
class Look:
    """How an organisation sets its pages. `headings`: Word's own styles, or plain paragraphs made to look so."""

    font: str = "Calibri"
    size: float = 11
    colour: str = "000000"
    headings: Literal["styled", "bold", "capitals", "underlined"] = "styled"
    lists: Literal["styled", "typed"] = "styled"
    table: str = "Table Grid"
    margin: float = 2.5
    spacing: float = 6
    justified: bool = False
    header: str = ""
    footer: str = ""


@dataclass(frozen=True)
class Piece:
    """One block of a text; a table keeps its rows in `rows`."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def build(root: Path) -> None:
    """Write `root/partners/NAME.docx` for each `root/text/partners/NAME.md`."""
    for path in sorted((root / "text" / "partners").glob("*.md")):
        look, body = parse(path.read_text(encoding="utf-8"))
        target = root / "partners" / f"{path.stem}.docx"
        target.parent.mkdir(parents=True, exist_ok=True)
        write(look, tuple(pieces(body)), target)


def parse(text: str) -> tuple[Look, str]:
    """Return the look and the body of a text."""
    _, front, body = text.split("+++\n", 2)
    return Look(**tomllib.loads(front)), body.strip()


def pieces(body: str) -> Iterator[Piece]:
    """Yield the blocks of a body in order."""
    for chunk in re.split(r"\n\s*\n", body):
        lines = chunk.split("\n")
        if chunk.startswith("|"):
            yield Piece("table", rows=tuple(_cells(line) for line in lines if not re.fullmatch(r"[|\s-]+", line)))
        elif chunk.startswith(("- ", "1. ")):
            kind: Kind = "item" if chunk[0] == "-" else "number"
            yield from (Piece(kind, re.sub(r"^(-|\d+\.) ", "", each)) for each in _items(lines))
        elif chunk[0] in "#>":
            mark, _, words = chunk.replace("\n> ", " ").partition(" ")
            named: dict[str, Kind] = {"#": "title", "##": "heading", ">": "quote"}
            yield Piece(named[mark], words)
        else:
            yield Piece("paragraph", " ".join(lines))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _items(lines: list[str]) -> list[str]:
    """Return the items of a list, with the lines that run on joined to theirs."""
    found: list[str] = []
    for line in lines:
        if re.match(r"(-|\d+\.) ", line):
            found.append(line)
        else:
            found[-1] = f"{found[-1]} {line.strip()}"
    return found


def words_of(piece: Piece) -> str:
    """Return what a reader reads of a block."""
    text = " ".join(cell for row in piece.rows for cell in row) if piece.rows else piece.text
    return text.replace("**", "")


def write(look: Look, body: tuple[Piece, ...], path: Path) -> None:
    """Write one statement as a Word file, the same bytes for the same text."""
    word = docx.Document()
    _set_up(word, look, next((each.text for each in body if each.kind == "title"), ""))
    number = 0
    for piece in body:
        number = number + 1 if piece.kind == "number" else 0
        if piece.kind == "table":
            _add_table(word, look, piece.rows)
        elif piece.kind in ("title", "heading"):
            _add_heading(word, look, piece)
        else:
            _add_text(word, look, piece, number)
    word.save(str(path))
    make_steady(path)


def _set_up(word: Any, look: Look, title: str) -> None:
    about = word.core_properties
    about.title, about.author, about.last_modified_by, about.comments = title, title, title, ""
    about.created = about.modified = WRITTEN
    about.language = "en-GB"
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(look.margin)
    section.top_margin = section.bottom_margin = Cm(2)
    for place, text in ((section.header, look.header), (section.footer, look.footer)):
        if text:
            place.paragraphs[0].add_run(text).font.size = Pt(8.5)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Intense Quote"):
        _set_font(word.styles[name], look)
    normal = word.styles["Normal"]
    normal.font.size = Pt(look.size)
    normal.paragraph_format.space_after = Pt(look.spacing)
    word.styles["Title"].font.size = Pt(look.size * 2)


def _set_font(style: Any, look: Look) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.font.name = look.font
    fonts.set(qn("w:cs"), look.font)
    if style.name != "Normal":
        style.font.color.rgb = RGBColor.from_string(look.colour)


def _add_heading(word: Any, look: Look, piece: Piece) -> None:
    if look.headings == "styled":
        word.add_heading(piece.text, 0 if piece.kind == "title" else 1)
        return
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.keep_with_next, paragraph.paragraph_format.space_before = True, Pt(look.spacing)
    run = paragraph.add_run(piece.text)
    run.bold, run.font.color.rgb = True, RGBColor.from_string(look.colour)
    run.font.size = Pt(look.size * (1.6 if piece.kind == "title" else 1.1))
    run.font.all_caps = look.headings == "capitals"
    run.underline = look.headings == "underlined"


def _add_text(word: Any, look: Look, piece: Piece, number: int) -> None:
    """Add a paragraph, a quotation or a list item; `number` is its place in its list."""
    styled = look.lists == "styled" and piece.kind in STYLES
    paragraph = word.add_paragraph(style=STYLES[piece.kind] if styled else None)
    shape, lead = paragraph.paragraph_format, ""
    if piece.kind in ("item", "number"):
        shape.space_after = Pt(look.spacing / 2)
        if not styled:
            shape.left_indent, shape.first_line_indent = Cm(0.8), Cm(-0.8)
            lead = "•\t" if piece.kind == "item" else f"{number}.\t"
    elif piece.kind == "quote" and not styled:
        shape.left_indent = Cm(1)
    elif look.justified and piece.kind == "paragraph":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _add_runs(paragraph, lead + piece.text, italic=piece.kind == "quote" and not styled)


def _add_runs(paragraph: Any, text: str, *, italic: bool = False) -> None:
    for place, part in enumerate(text.split("**")):
        if part:
            run = paragraph.add_run(part)
            run.bold, run.italic = place % 2 == 1 or None, italic or None


def _add_table(word: Any, look: Look, rows: tuple[tuple[str, ...], ...]) -> None:
    table = word.add_table(rows=len(rows), cols=len(rows[0]), style=look.table)
    table.autofit = False
    widths = _widths(rows, 21 - 2 * look.margin)
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            _add_runs(cell.paragraphs[0], f"**{text}**" if text and number == 0 else text)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _widths(rows: tuple[tuple[str, ...], ...], room: float) -> list[Any]:
    """Return the columns' widths, by how much text each holds, together `room` centimetres."""
    shares = []
    for column in zip(*rows, strict=True):
        longest = max(len(word) for cell in column for word in cell.split())
        shares.append(max(min(sum(map(len, column)) / len(rows), 50), longest * 2))
    return [Cm(room * share / sum(shares)) for share in shares]
