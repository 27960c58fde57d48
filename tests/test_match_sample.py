"""Matching and the proposal on the shipped sample with the real model, against what people judged by hand."""

import json

import pytest

from assistant import bid
from assistant.match import match
from assistant.propose import Wishes, propose

pytestmark = [pytest.mark.model, pytest.mark.slow]
PROVES = ("strong", "partial")


@pytest.fixture(scope="module")
def found(sample, tmp_path_factory):
    """The sample's tender, its partners and their matches."""
    folder = tmp_path_factory.mktemp("pool")
    bid.add_partners(folder, [sample / "partners"], lambda _: None)
    tender = bid.read_tender([sample / "tender"], lambda _: None).tender
    with bid.open_pool(folder) as pool:
        partners = pool.partners()
        return tender, partners, match(tender, partners, pool.search_many)


@pytest.fixture(scope="module")
def proposal(found):
    return propose(*found, Wishes())


def gold(sample, name):
    return json.loads((sample / "gold" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graded(found, sample):
    """Pairs of what people graded (0 to 3) and the strength found, for each requirement by number and partner."""
    tender, partners, matches = found
    strength = {(each.need, each.partner): each.strength for each in matches}
    numbers = {each.number: each.id for each in tender.requirements if each.number}
    return [
        (grades.get(partner.name, 0), strength.get((numbers[number], partner.name), "none"))
        for number, grades in gold(sample, "can_meet.json").items()
        if number in numbers
        for partner in partners
    ]


def test_what_is_called_strong_or_partial_mostly_is(graded):
    strong = [grade for grade, strength in graded if strength == "strong"]
    useful = [grade for grade, strength in graded if strength in PROVES]
    assert sum(grade >= 2 for grade in strong) / len(strong) >= 0.9
    assert sum(grade >= 2 for grade in useful) / len(useful) >= 0.75


def test_most_of_what_is_fully_proved_is_found(graded):
    full = [strength for grade, strength in graded if grade == 3]
    assert sum(strength in PROVES for strength in full) / len(full) >= 0.78
    assert sum(strength == "strong" for strength in full) / len(full) >= 0.6


@pytest.mark.parametrize("nobody", ["4.5", "4.6"])
def test_what_nobody_can_show_is_shown_by_nobody(found, proposal, nobody):
    tender, _, matches = found
    (need,) = (each.id for each in tender.requirements if each.number == nobody)
    assert not [each for each in matches if each.need == need and each.strength in PROVES]
    assert need in proposal.lineups[0].uncovered


def test_rich_evidence_about_other_people_or_places_is_not_strong(found, sample):
    """Who is graded 1 at most for a delivery requirement is a near miss; few of them may pass as strong."""
    tender, _, matches = found
    grades = gold(sample, "can_meet.json")
    delivery = {
        each.id: each.number for each in tender.requirements if each.kind == "delivery" and each.number in grades
    }
    misses = [
        each
        for each in matches
        if each.need in delivery and each.strength == "strong" and grades[delivery[each.need]].get(each.partner, 0) <= 1
    ]
    assert len(misses) <= 2


def test_who_may_lead_is_who_people_say_may_lead(proposal, sample):
    may = {name for name, judged in gold(sample, "may_lead.json").items() if judged["may"]}
    out = {each.partner for each in proposal.leads_ruled_out}
    assert not may & out
    assert {name for name in gold(sample, "may_lead.json") if name not in may} == out
    assert proposal.lineups[0].lead in may


def test_the_line_up_is_proved_best_and_each_member_is_there_for_something(proposal):
    best = proposal.lineups[0]
    assert proposal.verdict == "bid_together"
    assert best.proven_best
    assert len(proposal.lineups) == 3
    assert all(each.covers and each.role for each in best.members)
    assert not any(each.status == "failed" for each in best.gates)
