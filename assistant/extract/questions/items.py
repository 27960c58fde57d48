"""Lists whose items are questions: each has marks or a limit of its own, or is a thing to send.

`Tell us a) what you would do (50 marks)` is one of the first kind, `Send us: 1. a letter; 2. a budget` of the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.extract.criteria.weights import Weight, lone_weight, stated_weight
from assistant.extract.questions.asking import STARTS_WH, asking_words
from assistant.extract.questions.columns import Asked
from assistant.extract.questions.limits import FIGURE, UNITS, find_limit, limit_of_number, without_sizes
from assistant.extract.text.layout import Line
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.runon import run_on
from assistant.records import Limit

MARK = re.compile(r"^\W*(?P<mark>[A-Za-z]|[ivx]{1,4}|\d{1,2})[).]\s+")
JOINT = re.compile(r"\s*[;,]\s*(?:and|or)?\s*$", re.IGNORECASE)
FIRST_MARKS = re.compile(r"^.*?\([^()]*\d\s*(?:%|marks?|points?)[^()]*\)", re.IGNORECASE)
SEVERAL = re.compile(
    r"(?:^|(?<=[.?!;]\s))\W*(?P<number>\d{1,2}(?:\.\d{1,2})?\s?\([a-z]\)|(?:Q|MS|SV)\s?\d{1,2}(?:\.\d{1,2})?[a-z]?|"
    r"Question\s\d{1,2}(?=\s+asks?\b|[.:)]\s))[.:)]*\s+(?:asks?\s+(?:you\s+)?(?:to\s+)?)?(?=[A-Z]|(?<=\sasks\s)|(?<=\sto\s)|(?<=\syou\s))"
)
UNITS_SAID = re.compile(
    r"\d\s*(?:%|per\s?cent|marks|points|words|pages|sides)|\b(?:one|two|three)\s+(?:pages?|sides?)", re.IGNORECASE
)
LIMIT_FOR = re.compile(rf"(?P<number>{FIGURE})\s+{UNITS}\s+for\s+\W*(?P<name>\w{{1,3}})\b", re.IGNORECASE)

SENDING = re.compile(
    r"(?:\b(?:send|e-?mail|post|forward|submit|upload|hand\s+in|attach|enclose|let\s+us\s+have|return)\b"
    r"|\b(?:to|when(?:\s+you)?)\s+(?:apply|quote|bid|tender|put\s+yoursel\w+\s+forward)\b[^:]*\b(?:need|give|provide|want|ask\s+for|have)\b"
    r"|\b(?:we|us)\s+(?:will\s+|shall\s+)?(?:need|want|ask\s+for|would\s+like)\b[^:]*\b(?:from\s+you|following|these))[^:]*(?<!\bto)(?<!\bvia)(?<!\bby)(?<!\bat)(?<!\bthrough):\W*$",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"\b(?:us|you|your|please)\b|@|^\W*(?:send|e-?mail|submit|post|upload|attach|enclose)\b", re.IGNORECASE
)
NOT_ONCE = re.compile(
    r"\b(?:each|every|per)\s+(?:day|week|month|quarter|year|term|session)\b|\b(?:daily|weekly|monthly|quarterly|annual\w*|invoices?|"
    r"question\w*|quer(?:y|ies)|complaints?|on\s+completion|after\s+award|during\s+the\s+contract|if\s+successful)\b",
    re.IGNORECASE,
)
FORBIDS = re.compile(r"\b(?:(?-i:may)|can|cannot|not|n['’]t)\b", re.IGNORECASE)
CONDITION = re.compile(r"\b(?:(?-i:may)|can|cannot|not|if|where|unless|once)\b", re.IGNORECASE)
NO_THING = re.compile(
    r"^\W*(?:in|by|on|at|to|via|through|if|when|where|before|after)\b|\b(?:shall|must|should|will\s+be)\b",
    re.IGNORECASE,
)
LONG = 40
ADDRESS = re.compile(r"@|\bwww\.|https?:|\btel(?:ephone)?\b", re.IGNORECASE)


def by_items(asked: Asked) -> list[Asked]:
    """Return a question for each item of a list that is one; itself where it has no such items.

    What introduces the list is part of no question then, but for the limits that it gives them.
    """
    listed = [line for line, _, _ in asked.lines if _listed(line)]
    items = [line for line in listed if lone_weight(_asking(line.text))]
    if asked.sure:
        return [asked]
    if len(items) > 1:
        return [_question(asked, line) for line in items]
    sent = _to_send(asked, listed)
    return [replace(_question(asked, line, of_all=True), sent=True) for line in sent] or [asked]


def several(text: str) -> list[tuple[str, int, int]]:
    """Return the number, begin and end of each question of a text that asks several; none where it asks fewer than two.

    They are numbered as questions are, or are the points of a list each of which has marks or a limit of its own.
    """
    found = list(SEVERAL.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)][: len(found)]
    spans = [
        (re.sub(r"uestion\s|\s", "", each["number"]), each.end(), len(text[:end].rstrip()))
        for each, end in zip(found, ends, strict=True)
    ]
    if len(spans) < 2 and UNITS_SAID.search(text) and (listed := run_on(text)):
        parts = [(part.mark, part.start, part.end) for part in listed.parts if part.mark]
        spans = parts if _are_questions([text[begin:end] for _, begin, end in parts]) else []
    return [each for each in spans if _is_asked(text[each[1] : each[2]])] if len(spans) > 1 else []


def own_weight(text: str) -> Weight | None:
    """Return the weight that a line gives its question, whatever lengths stand beside it."""
    plain = without_sizes(text)
    return stated_weight(plain) or lone_weight(plain)


def _are_questions(points: Sequence[str]) -> bool:
    """Tell whether all points of a list ask and are measured, one by a length at least: criteria have weights alone."""
    limits = [find_limit(each) for each in points]
    measured = all(limit or lone_weight(each) for limit, each in zip(limits, points, strict=True))
    return any(limits) and measured and all(map(_is_asked, points))


def _is_asked(text: str) -> bool:
    return asking_words(text) or bool(STARTS_WH.match(text))


def _listed(line: Line) -> bool:
    return line.block.kind == "item" or bool(MARK.match(line.text) or (line.leads and line.block.number))


def sends(text: str) -> bool:
    """Tell whether a line introduces a list of things to send: `Send us these by noon on 9 October:`."""
    if not SENDING.search(text) or find_limit(text) or NOT_ONCE.search(text):
        return False
    ordered = pattern("questions", "prose", "duty").search(text) and not CONDITION.search(text)
    return bool(ordered or (SPOKEN.search(text) and not FORBIDS.search(text))) and not pattern(
        "questions", "prose", "supplier"
    ).search(text)


def _to_send(asked: Asked, listed: Sequence[Line]) -> list[Line]:
    """Return the things of a list that the question's first line introduces, none of which is put as an order."""
    lead = asked.lines[0][0] if asked.lines else None
    if lead is None or not sends(lead.text):
        return []
    things = [line for line in listed if line.leads and line.leads[-1] is lead]
    return things if len(things) > 1 and all(map(_is_thing, things)) else []


