import pytest
from build_pack import document, tender

from assistant.extract.questions.asks import split_sentence
from assistant.extract.questions.limits import find_limit, limit_of_cell, over_of
from assistant.extract.text.numbers import canonical, numbered


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("Maximum 500 words", 500, "words"),
        ("(500 words max)", 500, "words"),
        ("Word limit: 1,000", 1000, "words"),
        ("Your response must not exceed 400 words.", 400, "words"),
        ("Response limited to 5,000 characters including spaces", 5000, "characters"),
        ("not more than two sides of A4", 2, "pages"),
        ("shall not exceed a total of three (3) pages", 3, "pages"),
        ("Maximum word count for this section is 800", 800, "words"),
    ],
)
def test_a_limit_is_read(text, number, unit):
    limit = find_limit(text)
    assert (limit.number, limit.unit) == (number, unit)


@pytest.mark.parametrize(
    "text",
    [
        "500-750 words recommended",
        "There is no word limit.",
        "Maximum upload 10MB",
        "CVs: two pages each",
        "A maximum of 10 slides",
    ],
)
def test_what_does_not_limit_an_answer_is_no_limit(text):
    assert find_limit(text) is None


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [("750 words", "Limit", 750), ("600", "Max words", 600), ("1,000", "Word limit", 1000), ("600", "Weighting", None)],
)
def test_a_cell_takes_its_unit_from_the_head_of_its_column(text, title, number):
    limit = limit_of_cell(text, title)
    assert (limit.number if limit else None) == number


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Words over the limit will not be read.", "not_marked"),
        ("Any text beyond the word limit will be disregarded.", "not_marked"),
        ("Words over this limit may be struck out.", "may_not_be_marked"),
        ("Exceeding the limit will lead to a deduction of 10% of the marks.", "penalty"),
        ("Answers over the word limit will be rejected.", "rejected"),
        ("Please state the word count.", None),
        ("If it is longer than the maximum, we read only as far as the maximum.", "not_marked"),
        ("Anything after the sixth side will not be read.", "not_marked"),
        ("The Council reserves the right to disregard text past the limit.", "may_not_be_marked"),
        ("Answers over 500 words will lose 5 marks.", "penalty"),
        ("The Government shall be considered to include this text.", None),
    ],
)
def test_what_becomes_of_words_over_the_limit(text, rule):
    assert over_of(text) == rule


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Q1. Describe it", "Q1", "Describe it"),
        ("Question 3.2: Outline it", "Q3.2", "Outline it"),
        ("MS4 - Safeguarding", "MS4", "Safeguarding"),
        ("Method Statement 2 (Partnership)", "MS2", "(Partnership)"),
        ("Quality Question 5 of 6 - Equality", "Q5", "Equality"),
        ("B2.4: Summarise", "B2.4", "Summarise"),
        ("Criterion C - Added value", "Criterion C", "Added value"),
        ("Requirements of the service", "", "Requirements of the service"),
        ("A session a week", "", "A session a week"),
    ],
)
def test_the_number_of_a_question_is_read(text, number, rest):
    assert numbered(text) == (number, rest)


def test_numbers_of_one_question_agree():
    assert canonical("Question 1") == canonical("Q1") == canonical("Q 1") == canonical("1")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        (
            "Describe how you will reach young people, and how you will keep them safe.",
            ["Describe how you will reach young people.", "Describe how you will keep them safe."],
        ),
        (
            "Describe your approach, including: training; supervision; and how concerns are reported.",
            [
                "Describe your approach.",
                "Describe training.",
                "Describe supervision.",
                "Describe how concerns are reported.",
            ],
        ),
        ("Provide a plan and explain the main risks.", ["Provide a plan.", "Explain the main risks."]),
        (
            "How would you handle backups, and what tools would you use?",
            ["How would you handle backups?", "What tools would you use?"],
        ),
        (
            "Describe, giving examples, how your programme reduces loneliness.",
            ["Describe, giving examples, how your programme reduces loneliness."],
        ),
        ("List your staff and volunteers.", ["List your staff and volunteers."]),
        ("Who uses the hall, or has used it in the past?", ["Who uses the hall, or has used it in the past?"]),
        ("Explain how and why your service is different.", ["Explain how and why your service is different."]),
    ],
)
def test_a_sentence_is_split_into_what_it_asks(text, asks):
    assert split_sentence(text) == asks


