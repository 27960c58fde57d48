"""Search: who can show what, how strongly, and why not more strongly."""

from pathlib import Path

import pytest
from build_pool import SAID, capability, statements, toy_pool
from encoder import CountingEncoder

from assistant.index import Pool
from assistant.records import Hit, Partner, Statements


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    pool = toy_pool(tmp_path_factory.mktemp("pool"))
    yield pool
    pool.close()


def first(pool: Pool, need: str) -> Hit:
    return pool.search_many([need], 1)[0].hits[0]


def hit(pool: Pool, need: str, name: str) -> Hit:
    return next(each for each in pool.search_many([need], 10)[0].hits if each.partner == name)


@pytest.mark.parametrize(
    ("need", "name"),
    [
        ("weekly dance classes for young people", "Quayside Dance"),
        ("a choir for older people", "Evening Choir"),
        ("old maps and photographs", "Hilltop Museum"),
        ("poetry evenings", "Ada Finch"),
    ],
)
def test_who_says_it_is_found_first(pool, need, name):
    assert first(pool, need).partner == name


def test_the_passage_that_shows_it_is_quoted_first_with_its_source(pool):
    found = first(pool, "weekly dance classes for young people")
    assert found.passages[0].text == SAID["Quayside Dance"][1]
    assert str(found.passages[0].source) == f"quayside-dance.docx#p0:0-{len(SAID['Quayside Dance'][1])}"
    assert found.passages[0].score > found.passages[1].score


def test_evidence_with_a_year_and_a_figure_is_strong_and_needs_no_reason(pool):
    found = first(pool, "weekly dance classes for young people")
    assert (found.strength, found.why) == ("strong", "")


def test_a_mere_claim_is_partial_at_most_and_says_so(pool):
    found = first(pool, "the museum lends old maps and photographs to schools")
    assert found.score > 0.9
    assert found.strength == "partial"
    assert "no year and no figure" in found.why


def test_who_serves_other_ages_is_weak_and_says_which(pool):
    found = hit(pool, "a weekly choir for young people", "Evening Choir")
    assert found.strength == "weak"
    assert "ages 55 and over" in found.why


def test_who_works_elsewhere_says_where(pool):
    found = first(pool, "weekly dance classes for young people in Hilltop")
    assert (found.partner, found.strength) == ("Quayside Dance", "partial")
    assert "it works in Quayside, the need names Hilltop" in found.why


def test_saying_what_is_not_done_is_no_evidence_for_it(pool):
    found = hit(pool, "work with young people", "Evening Choir")
    assert found.strength == "weak"
    assert 'it says "We do not work with young people."' in found.why
    assert all("do not" not in passage.text for passage in found.passages)


def test_every_partner_is_found_when_all_are_asked_for(pool):
    assert {each.partner for each in pool.search_many(["dance"], 4)[0].hits} == set(SAID)


def test_scores_lie_between_nought_and_one_and_fall(pool):
    for search in pool.search_many(["dance classes", "xylophone", "a", "?", "old maps " * 200], 4):
        scores = [each.score for each in search.hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_many_needs_at_once_are_answered_as_each_alone(pool):
    needs = ["dance classes", "old maps", "poetry evenings in Quayside"]
    assert pool.search_many(needs, 3) == tuple(pool.search_many([need], 3)[0] for need in needs)


def test_no_need_no_answer(pool):
    assert pool.search_many([], 3) == ()


@pytest.mark.parametrize(
    "need", ['"dance" AND (classes', "NEAR(dance, classes)", "content:dance*", "dance'; DROP TABLE"]
)
def test_a_need_is_words_and_never_a_command(pool, need):
    assert first(pool, need).partner == "Quayside Dance"


def test_equal_ones_stand_in_name_order_whatever_the_order_they_came_in(tmp_path):
    names = ("Delta", "alpha", "Charlie", "Bravo")
    for turn, order in enumerate((names, tuple(reversed(names)))):
        pool = Pool.open(tmp_path / str(turn), CountingEncoder(), create=True)
        pool.add([same(name) for name in order], lambda text: None)
        assert [each.partner for each in pool.search_many(["kites"], 4)[0].hits] == [
            "alpha",
            "Bravo",
            "Charlie",
            "Delta",
        ]
        pool.close()


def same(name: str) -> Statements:
    partner = Partner(name=name, id=name.lower())
    return Statements(partner=partner, capabilities=(capability(partner, "We fly kites in 2025 with 40 children."),))


def test_the_bridge_finds_what_is_called_otherwise(tmp_path):
    pool = toy_pool(tmp_path)
    add(pool, "Open House", "In 2025 we welcomed 300 refugees.")
    assert first(pool, "asylum seekers").partner == "Open House"
    assert first(pool, "zither seekers").partner != "Open House"
    pool.close()


def test_a_denial_alone_makes_weak(tmp_path):
    pool = toy_pool(tmp_path)
    add(pool, "Boat Yard", "In 2025 we mended 40 boats for hire.", "We do not lend boats.")
    assert hit(pool, "lend boats", "Boat Yard").strength == "weak"
    assert hit(pool, "mended boats for hire", "Boat Yard").strength != "weak"
    pool.close()


def add(pool: Pool, name: str, *said: str) -> None:
    partner = Partner(name=name, id=name.lower().replace(" ", "-"))
    capabilities = tuple(capability(partner, text, number) for number, text in enumerate(said))
    pool.add([Statements(partner=partner, capabilities=capabilities)], lambda text: None)


def test_a_long_statement_is_known_by_all_of_it(tmp_path: Path):
    """A model reads only the beginning of a long text; the middle of the passages stands for the rest."""
    pool = toy_pool(tmp_path)
    rows, vectors = pool._cache._stored()
    whole = next(place for place, row in enumerate(rows) if row.kind == 0 and row.partner == 1)
    own = [place for place, row in enumerate(rows) if row.kind == 1 and row.partner == 1]
    assert float(vectors[whole] @ vectors[whole]) == pytest.approx(1)
    assert all(float(vectors[whole] @ vectors[place]) > 0.5 for place in own)
    pool.close()


def test_statements_helper_says_what_it_holds():
    assert [each.disclaims for each in statements("Evening Choir").capabilities] == [False, True]
