"""How near two texts come in meaning, where an encoder is given; each text is encoded once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol


class Encoder(Protocol):
    """Turns texts into unit vectors, one row each, always the same for the same text."""

    def encode(self, texts: list[str]) -> Any: ...


class Sense:
    """Nearness in [-1, 1], rounded so that two machines choose alike; 0 for all where there is no encoder."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder
        self._vectors: dict[str, Any] = {}

    def __bool__(self) -> bool:
        return self._encoder is not None

    def learn(self, texts: Iterable[str]) -> None:
        """Encode the texts that are not known yet, together."""
        new = [each for each in dict.fromkeys(texts) if each not in self._vectors]
        if self._encoder is not None and new:
            self._vectors.update(zip(new, self._encoder.encode(new), strict=True))

    def near(self, one: str, other: str) -> float:
        """Return how near two texts come."""
        if self._encoder is None or not one or not other:
            return 0.0
        self.learn((one, other))
        return round(float(self._vectors[one] @ self._vectors[other]), 2)
