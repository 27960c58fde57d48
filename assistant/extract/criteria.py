"""How tenders are judged: the tree of award criteria, and what does not add up in it.

Nothing is a criterion only because a per cent sign stands beside it: the headings, the line before, the head of the
table or the sentence must speak of judging tenders, and not of how the contract's performance is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.extract.columns import asking_words, parted, without_number
from assistant.extract.layout import Box, Layout, Line, Page, Table, tidy
from assistant.extract.lexicon import pattern
from assistant.extract.nesting import NEAR, nest, share_out
from assistant.extract.numbers import numbered
from assistant.extract.weights import bare_weight, pairs
from assistant.records import Criterion, Source, Unit

LINE_WORDS, NAME_WORDS = 14, 14
OF_PART = re.compile(r"(?:%|percentage|share|weight(?:ing)?|marks) of [\w ]{3,40}", re.IGNORECASE)
OF_ALL = re.compile(
    r"\bof (?:the )?(?:overall |total |available )?(?:evaluation|score|marks|weighting|award)", re.IGNORECASE
)


@dataclass(frozen=True)
class Entry:
    """A name and a weight where they stand. `parent` only where the table itself says it."""

    name: str
    number: float
    unit: Unit
    source: Source
    parent: str | None = None


@dataclass
class Run:
    """Weights that are set out together.

    `setting` is what stands above them, `headed` tells of a column of weights, `listed` of a heading for criteria.
    """

    entries: list[Entry]
    setting: str
    kind: str
    headed: bool = False
    listed: bool = False


@dataclass(frozen=True)
class Judging:
    """The criteria, the runs of weights that do not add up, and names that have two weights."""

    criteria: tuple[Criterion, ...] = ()
    unsummed: tuple[tuple[Criterion, ...], ...] = ()
    conflicts: tuple[tuple[Criterion, Entry], ...] = ()


def find_criteria(layout: Layout) -> Judging:
    """Return the award criteria of a pack; those of a response form only where no other document sets them out."""
    for forms in (False, True):
        pages = [page for page in layout.pages if (page.kind == "response_form") is forms]
        runs = [run for page in pages if page.kind not in {"contract", "pricing"} for run in _runs(page)]
        if runs:
            return _assemble(runs)
    return Judging()


def key(name: str) -> str:
    """Return a name without its number, case and punctuation, for comparing."""
    _, rest = numbered(name)
    return " ".join(re.findall(r"[a-z0-9]+", (rest or name).lower()))


def judged(text: str) -> bool:
    return bool(pattern("criteria", "judging").search(text)) and not pattern("criteria", "performance").search(text)


def _runs(page: Page) -> Iterator[Run]:
    open_run: Run | None = None
    for element in page.elements:
        if isinstance(element, Table):
            found = [*([open_run] if open_run else []), *_in_table(element)]
            open_run = None
        else:
            found, open_run = _in_line(element, open_run)
        yield from (run for run in found if _worth(run))
    if open_run and _worth(open_run):
        yield open_run


def _worth(run: Run) -> bool:
    """Tell whether a run may be criteria: it adds up, or a column of weights says what it is."""
    numbers = [each.number for each in run.entries]
    if len(numbers) == 1:
        return run.headed
    return run.headed or run.listed or nest(numbers) is not None


def _in_line(line: Line, open_run: Run | None) -> tuple[list[Run], Run | None]:
    """Return the runs that end with this line, and the one it goes on with."""
    if not line.text.strip() or line.block.kind in {"header", "footer"}:
        return [], open_run
    done: list[Run] = []
    lead = line.leads[-1].text if line.leads else ""
    setting = f"{line.trail} / {lead}"
    for start, end in [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]:
        text = line.text[start:end]
        found = pairs(text)
        context = judged(f"{setting} / {text}")
        if not found or not context:
            continue
        entries = [Entry(pair.name, pair.number, pair.unit, line.source(start, end)) for pair in found]
        if len(entries) > 1:
            done.append(Run(entries, setting, line.kind))
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


def _in_table(table: Table) -> list[Run]:
    place = next(
        (place for place, row in enumerate(table.rows[:3]) if any(map(_heads_weights, row)) and len(row) > 1), None
    )
    if place is None:
        return _without_head(table)
    head = table.rows[place]
    titles = " / ".join(box.text for box in head)
    if not judged(f"{table.setting} / {titles}") or _is_scale(table, place):
        return []
    columns = {box.column: _unit_of(box.text) for box in head if _heads_weights(box)}
    entries = [entry for row in table.rows[place + 1 :] for entry in _row(row, columns)]
    entries = _with_parents(entries, columns)
    return [Run([each for each, _ in entries], table.setting, table.kind, headed=True)] if entries else []


def _heads_weights(box: Box) -> bool:
    text = re.sub(r"\(.*?\)", "", box.text).strip(" :*")
    listed = len(text.split()) <= 4 and pattern("criteria", "head", "weight").fullmatch(text)
    return bool(listed or OF_PART.fullmatch(text))


def _unit_of(title: str) -> Unit:
    return "marks" if re.search(r"mark|point|score", title, re.IGNORECASE) and "%" not in title else "percent"


def _is_scale(table: Table, head: int) -> bool:
    """Tell whether a table is a scale of scores: its numbers run from 0 or 1 upwards one by one."""
    for column in range(len(table.rows[head])):
        texts = [row[column].text for row in table.rows[head + 1 :] if len(row) > column]
        numbers = sorted(int(each) for each in texts if each.isdigit())
        if len(numbers) > 3 and numbers[0] <= 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return column == 0 or len(numbers) == len(texts)
    return False


def _row(row: Sequence[Box], columns: dict[int, Unit]) -> list[tuple[Entry, int]]:
    """Return the entries of a row, each with the column of its weight."""
    if len(row) == 1 or not any(box.column in columns for box in row):
        pair = pairs(row[0].text) if len(row) == 1 else []
        return [(Entry(pair[0].name, pair[0].number, pair[0].unit, row[0].source), 0)] if len(pair) == 1 else []
    found = []
    for box in row:
        weight = bare_weight(box.text, columns[box.column]) if box.column in columns else None
        name = _row_name(
            [each for each in row if each.column < box.column and each.column not in columns], columns, box
        )
        if weight and weight.number and name:
            found.append((Entry(name, weight.number, weight.unit, box.source), box.column))
    return found


def _row_name(before: Sequence[Box], columns: dict[int, Unit], box: Box) -> str:
    """Return the name that stands before a weight, without its number; the number where the name is a whole text."""
    since = max((column for column in columns if column < box.column), default=0)
    texts = [each.text for each in before if each.column > since and each.text]
    named = [text for text in texts if re.search(r"[A-Za-z]{3}", text)]
    if not named or pattern("criteria", "head", "total").fullmatch(named[0].strip(" :")):
        return ""
    plain = pairs(named[0])
    name = plain[0].name if len(plain) == 1 else without_number(tidy(named[0])).strip(" :") or named[0]
    title, at = parted(name)
    asks = asking_words(name[at:])
    short = title if title and asks else name if len(name.split()) <= NAME_WORDS and not asks else ""
    number = next((numbered(text)[0] for text in texts if numbered(text)[0]), "")
    return short or number


def _with_parents(entries: Sequence[tuple[Entry, int]], columns: dict[int, Unit]) -> list[tuple[Entry, int]]:
    """Where a table has two columns of weights, make what stands in the second a part of the last in the first."""
    if len(columns) < 2 or len({column for _, column in entries if column}) < 2:
        return list(entries)
    first = min(columns)
    found: list[tuple[Entry, int]] = []
    parent: str | None = None
    for entry, column in entries:
        if column == first:
            parent = entry.name
            if all(entry.name != other.name for other, _ in found):
                found.append((entry, column))
        else:
            found.append((replace(entry, parent=parent), column))
    return found


def _without_head(table: Table) -> list[Run]:
    """Return the run of a table without a head for its weights: every row a name and a weight with its sign."""
    if not judged(table.setting):
        return []
    entries = []
    for row in table.rows:
        text = " ".join(box.text for box in row if box.text)
        found = pairs(text) if len(text.split()) <= LINE_WORDS else []
        if len(found) == 1:
            entries.append(Entry(found[0].name, found[0].number, found[0].unit, row[-1].source))
    return [Run(entries, table.setting, table.kind)] if len(entries) > 1 else []


# --- the tree ------------------------------------------------------------------------------------------


def _assemble(runs: Sequence[Run]) -> Judging:
    """Return the tree: the first run that adds up is the trunk, the others are hung on it."""
    ordered = sorted(runs, key=lambda run: (nest([each.number for each in run.entries]) is None, not _priced(run)))
    found: list[Criterion] = []
    conflicts: list[tuple[Criterion, Entry]] = []
    for run in ordered:
        new = [each for each in run.entries if not _known(each, found, conflicts)]
        if new:
            found += _hang(replace(run, entries=new), found)
    return Judging(tuple(found), tuple(_unsummed(found)), tuple(conflicts))


def _known(entry: Entry, found: Sequence[Criterion], conflicts: list[tuple[Criterion, Entry]]) -> bool:
    """Tell whether a criterion of this name is there already; note it when its weight differs."""
    same = next((each for each in found if key(each.name) == key(entry.name) and each.unit == entry.unit), None)
    if same is None:
        return False
    if abs(same.weight - entry.number) > NEAR and same.parent is None:
        conflicts.append((same, entry))
    return True


def _hang(run: Run, found: Sequence[Criterion]) -> list[Criterion]:
    numbers = [each.number for each in run.entries]
    if any(each.parent for each in run.entries):
        return [_criterion(each, each.parent) for each in run.entries]
    tops = [each for each in found if each.parent is None]
    if not tops:
        places = nest(numbers) or (None,) * len(numbers)
        return [
            _criterion(e, None if p is None else run.entries[p].name) for e, p in zip(run.entries, places, strict=True)
        ]
    priced = _priced(run)
    bare = [
        each
        for each in tops
        if all(other.parent != each.name for other in found)
        and (priced or not pattern("criteria", "head", "price").search(each.name))
    ]
    named = next((each for each in bare if re.search(rf"\b{re.escape(key(each.name))}\b", run.setting.lower())), None)
    shares = share_out(numbers, [each.weight for each in bare])
    if shares is not None:
        return [_criterion(each, bare[place].name) for each, place in zip(run.entries, shares, strict=True)]
    quality = next((each for each in bare if pattern("criteria", "head", "quality").search(each.name)), None)
    parent = named or quality
    if parent is None or priced:
        return []
    places = nest(numbers) or nest(numbers, parent.weight) or (None,) * len(numbers)
    return [
        _criterion(e, parent.name if p is None else run.entries[p].name)
        for e, p in zip(run.entries, places, strict=True)
    ]


def _priced(run: Run) -> bool:
    return any(pattern("criteria", "head", "price").search(each.name) for each in run.entries)


def _criterion(entry: Entry, parent: str | None) -> Criterion:
    return Criterion(name=entry.name, weight=entry.number, unit=entry.unit, parent=parent, source=entry.source)


def _unsummed(found: Iterable[Criterion]) -> Iterator[tuple[Criterion, ...]]:
    """Return the weights of each level that add up neither to what they are parts of nor to 100."""
    kept = list(found)
    for parent in [None, *(each for each in kept)]:
        parts = tuple(
            each for each in kept if each.parent == (parent.name if parent else None) and each.unit == "percent"
        )
        wholes = {100.0, parent.weight if parent else 100.0}
        total = sum(each.weight for each in parts)
        if len(parts) > 1 and all(abs(total - whole) > NEAR for whole in wholes):
            yield parts
