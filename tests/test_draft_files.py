import re
import zipfile

import docx
import pytest
from build_bid import LINEUP, PARTNERS, TENDER, brief
from python_calamine import CalamineWorkbook

from assistant.draft import draft, summarise
from assistant.draft.count import count_words
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


def test_each_question_has_a_heading_and_its_text(written):
    _, out = written
    word = docx.Document(str(out / "response.docx"))
    headings = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    told = text_of(out / "response.docx")
    for question in TENDER.questions:
        assert f"{question.id} {question.title}" in headings
        assert question.text in told


def test_the_heads_of_tables_repeat_and_the_language_is_british(written):
    _, out = written
    with zipfile.ZipFile(out / "response.docx") as held:
        assert held.read("word/document.xml").count(b"w:tblHeader") >= 8
        assert b'w:lang w:val="en-GB"' in held.read("word/styles.xml")
        assert b" PAGE " in b"".join(held.read(name) for name in held.namelist() if "footer" in name)


def test_the_matrix_has_every_requirement_once(written):
    _, out = written
    book = CalamineWorkbook.from_path(str(out / "matrix.xlsx"))
    assert book.sheet_names == ["Requirements", "Questions", "Gates"]
    rows = book.get_sheet_by_name("Requirements").to_python()
    held = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [row["req_id"] for row in held] == [each.id for each in TENDER.requirements]
    museum = next(row for row in held if row["req_id"] == "R06")
    assert museum["owner_partner"] == "Marlhaven Museum and Archive Trust"
    assert (museum["strength"], museum["response_location"]) == ("strong", "Q1")
    nobody = next(row for row in held if row["req_id"] == "R15")
    assert (nobody["owner_partner"], nobody["strength"], nobody["status"]) == ("", "none", "open")


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


def test_words_are_counted_so_that_no_buyer_counts_more():
    assert count_words("step-free and/or not") == 5
    assert count_words("a - b") == 3
    assert count_words("") == 0


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
    assert "no year is given" in told
