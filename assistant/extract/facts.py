"""The named values that the rules of a line-up turn on, each with whom in a consortium it binds.

Amounts (unit GBP, or the currency as printed): `public_liability`, `employers_liability`, `professional_indemnity`,
`product_liability`, `cyber_liability`, `medical_malpractice`, `motor`, `turnover_minimum`, `experience_minimum`.
Numbers: `turnover_years`, `experience_years` (unit years), `experience_count` (contracts), `days_minimum` (practitioner
days a year), `policy_review_months` (unit months), `validity_days` (days a tender stays open).
Multiples (unit times): `turnover_multiple` of the annual contract value.
Words: `group_finance_rule` is lead_only, each_member, aggregate_if_jsl, aggregate_by_share or aggregate;
`tupe_status` is applies, may_apply, unlikely, no; `regime` is procurement_act_2023, pcr_2015, far,
provider_selection_regime, scotland and the like; `procedure` is open, restricted, direct_award and the like;
`light_touch` is yes; `reserved` says for whom; `real_living_wage` is must or should; `dbs_enhanced`,
`ico_registration` are must; `accreditation` names one (there may be several); `insurance_timing` is before_start or
at_tender.
A fact that the pack does not state is not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.extract.finance import SCOPES, finance_rule
from assistant.extract.layout import Layout, Line, Page, Table
from assistant.extract.lexicon import pattern, phrases, rules
from assistant.extract.money import amounts
from assistant.extract.scope import scope_of
from assistant.extract.term import COUNT, NAMES, months_of
from assistant.records import Fact, Requirement, Scope, Source

YEARS = re.compile(
    rf"\b(?:last|past|previous|preceding|most recent)\s+(?P<count>{COUNT})\s*(?:\(\w+\)\s*)?"
    r"(?:financial\s+|calendar\s+)?years?\b",
    re.IGNORECASE,
)
DAYS = re.compile(
    r"\b(?P<count>\d[\d,]*)\s+(?:[a-z-]+\s+){0,2}?(?:practitioner|artist|delivery|contact|staff|person|facilitator)"
    r"[\s-]+days?\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"\b(?:at\s+least|minimum\s+of|no\s+fewer\s+than)\s+(?P<count>{COUNT})\s*(?:\(\w+\)\s*)?(?:[a-z-]+\s+){{0,3}}"
    r"(?:contracts?|grants?|projects?|examples?)\b",
    re.IGNORECASE,
)
MULTIPLE = re.compile(
    r"\b(?P<times>\d+(?:\.\d+)?|twice|two|three|double|one and a half)\s*(?:x|times)?\s*(?:or more\s+)?(?:the\s+)?"
    r"(?:estimated\s+)?(?:annual|yearly)\s+(?:value|contract value|value of the contract)",
    re.IGNORECASE,
)
VALIDITY = re.compile(
    r"\b(?:open|valid|remain|held|kept)\b[^.]{0,60}?\b(?P<count>\d{2,3})[\s-]*(?:calendar\s+)?days?\b", re.IGNORECASE
)
SPELLED = {"twice": 2.0, "two": 2.0, "double": 2.0, "three": 3.0, "one and a half": 1.5}
EVERYBODY = {"real_living_wage", "dbs_enhanced", "ico_registration"}
LOW_COVER = 100_000


@dataclass(frozen=True)
class Piece:
    """A sentence, or the cells of a row read as one. `setting` is what stands above it."""

    text: str
    source: Source
    setting: str = ""
    kind: str = "other"
    told: Scope | None = None

    def fact(self, name: str, value: float | str, unit: str | None = None, default: Scope = "any") -> Fact:
        """Return a fact of this piece, for whom its words say, else for whom its requirement is, else the default."""
        scope = scope_of(self.text) or self.told or default
        return Fact(name=name, value=value, unit=unit, scope=scope, source=self.source)


def find_facts(layout: Layout, requirements: Sequence[Requirement]) -> tuple[Fact, ...]:
    """Return each fact once, as the first place states it; what only the contract or a form says comes last."""
    pieces = list(_pieces(layout))
    scopes = {(each.source.document, each.source.block): each.scope for each in requirements}
    found: list[Fact] = []
    for piece in pieces:
        told = scopes.get((piece.source.document, piece.source.block))
        for fact in _facts_of(replace(piece, told=told)):
            if not any(_same(fact, other) for other in found):
                found.append(fact)
    return tuple(found)


def _same(one: Fact, other: Fact) -> bool:
    return one.name == other.name and (one.name != "accreditation" or one.value == other.value)


def _pieces(layout: Layout) -> Iterator[Piece]:
    late = {"contract", "pricing", "response_form", "clarification"}
    for page in sorted(layout.pages, key=lambda page: page.kind in late):
        yield from _on_page(page)


def _on_page(page: Page) -> Iterator[Piece]:
    for element in page.elements:
        if isinstance(element, Line):
            if element.block.kind not in {"header", "footer"}:
                yield from _of_line(element)
        else:
            yield from _of_table(element)


def _of_line(line: Line) -> Iterator[Piece]:
    setting = f"{line.trail} / {' '.join(lead.text for lead in line.leads)}"
    for each in line.sentences:
        yield Piece(each.text, each.source, setting, line.kind)
    if not line.sentences and line.text.strip():
        yield Piece(line.text, line.source(), setting, line.kind)


def _of_table(table: Table) -> Iterator[Piece]:
    """Return each row as one piece, and its sentences where a cell has several."""
    for row in table.rows:
        text = " | ".join(box.text for box in row if box.text)
        amount = next((box for box in row if amounts(box.text)), max(row, key=lambda box: len(box.text)))
        if text:
            yield Piece(text, amount.source, table.setting, table.kind)


def _facts_of(piece: Piece) -> Iterator[Fact]:
    yield from _insurances(piece)
    yield from _finance(piece)
    yield from _capacity(piece)
    yield from _standing(piece)
    yield from _words(piece)


# --- amounts ---------------------------------------------------------------------------------------------


def _insurances(piece: Piece) -> Iterator[Fact]:
    sums = [each for each in amounts(piece.text) if each.high >= LOW_COVER]
    if not sums or pattern("facts", "not_insurance").search(piece.text):
        return
    named = _named_insurances(piece.text)
    for place, (name, start) in enumerate(named):
        after = named[place + 1][1] if place + 1 < len(named) else len(piece.text)
        own = [each for each in sums if start <= each.start < after]
        own = own or ([each for each in sums if each.end <= start] if place == 0 and len(named) == 1 else [])
        if own:
            yield piece.fact(name, own[0].high, own[0].currency, "all")


def _named_insurances(text: str) -> list[tuple[str, int]]:
    """Return the kinds of insurance in a text with where each is named; a name within a longer one is not another."""
    spans = [
        (match.start(), -match.end(), name) for name, words in _insurance_names() for match in words.finditer(text)
    ]
    found: dict[str, int] = {}
    reached = 0
    for start, end, name in sorted(spans):
        if start >= reached:
            found.setdefault(name, start)
            reached = -end
    return sorted(found.items(), key=lambda each: each[1])


@cache
def _insurance_names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, phrases(words)) for name, words in rules("facts")["insurance"].items())


def _finance(piece: Piece) -> Iterator[Fact]:
    text = piece.text
    rule = finance_rule(text)
    if rule:
        yield Fact(name="group_finance_rule", value=rule, scope=SCOPES[rule], source=piece.source)
    if not pattern("facts", "turnover").search(text) or pattern("facts", "not_turnover").search(text):
        return
    asked = bool(pattern("facts", "minimum").search(f"{text} {piece.setting}"))
    sums = [each for each in amounts(text) if each.high >= 1000]
    multiple = MULTIPLE.search(text)
    if sums and asked:
        yield piece.fact("turnover_minimum", sums[0].low, unit=sums[0].currency, default="lead")
    if multiple and asked and not sums:
        word = multiple["times"].lower()
        yield piece.fact("turnover_multiple", SPELLED.get(word) or float(word), unit="times", default="lead")
    years = YEARS.search(text)
    if years and (sums or multiple) and asked:
        yield piece.fact("turnover_years", _count(years["count"]), unit="years", default="lead")


def _capacity(piece: Piece) -> Iterator[Fact]:
    days = DAYS.search(piece.text)
    if days and pattern("facts", "minimum").search(piece.text) and pattern("facts", "yearly").search(piece.text):
        yield piece.fact("days_minimum", _count(days["count"]), unit="days", default="sum")
    if not pattern("facts", "experience").search(piece.text) or not pattern("facts", "minimum").search(piece.text):
        return
    sums = [] if pattern("facts", "turnover").search(piece.text) else amounts(piece.text)
    counted, years = COUNTED.search(piece.text), YEARS.search(piece.text)
    if sums and not _named_insurances(piece.text):
        yield piece.fact("experience_minimum", sums[0].low, unit=sums[0].currency)
    if counted and (sums or years):
        yield piece.fact("experience_count", _count(counted["count"]), unit="contracts")
    if years and (sums or counted or re.search(r"experience", piece.text, re.IGNORECASE)):
        yield piece.fact("experience_years", _count(years["count"]), unit="years")


def _standing(piece: Piece) -> Iterator[Fact]:
    """Return how fresh a policy must be, and how long a tender stays open."""
    if pattern("facts", "reviewed").search(piece.text):
        months = months_of(piece.text)
        if months:
            yield piece.fact("policy_review_months", float(months[0][0]), unit="months", default="all")
    validity = VALIDITY.search(piece.text)
    if validity and pattern("facts", "tender").search(piece.text):
        yield piece.fact("validity_days", _count(validity["count"]), unit="days")


def _count(text: str) -> float:
    return float(text.replace(",", "")) if text[0].isdigit() else float(NAMES.get(text.lower(), 0))


# --- words -----------------------------------------------------------------------------------------------


def _words(piece: Piece) -> Iterator[Fact]:
    for name, values in rules("facts")["said"].items():
        value = next((value for value, words in _said(name) if words.search(piece.text)), None)
        if value and values:
            yield piece.fact(name, value, default="all" if name in EVERYBODY else "any")
    if piece.kind not in {"contract", "pricing"}:
        named = [name for name, words in _marks() if words.search(piece.text)] if _any_mark().search(piece.text) else []
        whole = [name for name in named if not any(other != name and other.startswith(name) for other in named)]
        if not pattern("facts", "not_mark").search(piece.text):
            yield from (piece.fact("accreditation", name) for name in whole)


@cache
def _said(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = rules("facts")["said"][name]
    return tuple((value, re.compile("|".join(said), re.IGNORECASE)) for value, said in listed.items())


@cache
def _any_mark() -> re.Pattern[str]:
    return phrases(word for words in rules("facts")["accreditation"].values() for word in words)


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, phrases(words)) for name, words in rules("facts")["accreditation"].items())
