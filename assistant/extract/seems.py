"""What a pack seems to be, from what its documents call themselves and from counts of the words they are made of.

The lists of words are in `corpus/rules/seems.toml`. A pack is a tender unless there is evidence that it is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.extract.blanks import Blank, find_blanks
from assistant.extract.languages import Spoken
from assistant.extract.lexicon import pattern, phrases, rules
from assistant.records import Document, Flag, Pack, Seems

WINDOW, OPENING, OPENING_WORDS = 400, 12, 30
# A window of words that speaks of buying; a whole document that does; one too short to judge by a rate.
SPEAKS, OFTEN, FEW_WORDS, HARDLY_ANY = 7, 4.0, 400, 60
MANY_BLANKS, SOME_BLANKS = 6, 3
GRANT_WORDS, LETTER_WORDS, DENSE, LONG = 4, 1500, 8.0, 4000
CELLS, SEVERAL, SIGNS = 0.7, 3, 4
DUTY = r"(?:\W+\w+){0,1}?\s+(?:must|shall|will|should|(?:is|are) (?:required|expected) to)\b"
REPLY = re.compile(
    r"\b(?:send|sent|submit|submitted|apply|return|returned|reply|replies|e-?mail|received|reach|arrive|due)\b"
    r"[^.;]{0,80}?\b(?:by|before|no later than|not later than)\b[^.;]{0,40}?\d",
    re.IGNORECASE,
)
LIMIT = re.compile(r"\b\d[\d,]*\s+(?:words|pages|characters|marks)\b", re.IGNORECASE)
OVER = "a notice of who won, and not of what to bid for"
READ_ON = "Give Consort the buyer's own documents: the invitation, the specification and the forms to fill in."
SHOWN = 3


@dataclass(frozen=True)
class Judged:
    """What the pack is taken to be; `held` where nothing that it asks is to be looked for."""

    seems: Seems = "tender"
    flags: tuple[Flag, ...] = ()
    held: bool = False


class Look:
    """One document and the counts that decide what it is."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.texts = [block.text for block in document.blocks if block.visible and block.text.strip()]

    @cached_property
    def words(self) -> int:
        return sum(len(text.split()) for text in self.texts)

    @cached_property
    def opening(self) -> str:
        """The title, the headings and the short ones among the first lines."""
        headings = [each.text for each in self.document.blocks if each.kind == "heading" and each.visible]
        first = [text for text in self.texts[:OPENING] if len(text.split()) <= OPENING_WORDS]
        return "\n".join([self.document.title, *headings[:OPENING], *first])

    @property
    def invites(self) -> bool:
        """Tell whether it calls itself an invitation; “this is no invitation to tender” does not."""
        denied = pattern("seems", "market_engagement", "says").sub(" ", self.opening)
        return bool(pattern("seems", "called", "invitation").search(denied))

    def found(self, words: re.Pattern[str]) -> Counter[str]:
        return Counter(match.group().lower() for text in self.texts for match in words.finditer(text))

    def says(self, words: re.Pattern[str]) -> bool:
        return any(words.search(text) for text in self.texts)

    @cached_property
    def sure(self) -> Counter[str]:
        return self.found(pattern("seems", "asking", "sure"))

    @cached_property
    def buys(self) -> bool:
        """Tell whether the document speaks of buying, somewhere in it or all along."""
        hits = sum(self.sure.values())
        if (self.words < FEW_WORDS and hits) or self.calls:
            return True
        if self.document.kind == "pricing":
            return hits > 0
        often = hits * 1000 >= OFTEN * self.words and len(self.sure) > 1
        return often or self._binds_or_asks() or any(self._speaks(window) for window in self._windows())

    @cached_property
    def calls(self) -> bool:
        """Tell whether somebody calls for answers in plain words, close together."""
        return any(
            len(_different("calls", window)) + 2 * bool(REPLY.search(window)) >= SEVERAL for window in self._windows()
        )

    @cached_property
    def might_ask(self) -> bool:
        """Tell whether a short document has several signs of a call together, or a longer one and a day to reply by."""
        if self.words >= LETTER_WORDS or (self.words >= FEW_WORDS and not self.says(REPLY)):
            return False
        signs = [phrases(each["words"]) for each in rules("seems")["sign"]]
        return any(sum(bool(sign.search(window)) for sign in signs) >= SIGNS for window in self._windows())

    def _binds_or_asks(self) -> bool:
        """Tell whether somebody who supplies is bound to do things, or questions are asked with measured answers."""
        duty = re.compile(rf"{pattern('seems', 'asking', 'bound').pattern}{DUTY}", re.IGNORECASE)
        if sum(len(duty.findall(text)) for text in self.texts) >= SEVERAL:
            return True
        asks, measured = (self.found(pattern("seems", "asking", name)) for name in ("asks", "measured"))
        limits = sum(bool(LIMIT.search(text)) for text in self.texts)
        return sum(asks.values()) >= SEVERAL and (bool(measured) or limits >= SEVERAL)

    def _speaks(self, window: str) -> bool:
        return 2 * len(_different("sure", window)) + len(_different("maybe", window)) >= SPEAKS

    def _windows(self) -> Iterator[str]:
        gathered: list[str] = []
        count = 0
        for text in self.texts:
            gathered.append(text)
            count += len(text.split())
            if count >= WINDOW:
                yield "\n".join(gathered)
                gathered, count = [], 0
        if gathered:
            yield "\n".join(gathered)

    @cached_property
    def other(self) -> tuple[str, tuple[str, ...]]:
        """What else the document looks like, and the words that show it; empty where it looks like nothing known."""
        best: tuple[float, str, tuple[str, ...]] = (0.0, "", ())
        if self.buys and self.words > LONG:
            return best[1:]
        for each in rules("seems")["other"]:
            found = self.found(phrases(each["words"]))
            dense = sum(found.values()) * 1000 >= DENSE * self.words
            if dense and len(found) >= each["need"] and self._outweighs(each, found):
                shown = tuple(word for word, _ in found.most_common(SHOWN))
                best = max(best, (len(found) / each["need"], each["name"], shown))
        if not best[1] and not self.buys and not self.might_ask and self._is_numbers():
            return "a table of numbers or prices", ()
        return best[1:]

    def _outweighs(self, other: dict[str, Any], found: Counter[str]) -> bool:
        """Tell whether the words of another kind outweigh those of buying, of which such a document may have some."""
        if other["name"] == OVER:
            return self.words < LETTER_WORDS and not self.invites
        if not self.buys or (self.calls and other.get("unless_called")):
            return not self.buys
        own = self.found(phrases(other.get("own", ())))
        return len(own) >= SEVERAL and sum((own | found).values()) > 2 * sum(self.sure.values())

    def _is_numbers(self) -> bool:
        cells = [each.text for each in self.document.blocks if each.cell and each.visible and each.text.strip()]
        figures = sum(bool(re.search(r"\d", text)) for text in cells)
        asked = sum(text.rstrip().endswith("?") for text in cells)
        return len(cells) >= CELLS * len(self.texts) and figures * 3 >= len(cells) > 5 and asked < SEVERAL


