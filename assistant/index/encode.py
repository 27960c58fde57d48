"""Turn texts into unit vectors: quickly (onnxruntime), or by the reference (sentence-transformers). They agree."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import ConsortError
from assistant.index.weights import AGAIN, checked_weights, pinned, tensors
from assistant.shipped import shipped

if TYPE_CHECKING:
    import numpy as np

    Vectors = np.ndarray[Any, np.dtype[np.float32]]

BATCH = 8
OTHER = " float32, through sentence-transformers"


class Encoder(Protocol):
    """Anything that turns texts into unit vectors, float32 (texts, width), always the same for the same text."""

    @property
    def fingerprint(self) -> str: ...

    def encode(self, texts: list[str]) -> Vectors: ...


class QuickEncoder:
    """all-MiniLM-L6-v2 through onnxruntime: a new process answers its first text in a quarter of a second."""

    @property
    def fingerprint(self) -> str:
        return pinned().fingerprint

    def encode(self, texts: list[str]) -> Vectors:
        """Return one unit vector a text. Texts are cut after 256 tokens, as the reference does.

        Batches are shared out among the processor's cores, which gains more than sharing out each of them.
        """
        import numpy as np

        found = np.zeros((len(texts), pinned().width), np.float32)
        batches = by_length(texts)
        self._session, self._tokenizer  # noqa: B018 - made before the threads ask for them
        with ThreadPoolExecutor(max(1, min(_cores(), len(batches)))) as threads:
            done = threads.map(lambda places: self._batch([texts[place] for place in places]), batches)
            for places, vectors in zip(batches, done, strict=True):
                found[places] = vectors
        return found

    def _batch(self, texts: list[str]) -> Vectors:
        import numpy as np

        tokens = self._tokenizer.encode_batch(texts)
        ids = np.array([each.ids for each in tokens], np.int32)
        mask = np.array([each.attention_mask for each in tokens], np.int32)
        return self._session.run(["vectors"], {"ids": ids, "mask": mask})[0]

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        model = pinned()
        path = model.folder / model.tokenizer
        if not path.is_file():
            raise ConsortError("The language model is missing", f"{path} is not there", AGAIN)
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.enable_truncation(model.tokens)
        tokenizer.enable_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        # The pooler is part of BERT and of the file, but sentence-transformers takes the mean of the tokens instead.
        weights = {name: each for name, each in tensors(checked_weights(pinned())) if not name.startswith("pooler.")}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The graph is written with fused operators already, and packing the weights again costs more than it gains.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.add_session_config_entry("session.disable_prepacking", "1")
        self._held = [onnxruntime.OrtValue.ortvalue_from_numpy(each) for each in weights.values()]
        options.add_external_initializers(list(weights), self._held)
        graph = shipped("models", pinned().graph)
        return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


class ReferenceEncoder:
    """sentence-transformers: the pinned model, or another one given by its name or folder on this computer."""

    def __init__(self, model: str | Path | None = None) -> None:
        self._given = model

    @property
    def fingerprint(self) -> str:
        return pinned().fingerprint if self._given is None else f"{self._given}{OTHER}"

    def encode(self, texts: list[str]) -> Vectors:
        """Return one unit vector a text."""
        import numpy as np

        if not texts:
            return np.zeros((0, self._model.get_sentence_embedding_dimension()), np.float32)
        found = self._model.encode(texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, np.float32)

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        if self._given is None:
            checked_weights(pinned())
        folder = pinned().folder / "model" if self._given is None else self._given
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            why = str(error).splitlines()[0]
            raise ConsortError(f"The language model {folder} cannot be loaded", why, AGAIN) from error


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def encoder_for(fingerprint: str, model: str | None = None) -> Encoder:
    """Return a pool's encoder: of the model named, else of the one its fingerprint names, else the quick one.

    A folder is named by its whole path, so that the pool can be used from anywhere.
    """
    if model is not None:
        return ReferenceEncoder(Path(model).resolve() if Path(model).is_dir() else model)
    if fingerprint.endswith(OTHER):
        return ReferenceEncoder(fingerprint.removesuffix(OTHER))
    return QuickEncoder()


def by_length(texts: Sequence[str]) -> list[list[int]]:
    """Return the places of texts in batches of similar length, so that little of a batch is padding."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    return [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
