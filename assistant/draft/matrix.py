"""matrix.xlsx: every requirement and every part of a question on one row, the conditions by member, and the gaps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from assistant.draft.brief import Brief, cite
from assistant.draft.dates import date_of, day_of, say_day
from assistant.draft.page import Page
from assistant.draft.standing import (
    STATUS,
    all_gaps,
    best_match,
    condition,
    cover_of,
    gate_status,
    in_place_by,
    location,
    reply_by,
    strength_of,
)
from assistant.draft.steady import WRITTEN, clean, make_steady
from assistant.records import Gate, Question, Requirement

STATUSES = ("Open", "Drafted", "Reviewed", "Complete", "Not applicable")
SCOPES = {
    "any": "The group", "all": "Every member", "lead": "The lead", "sum": "All together",
    "each_sub": "Each sub-contractor"
}  # fmt: skip
LONGEST = 32_000
LINE, HIGHEST = 15.0, 409.0
COLOURS = {"strong": "#D8EBDC", "met": "#D8EBDC", "stated": "#FBF0CF", "partial": "#FBF0CF", "to close": "#FBF0CF",
           "weak": "#F6DCCB", "none": "#F3C9C9", "not met": "#F3C9C9", "not known": "#F3C9C9"}  # fmt: skip
ACTIONS = {
    "none": "Find who can meet it, or say in the answer that nobody can",
    "weak": "Ask {owner} for an example with a year, a number and a place",
    "partial": "Ask {owner} for stronger evidence",
    "stated": "Ask {owner} for an example with a year, a number and a place",
    "strong": "Check the wording with {owner}",
    "not known": "Ask the members named on the sheet Conditions",
    "to close": "Put it in place before the contract starts",
    "not met": "Settle it, or change the line-up",
    "met": "Keep the proof ready",
}
HEAD: tuple[tuple[str, int], ...] = (
    ("Ref", 10), ("Type", 13), ("Clause", 9), ("Requirement or question", 60), ("Force", 9), ("Who must meet it", 15),
    ("Kind", 14), ("Weight", 9), ("Owner", 24), ("Others who can", 28), ("Strength", 11), ("Evidence", 60),
    ("Evidence source", 28), ("Answered in", 12), ("Status", 12), ("Action", 36), ("Due", 17), ("Tender source", 28),
    ("Note", 34),
)  # fmt: skip
CONDITION_HEAD = (
    ("Ref", 10), ("Clause", 9), ("Condition", 70), ("Member", 30), ("How it stands", 24), ("Why", 50), ("Due", 17)
)  # fmt: skip
GAP_HEAD = (("Partner", 30), ("What is to be completed", 90), ("Answer", 10), ("Due", 17), ("Done", 10))


@dataclass(frozen=True)
class Line:
    """One row of the first sheet, in the order of its columns."""

    ref: str
    kind: str
    number: str
    text: str
    force: str = ""
    scope: str = ""
    about: str = ""
    weight: str = ""
    owner: str = ""
    others: str = ""
    strength: str = ""
    evidence: str = ""
    evidence_source: str = ""
    where: str = ""
    status: str = "Open"
    action: str = ""
    due: str = ""
    source: str = ""
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(getattr(self, each.name) for each in fields(self))


def write_matrix(pages: tuple[Page, ...], brief: Brief, path: Path) -> None:
    """Write the compliance matrix to `path`."""
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": clean(brief.tender.title)[:200], "author": "Consort", "created": WRITTEN})
        forms = {
            "head": book.add_format(
                {"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top"}
            ),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        rows = [_requirement(each, pages, brief).cells for each in brief.tender.requirements]
        rows += [line.cells for page in pages if page.asked for line in _asks(page.question, page, brief)]
        sheet = _sheet(book, "Compliance", HEAD, rows, forms)
        _colours(book, sheet, len(rows))
        _sheet(book, "Conditions", CONDITION_HEAD, [_condition(each, brief) for each in brief.lineup.gates], forms)
        due = _said(reply_by(brief))
        gaps = [(who, what, answer, due, "") for who, what, answer in all_gaps(pages, brief)]
        _sheet(book, "Gaps", GAP_HEAD, gaps, forms)
    make_steady(path)


def _requirement(requirement: Requirement, pages: tuple[Page, ...], brief: Brief) -> Line:
    strength, owner = strength_of(requirement, brief), brief.owner(requirement.id)
    gate, where = gate_status(requirement, brief), location(requirement.id, pages)
    due = in_place_by(brief) if gate == "commit_before_start" else reply_by(brief)
    done = gate == "met" or (where and owner)
    evidence, source, note = (
        _proof(requirement.id, brief) if gate is None else ("", "", "By member on the sheet Conditions")
    )
    who, others = (owner or "", _others(requirement.id, brief)) if gate is None else (cover_of(requirement, brief), "")
    return Line(
        ref=requirement.id, kind="Condition" if requirement.gate else "Requirement", number=cite(requirement),
        text=requirement.text, force=requirement.force,
        scope=SCOPES[requirement.scope] + (" (assumed)" if requirement.assumed else ""),
        about=requirement.kind.replace("_", " "), owner=requirement.owner or who, others=others,
        strength=strength, evidence=evidence, evidence_source=source, where=where,
        status="Drafted" if done else "Open", action=ACTIONS[strength].format(owner=owner or "the lead"),
        due=_said(due), source=str(requirement.source), note=note,
    )  # fmt: skip


def _proof(need: str, brief: Brief) -> tuple[str, str, str]:
    """Return the owner's best passage for a need, its source, and what keeps it from being stronger."""
    match = best_match(need, brief)
    passage = match.passages[0] if match and match.passages else None
    return (
        (passage.text, str(passage.source), match.why if match else "")
        if passage
        else ("", "", match.why if match else "")
    )


