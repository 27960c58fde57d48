"""Questions in the many builds in which buyers put them."""

import pytest
from build_pack import document, tender

from assistant.extract.questions.asks import split_sentence
from assistant.extract.questions.limits import find_limit, over_of, without_sizes
from assistant.extract.text.numbers import numbered


def asked(text, kind="response_form", *others):
    return tender(*others, document(text, kind)).questions


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("(40 marks, 500 words at most)", 500, "words"),
        ("(one side of A4)", 1, "pages"),
        ("(Not scored. 250 words for each contract.)", 250, "words"),
        ("Keep your answer to 300 words.", 300, "words"),
        ("No answer may be longer than two sides of A4.", 2, "pages"),
        ("Describe in two pages how you will work.", 2, "pages"),
        ("Provide a 500-word statement on safety", 500, "words"),
        ("(20%; 2 x A4)", 2, "pages"),
        ("(gardening, 20 points, 3 pages)", 3, "pages"),
        ("(see the plan, 3 pages)", None, None),
        ("200 words tops", 200, "words"),
        ("word allowance: 500", 500, "words"),
        ("about 500 words", None, None),
        ("(minimum 200 words)", None, None),
        ("We have 12 pages of policy.", None, None),
        ("The Specification has 30 pages.", None, None),
    ],
)
def test_a_limit_in_plain_english_is_read_and_a_size_is_none(text, number, unit):
    limit = find_limit(text)
    assert (limit.number if limit else None, limit.unit if limit else None) == (number, unit)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Words beyond the limit are struck out.", "not_marked"),
        ("Pages in excess of the maximum will be discarded.", "not_marked"),
        ("We'll not look at anything over those lengths.", "not_marked"),
        ("If it is longer than two sides we will stop there.", "not_marked"),
        ("Extra sides will be taken out before marking.", "not_marked"),
        ("Each answer is limited to 500 words. Anything more will not be read.", "not_marked"),
        ("Over-long answers lose 10% of their marks.", "penalty"),
        ("One mark will be taken off for every 50 words over the limit.", "penalty"),
        ("The Council may stop reading at the limit.", "may_not_be_marked"),
        ("Proposals exceeding 20 pages will not be considered.", "rejected"),
        ("The number in brackets is the most words you may use. Markers finish reading at that number.", "not_marked"),
        ("We stop at the foot of the final page.", "not_marked"),
        ("A seventh page will not be read.", "not_marked"),
        ("The panel ignores everything that comes after the last word allowed.", "not_marked"),
        ("Words past the maximum earn nothing.", "not_marked"),
        ("Where it runs over its limit, a fifth of the marks for that answer will be taken off.", "penalty"),
        ("Failure to keep to the page limit will cost you two marks.", "penalty"),
        ("Keep to the word counts. Should you not, your bid will be handed back unread.", "rejected"),
        ("Answers that do not keep to the word limit will be returned unmarked.", "rejected"),
        ("Stay within the page limits. Otherwise we shall not read your answer.", "not_marked"),
        ("Please be in the hall before the time limit. Otherwise you may be turned away.", None),
        ("The second page of the form will not be read.", None),
        ("The word count includes tables. If you have none, it will not be considered.", None),
        ("You will not be penalised for going over the limit.", None),
        ("Tenders above this figure will not be considered.", None),
        ("Children over the age limit will not be admitted.", None),
        ("Claims in excess of the limit of indemnity will not be paid.", None),
        ("CVs are not included in the page limit.", None),
        ("Diagrams and tables count towards the limit.", None),
    ],
)
def test_what_becomes_of_an_excess_is_told_by_what_is_done_with_it(text, rule):
    assert over_of(text) == rule


def test_an_excess_of_nothing_named_is_one_of_the_length_said_above():
    assert over_of("Anything more is ignored.") is None
    assert over_of("Anything more is ignored.", "Each answer may be up to 400 words.") == "not_marked"


def test_a_length_is_no_weight():
    assert "200" not in without_sizes("(40 points, 200 words)")


@pytest.mark.parametrize(
    ("text", "number"), [("Tab B. Experience", "Tab B"), ("Volume II: Price", "Volume II"), ("Tabular data", "")]
)
def test_tabs_and_volumes_are_numbers(text, number):
    assert numbered(text)[0] == number


def test_what_a_colon_introduces_is_asked_in_its_parts():
    text = "Give details of the staff: (i) who leads them, (ii) what they have done, and (iii) how they are trained."
    assert split_sentence(text) == [
        "Explain who leads them.",
        "Explain what they have done.",
        "Explain how they are trained.",
    ]


