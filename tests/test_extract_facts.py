import pytest
from build_blocks import heading, item, pack, paragraph, table

from assistant.extract import extract, label
from assistant.extract.facts import find_facts
from assistant.extract.text.layout import lay_out


def found(*parts, kind="instructions"):
    given = pack(*parts, kind=kind)
    return find_facts(lay_out(given, label(given)), ())


def facts(text, above="About the contract", kind="instructions"):
    return found(heading(above), paragraph(text), kind=kind)


def values(facts, name):
    return [each.value for each in facts if each.name == name]


INSURANCE = [
    ("Public liability cover of not less than £5,000,000 (five million pounds)", "public_liability", 5e6, ""),
    ("Public liability: £5m for each and every claim", "public_liability", 5e6, "for each and every claim"),
    ("Professional indemnity £1m in the aggregate", "professional_indemnity", 1e6, "in the aggregate"),
    ("Employers' liability of ten million pounds", "employers_liability", 1e7, ""),
    ("Cyber liability: 2,000,000 GBP", "cyber_liability", 2e6, ""),
    ("Employers' liability: such amount as is required by law", "employers_liability", "statutory", None),
    ("Employers liability £5m (statutory minimum)", "employers_liability", 5e6, "statutory minimum"),
    ("Motor insurance suitable for carrying passengers", "motor", "needed", None),
    ("Trustees' indemnity insurance is desirable.", "trustees_indemnity", "desirable", None),
    ("Freelance artists must have public liability insurance of £2m.", "public_liability", 2e6, "for freelance"),
    ("Limit of indemnity: £5m any one event", "insurance_level", 5e6, "any one event"),
]


@pytest.mark.parametrize(("text", "name", "value", "detail"), INSURANCE)
def test_a_cover_is_told_with_how_it_is_counted(text, name, value, detail):
    (fact,) = (each for each in facts(text, "Insurance") if each.name == name)
    assert fact.value == value
    assert detail is None or fact.detail == detail


def test_amounts_before_and_behind_their_covers_are_told_apart():
    before = facts("Cover of at least £5m for employers' liability and £10m for public liability.", "Insurance")
    assert values(before, "employers_liability") == [5e6]
    assert values(before, "public_liability") == [1e7]
    both = facts("Public and employers' liability insurance of £10m each", "Insurance")
    assert values(both, "public_liability") == values(both, "employers_liability") == [1e7]


def test_a_cover_may_differ_by_lot_in_a_sentence_and_in_columns():
    said = facts("Public liability insurance of £10m for Lots 1 and 3, and £5m for Lot 2", "Insurance")
    rows = table(["Type of cover", "Lot A", "Lot B"], ["Public liability", "£5 million", "£10 million"])
    told = found(heading("Insurance"), rows)
    assert [(each.value, each.detail) for each in said] == [(1e7, "Lots 1 and 3"), (5e6, "Lot 2")]
    assert [(each.value, each.detail) for each in told] == [(5e6, "Lot A"), (1e7, "Lot B")]


def test_a_table_of_covers_may_give_its_sums_in_millions():
    rows = table(["Insurance", "Level (£m)"], ["Public liability", "5"], ["Professional indemnity", "2"])
    assert [each.value for each in found(rows)] == [5e6, 2e6]


@pytest.mark.parametrize(
    "text",
    [
        "The Council's own public liability policy has a limit of £20 million.",
        "The Supplier's total liability shall not exceed £5,000,000.",
        "No professional indemnity insurance is required for this contract.",
        "The theatre has a turnover of £2m.",
        "Last year 45% of residents said that they had visited a library.",
        "The museum attracted 61,000 visitors in 2024.",
        "All rights are reserved.",
        "Quality 60%, price 40%.",
        "Interviews will be held in Maidstone on 4 June.",
        "The Council is an accredited Living Wage employer.",
        "The API will be run in Azure and must be reachable from the United States.",
    ],
)
def test_what_asks_for_nothing_gives_nothing(text):
    assert facts(text) == ()


