"""What the user wants of a line-up, and the contradictions there can be in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.errors import ConsortError, UnknownName


@dataclass(frozen=True)
class Wishes:
    """`us` is always in, and leads if it may; `must` are in, `without` are not; `k` line-ups are wanted."""

    us: str | None = None
    max_partners: int = 10
    must: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    k: int = 3

    @property
    def wanted(self) -> tuple[str, ...]:
        """Who must be in, each once, in name order."""
        return tuple(sorted({*self.must, *([self.us] if self.us else [])}))


def check_wishes(wishes: Wishes, names: Iterable[str]) -> None:
    """Raise ConsortError or UnknownName, saying which wishes cannot be met together."""
    known = set(names)
    for name in (*wishes.wanted, *sorted(wishes.without)):
        if name not in known:
            raise UnknownName(f"There is no partner called {name}", "", "See `consort partners list`.")
    both = sorted(set(wishes.wanted) & set(wishes.without))
    if both:
        raise ConsortError(f"{both[0]} is both wanted and left out", "", "Name it once: with --must or with --without.")
    _check_counts(wishes)


def _check_counts(wishes: Wishes) -> None:
    if wishes.max_partners < 1:
        raise ConsortError(f"A line-up of {wishes.max_partners} partners has nobody in it", "", "Ask for 1 or more.")
    if wishes.k < 1:
        raise ConsortError(f"{wishes.k} line-ups were asked for", "", "Ask for 1 or more.")
    if len(wishes.wanted) > wishes.max_partners:
        raise ConsortError(
            f"{len(wishes.wanted)} partners must be in, but at most {wishes.max_partners} are allowed",
            ", ".join(wishes.wanted),
            "Raise --max-partners or name fewer.",
        )
