"""Places for an answer: an empty cell, `Insert your response here`, `☐ Yes ☐ No`."""

from __future__ import annotations

import re

from assistant.extract.text.layout import tidy
from assistant.extract.text.lexicon import pattern

PLACEHOLDER = re.compile(r"^[\W_]*(?:«[^»]*»|\{\{.*\}\}|\[[^\]]*\]|<[^>]*>)?[\W_]*$")
TICKS = re.compile(r"[☐□☑☒▢❏❑○◯]")


def is_place(text: str) -> bool:
    """Tell whether a cell is a place for an answer: empty, or with a placeholder only."""
    plain = _unticked(text).lstrip("[/ ")
    return bool(PLACEHOLDER.match(text)) or (
        len(plain.split()) <= 8 and bool(pattern("questions", "cell", "empty").match(plain))
    )


def says_yes_or_no(text: str) -> bool:
    """Tell whether a place for an answer, or the head of its column, takes yes or no."""
    return bool(pattern("questions", "cell", "yes_no").search(_unticked(text)))


def _unticked(text: str) -> str:
    return tidy(re.sub(r"(?:\s*/\s*)+", " / ", TICKS.sub(" / ", text)))
