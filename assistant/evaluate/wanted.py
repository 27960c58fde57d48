"""What a careful reader finds in a test pack: the shape of `gold.json`. `corpus/README.md` says how it is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from assistant.records import Unit

Money = float | None


class Wanted(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WantedValue(Wanted):
    """`doubtful`: a careful reader would not swear to it, so it is not judged."""

    low: float
    high: float
    currency: str = "GBP"
    per: str = "total"
    vat: str = "unknown"
    doubtful: bool = False


class WantedTerm(Wanted):
    months: int
    extension_months: int = 0
    doubtful: bool = False


class WantedLimit(NamedTuple):
    number: int
    unit: str
    over: str = ""


class WantedCriterion(Wanted):
    name: str
    weight: float
    unit: Unit = "percent"
    parent: str | None = None
    lot: str | None = None


class WantedQuestion(Wanted):
    """`asks` is how many parts it has, or from and to; `weight` a number, or a list of what may be said."""

    text: str
    id: str = ""
    asks: int | tuple[int, int] = 1
    weight: float | tuple[float | None, ...] | None = None
    unit: Unit = "percent"
    limit: WantedLimit | None = None
    pass_fail: bool = False
    response: str = ""
    lot: str | None = None

    @property
    def weights(self) -> tuple[float | None, ...]:
        return self.weight if isinstance(self.weight, tuple) else (self.weight,)


class WantedFact(NamedTuple):
    name: str
    value: float | str
    scope: str = ""
    optional: str = ""


class WantedDate(NamedTuple):
    role: str
    at: str
    superseded: str = ""


class WantedLot(NamedTuple):
    id: str
    title: str
    value: Money = None


class WantedRequirement(NamedTuple):
    """`quote` is a distinctive part of its words; the others are alternatives between bars."""

    quote: str
    force: str
    scope: str
    said: str
    kind: str


class Absent(Wanted):
    """What must not be found: dates, weights, amounts, names of facts and criteria, words of what is asked."""

    dates: tuple[str, ...] = ()
    weights: tuple[float, ...] = ()
    money: tuple[float, ...] = ()
    facts: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()


class Gold(Wanted):
    """Everything a pack asks. What is under `allowed` may be found and counts neither way.

    `shared_limit` is that of an answer to several questions together: it may stand at any or all of them.
    Where every file is judged by itself, `files` says what is different for each.
    """

    about: str = ""
    seems: str = "tender"
    files: dict[str, dict[str, Any]] = {}
    title: str = ""
    buyer: str = ""
    reference: str = ""
    value: WantedValue | None = None
    term: WantedTerm | None = None
    lots: tuple[WantedLot, ...] = ()
    dates: tuple[WantedDate, ...] = ()
    allowed_dates: tuple[str, ...] = ()
    criteria: tuple[WantedCriterion, ...] = ()
    allowed_criteria: tuple[str, ...] = ()
    sums: tuple[tuple[str, float], ...] = ()
    questions: tuple[WantedQuestion, ...] = ()
    shared_limit: WantedLimit | None = None
    allowed_questions: tuple[str, ...] = ()
    facts: tuple[WantedFact, ...] = ()
    requirements: dict[str, tuple[str, ...]] = {}
    allowed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    allowed_flags: tuple[str, ...] = ()
    absent: Absent = Absent()

    @property
    def obligations(self) -> tuple[WantedRequirement, ...]:
        return tuple(
            WantedRequirement(quote, *shape.split()) for shape, quotes in self.requirements.items() for quote in quotes
        )


def load(folder: Path) -> Gold:
    return Gold.model_validate(json.loads((folder / "gold.json").read_text(encoding="utf-8")))
