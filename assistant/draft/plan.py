"""Plan each answer before a word is written: what kind of question, which requirements belong to it, who answers."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.draft.asked import asks
from assistant.draft.brief import USABLE, Brief
from assistant.draft.count import words_allowed
from assistant.draft.kinds import kind_of
from assistant.draft.passages import split
from assistant.draft.place import dull, in_section, place
from assistant.draft.sections import stand_ins
from assistant.draft.words import GENERAL, stems
from assistant.records import Question, Requirement

SECTION, SAME_EVIDENCE, HINT, NEAR, WORD = 6.0, 1.5, 0.5, 6.0, 0.5


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
    placed = place(brief.tender.requirements, questions, brief.sense)
    return tuple(_outline(each, placed.get(each.id, ()), brief) for each in questions)


def in_words(question: Question) -> bool:
    """Whether a question asks for a written answer: not a bare price, a yes, or a heading that only looks like one."""
    if question.pass_fail and question.limit is None and not question.asks:
        return False
    marked = question.weight is not None or question.limit is not None or question.answer_at is not None
    return marked or len(question.asks) > 1 or asks(question.text) or any(asks(each) for each in question.asks)


def _section(question: Question, requirements: tuple[Requirement, ...], words: int) -> Outline:
    return Outline(question, "delivery", (Ask(f"{question.id}/1", "", requirements),), words, asked=False)


def _outline(question: Question, requirements: tuple[Requirement, ...], brief: Brief) -> Outline:
    texts = question.asks or (question.text,)
    needs = tuple(f"{question.id}/{number}" for number in range(1, len(texts) + 1))
    everywhere = dull(brief.tender.requirements) | GENERAL
    homes: dict[str, list[Requirement]] = {need: [] for need in needs}
    for requirement in requirements:
        own = stems(requirement.text) - everywhere
        scores = {
            need: (WORD if brief.sense else 1) * len(own & stems(text))
            + SECTION * in_section(requirement, text)
            + _kin(requirement.id, need, brief)
            + NEAR * brief.sense.near(requirement.text, text)
            for need, text in zip(needs, texts, strict=True)
        }
        homes[max(needs, key=lambda each: scores[each])].append(requirement)
    asks = tuple(Ask(need, text, tuple(homes[need])) for need, text in zip(needs, texts, strict=True))
    return Outline(question, kind_of(question), asks, words_allowed(question))


def _kin(one: str, other: str, brief: Brief) -> float:
    """Return how much two needs have in common by the sentences that answer both; little where meaning tells more."""
    return (HINT if brief.sense else SAME_EVIDENCE) * min(2, len(_sentences(one, brief) & _sentences(other, brief)))


def _sentences(need: str, brief: Brief) -> frozenset[str]:
    passages = [p for each in brief.matches_for(need) if each.strength in USABLE for p in each.passages]
    return frozenset(passage.text[start:end] for passage in passages for start, end in split(passage.text))
