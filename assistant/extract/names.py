"""The title, the buyer and the reference of a tender, from labelled rows and lines, then from its first page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from assistant.extract.dates import DATE
from assistant.extract.layout import Layout, Line, Page, Table, tidy
from assistant.extract.lexicon import pattern
from assistant.extract.phrasing import MARKUP
from assistant.records import DocumentKind

COVER, TITLE_WORDS, VALUE_WORDS, LABEL_WORDS = 14, 16, 20, 5
TABLES, LINES = 3, 40
CONTENTS = re.compile(r"\W*(?:table of )?contents\W*", re.IGNORECASE)
SHEET = re.compile(r"s\d+$")
WORD = r"[A-Za-z][\w’'-]*"
GREETING = re.compile(r"(?:dear|to whom)\b", re.IGNORECASE)
LABELLED = re.compile(r"^[\W_]*(?P<label>[A-Za-z][\w’' /().-]{1,40}?)[\s*_]*(?::|\s[-–—])[\s*_]*(?P<value>\S.*)$")
INLINE = re.compile(
    r"\b(?:in\s+reply\s+refer\s+to|RFP|RFQ|ITT|ITQ|solicitation|contract|tender|event|reference|our\s+ref|ref\.?)\s*"
    r"(?:no\.?|number|reference|ref\.?|#|id)?\s*[:#]?\s*"
    r"(?P<value>[A-Z]{0,6}[-/]?\d[\w./-]{3,}|[A-Z]{2,}[\w./-]*\d[\w./-]*)",
    re.IGNORECASE,
)
CALLED = r"(?P<name>[A-Z][\w.&’'-]*(?:\s+(?:of|and|for|the|in|on|&|[A-Z][\w.&’'-]*))*)"
ROLE = (
    r"(?:Contracting Authority|Council|Authority|Buyer|Customer|Commissioner|Trust|Client|University|Board|Department|"
    r"Agency)"
)
DEFINED = re.compile(
    rf"(?:^|[.,;:]\s+|\b(?:by|of|for)\s+)(?:the\s+)?{CALLED}\s*"
    rf"\([“\"‘']?(?:(?:hereinafter|referred to as)\s+)?(?:the\s+)?[“\"‘']?(?:the\s+)?{ROLE}[”\"’']?\)"
)
INVITES = re.compile(
    rf"(?:^|[.]\s+|\d\.\s*)(?:The\s+)?{CALLED}(?:\s*\([A-Z0-9]{{2,}}\))?(?:,[^.]{{0,200}}?)?,?\s+(?:hereby\s+)?"
    r"(?:invites?|issues?|(?:is|are)\s+(?:seeking|inviting|searching|looking|commissioning|procuring|tendering)|"
    r"wish(?:es)?\s+to|seeks|would\s+like\s+to\s+(?:hear|invite|commission|appoint)|"
    r"intends\s+to\s+(?:procure|award|appoint|commission)|requires\s+(?:a|an|the))\b"
)
MEANS = re.compile(
    rf"[“\"‘'](?:[Tt]he\s+)?{ROLE}[”\"’'](?:\s+or\s+[^,]{{1,30}})?,?\s+(?:means|shall\s+mean|is)\s+(?:the\s+)?{CALLED}"
)
BEHALF = re.compile(rf"\bon\s+behalf\s+of\s+(?:the\s+)?{CALLED}")
BODY = re.compile(
    r"\b(?:council|authority|trust|department|agency|university|ministry|administration)\b"
    r"|\b(?:state|city|county|town|government) of\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"[«{\[<_]|\bXX+\b|\binsert\b|\bTBC\b", re.IGNORECASE)
UNFINISHED = re.compile(r"\b(?:for|of|the|and|to|in|by|name|address|number|telephone|e-?mail)\W*$", re.IGNORECASE)
FOR = re.compile(
    r"(?:^|\b(?:for|of)\s+(?:the\s+)?)(?:provision|supply|delivery|appointment)\s+of\s+(?P<name>\S.*)$"
    r"|\bfor\s+(?P<plain>\S.*)$|^[\s)]*[:–—-]\s*(?P<behind>\S.*)$",
    re.IGNORECASE,
)
OPENS = re.compile(r"(?:contract|tender|procurement|commission)\b|(?=for\s)", re.IGNORECASE)
ASKED_FOR = re.compile(
    r"\b(?:invit|seek|request|ask)\w*\s+(?:\w+\s+)?(?:tenders|bids|quotations|quotes|proposals)\s+for\s+(?:the\s+)?"
    r"(?:provision\s+of\s+)?(?:the\s+|an?\s+)?(?P<name>[A-Z][^.,;:()]{7,90})"
)
ARTICLE = re.compile(r"^(?:the|an?)\s+(?=[A-Z])")
TOLD = re.compile(r"\W*(?:reminder|note|important|click|please|warning)\b", re.IGNORECASE)
TITLE_LABEL = re.compile(r"^(?:re|subject)\s*:\s*", re.IGNORECASE)
BODY_WORDS = 8
BARE_CODE = re.compile(r"(?<![\w/.-])(?P<value>[A-Z]{2,8}(?:[-/][A-Z0-9]+)*[-/]?\d{2,}(?:[-/][A-Z0-9]+)*)(?![\w/-])")
CODE_DIGITS = 4
LOOSE_END = re.compile(r"(?:\s+(?:of|and|for|the|in|on|&))+$")
SPEAKING: frozenset[DocumentKind] = frozenset({"instructions", "specification", "other"})


@dataclass(frozen=True)
class Names:
    title: str = ""
    buyer: str = ""
    reference: str = ""


def find_names(layout: Layout) -> Names:
    """Return what the pack calls itself: what labels say first, then what stands on the first page.

    A document that gives itself no name goes by its title as it stands, a template's last of all.
    """
    pairs = [(page.kind, *pair) for page in _in_order(layout) for pair in _pairs(page)]
    title = _labelled(pairs, "title", _is_title) or _titled(layout) or _cover_title(layout)
    title = title or _said_title(layout) or _as_it_stands(layout)
    buyer = _labelled(pairs, "buyer", _is_organisation) or _said_buyer(layout) or _cover_buyer(layout)
    buyer = "" if buyer == title else _without_address(buyer)
    reference = _labelled(pairs, "reference", _is_reference) or _inline_reference(layout) or _running_code(layout)
    return Names(ARTICLE.sub("", title), re.sub(r"^The\s+", "", buyer), reference)


def _labelled(pairs: Sequence[tuple[DocumentKind, str, str]], name: str, fits: Callable[[str], bool]) -> str:
    """Return the value that stands beside a label, the one given most often and first."""
    found: Counter[str] = Counter()
    for kind, label, value in pairs:
        if pattern("names", name).fullmatch(label):
            plain = _plain(value).strip(" .;")
            if fits(plain):
                found[plain] += 2 if kind == "instructions" else 1
    return found.most_common(1)[0][0] if found else ""


def _plain(text: str) -> str:
    return tidy(MARKUP.sub(lambda match: match.group(1) or "", text)).strip("*#_=\\ ")


def _in_order(layout: Layout) -> Iterator[Page]:
    """Return the pages, those that may name the tender only; instructions first."""
    kept = [page for page in layout.pages if page.kind not in {"contract", "pricing", "clarification"}] or list(
        layout.pages
    )
    yield from sorted(kept, key=lambda page: page.kind != "instructions")


def _pairs(page: Page) -> Iterator[tuple[str, str]]:
    """Return labels with their values: two cells of a row in the first tables, and lines `Label: value`.

    A label may stand on a line of its own, above its value.
    """
    tables = lines = 0
    above = ""
    for element in page.elements:
        if isinstance(element, Table):
            tables += 1
            if tables <= TABLES:
                yield from (
                    (row[0].text.strip(" :*?"), row[1].text) for row in element.rows if len(row) == 2 and row[1].text
                )
        elif element.text.strip():
            lines += 1
            if lines <= LINES:
                yield from _pairs_of_line(element.text, above)
                above = _plain(element.text)


def _pairs_of_line(text: str, above: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"\s\\\s|\s\|\s", text):
        match = LABELLED.match(part)
        if match and len(match["value"].split()) <= VALUE_WORDS:
            yield match["label"].strip(" *_"), match["value"]
    if above.endswith(":") and len(above.split()) <= LABEL_WORDS and len(text.split()) <= VALUE_WORDS:
        yield above.strip(" :*?"), text


def _is_title(text: str) -> bool:
    return (
        bool(2 <= len(text.split()) <= TITLE_WORDS)
        and not PLACEHOLDER.search(text)
        and not _generic(text)
        and not text.endswith("?")
        and not GREETING.match(text)
        and not TOLD.match(text)
        and not UNFINISHED.search(text)
        and not _is_body(text)
    )


def _is_organisation(text: str) -> bool:
    if (
        pattern("names", "buyer").fullmatch(text)
        or PLACEHOLDER.search(text)
        or not 1 < len(text.split()) <= 14
        or not text[:1].isupper()
        or "@" in text
    ):
        return False
    return bool(pattern("names", "organisation").search(text))


def _is_reference(text: str) -> bool:
    return bool(re.search(r"\d", text)) and len(text.split()) <= 6 and not PLACEHOLDER.search(text) and len(text) <= 40


def _is_body(text: str) -> bool:
    """Tell whether a line is the name of an organisation, with or without the kind of document it issues."""
    rest = tidy(pattern("names", "kinds").sub(" ", text)).strip(" -–—:")
    return bool(BODY.search(rest)) and len(rest.split()) <= BODY_WORDS and not re.search(r"\bfor\b|:", text)


def _generic(text: str) -> bool:
    """Tell whether a line only says what kind of document it heads."""
    rest = pattern("names", "kinds").sub("", text)
    return len(re.findall(r"[A-Za-z]{3,}", rest)) < 2


def _cover(page: Page) -> Iterator[Line]:
    """Return the first lines of a page, up to its table of contents."""
    kept = (
        line
        for line in takewhile(lambda line: not CONTENTS.fullmatch(line.text), page.body)
        if line.text.strip() and line.block.kind in {"heading", "paragraph"} and not SHEET.match(line.block.id)
    )
    yield from islice(kept, COVER)


def _titled(layout: Layout) -> str:
    """Return the title of a document that is a name by itself, or that says what its tender is for."""
    for page in _in_order(layout):
        text = TITLE_LABEL.sub("", _plain(page.document.title))
        if pattern("names", "parts").match(text) or page.kind not in {*SPEAKING, "clarification"}:
            continue
        name = _what_for(text)
        if name or (_is_title(text) and _is_name(text)):
            return name or _without_code(text)
    return ""


def _what_for(text: str) -> str:
    """Return what a line such as `Invitation to tender for the provision of X` is for, or nothing."""
    kind = pattern("names", "kinds").match(text) or OPENS.match(text)
    found = FOR.search(text[kind.end() :]) if kind else None
    name = (found["name"] or found["plain"] or found["behind"]).strip(" .") if found else ""
    return name if name and _is_title(name) else ""


def _without_code(text: str) -> str:
    head, _, rest = text.rpartition(": ")
    return head if head and len(rest.split()) == 1 and re.search(r"\d", rest) else text


def _cover_title(layout: Layout) -> str:
    """Return the first line of a cover that is a name: with capitals, no sentence, not the kind of document."""
    for page in _in_order(layout):
        for line in _cover(page):
            text = _plain(line.text)
            labelled = LABELLED.match(text)
            if labelled and (pattern("names", "other_labels").fullmatch(labelled["label"]) or DATE.search(text)):
                continue
            named = bool(
                labelled and pattern("names", "kinds").search(labelled["label"]) and _generic(labelled["label"])
            )
            text = labelled["value"] if labelled and named else _what_for(text) or text
            if _is_title(text) and (named or _is_name(text)):
                return text
            if text.endswith(".") and len(text.split()) > TITLE_WORDS:
                break
    return ""


def _said_title(layout: Layout) -> str:
    """Return what the first sentences ask tenders for, where that is a name with capitals."""
    for page in _in_order(layout):
        for line in islice(page.body, LINES):
            found = ASKED_FOR.search(tidy(line.text))
            if found and _is_title(found["name"]) and _capital(found["name"]):
                return found["name"].strip()
    return ""


def _as_it_stands(layout: Layout) -> str:
    """Return the title of the first document that has one, else the kind of document its cover names."""
    pages = list(_in_order(layout))
    titles = [_plain(page.document.title).rstrip(" :") for page in pages]
    kinds = [
        text
        for page in pages
        for line in _cover(page)
        if len((text := _plain(line.text)).split()) <= BODY_WORDS
        and pattern("names", "kinds").search(text)
        and not DATE.search(text)
    ]
    fit = [text for text in (*titles, *(kinds if any(titles) else ())) if _may_stand(text) and not _is_body(text)]
    whole = [text for text in fit if not PLACEHOLDER.search(text)]
    return next(iter(whole or fit), "")


def _may_stand(text: str) -> bool:
    """Tell whether a title may name its document: not one word or number, a label, a sheet or a first heading."""
    plain = pattern("names", "no_title").sub("", re.sub(r"^[\W\d]+", "", text))
    return (
        len(re.split(r"[\s_-]+", text)) > 1
        and bool(re.search(r"[A-Za-z]{2}", plain))
        and not text.endswith(("*", "?", "."))
    )


def _is_name(text: str) -> bool:
    words = re.findall(WORD, text)
    if text.endswith((".", ";", ":")) or not _capital(text) or _is_place(text):
        return False
    return not (BODY.search(text) and len(words) <= BODY_WORDS and not re.search(r"\sfor\s|:", text))


def _capital(text: str) -> bool:
    """Tell whether at least half the words begin with a capital, as in a name."""
    words = re.findall(WORD, text)
    return sum(word[0].isupper() for word in words) * 2 >= len(words)


def _is_place(text: str) -> bool:
    """Tell whether a line is an address, a date or a contact."""
    if re.search(r"@|https?:|\b\d{5}\b|\b[A-Z]{1,2}\d{1,2}\s?\d[A-Z]{2}\b|^\d", text):
        return True
    return bool(re.search(r"\b20\d\d\b", text)) and (len(text.split()) < 3 or bool(DATE.search(text)))


def _said_buyer(layout: Layout) -> str:
    for found in (DEFINED, MEANS, INVITES, BEHALF):
        for page in _in_order(layout):
            if found is BEHALF and page.kind not in SPEAKING:
                continue
            for line in list(page.body)[:60]:
                match = found.search(tidy(line.text))
                name = LOOSE_END.sub("", re.sub(r"^The\s+", "", match["name"])).strip(" ,.") if match else ""
                if name and _is_organisation(name):
                    return name
    return ""


def _cover_buyer(layout: Layout) -> str:
    """Return the organisation that stands by itself on a cover, else in the pages' headers and footers."""
    pages = list(_in_order(layout))
    covers = (line.text for page in pages for line in _cover(page))
    running = (part for text in _running(pages) for part in re.split(r"\s[|–—-]\s|\t", text))
    return next((text for each in (*covers, *running) if _stands_alone(text := _plain(each))), "")


