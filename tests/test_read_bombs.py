"""Small files made to take all of a computer's memory or time: each refused at once, or read where it does no harm."""

import io
import re
import struct
import time
import tracemalloc
import zipfile
import zlib

import pytest
from build_word import OPEN, p, relations, root, style, tbl, tc, texts, tr, word, zipped

from assistant.read.apart.workers import Bounds, Workers
from assistant.read.guard import LIMITS, MB
from assistant.read.pack import read_pack

SOME = p("The Council invites tenders.")
BODY = root("document", f"<w:body>{SOME}</w:body>")
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(at + 1)} "{f"&{chr(at)};" * 10}">' for at in range(ord("a"), ord("j"))
)
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
PARTS = {
    "word/document.xml": BODY,
    "word/styles.xml": root("styles", ""),
    "word/numbering.xml": root("numbering", ""),
    "word/footnotes.xml": root("footnotes", ""),
    "word/comments.xml": root("comments", ""),
    "word/header1.xml": root("hdr", ""),
    "word/_rels/document.xml.rels": relations({}),
    "_rels/.rels": relations(
        {"d": ("officeDocument", "word/document.xml"), "c": ("core-properties", "docProps/core.xml")}
    ),
    "docProps/core.xml": "<p/>",
    "[Content_Types].xml": f'<Types xmlns="{OPEN}/package/2006/content-types"/>',
}
LINKS = {
    "n": ("footnotes", "footnotes.xml"),
    "c": ("comments", "comments.xml"),
    "h": ("header", "header1.xml"),
}


@pytest.fixture(scope="module")
def hired():
    made = Workers(Bounds(wall=60, cpu=30, keep=300 * MB, most=1, reader="hostile:weighed"))
    yield made
    made.close()


def read(content, folder, hired, monkeypatch, name="itt.docx"):
    """Return what is read and why what is not, having watched what this process spends on it."""
    (folder / name).write_bytes(content)
    monkeypatch.setattr("assistant.read.pack.workers", lambda: hired)
    tracemalloc.start()
    start = time.process_time()
    found = read_pack([folder / name])
    spent, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent < 0.5
    assert peak < 100 * MB
    return found


def with_body(xml, **options):
    return word(parts={"word/document.xml": xml}, **options)


def body(content):
    return root("document", f"<w:body>{content}</w:body>")


