"""`consort doctor` says what is well, what is not, and what to do about it."""

import json
from importlib import metadata

import pytest
from command import consort

from assistant import doctor
from assistant.read.apart.workers import Workers


@pytest.mark.model
def test_a_good_installation_is_well_and_an_empty_pool_says_what_to_do(tmp_path):
    ran = consort("doctor", pool=tmp_path / "pool")
    assert ran.code == 0, ran.out
    assert "The language model answers" in ran.out
    assert "Files are read in processes of their own, each within 90 seconds and 1,536 MB of memory." in ran.out
    assert "LibreOffice is" in ran.out
    assert "partners add" in ran.out
    assert not (tmp_path / "pool").exists()


def test_a_missing_library_is_named_with_what_to_do(monkeypatch, tmp_path):
    there = metadata.version

    def version(name: str) -> str:
        if name == "faiss-cpu":
            raise metadata.PackageNotFoundError(name)
        return there(name)

    monkeypatch.setattr(doctor.metadata, "version", version)
    ran = consort("doctor", "--json", pool=tmp_path / "pool")
    assert ran.code == 1
    checks = json.loads(ran.out)["checks"]
    failed = [each for each in checks if each["status"] == "fail"]
    assert [each["what"] for each in failed] == ["faiss-cpu is not installed."]
    assert all(each["then"] for each in failed)


def test_files_that_cannot_be_read_apart_are_a_failure_with_what_to_do(monkeypatch):
    monkeypatch.setattr("assistant.read.pack.workers", Workers)
    monkeypatch.setattr("assistant.read.apart.workers.sys.executable", "/bin/false")
    told = doctor._reading()
    assert [each.status for each in told] == ["fail"]
    assert "Install Consort again" in told[0].what


@pytest.mark.model
def test_a_pool_with_a_damaged_search_index_is_mended(tmp_path, sample):
    pool = tmp_path / "pool"
    consort("partners", "add", sample / "partners" / "amara-osei.docx", pool=pool)
    index = max(
        (path for path in pool.iterdir() if path.suffix not in (".sqlite", ".db", ".lock")),
        key=lambda p: p.stat().st_size,
    )
    index.write_bytes(index.read_bytes()[:-40])
    first, second = consort("doctor", pool=pool), consort("doctor", pool=pool)
    assert "has been made again" in first.out
    assert "has been made again" not in second.out
    assert first.code == second.code == 0
