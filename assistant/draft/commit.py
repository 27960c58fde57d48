"""Restate what the tender asks as the consortium's own undertaking, only where the grammar makes it safe."""

from __future__ import annotations

import re

from assistant.draft.brief import clause
from assistant.draft.count import count_words
from assistant.records import Requirement

SUPPLIER = re.compile(
    r"^(?:the|each|a|any|our)\s+(?:\w+\s+)?(?:provider|supplier|contractor|bidder|tenderer|applicant|consortium|"
    r"service provider|lead bidder|partner)s?\s+"
    r"(shall|must|will|should|is required to|are required to|is expected to)\s+"
    r"(?P<rest>[a-z].*)$",
    re.IGNORECASE | re.DOTALL,
)
OTHER = re.compile(r"^(?P<subject>[A-Z].{1,140}?)\s+(?P<modal>shall|must|should)\s+(?P<rest>[a-z].*)$", re.DOTALL)
MORE_DUTIES = re.compile(r"\b(shall|must|should|is required to)\b")
UNCLEAR = re.compile(r"\b(its|itself|it|their|they|you|your|we|our|the following|as follows)\b", re.IGNORECASE)
AIMS = ("should", "is expected to")
LONGEST = 45


def undertake(requirement: Requirement) -> str:
    """Return a requirement as our undertaking, with its clause and without a full stop at the end."""
    text = " ".join(requirement.text.split()).rstrip(".;:, ")
    cited = f" ({clause(requirement)})" if clause(requirement) else ""
    if count_words(text) > LONGEST:
        return f"We will meet {clause(requirement)} in full" if cited else "We will meet this requirement in full"
    return (_ours(text) or _named(text) or _accepted(text)) + cited


def _ours(text: str) -> str | None:
    found = SUPPLIER.match(text)
    if not found:
        return None
    rest = re.sub(r"^(be able to )?([a-z]+) its\b", r"\1\2 our", found["rest"])
    if MORE_DUTIES.search(rest) or UNCLEAR.search(rest.replace(" our ", " ", 1)):
        return None
    if found[1].lower() in AIMS:
        return f"We aim to {re.sub(r'^be able to ', '', rest)}"
    return f"We will {rest}"


def _named(text: str) -> str | None:
    """Return `No session will run ...` for a subject that is not the supplier."""
    found = OTHER.match(text)
    if not found or SUPPLIER.match(text) or MORE_DUTIES.search(found["rest"]) or MORE_DUTIES.search(found["subject"]):
        return None
    if UNCLEAR.search(found["rest"]) or re.match(r"(Where|If|When|Unless|You|We)\b", found["subject"]):
        return None
    subject = found["subject"]
    if found["modal"] != "should":
        return f"{subject} will {found['rest']}"
    return f"Our aim is that {lowered(subject)} will {found['rest']}"


def _accepted(text: str) -> str:
    return f"We accept this requirement in full: “{text}”"


def lowered(text: str) -> str:
    """Return the text with a small first letter where its first word is an ordinary one."""
    ordinary = re.match(
        r"(The|A|An|At|Each|Every|All|No|Any|In|On|One|Two|How|What|Who|Which|Your|Our|Their|Young)\b", text
    )
    return text[0].lower() + text[1:] if ordinary else text


OPENERS = re.compile(
    r"^(?:please\s+)?(?:and\s+)?(?:describe|explain|set out|state|provide|give|outline|detail|tell us|demonstrate|"
    r"confirm|show|identify|list|summarise|include|indicate)\s+(?:in detail\s+)?(?:about\s+)?",
    re.IGNORECASE,
)


CONDITION = re.compile(
    r"^(?:if|where|as|when)\b[^,.]{1,80},\s+(?=(?:please\s+)?(?:describe|explain|set out|state|provide|give|outline))",
    re.IGNORECASE,
)
LONG_HEADING = 16


def phrase(ask: str) -> str:
    """Return what an ask is about, from our side: `how we will keep young people safe across all venues`."""
    plain = " ".join(ask.split()).rstrip("?.;:, ")
    bare = OPENERS.sub("", CONDITION.sub("", plain))
    bare = re.sub(r"^[Hh]ow (will|would|do|can) you\b", lambda found: f"how we {_ours_modal(found[1])}", bare)
    bare = re.sub(r"\b[Yy]ou are\b", "we are", bare)
    bare = re.sub(r"\byou\b", "we", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\byour\b", "our", bare, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", lowered(bare)).strip() or plain


def _ours_modal(modal: str) -> str:
    return "will" if modal.lower() in ("would", "do", "can", "will") else modal


def answer_first(ask: str) -> str | None:
    """Return `We will reach young people who ...` for an ask of the shape `how you will reach ...`."""
    about = phrase(ask)
    found = re.match(r"how we (?:will|would|propose to|intend to|plan to) (?P<rest>[a-z].*)$", about)
    if not found or re.search(r"\b(it|this|these|them|and how|and what)\b", found["rest"]):
        return None
    return f"We will {found['rest']}"


def heading(ask: str) -> str:
    """Return an ask as a heading, cut at its first comma where it is long."""
    about = phrase(ask)
    short = re.split(r"[,;:]", about)[0]
    if count_words(about) > LONG_HEADING and count_words(short) > 2:
        about = short
    return about[0].upper() + about[1:]
