"""How much a sentence bears on a need: by the rare words they share, by figures, and by how near its passage came."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cached_property

from assistant.draft.brief import Brief
from assistant.draft.page import Page, Topic
from assistant.draft.passages import Quote, quotable
from assistant.draft.voice import Setting, Speaker, adapt
from assistant.draft.words import ABOUT, stems

NEED, WIDER, FIGURES, STRONG, OWNER, STIFF, OUTSIDER, ABOUT_SELF = 0.5, 0.15, 0.3, 0.25, 0.2, 1.2, 0.8, 0.5
SHARE = re.compile(r"%|\bper ?cent\b|\bpercentage\b")
ENOUGH, STRANGE, MOST_SHARED = 0.35, 0.7, 1.6


class Weights:
    """The words of a bid, each weighed by how few of the members' sentences hold it."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self._names = {each.name for each in brief.partners} - set(brief.names)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        passages = {
            (match.partner, str(passage.source)): (passage, match.partner)
            for match in self.brief.matches
            if match.partner in self.brief.names
            for passage in match.passages
        }
        sentences = {quote.key: quote.stems for held in passages.values() for quote in quotable(*held)}
        counted = Counter(stem for held in sentences.values() for stem in held)
        total = math.log(1 + max(2, len(sentences)))
        return {stem: math.log(1 + len(sentences) / count) / total for stem, count in counted.items()}

    def shared(self, quote: Quote, wanted: frozenset[str]) -> float:
        """Return the weight of the words that a sentence and a need share; a word nobody else has counts 1."""
        return min(MOST_SHARED, sum(self._rarity.get(stem, 1.0) for stem in quote.stems & wanted))

    def of(self, topic: Topic, page: Page) -> dict[str, float]:
        """Return how much each sentence that a topic may take proves for it, by the sentence's key."""
        wanted = stems(topic.text)
        wider = stems(f"{page.question.title} {page.question.text}") - wanted
        strong = {each.partner for each in self.brief.usable(topic.need) if each.strength == "strong"}
        owner = self.brief.owner(topic.need)
        return {
            each.key: self._bears(each, wanted, wider, share=bool(SHARE.search(topic.text)))
            + STRONG * (each.partner in strong)
            + OWNER * (each.partner == owner)
            - STIFF * self._stiff(each)
            - ABOUT_SELF * bool(ABOUT.search(each.text))
            - OUTSIDER * any(name in each.text for name in self._names)
            for each in topic.left
        }

    def _bears(self, quote: Quote, wanted: frozenset[str], wider: frozenset[str], *, share: bool) -> float:
        """Return how much a sentence bears on a need; `share`: the need asks for a share, so one in percent counts."""
        near, around = self.shared(quote, wanted), self.shared(quote, wider)
        figures = bool(re.search(r"\d", quote.text)) + (share and bool(SHARE.search(quote.text)))
        strange = near + around / 2 < ENOUGH and not quote.leans
        return quote.score + NEED * near + WIDER * around + FIGURES * figures - STRANGE * strange - 0.5

    def _stiff(self, quote: Quote) -> bool:
        """Whether a sentence can only be given word for word, or cannot open what is said of its partner."""
        speaker = Speaker(quote.partner, self.brief.partner(quote.partner).sole_practitioner)
        said = adapt(quote.text, speaker, Setting(before=quote.leans, plain=self.brief.plain_words))
        return said is None or "“" in said
