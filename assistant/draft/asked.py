"""Turn a buyer's question round: what an ask is about as a heading, and the sentence that answers it first."""

from __future__ import annotations

import re

from assistant.draft.commit import lowered
from assistant.draft.count import count_words

VERBS = (
    r"describe|explain|set out|state|provide|give|outline|detail|tell us|demonstrate|confirm|show|identify|list|"
    r"summarise|summarize|include|indicate|cover|discuss|evidence|attach|complete|upload|specify"
)
OPENERS = re.compile(
    r"^(?:(?:please|and|also|then|your (?:response|answer) should|bidders (?:should|must)|tenderers (?:should|must)|"
    rf"you (?:should|must))[, ]+)*(?:{VERBS})(?:\s+(?:in detail|briefly|about|an account of|details of))*"
    r"(?:,\s[^,]{3,60},|,\s*(?:as a minimum:?))?\s+",
    re.IGNORECASE,
)
LATER = re.compile(rf"^.{{1,120}}?[.:?]\s+(?=(?:please\s+)?(?:{VERBS}|how)\b)", re.IGNORECASE)
CONDITION = re.compile(
    r"^(?:if|where|as|when|with reference to|referring to|drawing on|using|for|in no more than)\b[^,.]{1,80},\s+"
    rf"(?=(?:please\s+)?(?:{VERBS}|introduce))",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^(?:\(?[a-z0-9ivx]{1,4}[.)]\s+|[-•]\s+)", re.IGNORECASE)
CUT = re.compile(r"[,;:(]|\b(?:including|such as|for example|with reference to)\b")
POINTING = re.compile(r"\b(?:it|its|this|these|those|them|they|their|such|above|below|following)\b", re.IGNORECASE)
TURNED = re.compile(
    r"^(?P<what>how|what(?: \w+){0,2}) (?P<modal>will|would|do|can) "
    r"(?P<who>you|your organisation|(?:the |our |all |your )?(?:young )?\w+) (?=[a-z])",
    re.IGNORECASE,
)
OURS = re.compile(r"how we (?:will|would|propose to|intend to|plan to) (?P<rest>[a-z].*)$")
THEIRS = re.compile(
    r"how (?P<who>[a-z][\w ’'-]{2,60}?) (?P<verb>is|are|will be|would be|will|would) (?P<rest>[a-z][\w ,’'-]*)$"
)
AND_MORE = re.compile(r",? and (?:what|where|why|how|who|when)\b.*$|, and (?:the|your|our)\b.*$")
LONG_HEADING = 18
EACH = re.compile(r"\b(?:each|every) (?:consortium )?(?:member|partner|organisation|delivery partner)\b", re.IGNORECASE)
WHO = re.compile(
    r"\bwho (?:they|you|the (?:team|staff|people|personnel)) (?:are|is)\b|"
    r"^(?:the|your) (?:team|staff|people|personnel)\b|"
    r"\bskills\b[^.;]*\bexperience\b|\bqualifications\b[^.;]*\bexperience\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether a text asks for something in so many words."""
    plain = NUMBERED.sub("", " ".join(text.split()))
    return "?" in plain or bool(OPENERS.match(CONDITION.sub("", LATER.sub("", plain)) + " "))


def phrase(ask: str) -> str:
    """Return what an ask is about, from our side: `how we will keep young people safe across all venues`."""
    plain = NUMBERED.sub("", " ".join(ask.split())).rstrip("?.;:, ")
    bare = OPENERS.sub("", CONDITION.sub("", LATER.sub("", plain)))
    bare = TURNED.sub(_turned, bare)
    bare = re.sub(r"\byour organisation(?=(?:['’]s)? (?:will|would|has|is|does|can)\b)", "you", bare)
    bare = re.sub(r"^how (you) would\b", r"how \1 will", bare)
    bare = re.sub(r"\b(to|for|with|by|from|of|on|about|tell) you\b", r"\1 us", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\byou\b", "we", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\byour\b", "our", bare, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", lowered(bare)).strip() or plain


def of_members(ask: str) -> bool:
    """Whether an ask wants something of every member."""
    return bool(EACH.search(ask))


def of_people(ask: str) -> bool:
    """Whether an ask is about the people who will do the work."""
    return bool(WHO.search(ask))


def _turned(found: re.Match[str]) -> str:
    """Return `how we will` for `how would you`."""
    who = "you" if found["who"].lower() in ("you", "your organisation") else found["who"]
    return f"{found['what'].lower()} {who} will "


def heading(ask: str) -> str:
    """Return an ask as a heading, cut at its last pause that leaves it short enough."""
    about = phrase(ask)
    if count_words(about) > LONG_HEADING:
        heads = [about[: found.start()].rstrip(" ,;:(") for found in CUT.finditer(about)]
        fitting = [each for each in heads if 2 < count_words(each) <= LONG_HEADING]
        about = fitting[-1] if fitting else about
    return about[0].upper() + about[1:]


def our_answer(ask: str) -> str | None:
    """Return `We will reach young people who ...` for an ask of the shape `how you will reach ...`."""
    found = OURS.match(AND_MORE.sub("", phrase(ask)))
    if not found or re.search(r"\b(it|this|these|them|and how|and what|and where|and who)\b", found["rest"]):
        return None
    return f"We will {found['rest']}"


def plain_answer(ask: str) -> str | None:
    """Return `A concern will be reported` for an ask of the shape `how a concern is reported`."""
    found = THEIRS.match(AND_MORE.sub("", phrase(ask)))
    if (
        not found
        or POINTING.search(found["who"] + " " + found["rest"])
        or re.search(r"\b(how|what|who)\b", found["rest"])
    ):
        return None
    who = found["who"]
    being = "will be" if found["verb"] in ("is", "are", "will be", "would be") else "will"
    return f"{who[0].upper()}{who[1:]} {being} {found['rest']}"
