"""Where the language model's weights lie, and that they are the published ones.

Hashing 90 MB takes longer than a search, so a file that was found good is remembered by its path, size and time.
"""

from __future__ import annotations

import json
import mmap
import struct
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ConsortError
from assistant.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

AGAIN = "Install Consort again."


@dataclass(frozen=True)
class Model:
    """What models.toml says of the language model."""

    name: str
    package: str
    weights: str
    tokenizer: str
    sha256: str
    graph: str
    width: int
    tokens: int

    @property
    def fingerprint(self) -> str:
        """Names the vectors: those of two models with the same fingerprint may be mixed."""
        return f"{self.name} {self.sha256[:12]} float32 {self.tokens} tokens"

    @property
    def folder(self) -> Path:
        """The folder of the package that brings the weights. Raises ConsortError when it is not installed."""
        found = find_spec(self.package)
        if found is None or found.origin is None:
            raise ConsortError("The language model is missing", f"the package {self.package} is not installed", AGAIN)
        return Path(found.origin).parent


@lru_cache(maxsize=1)
def pinned() -> Model:
    """Return the model Consort ships with."""
    with shipped("models", "models.toml").open("rb") as file:
        return Model(**tomllib.load(file)["minilm"])


def checked_weights(model: Model) -> Path:
    """Return the path of the weights after checking them once. Raises ConsortError when they are not the right ones."""
    path = model.folder / model.weights
    if not path.is_file():
        raise ConsortError("The language model is missing", f"{path} is not there", AGAIN)
    seen = _look(path)
    if _remembered() == [model.sha256, *seen]:
        return path
    with path.open("rb") as file:
        found = file_digest(file, "sha256").hexdigest()
    if found != model.sha256:
        raise ConsortError("The language model is not the published one", f"{path} has the SHA-256 {found}", AGAIN)
    _remember([model.sha256, *seen])
    return path


def tensors(path: Path) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    """Yield the name and the numbers of each float32 tensor of a safetensors file, mapped and not copied."""
    import numpy as np

    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    (length,) = struct.unpack_from("<Q", held)
    for name, about in json.loads(held[8 : 8 + length]).items():
        if about.get("dtype") == "F32":
            count = (about["data_offsets"][1] - about["data_offsets"][0]) // 4
            flat = np.frombuffer(held, "<f4", count=count, offset=8 + length + about["data_offsets"][0])
            yield name, flat.reshape(about["shape"])


def _look(path: Path) -> list[Any]:
    stat = path.stat()
    return [str(path), stat.st_size, stat.st_mtime_ns]


def _stamp() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("consort", appauthor=False) / "weights.json"


def _remembered() -> Any:
    try:
        return json.loads(_stamp().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _remember(seen: list[Any]) -> None:
    """Remember a file that was found good; a cache folder that cannot be written only costs time."""
    stamp = _stamp()
    try:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(json.dumps(seen), encoding="utf-8")
    except OSError:
        return
