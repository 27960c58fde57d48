"""The parts of a Word file and how they point to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.errors import InputRejected
from assistant.read.blocks import clean
from assistant.read.guard import Archive
from assistant.read.word.drawing import Page, page_of
from assistant.read.word.wordml import long, name_of

if TYPE_CHECKING:
    from lxml import etree

MAIN = "word/document.xml"
# What may stand in a body. Anything else there is read too, with the next of these.
_BODY = ("p", "tbl", "sdt", "customXml", "ins", "del", "moveTo", "moveFrom", "altChunk", "sectPr")
_TAGS = tuple(full for name in ("background", "body", *_BODY) for full in long(f"w:{name}"))


@dataclass(frozen=True)
class Link:
    """One relationship of a part: its kind, where it points, and whether that is outside the file."""

    kind: str
    target: str
    outside: bool


class Package:
    """A Word file as parts. Relationships that point nowhere are common and no reason to refuse a file."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.damaged: set[str] = set()

    @cached_property
    def main(self) -> str:
        """The name of the part with the body; raises InputRejected where there is none."""
        for link in self.links("").values():
            if link.kind == "officeDocument" and link.target in self.archive and not _other(link.target):
                return link.target
        if MAIN in self.archive:
            return MAIN
        raise not_word(self.archive.name)

    @cached_property
    def main_links(self) -> dict[str, Link]:
        return self.links(self.main)

    def links(self, part: str) -> dict[str, Link]:
        """Return the relationships of a part by their ids."""
        folder, base = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if listed not in self.archive:
            return {}
        found: dict[str, Link] = {}
        for each in self.archive.xml(listed):
            target, outside = each.get("Target") or "", each.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id") or ""] = Link((each.get("Type") or "").rsplit("/", 1)[-1], target, outside)
        return found

    def part(self, kind: str) -> etree._Element | None:
        """Return the first part of a kind that the main part points to."""
        return next(self.parts(kind), None)

    def parts(self, kind: str, source: str = "") -> Iterator[etree._Element]:
        """Yield the parts of a kind that a part points to: the main one where none is named."""
        listed = self.links(source) if source else self.main_links
        targets = {link.target for link in listed.values() if link.kind == kind and not link.outside}
        for target in sorted(targets, key=lambda each: (len(each), each)):
            root = self._root(kind, target) if target in self.archive else None
            if root is not None:
                yield root

    def _root(self, kind: str, target: str) -> etree._Element | None:
        """Return the root of a part beside the main one; one that is damaged is no reason to refuse the file."""
        try:
            return self.archive.xml(target)
        except InputRejected as error:
            if error.code != "corrupt":
                raise
            self.damaged.add(kind)
            return None

    def title(self) -> str:
        """Return the title in the file's properties."""
        for link in self.links("").values():
            if link.kind == "core-properties" and link.target in self.archive:
                found = self.archive.xml(link.target).findtext("{http://purl.org/dc/elements/1.1/}title")
                return clean(found or "")
        return ""

    @cached_property
    def page(self) -> Page:
        """The largest page that the sections of the main part ask for."""
        return page_of(self.archive.read(self.main))

    def body(self) -> Iterator[etree._Element]:
        """Yield what stands in the body, one after the other; each is let go when the next is asked for."""
        body: etree._Element | None = None
        done: etree._Element | None = None
        for element in self.archive.stream(self.main, _TAGS):
            parent = element.getparent()
            if body is None or parent is not body:
                name = name_of(element)
                if name == "w:body":
                    yield from (each for each in element if each is not done)
                    body = None
                    continue
                if name == "w:background":
                    yield element
                if parent is None or name_of(parent) != "w:body":
                    continue
                body = parent
            before = element.getprevious()
            if before is not None and before is not done:
                yield from reversed([each for each in element.itersiblings(preceding=True) if each is not done])
            yield element
            element.clear()
            while element.getprevious() is not None:
                del body[0]
            done = element


def _other(part: str) -> bool:
    """Return whether a main part is a workbook's or a presentation's."""
    return part.lower().startswith(("xl/", "ppt/", "visio/"))


def not_word(name: str) -> InputRejected:
    return InputRejected(
        "not_word", name, "it only claims to be a Word file", "Open it in Word, if it does, and save it as .docx."
    )
