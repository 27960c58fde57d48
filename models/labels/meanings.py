"""What words mean, from the word table of MiniLM: so that a word never labelled counts like those it resembles.

Used in training only. What it adds is linear in the words of a unit, and so is folded into the weights of single
words: nothing of the language model is needed to label.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.shipped import shipped

Floats = NDArray[np.float64]

TABLE = "embeddings.word_embeddings.weight"


@cache
def _model() -> tuple[Any, Floats]:
    """Return the tokenizer and the word table, moved so that its mean is zero."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    with shipped("models", "models.toml").open("rb") as file:
        kept = tomllib.load(file)["minilm"]
    found = find_spec(kept["package"])
    if found is None or found.origin is None:
        raise ModuleNotFoundError(kept["package"])
    folder = Path(found.origin).parent
    tokenizer = Tokenizer.from_file(str(folder / kept["tokenizer"]))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    table = load_file(folder / kept["weights"])[TABLE].astype(np.float64)
    return tokenizer, table - table.mean(axis=0)


def vocabulary() -> list[str]:
    """Return the whole words that the table knows."""
    tokenizer, _ = _model()
    return sorted(word for word in tokenizer.get_vocab() if word.isalpha() and len(word) > 1)


def vectors(words: Sequence[str]) -> Floats:
    """Return one vector of length one for each word: the mean of its pieces."""
    tokenizer, table = _model()
    pieces = [tokenizer.encode(word.strip("¤"), add_special_tokens=False).ids or [0] for word in words]
    means = np.array([table[each].mean(axis=0) for each in pieces])
    return means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-6)
