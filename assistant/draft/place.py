"""Place each requirement under the question that asks about it: by its section, its kind, its words, its neighbours."""

from __future__ import annotations

import math
import re
from collections import Counter

from assistant.draft.kinds import REQUIREMENT_KINDS, kind_of
from assistant.draft.sense import Sense
from assistant.draft.words import GENERAL, SHARE, stems
from assistant.records import Question, Requirement

KIND, STRANGE, SECTION, NEIGHBOURS, NEAR = 2.5, 2.0, 6.0, 5.0, 6.0
LEAST = 1.2
FEW, COMMON = 8, 0.25
Scores = dict[str, float]


def place(
    requirements: tuple[Requirement, ...], questions: tuple[Question, ...], sense: Sense | None = None
) -> dict[str, tuple[Requirement, ...]]:
    """Return which requirements are answered under which question: each one once, conditions of entry not at all."""
    if not questions:
        return {}
    wanted = [each for each in requirements if not each.gate]
    weigh = Weighing(requirements, questions, sense or Sense(None))
    scores = {each.id: weigh.scores(each) for each in wanted}
    votes = _votes(wanted, scores)
    homes: dict[str, list[Requirement]] = {each.id: [] for each in questions}
    for requirement in wanted:
        homes[_home(requirement, scores[requirement.id], votes, questions)].append(requirement)
    return {question: tuple(found) for question, found in homes.items()}


def dull(requirements: tuple[Requirement, ...]) -> frozenset[str]:
    """Return the words that so many requirements share that they tell none of them apart."""
    if len(requirements) < FEW:
        return frozenset()
    counted = Counter(stem for each in requirements for stem in stems(each.text))
    return frozenset(stem for stem, count in counted.items() if count > COMMON * len(requirements))


class Weighing:
    """The words of the questions, each weighed by how few questions have it."""

    def __init__(self, requirements: tuple[Requirement, ...], questions: tuple[Question, ...], sense: Sense) -> None:
        self.sense = sense
        everywhere = dull(requirements) | GENERAL
        self.questions = questions
        self.words = {each.id: stems(f"{each.title} {each.text}") - everywhere for each in questions}
        common = Counter(stem for found in self.words.values() for stem in found)
        self.rare = {stem: math.log(1 + len(questions) / count) for stem, count in common.items()}

    def scores(self, requirement: Requirement) -> Scores:
        """Return how well each question fits a requirement, those of another lot left out."""
        lots = (each for each in self.questions if not (each.lot and requirement.lot and each.lot != requirement.lot))
        own = stems(requirement.text)
        return {
            each.id: sum(self.rare[stem] for stem in sorted(own & self.words[each.id]))
            + _extra(requirement, each)
            + NEAR * self._nearest(requirement, each)
            for each in tuple(lots) or self.questions
        }

    def _nearest(self, requirement: Requirement, question: Question) -> float:
        """Return how near the nearest part of a question comes to a requirement."""
        return max(self.sense.near(requirement.text, text) for text in (question.text, *question.asks))


def _votes(wanted: list[Requirement], scores: dict[str, Scores]) -> dict[str, Counter[str]]:
    """Return for each section of the tender how many of its requirements fit each question best."""
    votes: dict[str, Counter[str]] = {}
    for each in wanted:
        best = _best(scores[each.id])
        if scores[each.id][best] >= LEAST and section_of(each):
            votes.setdefault(section_of(each), Counter())[best] += 1
    return votes


def _home(
    requirement: Requirement, scores: Scores, votes: dict[str, Counter[str]], questions: tuple[Question, ...]
) -> str:
    held = votes.get(section_of(requirement), Counter())
    total = max(1, held.total())
    swayed = {name: score + NEIGHBOURS * held[name] / total for name, score in scores.items()}
    best = _best(swayed)
    return best if swayed[best] >= LEAST else _default(tuple(each for each in questions if each.id in scores))


def _best(scores: Scores) -> str:
    return max(scores, key=lambda each: scores[each])


def _extra(requirement: Requirement, question: Question) -> float:
    score = 0.0
    kind = kind_of(question)
    if REQUIREMENT_KINDS.get(requirement.kind) == kind or (kind == "outcomes" and SHARE.search(requirement.text)):
        score += KIND
    elif requirement.kind not in REQUIREMENT_KINDS and kind not in ("delivery", "outcomes"):
        score -= STRANGE
    return score + SECTION * in_section(requirement, question.text)


def section_of(requirement: Requirement) -> str:
    """Return the document and top number that a requirement stands under, nothing where it has no number."""
    number = re.match(r"[A-Z]{0,3}\d+(?=\.)", requirement.number or "")
    return f"{requirement.source.document} {number[0]}" if number else ""


def in_section(requirement: Requirement, text: str) -> bool:
    """Whether a text names the section that a requirement stands in."""
    found = re.findall(
        r"\b(?:section|clause|part|paragraph|schedule)s? ((?:\d+(?:, | and | to |-|–)?)+)", text, re.IGNORECASE
    )
    top = str(requirement.number or "").split(".")[0]
    return top.isdigit() and any(_names(each, int(top)) for each in found)


def _names(said: str, number: int) -> bool:
    """Whether `2 and 4`, `3, 4` or `3 to 5` names a number."""
    if any(int(low) <= number <= int(high) for low, high in re.findall(r"(\d+)(?: to |-|–)(\d+)", said)):
        return True
    return str(number) in re.findall(r"\d+", said)


def _default(questions: tuple[Question, ...]) -> str:
    """Return the question on delivery with the greatest weight, else the heaviest of all."""
    return min(questions, key=lambda each: (kind_of(each) != "delivery", -(each.weight or 0))).id
