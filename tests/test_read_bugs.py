"""What other readers of Word files were reported to get wrong. Each case is named after the report."""

import struct
import zipfile
from io import BytesIO

import pytest
from build_word import (
    LEGAL,
    abstract,
    item,
    lvl,
    num,
    numbers,
    p,
    r,
    read,
    root,
    style,
    tbl,
    tc,
    texts,
    tr,
    word,
    zipped,
)

from assistant.errors import InputRejected

SDT = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
PICTURE = "<w:r><w:drawing><wp:inline><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing></w:r>"
GONE = "<w:rPr><w:del/></w:rPr>"


def report(*names):
    return pytest.mark.parametrize("report", ["; ".join(names)], ids=[names[0]])


@report("python-docx#797", "python-docx#678")
def test_a_relationship_to_null_is_no_reason_to_refuse_a_file(tmp_path, report):
    links = {"a": ("image", "NULL"), "b": ("comments", "NULL"), "c": ("theme", "../NULL")}
    assert texts(read(tmp_path, word(p("text"), links=links))) == ["text"]


@report("python-docx#1351", "docling#4243")
def test_a_relationship_to_a_place_in_the_text_points_nowhere_outside(tmp_path, report):
    link = f'<w:hyperlink r:id="top">{r("up")}</w:hyperlink>'
    document = read(tmp_path, word(p("text ", link), links={"top": ("hyperlink", "#_top")}))
    assert texts(document) == ["text up"]
    assert document.unread == ()


@report("python-docx#204", "python-docx#693")
def test_a_strict_file_has_its_tables_notes_and_numbers(tmp_path, report):
    notes = {"word/footnotes.xml": root("footnotes", f"<w:footnote>{p('note')}</w:footnote>", strict=True)}
    links = {"f": ("footnotes", "footnotes.xml")}
    body = [item("one"), tbl(tr("cell"))]
    document = read(tmp_path, word(*body, numbering=LEGAL, strict=True, parts=notes, links=links))
    assert [(each.number, each.text) for each in document.blocks] == [("1.", "one"), (None, "cell"), (None, "note")]


@report("python-docx#1455")
def test_a_part_without_a_content_type_is_no_reason_to_refuse_a_file(tmp_path, report):
    content = word(p("text", PICTURE), parts={"word/media/image1.png": "x", "[Content_Types].xml": "<Types/>"})
    document = read(tmp_path, content)
    assert (texts(document), [each.what for each in document.unread]) == (["text"], ["image"])


@report("python-docx#155", "python-docx#295", "docling#3923")
def test_content_controls_are_opened_at_all_five_levels(tmp_path, report):
    cover = SDT.format("<w:docPartObj/>", p("Cover", PICTURE))
    cell = SDT.format("", tc(SDT.format("", p("in a cell ", SDT.format("", r("in a line"))))))
    table = tbl(SDT.format("", tr(cell)))
    document = read(tmp_path, word(cover, SDT.format("", table), p("last")))
    assert texts(document) == ["Cover", "in a cell in a line", "last"]
    assert document.blocks[1].cell


@report("python-docx#1123", "python-docx#340")
def test_a_moved_passage_stands_once_where_it_went(tmp_path, report):
    start, end = '<w:moveFromRangeStart w:name="m"/>', "<w:moveFromRangeEnd/>"
    away = f"{start}<w:moveFrom>{r('clause')}</w:moveFrom>{end}"
    here = f'<w:moveToRangeStart w:name="m"/><w:moveTo>{r("clause")}</w:moveTo><w:moveToRangeEnd/>'
    document = read(
        tmp_path, word(p("a ", away), p("b ", here), p(f"<w:moveFrom>{r('gone')}</w:moveFrom>", props=GONE))
    )
    assert texts(document) == ["a", "b clause"]


@report("python-docx#1123")
def test_paragraphs_that_a_tracked_deletion_joins_are_one(tmp_path, report):
    first = p(r("The Provider shall "), f"<w:del>{r('not ')}</w:del>", props=GONE)
    gone = p(f"<w:del>{r('be late')}</w:del>", props=GONE)
    document = read(tmp_path, word(item("one"), first, gone, item("attend."), item("three"), numbering=LEGAL))
    assert [(each.number, each.text) for each in document.blocks] == [
        ("1.", "one"),
        ("2.", "The Provider shall attend."),
        ("3.", "three"),
    ]


def test_an_empty_paragraph_ends_what_a_tracked_deletion_joins_to_it(tmp_path):
    assert texts(read(tmp_path, word(p("one", props=GONE), "<w:p/>", p("two")))) == ["one", "two"]


