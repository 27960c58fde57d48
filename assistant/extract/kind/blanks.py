"""Places of a document that its buyer has still to fill: fields of a mail merge, `[insert date]`, `XX/XX/20XX`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.extract.text.layout import tidy
from assistant.extract.text.lexicon import pattern
from assistant.records import Block, Document, Source

MERGED = re.compile(r"«[^»\n]{1,120}»|\{\{[^{}\n]{1,120}\}\}|\{%[^%\n]{1,120}%\}")
BRACKETED = re.compile(r"\[(?P<square>[^\[\]\n]{1,120})\]|<(?P<angle>[^<>\n]{1,120})>")
CROSSED = re.compile(
    r"\b(?:XX?|DD?)[/.\-](?:XX?|MM?)[/.\-](?:20)?(?:XX|YY)(?:YY|XX)?\b"
    r"|\b(?:XX|DD)(?:st|nd|rd|th)?\s+(?:Month|MM|XX+|[A-Z][a-z]{2,8})\s+(?:20XX|YYYY|XXXX|20\d\d)\b"
    r"|£\s?X{1,3}(?:,?X{3})*\b|\bX{2,3}\s?%|\b\d{2}XX\b"
)


@dataclass(frozen=True)
class Blank:
    text: str
    source: Source


def find_blanks(documents: Sequence[Document]) -> tuple[Blank, ...]:
    """Return the places that the buyer has to fill, each wording once.

    What a bidder fills in does not count, nor, where there are other documents, the terms of a contract.
    """
    asked = [each for each in documents if each.kind not in {"contract", "pricing"}] or list(documents)
    found: dict[str, Blank] = {}
    for document in asked:
        for block in document.blocks:
            if block.visible:
                for start, end in _spans(document, block):
                    text = tidy(block.text[start:end])
                    source = Source(document=document.name, block=block.id, start=start, end=end)
                    found.setdefault(text.lower(), Blank(text, source))
    return tuple(found.values())


def _spans(document: Document, block: Block) -> Iterator[tuple[int, int]]:
    for match in MERGED.finditer(block.text):
        yield match.span()
    if document.kind == "response_form":
        return
    for match in BRACKETED.finditer(block.text):
        inside = (match["square"] or match["angle"]).strip()
        if _to_fill(inside) and not pattern("seems", "blanks", "bidder").search(inside):
            yield match.span()
    for match in CROSSED.finditer(block.text):
        yield match.span()


def _to_fill(inside: str) -> bool:
    return bool(pattern("seems", "blanks", "fill").match(inside)) or inside in {"●", "•", "…", "..."}
