"""The cache of vectors for FAISS, made from the pool's file and checked against its manifest before every use."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import PoolUnready
from assistant.index.entry import EVIDENCE, STATEMENT
from assistant.index.store import RESTORE, Row, Store

if TYPE_CHECKING:
    import numpy as np

    from assistant.index.encode import Vectors

MANIFEST = "vectors.json"


@dataclass(frozen=True)
class Manifest:
    """What the cache must be: its file and SHA-256, the model, how many vectors, and the pool they are of."""

    file: str
    sha256: str
    model: str
    count: int
    holds: str


class Cache:
    """Finds the nearest passages. Whatever is wrong with the files, the index is made again from the pool."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder, self._store = folder, store
        self._index: Any = None
        self._holds = ""

    def ready(self) -> bool:
        """Return whether the index is at hand, of the pool as it is now."""
        holds = self._store.get("holds")
        if self._index is None or self._holds != holds:
            self._index, self._holds = self._load(), holds
        return self._index is not None

    def nearest(self, queries: Vectors, depth: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Return the cosines and the passages' rows, best first, `depth` for each query (row -1: none)."""
        import faiss

        faiss.omp_set_num_threads(1)  # for one query at a time FAISS is twice as slow with two threads
        if not self.ready():
            self._build()
        return self._index.search(queries, min(depth, self._index.ntotal))

    def fault(self) -> str:
        """Return what is wrong with the cache on disk, empty when nothing is."""
        try:
            manifest = self._manifest()
            data = (self._folder / manifest.file).read_bytes()
        except FileNotFoundError:
            return "missing"
        except (OSError, ValueError, TypeError):
            return "damaged"
        if (manifest.model, manifest.holds) != (self._store.get("model"), self._store.get("holds")):
            return "out of date"
        return "" if sha256(data).hexdigest() == manifest.sha256 else "damaged"

    def rebuild(self) -> None:
        """Make the index from the pool's own vectors and keep it on disk if possible.

        Only who writes to the pool may do this: a reader might keep what was forgotten meanwhile.
        """
        count = self._build()
        import faiss

        with contextlib.suppress(OSError):
            self._save(faiss.serialize_index(self._index).tobytes(), count)

    def _build(self) -> int:
        import faiss
        import numpy as np

        rows, vectors = self._stored()
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(vectors, np.array([each.row for each in rows], np.int64))
        self._index, self._holds = index, self._store.get("holds")
        return len(rows)

    def _stored(self) -> tuple[list[Row], Vectors]:
        """Return all passages and their vectors.

        The model reads a statement's first 256 tokens only, so a statement's vector is half that reading and half
        the middle of its passages. Raises PoolUnready when vectors are missing.
        """
        import numpy as np

        pairs = list(self._store.vectors())
        rows = [row for row, _ in pairs]
        sizes = {len(numbers) for _, numbers in pairs}
        if len(sizes) > 1 or len(rows) != len(self._store.rows()):
            raise PoolUnready(f"The pool in {self._folder} is damaged", "vectors are missing from it", RESTORE)
        vectors = np.frombuffer(b"".join(numbers for _, numbers in pairs), "<f4").reshape(len(rows), -1).copy()
        places: dict[int, list[int]] = {}
        for place, row in enumerate(rows):
            if row.kind == EVIDENCE:
                places.setdefault(row.partner, []).append(place)
        for place, row in enumerate(rows):
            if row.kind == STATEMENT and row.partner in places:
                middle = vectors[places[row.partner]].mean(axis=0)
                vectors[place] = _unit(_unit(vectors[place]) + _unit(middle))
        return rows, vectors

    def drop(self) -> None:
        """Remove the cache from disk."""
        self._index = None
        for path in self._folder.glob("vectors*"):
            path.unlink(missing_ok=True)

    def _load(self) -> Any:
        """Return the index if its bytes are exactly those that were written for this pool, else None."""
        try:
            manifest = self._manifest()
            data = (self._folder / manifest.file).read_bytes()
        except (OSError, ValueError, TypeError):
            return None
        wanted = (manifest.sha256, self._store.get("model"), self._store.get("holds"))
        if (sha256(data).hexdigest(), manifest.model, manifest.holds) != wanted:
            return None
        import faiss
        import numpy as np

        index = faiss.deserialize_index(np.frombuffer(data, np.uint8))
        return index if index.ntotal == manifest.count else None

    def _manifest(self) -> Manifest:
        manifest = Manifest(**json.loads((self._folder / MANIFEST).read_text(encoding="utf-8")))
        if Path(manifest.file).name != manifest.file:
            raise ValueError(manifest.file)
        return manifest

    def _save(self, data: bytes, count: int) -> None:
        """Write the index under a name of its own, then swing the manifest over to it, then drop older ones."""
        found = sha256(data).hexdigest()
        name = f"vectors-{found[:16]}.faiss"
        write_safely(self._folder / name, data)
        manifest = Manifest(name, found, self._store.get("model"), count, self._store.get("holds"))
        write_safely(self._folder / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
        for path in self._folder.glob("vectors-*"):
            if path.name != name:
                path.unlink(missing_ok=True)


def _unit(vector: Vectors) -> Vectors:
    """Return a vector scaled to length 1; nought stays nought."""
    return vector / (float((vector @ vector) ** 0.5) or 1.0)


def write_safely(path: Path, data: bytes) -> None:
    """Write a file so that whoever looks, even after a power cut, finds the old one or the new one, never a part."""
    handle, beside = tempfile.mkstemp(prefix="vectors-new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