def brief(found):
    return [(each.id, each.weight, each.limit.number if each.limit else None) for each in found]


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (
            "instructions",
            """
            # Award criteria
            Question A (250 points; not more than 2 sides of A4). Describe your plan.
            Question B (100 points). Fair work. State what you will do, in no more than 600 words.
            """,
            [("QA", 250, 2), ("QB", 100, 600)],
        ),
        (
            "instructions",
            """
            # Proposal content
            Tab A. Approach (maximum 10 pages). Describe your program.
            Tab B. Experience (maximum 5 pages). Describe three programs.
            Tab C. Cost. Complete Attachment 2.
            """,
            [("Tab A", None, 10), ("Tab B", None, 5), ("Tab C", None, None)],
        ),
        (
            "other",
            """
            Two short answers:
            1. How would you run it? (40 marks, 500 words at most)
            2. Who would do the work? (20 marks, 300 words at most)
            """,
            [("1", 40, 500), ("2", 20, 300)],
        ),
        (
            "instructions",
            """
            # Questions
            Answer these: (a) how will you find people (30%, 500 words); and (b) who will lead (20%, 300 words).
            """,
            [("a", 30, 500), ("b", 20, 300)],
        ),
        (
            "instructions",
            """
            # Questions
            Question 1 asks how you will recruit (20%, up to 500 words). Question 2 asks you to describe your team (9%).
            """,
            [("Q1", 20, 500), ("Q2", 9, None)],
        ),
        (
            "instructions",
            "# Criteria\nWe judge: (a) how well you know the place (60%); and (b) what it will cost (40%).",
            [],
        ),
        (
            "instructions",
            """
            # Quality
            A) Delivery (30%, 1,000 words). Set out how you will deliver.
            B) Team (20%, 600 words). Set out who will deliver.
            """,
            [("A", 30, 1000), ("B", 20, 600)],
        ),
        (
            "instructions",
            """
            # Award questions
            1.1 Understanding of need
            Describe the need.
            Weighting: 20% Word limit: 500
            1.2 Method
            Describe how you will meet it.
            Weighting: 40% Word limit: 1000
            """,
            [("1.1", 20, 500), ("1.2", 40, 1000)],
        ),
        (
            "instructions",
            """
            # Questions
            Question 1: Your idea [40 points] [1,000 words]
            Describe your idea.
            Question 2: Your people [20 points]
            Describe who will do it.
            """,
            [("Q1", 40, 1000), ("Q2", 20, None)],
        ),
        (
            "response_form",
            """
            # Answers
            | Ref | Theme | What we ask | Marks | Max words | Your reply |
            | A1 | Reach | How will you reach people? | 20 | 500 | |
            | A2 | Safety | What will keep them safe? | 10 | 300 | |
            """,
            [("A1", 20, 500), ("A2", 10, 300)],
        ),
        (
            "response_form",
            """
            # Section B
            | B1 | Describe your approach to inclusion. |
            | Word limit | 600 |
            | Weighting | 25% |
            | Answer | |
            """,
            [("B1", 25, 600)],
        ),
    ],
)
def test_each_question_has_its_own_weight_and_limit(kind, text, found):
    assert brief(asked(text, kind)) == found


def test_a_table_without_a_head_is_answered_by_yes_or_no():
    text = """
    # Section 3
    | 3.1 | Do you hold the insurances required? | ☐ Yes ☐ No |
    | 3.2 | Have you been refused a contract? | Yes ☐ / No ☐ |
    | 3.3 | Give details of three contracts. (Not scored. 250 words for each contract.) | |
    """
    found = asked(text)
    assert [(each.id, each.response, each.pass_fail) for each in found] == [
        ("3.1", "yes_no", True),
        ("3.2", "yes_no", True),
        ("3.3", "narrative", False),
    ]
    assert found[2].limit.number == 250


def test_criteria_answered_yes_or_no_are_pass_or_fail():
    text = """
    # Basic criteria
    | Ref | Basic selection criterion | Yes/No |
    | C1 | Does the provider have a safeguarding policy? | Choose an item |
    """
    (found,) = asked(text)
    assert (found.id, found.pass_fail, found.answer_at) == ("C1", True, "response_form.docx#t1r2c3")


SENT = """
# How to apply
Please send us the following by noon on 3 May 2027:
- a covering letter (one page);
- an outline of your idea, with a sketch (two sides at most);
- a CV (two sides).
We will not read beyond these lengths.
"""


def test_a_list_of_what_to_send_is_the_questions_where_nothing_else_is_asked():
    found = asked(SENT, "other")
    assert [(each.text.split(" (")[0], each.limit.number, each.limit.over) for each in found] == [
        ("a covering letter", 1, "not_marked"),
        ("an outline of your idea, with a sketch", 2, "not_marked"),
        ("a CV", 2, "not_marked"),
    ]
    form = document("# Questions\nQ1. Describe your idea. (100%, 500 words)", "response_form")
    assert [each.id for each in asked(SENT, "other", form)] == ["Q1"]


