"""Which file of the old pack is which of the new one, and whether it says the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.likeness import compact
from assistant.records import Document, FileChange

SAME_FILE = 0.5
"""The share of paragraphs that two files of unlike names have in common when one has become the other."""
FilePair = tuple[Document | None, Document | None]


def pair_files(old: Sequence[Document], new: Sequence[Document]) -> list[FilePair]:
    """Return the files of both packs side by side: those of one content, then of one name, then those much alike."""
    left, right = list(old), list(new)
    pairs: list[FilePair] = []
    for same in (_same_bytes_and_name, _same_bytes, _same_name):
        for one in list(left):
            other = next((each for each in right if same(one, each)), None)
            if other:
                pairs.append((one, other))
                left.remove(one)
                right.remove(other)
    pairs += _alike(left, right)
    pairs += [*((each, None) for each in left), *((None, each) for each in right)]
    return sorted(pairs, key=lambda pair: ((pair[1] or pair[0]).name, pair[1] is None))  # type: ignore[union-attr]


def _same_bytes_and_name(one: Document, other: Document) -> bool:
    return (one.sha256, one.name) == (other.sha256, other.name)


def _same_bytes(one: Document, other: Document) -> bool:
    return one.sha256 == other.sha256


def _same_name(one: Document, other: Document) -> bool:
    return one.name == other.name


def _alike(left: list[Document], right: list[Document]) -> list[FilePair]:
    """Take from both lists the pairs of files that say much the same, the most alike first."""
    scored = sorted(
        (
            (-_share(said, others), abs(one - other), one + other, one, other)
            for one, said in enumerate([_said(each) for each in left])
            for other, others in enumerate([_said(each) for each in right])
        ),
    )
    found: list[tuple[int, int]] = []
    for score, *_, one, other in scored:
        if -score >= SAME_FILE and all(one != first and other != second for first, second in found):
            found.append((one, other))
    pairs: list[FilePair] = [(left[one], right[other]) for one, other in found]
    left[:] = [each for at, each in enumerate(left) if all(at != one for one, _ in found)]
    right[:] = [each for at, each in enumerate(right) if all(at != other for _, other in found)]
    return pairs


def _said(document: Document) -> Counter[str]:
    return Counter(said for each in document.blocks if each.visible and (said := compact(each.text)))


def _share(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def file_change(pair: FilePair) -> FileChange:
    old, new = pair
    names = {"old_name": old.name if old else None, "new_name": new.name if new else None}
    if old is None or new is None:
        return FileChange(how="added" if old is None else "withdrawn", **names)
    if not same_words(pair):
        return FileChange(how="changed", **names)
    if old.name != new.name:
        return FileChange(how="renamed", **names)
    return FileChange(how="unchanged" if old.sha256 == new.sha256 else "saved_again", **names)


def same_words(pair: FilePair) -> bool:
    """Return whether both files are there and say the same."""
    old, new = pair
    if old is None or new is None:
        return False
    return old.sha256 == new.sha256 or _whole(old) == _whole(new)


def _whole(document: Document) -> str:
    return "".join(compact(each.text) for each in document.blocks if each.visible)
