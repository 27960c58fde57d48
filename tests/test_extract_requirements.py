import pytest
from build_pack import document, labelled, pack, tender

from assistant.extract.requirements.kinds import kind_of
from assistant.extract.requirements.scope import scope_of
from assistant.extract.tender import extract
from assistant.extract.text.phrasing import Casing, closed, joined

SPEC = """
# 2 The service
2.1 The Provider shall:
(a) deliver at least two weekly sessions in each locality;
(b) Keep accurate records of attendance; and
(c) employ artists who hold enhanced DBS certificates.
2.2 The Provider must submit quarterly reports. It must also attend review meetings.
2.3 The Council will provide venues free of charge.
2.4 Where possible, the Provider should offer evening sessions.
The Provider shall insure the venues. It must keep them clean. The Provider shall open them daily.
"""
ITT = """
# 8 Conditions of participation
8.1 The conditions are in Table 3, and each is assessed as pass or fail.
| Ref. | Condition | Applies to |
| PF1 | Public liability insurance of at least £5 million must be held. | Each member |
| PF2 | The Lead Member must have had a turnover of at least £300,000 in each of the last two years. | Lead Member |
| PF3 | Quarterly reports must be submitted by the Provider. | Lead Member |
8.2 A condition must be met at the deadline.
# 9 Canvassing
9.1 A Tenderer must not canvass any councillor.
"""


def found(*documents):
    return {each.id: each for each in tender(*documents).requirements}


def test_a_clause_is_one_requirement_by_its_number_and_whole():
    spec = found(document(SPEC, "specification"))
    assert spec["2.2"].text == "The Provider must submit quarterly reports. It must also attend review meetings."
    assert spec["2.4"].force == "should"
    assert "2.3" not in spec


def test_the_items_of_a_list_go_on_the_sentence_that_introduces_them():
    spec = found(document(SPEC, "specification"))
    assert spec["2.1(a)"].text == "The Provider shall deliver at least two weekly sessions in each locality."
    assert spec["2.1(b)"].text == "The Provider shall keep accurate records of attendance."
    assert "2.1" not in spec


def test_sentences_without_a_number_stand_apart_and_one_that_hangs_on_another_with_it():
    texts = [each.text for each in tender(document(SPEC, "specification")).requirements if each.number is None]
    assert texts == [
        "The Provider shall insure the venues. It must keep them clean.",
        "The Provider shall open them daily.",
    ]


def test_conditions_in_a_table_are_gates_for_those_whom_they_apply_to():
    conditions = found(document(ITT))
    assert list(conditions) == ["PF1", "PF2", "PF3"]
    assert all(each.gate for each in conditions.values())
    assert [conditions[name].scope for name in ("PF1", "PF2")] == ["all", "lead"]
    assert not conditions["PF1"].assumed


def test_what_binds_the_bid_and_not_the_service_is_no_requirement():
    both = tender(document(ITT), document(SPEC, "specification")).requirements
    assert not [each for each in both if "canvass" in each.text]


def test_the_same_duty_in_two_documents_is_one():
    form = "# Conditions of participation\n| Ref. | Condition | Yes or No |\n" + "\n".join(ITT.splitlines()[4:7])
    alone, again = tender(document(ITT)), tender(document(ITT), document(form, "response_form"))
    assert [each.id for each in again.requirements] == [each.id for each in alone.requirements]


def test_a_number_in_two_documents_is_that_of_the_specification():
    itt = "# 2 Eligibility\n2.2 Bidders must have three years of experience of similar work."
    ids = [each.id for each in tender(document(itt), document(SPEC, "specification")).requirements]
    assert "2.2" in ids
    assert len(ids) == len(set(ids))
    assert found(document(itt), document(SPEC, "specification"))["2.2"].text.startswith("The Provider must submit")


def test_terms_of_contract_count_only_where_nothing_else_asks():
    terms = document("1.1 The Supplier shall keep records for six years.", "contract")
    assert [each.id for each in tender(terms).requirements] == ["1.1"]
    assert not [
        each for each in tender(terms, document(SPEC, "specification")).requirements if "six years" in each.text
    ]


def test_a_table_of_requirements_gives_its_refs_and_priorities():
    text = """
    # Requirements
    | Ref | Requirement | Priority |
    | R-01 | The system must keep a record of attendance. | Must |
    | R-02 | The system must send reminders. | Desirable |
    """
    spec = found(document(text, "specification"))
    assert [(each.id, each.force) for each in spec.values()] == [("R-01", "must"), ("R-02", "should")]


