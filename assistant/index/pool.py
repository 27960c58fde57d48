"""The pool of partners on disk."""

from __future__ import annotations

import difflib
import re
import sqlite3
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import PoolInUse, PoolUnready, UnknownName
from assistant.index.audience import ages_of
from assistant.index.search import Searcher
from assistant.index.store import NAME, RESTORE, Entry, Store, connect
from assistant.index.vectors import Cache
from assistant.records import Capability, HealthLine, Partner, Search, Statements

if TYPE_CHECKING:
    from assistant.index.encode import Encoder

ADD = "Add some with `consort partners add FOLDER`."
COMMIT = 256
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
        pool = cls(folder, encoder, Store(connect(folder, create=create)))
        try:
            pool._ready(create=create)
        except sqlite3.DatabaseError as error:
            pool.close()
            raise PoolUnready(f"The pool in {folder} is damaged", str(error), RESTORE) from error
        except BaseException:
            pool.close()
            raise
        return pool

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
        entries = [_entry(each) for each in statements]
        with self._writing():
            self._embed(entries, say)
            changed = [each for each in entries if not self._store.same(each)]
            if changed:
                with self._store.change():
                    for entry in changed:
                        self._store.replace(entry)
                    self._store.put("model", self._encoder.fingerprint)
                    self._store.settle()
                self._cache.rebuild()

    def _embed(self, entries: Sequence[Entry], say: Callable[[str], None]) -> None:
        """Keep a vector for every text that has none; what is done stays done if this is stopped."""
        wanted = list(self._store.missing_vectors(entries).items())
        start = time.monotonic()
        for done in range(0, len(wanted), COMMIT):
            batch = wanted[done : done + COMMIT]
            vectors = self._encoder.encode([text for _, text in batch])
            with self._store.change():
                self._store.keep_vectors([key for key, _ in batch], vectors)
            say(_progress(done + len(batch), len(wanted), time.monotonic() - start))

    def forget(self, name: str) -> None:
        """Remove a partner: its rows, its words and its vectors, so that no byte of them is left."""
        partner = self.partner(name)
        with self._writing():
            with self._store.change():
                self._store.delete(partner.name)
                self._store.settle()
            self._cache.drop()
            self._store.scrub()
            self._cache.rebuild()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / "writing.lock", timeout=0)
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
        return self._store.capabilities(self.partner(name).name)

    def search_many(self, needs: Sequence[str], k: int) -> tuple[Search, ...]:
        """Return for each need the best `k` partners, best first, equal ones in name order."""
        return Searcher(self._store, self._cache, self._encoder).search(needs, k) if needs else ()

    # --- health -----------------------------------------------------------------------------------------

    def check(self) -> tuple[HealthLine, ...]:
        """Say how the pool is; a cache that is not well is made again."""
        lines = []
        try:
            wrong = [each for (each,) in self._store.db.execute("PRAGMA integrity_check") if each != "ok"]
        except sqlite3.DatabaseError as error:
            wrong = [str(error)]
        if wrong or self._store.get("holds") != self._store.holds():
            why = wrong[0] if wrong else "its contents are not those that were written"
            return (HealthLine(status="fail", what=f"The pool in {self.folder} is damaged: {why}.", then=RESTORE),)
        passages = len(self._store.rows()) - self._store.count()
        lines.append(
            HealthLine(
                status="ok", what=f"{self._store.count()} partners with {passages} passages are in {self.folder}."
            )
        )
        fault = self._cache.fault()
        if fault:
            self._cache.rebuild()
            lines.append(
                HealthLine(status="warn", what=f"The search index was {fault}.", then="It has been made again.")
            )
        else:
            lines.append(HealthLine(status="ok", what="The search index is complete."))
        return tuple(lines)


def slug(name: str) -> str:
    """Return a name in small letters and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _entry(statements: Statements) -> Entry:
    """Return what is embedded and indexed of a partner: the whole statement, then passage by passage."""
    partner = statements.partner
    if not partner.id:
        partner = partner.model_copy(update={"id": slug(partner.name)})
        statements = statements.model_copy(update={"partner": partner})
    evidence = [each.text for each in statements.capabilities if not each.disclaims]
    whole = "\n".join([partner.name, *evidence])
    places = tuple(dict.fromkeys(place for place in (*partner.places, partner.based_in) if place))
    served = ages_of(partner.groups) or ages_of(evidence)
    return Entry(statements, served, places, (whole, *(_content(each) for each in statements.capabilities)))


def _content(capability: Capability) -> str:
    """Return what is embedded of a passage: its text; a cell says little without the others of its row."""
    cell = re.match(r"t\d", capability.source.block)
    return f"{capability.text} ({capability.heading})" if cell and capability.heading else capability.text


def _unknown(name: str, everybody: list[str]) -> UnknownName:
    by_key = {each.casefold(): each for each in everybody}
    near = [by_key[key] for key in difflib.get_close_matches(name.casefold(), by_key, n=3, cutoff=0.5)]
    shown = ", ".join(everybody[:SHOWN]) + (f" and {len(everybody) - SHOWN} more" if len(everybody) > SHOWN else "")
    then = f"Did you mean {' or '.join(near)}?" if near else "See `consort partners list`."
    return UnknownName(f"There is no partner called {name}", f"in the pool are {shown}", then)


def _progress(done: int, total: int, seconds: float) -> str:
    left = seconds / done * (total - done)
    time_left = (
        f", about {left / 60:.0f} minutes left" if left > 90 else f", about {left:.0f} s left" if left > 1 else ""
    )
    return f"Learning what partners say: {done} of {total} passages{time_left}"