FINANCE = [
    ("The contract value should not exceed 40% of the bidder's annual turnover.", "turnover_share_maximum", 40),
    ("The annual contract value should be no more than half of your turnover.", "turnover_share_maximum", 50),
    ("Annual turnover must exceed the total contract price.", "turnover_multiple_total", 1),
    ("A turnover-to-contract ratio of 2:1 is required.", "turnover_multiple", 2),
    ("Current ratio greater than 1.0", "current_ratio_minimum", 1),
    ("Acid test ratio of at least 1:1", "quick_ratio_minimum", 1),
    ("Gearing must not exceed 60%.", "gearing_maximum", 60),
    ("A credit score below 30 may lead to further enquiries.", "credit_score_minimum", 30),
    ("Free reserves of at least three months' operating costs", "reserves_months", 3),
    ("Please provide your two most recent sets of accounts.", "accounts_years", 2),
    ("A parent company guarantee may be requested.", "parent_company_guarantee", "may"),
    ("The supplier must provide a performance bond.", "performance_bond", "must"),
    ("Turnover of all members will be added together.", "group_finance_rule", "aggregate"),
    ("The turnover test in 4.3 is applied to the lead organisation only.", "group_finance_rule", "lead_only"),
    ("The lead partner must have a turnover of at least £250,000.", "group_finance_rule", "lead_only"),
]


@pytest.mark.parametrize(("text", "name", "value"), FINANCE)
def test_what_is_asked_of_income_is_told_by_name(text, name, value):
    assert values(facts(text, "Financial standing"), name) == [value]


def test_turnover_may_differ_by_lot():
    told = facts("Turnover: Lot 1 £100k; Lot 2 £250k", "Financial standing")
    assert [(each.value, each.detail) for each in told] == [(1e5, "Lot 1"), (2.5e5, "Lot 2")]


def test_a_stated_rule_for_groups_stands_before_one_that_is_implied():
    told = found(
        paragraph("The lead partner must have a turnover of at least £250,000."),
        paragraph("Where members are jointly and severally liable, combined turnover will be considered."),
    )
    assert values(told, "group_finance_rule") == ["aggregate_if_jsl"]


MARKS = [
    ("ISO 9001 or equivalent", "ISO 9001", True, ""),
    ("The lead must hold, or be working towards, the NYA Quality Mark.", "NYA Quality Mark", False, "working towards"),
    ("Trusted Charity (formerly PQASSO) Level 1 or equivalent", "Trusted Charity", True, "Level 1"),
    ("ISO 14001 is desirable.", "ISO 14001", False, "desirable"),
    ("The leader must hold Qualified Teacher Status or an equivalent.", "Qualified Teacher Status", True, ""),
    ("Membership of the National Outdoor Events Association", "National Outdoor Events Association", False, ""),
]


@pytest.mark.parametrize(("text", "name", "equivalent", "detail"), MARKS)
def test_an_accreditation_is_told_with_its_level_and_whether_another_will_do(text, name, equivalent, detail):
    (fact,) = facts(text, "Accreditations")
    assert (fact.value, fact.equivalent, fact.detail) == (name, equivalent, detail)


SAID = [
    ("TUPE is likely to apply.", "tupe_status", "may_apply"),
    ("There are no staff to whom TUPE would apply.", "tupe_status", "no"),
    ("It is not thought that TUPE will apply.", "tupe_status", "no"),
    ("TUPE is unlikely to be engaged.", "tupe_status", "unlikely"),
    ("Four employees (2.6 FTE) are in scope to transfer.", "tupe_staff", 4),
    ("TUPE information will be released on receipt of a signed undertaking.", "tupe_information", "on_signature"),
    ("The transferred staff are members of the LGPS.", "tupe_pensions", "lgps"),
    ("Submit two prices: with and without TUPE.", "tupe_pricing", "both"),
    ("The service is currently run by Bright Stage Trust, whose contract ends.", "incumbent", "Bright Stage Trust"),
    ("Participation is reserved to suppliers based in Cumbria.", "reserved", "local"),
    ("Social value will be measured through the National TOMs.", "social_value_method", "toms"),
    ("Social value carries 15% of the overall score.", "social_value_weight", 15),
    ("A standstill period of eight working days will follow.", "standstill_days", 8),
    ("Invoices will be paid within 30 days of receipt.", "payment_days", 30),
    ("Bidders may tender for a maximum of three Lots.", "lots_maximum", 3),
    ("Any tender scoring less than 3 for a question will be excluded.", "minimum_score", 3),
    ("The terms and conditions are not open to negotiation.", "contract_terms", "non_negotiable"),
    ("Attendance at the supplier briefing is compulsory.", "briefing", "mandatory"),
    ("The CPV code is 98133110.", "cpv", "98133110"),
    ("Quarterly monitoring reports must be sent in.", "reporting", "quarterly"),
]


