"""In which language each part of a pack is, told by its letters and its commonest small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from assistant.extract.text.lexicon import rules
from assistant.records import Block, Pack, Statement

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
BEYOND = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
SCRIPTS = {
    "CYRILLIC": "Russian or another language in Cyrillic letters",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Chinese or Japanese",
    "KATAKANA": "Chinese or Japanese",
    "HANGUL": "Korean",
    "ARABIC": "Arabic or another language in Arabic letters",
}
ENGLISH = "English"
LEAST_WORDS, LEAST_HITS, FOLD = 4, 2, 2
LEAST_SAID, SAYS_SHARE, MOST_SHARE = 15, 0.05, 0.8


@dataclass(frozen=True)
class Spoken:
    """The words of a pack by language, English among them, and the blocks in another language than English."""

    words: Counter[str] = field(default_factory=Counter)
    foreign: frozenset[tuple[str, str]] = frozenset()

    @property
    def others(self) -> tuple[str, ...]:
        """The languages besides English that a reader would notice, the commonest first."""
        whole = sum(self.words.values())
        least = max(LEAST_SAID, SAYS_SHARE * whole)
        return tuple(name for name, count in self.words.most_common() if name != ENGLISH and count >= least)

    @property
    def hardly_english(self) -> bool:
        """Tell whether so little of a pack is in English that what it asks cannot be read."""
        whole = sum(self.words.values())
        return bool(self.others) and whole - self.words[ENGLISH] > MOST_SHARE * whole


def spoken(pack: Pack) -> Spoken:
    """Return what languages the visible blocks are in; blocks too short to tell are counted for none."""
    words: Counter[str] = Counter()
    foreign: set[tuple[str, str]] = set()
    for document in pack.documents:
        for block in _visible(document.blocks):
            name = language_of(block.text)
            if name:
                words[name] += max(len(WORD.findall(block.text)), len(BEYOND.findall(block.text)) // 2)
            if name not in {None, ENGLISH}:
                foreign.add((document.name, block.id))
    return Spoken(words, frozenset(foreign))


def _visible(blocks: Iterable[Block]) -> Iterable[Block]:
    return (block for block in blocks if block.visible and block.text.strip())


def english_part(pack: Pack, statements: tuple[Statement, ...], heard: Spoken) -> tuple[Pack, tuple[Statement, ...]]:
    """Return the pack without the blocks in other languages, where it has so many that a reader would notice."""
    if not heard.others:
        return pack, statements
    documents = tuple(
        each.model_copy(update={"blocks": tuple(b for b in each.blocks if (each.name, b.id) not in heard.foreign)})
        for each in pack.documents
    )
    kept = tuple(each for each in statements if (each.source.document, each.source.block) not in heard.foreign)
    return pack.model_copy(update={"documents": documents}), kept


def language_of(text: str) -> str | None:
    """Return the language of a text, or None where it is too short or too mixed to tell."""
    script = _script(text)
    if script:
        return script
    words = WORD.findall(text.lower())
    if len(words) < LEAST_WORDS:
        return None
    hits: Counter[str] = Counter()
    known = _small_words()
    for word in set(words):
        for name in known.get(word, ()):
            hits[name] += 1
    english = hits.pop(ENGLISH, 0)
    best, count = max(hits.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if count >= LEAST_HITS and count > FOLD * english and count * 10 >= len(set(words)):
        return best
    return ENGLISH if english else None


def _script(text: str) -> str | None:
    """Return the language that letters beyond the Latin ones show, where they are most of the letters."""
    beyond = BEYOND.findall(text)
    if len(beyond) < LEAST_WORDS or len(beyond) * 2 < sum(len(word) for word in WORD.findall(text)):
        return None
    names = Counter(unicodedata.name(letter, "OTHER").split()[0] for letter in beyond[:200])
    name = max(sorted(names), key=lambda each: names[each])
    return SCRIPTS.get(name, name.capitalize())


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    listed = {ENGLISH: rules("seems")["english"]["words"]}
    listed |= {each["name"]: each["words"] for each in rules("seems")["language"]}
    found: dict[str, tuple[str, ...]] = {}
    for name, words in listed.items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found
