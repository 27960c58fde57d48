"""One page of a PDF taken out of the file: its lines and tables, what is pinned on it, hidden on it, or a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.read.pdf.forms import Pinned, pinned_on
from assistant.read.pdf.lines import Line, lines_of
from assistant.read.pdf.page import Box, Drawing, drawn, view_of
from assistant.read.pdf.tables import Table, tables_of
from assistant.read.pdf.text import Word, words_of

_SCANNED = 0.5  # of a page's area: a picture that covers more, where there is no text, is the page itself
_COVERED = 0.8  # of it: the text under or over such a picture is what a machine recognised in it
_STAMPED = 12  # words that a scanner or a signing service may have put on such a page
_SHAPES = 300  # drawings on a page without any text: its letters may be among them
_MARK = 5.0  # of the type's size: how wide the number of a clause is, and how far from its text
_ODD = 0.3  # of a page's letters: more that stand for nothing known, and it cannot be read


@dataclass(slots=True)
class Sheet:
    """A page, by its number from 1. `hidden` are words with how they are hidden; `unread` what it has besides text.

    `scanned` is true where it is a picture of text, `recognised` where a machine has read that picture.
    """

    number: int
    height: float = 0.0
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pinned: Pinned = field(default_factory=Pinned)
    hidden: dict[str, str] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)
    scanned: bool = False
    recognised: bool = False
    characters: int = 0


def sheet_of(pdf: Any, number: int) -> Sheet:
    """Read one page and close it again."""
    page = pdf[number - 1]
    try:
        view = view_of(page)
        drawing = drawn(page, view)
        textpage = page.get_textpage()
        try:
            words = list(words_of(textpage, drawing))
        finally:
            textpage.close()
        sheet = Sheet(number, view.height, pinned=pinned_on(pdf, page, view))
    finally:
        page.close()
    sheet.characters = sum(len(word.text) for word in words)
    _look(sheet, drawing, words)
    words = _recognised(sheet, drawing, words)
    _fill(sheet, drawing, words)
    return sheet


def _look(sheet: Sheet, drawing: Drawing, words: list[Word]) -> None:
    """Note what there is besides text."""
    pictures = drawing.pictures
    seen = sum(not word.hidden for word in words)
    covered = _covered(drawing, pictures)
    sheet.scanned = (seen == 0 and covered >= _SCANNED) or (seen <= _STAMPED and covered >= _COVERED)
    if not words and not pictures and len(drawing.rules) + len(drawing.shapes) + drawing.segments > _SHAPES:
        sheet.unread.append(("drawing", "it has no text: its letters, if any, are drawn as shapes"))
    odd = sum(sum(not each.isprintable() or each == "\ufffd" for each in word.text) for word in words)
    if odd > _ODD * max(sheet.characters, 1):
        sheet.unread.append(("text", "its letters are coded in a way that only the page's fonts know"))


def _covered(drawing: Drawing, boxes: Iterable[Box]) -> float:
    """Return the share of the page that pictures cover; strips of one picture are summed up."""
    view, area = drawing.view, 0.0
    for left, top, right, bottom in boxes:
        wide, high = min(right, view.width) - max(left, 0), min(bottom, view.height) - max(top, 0)
        area += max(wide, 0) * max(high, 0)
    return area / max(view.width * view.height, 1.0)


def _recognised(sheet: Sheet, drawing: Drawing, words: list[Word]) -> list[Word]:
    """Return the words, those shown that a machine has recognised in a picture of the page."""
    big = [each for each in drawing.shapes if each.picture and _covered(drawing, [each.box]) >= _COVERED]
    unseen = sum(word.hidden == "invisible" for word in words)
    layer = unseen > len(words) / 2 and (bool(big) or _covered(drawing, drawing.pictures) >= _COVERED)
    under = bool(words) and any(each.z > drawing.last_text for each in big)
    if not (layer or under):
        return words
    sheet.recognised, sheet.scanned = True, False
    return [word._replace(hidden="") if word.hidden == "invisible" else word for word in words]


def _fill(sheet: Sheet, drawing: Drawing, words: list[Word]) -> None:
    """Put the words where they belong: in a cell, on a line, among what is hidden, or, if they stand askew, aside."""
    sheet.tables = tables_of(drawing)
    hidden: dict[str, list[str]] = {}
    for word in words:
        if word.hidden:
            hidden.setdefault(word.hidden, []).append(word.text)
    sheet.hidden = {how: " ".join(each) for how, each in hidden.items()}
    shown = [word for word in [*words, *sheet.pinned.fields] if not word.hidden]
    shown = [word for word in shown if not any(table.take(word) for table in sheet.tables)]
    turned: dict[int, list[Word]] = {}
    for word in shown:
        if word.turn:
            turned.setdefault(word.turn, []).append(word)
    lines = lines_of(word for word in shown if word.text and not word.turn)
    sheet.lines = [*lines, *(_on_line(each, lines) for word in shown if not word.text for each in lines_of([word]))]
    sheet.lines += [_askew(each, sheet.height) for each in turned.values()]
    _mark(sheet, drawing.pictures)


def _mark(sheet: Sheet, pictures: Sequence[Box]) -> None:
    """Put marks that are drawn before the lines they stand at, and note the other pictures."""
    marks = _drawn_marks(sheet.lines, pictures)
    sheet.lines += marks
    if marks:
        sheet.unread.append((_many(len(marks), "drawn mark"), "the numbers or bullets of paragraphs are pictures"))
    if len(pictures) > len(marks) and not sheet.scanned:
        sheet.unread.append((_many(len(pictures) - len(marks), "image"), "pictures are not read"))


def _on_line(blank: Line, lines: Sequence[Line]) -> Line:
    """Return an empty field on the line beside which it is drawn, if there is one."""
    beside = [line for line in lines if line.top < blank.base and blank.top < line.base]
    nearest = min(beside, key=lambda line: abs(line.base - blank.base), default=None)
    return blank if nearest is None else replace(blank, base=nearest.base, size=nearest.size)


def _many(count: int, what: str) -> str:
    return what if count == 1 else f"{count} {what}s"


def _drawn_marks(lines: Sequence[Line], pictures: Iterable[Box]) -> list[Line]:
    """Return a bullet for each little picture that stands where the number or the bullet of a line would."""
    found = []
    for left, top, right, bottom in pictures:
        beside = [line for line in lines if line.top < (top + bottom) / 2 < line.base + 0.2 * line.size]
        first = min(beside, key=lambda line: line.x0, default=None)
        if first is None or bottom - top > 1.6 * first.size or not 0 <= first.x0 - right < _MARK * first.size:
            continue
        if right - left < _MARK * first.size:
            found.append(Line("\u2022", left, right, first.base, first.size, first.bold, right - left, right))
    return found


def _askew(words: list[Word], height: float) -> Line:
    """Return words that stand upright or aslant as a line at the foot of the page."""
    word = words[0]._replace(text=" ".join(each.text for each in words), base=height, x0=0.0, x1=1.0)
    return lines_of([word])[0]
