import pytest
from build_pack import document, tender
from hypothesis import given
from hypothesis import strategies as st

from assistant.extract.criteria.nesting import nest, share_out
from assistant.extract.criteria.paired import pairs
from assistant.extract.criteria.summed import summed
from assistant.extract.criteria.weights import bare_weight, stated_weight


@pytest.mark.parametrize(
    ("weights", "parents"),
    [
        ([60, 10, 30], (None, None, None)),
        ([50, 50], (None, None)),
        ([60, 12, 10, 8, 8, 8, 6, 8, 10, 30], (None, 0, 0, 0, 0, 0, 0, 0, None, None)),
        ([70, 50, 50, 30], (None, 0, 0, None)),
        ([60, 20, 30, 50, 40], (None, 0, 0, 0, None)),
        ([80, 40, 20, 20, 40, 20], (None, 0, 1, 1, 0, None)),
        ([60, 10, 20], None),
        ([], None),
    ],
)
def test_what_is_part_of_what_follows_from_the_sums(weights, parents):
    assert nest(weights) == parents


def test_a_run_of_weights_is_shared_out_over_the_parts_that_it_adds_up_to():
    assert share_out([12, 10, 8, 8, 8, 6, 8, 10], [60, 10, 30]) == (0, 0, 0, 0, 0, 0, 0, 1)
    assert share_out([20, 15], [60, 40]) is None


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12))
def test_a_reading_always_adds_up(weights):
    parents = nest(weights)
    if parents is not None:
        assert sum(each for each, parent in zip(weights, parents, strict=True) if parent is None) == 100


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quality 60%, Social value 10% and Price 30%", [("Quality", 60), ("Social value", 10), ("Price", 30)]),
        (
            "We evaluate tenders on 50% quality, 40% price and 10% value.",
            [("Quality", 50), ("Price", 40), ("Value", 10)],
        ),
        ("The split between quality and price is 60:40.", [("Quality", 60), ("Price", 40)]),
        ("Sec. 5.01 Technical Understanding and Approach (10%)", [("Technical Understanding and Approach", 10)]),
        ("60% - Quality", [("Quality", 60)]),
        ("Monitoring, evaluation and learning 10%", [("Monitoring, evaluation and learning", 10)]),
        ("Price: 30 per cent", [("Price", 30)]),
    ],
)
def test_names_and_weights_are_read_from_a_line(text, found):
    assert [(each.name, each.number) for each in pairs(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "80% of participants will report improved wellbeing by week 12.",
        "Tenders scoring below 60% of the available quality marks will be excluded.",
        "at least 99.99% availability",
        "Weighting: 15%",
        "30% of participants are to come from the 20% most deprived areas",
        "«Quality weight»% - Quality",
    ],
)
def test_a_percentage_of_something_else_has_no_name(text):
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("Weighting: 15%", 15, "percent"),
        ("(Weighting 10%)", 10, "percent"),
        ("This question carries 20% of the total score.", 20, "percent"),
        ("This question is worth 15 marks.", 15, "marks"),
        ("Maximum score: 25 points", 25, "marks"),
    ],
)
def test_the_weight_of_a_question_is_read_from_what_is_said_of_it(text, number, unit):
    found = stated_weight(text)
    assert (found.number, found.unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "number", "unit"), [("12%", 12, "percent"), ("40", 40, "marks"), ("7.5 %", 7.5, "percent")]
)
def test_a_cell_of_weights_may_leave_out_the_sign(text, number, unit):
    found = bare_weight(text, "marks")
    assert (found.number, found.unit) == (number, unit)


TABLES = """
# Award criteria
| Award criterion | Where answered | Weighting |
| Quality | Q1 to Q3 | 60% |
| Social value | SV1 | 10% |
| Price | Price schedule | 30% |
| Total | | 100% |

The weighting of each question is a share of the whole evaluation.
| Ref | Question | Criterion | Weighting |
| Q1 | Design | Quality | 30% |
| Q2 | Safeguarding | Quality | 20% |
| Q3 | Partnership | Quality | 10% |
| SV1 | Social value | Social value | 10% |
"""


def names(text, kind="instructions"):
    return [(each.name, each.weight, each.parent) for each in tender(document(text, kind)).criteria]


def test_two_tables_make_one_tree():
    assert names(TABLES) == [
        ("Quality", 60, None),
        ("Social value", 10, None),
        ("Price", 30, None),
        ("Design", 30, "Quality"),
        ("Safeguarding", 20, "Quality"),
        ("Partnership", 10, "Quality"),
    ]


