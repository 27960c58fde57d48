"""Gather partners from files: which profile belongs to which statement, who is named how, what is not said."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import InputRejected
from assistant.partners import facts, profile, table
from assistant.partners.cut import Cut, cut
from assistant.partners.naming import named, slug, with_id
from assistant.records import Block, Capability, Document, Partner, Rejected, Source, Statements

READ = (".docx", ".docm", ".odt", ".pdf", ".md", ".txt")
USABLE = (*READ, *profile.SUFFIXES, *table.SUFFIXES)
ReadDocument = Callable[[Path], Document]
Place = tuple[str, Cut]


@dataclass(frozen=True)
class Gathered:
    """Partners in name order, and the files that could not be used."""

    statements: tuple[Statements, ...]
    rejected: tuple[Rejected, ...]


@dataclass
class Heap:
    """What was found of one partner so far: profile, passages with their documents' names, doubtful cells."""

    partner: Partner
    passages: list[Place] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def gather(paths: Sequence[Path], read_document: ReadDocument) -> Gathered:
    """Return the partners described by files and folders.

    A profile and a statement belong together by the same file name, else by the partner's name. A file that
    cannot be used is in `rejected` and the rest is done; raises InputRejected when there was nothing to use.
    """
    gathering = Gathering(read_document)
    rejected = []
    for path, name in sorted(_files(paths), key=lambda each: (each[0].suffix.lower() not in profile.SUFFIXES, each)):
        try:
            gathering.take(path, name)
        except InputRejected as error:
            rejected.append(Rejected(name=name, code=error.code, why=error.why))
    if not gathering.heaps:
        raise _nothing(paths, rejected)
    return Gathered(gathering.statements(), tuple(rejected))


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield each file with its name relative to what was given; in folders, only those that can be used."""
    for given in paths:
        if not given.is_dir():
            yield given, given.name
            continue
        for path in sorted(given.rglob("*")):
            name = path.relative_to(given)
            hidden = any(part.startswith((".", "~$")) for part in name.parts)
            if path.is_file() and not hidden and path.suffix.lower() in USABLE:
                yield path, name.as_posix()


def _nothing(paths: Sequence[Path], rejected: Sequence[Rejected]) -> InputRejected:
    if not rejected:
        given = ", ".join(str(path) for path in paths)
        why = "no statement, profile or table was found there"
        return InputRejected("empty", given, why, "Give Word files, profiles, tables, or the folder they are in.")
    first, *others = rejected
    also = "; ".join(f"{each.name}: {each.why}" for each in others[:3]) + (" ..." if len(others) > 3 else "")
    return InputRejected(first.code, first.name, f"{first.why}{f'; {also}' if also else ''}", "Nobody was added.")


class Gathering:
    """Takes file after file, profiles before the rest, and keeps one heap a partner, by its id."""

    def __init__(self, read_document: ReadDocument) -> None:
        self.heaps: dict[str, Heap] = {}
        self._read_document = read_document
        self._by_file: dict[Path, str] = {}
        self._by_name: dict[str, str] = {}

    def take(self, path: Path, name: str) -> None:
        """Take what a file says. Raises InputRejected when it cannot be used."""
        suffix = path.suffix.lower()
        if not path.exists():
            raise InputRejected("missing", name, "there is no such file or folder")
        if suffix not in USABLE:
            what = f"{path.suffix} files" if path.suffix else "files without an ending"
            why = f"{what} cannot be read; give Word, ODT, PDF, md, txt, toml, yaml, json, csv, xlsx or jsonl"
            raise InputRejected("not_supported", name, why)
        if suffix in profile.SUFFIXES:
            self._take_profile(path)
        elif suffix in table.SUFFIXES:
            self._take_table(path, name)
        else:
            self._take_statement(path, name)

    def _take_profile(self, path: Path) -> None:
        partner = with_id(profile.read_profile(path))
        self._heap(partner).partner = partner
        self._by_file[path.with_suffix("")] = partner.id
        self._by_name[slug(partner.name)] = partner.id

    def _take_statement(self, path: Path, name: str) -> None:
        statement = self._read_document(path)
        passages = [(name, each) for each in cut(statement)]
        if not passages:
            raise InputRejected("empty", name, "no sentence was found in it")
        known = self._by_file.get(path.with_suffix(""))
        if known is None:
            partner = with_id(Partner(name=named(statement, path)))
            known = self._by_name.setdefault(slug(partner.name), partner.id)
            self.heaps.setdefault(known, Heap(partner))
        self.heaps[known].passages += passages

    def _take_table(self, path: Path, name: str) -> None:
        for line in list(table.read_table(path)):
            partner, doubts = _partner(line)
            heap = self._heap(partner)
            block = Block(id=f"r{line.number}", text=line.text, kind="paragraph")
            heap.passages += [(name, each) for each in cut(Document(name=name, sha256="", blocks=(block,)))]
            heap.doubts += doubts

    def _heap(self, partner: Partner) -> Heap:
        return self.heaps.setdefault(partner.id, Heap(partner))

    def statements(self) -> tuple[Statements, ...]:
        """Return everybody in name order."""
        heaps = list(self.heaps.values())
        _tell_apart(heaps)
        known = sorted({place for heap in heaps for place in (*heap.partner.places, heap.partner.based_in) if place})
        heaps.sort(key=lambda each: (each.partner.name.casefold(), each.partner.id))
        return tuple(_statements(heap, known) for heap in heaps)


def _partner(line: table.Line) -> tuple[Partner, list[str]]:
    """Return the partner of a row, and the cells that are not what their column should hold and are left out."""
    fields: dict[str, Any] = {"name": line.name, "id": line.id or slug(line.name), **line.fields}
    try:
        return Partner.model_validate(fields), []
    except ValidationError as error:
        wrong = sorted({str(each["loc"][0]) for each in error.errors()})
        kept = {field: value for field, value in fields.items() if field not in wrong}
        return Partner.model_validate(kept), [f"{field} (the table has {line.fields[field]!r})" for field in wrong]


def _tell_apart(heaps: Iterable[Heap]) -> None:
    """Give partners of the same name their id behind it."""
    by_name: dict[str, list[Heap]] = {}
    for heap in heaps:
        by_name.setdefault(heap.partner.name.casefold(), []).append(heap)
    for same in by_name.values():
        for heap in same if len(same) > 1 else ():
            name = f"{heap.partner.name} ({heap.partner.id})"
            heap.partner = heap.partner.model_copy(update={"name": name})


def _statements(heap: Heap, known: Sequence[str]) -> Statements:
    """Return a partner's statements; a passage that stands there twice is kept once."""
    once = {hashlib.sha256(each.text.encode()).hexdigest()[:12]: (name, each) for name, each in reversed(heap.passages)}
    capabilities = [_capability(heap.partner, key, place, known) for key, place in reversed(once.items())]
    missing = (*profile.missing(heap.partner), *heap.doubts)
    return Statements(partner=heap.partner, capabilities=tuple(capabilities), missing=missing)


def _capability(partner: Partner, key: str, place: Place, known: Sequence[str]) -> Capability:
    name, passage = place
    years = facts.years(passage.row)
    return Capability(
        id=f"{partner.id}/{key}",
        partner=partner.name,
        text=passage.text,
        heading=passage.heading,
        years=years,
        numbers=facts.numbers(passage.row),
        places=facts.places(passage.text, known),
        evidenced=bool(years) or facts.states_a_figure(passage.row),
        disclaims=passage.disclaims,
        source=Source(document=name, block=passage.block.id, start=passage.start, end=passage.end),
    )