@pytest.mark.parametrize(("text", "name", "value"), SAID)
def test_what_a_bid_lead_acts_on_is_told_by_name(text, name, value):
    assert values(facts(text), name) == [value]


def test_the_law_that_rules_comes_before_one_that_old_wording_recalls():
    told = found(
        paragraph("The most economically advantageous tender will be accepted."),
        paragraph("This procurement is conducted under the Procurement Act 2023."),
        paragraph("It replaces the Public Contracts Regulations 2015."),
    )
    laws = [each for each in told if each.name == "regime"]
    assert [each.value for each in laws] == ["procurement_act_2023", "pcr_2015"]
    assert laws[1].detail == "only by its words: most economically advantageous"


def test_each_department_is_told_with_what_it_wants():
    rows = table(["Department", "What it wants"], ["Public Health", "Fewer people alone"], ["Housing", "Calm estates"])
    told = found(rows, kind="specification")
    assert [(each.name, each.value, each.detail) for each in told if each.name == "department"] == [
        ("department", "Public Health", "Fewer people alone"),
        ("department", "Housing", "Calm estates"),
    ]
    (said,) = facts("The Adult Social Care directorate is looking for people to live well for longer.")
    assert said.value == "Adult Social Care directorate"


def test_targets_are_told_with_what_they_are_of():
    rows = table(["Measure", "Target", "Deduction"], ["People taking part in a year", "1,800", "1%"])
    credit, fact = found(rows, kind="specification")
    assert (credit.name, credit.value, credit.unit) == ("service_credit_percent", 1, "percent")
    assert (fact.name, fact.value, fact.unit) == ("kpi", 1800, "count")
    assert fact.detail == "People taking part in a year: 1,800"
    (share,) = facts("80% of participants will report better wellbeing.", "Targets", "specification")
    assert (share.value, share.unit) == (80, "percent")


def test_outcomes_are_the_items_under_their_heading():
    told = found(heading("Outcomes"), item("Reduced loneliness"), item("Young people feel safe"), kind="specification")
    assert values(told, "outcome") == ["Reduced loneliness", "Young people feel safe"]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The offer is for young people aged 11 to 19 (up to 25 with SEND).", "young people aged 11 to 19"),
        ("Workshops will be aimed at care leavers aged 16-25.", "care leavers aged 16-25"),
        ("The service is for people living with dementia and their carers.", "people living with dementia and"),
        ("Sessions must reach adults with mild to moderate anxiety.", "adults with mild to moderate anxiety"),
        ("We want to support refugees and asylum seekers.", "refugees and asylum seekers"),
    ],
)
def test_whom_the_service_is_for_is_told_as_printed(text, group):
    (told,) = values(facts(text, kind="specification"), "group")
    assert told.startswith(group)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The service will be delivered across the London Borough of Newham.", "London Borough of Newham"),
        ("Sessions must be held in the wards of Central and Park End.", "wards of Central and Park End"),
        ("Place of performance: Kent and Medway", "Kent and Medway"),
        ("The service will be delivered in Hartlepool.", "Hartlepool"),
    ],
)
def test_where_the_service_is_delivered_is_told(text, place):
    assert values(facts(text, kind="specification"), "place") == [place]


def test_an_answer_counts_and_not_the_question_it_answers():
    asked = "Do sub-contractors need their own professional indemnity cover?"
    answer = "No. Professional indemnity insurance of £1m is required of the lead organisation only."
    (fact,) = found(table(["No.", "Question", "Answer"], ["3", asked, answer]), kind="clarification")
    assert (fact.name, fact.value, fact.scope) == ("professional_indemnity", 1e6, "lead")


def test_every_fact_points_at_words_of_its_own():
    invited = paragraph("The Council invites tenders for this contract. Tenders must be returned by 4 May 2026.")
    covers = (paragraph(text) for text, *_ in INSURANCE)
    given = pack(heading("Invitation to Tender"), invited, heading("Insurance"), *covers, kind="instructions")
    blocks = {block.id: block.text for block in given.documents[0].blocks}
    told = extract(given, label(given)).facts
    assert len(told) > 5
    assert all(blocks[each.source.block][each.source.start : each.source.end].strip() for each in told)


