"""Conditions that decide whether a bid is looked at: told by the section they stand in, or by their own words."""

from __future__ import annotations

import re

from assistant.extract.text.lexicon import pattern

BIDS = r"\b(?:tender(?:er)?s?|bid(?:der)?s?|applicants?|applications?|proposals?|quotations?|submissions?|responses?)\b"
OUT = r"(?:rejected|disqualified|excluded|set aside)"
HELD = re.compile(
    r"[£€]\s?\d|\b(?:insurance|turnover|accounts|polic(?:y|ies)|regist\w+|certifi\w+|accredit\w+|experience|contracts|projects|"
    r"examples)\b",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"\b(?:will|may|can|(?:is|are) not|assessed|scored|evaluated|marked|council|authority|buyer)\b"
    r"|\b(?:table|following|below|section)\b|[:?]\s*$",
    re.IGNORECASE,
)
REJECTED = re.compile(
    rf"{BIDS}[^.]{{0,120}}\b(?:will|shall) (?:also )?be (?:automatically )?{OUT}\b"
    rf"|{BIDS}[^.]{{0,120}}\b(?:will|shall) not be (?:considered|evaluated|assessed|scored|taken (?:any )?further)\b"
    rf"|\bwill result in\b[^.]{{0,40}}\b(?:rejection|exclusion|disqualification|{OUT})\b"
    rf"|^\W*only {BIDS}[^.]*\bwill be (?:considered|accepted|evaluated)\b",
    re.IGNORECASE,
)


def is_gate(trail: str, text: str = "", *, bidding: bool = True) -> bool:
    """Tell whether a condition decides on the bid, by what stands above it or by its own words.

    A section that is called after eligibility or selection is about bidders only where the document is `bidding`.
    """
    above = pattern("requirements", "gate", "heading").search(trail)
    loose = bidding and pattern("requirements", "gate", "bidding").search(trail)
    return bool(above or loose or pattern("requirements", "gate", "says").search(text) or REJECTED.search(text))


def is_condition(trail: str, text: str, *, bidding: bool) -> bool:
    """Tell whether a clause such as `Turnover of £90,000` is a condition by the section it stands in."""
    return is_gate(trail, bidding=bidding) and bool(HELD.search(text)) and not TELLS.search(text)
