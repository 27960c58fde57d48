"""What each need is worth.

A scored question's weight is split into equal parts: one for each of its asks and one for each requirement that is
answered under it, half a part for a requirement that only should be met. A requirement is placed under one question:
the one that names its section, else the one whose words it shares most, else the heaviest. Conditions that a profile
or a declaration answers, and what each member must show for itself, are worth no marks: they are gates. Strong
evidence earns a part in full, partial evidence half, anything less nothing.

Without scored questions the requirements share 100 marks in the same way.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from assistant.records import Question, Requirement, Strength, Tender

EARNS: dict[Strength, int] = {"strong": 2, "partial": 1, "weak": 0, "none": 0}
WHOLE = 100.0
SECTION = 6.0
LEAST = 1.0
SHOULD = 0.5
WORD = re.compile(r"[a-z]{4,}")
SECTIONS = re.compile(r"\b(?:section|clause|part|paragraph)s?\s+(\d+(?:\.\d+)*)", re.IGNORECASE)
ENDS = re.compile(r"(?:ing|ed|ies|es|s|ation|ment|al)$")


@dataclass(frozen=True)
class Need:
    """A requirement or one ask: its id, its words, the question it counts under and what it is worth in marks."""

    id: str
    text: str
    worth: float
    question: str = ""
    requirement: Requirement | None = None

    @property
    def mandatory(self) -> bool:
        return self.requirement is not None and self.requirement.force == "must"

    @property
    def lead_only(self) -> bool:
        return self.requirement is not None and self.requirement.scope == "lead"


def needs(tender: Tender, gated: frozenset[str]) -> tuple[Need, ...]:
    """Return what line-ups are measured by, in the tender's order; requirements in `gated` are left out."""
    free = tuple(each for each in tender.requirements if each.id not in gated and each.scope not in ("all", "each_sub"))
    questions = scored(tender)
    if not questions:
        return _without_questions(free)
    placed = place(free, tuple(each for each, _ in questions))
    return tuple(need for question, weight in questions for need in _under(question, weight, placed[question.id]))


def asks(question: Question) -> tuple[tuple[str, str], ...]:
    """Return the asks of a question with their ids; a question that was not split is its own only ask."""
    return tuple((f"{question.id}/{number}", text) for number, text in enumerate(question.asks or (question.text,), 1))


def scored(tender: Tender) -> tuple[tuple[Question, float], ...]:
    """Return the questions that earn marks; where no weight is printed at all, they share 100 equally."""
    open_ones = {each.id: each for each in reversed(tender.questions) if not each.pass_fail}
    questions = [each for each in tender.questions if open_ones.get(each.id) is each]
    if any(each.weight for each in questions):
        return tuple((each, each.weight) for each in questions if each.weight)
    return tuple((each, WHOLE / len(questions)) for each in questions)


def _under(question: Question, weight: float, requirements: tuple[Requirement, ...]) -> list[Need]:
    own = asks(question)
    part = weight / (len(own) + sum(_share(each) for each in requirements))
    found = [Need(name, text, part, question.id) for name, text in own]
    return found + [Need(each.id, each.text, part * _share(each), question.id, each) for each in requirements]


def _without_questions(requirements: tuple[Requirement, ...]) -> tuple[Need, ...]:
    parts = sum(_share(each) for each in requirements)
    return tuple(Need(each.id, each.text, WHOLE * _share(each) / parts, "", each) for each in requirements)


def _share(requirement: Requirement) -> float:
    return SHOULD if requirement.force == "should" else 1.0


def place(requirements: tuple[Requirement, ...], questions: tuple[Question, ...]) -> dict[str, tuple[Requirement, ...]]:
    """Return the requirements answered under each question, each requirement once."""
    words = {each.id: _words(f"{each.title} {each.text} {' '.join(each.asks)}") for each in questions}
    common = Counter(word for found in words.values() for word in found)
    rare = {word: math.log(1 + len(questions) / count) for word, count in common.items()}
    homes: dict[str, list[Requirement]] = {each.id: [] for each in questions}
    for requirement in requirements:
        homes[_home(requirement, questions, words, rare)].append(requirement)
    return {question: tuple(found) for question, found in homes.items()}


def _home(
    requirement: Requirement, questions: tuple[Question, ...], words: dict[str, frozenset[str]], rare: dict[str, float]
) -> str:
    same = tuple(each for each in questions if not (each.lot and requirement.lot and each.lot != requirement.lot))
    own = _words(requirement.text)

    def fit(question: Question) -> float:
        shared = sum(rare[word] for word in sorted(own & words[question.id]))
        return shared + SECTION * _names_section(question, requirement)

    best = max(same or questions, key=fit)
    return best.id if fit(best) >= LEAST else max(same or questions, key=lambda each: each.weight or 0).id


def _names_section(question: Question, requirement: Requirement) -> bool:
    number = (requirement.number or "").rstrip(".)")
    told = SECTIONS.findall(f"{question.text} {' '.join(question.asks)}")
    return bool(number) and any(number == each or number.startswith(f"{each}.") for each in told)


def _words(text: str) -> frozenset[str]:
    return frozenset(ENDS.sub("", word) for word in WORD.findall(text.lower()))
