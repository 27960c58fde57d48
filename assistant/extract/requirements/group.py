"""What a pack says, once for all, of bids made by a group: whom its requirements bind, and whether a group may bid.

`Each member must satisfy the insurance requirements` settles every insurance requirement that names nobody, and so
does an answer to a bidder's question such as `Professional indemnity is required of the lead only`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.extract.facts.group_rule import finance_scope
from assistant.extract.requirements.scope import adds_up, scope_of
from assistant.extract.text.layout import Layout, Line
from assistant.extract.text.lexicon import pattern
from assistant.records import RequirementKind, Scope

ABOUT: tuple[RequirementKind, ...] = ("insurance", "finance", "experience", "accreditation", "safeguarding", "data")
SUM_OF_MONEY = re.compile(r"[£$€]\s?\d|\b\d[\d,]{3,}\b")
UNLESS = re.compile(r"^(?:unless|except)[^,]*,", re.IGNORECASE)
ONE_COVER = ("public liability", "professional indemnity", "employers' liability", "employer's liability")
FOR_ALL = re.compile(
    r"\b(?:requirements?|conditions|standards|criteria)\b[^.;]{0,60}\b(?:appl(?:y|ies)|met|satisfied|assessed|evaluated)\b"
    r"|\b(?:meet|satisfy|comply with|fulfil)\s+(?:all|each|every|the)\b"
    r"[^.;]{0,40}\b(?:requirements?|conditions?|standards|criteria)\b",
    re.IGNORECASE,
)
GROUP = re.compile(r"\b(?:consorti\w+|members?|partners?|partnership|groups?)\b", re.IGNORECASE)
WHOLE = re.compile(
    r"\b(?:consortium|group|partnership) as a whole\b"
    r"|\b(?:by|as) (?:the|a) (?:consortium|group|partnership)(?: collectively| together| jointly)?\s*(?:[.,;]|$)"
    r"|\bmet by (?:any|one or more|at least one)\b[^.]*\b(?:members?|partners?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class GroupRules:
    """`kinds` says whom requirements of a kind bind, `covers` those of one insurance, `rest` all others.

    `rest_in` names the document that `rest` is for, where it is for one only. `barred` tells that no group may bid.
    """

    kinds: dict[RequirementKind, Scope] = field(default_factory=dict)
    covers: dict[str, Scope] = field(default_factory=dict)
    rest: Scope | None = None
    rest_in: str = ""
    barred: bool = False

    def scope(self, kind: RequirementKind, text: str, document: str) -> Scope | None:
        """Return whom a requirement that names nobody binds by these rules, or None.

        That a group meets all requirements as a whole says nothing sure of insurance, which protects each member.
        """
        plain = _straight(text)
        cover = next((scope for name, scope in self.covers.items() if name in plain), None)
        if cover or kind in self.kinds:
            return cover or self.kinds[kind]
        if self.rest is None or self.rest_in not in {"", document} or (kind == "insurance" and self.rest == "any"):
            return None
        return "sum" if self.rest == "any" and (kind == "finance" or adds_up(kind, text)) else self.rest


def group_rules(layout: Layout) -> GroupRules:
    """Return the rules of a pack: the first that speaks of a kind counts, but an answer to a question overrides it."""
    kinds: dict[RequirementKind, Scope] = {}
    covers: dict[str, Scope] = {}
    rest: tuple[Scope | None, str] = (None, "")
    barred = False
    for line, text in _sentences(layout):
        barred = barred or bool(pattern("requirements", "group", "barred").search(text))
        scope = _rule(text)
        if scope is None:
            continue
        named, about = [name for name in ONE_COVER if name in _straight(text)], _kinds_in(text)
        covers = {**dict.fromkeys(named, scope), **covers}
        later = dict.fromkeys([] if named else about, scope)
        kinds = {**kinds, **later} if line.kind == "clarification" else {**later, **kinds}
        if rest[0] is None and not about:
            rest = (scope, line.document if line.kind == "specification" else "")
    tested = finance_scope(layout)
    return GroupRules({"finance": tested, **kinds} if tested else kinds, covers, *rest, barred)


def _sentences(layout: Layout) -> Iterator[tuple[Line, str]]:
    for page in layout.pages:
        if page.kind in {"contract", "pricing"}:
            continue
        for line in page.lines:
            for text in [each.text for each in line.sentences] or [line.text]:
                yield line, text


def _rule(text: str) -> Scope | None:
    """Return the scope that a sentence sets for requirements elsewhere; one with an amount is one itself."""
    if SUM_OF_MONEY.search(text) or not pattern("requirements", "group", "meets").search(text):
        return None
    about = _kinds_in(text) or pattern("requirements", "group", "every").search(text)
    if not about:
        return None
    main = UNLESS.sub("", text)
    if not (_kinds_in(text) or (FOR_ALL.search(main) and GROUP.search(main))):
        return None
    found = "any" if WHOLE.search(main) else scope_of(main)
    return None if found == "each_sub" else found


def _straight(text: str) -> str:
    return text.lower().replace("’", "'")


def _kinds_in(text: str) -> list[RequirementKind]:
    return [kind for kind in ABOUT if pattern("requirements", "group", kind).search(text)]
