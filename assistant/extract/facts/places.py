"""Where the service is delivered, as printed; never the buyer's address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from assistant.extract.facts.pieces import LATE, Piece
from assistant.extract.facts.said import compiled
from assistant.extract.lexicon import rules
from assistant.records import Fact

SHORT = 120
WORD = r"(?-i:[A-Z][\w'’&-]*)"
NAMED = rf"{WORD}(?:(?:,?\s+(?:upon|on|in|le|the|of|and|&|under)\s+|,\s+|\s+){WORD})*"
POSTCODE = r"(?-i:[A-Z]{1,2}\d{1,2}[A-Z]?(?:\s\d[A-Z]{2})?)"
CODES = re.compile(
    rf"\bpostcodes?(?:\s+areas?)?\s*[:|]?\s*(?P<place>{POSTCODE}(?:(?:,\s*|\s+and\s+){POSTCODE})*)\b", re.IGNORECASE
)
ALONE = re.compile(rf"^\W*(?P<place>{POSTCODE})\W*$")
REGION = re.compile(r"\bUK[A-Z]\d{1,2}\b(?:\s*\([A-Z][\w ,&-]{2,40}\))?")
COUNCIL = re.compile(
    rf"\b(?P<name>{NAMED}?)\s+(?:(?:City|County|Borough|District|Metropolitan|Town|Parish|Unitary|Combined)\s+)*(?:Council|Authority)\b"
)
FORMAL = re.compile(
    rf"\b(?:London\s+Borough|Royal\s+Borough|Metropolitan\s+Borough|Borough|County|City|District|Isle)\s+of\s+(?P<name>{NAMED})"
)
ELSEWHERE = re.compile(
    r"\b\d{1,4}[A-Za-z]?\s+[A-Z]\w+\s+(?:Street|Road|Lane|Avenue|Square|Way)\b|\be-?mail|@|https?:|\btelephone\b|\bpostal\b|"
    r"\b(?:return|submit|send|upload)\w*\b|\bheadquarter|\boffices?\s+(?:at|are|is)\b|\bcourts?\b|\bjurisdiction|\blaws?\b|"
    r"\bregistered\b|\bpresentation|\binterview|\bbriefing|\bclarification|\btenders?\b|\bpopulation\b|[{}«»<>\[\]]",
    re.IGNORECASE,
)
STARTS_SELF = re.compile(
    r"^(?:the\s+)?(?:Council|Authority|Buyer|Supplier|Provider|Contractor|Contract|Schedule|Appendix|Annex|Section|Full|Service|"
    r"Public|National|Local|Health|Contracting)\b",
    re.IGNORECASE,
)
END = re.compile(r"\s+(?:and|or|in|of|the|to|for|by|with|on|at|from|as)$", re.IGNORECASE)
START = re.compile(r"^(?:(?:in|across|within|throughout|at|covering|to)\s+)?(?:the\s+(?=[A-Z]))?", re.IGNORECASE)
LOT = re.compile(r"\blots?\s+\w+\s*[:–-]\s*", re.IGNORECASE)
VERBS = re.compile(r"\b(?:is|are|will|must|shall|should|has|have|can|may|your|you)\b", re.IGNORECASE)
SERVICE_LABELS = {"requirement", "context", "question", "criterion", "furniture"}

Find = Callable[[Piece], Iterator[Fact]]


def places_of(pieces: Sequence[Piece]) -> Find:
    """Return a finder of places of delivery, which knows the names of the councils and places that the pack tells."""
    known = _known(pieces)
    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})\b") if known else None

    def places(piece: Piece) -> Iterator[Fact]:
        if piece.kind in LATE or ELSEWHERE.search(piece.plain):
            return
        seen: list[str] = []
        for value in _found(piece, names):
            kept = END.sub("", START.sub("", " ".join(value.split()).strip(" ,;:.|–-")))
            if kept and len(kept) <= SHORT and not any(kept in other or other in kept for other in seen):
                seen.append(kept)
                yield piece.fact("place", kept)

    return places


def _known(pieces: Sequence[Piece]) -> frozenset[str]:
    found: set[str] = set(rules("service")["place"]["known"])
    for piece in pieces:
        if piece.has("council", "authority", "borough", "county", "city", "district", "isle of"):
            for words in (COUNCIL, FORMAL):
                found |= {
                    match["name"] for match in words.finditer(piece.plain) if not STARTS_SELF.match(match["name"])
                }
    return frozenset(name for name in found if len(name) > 3)


def _found(piece: Piece, names: re.Pattern[str] | None) -> Iterator[str]:
    label = _labelled().match(piece.plain)
    if label:
        yield from _whole(piece.text[label.end() :])
        return
    yield from _coded(piece)
    if _above().search(piece.near) and not VERBS.search(piece.plain) and not piece.cells:
        yield from _whole(piece.text)
    elif piece.label in SERVICE_LABELS:
        yield from _in_sentence(piece, names)


def _coded(piece: Piece) -> Iterator[str]:
    for words in (CODES, ALONE):
        if match := words.search(piece.plain):
            yield match["place"]
    for words in (REGION, _wide()):
        if match := words.search(piece.plain):
            yield match.group()


def _in_sentence(piece: Piece, names: re.Pattern[str] | None) -> Iterator[str]:
    """Return places of a sentence that speaks of delivery, and those with a word of a place in a short text."""
    text = piece.plain
    if len(text) <= SHORT:
        yield from (match.group() for match in _with_kind().finditer(text) if not STARTS_SELF.match(match.group()))
    for match in _delivered().finditer(text):
        after = text[match.end() : match.end() + SHORT]
        kind = _with_kind().match(after) or _counted().match(after)
        named = None if kind or names is None else re.match(rf"(?:the\s+)?(?P<all>{NAMED})", after)
        if kind and not STARTS_SELF.match(kind.group()):
            yield kind.group()
        elif (
            named
            and names
            and names.search(named["all"])
            and not re.match(r"'s|\s+(?:Council|Authority)", after[named.end() :])
        ):
            yield named["all"] if not STARTS_SELF.match(named["all"]) and "Council" not in named["all"] else ""


def _whole(text: str) -> Iterator[str]:
    """Return the whole of a short text that names a place."""
    told = re.search(r"(?<!^)\b[A-Z]|^[A-Z]\w+$", text.strip()) or _kind().search(text)
    if len(text) <= SHORT and told and not STARTS_SELF.match(text.strip()):
        yield from LOT.sub("", text).split(";")


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(rules('service')['place']['label'])})\s*[:|–]\s*\|?\s*", re.IGNORECASE)


@cache
def _above() -> re.Pattern[str]:
    return compiled(rules("service")["place"]["heading"])


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rules('service')['place']['wide'])})", re.IGNORECASE)


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rules('service')['place']['kind'])})\b", re.IGNORECASE)


@cache
def _delivered() -> re.Pattern[str]:
    """Return a pattern of the words that come before a place of delivery: `will be delivered across`."""
    service = "|".join(rules("service")["place"]["service"])
    return re.compile(
        rf"\b(?:{service})\b[^.;|]{{0,50}}?\b(?:across|throughout|within|in|covering|from|at|to)\s+(?=the\b|{WORD}|\w+\s)"
        r"(?:all\s+of\s+|both\s+)?",
        re.IGNORECASE,
    )


@cache
def _with_kind() -> re.Pattern[str]:
    """Return a pattern of a name with a word that makes it a place: `wards of Central and Park End`, `Kent County`."""
    listed = rules("service")["place"]
    area, last = f"(?:{'|'.join(listed['of'])})", f"(?:{'|'.join(listed['after'])})"
    count = rf"(?:(?:{'|'.join(listed['count'])}|\d+)\s+)*"
    return re.compile(
        rf"\b(?:the\s+)?(?:{count}{area}\s+of\s+{NAMED}|{NAMED}\s+(?:and\s+{NAMED}\s+)?{last}(?!\s*(?:Council|of\b)))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _counted() -> re.Pattern[str]:
    """Return a pattern of so many places without a name: `all twelve districts`, `the five family hubs`."""
    listed = rules("service")["place"]
    kind, count = "|".join(listed["kind"]), "|".join(listed["count"])
    return re.compile(
        rf"(?:the\s+)?(?:(?:{count}|\d+)\s+)+(?:{kind})(?:\s+(?:in|of|within|across)\s+(?:the\s+)?(?:{NAMED}|{kind}))?"
        rf"(?:\s+and\s+(?:(?:{count}|\d+)\s+)*(?:{kind}))?\b",
        re.IGNORECASE,
    )
