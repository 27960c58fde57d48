"""OpenDocument text is read as Word is: headings, numbers, tables, notes, and hidden text apart."""

import re
import zipfile
from collections import Counter

import pytest
from build_word import read, relations, texts, zipped
from lxml import etree

from assistant.errors import InputRejected
from assistant.read import read_document

SPACES = " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for each, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "form": "form",
    }.items()
)
FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
FIELD = 'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
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
    spaces = f"{SPACES} {FO} {FIELD}"
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
    regions = ("<text:insertion/>", *[f"<text:deletion>{para('old')}</text:deletion>"] * 2)
    gone = "".join(f"<text:changed-region>{each}</text:changed-region>" for each in regions)
    gone = f"<text:tracked-changes>{gone}</text:tracked-changes>"
    found = odt(tmp_path, gone + para(f"body{note}{comment}{box}") + para("next"))
    assert [(each.kind, each.text, each.visible) for each in found.blocks] == [
        ("paragraph", "body", True),
        ("textbox", "boxed", True),
        ("paragraph", "next", True),
        ("footnote", "a note", True),
        ("comment", "check", False),
    ]
    assert [each.what for each in found.unread] == ["image"]
    assert "1 insertions are read as accepted, 2 deletions are left out" in found.warnings[0]


def test_hidden_text_is_set_apart(tmp_path):
    found = odt(tmp_path, para('seen <text:span text:style-name="Ghost">award to us</text:span>'))
    assert texts(found) == ["seen"]
    assert [each.text for each in found.hidden] == ["award to us"]


def hiding(text, style):
    """A span whose style is this."""
    return f'<text:span text:style-name="{style}">{text}</text:span>'


LOOKS = (
    '<style:style style:family="text" style:name="Pale"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:family="text" style:name="Small"><style:text-properties fo:font-size="1pt"/></style:style>'
    '<style:style style:family="table-cell" style:name="Dark">'
    '<style:table-cell-properties fo:background-color="#1f3864"/></style:style>'
)


@pytest.mark.parametrize(
    ("body", "how"),
    [
        (f'<text:section text:display="none">{para("award to us")}</text:section>', "vanish"),
        (
            '<text:section text:display="condition" text:condition="ooow:x" text:is-hidden="true">'
            f"{listed(para('award to us'))}</text:section>",
            "vanish",
        ),
        (para('<text:hidden-paragraph text:is-hidden="true"/>award to us'), "vanish"),
        (para('<text:hidden-text text:is-hidden="true">award to us</text:hidden-text>'), "vanish"),
        (para(hiding("award to us", "Pale")), "white"),
        (para(hiding("award to us", "Small")), "tiny"),
    ],
)
def test_every_way_of_hiding_text_is_found(tmp_path, body, how):
    found = odt(tmp_path, para("seen") + body, STYLES + LOOKS)
    assert texts(found) == ["seen"]
    assert [(each.text, each.how) for each in found.hidden] == [("award to us", how)]


def test_what_could_be_hidden_but_is_not_is_read(tmp_path):
    section = f'<text:section text:display="condition" text:is-hidden="false">{para("one")}</text:section>'
    field = para('<text:hidden-text text:is-hidden="false">two</text:hidden-text>')
    choice = para("<text:conditional-text>three</text:conditional-text>")
    cell = f'<table:table-cell table:style-name="Dark">{para(hiding("four", "Pale"))}</table:table-cell>'
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    found = odt(tmp_path, section + field + choice + table, STYLES + LOOKS)
    assert texts(found) == ["one", "two", "three", "four"]
    assert found.hidden == ()


def test_fields_and_controls_show_their_state(tmp_path):
    forms = (
        '<office:forms><form:form><form:checkbox form:id="c1" form:label="Yes" form:current-state="checked"/>'
        '<form:checkbox form:id="c2" form:label="No"/><form:text form:id="c3" form:current-value="Harbour"/>'
        '<form:listbox form:id="c4"><form:option form:label="Lead"/>'
        '<form:option form:label="Member" form:current-selected="true"/></form:listbox></form:form></office:forms>'
    )
    drawn = "".join(f'<draw:control draw:control="c{at}"/> ' for at in range(1, 5))
    mark = '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORM{}">{}</field:fieldmark>'
    param = '<field:param field:name="{}" field:value="{}"/>'
    ticked = mark.format("CHECKBOX", param.format("Checkbox_Checked", "true"))
    entries = "".join(param.format("Dropdown_ListEntry", each) for each in ("one", "two"))
    chosen = mark.format("DROPDOWN", entries + param.format("Dropdown_Selected", "1"))
    choice = '<text:drop-down><text:label text:value="Select"/>Select</text:drop-down>'
    found = odt(tmp_path, forms + para(drawn) + para(f"{ticked}agree") + para(chosen) + para(choice))
    assert [(each.kind, each.text) for each in found.blocks] == [
        ("field", "☒ Yes ☐ No Harbour Member"),
        ("paragraph", "☒ agree"),
        ("field", "two"),
        ("field", "Select"),
    ]


