"""Files, folders and zip files become one pack; what cannot be read is named and the rest is read."""

import hashlib
import zipfile

import pytest
from build_word import p, texts, word

from assistant.read import read_document, read_pack


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "tender"
    (folder / "forms").mkdir(parents=True)
    (folder / "itt.docx").write_bytes(word(p("The Council invites tenders.")))
    (folder / "forms" / "price.txt").write_text("Give one price.")
    (folder / "forms" / "broken.docx").write_bytes(b"")
    return folder


def names(pack):
    return [each.name for each in pack.documents], [each.name for each in pack.rejected]


def test_documents_are_named_by_their_path_in_the_folder_in_name_order(pack):
    assert names(read_pack([pack])) == (["forms/price.txt", "itt.docx"], ["forms/broken.docx"])


def test_a_single_file_is_named_by_itself(pack):
    assert names(read_pack([pack / "itt.docx"])) == (["itt.docx"], [])
    assert read_document(pack / "itt.docx", "pack/itt.docx").name == "pack/itt.docx"


def test_a_rejected_file_says_why_and_what_to_do(pack):
    rejected = read_pack([pack]).rejected[0]
    assert rejected.code == "empty"
    assert "the file is empty. Ask for it again" in rejected.why


def test_a_zip_file_is_read_as_the_folder_it_holds(pack, tmp_path):
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(pack.rglob("*.*")):
            archive.write(file, file.relative_to(pack))
    assert names(read_pack([path])) == names(read_pack([pack]))
    assert read_pack([path]).documents == read_pack([pack]).documents


def test_a_broken_zip_file_and_one_inside_another_are_told(tmp_path):
    (tmp_path / "bad.zip").write_bytes(b"PK nothing")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.writestr("inner.zip", b"PK")
        archive.writestr("a.txt", "text")
    found = read_pack([tmp_path / "bad.zip", tmp_path / "outer.zip"])
    assert [(each.name, each.code) for each in found.rejected] == [
        ("bad.zip", "corrupt"),
        ("inner.zip", "not_supported"),
    ]
    assert [each.name for each in found.documents] == ["a.txt"]


def test_a_file_given_twice_is_read_once(pack):
    assert names(read_pack([pack, pack / "itt.docx", pack / "forms"]))[0] == ["forms/price.txt", "itt.docx"]


def test_files_of_one_name_from_two_folders_are_told_apart(tmp_path):
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "itt.txt").write_text(folder)
    found = read_pack([tmp_path / "old", tmp_path / "new"])
    assert {each.name: texts(each) for each in found.documents} == {"itt.txt": ["old"], "new/itt.txt": ["new"]}


def test_what_editors_and_systems_leave_is_passed_over(pack):
    for name in ("~$itt.docx", ".DS_Store", "Thumbs.db", ".git/config"):
        (pack / name).parent.mkdir(exist_ok=True)
        (pack / name).write_bytes(b"x")
    assert names(read_pack([pack])) == (["forms/price.txt", "itt.docx"], ["forms/broken.docx"])


@pytest.mark.parametrize(("name", "then"), [("a.doc", "docx"), ("a.xls", "xlsx"), ("a.png", "docx"), ("a", "docx")])
def test_a_file_of_another_kind_is_not_supported_and_says_what_to_do(tmp_path, name, then):
    (tmp_path / name).write_bytes(b"%PDF-1.7")
    rejected = read_pack([tmp_path]).rejected[0]
    assert rejected.code == "not_supported"
    assert then in rejected.why


@pytest.mark.parametrize("name", ["nowhere.docx", "nowhere.pdf", "nowhere"])
def test_what_is_not_there_is_missing_whatever_its_kind(tmp_path, name):
    rejected = read_pack([tmp_path / name]).rejected[0]
    assert (rejected.name, rejected.code) == (name, "missing")


def test_an_empty_folder_is_rejected_as_a_whole(tmp_path):
    found = read_pack([tmp_path])
    assert found.rejected[0].code == "empty"
    assert str(tmp_path) in found.rejected[0].name


def test_a_document_carries_the_checksum_of_its_file(pack):
    document = read_document(pack / "itt.docx")
    assert document.sha256 == hashlib.sha256((pack / "itt.docx").read_bytes()).hexdigest()


def test_a_document_without_words_says_so(tmp_path):
    (tmp_path / "scan.docx").write_bytes(word(p()))
    assert any("no text" in each for each in read_pack([tmp_path]).documents[0].warnings)
