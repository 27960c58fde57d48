"""What `consort read` prints: the tender in plain words, short enough to read."""

from assistant import tell
from assistant.records import (
    Criterion,
    Decisions,
    Fact,
    Flag,
    KeyDate,
    Limit,
    Lot,
    Question,
    Reading,
    Requirement,
    Source,
    Tender,
    Value,
)

AT = Source(document="itt.docx", block="p1", start=0, end=9)


def printed(**tender):
    return list(tell.reading(Reading(documents=(), tender=Tender(**tender))))


def criterion(name, weight, parent=None, **more):
    return Criterion(name=name, weight=weight, parent=parent, source=AT, **more)


def test_criteria_stand_under_what_they_are_parts_of():
    lines = printed(
        criteria=(
            criterion("Quality", 60),
            criterion("Price", 40),
            criterion("Staff", 60, "Quality"),
            criterion("Training", 20, "Staff"),
        )
    )
    at = lines.index("How it will be judged")
    assert lines[at + 1 : at + 5] == ["  Quality: 60%", "    Staff: 60%", "      Training: 20%", "  Price: 40%"]


def test_criteria_that_are_parts_of_each_other_are_all_printed_once():
    lines = printed(criteria=(criterion("Quality", 60, "Price"), criterion("Price", 40, "Quality")))
    assert sum("Quality" in line for line in lines) == sum("Price" in line for line in lines) == 1


def test_each_lot_has_its_criteria_and_its_value():
    value = Value(low=9000, high=9000, source=AT)
    lines = printed(
        lots=(Lot(id="1", title="North", value=value), Lot(id="2", title="South")),
        criteria=(criterion("Quality", 60, lot="1"), criterion("Quality", 70, lot="2")),
    )
    assert "  Lot 1: North (£9,000)" in lines
    assert lines.index("  Lot 2") < lines.index("    Quality: 70%")


def test_an_assumed_scope_is_said_to_be_assumed_and_a_decision_to_be_hers():
    said = Requirement(id="1.1", text="Insure.", scope="all", assumed=False, decided=True, owner="Anna", source=AT)
    assumed = Requirement(id="1.2", text="Keep data safe.", scope="all", force="should", source=AT)
    lines = printed(requirements=(said, assumed))
    assert "  1.1: Insure. [every member, with Anna, as you decided]" in lines
    assert "  1.2: Keep data safe. [should, every member (assumed)]" in lines


def test_a_question_says_its_marks_limit_form_and_lot_and_one_rule_is_said_once():
    limit = Limit(number=500, over="not_marked")
    questions = (
        Question(id="Q1", title="Safety", text="How?", weight=10, limit=limit, lot="2", source=AT),
        Question(id="Q2", text="Are you insured?", pass_fail=True, response="yes_no", source=AT),
    )
    lines = printed(questions=questions)
    assert "2 questions to answer; what goes over a limit is not marked" in lines
    assert "  Q1 Safety (10%, 500 words, lot 2)" in lines
    assert "  Q2 Are you insured? (no weight given, pass or fail, answered by yes or no)" in lines


def test_facts_are_gathered_by_name_with_what_is_accepted_instead():
    facts = (
        Fact(name="public_liability", value=5000000, unit="GBP", scope="all", source=AT),
        Fact(name="accreditation", value="ISO 9001", equivalent=True, source=AT),
        Fact(name="accreditation", value="Arts Award", source=AT),
        Fact(name="tupe_status", value="applies", source=AT),
    )
    lines = printed(facts=facts)
    assert "  Public liability: £5,000,000 (every member)" in lines
    assert "  Accreditation: ISO 9001 (or equivalent); Arts Award" in lines
    assert "  TUPE status: applies" in lines


def test_dates_stand_in_order_without_those_that_are_superseded():
    dates = (
        KeyDate(role="submission", at="2027-02-01T12:00", text="", source=AT),
        KeyDate(role="submission", at="2027-01-01", text="", source=AT, superseded_by=AT),
        KeyDate(role="issued", at="2026-12-01", text="", source=AT),
    )
    assert printed(dates=dates)[1:3] == ["  Issued: Tue 1 December 2026", "  Submission: Mon 1 February 2027 at 12:00"]


def test_what_seems_to_be_no_tender_is_said_first():
    assert printed(seems="market_engagement")[1].startswith("  This seems to be a market engagement")


def test_what_a_pack_is_taken_for_is_no_doubt_to_send_to_the_buyer():
    note = Flag(kind="grant", message="This seems to be a grant.")
    doubt = Flag(kind="tupe_silent", message="Nothing on staff.", ask="Does TUPE apply?")
    lines = printed(seems="grant", flags=(note, doubt))
    assert lines[1] == "  This seems to be a grant."
    assert sum("seems to be" in line for line in lines) == 1
    doubts = lines.index("Doubts, each with a question you can send to the buyer")
    assert lines[doubts + 1 : doubts + 3] == ["  - Nothing on staff.", "    Ask: Does TUPE apply?"]


def test_of_what_is_no_tender_only_that_is_said():
    lines = printed(seems="not_a_tender", flags=(Flag(kind="not_a_tender", message="This looks like a recipe."),))
    assert lines == ["No title", "  This looks like a recipe.", "", "What was read"]


def test_that_no_question_has_a_weight_is_said_once():
    questions = tuple(Question(id=f"Q{n}", text=f"Why {n}?", asks=(f"Why {n}?",), source=AT) for n in (1, 2))
    lines = printed(questions=questions)
    at = lines.index("2 questions to answer; no weights given")
    assert lines[at + 1 : at + 3] == ["  Q1 Why 1?", "  Q2 Why 2?"]


def test_decisions_without_a_place_are_named_and_a_long_list_is_cut():
    decided = Decisions(register_name="mine.xlsx", applied=2, lost=tuple(f"Requirements, row {at}" for at in range(30)))
    lines = list(tell.reading(Reading(documents=(), decisions=decided)))
    assert "  2 decisions of yours applied, from mine.xlsx" in lines
    assert "  30 of your decisions no longer find their place:" in lines
    assert "    ... and 10 more: --json lists them all." in lines
