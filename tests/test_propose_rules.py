"""The rules of a line-up, each with a case that only it decides."""

from datetime import date

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
    dates,
    fact,
    match,
    partner,
    policy,
    question,
    requirement,
    tender,
)

from assistant.errors import ConsortError, UnknownName
from assistant.propose import Wishes, propose
from assistant.records import Flag, Value

CHOIR, DRUMS = requirement("R1"), requirement("R2", "The Provider shall run a drumming group.")
RICH, POOR = {"turnover": (400_000, 350_000)}, {"turnover": (400_000, 250_000)}


def best(asked, partners, matches, **wishes):
    return propose(asked, partners, matches, Wishes(**wishes)).lineups[0]


def names(lineup):
    return {each.partner for each in lineup.members}


def gate(lineup, requirement, by=None):
    return next(each for each in lineup.gates if each.requirement == requirement and by in (None, each.by))


# --- who leads -----------------------------------------------------------------------------------------


def test_a_partner_under_the_turnover_rule_is_a_member_and_not_the_lead():
    asked = tender(requirements=[CHOIR, DRUMS, TURNOVER], facts=TURNOVER_FACTS)
    given = [partner("Poor", **POOR), partner("Rich", **RICH)]
    proposal = propose(asked, given, [match("R1", "Poor"), match("R2", "Rich")], Wishes())
    assert proposal.lineups[0].lead == "Rich"
    (out,) = proposal.leads_ruled_out
    assert (out.partner, out.requirement) == ("Poor", "T1")
    assert "£250,000" in out.why
    assert "£300,000" in out.why


def test_the_turnover_of_all_counts_where_the_tender_adds_it_up():
    facts = (*TURNOVER_FACTS, fact("group_finance_rule", "aggregate", "sum"))
    asked = tender(requirements=[CHOIR, DRUMS, TURNOVER], facts=facts)
    half = {"turnover": (200_000, 200_000)}
    lineup = best(asked, [partner("A", **half), partner("B", **half)], [match("R1", "A"), match("R2", "B")])
    assert gate(lineup, "T1").status == "met"
    assert not propose(asked, [partner("A", **half)], [match("R1", "A")], Wishes()).leads_ruled_out


def test_a_multiple_of_the_yearly_value_is_a_turnover_rule():
    value = Value(low=200_000, high=200_000, per="year", source=at())
    asked = tender(requirements=[CHOIR], facts=[fact("turnover_multiple", 2.0, "lead")], value=value)
    proposal = propose(asked, [partner("Poor", turnover=(399_000,))], [match("R1", "Poor")], Wishes())
    assert [each.partner for each in proposal.leads_ruled_out] == ["Poor"]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"may_lead": False}, "not willing"),
        ({"sole_practitioner": True}, "sole practitioner"),
        ({"form": "unincorporated group"}, "not incorporated"),
        ({"turnover": (100_000, 500_000)}, "£100,000"),
    ],
)
def test_who_may_not_lead_is_said_with_the_reason(more, why):
    asked = tender(requirements=[CHOIR, TURNOVER], facts=TURNOVER_FACTS)
    given = [partner("Lead", **RICH), partner("Other", **{**RICH, **more})]
    proposal = propose(asked, given, [match("R1", "Other")], Wishes())
    assert proposal.lineups[0].lead == "Lead"
    assert [why in each.why for each in proposal.leads_ruled_out] == [True]


def test_a_sole_practitioner_may_lead_where_no_body_and_no_income_is_asked():
    given = partner("Ada", sole_practitioner=True)
    assert best(tender(requirements=[CHOIR]), [given], [match("R1", "Ada")]).lead == "Ada"


def test_who_does_not_say_whether_it_would_lead_may_lead():
    assert best(tender(requirements=[CHOIR]), [partner("A", may_lead=None)], [match("R1", "A")]).lead == "A"


def test_a_lead_that_shows_its_experience_goes_before_one_that_does_not():
    experience = requirement(
        "E1", "The lead must have managed a contract of £50,000.", kind="experience", scope="lead", gate=True
    )
    asked = tender(requirements=[CHOIR, DRUMS, experience])
    given = [partner("A"), partner("B")]
    lineup = best(asked, given, [match("R1", "A"), match("R2", "B"), match("E1", "B")])
    assert lineup.lead == "B"
    assert gate(lineup, "E1").status == "met"


