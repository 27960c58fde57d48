"""Whatever happens to the cache of vectors, the answers stay the same; whatever is killed, old or new is left."""

import contextlib
import json
import random
from pathlib import Path

import pytest
from build_pool import statements, toy_pool
from encoder import CountingEncoder
from filelock import FileLock

from assistant.errors import PoolUnready
from assistant.index import Pool, vectors
from assistant.index.store import NAME

NEEDS = ["weekly dance classes", "old maps", "a choir for older people"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    toy_pool(tmp_path).close()
    return tmp_path


def luck(turn: int) -> random.Random:
    return random.Random(turn)  # noqa: S311


def answers(folder: Path):
    pool = Pool.open(folder, CountingEncoder())
    try:
        return pool.search_many(NEEDS, 4)
    finally:
        pool.close()


def fault(folder: Path) -> str:
    pool = Pool.open(folder, CountingEncoder())
    try:
        return pool._cache.fault()
    finally:
        pool.close()


def index_file(folder: Path) -> Path:
    (path,) = folder.glob("vectors-*.faiss")
    return path


def test_a_whole_cache_has_no_fault(folder):
    assert fault(folder) == ""


@pytest.mark.parametrize("turn", range(50))
def test_one_flipped_bit_in_the_cache_is_noticed_and_changes_no_answer(folder, turn):
    expected = answers(folder)
    path = index_file(folder)
    data, chance = bytearray(path.read_bytes()), luck(turn)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    assert fault(folder) == "damaged"
    assert answers(folder) == expected
    assert fault(folder) == ""


@pytest.mark.parametrize("turn", range(20))
def test_a_flipped_bit_in_the_manifest_changes_no_answer(folder, turn):
    expected = answers(folder)
    path = folder / vectors.MANIFEST
    data, chance = bytearray(path.read_bytes()), luck(turn)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    assert answers(folder) == expected


def test_a_missing_or_cut_cache_is_made_again(folder):
    expected = answers(folder)
    for spoil in (lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:-9])):
        spoil(index_file(folder))
        assert fault(folder) in ("missing", "damaged")
        assert answers(folder) == expected
        assert fault(folder) == ""


def test_a_cache_of_an_earlier_state_is_out_of_date(folder):
    kept = {path.name: path.read_bytes() for path in folder.glob("vectors*")}
    pool = Pool.open(folder, CountingEncoder(), create=True)
    pool.forget("Hilltop Museum")
    pool.close()
    for path in folder.glob("vectors*"):
        path.unlink()
    for name, data in kept.items():
        (folder / name).write_bytes(data)
    assert fault(folder) == "out of date"
    assert "Hilltop Museum" not in {hit.partner for hit in answers(folder)[1].hits}


def test_a_manifest_cannot_point_out_of_the_pool(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "index.faiss"
    index_file(folder).rename(elsewhere)
    manifest = json.loads((folder / vectors.MANIFEST).read_text())
    (folder / vectors.MANIFEST).write_text(json.dumps({**manifest, "file": str(elsewhere)}))
    assert fault(folder) == "damaged"


def test_a_reader_that_may_not_write_still_answers(folder, monkeypatch):
    expected = answers(folder)
    index_file(folder).unlink()

    def refuse(*given):
        raise PermissionError

    monkeypatch.setattr(vectors, "write_safely", refuse)
    assert answers(folder) == expected


STEPS = ["replace", "settle", "put", "keep_vectors"]


@pytest.mark.parametrize("step", STEPS)
def test_killed_while_adding_the_old_pool_is_left_whole(folder, monkeypatch, step):
    expected = answers(folder)
    pool = Pool.open(folder, CountingEncoder(), create=True)
    known = statements("Ada Finch")
    changed = known.capabilities[0].model_copy(update={"text": "I led 99 poetry evenings with old maps."})
    with monkeypatch.context() as patch:
        patch.setattr(pool._store, step, stop)
        with pytest.raises(KeyboardInterrupt):
            pool.add([known.model_copy(update={"capabilities": (changed,)})], lambda text: None)
    pool.close()
    assert answers(folder) == expected
    assert [line.status for line in check(folder)] == ["ok", "ok"]


def stop(*given: object) -> None:
    raise KeyboardInterrupt


def check(folder: Path):
    pool = Pool.open(folder, CountingEncoder())
    try:
        return pool.check()
    finally:
        pool.close()


@pytest.mark.parametrize("call", range(3))
def test_killed_while_the_cache_is_written_the_new_pool_answers(folder, monkeypatch, call):
    calls = []

    def die(path: Path, data: bytes) -> None:
        calls.append(path)
        if len(calls) > call:
            raise KeyboardInterrupt
        path.write_bytes(data)

    pool = Pool.open(folder, CountingEncoder(), create=True)
    with monkeypatch.context() as patch:
        patch.setattr(vectors, "write_safely", die)
        with contextlib.suppress(KeyboardInterrupt):
            pool.add([statements("Ada Finch").model_copy(update={"capabilities": ()})], lambda text: None)
    pool.close()
    found = {hit.partner: hit for hit in answers(folder)[0].hits}
    assert found["Ada Finch"].passages == ()
    assert check(folder)[-1].status == "ok"


def test_a_torn_write_never_has_the_final_name(tmp_path, monkeypatch):
    target = tmp_path / "file"
    target.write_bytes(b"old")
    monkeypatch.setattr(vectors.os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        vectors.write_safely(target, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("turn", range(10))
def test_a_damaged_pool_file_answers_rightly_or_is_refused_in_words(folder, turn):
    expected = answers(folder)
    path = folder / NAME
    data, chance = bytearray(path.read_bytes()), luck(turn)
    page = chance.randrange(len(data) // 4096) * 4096
    data[page : page + 4096] = chance.randbytes(4096)
    path.write_bytes(data)
    try:
        pool = Pool.open(folder, CountingEncoder())
    except PoolUnready:
        return
    try:
        lines = pool.check()
        if lines[0].status == "ok":
            assert pool.search_many(NEEDS, 4) == expected
    except PoolUnready:
        pass
    finally:
        pool.close()


def test_a_reader_never_writes_the_cache_while_somebody_changes_the_pool(folder):
    expected = answers(folder)
    index_file(folder).unlink()
    with FileLock(folder / "writing.lock"):
        assert answers(folder) == expected
        assert fault(folder) == "missing"
    assert answers(folder) == expected
    assert fault(folder) == ""


def test_an_open_pool_answers_from_what_others_have_changed(folder):
    reader = Pool.open(folder, CountingEncoder())
    assert reader.search_many(["old maps"], 1)[0].hits[0].partner == "Hilltop Museum"
    writer = Pool.open(folder, CountingEncoder(), create=True)
    writer.forget("Hilltop Museum")
    assert reader.search_many(["old maps"], 1)[0].hits[0].partner != "Hilltop Museum"
    writer.add([statements("Hilltop Museum")], lambda text: None)
    assert reader.search_many(["old maps"], 1)[0].hits[0].partner == "Hilltop Museum"
    reader.close()
    writer.close()
