"""Fragments of a list made into sentences that stand alone, in the words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.extract.text.layout import ENUMERATOR, tidy

OPEN_END = re.compile(r"[\s;,:]*(?:[;,]\s*(?:and|or|and/or)\s*)?[;,:\s]*$")
FULL_STOP = re.compile(r"[.?!…][\"”’)\]]*$")
FOLLOWING = re.compile(r"\s*(?:the\s+following|as\s+follows|following)\s*(?:\w+\s*){0,3}$", re.IGNORECASE)
ENDS_MID = re.compile(
    r"\b(?:shall|must|will|should|may|can|to|that|by|are|be|is|has|have|include|includes|including|provide|with|for|of|in|on|at|"
    r"describe|explain|cover|address|demonstrate|ensure|required\s+to|a|an|the|and|or|as|show|expect|expects|require|requires|need|needs|want|wants|outline|identify|state|list|give|"
    r"submit|set\s+out|detail|confirm|from|hold|holds)$",
    re.IGNORECASE,
)
LISTS = re.compile(
    r"\b(?:objectives|aims|goals|tasks|duties|responsibilities|priorities|activities|limitations)\b[^:.]*\bare\s*:\s*$",
    re.IGNORECASE,
)
MARKUP = re.compile(r"\[([^\]]+)\]\([^)]*\)|\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`")
WORD = re.compile(r"[A-Za-z][\w'’-]*")


class Casing:
    """Which words the pack itself writes with a small letter, so that a list item can go on a sentence."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.small: set[str] = set()
        self.capital: set[str] = set()
        for text in texts:
            words = list(WORD.finditer(text))
            for place, found in enumerate(words):
                word = found.group()
                if word[0].islower():
                    self.small.add(word)
                elif place and not re.search(r"[.:;!?•]\W*$|^\W*$", text[max(0, found.start() - 4) : found.start()]):
                    self.capital.add(word)

    def lowered(self, text: str) -> str:
        """Return the text with a small first letter, unless its first word is a name or an abbreviation."""
        found = WORD.match(text)
        if not found or (len(found.group()) > 1 and not found.group()[1:].islower()):
            return text
        word = found.group()
        named = word in self.capital and word.lower() not in self.small
        titled = bool(re.match(r"[A-Z][a-z]+\s+[A-Z][a-z]", text))
        return text if named or titled or word == "I" else text[0].lower() + text[1:]


def plain(text: str) -> str:
    """Return a text without list marks, links and emphasis."""
    return tidy(MARKUP.sub(lambda match: match.group(1) or "", ENUMERATOR.sub("", text)))


def closed(text: str) -> str:
    """Return a text with a capital and a full stop, the `; and` of a list item cut off."""
    kept = plain(text).rstrip("( ")
    if not FULL_STOP.search(kept):
        kept = OPEN_END.sub("", kept)
    if not kept:
        return ""
    kept = kept[0].upper() + kept[1:]
    return kept if FULL_STOP.search(kept) else f"{kept}."


def joined(lead: str, item: str, casing: Casing) -> str:
    """Return one sentence from a lead-in and an item of its list: `The Provider shall:` and `Keep a record;`."""
    start = OPEN_END.sub("", plain(lead)).rstrip(" -–—")
    rest = plain(item)
    if not start:
        return closed(rest)
    cut = FOLLOWING.sub("", start)
    if cut != start and ENDS_MID.search(cut):
        return closed(f"{cut} {casing.lowered(rest)}")
    if LISTS.search(lead):
        return closed(f"{start}: {casing.lowered(rest)}")
    if ENDS_MID.search(start):
        return closed(f"{start} {casing.lowered(rest)}")
    if tidy(lead).endswith(","):
        return closed(f"{start}, {casing.lowered(rest)}")
    return closed(f"{start}: {casing.lowered(rest)}")


@cache
def last_sentence(text: str) -> str:
    """Return what follows the last full stop of a lead-in, the part that a list goes on from."""
    pieces = re.split(r"(?<!e\.g\.)(?<!i\.e\.)(?<!\bNo\.)(?<!\bSec\.)(?<=[.?!])\s+(?=[A-Z])", text.strip())
    return pieces[-1]
