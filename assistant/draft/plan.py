"""Plan each answer before a word is written: what kind of question, which requirements belong to it, who answers."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from assistant.draft.brief import USABLE, Brief
from assistant.draft.count import words_allowed
from assistant.draft.passages import split
from assistant.draft.sections import stand_ins
from assistant.draft.words import stems
from assistant.records import Question, Requirement

KIND_WORDS: dict[str, tuple[str, ...]] = {
    "partnership": (
        "consorti",
        "partnership",
        "governance",
        "governed",
        "who does what",
        "sub-contract",
        "held to account",
    ),
    "mobilisation": (
        "mobilis",
        "implementation plan",
        "transition",
        "first session",
        "start-up",
        "set-up",
        "from award",
    ),
    "safeguarding": ("safeguard", "safe", "child protection", "dbs", "concern"),
    "capacity": ("staff", "workforce", "capacity", "resourcing", "personnel", "freelance", "your team", "absence"),
    "social_value": ("social value", "community benefit", "added value"),
    "outcomes": ("outcome", "evaluat", "monitor", "measure", "impact", "kpi", "report"),
}
REQUIREMENT_KINDS = {
    "safeguarding": "safeguarding",
    "staffing": "capacity",
    "social_value": "social_value",
    "reporting": "outcomes",
    "data": "outcomes",
    "mobilisation": "mobilisation",
}
TITLE, KIND, STRANGE, SECTION = 3, 2.5, 2.0, 6.0
LEAST = 1.2
FEW, COMMON = 8, 0.25
SAME_EVIDENCE = 1.5


@dataclass(frozen=True)
class Ask:
    """One part of a question: its need id, its words, and the requirements that are answered with it."""

    need: str
    text: str
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True)
class Outline:
    """How one question will be answered, in at most `words` words; `asked` is false for a section that stands in."""

    question: Question
    kind: str
    asks: tuple[Ask, ...]
    words: int
    asked: bool = True


def plan(brief: Brief) -> tuple[Outline, ...]:
    """Return an outline for each question that wants words, in the tender's order; for each section without any."""
    questions = tuple(each for each in brief.tender.questions if in_words(each))
    if not questions:
        return tuple(_section(*each) for each in stand_ins(brief))
    placed = place(brief.tender.requirements, questions)
    return tuple(_outline(each, placed.get(each.id, ()), brief) for each in questions)


def in_words(question: Question) -> bool:
    """Whether a question asks for a written answer: not a bare price or a yes."""
    return not (question.pass_fail and question.limit is None and not question.asks)


def _section(question: Question, requirements: tuple[Requirement, ...], words: int) -> Outline:
    return Outline(question, "delivery", (Ask(f"{question.id}/1", "", requirements),), words, asked=False)


def _outline(question: Question, requirements: tuple[Requirement, ...], brief: Brief) -> Outline:
    texts = question.asks or (question.text,)
    needs = tuple(f"{question.id}/{number}" for number in range(1, len(texts) + 1))
    everywhere = dull(brief.tender.requirements)
    homes: dict[str, list[Requirement]] = {need: [] for need in needs}
    for requirement in requirements:
        own = stems(requirement.text) - everywhere
        scores = {
            need: len(own & stems(text)) + SECTION * _in_section(requirement, text) + _kin(requirement.id, need, brief)
            for need, text in zip(needs, texts, strict=True)
        }
        homes[max(needs, key=lambda each: scores[each])].append(requirement)
    asks = tuple(Ask(need, text, tuple(homes[need])) for need, text in zip(needs, texts, strict=True))
    return Outline(question, kind_of(question), asks, words_allowed(question))


def _kin(one: str, other: str, brief: Brief) -> float:
    """Return how much two needs have in common by the sentences that answer both."""
    return SAME_EVIDENCE * min(2, len(_sentences(one, brief) & _sentences(other, brief)))


def _sentences(need: str, brief: Brief) -> frozenset[str]:
    passages = [p for each in brief.matches_for(need) if each.strength in USABLE for p in each.passages]
    return frozenset(passage.text[start:end] for passage in passages for start, end in split(passage.text))


def kind_of(question: Question) -> str:
    """Return what kind of question this is, by its words; `delivery` where no word says another."""
    scores = {kind: _says(question, cues) for kind, cues in KIND_WORDS.items()}
    kind = max(scores, key=lambda each: scores[each])
    return kind if scores[kind] >= 2 else "delivery"


def _says(question: Question, cues: tuple[str, ...]) -> int:
    title, text = question.title.lower(), question.text.lower()
    return sum(TITLE * _begins(cue, title) + _begins(cue, text) for cue in cues)


def _begins(cue: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(cue)}", text) is not None


def place(requirements: tuple[Requirement, ...], questions: tuple[Question, ...]) -> dict[str, tuple[Requirement, ...]]:
    """Return which requirements are answered under which question: each one once, conditions of entry not at all."""
    if not questions:
        return {}
    everywhere = dull(requirements)
    words = {each.id: stems(f"{each.title} {each.text}") - everywhere for each in questions}
    common = Counter(stem for found in words.values() for stem in found)
    rare = {stem: math.log(1 + len(questions) / count) for stem, count in common.items()}
    homes: dict[str, list[Requirement]] = {each.id: [] for each in questions}
    for requirement in requirements:
        if not requirement.gate:
            homes[_home(requirement, questions, words, rare)].append(requirement)
    return {question: tuple(found) for question, found in homes.items()}


def dull(requirements: tuple[Requirement, ...]) -> frozenset[str]:
    """Return the words that so many requirements share that they tell none of them apart."""
    if len(requirements) < FEW:
        return frozenset()
    counted = Counter(stem for each in requirements for stem in stems(each.text))
    return frozenset(stem for stem, count in counted.items() if count > COMMON * len(requirements))


def _home(
    requirement: Requirement, questions: tuple[Question, ...], words: dict[str, frozenset[str]], rare: dict[str, float]
) -> str:
    same = tuple(each for each in questions if not (each.lot and requirement.lot and each.lot != requirement.lot))
    own = stems(requirement.text)
    scores = {
        each.id: sum(rare[stem] for stem in sorted(own & words[each.id])) + _extra(requirement, each)
        for each in same or questions
    }
    best = max(scores, key=lambda each: scores[each])
    return best if scores[best] >= LEAST else _default(same or questions)


def _extra(requirement: Requirement, question: Question) -> float:
    score = 0.0
    kind = kind_of(question)
    if REQUIREMENT_KINDS.get(requirement.kind) == kind:
        score += KIND
    elif requirement.kind not in REQUIREMENT_KINDS and kind not in ("delivery", "outcomes"):
        score -= STRANGE
    return score + SECTION * _in_section(requirement, question.text)


def _in_section(requirement: Requirement, text: str) -> bool:
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
