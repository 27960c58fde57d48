"""Where the sentences of a block begin and end. The one place that imports spaCy."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from assistant.extract.labelling.words import lists

LETTER_OR_DIGIT = re.compile(r"\w")
BULLET = re.compile(r"[•●▪◦■□–—*·o\-]\s+|\(?[a-z0-9]{1,4}[.)]\s", re.IGNORECASE)
LINE = re.compile(r"[^\r\n\v\f]+")
OPENING = re.compile(r"\s[(\[{“‘\s]*[(\[{“‘]$")
ENDED = re.compile(r"[.?!:;][\"'”’)\]]*\s*$")


def split(texts: Iterable[str]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Return, for each text, the spans of its sentences: in order, trimmed, together all its visible text."""
    kept = list(texts)
    lines = [(number, start, end) for number, text in enumerate(kept) for start, end in _lines(text)]
    spans: list[list[tuple[int, int]]] = [[] for _ in kept]
    docs = _english().pipe(kept[number][start:end] for number, start, end in lines)
    for (number, start, end), doc in zip(lines, docs, strict=True):
        for sentence in doc.sents:
            span = _trim(kept[number], start + sentence.start_char, min(end, start + sentence.end_char))
            if span:
                spans[number].append(span)
    return (tuple(_with_marks(kept[number], each)) for number, each in enumerate(spans))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _with_marks(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join a piece without letters or digits to the one before it, and what opens a bracket to what stands in it."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        opening = OPENING.search(text, *kept[-1]) if kept else None
        if opening and not text[opening.end() : start].strip():
            kept[-1], start = (kept[-1][0], opening.start()), opening.start() + 1
        if kept and not LETTER_OR_DIGIT.search(text, start, end):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    yield from kept


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of lines that stand apart; a line that a later one goes on with is joined to it."""
    joined: list[tuple[int, int]] = []
    for match in LINE.finditer(text):
        line = match.group().strip()
        if joined and _goes_on(text[joined[-1][0] : joined[-1][1]], line, text[joined[-1][1] : match.start()]):
            joined[-1] = (joined[-1][0], match.end())
        elif line:
            joined.append((match.start(), match.end()))
    return joined


def _goes_on(before: str, line: str, between: str) -> bool:
    if not line or ENDED.search(before) or BULLET.match(line) or between.count("\n") > 1:
        return not line
    return line[0].islower() or len(before.rsplit("\n", 1)[-1]) > 60


@cache
def _english() -> Any:
    with _without_torch():
        import spacy
        from spacy.language import Language

    if not Language.has_factory("consort_joins"):
        Language.component("consort_joins", func=_join)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("consort_joins")
    return nlp


@contextmanager
def _without_torch() -> Iterator[None]:
    """Keep spaCy's tensors from importing torch where it is found: two seconds, and tokens need none of it."""
    if "torch" in sys.modules:
        yield
        return
    modules: dict[str, Any] = dict.fromkeys(["torch"])
    sys.modules.update(modules)
    try:
        yield
    finally:
        del sys.modules["torch"]


def _join(doc: Any) -> Any:
    start = 0
    for token in doc[1:]:
        if token.is_sent_start or (token.text[:1].isupper() and doc[token.i - 1].text.endswith(".")):
            token.is_sent_start = not _must_not_break(doc, start, token.i)
            start = token.i if token.is_sent_start else start
    return doc


def _must_not_break(doc: Any, start: int, at: int) -> bool:
    """Tell whether the break before token `at` only follows an abbreviation, an initial or a number label."""
    text = doc[at].text
    end = at - 1
    while end > start and (doc[end].is_space or doc[end].is_right_punct or doc[end].is_quote):
        end -= 1
    if text[0].islower():
        return True
    if not doc[end].text.endswith("."):
        return False
    before = doc[end - 1] if doc[end].text == "." and end > start else doc[end]
    word = before.lower_.strip(".")
    if len(word) == 1 and before.text.isupper():
        return before.i == start or doc[before.i - 1].lower_ not in lists()["unsplit"]["lettered"]
    if word in lists()["unsplit"]["clock"] and doc[at].lower_ in lists()["unsplit"]["days"]:
        return True
    if word in lists()["unsplit"]["after"]:
        return not (word in lists()["unsplit"]["either"] and _sentence_like(doc, before.i, at))
    return _only_label(doc, start, end)


def _sentence_like(doc: Any, end: int, at: int) -> bool:
    """Tell whether what follows an abbreviation that may end a sentence looks like a new one."""
    if doc[end].lower_.strip(".") == "no":
        return not doc[at].like_num and not any(character.isdigit() for character in doc[at].text)
    return bool(doc[at].is_title)


def _only_label(doc: Any, start: int, end: int) -> bool:
    words = [token.lower_.strip(".") for token in doc[start : end + 1] if not token.is_punct and not token.is_space]
    if len(words) > 4:
        return False
    labels = lists()["unsplit"]["labels"]
    return all(any(c.isdigit() for c in word) or len(word) == 1 or word in labels for word in words)
