"""The only door for foreign files: sizes are bounded before and while reading, and XML is read without its dangers."""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from assistant.errors import InputRejected

if TYPE_CHECKING:
    from lxml import etree

MB = 1024 * 1024
_SMALL = 64 * 1024  # a part of this size is read without a trial
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"
_ENTRY = b"PK\x01\x02"  # begins each entry of a zip file's directory


@dataclass(frozen=True)
class Limits:
    """What a file may ask of this computer; sizes in bytes.

    `pack` is for a zip file with a whole tender in it; `total` for all that is unpacked of a file, or held of the
    zip files inside a pack. `ratio` is how far a part may unpack beyond its first `ratio_free` bytes: of 1,200
    public files none is above 40:1, but a long form of empty cells may well be; a bomb reaches 700:1 and more.
    `elements` are those of a part that is read as a stream, `held` of one that is held whole, `blank` the paragraphs
    in it that are one tag and nothing else, `blocks` what a document may come to: one of 10,000 pages has 70,000.
    """

    file: int = 50 * MB
    pack: int = 1024 * MB
    entries: int = 2000
    part: int = 48 * MB
    total: int = 200 * MB
    ratio: int = 200
    ratio_free: int = 8 * MB
    elements: int = 2_000_000
    pages: int = 5_000
    characters: int = 40_000_000
    held: int = 500_000
    blank: int = 100_000
    blocks: int = 250_000


LIMITS = Limits()


_AGAIN = "Ask for the file again, or open it in Word and save it anew."


def damaged(name: str, why: str = "it is damaged or incomplete") -> InputRejected:
    return InputRejected("corrupt", name, why, _AGAIN)


def unsafe(name: str, why: str) -> InputRejected:
    """Return the refusal of what no Office program writes, only somebody who means harm."""
    return InputRejected("unsafe", name, why, _AGAIN)


def empty(name: str) -> InputRejected:
    return InputRejected("empty", name, "the file is empty", "Ask for it again or download it again.")


def too_large(name: str, why: str) -> InputRejected:
    return InputRejected("too_large", name, why, "Split it, or save it without its pictures.")


def crashed(name: str) -> InputRejected:
    return InputRejected("crashed", name, "the reader broke down over it", "Open it in Word and save it anew as .docx.")


def read_bytes(path: Path, name: str) -> bytes:
    """Return the content of a regular file; raises InputRejected for anything else, for an empty or a huge one."""
    with opened(path, name, LIMITS.file) as stream:
        return stream.read(LIMITS.file)


@contextmanager
def opened(path: Path, name: str, most: int) -> Iterator[IO[bytes]]:
    """Open a regular file of at most so many bytes. Nothing else is waited for, such as a pipe that nobody fills."""
    try:
        if path.is_dir():
            raise InputRejected("not_supported", name, "it is a folder, not a file", "Give the file itself.")
        _check_file(path.stat(), name, most)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as stream:  # noqa: PTH123
            _check_file(os.fstat(stream.fileno()), name, most)
            yield stream
    except FileNotFoundError as error:
        raise InputRejected("missing", name, "there is no such file", "Check the name and the folder.") from error
    except (OSError, ValueError) as error:
        why = f"it cannot be opened ({getattr(error, 'strerror', None) or error})"
        raise InputRejected("unreadable", name, why, "Check who may read it.") from error


