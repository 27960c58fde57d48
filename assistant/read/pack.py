"""Files and folders into one pack: each file by the reader of its kind, a bad one told and the rest read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.errors import InputRejected
from assistant.read.guard import read_bytes, refusing
from assistant.records import Document, Pack, Rejected

Reader = Callable[[bytes, str], Document]


def read_pack(paths: Sequence[Path]) -> Pack:
    """Read files, and folders with all that is in them. Documents and rejected files stand in name order."""
    documents: list[Document] = []
    rejected: list[Rejected] = []
    for path, name in sorted(_files(paths), key=lambda each: each[1]):
        try:
            documents.append(read_document(path, name))
        except InputRejected as error:
            rejected.append(_told(error, name))
    if not documents and not rejected:
        where = ", ".join(str(path) for path in paths)
        rejected.append(
            Rejected(name=where, code="empty", why="there is no file in it. Give a file or another folder.")
        )
    return Pack(documents=tuple(documents), rejected=tuple(rejected))


def read_document(path: Path, name: str | None = None) -> Document:
    """Read one file. Raises InputRejected with the reason, whatever is wrong with it."""
    name = name or path.name
    reader = _reader(path, name)
    content = read_bytes(path, name)
    with refusing(name):
        document = reader(content, name)
    return document.model_copy(update={"sha256": hashlib.sha256(content).hexdigest()})


def _told(error: InputRejected, name: str) -> Rejected:
    return Rejected(name=name, code=error.code, why=f"{error.why}. {error.then}".strip())


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield every file with its name: relative to the folder that was given, else its own; each name once."""
    seen: dict[str, Path] = {}
    for path in paths:
        for file, name in _listed(path):
            unique, number = name, 2
            while unique in seen and seen[unique] != file:
                unique, number = f"{number}/{name}", number + 1
            if unique not in seen:
                seen[unique] = file
                yield file, unique


def _listed(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.is_dir() or path.suffix.lower() in READERS:
        yield path, path.name
        return
    for file in sorted(path.rglob("*")):
        name = file.relative_to(path).as_posix()
        if file.is_file() and not any(part.startswith((".", "~$")) for part in name.split("/")):
            yield file, name


def _word(content: bytes, name: str) -> Document:
    from assistant.read.word import read_word

    return read_word(content, name)


def _text(content: bytes, name: str) -> Document:
    from assistant.read.text import read_text

    return read_text(content, name)


def _html(content: bytes, name: str) -> Document:
    from assistant.read.html import read_html

    return read_html(content, name)


def _markdown(content: bytes, name: str) -> Document:
    from assistant.read.markdown import read_markdown

    return read_markdown(content, name)


def _sheet(content: bytes, name: str) -> Document:
    from assistant.read.sheet import read_sheet

    return read_sheet(content, name)


def _odt(content: bytes, name: str) -> Document:
    from assistant.read.odt import read_odt

    return read_odt(content, name)


READERS: dict[str, Reader] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), _word),
    **dict.fromkeys((".md", ".markdown"), _markdown),
    **dict.fromkeys((".html", ".htm"), _html),
    ".txt": _text,
    **dict.fromkeys((".xlsx", ".xlsm"), _sheet),
    ".odt": _odt,
}

ADVICE = {
    ".pdf": ("PDF files are not read", "Open it in Word, save it as .docx, check the tables, and give that."),
    ".doc": ("Word files before 2007 are not read", "Open it in Word and save it as .docx."),
    ".rtf": ("RTF files are not read", "Open it in Word and save it as .docx."),
    ".xls": ("Excel files before 2007 are not read", "Open it in Excel and save it as .xlsx."),
    ".zip": ("zip files are not unpacked", "Unpack it and give the folder."),
}


def _reader(path: Path, name: str) -> Reader:
    suffix = path.suffix.lower()
    if suffix in READERS:
        return READERS[suffix]
    why, then = ADVICE.get(suffix, (f"files of this kind ({suffix or 'no ending'}) are not read", "Save it as .docx."))
    if not path.exists():
        why, then = "there is no such file", "Check the name and the folder."
        raise InputRejected("missing", name, why, then)
    raise InputRejected("not_supported", name, why, then)
