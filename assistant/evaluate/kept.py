"""The scores that stand in the repository, one name a line, so that a change shows what it gains and loses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from assistant.evaluate.score import Score

Scores = Mapping[str, Sequence[Score]]
SIGNS = {"right": "+", "missed": "-", "invented": "!"}


def lines_of(scores: Scores) -> list[str]:
    """Return `pack | group | sign name` of everything judged, in order: + right, - missed, ! invented."""
    return [
        f"{pack} | {score.about} | {sign} {name}"
        for pack, judged in sorted(scores.items())
        for score in judged
        for side, sign in SIGNS.items()
        for name in sorted(getattr(score, side))
    ]


def keep(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def kept(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def differences(before: Iterable[str], now: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what is gained and what is lost: right things that came or went, invented things that went or came."""
    old, new = set(before), set(now)
    came, went = sorted(new - old), sorted(old - new)
    good = [each for each in came if _sign(each) == "+"] + [each for each in went if _sign(each) == "!"]
    bad = [each for each in went if _sign(each) == "+"] + [each for each in came if _sign(each) == "!"]
    return good, bad


def _sign(line: str) -> str:
    return line.split(" | ", 2)[2][:1]


def told(before: Iterable[str], now: Iterable[str]) -> Iterator[str]:
    """Yield what a change gains and loses, by name."""
    before = list(before)
    if not before:
        yield "No scores are committed for these"
        return
    good, bad = differences(before, now)
    yield f"Against the committed scores: {len(good)} gained, {len(bad)} lost"
    for word, group in (("gained", good), ("lost", bad)):
        for each in group:
            came = (_sign(each) == "+") == (word == "gained")
            yield f"  {word}: {'now' if came else 'no longer'} {each}"
