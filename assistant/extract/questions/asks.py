"""What a question asks for, part by part: every part a sentence of its own in the question's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.extract.criteria.weights import stated_weight
from assistant.extract.questions.asking import POLITE, STARTS_WH, WH, asking_words
from assistant.extract.questions.columns import Asked
from assistant.extract.questions.limits import MEASURES, is_only_limit
from assistant.extract.text.layout import Line
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.phrasing import OPEN_END, Casing, closed, joined, last_sentence, plain
from assistant.extract.text.runon import RunOn, run_on

AND_WH = re.compile(
    r"(?:\s*[;,]\s*(?:and\s+|or\s+)?(?=(?:how|what|why|whether)\s+(?!to\b|much\b|many\b|is\s+meant))"
    r"|(?<!how)(?<!what)(?<!why)(?<!who)(?<!when)(?<!where)\s+and\s+(?=(?:how|what|why|where|when|who|whether)\s+(?!to\b|much\b|many\b|else\b|possible\b|necessary\b|appropriate\b|required\b)\w+))",
    re.IGNORECASE,
)
LISTED = re.compile(r"[;]\s*(?:and\s+|or\s+)?")
COVERS = re.compile(
    r"\b(?:(?:should|must|to|please|will)\s+(?:also\s+)?(?:cover|include|address)|including|as a minimum|at a minimum|"
    r"covering|cover|include|address)\b[^:;]{0,40}:\s*",
    re.IGNORECASE,
)
ABBREVIATIONS = re.compile(r"^(?:e\.g|i\.e|for example|such as)\b", re.IGNORECASE)
MEASURED = re.compile(
    rf"\s*[(\[](?=[^()\[\]]*(?:\d|\b(?:one|two|three|four|five|six)\b)){MEASURES}[)\]]", re.IGNORECASE
)
LEAST = re.compile(
    r"[,;]?\s*\b(?:(?:(?:should|must|to)\s+)?(?:includ(?:e|ing)|cover(?:ing)?|address(?:ing)?)\s*,?\s*(?:as\s+a|at\s+a|at\s+the)\s+"
    r"(?:minimum|least)|(?:as\s+a|at\s+a)\s+minimum,?\s+(?:includ(?:e|ing)|cover(?:ing)?|address(?:ing)?))\s*[,:]?\s+",
    re.IGNORECASE,
)
COVERING = re.compile(
    r"[,;]?\s*\b(?:including|covering|to\s+include|to\s+cover|addressing|in\s+particular|namely|and\s+(?:must|should)\s+"
    r"(?:cover|include|address))\b(?:\s+the\s+following)?\W*$",
    re.IGNORECASE,
)
WISHED = re.compile(
    rf"\s*[;,.]\s*(?:and\s+)?(?=(?:(?:first|then|next|also|lastly|finally|secondly|thirdly)\s+)?{WH})|\s+and\s+(?=(?:who|how|what|where|when)\b)",
    re.IGNORECASE,
)
LAST_MARK = re.compile(r"(?<![,;])\s+and\s+(?=\([b-z]\)\s|\([ivx]{2,4}\)\s)")
ORDINAL = re.compile(r"^\W*(?:first|then|next|also|lastly|finally|secondly|thirdly)\b,?\s*", re.IGNORECASE)
THINGS = {
    "give",
    "provide",
    "list",
    "submit",
    "name",
    "propose",
    "attach",
    "upload",
    "enclose",
    "include",
    "supply",
    "complete",
}
ARTICLE = re.compile(r"\s+(?:the|your|any|how|whether|what|which|why|all|each|every|that|an?)$", re.IGNORECASE)
GERUND = re.compile(r"(?:being|having)\b", re.IGNORECASE)
EXAMPLE = re.compile(r"^\W*(?:for\s+(?:example|instance)|e\.g\.)", re.IGNORECASE)
ALSO = re.compile(
    r"^(?:please\s+)?(?:cover|mention|refer\s+to|touch\s+on|draw\s+on|bring\s+in|deal\s+with)\s+(?!letter|sheet|page)[a-z](?!.*\b(?:will|is|are|must|should|shall)\b)",
    re.IGNORECASE,
)
MIN_WORDS, LONG_LEAD = 2, 18


def split_asks(asked: Asked, casing: Casing) -> tuple[str, ...]:
    """Return the asks of a question in order; the whole text where no part of it can be told apart."""
    own = {id(line) for line, _, _ in asked.lines}
    verb = _verb(asked)
    found: list[tuple[str, int]] = []
    dropped: set[int] = set()
    for place, (line, start, end) in enumerate(asked.lines):
        leads = [lead for lead in line.leads if id(lead) in own]
        if leads:
            if _covers(leads[-1].text):
                dropped.add(_umbrella(asked, leads[-1]))
            found += [(ask, place) for ask in _of_item(line, leads, verb, casing)]
        else:
            found += [(ask, place) for ask in _of_line(asked, line, (start, end), verb)]
    kept = tuple(dict.fromkeys(ask for ask, place in found if place not in dropped and len(ask.split()) >= MIN_WORDS))
    return kept or ((closed(asked.text),) if asked.text and not asked.pass_fail else ())


def _verb(asked: Asked) -> str:
    """Return the verb that the question begins to ask with; `Describe` where it has none."""
    for text in sentences(asked):
        found = pattern("questions", "prose", "verbs").search(text)
        if found and asking_words(text):
            return ARTICLE.sub("", found.group()).capitalize()
    return "Describe"


def sentences(asked: Asked) -> Iterator[str]:
    for line, start, end in asked.lines:
        yield from _sentences(line, start, end)


def _sentences(line: Line, start: int, end: int) -> Iterator[str]:
    spans = [(max(start, each.source.start), min(end, each.source.end)) for each in line.sentences]
    yield from (line.text[a:b] for a, b in spans or [(start, end)] if b > a)


def _covers(text: str) -> bool:
    said = last_sentence(text)
    verbs = pattern("questions", "prose", "verbs").finditer(said)
    asks = any(not each.group().lower().startswith(("address", "include", "consider")) for each in verbs)
    return bool(pattern("questions", "prose", "cover").search(said)) and not asks


def _begins_with_verb(text: str) -> bool:
    return bool(pattern("questions", "prose", "verbs").match(POLITE.sub("", text)))


def _umbrella(asked: Asked, lead: Line) -> int:
    """Return the place of the line that only announces what a list asks in parts: the lead's own, or the one before."""
    place = next(place for place, (line, _, _) in enumerate(asked.lines) if line is lead)
    _, start, end = asked.lines[place]
    alone = len(list(_sentences(lead, start, end))) == 1
    return place - 1 if alone and place else place


