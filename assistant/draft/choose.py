"""Choose the evidence: each sentence where it proves most, none twice, each answer filled but not overfilled."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from assistant.draft.asked import of_members
from assistant.draft.brief import Brief
from assistant.draft.count import count_words
from assistant.draft.page import Page, Topic
from assistant.draft.passages import Quote, quotable
from assistant.draft.weigh import Weights, Worth

FULL, OVER = 0.95, 1.05
MOST_OWN, MOST_NEED, MOST_ROLL, MOST_OF_ONE, MOST_VOICES = 8, 4, 12, 3, 3
FOLLOWS, LONGEST_RUN = 0.3, 3
LEAST, LEAST_OTHER, MORE, NEXT, FILL, ROLL = 0.3, 0.5, 0.6, 0.3, 0.4, 0.2
THIN, HOME = 0.85, 0.7
OPENING, PLAIN, VOICE, GAP = 22, 12, 3, 24


Run = tuple[Quote, ...]


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


def proofs(need: str, brief: Brief) -> frozenset[str]:
    """Return the keys of the sentences that members' usable matches hold for a need."""
    passages = [(match.partner, passage) for match in brief.usable(need) for passage in match.passages]
    return frozenset(quote.key for partner, passage in passages for quote in quotable(passage, partner))


def candidates(need: str, brief: Brief, *, wide: bool) -> list[Quote]:
    """Return the sentences that may answer a need: of those who can prove it, or of all where it is `wide`."""
    able = {match.partner for match in brief.usable(need)}
    return [each for each in brief.evidence.quotes if wide or each.partner in able]


def choose(pages: list[Page], brief: Brief) -> dict[str, str]:
    """Give each topic its evidence and return where each sentence stands, by its key.

    First every topic its best sentence, the surest first, then the asks about each member one of each; then round by
    round the next best while there is room.
    """
    weights = Weights(brief)
    takers = [Taker(page, topic, weights.of(topic, page)) for page in pages for topic in page.topics]
    ledger = Ledger()
    _keep_home(takers)
    _round(takers, 1, ledger)
    for share in range(2, MOST_ROLL + 1):
        _round([each for each in takers if each.topic.roll and of_members(each.topic.text)], share, ledger)
    for share in range(1, MOST_ROLL + 1):
        _round(takers, share, ledger)
    for taker in takers:
        taker.more = FILL if cost(taker.page) < taker.page.allowed * THIN else MORE
    for share in range(1, MOST_ROLL + 1):
        _round([each for each in takers if each.more == FILL], share, ledger)
    for taker in takers:
        taker.topic.worths = {key: worth.total for key, worth in taker.worth.items()}
    return ledger.where


def _keep_home(takers: list[Taker]) -> None:
    """Leave each sentence only to those topics that it bears on nearly as much as on any."""
    most: dict[str, float] = {}
    for taker in takers:
        for key, worth in taker.worth.items():
            most[key] = max(most.get(key, 0.0), worth.bears)
    for taker in takers:
        home = [each for each in taker.topic.left if taker.worth[each.key].bears >= HOME * most[each.key]]
        led = {(each.passage, each.place - 1) for each in home if each.leans or each.soft}
        taker.topic.left = [each for each in taker.topic.left if each in home or (each.passage, each.place) in led]


def _round(takers: list[Taker], share: int, ledger: Ledger) -> None:
    """Let each topic that has fewer than `share` sentences take its next best, the surest topic first.

    A topic whose best has gone meanwhile waits its turn with what is left to it.
    """
    waiting = [each for each in takers if len(each.topic.chosen) < min(share, each.most)]
    order = [(-taker.worth_of(found), at) for at, taker in enumerate(waiting) if (found := taker.best(ledger))]
    heapify(order)
    while order:
        told, at = heappop(order)
        found = waiting[at].best(ledger)
        if found and -waiting[at].worth_of(found) > told:
            heappush(order, (-waiting[at].worth_of(found), at))
        elif found:
            waiting[at].take(ledger)


@dataclass
class Taker:
    """A topic that takes evidence, with what each sentence is worth to it and how much a further one must bear."""

    page: Page
    topic: Topic
    worth: dict[str, Worth]
    more: float = MORE

    @property
    def most(self) -> int:
        if self.topic.roll:
            return MOST_ROLL
        return MOST_NEED if self.topic.requirement else MOST_OWN

    def worth_of(self, run: Run) -> float:
        """Return what a run is worth: its best sentence, and a little for following on from what is chosen."""
        best = max(self.worth[each.key].total for each in run)
        return best + FOLLOWS * any(_follows(run[0], each) for each in self.topic.chosen)

    def best(self, ledger: Ledger) -> Run | None:
        """Return the best run that may still be taken, None where none is left that bears on the topic enough."""
        self.topic.left = [each for each in self.topic.left if ledger.free(each)]
        runs = [run for run in self._runs() if max(self.worth[each.key].bears for each in run) > self._least(run)]
        if not runs:
            return None
        return min(runs, key=lambda run: (-self.worth_of(run), run[0].passage, run[0].place))

    def _least(self, run: Run) -> float:
        """Return how much a run must bear on the topic: more where others are chosen, unless it follows on from one."""
        if not self.topic.chosen:
            return LEAST if any(each.key in self.topic.keys for each in run) else LEAST_OTHER
        if self.topic.roll:
            return ROLL
        if any(_follows(run[0], each) for each in self.topic.chosen):
            return NEXT
        known = self.topic.requirement is None or run[0].partner in {each.partner for each in self.topic.chosen}
        return self.more if known and any(self.worth[each.key].fills for each in run) else MORE

    def _runs(self) -> list[Run]:
        """Return what may be taken next: a sentence that stands alone, or one that leans with those it leans on."""
        left = {(each.passage, each.place): each for each in self.topic.left}
        made = []
        for each in self.topic.left:
            run = [each]
            while run[0].leans and not any(_follows(run[0], chosen) for chosen in self.topic.chosen):
                before = left.get((run[0].passage, run[0].place - 1))
                if before is None or len(run) == LONGEST_RUN:
                    break
                run.insert(0, before)
            else:
                if self._may(run):
                    made.append(tuple(run))
        return made

    def _may(self, run: list[Quote]) -> bool:
        """Whether there are not too many sentences of its partner, or too many partners, already."""
        own = [each for each in self.topic.chosen if each.partner == run[0].partner]
        if self.topic.roll:
            return not own
        if len(own) + len(run) > (MOST_OF_ONE if self.topic.requirement else MOST_OF_ONE + 1):
            return False
        return bool(own) or len({each.partner for each in self.topic.chosen}) < MOST_VOICES

    def take(self, ledger: Ledger) -> None:
        """Take the best run where the answer has room for it."""
        run = self.best(ledger)
        if run is None:
            return
        self.topic.chosen += run
        if cost(self.page) > self.page.allowed * (OVER if self.topic.roll else FULL):
            self.topic.chosen = self.topic.chosen[: -len(run)]
            return
        for each in run:
            ledger.take(each, self.page)


def _follows(quote: Quote, other: Quote) -> bool:
    return quote.passage == other.passage and quote.place == other.place + 1


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
