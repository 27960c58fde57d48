"""Which item of the old reading is which of the new one, and what of it differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.compare.items import Item
from assistant.likeness import Named, compact, pair_up
from assistant.records import Change, Difference

Pair = tuple[Item | None, Item | None]
NUMBERED = {"question", "requirement"}
SPELT = {"words", "parts", "title", "name", "more", "part of"}
"""Terms that are compared as words, whatever their spelling."""
RENEWS = {"words", "parts", "title", "weight", "limit", "over the limit", "pass or fail", "form of answer", "lot"}


def pairs_of(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Return the items of both readings side by side, None where one has no counterpart."""
    if (old or new)[0:1] and (old or new)[0].about in NUMBERED:
        return _matched(old, new)
    pairs: list[Pair] = []
    gone: list[Item] = []
    come: list[Item] = []
    after = _grouped(new)
    before = _grouped(old)
    for group in dict.fromkeys([*before, *after]):
        for one, other in _in_group(before.get(group, []), after.get(group, [])):
            if one and other:
                pairs.append((one, other))
            else:
                gone += [one] if one else []
                come += [other] if other else []
    return pairs + (_matched(gone, come) if _may_be_renamed(gone, come) else _apart(gone, come))


def _may_be_renamed(gone: Sequence[Item], come: Sequence[Item]) -> bool:
    return bool(gone and come) and gone[0].about in {"criterion", "lot"}


def _apart(gone: Sequence[Item], come: Sequence[Item]) -> list[Pair]:
    return [*((each, None) for each in gone), *((None, each) for each in come)]


def _matched(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    found = pair_up([Named(each.id, each.text) for each in old], [Named(each.id, each.text) for each in new])
    first, second = {one for one, _ in found}, {other for _, other in found}
    gone = [each for at, each in enumerate(old) if at not in first]
    come = [each for at, each in enumerate(new) if at not in second]
    return [*((old[one], new[other]) for one, other in found), *_apart(gone, come)]


def _grouped(items: Sequence[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for each in items:
        groups[each.group].append(each)
    return groups


def _in_group(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """Return the pairs among items of one name: those alike, then what is left in order, but for doubts."""
    pairs = _matched(old, new)
    if not (old and new) or old[0].about == "doubt":
        return pairs
    gone = [one for one, other in pairs if other is None and one]
    come = [other for one, other in pairs if one is None and other]
    if old[0].about == "fact" and not len(gone) == len(come) == 1:
        return pairs
    kept = [pair for pair in pairs if pair[0] and pair[1]]
    together = list(zip(_steady(gone), _steady(come), strict=False))
    return [*kept, *together, *_apart(_steady(gone)[len(together) :], _steady(come)[len(together) :])]


def _steady(items: Sequence[Item]) -> list[Item]:
    return sorted(items, key=lambda each: each.text) if items and items[0].about == "date" else list(items)


def differences(old: Item, new: Item) -> Iterator[Difference]:
    """Yield the terms that are not as they were."""
    for field in dict.fromkeys([*old.terms, *new.terms]):
        one, other = old.terms.get(field, ""), new.terms.get(field, "")
        if (compact(one) != compact(other)) if field in SPELT else (one != other):
            yield Difference(field=field, old=one, new=other)


def change_of(pair: Pair, renamed: dict[str, str]) -> Change | None:
    """Return what changed of an item, or None; `renamed` gives the new name of each old document."""
    old, new = pair
    shown = new or old
    if shown is None:
        return None
    found = tuple(differences(old, new)) if old and new else ()
    how = _how(pair, renamed) if not found else "changed"
    if not how:
        return None
    return Change.model_validate(
        {
            "about": shown.about,
            "how": how,
            "name": shown.name,
            "old_id": old.id or None if old else None,
            "new_id": new.id or None if new else None,
            "old": _said(old),
            "new": _said(new),
            "old_source": old.source if old else None,
            "new_source": new.source if new else None,
            "differences": found,
            "look_again": shown.about == "question"
            and (old is None or any(each.field in RENEWS for each in found))
            and new is not None,
        }
    )


def _how(pair: Pair, renamed: dict[str, str]) -> str:
    old, new = pair
    if old is None or new is None:
        return "added" if old is None else "withdrawn"
    if old.id != new.id:
        return "moved"
    if old.about not in NUMBERED or not (old.source and new.source):
        return ""
    return "moved" if renamed.get(old.source.document, new.source.document) != new.source.document else ""


def _said(item: Item | None) -> str:
    if item is None:
        return ""
    return item.terms.get("words") or "; ".join(each for each in item.terms.values() if each) or item.text