def _check_file(found: os.stat_result, name: str, most: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise InputRejected("not_supported", name, "it is not a file", "Give the file itself.")
    if found.st_size == 0:
        raise empty(name)
    if found.st_size > most:
        raise too_large(name, f"it has {found.st_size // MB} MB; at most {most // MB} MB are read")


class Part(io.RawIOBase):
    """One part of an archive as a stream that stops at the limits."""

    def __init__(self, archive: Archive, info: zipfile.ZipInfo, elements: int) -> None:
        self._archive = archive
        self._most = elements
        self._stream = archive.zip.open(info)
        self._size = self._elements = self._blank = self._paragraphs = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size if size >= 0 else LIMITS.part + 1)
        self._size += len(chunk)
        self._archive.spent += len(chunk)
        self._elements += chunk.count(b"<") - chunk.count(b"</")
        if self._size > LIMITS.part or self._archive.spent > self._archive.total:
            raise too_large(self._archive.name, "it unpacks to more than can be read safely")
        self._blank += chunk.count(b":p/>")
        self._paragraphs += chunk.count(b":p>")  # once or twice for each
        if self._elements > self._most or self._blank > LIMITS.blank or self._paragraphs > 2 * LIMITS.blocks:
            raise too_large(self._archive.name, "it has more elements than can be read safely")
        return chunk

    def head(self) -> bytes:
        """Return what it begins with; reading it comes to that again."""
        return cast("zipfile.ZipExtFile", self._stream).peek(1000)[:1000]

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Directory:
    """A zip file's stream which, until its directory has been read, refuses one with too many entries.

    Python makes an object of each entry before it can be asked how many there are.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream, self._name = stream, name
        self.read_out = False
        self.seek, self.tell, self.close = stream.seek, stream.tell, stream.close

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        if not self.read_out and chunk.count(_ENTRY) > LIMITS.entries:
            raise too_large(self._name, f"it has more than {LIMITS.entries:,} parts")
        return chunk


class Archive:
    """A zip file whose directory has been checked. Names of parts are compared without regard to case.

    `total` bounds what all that is read of it unpacks to.
    """

    def __init__(self, content: bytes | IO[bytes], name: str, *, total: int = LIMITS.total) -> None:
        self.name = name
        self.spent = 0
        self.total = total
        directory = _Directory(io.BytesIO(content) if isinstance(content, bytes) else content, name)
        try:
            self.zip = zipfile.ZipFile(cast("IO[bytes]", directory))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error) as error:
            raise damaged(name) from error
        directory.read_out = True
        self.infos = self.zip.infolist()
        if any(part.flag_bits & 1 for part in self.infos):
            raise encrypted(name)
        if _overlap(self.infos):
            raise unsafe(name, "its parts lie over each other, as in a zip bomb")
        self._parts = {_plain(part.filename): part for part in self.infos}

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._parts

    def names(self) -> list[str]:
        return sorted(self._parts)

    @contextmanager
    def open(self, part: str | zipfile.ZipInfo, elements: int = LIMITS.elements) -> Iterator[Part]:
        """Open a part; everything that goes wrong while it is used becomes InputRejected."""
        info = part if isinstance(part, zipfile.ZipInfo) else self._parts.get(_plain(part))
        if info is None:
            raise damaged(self.name, f"its part {part} is missing")
        self._check(info)
        with refusing(self.name):
            if info.file_size > _SMALL:
                self._try(info, elements)
            with Part(self, info, elements) as stream:
                yield stream

    def _try(self, info: zipfile.ZipInfo, elements: int) -> None:
        """Unpack a part and throw it away, so that one beyond the limits is refused before any work is done on it."""
        spent = self.spent
        self._unpack(info, elements)
        self.spent = spent

    def _unpack(self, info: zipfile.ZipInfo, elements: int) -> None:
        with Part(self, info, elements) as stream:
            while stream.read(MB):
                pass

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
                self._unpack(info, LIMITS.elements)
        self.spent = 0

    def read(self, part: str | zipfile.ZipInfo) -> bytes:
        with self.open(part) as stream:
            return stream.read()

    def xml(self, part: str) -> etree._Element:
        """Return the root of a part that can be held whole."""
        from lxml import etree

        with self.open(part, LIMITS.held) as stream:
            _check_head(stream, self.name)
            tree = etree.parse(cast("IO[bytes]", stream), etree.XMLParser(**SAFE))
            refuse_dtd(tree, self.name)
            return tree.getroot()

    def stream(self, part: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
        """Yield the elements with these tags as they end; who takes one may clear it."""
        from lxml import etree

        with self.open(part) as stream:
            _check_head(stream, self.name)
            first = True
            for _, element in etree.iterparse(stream, events=("end",), tag=tags, **SAFE):
                if first:
                    refuse_dtd(element.getroottree(), self.name)
                    first = False
                yield element


_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_ENCODINGS = re.compile(r"utf-?(8|16(le|be)?)|(us-)?ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)


def _check_head(part: Part, name: str) -> None:
    """Refuse a DTD, and an encoding in which XML's marks cannot be counted as bytes, such as EBCDIC or UTF-7."""
    head = part.head()
    if b"<!DOCTYPE" in head.replace(b"\0", b""):
        raise _with_dtd(name)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    declared = _DECLARED.search(head.replace(b"\0", b""))
    if not (wide or plain) or (declared and not _ENCODINGS.fullmatch(declared[1].decode())):
        raise unsafe(name, "a part of it is in an encoding that no Word or Excel file has")


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
        raise _with_dtd(name)


def _with_dtd(name: str) -> InputRejected:
    return unsafe(name, "it carries a document type definition, which no Word or Excel file does")


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
    except MemoryError as error:
        raise too_large(name, "reading it takes more memory than one file may have") from error
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
        struct.error,
    ) as error:
        raise damaged(name) from error


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    placed = sorted((info.header_offset, info.compress_size) for info in infos)
    return any(at + size > after for (at, size), (after, _) in pairwise(placed))


def _plain(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
