"""Files, folders and zip files into one pack: each file read apart from this program, a bad one told, the rest read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from assistant.errors import InputRejected
from assistant.read import office
from assistant.read.apart.processes import MEMORY_BOUND
from assistant.read.apart.workers import BOUNDS, Task, workers
from assistant.read.content import READERS, unreadable
from assistant.read.given import Given, Listing, given_file
from assistant.read.guard import LIMITS, MB, ZIP
from assistant.read.sniff import flat_kind
from assistant.read.twins import mark_twins
from assistant.records import Document, Pack, Rejected


def read_pack(paths: Sequence[Path]) -> Pack:
    """Read files, and folders and zip files with all that is in them.

    A document is named by its path in the folder or zip file that was given. Documents and rejected files stand
    in the order of their names; of two that say the same in two formats one names the other as `same_as`.
    """
    documents: list[Document] = []
    rejected: list[Rejected] = []
    with Listing() as listing:
        files = listing.files(paths)
        for given, found in zip(files, workers().read([partial(_task, each) for each in files]), strict=True):
            if isinstance(found, Document):
                documents.append(found)
            else:
                rejected.append(Rejected(name=given.name, code=found.code, why=f"{found.why}. {found.then}".strip()))
    if not files:
        where = ", ".join(str(path) for path in paths)
        rejected.append(
            Rejected(name=where, code="empty", why="there is no file in it. Give a file or another folder.")
        )
    return Pack(documents=tuple(mark_twins(documents)), rejected=tuple(rejected))


def read_document(path: Path, name: str | None = None) -> Document:
    """Read one file. Raises InputRejected with the reason, whatever is wrong with it."""
    found = workers().read([partial(_task, given_file(path, name))])[0]
    if isinstance(found, InputRejected):
        raise found
    return found


def describe_reading() -> list[str]:
    """Return the bounds within which files are read, a line each. Raises ConsortError where none can be read."""
    trial = Task("trial.txt", ".txt", b"A trial.", "")
    found = workers().read([lambda: trial])[0]
    if isinstance(found, InputRejected):
        raise found
    memory = f" and {BOUNDS.memory // MB:,} MB of memory" if MEMORY_BOUND else ""
    here, old = ("", "read through it") if office.find_office() else ("not ", "not read without it")
    return [
        f"Files are read in processes of their own, each within {BOUNDS.wall:g} seconds{memory}.",
        f"A file may have {LIMITS.file // MB} MB, a zip file of a whole pack {LIMITS.pack // MB:,} MB and "
        f"{LIMITS.entries:,} files.",
        f"LibreOffice is {here}installed: .doc and .rtf are {old}.",
    ]


def _task(given: Given) -> Task:
    """Return a file as it is handed to a worker; raises InputRejected for one that need not be."""
    try:
        content = given.content()
    except InputRejected as error:
        if error.code == "too_large" and given.suffix not in {".zip", *READERS}:
            raise unreadable(given.name, given.suffix) from error
        raise
    task = Task(given.name, given.suffix, content, hashlib.sha256(content).hexdigest())
    kind = given.suffix if content.startswith(ZIP) else flat_kind(content, given.name, given.suffix)
    if kind not in office.KINDS or content.startswith(ZIP):
        return task
    made = office.convert(content, given.name, kind)
    return replace(task, content=made, suffix=".docx", warnings=(office.NOTE,))
