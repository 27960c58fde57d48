"""Partners from files: what belongs together, who is named how, what is not said, and what cannot be used."""

import json
from pathlib import Path

import docx
import pytest
import xlsxwriter

from assistant.errors import InputRejected
from assistant.partners import gather
from assistant.read import quote, read_document

SAID = "In 2025 we ran 80 weekly singing groups for 64 adults in the town library."


def gathered(*paths: Path):
    return gather(list(paths), read_document)


def one(*paths: Path):
    (statements,) = gathered(*paths).statements
    return statements


def statement(path: Path, title: str = "High Street Singers", *said: str) -> Path:
    word = docx.Document()
    if title:
        word.add_heading(title, 0)
    for each in said or (SAID,):
        word.add_paragraph(each)
    word.save(path)
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_word_statement_alone_is_named_by_its_title_and_says_what_is_missing(tmp_path):
    found = one(statement(tmp_path / "singers.docx"))
    assert (found.partner.name, found.partner.id) == ("High Street Singers", "high-street-singers")
    assert [each.text for each in found.capabilities] == [SAID]
    for unsaid in ("income", "public liability insurance", "free days in a year"):
        assert unsaid in found.missing
    assert any("safeguarding policy" in each for each in found.missing)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("High Street Singers: what we do", "High Street Singers"),
        ("High Street Singers | Statement of 2026", "High Street Singers"),
        ("High Street Singers – our statement", "High Street Singers"),
        ("Smith-Jones Trust", "Smith-Jones Trust"),
    ],
)
def test_what_is_said_of_a_name_behind_it_is_not_the_name(tmp_path, title, name):
    assert one(statement(tmp_path / "x.docx", title)).partner.name == name


def test_a_statement_without_a_title_is_named_by_its_file(tmp_path):
    assert one(statement(tmp_path / "high-street_singers.docx", "", SAID)).partner.name == "High Street Singers"


PROFILES = {
    "toml": 'name = "The Singers"\nturnover = [12000]\n[[insurances]]\nkind = "public_liability"\namount = 5000000\n',
    "yaml": "name: The Singers\nturnover: [12000]\ninsurances:\n  - kind: public_liability\n    amount: 5000000\n",
    "json": json.dumps(
        {"name": "The Singers", "turnover": [12000], "insurances": [{"kind": "public_liability", "amount": 5e6}]}
    ),
}


@pytest.mark.parametrize("suffix", PROFILES)
def test_a_profile_belongs_to_the_statement_of_the_same_file_name(tmp_path, suffix):
    found = one(statement(tmp_path / "singers.docx"), written(tmp_path / f"singers.{suffix}", PROFILES[suffix]))
    assert found.partner.name == "The Singers"
    assert found.partner.turnover == (12000,)
    assert {each.partner for each in found.capabilities} == {"The Singers"}
    assert "income" not in found.missing
    assert "public liability insurance" not in found.missing


def test_a_profile_belongs_to_the_statement_of_the_same_name_whatever_the_files_are_called(tmp_path):
    profile = written(tmp_path / "a.toml", 'name = "high street singers"\nturnover = [1]\n')
    found = one(profile, statement(tmp_path / "b.docx"))
    assert found.partner.turnover == (1,)
    assert len(found.capabilities) == 1


def test_a_profile_with_an_id_of_its_own_still_belongs_by_name(tmp_path):
    profile = written(tmp_path / "a.toml", 'name = "High Street Singers"\nid = "GB-1"\n')
    found = one(profile, statement(tmp_path / "b.docx"))
    assert found.partner.id == "GB-1"
    assert len(found.capabilities) == 1


def test_two_statements_of_one_partner_are_put_together(tmp_path):
    other = "In 2024 we sang in 12 care homes with 200 residents."
    found = one(statement(tmp_path / "a.docx"), statement(tmp_path / "b.docx", "High Street Singers", other, SAID))
    assert sorted(each.text for each in found.capabilities) == sorted([SAID, other])


def test_a_folder_is_gathered_with_its_folders_and_documents_keep_their_path(tmp_path):
    (tmp_path / "north").mkdir()
    statement(tmp_path / "north" / "singers.docx")
    written(tmp_path / "dancers.md", "# Market Dancers\n\nIn 2025 we taught 40 children to dance.\n")
    written(tmp_path / ".hidden.md", "# Nobody\n\nThis is not to be read at all.\n")
    found = gathered(tmp_path)
    assert [each.partner.name for each in found.statements] == ["High Street Singers", "Market Dancers"]
    assert found.statements[0].capabilities[0].source.document == "north/singers.docx"


def test_the_order_of_the_files_changes_nothing(tmp_path):
    paths = [statement(tmp_path / "a.docx"), written(tmp_path / "b.toml", PROFILES["toml"])]
    paths.append(written(tmp_path / "c.jsonl", json.dumps({"id": "7", "title": "Third", "text": SAID}) + "\n"))
    assert gathered(*paths) == gathered(*reversed(paths))


