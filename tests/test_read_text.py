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
        ("paragraph", None, "last"),
    ]
    assert document.blocks[4].level == 1
