"""Passages: short, whole sentences, exact, with what they state of themselves."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.partners import facts
from assistant.partners.cut import cut, portions, sentences
from assistant.records import Block, Cell, Document


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sing. We dance.", ["We sing.", "We dance."]),
        ("Dr. Vale came at 4.30 p.m. on Monday.", ["Dr. Vale came at 4.30 p.m. on Monday."]),
        ("It cost £1.5 million. Fees are low.", ["It cost £1.5 million.", "Fees are low."]),
        ("Who comes? Everyone!", ["Who comes?", "Everyone!"]),
        ("We work in schools, e.g. Hill School.", ["We work in schools, e.g. Hill School."]),
        ("First line\nsecond line", ["First line", "second line"]),
        ('"We love it." Said by all.', ['"We love it."', "Said by all."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert texts(text) == expected


@given(st.text(alphabet="aB .!?\n£1é", max_size=300))
def test_nothing_but_space_is_lost_between_portions_and_none_overlap(text):
    spans = portions(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_long_paragraph_becomes_passages_of_like_length():
    text = " ".join(f"In {year} we ran forty sessions for young people in the old hall." for year in range(2015, 2025))
    lengths = [len(text[start:end].split()) for start, end in portions(text)]
    assert len(lengths) == 4
    assert max(lengths) <= 3 * 13
    assert min(lengths) >= 2 * 13


def test_what_is_not_done_stands_apart_from_what_is():
    text = "We teach dance. We do not offer counselling. Music comes from our neighbours."
    assert [text[start:end] for start, end in portions(text)] == [
        "We teach dance.",
        "We do not offer counselling.",
        "Music comes from our neighbours.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not offer counselling.",
        "Our facilitators are not therapists of any kind.",
        "I can't lead a contract.",
        "The Trust has no arts provision of its own.",
        "We have no speaker of Welsh.",
        "We've never led a contract.",
        "We are happy to help, but we cannot work in schools.",
        "None of us is registered as a therapist.",
        "No counselling, no outreach.",
    ],
)
def test_a_sentence_that_says_what_is_not_done_is_known(sentence):
    assert facts.disclaims(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We offer counselling.",
        "No session was cancelled in 2025.",
        "We never meet a group with fewer than two adults.",
        "We have not missed a Wednesday since 2021.",
        "We work with young people who do not go to school.",
        "Nobody is turned away.",
        "To relieve those who could not otherwise afford it.",
        "We not only sing but dance.",
        "We are not for profit.",
        "We have no waiting list.",
        "We have had no complaints since 2019.",
    ],
)
def test_a_sentence_that_only_contains_a_not_is_no_denial(sentence):
    assert not facts.disclaims(sentence)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Since September 2017, and again in 2025", (2017, 2025)),
        ("in 2024/25 and 2024 to 2025", (2024, 2025)),
        ("a grant of £2,025 and 1999 visits a year", (1999,)),
        ("Call 01632 960199", ()),
        ("postcode 20256", ()),
    ],
)
def test_years_are_years_and_not_sums(text, years):
    assert facts.years(text) == years


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("312 different young people, 74 per cent of them", ("312", "74 per cent")),
        ("a grant of £120,000 and £1.5 million", ("£120,000", "£1.5 million")),
        ("nineteen young people took part", ("nineteen",)),
        ("we met 40% in 2025", ("40%",)),
        ("on 29 April 2024", ()),
        ("write to a@b.example or call 01632 960199", ()),
    ],
)
def test_numbers_are_as_written(text, numbers):
    assert facts.numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "stated"),
    [("young people aged 11 to 19", False), ("for 14-year-olds", False), ("64 people aged 11 to 19", True)],
)
def test_an_age_is_no_figure_of_what_was_done(text, stated):
    assert facts.states_a_figure(text) is stated


def test_places_are_those_known_and_those_that_stand_like_places():
    text = "We work in Riverside and Hilltop, in May, and across the Vale of Trees; Quayside came to us."
    assert facts.places(text, ["Quayside"]) == ("Riverside", "Hilltop", "Vale of Trees", "Quayside")


def document(*blocks: Block) -> Document:
    return Document(name="a.docx", sha256="", blocks=blocks)


def cell(text: str, row: int, column: int) -> Block:
    return Block(
        id=f"t1r{row}c{column}",
        text=text,
        kind="cell",
        headings=("Contracts",),
        cell=Cell(table=1, row=row, column=column),
    )


def test_a_row_of_a_table_is_one_passage_with_its_other_cells_beside_it():
    rows = [("Funder and work", "When", "Value"), ("Shire Council, coastal dance for schools", "2024", "£120,000")]
    blocks = [cell(text, r, c) for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1)]
    (found,) = cut(document(*blocks))
    assert found.text == "Shire Council, coastal dance for schools"
    assert found.heading == "Contracts > Funder and work; When: 2024; Value: £120,000"


def test_headings_page_furniture_and_hidden_text_are_no_passages():
    said = "We run weekly sessions for young people."
    blocks = [
        Block(id="p1", text="What we do every week", kind="heading"),
        Block(id="h1", text="Statement of the Singers, 2026", kind="header"),
        Block(id="p2", text=said, kind="paragraph", headings=("What we do every week",)),
        Block(id="p3", text="Secret words that nobody can see.", kind="paragraph", visible=False),
        Block(id="p4", text="The sessions are:", kind="paragraph"),
        Block(id="p5", text="01632 960123", kind="paragraph"),
    ]
    (found,) = cut(document(*blocks))
    assert (found.text, found.heading) == (said, "What we do every week")


def listed(lead: Block) -> list[bool]:
    items = [
        Block(id=f"p{number}", text=text, kind="item", headings=lead.headings or (lead.text,))
        for number, text in enumerate(["Counselling", "Work with schools in the evening"], 2)
    ]
    return [each.disclaims for each in cut(document(lead, *items)) if each.block.kind == "item"]


@pytest.mark.parametrize("title", ["What we do not do", "What we don't offer", "Not offered", "Things I cannot do"])
def test_a_list_under_a_title_of_what_is_not_done_is_not_done(title):
    assert listed(Block(id="p1", text=title, kind="heading")) == [True, True]
    assert listed(Block(id="p1", text=f"{title}:", kind="paragraph", headings=("Our work",))) == [True, True]


@pytest.mark.parametrize("title", ["What we do", "Who cannot come elsewhere", "Work with schools"])
def test_a_list_under_any_other_title_is_done(title):
    assert True not in listed(Block(id="p1", text=title, kind="heading"))
