"""Build the files of a test pack from its texts: `invitation.docx.txt` becomes `invitation.docx`.

A text without a second ending (`mail.txt`, `notice.md`) is copied. One line is one paragraph:

    # ## ###        a heading in a heading style
    =1 =2           the same, with Word's own number
    %1 %2 %3        a clause with Word's own number: 1, 1.1, (a)
    !               a bold line that only looks like a heading
    -               a bullet
    |a|b|           a row of a table; `<<` joins a cell to the one on its left; `<br>` begins a paragraph
    §  _            page header, page footer
    [sheet Name]    a new sheet of a workbook

Within a line: `**bold**`, `^[words]` a footnote, `[[words]]` a box to fill in, `⇥` a tab.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MARKS = {"#": ("heading", 1), "##": ("heading", 2), "###": ("heading", 3), "!": ("bold", 0), "-": ("bullet", 0)}
MARKS |= {"§": ("header", 0), "_": ("footer", 0), "=1": ("counted_heading", 1), "=2": ("counted_heading", 2)}
MARKS |= {f"%{level}": ("counted", level) for level in (1, 2, 3)}


@dataclass(frozen=True)
class Line:
    """One paragraph, or a table with its `rows`; `level` counts from 1."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def parse(text: str) -> tuple[Line, ...]:
    made: list[Line] = []
    rows: list[tuple[str, ...]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip()[1:].removesuffix("|").split("|")))
            continue
        if rows:
            made.append(Line("table", rows=tuple(rows)))
            rows = []
        if line.strip():
            made.append(_line(line))
    return tuple(made)


def _line(line: str) -> Line:
    if found := re.fullmatch(r"\[sheet (.+)\]", line):
        return Line("sheet", found[1])
    mark, _, rest = line.partition(" ")
    kind, level = MARKS.get(mark, ("paragraph", 0))
    return Line(kind, line if kind == "paragraph" else rest.strip(), level)


def plain(text: str) -> str:
    """Return the words of a line as a reader finds them, without marks; a footnote stands after them."""
    notes = re.findall(r"\^\[(.*?)\]", text)
    bare = re.sub(r"\^\[.*?\]", "", text).replace("**", "").replace("⇥", "\t").replace("<br>", "\n")
    return "\n".join([re.sub(r"\[\[(.*?)\]\]", r"\1", bare), *notes])


def sources(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.suffix in {".txt", ".md", ".eml"}]


def build(folder: Path, out: Path) -> Path:
    """Write the files of the pack in `folder` into `out`, which is made, and return it."""
    from corpus.making import pack_odt, pack_pdf, pack_sheet, pack_word

    makers: dict[str, Callable[[tuple[Line, ...], Path], None]] = {
        ".docx": pack_word.write,
        ".odt": pack_odt.write,
        ".pdf": pack_pdf.write,
        ".xlsx": pack_sheet.write,
    }
    out.mkdir(parents=True, exist_ok=True)
    for path in sources(folder):
        target = Path(path.stem)
        if target.suffix in makers:
            makers[target.suffix](parse(path.read_text(encoding="utf-8")), out / target)
        else:
            shutil.copyfile(path, out / path.name)
    return out
