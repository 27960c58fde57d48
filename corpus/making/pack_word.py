"""A Word file of raw XML from the lines of a test pack: real or typed numbers, tables, footnotes, boxes."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from corpus.making.packs import Line

SPACE = "http://schemas.openxmlformats.org"
NAMES = f'xmlns:w="{SPACE}/wordprocessingml/2006/main" xmlns:r="{SPACE}/officeDocument/2006/relationships"'
OFFICE = f"{SPACE}/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("document", "styles", "numbering", "footnotes", "header1", "footer1")
INLINE = re.compile(r"(\*\*.*?\*\*|\^\[.*?\]|\[\[.*?\]\]|⇥)")


def write(lines: tuple[Line, ...], path: Path) -> None:
    notes: list[str] = []
    body = "".join(_block(line, notes) for line in lines if line.kind not in {"header", "footer"})
    around = {kind: "".join(_p(line.text, [], "") for line in lines if line.kind == kind) for kind in ENDS}
    section = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{kind}1"/>' for kind, inside in around.items() if inside
    )
    texts = {
        "document": f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>",
        "styles": _styles(),
        "numbering": _numbering(),
        "footnotes": _notes(notes),
        "header1": around["header"] or "<w:p/>",
        "footer1": around["footer"] or "<w:p/>",
    }
    _zip(path, texts)


ENDS = ("header", "footer")
CALLED = {"document": "document.main"}
TAGS = {"header1": "hdr", "footer1": "ftr"}


def _block(line: Line, notes: list[str]) -> str:
    if line.kind == "table":
        return _table(line.rows, notes)
    shapes = {
        "heading": f'<w:pStyle w:val="Heading{line.level}"/>',
        "counted_heading": f'<w:pStyle w:val="Heading{line.level}"/>{_count(1, line.level)}',
        "counted": _count(1, line.level),
        "bullet": _count(2, 1),
    }
    text = f"**{line.text}**" if line.kind == "bold" else line.text
    return _p(text, notes, shapes.get(line.kind, ""))


def _count(which: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{which}"/></w:numPr>'


def _p(text: str, notes: list[str], shape: str) -> str:
    runs = "".join(_run(part, notes) for part in INLINE.split(text) if part)
    return f"<w:p><w:pPr>{shape}</w:pPr>{runs}</w:p>"


def _run(part: str, notes: list[str]) -> str:
    if part == "⇥":
        return "<w:r><w:tab/></w:r>"
    if part.startswith("^["):
        notes.append(part[2:-1])
        return f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
    if part.startswith("[["):
        return (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r>"
            f"{_t(part[2:-2])}</w:r></w:sdtContent></w:sdt>"
        )
    if part.startswith("**"):
        return f"<w:r><w:rPr><w:b/></w:rPr>{_t(part[2:-2])}</w:r>"
    return f"<w:r>{_t(part)}</w:r>"


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _table(rows: tuple[tuple[str, ...], ...], notes: list[str]) -> str:
    wide = max(len(row) for row in rows)
    columns = "".join(f'<w:gridCol w:w="{9000 // wide}"/>' for _ in range(wide))
    ruled = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    inside = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("insideH", "insideV"))
    made = "".join(_row(row, notes) for row in rows)
    look = f"<w:tblPr><w:tblBorders>{ruled}{inside}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{made}</w:tbl><w:p/>"


def _row(row: tuple[str, ...], notes: list[str]) -> str:
    cells: list[tuple[str, int]] = []
    for text in row:
        if text == "<<" and cells:
            cells[-1] = (cells[-1][0], cells[-1][1] + 1)
        else:
            cells.append((text, 1))
    made = ""
    for text, span in cells:
        inside = "".join(_p(part, notes, "") for part in text.split("<br>"))
        made += f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{inside}</w:tc>'
    return f"<w:tr>{made}</w:tr>"


def _styles() -> str:
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return normal + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for level in (1, 2, 3)
    )


def _numbering() -> str:
    shapes = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for at, (form, shown) in enumerate(shapes)
    )
    bullet = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{inside}</w:abstractNum>' for at, inside in ((1, levels), (2, bullet))
    )
    return lists + "".join(f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>' for at in (1, 2))


def _notes(notes: list[str]) -> str:
    return "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r><w:r>{_t(" " + text)}</w:r></w:p></w:footnote>'
        for at, text in enumerate(notes, 1)
    )


def _zip(path: Path, texts: dict[str, str]) -> None:
    """Write the parts with a fixed time, so that the same text gives the same bytes."""
    kinds = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{KIND}.{CALLED.get(part, part.strip("1"))}+xml"/>'
        for part in PARTS
    )
    links = "".join(
        f'<Relationship Id="{part}" Type="{OFFICE}/{part.strip("1")}" Target="{part}.xml"/>' for part in PARTS[1:]
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{SPACE}/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{kinds}</Types>',
        "_rels/.rels": _links(f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "word/_rels/document.xml.rels": _links(links),
    }
    for part in PARTS:
        tag = TAGS.get(part, part)
        files[f"word/{part}.xml"] = f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {NAMES}>{texts[part]}</w:{tag}>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)


def _links(inside: str) -> str:
    return f'<Relationships xmlns="{SPACE}/package/2006/relationships">{inside}</Relationships>'