def test_a_duty_with_exceptions_is_one_requirement_with_all_of_them():
    text = "1.4 The Supplier shall not replace Key Staff unless:\n1.4.1 the person resigns; or\n1.4.2 the Buyer agrees."
    (requirement,) = tender(document(text, "contract")).requirements
    assert requirement.text == "The Supplier shall not replace Key Staff unless: the person resigns; the Buyer agrees."


def test_a_number_typed_before_a_clause_is_its_number():
    text = "1.5 The Supplier shall:\n1.5.1 notify the Buyer promptly; and\n1.5.2 give notice."
    given = document(text, "contract")
    typed = tuple(
        block.model_copy(update={"text": f"{block.number} {block.text}", "number": None}) for block in given.blocks
    )
    bare = pack(given.model_copy(update={"blocks": typed}))
    told = tuple(each.model_copy(update={"label": "requirement", "force": "must"}) for each in labelled(bare))
    texts = {each.id: each.text for each in extract(bare, told).requirements}
    assert texts["1.5.1"] == "The Supplier shall notify the Buyer promptly."


@pytest.mark.parametrize(
    "text",
    [
        "The Council will provide venues free of charge.",
        "Schools report that few young people join activities.",
        "“Shall” and “must” mark what is mandatory.",
        "The Provider is not required to supply instruments.",
        "A template will be agreed in the first quarter.",
    ],
)
def test_a_sentence_that_does_not_bind_the_supplier_is_none_whatever_its_label(text):
    given = pack(document(text, "specification"))
    wrong = tuple(each.model_copy(update={"label": "requirement", "score": 0.8}) for each in labelled(given))
    assert extract(given, wrong).requirements == ()


def test_a_table_that_restates_clauses_adds_none():
    text = SPEC + "\n# Measures\n| Clause | Measure |\n| 2.1 | Sessions must be held weekly. |"
    assert len(found(document(text, "specification"))) == len(found(document(SPEC, "specification")))


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Each member must hold insurance.", "all"),
        ("No session shall run with fewer than two adults, whichever member runs it.", "all"),
        ("The Lead Member must sign the form.", "lead"),
        ("400 days must be provided, counted across all members of the consortium.", "sum"),
        ("The combined turnover of the members must be £1m.", "sum"),
        ("Each sub-contractor must hold a DBS certificate.", "each_sub"),
        ("The limit is £5m in the aggregate.", None),
        ("The Provider must hold insurance.", None),
    ],
)
def test_whom_a_requirement_binds_is_found_in_its_words(text, scope):
    assert scope_of(text) == scope


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("The Provider must hold public liability insurance of £5 million.", "all"),
        ("The Provider must have a safeguarding policy.", "all"),
        ("The Provider must have an annual turnover of £300,000.", "lead"),
        ("The Provider shall provide at least 400 practitioner days a year.", "sum"),
        ("The Provider shall run weekly sessions.", "any"),
        ("The Provider must pay the Real Living Wage.", "all"),
        ("The Provider shall have two workers at each session.", "any"),
    ],
)
def test_where_the_words_do_not_say_the_cautious_scope_is_taken_and_marked(text, scope):
    (requirement,) = tender(document(f"1.1 {text}", "specification")).requirements
    assert (requirement.scope, requirement.assumed) == (scope, True)


def test_a_rule_for_the_whole_pack_settles_the_scope():
    text = "Where the Provider is a consortium, a requirement applies to the consortium as a whole.\n" + SPEC
    assert not found(document(text, "specification"))["2.2"].assumed


