"""What the bidder must meet: every requirement once, as a whole sentence, with whom it binds and what kind it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.extract.contract.lots import find_lots
from assistant.extract.criteria.lotted import lot_of_heading, lot_of_page
from assistant.extract.requirements.clauses import Found, in_line
from assistant.extract.requirements.defined import Defined, defined_in
from assistant.extract.requirements.gates import is_gate
from assistant.extract.requirements.group import GroupRules, group_rules
from assistant.extract.requirements.kinds import kind_of
from assistant.extract.requirements.plainly import is_wanted
from assistant.extract.requirements.scope import assumed_scope, scope_of, scope_of_column
from assistant.extract.requirements.tabled import columns_of, head_row, in_table
from assistant.extract.text.layout import Layout, Line, Page, Table
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.phrasing import Casing
from assistant.records import Lot, Requirement, RequirementKind, Source, Statement

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
ALIKE, INSIDE, FIRM = 0.75, 0.9, 0.8


def find_requirements(layout: Layout, taken: Sequence[Source], casing: Casing) -> tuple[Requirement, ...]:
    """Return the requirements in document order; `taken` are the places that questions have used."""
    used = {(source.document, source.block) for source in taken}
    pages = list(_pages(layout))
    alone = all(page.kind in {"instructions", "response_form"} for page in pages)
    lots = find_lots(layout)
    given = Pack(casing, lots, group_rules(layout), defined_in(layout), alone=alone)
    every = [each for page in pages for each in _on_page(page, used, given)]
    kept = _once(_without_spare(every))
    return tuple(_requirement(each, name, given) for each, name in zip(kept, _names(kept), strict=True))


@dataclass(frozen=True)
class Pack:
    """What is known of the whole pack; `alone` where no document but the instructions can hold requirements."""

    casing: Casing
    lots: tuple[Lot, ...]
    rules: GroupRules
    defined: Defined
    alone: bool


def _pages(layout: Layout) -> Iterator[Page]:
    """Return the documents whose requirements count: of a contract all where no other has any, else its conditions."""
    asked = [page for page in layout.pages if page.kind not in {"contract", "pricing", "clarification"}]
    bare = not any(each.label == "requirement" for page in asked for line in page.lines for each in line.sentences)
    for page in layout.pages:
        if page in asked or (bare and page.kind == "contract"):
            yield page
        elif page.kind == "contract":
            kept = tuple(each for each in page.elements if is_gate(each.trail, bidding=False))
            if kept:
                yield replace(page, elements=kept)


def _on_page(page: Page, used: set[tuple[str, str]], pack: Pack) -> Iterator[Found]:
    bidding = page.kind != "specification"
    gates = {
        table.trail
        for table in page.tables
        if is_gate(table.setting, bidding=bidding) and "text" in columns_of(table, head_row(table)).values()
    }
    items: dict[int, list[Line]] = defaultdict(list)
    for line in page.lines:
        if line.leads:
            items[id(line.leads[-1])].append(line)
    for element in page.elements:
        if isinstance(element, Table):
            found = in_table(element, used, pack.lots)
        elif element.trail in gates or (element.document, element.block.id) in used:
            continue
        elif page.kind != "response_form" and _may_stand(page, element, alone=pack.alone):
            found = in_line(element, items[id(element)], pack.casing)
        else:
            continue
        yield from (replace(each, lot=each.lot or _lot_of(each, element.trail, page, pack.lots)) for each in found)


def _lot_of(found: Found, trail: str, page: Page, lots: Sequence[Lot]) -> str | None:
    """Return the lot that the words of a requirement, else what stands above it, else its document is for."""
    if not lots:
        return None
    said = (lot_of_heading(each, lots) for each in (found.said, *reversed(trail.split(" / "))) if _speaks(each))
    told = next((each for each in said if each is not None), None)
    return (lot_of_page(page, lots) if told is None else told) or None


def _speaks(text: str) -> bool:
    return bool(re.search(r"\blots?\b", text, re.IGNORECASE))


def _may_stand(page: Page, line: Line, *, alone: bool) -> bool:
    """Tell whether a line of a document may hold requirements: of instructions only what does not bind the bid."""
    if line.block.kind in {"heading", "header", "footer", "comment"}:
        return False
    if page.kind != "instructions":
        return True
    section = line.block.headings[-1] if line.block.headings else ""
    if is_gate(line.trail, " ".join([line.text, *(lead.text for lead in line.leads)])):
        return True
    if is_wanted(line) or any(_holds(each) for each in line.sentences):
        return True
    return alone and not pattern("requirements", "place", "procedure").search(section)


def _holds(sentence: Statement) -> bool:
    """Tell whether a sentence surely asks for an insurance or an income of some amount, wherever it stands."""
    asked = sentence.label == "requirement" and sentence.score >= FIRM and "£" in sentence.text
    return asked and kind_of(sentence.text) in {"insurance", "finance"}


def _without_spare(every: Sequence[Found]) -> Iterator[Found]:
    """Leave out the rows of a table whose insurance a clause or a condition asks for as well."""
    told = " ".join(each.text for each in every if not each.spare).lower().replace("’", "'")
    return (each for each in every if not each.spare or each.spare not in told)


def _once(every: Iterable[Found]) -> list[Found]:
    """Leave out what says the same again; a condition that decides on the bid stays one."""
    kept: list[Found] = []
    with_figures: dict[frozenset[str], list[int]] = defaultdict(list)
    for each in every:
        places = with_figures[_figures(each.text)]
        place = next((place for place in places if _same(each, kept[place])), None)
        if place is None:
            places.append(len(kept))
            kept.append(each)
        elif each.gate and not kept[place].gate:
            kept[place] = replace(kept[place], gate=True)
    return kept


def _same(one: Found, other: Found) -> bool:
    """Tell whether two requirements of the same figures share their words."""
    first, second = _words(one.text), _words(other.text)
    if not first or not second:
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


def _requirement(found: Found, name: str, pack: Pack) -> Requirement:
    kind: RequirementKind = "insurance" if found.spare else kind_of(found.text, found.heading)
    if kind == "other" and (pack.alone or found.document_kind in {"specification", "other"}) and not found.gate:
        kind = "delivery"
    said = scope_of_column(pack.defined.plain(found.applies)) if found.applies else None
    said = said or next(
        (scope for each in (found.text, found.said) if (scope := scope_of(pack.defined.plain(each)))), None
    )
    said = said or pack.rules.scope(kind, found.text, found.source.document)
    return Requirement(
        id=name,
        text=found.text,
        force=found.force,
        scope=said or assumed_scope(kind, found.text),
        assumed=said is None,
        kind=kind,
        gate=found.gate,
        lot=found.lot,
        number=found.number,
        source=found.source,
    )
