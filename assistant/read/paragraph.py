"""A paragraph as a reader finds it: its text once, how each piece of it is hidden, and what else stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.read.blocks import clean
from assistant.read.word.drawing import Spot
from assistant.read.word.styles import PLAIN, Look, ParagraphStyle
from assistant.read.word.wordml import name_of
from assistant.records import BlockKind, Cell

if TYPE_CHECKING:
    from lxml import etree

GONE = frozenset({"w:del", "w:moveFrom"})
WHITE = "white"
CODE = "field code"  # what only instructs Word: neither shown nor listed as hidden


@dataclass(eq=False, slots=True)
class Place:
    """Where paragraphs are read: the kind and the id they take, and the cell they stand in. It never changes.

    `shaded` is the colour behind them, "" for that of the page; `hidden` how all of them are; `look` what their
    table makes them look like. `alone` is true in a row of one cell, `field` inside a content control to be
    filled in.
    """

    kind: BlockKind
    prefix: str
    cell: Cell | None = None
    shaded: str = ""
    alone: bool = False
    field: bool = False
    hidden: str = ""
    look: Look = PLAIN


@dataclass(frozen=True)
class Thing:
    """Something that is not text: a picture, a link. `key` is its relationship's id or its address."""

    what: str
    key: str = ""
    about: str = ""


@dataclass(eq=False)
class Scene:
    """What is drawn on one page: `behind` the text, or `anywhere`, something that white text shows on.

    `covers` are the pictures and filled shapes that may hide what lies below them, with their paragraphs.
    """

    behind: bool = False
    anywhere: bool = False
    covers: list[tuple[Paragraph, Spot]] = field(default_factory=list)


NOWHERE = Scene()  # a page on which nothing is drawn


@dataclass(frozen=True)
class Box:
    """Text that is drawn apart: how it is `hidden`, the colour of its `ground`, where it is and on which page."""

    element: etree._Element
    hidden: str = ""
    ground: str = ""
    spot: Spot | None = None
    scene: Scene = NOWHERE


@dataclass(eq=False)
class Paragraph:
    """A paragraph as found: pieces of text, each with how it is hidden, and the look of the visible ones.

    A `silent` one says nothing and needs no block: only its number and the things in it count. `element` is
    its `w:p`, or the cell where that holds none; `says` its own properties by their names.
    """

    place: Place
    id: str
    style: ParagraphStyle
    says: Mapping[str, etree._Element] = field(default_factory=dict)
    shaded: str = ""
    pieces: list[tuple[str, str]] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    in_field: int = 0
    silent: bool = False
    hidden: str = ""
    font: str = ""
    about: str = ""
    element: etree._Element | None = None
    scene: Scene = NOWHERE

    @cached_property
    def text(self) -> str:
        """What shows, on one line; to be asked for when the paragraph is complete."""
        return clean("".join(text for text, hidden in self.pieces if not hidden))

    @property
    def joins(self) -> bool:
        """Whether its end was deleted in a tracked change: what is left of it begins the next paragraph."""
        mark = self.says.get("w:rPr")
        return mark is not None and any(name_of(each) in GONE for each in mark)

    @property
    def deleted(self) -> bool:
        """Whether the paragraph itself was deleted in a tracked change, not only its text."""
        return self.joins and not self.text

    @property
    def is_field(self) -> bool:
        """Whether all that shows is the content of form fields."""
        shown = sum(len(text.strip()) for text, hidden in self.pieces if not hidden)
        return 0 < shown <= self.in_field

    def add(self, text: str, *, filled: bool = False, hidden: str = "") -> None:
        hidden = hidden or self.hidden
        self.pieces.append((text, hidden))
        if (filled or self.place.field) and not hidden:
            self.in_field += len(text.strip())

    @property
    def doubtful(self) -> bool:
        """Whether white text may yet show: on a picture that comes later on its page."""
        return not self.shaded and self.place.cell is None and any(hidden == WHITE for _, hidden in self.pieces)

    def show(self, what: str) -> None:
        """Let what was taken to be hidden in one way show after all."""
        self.pieces = [(text, "" if hidden == what else hidden) for text, hidden in self.pieces]
        self.__dict__.pop("text", None)

    def take(self, before: Paragraph) -> None:
        """Put what is left of a paragraph before this one."""
        for name in ("pieces", "looks", "things"):
            setattr(self, name, [*getattr(before, name), *getattr(self, name)])
        self.in_field += before.in_field
        self.__dict__.pop("text", None)


def settle(paragraphs: Sequence[Paragraph], name: str, *, blank: bool = True) -> None:
    """Name those of a cell's paragraphs that say something and silence the others.

    Where none says anything the first stays, so that the cell can be filled, unless it is not to be `blank`.
    """
    said = [each for each in paragraphs if each.text] or list(paragraphs[:1] if blank else ())
    for each in paragraphs:
        each.silent, each.id = each not in said, name
    for at, each in enumerate(said, 1):
        each.id = name if at == 1 else f"{name}p{at}"