COLUMNS = """
# Response form
| No | Question | Weighting | Max words | Response |
| Q1 | Describe your service model, including: how referrals are received; and how people move on. | 40% | 1,000 | |
| Q2 | Explain how you will keep participants safe. | 20% | 500 | |
"""
BOXES = """
# Quality
| Q1 | Programme design |
| Weighting | 12% | Word limit | 750 words |
| Describe your programme. Your answer must cover: // (a) the sessions; and // (b) why they will work. |
| Answer |
| |
"""
PROSE = """
# Method statements
Q1. Describe your approach to co-design. (Weighting 20%, maximum 500 words)
Q2. Safeguarding: explain how you will keep participants safe. (Weighting 15%, maximum 300 words)
"""
STACKED = """
# 3.1 Who uses the hall
Who in the community uses the hall?
Include how many people take part.
(Max 500 words)
Tell us how losing the hall would affect people.
(Max 250 words)
"""


def asked(text, kind="response_form", *others):
    return tender(*others, document(text, kind)).questions


def test_questions_in_columns_have_weight_limit_and_a_place_for_the_answer():
    first, second = asked(COLUMNS)
    assert (first.id, first.weight, first.limit.number, first.answer_at) == (
        "Q1",
        40,
        1000,
        "response_form.docx#t1r2c5",
    )
    assert (second.id, second.weight, second.limit.number, second.answer_at) == (
        "Q2",
        20,
        500,
        "response_form.docx#t1r3c5",
    )
    assert second.asks == ("Explain how you will keep participants safe.",)


def test_a_question_in_a_box_of_its_own_is_read_with_its_parts():
    (found,) = asked(BOXES)
    assert (found.id, found.title, found.weight, found.limit.number) == ("Q1", "Programme design", 12, 750)
    assert found.answer_at == "response_form.docx#t1r5c1"
    assert found.text.startswith("Describe your programme.")


@pytest.mark.parametrize("kind", ["instructions", "other", "response_form"])
def test_numbered_questions_in_prose_carry_their_weight_and_limit(kind):
    first, second = asked(PROSE, kind)
    assert (first.id, first.weight, first.limit.number) == ("Q1", 20, 500)
    assert (second.id, second.title, second.weight, second.limit.number) == ("Q2", "Safeguarding", 15, 300)


def test_questions_of_one_section_are_parted_by_their_limits():
    first, second = asked(STACKED)
    assert [len(each.asks) for each in (first, second)] == [2, 1]
    assert (first.limit.number, second.limit.number) == (500, 250)
    assert first.id != second.id


def test_the_items_of_a_list_that_an_answer_must_cover_are_the_asks():
    text = """
    # Q1 Partnership
    Describe the partnership that will deliver the programme.
    Your answer must cover:
    - why each member has been chosen; and
    - how decisions will be made.
    """
    (found,) = asked(text)
    assert found.asks == ("Why each member has been chosen.", "How decisions will be made.")


def test_items_of_a_list_that_a_verb_introduces_go_on_its_sentence():
    text = "# Q1 Staff\nPlease describe:\n- your team;\n- how it is trained."
    (found,) = asked(text)
    assert found.asks == ("Please describe your team.", "Describe how it is trained.")


def test_the_same_question_in_two_documents_is_one_with_the_form_giving_the_place():
    itt = """
    # Evaluation
    | Ref | Question | Weighting | Word limit |
    | Question 1 | Service delivery | 40% | 800 words |
    """
    form = "| No | Question | Response |\n| Q1 | Describe your service model. | |"
    (found,) = asked(form, "response_form", document(itt))
    assert (found.title, found.weight, found.limit.number) == ("Service delivery", 40, 800)
    assert found.answer_at == "response_form.docx#t1r2c3"