def test_an_invitation_that_looks_like_a_contract_is_read_as_one():
    told = found(
        paragraph("The Council invites tenders for this contract."),
        paragraph("The procurement follows the open procedure."),
        kind="contract",
    )
    assert values(told, "procedure") == ["open"]


WORDED = [
    ("Insurance", "Professional Risk Indemnity Insurance = one million pounds.", "professional_indemnity", [1e6]),
    ("Insurance", "Automobile liability of $1,000,000 shall be maintained.", "motor", [1e6]),
    (
        "Finance",
        "The lead must have had an income of at least £300,000 in its last accounts.",
        "turnover_minimum",
        [3e5],
    ),
    (
        "Finance",
        "Turnover must be £140,000. Groups may add their turnovers together.",
        "group_finance_rule",
        ["aggregate"],
    ),
    ("Who may join", "Families on an income of less than £16,000 should come first.", "turnover_minimum", []),
    ("Finance", "The provider must raise earned income of at least £20,000 a year.", "turnover_minimum", []),
    (
        "Conditions",
        "Members must be able to show three contracts held in the past five years.",
        "experience_count",
        [3],
    ),
    (
        "Conditions",
        "You must show that you have organised an outdoor event in the last four years.",
        "experience_years",
        [4],
    ),
    (
        "Conditions",
        "Offerors must have at least five (5) years of experience in arts teaching.",
        "experience_years",
        [5],
    ),
    ("The service", "Artists must have at least two years' experience in care homes.", "experience_years", []),
    ("Conditions", "No bidder must have been convicted in the last five years.", "experience_years", []),
    ("TUPE", "Pageturner Leisure Ltd employs 31 people.", "tupe_staff", [31]),
    ("Transfer", "The present provider says that fourteen people are assigned to the service.", "tupe_staff", [14]),
    ("Staff", "The incumbent of Lot A, Blue Rides Cyf, says that TUPE will apply to seven drivers.", "tupe_staff", [7]),
    ("Staff", "The incumbent of Lot A, Blue Rides Cyf, says that TUPE will apply.", "incumbent", ["Blue Rides Cyf"]),
    (
        "Now",
        "The existing contract was awarded in 2020 to Blue Door Ltd and ends soon.",
        "incumbent",
        ["Blue Door Ltd"],
    ),
    ("Present organiser", "Sea Lane Committee has run it since 1953.", "incumbent", ["Sea Lane Committee"]),
    ("Background", "The Council, which has run the museum since 1953, wants a partner.", "incumbent", []),
    ("Law", "The Public Contracts (Scotland) Regulations 2015 govern this; ESPD applies.", "regime", ["scotland"]),
    ("Validity", "Quotes need to hold good for 60 days.", "validity_days", [60]),
    ("Validity", "Bids must be good for three months from the closing date.", "validity_days", [90]),
    ("Tenders", "The exhibition must be open for three months.", "validity_days", []),
    ("Stages", "A shortlist of up to four will be asked to present.", "shortlist_size", [4]),
    ("Stages", "From these we pick three, who each draw up a design.", "shortlist_size", [3]),
    ("Standards", "Drivers must hold MiDAS certificates (or equivalent).", "accreditation", ["MiDAS"]),
    ("Scoring", "A tenderer must reach at least 420 of the 700 quality points.", "minimum_score", [420]),
    ("Contents", "Annex A The quarterly report 8", "reporting", []),
    ("Notes", "H1", "place", []),
]


@pytest.mark.parametrize(("above", "text", "name", "expected"), WORDED)
def test_a_fact_may_be_put_in_many_ways_and_is_not_made_of_its_words_alone(above, text, name, expected):
    assert values(facts(text, above), name) == expected


MORE = [
    ("Insurance", "Your PLI must be at least £5m.", "public_liability", [5e6]),
    ("Insurance", "Public, products and employers' liability: £10m each", "product_liability", [1e7]),
    ("Finance", "We look at the accounts of each member of a consortium.", "group_finance_rule", ["each_member"]),
    ("TUPE", "Five people are expected to transfer to the new provider.", "tupe_status", ["applies"]),
    (
        "Background",
        "Since 2019 the choir has been run by Tidewrack Theatre CIO.",
        "incumbent",
        ["Tidewrack Theatre CIO"],
    ),
    ("Who may bid", "This opportunity is open to VCSE organisations only.", "reserved", ["vcse"]),
    ("Scoring", "You must score 60 or more to be considered.", "minimum_score", [60]),
]