def test_what_is_asked_of_the_lead_earns_marks_only_if_the_lead_shows_it():
    asked = tender(requirements=[CHOIR, requirement("R3", "The lead shall keep the books.", scope="lead")])
    lineup = best(asked, [partner("A", may_lead=False), partner("B")], [match("R1", "B"), match("R3", "A")])
    assert lineup.marks == 50


def test_of_leads_that_are_equal_the_one_that_has_worked_with_the_others_leads():
    given = [partner("A"), partner("B", worked_with=("C",)), partner("C", may_lead=False)]
    assert best(tender(requirements=[CHOIR]), given, [match("R1", "A"), match("R1", "B")], max_partners=1).lead == "B"


# --- the gates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "status", "why"),
    [
        ((cover(5_000_000),), "met", "£5 million"),
        ((cover(2_000_000),), "commit_before_start", "£2 million held, £5 million asked"),
        ((cover(9_000_000, expires=date(2026, 6, 30)),), "commit_before_start", "only to 30 June 2026"),
        ((cover(9_000_000, expires=date(2027, 6, 30)),), "met", "to 30 June 2027"),
        ((), "unknown", "does not mention public liability"),
        ((cover(9_000_000, "employers_liability"),), "unknown", "does not mention public liability"),
    ],
)
def test_cover_that_is_too_low_or_runs_out_can_be_bought_before_the_start(held, status, why):
    asked = tender(requirements=[CHOIR, LIABILITY], facts=[LIABILITY_FACT])
    found = gate(best(asked, [partner("A", insurances=held)], [match("R1", "A")]), "L1")
    assert found.status == status
    assert why in found.why


def test_who_employs_nobody_needs_no_cover_for_employees():
    rule = requirement("L2", "Each member that employs staff must hold employers' liability insurance.", scope="all")
    asked = tender(requirements=[CHOIR, rule], facts=[fact("employers_liability", 5_000_000, "all", "L2")])
    given = [partner("Ada", sole_practitioner=True), partner("Body", staff=2)]
    lineup = best(asked, given, [match("R1", "Body")], must=("Ada",))
    assert gate(lineup, "L2", "Ada").status == "met"
    assert gate(lineup, "L2", "Body").status == "unknown"


def test_cover_of_the_lead_is_asked_of_the_lead_alone():
    rule = requirement("L3", "The lead must hold professional indemnity insurance.", kind="insurance", scope="lead")
    asked = tender(requirements=[CHOIR, DRUMS, rule], facts=[fact("professional_indemnity", 1_000_000, "lead", "L3")])
    given = [partner("A", may_lead=False), partner("B", insurances=(cover(500_000, "professional_indemnity"),))]
    lineup = best(asked, given, [match("R1", "A"), match("R2", "B")])
    assert [(each.by, each.status) for each in lineup.gates] == [("B", "commit_before_start")]


@pytest.mark.parametrize(
    ("held", "status"),
    [
        ((policy(reviewed=date(2026, 3, 1)),), "met"),
        ((policy(reviewed=date(2023, 3, 1)),), "commit_before_start"),
        ((policy(reviewed=None),), "unknown"),
        ((policy("Health and safety"),), "unknown"),
    ],
)
def test_a_policy_has_to_be_reviewed_within_the_time_asked(held, status):
    text = "Each member must have a safeguarding policy that has been reviewed within the last 12 months."
    rule = requirement("S1", text, kind="safeguarding", scope="all", gate=True)
    lineup = best(tender(requirements=[CHOIR, rule]), [partner("A", policies=held)], [match("R1", "A")])
    assert gate(lineup, "S1").status == status


@pytest.mark.parametrize(
    ("marks", "status"), [(("Registered with the ICO",), "met"), (("Arts Award centre",), "unknown")]
)
def test_a_registration_is_proved_by_a_mark_of_the_profile(marks, status):
    text = "Each member that holds personal data must be registered with the Information Commissioner’s Office (ICO)."
    rule = requirement("I1", text, kind="data", scope="all", gate=True)
    lineup = best(tender(requirements=[CHOIR, rule]), [partner("A", marks=marks)], [match("R1", "A")])
    assert gate(lineup, "I1").status == status