def _of_item(line: Line, leads: Sequence[Line], verb: str, casing: Casing) -> Iterator[str]:
    """Return the asks of a list item: its own where it asks itself, else what the lead-in asks of it."""
    own = list(_sentences(line, 0, len(line.text)))
    title = re.match(r"^[^.?]{3,60}?\s(?:--|–|—|-|:)\s+", own[0]) if own else None
    asking = [each[title.end() :] if title and place == 0 else each for place, each in enumerate(own)]
    if any(_begins_with_verb(plain(each)) or each.rstrip().endswith("?") for each in asking):
        yield from (part for each in asking if asking_words(plain(each)) for part in split_sentence(plain(each), verb))
        return
    item = plain(line.text)
    lead = last_sentence(leads[-1].text)
    if _covers(leads[-1].text) or _is_sentence(item):
        yield closed(item)
    elif len(lead.split()) > LONG_LEAD:
        yield closed(f"{_verb_of(lead) or verb} {casing.lowered(item)}")
    elif STARTS_WH.match(item):
        yield closed(f"{_verb_of(lead) or verb} {item[0].lower()}{item[1:]}")
    else:
        yield joined(lead, item, casing)


def _is_sentence(item: str) -> bool:
    return (
        item[:1].isupper()
        and item.endswith(".")
        and bool(re.search(r"\b(?:is|are|will|would|should|must|shall|has|have)\b", item))
    )


def _verb_of(lead: str) -> str:
    found = list(pattern("questions", "prose", "verbs").finditer(lead))
    return ARTICLE.sub("", found[-1].group()).capitalize() if found and not _covers(lead) else ""


def _of_line(asked: Asked, line: Line, span: tuple[int, int], verb: str) -> Iterator[str]:
    """Return the asks of a line outside a list, its measures and asides left out."""
    leads_list = any(line is lead for other, _, _ in asked.lines for lead in other.leads)
    texts = [MEASURED.sub("", text).rstrip("[( ") for text in _sentences(line, *span)]
    for place, text in enumerate(texts):
        if leads_list and place == len(texts) - 1:
            continue
        if is_aside(text) or (place and EXAMPLE.match(text)):
            continue
        if (
            asking_words(text)
            or (place and ALSO.match(text))
            or (len(texts) == 1 and not asked.pass_fail and len(asked.lines) == 1)
        ):
            yield from split_sentence(plain(text), verb)


def is_aside(text: str) -> bool:
    """Tell whether a sentence of a question is about its length, its weight or its marking."""
    if is_only_limit(text) or (stated_weight(text) and len(text.split()) <= 12):
        return True
    return bool(pattern("questions", "prose", "aside").search(text)) and not _begins_with_verb(text) and "?" not in text


