"""Build the Word files of the tender pack from the texts under text/tender."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.shared import Cm, Pt

from corpus.making.look import Face
from corpus.making.markup import Piece, curl, parse
from corpus.making.word import (
    Entry,
    add_caption,
    add_contents,
    add_gap,
    add_grid,
    add_heading,
    add_table,
    add_text,
    fill,
    join,
    keep_together,
    restart,
    save,
    shade,
    start,
)

COUNCIL = "Marlhaven Borough Council"
REFERENCE = "MBC/2026/0417"
STYLES = {
    "heading": "Heading 2",
    "clause": "Clause",
    "annex_clause": "Annex Clause",
    "part": "Subclause",
    "paragraph": None,
    "note": "Note",
}
HEADS = ("section", "annex")
ANSWER_HEIGHT = 5.4
EMPTY_HEIGHT = 0.85
SHORT = 10


def build(root: Path) -> None:
    """Write `root/tender/NAME.docx` for each `root/text/tender/NAME.md`."""
    for path in sorted((root / "text" / "tender").glob("*.md")):
        front, pieces = parse(path.read_text(encoding="utf-8"))
        save(write(front, pieces), root / "tender" / f"{path.stem}.docx")


def write(front: dict[str, Any], pieces: Sequence[Piece]) -> Any:
    """Return one document: its cover, and its blocks from a new page on."""
    title = f"Making Waves: {front['title']}"
    word = start(Face(title, COUNCIL, front["header"], REFERENCE, front["annex"]))
    _add_cover(word, front)
    new_page = True
    for place, piece in enumerate(pieces):
        first = len(word.element.body)
        if piece.kind == "contents":
            _add_contents(word, _entries(pieces, front["annex"]), front["pages"])
        else:
            _add(word, piece, place)
        if new_page or (piece.kind in HEADS and piece.number in front["new_pages"]):
            _paragraph_at(word, first).paragraph_format.page_break_before = True
        if place + 1 < len(pieces) and piece.kind != "part" and pieces[place + 1].kind in ("part", "table"):
            word.paragraphs[-1].paragraph_format.keep_with_next = True
        new_page = piece.kind == "contents"
    return word


def _paragraph_at(word: Any, place: int) -> Any:
    """Return the paragraph that stands at a place in the body."""
    wanted = word.element.body[place - 1]
    return next(each for each in word.paragraphs if each._element is wanted)  # noqa: SLF001


def _entries(pieces: Sequence[Piece], annex: str) -> list[Entry]:
    return [
        (piece.number if piece.kind == "section" else f"{annex} {piece.number}", piece.text, place)
        for place, piece in enumerate(pieces)
        if piece.kind in HEADS
    ]


def _add_contents(word: Any, entries: Sequence[Entry], pages: Sequence[int]) -> None:
    add_text(word, "Contents", "Plain Heading")
    add_contents(word, entries, pages)


def _add_cover(word: Any, front: dict[str, Any]) -> None:
    add_text(word, COUNCIL, "Council")
    add_text(word, front["title"], "Title")
    add_text(word, front["subtitle"], "Subtitle")
    rows = [[curl(text).replace("<br>", "\n") for text in row] for row in front["cover"]]
    table = add_table(word, rows, (1, 2), head=False)
    for cell in (cell for row in table.rows for cell in row.cells):
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)


def _add(word: Any, piece: Piece, place: int) -> None:
    if piece.kind in HEADS:
        add_heading(word, piece.text, "Heading 1" if piece.kind == "section" else "Annex", bookmark=place)
    elif piece.kind == "table":
        _add_table(word, piece)
    elif piece.kind == "question":
        _add_question(word, piece)
    else:
        add_text(word, piece.text, STYLES[piece.kind])


def _add_table(word: Any, piece: Piece) -> None:
    if piece.text:
        add_caption(word, piece.text)
    table = add_table(word, piece.rows, piece.widths, head=piece.manner != "form")
    keep_together(table, len(piece.rows) - 1 if len(piece.rows) <= SHORT else 2)
    if piece.manner in ("form", "grid"):
        for row, texts in zip(table.rows, piece.rows, strict=True):
            if not all(texts):
                row.height, row.height_rule = Cm(EMPTY_HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
                for cell in row.cells:
                    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    add_gap(word)


def _add_question(word: Any, piece: Piece) -> None:
    """Add the box of one question: number and title, weighting and limit, the question, and the empty answer."""
    (name, title, weighting, limit), (question,), *asks = piece.rows
    table = add_grid(word, 5, (2.4, 5.8, 3, 5.2))
    head, weights, text, label, answer = table.rows
    for cell, words in ((head.cells[0], name), (join(head, 1), title), (join(label), "Answer")):
        fill(cell, words, bold=True)
        shade(cell)
    for cell, words in zip(weights.cells, ("Weighting", weighting, "Word limit", limit), strict=True):
        fill(cell, words)
    parts = fill(join(text), "\n".join((question, *(ask[0].split(" ", 1)[1] for ask in asks))))[1:]
    restart(word, parts)
    for part in parts:
        part.paragraph_format.left_indent, part.paragraph_format.first_line_indent = Cm(0.9), Cm(-0.9)
    join(answer)
    answer.height, answer.height_rule = Cm(ANSWER_HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
    keep_together(table, 4)
    add_gap(word, 14)
