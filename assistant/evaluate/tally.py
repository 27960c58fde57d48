"""How names are judged: the tally of a group, and when two texts say the same."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from assistant.evaluate.score import Score

LIKE = 0.8
"""How alike two texts must be, of their words in order, where neither holds the other."""
FEW = 3
"""A text of fewer words than this is not taken to stand for a longer one."""


class Tally:
    """Names of one group as they are judged."""

    def __init__(self, about: str) -> None:
        self.about = about
        self.right: list[str] = []
        self.missed: list[str] = []
        self.invented: list[str] = []

    def judge(self, name: str, *, right: bool, instead: str = "") -> None:
        """Count a name as right or missed; what was found `instead` is told with it."""
        (self.right if right else self.missed).append(name if right or not instead else f"{name} [{instead}]")

    def score(self) -> Score:
        kept = (tuple(dict.fromkeys(each)) for each in (self.right, self.missed, self.invented))
        return Score(self.about, *kept)


def words(text: str) -> str:
    """Return the words and figures of a text in small letters, one space between them, for comparing."""
    return " ".join(re.findall(r"[^\W_]+", text.lower().replace("’", "").replace("'", "")))


def within(part: str, whole: str) -> bool:
    """Tell whether the words of one text stand in another one after the other."""
    return f" {words(part)} " in f" {words(whole)} "


def either(alternatives: str, given: Any) -> bool:
    """Tell whether what was found is one of the alternatives between bars."""
    return words(str(given)) in {words(each) for each in alternatives.split("|")}


def alike(part: str, whole: str) -> bool:
    """Tell whether the one text stands in the other, or they are nearly the same words."""
    one, other = words(part), words(whole)
    if not one or not other:
        return False
    if f" {one} " in f" {other} ":
        return True
    if len(other.split()) >= FEW and f" {other} " in f" {one} ":
        return True
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= LIKE


def names_agree(one: str, other: str) -> bool:
    """Tell whether two names are the same but for words that any criterion may have."""
    common = {"the", "a", "of", "and", "criterion", "criteria", "weighting", "score", "evaluation", "total", "section"}
    first, second = (set(words(each).split()) - common for each in (one, other))
    return first == second or (bool(first and second) and (first <= second or second <= first))


def lot_of(given: str | None) -> str:
    return words(given or "").removeprefix("lot ").strip()


def short(text: str, count: int = 10) -> str:
    return " ".join(text.split()[:count])
