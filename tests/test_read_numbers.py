"""Clause numbers are those that Word prints."""

import itertools
import re
import shutil
import subprocess

import pytest
from build_word import LEGAL, abstract, item, lvl, num, numbered, numbers, p, r, read, style, tbl, tc, tr, word

from assistant.read import read_document
from assistant.read.numerals import FORMS

OVER = '<w:lvlOverride w:ilvl="{}">{}</w:lvlOverride>'
START = '<w:startOverride w:val="{}"/>'


def counted(tmp_path, numbering, *levels, **more):
    """Return the numbers of list paragraphs: each a level of list 1, or a level and a list."""
    items = [item("text", *(each if isinstance(each, tuple) else (each,))) for each in levels]
    return numbers(read(tmp_path, word(*items, numbering=numbering, **more)))


def test_levels_count_within_each_other_and_start_again(tmp_path):
    found = counted(tmp_path, LEGAL, 0, 1, 2, 2, 3, 1, 2, 0, 1)
    assert found == ["1.", "1.1", "(a)", "(b)", "i)", "1.2", "(a)", "2.", "2.1"]


@pytest.mark.parametrize(
    ("form", "value", "printed"),
    [
        ("lowerLetter", 1, "a"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 27, "aa"),
        ("lowerLetter", 54, "bbb"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 4, "iv"),
        ("lowerRoman", 49, "xlix"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("ordinal", 1, "1st"),
        ("ordinal", 12, "12th"),
        ("ordinal", 103, "103rd"),
        ("cardinalText", 1, "One"),
        ("cardinalText", 42, "Forty-two"),
        ("ordinalText", 3, "Third"),
        ("ordinalText", 20, "Twentieth"),
        ("ordinalText", 31, "Thirty-first"),
        ("decimalZero", 7, "07"),
        ("none", 7, ""),
        ("lowerRoman", 4000, "4000"),
        ("lowerLetter", 0, "0"),
    ],
)
def test_a_number_is_written_in_its_form(form, value, printed):
    assert FORMS[form](value) == printed


def test_a_bullet_gives_an_item_without_a_number(tmp_path):
    document = read(
        tmp_path, word(item("one"), p("• two"), p("– three"), numbering=abstract(lvl(0, "•", "bullet")) + num())
    )
    assert [(each.kind, each.number, each.text) for each in document.blocks] == [
        ("item", None, "one"),
        ("item", None, "two"),
        ("item", None, "three"),
    ]


def test_an_item_says_how_deep_it_stands(tmp_path):
    document = read(tmp_path, word(item("a"), item("b", 1), item("c", 2), numbering=LEGAL))
    assert [each.level for each in document.blocks] == [0, 1, 2]


def test_a_level_of_form_none_is_not_invented(tmp_path):
    numbering = abstract(lvl(0, "%1", "none"), lvl(1, "%1%2.")) + num()
    assert counted(tmp_path, numbering, 0, 1, 1) == [None, "1.", "2."]


def test_words_round_a_number_are_printed_with_it(tmp_path):
    assert counted(tmp_path, abstract(lvl(0, "Schedule %1", "upperLetter")) + num(), 0, 0) == [
        "Schedule A",
        "Schedule B",
    ]


def test_a_list_starts_where_it_says(tmp_path):
    assert counted(tmp_path, abstract(lvl(0, "%1.", start=7)) + num(), 0, 0) == ["7.", "8."]


def test_a_level_that_was_skipped_counts_as_its_start(tmp_path):
    assert counted(tmp_path, LEGAL, 1, 1, 0, 1) == ["1.1", "1.2", "2.", "2.1"]


def test_lists_of_one_abstract_list_go_on_and_an_override_starts_again_once(tmp_path):
    numbering = LEGAL + num(2) + num(3, overrides=OVER.format(0, START.format(1)))
    found = counted(tmp_path, numbering, 0, (0, 2), (0, 3), (0, 3), (0, 1))
    assert found == ["1.", "2.", "1.", "2.", "3."]


def test_an_override_of_a_level_changes_its_form_for_one_list(tmp_path):
    numbering = LEGAL + num(2, overrides=OVER.format(0, lvl(0, "Part %1", "upperRoman")))
    assert counted(tmp_path, numbering, 0, (0, 2), (1, 2)) == ["1.", "Part II", "II.1"]


@pytest.mark.parametrize(
    ("restart", "after_1", "after_0"),
    [("", "(a)", "(a)"), ('<w:lvlRestart w:val="0"/>', "(b)", "(c)"), ('<w:lvlRestart w:val="1"/>', "(b)", "(a)")],
)
def test_a_level_starts_again_only_where_it_is_told_to(tmp_path, restart, after_1, after_0):
    numbering = abstract(lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "(%3)", "lowerLetter", restart)) + num()
    found = counted(tmp_path, numbering, 0, 1, 2, 1, 2, 0, 1, 2)
    assert (found[4], found[7]) == (after_1, after_0)


def test_legal_numbering_prints_all_in_arabic_figures(tmp_path):
    numbering = abstract(lvl(0, "%1", "upperRoman"), lvl(1, "%1.%2", more="<w:isLgl/>"), lvl(2, "%1.%2")) + num()
    assert counted(tmp_path, numbering, 0, 0, 1) == ["I", "II", "2.1"]


def test_a_padded_form_that_word_wraps_in_an_alternative_is_understood(tmp_path):
    form = '<w:numFmt w:val="custom" w:format="001, 002"/>'
    wrapped = f"<mc:AlternateContent><mc:Choice>{form}</mc:Choice></mc:AlternateContent>"
    level = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{wrapped}<w:lvlText w:val="R%1"/></w:lvl>'
    assert counted(tmp_path, abstract(level) + num(), 0, 0) == ["R009", "R010"]


