"""The pool's one file, pool.sqlite: partners, their passages, the text index and the vectors. This is the truth."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PoolInUse, PoolUnready
from assistant.index.entry import EVIDENCE, Entry
from assistant.index.judge import Standing
from assistant.records import Capability, Partner

if TYPE_CHECKING:
    from assistant.index.encode import Vectors

NAME = "pool.sqlite"
VERSION = 1
RESTORE = "Add your partners again with `consort partners add` into a new folder; their files are yours."
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE partner (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    profile TEXT NOT NULL, missing TEXT NOT NULL, ages TEXT NOT NULL, places TEXT NOT NULL);
CREATE TABLE passage (
    row INTEGER PRIMARY KEY, partner INTEGER NOT NULL REFERENCES partner(row) ON DELETE CASCADE,
    position INTEGER NOT NULL, kind INTEGER NOT NULL, record TEXT, hash TEXT NOT NULL,
    UNIQUE (partner, position));
CREATE TABLE vector (hash TEXT PRIMARY KEY, numbers BLOB NOT NULL);
CREATE VIRTUAL TABLE statement_words USING fts5(name, content, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE statement_terms USING fts5vocab(statement_words, row);
CREATE VIRTUAL TABLE passage_words USING fts5(content, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE passage_terms USING fts5vocab(passage_words, row);
"""


@dataclass(frozen=True)
class Row:
    """A passage as it stands in the pool; that of kind STATEMENT stands for the whole and has no capability."""

    row: int
    partner: int
    position: int
    kind: int
    hash: str


