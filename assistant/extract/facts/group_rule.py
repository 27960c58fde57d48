"""How the buyer says it tests the finances of a group: the lead alone, each member, or all together."""

from __future__ import annotations

import re
from functools import cache

from assistant.extract.text.layout import Layout
from assistant.extract.text.lexicon import rules
from assistant.records import Scope

SCOPES: dict[str, Scope] = {
    "lead_only": "lead",
    "each_member": "all",
    "aggregate_if_jsl": "sum",
    "aggregate_by_share": "sum",
    "aggregate": "sum",
}
BEFORE = 30
DENIED = re.compile(
    r"\b(?:not|never|cannot|without)\s+(?:be\s+|to\s+)?(?:\w+ly\s+)?(?:add\w*|combin\w*|aggregat\w*|pool\w*|count\w*|sum\w*|taken\s+together)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(r"financ|turnover|econom|accounts|income|several", re.IGNORECASE)


def finance_rule(text: str) -> str | None:
    """Return the rule a sentence states, named as in the facts, or None."""
    if not SPOKEN.search(text):
        return None
    return next((name for name, words in _rules() if (said := words.search(text)) and _holds(name, text, said)), None)


def _holds(name: str, text: str, said: re.Match[str]) -> bool:
    """Tell whether words that add up the members' income are not denied."""
    return not name.startswith("aggregate") or not DENIED.search(text[max(0, said.start() - BEFORE) : said.end()])


def finance_scope(layout: Layout) -> Scope | None:
    """Return whom a financial test binds by the rule that the pack states first, or None where it states none."""
    texts = (line.text for line in layout.every() if line.kind not in {"contract", "pricing"})
    return next((SCOPES[rule] for text in texts if (rule := finance_rule(text))), None)


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = rules("facts")["group_finance_rule"]
    kept = {name: "|".join(said).replace("[^.]", r"(?:[^.]|\.(?=\d))") for name, said in listed.items()}
    return tuple((name, re.compile(said, re.IGNORECASE)) for name, said in kept.items())
