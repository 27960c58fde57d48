"""What the records say, as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from assistant.records import Changes, Partner, Reading, Search, Statements

if TYPE_CHECKING:
    from assistant.bid import Added, Done, Plan
    from assistant.records import HealthLine


def _json(schema: str, body: dict[str, Any]) -> str:
    return json.dumps({"schema": f"consort.{schema}/1", **body}, ensure_ascii=False)


def reading_json(given: Reading, *, every: bool) -> str:
    """Return the reading as JSON; the statements only where `every` asks for them."""
    shown = given if every else given.model_copy(update={"statements": ()})
    return f'{{"schema":"consort.read/1",{shown.model_dump_json()[1:]}'


def added_json(given: Added) -> str:
    partners = [
        {"name": each.partner.name, "passages": len(each.capabilities), "missing": each.missing}
        for each in given.statements
    ]
    return _json("partners", {"partners": partners, "rejected": [each.model_dump() for each in given.rejected]})


def partners_json(given: Sequence[Partner]) -> str:
    return _json("partners", {"partners": [each.model_dump(mode="json") for each in given]})


def partner_json(given: Statements) -> str:
    return _json("partner", given.model_dump(mode="json"))


def search_json(given: Search) -> str:
    return _json("search", given.model_dump(mode="json"))


def proposal_json(given: Plan) -> str:
    return _json("propose", {**given.proposal.model_dump(mode="json"), **_decided(given)})


def draft_json(given: Done) -> str:
    return _json("draft", {**given.draft.model_dump(mode="json"), **_decided(given.plan)})


def _decided(plan: Plan) -> dict[str, Any]:
    """Return what became of a person's decisions, where she gave any."""
    decisions = plan.reading.decisions
    return {"decisions": decisions.model_dump(mode="json")} if decisions else {}


def changes_json(given: Changes) -> str:
    return _json("compare", given.model_dump(mode="json"))


def health_json(given: Iterable[HealthLine]) -> str:
    lines = [each.model_dump() for each in given]
    return _json("health", {"ok": all(each["status"] != "fail" for each in lines), "checks": lines})
