"""What is required in a specification of software, which has no bidder and no buyer: a table of weights of its own.

Its words and patterns are in `models/labels/software.toml`, its weights in `models/labels/software-weights.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from assistant.extract.labelling.context import Floats
from assistant.shipped import shipped

# A specification: so many sentences at least, so many of them and such a share with software that is to do
# something, hardly anybody who deals, and at most so many words of a competition in a thousand.
SENTENCES, DUTIES, OFTEN, HARDLY, COMPETING = 50, 8, 0.05, 0.9, 1.0
NEAR = 30
# How far from chance two neighbours' likeness must be to say something, and how much alike they are at most.
CLEARLY, MOST = 2.5, 0.9
UNSURE = 0.03


def is_specification(texts: Sequence[str]) -> bool:
    """Tell whether the sentences of a document specify software and speak of no deal."""
    if len(texts) < SENTENCES:
        return False
    software = dealing = 0
    words = _patterns("specification")
    for text in texts:
        modal = words["modal"].search(text)
        if modal and words["dealing"].search(text, 0, modal.start()):
            dealing += 1
        elif modal and words["software"].search(text, 0, modal.start()):
            software += 1
    if software < max(DUTIES, OFTEN * len(texts)) or software < HARDLY * (software + dealing):
        return False
    competing = sum(len(words["competing"].findall(text)) for text in texts)
    return competing * 1000 <= COMPETING * sum(len(text.split()) for text in texts)


def required(texts: Sequence[str]) -> Floats:
    """Return, for each sentence of a specification, the probability that it is a requirement."""
    weights = _weights()
    names, rows = measure(texts)
    scores = rows @ np.array([weights["weights"][name] for name in names]) + weights["bias"]
    return steady(1 / (1 + np.exp(-scores)))


def measure(texts: Sequence[str]) -> tuple[list[str], Floats]:
    """Return the names of what is measured, and a row of it for each sentence of one document.

    What a modal verb says depends on how the document binds elsewhere: where `shall` does, `will` only describes.
    So each of them is also multiplied by how often each is used, in the whole document and nearby.
    """
    own = np.array([list(_own(text)) for text in texts], dtype=np.float64)
    names = [*_patterns("traits"), "words", "few words", "hardly any words", "capital"]
    binding, modals = list(_patterns("binding")), list({**_patterns("binding"), **_patterns("modals")})
    uses, first = own[:, : len(modals)], own[:, len(modals) : len(modals) + len(binding) + 1]
    firsts = [*(f"first {name}" for name in binding), "none"]
    names = [*modals, *firsts, *(f"before {name}" for name in binding), *names]
    parts = [own]
    for where, shares in (("overall", np.tile(uses.mean(axis=0), (len(texts), 1))), ("near", _means(uses))):
        parts.append(shares)
        names += [f"{where}: {name}" for name in modals]
        for number, other in enumerate(binding):
            parts.append(first * shares[:, [number]])
            names += [f"{where}: {name} where {other}" for name in firsts]
    return names, np.hstack(parts)


def _own(text: str) -> Iterable[float]:
    words = len(text.split())
    binding = _patterns("binding")
    found = {name: each.search(text) for name, each in binding.items()}
    yield from (each is not None for each in found.values())
    yield from (each.search(text) is not None for each in _patterns("modals").values())
    first = min((each.start(), name) for name, each in found.items() if each)[1] if any(found.values()) else "none"
    yield from (name == first for name in (*binding, "none"))
    yield from (len(text[: each.start()].split()) if each else -1 for each in found.values())
    yield from (each.search(text) is not None for each in _patterns("traits").values())
    yield from (min(words, 60), words < 8, words < 4, text[:1].isupper())


def _means(uses: Floats) -> Floats:
    """Return the means of the sentences no further away than NEAR."""
    sums = np.vstack([np.zeros(uses.shape[1]), np.cumsum(uses, axis=0)])
    at = np.arange(len(uses))
    low, high = np.maximum(at - NEAR, 0), np.minimum(at + NEAR + 1, len(uses))
    means: Floats = (sums[high] - sums[low]) / (high - low)[:, None]
    return means


def steady(shares: Floats) -> Floats:
    """Return the probabilities after those of the neighbours, as far as neighbours are alike in this document.

    Two states and two passes (forward-backward). How alike neighbours are is told by the shares themselves: their
    covariance, made up for what doubt takes from it. Where it is not clearly there, nothing is changed.
    """
    middle, spread = float(np.clip(shares.mean(), 0.1, 0.9)), float(shares.var())
    together = float(np.mean((shares[1:] - shares.mean()) * (shares[:-1] - shares.mean()))) if len(shares) > 1 else 0.0
    if together * len(shares) ** 0.5 <= CLEARLY * spread or not spread:
        return shares
    alike = float(np.clip(together * middle * (1 - middle) / spread**2, 0, MOST))
    sure = np.clip(shares, UNSURE, 1 - UNSURE)
    odds = (sure / (1 - sure) * (1 - middle) / middle).tolist()
    return np.array([_joined(*each) for each in zip(odds, *_passes(odds, middle, alike), strict=True)])


def _passes(odds: Sequence[float], middle: float, alike: float) -> tuple[list[float], list[float]]:
    """Return what the sentences before, and those after, say of each: a probability, and a share of evidence."""
    before, after, told, said = [], [], middle, 0.5
    for each in odds:
        before.append(told)
        now = each * told / (each * told + 1 - told)
        told = (1 - alike) * middle + alike * now
    for each in reversed(odds):
        after.append(said)
        yes, no = each * said, 1 - said
        mean = (1 - alike) * (middle * yes + (1 - middle) * no)
        yes, no = mean + alike * yes, mean + alike * no
        said = yes / (yes + no)
    return before, after[::-1]


def _joined(odds: float, before: float, after: float) -> float:
    yes = odds * before * after
    return yes / (yes + (1 - before) * (1 - after))


@cache
def _patterns(group: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words, re.IGNORECASE) for name, words in _read("software.toml")[group].items()}


@cache
def _weights() -> dict[str, Any]:
    return _read("software-weights.toml")


@cache
def _read(name: str) -> dict[str, Any]:
    with shipped("models", "labels", name).open("rb") as file:
        return tomllib.load(file)