def _others(need: str, brief: Brief) -> str:
    owner = brief.owner(need)
    return ", ".join(each.partner for each in brief.usable(need) if each.partner != owner)


def _asks(question: Question, page: Page, brief: Brief) -> list[Line]:
    submission = date_of(brief.tender, "submission")
    due = _said(day_of(submission.at) if submission else None)
    made = []
    for part in page.parts:
        owner = brief.owner(part.need)
        match = best_match(part.need, brief)
        strength = match.strength if match and owner else "none"
        evidence, source, note = _proof(part.need, brief)
        made.append(
            Line(
                ref=part.need,
                kind="Question",
                number=question.id,
                text=part.ask or question.text,
                weight=_weight(question),
                owner=question.owner or owner or "",
                others=_others(part.need, brief),
                strength=strength,
                evidence=evidence,
                evidence_source=source,
                where=question.id,
                status="Drafted" if part.answered else "Open",
                action="Read it aloud with the owner" if part.answered else "Complete what is marked in yellow",
                due=due,
                source=str(question.source),
                note=note,
            )
        )
    return made


def _weight(question: Question) -> str:
    if question.weight is None:
        return ""
    return f"{question.weight:g}%" if question.unit == "percent" else f"{question.weight:g} marks"


def _condition(gate: Gate, brief: Brief) -> tuple[str, ...]:
    requirement = brief.requirement(gate.requirement)
    due = {"met": None, "commit_before_start": in_place_by(brief)}.get(gate.status, reply_by(brief))
    return (
        gate.requirement, cite(requirement) if requirement else "", condition(gate, brief), gate.by,
        STATUS[gate.status], gate.why, _said(due),
    )  # fmt: skip


def _said(day: date | None) -> str:
    return say_day(day) if day else ""


def _sheet(
    book: Any, name: str, head: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]], forms: dict[str, Any]
) -> Any:
    sheet = book.add_worksheet(name)
    for at, (title, width) in enumerate(head):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, forms["head"])
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, _height(row, [width for _, width in head]))
        for at, value in enumerate(row):
            sheet.write_string(number, at, clean(value)[:LONGEST], forms["cell"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(head) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _height(row: Sequence[str], widths: Sequence[int]) -> float:
    """Return how high a row must be for its longest cell to be read whole, as far as a spreadsheet allows."""
    lines = max(
        (
            sum(math.ceil(max(1, len(line)) / width) for line in value.split("\n"))
            for value, width in zip(row, widths, strict=True)
        ),
        default=1,
    )
    return min(LINE * lines + 2, HIGHEST)


def _colours(book: Any, sheet: Any, rows: int) -> None:
    """Colour the strengths and give the status a list to choose from."""
    if not rows:
        return
    titles = [title for title, _ in HEAD]
    strength, status = titles.index("Strength"), titles.index("Status")
    for word, colour in COLOURS.items():
        form = book.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": form}
        sheet.conditional_format(1, strength, rows, strength, rule)
    sheet.data_validation(1, status, rows, status, {"validate": "list", "source": list(STATUSES)})