def test_two_weights_of_one_question_are_flagged():
    itt = "# Evaluation\n| Ref | Question | Weighting |\n| Q1 | Delivery | 25% |\n| Q2 | Safety | 75% |"
    flags = tender(document(itt), document(COLUMNS, "response_form")).flags
    told = [each for each in flags if each.kind == "conflicting_weights"]
    assert ["Q1" in each.message for each in told] == [True, False]
    assert "25" in told[0].message
    assert "40" in told[0].message


def test_shares_of_quality_become_shares_of_the_whole():
    itt = """
    # Evaluation
    Tenders will be evaluated on 60% quality and 40% price.
    | Ref | Criterion | Weighting (% of quality) |
    | Q1 | Delivery | 70% |
    | Q2 | Safety | 30% |
    """
    form = "| No | Question | Response |\n| Q1 | Describe your delivery. | |\n| Q2 | Describe your safety. | |"
    assert [each.weight for each in asked(form, "response_form", document(itt))] == [42, 18]


def test_where_a_form_asks_what_other_documents_say_of_answering_is_no_question():
    itt = document("# Exclusion\nTenderers should explain what has been done to put matters right.")
    assert [each.id for each in asked(COLUMNS, "response_form", itt)] == ["Q1", "Q2"]


def test_a_question_in_a_cell_with_its_number_and_title_is_taken_apart():
    text = """
    # Quality questions
    | Criteria / Question | Guidance | Weighting | Page limit |
    | 1. Understanding. Demonstrate your understanding of local needs. | Show local knowledge. | 60% | 1 |
    | 2. Method. Set out your method. | | 40% | 3 |
    """
    first, second = asked(text, "other")
    assert (first.id, first.title, first.weight) == ("1", "Understanding", 60)
    assert (second.text, second.limit.number, second.limit.unit) == ("Set out your method.", 3, "pages")
    assert second.answer_at is None


def test_a_heading_of_its_own_for_each_question_and_lines_for_its_measures():
    text = """
    # MS1 – Engagement
    Weighting: 20%
    Word limit: 750 words
    Please describe how you will engage people.
    | |
    # MS2 – Staffing
    Weighting: 15%
    Please set out your structure.
    | Insert response here |
    """
    first, second = asked(text)
    assert (first.id, first.title, first.weight, first.limit.number) == ("MS1", "Engagement", 20, 750)
    assert [each.answer_at for each in (first, second)] == ["response_form.docx#t1r1c1", "response_form.docx#t2r1c1"]


def test_a_list_of_what_a_proposal_should_address_is_a_question():
    text = """
    # How to submit
    Your proposal should be no more than 6 pages and should address the following points:
    - your understanding of the brief;
    - your fee, broken down by task.
    """
    (found,) = asked(text, "other")
    assert found.asks == ("Your understanding of the brief.", "Your fee, broken down by task.")
    assert (found.limit.number, found.limit.unit) == (6, "pages")


def test_what_is_said_once_of_words_over_the_limit_holds_for_every_question():
    found = asked(COLUMNS, "response_form", document("Words over the limit will not be read."))
    assert {each.limit.over for each in found} == {"not_marked"}


def test_a_limit_without_a_unit_is_flagged():
    form = "| No | Question | Limit | Response |\n| Q1 | Describe your service. | 500 | |"
    flag = next(each for each in tender(document(form, "response_form")).flags if each.kind == "limit_unit_missing")
    assert "Q1" in flag.ask


def test_a_yes_or_no_question_is_pass_or_fail_and_has_no_parts():
    form = "| No | Question | Yes / No |\n| 1 | Do you accept the terms and conditions? | |"
    (found,) = asked(form)
    assert (found.pass_fail, found.asks) == (True, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Organisation\n| Full legal name | |\n| Registered address | |", "response_form"),
        ("# Members\n| Name | Share of value? | Role |\n| | | |\n| | | |", "response_form"),
        (
            "# Conditions of participation\n| Ref | Condition | Yes or No |\n| PF1 | Each member must be insured. | |",
            "response_form",
        ),
        ("# 2 Duties\nThe Supplier shall:\n- describe the work done each month.", "contract"),
        ("| No | Question | Answer |\n| 1 | May we bid for one lot? | Yes. |", "clarification"),
        ("# Objectives\nThe contractor will deliver software that users need.", "specification"),
        ("| 1 | «Question» | «Weight»% | |", "response_form"),
    ],
)
def test_what_asks_for_no_answer_is_no_question(text, kind):
    assert asked(text, kind) == ()


