"""Build the test packs, read them and judge them; the totals of those that may be looked at and of those held out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant import bid
from assistant.errors import UnknownName
from assistant.evaluate.kept import SIGNS, Scores, keep, kept, lines_of, told
from assistant.evaluate.packs import judge_pack
from assistant.evaluate.score import Score
from assistant.evaluate.wanted import Gold, load
from assistant.shipped import shipped

NOTHING = "none"
"""The folder of documents that ask for nothing: each file is a pack by itself."""
TARGETS = {"Dates": 0.97, "Weights": 0.97, "Limits": 0.97, "Insurances": 0.97, "Scope": 0.90}
OPEN, HELD, NONE = "open packs", "held-out packs", "documents that ask for nothing"
FILES = {OPEN: "scores.txt", HELD: "scores-held-out.txt", NONE: "scores-none.txt"}


def home() -> Path:
    return shipped("corpus", "packs")


def packs_of(group: str) -> list[str]:
    """Return the names of the packs of a group, in order."""
    folders = [each for each in sorted(home().iterdir()) if (each / "gold.json").exists()]
    if group == NONE:
        return [each.name for each in folders if each.name == NOTHING]
    return [each.name for each in folders if each.name != NOTHING and (each / "open").exists() == (group == OPEN)]


def judge(names: Sequence[str]) -> dict[str, tuple[Score, ...]]:
    """Build, read and judge packs by name; what asks for nothing is judged file by file."""
    from corpus.making.packs import build

    scores: dict[str, tuple[Score, ...]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            built, gold = build(home() / name, Path(folder, name)), load(home() / name)
            if not gold.files:
                scores[name] = judge_files(built, gold)
            for file, more in gold.files.items():
                scores[f"{name}/{file}"] = judge_files(built / file, Gold.model_validate(gold.model_dump() | more))
    return scores


def judge_files(path: Path, gold: Gold) -> tuple[Score, ...]:
    return judge_pack(gold, bid.read_tender([path], lambda _: None).tender)


def total(scores: Scores) -> list[Score]:
    """Return each group of all packs together, the pack's name before each name."""
    groups: dict[str, list[tuple[str, Score]]] = {}
    for pack, judged in scores.items():
        for score in judged:
            groups.setdefault(score.about, []).append((pack, score))

    def gathered(group: list[tuple[str, Score]], side: str) -> tuple[str, ...]:
        return tuple(f"{pack}: {name}" for pack, score in group for name in getattr(score, side))

    return [
        Score(about, gathered(group, "right"), gathered(group, "missed"), gathered(group, "invented"))
        for about, group in groups.items()
    ]


def summary(score: Score) -> str:
    """Return one line: how much of what is there was found, and how much of what was found is there."""
    right, missed, invented = len(score.right), len(score.missed), len(score.invented)
    target = TARGETS.get(score.about)
    wanted = f", target {target:.0%}" if target else ""
    return (
        f"  {score.about:30} {right:4} right {missed:3} missed {invented:3} invented: "
        f"found {score.recall:6.1%}, true {score.precision:6.1%}{wanted}"
    )


def report(names: Sequence[str], *, write: bool) -> Iterator[str]:
    """Yield the judgement of the packs named, or of all; held-out packs are told by name only where named.

    Raises UnknownName.
    """
    for each in names:
        if not (home() / each / "gold.json").exists():
            raise UnknownName(f"There is no test pack {each}", f"they stand in {home()}", "Choose one of those.")
    for group in FILES:
        chosen = [each for each in packs_of(group) if not names or each in names]
        if not chosen:
            continue
        scores = judge(chosen)
        if names or group != HELD:
            yield from _by_name(scores)
        yield f"All {len(scores)} {group}:"
        yield from (summary(each) for each in total(scores) if each.right or each.missed or each.invented)
        path, lines = home() / FILES[group], lines_of(scores)
        before = [each for each in kept(path) if each.split(" | ")[0] in scores]
        if names or group != HELD:
            yield from told(before, lines)
        if write:
            others = [each for each in kept(path) if each.split(" | ")[0] not in scores] if names else []
            keep(path, sorted([*others, *lines], key=lambda each: each.split(" | ")[0]))
            yield f"Kept in {path.name}"


def _by_name(scores: Scores) -> Iterator[str]:
    for pack, judged in scores.items():
        right, missed, invented = (sum(len(getattr(each, side)) for each in judged) for side in SIGNS)
        yield f"{pack}: {right} right, {missed} missed, {invented} invented"
        yield from (
            f"  {score}".replace("\n", "\n  ") for score in judged if score.right or score.missed or score.invented
        )
