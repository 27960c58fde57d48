"""How tenders are judged: the tree of award criteria, and what does not add up in it.

Nothing is a criterion only because a per cent sign stands beside it: the headings, the line before, the head of the
table or the sentence must speak of judging tenders, and not of how the contract's performance is measured. A
criterion without a weight, such as one of a list in order of importance, is none here, since a weight is never made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.extract.layout import Layout, Line, Page, Table
from assistant.extract.lexicon import pattern
from assistant.extract.lots import find_lots
from assistant.extract.lotted import first_said, lot_of_heading, lot_of_page
from assistant.extract.meant import is_terms
from assistant.extract.nesting import NEAR, nest, share_out
from assistant.extract.numbers import numbered
from assistant.extract.weighed import LINE_WORDS, Entry, Run, judged, runs_of
from assistant.extract.weights import OUT_OF, pairs
from assistant.records import Criterion, Lot

OF_ALL = re.compile(
    r"\bof (?:the )?(?:overall |total |available )?(?:evaluation|score|marks|weighting|award)", re.IGNORECASE
)


OF_PART = re.compile(r"^\W*(?:of|within) (?:that|this|these|which|the \w+)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Judging:
    """The criteria, the runs of weights that do not add up, and names that have two weights."""

    criteria: tuple[Criterion, ...] = ()
    unsummed: tuple[tuple[Criterion, ...], ...] = ()
    conflicts: tuple[tuple[Criterion, Entry], ...] = ()


def find_criteria(layout: Layout) -> Judging:
    """Return the award criteria of a pack.

    What a response form says counts only where no other document sets out criteria, or where it adds up to one.
    """
    lots = find_lots(layout)
    forms: list[Run] = []
    runs: list[Run] = []
    for page in layout.pages:
        if page.kind != "clarification" and not is_terms(page):
            (forms if page.kind == "response_form" else runs).extend(_runs(page, lots))
    return _assemble(runs, forms) if runs else _assemble(forms, [])


def key(name: str) -> str:
    """Return a name without its number, case and punctuation, for comparing."""
    _, rest = numbered(name)
    return " ".join(re.findall(r"[a-z0-9]+", (rest or name).lower()))


def _runs(page: Page, lots: Sequence[Lot]) -> Iterator[Run]:
    open_run: Run | None = None
    of_page = lot_of_page(page, lots)
    for element in page.elements:
        if isinstance(element, Table):
            found = [*([open_run] if open_run else []), *runs_of(element, lots, of_page)]
            open_run = None
        else:
            found, open_run = _in_line(element, open_run, lots)
            _set_lots([*found, *([open_run] if open_run else [])], element, lots, of_page)
        yield from (run for run in found if _worth(run))
    if open_run and _worth(open_run):
        yield open_run


def _set_lots(runs: Sequence[Run], line: Line, lots: Sequence[Lot], of_page: str | None) -> None:
    """Give what a line says without naming a lot that of the lead-in and the headings above it."""
    leads = (each.text for each in reversed(line.leads))
    said = first_said((*leads, *reversed(line.block.headings)), lots)
    lot = of_page if said is None else said
    for run in runs:
        run.entries = [each if each.lot is not None else replace(each, lot=lot or "") for each in run.entries]


def _worth(run: Run) -> bool:
    """Tell whether a run may be criteria: it adds up, or a column of weights says what it is."""
    numbers = [each.number for each in run.entries]
    if len(numbers) == 1:
        return run.headed or (numbers[0] == 100 and (run.listed or _is_part(run.entries[0].name)))
    return run.headed or run.listed or nest(numbers) is not None


def _is_part(name: str) -> bool:
    return any(pattern("criteria", "head", part).fullmatch(name) for part in ("price", "quality"))


def _in_line(line: Line, open_run: Run | None, lots: Sequence[Lot]) -> tuple[list[Run], Run | None]:
    """Return the runs that end with this line, and the one it goes on with."""
    if not line.text.strip() or line.block.kind in {"header", "footer"}:
        return [], open_run
    done: list[Run] = []
    lead = line.leads[-1].text if line.leads else ""
    setting = f"{line.trail} / {lead}"
    for start, end in _clauses(line):
        text = line.text[start:end]
        found = pairs(text)
        named = len(found) == 1 and len(text.split()) <= LINE_WORDS and judged(setting, line.kind)
        if not found or not (named or judged(f"{setting} / {text}", line.kind)):
            continue
        lot = lot_of_heading(text, lots)
        entries = [Entry(pair.name, pair.number, pair.unit, line.source(start, end), lot=lot) for pair in found]
        if len(entries) > 1:
            done += (
                [Run(entries, setting, line.kind, headed=bool(OF_PART.match(text) or OUT_OF.search(text)))]
                if _speaks(entries, line, text)
                else []
            )
        elif line.block.kind == "heading" or len(text.split()) <= LINE_WORDS:
            if open_run and open_run.setting == setting:
                open_run.entries.extend(entries)
            else:
                done += [open_run] if open_run else []
                listed = bool(pattern("criteria", "heading").search(line.trail))
                open_run = Run(entries, setting, line.kind, headed=bool(OF_ALL.search(text)), listed=listed)
        elif OF_ALL.search(text):
            done.append(Run(entries, setting, line.kind, headed=True))
    return done, open_run


def _clauses(line: Line) -> Iterator[tuple[int, int]]:
    """Return the sentences of a line, each cut at its semicolons where it names lots on both sides of one."""
    for start, end in [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]:
        cuts = [start, *(at.end() for at in re.finditer(";", line.text) if start < at.end() < end), end]
        pieces = list(pairwise(cuts))
        of_lots = sum(bool(re.search(r"\blot\s+\w", line.text[a:b], re.IGNORECASE)) for a, b in pieces)
        yield from pieces if of_lots > 1 else [(start, end)]


def _speaks(entries: Sequence[Entry], line: Line, text: str) -> bool:
    """Tell whether a sentence of weights is about tenders: by a part that it names, or by what it says is judged."""
    if line.kind in {"instructions", "response_form"} or any(_is_part(each.name) for each in entries):
        return True
    return bool(pattern("criteria", "bidding").search(f"{line.trail} / {text}"))


# --- the tree ------------------------------------------------------------------------------------------


def _assemble(runs: Sequence[Run], forms: Sequence[Run]) -> Judging:
    """Return the tree of what all lots share, with what the forms add to it, and that of each lot."""
    found: list[Criterion] = []
    conflicts: list[tuple[Criterion, Entry]] = []
    for lot in dict.fromkeys(["", *(each.lot or "" for run in (*runs, *forms) for each in run.entries)]):
        common = [each for each in found if each.lot is None]
        own = _of_lot(runs, lot)
        shared = [] if not lot or any(_is_trunk(run) for run in own) else common
        grown = _grow(own, shared, conflicts)
        found += _grow_forms(_of_lot(forms, lot), [*shared, *grown], grown)
    return Judging(tuple(found), tuple(unsummed(found)), tuple(conflicts))


def _of_lot(runs: Sequence[Run], lot: str) -> list[Run]:
    kept = [replace(run, entries=[each for each in run.entries if (each.lot or "") == lot]) for run in runs]
    return [run for run in kept if run.entries]


def _is_trunk(run: Run) -> bool:
    return _priced(run) and nest([each.number for each in run.entries]) is not None


def _grow(
    runs: Sequence[Run], shared: Sequence[Criterion], conflicts: list[tuple[Criterion, Entry]]
) -> list[Criterion]:
    """Return what the runs add to what is shared: the first that adds up is the trunk, the others are hung on it."""
    ordered = sorted(runs, key=lambda run: (nest([each.number for each in run.entries]) is None, not _priced(run)))
    grown: list[Criterion] = []
    for run in ordered:
        found = [*shared, *grown]
        new = [each for each in run.entries if not _known(each, found, conflicts)]
        if new:
            grown += _hang(replace(run, entries=new), found)
    return grown


def _grow_forms(runs: Sequence[Run], found: Sequence[Criterion], grown: list[Criterion]) -> list[Criterion]:
    """Return what has grown with the parts that a form gives, where all of them together add up to their wholes."""
    held = {key(each.name) for each in found}
    entries = [each for run in runs for each in run.entries if key(each.name) not in held]
    bare = [each for each in found if not _parts(each, found)]
    shares = share_out([each.number for each in entries], [each.weight for each in bare]) if entries else None
    if shares is None or any(_is_part(each.name) for each in entries):
        return grown
    return [*grown, *(_criterion(each, bare[at].name) for each, at in zip(entries, shares, strict=True))]


def _parts(whole: Criterion, found: Sequence[Criterion]) -> list[Criterion]:
    return [each for each in found if each.parent == whole.name and (each.lot == whole.lot or whole.lot is None)]


def _known(entry: Entry, found: Sequence[Criterion], conflicts: list[tuple[Criterion, Entry]]) -> bool:
    """Tell whether a criterion of this name is there already; note it when its weight differs."""
    same = next((each for each in found if key(each.name) == key(entry.name) and each.unit == entry.unit), None)
    if same is None or (entry.parent and entry.parent != same.parent):
        return False
    if abs(same.weight - entry.number) > NEAR and same.parent is None:
        conflicts.append((same, entry))
    return True


def _hang(run: Run, found: Sequence[Criterion]) -> list[Criterion]:
    numbers = [each.number for each in run.entries]
    names = {each.name for each in found} | {each.name for each in run.entries}
    if any(each.parent in names for each in run.entries):
        return [_criterion(each, each.parent if each.parent in names else None) for each in run.entries]
    if not any(each.parent is None for each in found):
        return _nested(run, nest(numbers), None)
    bare = [
        each
        for each in found
        if not _parts(each, found) and (_priced(run) or not pattern("criteria", "head", "price").search(each.name))
    ]
    named = [each for each in bare if re.search(rf"\b{re.escape(key(each.name))}\b", run.setting.lower())]
    parent = max(named, key=lambda each: len(each.name), default=None)
    if parent and (places := nest(numbers, parent.weight) or nest(numbers)):
        return _nested(run, places, parent)
    tops = [each for each in bare if each.parent is None]
    shares = share_out(numbers, [each.weight for each in tops])
    if shares is not None:
        return [_criterion(each, tops[place].name) for each, place in zip(run.entries, shares, strict=True)]
    parent = parent or next((each for each in tops if pattern("criteria", "head", "quality").search(each.name)), None)
    if parent is None or _priced(run):
        return []
    return _nested(run, nest(numbers) or nest(numbers, parent.weight), parent)


def _nested(run: Run, places: Sequence[int | None] | None, parent: Criterion | None) -> list[Criterion]:
    above = parent.name if parent else None
    return [
        _criterion(each, above if place is None else run.entries[place].name)
        for each, place in zip(run.entries, places or (None,) * len(run.entries), strict=True)
    ]


def _priced(run: Run) -> bool:
    return any(pattern("criteria", "head", "price").search(each.name) for each in run.entries)


def _criterion(entry: Entry, parent: str | None) -> Criterion:
    return Criterion(
        name=entry.name,
        weight=entry.number,
        unit=entry.unit,
        parent=parent,
        lot=entry.lot or None,
        source=entry.source,
    )


def unsummed(found: Iterable[Criterion]) -> Iterator[tuple[Criterion, ...]]:
    """Return the weights of each level that add up neither to what they are parts of nor to 100."""
    kept = list(found)
    tops = [
        [each for each in kept if each.parent is None and each.lot == lot] for lot in {each.lot: 0 for each in kept}
    ]
    for whole, level in [*((100.0, top) for top in tops), *((each.weight, _parts(each, kept)) for each in kept)]:
        parts = tuple(each for each in level if each.unit == "percent")
        total = sum(each.weight for each in parts)
        if len(parts) > 1 and all(abs(total - sum_) > NEAR for sum_ in (100.0, whole)):
            yield parts
