"""Accreditations and standards: those of the list, and others where the words plainly name one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.extract.facts.pieces import Piece, by_start
from assistant.extract.text.lexicon import pattern, phrases, rules
from assistant.records import Fact

EQUIVALENT = re.compile(
    r"\b(?:or|and/or)\s+(?:an?\s+|any\s+|other\s+|its\s+)?(?:\w+\s+)?(?:equivalent|equal|similar|comparable)\b|"
    r"\bequivalents?\s+(?:standards?|accreditations?|qualifications?)?\s*(?:accepted|acceptable)|\(or\s+equivalent\)",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"\blevel\s+(?:\d|one|two|three|four|five|[IVX]+\b)(?:\s+or\s+above)?|\b(?:bronze|silver|gold|platinum)\b|"
    r"\b(?:full\s+or\s+provisional|provisional)\b|\b(?:committed|leader)\b(?=\s*[(,.;]|$)|"
    r"\((?-i:(?:[A-Z][a-z][\w-]*\s?){1,4})\)",
    re.IGNORECASE,
)
SELF = re.compile(r"or\b|formerly\b|and\b", re.IGNORECASE)
ABOVE = re.compile(r"accredit|standard|certif|member|quality\s+mark|licen[cs]|qualification", re.IGNORECASE)
WORKING = re.compile(
    r"\b(?:working|work|progress\w*)\s+towards\b|\bto\s+be\s+(?:obtained|achieved|gained)\s+within\s+[\w ]{3,20}|"
    r"\bcommit\w*\s+to\s+(?:become|becom\w+|obtain\w*|achiev\w+|gain\w*)\b|\bwithin\s+(?:\w+\s+){1,2}(?:months?|years?)\s+of\b",
    re.IGNORECASE,
)
WISHED = re.compile(r"\b(?:desirable|preferred|ideally|welcomed?|advantage|would\s+be\s+beneficial)\b", re.IGNORECASE)
WHERE = re.compile(
    r"\b(?:where|if)\s+(?:applicable|appropriate|relevant|[\w ]{3,40}\s+(?:is|are)\s+delivered)", re.IGNORECASE
)
NAME = r"(?:(?-i:[A-Z][\w&'+-]*)(?:\s+(?:(?-i:of|for|and|in|the)\b|(?-i:[A-Z][\w&'+-]*|\d{1,5})))*)"
HELD = (
    r"(?:must|shall|should|required\s+to|need(?:s|ed)?\s+to|will|expected\s+to)\b[^.;]{0,60}?"
    r"\b(?:hold|have|be|maintain|obtain|possess|provide|demonstrate)\b"
)
MARK = (
    r"(?:accreditation|accredited|certification|certified|quality\s+mark|kitemark|charter\s+mark|chartermark|"
    r"quality\s+standard|licen[cs]e|award(?=\s+status|\W*$|\s+or\b))"
)
LETTERS = r"(?-i:(?=\w*[A-Z]\w*[A-Z])[A-Z][A-Za-z]{1,9})"
LETTERED = re.compile(LETTERS)
DUTY = re.compile(r"\b(?:must|shall|should|required|needs?|will|expected)\b", re.IGNORECASE)
GRADE = (
    r"(?:Status|Certificate|Diploma|Award|Licen[cs]e|Qualification|Registration|Accreditation|Mark|Standard|Charter)"
)
GENERAL = (
    re.compile(
        rf"\b{HELD}\s+(?:an?\s+|the\s+)?(?P<name>(?:(?-i:[A-Z][\w&'+-]*)\s+){{1,6}}(?-i:{GRADE}))\b", re.IGNORECASE
    ),
    re.compile(rf"\b{HELD}[^.;]{{0,45}}?\s(?P<name>{NAME})\s+{MARK}", re.IGNORECASE),
    re.compile(
        rf"\b{HELD}[^.;]{{0,40}}?\b(?:accredited|certified)\s+(?:by|to|under|with)\s+(?:the\s+)?(?P<name>{NAME})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:members?|membership)\s+of\s+(?:the\s+)?(?P<name>{NAME})", re.IGNORECASE),
    re.compile(rf"\b{HELD}[^.;]{{0,30}}?\bregistered\s+with\s+(?:the\s+)?(?P<name>{NAME})", re.IGNORECASE),
    re.compile(
        rf"\b(?:hold|holds|holding|have|has|with|obtain)\s+(?:an?\s+|the\s+|valid\s+|current\s+)*(?P<name>{LETTERS}(?:\s+(?-i:[A-Z][\w-]*)){{0,2}})\s+"
        rf"(?:or\s+(?:an?\s+)?(?:equal|equivalent|similar|comparable)\b|certificat(?:e|es|ion)|cards?|licen[cs]es?|qualifications?|tickets?|awards?|registration|accreditation)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{HELD}[^.;]{{0,60}}?\b(?P<name>(?-i:BS|PAS|BS\s+EN|ISO|ISO/IEC|EN)\s?\d{{3,5}}(?:-\d)?)", re.IGNORECASE
    ),
)
BODIES = re.compile(
    r"\b(?:Association|Institute|Council|Society|Federation|Guild|Academy|Network|Alliance|Register)\b|^[A-Z]{3,6}$"
)
STEMS = (
    "accredit",
    "certif",
    "quality mark",
    "kitemark",
    "charter",
    "licen",
    "member",
    "registered with",
    "standard",
    "award",
    "status",
    "qualification",
    "diploma",
    " card",
    "ticket",
)


def marks(piece: Piece) -> Iterator[Fact]:
    """Return the accreditations that a piece names as a condition, each with its level and whether others will do."""
    if piece.kind in {"contract", "pricing"}:
        return
    found = [_fact(piece, *each) for each in _listed(piece)] or list(_general(piece))
    if found and not pattern("facts", "not_mark").search(piece.plain):
        yield from found


def _listed(piece: Piece) -> Iterator[tuple[str, int, int]]:
    marked = _marks()
    named = [
        (marked[place][0], match) for place in piece.likely(_begun()) if (match := marked[place][1].search(piece.plain))
    ]
    for name, match in named:
        if not any(
            other.start() <= match.start() and match.end() <= other.end() and other.group() != match.group()
            for _, other in named
        ):
            yield name, match.start(), match.end()


def _general(piece: Piece) -> Iterator[Fact]:
    """Return a name that is not on the list where it is plainly one."""
    told = piece.label in {"requirement", "criterion", "question"} or piece.cells or ABOVE.search(piece.near)
    if not told or not piece.has(*STEMS):
        return
    if not DUTY.search(piece.plain) and not piece.has("member"):
        return
    for place, words in enumerate(GENERAL):
        match = words.search(piece.plain)
        if match and _plainly(match["name"], body=place == 3):
            yield _fact(piece, piece.text[match.start("name") : match.end("name")].strip(), *match.span("name"))
            return


def _plainly(name: str, *, body: bool) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 8 or pattern("facts", "not_a_mark").search(name):
        return False
    if body:
        return bool(BODIES.search(name)) and len(words) > 1
    return len(words) > 1 or name.isupper() or bool(LETTERED.fullmatch(name))


def _fact(piece: Piece, name: str, start: int, end: int) -> Fact:
    text = piece.plain
    before, after = text[max(0, start - 10) : start], text[end : end + 70].split(";")[0]
    levels = [match.group().strip("() ") for near in (before, after) for match in LEVEL.finditer(near)]
    parts = [
        *(each for each in levels if not SELF.match(each)),
        *(match.group() for words in (WORKING, WHERE) if (match := words.search(text))),
        "desirable" if WISHED.search(text) else "",
    ]
    equal = bool(EQUIVALENT.search(text))
    fact = piece.fact("accreditation", name, detail="; ".join(dict.fromkeys(each for each in parts if each)))
    return fact.model_copy(update={"equivalent": equal})


@cache
def _begun() -> dict[str, tuple[int, ...]]:
    return by_start(list(rules("marks").values()))


@cache
def _marks() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, phrases(words)) for name, words in rules("marks").items())
