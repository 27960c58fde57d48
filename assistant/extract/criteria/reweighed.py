"""What a later document says of the weights of criteria that an earlier one sets out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.extract.criteria.told import runs_on
from assistant.extract.questions.amended import OF_WEIGHT, OLD, SHARE, amendments
from assistant.extract.text.layout import Line, Page
from assistant.extract.text.numbers import canonical, numbered
from assistant.records import Criterion, Lot, Source, Unit

CHANGES = re.compile(
    r"\b(?:chang\w*|reduc\w*|increas\w*|rais\w*|lower\w*|amend\w*|revis\w*|replac\w*|correct\w*|now|instead|should\s+(?:be|read)|"
    r"in\s+place\s+of|rather\s+than|will\s+be)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Change:
    """The weight a criterion has from now on, and where that is said."""

    number: float
    unit: Unit
    source: Source


def changes(
    pages: Sequence[Page], found: Sequence[Criterion], answered: Sequence[tuple[str, Criterion]], lots: Sequence[Lot]
) -> dict[Criterion, Change]:
    """Return, by each criterion whose weight changes, what it weighs now; the last word holds."""
    told: dict[Criterion, Change] = {}
    for page in pages:
        for line in page.lines:
            told.update(_in_line(line, found))
        for entry in (each for run in runs_on(page, lots) for each in run.entries):
            for one in found:
                if _key(one.name) == _key(entry.name) and (one.lot or "") == (entry.lot or ""):
                    told[one] = Change(entry.number, entry.unit, entry.source)
    for asked in amendments(pages):
        if asked.weight and asked.source:
            told |= dict.fromkeys(
                _numbered(asked.number, found, answered),
                Change(asked.weight.number, asked.weight.unit, asked.source),
            )
    return {one: change for one, change in told.items() if change.number != one.weight}


def _numbered(
    number: str, found: Sequence[Criterion], answered: Sequence[tuple[str, Criterion]]
) -> Iterator[Criterion]:
    """Return the criteria that a question of this number answers, where there is but one for each lot."""
    own = [each for name, each in answered if name == canonical(number)]
    own = own or [each for each in found if not numbered(each.name)[1] and canonical(each.name) == canonical(number)]
    if len({each.lot for each in own}) == len(own):
        yield from own


def _in_line(line: Line, found: Sequence[Criterion]) -> Iterator[tuple[Criterion, Change]]:
    """Return what sentences say of criteria by name: `The weighting of Quality is reduced from 65% to 60%`."""
    for start, end in [(each.source.start, each.source.end) for each in line.sentences] or [(0, len(line.text))]:
        text = line.text[start:end]
        if text.rstrip().endswith("?") or not (CHANGES.search(text) and OF_WEIGHT.search(text)):
            continue
        places = sorted(_places(text, found), key=lambda at: at[0])
        edges = [*(start for start, _, _ in places), len(text)]
        for (_, after, criterion), stop in zip(places, edges[1:], strict=True):
            share = SHARE.search(OLD.sub(" ", text[after:stop]))
            if share and criterion.unit == ("percent" if share["percent"] else "marks"):
                yield criterion, Change(float(share["number"]), criterion.unit, line.source(start, end))


def _places(text: str, found: Sequence[Criterion]) -> Iterator[tuple[int, int, Criterion]]:
    """Return where a text names criteria; a name inside a longer one, or of several criteria, is none."""
    names = {each.name for each in found if sum(_key(one.name) == _key(each.name) for one in found) == 1}
    by_name = {_key(each.name): each for each in found if each.name in names}
    if not by_name:
        return
    listed = "|".join(re.escape(each) for each in sorted(by_name, key=len, reverse=True))
    for match in re.finditer(rf"(?<!\w)(?:{listed})(?!\w)", text.lower()):
        yield match.start(), match.end(), by_name[match.group()]


def _key(name: str) -> str:
    return " ".join(name.lower().split())
