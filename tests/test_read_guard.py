"""Nothing that a file holds can harm: it is read within bounds or refused with a reason, and with no other error."""

import re
import time
from dataclasses import replace

import pytest
from build_word import p, read, root, style, tbl, tc, texts, tr, word, zipped

from assistant.errors import InputRejected
from assistant.read import read_document
from assistant.read.content import read_content
from assistant.read.guard import LIMITS

OUTSIDE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def refused(tmp_path, content, name="tender.docx"):
    with pytest.raises(InputRejected) as caught:
        read(tmp_path, content, name)
    return caught.value


def with_document(xml, *, packed=True):
    return word(parts={"word/document.xml": xml}, packed=packed)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "empty", "empty"),
        (b"Dear bidder", "not_word", "claims to be a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted", "password-protected"),
        (b"PK\x03\x04 and nothing", "corrupt", "damaged"),
        (zipped({"a.txt": "hello"}), "not_word", "Word"),
        (with_document("<w:document"), "corrupt", "damaged"),
        (word(p("text"))[:-200], "corrupt", "damaged"),
    ],
)
def test_a_file_that_is_no_word_file_is_refused_with_its_reason(tmp_path, content, code, says):
    error = refused(tmp_path, content)
    assert error.code == code
    assert says in error.why
    assert error.then


def test_a_missing_file_and_a_folder_named_as_one_are_told_apart(tmp_path):
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(InputRejected, match="no such file") as missing:
        read_document(tmp_path / "nowhere.docx")
    with pytest.raises(InputRejected, match="not a file") as folder:
        read_document(tmp_path / "folder.docx")
    assert (missing.value.code, folder.value.code) == ("missing", "not_supported")


def test_an_encrypted_part_is_said_to_be_password_protected(tmp_path):
    content = bytearray(word(p("text")))
    for at in [found.start() for found in re.finditer(b"PK\x01\x02", content)]:
        content[at + 8] |= 1
    assert refused(tmp_path, bytes(content)).code == "encrypted"


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels"]
)
@pytest.mark.parametrize("declared", [OUTSIDE, LAUGHS, "<!DOCTYPE x>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_definition_is_refused_in_every_part(tmp_path, part, declared, encoding):
    content = root("document", f"<w:body>{p('text')}</w:body>").split("?>")[1]
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{content}'
    error = refused(tmp_path, word(p("text"), parts={part: xml.encode(encoding)}))
    assert (error.code, "document type definition" in error.why) == ("unsafe", True)


def test_a_file_in_utf_16_is_read(tmp_path):
    xml = root("document", f"<w:body>{p('text')}</w:body>").replace("UTF-8", "UTF-16")
    assert texts(read(tmp_path, with_document(xml.encode("utf-16")))) == ["text"]


def test_a_file_larger_than_the_limit_is_not_even_opened(tmp_path):
    path = tmp_path / "huge.docx"
    with path.open("wb") as file:
        file.truncate(LIMITS.file + 1)
    with pytest.raises(InputRejected) as caught:
        read_document(path)
    assert caught.value.code == "too_large"


def test_a_long_contract_that_repeats_itself_is_no_bomb(tmp_path):
    body = "".join(
        p(f"Clause {at}. The Provider shall keep the records that the Council asks for.") for at in range(20_000)
    )
    assert len(read(tmp_path, word(body)).blocks) == 20_000


@pytest.mark.parametrize("span", ["2000000000", "-5", "1e9", "nan", "many"])
def test_a_span_is_never_taken_at_its_word(tmp_path, span):
    wide = tc("a", props=f'<w:gridSpan w:val="{span}"/>')
    document = read(tmp_path, word(tbl(tr(wide, "b", props=f'<w:gridBefore w:val="{span}"/>'))))
    assert texts(document) == ["a", "b"]
    assert document.blocks[1].cell.column <= 127


def test_tables_nested_as_deep_as_xml_allows_are_read(tmp_path):
    nested = "<w:tbl><w:tr><w:tc>" * 80 + p("x") + "</w:tc></w:tr></w:tbl>" * 80
    assert "x" in texts(read(tmp_path, word(nested)))


def test_styles_that_go_round_in_a_circle_are_followed_once(tmp_path):
    styles = style("A", based="B") + style("B", based="A") + style("C", based="C")
    assert texts(read(tmp_path, word(p("a", style="A"), p("c", style="C"), styles=styles))) == ["a", "c"]


def test_a_large_table_is_read_quickly():
    table = word(tbl(*(tr(*(f"{row}.{column}" for column in range(10))) for row in range(3000))))
    start = time.process_time()
    assert len(read_content(table, "tender.docx", ".docx").blocks) == 30_000
    assert time.process_time() - start < 10


def test_a_document_of_too_many_paragraphs_is_refused_whatever_its_kind(monkeypatch):
    monkeypatch.setattr("assistant.read.content.LIMITS", replace(LIMITS, blocks=1000))
    assert len(read_content(b"one\n\n" * 1000, "a.txt", ".txt").blocks) == 1000
    with pytest.raises(InputRejected, match="1,001 paragraphs and cells; at most 1,000 are read") as caught:
        read_content(b"one\n\n" * 1001, "a.txt", ".txt")
    assert caught.value.code == "too_large"
