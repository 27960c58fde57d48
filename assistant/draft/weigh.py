"""How much a sentence bears on a need: by the rare words they share, by figures, and by how near it comes."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from assistant.draft.bar import Bar
from assistant.draft.brief import Brief
from assistant.draft.page import Page, Topic
from assistant.draft.passages import Quote
from assistant.draft.place import dull
from assistant.draft.voice import Setting, Speaker, adapt
from assistant.draft.words import ABOUT, OFFER, SHARE, stems

NEAR, BAR, NEAREST = 3.0, 0.42, 0.75
FLOOR, LOW_FLOOR, LEANT = 0.36, 0.26, 0.5
NEED, WIDER, FIGURES, IN_PERCENT = 0.25, 0.08, 0.2, 0.5
STRONG, OWNER, PROVES, SOFT = 0.2, 0.2, 0.1, 0.15
STIFF, OUTSIDER, ABOUT_SELF, OFFERED = 1.2, 0.8, 0.5, 1.5
ALONE = 0.6
NAME = re.compile(r"\b(?:[A-Z][\w’'-]+ ){1,4}[A-Z][\w’'-]+\b")
ENOUGH, STRANGE, MOST_SHARED = 0.35, 0.4, 1.6
PROVEN, UNPROVEN = 0.6, 0.15


class Worth(NamedTuple):
    """How much a sentence bears on a need by itself, and with whose it is; whether it may fill a thin answer."""

    bears: float
    total: float
    fills: bool


class Weights:
    """The words of a bid, each weighed by how few of the members' sentences hold it."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self._names = {each.name for each in brief.partners} - set(brief.names)
        places = {place for each in brief.partners for place in (*each.places, each.based_in)}
        self._dull = dull(brief.tender.requirements) | stems(" ".join(places))

    @cached_property
    def _bar(self) -> Bar:
        return Bar(self.brief, self._dull, self._rarity)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        sentences = self.brief.evidence.quotes
        counted = Counter(stem for each in sentences for stem in each.stems)
        total = math.log(1 + max(2, len(sentences)))
        return {stem: math.log(1 + len(sentences) / count) / total for stem, count in counted.items()}

    def shared(self, quote: Quote, wanted: frozenset[str]) -> float:
        """Return the weight of the words that a sentence and a need share; a word nobody else has counts 1."""
        held = [self._rarity.get(stem, 1.0) for stem in quote.stems & wanted]
        return min(MOST_SHARED, sum(sorted(held)) * (1 if len(held) > 1 else ALONE))

    def of(self, topic: Topic, page: Page) -> dict[str, Worth]:
        """Return how much each sentence that a topic may take proves for it, by the sentence's key."""
        near = self.brief.evidence.near(topic.text) or self._proven(topic)
        strong = {each.partner for each in self.brief.usable(topic.need) if each.strength == "strong"}
        owner = self.brief.owner(topic.need)
        worths, telling = {}, self._bar.telling(topic.text)
        bar = (BAR + NEAREST * max((near[each.key] for each in topic.left), default=BAR)) / 2
        for each in topic.left:
            bears = (
                NEAR * (near[each.key] - bar)
                + self._words(each, topic, page)
                + PROVES * (each.key in topic.keys)
                - self._against(each, topic, page)
            )
            low = near[each.key] < (FLOOR if topic.requirement else LOW_FLOOR)
            if not self._proportion(each, topic) and (low or not self._fits(each, topic, near[each.key], telling)):
                bears = min(bears, 0.0)
            whose = STRONG * (each.partner in strong) + OWNER * (each.partner == owner)
            known = each.key in topic.keys and self._bar.surely(each, topic)
            proves = known or topic.requirement is None or self._proportion(each, topic)
            worths[each.key] = Worth(bears, bears + whose, proves and bool(each.figures))
        return worths

    def _fits(self, quote: Quote, topic: Topic, near: float, telling: dict[str, str]) -> bool:
        """Whether a sentence clears the bar; one that leans is told by what it leans on."""
        if not self.brief.sense:
            return True
        return (quote.leans and near >= LEANT) or self._bar.clears(quote, topic, near, telling)

    def _proven(self, topic: Topic) -> dict[str, float]:
        """Return a guess at how near each sentence comes, where nothing can tell: what proves the need comes near."""
        return {each.key: PROVEN if each.key in topic.keys else UNPROVEN for each in topic.left}

    def _words(self, quote: Quote, topic: Topic, page: Page) -> float:
        """Return what the words and figures of a sentence say for it."""
        wanted = stems(topic.text) - self._dull
        near = self.shared(quote, wanted)
        around = self.shared(quote, stems(f"{page.question.title} {page.question.text}") - wanted - self._dull)
        figures = bool(re.search(r"\d", quote.text))
        share = self._proportion(quote, topic)
        strange = near + around / 2 < ENOUGH and not (quote.leans or share or topic.roll)
        return NEED * near + WIDER * around + FIGURES * figures + IN_PERCENT * share - STRANGE * strange

    @staticmethod
    def _proportion(quote: Quote, topic: Topic) -> bool:
        """Whether a need asks for a share and a sentence tells one."""
        return bool(SHARE.search(topic.text) and SHARE.search(quote.text))

    def _against(self, quote: Quote, topic: Topic, page: Page) -> float:
        """Return what speaks against a sentence: its grammar, whom it names, terms offered, itself described."""
        offers = page.kind != "capacity" and " days" not in topic.text and bool(OFFER.search(quote.text))
        misnames = any(miss.search(quote.text) for miss in near_names(topic.text))
        return (
            STIFF * self._stiff(quote)
            + OFFERED * (offers or misnames)
            + ABOUT_SELF * bool(ABOUT.search(quote.text))
            + SOFT * quote.soft
            + OUTSIDER * any(name in quote.text for name in self._names)
        )

    def _stiff(self, quote: Quote) -> bool:
        """Whether a sentence can only be given word for word, or cannot open what is said of its partner."""
        speaker = Speaker(quote.partner, self.brief.partner(quote.partner).sole_practitioner)
        said = adapt(quote.text, speaker, Setting(before=quote.leans, plain=self.brief.plain_words))
        return said is None or "“" in said


def near_names(text: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns of names that end as a name in the text does and begin otherwise: another wage, another award."""
    found = []
    for name in NAME.findall(text):
        first, *rest = name.split()
        if len(rest) > 1:
            found.append(re.compile(rf"\b(?!{re.escape(first)}\b)[A-Z]\w+ {re.escape(' '.join(rest))}\b"))
    return tuple(found)
