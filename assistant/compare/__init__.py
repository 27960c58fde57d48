"""What one reading of a pack has that another has not: what an amendment changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.records import Changes, Reading

__all__ = ["compare"]


def compare(old: Reading, new: Reading) -> Changes:
    """Return what was added, changed, withdrawn or only moved from the old reading to the new one."""
    from assistant.compare.changes import find_changes

    return find_changes(old, new)