def _is_thing(line: Line) -> bool:
    """Tell whether an item of a list names something to send: no address, no order, no sentence."""
    text = MARK.sub("", line.text)
    said = len(text.split()) > LONG or NO_THING.search(text) or re.search(r"[.?!]\s+[A-Z]", text)
    return not (said or ADDRESS.search(text) or asking_words(text))


def _asking(text: str) -> str:
    """Return an item up to the end of its first bracket with marks."""
    found = FIRST_MARKS.match(text)
    return found.group() if found else text


def _question(asked: Asked, line: Line, *, of_all: bool = False) -> Asked:
    mark = MARK.match(line.text)
    number = mark["mark"] if mark else (line.block.number or "").strip("(). ")
    begin, end = (mark.end() if mark else 0), len(JOINT.sub("", line.text) if of_all else line.text)
    return Asked(
        number=number,
        lines=[(line, begin, end)],
        weight=lone_weight(_asking(line.text)),
        limit=find_limit(line.text, of_all=of_all) or _limit_for(asked, number),
        kind=asked.kind,
        trail=asked.trail,
        sure=bool(number),
        source=line.source(),
        lot=asked.lot,
    )


def _limit_for(asked: Asked, number: str) -> Limit | None:
    """Return the limit that the lead-in gives an item by its mark: `800 words for a) and 400 words for b)`."""
    found = {match["name"].lower(): match for match in LIMIT_FOR.finditer(asked.text)}
    match = found.get(number.lower())
    limit = limit_of_number(match["number"], match["unit"]) if match else None if found else asked.limit
    over = asked.limit.over if asked.limit else None
    return limit.model_copy(update={"over": over}) if limit else None
