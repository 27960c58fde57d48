"""OpenDocument text is read as Word is: headings, numbers, tables, notes, and hidden text apart."""

import pytest
from build_word import read, relations, texts, zipped

from assistant.errors import InputRejected

SPACES = " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for each, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
    }.items()
)
FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
STYLES = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="3" style:num-format="i" text:display-levels="3"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    '<style:style style:family="text" style:name="Ghost"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:family="paragraph" style:name="Fat">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)


def odt(tmp_path, body, styles=STYLES, more=None):
    spaces = f"{SPACES} {FO}"
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return read(tmp_path, zipped({"content.xml": content} | (more or {})), "a.odt")


def listed(*items, name="L", more=""):
    inside = "".join(f"<text:list-item>{each}</text:list-item>" for each in items)
    return f'<text:list text:style-name="{name}" {more}>{inside}</text:list>'


def para(text, style=""):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_headings_head_and_text_is_on_one_line(tmp_path):
    body = '<text:h text:outline-level="1">Scope</text:h>' + para(
        'a<text:s text:c="3"/>b<text:tab/>c<text:line-break/><text:span>d</text:span>'
    )
    found = odt(tmp_path, body + para("Staff", "Fat") + para("six"))
    assert [(each.kind, each.text, each.headings) for each in found.blocks] == [
        ("heading", "Scope", ()),
        ("paragraph", "a b c d", ("Scope",)),
        ("heading", "Staff", ("Scope",)),
        ("paragraph", "six", ("Scope", "Staff")),
    ]


def test_list_items_have_their_numbers(tmp_path):
    deeper = listed(para("b") + listed(para("c"), name=""), para("d"), name="")
    body = listed(para("a") + deeper, para("e") + para("more")) + listed(
        para("f"), more='text:continue-numbering="true"'
    )
    body += listed(para("g")) + listed(para("h"), name="B")
    assert [(each.kind, each.number, each.text) for each in odt(tmp_path, body).blocks] == [
        ("item", "1.", "a"),
        ("item", "(a)", "b"),
        ("item", "1.a.i", "c"),
        ("item", "(b)", "d"),
        ("item", "2.", "e"),
        ("paragraph", None, "more"),
        ("item", "3.", "f"),
        ("item", "1.", "g"),
        ("item", None, "h"),
    ]


def test_cells_stand_at_their_address_and_empty_ones_are_kept(tmp_path):
    cell = "<table:table-cell>{}</table:table-cell>"
    three = f"{cell.format(para('Name'))}<table:covered-table-cell/>{cell.format(para(''))}"
    rows = f"<table:table-row>{three}</table:table-row>"
    found = odt(tmp_path, f"<table:table><table:table-header-rows>{rows}</table:table-header-rows>{rows}</table:table>")
    assert [(each.id, each.text) for each in found.blocks] == [
        ("t1r1c1", "Name"),
        ("t1r1c3", ""),
        ("t1r2c1", "Name"),
        ("t1r2c3", ""),
    ]


def test_notes_boxes_comments_and_deletions_are_told_apart(tmp_path):
    noted = f"<text:note-citation>1</text:note-citation><text:note-body>{para('a note')}</text:note-body>"
    note = f"<text:note>{noted}</text:note>"
    comment = f"<office:annotation>{para('check')}</office:annotation>"
    box = (
        f"<draw:frame><draw:text-box>{para('boxed')}</draw:text-box></draw:frame><draw:frame><draw:image/></draw:frame>"
    )
    gone = f"<text:tracked-changes><text:changed-region>{para('old')}</text:changed-region></text:tracked-changes>"
    found = odt(tmp_path, gone + para(f"body{note}{comment}{box}") + para("next"))
    assert [(each.kind, each.text, each.visible) for each in found.blocks] == [
        ("paragraph", "body", True),
        ("textbox", "boxed", True),
        ("paragraph", "next", True),
        ("footnote", "a note", True),
        ("comment", "check", False),
    ]
    assert [each.what for each in found.unread] == ["image"]
    assert "tracked changes" in found.warnings[0]


def test_hidden_text_is_set_apart(tmp_path):
    found = odt(tmp_path, para('seen <text:span text:style-name="Ghost">award to us</text:span>'))
    assert texts(found) == ["seen"]
    assert [each.text for each in found.hidden] == ["award to us"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"text", "not_odt"),
        (zipped({"a": "b"}), "corrupt"),
        (zipped({"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "encrypted"),
        (zipped({"content.xml": "<!DOCTYPE x><x/>"}), "corrupt"),
        (zipped({"content.xml": "<x>", "_rels/.rels": relations({})}), "corrupt"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, content, code):
    with pytest.raises(InputRejected) as caught:
        read(tmp_path, content, "a.odt")
    assert caught.value.code == code
