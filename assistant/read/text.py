"""Plain text and Markdown: paragraphs between blank lines, hard-wrapped lines joined."""

from __future__ import annotations

import re

from assistant.read.blocks import Trail, clean
from assistant.records import Block, Document

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"\s*(?:[-*+\u2022]|(\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)]))\s+(?=\S)")


def read_text(content: bytes, name: str) -> Document:
    blocks: list[Block] = []
    trail = Trail()
    for number, lines in enumerate(_paragraphs(_decode(content)), 1):
        heading = _HEADING.match(lines[0])
        text = clean(heading[2] if heading else " ".join(lines))
        above = trail.enter(len(heading[1]), text) if heading else trail.above()
        level = len(heading[1]) if heading else None
        kind = "heading" if heading else "paragraph"
        if text:
            blocks.append(Block(id=f"p{number}", text=text, kind=kind, headings=above, level=level))
    return Document(name=name, sha256="", blocks=tuple(blocks))


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _paragraphs(text: str) -> list[list[str]]:
    found: list[list[str]] = []
    new = True
    for line in text.splitlines():
        if not line.strip():
            new = True
            continue
        if new or _HEADING.match(line) or _ITEM.match(line) or _HEADING.match(found[-1][0]):
            found.append([line])
        else:
            found[-1].append(line)
        new = False
    return found
