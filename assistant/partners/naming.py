"""Whose statement it is: names from titles and file names, ids from names."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from pathlib import Path

from assistant.records import Document, Partner

LONGEST = 8


def named(statement: Document, path: Path) -> str:
    """Return whose statement this is: its first heading, title or first short line, else the file's name."""
    shown = [block for block in statement.blocks if block.visible and block.text.strip()]
    heading = next((block.text for block in shown if block.kind == "heading"), "")
    line = next((block.text for block in shown if block.kind == "paragraph"), "")
    for each in (heading, statement.title, line):
        name = _bare(each)
        if name and len(name.split()) <= LONGEST and not name.endswith((".", "?", "!", ":")):
            return name
    return re.sub(r"[-_]+", " ", path.stem).strip().title()


def _bare(line: str) -> str:
    """Return a title without what is said about the name after a colon or a dash."""
    return re.split(r"\s*[:|]\s+|\s+[-–—]\s+", " ".join(line.split()), maxsplit=1)[0].strip()


def with_id(partner: Partner) -> Partner:
    """Return the partner with an id: its own, else one made of its name."""
    return partner if partner.id else partner.model_copy(update={"id": slug(partner.name)})


def slug(name: str) -> str:
    """Return a name in small letters and hyphens; one in another script becomes letters and digits of its own."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or sha256(name.encode()).hexdigest()[:12]
