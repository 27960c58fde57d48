import re
import zipfile

import docx
import pytest
from build_bid import LINEUP, PARTNERS, TENDER, brief
from python_calamine import CalamineWorkbook

from assistant.draft import draft, summarise
from assistant.draft.steady import clean, slug, slugs
from assistant.errors import ConsortError


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("drafts") / "bid"
    return draft(brief(), out), out


def text_of(path):
    word = docx.Document(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in word.paragraphs] + cells)


def test_everything_that_is_named_is_there(written):
    made, out = written
    assert made.requests == (
        "requests/amara-osei.docx",
        "requests/carers-link-marlhaven.docx",
        "requests/marlhaven-museum-and-archive-trust.docx",
        "requests/northlight-dance.docx",
        "requests/saltbox-theatre.docx",
    )
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*.*")) == sorted(
        [made.response, made.matrix, *made.requests]
    )
    assert [path.name for path in out.parent.iterdir()] == ["bid"]


def test_two_runs_give_the_same_bytes(written, tmp_path):
    _, out = written
    draft(brief(), tmp_path / "again")
    for path in out.rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(out)).read_bytes(), path.name


def test_every_sentence_stands_in_the_document(written):
    made, out = written
    told = text_of(out / "response.docx")
    for sentence in (each for answer in made.answers for each in answer.sentences):
        if sentence.basis in ("evidence", "tender") and ";" not in sentence.text:
            assert sentence.text in re.sub(r"(?<=[.”])\d+(?= |$)", "", told, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def word(written):
    return docx.Document(str(written[1] / "response.docx"))


def headings(word, level):
    return [each.text for each in word.paragraphs if each.style.name == f"Heading {level}"]


def test_what_goes_to_the_buyer_stands_apart_from_what_is_ours(word):
    assert headings(word, 1) == ["Part A: the response", "Part B: for the consortium only"]
    second = headings(word, 2)
    assert second.index("Our consortium") < second.index("Q1 Programme design") < second.index("Compliance")
    assert second[-1] == "Evidence"
    assert second.index("Compliance") < second.index("Where this draft stands")
    tops = [section.header.paragraphs[0].text for section in word.sections]
    assert tops[-1] == "For the consortium only: take out before sending"
    assert "consortium only" not in "".join(tops[:-1])


def test_each_question_has_a_heading_and_its_text(word, written):
    told = text_of(written[1] / "response.docx")
    for question in TENDER.questions:
        assert f"{question.id} {question.title}" in headings(word, 2)
        for ask in question.asks:
            assert ask in told


def test_the_contents_lead_to_every_heading(written):
    with zipfile.ZipFile(written[1] / "response.docx") as held:
        xml = held.read("word/document.xml").decode()
    links = re.findall(r'w:hyperlink w:anchor="(\w+)"', xml)
    marks = re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', xml)
    assert len(links) > 12
    assert set(links) <= set(marks)
    assert len(set(marks)) == len(marks)


def test_whoever_hears_the_document_is_told_what_it_is(written, word):
    assert word.core_properties.title == "Making Waves: arts and wellbeing for young people: draft response"
    assert word.core_properties.language == "en-GB"
    with zipfile.ZipFile(written[1] / "response.docx") as held:
        xml = held.read("word/document.xml")
        assert xml.count(b"<w:tblHeader") == xml.count(b"<w:tblCaption") == len(word.tables) >= 12
        assert b'w:lang w:val="en-GB"' in held.read("word/styles.xml")
        assert b" PAGE " in b"".join(held.read(name) for name in held.namelist() if "footer" in name)


def test_gaps_are_yellow_and_nothing_else_is(word):
    lit = [run.text for paragraph in word.paragraphs for run in paragraph.runs if run.font.highlight_color]
    assert lit
    assert all(re.fullmatch(r"\[To complete: .+ - from .+\]", each) for each in lit)


def rows_of(path, sheet):
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_matrix_has_every_requirement_and_every_part_of_a_question_once(written):
    held = rows_of(written[1] / "matrix.xlsx", "Compliance")
    asks = [f"{question.id}/{number}" for question in TENDER.questions for number, _ in enumerate(question.asks, 1)]
    assert [row["Ref"] for row in held] == [*(each.id for each in TENDER.requirements), *asks]
    museum = next(row for row in held if row["Ref"] == "R06")
    assert museum["Owner"] == "Marlhaven Museum and Archive Trust"
    assert (museum["Strength"], museum["Answered in"], museum["Status"]) == ("strong", "Q1", "Drafted")
    assert "126 young people" in museum["Evidence"]
    assert museum["Evidence source"] == "marlhaven.docx#p8:5-185"
    nobody = next(row for row in held if row["Ref"] == "R15")
    assert (nobody["Owner"], nobody["Strength"], nobody["Status"], nobody["Due"]) == (
        "",
        "none",
        "Open",
        "15 January 2027",
    )


def test_the_matrix_has_the_conditions_by_member_and_the_gaps_by_partner(written):
    conditions = rows_of(written[1] / "matrix.xlsx", "Conditions")
    assert [(row["Member"], row["How it stands"], row["Due"]) for row in conditions] == [
        ("Northlight Dance", "Met", ""),
        ("Saltbox Theatre", "Not known yet", "15 January 2027"),
        ("Amara Osei", "To be closed before the contract starts", "31 March 2027"),
    ]
    gaps = rows_of(written[1] / "matrix.xlsx", "Gaps")
    assert {row["Partner"] for row in gaps} <= {each.name for each in PARTNERS}
    assert any("clause 4.5" in row["What is to be completed"] for row in gaps)


def test_a_formula_in_a_tender_stays_text(tmp_path):
    evil = TENDER.requirements[0].model_copy(update={"text": '=HYPERLINK("http://x.example","click")'})
    draft(brief(tender=TENDER.model_copy(update={"requirements": (evil,)})), tmp_path / "bid")
    with zipfile.ZipFile(tmp_path / "bid" / "matrix.xlsx") as held:
        sheets = b"".join(held.read(name) for name in held.namelist() if "worksheets/" in name)
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets


def test_control_characters_do_not_break_the_files(tmp_path):
    dirty = TENDER.model_copy(update={"title": "Making\x00 Waves\x0b \u202egnp\ufffe"})
    draft(brief(tender=dirty), tmp_path / "bid")
    assert "Making Waves gnp" in text_of(tmp_path / "bid" / "response.docx")
    assert clean("a\x07b\tc\nd") == "ab\tc\nd"


def test_a_request_names_only_its_own_partner_s_needs(written):
    _, out = written
    told = text_of(out / "requests" / "amara-osei.docx")
    assert "public liability insurance of at least £5 million" in told
    assert "by 15 January 2027" in told
    for other in PARTNERS:
        if other.name not in ("Amara Osei", LINEUP.lead):
            assert other.name not in told
    assert "412" not in told


def test_what_exists_is_never_overwritten(tmp_path):
    (tmp_path / "bid").mkdir()
    (tmp_path / "bid" / "mine.txt").write_text("mine")
    with pytest.raises(ConsortError, match="exists already"):
        draft(brief(), tmp_path / "bid")
    assert [path.name for path in (tmp_path / "bid").iterdir()] == ["mine.txt"]


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "bid").mkdir()
    draft(brief(), tmp_path / "bid")
    assert (tmp_path / "bid" / "response.docx").exists()


