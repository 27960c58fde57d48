"""Insurances by kind: how much, per claim or in all, and what is asked without an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from assistant.extract.contract.money import Money
from assistant.extract.facts.kinds import Named, named_insurances
from assistant.extract.facts.pieces import Piece, plain
from assistant.extract.facts.sums import NUMBER, number, sums
from assistant.extract.requirements.scope import scope_of
from assistant.extract.text.lexicon import rules
from assistant.records import Fact, Scope

LOW_COVER, LOW_CONTENTS = 50_000, 5_000
SMALL_COVERS = {"contents_insurance", "personal_accident_insurance"}
SHORT_ENTRY = 60
SHORT = re.compile(r"\b(?:PL|EL|PI)\b")
STEMS = ("insur", "indemnit", "liabilit", "malpractice", "cover", "negligence")
ABOUT = re.compile(r"\binsur|\bindemnit|\bcover\b|\bliabilit", re.IGNORECASE)
BASIS = re.compile(
    r"(?:for\s+)?each\s+and\s+every\s+(?:claim|loss|occurrence|incident|event)|"
    r"(?:in\s+respect\s+of\s+|for\s+)?(?:any\s+one|any\s+single|each|per|every)\s+"
    r"(?:single\s+)?(?:claim|occurrence|incident|event|loss|accident)|"
    r"(?:in\s+(?:the\s+)?|annual\s+)?aggregate(?:\s+(?:per|in\s+any(?:\s+one)?)\s+(?:annum|year|period))?|"
    r"in\s+any\s+one\s+(?:year|period)|unlimited\s+(?:number\s+of\s+claims|in\s+the\s+period)",
    re.IGNORECASE,
)
LAW = re.compile(
    r"\bstatutory\b|\b(?:as|which|that)\s+(?:is\s+|may\s+be\s+)?required\s+by\s+(?:law|statute)|\bby\s+law\b|"
    r"\blegal\s+minimum\b|\blaw\s+requires\b|compulsory\s+insurance\)\s+act",
    re.IGNORECASE,
)
NOT_NEEDED = re.compile(
    r"\bnot\s+(?:applicable|required|needed|necessary|asked)\b|[|:–-]\s*(?:none|nil|no)\b\s*(?:$|[|–-]|asked|cover|insurance|required|needed)|"
    r"\bnone\s+(?:is\s+|was\s+)?(?:asked|needed|required|wanted)|"
    r"[|:–-]\s*n/?a\b|^\W*no\b[^.]{0,60}\b(?:required|needed)\b|"
    r"\b(?:do|does)\s+not\s+(?:ask|require|need|expect)\b",
    re.IGNORECASE,
)
WISHED = re.compile(r"\bdesirable\b|\bpreferred\b|\brecommended\b|\badvis(?:ed|able)\b", re.IGNORECASE)
NEEDED = re.compile(
    r"\b(?:must|shall|should|will\s+need|required|requires?|need(?:s|ed)?|hold|appropriate|adequate|suitable|sufficient|"
    r"to\s+the\s+value|maintain|effect|take\s+out)\b",
    re.IGNORECASE,
)
NO_DUTY = re.compile(
    r"\b(?:claims?\s+(?:made|history)|may\s+(?:accept|be\s+required)|premium|insured\s+against|if\s+required|copy|copies|"
    r"certificates?|evidence|excess|broker)\b",
    re.IGNORECASE,
)
TOGETHER = re.compile(r"(?:\s|,|/|&|\band\b|\bor\b|\||\binsurances?\b)*", re.IGNORECASE)
BOTH = re.compile(r"\b(?:each|both|all)\b", re.IGNORECASE)
ONE_OF = re.compile(r"\bwhichever\b|\bwhoever\b|\bany\s+one\s+of\s+(?:you|them|the\s+\w+)\b", re.IGNORECASE)
LOT = re.compile(r"\blots?\s+(?:\d+|[A-Z]\b)(?:(?:\s*,\s*|\s*&\s*|\s+and\s+|\s*-\s*)(?:\d+|[A-Z]\b))*", re.IGNORECASE)
LOTTED = re.compile(r"\s*lot\b", re.IGNORECASE)
FOR_LOT = re.compile(rf"[\s,(]*(?:for|in|on)\s+{LOT.pattern}", re.IGNORECASE)
OTHERS_OWN = re.compile(r"\b(?:freelanc\w+|self-employed|sole\s+traders?|hirers?|sub-?contract(?:ors?|ed))\b", re.I)
TAIL = re.compile(
    rf"\b(?:for|of)\s+(?:a\s+(?:minimum\s+)?(?:period\s+of\s+)?|at\s+least\s+)?(?P<n>\d+|{NUMBER})\s*(?:\(\w+\)\s*)?"
    r"(?P<unit>years?|months?)\s+(?:after|from|following|beyond)\b",
    re.IGNORECASE,
)
SLASHED = re.compile(
    r"(?P<names>\b(?:PL|EL|PI)(?:\s*/\s*(?:PL|EL|PI)){1,2})\W+£?\s?(?P<sums>\d+(?:\s*/\s*\d+){1,2})\s*\(?\s*(?:£\s?)?m\b"
)
LETTERS = {"PL": "public_liability", "EL": "employers_liability", "PI": "professional_indemnity"}
HEADED = re.compile(r"\binsur|\bindemnit|\bliabilit|\bcover\b(?!\s+(?:letter|sheet|page|note))", re.IGNORECASE)


def insurances(piece: Piece) -> Iterator[Fact]:
    """Return the covers a piece asks for, and how long one must last."""
    if not piece.has(*STEMS) and not SHORT.search(piece.text) and not (_headed(piece) or _about(piece.beside)):
        return
    if _refused().search(piece.plain):
        return
    yield from _slashed(piece)
    yield from _told(piece)
    tail = TAIL.search(piece.plain)
    if tail and ABOUT.search(piece.plain) and (piece.has("insur", "indemnity") or _headed(piece)):
        years = number(tail["n"]) / (12 if tail["unit"].lower().startswith("month") else 1)
        yield piece.fact("insurance_tail_years", years, "years", "all", piece.quote)


def _told(piece: Piece) -> Iterator[Fact]:
    about = bool(ABOUT.search(piece.plain) or _headed(piece) or _about(piece.beside))
    named = named_insurances(piece.plain, short=about)
    low = LOW_CONTENTS if any(name in SMALL_COVERS for name, _ in named) else LOW_COVER
    given = [each for each in sums(piece.plain, bare=bool(named)) if each.high >= low]
    if not named and given:
        yield from _by_heading(piece, given)
    for name, (start, end), own in _matched(piece.plain, named, given):
        if columns := _by_columns(piece, named):
            yield from columns
            continue
        lots = [each for each in by_lots(piece.plain, given) if start <= each[0].start < end]
        if len(lots) > 1:
            for each, lot in lots:
                yield _cover(piece, name, each, lot.group())
        elif own:
            yield _cover(piece, name, own, _detail(piece, (start, end), own))
        elif not given:
            yield from _without_amount(piece, name)


def _by_columns(piece: Piece, named: Named) -> list[Fact]:
    """Return the amounts of a row of one kind of cover, where the columns are headed by lots."""
    if len(named) != 1 or len(piece.heads) != len(piece.cells):
        return []
    pairs = [(head, given[0]) for head, cell in zip(piece.heads, piece.cells, strict=True) if (given := sums(cell))]
    lots = [(head, own) for head, own in pairs if LOTTED.match(head) and own.high >= LOW_COVER]
    return [_cover(piece, named[0][0], own, " ".join(head.split())) for head, own in lots]


def _cover(piece: Piece, name: str, own: Money, detail: str) -> Fact:
    """Return an amount of cover; insurance is never added up, so nothing but who holds it is taken from elsewhere."""
    fact = piece.fact(name, own.high, own.currency, "all", detail)
    return fact.model_copy(update={"scope": _whose(piece, own)})


def _whose(piece: Piece, own: Money) -> Scope:
    """Return who must hold a cover by the words around its amount, else by those before them.

    One sentence may give some covers to all and another to the lead.
    """
    text = piece.plain
    start, end = text.rfind(";", 0, own.start) + 1, f"{text};".find(";", own.end)
    clause = text[start:end]
    whose = scope_of(clause)
    if ONE_OF.search(clause) or whose == "any":
        return "any"
    whose = whose or scope_of(text[:end])
    if whose is None and piece.beside:
        whose = scope_of(piece.beside[: piece.beside.find(piece.text) + end])
    elif whose is None and clause == text:
        whose = piece.told
    return whose if whose in {"lead", "each_sub"} else "all"


def by_lots(text: str, given: list[Money]) -> Iterator[tuple[Money, re.Match[str]]]:
    """Return the amounts of a text that are said to be for a lot each: `£10m for Lots 1 and 3, and £5m for Lot 2`."""
    for each in given:
        lot = FOR_LOT.match(text, each.end)
        if lot and (named := LOT.search(text, lot.start(), lot.end())):
            yield each, named


def _by_heading(piece: Piece, given: list[Money]) -> Iterator[Fact]:
    """Take the kind of a cover from the heading or the head of the column where the piece names none."""
    if piece.heads and len(piece.heads) == len(piece.cells):
        for head, cell in zip(piece.heads, piece.cells, strict=True):
            names, own = named_insurances(plain(head)), sums(cell)
            if len(names) == 1 and own and own[0].high >= LOW_COVER:
                yield piece.fact(names[0][0], own[0].high, own[0].currency, "all", _basis(cell))
        return
    above = named_insurances(plain(piece.near))
    if not ABOUT.search(piece.plain):
        return
    if len(above) == 1:
        yield piece.fact(above[0][0], given[0].high, given[0].currency, "all", _basis(piece.plain))
    elif not above and re.search(r"\b(?:level|limit)s?\s+of\s+(?:indemnity|insurance|cover)", piece.plain, re.I):
        yield piece.fact("insurance_level", given[0].high, given[0].currency, "all", _basis(piece.plain))


def _matched(text: str, named: Named, given: list[Money]) -> Iterator[tuple[str, tuple[int, int], Money | None]]:
    """Give each kind its amount: the one behind it, or before it where the text puts amounts first."""
    first = _amounts_first(named, given)
    shared, last = _shared(text, named, given), None
    for place, (name, (start, end)) in enumerate(named):
        low = named[place - 1][1][1] if place else 0
        high = named[place + 1][1][0] if place + 1 < len(named) else len(text)
        before = [each for each in given if low <= each.start and each.end <= start]
        after = [each for each in given if end <= each.start < high]
        own = (before[-1:] if first else after[:1]) or ([shared[name]] if name in shared else [])
        if not own and first and last and TOGETHER.fullmatch(text[low:start]):
            own = [last]
        last = own[0] if own else None
        yield name, (start, high), last


def _amounts_first(named: Named, given: list[Money]) -> bool:
    return bool(named and given and given[0].start < named[0][1][0] and given[-1].end <= named[-1][1][0])


def _shared(text: str, named: Named, given: list[Money]) -> dict[str, Money]:
    """Return the amounts of kinds that stand side by side before one amount for all of them."""
    found: dict[str, Money] = {}
    for place in range(len(named) - 2, -1, -1):
        (name, (_, end)), (after, (start, stop)) = named[place], named[place + 1]
        behind = next((each for each in given if each.start >= stop), None)
        if TOGETHER.fullmatch(text[end:start]) and behind and ("insurance" not in text[end:start] or BOTH.search(text)):
            found[name] = found.get(after, behind)
    return found


def _detail(piece: Piece, span: tuple[int, int], own: Money) -> str:
    """Return how a cover is counted and for which lot, as printed around its amount."""
    around = piece.plain[min(span[0], own.start) : max(span[1], own.end)]
    law = "statutory minimum" if LAW.search(around) else ""
    lot = LOT.search(piece.plain)
    whose = OTHERS_OWN.search(piece.plain[: span[0]])
    parts = [_basis(around), law, lot.group() if lot else "", f"for {whose.group().lower()}" if whose else ""]
    return "; ".join(each for each in parts if each)


def _basis(text: str) -> str:
    return "; ".join(dict.fromkeys(" ".join(match.group().lower().split()) for match in BASIS.finditer(text)))


def _without_amount(piece: Piece, name: str) -> Iterator[Fact]:
    """Return a cover that is asked for without a sum: as the law has it, wished for, needed."""
    text = piece.plain
    if NOT_NEEDED.search(text):
        return
    if LAW.search(text) and name != "insurance_level":
        yield piece.fact(name, "statutory", None, "all", piece.quote)
    elif WISHED.search(text):
        yield piece.fact(name, "desirable", None, "all", piece.quote)
    elif piece.kind != "contract" and _is_needed(piece):
        yield piece.fact(name, "needed", None, "all", piece.quote)


def _is_needed(piece: Piece) -> bool:
    """Tell whether a cover without a sum is asked for: in so many words, or as an entry of a list of insurances."""
    if NO_DUTY.search(piece.plain) or piece.label == "buyer":
        return False
    return bool(NEEDED.search(piece.plain) or (_headed(piece) and len(piece.text) <= SHORT_ENTRY))


def _slashed(piece: Piece) -> Iterator[Fact]:
    match = SLASHED.search(piece.plain)
    if match is None:
        return
    names, amounts = re.findall(r"PL|EL|PI", match["names"]), re.findall(r"\d+", match["sums"])
    for name, amount in zip(names, amounts, strict=False):
        yield piece.fact(LETTERS[name], float(amount) * 1e6, "GBP", "all")


def _headed(piece: Piece) -> bool:
    """Tell whether what stands right above says insurance."""
    return _says_insurance(" ".join((piece.near, *piece.heads[:1])))


@lru_cache(256)
def _about(text: str) -> bool:
    return bool(ABOUT.search(text))


@lru_cache(256)
def _says_insurance(text: str) -> bool:
    return bool(HEADED.search(text))


@cache
def _refused() -> re.Pattern[str]:
    return re.compile("|".join(rules("facts")["not_insurance"]), re.IGNORECASE)
