"""Twenty odd pools and tenders: each gives a proposal that makes sense, or one plain error."""

import pytest
from build_case import (
    DAYS,
    DAYS_FACT,
    LIABILITY,
    LIABILITY_FACT,
    TURNOVER,
    TURNOVER_FACTS,
    at,
    cover,
    fact,
    match,
    partner,
    question,
    requirement,
    tender,
)

from assistant.errors import ConsortError
from assistant.propose import Wishes, propose
from assistant.records import Match

CHOIR = requirement("R1")
ASKED = tender([question("Q1", 10, "Describe the choir."), question("Q2", 20, "Say who leads it.")], [CHOIR])


def pool(count, **more):
    return [partner(f"Partner {number:02}", **more) for number in range(count)]


def everything(names, needs=("Q1/1", "Q2/1", "R1")):
    return [match(need, name) for need in needs for name in names]


def twins():
    return [partner("Same"), partner("Same", may_lead=False)]


ODD = {
    "nobody proves anything": (ASKED, pool(3), [], "no_bid"),
    "a pool of one": (ASKED, pool(1), everything(["Partner 00"]), "bid_alone"),
    "everybody proves everything": (ASKED, pool(12), everything([each.name for each in pool(12)]), "bid_alone"),
    "nobody is willing to lead": (ASKED, pool(3, may_lead=False), everything(["Partner 01"]), "subcontract"),
    "only sole practitioners where a body is asked": (
        tender(requirements=[CHOIR, TURNOVER], facts=TURNOVER_FACTS),
        pool(3, sole_practitioner=True, turnover=(20_000, 20_000)),
        everything(["Partner 02"], ("R1",)),
        "subcontract",
    ),
    "profiles that say nothing": (
        tender(requirements=[CHOIR, TURNOVER, LIABILITY, DAYS], facts=[*TURNOVER_FACTS, LIABILITY_FACT, DAYS_FACT]),
        [partner("Silent", form="", may_lead=None)],
        everything(["Silent"], ("R1",)),
        "bid_alone",
    ),
    "matches for partners that are not in the pool": (ASKED, pool(1), everything(["Stranger"]), "no_bid"),
    "matches for needs that are not in the tender": (ASKED, pool(1), everything(["Partner 00"], ("X9",)), "no_bid"),
    "a match given twice, once weaker": (
        ASKED,
        pool(1),
        [*everything(["Partner 00"]), match("R1", "Partner 00", "weak")],
        "bid_alone",
    ),
    "two partners of one name": (ASKED, twins(), everything(["Same"]), "bid_alone"),
    "questions without weights": (
        tender([question("Q1", None, "How?"), question("Q2", None, "Who?")]),
        pool(1),
        everything(["Partner 00"], ("Q1/1", "Q2/1")),
        "bid_alone",
    ),
    "one question with a weight of nought": (
        tender([question("Q1", 0, "How?"), question("Q2", 5, "Who?")]),
        pool(1),
        everything(["Partner 00"], ("Q2/1",)),
        "bid_alone",
    ),
    "requirements and no questions": (
        tender(requirements=[CHOIR]),
        pool(1),
        everything(["Partner 00"], ("R1",)),
        "bid_alone",
    ),
    "questions that were not split": (
        tender([question("Q1", 10)]).model_copy(
            update={"questions": (question("Q1", 10).model_copy(update={"text": "How?"}),)}
        ),
        pool(1),
        everything(["Partner 00"], ("Q1/1",)),
        "bid_alone",
    ),
    "two questions of one name": (
        tender([question("Q1", 10, "How?"), question("Q1", 10, "How?")]),
        pool(1),
        everything(["Partner 00"], ("Q1/1",)),
        "bid_alone",
    ),
    "conditions and nothing to win marks with": (
        tender(requirements=[LIABILITY], facts=[LIABILITY_FACT]),
        pool(2, insurances=(cover(5_000_000),)),
        [],
        "no_bid",
    ),
    "a fact that no requirement states": (
        tender([question("Q1", 10, "How?")], facts=[fact("public_liability", 5_000_000, "all", "p99")]),
        pool(1, insurances=(cover(1_000),)),
        everything(["Partner 00"], ("Q1/1",)),
        "bid_alone",
    ),
    "a date that is no date": (
        ASKED.model_copy(update={"dates": (ASKED.dates[0].model_copy(update={"at": "as soon as may be"}),)}),
        pool(1),
        everything(["Partner 00"]),
        "bid_alone",
    ),
    "days asked for that are nought": (
        tender(requirements=[CHOIR, DAYS], facts=[fact("days_minimum", 0, "sum", "D1")]),
        pool(1),
        everything(["Partner 00"], ("R1",)),
        "bid_alone",
    ),
    "names with marks and accents": (
        ASKED,
        [partner("Théâtre d'Été & “Co.” / 7")],
        everything(["Théâtre d'Été & “Co.” / 7"]),
        "bid_alone",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_pool_gets_a_proposal_that_makes_sense(name):
    asked, partners, matches, verdict = ODD[name]
    proposal = propose(asked, partners, matches, Wishes())
    assert proposal.verdict == verdict
    assert proposal.why
    for lineup in proposal.lineups:
        members = [each.partner for each in lineup.members]
        assert lineup.lead in members
        assert len(members) == len(set(members)) <= 6
        assert 0 <= lineup.marks <= lineup.marks_available
        assert set(lineup.answers.values()) <= set(members)
        assert not set(lineup.answers) & set(lineup.uncovered)


def test_an_empty_pool_is_an_error_that_says_so():
    with pytest.raises(ConsortError, match="nobody to bid with"):
        propose(ASKED, [], [], Wishes())


def test_a_tender_that_prints_no_weights_is_said_to():
    asked = tender([question("Q1", None, "How?")])
    assert any("no weights" in each for each in propose(asked, pool(1), [], Wishes()).why)


def test_a_tender_without_questions_is_said_to_share_its_marks_among_requirements():
    assert any(
        "no scored question" in each for each in propose(tender(requirements=[CHOIR]), pool(1), [], Wishes()).why
    )


def test_a_gate_of_a_fact_alone_names_the_fact():
    asked, partners, matches, _ = ODD["a fact that no requirement states"]
    (gate,) = propose(asked, partners, matches, Wishes()).lineups[0].gates
    assert (gate.requirement, gate.status) == ("public_liability", "commit_before_start")


def test_a_match_without_passages_still_proves_a_gate():
    rule = requirement("S1", "Each member must have a fire warden.", kind="safeguarding", scope="all")
    proof = Match(need="S1", partner="Partner 00", score=0.9, strength="strong")
    lineup = propose(tender(requirements=[CHOIR, rule]), pool(1), [match("R1", "Partner 00"), proof], Wishes()).lineups[
        0
    ]
    assert [each.status for each in lineup.gates] == ["met"]


def test_the_source_of_a_fact_in_another_document_is_not_mistaken_for_the_requirements():
    asked = tender(
        requirements=[requirement("R1", "The Provider shall run a weekly choir.")],
        facts=[fact("public_liability", 5_000_000).model_copy(update={"source": at("R1", "other.docx")})],
    )
    lineup = propose(asked, pool(1), [match("R1", "Partner 00")], Wishes()).lineups[0]
    assert lineup.marks == 100
    assert [each.requirement for each in lineup.gates] == ["public_liability"]
