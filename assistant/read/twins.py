"""Documents of a pack that say the same in two formats, or twice under two names: told, and one of them used.

Two versions of a document are not the same: what an amendment changes may be one weight or one date. So beside
sharing nearly all its words, a twin may not have another word or another figure between the same words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from assistant.records import Document

SAME = 0.9  # share of its runs of words that each of two twins has from the other
NEAR = 0.8  # share from which two documents are told to be nearly the same
RUN = 3  # words
LEAST = 30  # words, with fewer two documents are the same only to the byte
_COMMON = 20  # documents: a run of words that stands in more of them is everybody's
_ASIDE = {"header", "footer", "comment"}
_TOKEN = re.compile(r"[£$€]?\d(?:[\d.,:]*\d)?%?|[^\W\d_]+")
_SPACED = re.compile(r"(?<=\d)\s+(?=%)|(?<=[£$€])\s+(?=\d)")
_REFERS = re.compile(r"(?:paragraph|clause|section|schedule|annex|appendix|part|page|table|figure|item|note)s?")
_NEGATES = {"not", "no", "never", "nor"}
_BETTER = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".xlsx", ".xlsm", ".ods"), 0),
    **dict.fromkeys((".doc", ".rtf", ".xls", ".xlsb"), 1),
    **dict.fromkeys((".html", ".htm", ".md", ".markdown", ".txt"), 2),
}


@dataclass(frozen=True)
class _Words:
    """The words and figures of one document in order."""

    document: Document
    tokens: tuple[str, ...]

    @cached_property
    def letters(self) -> tuple[str, ...]:
        return tuple(each for each in self.tokens if each[0].isalpha())

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        return frozenset(zip(*(self.letters[at:] for at in range(RUN)), strict=False))

    @cached_property
    def strong(self) -> frozenset[str]:
        """Sums of money and percentages."""
        return frozenset(_plain(each) for each in self.tokens if each[0] in "£$€" or each.endswith("%"))

    @cached_property
    def between(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """What stands between two words and two others, where these four stand in this way only once."""
        return _once(self.letters)

    @cached_property
    def figures(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The figures between two words and two others; not where they number a clause or refer to one."""
        found: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        words: list[str] = ["", ""]
        held: list[list[str]] = [[], []]
        for each in self.tokens:
            if each[0].isalpha():
                words.append(each)
                held.append([])
            elif not _REFERS.fullmatch(words[-1]) and (each.count(".") == 0 or each[0] in "£$€" or each[-1] == "%"):
                held[-1].append(_plain(each))
        for at in range(2, len(words) - 2):
            found[tuple(words[at - 1 : at + 3])].append(tuple(held[at]))
        return {key: values[0] for key, values in found.items() if len(values) == 1}


def mark_twins(documents: Sequence[Document]) -> list[Document]:
    """Return the documents in their order, those that repeat another one with its name in `same_as`.

    Of twins a Word or Excel file is kept before a web page or a text, and these before a PDF. Documents that are
    nearly the same are both kept, and each is told of the other.
    """
    if len(documents) < 2:
        return list(documents)
    said = {document.name: _words(document) for document in documents}
    ranked = sorted(documents, key=lambda each: (_BETTER.get(_suffix(each), 3), len(each.name), each.name))
    pool = _Pool()
    same: dict[str, str] = {}
    near: dict[str, list[str]] = defaultdict(list)
    for document in ranked:
        mine = said[document.name]
        twin = pool.copy_of(mine)
        for other in () if twin else pool.alike(mine):
            if _same(mine, other):
                twin = other
                break
            near[document.name].append(other.document.name)
            near[other.document.name].append(document.name)
        if twin:
            same[document.name] = twin.document.name
        else:
            pool.add(mine)
    return [_told(each, same.get(each.name), near[each.name]) for each in documents]


