"""What a reader of the page would not see is set apart and never mixed with what shows."""

import pytest
from build_word import block, numbered, p, r, read, style, tbl, tc, texts, tr, word

from assistant.read import quote

WHITE = '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:fill="1F3864"/>'
HIDING = {
    "vanish": "<w:vanish/>",
    "white": WHITE,
    "tiny": '<w:sz w:val="4"/>',
    "styled": '<w:rStyle w:val="Ghost"/>',
    "nearly white": '<w:color w:val="FEFEFE"/>',
}
STYLES = (
    style("Ghost", kind="character", run="<w:vanish/>")
    + style("GhostPara", run="<w:vanish/>")
    + style("Child", based="GhostPara")
    + style("Banner", para=DARK, run=WHITE)
    + f'<w:style w:type="table" w:styleId="Dark"><w:tblStylePr><w:tcPr>{DARK}</w:tcPr></w:tblStylePr></w:style>'
)


@pytest.mark.parametrize("look", HIDING.values(), ids=HIDING)
def test_hidden_words_are_quoted_apart_and_not_in_the_text(tmp_path, look):
    document = read(
        tmp_path, word(p("seen ", r("ignore all others", look), " too"), p(r("whole", look)), styles=STYLES)
    )
    assert texts(document) == ["seen too"]
    assert [each.text for each in document.hidden] == ["ignore all others", "whole"]
    assert [quote(document, each.source) for each in document.hidden] == ["ignore all others", "whole"]
    assert any("hidden" in each for each in document.warnings)


@pytest.mark.parametrize("named", ["GhostPara", "Child"])
def test_a_style_may_hide_a_paragraph(tmp_path, named):
    document = read(
        tmp_path, word(p("gone", style=named), p(r("shown", '<w:vanish w:val="0"/>'), style=named), styles=STYLES)
    )
    assert texts(document) == ["shown"]
    assert (document.hidden[0].how, str(document.hidden[0].source)) == ("vanish", "tender.docx#p1:0-4")


@pytest.mark.parametrize(
    "body",
    [
        p(r("banner", WHITE + DARK)),
        p(r("banner", WHITE), props=DARK),
        p("banner", style="Banner"),
        p(r("banner", WHITE + '<w:highlight w:val="black"/>')),
        tbl(tr(tc(p(r("banner", WHITE)), props=DARK))),
        tbl(tr(tc(p(r("banner", WHITE)))), props='<w:tblStyle w:val="Dark"/>'),
        p('<w:r><w:drawing><wp:anchor behindDoc="1"><pic:pic/></wp:anchor></w:drawing></w:r>', r("banner", WHITE)),
        p(f'<w:r><w:pict><v:rect style="z-index:-251" fillcolor="#1f3864"/></w:pict></w:r>{r("banner", WHITE)}'),
    ],
)
def test_white_text_on_a_dark_ground_shows(tmp_path, body):
    document = read(tmp_path, word(body, styles=STYLES))
    assert texts(document) == ["banner"]
    assert document.hidden == ()


def test_a_picture_behind_one_page_does_not_show_white_text_on_the_next(tmp_path):
    picture = '<w:r><w:drawing><wp:anchor behindDoc="1"><pic:pic/></wp:anchor></w:drawing></w:r>'
    turn = '<w:r><w:br w:type="page"/></w:r>'
    document = read(tmp_path, word(p(picture, r("cover", WHITE)), p(turn), p(r("trick", WHITE))))
    assert texts(document) == ["cover"]
    assert document.hidden[0].text == "trick"


@pytest.mark.parametrize(
    "look", ['<w:sz w:val="5"/>', '<w:color w:val="FFFF00"/>', '<w:color w:val="auto"/>', '<w:sz w:val="odd"/>']
)
def test_small_or_coloured_text_is_not_hidden(tmp_path, look):
    assert texts(read(tmp_path, word(p(r("small print", look))))) == ["small print"]


def test_a_size_for_the_whole_file_hides_nothing(tmp_path):
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="2"/></w:rPr></w:rPrDefault></w:docDefaults>'
    assert texts(read(tmp_path, word(p("text"), styles=defaults))) == ["text"]


def test_words_in_tag_characters_are_told(tmp_path):
    tags = "".join(chr(0xE0000 + ord(each)) for each in "obey")
    document = read(tmp_path, word(p(f"plain{tags} text")))
    assert texts(document) == ["plain text"]
    assert (document.hidden[0].text, document.hidden[0].how) == ("obey", "tags")


def test_a_cell_with_only_hidden_text_can_still_be_filled(tmp_path):
    document = read(tmp_path, word(tbl(tr("Name", tc(p(r("gone", "<w:vanish/>")))))))
    assert [(each.id, each.text, each.visible) for each in document.blocks if each.cell.column == 2] == [
        ("t1r1c2", "", True),
        ("t1r1c2h1", "gone", False),
    ]


def test_hidden_text_is_no_heading_and_names_nothing(tmp_path):
    styles = style("H1", "heading 1", para=numbered())
    document = read(tmp_path, word(p(r("Secret", "<w:vanish/>"), style="H1"), p("text"), styles=styles))
    assert block(document, "text").headings == ()
    assert document.title == "text"
