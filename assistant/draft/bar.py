"""The bar that evidence has to clear: near in meaning, and one of the need's own telling words or its like."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.draft.brief import Brief
from assistant.draft.page import Topic
from assistant.draft.passages import Quote
from assistant.draft.words import BASE_VERBS, GENERAL, STOP, stems

ADJUNCT = re.compile(
    r",? (?:including|such as|for example|among them|amongst them)\b[^;.]*|,? [\w -]{3,40}\bincluded\b", re.IGNORECASE
)
ALIKE, COMMON = 0.6, 0.5
LOW, ONE, CITED_ONE, SURE, VERY = 0.26, 0.42, 0.36, 0.5, 0.6
LIKE_NEAR, FEW = 0.4, 2


class Bar:
    """Tells whether a sentence may stand under a need, by words that few sentences have (`rarity`)."""

    def __init__(self, brief: Brief, dull: frozenset[str], rarity: Mapping[str, float]) -> None:
        self._brief, self._dull, self._rarity = brief, dull, rarity
        self._sense = brief.sense

    def telling(self, text: str) -> dict[str, str]:
        """Return the words that tell what a need is about, by their bare forms: no numbers, no general words."""
        core = ADJUNCT.sub("", text)
        words: dict[str, str] = {}
        for word in re.findall(r"[a-z][a-z-]+", (core if stems(core) else text).lower()):
            for piece in word.split("-"):
                for stem in stems(piece) - self._dull - GENERAL:
                    if piece not in STOP and self._rarity.get(stem, 1.0) > COMMON:
                        words.setdefault(stem, piece)
        return words

    def clears(self, quote: Quote, topic: Topic, near: float, telling: Mapping[str, str]) -> bool:
        """Whether a sentence is near enough for how many of the telling words it shares, by form or by meaning."""
        cited = quote.key in topic.keys
        shared = len(quote.stems & telling.keys())
        if cited and near >= (SURE if topic.requirement and self.surely(quote, topic) else VERY):
            return True
        sure = topic.requirement is None or self.surely(quote, topic)
        if shared > 1:
            known = sure and (shared > FEW or topic.requirement is None or self._strong(quote, topic))
            return near >= (LOW if known else SURE)
        if shared and cited and sure and topic.requirement:
            return near >= CITED_ONE
        if shared:
            return near >= ONE
        return near >= LIKE_NEAR and self._alike(quote, telling)

    def surely(self, quote: Quote, topic: Topic) -> bool:
        """Whether its partner is the one who answers for the need, or can prove it well."""
        return quote.partner == self._brief.owner(topic.need) or self._strong(quote, topic)

    def _strong(self, quote: Quote, topic: Topic) -> bool:
        strong = (each.partner for each in self._brief.usable(topic.need) if each.strength == "strong")
        return quote.partner in strong

    def _alike(self, quote: Quote, telling: Mapping[str, str]) -> bool:
        """Whether a word of the sentence means nearly what a telling word means."""
        if not self._sense:
            return False
        own = [w for w in dict.fromkeys(re.findall(r"[a-z]{4,}", quote.text.lower())) if self._tells(w)]
        self._sense.learn([*own, *telling.values()])
        return any(self._sense.near(one, other) >= ALIKE for one in own for other in telling.values())

    def _tells(self, word: str) -> bool:
        return word not in BASE_VERBS and bool(stems(word) - GENERAL - self._dull)
