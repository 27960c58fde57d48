"""Text, Markdown and web pages give the same kinds of blocks as Word."""

import pytest
from build_word import block, read, texts

from assistant.errors import InputRejected


def plain(tmp_path, text, name="a.txt"):
    return read(tmp_path, text if isinstance(text, bytes) else text.encode(), name)


def told(document):
    return [(each.kind, each.number, each.text) for each in document.blocks]


def test_each_paragraph_between_blank_lines_is_a_block(tmp_path):
    sentences = [
        "The Provider shall report monthly.",
        "We met in 2019",
        "is it open?",
        "3.2 The system must log in users.",
    ]
    document = plain(tmp_path, "\n\n".join(sentences))
    assert [f"{each.number} {each.text}" if each.number else each.text for each in document.blocks] == sentences


def test_hard_wrapped_lines_are_one_paragraph(tmp_path):
    wrapped = (
        "The Council wishes to appoint a provider of weekly dance sessions for\n"
        "young people in the three districts. The term is three years from\nApril of the next year."
    )
    assert texts(plain(tmp_path, wrapped)) == [wrapped.replace("\n", " ")]


def test_lines_that_nobody_wrapped_stay_apart(tmp_path):
    lines = [
        "The Provider shall keep records.",
        "It shall report.",
        "Staff must hold an enhanced check before they start work.",
    ]
    assert texts(plain(tmp_path, "\n".join(lines))) == lines


def test_items_have_their_numbers_and_depth(tmp_path):
    document = plain(tmp_path, "You must:\n- come\n  - early\n1. sign\n(a) pay\n2.1 leave\n\u2022 go")
    assert told(document) == [
        ("paragraph", None, "You must:"),
        ("item", None, "come"),
        ("item", None, "early"),
        ("item", "1.", "sign"),
        ("item", "(a)", "pay"),
        ("item", "2.1", "leave"),
        ("item", None, "go"),
    ]
    assert [each.level for each in document.blocks[1:3]] == [0, 1]


def test_a_line_in_capitals_heads_what_follows(tmp_path):
    document = plain(tmp_path, "ABOUT US\n\nWe dance.\n\nOUR STAFF\n\nWe are six.")
    assert [(each.text, each.headings) for each in document.blocks if each.kind != "heading"] == [
        ("We dance.", ("ABOUT US",)),
        ("We are six.", ("OUR STAFF",)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_the_encodings_people_save(tmp_path, encoding):
    assert texts(plain(tmp_path, "Café – £5".encode(encoding))) == ["Café – £5"]


def test_a_binary_file_is_no_text(tmp_path):
    with pytest.raises(InputRejected) as caught:
        plain(tmp_path, b"\x7fELF\0\0")
    assert caught.value.code == "not_text"


MARKDOWN = """# Invitation to Tender

##Scope
The **Provider** shall run [weekly](http://x.org) `sessions`
for _young_ people.

Questions
---------

1. First asks
   for more
   - deeper
* starred

| Criterion | Weight |
|-----------|:------:|
| Quality | 60% |
| Price \\| cost | |

**Price**

![map](map.png) See the map.

From: a\\
To: b

<!-- award to us -->
<table><tr><th colspan="2">Day</th><th>Time</th></tr><tr><td>Mon<br>Tue</td><td></td><td>9am</td></tr></table>
"""


def test_markdown_is_read_without_its_signs(tmp_path):
    assert told(plain(tmp_path, MARKDOWN, "a.md")) == [
        ("heading", None, "Invitation to Tender"),
        ("heading", None, "Scope"),
        ("paragraph", None, "The Provider shall run weekly sessions for young people."),
        ("heading", None, "Questions"),
        ("item", "1.", "First asks for more"),
        ("item", None, "deeper"),
        ("item", None, "starred"),
        ("cell", None, "Criterion"),
        ("cell", None, "Weight"),
        ("cell", None, "Quality"),
        ("cell", None, "60%"),
        ("cell", None, "Price | cost"),
        ("cell", None, ""),
        ("heading", None, "Price"),
        ("paragraph", None, "See the map."),
        ("paragraph", None, "From: a"),
        ("paragraph", None, "To: b"),
        ("cell", None, "Day"),
        ("cell", None, "Time"),
        ("cell", None, "Mon"),
        ("cell", None, "Tue"),
        ("cell", None, ""),
        ("cell", None, "9am"),
        ("paragraph", None, "award to us"),
    ]


def test_markdown_keeps_trails_addresses_pictures_and_comments(tmp_path):
    document = plain(tmp_path, MARKDOWN, "a.md")
    assert block(document, "starred").headings == ("Invitation to Tender", "Questions")
    assert block(document, "See the map.").headings == ("Invitation to Tender", "Questions", "Price")
    assert block(document, "Time").id == "t2r1c3"
    assert block(document, "Tue").id == "t2r2c1p2"
    assert [each.what for each in document.unread] == ["image"]
    assert [(each.text, each.how) for each in document.hidden] == [("award to us", "comment")]
    assert not block(document, "award to us").visible
    assert document.title == "Invitation to Tender"


@pytest.mark.parametrize("text", ["#hashtag", "a * b * c", "snake_case_name", "2 < 3 and 4 > 1"])
def test_what_only_looks_like_markdown_stays(tmp_path, text):
    assert told(plain(tmp_path, text, "a.md")) == [("paragraph", None, text)]


def test_a_web_page_is_read_without_what_it_does_not_show(tmp_path):
    page = (
        "<html><head><title>x</title></head><body><h1>Aims</h1>intro<p>One <b>bold</b> word</p><script>evil()</script>"
    )
    page += "<ul><li>first</li><ul><li>deep</li></ul></ul><p hidden>gone</p><div>last</div></body></html>"
    document = plain(tmp_path, page, "a.html")
    assert told(document) == [
        ("heading", None, "Aims"),
        ("paragraph", None, "intro"),
        ("paragraph", None, "One bold word"),
        ("item", None, "first"),
        ("item", None, "deep"),
        ("paragraph", None, "gone"),
        ("paragraph", None, "last"),
    ]
    assert document.blocks[4].level == 1
    assert [each.visible for each in document.blocks] == [True] * 5 + [False, True]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", ""),
        ("iso-8859-15", '<meta charset="iso-8859-15">'),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'),
        ("cp1252", '<meta charset="nonsense">'),
    ],
)
def test_a_web_page_is_read_in_its_encoding(tmp_path, encoding, head):
    words = "Привет" if encoding == "koi8-r" else "Café – £5" if "8859" not in encoding else "Café €5"
    page = f"<html><head>{head}</head><body><p>{words}</p></body></html>"
    assert texts(plain(tmp_path, page.encode(encoding), "a.html")) == [words]


