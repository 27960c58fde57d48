"""Read the text of a tender document: TOML between lines of `+++`, then blocks between blank lines.

`# 3 Title` opens a section, `# Annex A Title` an annex, `## Title` a plain heading. `3.1 words` is a clause, `A1 words`
a clause of an annex, `(a) words` one of its parts: the numbers stand here for the reader's sake and are checked against
the ones that Word will count. `<br>` ends a line. A block in brackets says how what follows it is set:

    [contents]                  the contents
    [note] words                guidance in italics
    [table 2 5 3] Caption       a table: shares of the width, then rows between bars, the first row being its head
    [form 2 5] Caption          labels and empty cells
    [grid 2 5 3 : 8] Caption    a head and so many empty rows
    [tick 1 5 2 3] Caption      a head and rows whose last cells are left empty
    [question] Q1 | Title | 12% | 750 words, then the question and its parts, each on its own line
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "section",
    "annex",
    "heading",
    "clause",
    "annex_clause",
    "part",
    "paragraph",
    "note",
    "contents",
    "table",
    "question",
]
NUMBERED: tuple[tuple[Kind, str], ...] = (
    ("heading", r"()## "),
    ("section", r"# (\d+) "),
    ("annex", r"# \w+ ([A-Z]) "),
    ("clause", r"(\d+\.\d+) "),
    ("annex_clause", r"([A-Z]\d+) "),
    ("part", r"(\([a-z]\)) "),
)


@dataclass(frozen=True)
class Piece:
    """One block. `number` is as typed; `manner` is the word in brackets; `rows` are a table's or a question's lines."""

    kind: Kind
    text: str = ""
    number: str = ""
    manner: str = ""
    widths: tuple[float, ...] = ()
    empty: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def parse(text: str) -> tuple[dict[str, Any], tuple[Piece, ...]]:
    """Return what stands at the head of a text, and its blocks."""
    _, front, body = text.split("+++\n", 2)
    made = tuple(_piece(chunk) for chunk in re.split(r"\n\s*\n", curl(body.strip())))
    check(made)
    return tomllib.loads(front), made


def curl(text: str) -> str:
    """Return the text with its straight quotation marks and apostrophes turned, as Word does while one types."""
    return re.sub(r'(?<![^\s(])"', "\u201c", text).replace('"', "\u201d").replace("'", "\u2019")


def check(pieces: tuple[Piece, ...]) -> None:
    """Raise ValueError where a typed number is not the one that Word will count."""
    for piece, number in zip(pieces, _count(pieces), strict=True):
        if piece.number != number:
            raise ValueError(f"{piece.number} {piece.text[:40]!r} will be numbered {number}")


def _count(pieces: tuple[Piece, ...]) -> Iterator[str]:
    section = clause = annex = part = 0
    for piece in pieces:
        if piece.kind == "section":
            section, clause, part = section + 1, 0, 0
        elif piece.kind == "annex":
            annex, clause, part = annex + 1, 0, 0
        elif piece.kind in ("clause", "annex_clause"):
            clause, part = clause + 1, 0
        elif piece.kind == "part":
            part += 1
        letter = chr(64 + annex)
        yield {
            "section": str(section),
            "annex": letter,
            "clause": f"{section}.{clause}",
            "annex_clause": f"{letter}{clause}",
            "part": f"({chr(96 + part)})",
        }.get(piece.kind, "")


def _piece(chunk: str) -> Piece:
    if chunk.startswith("["):
        return _bracketed(chunk)
    for kind, pattern in NUMBERED:
        if found := re.match(pattern, chunk):
            return Piece(kind, _words(chunk[found.end() :]), number=found[1])
    return Piece("paragraph", _words(chunk))


def _bracketed(chunk: str) -> Piece:
    head, *lines = chunk.split("\n")
    manner, sizes, empty, text = re.fullmatch(r"\[(\w+)([\d. ]*)(?:: (\d+))?\] ?(.*)", head).groups()  # type: ignore[union-attr]
    if manner == "contents":
        return Piece("contents")
    if manner == "note":
        return Piece("note", _words(text))
    if manner == "question":
        return Piece("question", manner=manner, rows=(_cells(text), *((line,) for line in lines)))
    widths = tuple(float(size) for size in sizes.split())
    rows = tuple(_cells(line) for line in lines)
    if manner == "tick":
        rows = tuple((*row, *[""] * (len(widths) - len(row))) for row in rows)
    rows += tuple(("",) * len(widths) for _ in range(int(empty or 0)))
    return Piece("table", text, manner=manner, widths=widths, empty=int(empty or 0), rows=rows)


def _words(text: str) -> str:
    return text.replace("\n", " ").replace("<br>", "\n")


def _cells(line: str) -> tuple[str, ...]:
    """Return the cells of a row: what stands between its bars, empty ones too."""
    inside = line.strip().removeprefix("|").removesuffix("|")
    return tuple(_words(cell.strip()) for cell in inside.split("|"))