def test_what_a_profile_does_not_say_a_statement_may():
    rule = requirement("S2", "Each member must have a lead for safeguarding.", kind="safeguarding", scope="all")
    asked = tender(requirements=[CHOIR, DRUMS, rule])
    given = [partner("A"), partner("B")]
    lineup = best(asked, given, [match("R1", "A"), match("R2", "B"), match("S2", "A")])
    assert {each.by: each.status for each in lineup.gates} == {"A": "met", "B": "unknown"}


def test_days_are_added_up_and_a_partner_comes_in_for_its_days_alone():
    asked = tender(requirements=[CHOIR, DAYS], facts=[DAYS_FACT])
    given = [partner("A", days_free=60), partner("B", days_free=50), partner("C", days_free=10)]
    lineup = best(asked, given, [match("R1", "A")])
    assert names(lineup) == {"A", "B"}
    assert gate(lineup, "D1").status == "met"
    assert "110 days together" in gate(lineup, "D1").why
    assert "capacity" in next(each for each in lineup.members if each.partner == "A").brings


def test_days_that_nobody_can_give_fail_and_days_not_said_are_not_known():
    asked = tender(requirements=[CHOIR, DAYS], facts=[DAYS_FACT])
    short = best(asked, [partner("A", days_free=60)], [match("R1", "A")])
    silent = best(asked, [partner("A")], [match("R1", "A")])
    assert (gate(short, "D1").status, gate(silent, "D1").status) == ("failed", "unknown")
    assert any("60 days together" in each for each in short.fixes)


def test_income_asked_of_each_member_keeps_a_poor_one_out_while_there_is_another():
    asked = tender(requirements=[CHOIR, DRUMS], facts=[fact("turnover_minimum", 50_000, "all")])
    given = [
        partner("Lead", turnover=(90_000,)),
        partner("Poor", turnover=(9_000,)),
        partner("Rich", turnover=(60_000,)),
    ]
    matches = [match("R1", "Lead"), match("R2", "Poor"), match("R2", "Rich", "partial")]
    assert names(best(asked, given, matches)) == {"Lead", "Rich"}


def test_what_is_to_be_signed_is_a_declaration_and_no_proof_is_looked_for():
    rule = requirement(
        "N1", "Each member must sign the certificate of non-collusion.", kind="other", scope="all", gate=True
    )
    lineup = best(tender(requirements=[CHOIR, rule]), [partner("A")], [match("R1", "A"), match("N1", "A")])
    assert [(each.status, "declares" in each.why) for each in lineup.gates] == [("unknown", True)]
    assert not any("N1" in each for each in lineup.fixes)


@pytest.mark.parametrize(("scope", "who"), [("all", ["A", "B"]), ("lead", ["A"])])
def test_a_declaration_is_asked_of_each_member_or_of_the_lead_alone(scope, who):
    rule = requirement("N1", "The form must be signed without a change.", kind="other", scope=scope, gate=True)
    given = [partner("A"), partner("B", may_lead=False)]
    lineup = best(tender(requirements=[CHOIR, DRUMS, rule]), given, [match("R1", "A"), match("R2", "B")])
    assert [each.by for each in lineup.gates] == who


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"marks": ("Registered with the ICO",)}, "met"),
        ({"policies": (policy("Data protection"),)}, "met"),
        ({"marks": ("Museum accreditation",), "policies": (policy(),)}, "unknown"),
    ],
)
def test_a_duty_on_who_handles_personal_data_is_proved_by_a_profile(more, status):
    text = (
        "The Provider must count loans in the library's system, and each member that handles personal data must do so "
        "in accordance with the UK GDPR."
    )
    rule = requirement("G1", text, kind="data", scope="all")
    lineup = best(tender(requirements=[CHOIR, rule]), [partner("A", **more)], [match("R1", "A")])
    assert gate(lineup, "G1").status == status


# --- marks ---------------------------------------------------------------------------------------------


def test_a_weight_is_shared_by_asks_and_requirements_and_a_should_counts_half():
    asks = ("Describe the choir you will run.", "Say who leads it.")
    asked = tender(
        [question("Q1", 35, *asks)], [CHOIR, requirement("R9", "The choir should sing Welsh.", force="should")]
    )
    marks = {}
    for need in ("Q1/1", "Q1/2", "R1", "R9"):
        marks[need] = best(asked, [partner("A")], [match(need, "A")]).marks
    assert marks == {"Q1/1": 10, "Q1/2": 10, "R1": 10, "R9": 5}


