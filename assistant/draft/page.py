"""What an answer is made of while it is written: parts, paragraphs, tables, and how many words they take."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.draft.count import count_words
from assistant.draft.passages import Quote
from assistant.records import Question, Sentence


@dataclass(frozen=True)
class Row:
    """One row of a table, and the record of what it rests on."""

    cells: tuple[str, ...]
    sentence: Sentence


@dataclass(frozen=True)
class Grid:
    head: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def words(self) -> int:
        return sum(count_words(cell) for cells in (self.head, *(row.cells for row in self.rows)) for cell in cells)


@dataclass
class Paragraph:
    """What is said about one need: the opening, the evidence chosen, and what is left to choose from."""

    need: str
    opening: tuple[Sentence, ...] = ()
    gap: Sentence | None = None
    chosen: list[Quote] = field(default_factory=list)
    left: list[Quote] = field(default_factory=list)
    spoken: tuple[Sentence, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return (*self.opening, *self.spoken, *((self.gap,) if self.gap else ()))


@dataclass
class Part:
    """One ask of a question: a heading where there is more than one, paragraphs, and perhaps a table."""

    need: str
    heading: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    grid: Grid | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        said = tuple(each for paragraph in self.paragraphs for each in paragraph.sentences)
        return said + (tuple(row.sentence for row in self.grid.rows) if self.grid else ())

    @property
    def answered(self) -> bool:
        """Whether something beyond an undertaking is said: evidence, a profile, or a table."""
        return any(each.basis in ("evidence", "profile") for each in self.sentences) or self.grid is not None

    @property
    def words(self) -> int:
        said = sum(count_words(each.text) for paragraph in self.paragraphs for each in paragraph.sentences)
        return said + count_words(self.heading) + (self.grid.words if self.grid else 0)


@dataclass
class Page:
    """One answer."""

    question: Question
    kind: str
    allowed: int
    parts: list[Part] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(each.words for each in self.parts)

    @property
    def too_long(self) -> bool:
        """Whether it is over its limit, in words or, where the buyer counts them, in characters."""
        limit = self.question.limit
        if limit and limit.unit == "characters" and self.letters > limit.number:
            return True
        return self.words > self.allowed

    @property
    def letters(self) -> int:
        said = [each.text for each in self.sentences] + [part.heading for part in self.parts]
        heads = [cell for part in self.parts if part.grid for cell in part.grid.head]
        return sum(len(text) + 1 for text in said + heads)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(each for part in self.parts for each in part.sentences)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(each for part in self.parts for each in part.paragraphs)