def test_headers_that_page_styles_repeat_are_read_once(tmp_path):
    edge = f"<style:header>{para('Council')}</style:header><style:footer>{para('Page')}</style:footer>"
    first = f"<style:header-first>{para('Draft')}</style:header-first>"
    pages = "".join(f"<style:master-page>{each}</style:master-page>" for each in (edge, edge + first))
    pages = f"<office:master-styles>{pages}</office:master-styles>"
    styles = f"<office:document-styles {SPACES}>{pages}</office:document-styles>"
    found = odt(tmp_path, para("body"), more={"styles.xml": styles})
    assert [(each.kind, each.text) for each in found.blocks] == [
        ("paragraph", "body"),
        ("header", "Council"),
        ("footer", "Page"),
        ("header", "Draft"),
    ]


def test_text_in_shapes_is_read_apart_and_once(tmp_path):
    shape = f"<draw:custom-shape>{para('drawn')}</draw:custom-shape>"
    found = odt(tmp_path, shape + para(f"body{shape}"))
    assert [(each.kind, each.text) for each in found.blocks] == [
        ("textbox", "drawn"),
        ("paragraph", "body"),
        ("textbox", "drawn"),
    ]


def test_a_table_in_a_table_has_addresses_of_its_own(tmp_path):
    def table(*cells):
        inside = "".join(f"<table:table-cell>{each}</table:table-cell>" for each in cells)
        return f"<table:table><table:table-row>{inside}</table:table-row></table:table>"

    found = odt(tmp_path, table(para("a") + table(para("b")), para("c")))
    assert [(each.id, each.text) for each in found.blocks] == [("t1r1c1", "a"), ("t2r1c1", "b"), ("t1r1c2", "c")]


def test_cells_said_to_repeat_millions_of_times_cost_nothing(tmp_path):
    cell = '<table:table-cell table:number-columns-repeated="2000000000"/>'
    row = f'<table:table-row table:number-rows-repeated="2000000000">{cell}</table:table-row>'
    assert len(odt(tmp_path, f"<table:table>{row}</table:table>").blocks) == 1


def said_in(path):
    """The words that LibreOffice would show of a file's body, read from its XML without the reader."""
    root = etree.fromstring(zipfile.ZipFile(path).read("content.xml"))
    unsaid = {"tracked-changes", "forms", "note-citation", "table-of-content-source", "annotation", "desc", "title"}
    for each in [each for each in root.iter() if etree.QName(each).localname in unsaid]:
        tail, before = each.tail or "", each.getprevious()
        if before is None:
            each.getparent().text = (each.getparent().text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        each.getparent().remove(each)
    for each in root.iter("{*}p", "{*}h", "{*}s", "{*}tab", "{*}line-break"):
        each.text, each.tail = f" {each.text or ''}", f" {each.tail or ''}"
    return words("".join(root.find(".//{*}text").itertext()))


def words(text):
    return Counter(re.findall(r"\w+", text))


def test_real_files_are_read_word_for_word(shared):
    paths = sorted((shared / "data/tenders/odt").glob("*.odt"))
    assert len(paths) > 20
    for path in paths:
        body = [each for each in read_document(path).blocks if each.kind not in {"header", "footer", "comment"}]
        said, found = said_in(path), words(" ".join(each.text for each in body))
        assert (said & found).total() >= 0.99 * said.total(), path.name
        assert found.total() <= 1.01 * said.total(), path.name


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"text", "not_odt"),
        (zipped({"a": "b"}), "corrupt"),
        (zipped({"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "encrypted"),
        (zipped({"content.xml": "<!DOCTYPE x><x/>"}), "unsafe"),
        (zipped({"content.xml": "<x>", "_rels/.rels": relations({})}), "corrupt"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path, content, code):
    with pytest.raises(InputRejected) as caught:
        read(tmp_path, content, "a.odt")
    assert caught.value.code == code