def test_a_limit_or_a_weight_may_stand_in_brackets_anywhere_in_the_question():
    text = """
    # Quality
    Question 4 (20%, 800 words): Describe how you will run the programme.
    Q5. Explain how you will keep people safe. [15 marks] [500 words]
    Q6. Describe your team. 25 marks. No more than 750 words.
    """
    found = [(each.id, each.weight, each.unit, each.limit.number) for each in asked(text)]
    assert found == [("Q4", 20, "percent", 800), ("Q5", 15, "marks", 500), ("Q6", 25, "marks", 750)]


def test_questions_numbered_by_hand_keep_the_numbers_they_are_printed_with():
    text = """
    # Section 2 Quality
    2.1.1 Please set out your proposed structure. (Maximum 400 words)
    2.1.2 How will you keep records?
    7(a) Describe your assumptions. 7(b) Explain how you will control cost.
    """
    assert [each.id for each in asked(text)] == ["2.1.1", "2.1.2", "7(a)", "7(b)"]


def test_a_cell_may_hold_the_number_the_title_and_the_question():
    text = """
    # Response form
    | 2.1 Programme (maximum 1,200 words) // Describe the programme that you will run. |
    | |
    | 2.2 People (maximum 2 sides) // Who will lead it? |
    | |
    """
    first, second = asked(text)
    assert (first.id, first.title, first.limit.number, first.answer_at) == (
        "2.1",
        "Programme",
        1200,
        "response_form.docx#t1r2c1",
    )
    assert (second.id, second.limit.unit) == ("2.2", "pages")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        (
            "Describe how you will run it, covering (a) how people are referred, (b) who leads and (c) how they leave.",
            [
                "Describe how you will run it.",
                "Describe how people are referred.",
                "Describe who leads.",
                "Describe how they leave.",
            ],
        ),
        (
            "Tell us (i) who manages the service; and (ii) how cover is arranged.",
            ["Tell us who manages the service.", "Tell us how cover is arranged."],
        ),
        (
            "Set out your plan, including as a minimum a timetable, the people responsible and the main risks.",
            [
                "Set out your plan.",
                "Set out a timetable.",
                "Set out the people responsible.",
                "Set out the main risks.",
            ],
        ),
        (
            "Write to us, telling us first what it would look like; then who you are; and lastly how it is kept safe.",
            ["Tell us what it would look like.", "Tell us who you are.", "Tell us how it is kept safe."],
        ),
        (
            "State the commitments you will make and how each will be evidenced.",
            ["State the commitments you will make.", "State how each will be evidenced."],
        ),
    ],
)
def test_a_list_that_runs_on_in_one_sentence_is_parted(text, asks):
    assert split_sentence(text) == asks


@pytest.mark.parametrize(
    ("question", "response"),
    [
        ("Do you hold public liability insurance of £5m?", "yes_no"),
        ("Please confirm that you are registered.", "yes_no"),
        ("Please upload your safeguarding policy.", "upload"),
        ("How many staff do you employ?", "number"),
        ("On what date could you start?", "date"),
        ("Please tick all that apply.", "choice"),
        ("State your total price excluding VAT.", "price"),
        ("Complete the table below for each member of the team.", "table"),
        ("Scenario: a participant arrives in distress. Describe what you would do.", "scenario"),
        ("Describe how many staff you employ and why.", "narrative"),
        ("Do you have a plan? Explain how it works.", "narrative"),
    ],
)
def test_the_form_of_the_answer_is_told_from_the_words(question, response):
    (found,) = asked(f"# Questions\n| No | Question | Response |\n| 1 | {question} | |")
    assert found.response == response


def test_a_limit_makes_the_answer_a_text_whatever_else_is_asked():
    (found,) = asked("# Questions\n| No | Question | Max words | Response |\n| 1 | Do you train your staff? | 300 | |")
    assert found.response == "narrative"


