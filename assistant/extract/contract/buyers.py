"""What a document calls its buyer, where that is a name of its own: who reserves rights, invites and will pay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from assistant.extract.labelling.words import lists, pattern

NAME = r"(?:The\s+|the\s+)?(?P<name>[A-Z][\w&’'-]*(?:\s+(?:of|and|for|the)(?=\s+[A-Z])|\s+[A-Z][\w&’'-]*){0,5})"
PLAIN = "the Buyer"


def plain(texts: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds the buyer's own names in a document, or None where it uses none.

    A name counts when it does what only buyers do, and is not among the words for actors already.
    """
    known = {word for name in ("supplier", "bidder", "buyer", "nobody") for word in lists()["actors"][name]}
    does = re.compile(rf"\b{NAME}\s+{pattern('buying').pattern}")
    found: Counter[str] = Counter()
    for text in texts:
        for match in does.finditer(text):
            name = match["name"]
            if not known & {name.lower(), *name.lower().split()}:
                found[name] += 1
    if not found:
        return None
    either = "|".join(re.escape(name) for name in sorted(found, key=lambda name: (-len(name), name)))
    return re.compile(rf"\b(?:[Tt]he\s+)?(?:{either})(?!\w)")
