"""Gather partners from files: which profile belongs to which statement, who is named how, what is not said."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import InputRejected
from assistant.partners import facts, profile, table
from assistant.partners.cut import Cut, cut
from assistant.records import Block, Capability, Document, Partner, Rejected, Source, Statements

READ = (".docx", ".docm", ".odt", ".pdf", ".md", ".txt")
LISTS = ("places", "groups", "art_forms", "turnover", "marks", "worked_with")
ReadDocument = Callable[[Path], Document]


@dataclass(frozen=True)
class Gathered:
    """Partners in name order, and the files that could not be used."""

    statements: tuple[Statements, ...]
    rejected: tuple[Rejected, ...]


@dataclass
class Heap:
    """What was found of one partner so far."""

    partner: Partner
    passages: list[tuple[str, Cut]] = field(default_factory=list)
    profiled: bool = False


def gather(paths: Sequence[Path], read_document: ReadDocument) -> Gathered:
    """Return the partners described by files and folders.

    A profile and a statement belong together by the same file name, else by the partner's name. A file that
    cannot be used is in `rejected` and the rest is done; raises InputRejected when there was nothing to read.
    """
    rejected: list[Rejected] = []
    heaps: dict[str, Heap] = {}
    profiles: dict[Path, Partner] = {}
    files = list(_files(paths, rejected))
    for path, name in sorted(files, key=lambda each: (each[0].suffix.lower() not in profile.SUFFIXES, each[1])):
        try:
            _take(path, name, read_document, heaps, profiles)
        except InputRejected as error:
            rejected.append(Rejected(name=name, code=error.code, why=error.why))
    if not heaps:
        raise _nothing(paths, rejected)
    known = sorted(
        {place for heap in heaps.values() for place in (*heap.partner.places, heap.partner.based_in) if place}
    )
    _tell_apart(heaps.values())
    statements = [_statements(heap, known) for heap in heaps.values()]
    return Gathered(tuple(sorted(statements, key=lambda each: each.partner.name.casefold())), tuple(rejected))


def _nothing(paths: Sequence[Path], rejected: Sequence[Rejected]) -> InputRejected:
    if not rejected:
        given = ", ".join(str(path) for path in paths)
        why = "no statement, profile or table was found there"
        return InputRejected("empty", given, why, "Give Word files, profiles, tables, or the folder they are in.")
    first, *others = rejected
    also = "; ".join(f"{each.name}: {each.why}" for each in others[:3]) + (" ..." if len(others) > 3 else "")
    return InputRejected(first.code, first.name, f"{first.why}{f'; {also}' if also else ''}", "Nobody was added.")


def _files(paths: Sequence[Path], rejected: list[Rejected]) -> Iterator[tuple[Path, str]]:
    """Yield each usable file with its name relative to what was given; others are told or, in folders, passed by."""
    usable = (*READ, *profile.SUFFIXES, *table.SUFFIXES)
    for given in paths:
        if given.is_dir():
            for path in sorted(given.rglob("*")):
                name = path.relative_to(given)
                hidden = any(part.startswith((".", "~$")) for part in name.parts)
                if path.is_file() and not hidden and path.suffix.lower() in usable:
                    yield path, name.as_posix()
        elif not given.exists():
            rejected.append(Rejected(name=str(given), code="missing", why="there is no such file or folder"))
        elif given.suffix.lower() in usable:
            yield given, given.name
        else:
            what = f"{given.suffix} files" if given.suffix else "files without an ending"
            why = f"{what} cannot be read; give Word, ODT, PDF, md, txt, toml, yaml, json, csv, xlsx or jsonl"
            rejected.append(Rejected(name=given.name, code="not_supported", why=why))


def _take(
    path: Path, name: str, read_document: ReadDocument, heaps: dict[str, Heap], profiles: dict[Path, Partner]
) -> None:
    suffix = path.suffix.lower()
    if suffix in profile.SUFFIXES:
        partner = profile.read_profile(path)
        heap = heaps.setdefault(partner.id or slug(partner.name), Heap(_with_id(partner)))
        heap.partner, heap.profiled = _with_id(partner), True
        profiles[path.with_suffix("")] = heap.partner
    elif suffix in table.SUFFIXES:
        for line in table.read_table(path):
            _take_line(line, name, heaps)
    else:
        statement = read_document(path)
        partner = profiles.get(path.with_suffix("")) or _with_id(Partner(name=named(statement, path)))
        heap = heaps.setdefault(partner.id, Heap(partner))
        found = [(name, each) for each in cut(statement)]
        if not found:
            raise InputRejected("empty", name, "no sentence was found in it")
        heap.passages += found


def _take_line(line: table.Line, name: str, heaps: dict[str, Heap]) -> None:
    partner = _of_row(line, name)
    heap = heaps.setdefault(partner.id, Heap(partner))
    block = Block(id=f"r{line.number}", text=line.text, kind="paragraph")
    heap.passages += [(name, each) for each in cut(Document(name=name, sha256="", blocks=(block,)))]


def _of_row(line: table.Line, name: str) -> Partner:
    """Return the partner of a row; columns that bear a field's name fill that field."""
    fields: dict[str, Any] = {"name": line.name, "id": line.id or slug(line.name)}
    for column, value in line.more.items():
        if column in Partner.model_fields and value not in (None, ""):
            split = [part.strip() for part in str(value).split(";") if part.strip()]
            fields[column] = (value if isinstance(value, list) else split) if column in LISTS else value
    try:
        return Partner.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputRejected("not_a_table", name, f"row {line.number}, {where}: {first['msg'].lower()}") from error


