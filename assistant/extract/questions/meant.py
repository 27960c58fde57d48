"""Whether a question is put to the bidder: not to the buyer's own staff, a reader or somebody in a story."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.extract.questions.asking import asking_words
from assistant.extract.questions.asks import sentences
from assistant.extract.questions.columns import Asked
from assistant.extract.text.layout import Page
from assistant.extract.text.lexicon import pattern
from assistant.extract.text.numbers import numbered

YOU = re.compile(r"\byour?\b", re.IGNORECASE)
OTHERS = re.compile(r"\b(?:offerors?|bidders?|tenderers?|vendors?|suppliers?)\b", re.IGNORECASE)
ASIDE = re.compile(
    r"\bclarification|\bhow\s+to\s+ask\b|\bqueries\b|\bformula\b|\bdeclarations?\b|\bcertif\w+|\bundertakings?\b|\bterms\s+and\s+conditions\b|\bworked\s+example\b|\bnon-?disclosure\b|"
    r"\b(?:bid|tender|quote|proposal)\s+submission\b",
    re.IGNORECASE,
)
CALLED = re.compile(r"\b(?:check\s?list|non\s?-?\s?disclosure|specimen|sample|how\s+to\s+guide)\b", re.IGNORECASE)
LATER = re.compile(
    r"\b(?:if|when|once|where)\b[^.]{0,60}\b(?:selected|successful|awarded|appointed)\b|\b(?:before|after|on|upon|following|prior\s+to)\s+"
    r"(?:the\s+)?(?:contract\s+)?award\b|\bupon\s+request\b",
    re.IGNORECASE,
)
OF_STAFF = re.compile(rf"^\W*(?:did|has|have|was|were)\s+(?:the|each|any)\s+{OTHERS.pattern}", re.IGNORECASE)
LEADS_ON = re.compile(r"\b(?:the\s+following|as\s+follows|\w+\s+below:)\W*$", re.IGNORECASE)
INVITATION = re.compile(
    r"\b(?:invitation to (?:tender|quote|bid)|request for (?:proposals?|quotations?)|"
    r"instructions to (?:tenderers|bidders)|(?-i:ITT|ITQ|RFQ|RFP))\b",
    re.IGNORECASE,
)
ASKS = {"instructions", "response_form"}


def is_terms(page: Page) -> bool:
    """Tell whether a page is one of terms or of prices; one that is called an invitation to tender is not."""
    return page.kind == "pricing" or (page.kind == "contract" and not INVITATION.search(_called(page)))


def _called(page: Page) -> str:
    return re.sub(r"[_\s-]+", " ", f"{page.document.name} / {page.document.title}")


def _never(_: Asked) -> bool:
    return False


def meant_for_bidders(page: Page, found: Sequence[Asked]) -> list[Asked]:
    """Return the questions of a page that a bidder answers.

    One with a number that only questions have (`Q1`, `MS4`), a weight, a limit or a place for its answer is; one
    without must stand in a document that invites an answer, and speak to the one who answers.
    """
    loose = [each for each in found if not _measured(each)]
    ours = sum(bool("?" in each.text and YOU.search(each.text) and OTHERS.search(each.text)) for each in loose) > 1
    speaks = _never if CALLED.search(_called(page)) else _bidders_words(page)
    return [each for each in found if _measured(each) or not (ours or _explains(each) or not speaks(each))]


def _measured(asked: Asked) -> bool:
    coded = asked.sure and bool(numbered(asked.number)[0])
    return coded or bool(asked.weight or asked.limit or asked.answer_at or asked.sent)


def _explains(asked: Asked) -> bool:
    """Tell whether a question stands under a heading over guidance, or tells a step of how to send something in."""
    heading = asked.trail.split(" / ")[-1].strip() or asked.trail.strip(" /").split(" / ")[-1]
    last = re.sub(r"^[\W\d.]+", "", heading).strip(" :.")
    guided = pattern("questions", "prose", "guidance")
    words = last.split()
    under = any(guided.fullmatch(" ".join(words[at:])) for at in range(min(3, len(words))))
    asking = [text for text in sentences(asked) if asking_words(text)]
    if asking and all(LATER.search(text) or OF_STAFF.search(text) for text in asking):
        return True
    leads = len(asked.lines) == 1 and bool(LEADS_ON.search(asked.text))
    return (
        under
        or leads
        or bool(ASIDE.search(last))
        or bool(pattern("questions", "prose", "procedure").search(asked.text))
    )


def _bidders_words(page: Page) -> Callable[[Asked], bool]:
    """Return a test of whether words of this page speak to who answers it."""
    duty, bidding = pattern("questions", "prose", "duty"), pattern("criteria", "bidding")
    account = pattern("questions", "response", "account")
    if page.kind in ASKS:
        return lambda asked: True
    if page.kind == "specification":
        return lambda asked: any(
            duty.search(text) and account.search(text) and asking_words(text) and not text.rstrip().endswith("?")
            for text in sentences(asked)
        )
    invites = sum(bool(bidding.search(line.text)) for line in page.lines) > 1
    under = pattern("questions", "prose", "asked_under")
    return lambda asked: bool(
        under.search(asked.trail) or (invites and (YOU.search(asked.text) or duty.search(asked.text)))
    )
