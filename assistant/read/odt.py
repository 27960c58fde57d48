"""OpenDocument text: headings, paragraphs, lists and tables of content.xml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.read.blocks import Trail, clean
from assistant.read.guard import Archive
from assistant.records import Block, Document

if TYPE_CHECKING:
    from lxml import etree


def read_odt(content: bytes, name: str) -> Document:
    root = Archive(content, name).xml("content.xml")
    blocks: list[Block] = []
    trail = Trail()
    for at, element in enumerate(root.iter("{*}h", "{*}p"), 1):
        text = clean("".join(map(str, element.itertext())))
        if not text:
            continue
        level = _level(element)
        above = trail.enter(level, text) if level else trail.above()
        kind = "heading" if level else "paragraph"
        blocks.append(Block(id=f"p{at}", text=text, kind=kind, headings=above, level=level))
    return Document(name=name, sha256="", blocks=tuple(blocks))


def _level(element: etree._Element) -> int | None:
    if not str(element.tag).endswith("}h"):
        return None
    found = next((str(value) for key, value in element.attrib.items() if str(key).endswith("outline-level")), "1")
    return int(found) if found.isdigit() else 1
