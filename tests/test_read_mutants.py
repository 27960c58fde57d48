"""Thousands of spoilt files: each is read or refused with a reason, soon, and nothing else ever happens."""

import functools
import io
import random
import time
from pathlib import Path

import pytest
import xlsxwriter
from build_mutants import mutant
from build_word import LEGAL, item, p, r, root, style, tbl, tc, tr, word, zipped
from conftest import ROOT
from test_read_odt import FO, SPACES, STYLES, listed, para

from assistant.errors import InputRejected
from assistant.read.content import read_content

LONGEST = 2.0  # seconds for one small file


def tables():
    inside = f"<v:textbox><w:txbxContent>{p('box')}</w:txbxContent></v:textbox>"
    return word(
        p("Scope", style="H1"),
        item("one"),
        item("two", 1),
        tbl(tr("Q1", tc("wide", props='<w:gridSpan w:val="2"/>')), tr("", p("x") + tbl(tr("inner")))),
        tbl(tr(tc("a", props='<w:vMerge w:val="restart"/>')), tr(tc("", props="<w:vMerge/>"))),
        p("a", f"<w:r><w:pict><v:shape>{inside}</v:shape></w:pict></w:r>"),
        p(r("b", '<w:sz w:val="3"/>'), r("c", '<w:color w:val="FFFFFF"/>'), r("d", "<w:vanish/>")),
        styles=style("H1", "heading 1") + style("Sub", based="H1", run="<w:vanish/>"),
        numbering=LEGAL,
    )


def notes():
    box = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    field = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    note = root("footnotes", f'<w:footnote w:id="1">{p("note")}</w:footnote>')
    return word(
        p("Title", style="Sub"),
        f"<w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{p('in')}</w:sdtContent></w:sdt>",
        p(field, "<w:ins>" + r("new") + "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"),
        '<w:altChunk r:id="a"/>',
        styles=style("Sub", run="<w:b/>"),
        parts={"word/footnotes.xml": note, "word/a.html": "<p>chunk</p>", "word/h.xml": root("hdr", p("head"))},
        links={"f": ("footnotes", "footnotes.xml"), "a": ("aFChunk", "a.html"), "h": ("header", "h.xml")},
    )


def opendocument():
    table = "<table:table><table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>x</text:p>"
    body = para("text", "Fat") + listed("one", "two") + table + "</table:table-cell></table:table-row></table:table>"
    content = (
        f"<office:document-content {SPACES} {FO}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def book():
    held = io.BytesIO()
    made = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = made.add_worksheet("Price")
    sheet.write_row(0, 0, ["Item", "Rate", 12.5])
    sheet.write(1, 1, 0.25, made.add_format({"num_format": "0%"}))
    sheet.merge_range(3, 0, 4, 2, "merged")
    sheet.set_row(5, None, None, {"hidden": True})
    made.add_worksheet("Ghost").hide()
    made.close()
    return held.getvalue()


@functools.cache
def shipped(name: str) -> bytes:
    return next(Path(ROOT / "corpus" / "sample").rglob(name)).read_bytes()


SOURCES = {
    "tables.docx": (tables, 900),
    "notes.docx": (notes, 900),
    "response form.docx": (functools.partial(shipped, "03-response-form.docx"), 30),
    "specification.docx": (functools.partial(shipped, "02-specification.docx"), 30),
    "invitation.docx": (functools.partial(shipped, "01-invitation-to-tender.docx"), 30),
    "statement.docx": (functools.partial(shipped, "amara-osei.docx"), 150),
    "statement.odt": (opendocument, 300),
    "price.xlsx": (book, 200),
    "price schedule.xlsx": (functools.partial(shipped, "04-price-schedule.xlsx"), 100),
}


def survive(name: str, content: bytes) -> bool:
    """Read a file, if it can be read at all, and say whether it could."""
    start, refused = time.process_time(), None
    try:
        read_content(content, name, Path(name).suffix).model_dump_json()
    except InputRejected as error:
        refused = error
    assert time.process_time() - start < LONGEST, len(content)
    assert refused is None or (refused.code and refused.why)
    return refused is None


@pytest.mark.parametrize("name", SOURCES)
def test_a_spoilt_file_is_read_or_refused_and_nothing_else(name):
    make, count = SOURCES[name]
    content = make()
    assert survive(name, content)
    could = 0
    for seed in range(count):
        try:
            could += survive(name, mutant(content, random.Random(f"{name} {seed}")))  # noqa: S311
        except Exception as error:
            error.add_note(f"{name}, seed {seed}")
            raise
    assert count / 10 < could < count * 9 / 10
