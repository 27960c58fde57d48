"""What a draft is made from, and the plain questions the other modules ask of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.draft.evidence import Evidence, Told, statements
from assistant.draft.sense import Encoder, Sense
from assistant.records import Capability, Document, LineUp, Match, Partner, Passage, Proposal, Requirement, Tender

USABLE = ("strong", "partial")
WORDS_FOR = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Brief:
    """A tender, the line-up chosen for it, and who can prove what.

    `partners` are the members and the rest; `documents` the tender's own, for the headings of its sections;
    `capabilities` all that the members' statements say; `encoder` tells how near a sentence comes to a need.
    """

    tender: Tender
    proposal: Proposal
    lineup: LineUp
    partners: tuple[Partner, ...] = ()
    matches: tuple[Match, ...] = ()
    documents: tuple[Document, ...] = ()
    capabilities: tuple[Capability, ...] = ()
    encoder: Encoder | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The members' names, the lead first, the others as the line-up orders them."""
        others = tuple(each.partner for each in self.lineup.members if each.partner != self.lineup.lead)
        return (self.lineup.lead, *others)

    @cached_property
    def members(self) -> tuple[Partner, ...]:
        """The members' profiles in the order of `names`; a member without a profile has an empty one."""
        return tuple(self.partner(name) for name in self.names)

    def partner(self, name: str) -> Partner:
        return next((each for each in self.partners if each.name == name), Partner(name=name))

    def requirement(self, need: str) -> Requirement | None:
        return self._requirements.get(need)

    def need_text(self, need: str) -> str:
        """Return the words of a requirement or of an ask (`Q3/2`); the id itself where there is neither."""
        found = self.requirement(need)
        if found:
            return found.text
        name, _, number = need.rpartition("/")
        question = next((each for each in self.tender.questions if each.id == name), None)
        if question and number.isdigit() and 0 < int(number) <= len(question.asks):
            return question.asks[int(number) - 1]
        return question.text if question else need

    @cached_property
    def _of_members(self) -> dict[str, list[Match]]:
        names, found = set(self.names), dict[str, list[Match]]()
        for each in self.matches:
            if each.partner in names:
                found.setdefault(each.need, []).append(each)
        return found

    @cached_property
    def _requirements(self) -> dict[str, Requirement]:
        return {each.id: each for each in reversed(self.tender.requirements)}

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """The words that the tender or the evidence has with a small first letter."""
        texts = [each.text for each in self.tender.requirements] + [each.text for each in self.tender.questions]
        texts += [passage.text for match in self.matches for passage in match.passages]
        return frozenset(word for text in texts for word in re.findall(r"(?<![\w@.])[a-z][a-z-]+", text))

    @cached_property
    def sense(self) -> Sense:
        """How near texts come; what the tender asks is known to it from the start."""
        made = Sense(self.encoder)
        asked = [each.text for each in self.tender.questions] + [a for each in self.tender.questions for a in each.asks]
        made.learn([*(each.text for each in self.tender.requirements), *asked])
        return made

    @cached_property
    def evidence(self) -> Evidence:
        """What members can be quoted with: their statements where they are given, else what proves some need."""
        said = [each for each in self.capabilities if each.partner in self.names]
        return Evidence(statements(said) if said else self._proving, self.sense)

    @property
    def _proving(self) -> tuple[Told, ...]:
        """The members' passages that prove some need, each once."""
        found: dict[tuple[str, str], Passage] = {}
        for match in sorted(self.matches, key=lambda each: (each.partner, each.need)):
            if match.partner in self.names and match.strength in USABLE:
                for passage in match.passages:
                    found.setdefault((match.partner, str(passage.source)), passage)
        return tuple(Told(partner, passage) for (partner, _), passage in sorted(found.items()))

    def matches_for(self, need: str) -> tuple[Match, ...]:
        """Return the members' matches for a need: the one who answers it first, then best first, then by name."""
        owner = self.lineup.answers.get(need)
        found = self._of_members.get(need, [])
        return tuple(sorted(found, key=lambda each: (each.partner != owner, -each.score, each.partner)))

    def usable(self, need: str) -> tuple[Match, ...]:
        return tuple(each for each in self.matches_for(need) if each.strength in USABLE)

    def owner(self, need: str) -> str | None:
        """Return who answers a need: as the line-up says, else the member with the best usable match."""
        if need in self.lineup.uncovered:
            return None
        said = self.lineup.answers.get(need)
        if said in self.names:
            return said
        usable = self.usable(need)
        return usable[0].partner if usable else None

    def nearest(self, need: str) -> str:
        """Return whom to ask about a need: its owner, else the one whose evidence comes nearest, else the lead."""
        found = self.matches_for(need)
        return self.owner(need) or (found[0].partner if found and found[0].score > 0 else self.lineup.lead)


def clause(requirement: Requirement) -> str:
    """Return `clause 3.1` where the tender numbers it in a way one can cite, else nothing."""
    number = cite(requirement)
    return f"clause {number}" if number else ""


def cite(requirement: Requirement) -> str:
    """Return the number alone, `3.1` or `PF4`; nothing for a bare `3`, which lists count anew."""
    number = (requirement.number or "").strip().rstrip(".")
    number = number if "(" in number else number.rstrip(")")
    return number if re.fullmatch(r"(?:[A-Z]{1,3}\d+|\d+\.\d+)(\.\d+)*(\.?\(?[a-z]\)?)?", number) else ""


def clauses(requirements: list[Requirement] | tuple[Requirement, ...], most: int = 0) -> str:
    """Return `clause 3.1` or `clauses 3.1, 3.4 and 3.9`, `and 5 more` beyond `most`; nothing without numbers."""
    cited = list(dict.fromkeys(cite(each) for each in requirements if cite(each)))
    if most and len(cited) > most:
        return f"clauses {', '.join(cited[:most])} and {len(cited) - most} more"
    return f"clause{'s' if len(cited) > 1 else ''} {join_names(cited)}" if cited else ""


def join_names(names: tuple[str, ...] | list[str]) -> str:
    """Return `A`, `A and B`, or `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def say_pounds(amount: float) -> str:
    if amount >= 1_000_000 and amount % 100_000 == 0:
        return f"£{amount / 1_000_000:g} million"
    return f"£{amount:,.0f}"


def say_count(count: int) -> str:
    return WORDS_FOR[count] if count < len(WORDS_FOR) else str(count)