def test_a_table_with_two_columns_of_weights_gives_parts_and_wholes():
    text = """
    # Evaluation criteria
    | Criterion | Weighting | Sub-criterion | Sub-weighting |
    | Quality | 70% | Delivery | 40% |
    | | | Staffing | 60% |
    | Price | 30% | | |
    """
    assert names(text) == [
        ("Quality", 70, None),
        ("Delivery", 40, "Quality"),
        ("Staffing", 60, "Quality"),
        ("Price", 30, None),
    ]


def test_headings_with_weights_are_criteria_under_a_heading_that_says_so():
    text = "# Evaluation criteria\n## 5.01 Approach (60%)\nThe State will evaluate it.\n## 5.02 Cost (40%)"
    assert names(text) == [("Approach", 60, None), ("Cost", 40, None)]


@pytest.mark.parametrize(
    "text",
    [
        "# Performance measures\n| KPI | Weighting |\n| Response time | 60% |\n| Accuracy | 40% |",
        "# Service credits\nService credits of 60% apply for quality and 40% for delay.",
        "# Payment\n| Milestone | % |\n| Design | 30% |\n| Launch | 70% |",
        "# Scoring\n| Score | Meaning |\n| 0 | Poor |\n| 1 | Fair |\n| 2 | Good |\n| 3 | Excellent |",
        "# Outcomes\n75% of participants improve and 25% go on to volunteer.",
    ],
)
@pytest.mark.parametrize("kind", ["specification", "other", "contract"])
def test_what_measures_the_contract_is_no_criterion(text, kind):
    assert names(text, kind) == []


def test_weights_that_do_not_add_up_are_flagged_with_what_they_come_to():
    text = "# Award criteria\n| Criterion | Weighting |\n| Quality | 60% |\n| Price | 30% |"
    flag = next(each for each in tender(document(text)).flags if each.kind == "weights_do_not_sum")
    assert "90%" in flag.message
    assert len(flag.sources) == 2


def test_weights_that_add_up_are_not_flagged():
    assert not [each for each in tender(document(TABLES)).flags if each.kind.endswith(("sum", "weights"))]


def trees(text, kind="instructions", *others):
    found = tender(document(text, kind), *others).criteria
    return [(each.name, each.weight, each.parent, each.lot) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Technical 65, Commercial 25, Social Value 10", [("Technical", 65), ("Commercial", 25), ("Social Value", 10)]),
        ("Quality carries 60 of the 100 marks and price 40.", [("Quality", 60), ("Price", 40)]),
        ("It will be evaluated on 100% quality.", [("Quality", 100)]),
        (
            "Half of the marks go to the idea, thirty per cent to how people take part and 20 per cent to safety.",
            [("Idea", 50), ("How people take part", 30), ("Safety", 20)],
        ),
        ("Marks out of 50: the work 30, budget 20. Each is scored first.", [("Work", 30), ("Budget", 20)]),
        ("Price: 30% (thirty per cent)", [("Price", 30)]),
        ("15% – Risk and deliverability", [("Risk and deliverability", 15)]),
    ],
)
def test_weights_are_read_from_prose_with_and_without_signs(text, found):
    assert [(each.name, each.number) for each in pairs(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Quality 55-65%, price 25-35%",
        "Exceeding the limit will lead to a deduction of 10% of the marks.",
        "Sessions run on Monday 4 and Tuesday 6",
    ],
)
def test_a_range_and_a_deduction_are_no_weights(text):
    assert pairs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "# The lots\nLot 1: Dance\nLot 2: Music\n# Award criteria\n| Criterion | Lot 1 | Lot 2 |\n"
        "| Quality | 70% | 60% |\n| Price | 30% | 40% |",
        "# The lots\nLot 1: Dance\nLot 2: Music\n# Award criteria\n"
        "For Lot 1 the weighting is 70% quality and 30% price. For Lot 2 the weighting is 60% quality and 40% price.",
        "# The lots\nLot 1: Dance\nLot 2: Music\n# Award criteria\n## Lot 1\n| Criterion | Weighting |\n"
        "| Quality | 70% |\n| Price | 30% |\n## Lot 2\n| Criterion | Weighting |\n| Quality | 60% |\n| Price | 40% |",
    ],
)
def test_each_lot_has_a_tree_of_its_own(text):
    given = tender(document(text))
    found = [(each.name, each.weight, each.lot) for each in given.criteria]
    assert sorted(found) == [("Price", 30, "1"), ("Price", 40, "2"), ("Quality", 60, "2"), ("Quality", 70, "1")]
    assert not [each for each in given.flags if "weights" in each.kind]