def _stands_alone(text: str) -> bool:
    return (
        _is_organisation(text)
        and len(text.split()) <= BODY_WORDS
        and not _is_place(text)
        and not re.search(r":|\bto\b", text, re.IGNORECASE)
        and not text.endswith(".")
        and not _generic(text)
        and _capital(text)
        and not pattern("names", "buyer").fullmatch(text)
    )


def _without_address(buyer: str) -> str:
    """Return the name of an organisation without the department or address that follows it."""
    head, _, rest = buyer.partition(",")
    return head if rest and _is_organisation(head) and BODY.search(head) and "and" not in rest.split()[:1] else buyer


def _running(pages: Sequence[Page]) -> Iterator[str]:
    return (line.text for page in pages for line in page.lines if line.block.kind in {"header", "footer"})


def _running_code(layout: Layout) -> str:
    """Return the one code that the headers and footers of the pages, or their titles, carry without a label."""
    pages = list(_in_order(layout))
    texts = [*_running(pages), *(page.document.title for page in pages)]
    codes = [match["value"] for text in texts for match in BARE_CODE.finditer(text)]
    found = Counter(
        each
        for each in codes
        if len(re.findall(r"\d", each)) >= CODE_DIGITS and not re.fullmatch(r"[A-Z]+20\d\d", each)
    )
    return found.most_common(1)[0][0] if len(found) == 1 else ""


def _inline_reference(layout: Layout) -> str:
    for page in _in_order(layout):
        for line in _cover(page):
            match = INLINE.search(line.text)
            if match and _is_reference(match["value"]):
                return match["value"].rstrip(".,;")
    return ""
