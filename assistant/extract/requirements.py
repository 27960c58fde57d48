"""What the bidder must meet: every requirement once, as a whole sentence, with whom it binds and what kind it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from assistant.extract.clauses import Found, in_line, is_gate
from assistant.extract.finance import finance_scope
from assistant.extract.layout import Layout, Line, Page, Table
from assistant.extract.lexicon import pattern
from assistant.extract.phrasing import Casing
from assistant.extract.scope import assumed_scope, kind_of, scope_of
from assistant.extract.tabled import columns_of, in_table
from assistant.records import Requirement, Scope, Source

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
ALIKE, INSIDE = 0.75, 0.9


def find_requirements(layout: Layout, taken: Sequence[Source], casing: Casing) -> tuple[Requirement, ...]:
    """Return the requirements in document order; `taken` are the places that questions have used."""
    used = {(source.document, source.block) for source in taken}
    pages = list(_pages(layout))
    alone = all(page.kind in {"instructions", "response_form"} for page in pages)
    every = [each for page in pages for each in _on_page(page, used, casing, alone=alone)]
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
    gates = {table.trail for table in page.tables if is_gate(table.setting) and "text" in columns_of(table).values()}
    items: dict[int, list[Line]] = defaultdict(list)
    for line in page.lines:
        if line.leads:
            items[id(line.leads[-1])].append(line)
    for element in page.elements:
        if isinstance(element, Table):
            yield from in_table(element, used)
        elif element.trail in gates or (element.document, element.block.id) in used:
            continue
        elif page.kind != "response_form" and _may_stand(page, element, alone=alone):
            yield from in_line(element, items[id(element)], casing)


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