def swollen(head, piece, times, tail, *, told=None):
    """Return a Word file whose text is `piece` so many times, without ever holding that; `told` is its size as told."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    made = [packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH), *[once] * times]
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    made.append(packer.compress(tail) + packer.flush())
    size = len(head) + len(piece) * times + len(tail)
    return with_raw("word/document.xml", b"".join(made), size if told is None else told)


def with_raw(name, packed, size):
    """Return a Word file whose main part is there as it will be unpacked, with a size of its own telling."""
    rest = zipped({key: value for key, value in PARTS.items() if key != name})
    with zipfile.ZipFile(io.BytesIO(rest)) as archive:
        start = archive.start_dir
        count = len(archive.namelist())
    fields = (20, 0, 8, 0, 33, 0, len(packed), size, len(name), 0)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + name.encode() + packed
    entry = struct.pack("<4sH5H3L5H2L", b"PK\x01\x02", 20, *fields, 0, 0, 0, 0, start) + name.encode()
    directory = rest[start : rest.rindex(b"PK\x05\x06")] + entry
    where = start + len(local)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), where, 0)
    return rest[:start] + local + directory + end


def text_node():
    return swollen(body("<w:p><w:r><w:t>").encode()[:-18], b" " * MB, 1024, b"</w:t></w:r></w:p></w:body></w:document>")


def paragraphs(count, told=None):
    piece = b"<w:p/>" * 10_000
    return swollen(body("").encode()[:-22], piece, count // 10_000, b"</w:body></w:document>", told=told)


def overlapping():
    """Entries that all have the same packed bytes, at the same place."""
    made = zipped(PARTS | {f"word/{at}.xml": "x" for at in range(10, 60)})
    first = re.search(rb"PK\x01\x02.{38}(.{4})word/document.xml", made, re.DOTALL)[1]
    return re.sub(
        rb"(PK\x01\x02.{38}).{4}(word/\d\d.xml)", lambda found: found[1] + first + found[2], made, flags=re.DOTALL
    )


def in_zip64():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in PARTS.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(content.encode())
    return held.getvalue()


def packed_by(method):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
    return held.getvalue()


def quine():
    """Zip files in zip files, as deep as one that holds itself would seem."""
    made = zipped({"itt.txt": "The Council invites tenders."})
    for _ in range(30):
        made = zipped({"r.zip": made})
    return made


def circle():
    """Parts that point to themselves and to each other."""
    links = {"h": ("header", "document.xml"), "f": ("footnotes", "document.xml"), "s": ("styles", "styles.xml")}
    again = relations({"s": ("styles", "styles.xml"), "d": ("officeDocument", "document.xml")})
    return word(SOME, links=links, parts={"word/_rels/styles.xml.rels": again})


def ebcdic():
    declared = BODY.replace("UTF-8", "cp037")
    return with_body(declared.encode("cp037"))


BOMBS = {
    "a gigabyte of text": (text_node, "too_large"),
    "35 million empty paragraphs": (lambda: paragraphs(35_000_000), "too_large"),
    "11 million empty paragraphs": (lambda: paragraphs(11_000_000), "too_large"),
    "11 million, told as few": (lambda: paragraphs(11_000_000, told=900_000), "corrupt"),
    "2 million empty paragraphs": (lambda: paragraphs(2_000_000), "too_large"),
    "2 million, not packed": (lambda: with_body(body("<w:p/>" * 2_100_000), packed=False), "too_large"),
    "half a million cells": (
        lambda: word("<w:tbl>" + "<w:tr><w:tc><w:p><w:pPr/></w:p></w:tc></w:tr>" * 480_000 + "</w:tbl>", packed=False),
        "too_large",
    ),
    "a span of 2 billion": (lambda: word(tbl(tr(tc("x", props='<w:gridSpan w:val="2000000000"/>')))), ["x"]),
    "3,000 tables in each other": (lambda: word("<w:tbl><w:tr><w:tc>" * 3000 + SOME), "corrupt"),
    "laughs": (lambda: with_body(BODY.replace("?>", f"?>{LAUGHS}]>").replace("The", "&j;")), "unsafe"),
    "another file's words": (lambda: with_body(BODY.replace("?>", f"?>{OUTSIDE}").replace("The", "&x;")), "unsafe"),
    "entries at one place": (overlapping, "unsafe"),
    "ZIP64": (in_zip64, ["The Council invites tenders."]),
    "LZMA": (lambda: packed_by(zipfile.ZIP_LZMA), ["The Council invites tenders."]),
    "BZIP2": (lambda: packed_by(zipfile.ZIP_BZIP2), ["The Council invites tenders."]),
    "LZMA bomb": (lambda: zipped_with(zipfile.ZIP_LZMA), "too_large"),
    "BZIP2 bomb": (lambda: zipped_with(zipfile.ZIP_BZIP2), "too_large"),
    "65,000 entries": (
        lambda: word(SOME, parts={f"word/{at}.x": "" for at in range(65_000)}, packed=False),
        "too_large",
    ),
    "UTF-16": (lambda: with_body(BODY.replace("UTF-8", "UTF-16").encode("utf-16")), ["The Council invites tenders."]),
    "EBCDIC": (ebcdic, "unsafe"),
    "UTF-7": (lambda: with_body(BODY.replace("UTF-8", "UTF-7")), "unsafe"),
    "an attribute of 11 MB": (lambda: with_body(body(f'<w:p w:x="{"ab" * 5_500_000}"/>'), packed=False), "corrupt"),
    "a million styles": (lambda: word(SOME, styles='<w:style w:styleId="s"/>' * 1_000_000, packed=False), "too_large"),
    "styles on each other": (
        lambda: word(p("x", style="A"), styles=style("A", based="B") + style("B", based="A")),
        ["x"],
    ),
    "a chain of styles": (
        lambda: word(p("x", style="s0"), styles="".join(style(f"s{at}", based=f"s{at + 1}") for at in range(3000))),
        ["x"],
    ),
    "parts that point to themselves": (circle, ["The Council invites tenders."] * 3),
    "a size told too small": (lambda: told_as(1000), "corrupt"),
    "a size told too large": (lambda: told_as(LIMITS.part + 1), "too_large"),
    "300 lists in each other": (lambda: word("<w:sdt><w:sdtContent>" * 300 + SOME), "corrupt"),
}


def zipped_with(method):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, body(" " * 20 * MB) if name == "word/document.xml" else content)
    return held.getvalue()


def told_as(size):
    made = word(p("word " * 1000))
    at = re.search(rb"PK\x01\x02.{42}word/document.xml", made, re.DOTALL).start()
    return made[: at + 24] + struct.pack("<L", size) + made[at + 28 :]


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once_or_does_no_harm(tmp_path, hired, monkeypatch, name):
    make, expected = BOMBS[name]
    found = read(make(), tmp_path, hired, monkeypatch)
    told = [texts(each) for each in found.documents] or [each.code for each in found.rejected]
    assert told == [expected], found.rejected


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_definition_is_refused_in_every_part_that_is_read(tmp_path, hired, monkeypatch, part, encoding):
    xml = PARTS[part].replace('<?xml version="1.0" encoding="UTF-8"?>', "")
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{OUTSIDE}{xml}'.encode(encoding)
    notes = {name: PARTS[name] for name in PARTS if name.removeprefix("word/") in dict(LINKS.values()).values()}
    found = read(word(SOME, parts=notes | {part: declared}, links=LINKS), tmp_path, hired, monkeypatch)
    if part == "[Content_Types].xml":
        assert [texts(each) for each in found.documents] == [["The Council invites tenders."]]  # it is never parsed
    else:
        assert [(each.code, "document type definition" in each.why) for each in found.rejected] == [("unsafe", True)]


@pytest.mark.parametrize(
    ("make", "read_too", "codes"),
    [
        pytest.param(quine, [], ["not_supported"], id="a zip file that seems to hold itself"),
        pytest.param(lambda: zipped({f"{at}.txt": "" for at in range(3000)}), [], ["too_large"], id="3,000 entries"),
        pytest.param(
            lambda: zipped({f"{at}.zip": zipped({f"{n}.txt": "x" for n in range(500)}) for at in range(5)}),
            None,
            ["too_large", "too_large"],
            id="zip files with many files together",
        ),
        pytest.param(
            lambda: zipped({"a.txt": "text", "in.zip": zipped({"bomb.txt": bytes(20 * MB)})}),
            ["a.txt"],
            ["too_large"],
            id="a bomb in a zip file in a zip file",
        ),
    ],
)
def test_a_zip_file_of_zip_files_stays_within_bounds(tmp_path, make, read_too, codes):
    (tmp_path / "pack.zip").write_bytes(make())
    tracemalloc.start()
    start = time.process_time()
    found = read_pack([tmp_path / "pack.zip"])
    spent, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [each.code for each in found.rejected] == codes
    assert read_too is None or [each.name for each in found.documents] == read_too
    assert len(found.documents) <= LIMITS.entries
    assert peak < 100 * MB
    assert spent < 5
