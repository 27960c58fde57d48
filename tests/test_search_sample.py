"""Search on the sample's 24 partners with the real model: who is found, and whether strong means strong."""

import json
import math

import pytest

from assistant.index import Pool, QuickEncoder
from assistant.partners import gather
from assistant.read import read_document
from assistant.records import Search

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def pool(sample, tmp_path_factory):
    pool = Pool.open(tmp_path_factory.mktemp("pool"), QuickEncoder(), create=True)
    pool.add(gather([sample / "partners"], read_document).statements, lambda text: None)
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def judged(pool, sample) -> list[tuple[Search, dict[str, int]]]:
    """Each need of the gold with what was found and how well each partner really answers: 3 fully, 2 in part."""
    lines = [json.loads(line) for line in (sample / "gold" / "needs.jsonl").read_text().splitlines()]
    found = pool.search_many([line["need"] for line in lines], len(pool.partners()))
    return list(zip(found, [line["grades"] for line in lines], strict=True))


def test_the_best_ten_stand_in_nearly_the_right_order(judged):
    scores = [gain([grades.get(hit.partner, 0) for hit in search.hits], grades) for search, grades in judged]
    assert sum(scores) / len(scores) > 0.82


def gain(found: list[int], grades: dict[str, int]) -> float:
    """nDCG at ten: the gain of the grades found in their order, of the most there could be."""

    def total(each: list[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(each[:10]))

    return total(found) / total(sorted(grades.values(), reverse=True))


def test_one_of_the_best_comes_first_for_four_needs_in_five(judged):
    first = [grades.get(search.hits[0].partner, 0) == max(grades.values()) for search, grades in judged]
    assert sum(first) / len(first) >= 0.8


def test_strong_is_mostly_right_and_weak_mostly_nothing(judged):
    def share(strength: str, least: int) -> float:
        grades = [given.get(hit.partner, 0) for s, given in judged for hit in s.hits if hit.strength == strength]
        return sum(grade >= least for grade in grades) / len(grades)

    assert share("strong", 2) > 0.75
    assert share("strong", 3) > 0.6
    assert 0.2 < share("partial", 2) < share("strong", 2)
    assert share("weak", 2) < 0.06


@pytest.mark.parametrize(
    ("need", "name"),
    [
        ("a registered arts therapist to supervise small groups", "Palette and Pine"),
        ("sessions led in Dari or Pashto", "Open Door Refugee Support"),
        ("primary school workshops for young people aged 14 to 19", "Ashcombe House Museum"),
    ],
)
def test_near_misses_are_weak_and_say_why(pool, need, name):
    hit = next(each for each in pool.search_many([need], 24)[0].hits if each.partner == name)
    assert hit.strength == "weak"
    assert hit.why


def test_a_forgotten_partner_is_nowhere_in_the_pools_bytes(pool):
    pool.forget("Amara Osei")
    held = b"".join(path.read_bytes() for path in pool.folder.rglob("*") if path.is_file())
    assert b"Saltbox" in held
    assert b"amara-osei" not in held
    assert "Amara Osei" not in {hit.partner for hit in pool.search_many(["inclusive arts"], 24)[0].hits}
