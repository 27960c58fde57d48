"""Where the service is delivered, as printed; never the buyer's address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from assistant.extract.facts.pieces import LATE, Piece
from assistant.extract.facts.said import compiled
from assistant.extract.text.lexicon import rules
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
PREPOSITION = re.compile(
    r"\b(?:across|throughout|within|in|covering|from|at|to|between|covers?|serves?|serving)\s+"
    r"(?:all\s+of\s+|the\s+whole\s+of\s+|both\s+|at\s+least\s+)?",
    re.IGNORECASE,
)
PLAIN_NAME = re.compile(
    rf"(?:the\s+)?(?P<all>{NAMED})(?!'s)(?=\s*(?:[.,;:)]|$)|\s+(?:and|or|for|from|on|during|between|by|with|each|every|to|over|as)\b)"
)
REACH = 60
NO_PLACE = re.compile(
    r"\b(?:Language|English|Welsh|BSL|Braille|Phase|Stage|Year|Term|Lot|Section|Clause|Appendix|Annex|Schedule|Word|Excel|PDF|"
    r"Zoom|Teams|Partnership|Contract|Spring|Summer|Autumn|Winter|Easter|Christmas|(?:Jan|Febr)uary|March|April|May|June|July|"
    r"August|(?:Sept|Nov|Dec)ember|October|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b"
)
CLOCK = re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m\b|\b(?:days?|afternoons?|evenings?)\s+(?:a|per|each)\b", re.IGNORECASE)
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
        values = () if piece.kind in LATE else tuple(_found(piece, names))
        seen: list[str] = []
        for value in () if values and ELSEWHERE.search(piece.plain) else values:
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
    if label and len(piece.cells) in {0, 2}:
        yield from _whole(piece.text[label.end() :])
        return
    yield from _coded(piece)
    if _above(piece.near) and not VERBS.search(piece.plain) and not piece.cells:
        whole = list(_whole(piece.text))
        yield from whole or _in_sentence(piece, names)
    elif piece.label in SERVICE_LABELS:
        yield from _in_sentence(piece, names)


def _coded(piece: Piece) -> Iterator[str]:
    alone = ALONE.match(piece.plain) if _of_places(piece) else None
    if match := alone or (CODES.search(piece.plain) if piece.has("postcode") else None):
        yield match["place"]
    if match := REGION.search(piece.plain) if piece.has("uk") else None:
        yield match.group()
    if match := _wide().search(piece.plain) if piece.has("wide", "mile", "reach") else None:
        yield match.group()


def _of_places(piece: Piece) -> bool:
    """Tell whether what stands above a piece says that places follow."""
    return _above(piece.near) or bool(re.search(r"\bpost\s?codes?\b|\bareas?\b", piece.setting, re.IGNORECASE))


def _in_sentence(piece: Piece, names: re.Pattern[str] | None) -> Iterator[str]:
    """Return places of a sentence that speaks of delivery, and those with a word of a place in a short text."""
    text = piece.plain
    if LOT.match(text):
        yield from (match.group() for match in _with_kind().finditer(text) if not STARTS_SELF.match(match.group()))
    for match in PREPOSITION.finditer(text):
        if not _service().search(text[max(0, match.start() - REACH) : match.end()]):
            continue
        after = text[match.end() : match.end() + SHORT]
        kind = _with_kind().match(after) or _counted().match(after)
        if kind:
            yield "" if STARTS_SELF.match(kind.group()) else kind.group()
        elif named := PLAIN_NAME.match(after):
            told = named["all"]
            sure = names is not None and names.search(told)
            if (sure or _certain().search(text[: match.end()])) and not (
                STARTS_SELF.match(told) or NO_PLACE.search(told)
            ):
                yield told


def _whole(text: str) -> Iterator[str]:
    """Return the whole of a short text that names a place."""
    told = re.search(r"(?<!^)\b[A-Z]|^[A-Z]\w+$", text.strip()) or _kind().search(text)
    if len(text) <= SHORT and told and not CLOCK.search(text) and not STARTS_SELF.match(text.strip()):
        yield from LOT.sub("", text).split(";")


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(rules('service')['place']['label'])})\s*[:|–]\s*\|?\s*", re.IGNORECASE)


@cache
def _above(near: str) -> bool:
    return bool(compiled(rules("service")["place"]["heading"]).search(near))


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rules('service')['place']['wide'])})", re.IGNORECASE)


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rules('service')['place']['kind'])})\b", re.IGNORECASE)


@cache
def _service() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(rules('service')['place']['service'])})\b", re.IGNORECASE)


@cache
def _certain() -> re.Pattern[str]:
    """Return a pattern of words after which a name can only be a place: `the service will be delivered in`."""
    listed = rules("service")["place"]
    subject, verb = "|".join(listed["subject"]), "|".join(listed["verb"])
    return re.compile(
        rf"\b(?:{subject})\b[^.;|]{{0,30}}\b(?:{verb})\s+(?:in|across|throughout|within)\s+$", re.IGNORECASE
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
        rf"(?:\s+and\s+(?:(?:{count}|\d+)\s+)*(?:{kind}))?\b(?:\s*[:(,–]\s*(?:namely\s+)?{NAMED})?",
        re.IGNORECASE,
    )