def _with_id(partner: Partner) -> Partner:
    return partner if partner.id else partner.model_copy(update={"id": slug(partner.name)})


def named(statement: Document, path: Path) -> str:
    """Return whose statement this is: its title, first heading or first short line, else the file's name."""
    lines = [block for block in statement.blocks if block.visible and block.text.strip()]
    heading = next((block.text for block in lines if block.kind == "heading"), "")
    first = next((block.text for block in lines if block.kind in ("paragraph", "heading")), "")
    for each in (heading, first, statement.title):
        name = _bare(each)
        if name and len(name.split()) <= 8 and not name.endswith("."):
            return name
    return re.sub(r"[-_]+", " ", path.stem).strip().title()


def _bare(line: str) -> str:
    """Return a title without what is said about the name after a colon or a dash."""
    return re.split(r"\s*[:|]\s+|\s+[-–—]\s+", line.strip(), maxsplit=1)[0].strip()


def slug(name: str) -> str:
    """Return a name in small letters and hyphens; a name in another script keeps its own letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return found or hashlib.sha256(name.encode()).hexdigest()[:12]


def _tell_apart(heaps: Iterable[Heap]) -> None:
    """Give partners of the same name their id behind it."""
    by_name: dict[str, list[Heap]] = {}
    for heap in heaps:
        by_name.setdefault(heap.partner.name.casefold(), []).append(heap)
    for same in by_name.values():
        for heap in same if len(same) > 1 else ():
            name = f"{heap.partner.name} ({heap.partner.id})"
            heap.partner = heap.partner.model_copy(update={"name": name})


def _statements(heap: Heap, known: Iterable[str]) -> Statements:
    seen: dict[str, int] = {}
    capabilities = []
    for name, each in heap.passages:
        key = hashlib.sha256(each.text.encode()).hexdigest()[:12]
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            continue
        capabilities.append(_capability(heap.partner, key, name, each, known))
    return Statements(partner=heap.partner, capabilities=tuple(capabilities), missing=profile.missing(heap.partner))


def _capability(partner: Partner, key: str, name: str, passage: Cut, known: Iterable[str]) -> Capability:
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
