"""The line-up proposed is the best there is: against trying them all, and whatever the order of the input."""

from time import perf_counter

import numpy as np
import pytest
from build_case import every_lineup, match, partner, question, random_case, requirement, tender, worth

from assistant.propose import Wishes, propose
from assistant.propose.choose import APART, choose, earns, prune
from assistant.propose.lay import case, nearest_leads, problem
from assistant.propose.solve import Problem, Solution, greedy, solve

SEEDS = range(160)


def laid_out(seed):
    """Return the problem of a random case, its wishes drawn with it."""
    asked, partners, matches, chance = random_case(seed)
    names = sorted(each.name for each in partners)
    must = tuple(name for name in names if chance.random() < 0.15)
    most = max(chance.randint(1, 4), len(must))
    given = case(asked, partners, matches, Wishes(max_partners=most, must=must))
    return problem(given, given.can_lead or nearest_leads(given))


def apart(one, other):
    return len(set(one.members) ^ set(other.members)) >= APART


@pytest.mark.parametrize("seed", SEEDS)
def test_the_line_up_is_as_good_as_the_best_of_all(seed):
    laid = laid_out(seed)
    best = min((worth(laid, *each) for each in every_lineup(laid)), default=None)
    found = solve(laid)
    if best is None:
        assert found is None
    else:
        assert worth(laid, found.members, found.lead) == best
        assert found.proven


@pytest.mark.parametrize("seed", SEEDS[::4])
def test_each_alternative_is_the_best_that_really_differs(seed):
    laid = laid_out(seed)
    found = choose(laid, 3)
    for place, each in enumerate(found):
        others = [
            worth(laid, members, lead)
            for members, lead in every_lineup(laid)
            if earns(laid, Solution(members, lead, True, 0.0))
            and all(apart(Solution(members, lead, True, 0.0), before) for before in found[:place])
        ]
        by_lead = any(not apart(each, before) for before in found[:place])
        assert by_lead or worth(laid, each.members, each.lead) == min(others)


@pytest.mark.parametrize("seed", SEEDS[::8])
def test_no_two_line_ups_are_the_same(seed):
    found = choose(laid_out(seed), 3)
    assert len({(each.members, each.lead) for each in found}) == len(found)
    for place, each in enumerate(found):
        assert all(apart(each, before) or each.lead != before.lead for before in found[:place])


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_the_order_of_partners_and_matches_changes_nothing(seed):
    asked, partners, matches, chance = random_case(seed)
    wishes = Wishes(max_partners=3)
    first = propose(asked, partners, matches, wishes)
    chance.shuffle(partners)
    chance.shuffle(matches)
    assert propose(asked, partners, matches, wishes) == first


def test_greed_would_be_wrong_and_is_not_what_is_done():
    """The partner with most marks alone is not in the best pair."""
    requirements = [requirement(f"R{number}") for number in range(6)]
    partners = [partner(name) for name in ("Left", "Right", "Broad")]
    cover = {"Left": (0, 1, 2), "Right": (3, 4, 5), "Broad": (0, 1, 3, 4)}
    matches = [match(f"R{number}", name) for name, numbers in cover.items() for number in numbers]
    best = propose(tender(requirements=requirements), partners, matches, Wishes(max_partners=2)).lineups[0]
    assert {each.partner for each in best.members} == {"Left", "Right"}
    assert best.marks == 100


def test_a_partner_that_can_be_replaced_by_enough_others_is_left_out_of_the_search_without_loss():
    chance = np.random.default_rng(5)
    laid = drawn(chance, needs=6, partners=60, share=0.25, most=2)
    kept = prune(laid, 1)
    assert len(kept) < 60
    best = min(worth(laid, *each) for each in every_lineup(laid))
    found = choose(laid, 1)[0]
    assert worth(laid, found.members, found.lead) == best


def drawn(chance, needs, partners, share, most=6):
    """Return a problem drawn at random: `share` of the matches are there."""
    shown = np.where(chance.random((needs, partners)) < share, chance.integers(1, 3, (needs, partners)), 0)
    worths = chance.integers(2, 15, needs) * 100
    return Problem(
        shown=shown.astype(np.int64),
        worth=worths.astype(np.int64),
        musts=chance.random(needs) < 0.5,
        lead_only=np.zeros(needs, dtype=bool),
        leads=chance.random(partners) < 0.3,
        fails=np.zeros(partners, dtype=np.int64),
        unshown=chance.integers(0, 2, partners),
        gives=np.zeros((0, partners), dtype=np.int64),
        asked=np.zeros(0, dtype=np.int64),
        near=chance.random(partners),
        ties=chance.random(partners),
        wanted=frozenset(),
        most=most,
        price=int(worths.sum() * 2 * 0.01),
    )


def test_forty_partners_and_sixty_asks_are_proved_with_two_alternatives_in_seconds():
    laid = drawn(np.random.default_rng(1), needs=60, partners=40, share=0.15)
    start = perf_counter()
    found = choose(laid, 3)
    assert [each.proven for each in found] == [True, True, True]
    assert perf_counter() - start < 10


@pytest.mark.slow
def test_five_thousand_partners_are_searched_and_what_is_said_of_the_proof_is_true():
    laid = drawn(np.random.default_rng(2), needs=40, partners=5000, share=0.03)
    start = perf_counter()
    found = choose(laid, 1)
    assert found
    assert found[0].proven == (found[0].gap == 0)
    assert perf_counter() - start < 60


def test_where_the_time_runs_out_there_is_a_line_up_and_it_is_not_called_proved():
    laid = drawn(np.random.default_rng(3), needs=150, partners=150, share=0.4)
    found = solve(laid, seconds=0.001)
    assert not found.proven
    assert found.gap > 0
    assert found.lead in found.members
    assert len(found.members) == laid.most


@pytest.mark.parametrize("seed", SEEDS[::16])
def test_greed_keeps_the_rules_and_is_never_better_than_the_best(seed):
    laid = laid_out(seed)
    best, quick = solve(laid), greedy(laid)
    if best is None or quick is None:
        assert best is quick is None
    else:
        assert laid.wanted <= set(quick.members)
        assert laid.leads[quick.lead]
        assert worth(laid, quick.members, quick.lead) >= worth(laid, best.members, best.lead)


def test_no_alternative_is_padded_with_partners_that_add_nothing():
    asked = tender(requirements=[requirement("R1"), requirement("R2")])
    partners = [partner(name) for name in ("Able", "Idle", "Still")]
    found = propose(asked, partners, [match("R1", "Able"), match("R2", "Able")], Wishes()).lineups
    assert [[each.partner for each in lineup.members] for lineup in found] == [["Able"]]


def test_a_question_is_enough():
    proposal = propose(tender([question("Q1", 10, "Say how.")]), [partner("A")], [match("Q1/1", "A")], Wishes())
    assert proposal.lineups[0].marks == 10
