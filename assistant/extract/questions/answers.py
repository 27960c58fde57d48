"""The form of answer a question wants: a text, yes or no, a choice, a number, a date, a table, a file, a price."""

from __future__ import annotations

import re

from assistant.extract.questions.asking import AUXILIARY
from assistant.extract.questions.columns import Asked
from assistant.extract.questions.places import TICKS, says_yes_or_no
from assistant.extract.text.lexicon import pattern
from assistant.records import Response

SHORT = 45


def response_of(asked: Asked) -> Response:
    """Return the form of answer that the words and the cell of a question ask for; a text where they do not say.

    A question with a limit of length wants a text (or an answer to a scenario), whatever else it speaks of.
    """
    text = f"{asked.title} {asked.text}"
    if pattern("questions", "response", "scenario").search(text):
        return "scenario"
    written = bool(asked.limit) or tells(asked.text)
    if written:
        return "narrative"
    if says_yes_or_no(f"{asked.text} {asked.place}"):
        return "yes_no"
    if len(TICKS.findall(f"{asked.text} {asked.place}")) > 1 or _says("choice", asked.text):
        return "choice"
    return _by_words(asked)


def _by_words(asked: Asked) -> Response:
    order: tuple[Response, ...] = ("price", "table", "upload", "date", "number")
    found = next((each for each in order if _says(each, asked.text)), None)
    if found and len(asked.text.split()) <= SHORT:
        return found
    plain = re.sub(r"^\W*(?:please\s+)?", "", asked.text, flags=re.IGNORECASE)
    if AUXILIARY.match(plain) or _says("yes_no", plain):
        return "yes_no"
    return "narrative"


def _says(name: str, text: str) -> bool:
    return bool(pattern("questions", "response", name).search(text))


def tells(text: str) -> bool:
    """Tell whether a question asks for an account of something."""
    return bool(pattern("questions", "response", "account").search(text))
