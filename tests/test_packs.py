"""The test packs: gold that is sane, and nothing lost that the committed scores had."""

import json

import pytest

from assistant.evaluate.kept import differences, kept, lines_of
from assistant.evaluate.run import FILES, NONE, home, judge, packs_of
from assistant.evaluate.tally import words
from assistant.evaluate.wanted import load
from corpus.making.packs import build, parse, plain, sources

EVERY = [name for group in FILES for name in packs_of(group)]
ASKING = [name for name in EVERY if name not in packs_of(NONE)]


def text_of(name):
    """Return all words of a pack in order, those of its footnotes where they stand too."""
    said = []
    for path in sources(home() / name):
        for line in parse(path.read_text(encoding="utf-8")):
            said += [plain(cell) for row in line.rows for cell in row] or [plain(line.text)]
    return f" {words(' '.join(said))} "


@pytest.mark.parametrize("group", FILES)
def test_nothing_is_lost_that_the_committed_scores_had(group):
    gained, lost = differences(kept(home() / FILES[group]), lines_of(judge(packs_of(group))))
    assert not lost, "\n".join([f"{len(gained)} gained, and lost:", *lost])


@pytest.mark.parametrize("name", EVERY)
def test_every_quote_of_the_gold_stands_in_its_pack(name):
    gold, whole = load(home() / name), text_of(name)
    absent = gold.absent
    quotes = [each.quote for each in gold.obligations] + [each.text for each in gold.questions]
    quotes += [*gold.allowed, *gold.allowed_questions, *absent.requirements, *absent.questions]
    assert [each for each in quotes if f" {words(each)} " not in whole] == []


@pytest.mark.parametrize("name", ASKING)
def test_the_weights_of_the_gold_sum_as_it_says(name):
    gold = load(home() / name)
    for what, wanted in gold.sums:
        parent, _, lot = what.partition("/")
        mine = [each for each in gold.criteria if (each.parent or "") == parent and (each.lot or "") == lot]
        asked = [each.weights[0] or 0 for each in gold.questions if (each.lot or "") == lot]
        assert sum(asked if parent == "questions" else (each.weight for each in mine)) == wanted, what


@pytest.mark.parametrize("name", ASKING)
def test_a_trap_is_not_gold_too(name):
    gold = load(home() / name)
    weights = {weight for each in gold.questions for weight in each.weights} | {each.weight for each in gold.criteria}
    days = {at[:10] for each in gold.dates for at in each.at.split("|")}
    amounts = {each.value for each in gold.facts} | {each.value for each in gold.lots}
    assert not weights & set(gold.absent.weights)
    assert not days & set(gold.absent.dates)
    assert not amounts & set(gold.absent.money)


@pytest.mark.parametrize("name", ASKING)
def test_the_gold_of_a_pack_is_not_thin(name):
    gold = load(home() / name)
    assert len(gold.dates) >= 4
    assert gold.questions
    assert gold.criteria
    assert len(gold.obligations) >= 7
    assert any(each.name == "public_liability" for each in gold.facts)


def test_a_pack_is_built_to_the_same_bytes_each_time(tmp_path):
    for name in EVERY:
        first, second = (build(home() / name, tmp_path / again / name) for again in ("first", "second"))
        assert [each.read_bytes() for each in sorted(first.iterdir())] == [
            each.read_bytes() for each in sorted(second.iterdir())
        ]


def test_at_least_four_packs_are_open_and_six_held_out():
    opened = [name for name in ASKING if (home() / name / "open").exists()]
    assert len(opened) >= 4
    assert len(ASKING) - len(opened) >= 6


def test_what_asks_for_nothing_says_so_in_its_gold():
    (name,) = packs_of(NONE)
    assert {path.name.removesuffix(".txt") for path in sources(home() / name)} == {
        each.removesuffix(".txt") for each in load(home() / name).files
    }
    said = json.loads((home() / name / "gold.json").read_text(encoding="utf-8"))
    assert not said.keys() & {"criteria", "questions", "requirements", "dates", "value"}
    assert all(each[3] == "optional" for each in said["facts"])
