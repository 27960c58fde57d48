"""What a person decided, put into a reading: labels first, then the items of the tender that was found with them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.likeness import compact
from assistant.records import Criterion, Decisions, KeyDate, Limit, Question, Requirement, Source, Statement, Tender
from assistant.register.doubts import Touched, settle
from assistant.register.given import Decision, Register
from assistant.register.place import places
from assistant.register.rows import SHEET, Row, rows_of
from assistant.register.sheets import ASSUMED, Entry
from assistant.register.values import means

FIELDS = {"question": "questions", "requirement": "requirements", "criterion": "criteria", "date": "dates"}
SHOWN = 90


@dataclass(frozen=True)
class Placed:
    """A row of the register: the item as it was found and as it was decided; None where there is none (any more)."""

    row: Row | None
    item: Entry | None


@dataclass
class Outcome:
    """What became of the decisions, a line each."""

    applied: int = 0
    look: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Labelled:
    """The statements with the labels decided; `rows` those of the register, `changed` the blocks labelled anew."""

    statements: tuple[Statement, ...]
    rows: tuple[Placed, ...]
    changed: frozenset[tuple[str, str]]
    outcome: Outcome


@dataclass(frozen=True)
class Decided:
    """The tender with the decisions in it, and the rows of each sheet of the register."""

    tender: Tender
    rows: Mapping[str, tuple[Placed, ...]]
    outcome: Outcome

    def report(self, register: Register) -> Decisions:
        """Return what became of the decisions."""
        return Decisions(
            register_name=register.name,
            applied=self.outcome.applied,
            look=tuple(self.outcome.look),
            lost=tuple(self.outcome.lost),
            notes=register.notes,
        )


def label_again(statements: Sequence[Statement], register: Register | None) -> Labelled:
    outcome = Outcome()
    rows = rows_of("statement", statements)
    placed = _placed("statement", rows, register, outcome, frozenset())
    changed = [each.row for each in placed if each.row and each.item is not each.row.item]
    return Labelled(
        statements=tuple(each.item for each in placed if isinstance(each.item, Statement)),
        rows=tuple(placed),
        changed=frozenset((row.document, row.item.source.block) for row in changed),
        outcome=outcome,
    )


def decide(tender: Tender, register: Register | None, labelled: Labelled) -> Decided:
    outcome = labelled.outcome
    rows: dict[str, tuple[Placed, ...]] = {"statement": labelled.rows}
    for about, name in FIELDS.items():
        found = rows_of(about, getattr(tender, name))
        rows[about] = tuple(_placed(about, found, register, outcome, labelled.changed))
    update = {name: tuple(each.item for each in rows[about] if each.item) for about, name in FIELDS.items()}
    if not (register and register.decisions):
        return Decided(tender, rows, outcome)
    after = tender.model_copy(update=update)
    touched = [_touched(each.row, each.item) for name in FIELDS for each in rows[name] if each.row]
    return Decided(after.model_copy(update={"flags": settle(tender, after, touched)}), rows, outcome)


def _touched(row: Row, item: Entry | None) -> Touched:
    was = row.item
    changed = (name for name in type(was).model_fields if item and getattr(item, name) != getattr(was, name))
    return Touched(was.source, frozenset(changed), dropped=item is None)


def _placed(
    about: str, rows: Sequence[Row], register: Register | None, outcome: Outcome, relabelled: frozenset[tuple[str, str]]
) -> list[Placed]:
    """Return the rows with what was decided of each, those that were added last."""
    decisions = register.about(about) if register else []
    found = places(decisions, rows)
    by_row = {place: decisions[at] for at, place in found.items()}
    placed = [_decided(row, by_row.get(at), outcome) for at, row in enumerate(rows)]
    for at, each in enumerate(decisions):
        if each.origin is None:
            placed.append(Placed(None, _added(each, placed, register.name if register else "")))
            outcome.applied += 1
        elif at not in found and not (each.drop and _block(each) in relabelled):
            outcome.lost.append(f"{each.row}: “{textwrap.shorten(each.origin.text, SHOWN, placeholder=' ...')}”")
    return placed


def _block(decision: Decision) -> tuple[str, str]:
    key = decision.origin.key if decision.origin else ""
    document, _, rest = key.rpartition("#")
    return document, rest.rpartition(":")[0]


def _decided(row: Row, decision: Decision | None, outcome: Outcome) -> Placed:
    if decision is None or decision.origin is None:
        return Placed(row, row.item)
    outcome.applied += 1
    was = decision.origin
    if compact(was.text) != compact(row.text):
        outcome.look.append(
            f"{decision.row}: its words are now “{textwrap.shorten(row.text, SHOWN, placeholder=' ...')}”"
        )
    elif changed := [name for name in decision.values if _said_anew(row, decision, name)]:
        named = SHEET[decision.about].column(changed[0]).title.lower()
        outcome.look.append(f"{decision.row}: the pack now says {row.cells[changed[0]] or 'nothing'} for its {named}")
    if decision.drop:
        return Placed(row, None)
    return Placed(row, row.item.model_copy(update=_update(row.item, decision.values)))


def _said_anew(row: Row, decision: Decision, name: str) -> bool:
    """Tell whether the pack says something else now than when a person decided, and not what she decided."""
    if decision.origin is None or name not in decision.origin.cells:
        return False
    now = row.cells.get(name, "")
    column = SHEET[decision.about].column(name)
    return now != decision.origin.cells[name] and means(column, now) != decision.values[name]


def _update(item: Entry, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an item that follow from what was decided."""
    update: dict[str, Any] = dict(values)
    if isinstance(item, Statement):
        return _label(item, update)
    update["decided"] = True
    for name in ("owner", "title"):
        if name in update:
            update[name] = update[name] or ""
    if isinstance(item, Requirement) and "scope" in update:
        scope = str(update["scope"])
        update |= {"scope": scope.removesuffix(ASSUMED), "assumed": scope.endswith(ASSUMED)}
    if isinstance(item, Question):
        _of_question(item, update)
    if isinstance(item, Criterion) and update.get("weight", 0) is None:
        update["weight"] = 0.0
    if isinstance(item, KeyDate) and "at" in update:
        update["superseded_by"] = None
    return update


