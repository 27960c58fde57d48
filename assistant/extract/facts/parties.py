"""Who stands behind the tender: the parts of the buyer with what each wants, and who runs the service now.

A commissioner is several departments with different aims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from assistant.extract.facts.pieces import LATE, Piece, plain
from assistant.extract.text.lexicon import rules
from assistant.records import Fact

WORD = r"(?-i:[A-Z][\w'&-]*)"
THEIR = re.compile(r"^(?:The|Our|Its|Each|Every|Both|This|That|A|An)\s+", re.IGNORECASE)
NOT_BUYER = re.compile(
    r"\b(?:Provider|Supplier|Contractor|Bidder|Tenderer|Emergency|Civil|Armed|Prison|Secret|Customer|Key|Core)\b", re.I
)
SETTING = re.compile(
    r"department|directorate|commission|council(?:'s)?\s+(?:teams|services)|priorit|objective|funding\s+partner|"
    r"wants?\b",
    re.IGNORECASE,
)
BODY = rf"(?:the\s+)?(?P<name>{WORD}(?:\s+(?:(?:of|the|and|&|for|in|on)\s+)?{WORD})*)"
NOW = r"(?:at\s+(?:the\s+)?present(?:\s+time)?|currently|presently|now|today|these\s+days|at\s+the\s+moment)"
DONE = r"(?:delivered|provided|run|operated|managed|held)"
PROVIDER = r"(?:service\s+)?(?:provider|supplier|contractor|operator|organiser|organizer|holder|partner)"
AGREED = r"(?:arrangements?|contracts?|services?|agreements?|programmes?|schemes?)"
ENDS = r"(?:disband|ceas|clos|end|expir|stop|wind|withdr|retir|step|finish|hand|com(?:e|es|ing)\s+to\s+an\s+end)"
IN_PLACE = re.compile(
    rf"\b(?:current|present|existing|incumbent|outgoing)\s+{PROVIDER}s?\W*$|\bincumbents?\W*$", re.IGNORECASE
)
INCUMBENTS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        rf"\b(?:current|present|existing|incumbent|outgoing)\s+(?:service\s+)?(?:provider|supplier|contractor|operator|organiser|partner)s?"
        rf"(?:\s+(?:is|are)\s+|\s*[,:(]\s*){BODY}",
        rf"\b(?:{NOW}\s+(?:being\s+)?{DONE}|{DONE}\s+{NOW})\s+(?:under\s+(?:a\s+)?contract\s+)?by\s+{BODY}",
        rf"\b{NOW}\b[^.;]{{0,60}}\b(?:is|are)\s+(?:being\s+)?{DONE}\s+by\s+{BODY}",
        rf"\b{AGREED}\s+(?:now\s+|that\s+is\s+(?:now\s+)?|currently\s+|at\s+present\s+)?in\s+(?:place|force)\b[^.]{{0,50}}\b(?:awarded|let|given)\b"
        rf"[^.;]{{0,40}}?\bto\s+{BODY}",
        rf"\b(?:contract|service|offer)\b[^.]{{0,60}}\bhas\s+been\s+{DONE}\s+by\s+{BODY}",
        rf"\bsince\s+(?:\w+\s+)?(?:19|20)\d\d\b[^.]{{0,60}}\bhas\s+been\s+{DONE}\s+by\s+{BODY}",
        rf"\b(?:contracts?|services?)\b[^.]{{0,40}}\b(?:is|are)\s+(?:\w+\s+)?held\s+by\s+{BODY}",
        rf"\bTUPE\b[^.]{{0,60}}\b(?:staff|employees)\s+of\s+{BODY}",
        rf"\b(?:last|current|present|existing|previous)\s+contract,?\s+(?:is\s+|was\s+)?with\s+{BODY}",
        rf"\bincumbent(?:\s+{PROVIDER})?(?:\s+(?:of|for|on|in)\s+(?:the\s+)?[\w ]{{2,30}}?)?"
        rf"(?:\s+(?:is|are)\s+|\s*[,:(–-]\s*){BODY}",
        rf"\b(?:current|present|existing)\s+(?:\w+\s+){{0,2}}{AGREED}\b[^.]{{0,50}}\b(?:awarded|let|given)\b"
        rf"[^.;]{{0,40}}?\bto\s+{BODY}",
        rf"(?:^\W*|\b(?-i:[a-z]+)\s){BODY},?\s+(?:which|who)\s+(?:has|have)\s+{DONE}\b[^.;]{{0,60}}\b(?:since|for)\b[^.;]{{0,40}},?\s+"
        rf"(?:will\s+|is\s+to\s+|are\s+to\s+|plans\s+to\s+)?{ENDS}\w*\b",
        rf"\bstaff\b[^.]{{0,40}}\bemployed\s+by\s+{BODY}[^.]{{0,60}}\b(?:service|contract)\b",
    )
)
NOBODY = re.compile(
    r"^(?:the\s+)?(?:Offeror|State|Bidder|Tenderer|Applicant|Government|Council|Authority|Buyer|Commissioner|Provider|Supplier|Contractor|Customer|Contracting|If|Under|In)\b",
    re.IGNORECASE,
)
LONGEST = 60
STEMS = (
    "incumbent",
    "current",
    "present",
    "existing",
    "outgoing",
    "now",
    "today",
    "these days",
    "at the moment",
    "has been",
    "held by",
    "tupe",
    "last contract",
    "previous",
    "which ha",
    "who ha",
    "employed by",
    "employs",
)
EMPLOYS = re.compile(rf"^\W*{BODY}\s+(?:currently\s+|now\s+)?employs\s+(?:about\s+)?[\w-]+\s", re.IGNORECASE)
BEGINS = re.compile(rf"^\W*{BODY}(?=\W*$|,|\s+(?:has|have|is|was|runs?|delivers?|provides?|holds?)\b)", re.IGNORECASE)


def departments(piece: Piece) -> Iterator[Fact]:
    """Return each department a piece names with what it wants, in the words of the piece."""
    if piece.kind in LATE:
        return
    if piece.cells:
        yield from _in_row(piece)
        return
    if not _quick(piece):
        return
    found = list(_wanting().finditer(piece.plain))
    if not found and SETTING.search(piece.near) and (labelled := _labelled().match(piece.plain)):
        found = [labelled]
    for match in found:
        for name in match.groupdict().values():
            yield from _fact(piece, name or "", piece.quote)


def incumbents(piece: Piece) -> Iterator[Fact]:
    """Return who runs the service now, by the name that a piece gives."""
    if piece.kind == "contract" or not (piece.has(*STEMS) or _in_place(piece.near)):
        return
    yield from _titled(piece)
    for words in INCUMBENTS:
        match = words.search(piece.plain)
        if match and not NOBODY.match(match["name"]) and len(match["name"]) <= LONGEST and not match["name"].isupper():
            yield piece.fact("incumbent", piece.text[match.start("name") : match.end("name")])
            return


@lru_cache(256)
def _in_place(near: str) -> bool:
    """Tell whether a heading or lead-in announces who runs the service now."""
    return bool(IN_PLACE.search(near))


def _titled(piece: Piece) -> Iterator[Fact]:
    """Return who stands first under `Present provider`, or is said to employ staff who may transfer."""
    if _in_place(piece.near):
        match = BEGINS.match(piece.plain)
    else:
        match = EMPLOYS.match(piece.plain) if re.search(r"\bTUPE\b|transfer", piece.setting, re.IGNORECASE) else None
    if match and not NOBODY.match(match["name"]) and len(match["name"]) <= LONGEST and " " in match["name"].strip():
        yield piece.fact("incumbent", piece.text[match.start("name") : match.end("name")])


def _quick(piece: Piece) -> bool:
    return any(character.isupper() for character in piece.text[:12]) and _name().search(piece.plain[:90]) is not None


def _in_row(piece: Piece) -> Iterator[Fact]:
    """Return the department of a row, where the table's first row heads departments and what they want."""
    if len(piece.heads) != len(piece.cells) or len(piece.heads) < 2:
        return
    who = next((place for place, head in enumerate(piece.heads) if _head("head").search(head)), None)
    what = next((place for place, head in enumerate(piece.heads) if place != who and _head("wants").search(head)), None)
    if who is not None and what is not None and piece.cells[what].strip() and _name().search(plain(piece.cells[who])):
        yield from _fact(piece, piece.cells[who], piece.cells[what])


