"""Plain text: paragraphs stand between blank lines, and hard-wrapped lines are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.errors import InputRejected
from assistant.read.blocks import clean
from assistant.read.guard import MB, too_large
from assistant.read.outline import seems_heading
from assistant.read.page import Page
from assistant.records import Document

ITEM = re.compile(
    r"(\s*)(?:[-*+\u2022\u00b7\u2013]|(\(?(?:\d+(?:\.\d+)*|[a-zA-Z]|[ivxIVX]+)[.)]|\d+(?:\.\d+)+))\s+(?=\S)"
)
_SENTENCE = re.compile(r"[.!?:;][\"')\]]*$")
LARGEST = 10 * MB
_SLACK = 15  # characters by which people fall short of the width they wrap at


def read_text(content: bytes, name: str) -> Document:
    page = Page(name)
    for lines in paragraphs(decode(content, name)):
        for text in _joined(lines):
            _add(page, text, alone=len(lines) == 1)
    return page.document()


def decode(content: bytes, name: str, declared: str = "") -> str:
    """Return the text of a file: in UTF-8 or UTF-16, else as it declares itself, else as Windows writes it."""
    if len(content) > LARGEST:
        raise too_large(name, f"it has {len(content) // MB} MB of text; at most {LARGEST // MB} MB are read")
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if not wide and b"\0" in content:
        raise InputRejected("not_text", name, "it only claims to be a text file", "Save it as .docx or as plain text.")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", declared or "cp1252", "cp1252"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-16" if wide else "latin-1", errors="replace")


def paragraphs(text: str) -> Iterator[list[str]]:
    """Yield the lines between blank lines."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            lines.append(line.expandtabs(4).rstrip())
        elif lines:
            yield lines
            lines = []


def _joined(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a paragraph, those together that were one before an editor wrapped them."""
    width = max(map(len, lines))
    held = [lines[0]]
    for before, line in pairwise(lines):
        full = width <= 100 and len(before) + 1 + len(line.split(maxsplit=1)[0]) >= width - _SLACK
        goes_on = line.lstrip()[0].islower() and not _SENTENCE.search(before[-10:])
        if not ITEM.match(line) and (full or goes_on):
            held.append(line.strip())
        else:
            yield " ".join(held)
            held = [line]
    yield " ".join(held)


def _add(page: Page, line: str, *, alone: bool) -> None:
    mark, text = ITEM.match(line), clean(line)
    if not text:
        return
    if alone and seems_heading(text, bold=False):
        page.seeming_heading(text)
    elif mark:
        page.item(clean(line[mark.end() :]), mark[2], len(mark[1]) // 2)
    else:
        page.paragraph(text)