def split_sentence(text: str, verb: str = "Describe") -> list[str]:
    """Return the parts of one asking sentence: `how you will X, and how you will Y` are two."""
    text = OPEN_END.sub("", text) if not text.rstrip().endswith("?") else text
    wished = pattern("questions", "prose", "wishes").search(text)
    if wished:
        return _wished(text[wished.end() :])
    text = LAST_MARK.sub(", and ", text)
    listed = run_on(text)
    if listed and listed.parts[0].mark:
        return _run_on(text, listed, verb)
    least = LEAST.search(text)
    if least and len(items := _items(text[least.end() :])) > 1:
        before, verb = text[: least.start()], _first_verb(text) or verb
        return [*(_coordinated(before) if asking_words(before) else []), *(_with_verb(each, verb) for each in items)]
    covers = COVERS.search(text)
    if covers and ";" in text[covers.end() :]:
        first, rest = text[: covers.start()], text[covers.end() :]
        head = [] if not asking_words(first) or len(first.split()) < 3 else _coordinated(first)
        return [*head, *(_with_verb(part, verb) for part in LISTED.split(rest) if part.strip(" ."))]
    if text.count(";") > 0 and _begins_with_verb(text):
        pieces = LISTED.split(text)
        return [
            *_coordinated(pieces[0]),
            *(_with_verb(piece, _first_verb(text) or verb) for piece in pieces[1:] if piece.strip(" .")),
        ]
    return _coordinated(text)


def _wished(text: str) -> list[str]:
    """Return what a buyer says that it would like to know: `first what it is, then how you make it, and who leads`."""
    parts = [ORDINAL.sub("", each).strip(" ,;.") for each in WISHED.split(text)]
    return [_with_verb(each, "Tell us") for each in parts if each]


def _run_on(text: str, listed: RunOn, verb: str) -> list[str]:
    """Return the asks of a list that runs on, `(a) ... (b) ...`, with what the words before and behind it ask."""
    begin, end = listed.lead
    if any(GERUND.match(text[part.start : part.end]) for part in listed.parts):
        return [closed(text)]
    lead = COVERING.sub("", text[begin:end]).rstrip(" ,;:–—-")
    own = _first_verb(lead) or verb
    introduces = text[begin:end].rstrip().endswith(":") and not COVERING.search(text[begin:end])
    bare = introduces or len(POLITE.sub("", lead).split()) <= len(own.split()) + 1
    before = [ask for each in (text[:begin], "" if bare else lead) if asking_words(each) for ask in _coordinated(each)]
    parts = [_with_verb(text[part.start : part.end], own) for part in listed.parts]
    rest = text[listed.span[1] :].lstrip(" .;")
    return [*before, *parts, *(split_sentence(rest, verb) if asking_words(rest) else [])]


def _items(text: str) -> list[str]:
    """Return the items of a list with commas, `a timetable, the people and the risks`; one where it has no comma."""
    kept = re.split(r"[.?]\s+(?=[A-Z])", text.strip(" :"))[0].rstrip(" .")
    return (
        [each.strip() for each in re.split(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+(?=[^,;]*$)", kept) if each.strip()]
        if re.search("[,;]", kept)
        else [kept]
    )


def _with_verb(part: str, verb: str) -> str:
    kept = part.strip()
    if _begins_with_verb(kept) or ABBREVIATIONS.match(kept):
        return closed(kept)
    if STARTS_WH.match(kept) and verb.split()[0].lower() in THINGS:
        verb = "Explain"
    return closed(f"{verb} {kept[0].lower() if kept[1:2].islower() else kept[0]}{kept[1:]}")


def _first_verb(text: str) -> str:
    found = pattern("questions", "prose", "verbs").match(POLITE.sub("", text))
    return ARTICLE.sub("", found.group()).capitalize() if found else ""


def _coordinated(text: str) -> list[str]:
    """Split at `and how ...`, and at `and explain ...`."""
    verb = _first_verb(text) or _first_verb(re.sub(r"^[^,]{0,80},\s*", "", text))
    parts = [text]
    if (verb or STARTS_WH.match(text)) and not re.match(r"^(?:please\s+)?\w+(?:\s(?:us|out))?,", text, re.IGNORECASE):
        parts = AND_WH.split(text)
    found: list[str] = []
    for part in parts:
        found += _at_verbs(part)
    asks = [closed(found[0])]
    question = text.rstrip().endswith("?")
    for part in found[1:]:
        if _begins_with_verb(part):
            asks.append(closed(part))
        elif verb:
            asks.append(closed(f"{verb} {part}"))
        else:
            asks.append(closed(part.rstrip("?. ") + ("?" if question else "")))
    if question and len(asks) > 1 and not asks[0].endswith("?"):
        asks[0] = asks[0].rstrip(".") + "?"
    return asks


def _at_verbs(part: str) -> list[str]:
    verbs = pattern("questions", "prose", "verbs").pattern
    cut = re.compile(
        rf"\s*(?:,\s*(?:and\s+)?|;\s*(?:and\s+)?|\s+and\s+)(?:please\s+|then\s+|also\s+)?(?=(?:{verbs})\s+(?!and\b|of\b|or\b|,))",
        re.IGNORECASE,
    )
    if not _begins_with_verb(part):
        return [part]
    pieces = cut.split(part)
    kept = [pieces[0]]
    for piece in pieces[1:]:
        if len(piece.split()) > 2:
            kept.append(piece)
        else:
            kept[-1] = f"{kept[-1]} and {piece}"
    return kept
