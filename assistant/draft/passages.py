"""Cut passages into sentences that can be quoted, each with the exact place of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.draft.count import count_words
from assistant.draft.words import (
    ABBREVIATIONS,
    ADMISSION,
    CHATTY,
    ELSEWHERE,
    LABEL,
    LEANING,
    MONEY,
    POINTING,
    PUFF,
    REVIEWED,
    WISH,
    finite,
    stems,
)
from assistant.records import Passage, Source

BREAK = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(]?[A-Z0-9£])|\n+")
SHORTEST, LONGEST = 5, 48
ALIKE, NEARLY = 0.6, 0.85


@dataclass(frozen=True)
class Quote:
    """One sentence of a passage.

    `leans` when it cannot be understood without the sentence before it; `soft` when it is better with it.
    """

    partner: str
    text: str
    source: Source
    passage: str
    place: int
    leans: bool
    soft: bool = False

    @property
    def key(self) -> str:
        """What makes it the same evidence wherever it stands."""
        return f"{self.partner}: " + re.sub(r"\W+", " ", self.text.lower()).strip()

    def repeats(self, other: Quote) -> bool:
        """Whether it tells what another one tells already, in nearly the same words or the same figures."""
        shared = len(self.stems & other.stems) / max(1, min(len(self.stems), len(other.stems)))
        return shared > ALIKE and (not self.figures or self.figures == other.figures or shared > NEARLY)

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.text)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers in it that are not years."""
        found = re.findall(r"\d[\d,.]*\d|\d", self.text)
        return frozenset(each for each in found if not re.fullmatch(r"(19|20)\d\d", each))


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences in a text."""
    ends = [found.end() for found in BREAK.finditer(text) if not _abbreviated(text, found.start())] + [len(text)]
    spans, start = [], 0
    for end in ends:
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = end
    return tuple(spans)


def _abbreviated(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    before = text[:stop].split()
    last = before[-1].lower().strip("(“\"'") if before else ""
    return last in ABBREVIATIONS or (len(last) == 1 and last.isalpha() and last != "i")


@lru_cache(maxsize=8192)
def quotable(passage: Passage, partner: str) -> tuple[Quote, ...]:
    """Return the sentences of a passage that may be quoted, in order."""
    quotes, before, sound = [], "", False
    for place, (start, end) in enumerate(split(passage.text)):
        text = passage.text[start:end]
        fits = fit(text)
        if fits:
            leans = bool(LEANING.match(text) or POINTING.search(text))
            soft = _points_back(text, before)
            if sound or not leans:
                source = _placed(passage, start, end)
                quotes.append(Quote(partner, text, source, str(passage.source), place, leans, soft and not leans))
            else:
                fits = False
        sound = fits
        before = f"{before} {text}"
    return tuple(quotes)


def _points_back(text: str, before: str) -> bool:
    """Whether the sentence opens with `the board` or `the six` of something that was told just before it."""
    opening = " ".join(text.split()[:7]).lower()
    named = re.findall(r"\b(?:the|these|those|each|both)\s+([a-z]+(?:\s+[a-z]+)?)", opening)
    told = stems(before) - stems("young people children pupils year")
    return (
        any(stems(each) & told for each in named)
        or re.match(r"(of the|of these|the|all) (two|three|four|five|six|seven|eight|nine|ten|rest)\b", opening)
        is not None
    )


def fit(text: str) -> bool:
    """Whether a sentence may stand in a bid: whole, about work, neither an admission nor terms nor small talk."""
    if not SHORTEST <= count_words(text) <= LONGEST or text[-1] not in ".”\"’')":
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] == "£") or "?" in text or not finite(text):
        return False
    if any(sign.search(text) for sign in (ADMISSION, ELSEWHERE, WISH, MONEY, CHATTY, REVIEWED)):
        return False
    if LABEL.match(text) or re.search(r"[\"“”]", text) or text.count("(") != text.count(")"):
        return False
    return bool(re.search(r"\d", text)) or not PUFF.search(text)


def _placed(passage: Passage, start: int, end: int) -> Source:
    """Return the sentence's own span where the passage is one unbroken span of its block, else the passage's."""
    source = passage.source
    if source.end - source.start != len(passage.text):
        return source
    return source.model_copy(update={"start": source.start + start, "end": source.start + end})