def _different(name: str, text: str) -> set[str]:
    return {match.group().lower() for match in pattern("seems", "asking", name).finditer(text)}


def judge(pack: Pack, heard: Spoken) -> Judged:
    """Return what the pack seems to be, with what a bid lead should know of it and do."""
    if heard.hardly_english:
        return Judged(flags=(_in_another_language(heard),), held=True)
    looks = [Look(document) for document in pack.documents]
    others = [look for look in looks if look.texts and (look.other[0] or not (look.buys or look.might_ask))]
    known = [look for look in others if look.other[0] or look.words >= HARDLY_ANY]
    if looks and known and len(others) == sum(bool(look.texts) for look in looks):
        return Judged("not_a_tender", (_no_tender(known[0]),), held=True)
    kinds = list(_kinds(looks))
    told = (*((_partly(heard),) if heard.others else ()), *(flag for _, flag in kinds if flag), *_law(looks))
    return Judged(kinds[0][0] if kinds else "tender", told)


def nothing_found(pack: Pack, seems: Seems) -> Judged:
    """Return what a pack is taken to be in which nothing is asked."""
    if any(Look(document).sure for document in pack.documents):
        message = f"Nothing is asked here: no question, no requirement, no date and no sum of money. {READ_ON}"
        return Judged(seems, (Flag(kind="nothing_asked", message=message),))
    message = f"This does not look like a tender: nothing in it asks for anything. {READ_ON}"
    return Judged("not_a_tender", (Flag(kind="not_a_tender", message=message),), held=True)


