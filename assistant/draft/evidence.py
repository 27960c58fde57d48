"""All the sentences that the members can be quoted with, and how near each of them comes to a need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.draft.passages import quotable
from assistant.draft.sense import Sense
from assistant.records import Capability, Passage

SAY_NOT = re.compile(r"\b(not|no good|cannot|limits?|don['’]t|never)\b", re.IGNORECASE)
OWN, AROUND = 0.6, 0.4


@dataclass(frozen=True)
class Told:
    """A passage that a partner can be quoted from; `heading` is the trail above it."""

    partner: str
    passage: Passage
    heading: str = ""

    @property
    def context(self) -> str:
        return f"{self.heading}. {self.passage.text}" if self.heading else self.passage.text


class Evidence:
    """The members' sentences, in the order of their names and statements."""

    def __init__(self, told: Iterable[Told], sense: Sense) -> None:
        held = [(quote, each.context) for each in told for quote in quotable(each.passage, each.partner)]
        contexts = {quote.key: (quote, context) for quote, context in reversed(held)}
        self.quotes = tuple(quote for quote, _ in contexts.values())[::-1]
        self._contexts = {key: context for key, (_, context) in contexts.items()}
        self._sense = sense

    def near(self, text: str) -> dict[str, float] | None:
        """Return how near each sentence comes to a text, by its key; None where nothing can tell.

        What stands around a sentence counts where it comes nearer.
        """
        if not (self._sense and self.quotes and text):
            return None
        self._sense.learn([*(each.text for each in self.quotes), *self._contexts.values()])
        found = {}
        for each in self.quotes:
            own, around = self._sense.near(each.text, text), self._sense.near(self._contexts[each.key], text)
            found[each.key] = max(own, OWN * own + AROUND * around)
        return found


def statements(capabilities: Iterable[Capability]) -> list[Told]:
    """Return the passages of statements, those that follow on in one paragraph as one; what it is not left out."""
    made: list[Told] = []
    for each in capabilities:
        if SAY_NOT.search(each.heading):
            continue
        told = Told(each.partner, Passage(text=each.text, source=each.source, score=0.0), each.heading)
        last = made[-1] if made and made[-1].partner == each.partner else None
        if last and _goes_on(last.passage, told.passage):
            made[-1] = replace(last, passage=_joined(last.passage, told.passage))
        else:
            made.append(told)
    return made


def _goes_on(one: Passage, other: Passage) -> bool:
    """Whether a passage begins where another one ends, one space after it, and both are unbroken."""
    whole = all(each.source.end - each.source.start == len(each.text) for each in (one, other))
    same = (one.source.document, one.source.block) == (other.source.document, other.source.block)
    return whole and same and other.source.start == one.source.end + 1


def _joined(one: Passage, other: Passage) -> Passage:
    source = one.source.model_copy(update={"end": other.source.end})
    return Passage(text=f"{one.text} {other.text}", source=source, score=0.0)