LOTS = """
# Invitation to tender
Tenderers may bid for either lot.
# The lots
| Lot | Title |
| 1 | Dance for all ages |
| 2 | Music in care homes |
"""


@pytest.mark.parametrize(
    "form",
    [
        "# Lot 1\nQ1 Describe your dance work.\n# Lot 2\nQ2 Describe your music work.\n"
        "# All lots\nQ3 Describe your team.",
        "| No | Lot | Question | Response |\n| Q1 | 1 | Describe your dance work. | |\n"
        "| Q2 | Lot 2 | Describe your music work. | |\n| Q3 | All | Describe your team. | |",
        "# Quality\nQ1 (Lot 1 only) Describe your dance work.\nQ2 Lot 2 only: Describe your music work.\n"
        "Q3 Describe your team.",
        "# Dance for all ages\nQ1 Describe your dance work.\n# Music in care homes\nQ2 Describe your music work.\n"
        "# Lots 1 and 2\nQ3 Describe your team.",
    ],
)
def test_a_question_knows_the_lot_it_is_for(form):
    assert [each.lot for each in asked(form, "response_form", document(LOTS))] == ["1", "2", None]


def test_a_question_of_one_number_in_the_forms_of_two_lots_is_two_questions():
    forms = [
        document(f"# Quality\nQ1 Describe your {art}.", "response_form", f"Lot {lot} form.docx")
        for lot, art in ((1, "dances"), (2, "songs"))
    ]
    found = tender(document(LOTS), *forms).questions
    assert [(each.id, each.lot) for each in found] == [("Q1", "1"), ("Q1 (Lot 2)", "2")]


LOG = """
# Clarification log
| No | Question received | Council's response |
| 1 | May the answer to Q1 be longer? | Yes. The limit for Q1 is increased from 1,000 to 1,200 words. |
The weighting of Q2 is 25% instead of 20%.
"""


def test_a_later_document_changes_a_limit_and_a_weight_and_the_change_is_told():
    given = tender(document(COLUMNS, "response_form"), document(LOG, "clarification"))
    first, second = given.questions
    assert (first.limit.number, second.weight) == (1200, 25)
    assert any("Q2" in each.message and "20" in each.message and "25" in each.message for each in given.flags)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('# Chapter 1\n"How could you?" she asked. Where had he gone, and why?', "other"),
        ("# Curriculum vitae\nProvide leadership to a team of twelve.\nOutline: an arts manager.", "other"),
        ("# Key dates\n| Date | Activity |\n| [date] | Confirm the next steps to suppliers |", "instructions"),
        ("| Question received | Response |\n| Can we bid for one lot? | Yes, for any lot. |", "other"),
        ("# Guidance\nWhat do you do when the power fails? Provide a summary.", "response_form"),
        ("# Declaration\nThe bidder shall provide written notice if its certificate was wrong.", "response_form"),
        ("# How to send it\nAttach a scan of the agreement to your vendor profile.", "response_form"),
        ("# Term\nOutline planning has indicated that the project will start in May.", "response_form"),
    ],
)
def test_what_is_put_to_nobody_who_tenders_is_no_question(text, kind):
    assert asked(text, kind) == ()


def test_items_that_have_marks_of_their_own_are_questions():
    text = """
    # Your quotation
    In no more than 800 words for (a) and 400 words for (b), tell us
    (a) what you would do each day (50 marks)
    (b) who your artists are (25 marks)
    """
    found = [(each.id.strip("()"), each.weight, each.limit.number) for each in asked(text)]
    assert found == [("a", 50, 800), ("b", 25, 400)]


def test_a_column_of_weights_for_each_lot_makes_a_question_for_each():
    text = """
    # Invitation to tender
    Tenderers may bid for either lot.
    # Questions
    | Question | Lot 1 | Lot 2 | Word limit |
    | A. Describe how you will reach people. | 60% | 40% | 500 |
    | B. Describe how you will work with schools. | n/a | 20% | 300 |
    """
    found = [(each.id, each.weight, each.lot) for each in asked(text, "instructions")]
    assert found == [("A", 60, "1"), ("A (Lot 2)", 40, "2"), ("B", 20, "2")]
