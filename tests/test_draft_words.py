# ruff: noqa: E501  (sentences as people write them)
"""What the drafter does with single sentences: restate, turn round, cut, count, date."""

from datetime import date

import pytest
from build_bid import TENDER, need

from assistant.draft.asked import heading, of_members, of_people, our_answer, phrase, plain_answer
from assistant.draft.commit import restate, undertake, verb_phrase
from assistant.draft.count import count_words
from assistant.draft.dates import deadline, say_date, say_role
from assistant.draft.passages import quotable, split
from assistant.draft.words import finite
from assistant.records import Passage, Source


@pytest.mark.parametrize(
    ("asked", "ours"),
    [
        ("The Provider shall run at least five weekly creative sessions.", "We will run at least five weekly creative sessions"),
        ("The supplier must not charge young people.", "We will not charge young people"),
        ("Bidders are required to return a signed form.", "We will return a signed form"),
        ("You must keep a register.", "We will keep a register"),
        ("The Provider must be registered with the Information Commissioner's Office.", "We will be registered with the Information Commissioner's Office"),
        ("The Provider must hold its first session in April.", "We will hold our first session in April"),
        ("The Provider must work with a museum so that pupils use its collections.", "We will work with a museum so that pupils use its collections"),
        ("The Provider shall plan and must report.", "We will plan and will report"),
        ("The Provider is responsible for all costs of venue hire.", "We will be responsible for all costs of venue hire"),
        ("Where a session is cancelled, the Provider shall tell the Council the same day.", "Where a session is cancelled, we will tell the Council the same day"),
        ("No session shall run with fewer than two adults.", "No session will run with fewer than two adults"),
        ("All reports must be approved by the Contractor.", "All reports will be approved by us"),
        ("It is a requirement of this contract that all staff hold a certificate.", "We will make sure that all staff hold a certificate"),
        ("Provide a written report each quarter.", "We will provide a written report each quarter"),
        ("The Provider shall run sessions for 40 weeks. A session lasts for 90 minutes.", "We will run sessions for 40 weeks"),
        ("Each member must pay at least the minimum to everybody it employs.", "Each member will pay at least the minimum to everybody it employs"),
    ],
)  # fmt: skip
def test_a_requirement_becomes_our_undertaking(asked, ours):
    assert restate(need("R1", "3.1", asked)) == ours
    assert undertake(need("R1", "3.1", asked)) == f"{ours} (clause 3.1)"


@pytest.mark.parametrize(
    ("asked", "ours"),
    [
        ("The Provider should offer a music-making strand.", "We aim to offer a music-making strand"),
        ("The Provider should be able to offer sessions in Dari.", "We aim to offer sessions in Dari"),
        ("At least 75% of young people should report improved wellbeing.", "Our aim is that at least 75% of young people will report improved wellbeing"),
    ],
)  # fmt: skip
def test_a_wish_becomes_an_aim(asked, ours):
    assert restate(need("R1", "3.1", asked, force="should")) == ours


@pytest.mark.parametrize(
    "asked",
    [
        "Public liability insurance.",
        "The Provider shall hold the following insurances:",
        "Sub-contractors must be covered by a policy that the Provider holds.",
        "The Council will give the Provider access to its system.",
    ],
)
def test_what_grammar_does_not_make_safe_is_quoted(asked):
    assert restate(need("R1", "3.1", asked)) is None
    assert undertake(need("R1", "3.1", asked)).startswith("We will meet clause 3.1, “")


def test_only_an_undertaking_of_ours_gives_a_verb():
    assert verb_phrase(need("R1", "3.1", "The Provider shall dance in halls.")) == "dance in halls"
    assert verb_phrase(need("R1", "3.1", "No session shall run alone at night.")) is None


def test_a_long_requirement_is_cut_where_a_clause_ends():
    text = (
        "The Provider shall keep a register of every session, including " + ", ".join(["the name of a hall"] * 12) + "."
    )
    assert restate(need("R1", "3.1", text)) == "We will keep a register of every session"


def test_a_clause_is_cited_only_where_it_has_a_number():
    assert undertake(need("R1", None, "The Provider shall dance in halls.")) == "We will dance in halls"
    assert undertake(need("R1", "•", "The Provider shall dance in halls.")) == "We will dance in halls"


@pytest.mark.parametrize(
    ("ask", "ours"),
    [
        ("Describe the programme you will deliver.", "the programme we will deliver"),
        ("Please explain how you will cover absence.", "how we will cover absence"),
        ("How will you measure change?", "how we will measure change"),
        ("What steps will your organisation take to involve parents?", "what steps we will take to involve parents"),
        ("How will partners share responsibility?", "how partners will share responsibility"),
        ("Set out your staffing", "our staffing"),
        ("MS4 - Safeguarding. Explain how you will keep people safe.", "how we will keep people safe"),
        ("If you bid together, describe how it will be led.", "how it will be led"),
        ("Describe, giving examples, how your programme reduces loneliness.", "how our programme reduces loneliness"),
        ("what young people tell you", "what young people tell us"),
    ],
)
def test_an_ask_is_named_from_our_side(ask, ours):
    assert phrase(ask) == ours


