"""Word files: paragraphs to blocks, with clause numbers, headings, and what is hidden or cannot be read set apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from assistant.read.assemble import Assembly
from assistant.read.guard import OLE, ZIP, Archive, encrypted
from assistant.read.numbering import Mark
from assistant.read.package import Package, not_word
from assistant.read.paragraph import CODE, WHITE, Paragraph, Place, Thing
from assistant.read.plain.html import read_html
from assistant.read.plain.text import read_text
from assistant.read.word.colour import Theme
from assistant.read.word.drawing import large_picture
from assistant.read.word.runs import Runs
from assistant.read.word.styles import Styles
from assistant.read.word.walk import Walker
from assistant.read.word.wordlists import word_numbering
from assistant.read.word.wordml import attribute, child, number, on, val
from assistant.records import BlockKind, Document, Unread

if TYPE_CHECKING:
    from lxml import etree

_NOTES: tuple[tuple[str, BlockKind, str], ...] = (
    ("footnotes", "footnote", "fn"),
    ("endnotes", "footnote", "en"),
    ("comments", "comment", "cm"),
)
_EDGES: tuple[tuple[str, BlockKind, str], ...] = (("header", "header", "hdr"), ("footer", "footer", "ftr"))
_MOST_HELD = 300  # paragraphs
_NEVER_FETCHED = "what is outside the file is not fetched"
_WHY = {
    "image": "pictures are not read",
    "chart": "charts are not read",
    "diagram": "diagrams are not read",
    "embedded object": "embedded files are not opened",
    "embedded document": "embedded files are not opened",
    "form control": "its state is not read",
    "link": _NEVER_FETCHED,
}


def read_word(content: bytes, name: str, *, inner: bool = False) -> Document:
    """Read a Word file; `inner` is one that stands inside another."""
    if content.startswith(OLE):
        raise encrypted(name)
    if not content.startswith(ZIP):
        raise not_word(name)
    return _Reading(Package(Archive(content, name)), inner).document()


def walker_of(content: bytes, name: str) -> Walker:
    """Return a walker that goes through the body of a Word file as `read_word` does."""
    return _Reading(Package(Archive(content, name))).walker


_EMBEDDED: dict[str, Callable[[bytes, str], Document]] = {
    ".htm": read_html,
    ".html": read_html,
    ".txt": read_text,
    ".docx": partial(read_word, inner=True),
}


@dataclass
class _Reading:
    """One file while it is read."""

    package: Package
    inner: bool = False
    unread: dict[Unread, None] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.assembly = Assembly(self.package.archive.name)
        settings = self.package.part("settings")
        self.styles = Styles(self.package.part("styles"), Theme(self.package.part("theme"), settings))
        self.numbering = word_numbering(self.package.part("numbering"), self.styles.list_of)
        self.runs = Runs(self.styles, lambda: self.package.page, self._letterhead)
        self.walker = Walker(self.runs, shows_paper=on(child(settings, "w:displayBackgroundShape")))

    def document(self) -> Document:
        for paragraph in self._whole(self._with_diagrams()):
            self.assembly.add(paragraph, self._mark(paragraph))
            self._embed(paragraph)
            self._miss(paragraph)
        self.assembly.unread += [*self.unread, *self._other_links()]
        self.assembly.warnings += self._warnings()
        return self.assembly.document(self.package.title())

    def _letterhead(self) -> bool:
        """Return whether a picture in a header may stand behind the text of a page."""
        return any(large_picture(root, self.package.page) for root in self.package.parts("header"))

    def _whole(self, paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
        """Keep paragraphs back until what hides them is known: the end of a field's code, or of a page."""
        held: list[Paragraph] = []
        for paragraph in paragraphs:
            held.append(paragraph)
            waits = self.runs.fields.coded or (held[0].doubtful and held[0].scene is self.runs.shapes.scene)
            if not waits or len(held) >= _MOST_HELD:
                yield from self._let_go(held)
        yield from self._let_go(held)

    def _let_go(self, held: list[Paragraph]) -> Iterator[Paragraph]:
        endless = self.runs.fields.coded
        if endless:
            self.runs.fields.open.clear()
        for paragraph in held:
            if endless:
                paragraph.show(CODE)
            scene = paragraph.scene
            if paragraph.doubtful and (scene.anywhere if paragraph.place.kind == "textbox" else scene.behind):
                paragraph.show(WHITE)
            yield paragraph
        held.clear()

    def _with_diagrams(self) -> Iterator[Paragraph]:
        """Yield the words of a diagram after its paragraph."""
        for paragraph in self._paragraphs():
            found = {each: self._data(each) for each in paragraph.things if each.what == "diagram"}
            paragraph.things = [each for each in paragraph.things if found.get(each) is None]
            yield paragraph
            for root in found.values():
                if root is not None:
                    yield from self.walker.diagram(root, paragraph.place)

    def _data(self, diagram: Thing) -> etree._Element | None:
        link = self.package.main_links.get(diagram.key)
        if link is None or link.kind != "diagramData" or link.target not in self.package.archive:
            return None
        return self.package.archive.xml(link.target)

    def _paragraphs(self) -> Iterator[Paragraph]:
        yield from self.walker.body(self.package.body())
        for part, kind, prefix in _NOTES:
            root = self.package.part(part)
            notes = () if root is None else [each for each in root if attribute(each, "w:type") in {None, "normal"}]
            for at, note in enumerate(notes, 1):
                place = Place(kind, f"{prefix}{at}", hidden=self._lost(part, note))
                yield from self._numbered(self.walker.walk(note, place), place.prefix)
        for part, kind, prefix in _EDGES:
            yield from self._edges(part, kind, prefix)

    def _lost(self, part: str, note: etree._Element) -> str:
        """Return how a note is hidden: Word prints none that the text does not point to."""
        key = part, attribute(note, "w:id") or ""
        return "" if part == "comments" or not key[1] or key in self.runs.notes else "note without a mark"

    @staticmethod
    def _numbered(paragraphs: Iterator[Paragraph], name: str) -> Iterator[Paragraph]:
        """Give a note's first paragraph the note's own id."""
        for paragraph in paragraphs:
            paragraph.id = name if paragraph.id == f"{name}p1" else paragraph.id
            yield paragraph

    def _edges(self, part: str, kind: BlockKind, prefix: str) -> Iterator[Paragraph]:
        """Yield the headers or the footers: sections often repeat the same one, it is read once."""
        seen: set[tuple[str, ...]] = set()
        for at, root in enumerate(self.package.parts(part), 1):
            paragraphs = list(self.walker.walk(root, Place(kind, f"{prefix}{at}")))
            said = tuple(each.text for each in paragraphs)
            if said not in seen:
                seen.add(said)
                yield from paragraphs

    def _mark(self, paragraph: Paragraph) -> Mark | None:
        """Count a paragraph in its list. Its own list goes before its style's; list 0 takes it out."""
        direct, style = paragraph.says.get("w:numPr"), paragraph.style
        list_id, level = val(child(direct, "w:numId")) or style.list_id, val(child(direct, "w:ilvl"))
        if list_id is None or list_id == "0" or paragraph.deleted or self._vanishes(paragraph):
            return None
        if level is not None:
            return self.numbering.count(list_id, number(level))
        linked = self.numbering.level_of_style(list_id, style.ids)
        return self.numbering.count(list_id, (style.list_level or 0) if linked is None else linked)

    def _vanishes(self, paragraph: Paragraph) -> bool:
        """Return whether Word shows nothing of a paragraph, not even its end: it has no number then."""
        if paragraph.text or not (paragraph.style.look.vanish or "w:rPr" in paragraph.says):
            return False
        return bool(self.styles.own(paragraph.says.get("w:rPr")).over(paragraph.style.look).vanish)

    def _embed(self, paragraph: Paragraph) -> None:
        """Read a document that Word shows as a part of this one, in place; one inside such a one is left unread."""
        for thing in [each for each in paragraph.things if each.what == "embedded document"]:
            link = self.package.main_links.get(thing.key)
            reader = None if link is None or self.inner else _EMBEDDED.get(PurePosixPath(link.target).suffix.lower())
            if link is None or reader is None or link.target not in self.package.archive:
                continue
            paragraph.things.remove(thing)
            self.assembly.include(reader(self.package.archive.read(link.target), self.assembly.name), paragraph.id)

    def _miss(self, paragraph: Paragraph) -> None:
        """List what stands in a paragraph and is not read, a link's address only the first time."""
        for thing in paragraph.things:
            what, about, why = thing.what, thing.about, _WHY[thing.what]
            if what == "link":
                link = self.package.main_links.get(thing.key)
                about = link.target if link and link.outside else thing.key
                if about in self.links or not about.lower().startswith(("http", "file", "ftp", "\\\\")):
                    continue
                self.links.add(about)
            above = () if paragraph.place.kind in {"header", "footer"} else self.assembly.outline.trail.above()
            where = f"{paragraph.id}, under {above[-1]}" if above else paragraph.id
            self.unread[Unread(what=what, where=where, why=f"{why}: {about[:300]}" if about else why)] = None

    def _other_links(self) -> Iterator[Unread]:
        for link in sorted({each for each in self.package.main_links.values() if each.outside}, key=str):
            if link.kind != "hyperlink" and link.target not in self.links:
                yield Unread(what=f"linked {link.kind}", where="the file", why=f"{_NEVER_FETCHED}: {link.target[:300]}")

    def _warnings(self) -> Iterator[str]:
        changes = self.runs.changes
        if changes:
            yield (
                f"It has tracked changes: {changes['inserted']} insertions are read as accepted, "
                f"{changes['deleted']} deletions are left out."
            )
        if self.package.damaged:
            lost = ", ".join(sorted(self.package.damaged))
            yield (
                f"Parts of it are damaged and were not read ({lost}): words may be missing, or hidden, numbered or "
                "headings without this being told here."
            )
        if any("vbaproject" in part for part in self.package.archive.names()):
            yield "It carries macros, which are never run."