@contextmanager
def sound(folder: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise PoolInUse(
                f"The pool in {folder} is in use", "another command is changing it", "Try again."
            ) from error
        raise PoolUnready(
            f"The pool in {folder} cannot be used", str(error), "Check the folder and the disk."
        ) from error
    except sqlite3.DatabaseError as error:
        raise PoolUnready(f"The pool in {folder} is damaged", str(error), RESTORE) from error


def connect(folder: Path, *, create: bool) -> sqlite3.Connection:
    """Open the pool's file, making it if asked. Raises PoolUnready when it is not a pool this version can read."""
    db = sqlite3.connect(folder / NAME, timeout=10, isolation_level=None)
    try:
        version = _version(db, folder)
        db.executescript("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;")
        if create and version == 0:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    except BaseException:
        db.close()
        raise
    return db


def _version(db: sqlite3.Connection, folder: Path) -> int:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        why = f"it has format {version}, this version reads up to {VERSION}"
        raise PoolUnready(f"The pool in {folder} was made by a newer Consort", why, "Install the newer version again.")
    return version


class Store:
    """Reads and writes the pool's file. Every change is one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Make all changes inside or none of them."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the pool inside, whatever is written meanwhile."""
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            self.db.execute("ROLLBACK")

    @property
    def made(self) -> bool:
        """Whether the tables are there: a pool that was begun and never written has none."""
        return bool(self.db.execute("PRAGMA user_version").fetchone()[0])

    def get(self, name: str) -> str:
        found = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return "" if found is None else found[0]

    def put(self, name: str, value: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def partners(self) -> tuple[Partner, ...]:
        """Return every partner in name order."""
        rows = self.db.execute("SELECT profile FROM partner ORDER BY name COLLATE NOCASE")
        return tuple(Partner.model_validate_json(profile) for (profile,) in rows)

    def count(self) -> int:
        return self.db.execute("SELECT count(*) FROM partner").fetchone()[0]

    def capabilities(self, name: str) -> tuple[Capability, ...]:
        rows = self.db.execute(
            "SELECT record FROM passage WHERE position > 0 AND partner = (SELECT row FROM partner WHERE name = ?)"
            " ORDER BY position",
            (name,),
        )
        return tuple(Capability.model_validate_json(record) for (record,) in rows)

    def holder(self, name: str) -> str:
        """Return the id of the partner that has this name, empty when nobody has."""
        found = self.db.execute("SELECT id FROM partner WHERE name = ?", (name,)).fetchone()
        return "" if found is None else found[0]

    def missing(self, name: str) -> tuple[str, ...]:
        found = self.db.execute("SELECT missing FROM partner WHERE name = ?", (name,)).fetchone()
        return () if found is None else tuple(json.loads(found[0]))

    def rows(self) -> list[Row]:
        """Return all passages in row order, without their text."""
        select = "SELECT row, partner, position, kind, hash FROM passage ORDER BY row"
        return [Row(*each) for each in self.db.execute(select)]

    def owners(self) -> dict[int, tuple[int, int]]:
        """Return the partner's row and the kind of each passage by its row."""
        rows = self.db.execute("SELECT row, partner, kind FROM passage")
        return {row: (partner, kind) for row, partner, kind in rows}

    def standings(self) -> list[Standing]:
        """Return what search needs to know of every partner."""
        return [
            Standing(row, key, name, tuple((low, high) for low, high in json.loads(ages)), tuple(json.loads(places)))
            for row, key, name, ages, places in self.db.execute("SELECT row, id, name, ages, places FROM partner")
        ]

    def record(self, row: int) -> Capability:
        """Return the capability of a passage's row."""
        (record,) = self.db.execute("SELECT record FROM passage WHERE row = ?", (row,)).fetchone()
        return Capability.model_validate_json(record)

    def missing_vectors(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Return the contents that have no vector yet, by their hash, in order."""
        wanted = {key: text for each in entries for key, text in zip(each.hashes, each.contents, strict=True)}
        known = {key for (key,) in self.db.execute("SELECT hash FROM vector")}
        return {key: text for key, text in wanted.items() if key not in known}

    def keep_vectors(self, hashes: Sequence[str], vectors: Vectors) -> None:
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in zip(hashes, vectors, strict=True)]
        self.db.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)

    def vectors(self) -> Iterator[tuple[Row, bytes]]:
        """Yield each passage and its vector's bytes, in row order."""
        select = (
            "SELECT passage.row, partner, position, kind, hash, numbers FROM passage JOIN vector USING (hash)"
            " ORDER BY passage.row"
        )
        for *row, numbers in self.db.execute(select):
            yield Row(*row), numbers

    def replace(self, entry: Entry) -> None:
        """Put a partner in, in place of what was known of it under its id or its name."""
        partner = entry.statements.partner
        self._delete("id = ? OR name = ?", (partner.id, partner.name))
        row = self.db.execute(
            "INSERT INTO partner (id, name, profile, missing, ages, places) VALUES (?, ?, ?, ?, ?, ?)",
            (partner.id, partner.name, *entry.about),
        ).lastrowid
        said = "\n".join(text for text, kind in zip(entry.contents, entry.kinds, strict=True) if kind == EVIDENCE)
        self.db.execute(
            "INSERT INTO statement_words (rowid, name, content) VALUES (?, ?, ?)", (row, partner.name, said)
        )
        passages = zip(entry.kinds, entry.records, entry.hashes, entry.contents, strict=True)
        for position, (kind, record, key, content) in enumerate(passages):
            added = self.db.execute(
                "INSERT INTO passage (partner, position, kind, record, hash) VALUES (?, ?, ?, ?, ?)",
                (row, position, kind, record, key),
            )
            if kind == EVIDENCE:
                self.db.execute("INSERT INTO passage_words (rowid, content) VALUES (?, ?)", (added.lastrowid, content))

    def same(self, entry: Entry) -> bool:
        """Return whether this partner is in the pool already, word for word."""
        partner = entry.statements.partner
        select = "SELECT row, name, profile, missing, ages, places FROM partner WHERE id = ?"
        found = self.db.execute(select, (partner.id,)).fetchone()
        if found is None or found[1:] != (partner.name, *entry.about):
            return False
        held = self.db.execute("SELECT record, hash FROM passage WHERE partner = ? ORDER BY position", (found[0],))
        return held.fetchall() == list(zip(entry.records, entry.hashes, strict=True))

    def delete(self, name: str) -> None:
        """Remove a partner; `scrub` then removes the last traces, even if something comes between."""
        self._delete("name = ?", (name,))
        self.put("scrub", "due")

    def _delete(self, where: str, values: tuple[str, ...]) -> None:
        rows = [row for (row,) in self.db.execute(f"SELECT row FROM partner WHERE {where}", values)]  # noqa: S608
        for row in rows:
            held = "SELECT row FROM passage WHERE partner = ?"
            self.db.execute(f"DELETE FROM passage_words WHERE rowid IN ({held})", (row,))  # noqa: S608
            self.db.execute("DELETE FROM statement_words WHERE rowid = ?", (row,))
            self.db.execute("DELETE FROM partner WHERE row = ?", (row,))

    def settle(self) -> None:
        """Drop vectors nobody uses and note what the pool now holds, so that a stale cache can be told."""
        self.db.execute("DELETE FROM vector WHERE hash NOT IN (SELECT hash FROM passage)")
        self.put("holds", self.holds())

    def holds(self) -> str:
        """Return a digest of all passages and their order."""
        lines = "\n".join(f"{each.row} {each.partner} {each.position} {each.hash}" for each in self.rows())
        return sha256(lines.encode()).hexdigest()

    def scrub(self) -> None:
        """Leave no byte behind of what was deleted, neither in the file nor beside it, if that is still to be done."""
        if not self.get("scrub"):
            return
        for index in ("statement_words", "passage_words"):
            self.db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608
        self.db.execute("VACUUM")
        if self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise sqlite3.OperationalError("database is locked by a reader")
        self.put("scrub", "")
