"""The particular things a need names: qualifications, bodies, languages, scales, awards.

A name is written with capitals and is not one of the words this tender uses for everybody (the buyer, the contract, a
defined term), nor the actor before the verb. A long name and its letters, as `Health and Care Professions Council
(HCPC)`, are one; names joined by `or` are alternatives, of which one is enough; a name given as an example or as an
option is not demanded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

CAPITAL = r"(?:[A-Z][\w’'+-]*|[A-Z]{2,}\+?)"
NAME = re.compile(rf"{CAPITAL}(?:(?: (?:and|of|for|the|in) | ){CAPITAL})*(?: \d+)?\+?")
ALIAS = re.compile(rf"({CAPITAL}(?:(?: (?:and|of|for|the|in) | ){CAPITAL})+)(?:[’']s?)? \(([A-Z][A-Za-z+]{{1,9}})\)")
OPTION = re.compile(r"\b(?:or|including|such as|for example|e\.g\.|preferably|ideally)\b[^,;:]*$", re.IGNORECASE)
ACTS = re.compile(r"\s+(?:shall|must|should|will|may|is|are|has|have)\b")
OPENS = re.compile(r"(?:^|[.!?:]\s+|[“\"(]\s*)$")
COMMON = 3


@dataclass(frozen=True)
class Namer:
    """Knows which capitals of a tender are only its manner of writing."""

    ordinary: frozenset[str]
    aliases: dict[str, str]

    @classmethod
    def of(cls, needs: Iterable[str], texts: Iterable[str], known: Iterable[str]) -> Namer:
        """Read from the needs, all texts of the pool, and known words (buyer, title, places) that are no demand."""
        asked = list(needs)
        counted = Counter(name.lower() for need in asked for name in {each for each, _ in _found(need)})
        usual = {name for name, count in counted.items() if count > COMMON}
        words = {word.lower() for text in known for word in re.findall(r"[\w’'-]+", text)}
        aliases: dict[str, str] = {}
        for text in (*asked, *texts):
            for long, short in ALIAS.findall(text):
                aliases.setdefault(short, long)
        return cls(frozenset(usual | words), aliases)

    def demanded(self, need: str) -> tuple[tuple[str, ...], ...]:
        """Return the names a need demands; each is a tuple of ways to meet it."""
        groups: list[tuple[str, ...]] = []
        end = -1
        for name, start in _found(need):
            before = need[:start]
            joined = groups and end >= 0 and re.fullmatch(r"\s*(?:,|or|, or|/|\()\s*", need[end:start])
            if joined:
                groups[-1] = tuple(dict.fromkeys((*groups[-1], *self._ways(name))))
            elif not (self._ordinary(name) or OPTION.search(before) or ACTS.match(need[start + len(name) :])):
                groups.append(self._ways(name))
            else:
                end = -1
                continue
            end = start + len(name)
        return tuple(dict.fromkeys(groups))

    def short(self, need: str) -> str:
        """Return a need with each long name that it abbreviates by its letters alone: they are the same thing twice."""
        return ALIAS.sub(lambda found: found[2], need)

    def _ways(self, name: str) -> tuple[str, ...]:
        long = self.aliases.get(name)
        short = next((each for each, full in self.aliases.items() if full == name), None)
        return tuple(dict.fromkeys(each for each in (name, long, short) if each))

    def _ordinary(self, name: str) -> bool:
        words = re.findall(r"[\w’'-]+", name.lower())
        return name.lower() in self.ordinary or all(_bare(word) in self.ordinary for word in words)


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def _found(text: str) -> list[tuple[str, int]]:
    """Return the names in a text with where they start; a single capital word that opens a sentence is none."""
    found = []
    for each in NAME.finditer(text):
        name, start = each[0], each.start()
        if OPENS.search(text[:start]) and not name.isupper():
            first, _, rest = name.partition(" ")
            if not rest or not rest[0].isupper():
                continue
            name, start = rest, start + len(first) + 1
        name = re.sub(r"[’']s?$", "", name)
        found.append((name, start))
    return found


def mentions(text: str, ways: tuple[str, ...]) -> bool:
    """Whether a text names one of the ways; of a name of three words or more, most of its words are enough."""
    plain = text.lower()
    return any(_mentions(plain, way.lower()) for way in ways)


def _mentions(plain: str, way: str) -> bool:
    if re.search(rf"(?<!\w){re.escape(way)}(?!\w)", plain):
        return True
    words = [word for word in re.findall(r"[\w+-]+", way) if len(word) > 3]
    return len(words) > 2 and sum(word in plain for word in words) * 3 >= len(words) * 2