def test_a_rule_on_the_finances_of_a_group_says_whom_the_turnover_binds():
    rule = "Each consortium member must individually meet the financial threshold.\n"
    test = "# Eligibility\nBidders must have an annual turnover of at least £300,000."
    binding = [each for each in tender(document(rule + test)).requirements if each.kind == "finance"]
    assert {each.scope for each in binding} == {"all"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Provider must hold professional indemnity insurance of £1 million.", "insurance"),
        ("The lead must have an annual turnover of £300,000.", "finance"),
        ("All staff must hold an enhanced DBS certificate.", "safeguarding"),
        ("The Provider must have at least three years' experience of similar work.", "experience"),
        ("The Provider must hold Cyber Essentials certification.", "accreditation"),
        ("The Provider must comply with the UK GDPR.", "data"),
        ("The Provider shall offer six paid traineeships a year.", "social_value"),
        ("The Provider shall send a written report each quarter.", "reporting"),
        ("The Provider must submit a mobilisation plan within 10 days of the award.", "mobilisation"),
        ("Sessions shall be led by a qualified youth worker.", "staffing"),
        ("The Provider shall run at least five weekly creative sessions.", "delivery"),
        ("The form must be signed.", "other"),
    ],
)
def test_the_kind_of_a_requirement_is_found_in_its_words(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("lead", "item", "whole"),
    [
        ("The Provider shall:", "Keep a record;", "The Provider shall keep a record."),
        (
            "The Provider shall ensure that",
            "the venue is safe; and",
            "The Provider shall ensure that the venue is safe.",
        ),
        ("The service must include the following:", "weekly sessions", "The service must include weekly sessions."),
        (
            "The following services are required:",
            "weekly sessions",
            "The following services are required: weekly sessions.",
        ),
        ("The Provider must hold:", "Arts Award centre status", "The Provider must hold Arts Award centre status."),
        ("The Provider must hold:", "DBS certificates", "The Provider must hold DBS certificates."),
    ],
)
def test_a_lead_in_and_an_item_make_a_whole_sentence(lead, item, whole):
    casing = Casing(["They keep a record of an Arts Award."])
    assert joined(lead, item, casing) == whole


@pytest.mark.parametrize("text", ["(a) keep a record; and", "- keep a record,", "**Keep** a record"])
def test_a_fragment_is_closed_into_a_sentence(text):
    assert closed(text) == "Keep a record."


def test_each_requirement_ends_as_a_sentence_and_lies_in_its_source():
    given = document(SPEC, "specification")
    blocks = {block.id: block.text for block in given.blocks}
    for each in tender(given).requirements:
        assert each.text.endswith(".")
        span = blocks[each.source.block][each.source.start : each.source.end]
        assert span.rstrip(";., and").lower() in each.text.lower()


def test_the_same_pack_gives_the_same_tender():
    given = pack(document(ITT), document(SPEC, "specification"))
    assert extract(given, labelled(given)) == extract(given, labelled(given))


def texts(text, kind="specification"):
    return [each.text for each in tender(document(text, kind)).requirements]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        (
            "2.1 The Provider shall: (a) keep a record; (b) report each quarter; and (c) hold a fair.",
            ["shall keep a record", "shall report each quarter", "shall hold a fair"],
        ),
        (
            "The Provider shall, with a library, (i) run a club; and (ii) print a zine. The Council will pay for it.",
            ["with a library, run a club", "with a library, print a zine"],
        ),
        (
            "The Provider must: keep a record; report each quarter; hold a fair.",
            ["keep a record", "report", "hold a fair"],
        ),
    ],
)
def test_a_list_that_runs_on_in_one_paragraph_is_parted_with_its_lead_in(text, points):
    found = texts(text)
    assert len(found) == len(points)
    assert all(point in each for point, each in zip(points, found, strict=True))


def test_points_that_run_on_go_by_the_number_of_their_clause():
    ids = list(found(document("2.1 The Provider shall: (a) keep a record; and (b) hold a fair.", "specification")))
    assert ids == ["2.1(a)", "2.1(b)"]


@pytest.mark.parametrize(
    "text",
    [
        "The Provider shall keep records, report each quarter and attend reviews.",
        "The Provider shall do what clause 4 (a) and (b) ask for.",
    ],
)
def test_several_duties_of_one_sentence_stay_one_requirement(text):
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Schools are responsible for the consent of parents.",
        "Visitors must pay for their own travel.",
        "The Provider need not have to supply instruments.",
        "Parents must bring a packed lunch.",
    ],
)
def test_what_others_must_do_is_no_requirement(text):
    assert texts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Young people shall be involved in the design of the fair.",
        "It is essential that each hall has a ramp.",
        "No child shall be left alone.",
        "Groups are to be free.",
        "If a child is absent, the Provider shall telephone.",
        "You mustn't use solvents.",
    ],
)
def test_a_duty_in_other_words_is_one(text):
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Unless the Council agrees otherwise, classes shall be held in term time.",
        "The maker will lock the shop.",
        "We expect artists to be paid.",
    ],
)
def test_a_sentence_that_binds_the_supplier_counts_where_it_is_labelled_so(text):
    given = pack(document(text, "specification"))
    told = tuple(each.model_copy(update={"label": "requirement", "score": 0.5}) for each in labelled(given))
    assert [each.text for each in extract(given, told).requirements] == [text]