def _in_another_language(heard: Spoken) -> Flag:
    return Flag(
        kind="another_language",
        message=(
            f"The pack is in {_listed(heard.others[:2])}, and Consort reads English only: what it asks was not looked "
            "for. Have it translated, or ask the buyer for an English version."
        ),
        ask="Is an English version of the documents available?",
    )


def _partly(heard: Spoken) -> Flag:
    return Flag(
        kind="part_in_another_language",
        message=(
            f"Part of the pack is in {_listed(heard.others[:2])}, and Consort reads English only: all that is listed "
            "comes from the English part. Where something stands in the other language alone, read it yourself."
        ),
    )


def _no_tender(look: Look) -> Flag:
    name, words = look.other
    if not name:
        few = f"only {_listed([f'“{word}”' for word in list(look.sure)[:SHOWN]])}" if look.sure else "nothing"
        return _not(f"This does not look like a tender: of buying, bidding or supplying it says {few}.")
    shown = f": it has words such as {_listed([f'“{word}”' for word in words])}" if words else ""
    return _not(f"This looks like {name}{shown}.")


def _not(message: str) -> Flag:
    return Flag(kind="not_a_tender", message=f"{message} Nothing was taken from it. {READ_ON}")


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _kinds(looks: Sequence[Look]) -> Iterator[tuple[Seems, Flag | None]]:
    """Return all that the pack is besides a plain tender, the weightiest first."""
    blanks = find_blanks([look.document for look in looks])
    if len(blanks) >= SOME_BLANKS:
        unfilled = len(blanks) >= MANY_BLANKS
        yield ("template" if unfilled else "tender", _template(blanks, unfilled=unfilled))
    invited = any(look.invites for look in looks)
    if not invited and any(_explores(look) for look in looks):
        yield "market_engagement", _told("market_engagement")
    elif not invited and any(_gives(look) for look in looks):
        yield "grant", _told("grant")
    elif looks and all(_binds(look) for look in looks):
        yield "contract_terms", _told("contract_terms_only")
    elif looks and all(look.document.kind == "pricing" for look in looks):
        yield "tender", _told("price_list_only")
    elif any(pattern("seems", "called", "quotation").search(look.opening) for look in looks):
        yield "quotation", None


def _told(kind: str) -> Flag:
    return Flag(kind=kind, message=rules("seems")[kind]["message"])


def _template(blanks: Sequence[Blank], *, unfilled: bool) -> Flag:
    named = _listed([f"“{blank.text}”" for blank in blanks[:SHOWN]])
    begins = (
        f"This seems to be a template that nobody has filled in: {len(blanks)} places are open, such as {named}. "
        "No such place was taken for a value. Ask for the documents as they were published."
        if unfilled
        else f"Places in the pack are still to be filled in by the buyer: {named}."
    )
    return Flag(
        kind="template_unfilled",
        message=begins,
        sources=tuple(blank.source for blank in blanks),
        ask=f"The documents have places that are not filled in, such as {named}. Please provide what belongs there.",
    )


def _explores(look: Look) -> bool:
    return bool(pattern("seems", "market_engagement", "opening").search(look.opening)) or look.says(
        pattern("seems", "market_engagement", "says")
    )


def _gives(look: Look) -> bool:
    if not pattern("seems", "grant", "opening").search(look.opening):
        return False
    words, bidding = look.found(pattern("seems", "grant", "words")), look.found(pattern("seems", "bidding", "words"))
    return len(words) >= GRANT_WORDS and sum(words.values()) > sum(bidding.values())


def _binds(look: Look) -> bool:
    if look.document.kind != "contract":
        return False
    bidding, terms = (look.found(pattern("seems", "bidding", name)) for name in ("words", "terms"))
    return sum(bidding.values()) * 2 < sum(terms.values()) + sum(look.sure.values())


def _law(looks: Sequence[Look]) -> Iterator[Flag]:
    """Flag the rules of another country, once."""
    for each in rules("seems")["law"]:
        found, above = (_in_all(looks, phrases(each.get(name, ()))) for name in ("words", "above"))
        if len(found) >= each["need"] and sum(found.values()) > sum(above.values()):
            yield Flag(kind=each["kind"], message=each["message"])
            return


def _in_all(looks: Sequence[Look], words: re.Pattern[str]) -> Counter[str]:
    return sum((look.found(words) for look in looks), Counter())