def test_a_folder_that_cannot_be_written_is_said_plainly(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConsortError, match="cannot be written"):
        draft(brief(), tmp_path / "file" / "bid")


def test_file_names_are_safe_and_never_alike():
    assert slug("../Rainbow Quay: 'LGBTQ+'") == "rainbow-quay-lgbtq"
    assert slug("CON") == "con-partner"
    assert slug("音楽") == "partner"
    assert slugs(("A B", "a-b", "A.B")) == {"A B": "a-b", "a-b": "a-b-2", "A.B": "a-b-3"}


def test_the_summary_says_the_words_the_gaps_and_the_date(written):
    made, _ = written
    lines = summarise(made, brief())
    assert lines[0] == "Making Waves: arts and wellbeing for young people: led by Northlight Dance, 5 members"
    assert any("Q1:" in line and "of 750 words" in line for line in lines)
    assert "Conditions still to close: 2" in lines
    assert lines[-1] == "To be returned by 22 January 2027, 12 noon"


def test_a_request_asks_for_stronger_evidence_and_says_why(tmp_path):
    weak = tuple(
        each.model_copy(update={"why": "no year is given"}) if each.need == "R09" else each for each in brief().matches
    )
    draft(brief(matches=weak), tmp_path / "bid")
    told = text_of(tmp_path / "bid" / "requests" / "saltbox-theatre.docx")
    assert "Stronger evidence: “The programme should include spoken word or creative writing”" in told
    assert "So far: no year is given" in told
