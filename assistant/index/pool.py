"""The pool of partners on disk."""

from __future__ import annotations

import difflib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PoolInUse, PoolUnready, UnknownName
from assistant.index.entry import Entry, enter, renamed, slug
from assistant.index.search import Searcher
from assistant.index.store import NAME, RESTORE, Store, connect, sound
from assistant.index.vectors import Cache
from assistant.records import Capability, HealthLine, Partner, Search, Statements

if TYPE_CHECKING:
    from assistant.index.encode import Encoder

ADD = "Add some with `consort partners add FOLDER`."
COMMIT = 256
WAIT = 1.5
SHOWN = 8


class Pool:
    """Partners and what they can prove. One may write at a time, many may read."""

    def __init__(self, folder: Path, encoder: Encoder, store: Store) -> None:
        self.folder, self._encoder, self._store = folder, encoder, store
        self._cache = Cache(folder, store)

    @classmethod
    def open(cls, folder: Path, encoder: Encoder, *, create: bool = False) -> Pool:
        """Open the pool in a folder; `create` makes it where there is none.

        Raises PoolUnready when there is nobody in it, it is damaged, of a newer version, or of another model.
        """
        if create:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        elif not (folder / NAME).is_file():
            raise PoolUnready(f"There are no partners in {folder}", then=ADD)
        with sound(folder):
            pool = cls(folder, encoder, Store(connect(folder, create=create)))
            try:
                pool._ready(create=create)
            except BaseException:
                pool.close()
                raise
        return pool

    @staticmethod
    def model_of(folder: Path) -> str:
        """Return the fingerprint of the model that made a pool's vectors; nothing where there is no pool yet."""
        if not (folder / NAME).is_file():
            return ""
        with sound(folder):
            store = Store(connect(folder, create=False))
            try:
                return store.get("model") if store.made else ""
            finally:
                store.close()

    def _ready(self, *, create: bool) -> None:
        count, model = self._store.count(), self._store.get("model")
        if not count and not create:
            raise PoolUnready(f"There are no partners in {self.folder}", then=ADD)
        if count and model != self._encoder.fingerprint:
            raise PoolUnready(
                f"The pool in {self.folder} was made with another language model",
                f"its vectors are of {model}, yours would be of {self._encoder.fingerprint}",
                "Use that model, or add your partners again into a new folder (--pool DIR).",
            )

    def close(self) -> None:
        self._store.close()

    # --- changing ---------------------------------------------------------------------------------------

    def add(self, statements: Sequence[Statements], say: Callable[[str], None]) -> None:
        """Put partners in; one that is there already is replaced, and only texts that are new are embedded.

        Raises PoolInUse when another command is writing.
        """
        with sound(self.folder), self._writing():
            entries = [enter(self._apart(each), self._encoder.fingerprint) for each in statements]
            self._embed(entries, say)
            changed = [each for each in entries if not self._store.same(each)]
            if changed:
                with self._store.change():
                    for entry in changed:
                        self._store.replace(entry)
                    self._store.put("model", self._encoder.fingerprint)
                    self._store.settle()
                self._cache.rebuild()
            self._store.scrub()

    def _apart(self, statements: Statements) -> Statements:
        """Give a newcomer its id behind its name if somebody else, by the ids, has that name already."""
        name, key = statements.partner.name, statements.partner.id
        held = self._store.holder(name)
        by_name = {"", key, slug(name)}
        return statements if held in by_name or key in ("", slug(name)) else renamed(statements, f"{name} ({key})", key)

    def _embed(self, entries: Sequence[Entry], say: Callable[[str], None]) -> None:
        """Keep a vector for every text that has none; what is done stays done if this is stopped.

        The longest go first: batches are then of like length, and the time left is never less than it says.
        """
        wanted = sorted(self._store.missing_vectors(entries).items(), key=lambda each: (-len(each[1]), each[0]))
        letters = sum(len(text) for _, text in wanted)
        start, read = time.monotonic(), 0
        for first in range(0, len(wanted), COMMIT):
            batch = wanted[first : first + COMMIT]
            vectors = self._encoder.encode([text for _, text in batch])
            with self._store.change():
                self._store.keep_vectors([key for key, _ in batch], vectors)
            read += sum(len(text) for _, text in batch)
            left = (time.monotonic() - start) * (letters - read) / read
            say(f"Learning what partners say: {first + len(batch):,} of {len(wanted):,} passages{_time(left)}")

    def forget(self, name: str) -> None:
        """Remove a partner: its rows, its words and its vectors, so that no byte of them is left."""
        partner = self.partner(name)
        with sound(self.folder), self._writing():
            with self._store.change():
                self._store.delete(partner.name)
                self._store.settle()
            self._cache.drop()
            self._store.scrub()
            if self._store.count():
                self._cache.rebuild()

    @contextmanager
    def _writing(self, wait: float = WAIT) -> Iterator[None]:
        """Be the only one who writes; a search that mends the index needs a moment, so the others wait that long."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / "writing.lock", timeout=wait)
        try:
            lock.acquire()
        except Timeout as error:
            raise PoolInUse(
                f"The pool in {self.folder} is in use", "another command is changing it", "Try again when it is done."
            ) from error
        try:
            yield
        finally:
            lock.release()

    # --- asking -----------------------------------------------------------------------------------------

    def partners(self) -> tuple[Partner, ...]:
        """Return everybody in name order."""
        with sound(self.folder):
            return self._store.partners()

    def partner(self, name: str) -> Partner:
        """Return the partner of this name, id or unique beginning. Raises UnknownName, naming who is there."""
        everybody = self.partners()
        wanted = slug(name)
        for fits in (
            lambda each: each.name.casefold() == name.casefold(),
            lambda each: wanted in (each.id, slug(each.name)),
            lambda each: bool(wanted) and slug(each.name).startswith(wanted),
        ):
            found = [each for each in everybody if fits(each)]
            if len(found) == 1:
                return found[0]
        raise _unknown(name, [each.name for each in everybody])

    def capabilities(self, name: str) -> tuple[Capability, ...]:
        """Return a partner's passages in the order of its statement."""
        partner = self.partner(name)
        with sound(self.folder):
            return self._store.capabilities(partner.name)

    def search_many(self, needs: Sequence[str], k: int) -> tuple[Search, ...]:
        """Return for each need the best `k` partners, best first, equal ones in name order."""
        if not needs:
            return ()
        with sound(self.folder):
            if not self._cache.ready():
                with suppress(PoolInUse, OSError), self._writing(wait=0):
                    self._cache.rebuild()
        with sound(self.folder), self._store.reading():
            return Searcher(self._store, self._cache, self._encoder).search(needs, k)

    # --- health -----------------------------------------------------------------------------------------

    def check(self) -> tuple[HealthLine, ...]:
        """Say how the pool is; a cache that is not well is made again, a forgetting that was cut short is ended."""
        wrong = self._wrong()
        if wrong:
            return (HealthLine(status="fail", what=f"The pool in {self.folder} is damaged: {wrong}.", then=RESTORE),)
        with sound(self.folder):
            count = self._store.count()
            held = f"{count} partners with {len(self._store.rows()) - count} passages are in {self.folder}."
            return (HealthLine(status="ok", what=held), self._check_cache())

    def _check_cache(self) -> HealthLine:
        try:
            with self._writing():
                self._store.scrub()
                fault = self._cache.fault()
                if fault:
                    self._cache.rebuild()
        except PoolInUse as error:
            return HealthLine(status="warn", what=f"{error.what}: {error.why}.", then="Check again when it is done.")
        if fault:
            return HealthLine(status="warn", what=f"The search index was {fault}.", then="It has been made again.")
        return HealthLine(status="ok", what="The search index is complete.")

    def _wrong(self) -> str:
        """Return what is wrong with the pool's file, empty when nothing is."""
        try:
            found = [each for (each,) in self._store.db.execute("PRAGMA integrity_check") if each != "ok"]
            if not found and self._store.get("holds") != self._store.holds():
                found = ["its contents are not those that were written"]
        except sqlite3.DatabaseError as error:
            found = [str(error)]
        return found[0] if found else ""


def _unknown(name: str, everybody: list[str]) -> UnknownName:
    by_key = {each.casefold(): each for each in everybody}
    near = [by_key[key] for key in difflib.get_close_matches(name.casefold(), by_key, n=3, cutoff=0.5)]
    shown = ", ".join(everybody[:SHOWN]) + (f" and {len(everybody) - SHOWN} more" if len(everybody) > SHOWN else "")
    then = f"Did you mean {' or '.join(near)}?" if near else "See `consort partners list`."
    return UnknownName(f"There is no partner called {name}", f"in the pool are {shown}", then)


def _time(seconds: float) -> str:
    """Return how long it will still take, in words."""
    if seconds < 2:
        return ""
    return f", {seconds:.0f} seconds left" if seconds < 90 else f", {seconds / 60:.0f} minutes left"
