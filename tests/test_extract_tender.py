import pytest
from build_pack import document, tender

from assistant.evaluate import judge_tender
from assistant.extract import extract, label
from assistant.read import read_pack


def facts(text, kind="instructions"):
    return {each.name: (each.value, each.scope) for each in tender(document(text, kind)).facts}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Public liability insurance: £5 million any one claim", "public_liability", 5_000_000),
        ("Employer's (Compulsory) Liability Insurance = £10,000,000", "employers_liability", 10_000_000),
        ("professional indemnity of not less than £2 million", "professional_indemnity", 2_000_000),
        ("| Public and products liability | £10m |", "public_liability", 10_000_000),
        ("£10m public liability", "public_liability", 10_000_000),
        (
            "Bidders must have a turnover of at least £500,000 in each of the last two years.",
            "turnover_minimum",
            500_000,
        ),
        ("Bidders must have a turnover of at least £500,000 in each of the last two years.", "turnover_years", 2),
        ("Turnover must be at least twice the annual contract value.", "turnover_multiple", 2),
        ("The lead must have managed at least one contract of £50,000 or more.", "experience_minimum", 50_000),
        ("At least three years' experience in the last five years is required.", "experience_years", 5),
        ("At least 400 practitioner days must be provided each year.", "days_minimum", 400),
        ("A safeguarding policy reviewed within the last 12 months must be held.", "policy_review_months", 12),
        ("Tenders shall remain open for acceptance for 90 days.", "validity_days", 90),
        ("TUPE may apply to this procurement.", "tupe_status", "may_apply"),
        ("The Council does not believe TUPE applies.", "tupe_status", "no"),
        ("Bids must be priced on the basis that TUPE applies.", "tupe_status", "applies"),
        ("This is an open procedure under the Procurement Act 2023.", "regime", "procurement_act_2023"),
        ("This is an open procedure under the Procurement Act 2023.", "procedure", "open"),
        ("Lot 1 is reserved for VCSE organisations.", "reserved", "vcse"),
        ("The Provider must pay the Real Living Wage.", "real_living_wage", "must"),
        ("Artists must have enhanced DBS checks.", "dbs_enhanced", "must"),
        ("ISO 9001 or equivalent is required.", "accreditation", "ISO 9001"),
        ("Financial standing is assessed on the Lead Member alone.", "group_finance_rule", "lead_only"),
        ("Each consortium member must meet the financial threshold.", "group_finance_rule", "each_member"),
        (
            "Where members are jointly and severally liable, combined turnover will be considered.",
            "group_finance_rule",
            "aggregate_if_jsl",
        ),
    ],
)
def test_a_fact_is_found_by_its_name(text, name, value):
    assert facts(text)[name][0] == value


@pytest.mark.parametrize(
    "text",
    [
        "Insurance claims above 10% of the sum insured must be notified.",
        "The Council may accept a lower level of public liability.",
        "No minimum turnover applies to this procurement.",
        "The Council spends £500,000 a year on the arts.",
        "Staff turnover has been low.",
    ],
)
def test_what_sets_no_amount_gives_no_fact(text):
    assert not {name for name in facts(text) if name != "accreditation"}


def test_insurances_in_one_sentence_have_an_amount_each():
    found = facts("Cover of public liability £5m, employers' liability £10m and professional indemnity £1m is needed.")
    assert [found[f"{name}"][0] for name in ("public_liability", "employers_liability", "professional_indemnity")] == [
        5e6,
        10e6,
        1e6,
    ]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Each member must hold public liability insurance of £5m.", "all"),
        ("The Lead Member must hold public liability insurance of £5m.", "lead"),
        ("Each sub-contractor must hold public liability insurance of £5m.", "each_sub"),
        ("Public liability insurance of £5m is required.", "all"),
    ],
)
def test_a_fact_says_whom_it_binds(text, scope):
    assert facts(text)["public_liability"][1] == scope


COVER = """
# Westbridge District Council
# Invitation to Tender: Arts on Referral
Tender reference: WDC-PH-0231
"""
ROWS = """
| Buyer | Northmoor NHS Foundation Trust |
| Contract title | Creative health for older adults |
| Reference | NNFT/22/018 |
"""
SAID = """
# Request for Quotation
Brindle Borough Council (“the Council”) invites quotations for a summer festival.
Our ref: BBC-771
"""


