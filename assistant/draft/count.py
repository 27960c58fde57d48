"""How long a text is, counted so that no buyer's count is higher."""

from __future__ import annotations

import re

from assistant.records import Limit, Question

WORDS_A_PAGE = 400
WITHOUT_LIMIT = 500
LETTERS_A_WORD = 7


def count_words(text: str) -> int:
    """Return the larger of Word's count (white space) and one that splits at hyphens and slashes too."""
    return max(len(text.split()), len(re.findall(r"[^\s/\\\-‐‑–—]+", text)))


def word_limit(limit: Limit | None) -> int | None:
    """Return the limit where the buyer set it in words."""
    return limit.number if limit and limit.unit == "words" else None


def words_allowed(question: Question) -> int:
    """Return how many words an answer may have: pages and characters are turned into words on the low side."""
    limit = question.limit
    if limit is None:
        return WITHOUT_LIMIT
    if limit.unit == "pages":
        return limit.number * WORDS_A_PAGE
    if limit.unit == "characters":
        return limit.number // LETTERS_A_WORD
    return limit.number
