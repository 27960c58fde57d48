"""Builders of documents, block by block, as a reader would give them."""

from assistant.records import Block, Cell, Document, Pack


def paragraph(text, kind="paragraph", **more):
    return {"text": text, "kind": kind, **more}


def heading(text, level=1):
    return {"text": text, "kind": "heading", "level": level}


def item(text, level=0):
    return {"text": text, "kind": "item", "level": level}


def table(*rows):
    """Return the cells of a table, given as rows of texts; only one table a document."""
    return [
        {"text": text, "kind": "cell", "cell": Cell(table=1, row=row, column=column)}
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
    ]


def document(*parts, kind="other", name="tender.docx"):
    blocks, trail = [], ()
    for number, part in enumerate((each for one in parts for each in (one if isinstance(one, list) else [one])), 1):
        if part["kind"] == "heading":
            trail = trail[: part["level"] - 1]
        blocks.append(Block(id=f"p{number}", headings=trail, **part))
        if part["kind"] == "heading":
            trail = (*trail, part["text"])
    return Document(name=name, sha256="0", kind=kind, blocks=tuple(blocks))


def pack(*parts, **more):
    return Pack(documents=(document(*parts, **more),))
