"""The pool's one file, pool.sqlite: partners, their passages, the text index and the vectors. This is the truth."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PoolUnready
from assistant.records import Capability, Partner, Statements

if TYPE_CHECKING:
    from assistant.index.encode import Vectors

NAME = "pool.sqlite"
VERSION = 1
RESTORE = "Add your partners again with `consort partners add` into a new folder; their files are yours."
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE partner (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    profile TEXT NOT NULL, missing TEXT NOT NULL);
CREATE TABLE passage (
    row INTEGER PRIMARY KEY, partner INTEGER NOT NULL REFERENCES partner(row) ON DELETE CASCADE,
    position INTEGER NOT NULL, record TEXT, content TEXT NOT NULL, hash TEXT NOT NULL,
    UNIQUE (partner, position));
CREATE TABLE vector (hash TEXT PRIMARY KEY, numbers BLOB NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(content, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE terms USING fts5vocab(words, row);
"""


@dataclass(frozen=True)
class Row:
    """A passage as it stands in the pool; position 0 is the whole statement and has no capability."""

    row: int
    partner: int
    position: int
    hash: str


@dataclass(frozen=True)
class Entry:
    """A partner ready to be put in: the texts to embed and index, the whole statement first."""

    statements: Statements
    contents: tuple[str, ...]

    @property
    def hashes(self) -> tuple[str, ...]:
        return tuple(digest(each) for each in self.contents)


def digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()[:32]


def connect(folder: Path, *, create: bool) -> sqlite3.Connection:
    """Open the pool's file, making it if asked. Raises PoolUnready when it is not a pool this version can read."""
    try:
        return _connect(folder / NAME, create=create)
    except sqlite3.DatabaseError as error:
        raise PoolUnready(f"The pool in {folder} is damaged", str(error), RESTORE) from error


def _connect(path: Path, *, create: bool) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise PoolUnready(
                f"The pool in {path.parent} was made by a newer Consort",
                f"it has format {version}, this version reads up to {VERSION}",
                "Install the newer version again.",
            )
        db.executescript("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;")
        if create and version == 0:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    except BaseException:
        db.close()
        raise
    return db


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

    def names(self) -> dict[int, tuple[str, str]]:
        """Return the id and the name of each partner by its row."""
        return {row: (key, name) for row, key, name in self.db.execute("SELECT row, id, name FROM partner")}

    def capabilities(self, name: str) -> tuple[Capability, ...]:
        rows = self.db.execute(
            "SELECT record FROM passage WHERE position > 0 AND partner = (SELECT row FROM partner WHERE name = ?)"
            " ORDER BY position",
            (name,),
        )
        return tuple(Capability.model_validate_json(record) for (record,) in rows)

    def missing(self, name: str) -> tuple[str, ...]:
        found = self.db.execute("SELECT missing FROM partner WHERE name = ?", (name,)).fetchone()
        return () if found is None else tuple(json.loads(found[0]))

    def rows(self) -> list[Row]:
        """Return all passages in row order, without their text."""
        return [Row(*each) for each in self.db.execute("SELECT row, partner, position, hash FROM passage ORDER BY row")]

    def records(self, rows: Iterable[int]) -> dict[int, Capability]:
        """Return the capabilities of these rows."""
        found = {}
        for row in rows:
            (record,) = self.db.execute("SELECT record FROM passage WHERE row = ?", (row,)).fetchone()
            found[row] = Capability.model_validate_json(record)
        return found

    def missing_vectors(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Return the contents that have no vector yet, by their hash, in order."""
        wanted = {key: text for each in entries for key, text in zip(each.hashes, each.contents, strict=True)}
        known = {key for (key,) in self.db.execute("SELECT hash FROM vector")}
        return {key: text for key, text in wanted.items() if key not in known}

    def keep_vectors(self, hashes: Sequence[str], vectors: Vectors) -> None:
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in zip(hashes, vectors, strict=True)]
        self.db.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)

    def vectors(self) -> Iterator[tuple[int, bytes]]:
        """Yield the row and the vector's bytes of each passage, in row order."""
        yield from self.db.execute(
            "SELECT passage.row, numbers FROM passage JOIN vector USING (hash) ORDER BY passage.row"
        )

    def replace(self, entry: Entry) -> None:
        """Put a partner in, in place of what was known of it under its id or its name."""
        partner = entry.statements.partner
        self._delete("id = ? OR name = ?", (partner.id, partner.name))
        cursor = self.db.execute(
            "INSERT INTO partner (id, name, profile, missing) VALUES (?, ?, ?, ?)",
            (partner.id, partner.name, partner.model_dump_json(), json.dumps(entry.statements.missing)),
        )
        records = [None, *(each.model_dump_json() for each in entry.statements.capabilities)]
        for position, (record, content, key) in enumerate(zip(records, entry.contents, entry.hashes, strict=True)):
            added = self.db.execute(
                "INSERT INTO passage (partner, position, record, content, hash) VALUES (?, ?, ?, ?, ?)",
                (cursor.lastrowid, position, record, content, key),
            )
            self.db.execute("INSERT INTO words (rowid, content) VALUES (?, ?)", (added.lastrowid, content))

    def same(self, entry: Entry) -> bool:
        """Is this partner in the pool already, word for word?"""
        partner = entry.statements.partner
        found = self.db.execute("SELECT row, profile, missing FROM partner WHERE id = ?", (partner.id,)).fetchone()
        if found is None or found[1:] != (partner.model_dump_json(), json.dumps(entry.statements.missing)):
            return False
        held = self.db.execute("SELECT record, hash FROM passage WHERE partner = ? ORDER BY position", (found[0],))
        records = [None, *(each.model_dump_json() for each in entry.statements.capabilities)]
        return held.fetchall() == list(zip(records, entry.hashes, strict=True))

    def delete(self, name: str) -> None:
        self._delete("name = ?", (name,))

    def _delete(self, where: str, values: tuple[str, ...]) -> None:
        which = f"SELECT passage.row FROM passage JOIN partner ON partner.row = partner WHERE {where}"  # noqa: S608
        self.db.execute(f"DELETE FROM words WHERE rowid IN ({which})", values)  # noqa: S608
        self.db.execute(f"DELETE FROM partner WHERE {where}", values)  # noqa: S608

    def settle(self) -> None:
        """Drop vectors nobody uses and note what the pool now holds, so that a stale cache can be told."""
        self.db.execute("DELETE FROM vector WHERE hash NOT IN (SELECT hash FROM passage)")
        self.put("holds", self.holds())

    def holds(self) -> str:
        """Return a digest of all passages and their order."""
        lines = "\n".join(f"{each.row} {each.partner} {each.position} {each.hash}" for each in self.rows())
        return sha256(lines.encode()).hexdigest()

    def scrub(self) -> None:
        """Leave no byte behind of what was deleted, neither in the file nor beside it."""
        self.db.execute("INSERT INTO words (words) VALUES ('optimize')")
        self.db.execute("VACUUM")
        with closing(self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")) as cursor:
            cursor.fetchall()
