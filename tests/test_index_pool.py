"""The pool on disk: what goes in comes out, once, and a forgotten partner leaves no byte."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from build_pool import SAID, statements, toy_pool
from encoder import CountingEncoder
from filelock import FileLock

from assistant.errors import PoolInUse, PoolUnready, UnknownName
from assistant.index import Pool
from assistant.index.store import NAME


@pytest.fixture
def pool(tmp_path: Path):
    pool = toy_pool(tmp_path / "pool")
    yield pool
    pool.close()


def quiet(text: str) -> None:
    pass


def test_everybody_is_listed_in_name_order(pool):
    assert [each.name for each in pool.partners()] == sorted(SAID)


def test_passages_come_back_as_they_were_given(pool):
    assert pool.capabilities("Quayside Dance") == statements("Quayside Dance").capabilities


@pytest.mark.parametrize("name", ["Ada Finch", "ada finch", "ADA", "ada-finch", " Ada Finch "])
def test_a_partner_is_found_by_name_beginning_or_slug(pool, name):
    assert pool.partner(name).name == "Ada Finch"


def test_an_unknown_name_is_told_with_those_that_are_near_and_those_that_are_there(pool):
    with pytest.raises(UnknownName) as told:
        pool.partner("Ada Fynch")
    assert "Did you mean Ada Finch" in str(told.value)
    assert "Quayside Dance" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_beginning_that_fits_two_is_unknown(tmp_path):
    pool = toy_pool(tmp_path)
    other = statements("Ada Finch")
    partner = other.partner.model_copy(update={"name": "Ada Finlay", "id": "ada-finlay"})
    pool.add([other.model_copy(update={"partner": partner, "capabilities": ()})], quiet)
    with pytest.raises(UnknownName):
        pool.partner("Ada Fin")
    assert pool.partner("Ada Finc").name == "Ada Finch"
    pool.close()


def test_a_pool_that_is_not_there_says_how_to_make_one_and_makes_nothing(tmp_path):
    with pytest.raises(PoolUnready, match="consort partners add"):
        Pool.open(tmp_path / "pool", CountingEncoder())
    assert not (tmp_path / "pool").exists()


def test_a_pool_with_nobody_in_it_says_how_to_add(tmp_path):
    pool = toy_pool(tmp_path, names=("Ada Finch",))
    pool.forget("Ada Finch")
    pool.close()
    with pytest.raises(PoolUnready, match="consort partners add"):
        Pool.open(tmp_path, CountingEncoder())


def test_adding_again_changes_nothing_and_embeds_nothing(pool):
    before = [pool.capabilities(name) for name in SAID]
    pool._encoder.texts.clear()
    pool.add([statements(name) for name in SAID], quiet)
    assert [pool.capabilities(name) for name in SAID] == before
    assert pool._encoder.texts == []


def test_a_changed_statement_replaces_the_old_and_embeds_what_is_new(pool):
    known = statements("Quayside Dance")
    first = known.capabilities[0]
    changed = first.model_copy(update={"text": "In 2026 we ran 90 dance classes."})
    pool._encoder.texts.clear()
    pool.add([known.model_copy(update={"capabilities": (changed, known.capabilities[1])})], quiet)
    assert [each.text for each in pool.capabilities("Quayside Dance")] == [changed.text, known.capabilities[1].text]
    assert changed.text in pool._encoder.texts
    assert known.capabilities[1].text not in pool._encoder.texts
    assert len(pool.partners()) == len(SAID)


def test_two_partners_of_one_name_with_ids_of_their_own_are_told_apart(pool):
    for key in ("1001", "1002"):
        partner = statements("Hilltop Museum").partner.model_copy(update={"name": "Friends of the Park", "id": key})
        pool.add([statements("Hilltop Museum").model_copy(update={"partner": partner, "capabilities": ()})], quiet)
    assert [each.name for each in pool.partners() if "Park" in each.name] == [
        "Friends of the Park",
        "Friends of the Park (1002)",
    ]


def test_forgetting_leaves_no_byte_of_the_partner(tmp_path):
    pool = toy_pool(tmp_path)
    marks = [b"Finch", b"finch", b"poetry evenings"]
    assert all(any(mark in held for held in bytes_of(tmp_path)) for mark in marks)
    pool.forget("Ada Finch")
    assert [mark for mark in marks if any(mark in held for held in bytes_of(tmp_path))] == []
    assert vector_count(pool) == 5 + 3
    pool.close()
    assert [mark for mark in marks if any(mark in held for held in bytes_of(tmp_path))] == []


def vector_count(pool: Pool) -> int:
    return pool._store.db.execute("SELECT count(*) FROM vector").fetchone()[0]


def bytes_of(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]


def test_a_forgetting_that_was_cut_short_is_ended_by_the_next_check(tmp_path, monkeypatch):
    pool = toy_pool(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(pool._store, "scrub", stop)
        with pytest.raises(KeyboardInterrupt):
            pool.forget("Ada Finch")
    assert "Ada Finch" not in [each.name for each in pool.partners()]
    assert {line.status for line in pool.check()} <= {"ok", "warn"}
    pool.close()
    assert not any(b"Finch" in held for held in bytes_of(tmp_path))


def stop(*given: object) -> None:
    raise KeyboardInterrupt


def test_what_was_embedded_before_an_interruption_is_not_embedded_again(tmp_path):
    class Tiring(CountingEncoder):
        def encode(self, texts):
            if self.texts:
                raise KeyboardInterrupt
            return super().encode(texts)

    many = [numbered(number) for number in range(200)]
    tiring, rested = Tiring(), CountingEncoder()
    pool = Pool.open(tmp_path, tiring, create=True)
    with pytest.raises(KeyboardInterrupt):
        pool.add(many, quiet)
    assert pool.partners() == ()
    pool.close()
    pool = Pool.open(tmp_path, rested, create=True)
    pool.add(many, quiet)
    assert len(pool.partners()) == 200
    assert len(tiring.texts) > 0
    assert set(tiring.texts).isdisjoint(rested.texts)
    pool.close()


def numbered(number: int):
    known = statements("Hilltop Museum")
    partner = known.partner.model_copy(update={"name": f"Museum {number}", "id": f"museum-{number}"})
    passage = known.capabilities[0].model_copy(update={"text": f"We lend {number} old maps to schools."})
    return known.model_copy(update={"partner": partner, "capabilities": (passage,)})


def test_progress_is_told_with_how_much_is_done(tmp_path):
    told: list[str] = []
    pool = Pool.open(tmp_path, CountingEncoder(), create=True)
    pool.add([numbered(number) for number in range(200)], told.append)
    assert told[-1].startswith("Learning what partners say: 400 of 400")
    pool.close()


def test_another_models_pool_is_refused_naming_both(tmp_path):
    toy_pool(tmp_path).close()
    for create in (False, True):
        with pytest.raises(PoolUnready, match=r"counts words.*counts letters"):
            Pool.open(tmp_path, CountingEncoder("counts letters"), create=create)


def test_vectors_left_by_another_models_broken_off_adding_are_not_used(tmp_path):
    pool = toy_pool(tmp_path, names=("Ada Finch",))
    with pool._store.change():
        pool._store.delete("Ada Finch")
    pool.close()
    other = CountingEncoder("counts letters")
    pool = toy_pool(tmp_path, other, names=("Ada Finch",))
    assert len(other.texts) == 2
    pool.close()


def test_only_one_may_write_and_all_may_read(tmp_path):
    first, second = toy_pool(tmp_path), Pool.open(tmp_path, CountingEncoder(), create=True)
    with FileLock(tmp_path / "writing.lock"):
        with pytest.raises(PoolInUse):
            second.add([statements("Ada Finch")], quiet)
        with pytest.raises(PoolInUse):
            second.forget("Ada Finch")
        assert second.search_many(["dance classes"], 1)[0].hits[0].partner == "Quayside Dance"
    first.close()
    second.close()


def test_a_newer_format_is_refused_and_left_alone(tmp_path):
    toy_pool(tmp_path).close()
    with sqlite3.connect(tmp_path / NAME) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(PoolUnready, match="newer"):
        Pool.open(tmp_path, CountingEncoder(), create=True)


@pytest.mark.parametrize("content", [b"", b"not a pool", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_is_no_pool_is_refused_in_words(tmp_path, content):
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(PoolUnready):
        Pool.open(tmp_path, CountingEncoder())


def test_a_pool_that_is_well_says_how_many_are_in_it(pool):
    lines = pool.check()
    assert [line.status for line in lines] == ["ok", "ok"]
    assert "4 partners with 6 passages" in lines[0].what


def test_contents_that_were_changed_behind_its_back_are_told(pool):
    pool._store.db.execute("UPDATE passage SET hash = 'x' WHERE position = 1 AND partner = 1")
    assert [line.status for line in pool.check()] == ["fail"]


def test_readers_see_one_state_or_the_next_while_somebody_writes(tmp_path):
    toy_pool(tmp_path).close()

    def read(_: int) -> set[frozenset[str]]:
        seen = set()
        for _turn in range(20):
            pool = Pool.open(tmp_path, CountingEncoder())
            seen.add(frozenset(hit.partner for hit in pool.search_many(["weekly dance"], 9)[0].hits))
            pool.close()
        return seen

    def write() -> None:
        pool = Pool.open(tmp_path, CountingEncoder(), create=True)
        for _turn in range(8):
            pool.forget("Ada Finch")
            pool.add([statements("Ada Finch")], quiet)
        pool.close()

    with ThreadPoolExecutor(4) as threads:
        writer = threads.submit(write)
        seen = set().union(*threads.map(read, range(3)))
        writer.result()
    assert seen <= {frozenset(SAID), frozenset(SAID) - {"Ada Finch"}}