@pytest.mark.parametrize(
    "text",
    [
        "The Provider shall send to the Council:\n- an annual report;\n- minutes of each meeting.",
        "Each quarter please send us:\n- a list of sessions;\n- a case study.",
        "Please send your questions to:\n- the procurement team;\n- the museum.",
        "You may submit a bid:\n- in your own name;\n- as a member of a group.",
    ],
)
def test_other_lists_are_no_questions(text):
    assert asked(f"# Information\n{text}", "other") == ()


def test_a_limit_set_once_for_every_answer_holds_for_those_without_their_own():
    text = """
    # How to answer
    No response may be longer than two sides of A4. Extra sides will be removed before marking.
    # Questions
    Q1 Describe your plan. (40%)
    Q2 Describe your team. (30%; maximum 1 side)
    """
    found = asked(text)
    assert [(each.limit.number, each.limit.over) for each in found] == [(2, "not_marked"), (1, "not_marked")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Checklist.docx", "# Contact\nProposals must include complete contact information."),
        (
            "Instructions.docx",
            "# Conflicts\nOfferors shall provide a signed statement of interests with their quotation.",
        ),
        ("Instructions.docx", "# Subcontractors\nIf selected, the offeror must provide details of each subcontractor."),
    ],
)
def test_what_is_signed_or_ticked_or_follows_the_award_is_no_question(name, text):
    assert tender(document(text, "instructions", name)).questions == ()


INVITES = (
    "\n\n# Submission\n\nTenders must be submitted by noon on 1 May. Tenderers are evaluated on price and quality."
)


def measured(text, kind="instructions"):
    return [
        (each.id, each.weight, each.limit.number if each.limit else None) for each in asked(f"{text}{INVITES}", kind)
    ]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Part | Tell us | Length | Score", "1 | How you will reach people who stay at home | 2 pages | 40"),
        ("No. | Topic | What we want to read about | Max pages | Points", "1 | Care | Who will look after it | 2 | 40"),
        ("Ref | Your task | Length of answer | Worth", "1 | Map out the first half year | two sides | 40"),
        ("Award criterion | % | Sides", "1. Delivery – describe how each centre will be run | 40% | 2 x A4"),
    ],
)
def test_a_table_of_tasks_and_measures_is_one_of_questions(head, cells):
    assert measured(f"# Questions\n\n| {head} |\n| {cells} |") == [("1", 40, 2)]


def test_a_table_of_what_is_judged_without_lengths_asks_nothing():
    assert measured("# Marks\n\n| Criterion | Weighting |\n| How well you know the town | 60% |\n| Price | 40% |") == []


def test_a_numbered_line_with_a_title_a_weight_and_a_limit_is_a_question_whatever_its_words():
    text = """# Questions

5.1 Reach. Forty schools never book. Counts for 10 of the 60 quality marks; 450 words or fewer.

5.2 Care. A carer rings in tears on a Friday. Counts for 20 marks; 300 words or fewer.

5.3 Money. Complete the price schedule. Counts for 30 marks."""
    assert measured(text) == [("5.1", 10, 450), ("5.2", 20, 300), ("5.3", 30, None)]


def test_a_code_may_follow_the_word_question():
    text = """# Questions

Question A1: Programme. Describe the first year. Weighting 25%. Limit: 3 sides of A4.

Question SV2: Place. What would you do for the town? Weighting 15%. Limit: 1 side of A4."""
    assert measured(text) == [("A1", 25, 3), ("SV2", 15, 1)]


@pytest.mark.parametrize(
    "lead",
    [
        "Send one document, no more than four sides of A4. We will not read the fifth side. It should tell us:",
        "Write us a letter of at most four pages, explaining:",
        "Please send a short proposal (no more than 4 pages) which sets out:",
    ],
)
@pytest.mark.parametrize("kind", ["instructions", "specification"])
def test_what_a_document_to_send_should_tell_is_a_question_with_its_limit(lead, kind):
    found = asked(f"# What to send\n\n{lead}\n\n- how you would begin\n- who would do the work{INVITES}", kind)
    assert [(each.limit.number, len(each.asks)) for each in found] == [(4, 2)]


def test_a_limit_of_all_answers_together_holds_for_each():
    text = """# Tender

Your answers to questions 1 and 2 must come to no more than 3,000 words in all. Words past that are not read.

Question 1. How will you start?

Question 2. What would you do if a leader fell ill?"""
    found = asked(f"{text}{INVITES}", "instructions")
    assert [(each.limit.number, each.limit.over) for each in found] == [(3000, "not_marked")] * 2
