"""The only door for foreign files: sizes are bounded before and while reading, and XML is read without its dangers."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from assistant.errors import InputRejected

if TYPE_CHECKING:
    from lxml import etree

MB = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"


@dataclass(frozen=True)
class Limits:
    """What a file may ask of this computer.

    A long contract made of one repeated paragraph reaches 130:1, a bomb 700:1 and more.
    """

    file: int = 50 * MB
    entries: int = 2000
    part: int = 48 * MB
    total: int = 200 * MB
    ratio: int = 200
    ratio_free: int = 8 * MB
    elements: int = 2_000_000


LIMITS = Limits()


def damaged(name: str, why: str = "it is damaged or incomplete") -> InputRejected:
    return InputRejected("corrupt", name, why, "Ask for the file again, or open it in Word and save it anew.")


def too_large(name: str, why: str) -> InputRejected:
    return InputRejected("too_large", name, why, "Split it, or save it without its pictures.")


def read_bytes(path: Path, name: str) -> bytes:
    """Return the content of a regular file; raises InputRejected for anything else, for an empty or a huge one."""
    try:
        if not path.exists():
            raise InputRejected("missing", name, "there is no such file", "Check the name and the folder.")
        if not path.is_file():
            raise InputRejected("not_supported", name, "it is not a file", "Give the file itself.")
        size = path.stat().st_size
        if size == 0:
            raise InputRejected("empty", name, "the file is empty", "Ask for it again or download it again.")
        if size > LIMITS.file:
            raise too_large(name, f"it has {size // MB} MB; at most {LIMITS.file // MB} MB are read")
        return path.read_bytes()
    except OSError as error:
        raise InputRejected(
            "unreadable", name, f"it cannot be opened ({error.strerror or error})", "Check who may read it."
        ) from error


class Part(io.RawIOBase):
    """One part of an archive as a stream that stops at the limits."""

    def __init__(self, archive: Archive, info: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._stream = archive.zip.open(info)
        self._size = self._elements = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size if size >= 0 else LIMITS.part + 1)
        self._size += len(chunk)
        self._archive.spent += len(chunk)
        self._elements += chunk.count(b"<") - chunk.count(b"</")
        if self._size > LIMITS.part or self._archive.spent > LIMITS.total:
            raise too_large(self._archive.name, "it unpacks to more than can be read safely")
        if self._elements > LIMITS.elements:
            raise too_large(self._archive.name, "it has more elements than can be read safely")
        return chunk

    def close(self) -> None:
        self._stream.close()
        super().close()


class Archive:
    """A zip file whose directory has been checked. Names of parts are compared without regard to case."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self.spent = 0
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
            parts = self.zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise damaged(name) from error
        if len(parts) > LIMITS.entries:
            raise too_large(name, f"it has {len(parts)} parts; at most {LIMITS.entries} are read")
        if any(part.flag_bits & 1 for part in parts):
            raise encrypted(name)
        self._parts = {_plain(part.filename): part for part in parts}

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._parts

    def names(self) -> list[str]:
        return sorted(self._parts)

    def files(self) -> list[str]:
        """Return the names of the files in it as they are written, without folders."""
        return sorted(part.filename.replace("\\", "/") for part in self._parts.values() if not part.is_dir())

    @contextmanager
    def open(self, part: str) -> Iterator[Part]:
        """Open a part; everything that goes wrong while it is used becomes InputRejected."""
        info = self._parts.get(_plain(part))
        if info is None:
            raise damaged(self.name, f"its part {part} is missing")
        self._check(info)
        with refusing(self.name):
            if info.file_size > MB:
                self._try(info)
            with Part(self, info) as stream:
                yield stream

    def _try(self, info: zipfile.ZipInfo) -> None:
        """Unpack a part and throw it away, so that one beyond the limits is refused before any work is done on it."""
        spent = self.spent
        with Part(self, info) as stream:
            while stream.read(MB):
                pass
        self.spent = spent

    def _check(self, info: zipfile.ZipInfo) -> None:
        if info.file_size > LIMITS.part:
            raise too_large(self.name, f"a part of it unpacks to {info.file_size // MB} MB")
        if info.file_size > LIMITS.ratio_free and info.file_size > LIMITS.ratio * max(info.compress_size, 1):
            raise too_large(self.name, "a part of it unpacks to far more than its size, as a zip bomb does")

    def check(self) -> None:
        """Unpack every part once and throw it away: for libraries that unpack without limits of their own."""
        with refusing(self.name):
            for info in self._parts.values():
                self._check(info)
                with Part(self, info) as stream:
                    while stream.read(MB):
                        pass
        self.spent = 0

    def read(self, part: str) -> bytes:
        with self.open(part) as stream:
            return stream.read()

    def xml(self, part: str) -> etree._Element:
        """Return the root of a small part."""
        from lxml import etree

        with self.open(part) as stream:
            tree = etree.parse(cast("IO[bytes]", stream), etree.XMLParser(**SAFE))
            refuse_dtd(tree, self.name)
            return tree.getroot()

    def stream(self, part: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
        """Yield the elements with these tags as they end; who takes one may clear it."""
        from lxml import etree

        with self.open(part) as stream:
            first = True
            for _, element in etree.iterparse(stream, events=("end",), tag=tags, **SAFE):
                if first:
                    refuse_dtd(element.getroottree(), self.name)
                    first = False
                yield element


SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def refuse_dtd(tree: etree._ElementTree, name: str) -> None:
    if tree.docinfo.internalDTD is not None:
        raise damaged(name, "it carries a document type definition, which no Word or Excel file does")


def encrypted(name: str) -> InputRejected:
    return InputRejected(
        "encrypted",
        name,
        "it is password-protected, or in a format before Word 2007",
        "Open it in Word, remove the password, and save it as .docx.",
    )


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn whatever a parser raises on foreign data into InputRejected."""
    from lxml import etree

    try:
        yield
    except InputRejected:
        raise
    except (
        etree.Error,
        zipfile.BadZipFile,
        zlib.error,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        ArithmeticError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        AssertionError,
        MemoryError,
    ) as error:
        raise damaged(name) from error


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
