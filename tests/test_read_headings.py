"""Headings are found by style, level or look; each block knows the trail above it, the document its title and kind."""

import pytest
from build_word import LEGAL, block, numbered, p, r, read, style, tbl, tr, word

STYLES = (
    style("H1", "heading 1", para=numbered(0))
    + style("H2", "Heading 2", para=numbered(1))
    + style("House", "Council Head", based="H1")
    + style("T", "Title")
    + style("Toc", "toc 1")
    + style("Cap", "caption", run="<w:b/>")
    + style("Deep", "Clause", para='<w:outlineLvl w:val="1"/>')
)
BOLD = "<w:b/>"


def document(tmp_path, *body, **more):
    return read(tmp_path, word(*body, **{"styles": STYLES, "numbering": LEGAL} | more))


def trail(document, text):
    return block(document, text).headings


def test_a_trail_names_the_headings_above_with_their_numbers_outermost_first(tmp_path):
    body = [p("Scope", style="H1"), p("Dance", style="H2"), p("weekly"), p("Price", style="H1"), p("fixed")]
    found = document(tmp_path, *body)
    assert trail(found, "weekly") == ("1. Scope", "1.1 Dance")
    assert trail(found, "Dance") == ("1. Scope",)
    assert trail(found, "fixed") == ("2. Price",)
    assert [each.level for each in found.blocks if each.kind == "heading"] == [1, 2, 1]


@pytest.mark.parametrize(("named", "level"), [("House", 1), ("Deep", 2), ("H2", 2)])
def test_a_style_makes_a_heading_by_its_name_its_base_or_its_outline_level(tmp_path, named, level):
    found = block(document(tmp_path, p("Scope", style=named)), "Scope")
    assert (found.kind, found.level) == ("heading", level)


def test_an_outline_level_of_its_own_makes_a_heading(tmp_path):
    found = document(
        tmp_path,
        p("Scope", props='<w:outlineLvl w:val="0"/>'),
        p("text", style="H1", props='<w:outlineLvl w:val="9"/>'),
    )
    assert block(found, "Scope").kind == "heading"


def test_the_title_is_no_part_of_the_trail(tmp_path):
    cover = [r_bold("Anytown Council"), p("Youth Arts", style="T"), p("welcome")]
    found = document(tmp_path, *cover, p("Scope", style="H1"), p("text"))
    assert found.title == "Youth Arts"
    assert block(found, "Youth Arts").level == 0
    assert trail(found, "welcome") == ()
    assert trail(found, "text") == ("1. Scope",)


def r_bold(text, more=""):
    return p(r(text, BOLD + more))


@pytest.mark.parametrize("look", [BOLD, "<w:caps/>"])
def test_a_short_paragraph_all_in_bold_or_capitals_is_a_heading(tmp_path, look):
    found = document(tmp_path, p(r("What we ", look), r("want", look)), p("text"))
    assert trail(found, "text") == ("What we want",)
    assert document(tmp_path, p("WHAT WE WANT"), p("text")).blocks[1].headings == ("WHAT WE WANT",)


@pytest.mark.parametrize(
    "content",
    [
        p(r("Only one ", BOLD), "word"),
        p(r("It must be delivered every week.", BOLD)),
        p(r("Name of organisation:", BOLD)),
        p(r("SIGNED: ____________ DATE: ________", BOLD)),
        p(r(" ".join(["long"] * 13), BOLD)),
        p(r("Table 2: Weights", BOLD)),
        p("A photograph of it", style="Cap"),
        p(r("12 / 2026", BOLD)),
        tbl(tr(p(r("In a cell", BOLD)), "x")),
    ],
)
def test_other_bold_text_is_no_heading(tmp_path, content):
    assert "heading" not in {each.kind for each in document(tmp_path, content).blocks}


def test_headings_by_look_rank_by_size_capitals_and_number_below_the_last_real_one(tmp_path):
    big = '<w:sz w:val="40"/>'
    body = [
        p("Real", style="H1"),
        r_bold("Large", big),
        r_bold("1 First"),
        r_bold("1.1 Inner"),
        r_bold("Plain"),
        p("text"),
    ]
    body += [r_bold("2 Second"), p("more"), r_bold("Also large", big), p("end"), p("Next", style="H1"), p("last")]
    found = document(tmp_path, *body)
    assert trail(found, "text") == ("1. Real", "Large", "1 First", "1.1 Inner", "Plain")
    assert trail(found, "more") == ("1. Real", "Large", "2 Second")
    assert trail(found, "end") == ("1. Real", "Also large")
    assert trail(found, "last") == ("2. Next",)


