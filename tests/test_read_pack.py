"""Files, folders and zip files become one pack; what cannot be read is named and the rest is read."""

import hashlib
import io
import os
import socket
import time
import zipfile

import pytest
from build_word import p, texts, word

from assistant.errors import InputRejected
from assistant.read import read_document, read_pack
from assistant.read.given import Listing
from assistant.read.guard import LIMITS, MB
from assistant.read.office import find_office

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only where the system has links and pipes")


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


def zipped(path, files):
    """Write a zip file; a value that is itself a dictionary is a zip file in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, zipped(None, content) if isinstance(content, dict) else content)
    if path:
        path.write_bytes(held.getvalue())
    return held.getvalue()


def test_a_broken_zip_file_is_told_and_the_others_are_read(tmp_path):
    (tmp_path / "bad.zip").write_bytes(b"PK nothing")
    zipped(tmp_path / "outer.zip", {"inner.zip": b"PK", "a.txt": "text"})
    found = read_pack([tmp_path / "bad.zip", tmp_path / "outer.zip"])
    assert [(each.name, each.code) for each in found.rejected] == [("bad.zip", "corrupt"), ("inner.zip", "corrupt")]
    assert [each.name for each in found.documents] == ["a.txt"]


def test_a_zip_file_in_a_zip_file_is_read_and_one_in_that_is_refused(tmp_path):
    inner = {"forms/price.txt": "Give one price.", "deep.zip": {"never.txt": "x"}}
    zipped(tmp_path / "pack.zip", {"itt.txt": "The Council invites tenders.", "Annex.zip": inner})
    found = read_pack([tmp_path / "pack.zip"])
    assert names(found) == (["Annex.zip/forms/price.txt", "itt.txt"], ["Annex.zip/deep.zip"])
    assert "not one inside one inside another" in found.rejected[0].why


def test_a_zip_file_in_a_folder_is_read_as_a_folder_of_its_name(pack):
    zipped(pack / "annexes.zip", {"a.txt": "text", "more.zip": {"b.txt": "text"}})
    assert names(read_pack([pack]))[0] == [
        "annexes.zip/a.txt",
        "annexes.zip/more.zip/b.txt",
        "forms/price.txt",
        "itt.docx",
    ]


def test_a_protected_zip_file_says_to_unpack_it(tmp_path):
    made = bytearray(zipped(None, {"a.txt": "text"}))
    made[made.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "pack.zip").write_bytes(made)
    rejected = read_pack([tmp_path / "pack.zip"]).rejected[0]
    assert (rejected.code, "Unpack it with its password" in rejected.why) == ("encrypted", True)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/itt.txt", "etc/itt.txt"),
        ("/etc/itt.txt", "etc/itt.txt"),
        ("C:\\Users\\x\\itt.txt", "Users/x/itt.txt"),
        ("..\\..\\itt.txt", "itt.txt"),
        ("a/./b//itt.txt", "a/b/itt.txt"),
        ("CON.txt", "CON.txt"),
        ("gpj.\u202etxt.itt.txt", "gpj.txt.itt.txt"),
        ("x\x1b[31m.txt", "x[31m.txt"),
        ("Cafe\u0301.txt", "Caf\u00e9.txt"),
        ("y" * 4000 + ".txt", "y" * 80 + "\u2026" + "y" * 26 + ".txt"),
        ("d/" * 2000 + "itt.txt", "d/" * 11 + "itt.txt"),
    ],
)
def test_a_name_in_a_zip_file_stays_below_the_pack(tmp_path, written, shown):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = written
        archive.writestr(entry, "The Council invites tenders.")
    (tmp_path / "pack.zip").write_bytes(held.getvalue())
    assert names(read_pack([tmp_path / "pack.zip"])) == ([shown], [])
    assert [each.name for each in tmp_path.iterdir()] == ["pack.zip"]


def test_entries_of_one_name_are_both_read(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("itt.txt", "first")
        archive.writestr("itt.TXT", "second")
    made = held.getvalue().replace(b"itt.TXT", b"itt.txt")
    (tmp_path / "pack.zip").write_bytes(made)
    found = read_pack([tmp_path / "pack.zip"])
    assert [texts(each) for each in found.documents] == [["first"], ["second"]]


@pytest.mark.parametrize(
    ("encoded", "shown"), [("Pr\u00e9cis.txt".encode(), "Pr\u00e9cis.txt"), (b"Pr\x82cis.txt", "Pr\u00e9cis.txt")]
)
def test_a_name_in_utf_8_that_does_not_say_so_is_told_from_an_old_one(tmp_path, encoded, shown):
    plain = "p" * len(encoded)
    made = zipped(None, {plain: "text"}).replace(plain.encode(), encoded)
    (tmp_path / "pack.zip").write_bytes(made)
    assert names(read_pack([tmp_path / "pack.zip"]))[0] == [shown]


def test_a_zip_bomb_among_the_files_of_a_pack_is_told_and_the_rest_read(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "text")
        archive.writestr("bomb.txt", bytes(20 * MB))
    (tmp_path / "pack.zip").write_bytes(held.getvalue())
    found = read_pack([tmp_path / "pack.zip"])
    assert names(found) == (["a.txt"], ["bomb.txt"])
    assert found.rejected[0].code == "too_large"


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


PNG, OLD = b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("scan.png", PNG, "it is a picture"),
        ("scan.docx", PNG, "it is a picture"),
        ("offer.eml", b"From: a@b", "Save what is attached"),
        ("offer.msg", OLD + "__nameid_version1.0".encode("utf-16-le"), "Save what is attached"),
        ("slides.pptx", b"x", "Save it as PDF"),
        ("slides.docx", OLD + "PowerPoint Document".encode("utf-16-le"), "Save it as PDF"),
        ("pack.rar", b"Rar!", "only .zip is read"),
        ("film.mp4", b"x", "files that end in .mp4 are not read"),
        ("nothing", b"\0", "files that end in nothing are not read"),
        ("page.doc", b"MIME-Version: 1.0", "web archives are not read"),
    ],
)
def test_a_file_of_another_kind_is_not_supported_and_says_what_to_do(tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    rejected = read_pack([tmp_path]).rejected[0]
    assert (rejected.code, rejected.name) == ("not_supported", name)
    assert says in rejected.why


@pytest.mark.parametrize("name", ["itt.doc", "itt.xlsx", "itt.zip", "itt.bin", "itt", "itt.txt"])
def test_a_word_file_by_another_name_is_read_as_one_and_said_to_be(tmp_path, name):
    (tmp_path / name).write_bytes(word(p("The Council invites tenders.")))
    document = read_pack([tmp_path]).documents[0]
    assert texts(document) == ["The Council invites tenders."]
    assert "it was read as what it is, a Word file." in document.warnings[0]


def test_a_web_page_by_another_name_is_read_as_one(tmp_path):
    (tmp_path / "itt.doc").write_text("<html><body><p>The Council invites tenders.</p></body></html>")
    document = read_pack([tmp_path]).documents[0]
    assert (texts(document), "a web page" in document.warnings[0]) == (["The Council invites tenders."], True)


def test_a_workbook_by_another_name_is_read_as_one(tmp_path, sample):
    (tmp_path / "price.docx").write_bytes(next((sample / "tender").glob("*.xlsx")).read_bytes())
    document = read_pack([tmp_path]).documents[0]
    assert document.blocks
    assert "it was read as what it is, a workbook." in document.warnings[0]


def test_a_text_without_an_ending_is_read(tmp_path):
    (tmp_path / "README").write_text("The Council invites tenders.")
    assert texts(read_document(tmp_path / "README")) == ["The Council invites tenders."]


def test_a_file_that_is_too_large_to_look_into_is_told_by_its_name(tmp_path):
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(LIMITS.file + 1)
    assert "files that end in .mp4 are not read" in read_pack([tmp_path]).rejected[0].why


@posix
def test_links_out_of_the_folder_are_not_followed(tmp_path, pack):
    (tmp_path / "secret.txt").write_text("secret")
    (pack / "out.txt").symlink_to(tmp_path / "secret.txt")
    (pack / "up").symlink_to(tmp_path)
    (pack / "in.txt").symlink_to(pack / "forms" / "price.txt")
    (pack / "round.txt").symlink_to(pack / "round.txt")
    found = read_pack([pack])
    told = {each.name: each.code for each in found.rejected}
    assert {name: told.get(name) for name in ("out.txt", "up")} == {"out.txt": "outside", "up": "outside"}
    assert "secret" not in str(found)
    assert names(found)[0] == ["forms/price.txt", "itt.docx"]
    assert "round.txt" in told


@posix
def test_pipes_and_folders_named_as_files_are_told_and_nothing_waits_for_them(pack):
    os.mkfifo(pack / "pipe.docx")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(pack / "socket.docx"))
    (pack / "folder.docx").mkdir()
    (pack / "folder.docx" / "a.txt").write_text("text")
    told = {each.name: each.why for each in read_pack([pack]).rejected}
    assert "it is not a file" in told["pipe.docx"]
    assert "it is not a file" in told["socket.docx"]
    assert "it is a folder" in told["folder.docx"]


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is readable for root")
def test_what_may_not_be_read_is_told(pack):
    (pack / "itt.docx").chmod(0)
    (pack / "forms").chmod(0)
    told = {each.name: each.code for each in read_pack([pack]).rejected}
    (pack / "forms").chmod(0o700)
    assert told == {"itt.docx": "unreadable", "forms": "unreadable"}


def test_many_files_of_one_name_are_told_apart_quickly(tmp_path):
    paths = []
    for at in range(1000):
        (tmp_path / f"{at}").mkdir()
        paths.append(tmp_path / f"{at}" / "itt.txt")
    start = time.process_time()
    with Listing() as listing:
        found = listing.files(paths)
    assert len({each.name for each in found}) == 1000
    assert time.process_time() - start < 3


office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
RTF = rb"{\rtf1\ansi {\b Scope}\par The Council invites tenders.\par}"


@office
@pytest.mark.parametrize("name", ["itt.rtf", "itt.docx"])
def test_an_rtf_file_is_read_through_libreoffice_and_says_so(tmp_path, name):
    (tmp_path / name).write_bytes(RTF)
    document = read_document(tmp_path / name)
    assert texts(document) == ["Scope", "The Council invites tenders."]
    assert document.sha256 == hashlib.sha256(RTF).hexdigest()
    assert "through LibreOffice" in document.warnings[0]


@office
def test_an_old_word_file_that_libreoffice_cannot_read_is_damaged(tmp_path):
    (tmp_path / "itt.doc").write_bytes(OLD + "WordDocument".encode("utf-16-le"))
    with pytest.raises(InputRejected, match="LibreOffice cannot read it") as caught:
        read_document(tmp_path / "itt.doc")
    assert caught.value.code == "corrupt"


@pytest.mark.parametrize(("name", "content"), [("a.rtf", RTF), ("a.doc", OLD + "WordDocument".encode("utf-16-le"))])
def test_without_libreoffice_it_is_said_how_to_go_on(tmp_path, monkeypatch, name, content):
    monkeypatch.setattr("assistant.read.office.find_office", lambda: None)
    (tmp_path / name).write_bytes(content)
    rejected = read_pack([tmp_path]).rejected[0]
    assert rejected.code == "not_supported"
    assert "Install LibreOffice" in rejected.why
    assert "save it as .docx" in rejected.why


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