@pytest.mark.parametrize(
    "table",
    [
        "| Criterion | Sub-criterion | Weighting |\n| Quality (60%) | Delivery | 40% |\n| | Staffing | 20% |\n"
        "| Price (40%) | Price | 40% |",
        "| Criterion | | Part | Share of the criterion |\n| Quality | 60% | Delivery | 40% |\n| | | Staffing | 20% |\n"
        "| Price | 40% | Price | 40% |",
    ],
)
def test_what_stands_left_of_the_names_is_what_they_are_part_of(table):
    found = names(f"# Award criteria\n{table}")
    assert found[:3] == [("Quality", 60, None), ("Delivery", 40, "Quality"), ("Staffing", 20, "Quality")]


def test_parts_of_a_part_hang_on_it():
    text = """
    # Award criteria
    | Criterion | Weighting |
    | Technical quality | 60% |
    | Price | 40% |
    ## Technical quality
    | Element | Weighting |
    | Method | 40% |
    | People | 20% |
    ## People
    | Element | Weighting |
    | Experience | 12% |
    | Training | 8% |
    """
    assert names(text)[4:] == [("Experience", 12, "People"), ("Training", 8, "People")]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("| Criterion | Max score | Weighting |", ("5 | 60%", "5 | 40%")),
        ("| Criterion | Multiplier | Maximum marks |", ("6 | 60", "4 | 40")),
        ("| Criterion | Weight |", ("0.6", "0.4")),
        ("| No. | Criterion | Weighting (%) |", ("60", "40")),
    ],
)
def test_of_two_measures_the_weight_is_taken(head, cells):
    first = ("1 | ", "2 | ") if head.startswith("| No.") else ("", "")
    rows = "\n".join(f"| {n}{name} | {cell} |" for n, name, cell in zip(first, ("Method", "Price"), cells, strict=True))
    assert [weight for _, weight, _ in names(f"# Award criteria\n{head}\n{rows}")] == [60, 40]


def test_weighted_questions_of_a_form_are_parts_where_they_add_up_to_one():
    form = "# Quality (70%)\n| Question | Weighting |\n| Q1 Programme | 45% |\n| Q2 Safety | 25% |\n"
    found = trees("# Evaluation\nQuality 70% / Price 30%", "instructions", document(form, "response_form"))
    assert found[2:] == [("Programme", 45, "Quality", None), ("Safety", 25, "Quality", None)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# Award criteria\nThey are, in order of importance:\n- quality;\n- price.", "instructions"),
        ("# Evaluation of performance\n| Measure | Weighting |\n| Quality | 60% |\n| Time | 40% |", "specification"),
        ("# Funding\nThe Council pays 60% and the Arts Council 40%.", "other"),
        ("# Past attendance\nAttendance was evaluated: girls 55% and boys 45%.", "other"),
        ("# Rate card\n| Role | % |\n| Manager | 60% |\n| Assistant | 40% |", "instructions"),
        ("# Payment\nPayment is 30% on signature, 40% on delivery and 30% on completion.", "specification"),
    ],
)
def test_no_criterion_and_no_weight_is_made_up(text, kind):
    assert names(text, kind) == []


@pytest.mark.parametrize(
    "lines",
    [
        "- Approach (60%): how well you understand the brief, and how you will meet it in the first three months.\n"
        "- Price (40%): the total for both years, with expenses but without VAT, compared with the lowest tender.",
        "(i) approach, 60 per cent; (ii) price, 40 per cent.",
        "Approach — 60\nPrice — 40",
        "Approach will be scored out of 60 marks.\nPrice will be scored out of 40 marks.",
        "A. Approach (60 points)\nB. Price (40 points)",
    ],
)
def test_criteria_are_read_from_lists_with_letters_and_explanations(lines):
    assert [each[:2] for each in names(f"# Award criteria\n{lines}")] == [("Approach", 60), ("Price", 40)]


