"""What an amendment changes, as plain lines for a bid lead: what matters most first, then what to do."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.records import Change, Changes, Difference, FileChange, TextChange
from assistant.tell.words import count, dated, wrap

AROUND, LONGEST, PLACES = 4, 200, 3
SECTIONS = (
    ("Dates", ("date",)),
    ("Questions and marks", ("question", "criterion")),
    ("Requirements", ("requirement",)),
    ("Value, term, lots and what else is said", ("value", "term", "lot", "fact", "tender")),
)
FILES = {
    "added": "New",
    "withdrawn": "Gone",
    "changed": "Changed",
    "renamed": "The same under another name",
    "saved_again": "Saved again with the same words",
    "unchanged": "Unchanged",
}
MOST, MOST_SECTIONS = 40, 30


def changes(given: Changes) -> Iterator[str]:
    """Say what changed from the old pack to the new one; a weight that a question and its criterion share once."""
    changed = [each for each in given.items if each.how != "moved" and not each.stands]
    told = list({(each.about == "doubt", _line(each)): each for each in reversed(changed)}.values())[::-1]
    if not told and not given.text:
        yield "Nothing changed in what the tender asks."
    else:
        yield _summary(told)
    yield from _to_do(given.look_again)
    for title, abouts in SECTIONS:
        found = [each for each in told if each.about in abouts]
        if found:
            yield from ("", title)
            for each in found[:MOST]:
                yield from wrap(_line(each))
            if len(found) > MOST:
                yield f"  ... and {len(found) - MOST} more: --json lists them all."
    yield from _doubts([each for each in told if each.about == "doubt"])
    yield from _moved([each for each in given.items if each.how == "moved"])
    yield from _otherwise([each for each in given.items if each.stands])
    yield from _text(given.text)
    yield from _files(given.documents)


def _summary(told: Sequence[Change]) -> str:
    counted = Counter(each.how for each in told if each.about != "doubt")
    words = [f"{counted[how]} {how}" for how in ("changed", "added", "withdrawn") if counted[how]]
    return f"What changed: {', '.join(words) or 'some of the words only'}"


def _to_do(look_again: dict[str, str]) -> Iterator[str]:
    if look_again:
        named = ", ".join(f"{name} ({reason})" for name, reason in look_again.items())
        yield from wrap(f"{count(len(look_again), 'answer')} to look at again: {named}")


def _line(given: Change) -> str:
    name = given.name[:1].upper() + given.name[1:] if given.about != "requirement" else given.name
    if given.how == "added":
        return f"New, {name}: {_short(given.new)}"
    if given.how == "withdrawn":
        return f"Withdrawn, {name}: {_short(given.old)}"
    other = f" (was {given.old_id})" if given.old_id != given.new_id and given.old_id else ""
    return f"{name}{other}: {'; '.join(_difference(each) for each in given.differences)}"


def _difference(given: Difference) -> str:
    if given.field in {"words", "parts", "more", "title"} and given.old and given.new:
        return _snippets(given.old, given.new)
    name = "" if given.field in {"day", "amount", "value"} else f"{given.field} "
    return f"{name}{_short(given.new) or 'no longer said'}, was {_short(given.old) or 'not said'}"


def _snippets(old: str, new: str) -> str:
    """Return the first places where two texts differ, each with the words around it."""
    before, after = old.split(), new.split()
    places = []
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for _, start, end, begin, stop in [each for each in blocks if each[0] != "equal"]:
        was, now = (_around(words, left, right) for words, left, right in ((before, start, end), (after, begin, stop)))
        places.append(f"“{now}”, was “{was}”")
    more = f"; and {len(places) - PLACES} more places" if len(places) > PLACES else ""
    return "; ".join(places[:PLACES]) + more


def _around(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(start - AROUND, 0), min(end + AROUND, len(words))
    said = _short(" ".join(words[first:last]))
    return f"{'... ' if first else ''}{said}{' ...' if last < len(words) else ''}"


def _short(text: str) -> str:
    return textwrap.shorten(dated(text), LONGEST, placeholder=" ...") if text else ""


def _doubts(found: Sequence[Change]) -> Iterator[str]:
    if found:
        yield from ("", "Doubts")
    for each in found:
        yield from wrap(f"New: {each.new}" if each.how == "added" else f"No longer there: {each.old}")


def _moved(found: Sequence[Change]) -> Iterator[str]:
    """Name what stands elsewhere or under another number, and says what it said."""
    numbers = [f"{each.old_id} is now {each.new_id}" for each in found if each.old_id != each.new_id]
    places = [each for each in found if each.old_id == each.new_id]
    if found:
        yield from ("", "Only numbered anew or moved, with the same words")
    if numbers:
        yield from wrap(", ".join(numbers))
    for each in places:
        yield from wrap(f"{each.name}: now in {each.new_source.document if each.new_source else 'another file'}")


def _otherwise(found: Sequence[Change]) -> Iterator[str]:
    """Name what was taken for something in one of the packs only, with words that are in both."""
    if found:
        yield from ("", "Taken otherwise than before, with words that stand in both packs")
    for each in found[:MOST]:
        now = "now" if each.how == "added" else "no longer"
        yield from wrap(f"{each.name}, {now} taken for a {each.about}: {_short(each.new or each.old)}")
    if len(found) > MOST:
        yield f"  ... and {len(found) - MOST} more: --json lists them all."


def _text(found: Sequence[TextChange]) -> Iterator[str]:
    if found:
        yield from ("", "Other words that changed")
    for each in found[:MOST_SECTIONS]:
        where = f"{each.document}, {each.section}" if each.section else each.document
        counted = (f"{number} {how}" for number, how in ((each.added, "new"), (each.withdrawn, "gone")) if number)
        yield from wrap(f"{where}: {', '.join(counted)}")
        for mark, sentences in (("+", each.first_added), ("-", each.first_withdrawn)):
            for sentence in sentences:
                yield from wrap(f"{mark} {_short(sentence)}", "    ")
    if len(found) > MOST_SECTIONS:
        yield f"  ... and {count(len(found) - MOST_SECTIONS, 'more section')}: --json lists them all."


def _files(found: Sequence[FileChange]) -> Iterator[str]:
    yield from ("", "Files")
    for how, words in FILES.items():
        names = [_names(each) for each in found if each.how == how]
        if names:
            yield from wrap(f"{words}: {', '.join(names)}")


def _names(given: FileChange) -> str:
    if given.old_name and given.new_name and given.old_name != given.new_name:
        return f"{given.new_name} (was {given.old_name})"
    return given.new_name or given.old_name or ""
