"""Requirements in running text: clauses, sentences, and lists that go on the sentence which introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.extract.binding import binds
from assistant.extract.layout import Line
from assistant.extract.lexicon import pattern
from assistant.extract.limits import over_of
from assistant.extract.numbers import numbered, plain_numbered
from assistant.extract.phrasing import OPEN_END, Casing, closed, joined, last_sentence, plain
from assistant.records import Force, Source, Statement

HANGS_ON = re.compile(r"^(?:it|this|these|they|such|the same|he|she|those|that)\b", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:shall|must|will|should|may|is|are|has|have|needs?|requires?)\b", re.IGNORECASE)
STANDS_ALONE = re.compile(
    r"^(?:the|each|all|any|every|no|a|an)\s+[\w’' -]{2,60}?\b(?:shall|must|will|should)\b"
    r"|^[^(;]{0,60}\b(?:contractor|supplier|provider|vendor|bidder|tenderer|consultant)s?\s+(?:shall|must|will|should)\b",
    re.IGNORECASE,
)
DUTY = re.compile(r"\b(?:shall|must|should|will)\b", re.IGNORECASE)
BROKEN = re.compile(r"\{\{|«|\|.*\|.*\|")
INTRODUCES = re.compile(r":\s*$|\bthe following(?: [\w-]+){0,5}\W*$", re.IGNORECASE)
UNLESS = re.compile(r"\b(?:unless|except(?: where| when| that)?|if|where|provided that|either)\W*$", re.IGNORECASE)
MIN_WORDS, CLAUSE_WORDS = 3, 90


@dataclass(frozen=True)
class Found:
    """A requirement before it has an id. `place` is what decides whose number counts: specification first."""

    text: str
    force: Force
    source: Source
    document_kind: str
    number: str | None = None
    heading: str = ""
    said: str = ""
    gate: bool = False


def is_gate(trail: str, text: str = "") -> bool:
    return bool(
        pattern("requirements", "gate", "heading").search(trail) or pattern("requirements", "gate", "says").search(text)
    )


def in_line(line: Line, items: Sequence[Line], casing: Casing) -> Iterator[Found]:
    """Return the requirements of a line; `items` are those of the list it introduces."""
    if any(UNLESS.search(lead.text) for lead in line.leads):
        return
    if items and UNLESS.search(line.text):
        yield from _with_conditions(line, items)
        return
    for first, last, sentences in _groups(line):
        text = _whole_text(line, first, last, casing)
        if len(text.split()) < MIN_WORDS or not WHOLE.search(text) or BROKEN.search(text):
            continue
        yield _found(line, (first, last), text, sentences)


def _with_conditions(line: Line, items: Sequence[Line]) -> Iterator[Found]:
    """Return one requirement of a lead-in such as `shall not ... unless:` and all that follows it."""
    if not any(each.label == "requirement" for each in line.sentences):
        return
    lead = OPEN_END.sub("", _unnumbered(plain(line.text)))
    rest = "; ".join(OPEN_END.sub("", _unnumbered(plain(each.text))) for each in items)
    yield _found(line, (0, len(line.text)), closed(f"{lead}: {rest}"), line.sentences)


def _found(line: Line, span: tuple[int, int], text: str, sentences: Sequence[Statement]) -> Found:
    forces = {each.force for each in sentences if each.force}
    return Found(
        text=text,
        force="should" if forces == {"should"} else "must",
        source=line.source(*span),
        document_kind=line.kind,
        number=_number(line),
        heading=line.block.headings[-1] if line.block.headings else "",
        said=" ".join([text, *(lead.text for lead in line.leads)]),
        gate=is_gate(line.trail, text),
    )


def _unnumbered(text: str) -> str:
    return plain_numbered(text)[1]


def _groups(line: Line) -> Iterator[tuple[int, int, list[Statement]]]:
    """Return the spans of requirements in a block: a numbered clause is one, whole unless long; else one a sentence.

    A sentence that hangs on the one before it (`It must ...`) is taken with it, and so is the rest of a list item.
    """
    led = any(pattern("questions", "prose", "supplier").search(lead.text) for lead in line.leads)
    wanted = {"requirement", "question"} if led else {"requirement"}
    asked = [each for each in line.sentences if each.label in wanted and not _only_leads(each, line)]
    asked = [each for each in asked if over_of(each.text) is None and (led or binds(each, line))]
    if not asked:
        return
    if line.block.number or plain_numbered(line.text)[0] or line.leads:
        short = len(line.text.split()) <= CLAUSE_WORDS and not _only_leads(line.sentences[-1], line)
        first, last = (line.sentences[0], line.sentences[-1]) if short else (asked[0], asked[-1])
        yield first.source.start, last.source.end, asked
        return
    for group in _hung_together(line.sentences, asked):
        yield group[0].source.start, group[-1].source.end, [each for each in group if each in asked]


def _hung_together(sentences: Sequence[Statement], asked: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Return each asked sentence with those it cannot be understood without: `It must ...` needs the one before."""
    group: list[Statement] = []
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        if sentence not in asked:
            continue
        hangs = bool(HANGS_ON.match(sentence.text))
        if group and hangs and before is group[-1]:
            group.append(sentence)
            continue
        if group:
            yield group
        group = [before, sentence] if hangs and before else [sentence]
    if group:
        yield group


def _only_leads(sentence: Statement, line: Line) -> bool:
    """Tell whether a sentence only introduces a list whose items say what is required."""
    return sentence is line.sentences[-1] and bool(INTRODUCES.search(sentence.text))


def _whole_text(line: Line, start: int, end: int, casing: Casing) -> str:
    own = line.text[start:end]
    own = _unnumbered(own) if start == 0 else own
    leads = [lead for lead in line.leads if lead.block.kind != "heading"]
    if not leads or STANDS_ALONE.search(plain(own)) or (plain(own)[:1].isupper() and _is_sentence(plain(own))):
        return closed(own)
    own_modal = next((at for at, each in reversed(list(enumerate(leads))) if DUTY.search(each.text)), 0)
    lead = last_sentence(_unnumbered(leads[own_modal].text))
    for inner in leads[own_modal + 1 :]:
        lead = joined(lead, last_sentence(_unnumbered(inner.text)), casing)[:-1]
    return joined(lead, own, casing)


def _is_sentence(text: str) -> bool:
    """Tell whether an item is a sentence of its own, with a subject before its verb of duty."""
    found = re.search(r"\b(?:shall|must|should|will)\b", text, re.IGNORECASE)
    return bool(found) and found is not None and found.start() > 2 and text.rstrip().endswith(".")


def _number(line: Line) -> str | None:
    """Return the clause number: the block's own, with that of the clause it is an item of before a bare letter."""
    number = line.block.number or plain_numbered(line.text)[0] or numbered(line.text)[0] or ""
    number = number.strip().rstrip(".:)" if "(" not in number else ".:")
    if re.fullmatch(r"\(?[a-z]{1,4}\)?|\(\d+\)", number) and line.leads:
        above = next((lead.block.number for lead in reversed(line.leads) if lead.block.number), None)
        return f"{above.rstrip('.')}({number.strip('()')})" if above else None
    return number if re.search(r"\d", number) else None
