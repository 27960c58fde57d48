"""Whether a sentence that was labelled a requirement binds the supplier by its own words."""

from __future__ import annotations

import re

from assistant.extract.labelling.words import pattern
from assistant.extract.requirements.plainly import SENDS, asks_here, is_told, is_wanted, told_plainly
from assistant.extract.text.layout import Line
from assistant.extract.text.lexicon import pattern as pattern_of
from assistant.extract.text.numbers import plain_numbered
from assistant.records import Statement

MENTION = re.compile(r"[“\"‘](?:shall|must|should|will|may)\b|\b(?:shall|must|should|will|may)[”\"]", re.IGNORECASE)
WILL = re.compile(r"\b(?:will|won['’]t)\b", re.IGNORECASE)
ASKS = re.compile(r"\b(?:expects?|requires?|wishes|would like|wants?|asks?|welcomes?)\b", re.IGNORECASE)
NOT = re.compile(
    r"\bliability\b[^.]{0,60}\b(?:shall|will|must|is|does)\s+(?:not\s+)?(?:be\s+)?(?:exceed|limited|unlimited)\b|"
    r"^\W*nothing\s+in\s+(?:this|these|the)\b|\b(?:do|does)\s+not\s+need\b|\b(?:don|doesn)['’]t\s+need\b|\bneed\s+not\b"
    r"|(?<!not )\b(?:is|are)\s+(?:fine|acceptable|welcome\s+to|allowed\s+to|free\s+to|ok|okay)\b"
    r"|\b(?:shall|will|must)\s+(?:be\s+(?:classified|defined|construed|deemed|understood"
    r"|interpreted)\s+(?:as|to|in)|mean|"
    r"have\s+the\s+(?:same\s+)?meaning|have\s+no\s+(?:obligation|liability))\b"
    r"|\bnot\s+(?:be\s+)?(?:required|expected|obliged|necessary)\b|\b(?:do not|don['’]t|need not) have to\b",
    re.IGNORECASE,
)
OUGHT = re.compile(r"\bought to\b", re.IGNORECASE)
POLITE = re.compile(
    r"^\W*please\b(?!\s+(?:note|see|refer|contact|ensure you|read|complete|answer|tell us|remember))", re.IGNORECASE
)
WE_EXPECT = re.compile(
    r"\b(?:we|council|authority|buyer|commissioners?|customer|client|trust)\s+(?:\w+\s+)?"
    r"(?:expects?|requires?|needs?|wants?|looks? for|(?:is|are) looking for|would (?:like|welcome)|welcomes?|asks?)\b"
    r"(?! to\b)|\b(?:we|council|authority|trust|charity|foundation)\s+(?:\w+\s+)?hopes? (?:to see|to have|that|for)\b"
    r"|\b(?:we|council|authority|trust)\s+would (?:\w+ )?(?:like|love|welcome)\b|\bit is (?:hoped|expected) that\b",
    re.IGNORECASE,
)
BIDS = r"(?:tender|bid|consorti|joint|canvass|collu|quot|proposal|application|question|answer|appendi|attachment)"
FORBIDS = (
    rf"^\W*(?!.*\b{BIDS})[^.;]*\b(?:is|are) (?:strictly |expressly )?"
    r"(?:not (?:permitted|allowed)|prohibited|forbidden|banned)\b"
    rf"|^\W*(?!.*\b{BIDS})[^.;,]{{3,80}}\bmay (?:not|never|only) "
    r"(?:be (?:used|employed|charged|left|made|held|given|taken|shared|photographed|filmed|passed"
    r"|cancelled|moved|asked|sold)"
    r"|work|use|take|hold|leave|begin|run)\b"
)
COVER = re.compile(
    r"^[\W\d]*(?:public(?: and products?| & products?)? liability|employer\w*\W?s?\W? liability|professional indemnity"
    r"|products? liability|contents|motor|cyber)\b[^.;]{0,40}?[\s:–(-]£\s?\d",
    re.IGNORECASE,
)
ASKED_TO = (
    r"^\W*(?:the |all |each |every )?"
    r"(?:providers?|suppliers?|contractors?|producers?|partners?|consultants?|members?|artists?|you)"
    r" (?:is|are) (?:asked|encouraged|urged|advised) to (?!submit|complete|send|return|note|price"
    r"|set out|describe|explain"
    r"|confirm|tell|read|answer|visit the|attend the|register|check|contact|e-?mail|book)"
)
WANTS_OF = re.compile(
    r"^\W*(?:\([ivx\d]+\)\s*)?(?!(?:the )?(?:we|council|authority|trust|provider|supplier|contractor"
    r"|buyer|client|customer)\b)"
    r"[A-Z][\w&'’ ]{2,40}? wants? (?:more|fewer|its|their|to see|people|neighbours|residents)\b"
)
CERTAIN = re.compile(
    r"^\W*it is (?:also )?(?:essential|important|vital|mandatory|"
    r"an? (?:absolute )?(?:requirement|condition)(?: of [\w ]{2,40})?) that\b"
    r"|^\W*only\b[^.]*\b(?:may|shall|must)\b|^\W*no\b[^.]{3,80}\b(?:shall|must|may)\b"
    r"|^\W*it would be (?:\w+ )?(?:good|great|nice|helpful|welcome|useful|ideal|an advantage|a bonus|desirable)\b"
    r"|^[^.:]{8,}\b(?:is|are|would be) (?:\w+ly )?(?:preferred|desirable|an advantage|a plus)\W*$"
    r"|^\W*(?:minimum|mandatory|essential) (?:requirements|standards|conditions)\b"
    r"|^\W*(?:you|the (?:provider|supplier|contractor|producer|successful \w+)|(?:each|every"
    r"|everyone|everybody|anyone|all)"
    r" [\w ]{3,60}?) (?:will )?needs?\b"
    rf"|{FORBIDS}|{ASKED_TO}|\b(?:so much|all) the better\b"
    r"|^[\W\d]*(?:public|employer\w*['’]?s?|professional|product)\b[^.:;]{0,30}[:–-]\s*£?\s?\d"
    r"|^[\W\d]*(?:key performance indicators?|kpis?|performance (?:measures|standards|targets)|service levels?)\W*:",
    re.IGNORECASE,
)
CONDITION = re.compile(r"^\W*(?:unless|where|if|when|subject to|except|save)\b[^,;.]{3,90},\s*", re.IGNORECASE)
DUTY = re.compile(
    r"\b(?:shall|must|should|will|(?:are|is) (?:\w+ly )?(?:to|required to|responsible)|need to)\b",
    re.IGNORECASE,
)
OWN_PART = re.compile(
    r"\b(?:responsible|bring|pay|supply|provide|arrange|obtain|register|consent|complete|sign|make their own|travel)\b",
    re.IGNORECASE,
)
MAKER = re.compile(r"\W*the (?:\w+ )?\w{2,}(?:er|or|ist|ian)\b(?=\s+(?:will|won))", re.IGNORECASE)
SHORT_FORM = re.compile(r"\b(?:must|shall|should)n['’]t\b", re.IGNORECASE)
PASSIVE = re.compile(
    r"\W+(?:not\s+|also\s+|each\s+|all\s+|still\s+)*(?:be|receive|have access|feel|get)\b", re.IGNORECASE
)
OURS = re.compile(
    r"\W*our (?:[\w-]+ ){0,2}?(?:staff|managers?|officers?|teams?|caretakers?|librarians?|curators?"
    r"|wardens?|workers?|schools?"
    r"|centres?|branches|academies|hosts?|wards?|volunteers|colleagues)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:is|are)\s+(?:\w+\s+)?(?:set out|listed|described|shown|given|explained|found)\s+(?:in|at|below|above)\b",
    re.IGNORECASE,
)
NEAR = 30
SURE, FAIR, LIKELY = 0.9, 0.6, 0.4


