"""Choose the evidence: each sentence where it proves most, none twice, each answer filled but not overfilled."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.draft.brief import Brief
from assistant.draft.count import count_words
from assistant.draft.page import Page, Topic
from assistant.draft.passages import Quote, quotable
from assistant.draft.weigh import Weights
from assistant.records import Match

FULL = 0.95
MOST_OWN, MOST_NEED, MOST_OF_ONE, MOST_VOICES = 8, 4, 3, 3
FOLLOWS = 0.35
OPENING, PLAIN, VOICE, GAP = 22, 12, 3, 24


@dataclass
class Ledger:
    """What has been used, and where."""

    used: dict[str, list[Quote]] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)

    def free(self, quote: Quote) -> bool:
        return quote.key not in self.where and not any(quote.repeats(each) for each in self.used.get(quote.partner, ()))

    def take(self, quote: Quote, page: Page) -> None:
        self.used.setdefault(quote.partner, []).append(quote)
        self.where[quote.key] = page.question.id


def candidates(need: str, brief: Brief) -> list[Quote]:
    """Return the sentences that members' usable matches hold for a need, in the order of the matches."""
    return [each for match in brief.usable(need) for each in _quotes(match)]


def _quotes(match: Match) -> list[Quote]:
    return [each for passage in match.passages for each in quotable(passage, match.partner)]


def choose(pages: list[Page], brief: Brief) -> dict[str, str]:
    """Give each topic its evidence and return where each sentence stands, by its key.

    First every topic its best sentence, the surest first; then round by round the next best while there is room.
    """
    ledger, weights = Ledger(), Weights(brief)
    worths = {id(topic): weights.of(topic, page) for page in pages for topic in page.topics}
    held = [(page, topic) for page in pages for topic in page.topics]
    for share in range(1, MOST_OWN + 1):
        ranked = [(page, topic, _best(page, topic, worths[id(topic)], ledger)) for page, topic in held]
        order = sorted(
            (each for each in ranked if each[2] is not None),
            key=lambda each: -worths[id(each[1])][each[2].key] if each[2] else 0,
        )
        for page, topic, _ in order:
            if len(topic.chosen) < min(share, _most(topic)):
                _give(page, topic, worths[id(topic)], ledger)
    return ledger.where


def _most(topic: Topic) -> int:
    return MOST_NEED if topic.requirement else MOST_OWN


def _give(page: Page, topic: Topic, worth: dict[str, float], ledger: Ledger) -> None:
    best = _best(page, topic, worth, ledger)
    if best is None:
        return
    topic.chosen.append(best)
    topic.left.remove(best)
    if cost(page) > page.allowed * FULL:
        topic.chosen.remove(best)
    else:
        ledger.take(best, page)


def _best(page: Page, topic: Topic, worth: dict[str, float], ledger: Ledger) -> Quote | None:
    """Return the best sentence a topic may still take, None where none is left or none bears on it."""
    topic.left = [each for each in topic.left if ledger.free(each)]
    may = [each for each in topic.left if _may(topic, each)]
    scored = [(worth[each.key] + _next_to(topic, each), each) for each in may]
    wanted = [pair for pair in scored if pair[0] > 0]
    return min(wanted, key=lambda pair: (-pair[0], pair[1].passage, pair[1].place))[1] if wanted else None


def _may(topic: Topic, quote: Quote) -> bool:
    own = [each for each in topic.chosen if each.partner == quote.partner]
    if len(own) >= (MOST_OF_ONE if topic.requirement else MOST_OF_ONE + 1):
        return False
    if not own and len({each.partner for each in topic.chosen}) >= MOST_VOICES:
        return False
    if not quote.leans:
        return True
    return any(each.passage == quote.passage and each.place == quote.place - 1 for each in own)


def _next_to(topic: Topic, quote: Quote) -> float:
    """Return what a sentence gains by following one that was chosen: two sentences on end read as prose."""
    return FOLLOWS * any(each.passage == quote.passage and each.place == quote.place - 1 for each in topic.chosen)


def cost(page: Page) -> int:
    """Return how many words an answer will take, guessed a little high."""
    gaps = GAP * (bool(page.open) + any(not each.proven for each in page.topics if each.requirement))
    return gaps + sum(
        count_words(part.heading)
        + (part.grid.words if part.grid else 0)
        + sum(count_words(each.text) for each in part.facts)
        + sum(_topic_cost(each) for each in part.topics)
        for part in page.parts
    )


def _topic_cost(topic: Topic) -> int:
    facts = sum(count_words(each.text) for each in topic.facts)
    if not topic.proven:
        return PLAIN if topic.requirement else 0
    opening = min(OPENING, count_words(topic.text)) if topic.requirement else OPENING
    return facts + opening + sum(count_words(each.text) + VOICE for each in topic.chosen)