LOTS = "# The lots\nLot 1: Dance\nLot 2: Music\n# Award criteria\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Quality carries 60 marks, social value 10 and price 30.",
            [("Quality", 60), ("Social value", 10), ("Price", 30)],
        ),
        (
            "Up to 70 marks are for the plan, 20 are for an interview and 10 for price.",
            [("Plan", 70), ("Interview", 20), ("Price", 10)],
        ),
        ("Out of 60: the idea 30, the people 20, cost 10.", [("Idea", 30), ("People", 20), ("Cost", 10)]),
        ("We will give 50 to ideas, 30 to people and 20 to price.", [("Ideas", 50), ("People", 30), ("Price", 20)]),
        ("There are 200 marks: 150 for method and 50 for price.", [("Method", 150), ("Price", 50)]),
        ("Sixty per cent of the marks are for quality, forty for price.", [("Quality", 60), ("Price", 40)]),
        ("Three fifths of the marks are for quality and two fifths for price.", [("Quality", 60), ("Price", 40)]),
        ("Quality and price count for 50% each.", [("Quality", 50), ("Price", 50)]),
        ("Quality 60/100; Price 40/100", [("Quality", 60), ("Price", 40)]),
        ("Quality (70%) is made up of: method 40%, team 30%.", [("Quality", 70), ("Method", 40), ("Team", 30)]),
        ("The weightings below apply: Merit – 55 per cent; Price – 45 per cent.", [("Merit", 55), ("Price", 45)]),
        ("Price counts for 40% and your answers for 60%.", [("Price", 40), ("Answers", 60)]),
    ],
)
def test_left_out_signs_and_verbs_of_weight_are_read(text, found):
    assert [(each.name, each.number) for each in pairs(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "In Lot 1 quality counts for 70% and price for 30%. In Lot 2 quality counts for 60% and price for 40%.",
        "Quality makes up 70% and price 30% in Lot 1; in Lot 2 quality makes up 60% and price 40%.",
        "Quality counts for 70% in Lot 1 and 60% in Lot 2; price counts for 30% in Lot 1 and 40% in Lot 2.",
        "The quality:price ratio is 70:30 for Lot 1 and 60:40 for Lot 2.",
        "In Lot 1 quality carries 70% and price 30%, while in Lot 2 they carry 60% and 40%.",
        "Quality: 70% (Lot 1), 60% (Lot 2). Price: 30% (Lot 1), 40% (Lot 2).",
    ],
)
def test_a_sentence_of_several_lots_gives_each_its_own(text):
    found = {(name, weight, lot) for name, weight, _, lot in trees(LOTS + text)}
    assert found == {("Quality", 70, "1"), ("Price", 30, "1"), ("Quality", 60, "2"), ("Price", 40, "2")}


def test_a_group_of_lots_has_the_same_weights():
    text = LOTS.replace("# Award", "Lot 3: Art\n# Award") + "For Lots 1 to 3 quality is worth 60% and price 40%."
    assert len(trees(text)) == 6


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("| Criterion | Quality | Price |\n| Weighting | 60% | 40% |", [("Quality", 60), ("Price", 40)]),
        ("| Weighting | Criterion |\n| 60% | Quality |\n| 40% | Price |", [("Quality", 60), ("Price", 40)]),
        ("| We look at | Score out of |\n| Reach | 60 |\n| Budget | 40 |", [("Reach", 60), ("Budget", 40)]),
    ],
)
def test_weights_stand_across_a_table_left_of_the_names_or_under_other_heads(table, found):
    assert [each[:2] for each in names(f"# Award criteria\n{table}")] == found


def test_a_table_of_contents_is_no_list_of_weights():
    text = "# Evaluation\nAward criteria 20\nTechnical evaluation 25\nCommercial evaluation 27\nFinal score 28"
    assert names(text) == []


def test_weights_in_sections_of_their_own_are_criteria_where_price_completes_them():
    text = "# Selection\n## A. Approach (60 marks)\nTell us how.\n## B. Price (40 marks)\nTell us how much."
    assert [each[:2] for each in names(text, "other")] == [("Approach", 60), ("Price", 40)]


def test_marks_that_make_the_stated_total_are_none_part_of_another():
    text = "# Marking\nThere are 120 marks. Up to 80 marks are for answers, 20 are for a talk and 20 for price."
    assert [(name, parent) for name, _, parent in names(text)] == [("Answers", None), ("Talk", None), ("Price", None)]


def test_prose_that_names_price_and_quality_is_taken_though_it_does_not_add_up():
    text = "# How tenders will be judged\nQuality carries 60 per cent, social value 15 per cent and price 30 per cent."
    given = tender(document(text))
    assert "105%" in next(each.message for each in given.flags if each.kind == "weights_do_not_sum")


SHARED_OUT = """
# Award criteria
| Criterion | Weight | Part | Share of the criterion | Question |
| Quality | 60% | Programme | 70% | 2.1 |
| | | Team | 30% | 2.2 |
| Price | 40% | Total price | 100% | 4.1 |
"""
ANSWERS = """
# Response form
| No. | Question | Word limit |
| 2.1 | Describe how you will run the programme. | 500 |
| 2.2 | Who will lead the work? | 300 |
"""


def weighed(*documents):
    return {each.id: each.weight for each in tender(*documents).questions}