def test_a_paragraph_whose_end_was_deleted_before_a_table_or_at_the_end_is_kept(tmp_path):
    body = [p("before", props=GONE), tbl(tr(tc(p("in", props=GONE)), tc("next"))), p("end", props=GONE)]
    assert texts(read(tmp_path, word(*body))) == ["before", "in", "next", "end"]


@report("python-docx-ng#119", "docling#4034")
def test_a_text_box_is_read_once_every_time(tmp_path, report):
    text = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    shape = f"<wp:inline><wps:wsp><wps:txbx>{text}</wps:txbx></wps:wsp></wp:inline>"
    new = f"<mc:Choice><w:drawing>{shape}</w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{text}</v:textbox></v:shape></w:pict></mc:Fallback>"
    box = f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"
    document = read(tmp_path, word(*(p("text", box) for _ in range(50))))
    assert texts(document) == ["text", "boxed"] * 50


@report("python-docx#803", "python-docx#335")
def test_names_places_and_dates_in_smart_tags_are_kept(tmp_path, report):
    place = f'<w:smartTag w:element="place"><w:smartTag w:element="City">{r("Leeds")}</w:smartTag></w:smartTag>'
    date = f'<w:customXml w:element="date">{r("1 May 2027")}</w:customXml>'
    assert texts(read(tmp_path, word(p("In ", place, " by ", date)))) == ["In Leeds by 1 May 2027"]


@report("python-docx#471", "docling#3759")
def test_a_list_goes_on_after_other_text_and_starts_again_where_told(tmp_path, report):
    lists = abstract(lvl(0, "%1."), lvl(1, "", "none")) + num() + num(2, overrides=OVER)
    body = [item("a"), p("between"), item("b"), item("plain", 1), item("c", 0, 2)]
    assert numbers(read(tmp_path, word(*body, numbering=lists))) == ["1.", None, "2.", None, "1."]


OVER = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


@report("python-docx#881", "python-docx#1458", "unstructured#4033")
def test_a_ragged_table_has_each_cell_once_in_its_column(tmp_path, report):
    rows = [
        tr("a", tc("b", props='<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>'), "c"),
        tr("d", tc("", props='<w:vMerge w:val="continue"/><w:gridSpan w:val="2"/>')),
        tr("e", props='<w:gridBefore w:val="3"/><w:gridAfter w:val="9"/>'),
        tr(),
        tr(tc("", props='<w:vMerge/>'), "f"),
    ]  # fmt: skip
    document = read(tmp_path, word(tbl(*rows)))
    found = [(each.text, each.cell.row, each.cell.column) for each in document.blocks]
    assert [each for each in found if each[0]] == [
        ("a", 1, 1), ("b", 1, 2), ("c", 1, 4), ("d", 2, 1), ("e", 3, 4), ("f", 5, 2),
    ]  # fmt: skip


@report("python-docx#1539", "python-docx#1335")
@pytest.mark.parametrize("odd", ["240.5", "-0.0001", "1e3", "12pt", "", "99999999999999999999", "NaN", "inf"])
def test_measures_that_are_no_whole_numbers_harm_nothing(tmp_path, odd, report):
    props = f'<w:ind w:left="{odd}"/><w:spacing w:line="{odd}" w:lineRule="exact"/><w:outlineLvl w:val="{odd}"/>'
    look = f'<w:sz w:val="24.5"/><w:w w:val="100.0%"/><w:position w:val="{odd or 0}"/>'.replace('"1e3"', '"0"')
    table = tbl(tr(tc("cell", props=f'<w:gridSpan w:val="{odd}"/>')))
    document = read(tmp_path, word(p(r("text", look), props=props), table))
    assert [each.text for each in document.blocks] == ["text", "cell"]


@report("docling#494")
def test_tables_in_cells_keep_their_words_in_order(tmp_path, report):
    innermost = tbl(tr("deep"))
    inner = tbl(tr(tc(p("x"), innermost)))
    document = read(tmp_path, word(tbl(tr(tc(inner)), tr(tc(p("a"), inner, p("b"))))))
    assert [each for each in texts(document) if each] == ["x", "deep", "a", "x", "deep", "b"]


