"""Requirements in tables: conditions and requirements in a column of their own, and whole sentences in other cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.extract.criteria.lotted import lot_of_cell
from assistant.extract.requirements.binding import binds
from assistant.extract.requirements.clauses import MIN_WORDS, WHOLE, Found
from assistant.extract.requirements.gates import is_gate
from assistant.extract.text.layout import Box, Table, tidy
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import numbered
from assistant.extract.text.phrasing import closed
from assistant.records import Lot

LETTERS = re.compile(r"[a-z]\s?(?:[/|,]\s?[a-z]\s?){1,4}")
LEGEND = re.compile(r"\b([A-Z])\s*(?:=|:|–|-|means|stands for|is)\s*([a-z][a-z ]+)")
YEARLY = re.compile(
    r"(?:year|y)\s?\d|(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?|(?:per|each|a|every) (?:year|quarter|month)", re.IGNORECASE
)
PERFORMANCE = re.compile(r"\b(?:indicators?|kpis?|performance|measures?|targets?|outcomes?|outputs?)\b", re.IGNORECASE)
HEADS, AMOUNT_WORDS = 3, 5


def in_table(table: Table, used: set[tuple[str, str]], lots: Sequence[Lot] = ()) -> Iterator[Found]:
    at = head_row(table)
    roles = columns_of(table, at)
    gate = is_gate(table.setting, bidding=table.kind != "specification")
    form = table.kind == "response_form"
    if not form and _sums_only(table, roles, at) and (covers := list(_covers(table, gate=gate))):
        yield from covers
        return
    if "text" not in roles.values():
        forces = _force_columns(table)
        if "measure" in roles.values() and _may_target(table) and (aims := _aims(table, roles)):
            yield from _targets(table, roles, aims)
        elif forces and not form:
            yield from _in_force_columns(table, forces)
        elif not form and table.kind != "instructions":
            yield from _loose_cells(table, used)
        return
    if (form and not gate) or any(
        pattern("requirements", "place", "restated").fullmatch(box.text.lower()) for box in table.rows[at]
    ):
        return
    for row in table.rows[at + 1 :]:
        yield from _row(row, roles, Setting(table, gate, lots))


def head_row(table: Table) -> int:
    """Return which row heads the columns: the first, or one of the next where a line to fill in stands above it."""
    rows = range(min(HEADS, len(table.rows)))
    return next((at for at in rows if {"text"} < set(columns_of(table, at).values())), 0)


def columns_of(table: Table, at: int = 0) -> dict[int, str]:
    roles: dict[int, str] = {}
    for box in table.rows[at]:
        plain_head = tidy(re.sub(r"\(.*?\)", "", box.text)).strip(" :*.").lower()
        for role in ("text", "number", "applies", "force", "lot", "measure", "target", "area"):
            if (
                plain_head
                and role not in roles.values()
                and (
                    pattern("requirements", "column", role).fullmatch(plain_head)
                    or (role == "force" and LETTERS.fullmatch(plain_head))
                )
            ):
                roles[box.column] = role
                break
    return roles


def _sums_only(table: Table, roles: dict[int, str], at: int) -> bool:
    """Tell whether no cell of the column of requirements, if there is one, says more than an amount."""
    cells = (box for row in table.rows[at + 1 :] for box in row if roles.get(box.column) == "text")
    return all(len(box.text.split()) <= AMOUNT_WORDS for box in cells)


def _force_columns(table: Table) -> dict[int, str]:
    """Return the columns headed by how much they bind, where there are both such as `Must have` and `Nice to have`."""
    found = {box.column: _force_of(box.text, default=None) for box in table.head}
    kept = {column: force for column, force in found.items() if force in {"must", "should"}}
    return {column: force for column, force in kept.items() if force} if len(set(kept.values())) > 1 else {}


def _covers(table: Table, *, gate: bool) -> Iterator[Found]:
    """Return the insurances of a table with one in each row, and its sums; they may be told elsewhere as well."""
    if not any(pattern("requirements", "column", "cover").search(text) for text in (table.setting, table.head[0].text)):
        return
    roles = columns_of(table)
    for row in table.rows:
        named = pattern("requirements", "column", "insured").search(row[0].text)
        sums = [box for box in row[1:] if re.search(r"[£€]\s?\d|\bmillion\b|\d\s?m\b", box.text, re.IGNORECASE)]
        if not named or not sums:
            continue
        heads = {box.column: box.text for box in table.head}
        told = "; ".join(
            f"{heads.get(box.column, '')} {box.text}".strip() if len(sums) > 1 else box.text for box in sums
        )
        applies = next((box.text for box in row if roles.get(box.column) == "applies"), "")
        yield Found(
            text=closed(f"{row[0].text.strip(' :.')}: {told}"),
            force="must",
            source=row[0].source,
            document_kind=table.kind,
            heading=f"{table.setting} / insurance",
            said=row[0].text,
            gate=gate,
            applies=applies,
            spare=named.group().lower().replace("’", "'"),
        )


def _may_target(table: Table) -> bool:
    """Tell whether a table of measures is about the service: in instructions only where it is introduced so."""
    if any(pattern("requirements", "place", "restated").fullmatch(box.text.lower()) for box in table.head):
        return False
    return table.kind in {"specification", "other"} or (
        table.kind == "instructions" and bool(table.before and PERFORMANCE.search(table.before.text))
    )


def _aims(table: Table, roles: dict[int, str]) -> list[int]:
    """Return the columns of what is to be reached: one called so, else years with a figure in each row."""
    called = [column for column, role in roles.items() if role == "target"]
    if called:
        return called
    years = [box.column for box in table.head if YEARLY.fullmatch(box.text.strip())]
    cells = [box for row in table.rows[1:] for box in row if box.column in years]
    return years if cells and all(re.search(r"\d", box.text) for box in cells) else []


def _targets(table: Table, roles: dict[int, str], aims: Sequence[int]) -> Iterator[Found]:
    """Return what must be reached, of a table of measures and targets."""
    heads = {box.column: box.text for box in table.head}
    for row in table.rows[1:]:
        cells = {roles[box.column]: box for box in row if box.column in roles}
        aimed = [box for box in row if box.column in aims and re.search(r"\w", box.text)]
        measure = cells.get("measure")
        if measure and aimed and re.search(r"[a-z]{2}", measure.text):
            told = [f"{heads[box.column]} {box.text}" if len(aims) > 1 else box.text for box in aimed]
            yield Found(
                text=closed(f"{measure.text.rstrip('.')}: {'; '.join(told)}"),
                force="must",
                source=measure.source,
                document_kind=table.kind,
                number=cells["number"].text or None if "number" in cells else None,
                heading=f"{table.setting} / performance measures",
                said=measure.text,
            )


def _in_force_columns(table: Table, forces: dict[int, str]) -> Iterator[Found]:
    for row in table.rows[1:]:
        for box in (box for box in row if box.column in forces and re.search(r"[a-z]{2}", box.text)):
            first = next(line for line in box.lines if line.text.strip())
            yield Found(
                text=closed(box.text),
                force="should" if forces[box.column] == "should" else "must",
                source=first.source(),
                document_kind=table.kind,
                heading=f"{table.setting} / {row[0].text if row[0].column not in forces else ''}",
                said=box.text,
            )


@dataclass(frozen=True)
class Setting:
    """A table of requirements, whether it holds conditions that decide on the bid, and the lots of the pack."""

    table: Table
    gate: bool
    lots: Sequence[Lot]


def _row(row: Sequence[Box], roles: dict[int, str], setting: Setting) -> Iterator[Found]:
    cells = {roles[box.column]: box for box in row if box.column in roles}
    box, table = cells.get("text"), setting.table
    if box is None or re.search(r"[«»{}]", box.text):
        return
    force = _force_of(_written_out(cells["force"].text, table)) if "force" in cells else None
    labelled = any(each.label == "requirement" for line in box.lines for each in line.sentences)
    listed = table.kind in {"specification", "other"} and {"number", "force"} & set(cells)
    if force == "none" or not (setting.gate or listed or force or (labelled and WHOLE.search(box.text))):
        return
    area = cells["area"].text if "area" in cells else ""
    said = f"{area}: " if area and not WHOLE.search(box.text) else ""
    for piece, number in _pieces(box, cells):
        text = closed(f"{said}{numbered(piece.text)[1] if numbered(piece.text)[0] else piece.text}")
        if len(text.split()) < MIN_WORDS:
            continue
        own = next((each.force for line in piece.lines for each in line.sentences if each.force), "must")
        first = next(line for line in piece.lines if line.text.strip())
        yield Found(
            text=text,
            force="should" if force == "should" or (force is None and own == "should") else "must",
            source=first.source(),
            document_kind=table.kind,
            number=number,
            heading=f"{table.setting} / {area}",
            said=text,
            gate=setting.gate or is_gate("", piece.text),
            applies=cells["applies"].text if "applies" in cells else "",
            lot=_lot(cells, setting),
        )


def _pieces(box: Box, cells: dict[str, Box]) -> Iterator[tuple[Box, str | None]]:
    """Return a cell with its number, or its paragraphs one by one where each sets an amount of its own."""
    number = cells["number"].text if "number" in cells else numbered(box.text)[0]
    kept = [line for line in box.lines if line.text.strip()]
    if len(kept) > 1 and all(re.search(r"[£$€]\s?\d", line.text) for line in kept):
        yield from ((Box(box.row, box.column, (line,)), None) for line in kept)
    else:
        yield box, number or None


def _lot(cells: dict[str, Box], setting: Setting) -> str | None:
    return (lot_of_cell(cells["lot"].text, setting.lots) if "lot" in cells else None) or None


def _written_out(priority: str, table: Table) -> str:
    """Return a letter in a cell of priorities as the line above the table explains it: `D = desired`."""
    above = table.before.text if table.before else ""
    return dict(LEGEND.findall(above)).get(priority.strip().upper(), priority)


def _force_of(priority: str, default: str | None = "must") -> str | None:
    """Return what a cell of priorities says: must, should, none for what is left out, or None where it says nothing.

    What could be had is wanted, if less: it is taken as should.
    """
    plain = tidy(priority).strip(" .*()").lower()
    said = (each for each in ("should", "none", "must") if pattern("requirements", "force", each).fullmatch(plain))
    return next(said, default if plain else None)


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
