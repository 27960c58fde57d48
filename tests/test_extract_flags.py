import pytest
from build_pack import document, tender

RULES = """
# Invitation to tender
Tenders must be submitted by 12 noon on 1 June 2026.
Consortium bids are welcome. The contract will be with the lead organisation.
"""
SPEC = """
# The service
1.1 The Provider shall run a weekly class.
"""


def flags(text, *others, base=RULES):
    return tender(document(f"{base}\n{text}"), *others, document(SPEC, "specification")).flags


def one(kind, text, *others, base=RULES):
    return next((each for each in flags(text, *others, base=base) if each.kind == kind), None)


VALUE = "The value of the contract is £60,000 in total, excluding VAT. The contract is for two years."


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("finance_barrier", f"{VALUE}\nBidders must have a minimum annual turnover of £90,000."),
        ("insurance_barrier", f"{VALUE}\nPublic liability insurance of £10 million is required."),
        ("insurance_barrier", "Bidders must already hold public liability insurance of £5m."),
        ("experience_barrier", "Bidders must have been trading for at least five years."),
        ("accounts_barrier", "Bidders must provide audited accounts."),
        ("payment_barrier", "The price is paid quarterly in arrears."),
        ("accreditation_barrier", "# Conditions of participation\nThe Tenderer must hold ISO 9001."),
    ],
)
def test_what_favours_large_bidders_is_flagged_with_its_place(kind, text):
    flag = one(kind, text)
    assert flag is not None
    assert flag.sources
    assert flag.ask.endswith("?")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("finance_barrier", f"{VALUE}\nBidders must have a minimum annual turnover of £60,000."),
        (
            "finance_barrier",
            f"{VALUE}\nYou may bid for one or more lots. A minimum annual turnover of £90,000 is needed.",
        ),
        ("insurance_barrier", f"{VALUE}\nPublic liability insurance of £5 million is required."),
        ("experience_barrier", "Bidders must have been trading for at least two years."),
        ("accounts_barrier", "Accounts need be audited only where the law requires it."),
        ("payment_barrier", "The price is paid monthly in arrears."),
        ("accreditation_barrier", "# Conditions of participation\nThe Tenderer must hold ISO 9001 or equivalent."),
        ("accreditation_barrier", "The Council holds ISO 9001."),
    ],
)
def test_what_small_bidders_can_meet_is_not(kind, text):
    assert one(kind, text) is None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("weekday_contradicts", "The bidder briefing is on Monday 12 May 2026."),
        ("clarification_after_submission", "The deadline for clarification questions is 9 June 2026."),
        ("short_window", "Date of issue: 20 May 2026"),
    ],
)
def test_days_that_cannot_be_right_or_leave_no_time_are_flagged(kind, text):
    assert one(kind, text) is not None


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("weekday_contradicts", "The bidder briefing is on Tuesday 12 May 2026."),
        ("clarification_after_submission", "The deadline for clarification questions is 9 May 2026."),
        ("short_window", "Date of issue: 20 April 2026"),
        ("short_window", "Date of issue: 20 May 2026\nThe value of the contract is £9,000 in total, excluding VAT."),
        ("no_submission_date", ""),
        ("deadline_at_weekend", ""),
    ],
)
def test_days_that_are_in_order_are_not(kind, text):
    assert one(kind, text) is None


def test_a_deadline_at_a_weekend_is_flagged():
    assert one("deadline_at_weekend", "", base=RULES.replace("1 June", "6 June")) is not None


def test_what_is_assumed_of_a_group_is_one_question_for_each_sort():
    text = """
    # Conditions of participation
    4.1 Public liability insurance of £5 million must be held.
    4.2 Employers' liability insurance of £5 million must be held.
    4.3 Tenderers must be registered with the Information Commissioner's Office.
    """
    found = [each for each in flags(text) if each.kind == "scope_assumed"]
    assert len(found) == 2
    insurance = found[0]
    assert "4.1 and 4.2" in insurance.ask
    assert len(insurance.sources) == 2
    assert "each member" in insurance.message


def test_nothing_is_asked_of_groups_where_none_may_bid():
    text = "Consortium bids will not be accepted.\n4.1 Public liability insurance of £5 million must be held."
    kinds = {each.kind for each in flags(text)}
    assert not kinds & {"scope_assumed", "consortium_rule_unstated"}


def test_a_pack_that_does_not_speak_of_groups_is_asked_whether_they_may_bid():
    silent = "# Invitation to tender\nTenders must be submitted by 12 noon on 1 June 2026."
    assert "bid together" in one("consortium_rule_unstated", "", base=silent).ask


def test_a_pack_that_lets_groups_bid_is_asked_who_signs_where_it_does_not_say():
    base = RULES.replace("The contract will be with the lead organisation.", "")
    assert "severally" in one("consortium_rule_unstated", "", base=base).ask
    assert one("consortium_rule_unstated", "Members are jointly and severally liable.", base=base) is None


