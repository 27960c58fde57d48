"""What a pack seems to be, from what its documents call themselves and from the signs in them.

A pack is a tender unless every document of it is rather something else, or calls for nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.extract.kind.blanks import Blank, find_blanks
from assistant.extract.kind.languages import Spoken
from assistant.extract.kind.signs import Look
from assistant.extract.text.lexicon import pattern, phrases, rules
from assistant.records import Flag, Pack, Seems

# A document too short to judge by what it does not say, and points that are a hint only.
HARDLY_ANY, HINT = 60, 1
MANY_BLANKS, SOME_BLANKS = 6, 3
GRANT_WORDS = 4
READ_ON = "Give Consort the buyer's own documents: the invitation, the specification and the forms to fill in."
SHOWN = 3


@dataclass(frozen=True)
class Judged:
    """What the pack is taken to be; `held` where nothing that it asks is to be looked for."""

    seems: Seems = "tender"
    flags: tuple[Flag, ...] = ()
    held: bool = False


def judge(pack: Pack, heard: Spoken) -> Judged:
    """Return what the pack seems to be, with what a bid lead should know of it and do."""
    looks = [Look(document) for document in pack.documents]
    if heard.hardly_english:
        tenders = any(look.says(pattern("seems", "abroad", "words")) or look.calls > HINT for look in looks)
        seems: Seems = "tender" if tenders else "not_a_tender"
        return Judged(seems, (_in_another_language(heard),), held=True)
    others = [look for look in looks if look.texts and (look.another or look.calls + look.hints <= HINT)]
    known = [look for look in others if look.another or look.words >= HARDLY_ANY]
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
        ask="Does everything in the documents stand in their English text as well?",
    )


def _no_tender(look: Look) -> Flag:
    if not look.another:
        few = f"only {_listed([f'“{word}”' for word in list(look.sure)[:SHOWN]])}" if look.sure else "nothing"
        return _not(f"This does not look like a tender: of buying, bidding or supplying it says {few}.")
    words = [f"“{word}”" for word in look.other.words]
    shown = f": it has words such as {_listed(words)}" if words else ""
    return _not(f"This looks like {look.other.name}{shown}.")


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