def test_what_is_wished_for_binds_less():
    (wished,) = tender(document("The Provider should run an evening class.", "specification")).requirements
    assert wished.force == "should"


def test_a_clause_that_binds_more_and_less_is_parted():
    text = "3.1 The Provider shall open a shop. The Provider should sell prints."
    assert [each.force for each in tender(document(text, "specification")).requirements] == ["must", "should"]


def test_a_table_that_a_place_to_fill_in_stands_above_is_read_by_its_head():
    text = """
    | Name of bidder | | |
    | Ref | Requirement | MoSCoW |
    | S1 | A class on weekday evenings for adults | Must |
    | S2 | A web page for the group | Could |
    | S3 | An app for telephones | Won't |
    """
    spec = found(document(text, "specification"))
    assert [(each.id, each.force) for each in spec.values()] == [("S1", "must"), ("S2", "should")]


def test_columns_headed_by_how_much_they_bind_give_a_requirement_each():
    text = "| | Must have | Nice to have |\n| Classes | Thirty free classes | A class for dads |"
    spec = tender(document(text, "specification")).requirements
    assert [(each.text, each.force) for each in spec] == [
        ("Thirty free classes.", "must"),
        ("A class for dads.", "should"),
    ]


def test_targets_in_a_table_are_required():
    text = "# Targets\n| Measure | Target |\n| Different people who take part | 1,800 |"
    assert texts(text) == ["Different people who take part: 1,800."]


INSURANCES = "# Insurance\n| Type of cover | Amount | Who holds it |\n| Public liability | £5 million | Lead |"


def test_a_table_of_insurances_is_required_where_no_clause_asks_for_them():
    (cover,) = tender(document(INSURANCES, "specification")).requirements
    assert (cover.text, cover.kind, cover.scope) == ("Public liability: £5 million.", "insurance", "lead")
    clause = "\n# Conditions\n1.1 Public liability insurance of £5 million must be held by each member."
    assert [each.number for each in tender(document(INSURANCES + clause, "specification")).requirements] == ["1.1"]


def test_the_lot_of_a_requirement_is_that_of_its_words_its_section_or_its_column():
    text = """
    # Lot 1: North
    1.1 The Provider shall run a club.
    # Lot 2: South
    2.1 The Provider shall run a choir.
    # Both lots
    3.1 For both lots the Provider shall report.
    3.2 Under Lot 2 the Provider shall also print a zine.
    """
    lots = {each.number: each.lot for each in tender(document(text, "specification")).requirements}
    assert lots == {"1.1": "1", "2.1": "2", "3.1": None, "3.2": "2"}


@pytest.mark.parametrize(
    ("text", "kind", "gate"),
    [
        ("# Eligibility\n1.1 Bidders must be registered charities.", "instructions", True),
        ("# Eligibility\n1.1 The Provider shall accept people over 60.", "specification", False),
        ("Tenders without a plan will be rejected, and the Provider must have one.", "specification", True),
        ("1.1 Goods that are damaged shall be rejected, and the Provider must replace them.", "specification", False),
    ],
)
def test_only_what_decides_on_the_bid_is_a_gate(text, kind, gate):
    (requirement,) = tender(document(text, kind)).requirements
    assert requirement.gate is gate


def test_a_requirement_in_a_footnote_is_read():
    given = document("The Provider shall keep a shop.", "specification")
    note = given.blocks[0].model_copy(update={"kind": "footnote"})
    assert [each.text for each in tender(given.model_copy(update={"blocks": (note,)})).requirements] == [
        "The Provider shall keep a shop."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Provider shall follow the infection policy and shall replace any material used at a bedside.",
            [
                "The Provider shall follow the infection policy.",
                "The Provider shall replace any material used at a bedside.",
            ],
        ),
        (
            "If the hall is closed, the Provider must tell users at once and must find another room.",
            [
                "If the hall is closed, the Provider must tell users at once.",
                "If the hall is closed, the Provider must find another room.",
            ],
        ),
        (
            "The Provider must run two festivals a year. It must also involve residents in choosing what they hold.",
            [
                "The Provider must run two festivals a year.",
                "It must also involve residents in choosing what they hold.",
            ],
        ),
    ],
)
def test_duties_with_verbs_of_their_own_stand_apart_in_prose(text, expected):
    assert texts(text) == expected
    assert len(texts(f"1.1 {text}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Provider must appoint a manager who must hold a degree and must live in the county.",
        "The Provider shall run workshops, and the Council will pay for the venue.",
        "The Provider will run a weekly drop-in and will be paid for it every month.",
    ],
)
def test_what_others_do_or_are_stays_in_the_sentence(text):
    assert texts(text) == [text]


