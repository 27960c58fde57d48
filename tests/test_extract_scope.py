import pytest
from build_pack import document, pack, tender

from assistant.extract.requirements.group import group_rules
from assistant.extract.requirements.scope import assumed_scope, scope_of, scope_of_column
from assistant.extract.text.layout import lay_out


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Every partner organisation shall name a safeguarding officer.", "all"),
        ("A certificate of insurance must be produced by each of the members.", "all"),
        ("Attendance shall be written down by whichever organisation delivers the session.", "all"),
        ("All tutors and volunteers must be trained in first aid.", "all"),
        ("The Provider and its sub-contractors shall observe the code of practice.", "all"),
        ("The Provider shall, and shall procure that its sub-contractors shall, keep accounts.", "all"),
        ("Any member which stores personal data must be registered.", "all"),
        ("The lead partner must hold the budget for all partners.", "lead"),
        ("The test in 4.2 is applied to the lead organisation only.", "lead"),
        ("The Lead's income must be £90,000 or more.", "lead"),
        ("One of you must be answerable to us for the whole.", "lead"),
        ("Collectively the members shall field nine tutors.", "sum"),
        ("The consortium must supply at least 200 hours of tuition.", "sum"),
        ("Income is found by adding together that of the partners.", "sum"),
        ("Sub-contractors are required to hold cover of £2m.", "each_sub"),
        ("The Provider shall ensure that its sub-contractors hold a licence.", "each_sub"),
        ("At least one of the partners must have run a library.", "any"),
        ("The condition may be met by any member.", "any"),
    ],
)
def test_the_ones_who_must_act_are_those_whom_a_requirement_binds(text, scope):
    assert scope_of(text) == scope


@pytest.mark.parametrize(
    "text",
    [
        "The Provider must pay its sub-contractors within 30 days.",
        "The Provider shall send a copy to the lead partner.",
        "The Provider shall work with all partner organisations in the borough.",
        "The designated safeguarding lead must be trained.",
        "At least one member of staff must be a first aider.",
        "Each member of the choir must be given a score.",
        "Members of the public must be able to book.",
        "Cover of £5m in the annual aggregate must be held.",
        "As a group, the young people must perform.",
    ],
)
def test_those_who_are_only_spoken_of_bind_nobody(text):
    assert scope_of(text) is None


@pytest.mark.parametrize(
    ("cell", "scope"),
    [("Lead", "lead"), ("All", "all"), ("Each member", "all"), ("Any one", "any"), ("Combined", "sum"), ("", None)],
)
def test_a_column_says_whom_a_row_is_for(cell, scope):
    assert scope_of_column(cell) == scope


@pytest.mark.parametrize(
    ("kind", "text", "scope"),
    [
        ("insurance", "Cover of £2m is needed.", "all"),
        ("finance", "A turnover of £90,000 is needed.", "lead"),
        ("accreditation", "ISO 9001 is needed.", "any"),
        ("data", "The system must store a record of loans.", "any"),
        ("data", "Personal data must be kept in the United Kingdom.", "all"),
        ("staffing", "The Provider shall supply 90 artist days a year.", "sum"),
        ("staffing", "Two workers shall be at each session.", "any"),
    ],
)
def test_the_scope_that_is_taken_where_nothing_is_said(kind, text, scope):
    assert assumed_scope(kind, text) == scope


SPEC = """
# The service
1.1 Public liability insurance of £5 million must be held.
1.2 The Provider must have an annual turnover of at least £90,000.
1.3 The Provider shall run a weekly class.
1.4 The Provider must hold professional indemnity insurance of £1 million.
"""


def scopes(*rules):
    found = tender(document("# Bids by a group\n" + "\n".join(rules)), document(SPEC, "specification"))
    return {each.number: (each.scope, each.assumed) for each in found.requirements if each.number}


def test_without_a_rule_the_cautious_scope_is_assumed():
    assert scopes("A tender must be sent in by e-mail.")["1.1"] == ("all", True)


@pytest.mark.parametrize(
    ("rule", "number", "scope"),
    [
        ("Each member of a group must satisfy the insurance requirements by itself.", "1.1", "all"),
        ("Insurance may be held by any member of the consortium.", "1.1", "any"),
        ("Financial standing is considered on the combined accounts of the members.", "1.2", "sum"),
        ("Unless a clause says otherwise, a requirement applies to the consortium as a whole.", "1.3", "any"),
        ("Every member of a consortium must meet all of the requirements.", "1.3", "all"),
        ("Professional indemnity is required of the lead organisation only.", "1.4", "lead"),
    ],
)
def test_a_general_clause_settles_whom_a_requirement_binds(rule, number, scope):
    assert scopes(rule)[number] == (scope, False)


