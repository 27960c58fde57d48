"""What an answer is made of while it is written: parts, topics, paragraphs, tables, and how many words they take."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.draft.count import count_words
from assistant.draft.passages import Quote
from assistant.records import Question, Requirement, Sentence


@dataclass(frozen=True)
class Row:
    """One row of a table, and the record of what it rests on."""

    cells: tuple[str, ...]
    sentence: Sentence


@dataclass(frozen=True)
class Grid:
    """A table; `about` says in a few words what it shows, for those who cannot see it."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    about: str = ""

    @property
    def words(self) -> int:
        return sum(count_words(cell) for cells in (self.head, *(row.cells for row in self.rows)) for cell in cells)


@dataclass
class Topic:
    """One need inside a part: an ask itself, or a requirement that is answered with it.

    `facts` are sentences from profiles; `left` the evidence that may be taken, `chosen` what was;
    `keys` tells the sentences that prove the need, `worths` what each is worth to it; `roll` asks one of each member.
    """

    need: str
    text: str
    requirement: Requirement | None = None
    facts: tuple[Sentence, ...] = ()
    left: list[Quote] = field(default_factory=list)
    chosen: list[Quote] = field(default_factory=list)
    keys: frozenset[str] = frozenset()
    worths: dict[str, float] = field(default_factory=dict)
    roll: bool = False

    @property
    def proven(self) -> bool:
        return bool(self.chosen or self.facts)


@dataclass(frozen=True)
class Paragraph:
    """A finished paragraph and the needs it speaks to."""

    needs: tuple[str, ...]
    sentences: tuple[Sentence, ...]

    @property
    def words(self) -> int:
        return sum(count_words(each.text) for each in self.sentences)


@dataclass
class Part:
    """One ask of a question: a heading where there is more than one, facts, paragraphs, and perhaps a table.

    `open` are the requirements put to it that no member can show; `place` counts the parts of all answers.
    """

    need: str
    ask: str
    heading: str
    facts: tuple[Sentence, ...] = ()
    topics: list[Topic] = field(default_factory=list)
    open: tuple[Requirement, ...] = ()
    place: int = 0
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
        said = sum(each.words for each in self.paragraphs)
        return said + count_words(self.heading) + (self.grid.words if self.grid else 0)


@dataclass
class Page:
    """One answer. `asked` is false where the tender has no questions and its sections stand in for them."""

    question: Question
    kind: str
    allowed: int
    asked: bool = True
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
    def gaps(self) -> tuple[Sentence, ...]:
        return tuple(each for each in self.sentences if each.basis == "gap")

    @property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(each for part in self.parts for each in part.topics)

    @property
    def open(self) -> tuple[Requirement, ...]:
        return tuple(each for part in self.parts for each in part.open)

    @property
    def needs(self) -> frozenset[str]:
        return frozenset(need for part in self.parts for each in part.paragraphs for need in each.needs)
