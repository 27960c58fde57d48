"""What a date is for: the roles of `corpus/rules/dates.toml`, by the words that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.extract.dates.days import Moment
from assistant.extract.text.lexicon import phrases, rules

CONTRACT = ("contract_start", "contract_end")
WORDS_OF_SLUG = 5


@dataclass(frozen=True)
class _Role:
    """A role is told by one of its words, or by one of each list of `both`; not where one of `other` stands as well."""

    name: str
    words: re.Pattern[str]
    other: re.Pattern[str]
    both: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str]

    def told_by(self, text: str) -> bool:
        if self.words.search(text):
            return not self.other.search(text)
        if not self.both or not all(each.search(text) for each in self.both):
            return False
        return not (self.other.search(text) or self.unless.search(text))


@cache
def _roles() -> tuple[_Role, ...]:
    return tuple(
        _Role(
            each["name"],
            phrases(each["words"]),
            phrases(each.get("not", ())),
            tuple(phrases(words) for words in each.get("both", ())),
            phrases(each.get("unless", ())),
        )
        for each in rules("dates")["role"]
    )


@cache
def last_counts(role: str) -> bool:
    """Tell whether of a span of days the last one is the date of this role."""
    return any(each["name"] == role and each.get("edge") == "end" for each in rules("dates")["role"])


def role_of(text: str) -> str | None:
    """Return the role that a label or a clause gives a date, or None."""
    return next((role.name for role in _roles() if role.told_by(text)), None)


@dataclass(frozen=True)
class _Deed:
    """A role told by who does what with what: a word of each list of `every`; `span` where two days hang together."""

    role: str
    every: tuple[re.Pattern[str], ...]
    other: tuple[re.Pattern[str], ...]
    span: bool

    def told_by(self, text: str) -> bool:
        return all(each.search(text) for each in self.every) and not any(each.search(text) for each in self.other)


@cache
def _deeds() -> tuple[_Deed, ...]:
    words = {name: phrases(entries) for name, entries in rules("dates")["word"].items()}
    return tuple(
        _Deed(
            each["role"],
            tuple(words[name] for name in each["all"]),
            tuple(words[name] for name in each.get("not", ())),
            each.get("span", False),
        )
        for each in rules("dates")["deed"]
    )


def role_of_deed(text: str, *, span: bool) -> str | None:
    """Return the role that a clause gives a date by what is done in it, where no words name one; `span` of two days."""
    return next((each.role for each in _deeds() if each.told_by(text) and (span or not each.span)), None)


def other_role(label: str) -> str:
    """Return the name that the row of a timetable goes by where no role fits: `other_volunteer_fair`."""
    words = [word for word in re.findall(r"[a-z0-9]+", label.lower()) if word not in {"the", "of", "a", "and", "for"}]
    return f"other_{'_'.join(words[:WORDS_OF_SLUG])}"


def chosen(found: Sequence[Moment], role: str) -> list[tuple[str, Moment]]:
    """Return the days that count for a role: of a span its first or its last one, of the contract's span both."""
    if len(found) < 2 or found[0].joined != "to":
        return [(role, each) for each in found]
    if role in CONTRACT:
        return list(zip(CONTRACT, found, strict=False))
    return [(role, found[1] if last_counts(role) else found[0]), *((role, each) for each in found[2:])]


@cache
def counted_from(role: str) -> frozenset[str]:
    """Return the roles from which a date of this role is counted in days, weeks or months."""
    return frozenset(rules("dates")["counted"].get(role, ()))