@pytest.mark.parametrize(
    "text",
    [
        "The Provider shall deliver two weekly sessions in each of the three districts for the whole of the term.",
        "The Supplier shall appoint a manager within ten days",
        "where:",
        "The fixed charges shall be:",
        " ".join(["long"] * 26),
    ],
)
def test_a_clause_that_a_heading_style_only_numbers_is_an_item(tmp_path, text):
    found = document(tmp_path, p("Scope", style="H1"), p(text, style="H2"), p("after"))
    assert (block(found, text).kind, block(found, text).number) == ("item", "1.1")
    assert trail(found, "after") == ("1. Scope",)


@pytest.mark.parametrize("text", ["Scope.", "What the Provider must do and how often", "How will you recruit?"])
def test_a_short_text_in_a_heading_style_is_a_heading(tmp_path, text):
    assert block(document(tmp_path, p(text, style="H2")), text).kind == "heading"


def test_lines_of_a_table_of_contents_stand_under_contents(tmp_path):
    found = document(tmp_path, p("SCOPE 3", style="Toc"), p("text"))
    assert [(each.kind, each.headings) for each in found.blocks] == [("paragraph", ("Contents",)), ("paragraph", ())]


def test_a_heading_alone_in_its_row_heads_what_follows(tmp_path):
    found = document(
        tmp_path, tbl(tr(p("Part A", style="H1").replace("<w:p>", "<w:tc><w:p>") + "</w:tc>"), tr("Name", ""))
    )
    assert [(each.kind, each.headings) for each in found.blocks[:2]] == [("heading", ()), ("cell", ("1. Part A",))]


@pytest.mark.parametrize(
    ("body", "core", "title"),
    [
        ([p("Cover"), p("Youth Arts", style="T")], "Template", "Youth Arts"),
        (
            [r_bold("Anytown"), r_bold("Dance Brief", '<w:sz w:val="48"/>'), p("Contents", style="H1")],
            "Template",
            "Dance Brief",
        ),
        ([p("Just a line"), p("More")], "Given", "Given"),
        ([p("Just a line"), p("More")], "", "Just a line"),
        ([], "", ""),
    ],
)
def test_a_document_is_called_by_its_title_its_largest_heading_its_properties_or_its_first_line(
    tmp_path, body, core, title
):
    assert document(tmp_path, *body, core=core).title == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("Schedule 4", "Exit Plan", "Text."), "Schedule 4: Exit Plan"),
        (("The Council", "Schedule 4", "Exit Plan"), "Schedule 4: Exit Plan"),
        (("Schedule 4", "Text.", "Exit Plan"), "Schedule 4"),
        (("Schedule 4", "Introduction", "Text."), "Schedule 4"),
        (("Schedule 4", "1. Exit Plan", "Text."), "Schedule 4"),
    ],
    ids=["two lines", "below another line", "text between", "no word of the name", "a numbered section"],
)
def test_a_title_may_stand_in_two_lines_of_which_the_files_name_tells(tmp_path, lines, title):
    body = [p(each) if each == "Text." else p(each, style="Head") for each in lines]
    found = read(tmp_path, word(*body, styles=style("Head", "heading 1")), "schedule-4-exit-plan.docx")
    assert found.title == title


@pytest.mark.parametrize(
    ("name", "title", "text", "kind"),
    [
        ("a.docx", "Invitation to Tender", "", "instructions"),
        ("ITT_Part_A.docx", "Anytown", "", "instructions"),
        ("a.docx", "Service Specification", "", "specification"),
        ("a.docx", "Statement of Requirements", "", "specification"),
        ("a.docx", "Tender Response Form", "", "response_form"),
        ("a.docx", "Method Statement Questions", "", "response_form"),
        ("a.docx", "Pricing Schedule", "", "pricing"),
        ("a.docx", "Conditions of Contract", "", "contract"),
        ("a.docx", "Clarification Log 2", "", "clarification"),
        ("Addendum-1.docx", "Anytown", "", "clarification"),
        (
            "a.docx",
            "Anytown",
            "The parties may terminate on breach. Each party gives an indemnity under this clause.",
            "contract",
        ),
        (
            "a.docx",
            "Anytown",
            "Tenderers must submit tenders by the deadline. Bidders are scored on evaluation.",
            "instructions",
        ),
        ("a.docx", "Our garden", "We grow beans and are happy in the rain and in the sun.", "other"),
    ],
)
def test_a_document_is_of_a_kind_by_its_title_its_name_and_its_words(tmp_path, name, title, text, kind):
    assert read(tmp_path, word(p(title, style="T"), p(text), styles=STYLES), name).kind == kind