def test_that_a_group_meets_requirements_as_a_whole_does_not_uninsure_its_members():
    found = scopes("A requirement applies to the consortium as a whole unless the clause says otherwise.")
    assert found["1.1"] == ("all", True)


def test_a_rule_about_one_insurance_leaves_the_other_alone():
    assert scopes("Professional indemnity is required of the lead organisation only.")["1.1"] == ("all", True)


def test_an_answer_to_a_question_overrides_the_invitation():
    first = document("Each member must satisfy the insurance requirements.")
    later = document("Insurance is required of the lead organisation only.", "clarification")
    given = pack(first, later)
    assert group_rules(lay_out(given, ())).kinds["insurance"] == "lead"


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("Consortium bids will not be accepted.", True),
        ("Only single organisations may apply.", True),
        ("Consortium bids are welcome.", False),
    ],
)
def test_a_pack_may_bar_groups(text, barred):
    assert group_rules(lay_out(pack(document(text)), ())).barred is barred


def test_a_clause_whose_sentences_are_for_different_members_is_parted():
    text = "4.1 Each member shall hold public liability insurance. The lead shall also hold a bond."
    found = tender(document(text, "specification")).requirements
    assert [each.scope for each in found] == ["all", "lead"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Contractor shall manage five libraries and keep each of them open for 30 hours.", None),
        ("A declaration has to be signed by each of them.", "all"),
        ("Only the lead need hold professional indemnity.", "lead"),
        ("The organisation which leads must sign the contract.", "lead"),
        ("The group's combined turnover must reach £200,000.", "sum"),
    ],
)
def test_those_who_act_are_told_from_what_is_acted_on(text, expected):
    assert scope_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The organisation that heads the group shall hold the contract file.", "lead"),
        ("The lead consultant must have led two reviews.", "lead"),
        ("Your lead must also hold a bond.", "lead"),
        ("Your lead officer must be told.", None),
        ("Professional indemnity of £1m, for the lead; and", "lead"),
        ("Product liability: £1m (lead partner only).", "lead"),
        ("The Provider shall name a safeguarding-lead.", None),
        ("Any firm to which you pass part of the work must keep to the same hours.", "each_sub"),
        ("The Contractor shall make sure that sub-contractors are paid within 30 days.", None),
        ("Where two or more organisations bid, each must sign the code.", "all"),
        ("Cover of £5m must be in force, each member of a group holding its own.", "all"),
        ("A single policy, held by any one of you, must cover the work of all.", "any"),
        ("The partnership as a whole must include one youth worker.", "any"),
        ("The bidder (all organisations together) must have run three festivals.", "sum"),
        ("Talks with anyone under 16 must take place in a school.", None),
        ("Each consultant must be free of any conflict.", "all"),
    ],
)
def test_whom_a_duty_is_for_is_told_by_many_turns_of_phrase(text, expected):
    assert scope_of(text) == expected


@pytest.mark.parametrize(
    "rule",
    [
        "Groups may bid: one of them (the Principal) signs the contract and the others are Associates.",
        "The organisation which signs the contract is called the Principal; the others, known as Associates, help.",
    ],
)
def test_names_that_a_pack_gives_to_the_lead_and_the_others_are_understood(rule):
    spec = """
    1.1 The Principal must supply one co-ordinator.
    1.2 Each Associate must hold a child protection policy.
    1.3 Principal and Associates alike must be insured.
    1.4 The programme must have two shows.
    """
    found = tender(document(f"# Who may bid\n{rule}"), document(spec, "specification")).requirements
    assert {each.number: each.scope for each in found if each.number} == {
        "1.1": "lead",
        "1.2": "all",
        "1.3": "all",
        "1.4": "any",
    }


def test_the_usual_names_are_no_names_of_the_lead():
    spec = "1.1 The Contractor must run two shows."
    found = tender(document("One of them (the Contractor) signs."), document(spec, "specification")).requirements
    assert [(each.scope, each.assumed) for each in found] == [("any", True)]
