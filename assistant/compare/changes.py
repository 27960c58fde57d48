"""Two readings of a pack to what changed, what matters most first, and which answers need another look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compare.files import FilePair, file_change, pair_files
from assistant.compare.items import items_of
from assistant.compare.pairs import NUMBERED, change_of, pairs_of
from assistant.compare.text import Section, recorded, stands_in, text_changes, whole
from assistant.records import Change, Changes, Document, Question, Reading, Source

HOW = ("changed", "added", "withdrawn", "moved")
DEADLINES = ("submission", "clarification")


def find_changes(old: Reading, new: Reading) -> Changes:
    """Return what differs; two readings the other way round give the same with old and new exchanged."""
    files = pair_files(_used(old.documents), _used(new.documents))
    renamed = {one.name: other.name for one, other in files if one and other}
    before, after = items_of(old.tender), items_of(new.tender)
    items = [
        change
        for about in before
        for change in _ordered(change_of(pair, renamed) for pair in pairs_of(before[about], after[about]))
    ]
    items = list(_taken_otherwise(items, whole(old), whole(new)))
    sections = text_changes(old, new, files, list(_told(items)))
    return Changes(
        items=tuple(items),
        documents=tuple(file_change(pair) for pair in _listed(old, new, files)),
        text=tuple(recorded(each) for each in sections),
        look_again=_look_again(items, sections, new.tender.questions),
        rejected=tuple(dict.fromkeys((*old.rejected, *new.rejected))),
    )


def _taken_otherwise(items: Sequence[Change], old: str, new: str) -> Iterator[Change]:
    """Mark what came or went although its words are in both packs."""
    for each in items:
        against = {"added": old, "withdrawn": new}.get(each.how, "")
        if each.about in NUMBERED and against and stands_in(each.new or each.old, against):
            yield each.model_copy(update={"stands": True, "look_again": False})
        else:
            yield each


def _used(documents: Sequence[Document]) -> list[Document]:
    return [each for each in documents if each.same_as is None]


def _listed(old: Reading, new: Reading, files: Sequence[FilePair]) -> Iterator[FilePair]:
    """Return the pairs of files with those that were given in two formats beside the one that was used."""
    yield from files
    yield from pair_files(*([each for each in given.documents if each.same_as] for given in (old, new)))


def _ordered(found: Iterator[Change | None]) -> list[Change]:
    changes = [each for each in found if each]
    return sorted(changes, key=lambda each: (each.name not in DEADLINES, HOW.index(each.how)))


def _told(items: Sequence[Change]) -> Iterator[Source]:
    for each in items:
        if each.how != "moved" and not each.stands:
            yield from (source for source in (each.old_source, each.new_source) if source)


def _look_again(items: Sequence[Change], sections: Sequence[Section], questions: Sequence[Question]) -> dict[str, str]:
    """Return the questions whose answers need another look, in the order of the pack, each with the reason."""
    reasons = {each.new_id: _reason(each) for each in items if each.look_again and each.new_id}
    said = [sentence for section in sections for sentence in section.added]
    said += [each.new for each in items if each.about == "requirement" and each.how in {"added", "changed"}]
    for each in questions:
        if each.id not in reasons and any(_names(each.id).search(sentence) for sentence in said):
            reasons[each.id] = "the new words name it"
    order = list(dict.fromkeys(each.id for each in questions))
    return {name: reasons[name] for name in order if name in reasons}


def _reason(change: Change) -> str:
    if change.how == "added":
        return "new"
    return " and ".join(filter(None, (", ".join(each.field for each in change.differences[:-1]), _last(change))))


def _last(change: Change) -> str:
    return change.differences[-1].field


def _names(name: str) -> re.Pattern[str]:
    """Return what finds a question named in a sentence; a bare number only after the word."""
    end = r"(?![\w]|\.\d)"
    number = re.fullmatch(r"[Qq]?\s*(\d[\d.]*)", name)
    if number:
        bare = rf"|(?<![\w.]){re.escape(name)}{end}" if name[0] in "Qq" else ""
        return re.compile(rf"\b(?:[Qq]uestions?)\s+{re.escape(number[1])}{end}{bare}")
    return re.compile(rf"(?<![\w.]){re.escape(name)}{end}")
