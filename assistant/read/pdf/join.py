"""Lines joined to a text: words parted at a line's end made one again, a true hyphen kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.read.blocks import clean

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'\u2019][^\W\d_]+)*")
_PARTED = re.compile(r"([^\W\d_]+)([-\u2010\u2011\xad])$")
_END = re.compile(r"[^\W\d_]+$")
_HYPHEN = re.compile(r"\w[-\u2010\u2011]$")
_TAIL = 60  # letters from the end of a line in which its last word is looked for
_OFTEN = 0.02  # of all lines that end in a hyphen: a document with more parts its words at the ends of lines
_REST = re.compile(r"[^\W\d_]+")


class Joiner:
    """Knows the words of a document, and joins lines by them."""

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()
        self._lines = self._parted = 0

    def note(self, texts: Iterable[str]) -> None:
        """Learn the words of lines, but for those that may be parts."""
        for text in texts:
            parted = _PARTED.search(text[-_TAIL:]) is not None
            self._lines += 1
            self._parted += parted
            whole = text.rpartition(" ")[0] if parted else text
            self._words.update(each.lower() for each in _WORD.findall(whole))

    def join(self, lines: Sequence[str]) -> str:
        text = lines[0] if lines else ""
        for line in lines[1:]:
            text = self._add(text, line)
        return clean(text.replace("\u2010", "-").replace("\u2011", "-"))

    def _add(self, text: str, line: str) -> str:
        tail, rest = text[-_TAIL:], _REST.match(line)
        parted = _PARTED.search(tail)
        if parted is not None and rest is not None and rest[0][0].islower():
            one = parted[2] == "\xad" or self._is_one(parted[1].lower(), rest[0].lower())
            return f"{text[:-1]}{line}" if one else f"{text}{line}"
        if _HYPHEN.search(tail) and line[:1].isalnum():
            return f"{text}{line}"
        last = _END.search(tail)
        broken = last is not None and rest is not None and self._is_broken(last[0].lower(), rest[0].lower())
        return f"{text}{line}" if broken else f"{text} {line}"

    def _is_one(self, start: str, end: str) -> bool:
        """Return whether parts are one word: as the rest of the document writes it, else as it parts others."""
        joined, hyphened = self._words[start + end], self._words[f"{start}-{end}"]
        if joined != hyphened:
            return joined > hyphened
        hyphenates = self._parted >= _OFTEN * self._lines
        return hyphenates and not (self._words[start] and self._words[end])

    def _is_broken(self, start: str, end: str) -> bool:
        """Return whether parts are a word that was broken where its cell ends: they stand nowhere else, it does."""
        return self._words[start + end] > 0 and self._words[start] <= 1 and self._words[end] <= 1
