"""Search by words: SQLite's own BM25, put on a scale from 0 to 1, and the bridge between two vocabularies."""

from __future__ import annotations

import math
import re
import sqlite3
import tomllib
from collections.abc import Collection, Iterable
from functools import cached_property, lru_cache
from typing import Any

from assistant.shipped import shipped

TOKENIZE = "porter unicode61 remove_diacritics 2"
NAME_WEIGHT = 2.0
FULL = 1.5


@lru_cache(maxsize=2)
def data(name: str) -> dict[str, Any]:
    """Return one of the files in models/."""
    with shipped("models", name).open("rb") as file:
        return tomllib.load(file)


class Words:
    """Asks the pool's two text indexes, of whole statements and of passages. Stems are those of the indexes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._count = {
            kind: db.execute(f"SELECT count(*) FROM {kind}_words").fetchone()[0]  # noqa: S608
            for kind in ("statement", "passage")
        }
        db.execute(f'CREATE VIRTUAL TABLE IF NOT EXISTS temp.asked USING fts5(content, tokenize = "{TOKENIZE}")')
        db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.stems USING fts5vocab(temp, asked, instance)")

    def stems(self, text: str) -> dict[str, str]:
        """Return the stems of a text, those that say nothing left out, each with the first word that has it."""
        words = re.findall(r"[\w'’-]+", text)
        return {
            stem: words[place]
            for place, stems in enumerate(self._stems(words))
            for stem in reversed(stems)
            if stem not in self._ignored
        }

    def statements(self, stems: Collection[str]) -> dict[int, float]:
        """Return every partner's score by row: BM25 as a share of what saying every stem once earns."""
        return self._find("statement", [_quoted(stem) for stem in stems], self._full("statement", stems))

    def passages(self, stems: Collection[str], depth: int) -> dict[int, float]:
        """Return the best `depth` passages by row, scored in the same way."""
        return self._find("passage", [_quoted(stem) for stem in stems], self._full("passage", stems), depth)

    def bridged(self, stems: Collection[str]) -> list[str]:
        """Return the words on the other side of the bridge: of each line that the need says one phrase of."""
        own = frozenset(stems)
        found = [line for line in self._bridge if any(phrase and phrase <= own for phrase in line.values())]
        return list(dict.fromkeys(word for line in found for word, phrase in line.items() if not phrase <= own))

    def other_statements(self, phrases: Iterable[str], stems: Collection[str]) -> dict[int, float]:
        """Return every partner's score by row for the best of the bridge's phrases."""
        full, best = self._full("statement", stems), dict[int, float]()
        for phrase in phrases:
            for row, score in self._find("statement", [_quoted(phrase)], full).items():
                best[row] = max(best.get(row, 0.0), min(score, 1.0))
        return best

    def speaking(self, stems: Iterable[str]) -> dict[str, frozenset[int]]:
        """Return for each stem the rows of the partners whose statement says it."""
        select = "SELECT rowid FROM statement_words WHERE statement_words MATCH ?"
        return {stem: frozenset(row for (row,) in self._db.execute(select, (_quoted(stem),))) for stem in stems}

    def _find(self, kind: str, asked: list[str], full: float, depth: int = -1) -> dict[int, float]:
        if not asked:
            return {}
        rank = f"-bm25(statement_words, {NAME_WEIGHT}, 1.0)" if kind == "statement" else "-bm25(passage_words)"
        rows = self._db.execute(
            f"SELECT rowid, {rank} AS score FROM {kind}_words WHERE {kind}_words MATCH ?"  # noqa: S608
            " ORDER BY score DESC, rowid LIMIT ?",
            (" OR ".join(asked), depth),
        )
        return {row: min(score / full, FULL) for row, score in rows}

    def _full(self, kind: str, stems: Iterable[str]) -> float:
        """Return what a text of ordinary length earns that says every stem once: the sum of their weights."""
        count, total = self._count[kind], 0.0
        for stem in stems:
            row = self._db.execute(f"SELECT doc FROM {kind}_terms WHERE term = ?", (stem,)).fetchone()  # noqa: S608
            held = row[0] if row else 0
            total += max(math.log((count - held + 0.5) / (held + 0.5)), 1e-6)
        return total or 1.0

    @cached_property
    def _ignored(self) -> frozenset[str]:
        return frozenset(stem for stems in self._stems([data("search.toml")["ignored"]]) for stem in stems)

    @cached_property
    def _bridge(self) -> list[dict[str, frozenset[str]]]:
        """Return the bridge's lines: each phrase with its stems."""
        lines = [line for part in data("bridge.toml").values() for line in part.values()]
        stems = iter(self._stems([phrase for line in lines for phrase in line]))
        return [{phrase: frozenset(next(stems)) - self._ignored for phrase in line} for line in lines]

    def _stems(self, texts: list[str]) -> list[list[str]]:
        self._db.execute("DELETE FROM temp.asked")
        self._db.executemany("INSERT INTO temp.asked (rowid, content) VALUES (?, ?)", enumerate(texts))
        found: list[list[str]] = [[] for _ in texts]
        for stem, place in self._db.execute("SELECT term, doc FROM temp.stems ORDER BY doc, offset"):
            found[place].append(stem)
        return found


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', "") + '"'