def binds(sentence: Statement, line: Line) -> bool:
    """Tell whether a sentence says so itself, stands in a list whose lead-in does, or was labelled beyond doubt."""
    if MENTION.search(sentence.text) or any(NOT.search(text) for text in (sentence.text, *_leads(line))):
        return False
    if _of_others(sentence.text) or WANTS_OF.match(sentence.text):
        return False
    if _binds(sentence.text) or any(map(_binds, _leads(line))):
        return True
    if POLITE.match(sentence.text) and sentence.label == "requirement":
        return True
    said = (
        WE_EXPECT.search(sentence.text) or is_told(sentence, line) or (told_plainly(sentence.text) and asks_here(line))
    )
    if said and sentence.score >= LIKELY:
        return True
    clause = re.search(r"\d\.\d", line.block.number or "")
    listed = bool(line.leads) or (line.block.kind == "item" and not clause)
    return sentence.score >= (FAIR if listed or (is_wanted(line) and not _tells_bidder(sentence.text)) else SURE)


def _tells_bidder(text: str) -> bool:
    """Tell whether a sentence says what the buyer itself will do, or where something stands."""
    will = WILL.search(text)
    return bool(ELSEWHERE.search(text)) or (will is not None and _of_buyer(text, will.start()))


def is_cover(text: str) -> bool:
    """Tell whether a sentence names an insurance and its sum: `Public liability: £5 million`."""
    return bool(COVER.search(text))