def test_partial_evidence_earns_half_and_weak_evidence_nothing():
    marks = [best(tender(requirements=[CHOIR]), [partner("A")], [match("R1", "A", each)]).marks
             for each in ("strong", "partial", "weak", "none")]  # fmt: skip
    assert marks == [100, 50, 0, 0]


def test_a_requirement_is_placed_under_the_question_that_names_its_section():
    asked = tender(
        [question("Q1", 10, "Describe how you will meet section 7."), question("Q2", 40, "Describe the drumming.")],
        [requirement("R1", "The Provider shall run a drumming group.", number="7.2")],
    )
    assert best(asked, [partner("A")], [match("R1", "A")]).marks == 5


def test_the_price_and_pass_or_fail_questions_earn_no_marks():
    asked = tender(
        [question("Q1", 10, "How?"), question("P", None, "Your price?"), question("F", 5, "Sign.", pass_fail=True)]
    )
    assert best(asked, [partner("A")], [match("Q1/1", "A")]).marks_available == 10


def one_more(force):
    """Return who bids where a second partner adds a sliver of the marks by one requirement alone."""
    many = [requirement(f"R{number}", f"The Provider shall do thing {number}.") for number in range(300)]
    many.append(requirement("R300", "The Provider shall juggle.", force=force))
    matches = [match(each.id, "Lead") for each in many[:-1]] + [match("R300", "Extra")]
    return names(best(tender(requirements=many), [partner("Lead"), partner("Extra", may_lead=False)], matches))


def test_a_partner_that_adds_less_than_its_price_stays_out_unless_something_mandatory_would_go_unanswered():
    assert one_more("should") == {"Lead"}
    assert one_more("must") == {"Lead", "Extra"}


def test_the_strongest_member_answers_and_near_equals_share_the_work():
    reqs = [requirement(f"R{number}") for number in range(6)]
    matches = [match("R0", "A"), match("R0", "B", "partial"), match("R1", "B")]
    matches += [match(f"R{number}", name, score=0.9) for number in range(2, 6) for name in ("A", "B")]
    answers = best(tender(requirements=reqs), [partner("A"), partner("B")], matches).answers
    assert (answers["R0"], answers["R1"]) == ("A", "B")
    assert sorted(answers.values()).count("A") == 3


# --- what the user wants --------------------------------------------------------------------------------


def three():
    return [partner(name) for name in "ABC"], [match("R1", "A"), match("R2", "B"), match("R2", "C", "partial")]


@pytest.mark.parametrize(
    ("wishes", "members"),
    [
        ({}, {"A", "B"}),
        ({"us": "C", "max_partners": 2}, {"A", "C"}),
        ({"must": ("C",)}, {"A", "B", "C"}),
        ({"without": ("B",)}, {"A", "C"}),
        ({"max_partners": 1}, {"A"}),
    ],
)
def test_wishes_are_kept(wishes, members):
    given, matches = three()
    assert names(best(tender(requirements=[CHOIR, DRUMS]), given, matches, **wishes)) == members


def test_we_lead_if_we_may_and_are_told_why_if_we_may_not():
    given, matches = three()
    asked = tender(requirements=[CHOIR, DRUMS])
    assert best(asked, given, matches, us="C").lead == "C"
    given[2] = partner("C", may_lead=False)
    proposal = propose(asked, given, matches, Wishes(us="C"))
    assert proposal.lineups[0].lead != "C"
    assert any("C may not lead" in each for each in proposal.why)


@pytest.mark.parametrize(
    ("wishes", "error", "says"),
    [
        ({"us": "A", "without": ("A",)}, ConsortError, "A is both"),
        ({"must": ("B",), "without": ("B",)}, ConsortError, "B is both"),
        ({"must": ("A", "B"), "max_partners": 1}, ConsortError, "2 partners must be in"),
        ({"must": ("Zed",)}, UnknownName, "Zed"),
        ({"without": ("Zed",)}, UnknownName, "Zed"),
        ({"max_partners": 0}, ConsortError, "nobody in it"),
        ({"k": 0}, ConsortError, "0 line-ups"),
        ({"without": ("A", "B", "C")}, ConsortError, "nobody to bid with"),
    ],
)
def test_wishes_that_contradict_each_other_are_named(wishes, error, says):
    given, matches = three()
    with pytest.raises(error, match=says):
        propose(tender(requirements=[CHOIR]), given, matches, Wishes(**wishes))


