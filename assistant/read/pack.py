"""Files, folders and zip files into one pack: each file by the reader of its kind, a bad one told and the rest read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path, PurePosixPath

from assistant.errors import InputRejected
from assistant.read.guard import Archive, read_bytes, refusing
from assistant.records import Document, Pack, Rejected

READERS = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "word.read_word"),
    **dict.fromkeys((".xlsx", ".xlsm"), "sheet.read_sheet"),
    **dict.fromkeys((".md", ".markdown"), "markdown.read_markdown"),
    **dict.fromkeys((".html", ".htm"), "html.read_html"),
    ".odt": "odt.read_odt",
    ".pdf": "pdf.read_pdf",
    ".txt": "text.read_text",
}
_AS_WORD = "Open it in Word and save it as .docx."
_ADVICE = {
    ".doc": ("Word files from before 2007 are not read", _AS_WORD),
    ".rtf": ("RTF files are not read", _AS_WORD),
    ".xls": ("Excel files from before 2007 are not read", "Open it in Excel and save it as .xlsx."),
    ".zip": ("a zip file inside another is not unpacked", "Unpack it and give the folder."),
}


@dataclass(frozen=True)
class Given:
    """One file of a pack: its name in it and how to get its content.

    `origin` tells whether it was given twice; one that is not `known` is refused when its content is asked for.
    """

    name: str
    origin: str
    content: Callable[[], bytes]
    known: bool = True


def read_pack(paths: Sequence[Path]) -> Pack:
    """Read files, and folders and zip files with all that is in them.

    A document is named by its path in the folder or zip file that was given. Documents and rejected files stand
    in the order of their names.
    """
    documents: list[Document] = []
    rejected: list[Rejected] = []
    for given in sorted(_distinct(paths), key=lambda each: each.name):
        try:
            documents.append(_read(given))
        except InputRejected as error:
            rejected.append(Rejected(name=given.name, code=error.code, why=f"{error.why}. {error.then}".strip()))
    if not documents and not rejected:
        where = ", ".join(str(path) for path in paths)
        rejected.append(
            Rejected(name=where, code="empty", why="there is no file in it. Give a file or another folder.")
        )
    return Pack(documents=tuple(documents), rejected=tuple(rejected))


def read_document(path: Path, name: str | None = None) -> Document:
    """Read one file. Raises InputRejected with the reason, whatever is wrong with it."""
    name = name or path.name
    return _read(Given(name, str(path), partial(read_bytes, path, name), known=path.exists()))


def _read(given: Given) -> Document:
    suffix = PurePosixPath(given.name).suffix.lower() or Path(given.origin).suffix.lower()
    if given.known and suffix not in READERS:
        why, then = _ADVICE.get(suffix, (f"files that end in {suffix or 'nothing'} are not read", "Save it as .docx."))
        raise InputRejected("not_supported", given.name, why, then)
    content = given.content()
    module, function = READERS[suffix].split(".")
    reader = getattr(import_module(f"assistant.read.{module}"), function)
    with refusing(given.name):
        document: Document = reader(content, given.name)
    warnings = document.warnings
    if not any(block.visible and block.text for block in document.blocks):
        warnings = (*warnings, "There is no text in it. If it is a scan, ask for the file it was made from.")
    return document.model_copy(update={"sha256": hashlib.sha256(content).hexdigest(), "warnings": warnings})


def _distinct(paths: Sequence[Path]) -> Iterator[Given]:
    """Yield every file once; two of one name from different folders are told apart by the folder's name or a number."""
    seen: set[str] = set()
    names: set[str] = set()
    for path in paths:
        for given in _listed(path):
            if given.origin in seen:
                continue
            seen.add(given.origin)
            tries = [
                given.name,
                f"{path.name}/{given.name}",
                *(f"{at}/{given.name}" for at in range(2, len(names) + 3)),
            ]
            name = next(each for each in tries if each not in names)
            names.add(name)
            yield replace(given, name=name)


def _listed(path: Path) -> Iterator[Given]:
    suffix = path.suffix.lower()
    if path.is_dir() and suffix not in READERS:
        files = [(each, each.relative_to(path).as_posix()) for each in sorted(path.rglob("*")) if each.is_file()]
        for file, name in files:
            if _wanted(name):
                yield Given(name, str(file.resolve()), partial(read_bytes, file, name))
    elif suffix == ".zip":
        yield from _zipped(path)
    else:
        yield Given(path.name, str(path.resolve()), partial(read_bytes, path, path.name), known=path.exists())


def _zipped(path: Path) -> Iterator[Given]:
    try:
        archive = Archive(read_bytes(path, path.name), path.name)
    except InputRejected as error:
        yield Given(path.name, str(path.resolve()), partial(_refuse, error), known=False)
        return
    for name in archive.files():
        if _wanted(name):
            yield Given(name, f"{path.resolve()}#{name}", partial(archive.read, name))


def _refuse(error: InputRejected) -> bytes:
    raise error


def _wanted(name: str) -> bool:
    """Return whether a file is somebody's, not an editor's lock or a system's leaving."""
    parts = name.split("/")
    return not any(part.startswith((".", "~$", "__MACOSX")) for part in parts) and parts[-1].lower() not in {
        "thumbs.db",
        "desktop.ini",
    }