def test_force_follows_the_verb_of_each_duty():
    told = tender(document("The Provider must lead two walks, and should leave notes for teachers.", "specification"))
    assert [each.force for each in told.requirements] == ["must", "should"]


@pytest.mark.parametrize(
    "text",
    [
        "Section B: What the Provider must do",
        "Artists who work as a pair are fine.",
        "You do not need to supply refreshments.",
        "Nothing in this contract shall limit the Provider's liability for injury.",
    ],
)
def test_a_title_and_what_is_allowed_ask_for_nothing(text):
    assert not texts(f"The Provider shall run a weekly choir for adults.\n{text}")[1:]


def test_a_table_of_covers_headed_minimum_gives_a_requirement_a_row():
    rows = "| Cover | Minimum |\n| Public liability | £10m |\n| Event cancellation | £50,000 |"
    found = tender(document(f"The Provider shall run a carnival.\n# Insurance\n{rows}", "specification")).requirements
    assert [each.text for each in found[1:]] == [
        "Public liability: £10m.",
        "Event cancellation: £50,000.",
    ]
    assert {each.kind for each in found[1:]} == {"insurance"}


def test_what_agencies_do_and_what_words_mean_bind_no_supplier():
    asked = "The seller shall deliver water to every office.\n"
    for other in (
        "The using agencies are responsible for monitoring the services.",
        "A bulk delivery shall be classified as any purchase of 500 cases or more.",
        "The City shall have no obligation for payment.",
    ):
        assert len(texts(asked + other)) == 1


def test_a_list_of_aims_keeps_its_colon_and_a_condition_its_own_sentence():
    assert joined("The main tasks are:", "Operate the lift", Casing([])) == "The main tasks are: operate the lift."
    listed = "The contractor shall:\n- Should the contract end early, the contractor shall hand over all files."
    assert texts(listed) == ["Should the contract end early, the contractor shall hand over all files."]


def test_one_of_them_is_no_lead_unless_it_answers_for_the_rest():
    assert scope_of("There must be two adults in the room, and one of them must be a first aider.") != "lead"
    assert scope_of("One of them must be answerable to us for the whole.") == "lead"


@pytest.mark.parametrize(
    ("title", "line", "found"),
    [
        ("Sending your tender", "- Visit the portal before the closing date.", 0),
        ("Our goals", "The goals of the fund are:\n- keep villages lively.", 0),
        ("The requirement", "Commercial classes are not permitted.", 1),
        ("How to bid", "Joint bids are not permitted.", 0),
        ("The requirement", "Monthly figures are due from the Contractor within a week.", 1),
        ("The requirement", "Our scheme managers will open the lounges and must put up posters.", 0),
        ("The requirement", "The academies will make halls available and shall provide a caretaker.", 0),
    ],
)
def test_what_is_wanted_is_found_without_a_word_of_duty_by_its_place_and_form(title, line, found):
    spec = document(f"# {title}\n1.1 The Provider shall run a weekly class.\n{line}", "specification")
    assert len(tender(spec).requirements) == 1 + found


def test_each_insurance_of_a_clause_that_lists_them_is_one():
    text = "4.1 Employers' liability: £5 million. Public liability: £2 million. Professional indemnity: £1 million."
    found = tender(document(f"# The service\n{text}", "specification")).requirements
    assert [each.kind for each in found] == ["insurance"] * 3


def test_letters_of_priority_are_read_as_the_line_above_the_table_explains_them():
    table = """
    # Requirements
    M = mandatory. D = desired. I = for information.
    | Ref | Requirement | M / D / I |
    | R1 | A weekly phone call to each resident | M |
    | R2 | Groups that are open to neighbours | D |
    | R3 | The lounges are open from nine to five | I |
    """
    found = tender(document(table, "specification")).requirements
    assert [(each.number, each.force) for each in found] == [("R1", "must"), ("R2", "should")]