def test_a_partner_given_twice_is_in_once():
    given, matches = three()
    lineup = best(tender(requirements=[CHOIR, DRUMS]), given + given, matches + matches)
    assert len({each.partner for each in lineup.members}) == len(lineup.members) == 2


# --- what is said ---------------------------------------------------------------------------------------


def test_what_is_lost_without_a_member_and_what_only_it_covers_are_said():
    given, matches = three()
    lineup = best(tender(requirements=[CHOIR, DRUMS]), given, matches, must=("C",))
    by_name = {each.partner: each for each in lineup.members}
    assert by_name["A"].only_it_covers == ("R1",)
    assert by_name["A"].marks_lost_without == 50
    assert by_name["B"].only_it_covers == ()
    assert by_name["B"].marks_lost_without == 25


def test_all_is_lost_without_the_only_member_that_may_lead():
    asked = tender(requirements=[CHOIR, DRUMS])
    lineup = best(asked, [partner("A"), partner("B", may_lead=False)], [match("R1", "A"), match("R2", "B")])
    assert {each.partner: each.marks_lost_without for each in lineup.members} == {"A": 100, "B": 50}


def test_a_role_is_in_the_words_of_what_is_covered():
    asked = tender(
        requirements=[
            requirement("R1", "The Provider shall set up and support a youth voice board of at least eight."),
            requirement("R2", "The Provider shall identify young carers and support them to take part."),
        ]
    )
    lineup = best(asked, [partner("A"), partner("B", may_lead=False)], [match("R1", "A"), match("R2", "B")])
    assert [each.role for each in lineup.members] == ["Lead; youth voice board", "Young carers"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The library shall support 40 different young people each term through homework clubs.", "homework clubs"),
        ("In every school term the hostel shall run a cookery course.", "cookery course"),
        ("The museum shall offer a variety of handling boxes for 3 hours a week.", "handling boxes"),
    ],
)
def test_a_role_is_no_time_no_number_and_nobody_in_particular(text, told):
    lineup = best(tender(requirements=[requirement("R1", text)]), [partner("A")], [match("R1", "A")])
    assert lineup.members[0].role == f"Lead; {told}"


def test_what_nobody_covers_is_listed_and_what_can_be_undertaken_is_the_leads():
    plan = requirement("R8", "The Provider must submit a plan within ten days.", kind="mobilisation")
    lineup = best(tender(requirements=[CHOIR, DRUMS, plan]), [partner("A")], [match("R1", "A")])
    assert lineup.uncovered == ("R2",)
    assert lineup.answers["R8"] == "A"
    assert any("Nobody in the pool can show R2" in each for each in lineup.fixes)


def test_a_fix_says_what_it_adds():
    asked = tender([question("Q1", 10, "Describe the choir.")], [CHOIR])
    lineup = best(asked, [partner("A")], [match("R1", "A", "partial", why="it gives no date"), match("Q1/1", "A")])
    assert any("from A for R1" in each and "+2.5 marks" in each and "no date" in each for each in lineup.fixes)


def test_fixes_are_ten_short_lines_at_most_and_the_gaps_come_first():
    gaps = [requirement(f"R{number}", f"The hostel shall keep {'clean ' * 60}room {number}.") for number in range(3, 6)]
    parts = [requirement(f"R{number}", f"The hostel shall cook meal {number}.") for number in range(6, 20)]
    matches = [match("R1", "A"), *(match(each.id, "A", "partial", why="no date " * 40) for each in parts)]
    fixes = best(tender(requirements=[CHOIR, *gaps, *parts]), [partner("A")], matches).fixes
    assert len(fixes) == 10
    assert all(len(each) < 200 for each in fixes)
    assert all(each.startswith("Nobody in the pool can show") for each in fixes[:3])


def test_somebody_outside_the_line_up_who_could_show_it_is_named():
    asked = tender(requirements=[CHOIR, DRUMS])
    lineup = best(asked, *three(), max_partners=1)
    assert any(each.startswith("B could show R2") for each in lineup.fixes)


