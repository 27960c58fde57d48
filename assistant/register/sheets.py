"""The sheets of a register: their columns, what may stand in each, and how an item's values are put there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as filled
from typing import Any, Literal, get_args

from assistant.records import (
    Criterion,
    KeyDate,
    Label,
    Question,
    Requirement,
    RequirementKind,
    Statement,
    Unit,
)

Entry = Question | Requirement | Criterion | KeyDate | Statement
Kind = Literal["shown", "words", "text", "choice", "yes", "number", "whole", "day"]
MARK = "consort.register/1"
LONGEST = 8_000
SCOPES = {
    "any": "Any member",
    "all": "Every member",
    "lead": "The lead",
    "sum": "All together",
    "each_sub": "Each sub-contractor",
}
ASSUMED = " (assumed)"
FORCES = {"must": "Must", "should": "Should"}
ROLES = (
    "issued", "clarification", "clarification_answers", "submission", "briefing", "evaluation", "interviews", "award",
    "standstill_end", "contract_start", "contract_end", "first_session",
)  # fmt: skip


def plain(name: str) -> str:
    """Return a name of ours as people write it: `social_value` is `Social value`."""
    return name.replace("_", " ").capitalize()


def _plain_all(names: tuple[str, ...]) -> dict[str, str]:
    return {name: plain(name) for name in names}


@dataclass(frozen=True, eq=False)
class Column:
    """One column. `field` is the item's, `choices` what may be chosen with its printed form, `also` other titles."""

    title: str
    field: str
    width: int
    kind: Kind = "shown"
    choices: Mapping[str, str] = filled(default_factory=dict)
    also: tuple[str, ...] = ()
    free: bool = False
    empty: bool = False

    @property
    def edited(self) -> bool:
        return self.kind != "shown"


@dataclass(frozen=True)
class Sheet:
    """One sheet: what it lists, its columns, and the values of an item by field, as they are printed."""

    title: str
    about: str
    columns: tuple[Column, ...]
    printed: Callable[[Any], dict[str, str]]

    def column(self, name: str) -> Column:
        return next(each for each in self.columns if each.field == name)

    @property
    def words(self) -> str:
        """The field that tells one item from another."""
        return "text" if any(each.field == "text" for each in self.columns) else self.columns[0].field


WHERE = Column("Where", "where", 34, also=("source", "place"))
DROP = Column("Drop", "drop", 8, "yes", also=("remove", "delete"), empty=True)
OWNER = Column("Owner", "owner", 22, "text", also=("who", "responsible"), empty=True)
LOT = Column("Lot", "lot", 8, "text", empty=True)
WEIGHT = Column("Weight", "weight", 9, "number", also=("weighting",), empty=True)
UNIT = Column("Weight in", "unit", 10, "choice", {name: plain(name) for name in get_args(Unit)}, ("unit",))
GATE = Column("Pass or fail", "gate", 9, "yes", also=("pass/fail", "gate"), empty=True)
LIMITS = {name: plain(name) for name in ("words", "pages", "characters")}


def _yes(given: bool) -> str:  # noqa: FBT001
    return "yes" if given else "no"


def _number(given: float | None) -> str:
    return "" if given is None else f"{given:g}"


def _question(given: Question) -> dict[str, str]:
    return {
        "id": given.id,
        "title": given.title,
        "text": given.text,
        "asks": " | ".join(given.asks),
        "weight": _number(given.weight),
        "unit": plain(given.unit),
        "limit": str(given.limit.number) if given.limit else "",
        "limit_unit": plain(given.limit.unit) if given.limit else "",
        "pass_fail": _yes(given.pass_fail),
        "lot": given.lot or "",
        "owner": given.owner,
    }


def _requirement(given: Requirement) -> dict[str, str]:
    return {
        "id": given.id,
        "text": given.text,
        "force": FORCES[given.force],
        "scope": SCOPES[given.scope] + (ASSUMED if given.assumed else ""),
        "kind": plain(given.kind),
        "gate": _yes(given.gate),
        "lot": given.lot or "",
        "owner": given.owner,
    }


def _criterion(given: Criterion) -> dict[str, str]:
    return {
        "name": given.name,
        "weight": _number(given.weight),
        "unit": plain(given.unit),
        "parent": given.parent or "",
        "lot": given.lot or "",
    }


def _date(given: KeyDate) -> dict[str, str]:
    return {
        "role": plain(given.role),
        "at": given.at.replace("T", " "),
        "words": given.text,
        "superseded": _yes(given.superseded_by is not None),
    }


def _statement(given: Statement) -> dict[str, str]:
    force = FORCES[given.force] if given.force else ""
    return {"text": given.text, "label": plain(given.label), "force": force}


SHEETS = (
    Sheet(
        "Questions",
        "question",
        (
            Column("Id", "id", 9, "words", also=("number", "no", "ref"), empty=True),
            Column("Question", "text", 70, "words", also=("words", "text")),
            Column("Title", "title", 24, "text", empty=True),
            WEIGHT,
            UNIT,
            Column("Limit", "limit", 9, "whole", empty=True),
            Column("Limit in", "limit_unit", 11, "choice", LIMITS, empty=True),
            Column("Pass or fail", "pass_fail", 9, "yes", also=("pass/fail",), empty=True),
            LOT,
            OWNER,
            DROP,
            Column("Parts", "asks", 50),
            WHERE,
        ),
        _question,
    ),
    Sheet(
        "Requirements",
        "requirement",
        (
            Column("Id", "id", 9, also=("number", "no", "ref")),
            Column("Requirement", "text", 70, "words", also=("words", "text")),
            Column("Force", "force", 10, "choice", FORCES),
            Column("Scope", "scope", 24, "choice", SCOPES, ("who must meet it",)),
            Column("Kind", "kind", 15, "choice", _plain_all(get_args(RequirementKind))),
            GATE,
            LOT,
            OWNER,
            DROP,
            WHERE,
        ),
        _requirement,
    ),
    Sheet(
        "Criteria",
        "criterion",
        (
            Column("Criterion", "name", 50, "words", also=("name",)),
            WEIGHT,
            UNIT,
            Column("Part of", "parent", 40, "text", empty=True),
            LOT,
            DROP,
            WHERE,
        ),
        _criterion,
    ),
    Sheet(
        "Dates",
        "date",
        (
            Column("What", "role", 24, "choice", _plain_all(ROLES), ("event",), free=True),
            Column("Day and time", "at", 20, "day", also=("day", "date")),
            DROP,
            Column("As printed", "words", 50),
            Column("Superseded", "superseded", 12),
            WHERE,
        ),
        _date,
    ),
    Sheet(
        "Statements",
        "statement",
        (
            Column("Sentence", "text", 90, also=("statement",)),
            Column("Label", "label", 15, "choice", _plain_all(get_args(Label))),
            Column("Force", "force", 10, "choice", FORCES, empty=True),
            Column("Section", "section", 36),
            WHERE,
        ),
        _statement,
    ),
)  # fmt: skip


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} ..."
