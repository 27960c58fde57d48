"""Where partners work, against where the tender wants the work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.conditions import words_of
from assistant.records import Partner

BODIES = words_of(
    "the of and for council borough county city district town metropolitan unitary royal authority authorities board "
    "nhs trust foundation integrated care university college government department ministry agency office combined "
    "commissioner police fire service services group association"
)


@dataclass(frozen=True)
class Places:
    """`near` are the tender's, `far` the others that partners name; no place is far where too little is known."""

    near: re.Pattern[str] | None
    far: re.Pattern[str] | None

    @classmethod
    def of(cls, buyer: str, texts: Iterable[str], partners: Sequence[Partner]) -> Places:
        named = {name for partner in partners for name in _of(partner)}
        whole = "\n".join(texts)
        near = {name for name in named if re.search(rf"\b{re.escape(name)}\b", whole)}
        near |= {word for word in re.findall(r"[A-Z][\w’'-]{2,}", buyer) if word.lower() not in BODIES}
        placed = [partner for partner in partners if _of(partner)]
        local = [partner for partner in placed if _of(partner) & near]
        far = named - near if len(local) * 2 >= len(placed) > 0 else set()
        return cls(_any(near), _any(far))

    def without(self, text: str) -> str:
        """Return a text without the names of the tender's places: where is judged apart from what."""
        return self.near.sub(" ", text) if self.near else text

    def away(self, partner: Partner, text: str) -> str:
        """Return the place elsewhere that a passage or else its partner's profile speaks of; empty where it is near.

        A passage that names one of the tender's places is near, whoever wrote it.
        """
        if self.far is None or self.near is None or self.near.search(text):
            return ""
        said = self.far.search(text)
        if said:
            return said[0]
        profile = ", ".join(sorted(_of(partner)))
        if not profile or self.near.search(profile):
            return ""
        far = self.far.search(profile)
        return far[0] if far else ""


def _of(partner: Partner) -> set[str]:
    parts = [part.strip() for text in (partner.based_in, *partner.places) for part in text.split(",")]
    return {part for part in parts if part[:1].isupper()}


def _any(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(names, key=lambda each: (-len(each), each))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b") if ordered else None
