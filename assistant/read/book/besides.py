"""What lies on a workbook's sheets besides cells: text boxes and reviewers' comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.read.blocks import clean
from assistant.read.book.grid import address
from assistant.read.word.wordml import branch, name_of

if TYPE_CHECKING:
    from lxml import etree


@dataclass(frozen=True)
class Besides:
    """The paragraphs of each text box of a sheet, and its comments, each with the row and column of its cell."""

    boxes: tuple[list[str], ...] = ()
    comments: tuple[tuple[tuple[int, int], str], ...] = ()


def text_boxes(drawings: Iterable[etree._Element]) -> Iterator[list[str]]:
    """Yield the paragraphs of each text box and shape, in the order of the drawings."""
    for drawing in drawings:
        for body in _bodies(drawing):
            said = [clean("".join(_texts(each))) for each in body if local_name(each) == "p"]
            if any(said):
                yield [each for each in said if each]


def _bodies(element: etree._Element) -> Iterator[etree._Element]:
    """Yield what holds the text of shapes, of alternatives only one."""
    for each in element:
        if name_of(each) == "mc:AlternateContent":
            yield from _bodies(branch(each))
        elif local_name(each) == "txBody":
            yield each
        else:
            yield from _bodies(each)


def _texts(paragraph: etree._Element) -> Iterator[str]:
    for each in paragraph.iter("{*}t", "{*}br"):
        yield " " if local_name(each) == "br" else each.text or ""


def comments(
    threads: Iterable[etree._Element], notes: Iterable[etree._Element]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the comments in threads, then the notes that no thread repeats."""
    threaded: dict[tuple[int, int], list[str]] = {}
    for part in threads:
        for each in part.iter("{*}threadedComment"):
            if at := address(each.get("ref")):
                threaded.setdefault(at, []).append(clean(each.findtext("{*}text") or ""))
    yield from ((at, " ".join(said)) for at, said in threaded.items())
    for part in notes:
        for each in part.iter("{*}comment"):
            if (at := address(each.get("ref"))) and at not in threaded:
                yield at, clean("".join(inner.text or "" for inner in each.iter("{*}t")))


def local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