@pytest.mark.parametrize(("above", "text", "name", "expected"), MORE)
def test_short_forms_and_plain_words_tell_the_same_facts(above, text, name, expected):
    assert values(facts(text, above), name) == expected


OFFERS = [
    ("Your tender binds you for 16 weeks (112 days).", 112),
    ("Tenders shall stand for one hundred and eighty (180) calendar days.", 180),
    ("Quotations are binding for three months.", 90),
    ("We may accept a bid at any time in the 120 days after the deadline.", 120),
    ("Bids cannot be changed for 100 days after the closing date.", 100),
]


@pytest.mark.parametrize(("text", "days"), OFFERS)
def test_how_long_an_offer_stays_open_is_told_in_days(text, days):
    assert values(facts(text, "Offers"), "validity_days") == [days]


def test_a_service_that_is_open_for_weeks_is_no_offer():
    assert values(facts("The provider offers open sessions for 12 weeks."), "validity_days") == []


TIMED = [
    ("All covers to be in place by the date on which the contract starts.", ["before_start"]),
    ("They need only be taken out once you have been appointed.", ["before_start"]),
    ("Send copies with your quote.", ["at_tender"]),
    ("Certificates are to be enclosed with the tender.", ["at_tender"]),
]


@pytest.mark.parametrize(("text", "when"), TIMED)
def test_when_insurance_must_be_held_may_stand_apart_from_its_kinds(text, when):
    assert values(facts(text, "Insurance"), "insurance_timing") == when
    assert values(facts(text, "Premises"), "insurance_timing") == []


def test_a_column_may_ask_for_a_turnover_by_lot_or_a_least_score():
    lots = found(heading("Lots"), table(["Lot", "Minimum turnover"], ["A", "£160,000"], ["B", "£105,000"]))
    assert [(each.value, each.detail) for each in lots] == [(160000, "Lot A"), (105000, "Lot B")]
    score = found(heading("Award"), table(["Question", "Weight", "Pass mark"], ["Your approach", "40%", "3 out of 5"]))
    assert values(score, "minimum_score") == [3]


TESTED = [
    ("We do not look at the others' income.", "lead_only"),
    ("The turnovers of the members are added up.", "aggregate"),
    ("Members' incomes last year, added together, must reach £90,000.", "aggregate"),
]


@pytest.mark.parametrize(("text", "rule"), TESTED)
def test_how_a_group_is_tested_is_told_in_plain_words(text, rule):
    assert values(facts(text, "Finance"), "group_finance_rule") == [rule]


def test_sums_that_are_not_added_up_are_no_rule_to_add_them():
    denied = facts("The Council will not add together the turnover of members.", "Finance")
    assert "aggregate" not in values(denied, "group_finance_rule")


def test_one_sentence_may_give_each_cover_its_own_holder():
    told = facts(
        "You need public liability of £5m; your lead must also have professional indemnity of £1m.", "Insurance"
    )
    assert {each.name: each.scope for each in told} == {"public_liability": "all", "professional_indemnity": "lead"}


def test_a_cover_that_nobody_asks_for_is_none_and_a_half_is_counted():
    rows = table(["Kind", "Level"], ["Public liability", "£5m"], ["Professional indemnity", "None asked for"])
    assert values(found(heading("Cover"), rows), "professional_indemnity") == []
    half = facts("Professional indemnity insurance of half a million pounds", "Insurance")
    assert values(half, "professional_indemnity") == [5e5]


def test_a_sentence_that_a_printed_page_cut_in_two_is_read_as_one():
    cut = found(
        heading("Insurance"),
        paragraph("Every member of the group must hold employers' liability of £10m and public liability"),
        paragraph("£5 million for each claim."),
    )
    assert values(cut, "public_liability") == [5e6]


def test_an_amendment_stands_before_what_it_amends():
    first = pack(heading("Insurance"), paragraph("Professional indemnity insurance of £2m is required."))
    then = pack(paragraph('Professional indemnity: read "£1m" in place of "£2m".'), kind="clarification")
    both = then.model_copy(
        update={
            "documents": (
                first.documents[0],
                then.documents[0].model_copy(update={"name": "addendum.docx"}),
            )
        }
    )
    assert values(find_facts(lay_out(both, label(both)), ()), "professional_indemnity") == [1e6]