def test_a_file_that_cannot_be_used_is_told_and_the_rest_is_done(tmp_path):
    bad = [
        written(tmp_path / "a.docx", "not Word"),
        written(tmp_path / "b.toml", "name = "),
        written(tmp_path / "c.toml", "turnover = [1]\n"),
        written(tmp_path / "d.json", '{"name": "D", "turnovers": [1]}'),
        written(tmp_path / "e.csv", "colour,size\nred,3\n"),
        written(tmp_path / "f.exe", "MZ"),
        written(tmp_path / "g.jsonl", "{\n"),
        written(tmp_path / "h.md", "\n\n"),
        written(tmp_path / "i.yaml", "name: [\n"),
        written(tmp_path / "j.xlsx", "not Excel"),
        tmp_path / "nowhere.docx",
    ]
    found = gathered(*bad, statement(tmp_path / "singers.docx"))
    assert [each.partner.name for each in found.statements] == ["High Street Singers"]
    assert sorted(each.name for each in found.rejected) == sorted(path.name for path in bad)
    assert all(each.why and "\n" not in each.why for each in found.rejected)


def test_a_wrong_field_of_a_profile_is_named(tmp_path):
    path = written(tmp_path / "d.toml", 'name = "D"\nstaff = "many"\n')
    with pytest.raises(InputRejected, match="staff"):
        gathered(path)


def test_nothing_usable_is_an_error_that_says_why(tmp_path):
    with pytest.raises(InputRejected, match="no statement"):
        gathered(tmp_path)
    with pytest.raises(InputRejected, match="nowhere"):
        gathered(tmp_path / "nowhere.docx")


ROWS = [
    {"id": "GB-1", "title": "RIVER CHOIR", "text": SAID, "places": "Riverside; Hilltop"},
    {"id": "GB-2", "title": "", "text": "We lend boats to schools. In 2024 it was 30 schools.", "places": ""},
]


def table(path: Path) -> Path:
    columns = list(ROWS[0])
    if path.suffix == ".jsonl":
        return written(path, "\n".join(json.dumps(row) for row in ROWS))
    if path.suffix == ".csv":
        quoted = [columns, *([f'"{row[column]}"' for column in columns] for row in ROWS)]
        return written(path, "\n".join(",".join(row) for row in quoted))
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, columns)
        for number, row in enumerate(ROWS, 1):
            sheet.write_row(number, 0, list(row.values()))
    return path


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl"])
def test_each_row_of_a_table_is_a_partner(tmp_path, suffix):
    named, unnamed = sorted(gathered(table(tmp_path / f"t.{suffix}")).statements, key=lambda each: each.partner.id)
    assert (named.partner.name, named.partner.id) == ("RIVER CHOIR", "GB-1")
    assert named.partner.places == ("Riverside", "Hilltop")
    assert [each.text for each in named.capabilities] == [SAID]
    assert (unnamed.partner.name, unnamed.partner.id) == ("GB-2", "GB-2")


def test_namesakes_in_a_table_keep_their_id_behind_their_name(tmp_path):
    lines = [json.dumps({"id": key, "title": "THE WELFARE FUND", "text": SAID}) for key in ("1", "2")]
    found = gathered(written(tmp_path / "t.jsonl", "\n".join(lines)))
    assert [each.partner.name for each in found.statements] == ["THE WELFARE FUND (1)", "THE WELFARE FUND (2)"]


def test_a_column_may_have_its_everyday_name(tmp_path):
    found = one(written(tmp_path / "t.csv", "Name,Town,Income,Email\nRiver Choir,Riverside,12000,a@b.example\n"))
    assert (found.partner.based_in, found.partner.turnover) == ("Riverside", (12000,))
    assert found.partner.contact == "a@b.example"


def test_a_table_saved_by_an_older_excel_is_read(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(f"title;text\nCaf\u00e9 Chor\u00e9;{SAID} It cost \u00a35.\n".encode("cp1252"))
    found = one(path)
    assert found.partner.name == "Café Choré"
    assert "£5" in found.capabilities[0].text


def test_a_cell_that_makes_no_sense_is_told_and_the_table_is_read_all_the_same(tmp_path):
    first, second = gathered(written(tmp_path / "t.csv", "name,staff\nA Choir,many\nB Choir,3\n")).statements
    assert (first.partner.staff, second.partner.staff) == (None, 3)
    assert any("many" in each for each in first.missing)


def test_a_row_without_a_text_is_a_partner_with_nothing_to_show(tmp_path):
    found = one(written(tmp_path / "t.csv", "title,text\nQuiet Trust,\n"))
    assert (found.partner.name, found.capabilities) == ("Quiet Trust", ())


def test_a_wide_table_in_another_alphabet_is_read(tmp_path):
    found = one(written(tmp_path / "t.csv", f'title;text\n"Хор на реке";"{SAID}"\n'))
    assert found.partner.name == "Хор на реке"
    assert found.partner.id


def test_every_passage_of_the_sample_is_found_word_for_word_at_its_source(sample):
    folder = sample / "partners"
    found = gathered(folder)
    assert found.rejected == ()
    assert len(found.statements) == len(list(folder.glob("*.docx")))
    documents = {path.name: read_document(path) for path in folder.glob("*.docx")}
    for statements in found.statements:
        assert len(statements.capabilities) > 8
        for each in statements.capabilities:
            assert quote(documents[each.source.document], each.source) == each.text
    ids = [each.id for statements in found.statements for each in statements.capabilities]
    assert len(ids) == len(set(ids))
