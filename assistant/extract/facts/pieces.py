"""A pack cut into the pieces that facts are looked for in: sentences, and rows of tables read as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.extract.facts.sums import sums
from assistant.extract.requirements.scope import scope_of
from assistant.extract.text.layout import Box, Layout, Line, Page, Table
from assistant.records import DocumentKind, Fact, Label, Scope, Source

LATE: set[DocumentKind] = {"contract", "pricing", "response_form", "clarification"}
LONGEST = 240
START = 3
WORDS = re.compile(r"\w+")
MILLIONS = re.compile(r"£\s?m\b|£\s?million|\(m\)", re.IGNORECASE)
POUNDS = re.compile(r"\(£\)|£\s*$")
CLAUSE = re.compile(r"^\s*\d{1,2}(?:(?:\.\d{1,2})+\.?|\.)(?=\s)")
INVITES = re.compile(
    r"\b(?:invites?|inviting)\s+(?:\w+\s+){0,2}(?:tenders|bids|quotations|proposals)\b|\bconditions\s+of\s+participation\b|"
    r"\b(?:deadline|closing\s+date)\s+for\s+(?:tenders|the\s+(?:return|submission)\s+of\s+tenders)\b",
    re.IGNORECASE,
)
CONTENTS = re.compile(r"\W*(?:[A-Z][^.;:?!|£$€%=]{3,110}?|.{3,110}?\s?\.{3,})[\s.…·]+\d{1,3}\W*$")
VERB = re.compile(r"\b(?:must|shall|will|should|is|are|may|has|have|to|at\s+least|than)\b", re.IGNORECASE)
QUOTED = r"[\"'“”‘’]?"
AMOUNT = (
    rf"{QUOTED}\s*(?:[£$€]\s?\d[\d,.]*\s?(?:m|k|million|thousand)?|"
    rf"\d[\d,]*\s?(?:%|per\s?cent|days|months|years|marks|words))\b%?{QUOTED}"
)
OLD = re.compile(
    rf"\b(?:in\s+place\s+of|instead\s+of|rather\s+than|replacing|not)\s+{AMOUNT}|"
    rf"\b(?:replace|delete|substitute|for|from|strike\s+out)\s+{AMOUNT}(?=,?\s*(?:and\s+)?(?:with|by|read|insert|substitute|put|to)\b)",
    re.IGNORECASE,
)
AMENDS = re.compile(
    r"\b(?:read|in\s+place\s+of|instead\s+of|replac(?:e|ed|ing)|delete[ds]?|substitute[ds]?|amended|corrected|changed|reduced|lowered|raised|"
    r"increased)\b",
    re.IGNORECASE,
)
BROKEN = 50
GOES_ON = re.compile(r"\s*(?:[a-z]{2}|\((?:\d{2}|[a-z]{2})|[£$€]\d)")
BARE = re.compile(r"\s*\d+(?:[.,]\d+)*\s*")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def plain(text: str) -> str:
    """Return a text with plain apostrophes, letter for letter as long."""
    return text.replace("’", "'").replace("‘", "'")


@dataclass(frozen=True)
class Piece:
    """A sentence, or the cells of a row read as one. `setting` is what stands above it, `near` the closest of that.

    `cells` are the texts of a row, `places` where they stand, `heads` the table's first row; empty for a sentence.
    `beside` is the whole of the block where the sentence is one of several, `before` the line or the table before it.
    """

    text: str
    source: Source
    setting: str = ""
    near: str = ""
    kind: DocumentKind = "other"
    label: Label = "context"
    listed: bool = False
    cells: tuple[str, ...] = ()
    places: tuple[Source, ...] = ()
    heads: tuple[str, ...] = ()
    beside: str = ""
    before: str = ""
    told: Scope | None = field(default=None, compare=False)

    @cached_property
    def plain(self) -> str:
        """The text letter for letter as long, with plain apostrophes and blanks for a clause number typed before it."""
        text = CLAUSE.sub(_blank, plain(self.text))
        return OLD.sub(_blank, text) if self.amends else text

    @property
    def amends(self) -> bool:
        """Whether the piece says that something is to be read otherwise than it stood."""
        return bool(AMENDS.search(self.text))

    @cached_property
    def low(self) -> str:
        return self.plain.lower()

    @cached_property
    def starts(self) -> frozenset[str]:
        """The first three letters of each word, by which rules that cannot apply are passed over at once."""
        return frozenset(word[:START] for word in WORDS.findall(self.low))

    def likely(self, begun: dict[str, tuple[int, ...]]) -> list[int]:
        """Return the places of the rules for which a word of the text begins as it must, by what `by_start` gave."""
        return sorted({place for start in self.starts if start in begun for place in begun[start]})

    @cached_property
    def in_contents(self) -> bool:
        """Whether the text is a title with the number of its page."""
        return not self.cells and bool(CONTENTS.match(self.plain)) and not VERB.search(self.plain)

    @cached_property
    def quote(self) -> str:
        """The text without a clause number, cut short at a word where it is long."""
        kept = " ".join(CLAUSE.sub("", self.text).split())
        return kept if len(kept) <= LONGEST else kept[:LONGEST].rsplit(" ", 1)[0] + " …"

    def has(self, *words: str) -> bool:
        """Tell whether any of some words in small letters stands in the text; asked hundreds of times a sentence."""
        low = self.low
        for word in words:  # noqa: SIM110
            if word in low:
                return True
        return False

    def fact(
        self, name: str, value: float | str, unit: str | None = None, default: Scope = "any", detail: str = ""
    ) -> Fact:
        """Return a fact of this piece, for whom its words say, else for whom its requirement is, else the default."""
        scope = scope_of(self.text) or self.told or default
        return Fact(name=name, value=value, unit=unit, detail=detail, scope=scope, source=self.source)


def by_start(listed: Sequence[Iterable[str]]) -> dict[str, tuple[int, ...]]:
    """Return the places of rules by the first letters of the words of which each needs one."""
    found: dict[str, set[int]] = {}
    for place, needs in enumerate(listed):
        for need in needs:
            found.setdefault(WORDS.findall(need)[0][:START], set()).add(place)
    return {start: tuple(sorted(places)) for start, places in found.items()}


def pieces_of(layout: Layout) -> Iterator[Piece]:
    """Return the pieces of a pack in order, those of contracts and forms last."""
    kinds = [(page, _kind(page)) for page in layout.pages]
    for page, kind in sorted(kinds, key=lambda each: each[1] in LATE):
        yield from _on_page(page, kind)


def _kind(page: Page) -> DocumentKind:
    """Return the kind of a document, `instructions` for one that looks like a contract and yet invites tenders."""
    if page.kind == "contract" and any(INVITES.search(line.text) for line in page.lines):
        return "instructions"
    return page.kind


def _on_page(page: Page, kind: DocumentKind) -> Iterator[Piece]:
    before, held = "", None
    for element in page.elements:
        if isinstance(element, Line) and element.block.kind in {"header", "footer"}:
            continue
        if isinstance(element, Table):
            found = list(_of_table(element, kind))
            before = " ".join(box.text for row in element.rows[:2] for box in row)
        else:
            found = list(_of_line(element, kind, before))
            before = " ".join((*(lead.text for lead in element.leads), element.text))
        if held and found and isinstance(element, Line) and _goes_on(element):
            found[0], held = replace(held, text=f"{held.text} {found[0].text}"), None
        if held:
            yield held
        held = found.pop() if found and isinstance(element, Line) and _broken_off(element) else None
        yield from found
    if held:
        yield held


def _broken_off(line: Line) -> bool:
    """Tell whether a line stops within a sentence, as one that was cut by the end of a printed line or page."""
    text = line.text.rstrip()
    return len(text) > BROKEN and text[-1] not in ".:;?!|" and not line.leads and line.block.kind != "heading"


def _goes_on(line: Line) -> bool:
    return line.block.kind == "paragraph" and not line.leads and bool(GOES_ON.match(line.text))


def _of_line(line: Line, kind: DocumentKind, before: str) -> Iterator[Piece]:
    leads = " ".join(lead.text for lead in line.leads)
    setting = f"{line.trail} / {leads}"
    near = leads or (line.block.headings[-1] if line.block.headings else "")
    listed = bool(line.leads) or line.block.kind == "item"
    for each in line.sentences:
        beside = line.text if len(line.sentences) > 1 else ""
        yield Piece(each.text, each.source, setting, near, kind, each.label, listed, beside=beside, before=before)
    if not line.sentences and line.text.strip():
        yield Piece(line.text, line.source(), setting, near, kind, "furniture", listed)


def _of_table(table: Table, kind: DocumentKind) -> Iterator[Piece]:
    """Return each row as one piece; a bare number under a head that says pounds or millions is written out.

    Of what was asked and answered only the answer counts.
    """
    titles, answers = tuple(box.text for box in table.head), kind == "clarification"
    for place, row in enumerate(table.rows):
        cells = tuple(_written_out(box, table.head) if place else box.text for box in row)
        text = " | ".join(cell for cell in cells if cell and not (answers and cell.endswith("?")))
        if not text:
            continue
        main = next((box for box in row if sums(box.text)), max(row, key=lambda box: len(box.text)))
        label: Label = next((each.label for line in main.lines for each in line.sentences), "context")
        near = table.before.text if table.before else table.trail.rsplit(" / ", 1)[-1]
        places = tuple(box.source for box in row)
        heads = titles if place else ()
        yield Piece(text, main.source, table.setting, near, kind, label, cells=cells, places=places, heads=heads)


def _written_out(box: Box, head: tuple[Box, ...]) -> str:
    over = next((each.text for each in head if each.column == box.column), "")
    if not BARE.fullmatch(box.text):
        return box.text
    if MILLIONS.search(over):
        return f"£{box.text.strip()}m"
    return f"£{box.text.strip()}" if POUNDS.search(over) else box.text
