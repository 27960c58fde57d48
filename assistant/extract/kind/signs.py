"""Signs that a document calls for answers, and signs that it is something else, each with its points.

The lists of words are in `corpus/rules/seems.toml`. Words that somebody is quoted as saying count for nothing, and a
sign that stands once in a book is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from assistant.extract.text.lexicon import pattern, phrases, rules
from assistant.records import Block, Document

WINDOW, OPENING, OPENING_WORDS = 400, 12, 30
TITLE_LINES, COVER_LINES, TITLE_WORDS = 2, 5, 14
# A window of words that speaks of buying; a whole document that does.
SPEAKS, OFTEN = 7, 4.0
RARE, DENSE, FEW_WORDS = 4000, 8.0, 400
SENTENCE, FEW_PAST, FOLD, MUCH_SPEECH = 8, 6, 2, 0.1
CELLS, SEVERAL, ASKED = 0.7, 3, 0.25
# Points for what a document is called, and the most for its words.
CALLED, MOST_WORDS = 4, 4
PAST = re.compile(
    r"\b(?:was|were|had|did|went|came|gave|told|thought|looked|said|began|saw|felt|took|made|ran|led|won|knew|wrote|"
    r"(?<!be )(?<!is )(?<!are )(?<!been )(?<!being )[a-z]{3,}ed)\b"
)
AHEAD = re.compile(r"\b(?:must|shall|will|should|needs? to|ha(?:s|ve) to|may|can|please|to be|you)\b", re.IGNORECASE)
SPEECH = re.compile(r"[“\"][^“”\"\n]{12,}?[,.?!…][”\"]|(?<!\w)[‘'][A-Z][^‘’'\n]{12,}?[,.?!][’'](?!\w)")
DUTY = r"(?:\W+\w+){0,1}?\s+(?:must|shall|will|should|(?:is|are) (?:required|expected) to)\b"
MONTH = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
DAY = rf"(?:\d{{1,2}}[:.]\d\d|\d{{1,2}}\s?[ap]\.?m|noon|midnight|\d+(?:st|nd|rd|th)?\s+(?:{MONTH}|Nov|Dec)|\d/\d)"
SEND = r"send|return|submit|e-?mail|reply|respond|apply|write to|let us (?:know|have)|(?:give|tell) (?:us|me)|complete"
SENT = (
    r"proposals?|tenders?|quot(?:es?|ations?)|bids?|applications?|submissions?|responses?|prices?|plans?|ideas|"
    r"expressions? of interest"
)
REPLY = re.compile(
    rf"(?:^|[.!:;,]\s+|\b(?:please|you (?:must|should|need to)|and|to)\s+)(?:{SEND})\b"
    rf"[^.;\n]{{0,120}}?\b(?:by|before|no later than|not later than)\b[^.;\n]{{0,40}}?(?:\d|noon|midnight)"
    rf"|\b(?:{SENT})\b(?:(?!\b(?:had|were|was)\b)[^.;\n]){{0,60}}?"
    rf"\b(?:must|should|are to|to be|due|by|need to|ha(?:s|ve) to|no later than)\b"
    rf"[^.;\n]{{0,60}}?{DAY}"
    rf"|\b(?:deadline|closing date|closing time|closes|closing)\b(?!\s+of\b)[^.;\n]{{0,60}}?{DAY}",
    re.IGNORECASE | re.MULTILINE,
)
CLAUSE = re.compile(r"\d+\.\d")
LASTS = re.compile(r"\d+[\s-]minutes?")
LIMIT = re.compile(r"\b\d[\d,]*\s+(?:words|pages|characters|marks)\b", re.IGNORECASE)
ASK = re.compile(r"\?\W*(?:\(.{0,60}\)\W*)?$")


@dataclass(frozen=True)
class Other:
    """What else a document looks like, how strongly, and the words that show it."""

    name: str = ""
    points: int = 0
    words: tuple[str, ...] = ()


class Look:
    """One document and what speaks for its being part of a tender, and against."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = [block for block in document.blocks if block.visible and block.text.strip()]
        self.texts = [block.text for block in self.blocks]

    @cached_property
    def words(self) -> int:
        return sum(len(text.split()) for text in self.texts)

    @cached_property
    def told(self) -> list[str]:
        """The texts without what somebody is quoted as saying."""
        return [SPEECH.sub(" ", text) for text in self.texts]

    @cached_property
    def opening(self) -> str:
        """The title, the headings and the short ones among the first lines."""
        first = [text for text in self.texts[:OPENING] if len(text.split()) <= OPENING_WORDS]
        return "\n".join([self.document.title, *self._headings()[:OPENING], *first])

    @cached_property
    def title(self) -> str:
        """What the document calls itself at the top: its file's name, its title, its first heading and lines."""
        return self._top(TITLE_LINES)

    @cached_property
    def front(self) -> str:
        """The title with a few more lines of a cover."""
        return self._top(COVER_LINES)

    def _top(self, lines: int) -> str:
        begun = [re.split(r"[.:;]\s", text)[0] for text in self.texts[:lines]]
        first = [text for text in begun if len(text.split()) <= TITLE_WORDS and not text.endswith(".")]
        name = re.sub(r"[_-]+", " ", PurePosixPath(self.document.name).stem)
        return LASTS.sub(" ", "\n".join([name, self.document.title, *self._headings()[:1], *first]))

    def _headings(self) -> list[str]:
        return [block.text for block in self.blocks if block.kind == "heading"]

    @property
    def invites(self) -> bool:
        """Tell whether it calls itself an invitation; “this is no invitation to tender” does not."""
        denied = pattern("seems", "market_engagement", "says").sub(" ", self.opening)
        return bool(pattern("seems", "called", "invitation").search(denied))

    def found(self, words: re.Pattern[str]) -> Counter[str]:
        return Counter(match.group().lower() for text in self.told for match in words.finditer(text))

    def says(self, words: re.Pattern[str]) -> bool:
        return any(words.search(text) for text in self.told)

    def count(self, words: re.Pattern[str]) -> int:
        """Return how often a pattern is found; none where that is rare for the length of the document."""
        hits = sum(len(words.findall(text)) for text in self.told)
        return hits if hits * RARE >= self.words else 0

    @cached_property
    def sure(self) -> Counter[str]:
        return self.found(pattern("seems", "asking", "sure"))

    # --- that it calls for answers ------------------------------------------------------------------------

    @cached_property
    def calls(self) -> int:
        """Return the points for being a call or a part of one: 2 is evidence, 1 a hint."""
        return (
            self._named()
            + 2 * bool(self.count(pattern("seems", "call", "wanted")))
            + 2 * bool(self.count(REPLY))
            + min(2, self.count(_duty()))
            + 2 * (self._clauses() >= SEVERAL)
            + self._asks()
            + 2 * bool(self.count(pattern("seems", "call", "judged")))
            + 2 * self.open_prices
        )

    @cached_property
    def hints(self) -> int:
        """Return the points for words of buying and of money, which others use as well."""
        return bool(self.count(pattern("seems", "call", "offered"))) + self._buys()

    def _named(self) -> int:
        if self.invites or pattern("seems", "called", "quotation").search(self.opening):
            return 3
        return 2 * bool(pattern("seems", "call", "named").search(_others().sub(" ", self.front)))

    def _clauses(self) -> int:
        return sum(block.kind != "heading" and bool(CLAUSE.match(block.number or "")) for block in self.blocks)

    def _asks(self) -> int:
        """Return points for questions: several with places or lengths for their answers, or mostly questions."""
        begun = pattern("seems", "asking", "asks")
        asked = sum(bool(ASK.search(text) or begun.match(text)) for text in self.told)
        if asked < SEVERAL:
            return 0
        measured = self.count(LIMIT) + self.count(pattern("seems", "asking", "measured"))
        form = self.document.kind == "response_form" or (asked >= ASKED * len(self.texts) and not self.looks_back)
        return 3 * bool(measured or form or self._answer_cells() >= SEVERAL)

    def _answer_cells(self) -> int:
        return sum(bool(ASK.search(row[0].text)) and not row[-1].text.strip() for row in self._rows() if len(row) > 1)

    @cached_property
    def open_prices(self) -> bool:
        """Tell whether a table has a column of prices that somebody has still to fill."""
        money = pattern("seems", "call", "prices")
        columns = {(b.cell.table, b.cell.column) for b in self.blocks if b.cell and money.search(b.text)}
        empty = Counter(
            (b.cell.table, b.cell.column) for b in self.document.blocks if b.cell and not b.text.strip() and b.visible
        )
        return sum(empty[column] for column in columns) >= SEVERAL

    def _buys(self) -> int:
        """Return points for words of buying, somewhere in the document or all along."""
        hits = sum(self.sure.values())
        often = hits * 1000 >= OFTEN * self.words and len(self.sure) > 1
        if often or any(self._speaks(window) for window in self._windows()):
            return 2
        return int(hits * RARE > self.words)

    def _speaks(self, window: str) -> bool:
        sure, maybe = (pattern("seems", "asking", name) for name in ("sure", "maybe"))
        return 2 * _different(sure, window) + _different(maybe, window) >= SPEAKS

    def _windows(self) -> Iterator[str]:
        gathered: list[str] = []
        count = 0
        for text in self.told:
            gathered.append(text)
            count += len(text.split())
            if count >= WINDOW:
                yield "\n".join(gathered)
                gathered, count = [], 0
        if gathered:
            yield "\n".join(gathered)

    # --- that it is something else ------------------------------------------------------------------------

    @cached_property
    def looks_back(self) -> int:
        """Return points for a text of what was and not of what is to be, and for much of it being talk."""
        sentences = [text for text in self.told if len(text.split()) >= SENTENCE]
        past, ahead = (sum(len(words.findall(text)) for text in sentences) for words in (PAST, AHEAD))
        talk = sum(len(match.group().split()) for text in self.texts for match in SPEECH.finditer(text))
        folds = min(2, past // max(1, FOLD * ahead)) if past >= FEW_PAST else 0
        return 2 * folds + 2 * (talk > MUCH_SPEECH * self.words)

    @cached_property
    def other(self) -> Other:
        """What else the document looks like most."""
        best = Other("a report or a story of what was", self.looks_back) if self.looks_back else Other()
        for each in rules("seems")["other"]:
            found = self.found(phrases(each["words"]))
            dense = len(found) >= each["need"] and sum(found.values()) * 1000 >= DENSE * self.words
            points = CALLED * bool(phrases(each.get("called", ())).search(self.title))
            points += 2 * dense + dense * min(2, len(found) // each["need"])
            if points and points + self.looks_back > best.points:
                shown = tuple(word for word, _ in found.most_common(SEVERAL))
                best = Other(each["name"], points + self.looks_back, shown)
        if not best.points and self._is_numbers():
            return Other("a table of numbers or prices", 2)
        return best

    @property
    def another(self) -> bool:
        """Tell whether more speaks for its being something else than for a call.

        Words of buying all along are evidence in a document of some length; a letter may be full of them.
        """
        own = self.calls + (self._buys() if self.words >= FEW_WORDS else 0)
        most = self.looks_back + MOST_WORDS + CALLED * bool(_others().search(self.title))
        return most > own and self.other.points > own

    def _is_numbers(self) -> bool:
        cells = [block.text for block in self.blocks if block.cell]
        figures = sum(bool(re.search(r"\d", text)) for text in cells)
        return len(cells) >= CELLS * len(self.texts) and figures * 3 >= len(cells) > SEVERAL + 2

    def _rows(self) -> Iterator[Sequence[Block]]:
        rows: dict[tuple[int, int], list[Block]] = {}
        for block in self.document.blocks:
            if block.cell and block.visible:
                rows.setdefault((block.cell.table, block.cell.row), []).append(block)
        yield from rows.values()


def _others() -> re.Pattern[str]:
    """Return the pattern of all that documents of other kinds are called."""
    return phrases(word for each in rules("seems")["other"] for word in each.get("called", ()))


def _duty() -> re.Pattern[str]:
    return re.compile(rf"{pattern('seems', 'asking', 'bound').pattern}{DUTY}", re.IGNORECASE)


def _different(words: re.Pattern[str], text: str) -> int:
    return len({match.group().lower() for match in words.finditer(text)})
