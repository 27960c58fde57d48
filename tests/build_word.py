"""Small Word files made of raw XML, so that a test can say exactly what stands in them."""

import io
import zipfile
from pathlib import Path

from assistant.read import read_document
from assistant.records import Block, Document

OPEN = "http://schemas.openxmlformats.org"
NAMES = {
    "w": f"{OPEN}/wordprocessingml/2006/main",
    "r": f"{OPEN}/officeDocument/2006/relationships",
    "mc": f"{OPEN}/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": f"{OPEN}/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "m": f"{OPEN}/officeDocument/2006/math",
    "dgm": f"{OPEN}/drawingml/2006/diagram",
    "a": f"{OPEN}/drawingml/2006/main",
    "pic": f"{OPEN}/drawingml/2006/picture",
    "c": f"{OPEN}/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
STRICT = {"w": "http://purl.oclc.org/ooxml/wordprocessingml/main"}


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, props: str = "", style: str = "") -> str:
    """Return a paragraph; content that is not XML becomes a run."""
    runs = "".join(each if each.startswith("<") else r(each) for each in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{props}</w:pPr>{runs}</w:p>"


def item(text: str, level: int = 0, list_id: int = 1) -> str:
    return p(text, props=numbered(level, list_id))


def numbered(level: int | None = 0, list_id: int | None = 1) -> str:
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    of = "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
    return f"<w:numPr>{at}{of}</w:numPr>"


def tc(*content: str, props: str = "") -> str:
    inside = "".join(each if each.startswith("<") else p(each) for each in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    return (
        f"<w:tr><w:trPr>{props}</w:trPr>{''.join(each if each.startswith('<') else tc(each) for each in cells)}</w:tr>"
    )


def tbl(*rows: str, props: str = "") -> str:
    return f"<w:tbl><w:tblPr>{props}</w:tblPr>{''.join(rows)}</w:tbl>"


def style(
    identity: str, name: str = "", *, based: str = "", para: str = "", run: str = "", kind: str = "paragraph"
) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name or identity}"/>{on}'
        f"<w:pPr>{para}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def lvl(at: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    counted = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
    return f'<w:lvl w:ilvl="{at}">{counted}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(*levels: str, at: int = 0, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{at}">{more}{"".join(levels)}</w:abstractNum>'


def num(at: int = 1, of: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{at}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


LEGAL = abstract(lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "(%3)", "lowerLetter"), lvl(3, "%4)", "lowerRoman")) + num()


def root(name: str, content: str, *, strict: bool = False) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in (NAMES | (STRICT if strict else {})).items())
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {spaces}>{content}</w:{name}>'


def word(
    *body: str,
    styles: str = "",
    numbering: str = "",
    parts: dict[str, str] | None = None,
    links: dict[str, tuple[str, str]] | None = None,
    strict: bool = False,
    core: str = "",
    packed: bool = True,
) -> bytes:
    """Return a Word file. `links` adds relationships: id, kind and target; addresses are outside the file."""
    given = {"styles": ("styles", "styles.xml"), "numbering": ("numbering", "numbering.xml"), **(links or {})}
    files = {
        "[Content_Types].xml": f'<Types xmlns="{OPEN}/package/2006/content-types"/>',
        "_rels/.rels": relations(
            {"d": ("officeDocument", "word/document.xml"), "c": ("core-properties", "docProps/core.xml")}
        ),
        "word/_rels/document.xml.rels": relations(given),
        "word/document.xml": root("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>", strict=strict),
        "word/styles.xml": root("styles", styles, strict=strict),
        "word/numbering.xml": root("numbering", numbering, strict=strict),
        "docProps/core.xml": f'<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{core}</dc:title></p>',
    }
    return zipped(files | (parts or {}), packed=packed)


def relations(links: dict[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{OPEN}/officeDocument/2006/relationships/{kind}" Target="{target}" '
        f'TargetMode="{"External" if target.startswith(("http", "file")) else "Internal"}"/>'
        for key, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{OPEN}/package/2006/relationships">{listed}</Relationships>'


def zipped(files: dict[str, str | bytes], *, packed: bool = True) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def read(folder: Path, content: bytes, name: str = "tender.docx") -> Document:
    path = folder / name
    path.write_bytes(content)
    return read_document(path)


def texts(document: Document, kind: str | None = None) -> list[str]:
    return [block.text for block in document.blocks if block.visible and kind in {None, block.kind}]


def numbers(document: Document) -> list[str | None]:
    return [block.number for block in document.blocks]


def block(document: Document, text: str) -> Block:
    return next(each for each in document.blocks if each.text == text)