def _label(item: Statement, update: dict[str, Any]) -> dict[str, Any]:
    label = update.get("label", item.label)
    force = update.get("force", item.force) or "must"
    return {"label": label, "force": force if label == "requirement" else None, "score": 1.0, "decided": True}


def _of_question(item: Question, update: dict[str, Any]) -> None:
    number, unit = update.pop("limit", 0), update.pop("limit_unit", None)
    if number is None:
        update["limit"] = None
    elif number or (unit and item.limit):
        over = item.limit.over if item.limit else None
        was = item.limit or Limit(number=1)
        update["limit"] = Limit(number=number or was.number, unit=unit or was.unit, over=over)
    if not update.get("id", item.id):
        update.pop("id")
    if "text" in update and item.asks in {(), (item.text,)}:
        update["asks"] = (update["text"],)


def _added(decision: Decision, others: Sequence[Placed], register: str) -> Entry:
    """Return an item that a person added; its place is its row in the register."""
    values = {name: value for name, value in decision.values.items() if value is not None}
    text = str(values.get("text") or values.get("name") or values.get("role"))
    source = Source(document=register, block=decision.row.replace(", ", "-").replace(" ", ""), start=0, end=len(text))
    taken = {getattr(each.item, "id", "") for each in others}
    made = next(name for number in range(1, len(taken) + 2) if (name := f"A{number}") not in taken)
    blank: Entry
    if decision.about == "question":
        blank = Question(id=made, text="", source=source)
    elif decision.about == "requirement":
        blank = Requirement(id=made, text="", source=source)
    elif decision.about == "criterion":
        blank = Criterion(name="", weight=0, source=source)
    else:
        blank = KeyDate(role="", at="", text=str(values.get("at")), source=source)
    update = _update(blank, values)
    if update.get("id") in taken:
        update["id"] = made
    return blank.model_copy(update=update)