def test_a_long_ask_is_cut_at_its_last_pause_as_a_heading():
    ask = "the weekly sessions, holiday activity and festival that you will run, and where they will be in the borough, and why"
    assert heading(ask) == "The weekly sessions, holiday activity and festival that we will run"
    assert heading("how a concern is reported") == "How a concern is reported"


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        ("Explain how you will reach young carers.", "We will reach young carers"),
        ("how you will measure change, and the results you have had", "We will measure change"),
        ("How young people will shape it.", None),
        ("how you will use it", None),
    ],
)
def test_an_ask_of_how_you_will_is_answered_in_the_buyers_nouns(ask, answer):
    assert our_answer(ask) == answer


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        ("How a concern is reported.", "A concern will be reported"),
        ("how staff and freelancers are checked and trained", "Staff and freelancers will be checked and trained"),
        ("how partners will be held to account", "Partners will be held to account"),
        ("how it will be led", None),
        ("Who does what.", None),
    ],
)
def test_an_ask_of_how_something_is_done_is_answered_as_a_promise(ask, answer):
    assert plain_answer(ask) == answer


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A plan must be sent within 10 working days of the award.", date(2027, 3, 12)),
        ("The first session must be held within four weeks of the contract start.", date(2027, 4, 29)),
        ("A review shall follow within one month of the start of the Contract.", date(2027, 5, 1)),
        ("A report is due within 15 working days of the end of each quarter.", None),
        ("The hall must be step-free.", None),
    ],
)
def test_a_deadline_is_counted_from_the_tenders_own_dates(text, day):
    assert deadline(need("R1", "7.1", text), TENDER) == day


def test_dates_and_roles_are_written_as_in_a_letter():
    assert say_date("2027-01-22T12:00") == "22 January 2027, 12 noon"
    assert say_date("2027-01-08T17:00") == "8 January 2027, 17:00"
    assert say_role("contract_start") == "Start of the contract"
    assert say_role("standstill_end") == "End of the standstill"


def passage(text):
    return Passage(text=text, source=Source(document="s.docx", block="p1", start=100, end=100 + len(text)), score=0.5)


def test_sentences_are_cut_at_full_stops_and_not_at_abbreviations():
    text = "Dr. A. Shah led it, e.g. in 2024. It had 40 pupils. £5 was paid!"
    assert [text[a:b] for a, b in split(text)] == [
        "Dr. A. Shah led it, e.g. in 2024.",
        "It had 40 pupils.",
        "£5 was paid!",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Weekly classes, three halls, two tutors, one company.",
        "Four schools, counselling, renewed yearly, £112,000 together in 2025.",
        "Why did 40 young people come back every week?",
        "We hold no policy on safeguarding and have not worked with young people.",
        "Please write to us at hello@northlight.example about the 2025 programme.",
        "We are passionate about dance and love our work.",
        "We ran it.",
        "and then 40 young people came to the hall in 2024.",
        "Public liability is £10 million and runs to 30 June 2027.",
        "Our safeguarding policy was reviewed in July 2026.",
        "We should be glad to lead a bid of this size in 2027.",
        "Our 2025 company was called “Low Water” and played to 640 people.",
        "Swim school: 3,180 children enrolled in autumn 2025.",
    ],
)
def test_what_cannot_stand_as_evidence_is_left_out(text):
    assert quotable(passage(text), "Northlight Dance") == ()


def test_a_sentence_that_points_back_is_marked_as_leaning():
    text = "Our board of ten young people meets monthly. The board chose three plays in 2025. They wrote one more play themselves."
    told = quotable(passage(text), "Saltbox")
    assert [(each.leans, each.soft) for each in told] == [(False, False), (False, True), (True, False)]


def test_a_sentence_that_points_back_to_one_left_out_is_left_out_too():
    text = "We are passionate about film. It had 40 viewers in 2025. In 2024 that was 32 viewers a night."
    assert quotable(passage(text), "Saltbox") == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "In 2025 we ran 164 sessions for 214 young people.",
            "We ran 164 sessions in 2025 for 214 young people.",
            True,
        ),
        (
            "In 2025 we ran 164 sessions for 214 young people.",
            "In 2024 we ran 120 sessions for 180 young people.",
            False,
        ),
        ("In 2025 we ran 164 sessions for 214 young people.", "Our tutors visit two schools every Friday.", False),
    ],
)
def test_the_same_fact_in_other_words_is_known_as_the_same(one, other, same):
    (first,), (second,) = quotable(passage(one), "N"), quotable(passage(other), "N")
    assert first.repeats(second) is same


@pytest.mark.parametrize(("text", "whole"), [("We run halls.", True), ("Halls for hire, aged 11 to 19", False), ("Two groups meet on Mondays.", True)])  # fmt: skip
def test_a_sentence_needs_a_finite_verb(text, whole):
    assert finite(text) is whole


def test_words_are_counted_so_that_no_buyer_counts_more():
    assert count_words("step-free and/or not") == 5
    assert count_words("a - b") == 3
    assert count_words("") == 0


@pytest.mark.parametrize(
    ("ask", "members", "people"),
    [
        ("Who the designated safeguarding lead of each member is.", True, False),
        ("Who they are, and the skills, qualifications and experience they bring.", False, True),
        ("How you will manage each risk.", False, False),
    ],
)
def test_an_ask_about_each_member_or_the_people_is_known(ask, members, people):
    assert (of_members(ask), of_people(ask)) == (members, people)
