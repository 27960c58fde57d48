"""Which paragraphs are headings, and the trail of them above every other one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.read.blocks import Rank, Trail
from assistant.read.numbering import Mark
from assistant.read.paragraph import Paragraph
from assistant.read.word.styles import outline_level
from assistant.records import BlockKind

LONGEST = 25  # words in a heading that a style makes one
LONGEST_PLAIN = 12  # words in a heading that only its look makes one
LONGEST_STOPPED = 4  # words in a heading that ends as a clause does
LONGEST_BOUND = 6  # words in a heading that says what somebody shall do
_BINDS = re.compile(r"\b(?:shall|must|will)\b", re.IGNORECASE)
_ASKS = re.compile(r"(?:what|how|when|where|who|why|which)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:,]$")
_BLANK = re.compile(r"_{3}|\.{4}|…{2}")  # to be filled in
_TYPED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+\S")
_CAPTION = re.compile(r"(?:table|figure|fig\.?|chart|diagram|box)\s+\d", re.IGNORECASE)
_BULLET = re.compile(r"[\u2022\u00b7\u25aa\u25cf\u25e6\u2023\u2043\uf0b7\uf0a7\u2013-]\s+(?=\S)")


@dataclass(frozen=True)
class Placed:
    """How a paragraph stands in the document."""

    kind: BlockKind
    text: str
    above: tuple[str, ...] = ()
    level: int | None = None


@dataclass(frozen=True)
class Heading:
    """A heading as found: `size` in half-points, 0 where it is not said; `titled` when a style makes it a title."""

    text: str
    block: str
    size: int = 0
    titled: bool = False


@dataclass
class Outline:
    """Places paragraphs in reading order.

    A heading that only looks like one ranks below the last real heading: larger above smaller, capitals
    above bold, fewer numbers above more.
    """

    trail: Trail = field(default_factory=Trail)
    headings: list[Heading] = field(default_factory=list)
    real: int = 1

    def place(self, paragraph: Paragraph, text: str, mark: Mark | None) -> Placed:
        kind = paragraph.place.kind
        if kind not in {"paragraph", "cell", "textbox"}:
            return Placed(kind, text)
        if paragraph.style.contents:
            return Placed(kind, text, ("Contents",))
        if kind == "paragraph" or paragraph.place.alone:
            rank = self._rank(paragraph, text, mark)
            if rank is not None:
                return self._enter(rank, paragraph, text, mark)
        return self._body(paragraph, text, mark)

    def _body(self, paragraph: Paragraph, text: str, mark: Mark | None) -> Placed:
        kind, above = paragraph.place.kind, self.trail.above()
        if paragraph.is_field:
            return Placed("field", text, above)
        bullet = _BULLET.match(text) if mark is None else None
        if kind == "paragraph" and (mark or bullet):
            return Placed("item", text[bullet.end() :] if bullet else text, above, mark.level if mark else 0)
        return Placed(kind, text, above)

    def _rank(self, paragraph: Paragraph, text: str, mark: Mark | None) -> Rank | None:
        direct = outline_level(paragraph.says.get("w:outlineLvl"))
        rank = paragraph.style.rank if direct is None else direct
        if rank is not None:
            return (rank,) if names(text) else None
        bold = bool(paragraph.looks) and all(look.bold for look in paragraph.looks)
        caps = capitals(text) or (bool(paragraph.looks) and all(look.caps for look in paragraph.looks))
        plain = paragraph.place.kind == "paragraph" and not paragraph.style.caption and not paragraph.is_field
        if not plain or not seems_heading(text, bold=bold or caps):
            return None
        return (self.real, -_size(paragraph), -int(caps), -int(bold), _depth(text, mark))

    def _enter(self, rank: Rank, paragraph: Paragraph, text: str, mark: Mark | None) -> Placed:
        """Put a heading on the trail; the first title names the whole document and is not put there."""
        printed = f"{mark.number} {text}" if mark and mark.number else text
        first_title = rank == (0,) and not any(each.titled for each in self.headings)
        self.headings.append(Heading(printed, paragraph.id, _size(paragraph), rank == (0,)))
        if first_title:
            self.trail.stack.clear()
            return Placed("heading", text, (), 0)
        above = self.trail.enter(rank, printed)
        if len(rank) == 1:
            self.real = max(1, int(rank[0]))
            return Placed("heading", text, above, int(rank[0]))
        return Placed("heading", text, above, len(above) + 1)


def names(text: str) -> bool:
    """Return whether a text in a heading's style is a heading, not a clause that the style only numbers."""
    words = len(text.split())
    if words > LONGEST or not text:
        return False
    if _CLAUSE.search(text):
        return words <= LONGEST_STOPPED and not text[0].islower()
    return words <= LONGEST_BOUND or not _BINDS.search(text) or bool(_ASKS.match(text))


def seems_heading(text: str, *, bold: bool) -> bool:
    """Return whether a paragraph is a heading by its look alone: short, no sentence, in bold or in capitals."""
    if not (bold or capitals(text)) or len(text.split()) > LONGEST_PLAIN:
        return False
    if _CLAUSE.search(text) or _CAPTION.match(text) or _BLANK.search(text):
        return False
    return any(map(str.isalpha, text))


def capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 3


def _size(paragraph: Paragraph) -> int:
    return max((look.size or 0 for look in paragraph.looks), default=0)


def _depth(text: str, mark: Mark | None) -> int:
    """Return how deep a heading's number is, from 1; a heading without one stands below those with one."""
    if mark and mark.number:
        return mark.level + 1
    typed = _TYPED.match(text)
    return len(re.sub(r"(\.0+)+$", "", typed[1]).split(".")) if typed else 9
