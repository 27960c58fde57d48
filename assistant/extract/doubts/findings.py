"""What the doubts are made of, and how a pack is searched for words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.extract.criteria.find import Judging
from assistant.extract.questions.find import Questions
from assistant.extract.text.layout import Layout, Line, Page
from assistant.extract.text.lexicon import pattern
from assistant.records import Fact, HiddenText, Tender

BLANK = re.compile(r"[«»]|\{\{|\[\s*(?:insert|enter|add|xx|date|dd|tbc)|<\s*insert|\bXX+\b|\bdd/mm", re.IGNORECASE)
LOTS = re.compile(r"\b(?:each|either|both|all|any|one|two|three|more) (?:of the |or more )?lots?\b", re.IGNORECASE)
ABROAD = {"far", "alaska"}


@dataclass(frozen=True)
class Findings:
    """The tender so far and what was doubtful when it was put together."""

    tender: Tender
    judging: Judging
    questions: Questions
    hidden: tuple[HiddenText, ...]


def facts_named(tender: Tender, name: str) -> tuple[Fact, ...]:
    return tuple(each for each in tender.facts if each.name == name)


def telling(layout: Layout) -> Iterator[Page]:
    """Return the pages that tell of this procurement; standard terms of contract do not."""
    return (page for page in layout.pages if page.kind not in {"contract", "pricing"})


def lines(layout: Layout) -> Iterator[Line]:
    return (line for page in telling(layout) for line in page.lines if line.text.strip())


def sentences(layout: Layout) -> Iterator[tuple[Line, str]]:
    for line in lines(layout):
        for text in [each.text for each in line.sentences] or [line.text]:
            yield line, text


def first(layout: Layout, name: str) -> Line | None:
    """Return the first line that has one of the words listed under a name in the rules of flags."""
    words = pattern("flags", name)
    return next((line for line in lines(layout) if words.search(line.text)), None)


def is_british(tender: Tender) -> bool:
    """Tell whether nothing shows that the pack is of another country."""
    if tender.value and tender.value.currency != "GBP":
        return False
    return not any(each.value in ABROAD or each.unit == "USD" for each in tender.facts)


def is_lotted(layout: Layout, tender: Tender) -> bool:
    """Tell whether a pack speaks of lots, so that sums of the whole say nothing of a part."""
    return bool(tender.lots) or any(LOTS.search(line.text) for line in lines(layout))


def _dollars(layout: Layout) -> bool:
    texts = [line.text for line in layout.every()]
    return sum(text.count("$") for text in texts) > sum(text.count("£") for text in texts)


def asks_for_bids(layout: Layout, tender: Tender) -> bool:
    """Tell whether a pack holds the rules of a competition, filled in, and not only terms or a specification."""
    if any(BLANK.search(line.text) for line in lines(layout)) or _dollars(layout):
        return False
    told = any(page.kind == "instructions" for page in layout.pages)
    due = any(each.role == "submission" for each in tender.dates)
    judged = bool(tender.criteria) and bool(tender.questions)
    return is_british(tender) and (due or (told and bool(tender.dates)) or (told and judged))


def clipped(text: str, words: int = 14) -> str:
    """Return the beginning of a text for quoting."""
    kept = text.split()
    return " ".join(kept[:words]).rstrip(".,;:") + (" ..." if len(kept) > words else "")