def _fact(piece: Piece, name: str, wants: str) -> Iterator[Fact]:
    kept = THEIR.sub("", " ".join(name.split())).strip(" :,–-|")
    if 0 < len(kept) <= LONGEST and not NOT_BUYER.search(kept):
        yield piece.fact("department", kept, detail=" ".join(wants.split()))


def _names() -> str:
    listed = rules("service")["department"]
    formal = (
        rf"{WORD}(?:\s+(?:and|&|of|for)\s+{WORD}|,\s+{WORD}|\s+{WORD}){{0,5}}?\s+(?-i:{'|'.join(listed['suffix'])})"
    )
    known = rf"(?-i:{'|'.join(listed['listed'])})(?:\s+(?i:department|directorate|division|service|team|unit))?"
    return rf"(?:{formal}|{known})"


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"\b{_names()}\b", re.IGNORECASE)


@cache
def _wanting() -> re.Pattern[str]:
    verbs = "|".join(rules("service")["department"]["verb"])
    who = r"(?:the\s+|our\s+|(?:the\s+)?(?:council|authority|borough|buyer|commissioner)'s\s+)?"
    second = rf"(?:\s+and\s+(?P<second>{_names()}))?(?:\s+(?:departments|directorates|teams|services|divisions))?"
    begins, of = r"(?:^\W*|\b(?:while|whereas|and)\s+)", r"(?:\s+(?:of|at|within|in)\s+the\s+\w+)?"
    return re.compile(rf"{begins}{who}(?P<name>{_names()}){second}{of}\s+(?:{verbs})\b", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:the\s+)?(?P<name>{_names()})\s*(?::|\s[–-])\s*\w", re.IGNORECASE)


@cache
def _head(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rules('service')['department'][name])})\b", re.IGNORECASE)
