"""Requirements in tables: conditions and requirements in a column of their own, and whole sentences in other cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.extract.binding import binds
from assistant.extract.clauses import MIN_WORDS, WHOLE, Found, is_gate
from assistant.extract.layout import Box, Table, tidy
from assistant.extract.lexicon import pattern
from assistant.extract.numbers import numbered
from assistant.extract.phrasing import closed
from assistant.records import Force


def in_table(table: Table, used: set[tuple[str, str]]) -> Iterator[Found]:
    roles = columns_of(table)
    gate = is_gate(table.setting)
    form = table.kind == "response_form"
    if "text" not in roles.values():
        if not form and table.kind != "instructions":
            yield from _loose_cells(table, used)
        return
    if (form and not gate) or any(
        pattern("requirements", "place", "restated").fullmatch(box.text.lower()) for box in table.head
    ):
        return
    for row in table.rows[1:]:
        found = _row(row, roles, table, gate=gate)
        if found:
            yield found


def columns_of(table: Table) -> dict[int, str]:
    roles: dict[int, str] = {}
    for box in table.head:
        plain_head = tidy(re.sub(r"\(.*?\)", "", box.text)).strip(" :*.").lower()
        for role in ("text", "number", "applies", "force"):
            if (
                plain_head
                and role not in roles.values()
                and pattern("requirements", "column", role).fullmatch(plain_head)
            ):
                roles[box.column] = role
                break
    return roles


def _row(row: Sequence[Box], roles: dict[int, str], table: Table, *, gate: bool) -> Found | None:
    cells = {roles[box.column]: box for box in row if box.column in roles}
    box = cells.get("text")
    if box is None or len(box.text.split()) < MIN_WORDS or re.search(r"[«»{}]", box.text):
        return None
    labelled = any(each.label == "requirement" for line in box.lines for each in line.sentences)
    listed = table.kind in {"specification", "other"} and {"number", "force"} & set(cells)
    if not gate and not listed and not (labelled and WHOLE.search(box.text)):
        return None
    number = cells["number"].text if "number" in cells else numbered(box.text)[0]
    priority = cells["force"].text.strip().lower() if "force" in cells else ""
    force: Force = next((each.force for line in box.lines for each in line.sentences if each.force), "must")
    if priority:
        force = "should" if pattern("requirements", "force", "should").fullmatch(priority) else "must"
    first = next(line for line in box.lines if line.text.strip())
    return Found(
        text=closed(numbered(box.text)[1] if numbered(box.text)[0] else box.text),
        force=force,
        source=first.source(),
        document_kind=table.kind,
        number=number or None,
        heading=table.setting,
        said=f"{cells['applies'].text}: {box.text}" if "applies" in cells else box.text,
        gate=gate or is_gate("", box.text),
    )


def _loose_cells(table: Table, used: set[tuple[str, str]]) -> Iterator[Found]:
    """Return requirements that stand as whole sentences in cells of any other table."""
    for row in table.rows:
        if any(pattern("requirements", "place", "restated").fullmatch(box.text.lower()) for box in table.head):
            return
        for line in (line for box in row for line in box.lines):
            for each in line.sentences:
                whole = WHOLE.search(each.text) and re.search(r"[.;]$", each.text.strip())
                if (
                    each.label == "requirement"
                    and whole
                    and binds(each, line)
                    and (line.document, line.block.id) not in used
                ):
                    yield Found(
                        text=closed(each.text),
                        force=each.force or "must",
                        source=each.source,
                        document_kind=line.kind,
                        heading=table.setting,
                        said=each.text,
                        gate=is_gate(table.setting, each.text),
                    )
