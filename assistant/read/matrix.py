"""Tables that list requirements or questions, one a row: each takes the reference of its row as its number.

Such a table is known by its structure, whatever its columns are called: a row of heads, below it a column of short
references that count up, and to its right a column of sentences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.records import Block

HEADS = 10  # rows in which the row of heads is looked for
HEAD_WORDS = 8
ROWS = 3  # rows below the heads that make a list
MOST = 0.75  # share of the sentences that have a reference, and of the references that count up
SENTENCE = 5  # words
_REFERENCE = re.compile(r"[A-Za-z]{0,8}[ ./_-]?\d{1,5}(?:[./_-][A-Za-z]?\d{1,3})*[.)]?[a-z]?\)?")
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}")
_PARTS = re.compile(r"\d+|[A-Za-z]+")
Table = Mapping[int, Mapping[int, Block]]


@dataclass(frozen=True)
class Listing:
    """A table that is a list: the number of each cell that has one, by its id, and the rows above its heads."""

    numbers: Mapping[str, str]
    above: frozenset[tuple[int, int]] = frozenset()


def number_rows(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with the reference of its row as the number of each requirement or question in a list.

    Titles and notes in rows above the heads of a list are no part of the table, but paragraphs before it.
    """
    numbers: dict[str, str] = {}
    above: set[tuple[int, int]] = set()
    cells = [block for block in blocks if block.cell and block.visible and block.text]
    for number, group in groupby(cells, key=lambda block: block.cell.table if block.cell else 0):
        found = _listing(number, _table(list(group)))
        numbers |= found.numbers
        above |= found.above
    if not numbers:
        return list(blocks)
    return [_placed(block, numbers, above) for block in blocks if block.text or not _stands(block, above)]


def _placed(block: Block, numbers: Mapping[str, str], above: set[tuple[int, int]]) -> Block:
    if _stands(block, above) and block.visible:
        return block.model_copy(update={"kind": "paragraph", "cell": None})
    if block.id in numbers and not block.number:
        return block.model_copy(update={"number": numbers[block.id]})
    return block


def _stands(block: Block, above: set[tuple[int, int]]) -> bool:
    return block.cell is not None and block.kind == "cell" and (block.cell.table, block.cell.row) in above


def _table(cells: Sequence[Block]) -> Table:
    """Return the first block of each cell by row and column."""
    rows: dict[int, dict[int, Block]] = defaultdict(dict)
    for block in cells:
        if block.cell:
            rows[block.cell.row].setdefault(block.cell.column, block)
    return rows


def _listing(number: int, table: Table) -> Listing:
    rows = sorted(table)
    for at, row in enumerate(rows[:HEADS]):
        heads = table[row]
        if len(heads) < 2 or not all(_heads(block.text) for block in heads.values()):
            continue
        below = [table[each] for each in rows[at + 1 :]]
        wordy = _wordiest(below, heads)
        reference = next((each for each in sorted(heads) if each < wordy and _refers(below, each, wordy)), 0)
        if reference:
            listed = [each for each in below if reference in each and wordy in each]
            pairs = [(each[wordy].id, each[reference].text) for each in listed]
            plain = all(_plain(table[each]) for each in rows[:at])
            return Listing(
                {identity: text for identity, text in pairs if _REFERENCE.fullmatch(text)},
                frozenset((number, each) for each in rows[:at]) if plain else frozenset(),
            )
    return Listing({})


def _plain(row: Mapping[int, Block]) -> bool:
    """Return whether a row only says something: one text, that no answer is to follow."""
    return len(row) == 1 and not next(iter(row.values())).text.endswith(":")


def _heads(text: str) -> bool:
    return len(text.split()) <= HEAD_WORDS and not _REFERENCE.fullmatch(text) and text[-1] not in ".;"


def _wordiest(rows: Sequence[Mapping[int, Block]], heads: Mapping[int, Block]) -> int:
    """Return the column with the most words, the first of those that have as many."""
    counts = {column: sum(len(row[column].text.split()) for row in rows if column in row) for column in heads}
    return max(counts, key=lambda column: (counts[column], -column))


def _refers(rows: Sequence[Mapping[int, Block]], column: int, wordy: int) -> bool:
    """Return whether a column holds the references of the sentences in another: each its own, mostly in order."""
    said = [row for row in rows if wordy in row and len(row[wordy].text.split()) >= SENTENCE]
    found = [row[column].text for row in said if column in row]
    if len(said) < ROWS or len(found) < MOST * len(said):
        return False
    named = all(_REFERENCE.fullmatch(each) and not _DATE.fullmatch(each) for each in found)
    rising = sum(_order(one) < _order(two) for one, two in pairwise(found))
    return named and len(set(found)) == len(found) and rising >= MOST * (len(found) - 1)


def _order(reference: str) -> list[tuple[int, str]]:
    """Return what references are sorted by: R2 before R10, 1.9 before 1.10."""
    return [(int(part), "") if part.isdigit() else (-1, part.lower()) for part in _PARTS.findall(reference)]