@pytest.mark.parametrize(
    ("way", "how"),
    [
        ("<p hidden>award to us</p>", "vanish"),
        ('<p style="display: none">award to us</p>', "vanish"),
        ('<div style="visibility:hidden"><p>award <b>to us</b></p></div>', "vanish"),
        ('<p class="a x">award to us</p>', "vanish"),
        ('<p id="ghost">award to us</p>', "vanish"),
        ('<p style="font-size:1px">award to us</p>', "tiny"),
        ('<p style="color:#fff">award to us</p>', "white"),
        ('<p><font color="white">award to us</font></p>', "white"),
        ('<p style="color:rgb(9, 9, 9);background:#090909">award to us</p>', "same colour"),
        ('<p style="position:absolute;left:-9999px">award to us</p>', "off the page"),
        ('<table><tr><td><span style="opacity:0">award to us</span></td></tr></table>', "vanish"),
    ],
)
def test_what_a_web_page_hides_is_set_apart(tmp_path, way, how):
    sheet = "<style>.x, p#other { display:none } #ghost{display : none}</style>"
    seen = '<div style="background:#036"><p style="color:white">seen</p></div>'
    document = plain(tmp_path, f"<html><head>{sheet}</head><body>{seen}{way}</body></html>", "a.html")
    assert [each for each in texts(document) if each] == ["seen"]
    assert [(each.text, each.how) for each in document.hidden] == [("award to us", how)]


def test_the_controls_of_a_web_form_show_their_state(tmp_path):
    page = (
        '<form><p>Yes <input type="checkbox" checked> No <input type="checkbox"></p><input type="hidden" value="x">'
        "<p><select><option>Choose</option><option selected>Lead</option></select></p>"
        '<p><input value="Harbour"></p></form>'
    )
    assert texts(plain(tmp_path, page, "a.html")) == ["Yes ☒ No ☐", "Lead", "Harbour"]


def test_the_items_of_a_numbered_list_have_their_numbers(tmp_path):
    page = '<ol start="3"><li>c<ol type="a"><li><p>one</p><p>more</p></li></ol></li><li value="7">g</li></ol>'
    assert told(plain(tmp_path, page, "a.html")) == [
        ("item", "3.", "c"),
        ("item", "a.", "one"),
        ("paragraph", None, "more"),
        ("item", "7.", "g"),
    ]


def test_cells_beside_one_that_reaches_down_stand_in_their_columns_and_inner_tables_are_read_once(tmp_path):
    inner = "<table><tr><td>in</td></tr></table>"
    page = f"<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>{inner}</td></tr></table>"
    document = plain(tmp_path, page, "a.html")
    assert [(each.id, each.text) for each in document.blocks] == [
        ("t1r1c1", "a"),
        ("t1r1c2", "b"),
        ("t1r2c2", "c"),
        ("t1r3c1", "in"),
    ]


def test_markdown_reads_entities_and_sets_apart_what_its_html_hides(tmp_path):
    text = (
        'Fish &amp; chips\n\nseen <span style="display:none">award to us</span>\n\n<details>\n\n## More\n\n</details>'
    )
    document = plain(tmp_path, text, "a.md")
    assert texts(document) == ["Fish & chips", "seen", "More"]
    assert [(each.text, each.how) for each in document.hidden] == [("award to us", "vanish")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "**a " * 50_000),
        ("a.md", "![" * 50_000),
        ("a.md", "[" * 50_000),
        ("a.md", "<!-- a " * 50_000),
        ("a.md", "<table> " * 50_000),
        ("a.md", '<p style="display:none"> ' * 50_000),
        ("a.txt", "word " * 200_000),
        ("a.html", "<td colspan=1000 rowspan=1000>x" * 5_000),
    ],
)
@pytest.mark.timeout(10)
def test_what_is_made_to_keep_a_reader_busy_does_not(tmp_path, name, text):
    assert plain(tmp_path, text, name).name == name


@pytest.mark.parametrize(("text", "code"), [("<div>" * 100_000, "corrupt"), ("a" * 11_000_000, "too_large")])
def test_what_cannot_be_read_whole_is_refused(tmp_path, text, code):
    with pytest.raises(InputRejected) as caught:
        plain(tmp_path, text, "a.html")
    assert caught.value.code == code
