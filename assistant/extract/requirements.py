"""What the bidder must meet: every requirement once, as a whole sentence, with whom it binds and what kind it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.extract.finance import finance_scope
from assistant.extract.layout import Box, Layout, Line, Page, Table, tidy
from assistant.extract.lexicon import pattern
from assistant.extract.limits import over_of
from assistant.extract.numbers import numbered, plain_numbered
from assistant.extract.phrasing import Casing, closed, joined, last_sentence, plain
from assistant.extract.scope import assumed_scope, kind_of, scope_of
from assistant.records import Force, Requirement, Scope, Source, Statement

HANGS_ON = re.compile(r"^(?:it|this|these|they|such|the same|he|she|those|that)\b", re.IGNORECASE)
WHOLE = re.compile(r"\b(?:shall|must|will|should|may|is|are|has|have|needs?|requires?)\b", re.IGNORECASE)
STANDS_ALONE = re.compile(
    r"^(?:the|each|all|any|every|no|a|an)\s+[\w’' -]{2,60}?\b(?:shall|must|will|should)\b"
    r"|\b(?:contractor|supplier|provider|vendor|bidder|tenderer|consultant)s?\s+(?:shall|must|will|should)\b",
    re.IGNORECASE,
)
BROKEN = re.compile(r"\{\{|«|\|.*\|.*\|")
INTRODUCES = re.compile(r":\s*$|\bthe following(?: [\w-]+){0,5}\W*$", re.IGNORECASE)
STOP = frozenset(
    {
        "the",
        "and",
        "for",
        "with",
        "are",
        "will",
        "shall",
        "must",
        "should",
        "that",
        "which",
        "its",
        "from",
        "this",
        "any",
        "each",
    }
)
MIN_WORDS, CLAUSE_WORDS, ALIKE, INSIDE = 3, 90, 0.75, 0.9


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


def find_requirements(layout: Layout, taken: Sequence[Source], casing: Casing) -> tuple[Requirement, ...]:
    """Return the requirements in document order; `taken` are the places that questions have used."""
    used = {(source.document, source.block) for source in taken}
    pages = list(_pages(layout))
    every = [each for page in pages for each in _on_page(page, used, casing, alone=len(pages) == 1)]
    kept = _once(every)
    whole = any(pattern("requirements", "scope", "whole").search(line.text) for line in layout.every())
    tested = finance_scope(layout)
    return tuple(
        _requirement(each, name, whole=whole, tested=tested) for each, name in zip(kept, _names(kept), strict=True)
    )


def _pages(layout: Layout) -> Iterator[Page]:
    """Return the documents whose requirements count: those of a contract only where no other has any."""
    asked = [page for page in layout.pages if page.kind not in {"contract", "pricing", "clarification"}]
    bare = not any(each.label == "requirement" for page in asked for line in page.lines for each in line.sentences)
    yield from (page for page in layout.pages if page in asked or (bare and page.kind == "contract"))


def _on_page(page: Page, used: set[tuple[str, str]], casing: Casing, *, alone: bool) -> Iterator[Found]:
    gates = {table.trail for table in page.tables if is_gate(table.setting) and "text" in _roles(table).values()}
    for element in page.elements:
        if isinstance(element, Table):
            yield from _in_table(element, used)
        elif element.trail in gates:
            continue
        elif page.kind != "response_form" and _may_stand(page, element, alone=alone):
            yield from _in_line(element, used, casing)


def _may_stand(page: Page, line: Line, *, alone: bool) -> bool:
    """Tell whether a line of a document may hold requirements: of instructions only what does not bind the bid."""
    if line.block.kind in {"heading", "header", "footer", "comment"}:
        return False
    if page.kind != "instructions":
        return True
    section = line.block.headings[-1] if line.block.headings else ""
    return is_gate(line.trail, line.text) or (
        alone and not pattern("requirements", "place", "procedure").search(section)
    )


def is_gate(trail: str, text: str = "") -> bool:
    return bool(
        pattern("requirements", "gate", "heading").search(trail) or pattern("requirements", "gate", "says").search(text)
    )


# --- running text ----------------------------------------------------------------------------------------


def _in_line(line: Line, used: set[tuple[str, str]], casing: Casing) -> Iterator[Found]:
    if (line.document, line.block.id) in used:
        return
    for first, last, sentences in _groups(line):
        text = _whole_text(line, first, last, casing)
        if len(text.split()) < MIN_WORDS or not WHOLE.search(text) or BROKEN.search(text):
            continue
        forces = {each.force for each in sentences if each.force}
        force: Force = "should" if forces == {"should"} else "must"
        yield Found(
            text=text,
            force=force,
            source=line.source(first, last),
            document_kind=line.kind,
            number=_number(line),
            heading=line.block.headings[-1] if line.block.headings else "",
            said=" ".join([text, *(lead.text for lead in line.leads)]),
            gate=is_gate(line.trail, text),
        )


def _groups(line: Line) -> Iterator[tuple[int, int, list[Statement]]]:
    """Return the spans of requirements in a block: a numbered clause is one, whole unless long; else one a sentence.

    A sentence that hangs on the one before it (`It must ...`) is taken with it, and so is the rest of a list item.
    """
    led = any(pattern("questions", "prose", "supplier").search(lead.text) for lead in line.leads)
    wanted = {"requirement", "question"} if led else {"requirement"}
    asked = [each for each in line.sentences if each.label in wanted and not _only_leads(each, line)]
    asked = [each for each in asked if over_of(each.text) is None]
    if not asked:
        return
    if line.block.number or plain_numbered(line.text)[0] or line.leads:
        short = len(line.text.split()) <= CLAUSE_WORDS and not _only_leads(line.sentences[-1], line)
        first, last = (line.sentences[0], line.sentences[-1]) if short else (asked[0], asked[-1])
        yield first.source.start, last.source.end, asked
        return
    group: list[Statement] = []
    for sentence in line.sentences:
        if sentence not in asked:
            continue
        if group and HANGS_ON.match(sentence.text):
            group.append(sentence)
            continue
        if group:
            yield group[0].source.start, group[-1].source.end, group
        group = [sentence]
    if group:
        yield group[0].source.start, group[-1].source.end, group


def _only_leads(sentence: Statement, line: Line) -> bool:
    """Tell whether a sentence only introduces a list whose items say what is required."""
    return sentence is line.sentences[-1] and bool(INTRODUCES.search(sentence.text))


def _whole_text(line: Line, start: int, end: int, casing: Casing) -> str:
    own = line.text[start:end]
    number, rest = plain_numbered(own)
    own = rest if number and start == 0 else own
    leads = [lead for lead in line.leads if lead.block.kind != "heading"]
    if not leads or STANDS_ALONE.search(plain(own)) or (plain(own)[:1].isupper() and _is_sentence(plain(own))):
        return closed(own)
    lead = last_sentence(leads[0].text)
    for inner in leads[1:]:
        lead = joined(lead, last_sentence(inner.text), casing)[:-1]
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


# --- tables ----------------------------------------------------------------------------------------------


def _in_table(table: Table, used: set[tuple[str, str]]) -> Iterator[Found]:
    roles = _roles(table)
    gate = is_gate(table.setting)
    form = table.kind == "response_form"
    if "text" not in roles.values():
        if not form and table.kind != "instructions":
            yield from _loose_cells(table, used)
        return
    if (form and not gate) or any(
        pattern("requirements", "place", "restated").fullmatch(box.text.lower()) for box in table.head
    ):
        return
    for row in table.rows[1:]:
        found = _row(row, roles, table, gate=gate)
        if found:
            yield found


def _roles(table: Table) -> dict[int, str]:
    roles: dict[int, str] = {}
    for box in table.head:
        plain_head = tidy(re.sub(r"\(.*?\)", "", box.text)).strip(" :*.").lower()
        for role in ("text", "number", "applies", "force"):
            if (
                plain_head
                and role not in roles.values()
                and pattern("requirements", "column", role).fullmatch(plain_head)
            ):
                roles[box.column] = role
                break
    return roles


def _row(row: Sequence[Box], roles: dict[int, str], table: Table, *, gate: bool) -> Found | None:
    cells = {roles[box.column]: box for box in row if box.column in roles}
    box = cells.get("text")
    if box is None or len(box.text.split()) < MIN_WORDS or re.search(r"[«»{}]", box.text):
        return None
    labelled = any(each.label == "requirement" for line in box.lines for each in line.sentences)
    if not gate and not (labelled and WHOLE.search(box.text)):
        return None
    number = cells["number"].text if "number" in cells else numbered(box.text)[0]
    priority = cells["force"].text.strip().lower() if "force" in cells else ""
    force: Force = next((each.force for line in box.lines for each in line.sentences if each.force), "must")
    if priority:
        force = "should" if pattern("requirements", "force", "should").fullmatch(priority) else "must"
    first = next(line for line in box.lines if line.text.strip())
    return Found(
        text=closed(numbered(box.text)[1] if numbered(box.text)[0] else box.text),
        force=force,
        source=first.source(),
        document_kind=table.kind,
        number=number or None,
        heading=table.setting,
        said=f"{cells['applies'].text}: {box.text}" if "applies" in cells else box.text,
        gate=gate or is_gate("", box.text),
    )


def _loose_cells(table: Table, used: set[tuple[str, str]]) -> Iterator[Found]:
    """Return requirements that stand as whole sentences in cells of any other table."""
    for row in table.rows:
        if any(pattern("requirements", "place", "restated").fullmatch(box.text.lower()) for box in table.head):
            return
        for line in (line for box in row for line in box.lines):
            for each in line.sentences:
                whole = WHOLE.search(each.text) and re.search(r"[.;]$", each.text.strip())
                if each.label == "requirement" and whole and (line.document, line.block.id) not in used:
                    yield Found(
                        text=closed(each.text),
                        force=each.force or "must",
                        source=each.source,
                        document_kind=line.kind,
                        heading=table.setting,
                        said=each.text,
                        gate=is_gate(table.setting, each.text),
                    )


# --- once each, with an id -------------------------------------------------------------------------------


def _once(every: Iterable[Found]) -> list[Found]:
    """Leave out what says the same again; a condition that decides on the bid stays one."""
    kept: list[Found] = []
    for each in every:
        place = next((place for place, other in enumerate(kept) if _same(each, other)), None)
        if place is None:
            kept.append(each)
        elif each.gate and not kept[place].gate:
            kept[place] = replace(kept[place], gate=True)
    return kept


def _same(one: Found, other: Found) -> bool:
    first, second = _words(one.text), _words(other.text)
    if _figures(one.text) != _figures(other.text) or not first or not second:
        return False
    shared = len(first & second)
    return shared >= ALIKE * len(first | second) or (
        min(len(first), len(second)) > 5 and shared >= INSIDE * min(len(first), len(second))
    )


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"[a-z]{3,}", text.lower()) if word not in STOP)


@cache
def _figures(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d[\d,.]*\d|\d", text))


def _names(found: Sequence[Found]) -> list[str]:
    """Return the ids: a number that no other requirement has, or that a specification gives; else `R` and the place."""
    counts = Counter(each.number for each in found if each.number)
    owner = {each.number: at for at, each in reversed(list(enumerate(found))) if each.number}
    for at, each in reversed(list(enumerate(found))):
        if each.number and each.document_kind == "specification":
            owner[each.number] = at
    names = []
    for at, each in enumerate(found):
        own = each.number and (counts[each.number] == 1 or owner[each.number] == at) and not each.number.isdigit()
        names.append(each.number if own and each.number else f"R{at + 1}")
    return names


def _requirement(found: Found, name: str, *, whole: bool, tested: Scope | None) -> Requirement:
    kind = kind_of(found.text, found.heading)
    said = scope_of(found.said) or (tested if kind == "finance" else None)
    scope: Scope = said or assumed_scope(kind, found.text)
    told = said is not None or (whole and found.document_kind != "instructions" and scope in {"any", "sum"})
    return Requirement(
        id=name,
        text=found.text,
        force=found.force,
        scope=scope,
        assumed=not told,
        kind=kind,
        gate=found.gate,
        number=found.number,
        source=found.source,
    )
