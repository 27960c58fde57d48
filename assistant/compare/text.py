"""Sentences that came or went and belong to no question, requirement or other item: nothing changes in silence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.compare.files import FilePair, same_words
from assistant.likeness import compact
from assistant.records import Document, Reading, Source, Statement, TextChange

FIRST, TELLING = 5, 4
"""How many sentences are quoted, those of so many words before shorter ones."""
LONG, LONG_FURNITURE = 24, 6
"""Letters from which a sentence is looked for in the whole text, wherever its paragraphs begin and end.

Headers, contents and titles are cut up otherwise in every format.
"""
Place = tuple[str, str]


@dataclass
class Section:
    """What came and what went in one section of one document."""

    document: str
    name: str
    added: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)


def text_changes(old: Reading, new: Reading, files: Sequence[FilePair], told: Sequence[Source]) -> list[Section]:
    """Return the sections in which something else changed, in order; `told` are the places already spoken of."""
    sections: dict[Place, Section] = {}
    places = {(each.document, each.block) for each in told}
    names = {one.name: (other or one).name for one, other in files if one}
    same = {each.name for pair in files if same_words(pair) for each in pair if each}
    for reading, other, side in ((new, old, "added"), (old, new, "withdrawn")):
        trails = _trails(reading.documents)
        for each in _unmatched(reading, other):
            source = each.source
            if source.document in same or (source.document, source.block) in places:
                continue
            document = names.get(source.document, source.document) if reading is old else source.document
            trail = trails.get((source.document, source.block), "")
            section = sections.setdefault((document, compact(trail)), Section(document, trail))
            getattr(section, side).append(each.text)
    return [sections[key] for key in sorted(sections, key=lambda key: key[0])]


def recorded(section: Section) -> TextChange:
    return TextChange(
        document=section.document,
        section=section.name,
        added=len(section.added),
        withdrawn=len(section.withdrawn),
        first_added=_first(section.added),
        first_withdrawn=_first(section.withdrawn),
    )


def _first(sentences: Sequence[str]) -> tuple[str, ...]:
    ranked = sorted(range(len(sentences)), key=lambda at: (len(sentences[at].split()) < TELLING, at))
    return tuple(sentences[at] for at in sorted(ranked[:FIRST]))


def _trails(documents: Sequence[Document]) -> dict[Place, str]:
    return {
        (document.name, block.id): block.headings[-1] if block.headings else ""
        for document in documents
        for block in document.blocks
    }


def _unmatched(reading: Reading, other: Reading) -> Iterator[Statement]:
    """Yield the sentences that stand more often in a reading than in the other one."""
    here, there = _counted(reading.statements), _counted(other.statements)
    text, against = whole(reading), whole(other)
    spare = {key: count - there[key] for key, count in here.items() if count > there[key]}
    furniture = {compact(each.text) for each in reading.statements if each.label == "furniture"}
    for key in spare:
        if key in furniture and _said_anyway(key, against):
            spare[key] = 0
        elif len(key) >= LONG:
            spare[key] = min(spare[key], text.count(key) - against.count(key))
    seen: Counter[str] = Counter()
    for each in reading.statements:
        key = compact(each.text)
        if key and spare.get(key, 0) > seen[key]:
            seen[key] += 1
            yield each


def _said_anyway(key: str, against: str) -> bool:
    """Tell whether a title or a line of contents stands in a pack, whatever its number and its page."""
    words = key.strip("0123456789.")
    return not words or (len(words) >= LONG_FURNITURE and words in against)


def _counted(statements: Sequence[Statement]) -> Counter[str]:
    return Counter(compact(each.text) for each in statements)


def stands_in(text: str, against: str) -> bool:
    """Tell whether all that a text says is in a pack, wherever its sentences are there."""
    pieces = [said for each in re.split(r"[.?!;:*•|]\s", f"{text} ") if (said := compact(each))]
    return bool(pieces) and len("".join(pieces)) >= LONG and all(each in against for each in pieces)


def whole(reading: Reading) -> str:
    """Return all that a pack says, run together document by document."""
    by_document: dict[str, list[str]] = defaultdict(list)
    for each in reading.statements:
        by_document[each.source.document].append(compact(each.text))
    return "\n".join("".join(each) for each in by_document.values())
