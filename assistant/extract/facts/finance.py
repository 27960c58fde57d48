"""Turnover, multiples and shares of it: what a bidder must earn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.extract.facts.group_rule import SCOPES, finance_rule
from assistant.extract.facts.insurance import LOT, by_lots
from assistant.extract.facts.pieces import Piece
from assistant.extract.facts.sums import ASKED, COUNT, COUNTED, number, sums
from assistant.extract.requirements.scope import scope_of
from assistant.extract.text.lexicon import pattern
from assistant.records import Fact, Scope

YEARS = re.compile(
    rf"\b(?:last|past|previous|preceding|most recent|latest)\s+(?P<count>{COUNT})\s*(?:\(\w+\)\s*)?"
    r"(?:(?:consecutive|full|completed?|financial|calendar|trading|accounting|audited)\s+)*"
    r"(?:years?\b|sets?\s+of\s+(?:\w+\s+)?accounts)"
    rf"|\b(?P<other>{COUNT})\s*(?:\(\w+\)\s*)?(?:most\s+recent|latest|last|previous|preceding)\s+"
    r"(?:(?:consecutive|full|completed?|financial|calendar|trading)\s+)*years?\b"
    rf"|\b(?:last|past|previous|older\s+than)\s+(?P<months>24|36|48|60|{COUNT})\s+months\b",
    re.IGNORECASE,
)
AVERAGE = re.compile(
    rf"\baverage\s+(?:annual\s+)?(?:turnover|income)\b[^.]{{0,30}}?\b(?P<count>{COUNT})\s+years?\b", re.IGNORECASE
)
SIZE = (
    r"(?:the\s+|your\s+)?(?:total\s+)?(?:estimated\s+|anticipated\s+)?(?P<annual>annual\s+|yearly\s+)?(?:contract\s+)?"
    r"(?:value|price|sum)(?P<of>\s+of\s+(?:the\s+)?contract)?"
)
MULTIPLE = re.compile(
    rf"\b(?P<times>{COUNTED}|one\s+and\s+a\s+half)\s*(?:x\s+|times\s+)?(?:or\s+more\s+)?(?:that\s+of\s+)?{SIZE}",
    re.IGNORECASE,
)
RATIO = re.compile(
    r"\bratio\b[^.;]{0,30}?\b(?:below|under|less\s+than|at\s+least|of|is|exceed\w*|greater\s+than)\s+(?P<times>\d+(?:\.\d+)?)"
    r"(?:\s?:\s?1)?(?!\s?%)",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"(?:turnover|income)\b[^.]{0,60}\b(?:must|should|shall)\s+(?:exceed|equal|be\s+(?:greater|higher|more)\s+than|be\s+at\s+least)\s+"
    r"(?:equal\s+to\s+)?(?:the\s+)?(?P<annual>annual\s+)?(?:total\s+)?(?:contract|tender)\s+(?:price|value|sum)",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"\b(?:not|no)\b[^.;]{{0,30}}?\b(?:exceed|more\s+than|greater\s+than|over|above)\s+(?:\w+\s+)?(?:(?P<share>{COUNTED})\s?"
    r"(?:%|per\s?cent)|(?P<part>half|a\s+third|one[\s-]third|two[\s-]thirds|a\s+quarter|one\s+quarter))\s+(?:of|\([^)]*\)\s+of)\s+(?:[\w']+\s+){0,4}(?:turnover|income)\b",
    re.IGNORECASE,
)
SPECIFIC = re.compile(
    r"\bturnover\s+(in\s+(?:the\s+)?(?:[\w-]+\s+){0,7}(?:contract|services?|area|field|sector))\b", re.I
)
TOO_GREAT = re.compile(
    rf"\bcontract\b[^.;]{{0,40}}?\b(?:more\s+than|greater\s+than|over|above|exceed\w*)\s+(?P<share>{COUNTED})\s?(?:%|per\s?cent)\s+of\s+"
    r"(?:[\w']+\s+){0,4}(?:turnover|income)\b(?=[^.;]*\b(?:risk|fail|reject|exclu|refer|not\s+(?:pass|be)))",
    re.IGNORECASE,
)
HEADED = re.compile(r"financ|economic|turnover|threshold|condition", re.IGNORECASE)
LABELLED = re.compile(r"^\W*(?:(?:annual|minimum|yearly|gross)\s+)*(?:turnover|income)\b", re.IGNORECASE)
SPLIT = re.compile(r"(?=\blots?\s+(?:\d+|[A-Z])\b)", re.IGNORECASE)
STEMS = ("turnover", "income")
SPOKEN_OF = ("financ", "econom", "accounts", "several")
OWN_INCOME = re.compile(
    r"\b(?:lead|prime|principal|head|bidders?|tenderers?|offerors?|applicants?|organisations?|members?|partners?|you|providers?|suppliers?|contractors?|"
    r"consortium|group)\b[^.;]{0,60}?\b(?:have|had|has|having|show|demonstrate|prove|evidence|received?)\b[^.;]{0,40}?"
    r"(?<!earned )(?<!household )(?<!family )(?<!rental )\bincomes?\b(?!\s+(?:from|generation|targets?|share|streams?))"
    r"|\b(?:your|their|its|organisation's|member's)\s+(?:own\s+|combined\s+|total\s+)?incomes?\s+(?:must|shall|should|has\s+to|was|is)\b"
    r"|\b(?:minimum|combined|aggregate)\s+incomes?\b"
    r"|\bincomes?\b[^.;]{0,60}\b(?:is|are|will\s+be)\s+(?:required|needed|asked|expected)\s+(?:of|from)\b"
    r"|\b(?:members|partners|organisations|bidders|group|lead\s+\w+|lead)'?s?'?\s+(?:\w+\s+)?incomes?\b[^.;]{0,60}\b(?:must|shall|should|"
    r"has\s+to|have\s+to|needs?\s+to)\b"
    r"|\bincomes?\s+of\s+(?:the|each|every|your|its|all)\s+(?!project|household)[^.;]{0,60}?\b(?:must|shall|should|has\s+to|have\s+to|needs?\s+to)\b",
    re.IGNORECASE,
)
SERVED = re.compile(
    r"\b(?:household|families|family|participants?|residents|tenants|service\s+users|raise)\b", re.IGNORECASE
)
PARTS = {
    "half": 50.0,
    "a third": 33.33,
    "one third": 33.33,
    "two thirds": 66.67,
    "a quarter": 25.0,
    "one quarter": 25.0,
}
IMPLIED: dict[str, Scope] = {"lead_only": "lead", "each_member": "all", "aggregate": "sum"}
SPELLED = {"one and a half": 1.5}
LEAST = 1000
OF_LOT = re.compile(r"\W*lots?\b", re.IGNORECASE)
ASKED_OVER = re.compile(r"\b(?:minimum|min|least|required|requirement|threshold|must|needs?|shall)\b", re.IGNORECASE)
OTHERS_FREE = re.compile(
    r"\b(?:other\s+\w+|others|partners?(?:\s+organisations)?|sub-?contractors|associates|members)\s+"
    r"(?:are|is|will\s+be|need)\s+not\s+(?:be\s+|to\s+be\s+)?tested|\bonly\s+the\s+lead\b[^.]{0,30}\btested|\blead\b[^.]{0,30}\balone\b[^.]{0,30}\btested",
    re.IGNORECASE,
)


def finance(piece: Piece) -> Iterator[Fact]:
    """Return what a piece asks of income, and how a group is tested."""
    yield from _by_column(piece)
    if not piece.has(*STEMS, *SPOKEN_OF):
        if piece.has("tested") and piece.has("not", "only", "alone", "no ") and is_turnover(piece.beside):
            yield from _rule(OTHERS_FREE.search(piece.plain) and "lead_only", piece)
        return
    yield from _rule(finance_rule(piece.plain), piece)
    if not piece.has(*STEMS) or not is_turnover(piece.plain):
        return
    share = SHARE.search(piece.plain) or TOO_GREAT.search(piece.plain)
    if share:
        value = (
            number(share["share"]) if share["share"] else PARTS[" ".join(re.split(r"[\s-]+", share["part"].lower()))]
        )
        yield piece.fact("turnover_share_maximum", value, "percent", "lead")
    elif not pattern("facts", "not_turnover").search(piece.plain):
        yield from _turnover(piece)


def years_of(text: str) -> float:
    """Return of how many past years a text speaks, 0 where it speaks of none or not of whole ones."""
    match = YEARS.search(text)
    if match is None:
        return 0
    if match["months"]:
        years, rest = divmod(number(match["months"]), 12)
        return 0 if rest else years
    return number(match["count"] or match["other"])


def is_turnover(text: str) -> bool:
    """Tell whether a text speaks of what an organisation earns in a year, by that name or as its income."""
    if pattern("facts", "turnover").search(text):
        return True
    return "income" in text.lower() and bool(OWN_INCOME.search(text)) and not SERVED.search(text)


def _rule(rule: str | None, piece: Piece, detail: str = "") -> Iterator[Fact]:
    if rule:
        yield Fact(name="group_finance_rule", value=rule, detail=detail, scope=SCOPES[rule], source=piece.source)


def _by_column(piece: Piece) -> Iterator[Fact]:
    """Return the turnover of a row where the head of a column asks for it, with the lot that the row is of."""
    if not piece.heads or len(piece.heads) != len(piece.cells) or piece.kind in {"pricing", "response_form"}:
        return
    lot = next((place for place, head in enumerate(piece.heads) if OF_LOT.match(head)), None)
    detail = "" if lot is None else " ".join(piece.cells[lot].split())
    for head, cell in zip(piece.heads, piece.cells, strict=True):
        given = sums(cell) if "turnover" in head.lower() or "income" in head.lower() else []
        if given and given[0].high >= LEAST and is_turnover(head) and ASKED_OVER.search(head):
            named = f"Lot {detail}" if detail and not LOT.match(detail) else detail
            fact = piece.fact("turnover_minimum", given[0].low, given[0].currency, "lead", named)
            yield fact.model_copy(update={"scope": scope_of(head) or fact.scope})
            yield from _implied_rule(piece, head)


def _turnover(piece: Piece) -> Iterator[Fact]:
    text = piece.plain
    given = [each for each in sums(text) if each.high >= LEAST]
    asked = bool(ASKED.search(f"{text} {piece.setting}")) or _stated(piece)
    if given and asked:
        yield from _amounts(piece)
        yield from _implied_rule(piece, piece.text)
    elif not given:
        yield from _multiple(piece, asked=asked)
    average, years = AVERAGE.search(text), years_of(text)
    if average:
        yield piece.fact("turnover_years", number(average["count"]), "years", "lead", "average")
    elif years and asked and (given or MULTIPLE.search(text)):
        yield piece.fact("turnover_years", years, "years", "lead")


def _implied_rule(piece: Piece, text: str) -> Iterator[Fact]:
    """Return the rule for groups that lies in who must have the turnover, where the words name them."""
    whom = scope_of(text)
    rule = next((name for name, scope in IMPLIED.items() if scope == whom), None)
    yield from _rule(rule, piece, piece.quote)


def _stated(piece: Piece) -> bool:
    """Tell whether an amount of turnover without a word like `minimum` is a condition all the same."""
    if piece.kind not in {"instructions", "specification", "other"}:
        return False
    lots = LOT.search(piece.plain) and LABELLED.search(piece.plain)
    rowed = len(piece.cells) > 1 and LABELLED.match(piece.cells[0]) and HEADED.search(piece.setting)
    return bool(
        lots or rowed or SPECIFIC.search(piece.plain) or (HEADED.search(piece.near) and piece.label == "requirement")
    )


def _amounts(piece: Piece) -> Iterator[Fact]:
    """Return the least turnover, for each lot where the piece gives several."""
    behind = list(by_lots(piece.plain, sums(piece.plain)))
    parts = [part for part in SPLIT.split(piece.plain) if LOT.match(part) and sums(part)]
    ahead = [(sums(part)[0], lot) for part in parts if (lot := LOT.match(part))]
    for own, lot in behind or ahead:
        yield piece.fact("turnover_minimum", own.low, own.currency, "lead", lot.group())
    if not parts and not behind:
        own, specific = next(each for each in sums(piece.plain) if each.high >= LEAST), SPECIFIC.search(piece.plain)
        detail = specific[1] if specific else ""
        fact, rule = piece.fact("turnover_minimum", own.low, own.currency, "lead", detail), finance_rule(piece.plain)
        yield fact.model_copy(update={"scope": SCOPES[rule]}) if rule else fact


def _multiple(piece: Piece, *, asked: bool) -> Iterator[Fact]:
    text = piece.plain
    whole, multiple = WHOLE.search(text), MULTIPLE.search(text)
    if whole:
        yield piece.fact(f"turnover_multiple{'' if whole['annual'] else '_total'}", 1.0, "times", "lead")
    elif multiple and asked:
        word = " ".join(multiple["times"].lower().split())
        annual = multiple["annual"] or "annual" in text[multiple.end() : multiple.end() + 20].lower()
        name = "turnover_multiple" if annual else "turnover_multiple_total"
        yield piece.fact(name, SPELLED.get(word) or number(word), "times", "lead")
    elif (ratio := RATIO.search(text)) and piece.has("contract", "value"):
        yield piece.fact("turnover_multiple", number(ratio["times"]), "times", "lead", piece.quote)
