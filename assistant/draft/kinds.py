"""The kinds of question a tender asks, by the words that tell them."""

from __future__ import annotations

import re

from assistant.records import Question

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
TITLE = 3


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
