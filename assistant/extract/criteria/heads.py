"""The head of a table of weights: which columns weigh, what they measure, and which name what is weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.extract.criteria.lotted import lot_of_heading
from assistant.extract.text.layout import Box
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import numbered
from assistant.records import Lot, Unit

NAME_WORDS, HEAD_WORDS = 14, 5
MEASURING = re.compile(
    r"weight|mark|point|percent|%|worth|share|(?:max|available|out of).*score|score.*(?:available|out of)",
    re.IGNORECASE,
)
OF_PART = re.compile(r"(?:%|percentage|share|weight(?:ing)?|marks) (?:of|within|in) [\w ]{3,40}", re.IGNORECASE)
OUT_OF = re.compile(
    r"(?:(?:max(?:imum)?|marks|points|scored?)\s+)*(?:out\s+)?of\s+(?P<whole>\d{2,4})(?:\s+(?:marks|points))?",
    re.IGNORECASE,
)
OVERALL = re.compile(r"\b(?:overall|whole|total)\b", re.IGNORECASE)
MULTIPLIER = re.compile(r"multipl|factor|\bx\b", re.IGNORECASE)
ANSWERED = re.compile(
    r"\W*(?:(?:quality\s+|response\s+|related\s+|relevant\s+)?questions?(?:\s*(?:no\.?|numbers?|ref\w*|\(s\)))?"
    r"|(?:where\s+)?answered(?:\s+(?:in|at|by|under))?|answer\s+to|see\s+question|method\s+statement(?:\s+(?:no\.?|ref\w*))?)\W*",
    re.IGNORECASE,
)
MARKS = re.compile(r"mark|point|score", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """The columns of a table: the units of those with weights, the lots that some are for, names, parents, a lot's.

    `question` is the column that says in which question each is answered.
    """

    units: dict[int, Unit]
    lots: dict[int, str]
    name: int | None
    parent: int | None
    lot: int | None
    question: int | None


def weighing(row: Sequence[Box], lots: Sequence[Lot]) -> dict[int, Box]:
    """Return the boxes of a head that head weights: by their words, or by naming a lot each."""
    heads = {box.column: box for box in row if heads_weights(box)}
    of_lots = {
        box.column: box for box in row[1:] if len(box.text.split()) <= NAME_WORDS and lot_of_heading(box.text, lots)
    }
    return heads or (of_lots if len(of_lots) > 1 else {})


def heads_weights(box: Box) -> bool:
    text = re.sub(r"\(.*?\)", "", box.text).strip(" :*")
    if OUT_OF.fullmatch(text):
        return True
    words = re.findall(r"[a-z]+|%", text.lower())
    about = pattern("criteria", "head", "about")
    built = (
        not re.search(r"\d", text)
        and 0 < len(words) <= HEAD_WORDS
        and all(about.fullmatch(word) for word in words)
        and MEASURING.search(text)
    )
    return bool(built or pattern("criteria", "head", "weight").fullmatch(text) or OF_PART.fullmatch(text))


def unit_of(title: str) -> Unit:
    if OUT_OF.fullmatch(title.strip(" :*")):
        return "marks"
    return "marks" if (MARKS.search(title) and "%" not in title) or MULTIPLIER.search(title) else "percent"


def columns_of(head: Sequence[Box], rows: Sequence[Sequence[Box]], lots: Sequence[Lot]) -> Columns:
    heads = _chosen(weighing(head, lots))
    named = {column: said for column, box in heads.items() if (said := lot_of_heading(box.text, lots))}
    lot = next(
        (b.column for b in head if re.fullmatch(r"\W*lots?(?:\s+(?:no\.?|number))?\W*", b.text, re.IGNORECASE)), None
    )
    units = {column: unit_of(box.text) for column, box in heads.items()}
    first = min(units)
    places = sorted({b.column for b in head} - {*units, lot})
    texts = {c: _texts(rows, c) for c in [c for c in places if c < first] or places[:1]}
    names = [column for column, cells in texts.items() if any(map(worded, cells))]
    counts = {column: _told_apart(texts[column]) for column in names}
    name = max(counts, key=lambda column: (counts[column], -column), default=None)
    if name is not None and (not counts[name] or len(units) - len(named) > 1):
        name = None
    parent = next((c for c in names if name is not None and c < name), None)
    question = next((b.column for b in head if ANSWERED.fullmatch(b.text) and b.column not in {*units, name}), None)
    return Columns(units, named, name, parent, lot, question)


def _chosen(heads: dict[int, Box]) -> dict[int, Box]:
    """Keep one of two columns side by side that measure the same: the share before marks, and marks before a factor."""
    kept = dict(heads)
    for column, box in heads.items():
        right = heads.get(column + 1)
        if right is None or lot_of_heading(box.text, ()) or OF_PART.search(box.text) or OF_PART.search(right.text):
            continue
        here, there = unit_of(box.text), unit_of(right.text)
        if OVERALL.search(right.text) and not OVERALL.search(box.text) and here == there:
            kept.pop(column, None)
            continue
        kept.pop(column if MULTIPLIER.search(box.text) or (here, there) == ("marks", "percent") else column + 1, None)
    return kept or heads


def _texts(rows: Sequence[Sequence[Box]], column: int) -> list[str]:
    return [box.text for row in rows if len(row) > 1 for box in row if box.column == column]


def worded(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]{3}", text)) and numbered(text)[1] != ""


def _told_apart(cells: Sequence[str]) -> int:
    """Return how many rows a column names, each by words of its own; 0 where two have the same."""
    told = [each for each in cells if each and not pattern("criteria", "head", "total").fullmatch(each.strip(" :"))]
    return len(told) if all(map(worded, told)) and len(set(told)) == len(told) else 0


def is_scale(head: Sequence[Box], rows: Sequence[Sequence[Box]]) -> bool:
    """Tell whether a table is a scale of scores: its numbers run from 0 or 1 upwards one by one, and count no rows."""
    for place, title in enumerate(head):
        texts = [row[place].text for row in rows if len(row) > place]
        numbers = sorted(int(each) for each in texts if each.isdigit())
        runs = len(numbers) > 3 and numbers[0] <= 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if runs and not pattern("questions", "column", "number").fullmatch(title.text.strip(" :*")):
            return place == 0 or len(numbers) == len(texts)
    return False