def test_a_question_weighs_what_the_criterion_that_names_it_does_of_the_whole():
    given = tender(document(SHARED_OUT), document(ANSWERS, "response_form"))
    assert {each.id: each.weight for each in given.questions} == {"2.1": 42, "2.2": 18}
    assert not [each for each in given.flags if each.kind == "weights_do_not_sum"]


def test_weights_that_make_100_under_the_heading_of_a_criterion_are_shares_of_it():
    text = """
    # Award criteria
    Quality 50%, social value 10% and price 40%.
    # Quality
    | No. | Question | Weighting |
    | Q1 | Describe how you will run it. | 70% |
    | Q2 | How will you keep people safe? | 30% |
    # Social value
    | No. | Question | Weighting |
    | Q3 | What jobs will you bring? | 100% |
    """
    assert weighed(document(text)) == {"Q1": 35, "Q2": 15, "Q3": 10}


@pytest.mark.parametrize(
    "said",
    [
        "The weighting of Quality is increased from 60% to 65% and that of Price reduced from 40% to 35%.",
        "Price will now be worth 35% and Quality 65%.",
        "The criteria are replaced by these.\n| Criterion | Weighting |\n| Quality | 65% |\n| Price | 35% |",
    ],
)
@pytest.mark.parametrize(
    "first",
    [
        "| Criterion | Weighting |\n| Quality | 60% |\n| Price | 40% |",
        "Tenders are judged on quality (60%) and price (40%).",
    ],
)
def test_the_later_weight_of_a_criterion_holds(first, said):
    given = tender(document(f"# Award criteria\n{first}"), document(f"# Log\n{said}", "clarification"))
    assert [(each.name, each.weight) for each in given.criteria] == [("Quality", 65), ("Price", 35)]
    assert {each.kind for each in given.flags} >= {"amended"}


def test_a_later_weight_holds_for_the_question_and_for_its_criterion():
    log = document("# Log\nThe weighting of Q1 is reduced from 40% to 35%, that of Q2 raised to 25%.", "clarification")
    table = "| No. | Question | Weighting |\n| Q1 | Describe the work. | 40% |\n| Q2 | Who will do it? | 20% |"
    given = tender(document(f"# Award criteria\nQuality 60%, price 40%.\n# Questions\n{table}"), log)
    assert [each.weight for each in given.questions] == [35, 25]
    assert [each.weight for each in given.criteria if each.parent] == [35, 25]


@pytest.mark.parametrize(
    "text",
    [
        "# Background\nThe last contract was awarded on 60% quality and 40% price.",
        "# Budget\nArtists 60%, materials 25%, travel 15%.",
        "# Timetable\nStaff 40, volunteers 60.",
        "# Scores\nA 5 is excellent (100%), a 3 fair (60%) and a 0 none (0%).",
        "# Price\nThe lowest price gets 40 marks; one 10% above it loses 10% of the marks.",
    ],
)
def test_other_figures_are_no_weights(text):
    assert names(text, "other") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quality : Ethics : Price = 65 : 10 : 25", [("Quality", 65), ("Ethics", 10), ("Price", 25)]),
        (
            "Quality 50, ethics and social value 20, cost 30",
            [("Quality", 50), ("Ethics and social value", 20), ("Cost", 30)],
        ),
        ("Price is 35 in every 100 points. Ideas are 65.", [("Price", 35), ("Ideas", 65)]),
        ("Criterion Weighting Method (question 1) 70% Price 30%", [("Method", 70), ("Price", 30)]),
        ("We judge on 60 % quality to 40 % cost.", [("Quality", 60), ("Cost", 40)]),
    ],
)
def test_names_are_read_beside_numbers_that_make_the_whole(text, found):
    assert [(each.name, each.number) for each in summed(text)] == found


@pytest.mark.parametrize("text", ["Method 50, price 30", "Scores of 0, 33, 67 and 100", "Question 40 and question 60"])
def test_numbers_that_do_not_make_the_whole_are_not_read(text):
    assert summed(text) == []


def test_parts_that_make_the_weight_of_the_criterion_they_name_hang_on_it():
    text = "# Scoring\nPrice 40, quality 60.\nThe quality points are split like this: choir 25, garden 20, people 15."
    assert ("Garden", 20, "Quality") in names(text)


def test_marks_that_do_not_make_what_their_column_says_are_flagged():
    text = "# Award criteria\nTenders are due on 3 March 2026.\n| What | Out of 100 |\n| Method | 70 |\n| Cost | 40 |"
    assert any(
        each.kind == "weights_do_not_sum" and "110 marks" in each.message for each in tender(document(text)).flags
    )
