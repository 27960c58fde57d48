"""A partner made ready for the pool: what is embedded, what is indexed, whom and where it serves."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from assistant.index.audience import Ages, ages_of
from assistant.records import Capability, Statements

STATEMENT, EVIDENCE, DISCLAIMS = 0, 1, 2


@dataclass(frozen=True)
class Entry:
    """A partner ready to be put in: whom and where it serves, and the text of each passage, the whole first."""

    statements: Statements
    ages: Ages
    places: tuple[str, ...]
    contents: tuple[str, ...]
    model: str

    @property
    def hashes(self) -> tuple[str, ...]:
        """What names each text's vector: the text and the model that reads it."""
        return tuple(sha256(f"{self.model}\n{each}".encode()).hexdigest()[:32] for each in self.contents)

    @property
    def kinds(self) -> tuple[int, ...]:
        capabilities = self.statements.capabilities
        return (STATEMENT, *(DISCLAIMS if each.disclaims else EVIDENCE for each in capabilities))

    @property
    def records(self) -> tuple[str | None, ...]:
        return (None, *(each.model_dump_json() for each in self.statements.capabilities))

    @property
    def about(self) -> tuple[str, ...]:
        """What the partner's own row holds after its id and name."""
        told = (self.statements.missing, self.ages, self.places)
        return (self.statements.partner.model_dump_json(), *(json.dumps(each) for each in told))


def enter(statements: Statements, model: str) -> Entry:
    """Return what the pool holds of a partner. What it says it does not do is no part of its whole statement."""
    partner = statements.partner
    if not partner.id:
        statements = renamed(statements, partner.name, slug(partner.name))
    evidence = [each.text for each in statements.capabilities if not each.disclaims]
    whole = "\n".join([partner.name, *evidence])
    places = tuple(dict.fromkeys(place for place in (*partner.places, partner.based_in) if place))
    served = ages_of(partner.groups) or ages_of(evidence)
    return Entry(statements, served, places, (whole, *map(_content, statements.capabilities)), model)


def renamed(statements: Statements, name: str, key: str) -> Statements:
    """Return the same statements under another name and id."""
    return statements.model_copy(
        update={
            "partner": statements.partner.model_copy(update={"name": name, "id": key}),
            "capabilities": tuple(each.model_copy(update={"partner": name}) for each in statements.capabilities),
        }
    )


def _content(capability: Capability) -> str:
    """Return what is embedded of a passage: its text; a cell says little without the others of its row."""
    cell = re.match(r"t\d", capability.source.block)
    return f"{capability.text} ({capability.heading})" if cell and capability.heading else capability.text


def slug(name: str) -> str:
    """Return a name in small letters and hyphens; one in another script becomes letters and digits of its own."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or sha256(name.encode()).hexdigest()[:12]
