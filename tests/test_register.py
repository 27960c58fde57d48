"""What a person puts right holds: told from what was printed, found again when the pack changes, refused if unclear."""

import json
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from build_register import add, opened, put, save
from command import consort

from assistant import bid
from assistant.errors import InputRejected
from assistant.records import Flag, Source, Statement, Tender
from assistant.register.doubts import Touched, settle
from assistant.register.given import Decision, Origin
from assistant.register.place import places
from assistant.register.rows import rows_of
from assistant.register.sheets import Column
from assistant.register.values import Misspelt, parsed

pytestmark = pytest.mark.model

WORDS = {
    "safe": "The Provider must hold public liability insurance of at least £2 million for any one claim.",
    "run": "The Provider shall run two weekly singing groups for adults in the town library.",
    "lead": "The lead member must have had an annual turnover of at least £50,000 in each of the last two years.",
    "plan": "The Provider should publish its programme of songs four weeks before the first session.",
}
TABLE = (("Question", "Weighting", "Word limit"), ("Q1 Describe how you will run the singing groups.", "40%", "500"),
         ("Q2 Describe how you will keep singers safe.", "20%", "300"))  # fmt: skip


def make_tender(folder: Path, words=WORDS, *, first=(), table=TABLE) -> Path:
    """Write a small tender of two files."""
    folder.mkdir(parents=True)
    word = docx.Document()
    word.add_heading("Specification: community singing", 0)
    word.add_heading("The service", 1)
    for text in (*first, *words.values()):
        word.add_paragraph(text)
    word.save(folder / "specification.docx")
    word = docx.Document()
    word.add_heading("Invitation to tender: community singing", 0)
    word.add_paragraph("Tenders must be submitted by 12 noon on 22 January 2027.")
    word.add_heading("Award criteria", 1)
    grid = word.add_table(0, 2)
    for row in (("Criterion", "Weighting"), ("Quality", "60%"), ("Price", "30%")):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    word.add_heading("Questions", 1)
    grid = word.add_table(0, 3)
    for row in table:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    word.save(folder / "invitation.docx")
    return folder


@pytest.fixture(scope="module")
def tender(tmp_path_factory) -> Path:
    return make_tender(tmp_path_factory.mktemp("pack") / "tender")


