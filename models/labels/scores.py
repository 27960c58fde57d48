"""The committed figures of the labelling: what a change gains and loses against them, by family and by label."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from models.labels.examples import HERE

SCORES = HERE / "scores.toml"
WORTH_TELLING = 0.005

Scores = dict[str, dict[str, float]]


def kept(path: Path = SCORES) -> Scores:
    """Return the figures of each family, a figure a label, as they were committed."""
    if not path.exists():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))["families"]


def keep(found: Mapping[str, Mapping[str, float]], path: Path = SCORES) -> None:
    lines = [
        "# Leaving out a family of documents at a time: the share of texts labelled right, and the F1 of each label.",
        "# Written by python -m models.labels.evaluate --keep; made for the head with this checksum.",
        f'head = "{fingerprint()}"',
    ]
    for family, each in found.items():
        lines += ["", f'[families."{family}"]', *(f"{name} = {figure:.3f}" for name, figure in each.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fingerprint() -> str:
    """Return the checksum of the head that is shipped."""
    models = tomllib.loads((HERE.parent / "models.toml").read_text(encoding="utf-8"))
    return models["labels"]["sha256"]


def changes(before: Mapping[str, Mapping[str, float]], now: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Return what was gained and lost, the greatest loss first."""
    names = [
        (family, label) for family in {**before, **now} for label in {**before.get(family, {}), **now.get(family, {})}
    ]
    steps = [
        (now.get(family, {}).get(label, 0.0) - before.get(family, {}).get(label, 0.0), family, label)
        for family, label in names
    ]
    for step, family, label in sorted(steps):
        if abs(step) >= WORTH_TELLING:
            yield f"{'gained' if step > 0 else 'lost'} {abs(step):.3f}: {family}, {label}"