@dataclass
class _Pool:
    """The documents that are kept so far, and which runs of words stand in which."""

    kept: list[_Words] = field(default_factory=list)
    where: dict[tuple[str, ...], list[int]] = field(default_factory=lambda: defaultdict(list))
    exact: dict[object, _Words] = field(default_factory=dict)

    def add(self, words: _Words) -> None:
        for run in words.runs:
            self.where[run].append(len(self.kept))
        self.kept.append(words)
        for key in _keys(words):
            self.exact.setdefault(key, words)

    def copy_of(self, words: _Words) -> _Words | None:
        """Return the document of the same bytes, or of the same words and figures throughout."""
        return next((self.exact[key] for key in _keys(words) if key in self.exact), None)

    def alike(self, words: _Words) -> Iterator[_Words]:
        """Yield the documents that share most of their runs of words with this one, the nearest first."""
        if len(words.letters) < LEAST:
            return
        shared: Counter[int] = Counter()
        for run in words.runs:
            listed = self.where.get(run, ())
            if len(listed) <= _COMMON:
                shared.update(listed)
        for at, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:_COMMON]:
            if _share(words, self.kept[at]) >= NEAR:
                yield self.kept[at]


def _words(document: Document) -> _Words:
    return _Words(document, _tokens(each.text for each in document.blocks if each.visible and each.kind not in _ASIDE))


def _tokens(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(_SPACED.sub("", " \n ".join(texts).lower())))


def _keys(words: _Words) -> Iterator[object]:
    """Yield what two copies have in common: the bytes of the file, or all words, figures and clause numbers.

    Headers and footers count here: two forms may differ only in the lot that is named there.
    """
    if words.document.sha256:
        yield words.document.sha256
    if len(words.letters) >= LEAST:
        shown = [each for each in words.document.blocks if each.visible and each.text]
        yield _tokens(f"{each.number or ''} {each.text}" for each in shown)


def _share(one: _Words, other: _Words) -> float:
    return len(one.runs & other.runs) / max(len(one.runs), len(other.runs), 1)


def _same(one: _Words, other: _Words) -> bool:
    """Return whether two documents in different formats say the same, to the figure."""
    if _suffix(one.document) == _suffix(other.document) or _share(one, other) < SAME:
        return False
    return one.strong == other.strong and not any(_changes(one, other))


def _changes(one: _Words, other: _Words) -> Iterator[bool]:
    for key, mine in one.between.items():
        theirs = other.between.get(key)
        if theirs is not None and mine != theirs:
            yield len(mine) == len(theirs) or set(mine) ^ set(theirs) <= _NEGATES
    for key, mine in one.figures.items():
        theirs = other.figures.get(key)
        if theirs is not None:
            yield not (set(mine) <= set(theirs) or set(theirs) <= set(mine))


def _once(words: Sequence[str]) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    twice: set[tuple[str, ...]] = set()
    for gap in range(3):
        for at in range(len(words) - gap - 3):
            key = (*words[at : at + 2], *words[at + 2 + gap : at + 4 + gap])
            if key in found:
                twice.add(key)
            found[key] = tuple(words[at + 2 : at + 2 + gap])
    return {key: value for key, value in found.items() if key not in twice}


def _plain(figure: str) -> str:
    """Return a figure in one spelling: `£1,000.00` as `£1000`."""
    sign, rest = (figure[0], figure[1:]) if figure[0] in "£$€" else ("", figure)
    rest, percent = (rest[:-1], "%") if rest.endswith("%") else (rest, "")
    rest = rest.replace(",", "")
    return sign + (re.sub(r"\.?0+$", "", rest) if "." in rest else rest) + percent


def _suffix(document: Document) -> str:
    return PurePosixPath(document.name).suffix.lower()


def _told(document: Document, same: str | None, near: Sequence[str]) -> Document:
    if same:
        warning = f"It says the same as {same}, which is used instead."
        return document.model_copy(update={"same_as": same, "warnings": (*document.warnings, warning)})
    if not near:
        return document
    warnings = [f"It is nearly the same as {each}: check which of the two holds." for each in near]
    return document.model_copy(update={"warnings": (*document.warnings, *warnings)})
