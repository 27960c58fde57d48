"""Requirements in running text: clauses, sentences, and lists that go on the sentence which introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.extract.questions.limits import over_of
from assistant.extract.requirements.apart import SOFT, STRONG, duties, is_wished
from assistant.extract.requirements.binding import (
    FAIR,
    SURE,
    binds,
    is_cover,
    is_sure,
    leads_bind,
    tells_supplier,
    tells_wanted,
)
from assistant.extract.requirements.gates import is_condition, is_gate
from assistant.extract.requirements.plainly import is_told, is_wanted, told_plainly
from assistant.extract.requirements.scope import scope_of
from assistant.extract.requirements.whole import number_of, unnumbered, whole_text
from assistant.extract.text.layout import Line
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import plain_numbered
from assistant.extract.text.phrasing import OPEN_END, Casing, closed, joined, plain
from assistant.extract.text.runon import RunOn, run_on
from assistant.records import Force, Source, Statement

HANGS_ON = re.compile(
    r"^(?:it(?!\s+(?:is|would\s+be|will\s+be)\s+\w+\s+(?:that|to|if)\b)"
    r"|this|these|they|such|the same|he|she|those|that)\b",
    re.IGNORECASE,
)
OWN_DUTY = re.compile(r"^(?:it|they|he|she)\s+(?:must|shall|should|will)\b(?:\W+\w+){4}", re.IGNORECASE)
WHOLE = re.compile(
    r"\b(?:shall|must|will|should|may|is|are|has|have|needs?|requires?|expects?|wants?|would|ought)\b"
    r"|\b(?:must|shall|should)n['’]t\b",
    re.IGNORECASE,
)
DUTY = re.compile(r"\b(?:shall|must|should|will)\b", re.IGNORECASE)
BROKEN = re.compile(r"\{\{|«|\|.*\|.*\|")
INTRODUCES = re.compile(
    r":\s*$|\bthe following(?: [\w-]+){0,5}\W*$|\b(?:are|is|be|must|shall|will|should|to|includes?)\s*[–-]?\s*$",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"\W*(?:(?:section|part|annex|appendix|schedule|chapter)\s+(?:\d{1,2}|[A-Z])\s*[:.–-]\s*"
    r"|(?:\d+[.)]?\s+)?(?=(?i:what|how|who|where)\b))"
    r"[^.?!;]{3,90}[^.?!;:]$",
    re.IGNORECASE,
)
SENDS = re.compile(
    r"^\W*(?:(?:by|before)\b[^:]{3,40}?,?\s+)?(?:please\s+)?(?:e-?mail|send|submit|return|upload|post)\b", re.IGNORECASE
)
UNLESS = re.compile(r"\b(?:unless|except(?: where| when| that)?|if|where|provided that|either)\W*$", re.IGNORECASE)
UNSURE = frozenset({"context", "furniture"})
DOUBTFUL, BEYOND_DOUBT = 0.75, 0.95
MARKED = re.compile(r"\(\s*\d+\s*(?:marks?|points?|%|per cent|words?)\b[^)]*\)", re.IGNORECASE)
MIN_WORDS, CLAUSE_WORDS, TITLE_WORDS = 3, 90, 4


@dataclass(frozen=True)
class Found:
    """A requirement before it has an id. `applies` is what a column says of whom it is for.

    One that is `spare` counts where no other has the words given there.
    """

    text: str
    force: Force
    source: Source
    document_kind: str
    number: str | None = None
    heading: str = ""
    said: str = ""
    gate: bool = False
    applies: str = ""
    lot: str | None = None
    spare: str = ""


def in_line(line: Line, items: Sequence[Line], casing: Casing) -> Iterator[Found]:
    """Return the requirements of a line; `items` are those of the list it introduces."""
    if TITLE.match(line.text) or any(UNLESS.search(lead.text) or SENDS.match(lead.text) for lead in line.leads):
        return
    if items and UNLESS.search(line.text):
        yield from _with_conditions(line, items)
        return
    listed = None if items else run_on(line.text)
    done = (0, 0)
    if listed and _list_binds(line, listed):
        done = listed.span
        yield from _in_list(line, listed, casing)
    for first, last, sentences in _groups(line, done):
        text = whole_text(line, first, last, casing)
        if len(text.split()) < MIN_WORDS or BROKEN.search(text):
            continue
        stands = WHOLE.search(text) or is_sure(text) or any(_stands(line, each) for each in sentences)
        if stands or any(is_gate("", lead.text) for lead in line.leads):
            yield from _apart_in_prose(line, _found(line, (first, last), text, sentences))


def _apart_in_prose(line: Line, found: Found) -> Iterator[Found]:
    """Return the duties of a sentence one by one, where it is no clause with a number and no entry of a list."""
    span = found.source
    own = line.text[span.start : span.end]
    parts = [(0, len(own), own)] if _is_clause(line) or line.block.kind == "item" else list(duties(own))
    if len(parts) < 2:
        yield found
        return
    for start, end, words in parts:
        softer = SOFT.search(own, start, end) and not STRONG.search(own, start, end)
        text = closed(words)
        source = line.source(span.start + start, span.start + end)
        yield replace(found, text=text, said=text, source=source, force="should" if softer else "must")


def _list_binds(line: Line, listed: RunOn) -> bool:
    """Tell whether the points of a list that runs on are requirements: by its label, or by what introduces it."""
    start, end = listed.span
    inside = [each for each in line.sentences if each.source.start < end and each.source.end > start]
    asked = [each for each in inside if each.label == "requirement"]
    return any(binds(each, line) for each in asked) or (bool(inside) and is_sure(line.text[slice(*listed.lead)]))


def _in_list(line: Line, listed: RunOn, casing: Casing) -> Iterator[Found]:
    """Return each point of a list that runs on in one paragraph, as a sentence with the words that introduce it."""
    start, end = listed.span
    sentences = [each for each in line.sentences if each.source.start < end and each.source.end > start]
    lead = line.text[slice(*listed.lead)]
    lead = unnumbered(lead) if listed.lead[0] == 0 else lead
    for part in listed.parts:
        found = _found(line, (part.start, part.end), joined(lead, line.text[part.start : part.end], casing), sentences)
        number = f"{found.number}({part.mark})" if found.number and part.mark else None
        yield replace(found, number=number)


def _with_conditions(line: Line, items: Sequence[Line]) -> Iterator[Found]:
    """Return one requirement of a lead-in such as `shall not ... unless:` and all that follows it."""
    if not any(each.label == "requirement" for each in line.sentences):
        return
    lead = OPEN_END.sub("", unnumbered(plain(line.text)))
    rest = "; ".join(OPEN_END.sub("", unnumbered(plain(each.text))) for each in items)
    yield _found(line, (0, len(line.text)), closed(f"{lead}: {rest}"), line.sentences)


def _found(line: Line, span: tuple[int, int], text: str, sentences: Sequence[Statement]) -> Found:
    forces = {each.force for each in sentences if each.force}
    said = " ".join([text, *(lead.text for lead in line.leads)])
    return Found(
        text=text,
        force="should" if (forces == {"should"} or is_wished(text)) and not STRONG.search(text) else "must",
        source=line.source(*span),
        document_kind=line.kind,
        number=number_of(line),
        heading=line.block.headings[-1] if line.block.headings else "",
        said=said,
        gate=is_gate(line.trail, said, bidding=line.kind != "specification"),
    )


def _groups(line: Line, done: tuple[int, int]) -> Iterator[tuple[int, int, list[Statement]]]:
    """Return the spans of requirements in a block: a numbered clause is one, whole unless long; else one a sentence.

    A sentence that hangs on the one before it (`It must ...`) is taken with it, and so is the rest of a list item.
    A clause whose sentences are for different members, or bind more and less, is not one. `done` is left out.
    """
    left = [each for each in line.sentences if each.source.end <= done[0] or each.source.start >= done[1]]
    asked = _asked(line, left)
    if not asked:
        return
    if _is_clause(line):
        covers = sum(is_cover(each.text) for each in asked)
        if (
            len({scope_of(each.text) for each in asked} - {None}) > 1
            or len({each.force for each in asked}) > 1
            or covers > 1
            or len({is_wished(each.text) for each in asked}) > 1
        ):
            yield from ((each.source.start, each.source.end, [each]) for each in asked)
            return
        kept = _without_edges(left, asked)
        whole = len(left) == len(line.sentences) and not _only_leads(left[-1], line)
        short = whole and len(line.text.split()) <= CLAUSE_WORDS
        first, last = (kept[0], kept[-1]) if short else (asked[0], asked[-1])
        yield first.source.start, last.source.end, asked
        return
    for group in _hung_together(left, asked):
        yield group[0].source.start, group[-1].source.end, [each for each in group if each in asked]


def _is_clause(line: Line) -> bool:
    return bool(line.block.number or plain_numbered(line.text)[0] or line.leads)


def _asked(line: Line, sentences: Sequence[Statement]) -> list[Statement]:
    """Return the sentences that bind the supplier, by their labels and words and by what introduces their list."""
    led = any(pattern("questions", "prose", "supplier").search(lead.text) for lead in line.leads)
    listed = leads_bind(line)
    found = []
    for each in sentences:
        if each.decided and each.label != "requirement":
            continue
        wanted = each.label == "requirement" or (led and each.label == "question")
        wanted = wanted or (listed and each.label in UNSURE | {"instruction", "criterion"})
        wanted = wanted or (each.label == "instruction" and each.score < DOUBTFUL and tells_supplier(each.text))
        unsure = each.label in UNSURE or (each.label == "instruction" and each.score < DOUBTFUL)
        wanted = wanted or (unsure and line.kind != "instructions" and is_sure(each.text))
        wanted = wanted or _is_part(each, line)
        if MARKED.search(each.text) or _only_leads(each, line):
            continue
        if _is_condition(line, each):
            found.append(each)
            continue
        if wanted and over_of(each.text) is None and (led or binds(each, line) or _is_part(each, line)):
            found.append(each)
    return found


def _is_part(sentence: Statement, line: Line) -> bool:
    """Tell whether a sentence is an insurance with its sum, or by its place a part of what is wanted."""
    if is_cover(sentence.text):
        return sentence.label not in {"question", "criterion"}
    other = sentence.label in UNSURE or (sentence.label == "instruction" and sentence.score < SURE)
    return other and is_wanted(line) and tells_wanted(sentence.text)


def _stands(line: Line, sentence: Statement) -> bool:
    """Tell whether a sentence without a verb that this module knows is one for all that."""
    enough = FAIR if is_wanted(line) else BEYOND_DOUBT
    whole = sentence.score >= enough and sentence.text.rstrip().endswith(".") and len(sentence.text.split()) > 5
    told = is_told(sentence, line) or told_plainly(sentence.text) or is_cover(sentence.text)
    return whole or told or _is_condition(line, sentence)


def _is_condition(line: Line, sentence: Statement) -> bool:
    listed = line.block.kind == "item" or line.block.number or plain_numbered(line.text)[0]
    if not listed or sentence.label not in UNSURE | {"requirement", "criterion"}:
        return False
    if sentence is not line.sentences[-1] and len(sentence.text.split()) < TITLE_WORDS:
        return False
    return is_condition(line.trail, sentence.text, bidding=line.kind != "specification")


def _without_edges(sentences: Sequence[Statement], asked: Sequence[Statement]) -> list[Statement]:
    """Return the sentences of a clause without what the buyer does itself before and after its requirements."""
    kept = list(sentences)
    while kept and kept[-1] not in asked and _apart(kept[-1]):
        kept.pop()
    while kept and kept[0] not in asked and _apart(kept[0]):
        kept.pop(0)
    return kept


def _apart(sentence: Statement) -> bool:
    return sentence.label in {"buyer", "instruction", "criterion", "question"} and bool(DUTY.search(sentence.text))


def _hung_together(sentences: Sequence[Statement], asked: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Return each asked sentence with those it cannot be understood without: `It must ...` needs the one before."""
    group: list[Statement] = []
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        if sentence not in asked:
            continue
        hangs = bool(HANGS_ON.match(sentence.text))
        if group and before is group[-1] and OWN_DUTY.match(sentence.text):
            hangs = False
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
