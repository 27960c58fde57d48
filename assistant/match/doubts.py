"""What speaks against a passage as proof of a need: each doubt says how far it takes it down, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from assistant.match.ask import Demand, Setting
from assistant.match.groups import ages, elsewhere, others_only, say
from assistant.match.names import mentions
from assistant.match.numbers import counted, dated, shown
from assistant.match.words import affirmed, stems
from assistant.records import Partner, Passage

DENIED, KEY_SHARE = 0.6, 0.35
LITTLE, HARDLY = 0.25, 0.08
"""With less of the most telling words, or of all of them, a passage is weak at the most."""
WEAK, ANY = 1, 3
SMALL = 5


@dataclass(frozen=True)
class Evidence:
    """A passage, whose it is, what is demanded of it, and what else its partner says on the matter."""

    demand: Demand
    partner: Partner
    passage: Passage
    setting: Setting
    whole: str

    @cached_property
    def text(self) -> str:
        """What the passage says is so; all of it where the need itself is put as a denial."""
        return self.passage.text if self.demand.negative else affirmed(self.passage.text, self.passage.heading)

    @cached_property
    def full(self) -> str:
        """What the passage says with what stands nearest above it or, in a table, beside it."""
        return beside(self.text, self.passage.heading)


def beside(text: str, heading: str) -> str:
    """Return a text with the last part of its heading, where a table's other cells stand; nothing stays nothing."""
    nearest = heading.rpartition(">")[2].strip()
    return f"{text} {nearest}".strip() if text else ""


@dataclass(frozen=True)
class Doubt:
    """`steps` down, and never better than `most` (1 is weak); `light` where it only lowers the score."""

    why: str
    steps: int = 0
    most: int = ANY
    light: bool = False


def doubts(evidence: Evidence) -> tuple[Doubt, ...]:
    found = (doubt(evidence) for doubt in DOUBTS)
    return tuple(each for each in found if each)


def _denied(given: Evidence) -> Doubt | None:
    """Doubt a passage whose words for the need stand mostly in sentences that say no."""
    if given.demand.negative or not given.demand.stems:
        return None
    rarity, wanted = given.setting.rarity, given.demand.stems
    all_said = rarity.share(wanted, stems(given.passage.text))
    if all_said and rarity.share(wanted, stems(given.text)) < DENIED * all_said:
        return Doubt("it says that it does not do this", steps=1, most=WEAK)
    return None


def _subject(given: Evidence) -> Doubt | None:
    """Doubt a passage that has too few of the need’s telling words, its heading counted."""
    key, rarity = given.demand.key, given.setting.rarity
    found = stems(f"{given.passage.heading} {given.text}") if given.text else frozenset[str]()
    telling, whole = rarity.share(frozenset(key), found), rarity.share(given.demand.stems, found)
    if not key or (telling >= KEY_SHARE and whole >= HARDLY):
        return None
    lacking = [word for stem, word in key.items() if stem not in found]
    most = WEAK if telling < LITTLE or whole < HARDLY else ANY
    told = f"it does not speak of {' or '.join(lacking[:3])}" if lacking else "it is only in part about this"
    return Doubt(told, steps=1, most=most)


def _group(given: Evidence) -> Doubt | None:
    wanted, found = given.demand.ages, ages(given.text) or ages(given.full)
    if elsewhere(wanted, found):
        return Doubt(f"it is about ages {say(found)}, not {say(wanted)}", steps=1, most=WEAK)
    if not found and others_only(given.partner.groups, wanted):
        return Doubt(f"its work is with {', '.join(given.partner.groups)}, not ages {say(wanted)}", steps=1, most=WEAK)
    return None


def _place(given: Evidence) -> Doubt | None:
    place = given.setting.places.away(given.partner, given.full) if given.demand.local else ""
    return Doubt(f"it is about {place}, which the tender does not name", steps=1) if place else None


def _names(given: Evidence) -> Doubt | None:
    """Doubt a passage that lacks a name the need demands; weak at the most where it has none of them."""
    lacking = [ways for ways in given.demand.names if not mentions(given.full, ways)]
    if not lacking:
        return None
    named = " and ".join(" or ".join(ways) for ways in lacking)
    if all(mentions(given.whole, ways) for ways in lacking):
        return Doubt(f"it names {named} only elsewhere in its statement", steps=1)
    most = ANY if len(lacking) < len(given.demand.names) else WEAK
    return Doubt(f"it does not name {named}", steps=1, most=most)


def _amount(given: Evidence) -> Doubt | None:
    """Doubt a passage that shows fewer than are asked; small numbers are written in too many ways to compare."""
    asked, most = given.demand.least, shown(given.full)
    if asked < SMALL or most >= asked:
        return None
    told = f"{most:,} is the most it shows" if most else "it gives no number"
    return Doubt(f"{told}, at least {asked:,} asked", steps=1)


def _proof(given: Evidence) -> Doubt | None:
    when, how_many = dated(given.full), counted(given.full)
    if given.demand.state:
        return None
    if not when and not how_many:
        return Doubt("it claims this without a date or a number", steps=1)
    if not when:
        return Doubt("it gives no date", light=True)
    return None if how_many else Doubt("it gives no number", light=True)


DOUBTS: tuple[Callable[[Evidence], Doubt | None], ...] = (_denied, _subject, _group, _names, _place, _amount, _proof)
