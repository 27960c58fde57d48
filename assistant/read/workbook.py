"""What a workbook's XML says beyond the values: how cells are formatted, what is hidden, how far a sheet reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.read.guard import Archive, damaged, too_large
from assistant.read.package import Package

if TYPE_CHECKING:
    from lxml import etree

AREA = 5_000_000  # cells in the rectangle that holds all of a sheet: the reader keeps it whole in memory
_ROW = re.compile(rb"<(?:\w+:)?row\s([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^>/])>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"\b(\w+)\s*=\s*[\"']([^\"']*)[\"']")
_ADDRESS = re.compile(rb"([A-Z]{1,3})(\d{1,7})$")
_BUILT_IN = {9: "%", 10: "%"} | dict.fromkeys((5, 6, 7, 8, 42, 44), "£")
Address = tuple[int, int]


@dataclass
class Facts:
    """Of one sheet: the unit that a cell's format prints (% or a currency), and the rows and columns not shown."""

    units: dict[Address, str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def sheet_facts(archive: Archive) -> dict[str, Facts]:
    """Return the facts of every sheet by its name. Raises InputRejected for a sheet too wide to hold in memory."""
    package = Package(archive)
    main = next((link.target for link in package.links("").values() if link.kind == "officeDocument"), "")
    if main not in archive:
        raise damaged(archive.name, "there is no workbook in it")
    links = package.links(main)
    units = _units(next(package.parts("styles", main), None))
    found: dict[str, Facts] = {}
    for sheet in archive.xml(main).iter("{*}sheet"):
        key = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        link = links.get(key)
        if link is not None and link.target in archive:
            found[sheet.get("name") or ""] = _facts(archive.read(link.target), units, archive.name)
    return found


def _facts(xml: bytes, units: dict[int, str], name: str) -> Facts:
    if not xml.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise damaged(name, "a sheet of it is not in UTF-8")
    facts = Facts()
    for attributes in _attributes(_COLUMN, xml):
        if attributes.get(b"hidden") in {b"1", b"true"}:
            facts.columns.update(range(_whole(attributes, b"min"), min(_whole(attributes, b"max"), 16384) + 1))
    facts.rows = {_whole(each, b"r") for each in _attributes(_ROW, xml) if each.get(b"hidden") in {b"1", b"true"}}
    rows, columns = [], []
    for attributes in _attributes(_CELL, xml):
        address = _address(attributes.get(b"r", b""))
        if address is None:
            continue
        rows.append(address[0])
        columns.append(address[1])
        if unit := units.get(_whole(attributes, b"s")):
            facts.units[address] = unit
    if rows and (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) > AREA:
        raise too_large(name, "the cells of a sheet stand too far apart to be read")
    return facts


def _attributes(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[dict[bytes, bytes]]:
    return (dict(_ATTRIBUTE.findall(match[1])) for match in pattern.finditer(xml))


def _whole(attributes: dict[bytes, bytes], name: bytes) -> int:
    value = attributes.get(name, b"0")
    return int(value) if value.isdigit() and len(value) < 10 else 0


def _address(text: bytes) -> Address | None:
    found = _ADDRESS.match(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    return int(found[2]), column


def _units(styles: etree._Element | None) -> dict[int, str]:
    """Return the unit that each cell style prints, for those that print one."""
    if styles is None:
        return {}
    formats = dict(_BUILT_IN)
    for each in styles.iter("{*}numFmt"):
        formats[int(each.get("numFmtId") or 0)] = _unit(each.get("formatCode") or "")
    cells = next(styles.iter("{*}cellXfs"), None)
    found = enumerate(() if cells is None else cells.iterchildren("{*}xf"))
    return {at: unit for at, each in found if (unit := formats.get(int(each.get("numFmtId") or 0), ""))}


def _unit(code: str) -> str:
    plain = re.sub(r"\[\$-[^\]]*\]|\\.", "", code.split(";")[0])
    found = re.search(r"[£$€%]", re.sub(r"\[\$([^\]-]+)[^\]]*\]", r"\1", plain))
    return found[0] if found else ""
