"""Markdown: headings, lists, pipe tables and paragraphs, without the signs that mark them up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from assistant.read.blocks import clean
from assistant.read.outline import seems_heading
from assistant.read.page import Page
from assistant.read.plain.html import WIDEST, add_html
from assistant.read.plain.text import ITEM, decode, paragraphs
from assistant.records import Document, Unread

# Many forget the space after the signs; `#word` in small letters is not a heading.
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+(?=[^#\s])|(?=[A-Z0-9]))(.*?)\s*#*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+|```.*|~~~.*)$")
_DASHES = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_BREAK = re.compile(r"(?:\\| {2,}|<br\s*/?>)$", re.IGNORECASE)
_BOLD = re.compile(r"(?:\*\*|__)[^*_]+(?:\*\*|__):?$")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_INLINE = (
    (re.compile(r"\[([^\]]+)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), " "),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=[^\s_])([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`+([^`]+)`+"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~$&\"'])"), r"\1"),
)
# What is written in HTML between Markdown: a table, and what hides its words where the page is shown.
_HTML = re.compile(r"<(table|details|div|p|span)\b[^<>]*>", re.IGNORECASE)
_HIDES = re.compile(r"\shidden\b|(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01]\D)", re.IGNORECASE)
_LONG = 20_000  # characters: a paragraph of more is read as it is written


def read_markdown(content: bytes, name: str) -> Document:
    page = Page(name)
    comments: list[str] = []
    text = "".join(_without_comments(decode(content, name), comments))
    for part, is_html in _parts(text):
        if is_html:
            add_html(page, part)
            continue
        for lines in paragraphs(part):
            for group in _groups(lines):
                _add(page, group)
    for comment in comments:
        page.set_apart(clean(comment), "comment")
    return page.document()


def _without_comments(text: str, comments: list[str]) -> Iterator[str]:
    at = 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        yield f"{text[at:begin]} "
        comments.append(text[begin + 4 : end])
        at = end + 3
    yield text[at:]


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield Markdown, and the tables and hidden passages in it that are HTML, in turn."""
    at = 0
    small = text.lower()
    ends: dict[str, int] = {}  # where no further element of a name ends
    for found in _HTML.finditer(text):
        name = found[1].lower()
        if found.start() < at or not (name == "table" or _HIDES.search(found[0])) or ends.get(name) == -1:
            continue
        end = ends[name] = small.find(f"</{name}>", found.end())
        if end >= 0:
            stop = end + len(name) + 3
            yield text[at : found.start()], False
            yield text[found.start() : stop], True
            at = stop
    yield text[at:], False


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines that belong together: a table's, an item's, a paragraph's; a heading stands alone."""
    group: list[str] = []
    for at, line in enumerate(lines):
        table = at + 1 < len(lines) and "|" in line and _DASHES.match(lines[at + 1])
        starts = table or ITEM.match(line) or _HEADING.match(line) or _RULE.match(line)
        ended = group and (_HEADING.match(group[-1]) or _RULE.match(group[-1]) or _UNDERLINE.match(group[-1]))
        in_table = len(group) > 1 and _DASHES.match(group[1]) and "|" in line
        if group and (starts or ended) and not in_table and not _is_underline(group, line):
            yield group
            group = []
        group.append(line.lstrip("> ") if line.lstrip().startswith(">") else line)
    yield group


def _is_underline(group: list[str], line: str) -> bool:
    return (
        len(group) == 1 and bool(_UNDERLINE.match(line)) and not ITEM.match(group[0]) and not _HEADING.match(group[0])
    )


def _add(page: Page, lines: list[str]) -> None:
    if heading := _HEADING.match(lines[0]):
        _head(page, heading[2], len(heading[1]))
    elif len(lines) == 2 and "|" not in lines[0] and (under := _UNDERLINE.match(lines[1])):
        _head(page, lines[0], 1 if under[1].startswith("=") else 2)
    elif len(lines) > 1 and "|" in lines[0] and _DASHES.match(lines[1]):
        page.table([_row(line) for line in (lines[0], *lines[2:])])
    elif mark := ITEM.match(lines[0]):
        text = plain(page, " ".join([lines[0][mark.end() :], *lines[1:]]))
        if text:
            page.item(text, mark[2], len(mark[1]) // 2)
    elif not _RULE.match(lines[0]):
        _paragraph(page, lines)


def _head(page: Page, line: str, level: int) -> None:
    if text := plain(page, line):
        page.heading(text, level)


def _paragraph(page: Page, lines: list[str]) -> None:
    """Add a paragraph; a line that ends in a hard break ends it."""
    held: list[str] = []
    for line in lines:
        held.append(_BREAK.sub("", line))
        if _BREAK.search(line) or line is lines[-1]:
            whole, held = " ".join(held), []
            text = plain(page, whole)
            if text and seems_heading(text, bold=bool(_BOLD.match(whole.strip()))):
                page.seeming_heading(text)
            elif text:
                page.paragraph(text)


def _row(line: str) -> list[tuple[int, list[str]]]:
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"), maxsplit=WIDEST)
    return [(column, [_bare(part) for part in re.split(r"<br\s*/?>", cell)]) for column, cell in enumerate(cells, 1)]


def plain(page: Page, text: str) -> str:
    """Return text without its markup; pictures in it are listed as unread."""
    if len(text) > _LONG:
        return clean(text)
    for about in _IMAGE.findall(text):
        where = page.blocks[-1].id if page.blocks else "the beginning"
        page.unread.append(Unread(what="image", where=f"after {where}", why=f"pictures are not read: {about}"))
    return _bare(_IMAGE.sub(" ", text))


def _bare(text: str) -> str:
    for pattern, instead in _INLINE if len(text) <= _LONG else ():
        text = pattern.sub(instead, text)
    return clean(unescape(text))
