"""What every reader shares: clean text, the trail of headings, and quoting a source back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.records import Document, Source

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return text on one line: control, bidirectional and zero-width characters gone, white space single."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def quote(document: Document, source: Source) -> str:
    """Return the words that stand at a source; raises LookupError where the document has no such block."""
    for block in document.blocks:
        if block.id == source.block:
            return block.text[source.start : source.end]
    raise LookupError(str(source))


@dataclass
class Trail:
    """The headings above the place that is being read, each with its rank."""

    stack: list[tuple[float, str]] = field(default_factory=list)

    def above(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack)

    def enter(self, rank: float, text: str) -> tuple[str, ...]:
        """Put a heading on the trail and return what stands above it."""
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        above = self.above()
        self.stack.append((rank, text))
        return above
