"""matrix.xlsx: every requirement on one row, the questions, and the conditions by member."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.draft.brief import Brief
from assistant.draft.count import word_limit
from assistant.draft.page import Page
from assistant.draft.standing import STATUS, best_match, gap_count, location, strength_of
from assistant.draft.steady import WRITTEN, clean, make_steady
from assistant.records import Requirement

HEAD: tuple[tuple[str, int], ...] = (
    ("req_id", 10), ("document", 22), ("number", 9), ("quote", 60), ("kind", 13), ("force", 8), ("scope", 9),
    ("gate", 7),
    ("owner_partner", 24), ("contributors", 28), ("strength", 11), ("evidence", 60), ("evidence_source", 26),
    ("status", 12), ("gap_type", 20), ("response_location", 12), ("source_span", 26), ("notes", 30),
)  # fmt: skip
STATUSES = ("open", "drafted", "reviewed", "complete", "not applicable")
LONGEST = 32_000
COLOURS = {"strong": "#D8EBDC", "met": "#D8EBDC", "partial": "#FBF0CF", "to close": "#FBF0CF", "weak": "#F6DCCB",
           "none": "#F3C9C9", "not met": "#F3C9C9", "not known": "#F3C9C9"}  # fmt: skip


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
        rows = [_row(each, pages, brief) for each in brief.tender.requirements]
        sheet = _sheet(book, "Requirements", HEAD, rows, forms)
        _colours(book, sheet, len(rows))
        _sheet(book, "Questions", QUESTION_HEAD, [_question(each) for each in pages], forms)
        _sheet(book, "Gates", GATE_HEAD, _gates(brief), forms)
    make_steady(path)


def _row(requirement: Requirement, pages: tuple[Page, ...], brief: Brief) -> tuple[str, ...]:
    match, strength = best_match(requirement, brief), strength_of(requirement, brief)
    passage = match.passages[0] if match and match.passages else None
    where = location(requirement.id, pages)
    owner = brief.owner(requirement.id) or ""
    helpers = [each.partner for each in brief.matches_for(requirement.id) if each.strength in ("strong", "partial")]
    return (
        requirement.id, requirement.source.document, requirement.number or "", requirement.text, requirement.kind,
        requirement.force, requirement.scope, "yes" if requirement.gate else "no", owner,
        ", ".join(each for each in helpers if each != owner), strength, passage.text if passage else "",
        str(passage.source) if passage else "", "drafted" if where and owner else "open",
        _gap_type(strength, evidence=passage is not None), where, str(requirement.source), match.why if match else "",
    )  # fmt: skip


def _gap_type(strength: str, *, evidence: bool) -> str:
    words = {
        "none": "no member covers it",
        "not met": "condition not met",
        "not known": "not said",
        "to close": "to be closed",
        "weak": "weak evidence",
    }
    return words.get(strength, "" if evidence or strength == "met" else "no evidence quoted")


QUESTION_HEAD = (
    ("question", 10), ("title", 28), ("text", 70), ("weight", 9), ("unit", 9), ("words", 8), ("limit", 14),
    ("asks", 7), ("asks_answered", 10), ("to_complete", 11),
)  # fmt: skip


def _question(page: Page) -> tuple[Any, ...]:
    question, limit = page.question, page.question.limit
    shown = "" if limit is None else word_limit(limit) or f"{limit.number} {limit.unit}"
    weight = "" if question.weight is None else question.weight
    done = sum(part.answered for part in page.parts)
    return (
        question.id,
        question.title,
        question.text,
        weight,
        question.unit,
        page.words,
        shown,
        len(page.parts),
        done,
        gap_count(page),
    )


GATE_HEAD = (("req_id", 10), ("condition", 70), ("member", 26), ("status", 22), ("why", 60))


def _gates(brief: Brief) -> list[tuple[str, ...]]:
    return [
        (each.requirement, each.text or brief.need_text(each.requirement), each.by, STATUS[each.status], each.why)
        for each in brief.lineup.gates
    ]


def _sheet(
    book: Any, name: str, head: Sequence[tuple[str, int]], rows: Sequence[Sequence[Any]], forms: dict[str, Any]
) -> Any:
    sheet = book.add_worksheet(name)
    for at, (title, width) in enumerate(head):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, forms["head"])
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, at, clean(value)[:LONGEST], forms["cell"])
            else:
                sheet.write_number(number, at, value, forms["cell"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(head) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _colours(book: Any, sheet: Any, rows: int) -> None:
    """Colour the strengths and give the status a list to choose from."""
    if not rows:
        return
    titles = [title for title, _ in HEAD]
    strength, status = titles.index("strength"), titles.index("status")
    for word, colour in COLOURS.items():
        form = book.add_format({"bg_color": colour})
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": form}
        sheet.conditional_format(1, strength, rows, strength, rule)
    sheet.data_validation(1, status, rows, status, {"validate": "list", "source": list(STATUSES)})
