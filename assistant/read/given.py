"""What was given, as a list of files: folders and zip files opened, nothing unpacked to disk, no link followed out."""

from __future__ import annotations

import os
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO, Self

from assistant.errors import InputRejected
from assistant.read.blocks import clean
from assistant.read.content import READERS
from assistant.read.guard import LIMITS, Archive, opened, read_bytes, too_large

_LEFTOVERS = {"thumbs.db", "desktop.ini"}
_LONGEST = 255  # characters of one step of a name, the most that file systems hold; a longer one is cut
_DEEPEST = 12  # steps of a name that are shown


@dataclass(frozen=True)
class Given:
    """One file of a pack: its name in it and how to get its content, which may raise InputRejected.

    `origin` tells whether it was given twice.
    """

    name: str
    origin: str
    content: Callable[[], bytes]

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower() or PurePosixPath(self.origin).suffix.lower()


def given_file(path: Path, name: str | None = None) -> Given:
    name = name or path.name or str(path)
    return Given(name, str(_real(path)), partial(read_bytes, path, name))


class Listing:
    """The files of what was given. Zip files stay open until it is left."""

    def __init__(self) -> None:
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def files(self, paths: Sequence[Path]) -> list[Given]:
        """Return every file once, in name order.

        Two of one name from different places are told apart by the folder's name or a number.
        """
        seen: set[str] = set()
        found: dict[str, Given] = {}
        for path in paths:
            for given in self._listed(path):
                if given.origin not in seen:
                    seen.add(given.origin)
                    name = _untaken(given.name, path.name, found)
                    found[name] = replace(given, name=name)
        return [found[name] for name in sorted(found)]

    def _listed(self, path: Path) -> Iterator[Given]:
        suffix = path.suffix.lower()
        if path.is_dir() and suffix not in READERS:
            yield from self._folder(path)
        elif suffix == ".zip":
            yield from self._zip(path, "", shown(path.name))
        else:
            yield given_file(path, shown(path.name))

    def _folder(self, root: Path) -> Iterator[Given]:
        base = _real(root)
        unread: list[OSError] = []
        for where, folders, files in os.walk(root, onerror=unread.append):
            kept = [each for each in sorted(folders) if _wanted(each)]
            folders[:] = [each for each in kept if Path(each).suffix.lower() not in READERS]
            links = [each for each in folders if (Path(where) / each).is_symlink()]
            odd = [*(each for each in kept if each not in folders), *links]
            for each in sorted([*filter(_wanted, files), *odd]):
                yield from self._entry(Path(where) / each, root, base)
        for error in unread:
            path = Path(str(error.filename))
            yield _refused(_name(path, root), str(path), _locked(error))

    def _entry(self, path: Path, root: Path, base: Path) -> Iterator[Given]:
        name = _name(path, root)
        if path.is_symlink():
            if not _real(path).is_relative_to(base):
                yield _refused(name, str(path), _OUTSIDE)
                return
            if path.exists():
                return  # what it leads to is in the folder and read there
        if path.suffix.lower() == ".zip":
            yield from self._zip(path, f"{name}/", name)
        else:
            yield given_file(path, name)

    def _zip(self, path: Path, prefix: str, name: str) -> Iterator[Given]:
        origin = str(_real(path))
        try:
            stream = self._open.enter_context(opened(path, name, LIMITS.pack))
            yield from _Zip(origin, prefix, partial(read_bytes, path, name)).files(stream, name)
        except InputRejected as error:
            yield _refused(name, origin, error)


@dataclass
class _Zip:
    """A zip file while its files are listed, with those zip files in it that it may hold: one level of them."""

    origin: str
    prefix: str
    content: Callable[[], bytes]
    room: Iterator[int] = field(default_factory=partial(count, 1))
    inner: bool = False
    held: list[int] = field(default_factory=list)

    def files(self, stream: bytes | IO[bytes], name: str) -> Iterator[Given]:
        archive = _archive(stream, name)
        if "[Content_Types].xml" in archive or "mimetype" in archive:
            yield Given(name, self.origin, self.content)  # a document by another name
            return
        for at, info in enumerate(archive.infos):
            inside = f"{self.prefix}{_below(_decoded(info))}"
            if info.is_dir() or not all(map(_wanted, inside.split("/"))):
                continue
            if next(self.room) > LIMITS.entries:
                raise too_large(name, f"with the zip files in it, it holds more than {LIMITS.entries:,} files")
            origin, content = f"{self.origin}#{at}", partial(archive.read, info)
            if not self.inner and inside.lower().endswith(".zip"):
                yield from self._within(inside, origin, content)
            else:
                yield Given(inside, origin, content)

    def _within(self, name: str, origin: str, content: Callable[[], bytes]) -> Iterator[Given]:
        """Yield the files of a zip file in this one, which is held in memory until all is read."""
        try:
            held = content()
            self.held.append(len(held))
            if sum(self.held) > LIMITS.total:
                raise too_large(name, "the zip files in this one are too large together")
            inner = _Zip(origin, f"{name}/", partial(_same, held), self.room, inner=True)
            yield from inner.files(held, name)
        except InputRejected as error:
            yield _refused(name, origin, error)


def _archive(stream: bytes | IO[bytes], name: str) -> Archive:
    try:
        return Archive(stream, name, total=LIMITS.pack)
    except InputRejected as error:
        if error.code == "encrypted":
            why = "the zip file, or a file in it, is password-protected"
            raise InputRejected("encrypted", name, why, "Unpack it with its password and give the folder.") from error
        raise


def _decoded(info: zipfile.ZipInfo) -> str:
    """Return an entry's name: many programs write it in UTF-8 without saying so, which then reads as CP437."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def shown(name: str) -> str:
    """Return a file's name without what cannot be shown, such as control characters."""
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "/".join(clean(each) or "?" for each in plain.split("/"))


def _below(name: str) -> str:
    """Return the name of a zip file's entry as a path below it, not endlessly long, whatever path it claims."""
    steps = shown(unicodedata.normalize("NFC", name.replace("\\", "/"))).split("/")
    kept = [each for each in steps if each not in {"?", ".", ".."} and not re.fullmatch("[A-Za-z]:", each)]
    return "/".join(each if len(each) <= _LONGEST else f"{each[:80]}…{each[-30:]}" for each in kept[-_DEEPEST:]) or "?"


def _untaken(name: str, folder: str, taken: dict[str, Given]) -> str:
    if name not in taken:
        return name
    if f"{folder}/{name}" not in taken:
        return f"{folder}/{name}"
    return next(each for at in count(2) if (each := f"{at}/{name}") not in taken)


def _name(path: Path, root: Path) -> str:
    return shown(path.relative_to(root).as_posix())


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return path.absolute()


def _wanted(name: str) -> bool:
    """Return whether a file or folder is somebody's, not an editor's lock or a system's leaving."""
    return not name.startswith((".", "~$", "__MACOSX")) and name.lower() not in _LEFTOVERS


def _refused(name: str, origin: str, error: InputRejected) -> Given:
    return Given(name, origin, partial(_raise, error))


def _raise(error: InputRejected) -> bytes:
    raise error


def _same(content: bytes) -> bytes:
    return content


def _locked(error: OSError) -> InputRejected:
    why = f"the folder cannot be opened ({error.strerror or error})"
    return InputRejected("unreadable", str(error.filename), why, "Check who may read it.")


_OUTSIDE = InputRejected(
    "outside",
    "a link",
    "it is a link to something outside the folder, which is not followed",
    "Give that itself, or copy it into the folder.",
)
