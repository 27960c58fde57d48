"""Questions that stand one below the other: in headings and paragraphs, or in a table of their own each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.extract.criteria.paired import pairs
from assistant.extract.criteria.weights import bare_weight
from assistant.extract.questions.asking import LETTER, POLITE, asking_words, opening, parted
from assistant.extract.questions.columns import Asked
from assistant.extract.questions.items import by_items, own_weight, sends, several
from assistant.extract.questions.limits import (
    SENTENCE_END,
    find_limit,
    is_only_limit,
    limit_of_cell,
    over_of,
    without_sizes,
    words_besides_limit,
)
from assistant.extract.text.layout import ENUMERATOR, Line, tidy
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import numbered, plain_numbered
from assistant.extract.text.phrasing import plain

SECTION = re.compile(r"^(?:sec(?:tion)?\.?\s*)?(?P<number>\d+(?:\.\d+)+|\d+)[.)]?\s+(?=\S)", re.IGNORECASE)
BRACKETS = re.compile(
    r"\s*[(\[][^()\[\]]*(?:%|words?|pages?|sides?|marks?|points?|limit\w*|characters?)[^()\[\]]*[)\]]", re.IGNORECASE
)
NOTE = re.compile(r"^\s*(?:\{[^{}]*\}|\[[^\[\]]*\]|«[^«»]*»|<[^<>]*>)\W*$")
SPOKEN_TO = re.compile(r"\bplease\b|\byour?\b", re.IGNORECASE)
TO_SEND_IN = {"other", "instructions", "specification"}
CALLED = re.compile(r"^\W*(?:question|method\s+statement|Q\s?\d|MS\s?\d|SV\s?\d|tab)\b", re.IGNORECASE)
EDGES = {"header", "footer", "comment", "footnote"}
PASS_FAIL = re.compile(r"[(\[]\s*pass\s*(?:/|or)\s*fail\s*[)\]]", re.IGNORECASE)
TITLE_WORDS, SHORT, SAYS_MORE, APART = 12, 12, 5, 4


class Stream:
    """Takes lines and tables one by one and gathers questions from them."""

    def __init__(self, kind: str, *, form: bool) -> None:
        self.kind, self.form = kind, form
        self.found: list[Asked] = []
        self.open: Asked | None = None
        self.above: Line | None = None
        self.pending = self.label = ""
        self.level = 0

    def close(self) -> None:
        """End the open question; it is kept when it asks something."""
        asked = self.open
        if asked and (asked.lines or (asked.sure and (asked.weight or asked.limit) and asked.title)):
            asked.source = asked.source or asked.lines[0][0].source()
            self.found += by_items(asked)
        self.open, self.pending = None, ""

    def start(self, line: Line, number: str = "", title: str = "", *, sure: bool = False) -> Asked:
        self.close()
        trail = " / ".join((*line.block.headings, line.text if line.block.kind == "heading" else ""))
        self.open = Asked(number=number, title=title, kind=self.kind, trail=trail, sure=sure)
        return self.open

    def take_line(self, line: Line) -> None:
        if not line.text.strip() or line.block.kind in EDGES or NOTE.match(line.text):
            return
        if line.block.kind == "heading":
            self._take_heading(line)
        elif not self._starts(line) and not (self.open and self._goes_on(line)):
            self._take_running(line)

    def _starts(self, line: Line) -> bool:
        """Start what a line numbers, one question or several."""
        if found := several(line.text):
            self._take_several(line, found)
        elif self._begins(line.text):
            self._start_at(line, *numbered(line.text))
        else:
            return False
        return True

    def _take_running(self, line: Line) -> None:
        if apart := self._apart(line):
            self._start_at(line, *apart)
        elif self.open and self._measures(line.text):
            return
        elif self._asks(line):
            if not self.form and _titled(plain(line.text)):
                self._set_title_and_words(self.start(line), line, ENUMERATOR.sub("", line.text))
            else:
                self._take_ask(line)
        elif _is_title(line):
            self.above = line

    def _apart(self, line: Line) -> tuple[str, str] | None:
        """Return the number or letter and the rest of a line that asks, with a weight or a limit of its own."""
        number, rest = plain_numbered(line.text)
        part_of = bool(self.open and self.open.sure and numbered(self.open.number)[0])
        if not number and not part_of and (letter := LETTER.match(line.text)):
            number, rest = letter["letter"], line.text[letter.end() :]
        number = number or _own_number(line)
        limit, weight = find_limit(rest), own_weight(rest)
        asks = asking_words(rest) or _titled(rest) or (limit and weight)
        return (number, rest) if number and (limit or weight) and asks else None

    def _goes_on(self, line: Line) -> bool:
        """Add an item of a list that the open question introduces."""
        asked = self.open
        said = any(lead is own for lead in line.leads for own, _, _ in asked.lines) if asked else False
        said = said or (asked is not None and _runs_into(asked, line))
        sent = asked is not None and bool(asked.lines) and sends(asked.lines[0][0].text)
        listed = said and (sent or not (is_only_limit(line.text) and words_besides_limit(line.text) < SAYS_MORE))
        if asked and listed:
            asked.add(line)
        return listed

    def _begins(self, text: str) -> bool:
        number, rest = numbered(text)
        titled = _titled(rest[opening(rest) :]) or bool(CALLED.match(text) and _short(BRACKETS.sub("", rest)))
        return bool(number) and (self.form or asking_words(rest) or titled)

    def _take_several(self, line: Line, found: Sequence[tuple[str, int, int]]) -> None:
        """Take a line that asks several numbered questions."""
        for number, begin, end in found:
            asked = self.start(line, number, sure=True)
            asked.source = line.source(begin, end)
            asked.lines.append((line, begin, end))
            self._measures(line.text[begin:end], whole=False)

    def _take_heading(self, line: Line) -> None:
        number, rest = numbered(line.text)
        deeper = (
            self.open is not None
            and self.open.sure
            and self.level
            and (line.block.level or 9) > self.level
            and not number
        )
        if deeper and self.open is not None:
            if asking_words(line.text) and self.open.lines:
                self.open.add(line)
            return
        title, own = _heading_title(rest if number else line.text)
        if pattern("questions", "prose", "cover").search(title) and line.block.headings:
            title = _heading_title(line.block.headings[-1])[0]
        number = number or own or _own_number(line)
        asked = self.start(line, number, title, sure=bool(numbered(line.text)[0]))
        self.level = line.block.level or 0
        asked.limit = find_limit(line.text)
        found = pairs(without_sizes(line.text))
        asked.weight = own_weight(line.text) or (
            bare_weight(f"{found[0].number}%", "percent") if len(found) == 1 else None
        )
        asked.source = line.source()
        narrative = pattern("questions", "prose", "narrative").match(POLITE.sub("", title))
        if title.endswith("?") or narrative or (self.form and asking_words(title)):
            asked.title = ""
            asked.add(line, max(0, line.text.find(title[:40])))

    def _start_at(self, line: Line, number: str, rest: str) -> None:
        asked = self.start(line, number, sure=True)
        self.level = 0
        self._set_title_and_words(asked, line, rest)
        self._measures(line.text, whole=False)

    def _set_title_and_words(self, asked: Asked, line: Line, rest: str) -> None:
        asked.source = line.source()
        rest = rest[opening(rest) :]
        begin = len(line.text) - len(rest)
        title, at = parted(rest)
        if title and len(title.split()) <= TITLE_WORDS:
            asked.title = BRACKETS.sub("", title)
            if asking_words(rest[at:]) or (find_limit(rest) and own_weight(rest) and _tells(rest[at:])):
                asked.add(line, begin + at)
        elif rest and (asking_words(rest) or len(rest.split()) > TITLE_WORDS):
            asked.add(line, begin)
        else:
            asked.title = tidy(BRACKETS.sub("", rest)).strip(" .:-–—")

    def _measures(self, text: str, *, whole: bool = True) -> bool:
        """Take a weight or a limit from a short line; with `whole`, tell whether the line is nothing else."""
        asked = self.open
        if asked is None or (whole and len(text.split()) > SHORT):
            return False
        limit = limit_of_cell(text) if whole else find_limit(text)
        weight = own_weight(text)
        asked.limit, asked.weight = asked.limit or limit, asked.weight or weight
        asked.pass_fail = asked.pass_fail or bool(PASS_FAIL.search(text))
        if asked.limit and (over := over_of(text)):
            asked.limit = asked.limit.model_copy(update={"over": over})
        if whole and pattern("questions", "cell", "pass_fail").search(text) and not asking_words(text):
            asked.pass_fail = asked.pass_fail or "information" not in text.lower()
        return whole and bool(limit or weight) and not asking_words(text)

    def _asks(self, line: Line) -> bool:
        if any(
            pattern("questions", "prose", name).search(lead.text)
            for lead in line.leads
            for name in ("supplier", "said")
        ):
            return False
        text = ENUMERATOR.sub("", plain_numbered(line.text)[1])
        if self.kind in TO_SEND_IN and sends(line.text):
            return True
        if text.rstrip().endswith(":") and asking_words(text):
            return not pattern("questions", "prose", "supplier").search(line.text)
        if pattern("questions", "prose", "narrative").match(POLITE.sub("", text)) and asking_words(text):
            return True
        under = self.kind == "other" and pattern("questions", "prose", "asked_under").search(line.trail)
        if not line.sentences or self.form or under or find_limit(text):
            said = [text, *(each.text for each in line.sentences if each.text != text)]
            return any(map(asking_words, said)) or any(
                each.label == "question" and SPOKEN_TO.search(each.text) for each in line.sentences
            )
        return any(asking_words(each.text) for each in line.sentences if each.label == "question")

    def _take_ask(self, line: Line) -> None:
        number, rest = plain_numbered(line.text)
        number = number or _own_number(line)
        if self.form and (self.open is None or number or self._complete()):
            section = self.open.number if self.open and not self.open.sure else ""
            asked = self.start(line, number or section, sure=bool(number))
            asked.add(line, len(line.text) - len(rest) if plain_numbered(line.text)[0] else 0)
            self._measures(line.text, whole=False)
            return
        above = self.above if self.above and self.above.order == line.order - 1 else None
        if above and (self.open is None or self._complete() or not self.open.lines):
            number, title = plain_numbered(above.text)
            self.start(line, _own_number(above) or number, tidy(title))
        elif self.open is None or self._far_from(line):
            self.start(line)
        if self.open is not None:
            self.open.add(line)
            self._measures(line.text, whole=False)

    def _far_from(self, line: Line) -> bool:
        """Tell whether, in a text without headings, other lines stand between the open question and one that asks."""
        asked = self.open
        if asked is None or asked.sure or not asked.lines or line.block.headings:
            return False
        return line.order - asked.lines[-1][0].order > APART

    def _complete(self) -> bool:
        asked = self.open
        return asked is not None and bool(asked.lines) and bool(asked.limit or asked.weight or asked.answer_at)


def _tells(text: str) -> bool:
    """Tell whether a text has a sentence besides those that measure it."""
    said = (each for each in SENTENCE_END.split(text) if not (find_limit(each) or own_weight(each)))
    return any(words_besides_limit(each) >= APART for each in said)


def _runs_into(asked: Asked, item: Line) -> bool:
    """Tell whether a numbered item goes on a sentence that the line before leaves open, `... tell us`, or its list."""
    numbered_item = item.block.kind == "item" and item.block.number and item.text[:1].islower()
    if not numbered_item or not asked.lines or asked.sure:
        return False
    last = asked.lines[-1][0]
    if last.block.kind == "item":
        return item.order == last.order + 1 and asked.lines[0][0].block.kind == "paragraph"
    return item.order == last.order + 1 and bool(re.search(r"[A-Za-z]\s*$", last.text)) and asking_words(last.text)


def _own_number(line: Line) -> str:
    """Return the number that Word gives a line, without its stop or brackets."""
    return (line.block.number or "").strip("(). ")


def _is_title(line: Line) -> bool:
    """Tell whether a line is a numbered title: a few words that no stop ends."""
    number, title = plain_numbered(line.text)
    if line.block.kind == "item":
        return False
    return bool(number or line.block.number) and _short(title)


def _short(title: str) -> bool:
    few = 0 < len(title.split()) <= TITLE_WORDS // 2 + 2 and title[:1].isupper()
    return few and title.rstrip()[-1] not in ".:;,?!"


def _titled(rest: str) -> bool:
    title, at = parted(rest)
    return bool(title) and title[0].isupper() and asking_words(rest[at:])


def _heading_title(text: str) -> tuple[str, str]:
    """Return the title of a heading and the section number that stands in it."""
    text = ENUMERATOR.sub("", text)
    match = SECTION.match(text)
    title = BRACKETS.sub("", text[match.end() :] if match else text)
    return tidy(title).strip(" .:-–—*"), match["number"] if match else ""
