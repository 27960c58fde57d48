"""The names a pack itself gives to the lead of a group and to its other members: `one of them (the Principal)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.extract.text.layout import Layout

NAME = r"(?:(?:the|a|an|its|our|called|known\s+as|each)\s+|[\"“‘'])*(?P<name>(?-i:[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?))"
LEADS = re.compile(
    r"\b(?:one of (?:them|you|these|its members|the \w+)|that organisation|one organisation"
    r"|lead (?:organisation|partner|member|bidder|tenderer|provider|body|firm|contractor|consultant)"
    r"|(?:organisation|member|firm|partner) (?:that|which|who)"
    r" (?:signs|leads|heads|contracts|will sign|will lead)\b[^.(]{0,60}?)"
    rf"\s*(?:\(|,?\s+(?:is|to be|being|we)\s+call(?:ed)?\s+){NAME}",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:the others?|other (?:members|organisations|partners|firms)|the remaining (?:members|organisations|partners))"
    rf"\b[^.()]{{0,30}}?(?:\(|\b(?:are|being|called|as)\s+){NAME}",
    re.IGNORECASE,
)
USUAL = re.compile(
    r"(?:provider|supplier|contractor|consultant|tenderer|bidder|applicant|consortium|partnership|group|council|member"
    r"|partner|organisation|authority|party|sub-?contractor)s?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Defined:
    """What the lead and each of the others are called, in one word for one of them; empty where nothing is said."""

    lead: str = ""
    other: str = ""

    def plain(self, text: str) -> str:
        """Return a text with these names replaced by words that every reader of a tender knows."""
        lead, other = (re.escape(each) for each in (self.lead, self.other))
        if lead and other:
            text = re.sub(rf"(?:\b[Tt]he )?\b{lead} and (?:(?:each|every|all|the) )?{other}s?\b", "Each member", text)
        if other:
            text = re.sub(rf"\b(?:[Ee]ach |[Ee]very |[Aa]ny |[Aa]n |[Nn]o ){other}\b", "Each member", text)
            text = re.sub(rf"\b(?:[Tt]he |[Aa]ll )?(?:[Oo]f the )?{other}s\b", "All members", text)
        return re.sub(rf"\b{lead}\b(?!\s+[A-Z])", "lead organisation", text) if lead else text


def defined_in(layout: Layout) -> Defined:
    """Return the names that a pack gives to the members of a group, by the first sentences that do."""
    lead = other = ""
    for line in layout.every():
        lead = lead or _name(LEADS, line.text)
        other = other or _name(OTHERS, line.text).removesuffix("s")
    return Defined(lead, other)


def _name(found: re.Pattern[str], text: str) -> str:
    names = (match.group("name") for match in found.finditer(text))
    return next((each for each in names if not USUAL.search(each.split()[-1])), "")
