"""Where a tender asks no questions, its own sections stand in for them: what each requires, in the tender's order."""

from __future__ import annotations

import re
from functools import cached_property

from assistant.draft.brief import Brief
from assistant.records import Block, Question, Requirement

MOST_SECTIONS = 12
ALL_WORDS, MOST_WORDS, LEAST_WORDS, WORDS_EACH = 4_800, 500, 120, 50
LEADING = re.compile(r"^(?P<number>(?:[A-Z]{0,2}\d+(?:\.\d+)*|[A-Z]|[IVX]+)[.):]?)\s+(?P<title>\S.*)$")
Section = tuple[str, tuple[Requirement, ...]]


class Trails:
    """The heading trails of the tender's blocks."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief

    @cached_property
    def blocks(self) -> dict[tuple[str, str], Block]:
        return {(each.name, block.id): block for each in self.brief.documents for block in each.blocks}

    def of(self, requirement: Requirement) -> tuple[str, ...]:
        """Return the document and the headings above a requirement; its top number where the text has none."""
        block = self.blocks.get((requirement.source.document, requirement.source.block))
        if block and block.headings:
            return (requirement.source.document, *block.headings)
        number = re.match(r"[A-Z]{0,3}\d+", requirement.number or "")
        return (requirement.source.document, f"Section {number[0]}" if number else "")


def sections(brief: Brief) -> tuple[Section, ...]:
    """Return the sections with their requirements, conditions left out; at most MOST_SECTIONS, small ones joined."""
    trails = Trails(brief)
    wanted = [each for each in brief.tender.requirements if not each.gate]
    if not wanted:
        return ()
    found = {each.id: trails.of(each) for each in wanted}
    depth = _depth(list(found.values()))
    grouped: dict[tuple[str, ...], list[Requirement]] = {}
    for each in wanted:
        grouped.setdefault(found[each.id][:depth], []).append(each)
    return _few([(_title(trail, brief), tuple(held)) for trail, held in grouped.items()])


def _depth(trails: list[tuple[str, ...]]) -> int:
    """Return the greatest depth of headings that still gives few enough sections."""
    deepest = max(map(len, trails))
    fitting = [depth for depth in range(2, deepest + 1) if len({each[:depth] for each in trails}) <= MOST_SECTIONS]
    return max(fitting, default=2)


def _title(trail: tuple[str, ...], brief: Brief) -> str:
    named = [each for each in trail[1:] if each.strip()]
    return named[-1].strip() if named else brief.tender.title or trail[0]


def _few(found: list[Section]) -> tuple[Section, ...]:
    """Join the smallest sections to the one before them until there are few enough."""
    held = list(found)
    while len(held) > MOST_SECTIONS:
        at = min(range(1, len(held)), key=lambda each: (len(held[each][1]), each))
        title, before = held[at - 1]
        held[at - 1 : at + 1] = [(title, before + held[at][1])]
    return tuple(held)


def stand_ins(brief: Brief) -> tuple[tuple[Question, tuple[Requirement, ...], int], ...]:
    """Return a question for each section, with its requirements and how many words it may take."""
    found = sections(brief)
    most = min(MOST_WORDS, ALL_WORDS // max(1, len(found)))
    made: list[tuple[Question, tuple[Requirement, ...], int]] = []
    for place, (title, held) in enumerate(found, 1):
        numbered = LEADING.match(title)
        name, plain = (numbered["number"].rstrip(".):"), numbered["title"]) if numbered else (f"S{place}", title)
        question = Question(id=_free(name, made), title=plain, text="", source=held[0].source)
        made.append((question, held, min(most, max(LEAST_WORDS, WORDS_EACH * len(held)))))
    return tuple(made)


def _free(name: str, made: list[tuple[Question, tuple[Requirement, ...], int]]) -> str:
    """Return a name that no section has yet."""
    taken, number, free = {question.id for question, _, _ in made}, 2, name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free
