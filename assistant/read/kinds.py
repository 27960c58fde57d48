"""What a document is for and what it is called, from its name, its headings and the words it uses most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile
from pathlib import PurePosixPath

from assistant.read.cues import KINDS
from assistant.read.matrix import number_rows
from assistant.read.outline import Heading
from assistant.records import Block, Document, DocumentKind

COVER = 25  # blocks in which a title is looked for
SAMPLE, CHARACTERS = 500, 200_000  # blocks, and characters in them, from which a kind is told
_CONTENTS = re.compile(r"(?:table of )?contents|index", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_LEAST = 0.3
_EDGES = {"header", "footer", "footnote", "comment"}
_DEAR = re.compile(r"dear\b[^.?!]{0,60}$", re.IGNORECASE)
_BLANK = re.compile(r"_{4,}|\.{8,}|…{3,}|[☐☒□]|\[\s*\]")
LINES, HEADING = 8, 15  # lines of a cover that say what it is, and words in such a line at most
_BELOW = 1.5  # what a cue in another heading of the cover counts
_LETTER = 3.0  # what it counts that a text greets somebody, or that its name is that of a folder's own notes
_HEADLINE = 3.0  # what a cue in the title or the file's name counts, against at most 1 for a cue in the text


def described(document: Document, headings: Sequence[Heading] = (), given: str = "") -> Document:
    """Return the document with its title, its kind, and the references of what its tables list.

    `given` is the title that its file's properties name.
    """
    titled = next((each.text for each in headings if each.titled), "")
    head, rest = (titled, "") if titled else _headline(document, headings)
    head = head or given or _first_line(document)
    title = f"{head}: {rest}" if rest else head
    blocks = tuple(number_rows(document.blocks))
    return document.model_copy(update={"title": title, "kind": choose_kind(document, head), "blocks": blocks})


def _headline(document: Document, headings: Sequence[Heading]) -> tuple[str, str]:
    """Return what a document without a styled title calls itself on its first page, in up to two lines.

    Of the headings there it is one without a number that shares words with the file's name, of several the largest;
    the heading right below it belongs to it if it shares another such word.
    """
    shown = [block.id for block in document.blocks if block.visible]
    place = {block: at for at, block in enumerate(shown[:COVER])}
    first = list(takewhile(lambda each: not _CONTENTS.fullmatch(each.text), headings))
    first = [each for each in first if each.block in place]
    if not first:
        return "", ""
    called = {each for each in _words(PurePosixPath(document.name).stem) if len(each) > 1 or each.isdigit()}
    shared = [called & set(_words(each.text)) for each in first]

    def rank(at: int) -> tuple[bool, int, int]:
        return len(shared[at]) > 1 and not first[at].text[0].isdigit(), first[at].size, len(shared[at])

    best = max(range(len(first)), key=rank)
    below = best + 1
    if below == len(first) or place[first[below].block] != place[first[best].block] + 1:
        return first[best].text, ""
    goes_on = shared[below] - shared[best] and not first[below].text[0].isdigit()
    return first[best].text, first[below].text if goes_on else ""


def _first_line(document: Document) -> str:
    lines = (block.text for block in document.blocks if block.visible and block.kind not in _EDGES)
    return next((each for each in lines if 0 < len(each.split()) <= 15), "")


def choose_kind(document: Document, title: str) -> DocumentKind:
    """Return the kind that most speaks for: title and file name first, then what heads the cover, then the text."""
    shown = list(islice((block for block in document.blocks if block.visible and block.kind not in _EDGES), SAMPLE))
    stem = " ".join(_words(PurePosixPath(document.name).stem))
    cover = [" ".join(_words(each.text)) for each in [each for each in shown if each.text][:LINES] if _short(each)]
    text = "\n".join(block.text for block in shown)[:CHARACTERS]
    words = len(text.split())
    scores: dict[DocumentKind, float] = {}
    for kind, cues in KINDS.items():
        headline = _last(cues.title, " ".join(_words(title))) + _last(cues.title, stem)
        below = max((_last(cues.title, each) for each in cover), default=0.0)
        scores[kind] = _HEADLINE * headline + _BELOW * below + _share(cues.text, text, words)
    scores["response_form"] += _to_fill_in(shown)
    scores["other"] += _LETTER * (_is_letter(shown) or stem.endswith("readme"))
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= _LEAST else "other"


def _is_letter(shown: Sequence[Block]) -> bool:
    return any(_DEAR.match(block.text) for block in shown[:COVER])


def _short(block: Block) -> bool:
    return block.kind == "heading" and len(block.text.split()) <= HEADING


def _to_fill_in(shown: Sequence[Block]) -> float:
    """Return how much of a document waits to be filled in: 1 where a third of its cells and lines do, or more."""
    places = sum(not block.text or bool(_BLANK.search(block.text)) or block.kind == "field" for block in shown)
    return min(1.0, 3 * places / max(len(shown), 10))


def _last(cue: re.Pattern[str], text: str) -> float:
    """Return how much a cue in a title counts, from 0 to 1: the nearer to its end the more, where the noun stands."""
    found = [match.end() for match in cue.finditer(text)]
    return 0.5 + 0.5 * found[-1] / len(text) if found else 0.0


def _share(cue: re.Pattern[str], text: str, words: int) -> float:
    """Return how thick the cues stand in the text: 1 for one in every 25 words or more."""
    return min(1.0, 25 * len(cue.findall(text)) / max(words, 100))


def _words(text: str) -> list[str]:
    return [each.lower() for each in _WORD.findall(text)]
