"""The sample's tender pack: built the same each time, laid out as a council would, and gold that stands in it."""

import json
import re
import shutil
import subprocess
import zipfile
from datetime import datetime

import pytest
from conftest import ROOT

from assistant import bid
from assistant.read import read_document
from corpus.making import pack, prices
from corpus.making.markup import parse

SAMPLE = ROOT / "corpus" / "sample"
WORD = ("01-invitation-to-tender", "02-specification", "03-response-form")
FILES = (*(f"{name}.docx" for name in WORD), "04-price-schedule.xlsx")


def gold(name):
    return json.loads((SAMPLE / "gold" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents():
    return {name: read_document(SAMPLE / "tender" / name) for name in FILES}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLE / "text" / "tender", root / "text" / "tender")
    for maker in (pack, prices):
        maker.build(root)
    return root / "tender"


def text_of(document):
    return "\n".join(block.text for block in document.blocks)


def rows_of(document, table):
    rows = {}
    for block in document.blocks:
        if block.cell and block.cell.table == table:
            rows.setdefault(block.cell.row, []).append(block)
    return list(rows.values())


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_those_that_the_text_makes_byte_for_byte(built, name):
    assert (built / name).read_bytes() == (SAMPLE / "tender" / name).read_bytes()


@pytest.mark.parametrize("wrong", ["# 2 Late", "# 1 Here\n\n1.2 words", "# 1 Here\n\n1.1 words\n\n(b) words"])
def test_a_typed_number_that_word_would_not_count_is_refused(wrong):
    with pytest.raises(ValueError, match="will be numbered"):
        parse(f'+++\ntitle = "x"\n+++\n{wrong}')


def test_gold_holds_every_clause_of_the_requirements_in_the_words_of_the_specification(documents):
    clauses = {
        block.number: block.text
        for block in documents["02-specification.docx"].blocks
        if block.number and re.fullmatch(r"[3-8]\.\d+", block.number)
    }
    assert clauses == {each["id"]: each["text"] for each in gold("requirements") if not each["gate"]}
    counts = [sum(number.startswith(f"{section}.") for number in clauses) for section in range(3, 9)]
    assert counts == [9, 10, 5, 5, 4, 3]


def test_a_clause_binds_as_its_verb_says():
    for each in gold("requirements"):
        assert ("should" in each["text"].split()) == (each["force"] == "should"), each["id"]


@pytest.mark.parametrize(("name", "table"), [("01-invitation-to-tender.docx", 4), ("03-response-form.docx", 5)])
def test_gold_holds_every_condition_in_the_words_of_both_documents_that_state_it(documents, name, table):
    conditions = {row[0].text: row[1].text for row in rows_of(documents[name], table)[1:]}
    assert conditions == {each["id"]: each["text"] for each in gold("requirements") if each["gate"]}


@pytest.mark.parametrize("question", gold("questions"), ids=lambda each: each["id"])
def test_each_question_has_its_box_with_weight_limit_parts_and_room_to_answer(documents, question):
    document = documents["03-response-form.docx"]
    table = next(block.cell.table for block in document.blocks if block.cell and block.text == question["id"])
    head, weights, text, _, answer = rows_of(document, table)
    assert [block.text for block in head] == [question["id"], question["title"]]
    assert [block.text for block in weights[1::2]] == [f"{question['weight']}%", f"{question['limit']['number']} words"]
    assert text[0].text == question["text"]
    assert [re.sub(r"(; and|;|\.)$", "", block.text) for block in text[1:]] == question["asks"]
    assert [block.number for block in text[1:]] == ["(a)", "(b)", "(c)", "(d)"][: len(question["asks"])]
    assert [block.text for block in answer] == [""]


def test_the_weights_of_gold_add_up_and_stand_in_the_invitation(documents):
    criteria, rows = gold("criteria"), []
    for table in (6, 7):
        rows += [[block.text for block in row] for row in rows_of(documents["01-invitation-to-tender.docx"], table)]
    assert sum(each["weight"] for each in criteria if each["parent"] is None) == 100
    assert sum(each["weight"] for each in criteria if each["parent"] == "Quality") == 60
    for each in criteria:
        assert any(each["name"] in row and f"{each['weight']}%" in row for row in rows), each
    for each in gold("questions"):
        row = next(row for row in rows if row[0] == each["id"])
        assert row[1::2] == [each["title"], f"{each['weight']}%"]
        assert row[4] == f"{each['limit']['number']} words"


def test_each_date_of_gold_is_a_row_of_the_timetable(documents):
    timetable = rows_of(documents["01-invitation-to-tender.docx"], 3)[1:]
    dates = [each for each in gold("dates") if each["role"] != "contract_end"]
    for each, row in zip(dates, timetable, strict=True):
        at = datetime.fromisoformat(each["at"])
        time = {"00:00": "", "12:00": " at 12:00 noon"}.get(f"{at:%H:%M}", f" at {at:%H:%M}")
        assert row[1].text == f"{at:%A} {at.day} {at:%B %Y}{time}", each["role"]


def written(value, unit):
    """Return an amount as the pack writes it."""
    if unit == "GBP":
        return f"£{value // 1_000_000} million" if value >= 1_000_000 else f"£{value:,}"
    words = {1: "one", 2: "two", 3: "three"}
    nouns = {
        "days": "practitioner days",
        "years": "financial years" if value == 2 else "years",
        "contracts": "contract",
    }
    return f"{words.get(value, value)} {nouns.get(unit, unit)}"


@pytest.mark.parametrize(
    "fact", [each for each in gold("facts")["facts"] if "requirement" in each], ids=lambda each: each["name"]
)
def test_each_amount_that_a_rule_turns_on_stands_in_its_requirement(fact):
    requirement = next(each for each in gold("requirements") if each["id"] == fact["requirement"])
    assert written(fact["value"], fact["unit"]) in requirement["text"]
    assert fact["scope"] == requirement["scope"]


def test_value_term_and_reference_stand_in_the_invitation(documents):
    text, facts = text_of(documents["01-invitation-to-tender.docx"]), gold("facts")
    for expected in (facts["title"], facts["buyer"], facts["reference"]):
        assert expected in text
    assert "36 months is between £420,000 and £450,000 in all, excluding VAT" in text
    assert "up to 24 months in total" in text
    assert (facts["value"]["low"], facts["value"]["high"]) == (420_000, 450_000)
    assert facts["term"] == {"months": 36, "extension_months": 24}


def test_the_pack_names_the_present_service_and_says_nothing_of_its_staff(documents):
    text = "\n".join(text_of(document) for document in documents.values())
    assert text.count("Coastal Youth Arts") >= 3
    assert not re.search(r"TUPE|transfer|(existing|current|present) staff", text, re.IGNORECASE)


def test_every_address_is_one_that_cannot_exist(documents):
    text = "\n".join(text_of(document) for document in documents.values())
    assert set(re.findall(r"[\w.]+\.(?:example|uk|com|org|gov)\b", text)) == {
        "marlhaven.example",
        "tenders.marlhaven.example",
        "www.marlhaven.example",
    }
    assert all(number.startswith("01632 960") for number in re.findall(r"\b0\d{4} \d{6}", text))


def test_every_price_to_be_entered_is_counted_once():
    with zipfile.ZipFile(SAMPLE / "tender" / "04-price-schedule.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
    lines = [int(row) for row in re.findall(r"<f>SUM\(D(\d+):F\1\)</f>", sheet)]
    summed = [
        row
        for first, last in re.findall(r"<f>SUM\(D(\d+):D(\d+)\)</f>", sheet)
        for row in range(int(first), int(last) + 1)
    ]
    totals = re.findall(r'<c r="D(\d+)"[^>]*><f>SUM\(D\d+:D\d+\)</f>', sheet)
    assert lines == summed
    assert len(lines) == 22
    assert f"<f>{'+'.join(f'G{row}' for row in totals)}</f>" in sheet


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory):
    """A folder of the Word files as LibreOffice prints them."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed, so nothing can be printed")
    out = tmp_path_factory.mktemp("printed")
    profile = (tmp_path_factory.mktemp("office")).as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", out]
    paths = [SAMPLE / "tender" / f"{name}.docx" for name in WORD]
    subprocess.run([*command, *paths], capture_output=True, check=True, timeout=200)
    return out


@pytest.fixture(scope="module")
def printed(pdfs):
    """The pages of each Word file as text."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed, so pages cannot be counted")
    pages = {}
    for name in WORD:
        ran = subprocess.run(["pdftotext", "-layout", pdfs / f"{name}.pdf", "-"], capture_output=True, check=True)
        pages[name] = ran.stdout.decode().split("\f")[:-1]
    return pages


