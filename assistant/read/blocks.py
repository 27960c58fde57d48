"""What every reader shares: clean text, the trail of headings, and quoting a source back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.records import Document, Source

# Control characters, soft hyphens, zero-width and bidirectional marks, tag characters, what XML and UTF-8 cannot hold.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
# A zero-width space may break a line; joiners are letters' business in the scripts that have them.
_JOINERS = re.compile(r"(?<![\u0600-\U0001ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\U0001ffff])|\u200b")
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")


def clean(text: str) -> str:
    """Return text on one line: control, bidirectional and zero-width characters gone, white space single."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", _JOINERS.sub("", text))
    return " ".join(text.split())


def tagged(text: str) -> str:
    """Return the words written in tag characters, or byte by byte in variation selectors, which no font shows."""
    if text.isascii():
        return ""
    tags = ["".join(chr(ord(each) - 0xE0000) for each in found) for found in _TAGS.findall(text)]
    codes = [bytes(map(_selected, found)).decode("utf-8", "replace") for found in _SELECTORS.findall(text)]
    return clean(" ".join(tags + codes))


def _selected(selector: str) -> int:
    code = ord(selector)
    return code - 0xFE00 if code < 0xE0000 else code - 0xE0100 + 16


def quote(document: Document, source: Source) -> str:
    """Return the words that stand at a source; raises LookupError where the document has no such block."""
    for block in document.blocks:
        if block.id == source.block:
            return block.text[source.start : source.end]
    raise LookupError(str(source))


Rank = tuple[int, ...]


@dataclass
class Trail:
    """The headings above the place that is being read, each with its rank: (1,) stands above (1, 5) and (2,)."""

    stack: list[tuple[Rank, str]] = field(default_factory=list)

    def above(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack)

    def enter(self, rank: Rank, text: str) -> tuple[str, ...]:
        """Put a heading on the trail and return what stands above it."""
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        above = self.above()
        self.stack.append((rank, text))
        return above
