"""The title of a tender: what its documents are called, what its cover says, what its first sentences ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from assistant.extract.contract.cover import (
    BODY,
    BODY_WORDS,
    LABELLED,
    LINES,
    PLACEHOLDER,
    TITLE_WORDS,
    WORD,
    capital,
    cover,
    generic,
    in_order,
    is_body,
    is_organisation,
    is_place,
    is_title,
    labelled,
    pieces,
    plain,
)
from assistant.extract.dates.days import DATE
from assistant.extract.text.layout import Layout, tidy
from assistant.extract.text.lexicon import pattern
from assistant.records import DocumentKind

FOR = re.compile(
    r"(?:^|\b(?:for|of)\s+(?:the\s+)?)(?:provision|supply|delivery|appointment)\s+of\s+(?P<name>\S.*)$"
    r"|\bfor\s+(?P<plain>\S.*)$|^[\s)]*[:–—-]\s*(?P<behind>\S.*)$",
    re.IGNORECASE,
)
OPENS = re.compile(r"(?:contract|tender|procurement|commission)\b|(?=for\s)", re.IGNORECASE)
ASKED_FOR = re.compile(
    r"\b(?:invit|seek|request|ask)\w*\s+(?:\w+\s+)?(?:tenders|bids|quotations|quotes|proposals)\s+for\s+(?:the\s+)?"
    r"(?:provision\s+of\s+)?(?:the\s+|an?\s+)?(?:[\"“‘'](?P<quoted>[A-Z][^\"”’']{5,80})[\"”’']|(?P<name>[A-Z][^.,;:()]{7,90}))"
)
TITLE_LABEL = re.compile(r"^(?:re|subject)\s*:\s*", re.IGNORECASE)
SPEAKING: frozenset[DocumentKind] = frozenset({"instructions", "specification", "other"})
AROUND, FEW = 3, 2
ARTICLE = re.compile(r"^(?:the|an?)\s+(?=[A-Z])")
READERS = re.compile(
    r"^(?:(?:our|all|the)\s+)?(?:tenderers?|bidders?|suppliers?|applicants?|consultants?|providers?|contractors?|offerors?|artists?)"
    r"\s*(?:\([^()]*\))?\s*(?:$|[:–—-]\s+)",
    re.IGNORECASE,
)
"""Those for whom a document is, as in `Brief for consultants: ...`: what follows is what it is about."""
CODE = re.compile(r"^\s*(?:(?:no|number|ref)\b\.?\s*)?[:#]?\s*(?=[\w/.-]*\d)[\w/.-]{3,}(?=\s*[:–—-]\s)", re.IGNORECASE)
REFERENCE = re.compile(
    r"[\s,(–-]*\b(?:ref|reference)\b\.?(?:\s+(?:no|number)\b\.?)?\s*:?\s*\S*\d\S*\)?$", re.IGNORECASE
)


def find_title(layout: Layout, pairs: Sequence[tuple[DocumentKind, str, str]], buyer: str = "") -> str:
    """Return the title: what a label gives, else what documents and covers call themselves, else what is asked for.

    `buyer` is a name that is known to be the buyer's.
    """
    given = labelled(pairs, "title", is_title)
    title = (what_for(given) or given) or titled(layout, buyer) or said_title(layout, quoted=True)
    title = title or cover_title(layout, buyer) or said_title(layout) or _beside_the_kind(layout, buyer)
    return ARTICLE.sub("", REFERENCE.sub("", title or as_it_stands(layout)))


def titled(layout: Layout, buyer: str = "") -> str:
    """Return the title of a document that is a name by itself, or that says what its tender is for."""
    for page in in_order(layout):
        text = TITLE_LABEL.sub("", plain(page.document.title))
        if pattern("names", "parts").match(text) or page.kind not in {*SPEAKING, "clarification"}:
            continue
        name = what_for(text)
        if name or (is_title(text) and _is_name(text) and not _same(text, buyer)):
            return name or _without_code(text)
    return ""


def what_for(text: str) -> str:
    """Return what a line such as `Invitation to tender for the provision of X` is for, or nothing."""
    kind = pattern("names", "kinds").match(text) or OPENS.match(text)
    found = FOR.search(CODE.sub("", text[kind.end() :])) if kind else None
    name = (found["name"] or found["plain"] or found["behind"]).strip(" .") if found else ""
    name = READERS.sub("", name)
    return name if name and is_title(name) else ""


def _without_code(text: str) -> str:
    head, _, rest = text.rpartition(": ")
    return head if head and len(rest.split()) == 1 and re.search(r"\d", rest) else text


def cover_title(layout: Layout, buyer: str = "") -> str:
    """Return the first line of a cover that is a name: with capitals, no sentence, not the kind of document."""
    for page in in_order(layout):
        above = [plain(line.text) for line in islice(cover(page), 2)]
        if len(above) > 1 and is_organisation(above[0]) and (name := what_for(above[1])):
            return name
        for line in cover(page):
            text = REFERENCE.sub("", plain(line.text))
            labelled = LABELLED.match(text)
            if labelled and (pattern("names", "other_labels").fullmatch(labelled["label"]) or DATE.search(text)):
                continue
            named = bool(
                labelled and pattern("names", "kinds").search(labelled["label"]) and generic(labelled["label"])
            )
            asked = "" if named else what_for(text)
            text = labelled["value"] if labelled and named else asked or text
            named = named or (bool(asked) and line.block.kind == "heading")
            parts = [text] if named else [text, *pieces(text)[1:]]
            name = next(
                (each for each in parts if is_title(each) and (named or _is_name(each)) and not _same(each, buyer)), ""
            )
            if name:
                return name
            if text.endswith(".") and len(text.split()) > TITLE_WORDS:
                break
    return ""


def said_title(layout: Layout, *, quoted: bool = False) -> str:
    """Return what the first sentences ask tenders for, where that is a name with capitals."""
    for page in in_order(layout):
        for line in islice(page.body, LINES):
            found = ASKED_FOR.search(tidy(line.text))
            name = (found["quoted"] or ("" if quoted else found["name"]) or "").strip() if found else ""
            if name and is_title(name) and capital(name):
                return name
    return ""


def _beside_the_kind(layout: Layout, buyer: str) -> str:
    """Return the line of a cover that stands among its buyer and the kind of document, though it has no capitals."""
    for page in in_order(layout):
        lines = [plain(line.text) for line in islice(cover(page), AROUND)]
        fit = [text for text in lines if is_title(text) and not _is_name(text) and not _same(text, buyer)]
        told = [text for text in lines if _same(text, buyer) or generic(text) or pattern("names", "kinds").match(text)]
        fit = [
            text for text in fit if len(text.split()) > FEW and not text.endswith((".", ":", ";")) and text not in told
        ]
        if told and len(fit) == 1 and len(lines) == AROUND and fit[0][:1].isupper() and not is_place(fit[0]):
            return fit[0]
    return ""


def _same(text: str, buyer: str) -> bool:
    return bool(buyer) and re.sub(r"^the\s+", "", text.lower()) == buyer.lower()


def as_it_stands(layout: Layout) -> str:
    """Return the title of the first document that has one, else the kind of document its cover names."""
    pages = list(in_order(layout))
    titles = [plain(page.document.title).rstrip(" :") for page in pages]
    kinds = [
        text
        for page in pages
        for line in cover(page)
        if len((text := plain(line.text)).split()) <= BODY_WORDS
        and pattern("names", "kinds").search(text)
        and not DATE.search(text)
    ]
    fit = [text for text in (*titles, *(kinds if any(titles) else ())) if _may_stand(text) and not is_body(text)]
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
    head = text.partition(": ")[0]
    named = capital(text) or (len(head.split()) > 1 and capital(head) and not generic(head))
    if text.endswith((".", ";", ":")) or not named or is_place(text):
        return False
    return not (BODY.search(text) and len(words) <= BODY_WORDS and not re.search(r"\sfor\s|:", text))