def test_a_date_that_a_later_document_changes_is_told_with_both_places():
    later = document("The deadline for tenders is extended to 12 noon on 15 June 2026.", "clarification")
    flag = one("amended", "", later)
    assert "1 June 2026" in flag.message
    assert "15 June 2026" in flag.message
    assert len(flag.sources) == 2


def test_an_answer_that_changes_a_limit_is_told():
    later = document("The word limit for question 2 is changed to 700 words.", "clarification")
    assert "700 words" in one("amended", "", later).message


def test_an_answer_that_changes_nothing_is_not():
    later = document("The word limit for question 2 is not changed.", "clarification")
    assert one("amended", "", later) is None


ISSUED = "Date of issue: 4 May 2026\nThis procurement is run under the Procurement Act 2023."


@pytest.mark.parametrize(
    ("value", "flagged"),
    [
        ("The value of the contract is £175,000 in total, excluding VAT. The contract is for two years.", True),
        ("The value of the contract is £90,000 in total, excluding VAT. The contract is for two years.", False),
    ],
)
def test_a_value_near_the_threshold_in_force_is_flagged(value, flagged):
    assert (one("near_threshold", f"{ISSUED}\n{value}") is not None) is flagged


def test_a_sift_of_bidders_below_the_threshold_is_flagged():
    sift = "Suppliers that pass the selection stage will be invited to submit a tender."
    assert one("qualification_below_threshold", f"{ISSUED}\n{VALUE}\n{sift}") is not None
    assert one("qualification_below_threshold", f"{ISSUED}\n{VALUE}") is None


@pytest.mark.parametrize(
    "text",
    [
        "Who is the current provider of this service today?",
        "The existing provider runs the service in North Dakota for a fee of $50,000, $60,000 and $70,000.",
    ],
)
def test_a_question_or_a_foreign_pack_does_not_make_staff_transfer_a_doubt(text):
    if "$" in text:
        text += " The solicitation follows FAR Subpart 8.4."
    assert one("tupe_silent", text) is None


def test_terms_of_contract_alone_raise_no_doubt_about_bidding():
    terms = document("1.1 The Supplier must hold public liability insurance of £5 million.", "contract")
    assert {each.kind for each in tender(terms).flags} <= {"contract_terms_only"}


def test_each_question_to_the_buyer_is_neutral_and_ready_to_send():
    text = f"{VALUE}\nBidders must have a minimum annual turnover of £90,000.\nThe price is paid quarterly in arrears."
    found = flags(text)
    assert len(found) > 1
    for each in found:
        assert each.ask[0].isupper()
        assert each.ask.endswith((".", "?"))
        assert not {"we", "our", "us"} & set(each.ask.lower().split())


SECTIONS = """
# 1 Workshops
1.1 The Provider shall hold pottery workshops for beginners in village halls.
1.2 Each workshop shall last two hours and end with a kiln firing.
1.3 The Provider shall bring clay, glazes and tools for beginners.
# 2 Exhibition
2.1 The Provider shall mount a touring exhibition of ceramics in three galleries.
2.2 The exhibition shall have printed captions and an audio guide.
2.3 The Provider shall invite local curators to open the exhibition.
# 3 Beehives
3.1 The Provider shall keep ten beehives on the rooftop of the museum.
3.2 The Provider shall harvest honey twice and bottle it for sale.
3.3 The Provider shall inspect every colony for disease and swarming.
"""
FORM = """
# Questions
| No. | Question | Weighting | Word limit |
| Q1 | Describe how you will hold pottery workshops for beginners in village halls. | 40% | 500 words |
| Q2 | Describe how you will mount the touring exhibition of ceramics in galleries. | 40% | 500 words |
| Q3 | {third} | 20% | 500 words |
"""
BEES = "Describe how you will keep beehives, harvest honey and inspect each colony for disease."


def unmatched(third):
    given = tender(
        document(RULES), document(SECTIONS, "specification"), document(FORM.format(third=third), "response_form")
    )
    return {each.kind: each for each in given.flags if "without" in each.kind}


def test_a_section_that_no_question_asks_about_and_a_question_on_nothing_required_are_told():
    found = unmatched("Describe your fleet of electric vans, their charging points, mileage, drivers and depot.")
    assert set(found) == {"question_without_requirement", "requirement_without_question"}
    assert "Q3" in found["question_without_requirement"].message
    assert "Beehives" in found["requirement_without_question"].message


def test_questions_that_cover_the_specification_raise_no_doubt():
    assert unmatched(BEES) == {}


def test_a_question_that_is_put_to_every_bidder_needs_no_requirement():
    assert "question_without_requirement" not in unmatched(
        "Describe your social value commitments: apprentices, charging points, electric vans, depots and mileage."
    )
