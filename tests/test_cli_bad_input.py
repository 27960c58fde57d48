"""Whatever goes wrong: one line that says what, why and what next, the right exit code, and nothing written."""

from pathlib import Path

import docx
import pytest
from command import consort


@pytest.fixture
def tender(tmp_path: Path) -> Path:
    word = docx.Document()
    word.add_heading("Invitation to tender: community singing", 0)
    word.add_paragraph("The Provider shall run two weekly singing groups for adults in the town.")
    word.add_paragraph("Q1. Describe how you will run the groups. (Weighting 100%, maximum 300 words)")
    path = tmp_path / "tender.docx"
    word.save(path)
    return path


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    word = docx.Document()
    word.add_heading("High Street Singers", 0)
    word.add_paragraph("In 2025 we ran 80 weekly singing groups for 64 adults in the town library.")
    path = tmp_path / "singers.docx"
    word.save(path)
    return path


def one_line(text: str) -> bool:
    return len(text.strip().splitlines()) == 1


def test_a_missing_file_is_named_with_exit_3(tmp_path):
    ran = consort("read", tmp_path / "nowhere.docx")
    assert ran.code == 3
    assert "nowhere.docx" in ran.err
    assert one_line(ran.err)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"This is not Word at all, only its name says so.", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (b"PK\x03\x04 and then nothing of use", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, content, says):
    path = tmp_path / "tender.docx"
    path.write_bytes(content)
    ran = consort("read", path)
    assert ran.code == 3
    assert one_line(ran.err)
    assert says in ran.err


def test_the_other_files_are_read_all_the_same(tmp_path, tender):
    (tmp_path / "broken.docx").write_bytes(b"")
    ran = consort("read", tmp_path)
    assert ran.code == 3
    assert "community singing" in ran.out


def test_a_folder_of_nothing_is_said_to_be_empty(tmp_path):
    ran = consort("read", tmp_path)
    assert ran.code == 3
    assert one_line(ran.err)


def test_a_pack_that_asks_nothing_is_not_drafted(tmp_path, statement):
    pool, out = tmp_path / "pool", tmp_path / "out"
    consort("partners", "add", statement, pool=pool)
    word = docx.Document()
    word.add_paragraph("It was a quiet evening and the rain had stopped an hour ago.")
    word.save(tmp_path / "novel.docx")
    ran = consort("draft", tmp_path / "novel.docx", "--out", out, pool=pool)
    assert ran.code == 1
    assert one_line(ran.err)
    assert not out.exists()


@pytest.mark.parametrize("command", [["search", "singing"], ["propose", "TENDER"], ["draft", "TENDER"]])
def test_an_empty_pool_says_how_to_add_partners(tmp_path, tender, command):
    words = [str(tender) if word == "TENDER" else word for word in command]
    ran = consort(*words, pool=tmp_path / "pool")
    assert ran.code == 4
    assert one_line(ran.err)
    assert "partners add" in ran.err
    assert not (tmp_path / "pool").exists()


def test_a_pool_of_one_bids_alone(tmp_path, tender, statement):
    pool = tmp_path / "pool"
    consort("partners", "add", statement, pool=pool)
    ran = consort("propose", tender, pool=pool)
    assert ran.code == 0
    assert "High Street Singers" in ran.out


@pytest.mark.parametrize("option", ["--us", "--must", "--without"])
def test_an_unknown_partner_is_a_usage_error_that_names_it(tmp_path, tender, statement, option):
    pool = tmp_path / "pool"
    consort("partners", "add", statement, pool=pool)
    ran = consort("propose", tender, option, "Low Street Singers", pool=pool)
    assert ran.code == 2
    assert "Low Street Singers" in ran.err
    assert "High Street Singers" in ran.err


def test_an_output_that_exists_is_left_as_it_was(tmp_path, tender, statement):
    pool, out = tmp_path / "pool", tmp_path / "out"
    consort("partners", "add", statement, pool=pool)
    out.mkdir()
    (out / "response.docx").write_text("mine")
    ran = consort("draft", tender, "--out", out, pool=pool)
    assert ran.code == 1
    assert one_line(ran.err)
    assert [path.name for path in out.iterdir()] == ["response.docx"]
    assert (out / "response.docx").read_text() == "mine"


def test_an_output_folder_that_cannot_be_made_is_said(tmp_path, tender, statement):
    pool = tmp_path / "pool"
    consort("partners", "add", statement, pool=pool)
    before = sorted(tmp_path.iterdir())
    ran = consort("draft", tender, "--out", statement / "inside" / "a-file", pool=pool)
    assert ran.code == 1
    assert one_line(ran.err)
    assert sorted(tmp_path.iterdir()) == before


def test_a_line_up_that_was_not_proposed_is_a_usage_error(tmp_path, tender, statement):
    pool, out = tmp_path / "pool", tmp_path / "out"
    consort("partners", "add", statement, pool=pool)
    ran = consort("draft", tender, "--lineup", "9", "--out", out, pool=pool)
    assert ran.code == 2
    assert not out.exists()


def test_no_words_to_a_command_is_a_usage_error():
    assert consort("read").code == 2
    assert consort("no-such-command").code == 2
