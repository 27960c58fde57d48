"""Search by words: SQLite's own BM25, put on a scale from 0 to 1."""

from __future__ import annotations

import math
import sqlite3
import tomllib
from collections.abc import Iterable
from functools import lru_cache

from assistant.shipped import shipped


@lru_cache(maxsize=1)
def tuning() -> dict[str, dict[str, str]]:
    with shipped("models", "search.toml").open("rb") as file:
        return tomllib.load(file)


class Words:
    """Asks the pool's text index. Stems are those of the index itself."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._passages = db.execute("SELECT count(*) FROM passage").fetchone()[0]
        db.executescript(
            'CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked USING fts5(content, tokenize = "porter unicode61'
            ' remove_diacritics 2"); CREATE VIRTUAL TABLE IF NOT EXISTS temp.stems USING fts5vocab(temp, asked, row);'
        )

    def stems(self, text: str) -> tuple[str, ...]:
        """Return the stems of a text, each once, without those that say nothing."""
        return tuple(stem for stem in self._stems(text) if stem not in self._ignored)

    def weigh(self, stems: Iterable[str]) -> dict[str, float]:
        """Return how telling each stem is: 1 in as many passages as there are makes 0, nowhere makes most."""
        weights = {}
        for stem in stems:
            found = self._db.execute("SELECT doc FROM terms WHERE term = ?", (stem,)).fetchone()
            count = found[0] if found else 0
            weights[stem] = max(math.log((self._passages - count + 0.5) / (count + 0.5)), 1e-6)
        return weights

    def find(self, stems: Iterable[str], depth: int) -> dict[int, float]:
        """Return the best `depth` passages by row with a score in [0, 1].

        The score is BM25 as a share of what a passage of ordinary length has that says every stem once.
        """
        weights = self.weigh(stems)
        if not weights:
            return {}
        asked = " OR ".join(f'"{stem}"' for stem in weights)
        full = sum(weights.values())
        rows = self._db.execute(
            "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?", (asked, depth)
        )
        return {row: min(score / full, 1.0) for row, score in rows}

    @property
    def _ignored(self) -> frozenset[str]:
        if not hasattr(self, "_held"):
            self._held = frozenset(self._stems(tuning()["words"]["ignored"]))
        return self._held

    def _stems(self, text: str) -> list[str]:
        self._db.execute("DELETE FROM temp.asked")
        self._db.execute("INSERT INTO temp.asked VALUES (?)", (text,))
        return [stem for (stem,) in self._db.execute("SELECT term FROM temp.stems ORDER BY term")]