def test_the_verdict_compares_with_the_best_single_bidder():
    given, matches = three()
    proposal = propose(tender(requirements=[CHOIR, DRUMS]), given, matches, Wishes())
    assert proposal.verdict == "bid_together"
    assert "best single bidder, A, would reach 50.0" in proposal.why[0]


def test_who_can_do_all_alone_bids_alone():
    proposal = propose(tender(requirements=[CHOIR]), [partner("A"), partner("B")], [match("R1", "A")], Wishes())
    assert proposal.verdict == "bid_alone"


def test_where_nobody_may_lead_the_best_line_up_is_shown_for_whoever_finds_one():
    asked = tender(requirements=[CHOIR, DRUMS, TURNOVER], facts=TURNOVER_FACTS)
    given = [partner("A", **POOR), partner("B", **POOR, may_lead=False)]
    proposal = propose(asked, given, [match("R1", "A"), match("R2", "B")], Wishes())
    assert proposal.verdict == "subcontract"
    assert proposal.lineups[0].lead == "A"
    assert gate(proposal.lineups[0], "T1").status == "failed"
    assert {each.partner for each in proposal.leads_ruled_out} == {"A", "B"}
    assert any("lower minimum turnover" in each for each in proposal.questions_to_buyer)


def test_who_else_may_lead_is_said():
    given, matches = three()
    proposal = propose(tender(requirements=[CHOIR, DRUMS]), given, matches, Wishes(us="A"))
    assert "B could lead instead of A." in proposal.why


def test_something_mandatory_that_is_missing_stands_before_what_would_only_be_better():
    asked = tender([question("Q1", 90, "Describe the choir.")], [CHOIR, DRUMS])
    matches = [match("Q1/1", "A"), match("R1", "A", "partial")]
    fixes = best(asked, [partner("A")], matches).fixes
    assert "R2" in fixes[0]
    assert "R1" in fixes[1]


def test_too_little_to_show_is_no_bid():
    many = [requirement(f"R{number}", f"The Provider shall do thing {number}.") for number in range(10)]
    proposal = propose(tender(requirements=many), [partner("A")], [match("R1", "A")], Wishes())
    assert proposal.verdict == "no_bid"
    assert "10.0 of 100" in proposal.why[0].replace("10 of", "10.0 of")


def test_questions_of_the_tenders_own_doubts_come_first_and_none_names_a_partner():
    flag = Flag(kind="tupe_silent", message="silent", ask="Do staff transfer?")
    asked = tender(requirements=[CHOIR, LIABILITY], facts=[LIABILITY_FACT], flags=(flag,))
    given = [partner("Ada Ltd", insurances=(cover(1_000),))]
    asked_for = propose(asked, given, [match("R1", "Ada Ltd")], Wishes()).questions_to_buyer
    assert asked_for[0] == "Do staff transfer?"
    assert any("commit to obtain it" in each for each in asked_for)
    assert not any("Ada" in each for each in asked_for)


def test_what_the_tender_answers_is_not_asked():
    given = [partner("Ada Ltd", insurances=(cover(1_000),), sole_practitioner=True)]
    timing = fact("insurance_timing", "before_start")
    asked = tender(requirements=[CHOIR, LIABILITY], facts=[LIABILITY_FACT, timing])
    assert propose(asked, given, [match("R1", "Ada Ltd")], Wishes()).questions_to_buyer == ()


def test_whether_a_sole_practitioner_may_join_is_asked_where_the_tender_is_silent_on_consortia():
    flag = Flag(kind="consortium_rule_unstated", message="silent")
    asked = tender(requirements=[CHOIR], flags=(flag,))
    given = [partner("Ada", sole_practitioner=True)]
    assert "sole practitioner" in propose(asked, given, [match("R1", "Ada")], Wishes()).questions_to_buyer[0]


def test_without_dates_cover_is_judged_by_its_amount_alone():
    asked = tender(requirements=[CHOIR, LIABILITY], facts=[LIABILITY_FACT], dates=dates(None, None))
    held = (cover(5_000_000, expires=date(2020, 1, 1)),)
    assert gate(best(asked, [partner("A", insurances=held)], [match("R1", "A")]), "L1").status == "met"
