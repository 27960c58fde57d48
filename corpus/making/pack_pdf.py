"""A PDF of text and ruled tables from the lines of a test pack, as an office program prints it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from corpus.making.packs import Line, plain

WIDE, HIGH, EDGE, FOOT = 595, 842, 60, 780
LETTER = 0.5
"""The mean width of a letter of the font as a share of its size: lines are broken by it."""


class Page:
    """Pages being written: `at` is how far down the last one, in points."""

    def __init__(self) -> None:
        self.contents: list[list[str]] = [[]]
        self.at = EDGE

    def need(self, points: int) -> None:
        if self.at + points > FOOT:
            self.contents.append([])
            self.at = EDGE

    def text(self, x: float, y: float, words: str, look: tuple[str, int]) -> None:
        safe = words.encode("cp1252", "replace").decode("latin-1")
        safe = safe.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.contents[-1].append(f"BT /{look[0]} {look[1]} Tf 1 0 0 1 {x:g} {HIGH - y:g} Tm ({safe}) Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.contents[-1].append(f"{x0:g} {HIGH - y0:g} m {x1:g} {HIGH - y1:g} l S")


def write(lines: tuple[Line, ...], path: Path) -> None:
    page = Page()
    for line in lines:
        if line.kind == "table":
            _table(page, line.rows)
        else:
            _paragraph(page, line)
    path.write_bytes(_file(["\n".join(each) for each in page.contents]))


def _paragraph(page: Page, line: Line) -> None:
    strong = line.kind in {"heading", "bold"}
    look = ("F2", {1: 15, 2: 12}.get(line.level, 11)) if strong else ("F1", 11)
    indent = 18 if line.kind == "bullet" else 0
    words = plain(line.text).replace("\t", "    ")
    broken = textwrap.wrap(words, int((WIDE - 2 * EDGE - indent) / (look[1] * LETTER)))
    page.need(14 * min(len(broken), 3) + 6)
    page.at += 8 if strong else 2
    for number, each in enumerate(broken):
        page.need(14)
        page.at += 14
        if indent and not number:
            page.text(EDGE + 4, page.at, "•", look)
        page.text(EDGE + indent, page.at, each, look)
    page.at += 4


def _table(page: Page, rows: tuple[tuple[str, ...], ...]) -> None:
    wide = max(len(row) for row in rows)
    step = (WIDE - 2 * EDGE) / wide
    edges = [EDGE + step * at for at in range(wide + 1)]
    page.at += 6
    for number, row in enumerate(rows):
        broken = [list(_broken(text, step)) for text in row]
        high = 13 * max(1, *(len(each) for each in broken)) + 6
        page.need(high)
        top = page.at
        for x, texts in zip(edges, broken, strict=False):
            for at, each in enumerate(texts, 1):
                page.text(x + 4, top + 13 * at, each, ("F2" if number == 0 else "F1", 10))
        page.at += high
        for y in (top, page.at):
            page.rule(edges[0], y, edges[-1], y)
        for x in edges:
            page.rule(x, top, x, page.at)
    page.at += 10


def _broken(text: str, step: float) -> Iterator[str]:
    for part in plain(text).split("\n"):
        yield from textwrap.wrap(part, int((step - 8) / (10 * LETTER)))


def _file(contents: list[str]) -> bytes:
    fonts = "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> "
    fonts += "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(contents)))
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 3: f"<< {fonts} >>"}
    objects[2] = f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>"
    for at, content in enumerate(contents):
        objects[4 + 2 * at] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
        objects[5 + 2 * at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] /Contents {4 + 2 * at} 0 R "
            "/Resources << /Font 3 0 R >> >>"
        )
    written, places = b"%PDF-1.7\n", []
    for number, each in sorted(objects.items()):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Root 1 0 R /Size {size} >>\nstartxref\n{len(written)}\n%%EOF"
    return written + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
