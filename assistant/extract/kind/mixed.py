"""Two tenders in one pack: documents that name another contract and another day to answer by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.extract.contract.names import Names, find_names
from assistant.extract.dates.timetable import find_dates
from assistant.extract.text.layout import Layout, Page
from assistant.records import Flag

SHARED = 0.5


@dataclass
class Group:
    """The documents of one tender: what they call it and the day its answers are due."""

    names: Names
    due: str
    documents: list[str] = field(default_factory=list)

    @property
    def called(self) -> str:
        title = f"“{self.names.title}”" if self.names.title else self.names.buyer
        reference = f" ({self.names.reference})" if self.names.reference else ""
        return f"{title}{reference}, due {self.due}"


def several_tenders(layout: Layout) -> Flag | None:
    """Return a flag that says which files belong to which tender, or None where the pack is of one tender."""
    groups: list[Group] = []
    rest: list[tuple[Page, Names]] = []
    for page in layout.pages if len(layout.pages) > 1 else ():
        alone = Layout((page,), ())
        names = find_names(alone)
        due = next((each.at[:10] for each in find_dates(alone) if each.role == "submission"), "")
        if not due or not (names.reference or names.title):
            rest.append((page, names))
            continue
        group = next((each for each in groups if not _apart(each, names, due)), None)
        if group is None:
            group = Group(names, due)
            groups.append(group)
        group.documents.append(page.document.name)
    return _flag(groups, rest) if len(groups) > 1 else None


def _apart(group: Group, names: Names, due: str) -> bool:
    """Tell whether a document is of another tender: another day, and another reference or both title and buyer."""
    known = group.names
    if due == group.due:
        return False
    other_title = bool(known.title and names.title) and not _alike(known.title, names.title)
    other_buyer = bool(known.buyer and names.buyer) and not _alike(known.buyer, names.buyer)
    if known.reference and names.reference:
        return _plain(known.reference) != _plain(names.reference) and (other_title or other_buyer)
    return other_title and other_buyer


def _alike(one: str, other: str) -> bool:
    first, second = (set(re.findall(r"[a-z]{3,}", text.lower())) - {"the", "and", "for"} for text in (one, other))
    return len(first & second) >= SHARED * max(1, min(len(first), len(second)))


def _plain(reference: str) -> str:
    return re.sub(r"\W", "", reference).lower()


def _flag(groups: Sequence[Group], rest: Sequence[tuple[Page, Names]]) -> Flag:
    unplaced = []
    for page, names in rest:
        homes = [group for group in groups if _names(page, names, group)]
        if len(homes) == 1:
            homes[0].documents.append(page.document.name)
        else:
            unplaced.append(page.document.name)
    told = "; ".join(f"{group.called}: {', '.join(sorted(group.documents))}" for group in groups)
    unclear = f" It is not clear where {', '.join(sorted(unplaced))} belongs." if unplaced else ""
    return Flag(
        kind="several_tenders",
        message=(
            f"{len(groups)} tenders seem to be mixed in this pack. {told}.{unclear} "
            "What is listed is of all of them together: read each by itself, with its own files."
        ),
    )


def _names(page: Page, names: Names, group: Group) -> bool:
    """Tell whether a document names the tender of a group."""
    known = group.names
    if known.reference and names.reference:
        return _plain(known.reference) == _plain(names.reference)
    wanted = [each.lower() for each in (known.reference, known.title) if each]
    return any(each in line.text.lower() for line in page.lines for each in wanted)
