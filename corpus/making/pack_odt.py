"""An OpenDocument text of raw XML from the lines of a test pack; numbers in it are typed."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from corpus.making.packs import Line

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{each}="{URN}:{each}:1.0"' for each in ("office", "text", "table", "style"))
KIND = "application/vnd.oasis.opendocument.text"
INLINE = re.compile(r"(\^\[.*?\]|⇥)")


def write(lines: tuple[Line, ...], path: Path) -> None:
    body = "".join(_block(line) for line in lines)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} office:version="1.3">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{URN}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (("mimetype", KIND), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)


def _block(line: Line) -> str:
    if line.kind == "table":
        wide = max(len(row) for row in line.rows)
        rows = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in line.rows)
        return f'<table:table><table:table-column table:number-columns-repeated="{wide}"/>{rows}</table:table>'
    if line.kind == "heading":
        return f'<text:h text:outline-level="{line.level}">{_words(line.text)}</text:h>'
    if line.kind == "bullet":
        return f"<text:list><text:list-item>{_p(line.text)}</text:list-item></text:list>"
    return _p(line.text)


def _cell(text: str) -> str:
    return f"<table:table-cell>{''.join(_p(part) for part in text.split('<br>'))}</table:table-cell>"


def _p(text: str) -> str:
    return f"<text:p>{_words(text)}</text:p>"


def _words(text: str) -> str:
    return "".join(_part(part) for part in INLINE.split(text.replace("**", "")) if part)


def _part(part: str) -> str:
    if part == "⇥":
        return "<text:tab/>"
    if part.startswith("^["):
        return (
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
            f"<text:note-body>{_p(part[2:-1])}</text:note-body></text:note>"
        )
    return escape(part.replace("[[", "").replace("]]", ""))