def tells_wanted(text: str) -> bool:
    """Tell whether a sentence of a section about what is wanted says a part of it, whatever it was labelled."""
    if NOT.search(text) or pattern("actors", "bidder").search(text) or SENDS.search(text):
        return False
    if _of_others(text):
        return False
    expected = WE_EXPECT.search(text)
    ours = expected is not None and expected.group().lower().startswith(("we", "it"))
    return is_sure(text) or obliges(text) or ours or told_plainly(text)


def is_sure(text: str) -> bool:
    """Tell whether the form of a sentence alone says that something is required, whatever it was labelled."""
    return bool(CERTAIN.search(text) or SHORT_FORM.search(text)) and not _of_others(text)


def tells_supplier(text: str) -> bool:
    """Tell whether a sentence taken for an instruction speaks of no bid or bidder, and binds by its own words."""
    if pattern("bidding").search(text) or pattern("actors", "bidder").search(text):
        return False
    return _binds(text) and not _of_others(text)


def obliges(text: str) -> bool:
    """Tell whether words by themselves lay a duty on the supplier, and not on the buyer or those served."""
    return _binds(text) and not _of_others(text) and not NOT.search(text)


def leads_bind(line: Line) -> bool:
    """Tell whether a line stands in a list that is introduced as what is required."""
    return any(
        lead.sentences and lead.sentences[-1].label == "requirement" and (_binds(lead.text) or is_sure(lead.text))
        for lead in line.leads[-1:]
    )


def _of_others(text: str) -> bool:
    """Tell whether those served or third parties must do something: `Schools are responsible for consent`."""
    text = plain_numbered(text)[1]
    others = pattern_of("requirements", "actor", "others").match(text) or OURS.match(text)
    match = others or pattern_of("requirements", "actor", "served").match(text)
    duty = DUTY.search(text, match.end()) if match else None
    if not match or not duty or duty.start() - match.end() > NEAR:
        return False
    if not others:
        return bool(OWN_PART.search(text, duty.start()))
    return not PASSIVE.match(text, duty.end()) and not _supplier_before(text, duty.start())


def _leads(line: Line) -> list[str]:
    return [lead.text for lead in line.leads[-1:]]


def _binds(text: str) -> bool:
    if CERTAIN.search(text) or SHORT_FORM.search(text):
        return True
    main = CONDITION.sub("", text)
    text = text if re.match(r"(?:it|they)\b", main, re.IGNORECASE) else main
    strong = [found.start() for words in (pattern("must"), pattern("should"), OUGHT) if (found := words.search(text))]
    if strong and not _of_buyer(text, min(strong)):
        return True
    will = WILL.search(text)
    if will and _of_supplier(text, will.start()) and not _of_buyer(text, will.start()):
        return True
    return bool(ASKS.search(text)) and bool(pattern("actors", "supplier").search(text))


def _of_buyer(text: str, end: int) -> bool:
    """Tell whether the one who acts, before the verb, is the buyer."""
    buyer = pattern("actors", "buyer").search(text, 0, end)
    return bool(buyer) and not _supplier_before(text, end)


def _of_supplier(text: str, end: int) -> bool:
    maker = MAKER.match(text)
    if maker and maker.end() <= end and not pattern_of("requirements", "actor", "no_supplier").search(maker.group()):
        return True
    return _supplier_before(text, end) or bool(pattern("actors", "service").search(text, 0, end))


def _supplier_before(text: str, end: int) -> bool:
    if pattern_of("requirements", "actor", "supplier").search(text, 0, end):
        return True
    return any(pattern("actors", name).search(text, 0, end) for name in ("supplier", "bidder"))
