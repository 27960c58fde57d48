"""Weights that a page sets out: in its tables, in a list of lines, in a sentence, or here and there along a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from assistant.extract.criteria.lotted import by_lot, first_said, lot_of_page
from assistant.extract.criteria.nesting import nest
from assistant.extract.criteria.paired import OUT_OF, Pair, bare_pair, is_part, pairs
from assistant.extract.criteria.summed import summed
from assistant.extract.criteria.totals import makes, stated_wholes
from assistant.extract.criteria.weighed import LINE_WORDS, Entry, Run, judged, runs_of
from assistant.extract.criteria.weights import BRACKETED, WEIGHT
from assistant.extract.text.figures import in_figures
from assistant.extract.text.layout import Line, Page, Table
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import numbered
from assistant.records import Lot, Source, Unit

OF_ALL = re.compile(
    r"\bof (?:the )?(?:overall |total |available )?(?:evaluation|score|marks|weighting|award)", re.IGNORECASE
)
OF_PART = re.compile(r"^\W*(?:of|within) (?:that|this|these|which|the \w+)\b", re.IGNORECASE)
HEADLINE = re.compile(
    r"^\W{0,3}(?P<head>[^:.;]{3,100}?\d\s?(?:%|per\s?cent|marks|points)[)\]]?)\s*(?:[:–—-]|\.\s)", re.IGNORECASE
)
RATIO_ALONE = re.compile(r"(?<![\d:/])(\d{1,2})\s?[:/]\s?(\d{1,2})(?![\d:/])")
BY_MARKS = re.compile(r"[(\[]\s*\d{1,3}\s*(?:marks|points)\b", re.IGNORECASE)
SIGN = re.compile(r"%|\bper\s?cent\b|\bweight", re.IGNORECASE)
TITLE_WORDS = 8
_Clause = tuple[int, int, tuple[str, ...], str]


@dataclass
class _Reading:
    """What has been read of a page: the runs that are done, the open one, loose weights, the last line like a title."""

    page: Page
    lots: Sequence[Lot]
    of_page: str | None
    done: list[Run] = field(default_factory=list)
    open: Run | None = None
    loose: list[tuple[str, Entry]] = field(default_factory=list)
    title: str = ""

    def close(self, *runs: Run) -> None:
        """End the open run, and take these after it."""
        self.done += [*([self.open] if self.open else []), *runs]
        self.open = None


def runs_on(page: Page, lots: Sequence[Lot]) -> list[Run]:
    """Return the runs of weights on a page that may be criteria."""
    reading = _Reading(page, lots, lot_of_page(page, lots))
    for element in page.elements:
        if isinstance(element, Table):
            reading.close(*runs_of(element, lots, reading.of_page))
        elif element.text.strip() and element.block.kind not in {"header", "footer"}:
            _line(element, reading)
            _note_title(element, reading)
    reading.close()
    wholes = stated_wholes(page)
    kept = [replace(run, flat=_is_flat(run, wholes)) for run in reading.done if _worth(run, wholes)]
    rest = [run for run in reading.done if not _worth(run, wholes)]
    return [*kept, *_gathered(rest, reading.loose, wholes)]


def _note_title(line: Line, reading: _Reading) -> None:
    """Keep a short line without a full stop, which a text without headings has for one, until the next of either."""
    text = line.text.strip()
    if line.block.kind == "heading":
        reading.title = ""
    elif len(text.split()) <= TITLE_WORDS and not re.search(r"\d|[.;,]$", text) and line.block.kind != "item":
        reading.title = text


# --- lines and sentences ---------------------------------------------------------------------------------


def _line(line: Line, reading: _Reading) -> None:
    lead = line.leads[-1].text if line.leads else ""
    above = " / ".join(part for part in (line.trail, reading.title) if part)
    setting = f"{above} / {lead}"
    last: list[Pair] = []
    told = False
    clauses = list(_clauses(line, reading.lots))
    if _together(line, clauses, setting, reading):
        return
    for start, end, of_lots, sentence in clauses:
        text = _headline(line.text[start:end])
        found = pairs(text) or (_same_name(text, last) if of_lots else _bare(text))
        last = found or last
        if found and _about_tenders(found, setting, sentence, line):
            bare = _counts_marks(reading.page) and not SIGN.search(text)
            entries = [
                _entry(pair, "marks" if bare else pair.unit, line.source(start, end), lot)
                for lot in of_lots or (_lot_above(line, reading),)
                for pair in found
            ]
            _take(Run(entries, setting, line.kind), text, line, reading)
            told = True
    if not told:
        reading.loose += [(setting, each) for each in _set_apart(line)]


def _together(line: Line, clauses: Sequence[_Clause], setting: str, reading: _Reading) -> bool:
    """Take the weights of a whole line where its sum bears them out and its sentences by themselves give fewer."""
    if any(lots for _, _, lots, _ in clauses) or not judged(f"{setting} / {line.text}", line.kind):
        return False
    apart = sum(len(pairs(_headline(line.text[start:end]))) for start, end, _, _ in clauses)
    known = [each for run in (*reading.done, *([reading.open] if reading.open else [])) for each in run.entries]
    named = {each.number for each in known if re.search(rf"\b{re.escape(each.name)}\b", line.text, re.IGNORECASE)}
    found = summed(line.text, named)
    part = sum(each.number for each in found) in named
    if len(found) <= apart or not (part or _tells(found, line)):
        return False
    lot = _lot_above(line, reading)
    entries = [replace(_entry(each, each.unit, line.source(), lot), question=_asked(each, line)) for each in found]
    reading.close(Run(entries, f"{setting} / {line.text}", line.kind, headed=True))
    return True


def _asked(pair: Pair, line: Line) -> str:
    """Return the number of the question that stands in brackets behind a name."""
    said = re.search(rf"\b{re.escape(pair.name)}\s*\((?:questions?\s*|Q)(\d+(?:\.\d+)*)\)", line.text, re.IGNORECASE)
    return said[1] if said else numbered(pair.name)[0]


def _tells(found: Sequence[Pair], line: Line) -> bool:
    """Tell whether the names are those of criteria, or the line itself or what leads up to it speaks of judging."""
    if any(is_part(each.name) for each in found):
        return True
    if re.search(r"\b(?:shall|must)\b", line.text):
        return False
    lead = line.leads[-1].text if line.leads else ""
    return judged(line.text, line.kind) or judged(lead, line.kind)


def _headline(text: str) -> str:
    """Return what stands before the explanation of a criterion, `Approach (40%)`; the whole where there is none."""
    match = HEADLINE.match(text) if len(text.split()) > LINE_WORDS else None
    return match["head"] if match and len(pairs(match["head"])) == 1 else text


def _entry(pair: Pair, unit: Unit, source: Source, lot: str) -> Entry:
    number, rest = numbered(pair.name)
    return Entry(rest or pair.name, pair.number, unit, source, lot=lot, question=number)


def _bare(text: str) -> list[Pair]:
    found = bare_pair(text) if len(text.split()) <= LINE_WORDS else None
    return [found] if found else []


def _set_apart(line: Line) -> Iterator[Entry]:
    """Return the weights of a line that does not speak of judging; those in brackets only have the name of price."""
    short = pairs(line.text) if len(line.text.split()) <= LINE_WORDS else []
    if len(short) == 1:
        yield _entry(short[0], short[0].unit, line.source(), "")
        return
    found = [each for each in BRACKETED.finditer(line.text) if not re.search(r"\w", each["before"])]
    for each, start in zip(found, [0, *(one.end() for one in found)], strict=False):
        words = re.findall(r"[\w']+", line.text[start : each.start()])[-3:]
        names = (" ".join(words[n:]) for n in range(len(words)))
        name = next((name for name in names if is_part(name, "price")), "").capitalize()
        unit: Unit = "percent" if each["percent"] else "marks"
        yield Entry(name, float(each["number"]), unit, line.source(), lot="")


def _same_name(text: str, last: Sequence[Pair]) -> list[Pair]:
    """Return the weights of a clause without names, `and 70% in Lot 2`, as those of the names before it."""
    ratio = RATIO_ALONE.search(text)
    made = ratio.groups() if ratio and int(ratio[1]) + int(ratio[2]) == 100 else ()
    numbers = made or [each["number"] for each in WEIGHT.finditer(in_figures(text))]
    if len(numbers) != len(last):
        return []
    return [replace(each, number=float(number)) for each, number in zip(last, numbers, strict=True)]


def _take(run: Run, text: str, line: Line, reading: _Reading) -> None:
    """Add what a clause says: as a run of its own where it names several, or to the run that is open."""
    if len({each.name for each in run.entries}) > 1:
        run.headed = bool(OF_PART.match(text) or OUT_OF.search(text))
        if run.headed or _speaks(run.entries, line, text):
            reading.done.append(run)
        return
    run.headed = bool(OF_ALL.search(text))
    run.bare = not WEIGHT.search(in_figures(text))
    if line.block.kind == "heading" or len(text.split()) <= LINE_WORDS:
        if reading.open and (reading.open.setting, reading.open.bare) == (run.setting, run.bare):
            reading.open.entries.extend(run.entries)
            return
        reading.close()
        run.listed = bool(pattern("criteria", "heading").search(line.trail))
        reading.open = run
    elif run.headed:
        reading.done.append(run)


def _clauses(line: Line, lots: Sequence[Lot]) -> Iterator[_Clause]:
    """Return the sentences of a line: start, end, lots and the whole; one of several lots is cut at each of them."""
    for start, end in [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]:
        sentence = line.text[start:end]
        pieces = [(found.start(), found.end()) for found in re.finditer(r"[^;]+", sentence)]
        told = [(at, by_lot(sentence[at:stop], lots)) for at, stop in pieces]
        cut = [(start + at + a, start + at + b, said) for at, each in told for a, b, said in each]
        if sum(bool(each) for _, each in told) < 2 and len(cut) < 2:
            yield start, end, cut[0][2] if cut else (), sentence
        elif all(line.text[a:b].count("(") == line.text[a:b].count(")") for a, b, _ in cut):
            yield from ((a, b, said, sentence) for a, b, said in cut)


def _lot_above(line: Line, reading: _Reading) -> str:
    """Return the lot of the lead-in and the headings above a line, or that of its document."""
    leads = (each.text for each in reversed(line.leads))
    said = first_said((*leads, *reversed(line.block.headings)), reading.lots)
    return (reading.of_page if said is None else said) or ""


def _about_tenders(found: Sequence[Pair], setting: str, sentence: str, line: Line) -> bool:
    if len(found) == 1 and len(sentence.split()) <= LINE_WORDS and judged(setting, line.kind):
        return True
    about = f"{setting} / {sentence}"
    both = all(any(is_part(each.name, part) for each in found) for part in ("price", "quality"))
    return judged(about, line.kind) or (both and not pattern("criteria", "performance").search(about))


def _speaks(entries: Sequence[Entry], line: Line, text: str) -> bool:
    """Tell whether a sentence of weights is about tenders: by a part that it names, or by what it says is judged."""
    if line.kind in {"instructions", "response_form"} or any(is_part(each.name) for each in entries):
        return True
    return bool(pattern("criteria", "bidding").search(f"{line.trail} / {text}"))


def _counts_marks(page: Page) -> bool:
    return any(BY_MARKS.search(line.text) for line in page.lines)


# --- what may be criteria ----------------------------------------------------------------------------------


def _worth(run: Run, wholes: set[float]) -> bool:
    """Tell whether a run may be criteria: it adds up, or a column of weights says what it is."""
    numbers = [each.number for each in run.entries]
    if run.bare:
        priced = any(is_part(each.name, "price") for each in run.entries)
        return len(numbers) > 1 and sum(numbers) in (wholes or ({100.0} if priced else set()))
    if len(numbers) == 1:
        return run.headed or (numbers[0] == 100 and (run.listed or is_part(run.entries[0].name)))
    both = all(any(is_part(each.name, part) for each in run.entries) for part in ("price", "quality"))
    of_lot = [sum(e.number for e in each) for _, each in groupby(run.entries, key=lambda e: e.lot)]
    made = all(makes(total, run.entries[0].unit, wholes) for total in of_lot)
    return run.headed or run.listed or both or made or nest(numbers) is not None


def _is_flat(run: Run, wholes: set[float]) -> bool:
    """Tell whether all marks of a run together make what the page says that there are, so that none is part of one."""
    return run.entries[0].unit == "marks" and sum(each.number for each in run.entries) in wholes


def _gathered(rest: Sequence[Run], loose: Sequence[tuple[str, Entry]], wholes: set[float]) -> list[Run]:
    """Return what stands apart on a page, price among it, where all of it together makes the whole."""
    rest = [run for run in rest if not run.bare]
    entries = [each for run in rest for each in run.entries]
    whole = max(wholes, default=100.0)
    if len({each.unit for each in entries}) > 1:
        entries = [_in_percent(each, whole) for each in entries]
    if len(entries) > 1 and any(is_part(each.name, "price") for each in entries) and _makes_all(entries, wholes):
        return [Run(entries, rest[0].setting, rest[0].kind, headed=True)]
    return list(_priced_beside(loose, rest, wholes))


def _priced_beside(loose: Sequence[tuple[str, Entry]], rest: Sequence[Run], wholes: set[float]) -> Iterator[Run]:
    """Return price where its weight and those of the questions that stand with it make the whole."""
    every = [*loose, *((run.setting, each) for run in rest for each in run.entries)]
    for setting in dict.fromkeys(each for each, _ in every):
        here = [each for above, each in every if above == setting]
        prices = [each for each in here if is_part(each.name, "price")]
        if pattern("criteria", "performance").search(setting) or len(prices) != 1 or len(here) < 2:
            continue
        if _makes_all(here, wholes):
            yield Run(here if all(each.name for each in here) else prices, setting, "other", headed=True)


def _makes_all(entries: Sequence[Entry], wholes: set[float]) -> bool:
    numbers = [each.number for each in entries]
    alike = len({(each.lot, each.unit) for each in entries}) == 1
    return alike and (makes(sum(numbers), entries[0].unit, wholes) or nest(numbers) is not None)


def _in_percent(entry: Entry, whole: float) -> Entry:
    if entry.unit == "percent":
        return entry
    return replace(entry, number=round(entry.number * 100 / whole, 4), unit="percent")