@pytest.fixture(scope="module")
def register(tender, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    assert consort("read", tender, "--register", path).code == 0
    return path


@pytest.fixture
def sheets(register):
    return opened(register)


def read(pack, decisions=None):
    return bid.read_tender([pack], lambda _: None, decisions)


def requirement(reading, words):
    return next(each for each in reading.tender.requirements if each.text.startswith(words[:30]))


def saved(sheets, tmp_path, **how):
    return save(sheets, tmp_path / "mine.xlsx", **how)


def test_a_register_given_back_as_it_was_changes_nothing(tender, register):
    plain, given = read(tender), read(tender, register)
    assert given.tender.model_dump_json() == plain.tender.model_dump_json()
    assert given.statements == plain.statements
    assert given.decisions.applied == 0


def test_the_same_pack_gives_the_same_register_byte_for_byte(tender, register, tmp_path):
    assert consort("read", tender, "--register", tmp_path / "again.xlsx").code == 0
    assert (tmp_path / "again.xlsx").read_bytes() == register.read_bytes()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_copy_saved_by_libreoffice_changes_nothing_either(tender, register, tmp_path, kind):
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", tmp_path, register]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    given = read(tender, tmp_path / f"register.{kind}")
    assert given.tender == read(tender).tender
    assert given.decisions.applied == 0


def test_what_she_changes_of_a_requirement_holds_and_is_marked(tender, sheets, tmp_path):
    put(sheets, "Requirements", WORDS["run"], Force="should", Scope="Each sub-contractor", Kind="experience", Lot="2",
        Owner="Singwell CIC", **{"Pass or fail": "x"})  # fmt: skip
    given = read(tender, saved(sheets, tmp_path))
    changed = requirement(given, WORDS["run"])
    assert (changed.force, changed.scope, changed.kind, changed.gate) == ("should", "each_sub", "experience", True)
    assert (changed.lot, changed.owner, changed.assumed, changed.decided) == ("2", "Singwell CIC", False, True)
    assert not requirement(given, WORDS["plan"]).decided
    assert given.decisions.applied == 1


def test_an_assumed_scope_is_settled_by_choosing_it(tender, sheets, tmp_path):
    before = requirement(read(tender), WORDS["safe"])
    assert before.assumed
    printed = next(row for row in sheets["Requirements"] if any(WORDS["safe"] in cell for cell in row))
    assert any(cell.endswith("(assumed)") for cell in printed)
    put(sheets, "Requirements", WORDS["safe"], Scope="Every member")
    after = requirement(read(tender, saved(sheets, tmp_path)), WORDS["safe"])
    assert (after.scope, after.assumed) == ("all", False)


def test_a_row_that_she_drops_is_gone_and_one_that_she_adds_is_there(tender, sheets, tmp_path):
    put(sheets, "Requirements", WORDS["plan"], Drop="YES")
    add(sheets, "Requirements", Requirement="The Provider shall keep a register of singers.", Scope="the lead")
    add(sheets, "Questions", Question="What will it cost us each year?", Weight="10 %", Limit="200 words")
    given = read(tender, saved(sheets, tmp_path))
    texts = [each.text for each in given.tender.requirements]
    assert WORDS["plan"] not in texts
    assert texts[-1] == "The Provider shall keep a register of singers."
    added = given.tender.questions[-1]
    assert (added.weight, added.limit.number, added.asks) == (10, 200, ("What will it cost us each year?",))
    assert len({each.id for each in given.tender.questions}) == len(given.tender.questions)


def test_a_sentence_that_she_labels_becomes_a_requirement_or_is_none_any_more(tender, sheets, tmp_path):
    context = next(each for each in read(tender).statements if each.label == "instruction")
    put(sheets, "Statements", WORDS["run"], Label="Context")
    put(sheets, "Statements", context.text, Label="Requirement")
    given = read(tender, saved(sheets, tmp_path))
    assert WORDS["run"] not in [each.text for each in given.tender.requirements]
    labels = {each.text: (each.label, each.force) for each in given.statements}
    assert labels[context.text] == ("requirement", "must")
    assert labels[WORDS["run"]] == ("context", None)


def test_weights_that_she_puts_right_add_up_and_the_doubt_is_gone(tender, sheets, tmp_path):
    kinds = [each.kind for each in read(tender).tender.flags]
    assert "weights_do_not_sum" in kinds
    put(sheets, "Criteria", "Price", Weight="40%")
    given = read(tender, saved(sheets, tmp_path)).tender
    assert [(each.name, each.weight, each.decided) for each in given.criteria if not each.parent] == [
        ("Quality", 60, False),
        ("Price", 40, True),
    ]
    assert [each.kind for each in given.flags] == [kind for kind in kinds if kind != "weights_do_not_sum"]


def doubt(kind, *places):
    sources = tuple(Source(document="a", block=block, start=0, end=1) for block in places)
    return Flag(kind=kind, message="?", sources=sources)


def touched(block, *fields, dropped=False):
    return Touched(Source(document="a", block=block, start=0, end=1), frozenset(fields), dropped)


@pytest.mark.parametrize(
    ("flag", "by", "left"),
    [
        (doubt("scope_assumed", "p1", "p2"), [touched("p1", "scope"), touched("p2", "assumed")], False),
        (doubt("scope_assumed", "p1", "p2"), [touched("p1", "scope")], True),
        (doubt("scope_assumed", "p1"), [touched("p1", "owner")], True),
        (doubt("conflicting_weights", "p1", "p2"), [touched("p1", "weight")], False),
        (doubt("question_without_requirement", "p1"), [touched("p1", dropped=True)], False),
        (doubt("tupe_silent", "p1"), [touched("p1", "scope")], True),
        (doubt("hidden_text"), [touched("p1", dropped=True)], True),
    ],
)
def test_a_doubt_is_settled_by_a_decision_on_what_it_is_about(flag, by, left):
    given = Tender(flags=(flag,))
    assert bool(settle(given, given, by)) is left


def test_questions_and_dates_are_put_right(tender, sheets, tmp_path):
    put(sheets, "Questions", "Q2", Weight="40", Limit="450", Title="Safety", Owner="Anna")
    put(sheets, "Dates", "Submission", Day_and_time="29/01/2027 17:00")
    given = read(tender, saved(sheets, tmp_path)).tender
    question = next(each for each in given.questions if each.id == "Q2")
    assert (question.weight, question.limit.number, question.limit.unit) == (40, 450, "words")
    assert (question.title, question.owner) == ("Safety", "Anna")
    (deadline,) = [each for each in given.dates if each.role == "submission"]
    assert (deadline.at, deadline.decided) == ("2027-01-29T17:00", True)


def test_decisions_hold_when_the_pack_is_amended(tender, sheets, tmp_path):
    put(sheets, "Requirements", WORDS["run"], Scope="All together")
    put(sheets, "Requirements", WORDS["safe"], Owner="Anna")
    put(sheets, "Requirements", WORDS["plan"], Force="Must")
    row = put(sheets, "Requirements", WORDS["lead"], Owner="Ben")
    words = {"safe": WORDS["safe"].replace("£2 million", "£5 million"), "run": WORDS["run"], "plan": WORDS["plan"]}
    amended = make_tender(tmp_path / "amended", words, first=("The Provider shall sing in the market every Saturday.",))
    given = read(amended, saved(sheets, tmp_path))
    assert requirement(given, WORDS["run"]).scope == "sum"
    assert requirement(given, WORDS["safe"]).owner == "Anna"
    assert requirement(given, WORDS["plan"]).force == "must"
    assert given.decisions.applied == 3
    (lost,) = given.decisions.lost
    assert lost.startswith(f"Requirements, row {row}: “The lead member")
    (look,) = given.decisions.look
    assert "£5 million" in look
    printed = consort("read", amended, "--decisions", tmp_path / "mine.xlsx").out
    assert "1 of your decisions no longer finds its place:" in printed
    assert "as you decided" in printed


def test_of_many_cells_that_say_the_same_the_right_one_is_found_again():
    def cells(*names):
        texts = [text for name in names for text in (f"Does the partner hold a {name} policy?", "Yes")]
        return [
            Statement(text=text, label="context", source=Source(document="a.docx", block=f"t1r{at}c1", start=0, end=9))
            for at, text in enumerate(texts)
        ]

    def origin(rows, at):
        return Origin(rows[at].key, "", rows[at].text, {}, rows[at].before)

    old = rows_of("statement", cells("safety", "data", "travel"))
    new = rows_of("statement", cells("equality", "safety", "data", "travel"))
    decision = Decision("statement", "Statements, row 5", origin(old, 3), {"label": "requirement"})
    assert old[3].before == new[places([decision], new)[0]].before == "Does the partner hold a data policy?"


def test_a_decision_on_what_the_buyer_has_changed_since_needs_a_look(tender, sheets, tmp_path):
    put(sheets, "Questions", "Q2", Weight="40")
    table = (*TABLE[:2], ("Q2 Describe how you will keep singers safe.", "35%", "300"))
    amended = make_tender(tmp_path / "amended", table=table)
    given = read(amended, saved(sheets, tmp_path))
    assert next(each for each in given.tender.questions if each.id == "Q2").weight == 40
    assert "the pack now says 35" in given.decisions.look[0]
    table = (*TABLE[:2], ("Q2 Describe how you will keep singers safe.", "40%", "300"))
    assert read(make_tender(tmp_path / "agreed", table=table), tmp_path / "mine.xlsx").decisions.look == ()


def test_a_register_in_the_pack_is_applied_and_never_read_as_a_document(tender, sheets, tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(tender, pack)
    put(sheets, "Requirements", WORDS["run"], Owner="Anna")
    save(sheets, pack / "price schedule.xlsx")
    given = read(pack)
    assert [each.name for each in given.documents] == ["invitation.docx", "specification.docx"]
    assert requirement(given, WORDS["run"]).owner == "Anna"
    assert "1 decision of yours applied, from price schedule.xlsx" in consort("read", pack).out
    changes = json.loads(consort("compare", tender, pack, "--json").out)
    assert changes["items"] == changes["text"] == []


def test_two_registers_in_a_pack_are_one_too_many_unless_one_is_named(tender, sheets, register, tmp_path):
    pack = tmp_path / "pack"
    shutil.copytree(tender, pack)
    for name in ("a.xlsx", "b.xlsx"):
        save(sheets, pack / name)
    ran = consort("read", pack)
    assert ran.code == 3
    assert "a.xlsx and b.xlsx" in ran.err
    assert consort("read", pack, "--decisions", register).code == 0


def test_decisions_are_carried_into_a_register_that_is_written_anew(tender, sheets, tmp_path):
    put(sheets, "Requirements", WORDS["run"], Owner="Anna", Scope="The lead")
    put(sheets, "Requirements", WORDS["plan"], Drop="yes")
    put(sheets, "Statements", WORDS["safe"], Label="context")
    add(sheets, "Requirements", Requirement="The Provider shall keep a register of singers.")
    first = saved(sheets, tmp_path)
    assert consort("read", tender, "--decisions", first, "--register", tmp_path / "second.xlsx").code == 0
    one, other = read(tender, first), read(tender, tmp_path / "second.xlsx")
    assert one.decisions.applied == other.decisions.applied == 4
    shown = [each.model_copy(update={"source": None}) for each in one.tender.requirements]
    assert shown == [each.model_copy(update={"source": None}) for each in other.tender.requirements]


def moved_about(sheets):
    """Rename the sheets, turn their columns and rows round, and put blank rows and a column of notes in."""
    turned = {}
    for name, rows in sheets.items():
        if name == "Consort":
            turned[name] = rows
            continue
        head, body = rows[0], rows[1:]
        if name != "How to use":
            body = [row for row in reversed(body) if any(row)]
            head, body = ["Notes", *reversed(head)], [["seen", *reversed(row)] for row in body]
            body.insert(1, ["" for _ in head])
        turned[f"My {name}"] = [head, *body]
    return turned


def test_sheets_renamed_columns_moved_rows_sorted_and_numbers_as_numbers_do_no_harm(tender, sheets, tmp_path):
    put(sheets, "Requirements", WORDS["run"], Owner="Anna", Force=" should ", **{"Pass or fail": "Yes"})
    put(sheets, "Questions", "Q2", Weight="40")
    given = read(tender, saved(moved_about(sheets), tmp_path, numbers=True))
    plain = read(tender, save(sheets, tmp_path / "plain.xlsx"))
    assert given.tender == plain.tender
    assert given.decisions.applied == 2


def test_a_column_that_was_taken_out_decides_nothing(tender, sheets, tmp_path):
    for name in ("Scope", "Kind", "Drop", "Clause"):
        head = sheets["Requirements"][0]
        if name in head:
            at = head.index(name)
            sheets["Requirements"] = [row[:at] + row[at + 1 :] for row in sheets["Requirements"]]
    given = read(tender, saved(sheets, tmp_path))
    assert given.tender == read(tender).tender


def test_rows_that_were_taken_out_are_told_and_drop_nothing(tender, sheets, tmp_path):
    sheets["Requirements"] = [row for row in sheets["Requirements"] if not any(WORDS["run"] in cell for cell in row)]
    given = read(tender, saved(sheets, tmp_path))
    assert requirement(given, WORDS["run"])
    assert given.decisions.notes[0].startswith("One row has been taken out of the sheet Requirements")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("Requirements", WORDS["run"], {"Scope": "everybody"}), "Scope: 'everybody' is not one of Any member, Every"),
        (("Requirements", WORDS["run"], {"Force": ""}), "Force: it is empty; choose one of Must, Should"),
        (("Requirements", WORDS["run"], {"Pass_or_fail": "perhaps"}), "Pass or fail: 'perhaps' is neither yes nor no"),
        (("Requirements", WORDS["run"], {"Requirement": ""}), "Requirement: it is empty"),
        (("Questions", "Q1", {"Weight": "lots"}), "Weight: 'lots' is not a number"),
        (("Questions", "Q1", {"Limit": "half a page"}), "Limit: 'half a page' is not a number"),
        (("Dates", "Submission", {"Day_and_time": "soon"}), "Day and time: 'soon' is not a day"),
        (("Statements", WORDS["run"], {"Label": "fluff"}), "Label: 'fluff' is not one of Requirement"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_sheet_and_cell(tender, sheets, tmp_path, change, says):
    sheet, words, cells = change
    row = put(sheets, sheet, words, **cells)
    ran = consort("read", tender, "--decisions", saved(sheets, tmp_path))
    assert ran.code == 3
    assert f"mine.xlsx: {sheet}, row {row}, {says}" in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    assert ran.out == ""


def test_a_register_without_its_column_of_places_says_what_to_mend(tender, sheets, tmp_path):
    sheets["Requirements"] = [row[:-1] for row in sheets["Requirements"]]
    ran = consort("read", tender, "--decisions", saved(sheets, tmp_path))
    assert ran.code == 3
    assert "Requirements: the column Where is missing; put it back" in ran.err


def test_a_register_without_its_hidden_sheet_and_any_other_workbook_are_refused(tender, sheets, sample, tmp_path):
    del sheets["Consort"]
    for path in (saved(sheets, tmp_path), sample / "tender" / "04-price-schedule.xlsx"):
        ran = consort("read", tender, "--decisions", path)
        assert ran.code == 3
        assert "--register" in ran.err


@pytest.mark.parametrize("said", ["{", "[]", "7", '{"about": "requirement"}', '{"key": [], "cells": 3}', "[" * 5000])
def test_a_hidden_sheet_that_somebody_wrote_into_does_no_harm(tender, sheets, tmp_path, said):
    sheets["Consort"].insert(1, [said, "and more"])
    assert read(tender, saved(sheets, tmp_path)).tender == read(tender).tender


def test_a_register_of_another_tender_decides_nothing_and_says_so(sheets, sample, tmp_path):
    put(sheets, "Requirements", WORDS["run"], Owner="Anna")
    given = read(sample / "tender", saved(sheets, tmp_path))
    assert given.decisions.applied == 0
    assert len(given.decisions.lost) == 1
    assert given.tender == read(sample / "tender").tender


def test_a_register_is_never_written_over(tender, register):
    before = register.read_bytes()
    ran = consort("read", tender, "--register", register)
    assert ran.code == 1
    assert "exists already" in ran.err
    assert register.read_bytes() == before


def test_what_begins_like_a_formula_stays_text(tender, sheets, tmp_path):
    put(sheets, "Requirements", WORDS["run"], Owner='=HYPERLINK("http://x")', Requirement="-3 days: +44, @noon")
    given = read(tender, saved(sheets, tmp_path))
    changed = next(each for each in given.tender.requirements if each.owner)
    assert (changed.owner, changed.text) == ('=HYPERLINK("http://x")', "-3 days: +44, @noon")
    written = tmp_path / "again.xlsx"
    assert consort("read", tender, "--decisions", tmp_path / "mine.xlsx", "--register", written).code == 0
    assert b"<f>" not in b"".join(parts(written))
    assert read(tender, written).tender == given.tender


def parts(path):
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]


DAY = Column("Day", "at", 9, "day")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2027-01-22", "2027-01-22"),
        ("2027-01-22 12:00", "2027-01-22T12:00"),
        ("2027-01-22 00:00:00", "2027-01-22T00:00"),
        ("3/4/2027", "2027-04-03"),
        ("Friday 22 January 2027 at 5pm", "2027-01-22T17:00"),
        ("22 January 2027", "2027-01-22"),
    ],
)
def test_days_are_understood_as_people_write_them(said, day):
    assert parsed(DAY, said) == day


@pytest.mark.parametrize("said", ["22 January", "Friday", "32/01/2027", "later"])
def test_what_is_no_day_or_has_no_year_is_refused(said):
    with pytest.raises(Misspelt):
        parsed(DAY, said)


def test_a_register_that_is_not_there_is_named(tender, tmp_path):
    with pytest.raises(InputRejected, match=r"nowhere\.xlsx"):
        read(tender, tmp_path / "nowhere.xlsx")