@pytest.mark.slow
def test_a_tender_given_as_pdf_asks_what_it_asks_as_word(pdfs, asked):
    from_pdf = asked([pdfs])
    from_word = asked([SAMPLE / "tender" / f"{name}.docx" for name in WORD])
    assert [(each.number, each.text, each.scope) for each in from_pdf.requirements] == [
        (each.number, each.text, each.scope) for each in from_word.requirements
    ]
    assert [(each.id, each.weight, each.limit, each.asks) for each in from_pdf.questions] == [
        (each.id, each.weight, each.limit, each.asks) for each in from_word.questions
    ]
    assert [(each.role, each.at) for each in from_pdf.dates] == [(each.role, each.at) for each in from_word.dates]
    assert [(each.name, each.weight) for each in from_pdf.criteria] == [
        (each.name, each.weight) for each in from_word.criteria
    ]


@pytest.mark.slow
def test_files_given_twice_in_two_formats_are_asked_once(pdfs, asked):
    words = [SAMPLE / "tender" / f"{name}.docx" for name in WORD]
    assert asked([*words, pdfs]) == asked(words)


@pytest.fixture(scope="module")
def asked():
    return lambda paths: bid.read_tender(paths, lambda _: None).tender


@pytest.mark.slow
@pytest.mark.parametrize(("name", "fewest", "most"), [(WORD[0], 12, 16), (WORD[1], 8, 10), (WORD[2], 8, 12)])
def test_a_document_has_the_length_of_a_real_one_and_no_empty_page(printed, name, fewest, most):
    assert fewest <= len(printed[name]) <= most
    assert min(len(page.split()) for page in printed[name]) > 25


@pytest.mark.slow
@pytest.mark.parametrize("name", WORD[:2])
def test_the_contents_give_the_page_of_each_heading(printed, name):
    entries = re.findall(r"(?m)^ *(\d+|Annex [A-Z]) +(\S.*?)\.{5,} *(\d+)$", printed[name][1])
    assert len(entries) in (24, 10)
    for number, title, page in entries:
        assert re.search(rf"(?m)^ *{number} +{re.escape(title)}$", printed[name][int(page) - 1]), title
