"""Make written files the same, byte for byte, whenever the same is written; clean what XML cannot hold."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path

WRITTEN = datetime(2026, 1, 1)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
FIRST = "[Content_Types].xml"
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Return the text without control characters and without marks that reorder or hide it."""
    return UNSEEN.sub("", text)


def make_steady(path: Path) -> None:
    """Rewrite a zip container in place with a fixed order of entries and fixed times."""
    with zipfile.ZipFile(path) as given:
        held = {name: given.read(name) for name in given.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(held, key=lambda each: (each != FIRST, each)):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            written.writestr(entry, held[name])


def slug(name: str) -> str:
    """Return a name safe as a file name on every system; `partner` where nothing is left of it."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    reserved = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
    return f"{plain}-partner" if plain in reserved else plain or "partner"


def slugs(names: tuple[str, ...]) -> dict[str, str]:
    """Return a file name for each name, no two alike: the second `abc` is `abc-2`."""
    taken: dict[str, str] = {}
    for name in names:
        plain = candidate = slug(name)
        number = 2
        while candidate in taken.values():
            candidate, number = f"{plain}-{number}", number + 1
        taken[name] = candidate
    return taken
