"""The sample's 24 partners: statements and profiles that agree, built the same each time, and gold that names them."""

import json
import re
import shutil
import tomllib
from datetime import date

import docx
import pytest
from conftest import ROOT

from assistant.records import Partner
from corpus.making.statements import build, parse, pieces, words_of

SAMPLE = ROOT / "corpus" / "sample"
SLUGS = sorted(path.stem for path in (SAMPLE / "text" / "partners").glob("*.md"))
TODAY = date(2026, 11, 24)
COVER = re.compile(r"liability|indemnity|cancellation", re.IGNORECASE)
REVIEW = re.compile(r"\bpolic(y|ies)\b.*\b(reviewed|approved)\b", re.IGNORECASE)


def profile(slug):
    return Partner(**tomllib.loads((SAMPLE / "partners" / f"{slug}.toml").read_text(encoding="utf-8")))


def blocks(slug):
    return list(pieces(parse((SAMPLE / "text" / "partners" / f"{slug}.md").read_text(encoding="utf-8"))[1]))


def sentences(slug):
    rows = [" ".join(row) for piece in blocks(slug) for row in piece.rows]
    texts = rows + [words_of(piece) for piece in blocks(slug) if not piece.rows]
    return [each for text in texts for each in re.split(r"(?<=\.) ", text)]


def gold(name):
    return json.loads((SAMPLE / "gold" / name).read_text(encoding="utf-8"))


def needs():
    lines = (SAMPLE / "gold" / "needs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def full_date(day):
    return f"{day.day} {day:%B %Y}"


def pounds(amount):
    return f"£{amount / 1_000_000:g} million" if amount >= 1_000_000 else f"£{amount:,.0f}"


PARTNERS = [profile(slug) for slug in SLUGS]
NAMES = {partner.name for partner in PARTNERS}


def test_each_partner_has_a_text_a_word_file_and_a_profile():
    kept = sorted(path.name for path in (SAMPLE / "partners").iterdir())
    assert kept == sorted(f"{slug}{ending}" for slug in SLUGS for ending in (".docx", ".toml"))
    assert len(NAMES) == len(SLUGS) == 24


@pytest.mark.parametrize("slug", SLUGS)
def test_a_statement_has_400_to_700_words(slug):
    assert 400 <= sum(len(words_of(piece).split()) for piece in blocks(slug)) <= 700


@pytest.mark.parametrize("slug", SLUGS)
def test_the_word_file_holds_every_word_of_the_text(slug):
    word = docx.Document(str(SAMPLE / "partners" / f"{slug}.docx"))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    held = [paragraph.text for paragraph in word.paragraphs] + cells
    wanted = [text for piece in blocks(slug) for text in (sum(piece.rows, ()) or (words_of(piece),))]
    assert [text for text in wanted if not any(text in each for each in held)] == []


def test_the_word_files_are_built_the_same_byte_for_byte(tmp_path):
    shutil.copytree(SAMPLE / "text" / "partners", tmp_path / "text" / "partners")
    build(tmp_path)
    different = [
        slug
        for slug in SLUGS
        if (tmp_path / "partners" / f"{slug}.docx").read_bytes() != (SAMPLE / "partners" / f"{slug}.docx").read_bytes()
    ]
    assert different == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_insurance_in_the_statement_is_that_of_the_profile(slug):
    told = " ".join(each for each in sentences(slug) if COVER.search(each))
    held = [each for each in profile(slug).insurances if each.kind != "equipment"]
    days = set(re.findall(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b", told))
    assert days == {full_date(each.expires) for each in held if each.expires}
    assert {*re.findall(r"£\d+(?:,\d{3})*(?: million)?", told)} == {pounds(each.amount) for each in held}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_policy_dates_in_the_statement_are_those_of_the_profile(slug):
    told = " ".join(each for each in sentences(slug) if REVIEW.search(each))
    policies = [each for each in profile(slug).policies if each.reviewed]
    assert set(re.findall(r"[A-Z][a-z]+ 20\d\d", told)) <= {f"{each.reviewed:%B %Y}" for each in policies}
    safeguarding = [each for each in policies if each.name.startswith("Safeguarding")]
    assert [each for each in safeguarding if f"{each.reviewed:%B %Y}" not in told] == []


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if profile(slug).days_free])
def test_the_days_free_in_the_profile_are_promised_in_the_statement(slug):
    days = profile(slug).days_free
    assert any(re.search(rf"\b{days}\b.*\bdays\b", each) for each in sentences(slug))


def test_only_those_meant_to_be_out_of_date_are():
    lapsed = {p.name for p in PARTNERS for each in p.insurances if each.expires and each.expires < TODAY}
    old = {
        p.name
        for p in PARTNERS
        for each in p.policies
        if each.name.startswith("Safeguarding") and each.reviewed and (TODAY - each.reviewed).days > 365
    }
    assert (lapsed, old) == ({"Kestrel Circus"}, {"Marlhaven Lights"})


def test_only_one_partner_says_nothing_of_insurance():
    assert {p.name for p in PARTNERS if not p.insurances} == {"Joss Whitlock"}
    assert not any(COVER.search(each) or "insur" in each.lower() for each in sentences("joss-whitlock"))


def test_partners_know_only_partners_and_write_from_addresses_that_cannot_exist():
    assert {other for p in PARTNERS for other in p.worked_with} <= NAMES
    assert [p.name for p in PARTNERS if not p.contact.endswith(".example")] == []


def test_four_local_partners_can_give_the_days_that_are_asked():
    days = {p.name: p.days_free or 0 for p in PARTNERS}
    local = ("Northlight Dance", "Tidewater Youth", "Harbour Sound", "Still Waters Wellbeing")
    assert sum(days[name] for name in local) >= 400


def test_the_gold_grades_name_partners_and_run_from_one_to_three():
    graded = [*gold("can_meet.json").values(), *(each["grades"] for each in needs())]
    assert {name for grades in graded for name in grades} == NAMES
    assert {grade for grades in graded for grade in grades.values()} == {1, 2, 3}


def test_the_gold_has_every_clause_and_question():
    clauses = {3: 9, 4: 10, 5: 5, 6: 5, 7: 4, 8: 3}
    wanted = [f"{part}.{number}" for part, last in clauses.items() for number in range(1, last + 1)]
    assert list(gold("can_meet.json")) == [*wanted, *(f"Q{number}" for number in range(1, 8)), "SV1"]


@pytest.mark.parametrize("clause", ["4.5", "4.6", "7.4"])
def test_what_nobody_can_do_has_near_misses_at_most(clause):
    assert set(gold("can_meet.json")[clause].values()) <= {1}


def test_there_are_forty_needs_of_five_to_fifteen_words():
    assert [each["need"] for each in needs() if not 5 <= len(each["need"].split()) <= 15] == []
    assert len({each["need"] for each in needs()}) == 40


def test_those_who_may_lead_are_willing_and_large_enough():
    able = {p.name: bool(p.may_lead) and len(p.turnover) >= 2 and min(p.turnover[:2]) >= 300_000 for p in PARTNERS}
    assert {name: each["may"] for name, each in gold("may_lead.json").items()} == able
