"""The needs of a tender: what is asked of the pool, and what a passage has to have to answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.match.groups import Ages, ages, usual
from assistant.match.names import Namer
from assistant.match.numbers import least, pounds
from assistant.match.places import Places
from assistant.match.words import Rarity, denies, stems
from assistant.records import Partner, Requirement, RequirementKind, Search, Tender

KEY = 5
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
TOO_FEW = re.compile(r"\b(?:fewer|less) than\b", re.IGNORECASE)
BINDS = re.compile(
    r"\b(?:must|shall|should|will|may not|(?:is|are) (?:required|expected|responsible)|needs? to)\b", re.IGNORECASE
)
FOR_ANYBODY: tuple[RequirementKind, ...] = ("social_value", "finance", "insurance", "data", "mobilisation")
STATES: tuple[RequirementKind, ...] = ("safeguarding", "data", "accreditation", "insurance", "finance", "social_value")
"""Kinds that ask how things stand, not what was done: there a statement without a date is not a mere claim."""
ANYWHERE: tuple[RequirementKind, ...] = ("reporting", "data", "safeguarding", "finance", "insurance", "staffing")


@dataclass(frozen=True)
class Need:
    """A requirement, or an ask with its question's title before it: that is what the pool is searched for."""

    id: str
    text: str
    requirement: Requirement | None = None

    @property
    def kind(self) -> RequirementKind:
        return self.requirement.kind if self.requirement else "delivery"


@dataclass(frozen=True)
class Demand:
    """What a need demands of a passage beside its subject."""

    stems: frozenset[str]
    key: dict[str, str]
    names: tuple[tuple[str, ...], ...]
    ages: tuple[Ages, ...]
    least: int
    pounds: float
    negative: bool
    local: bool
    state: bool


@dataclass(frozen=True)
class Setting:
    """What is known of a tender and a pool together before any passage is judged."""

    rarity: Rarity
    namer: Namer
    places: Places
    ages: tuple[Ages, ...]

    def demand(self, need: Need) -> Demand:
        asks_money = need.kind == "experience"
        own = ages(need.text)
        subject = self.places.without(self.namer.short(need.text))
        return Demand(
            stems=stems(subject),
            key=self.rarity.key(subject, KEY),
            names=self.namer.demanded(need.text),
            ages=own or (() if need.kind in FOR_ANYBODY else self.ages),
            least=0 if need.requirement is None else least(need.text),
            pounds=pounds(need.text) if asks_money else 0.0,
            negative=denies(need.text),
            local=need.kind not in ANYWHERE,
            state=need.kind in STATES,
        )


def needs(tender: Tender) -> tuple[Need, ...]:
    """Return the needs in the tender's order: requirements, then the asks of its questions; each id once."""
    found = [Need(each.id, binding(each.text), each) for each in tender.requirements]
    for question in tender.questions:
        parts = question.asks or (question.text,)
        title = f"{question.title}: " if question.title else ""
        found += [Need(f"{question.id}/{number}", f"{title}{text}") for number, text in enumerate(parts, 1)]
    return tuple({each.id: each for each in found if each.text.strip()}.values())


def binding(text: str) -> str:
    """Return the sentences of a requirement that bind; what stands around them explains, and is not asked for."""
    bound = [positive(each) for each in SENTENCE.split(text) if BINDS.search(each)]
    return " ".join(bound) or text


def positive(sentence: str) -> str:
    """Return a double denial as what it asks: `No session with fewer than two` as every session with at least two."""
    if not (sentence.startswith("No ") and TOO_FEW.search(sentence)):
        return sentence
    return TOO_FEW.sub("at least", f"Every {sentence[3:]}")


def setting(tender: Tender, partners: Sequence[Partner], asked: Sequence[Need], found: Sequence[Search]) -> Setting:
    """Read what is usual in this tender and this pool."""
    texts = [each.text for each in asked]
    passages = {(hit.partner, str(p.source)): p.text for search in found for hit in search.hits for p in hit.passages}
    said = [passages[key] for key in sorted(passages)]
    whole = [tender.title, tender.buyer, *texts, *(each.text for each in tender.questions)]
    places = Places.of(tender.buyer, whole, partners)
    known = [tender.title, tender.buyer, *(name for each in partners for name in (each.based_in, *each.places))]
    return Setting(
        rarity=Rarity.of(said, texts),
        namer=Namer.of(texts, said, known),
        places=places,
        ages=usual([tender.title, *texts]),
    )