@report("office_oxide#155", "tika testAltChunkHTML")
@pytest.mark.parametrize(
    ("part", "content", "read_too"),
    [
        ("part.html", "<html><body><p>inside</p></body></html>", ["inside"]),
        ("part.txt", "inside", ["inside"]),
        ("part.mht", "MIME-Version: 1.0", []),
        ("part.rtf", "{\\rtf1 inside}", []),
    ],
)
def test_a_chunk_of_another_format_is_read_or_said_not_to_be(tmp_path, part, content, read_too, report):
    body = [p("text"), '<w:altChunk r:id="c"/>']
    document = read(tmp_path, word(*body, parts={f"word/{part}": content}, links={"c": ("aFChunk", part)}))
    assert texts(document) == ["text", *read_too]
    assert [each.what for each in document.unread] == ([] if read_too else ["embedded document"])


@report("office_oxide#155")
def test_a_word_file_in_a_chunk_is_read_in_its_place_but_none_inside_that(tmp_path, report):
    chunk, links = '<w:altChunk r:id="c"/>', {"c": ("aFChunk", "in.docx")}
    inner = word(p("inner"), chunk, parts={"word/in.docx": word(p("innermost"))}, links=links)
    document = read(tmp_path, word(p("a"), chunk, p("b"), parts={"word/in.docx": inner}, links=links))
    assert texts(document) == ["a", "inner", "b"]


@report("vandalizer#811")
@pytest.mark.parametrize("kind", ["styles", "numbering", "theme", "settings", "footnotes", "comments", "header"])
def test_a_damaged_part_is_told_and_the_rest_is_read(tmp_path, kind, report):
    document = read(tmp_path, word(p("text"), parts={f"word/{kind}.xml": "<w:x"}, links={"x": (kind, f"{kind}.xml")}))
    assert texts(document) == ["text"]
    assert any("damaged" in each and kind in each for each in document.warnings)


@report("pdf2docx#126", "Ghostwriter#709")
def test_characters_that_mean_nothing_are_left_out(tmp_path, report):
    odd = "a&#x80;b&#xFFFD;c\ufff9d\u202ee\ue000f&#x1F600;g\U000e0041"
    assert texts(read(tmp_path, word(p(odd)))) == ["ab\ufffdcde\ue000f\U0001f600g"]


@report("docx2python#12")
def test_a_file_as_google_exports_it_is_read(tmp_path, report):
    """It wraps runs in tagged controls, leaves out settings, and writes sizes and shades in its own way."""
    tagged = SDT.format('<w:id w:val="-7"/><w:tag w:val="goog_rdk_0"/>', r("Weekly ") + f"<w:ins>{r('dance')}</w:ins>")
    normal = style("Normal", para='<w:spacing w:line="276.00000000000006" w:lineRule="auto"/>')
    look = '<w:sz w:val="22"/><w:shd w:val="clear" w:fill="auto"/><w:rtl w:val="0"/>'
    document = read(tmp_path, word(p(tagged, r(" for all", look)), styles=normal))
    assert texts(document) == ["Weekly dance for all"]
    assert document.hidden == ()


@report("docx2python#93")
def test_other_makers_ways_of_writing_are_read(tmp_path, report):
    """Prefixes, absolute targets and back slashes as some office programs write them."""
    body = root("document", f"<w:body>{p('text')}</w:body>").replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    assert texts(read(tmp_path, zipped({"_rels\\.rels": rels, "word\\document2.xml": body}))) == ["text"]


ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@report("GHSA-vfmq-68hx-4jfw", "GHSA-34wj-p5jm-2p96")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "part",
    ["word/document.xml", "word/styles.xml", "word/comments.xml", "word/_rels/document.xml.rels", "docProps/core.xml"],
)
def test_an_entity_is_refused_in_every_part_that_is_read(tmp_path, part, encoding, report):
    links = {"c": ("comments", "comments.xml")}
    content = word(p("text"), parts={"word/comments.xml": root("comments", "")}, links=links, core="title")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    _, _, rest = files[part].rpartition("?>")
    text = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}{rest.replace("text", "&e;")}'
    with pytest.raises(InputRejected) as refused:
        read(tmp_path, zipped(files | {part: text.encode(encoding)}))
    assert "document type definition" in str(refused.value)


@report("LightRAG#3614", "cpython#83522")
def test_a_large_file_format_zip_is_read(tmp_path, report):
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(word(p("text")))) as given, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            with made.open(name, "w", force_zip64=True) as part:
                part.write(given.read(name))
    assert texts(read(tmp_path, held.getvalue())) == ["text"]


@report("cpython#83522")
def test_a_part_that_lies_about_its_size_is_refused(tmp_path, report):
    content = bytearray(word(p("text " * 5000)))
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"word/document.xml"))
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(InputRejected) as refused:
        read(tmp_path, bytes(content))
    assert refused.value.code == "corrupt"