def test_numbers_come_from_styles_and_what_they_are_based_on(tmp_path):
    styles = (
        style("Clause", para=numbered(0))
        + style("Sub", based="Clause", para=numbered(1, None))
        + style("Own", based="Sub")
    )
    body = [p("a", style="Clause"), p("b", style="Sub"), p("c", style="Own"), p("d", style="Clause")]
    assert numbers(read(tmp_path, word(*body, styles=styles, numbering=LEGAL))) == ["1.", "1.1", "1.2", "2."]


def test_a_level_that_names_a_style_belongs_to_it(tmp_path):
    numbering = (
        abstract(lvl(0, "%1.", more='<w:pStyle w:val="One"/>'), lvl(1, "%1.%2", more='<w:pStyle w:val="Two"/>')) + num()
    )
    styles = style("One", para=numbered(None)) + style("Two", para=numbered(None))
    body = [p("a", style="One"), p("b", style="Two"), p("c", style="Two")]
    assert numbers(read(tmp_path, word(*body, styles=styles, numbering=numbering))) == ["1.", "1.1", "1.2"]


def test_list_0_takes_a_paragraph_out_of_its_styles_list(tmp_path):
    styles = style("Clause", para=numbered(0))
    body = [p("a", style="Clause"), p("b", style="Clause", props=numbered(0, 0)), p("c", style="Clause")]
    assert numbers(read(tmp_path, word(*body, styles=styles, numbering=LEGAL))) == ["1.", None, "2."]


def test_a_list_may_be_defined_by_a_numbering_style(tmp_path):
    linking = abstract(at=1, more='<w:numStyleLink w:val="House"/>') + num(2, 1)
    styles = style("House", kind="numbering", para=numbered(None, 1))
    assert counted(tmp_path, LEGAL + linking, (0, 2), (1, 2), styles=styles) == ["1.", "1.1"]


def test_empty_numbered_paragraphs_count_and_deleted_ones_do_not(tmp_path):
    deleted = p("<w:del/>", props=numbered() + "<w:rPr><w:del/></w:rPr>")
    body = [item("a"), p(props=numbered()), deleted, item("c"), tbl(tr(tc(p(props=numbered())))), item("e")]
    assert numbers(read(tmp_path, word(*body, numbering=LEGAL))) == ["1.", "3.", "4.", "5."]


def test_numbers_that_a_tracked_change_gave_or_took_are_read_as_accepted(tmp_path):
    given = p("b", props='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins/></w:numPr>')
    taken = p("c", props=f"<w:pPrChange><w:pPr>{numbered()}</w:pPr></w:pPrChange>")
    changed = p("d", props=f"{numbered()}<w:pPrChange><w:pPr>{numbered(2)}</w:pPr></w:pPrChange>")
    found = read(tmp_path, word(item("a"), given, taken, changed, numbering=LEGAL))
    assert numbers(found) == ["1.", "2.", None, "3."]


def test_a_paragraph_that_word_does_not_show_has_no_number(tmp_path):
    gone = p(r("gone", "<w:vanish/>"), props=numbered() + "<w:rPr><w:vanish/></w:rPr>")
    partly = p(r("gone", "<w:vanish/>"), "seen", props=numbered() + "<w:rPr><w:vanish/></w:rPr>")
    found = read(tmp_path, word(item("a"), gone, partly, item("c"), numbering=LEGAL))
    assert [(each.number, each.text) for each in found.blocks if each.visible] == [
        ("1.", "a"),
        ("2.", "seen"),
        ("3.", "c"),
    ]


def test_an_empty_paragraph_counts_where_every_paragraph_is_in_a_list(tmp_path):
    normal = style("N", para=numbered()).replace("<w:style ", '<w:style w:default="1" ')
    assert numbers(read(tmp_path, word(p("a"), "<w:p/>", p("c"), styles=normal, numbering=LEGAL))) == ["1.", "3."]


@pytest.mark.parametrize("broken", ["", num(1, 9), abstract(lvl(0, "%9%1.")) + num(), abstract() + num()])
def test_a_list_that_is_missing_or_odd_harms_nothing(tmp_path, broken):
    document = read(
        tmp_path, word(item("text", 12), item("more", -3), p("x", props=numbered(list_id="x")), numbering=broken)
    )
    assert [each.text for each in document.blocks] == ["text", "more", "x"]


def test_numbers_agree_with_those_of_the_printed_twin(shared):
    """Schedules that come as Word and as PDF; the PDF is a later edition, so a clause in a hundred may differ."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    right = wrong = 0
    for twin in sorted((shared / "data/tenders/pdf").glob("ccs-fm*-v3-0.pdf")):
        path = shared / f"data/tenders/docx/{twin.stem.removesuffix('-v3-0')}.docx"
        if path.exists():
            shown = printed(twin)
            for each in read_document(path).blocks:
                if each.number and opening(each.text) in shown:
                    agrees = each.number.strip(".") in shown[opening(each.text)]
                    right, wrong = right + agrees, wrong + (not agrees)
    assert right >= 250
    assert wrong <= right / 100


def opening(text):
    return tuple(re.findall(r"[a-z0-9]+", text.lower())[:5])


def printed(pdf):
    """Return the numbers that a PDF prints before the clauses that open with the same words."""
    ran = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    lines = [line.strip() for line in ran.stdout.splitlines() if line.strip()]
    found = {}
    for line, after in itertools.pairwise([*lines, ""]):
        number = re.match(r"(\(?(?:\d+(?:\.\d+)*|[a-z]+)[.)]?)\s+", line)
        if number:
            found.setdefault(opening(f"{line[number.end() :]} {after}"), set()).add(number[1].strip("."))
    return found
