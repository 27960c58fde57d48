"""Words as the matching weighs them: stems, how telling each is, sentences, and sentences that deny."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.conditions import words_of

WORD = re.compile(r"[a-z0-9]+(?:[’'][a-z]+)?\+?")
ENDINGS = ("ations", "ation", "ingly", "ings", "ing", "ers", "ies", "ied", "ed", "es", "er", "ly", "s", "e")
KEPT = 4
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'(])|\s*[;|\n]\s*")
DENIES = re.compile(
    r"\b(?:not|never|none|nobody|neither|nor|cannot|without|unable|lacks?)\b|n[’']t\b|"
    r"\b(?:have|has|had|hold|holds|with|there is|there are|offers?|employs?|runs?) no\b(?! (?:more|fewer|less))",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"(?:,|;|:)\s+|\s+(?=\b(?:but|although|though|while|whereas)\b)", re.IGNORECASE)
BOTH = re.compile(r"\b(?:and|or|but)\b.{0,20}?(?:\b(?:not|no|never|cannot)\b|n[’']t\b)", re.IGNORECASE)
RESUMES = re.compile(r"\b(?:but|although|though|while|whereas|instead)\b", re.IGNORECASE)
STOP = words_of(
    """
    a about across after again all also among an and any are as at be because been before being below between both but
    by can contract contractor could council did do does during each every everybody everyone fewer first for from
    further had has have held how i if in include included including into is it its itself least lead less lot made
    make many may me member members might more most must my new no none nor not of off on once one only or other our
    out over own part people per place plan please programme provide provided provider provides put same set shall
    should so some such supplier take taken tender tenderer than that the their them then there these they this those
    through to two under until up upon us use used using various very was we were what when where whether which while
    who whom whose why will with within without work would year years you young your describe explain give answer
    """
)


def stem(word: str) -> str:
    """Return a word without its ending; a light stemmer, enough to join `supports` and `supported`."""
    bare = re.sub(r"[’']s?$", "", word)
    for ending in ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= (3 if ending == "s" else KEPT):
            return bare[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
    return bare


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's telling words, and of each two that stand side by side: `recording studio`."""
    found: set[str] = set()
    before = ""
    for word in WORD.findall(text.lower()):
        if word in STOP or word.isdigit():
            before = ""
            continue
        one = stem(word)
        found |= {one, f"{before} {one}"} if before else {one}
        before = one
    return frozenset(found)


@dataclass(frozen=True)
class Rarity:
    """How telling a stem is: rare among what partners say, and asked for by few needs."""

    passages: int
    said: Counter[str]
    asked: Counter[str]

    @classmethod
    def of(cls, passages: Iterable[str], needs: Iterable[str]) -> Rarity:
        said, asked = Counter[str](), Counter[str]()
        count = 0
        for passage in passages:
            said.update(stems(passage))
            count += 1
        for need in needs:
            asked.update(stems(need))
        return cls(count, said, asked)

    def weight(self, stem: str) -> float:
        return math.log(1 + self.passages / (1 + self.said[stem])) / (1 + math.log(max(self.asked[stem], 1)))

    def key(self, text: str, count: int) -> dict[str, str]:
        """Return the most telling stems of a text that anybody in the pool uses, with the word each stands for."""
        first: dict[str, str] = {}
        for word in WORD.findall(text.lower()):
            if word not in STOP and not word.isdigit() and self.said[stem(word)]:
                first.setdefault(stem(word), word)
        ordered = sorted(first, key=lambda each: (-self.weight(each), each))
        return {each: first[each] for each in ordered[:count]}

    def share(self, wanted: frozenset[str], found: frozenset[str]) -> float:
        """Return which share of what is wanted is found, each stem by its weight."""
        whole = sum(self.weight(each) for each in sorted(wanted))
        return sum(self.weight(each) for each in sorted(wanted & found)) / whole if whole else 0.0


def sentences(text: str) -> list[str]:
    return [each.strip() for each in SENTENCE.split(text) if each.strip()]


def denies(text: str) -> bool:
    """Whether a sentence or heading says what is not so."""
    return bool(DENIES.search(text))


def affirmed(text: str, heading: str = "") -> str:
    """Return what a passage says is so; nothing under a heading that denies, unless it says both: `and what not`."""
    nearest = heading.rpartition(">")[2]
    if denies(nearest) and not BOTH.search(nearest):
        return ""
    return " ".join(kept for each in sentences(text) if (kept := _affirmed(each)))


def _affirmed(sentence: str) -> str:
    """Return a sentence up to the clause that denies, and from the next `but` on: a list denied is denied whole."""
    kept, denied = [], False
    for clause in CLAUSE.split(sentence):
        denied = denies(clause) or (denied and not RESUMES.match(clause))
        kept += [] if denied else [clause]
    return ", ".join(kept)
