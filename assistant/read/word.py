"""Word files: parts in order, paragraphs to blocks with numbers, headings and what is hidden."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import InputRejected
from assistant.read.blocks import Trail, clean
from assistant.read.guard import OLE, ZIP, Archive, encrypted
from assistant.read.numbering import Mark, Numbering
from assistant.read.styles import Styles
from assistant.read.walk import Paragraph, Place, Walker
from assistant.read.wordml import attribute, child, children, long, name_of, number, val
from assistant.records import Block, BlockKind, Document, HiddenText, Source, Unread

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True)
class Link:
    """One relationship of a part: its kind, where it points, whether outside the file."""

    kind: str
    target: str
    outside: bool


def read_word(content: bytes, name: str) -> Document:
    if content.startswith(OLE):
        raise encrypted(name)
    if not content.startswith(ZIP):
        raise InputRejected(
            "not_word", name, "it only claims to be a Word file", "Open it in Word, if it does, and save it as .docx."
        )
    return _File(Archive(content, name)).read()


def links(archive: Archive, part: str) -> dict[str, Link]:
    """Return the relationships of a part by their ids; none where the part has none or they are damaged."""
    folder, base = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{base}.rels")
    if listed not in archive:
        return {}
    found: dict[str, Link] = {}
    for each in archive.xml(listed):
        target = str(each.get("Target") or "")
        outside = each.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join(folder, target)) if not target.startswith("/") else target[1:]
        kind = str(each.get("Type") or "").rsplit("/", 1)[-1]
        found[str(each.get("Id"))] = Link(kind, target, outside)
    return found


@dataclass
class _File:
    archive: Archive
    blocks: list[Block] = field(default_factory=list)
    hidden: list[HiddenText] = field(default_factory=list)
    trail: Trail = field(default_factory=Trail)

    def read(self) -> Document:
        self.main = self._main()
        self.links = links(self.archive, self.main)
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"))
        self.walker = Walker(self.styles)
        for paragraph in self._body():
            self._add(paragraph)
        for paragraph in self._others():
            self._add(paragraph)
        return Document(
            name=self.archive.name,
            sha256="",
            blocks=tuple(self.blocks),
            hidden=tuple(self.hidden),
            unread=tuple(self._unread()),
            warnings=tuple(self._warnings()),
        )

    def _main(self) -> str:
        for link in links(self.archive, "").values():
            if link.kind == "officeDocument" and link.target in self.archive:
                return link.target
        if "word/document.xml" in self.archive:
            return "word/document.xml"
        raise InputRejected(
            "not_word", self.archive.name, "there is no Word document in it", "Save it as .docx in Word."
        )

    def _part(self, kind: str) -> etree._Element | None:
        for link in self.links.values():
            if link.kind == kind and not link.outside and link.target in self.archive:
                return self.archive.xml(link.target)
        return None

    def _body(self) -> Iterator[Paragraph]:
        place = Place("paragraph", "p")
        tags = long(
            "w:p",
            "w:tbl",
            "w:sdt",
            "w:ins",
            "w:customXml",
            "w:smartTag",
            "w:moveTo",
            "mc:AlternateContent",
            "w:altChunk",
            "w:del",
            "w:moveFrom",
        )
        for element in self.archive.stream(self.main, tags):
            parent = element.getparent()
            if parent is None or name_of(parent) != "w:body":
                continue
            yield from self.walker.block(element, place)
            element.clear()
            while element.getprevious() is not None:
                del parent[0]

    def _others(self) -> Iterator[Paragraph]:
        kinds: tuple[tuple[str, BlockKind, str], ...] = (
            ("footnotes", "footnote", "fn"),
            ("endnotes", "footnote", "en"),
            ("comments", "comment", "cm"),
        )
        for kind, block_kind, prefix in kinds:
            root = self._part(kind)
            notes = [] if root is None else [each for each in root if attribute(each, "w:type") in {None, "normal"}]
            for at, note in enumerate(notes, 1):
                yield from self.walker.walk(note, Place(block_kind, f"{prefix}{at}p"))
        for kind, block_kind, prefix in (("header", "header", "hdr"), ("footer", "footer", "ftr")):
            targets = sorted(
                {link.target for link in self.links.values() if link.kind == kind and link.target in self.archive}
            )
            for at, target in enumerate(targets, 1):
                yield from self.walker.walk(self.archive.xml(target), Place(block_kind, f"{prefix}{at}p"))  # type: ignore[arg-type]

    def _mark(self, paragraph: Paragraph) -> Mark | None:
        direct = child(paragraph.properties, "w:numPr")
        style = paragraph.style
        list_id = val(child(direct, "w:numId")) or style.list_id
        level = val(child(direct, "w:ilvl"))
        if list_id is None or list_id == "0":
            return None
        if level is not None:
            at = number(level)
        else:
            by_style = self.numbering.level_of_style(list_id, style.ids)
            at = by_style if by_style is not None else style.list_level or 0
        return self.numbering.count(list_id, at)

    def _add(self, paragraph: Paragraph) -> None:
        mark = self._mark(paragraph)
        text = paragraph.text
        self._hide(paragraph, text)
        place = paragraph.place
        if not text and place.cell is None:
            return
        if not text and paragraph.pieces and any(piece.strip() for piece, _ in paragraph.pieces):
            return
        kind: BlockKind = place.kind
        level: int | None = None
        printed = mark.number if mark else None
        if kind == "paragraph" and paragraph.style.rank is not None and _short(text):
            kind, level = "heading", paragraph.style.rank
        elif paragraph.is_field:
            kind = "field"
        elif kind == "paragraph" and mark:
            kind = "item"
        above = self.trail.above()
        if level is not None:
            above = self.trail.enter(level, f"{printed} {text}" if printed else text)
        self.blocks.append(
            Block(id=paragraph.id, text=text, kind=kind, number=printed, headings=above, level=level, cell=place.cell)
        )

    def _hide(self, paragraph: Paragraph, shown: str) -> None:
        for how in ("vanish", "white", "tiny"):
            text = clean("".join(piece for piece, hidden in paragraph.pieces if hidden == how))
            if not text:
                continue
            identity = f"{paragraph.id}h{len(self.hidden) + 1}"
            source = Source(document=self.archive.name, block=identity, start=0, end=len(text))
            self.hidden.append(HiddenText(text=text, how=how, source=source))
            self.blocks.append(
                Block(id=identity, text=text, kind=paragraph.place.kind, headings=self.trail.above(), visible=False)
            )

    def _unread(self) -> Iterator[Unread]:
        for what, where, _ in dict.fromkeys(self.walker.things):
            yield Unread(what=what, where=where, why="only text is read")

    def _warnings(self) -> Iterator[str]:
        if changes := self.walker.changes:
            yield f"It has tracked changes: {changes['inserted']} insertions are read, {changes['deleted']} deletions are not."


def _short(text: str) -> bool:
    return len(text.split()) <= 25