@pytest.mark.parametrize(
    ("text", "title", "buyer", "reference"),
    [
        (COVER, "Arts on Referral", "Westbridge District Council", "WDC-PH-0231"),
        (ROWS, "Creative health for older adults", "Northmoor NHS Foundation Trust", "NNFT/22/018"),
        (SAID, "", "Brindle Borough Council", "BBC-771"),
        ("# Terms and conditions\nThe Supplier shall deliver.", "", "", ""),
        ("| Buyer | «Insert Name of Buyer» |\n| Reference | [insert] |", "", "", ""),
    ],
)
def test_what_the_pack_calls_itself(text, title, buyer, reference):
    found = tender(document(text))
    assert (found.title, found.buyer, found.reference) == (title, buyer, reference)


def kinds(*documents):
    return {each.kind for each in tender(*documents).flags}


INCUMBENT = "The current provider has run the service since 2022."
TURNOVER = "Bidders must have a minimum annual turnover of £300,000."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (INCUMBENT, "tupe_silent"),
        (TURNOVER, "consortium_rule_unstated"),
        (f"The annual budget is £100,000.\n{TURNOVER}", "finance_barrier"),
        ("Bidders must already hold public liability insurance of £10m.", "insurance_barrier"),
    ],
)
def test_a_silence_or_a_barrier_is_flagged(text, kind):
    assert kind in kinds(document(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{INCUMBENT} TUPE may apply.", "tupe_silent"),
        ("This is a new service.", "tupe_silent"),
        (f"{TURNOVER} Financial standing is assessed on the Lead Member alone.", "consortium_rule_unstated"),
        ("The Lead Member must have a minimum annual turnover of £300,000.", "consortium_rule_unstated"),
        (f"The annual budget is £150,000.\n{TURNOVER}", "finance_barrier"),
        ("Bidders must hold, or commit to obtain before the start, insurance of £10m.", "insurance_barrier"),
    ],
)
def test_what_the_pack_does_say_is_not_flagged(text, kind):
    assert kind not in kinds(document(text))


def test_hidden_text_is_flagged_and_never_used():
    hidden = "Bidders must have an annual turnover of at least £9,000,000."
    found = tender(document("# Tender", hidden=(hidden,)))
    assert "hidden_text" in {each.kind for each in found.flags}
    assert found.facts == found.requirements == ()


def test_every_flag_asks_something_neutral():
    found = tender(document(f"{INCUMBENT}\n{TURNOVER}"))
    assert found.flags
    for each in found.flags:
        assert each.ask.endswith((".", "?"))
        assert " we " not in f" {each.ask.lower()} "


@pytest.fixture(scope="module")
def reading(sample):
    given = read_pack([sample / "tender"])
    return extract(given, label(given))


@pytest.mark.parametrize("about", ["Gates", "Questions", "Asks", "Criteria", "Flags"])
def test_the_sample_is_read_as_its_gold_says(reading, about):
    score = next(each for each in judge_tender(reading) if each.about == about)
    assert (score.missed, score.invented) == ((), ()), str(score)


@pytest.mark.parametrize("about", ["Requirements", "Force", "Scope", "Words", "Dates", "Facts"])
def test_nothing_that_the_gold_of_the_sample_holds_is_missed(reading, about):
    score = next(each for each in judge_tender(reading) if each.about == about)
    assert score.missed == (), str(score)


def test_everything_found_in_the_sample_points_at_words_that_are_there(sample, reading):
    blocks = {(each.name, b.id): b.text for each in read_pack([sample / "tender"]).documents for b in each.blocks}
    for each in (*reading.dates, *reading.criteria, *reading.questions, *reading.requirements, *reading.facts):
        text = blocks[each.source.document, each.source.block]
        assert 0 <= each.source.start < each.source.end <= len(text), each
    for each in reading.questions:
        document, _, block = each.answer_at.partition("#")
        assert blocks[document, block] == "", each.id


def test_no_criterion_is_invented_where_a_contract_sets_none(shared):
    for path in sorted((shared / "data" / "tenders" / "docx").glob("ccs-fm*.docx")):
        given = read_pack([path])
        assert extract(given, ()).criteria == (), path.name


def test_the_weights_of_a_real_request_for_proposals_are_found(shared):
    (path,) = (shared / "data" / "tenders" / "md").glob("*ARIES_SUPPORT_RFP.md")
    given = read_pack([path])
    found = extract(given, ())
    assert [each.weight for each in found.criteria] == [10, 5, 5, 10, 10, 20, 40]
    assert [(each.role, each.at) for each in found.dates][:3] == [
        ("issued", "2021-02-19"),
        ("submission", "2021-03-26T16:00"),
        ("clarification", "2021-03-01T16:00"),
    ]
    assert (found.term.months, found.term.extension_months) == (24, 36)
    assert found.value.high == 7_200_000
