"""Packs written as plain text: `# heading`, `3.1 clause`, `- item`, `(a) item`, `| cell | cell |`, else a paragraph."""

import re

from assistant.extract.labelling.rules import force_of, rule_label
from assistant.extract.labelling.units import units
from assistant.records import Block, Cell, Document, HiddenText, Pack, Source, Statement

CLAUSE = re.compile(r"^(\d+(?:\.\d+)+|\d+\.)\s+(.*)$")
ITEM = re.compile(r"^(?:- |(\([a-z]\)) )(.*)$")


def document(text, kind="instructions", name=None, hidden=()):
    """A document of one kind; blank lines part paragraphs and tables."""
    name = name or f"{kind}.docx"
    blocks, trail, table, row = [], [], 0, 0
    for number, line in enumerate(text.strip("\n").splitlines(), 1):
        text_of = line.strip()
        if not text_of.startswith("|"):
            row = 0
        if not text_of:
            continue
        above = tuple(title for _, title in trail)
        if text_of.startswith("#"):
            level = len(text_of) - len(text_of.lstrip("#"))
            title = text_of.lstrip("# ")
            trail = [each for each in trail if each[0] < level]
            above = tuple(each for _, each in trail)
            trail.append((level, title))
            blocks.append(Block(id=f"p{number}", text=title, kind="heading", headings=above, level=level))
        elif text_of.startswith("|"):
            table, row = (table + 1, 1) if row == 0 else (table, row + 1)
            blocks += _cells(text_of, table, row, above)
        elif item := ITEM.match(text_of):
            blocks.append(Block(id=f"p{number}", text=item[2], kind="item", number=item[1], headings=above, level=0))
        elif clause := CLAUSE.match(text_of):
            blocks.append(Block(id=f"p{number}", text=clause[2], kind="paragraph", number=clause[1], headings=above))
        else:
            blocks.append(Block(id=f"p{number}", text=text_of, kind="paragraph", headings=above))
    told = tuple(HiddenText(text=each, how="vanish", source=_source(name, each)) for each in hidden)
    return Document(name=name, sha256="", kind=kind, blocks=tuple(blocks), hidden=told)


def _source(name, text):
    return Source(document=name, block="p99", start=0, end=len(text))


def _cells(line, table, row, above):
    for column, text in enumerate(line.strip("|").split("|"), 1):
        for part, piece in enumerate(text.split("//"), 1):
            identity = f"t{table}r{row}c{column}" + (f"p{part}" if part > 1 else "")
            yield Block(
                id=identity,
                text=piece.strip(),
                kind="cell",
                headings=above,
                cell=Cell(table=table, row=row, column=column),
            )


def pack(*documents):
    return Pack(documents=documents)


def labelled(given):
    """Every sentence labelled by the rule alone, so that these tests turn on nothing that was trained."""
    found = []
    for unit in (each for document in given.documents for each in units(document)):
        label = rule_label(unit)
        force = (force_of(unit.text) or force_of(unit.lead) or "must") if label == "requirement" else None
        found.append(Statement(text=unit.text, label=label, force=force, source=unit.source))
    return tuple(found)


def tender(*documents):
    """The tender that is extracted from these documents."""
    from assistant.extract.tender import extract

    given = pack(*documents)
    return extract(given, labelled(given))


def quoted(given, source):
    """The words at a source."""
    blocks = {(each.name, block.id): block.text for each in given.documents for block in each.blocks}
    return blocks[source.document, source.block][source.start : source.end]
