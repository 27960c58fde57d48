"""Nothing that a file holds can harm: it is read within bounds or refused with a reason, and with no other error."""

import random
import re
import resource
import time
import zipfile
from io import BytesIO

import pytest
from build_word import LEGAL, item, p, r, read, relations, root, style, tbl, tc, texts, tr, word, zipped

from assistant.errors import InputRejected
from assistant.read import read_document
from assistant.read.guard import LIMITS, MB

OUTSIDE = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def refused(tmp_path, content, name="tender.docx"):
    with pytest.raises(InputRejected) as caught:
        read(tmp_path, content, name)
    return caught.value


def with_document(xml, *, packed=True):
    return word(parts={"word/document.xml": xml}, packed=packed)


def many(count):
    return root("document", f"<w:body>{'<w:p/>' * count}</w:body>")


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", "empty", "empty"),
        (b"Dear bidder", "not_word", "claims to be a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted", "password-protected"),
        (b"PK\x03\x04 and nothing", "corrupt", "damaged"),
        (zipped({"a.txt": "hello"}), "not_word", "Word"),
        (
            zipped({"xl/workbook.xml": "<w/>", "_rels/.rels": relations({"d": ("officeDocument", "xl/workbook.xml")})}),
            "not_word",
            "Word",
        ),
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
    assert (error.code, "document type definition" in error.why) == ("corrupt", True)


def test_a_file_in_utf_16_is_read(tmp_path):
    xml = root("document", f"<w:body>{p('text')}</w:body>").replace("UTF-8", "UTF-16")
    assert texts(read(tmp_path, with_document(xml.encode("utf-16")))) == ["text"]


def bomb(size):
    return root("document", f"<w:body><w:p><w:r><w:t>{' ' * size}</w:t></w:r></w:p></w:body>")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: with_document(bomb(LIMITS.part + 1)), id="one huge text"),
        pytest.param(lambda: with_document(bomb(20 * MB)), id="one text that unpacks a thousandfold"),
        pytest.param(
            lambda: with_document(many(LIMITS.elements + 1), packed=False),
            id="elements",
        ),
        pytest.param(
            lambda: word(p("x"), parts={f"word/{at}.xml": "<a/>" for at in range(LIMITS.entries)}), id="parts"
        ),
    ],
)
def test_a_bomb_is_refused_at_once(tmp_path, content):
    made = content()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    assert refused(tmp_path, made).code == "too_large"
    assert time.process_time() - start < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024


def test_a_part_that_lies_about_its_size_is_refused(tmp_path):
    made = bytearray(with_document(bomb(3 * MB)))
    size = len(bomb(3 * MB)).to_bytes(4, "little")
    lied = bytes(made).replace(size, (1000).to_bytes(4, "little"))
    assert lied != bytes(made)
    assert refused(tmp_path, lied).code == "corrupt"


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


def test_tables_nested_without_end_are_refused(tmp_path):
    nested = "<w:tbl><w:tr><w:tc>" * 3000 + p("x") + "</w:tc></w:tr></w:tbl>" * 3000
    assert refused(tmp_path, word(nested)).code == "corrupt"


def test_tables_nested_as_deep_as_xml_allows_are_read(tmp_path):
    nested = "<w:tbl><w:tr><w:tc>" * 80 + p("x") + "</w:tc></w:tr></w:tbl>" * 80
    assert "x" in texts(read(tmp_path, word(nested)))


def test_styles_that_go_round_in_a_circle_are_followed_once(tmp_path):
    styles = style("A", based="B") + style("B", based="A") + style("C", based="C")
    assert texts(read(tmp_path, word(p("a", style="A"), p("c", style="C"), styles=styles))) == ["a", "c"]


def test_a_large_table_is_read_quickly(tmp_path):
    table = tbl(*(tr(*(f"{row}.{column}" for column in range(10))) for row in range(3000)))
    start = time.process_time()
    assert len(read(tmp_path, word(table)).blocks) == 30_000
    assert time.process_time() - start < 10


def sources(tmp_path):
    table = tbl(tr("Q1", tc("wide", props='<w:gridSpan w:val="2"/>')), tr("", p("x") + tbl(tr("inner"))))
    inside = f"<v:textbox><w:txbxContent>{p('box')}</w:txbxContent></v:textbox>"
    box = f"<w:r><w:pict><v:shape>{inside}</v:shape></w:pict></w:r>"
    styles = style("H1", "heading 1") + style("Sub", based="H1", run="<w:vanish/>")
    yield word(
        p("Scope", style="H1"),
        item("one"),
        item("two", 1),
        table,
        p("a", box),
        p(r("b", '<w:sz w:val="3"/>')),
        styles=styles,
        numbering=LEGAL,
    )
    note = {"word/footnotes.xml": root("footnotes", f'<w:footnote w:id="1">{p("note")}</w:footnote>')}
    yield word(
        p("Title", style="Sub"),
        "<w:sdt><w:sdtContent>" + p("in") + "</w:sdtContent></w:sdt>",
        styles=styles,
        parts=note,
        links={"f": ("footnotes", "footnotes.xml")},
    )


def mutate(content, dice):
    """Return a Word file with one of its parts, or the whole, spoilt in one way."""
    if dice.random() < 0.15:
        return content[: dice.randrange(len(content))]
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(files))
    files[name] = dice.choice((flip, cut, drop, swap, double))(files[name], dice)
    if dice.random() < 0.1:
        del files[name]
    made = bytearray(zipped(files))
    if dice.random() < 0.2:
        made[dice.randrange(len(made))] ^= 1 << dice.randrange(8)
    return bytes(made)


def flip(data, dice):
    made = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def cut(data, dice):
    return data[: dice.randrange(len(data))]


def drop(data, dice):
    """Remove an element's start or end, or a whole attribute."""
    found = list(re.finditer(rb"<[^<>]*>|\s[\w:]+=\"[^\"]*\"", data))
    if not found:
        return cut(data, dice)
    gone = dice.choice(found)
    return data[: gone.start()] + data[gone.end() :]


def swap(data, dice):
    """Exchange the values of two attributes."""
    found = list(re.finditer(rb"\"[^\"]*\"", data))
    if len(found) < 2:
        return cut(data, dice)
    one, two = sorted(dice.sample(found, 2), key=lambda each: each.start())
    return data[: one.start()] + two[0] + data[one.end() : two.start()] + one[0] + data[two.end() :]


def double(data, dice):
    at, size = dice.randrange(len(data)), dice.randint(1, 200)
    return data[:at] + data[at : at + size] + data[at:]


@pytest.mark.parametrize("seed", range(6))
def test_a_spoilt_file_is_read_or_refused_and_nothing_else(tmp_path, seed):
    dice = random.Random(seed)  # noqa: S311
    refused = 0
    made = [mutate(content, dice) for content in list(sources(tmp_path)) * 60]
    for content in made:
        try:
            read(tmp_path, content)
        except InputRejected:
            refused += 1
    assert 10 < refused < len(made) - 10
