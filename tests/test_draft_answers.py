"""What an answer is made of: evidence once, undertakings that fit, facts, tables, gaps, and the limit kept."""

import re

import pytest
from build_bid import LINEUP, MATCHES, PARTNERS, TENDER, brief, need, question

from assistant.draft.compose import compose
from assistant.draft.count import count_words
from assistant.draft.kinds import kind_of
from assistant.draft.place import place
from assistant.draft.plan import plan
from assistant.draft.risks import risks
from assistant.draft.tables import places, roles, steps
from assistant.records import Limit, LineUp, Member, Tender


@pytest.fixture(scope="module")
def pages():
    return compose(brief())


def said(pages, basis=None):
    return [each for page in pages for each in page.sentences if basis in (None, each.basis)]


def test_every_piece_of_evidence_quotes_a_passage_of_a_member(pages):
    evidence = said(pages, "evidence")
    assert len(evidence) > 20
    for sentence in evidence:
        assert sentence.partner in {member.partner for member in LINEUP.members}
        assert any(
            sentence.quote in passage.text and match.partner == sentence.partner
            for match in MATCHES
            for passage in match.passages
        )


def test_the_source_of_evidence_gives_its_words(pages):
    for sentence in said(pages, "evidence"):
        match = next(m for m in MATCHES if m.passages[0].source.block == sentence.source.block)
        start = match.passages[0].source.start
        assert match.passages[0].text[sentence.source.start - start : sentence.source.end - start] == sentence.quote


def test_no_evidence_is_used_twice(pages):
    quotes = [each.quote for each in said(pages, "evidence")]
    assert len(quotes) == len(set(quotes))


def test_evidence_that_answers_two_needs_of_one_answer_is_said_with_both(pages):
    board = [each for page in pages for part in page.parts for each in part.paragraphs if "R17" in each.needs]
    assert [each.needs for each in board] == [("Q1/2", "R17")]
    told = " ".join(each.text for each in board[0].sentences)
    assert "A youth voice board of at least eight young people will help" in told
    assert "Saltbox Theatre’s youth voice board of ten young people" in told


def test_partners_outside_the_line_up_are_not_named(pages):
    assert not any("Silver Strings" in each.text for each in said(pages))


def test_answers_keep_their_limits(pages):
    for page in pages:
        assert 0 < page.words <= page.allowed


def test_the_words_of_an_answer_are_those_of_its_parts(pages):
    for page in pages:
        spoken = sum(count_words(p.text) for part in page.parts for para in part.paragraphs for p in para.sentences)
        assert page.words >= spoken


def test_every_ask_is_answered_or_marked(pages):
    for page in pages:
        assert len(page.parts) == len(page.question.asks)
        for part in page.parts:
            assert part.answered or any(each.basis == "gap" for each in part.sentences)


def test_every_requirement_is_spoken_to_once(pages):
    needs = [need for page in pages for part in page.parts for each in part.paragraphs for need in each.needs]
    for requirement in TENDER.requirements:
        assert (requirement.id in needs) is not requirement.gate, requirement.id


def test_numbers_come_from_a_quote_the_tender_or_a_profile(pages):
    known = TENDER.model_dump_json() + "".join(each.model_dump_json() for each in PARTNERS)
    sums = [str(sum(each.days_free for each in PARTNERS if each.days_free)), "35.5"]
    counted = ["31", "29", "22"]  # the day before the start, four weeks after it, the days from standstill to start
    for sentence in said(pages):
        for number in re.findall(r"\d+(?:\.\d+)?", sentence.text.replace(",", "")):
            assert number in sums + counted or number in sentence.quote.replace(",", "") + known, sentence


def test_a_requirement_nobody_covers_is_a_gap_and_no_promise(pages):
    about = [each for each in said(pages) if "linical supervision" in each.text]
    assert [each.basis for each in about] == ["gap"]
    assert about[0].text.startswith("[To complete: who will meet clause 4.5 “Clinical supervision")
    assert about[0].text.endswith(" - from Northlight Dance]")


def test_several_requirements_nobody_covers_are_one_gap():
    bare = LINEUP.model_copy(update={"uncovered": ("R05", "R06", "R09", "R15")})
    without = tuple(each for each in MATCHES if each.need not in bare.uncovered)
    gaps = [each.text for each in said(compose(brief(lineup=bare, matches=without)), "gap")]
    assert any("3.5 (… year to achieve an Arts Award at Bronze level or …), 3.6 (" in each for each in gaps)
    assert sum("3.5" in each for each in gaps) == 1


def test_puff_without_a_fact_is_passed_over(pages):
    assert not any("passionate" in each.text for each in said(pages))


def test_what_a_partner_admits_it_does_not_do_is_not_quoted(pages):
    assert not any("not yet pay" in each.text for each in said(pages))


def test_the_same_question_twice_gets_no_evidence_twice():
    doubled = TENDER.model_copy(
        update={"questions": (*TENDER.questions, TENDER.questions[0].model_copy(update={"id": "Q9"}))}
    )
    quotes = [each.quote for each in said(compose(brief(tender=doubled)), "evidence")]
    assert len(quotes) == len(set(quotes))


def test_the_order_of_the_matches_does_not_matter(pages):
    turned = compose(brief(matches=tuple(reversed(MATCHES)), partners=tuple(reversed(PARTNERS))))
    assert [each.text for each in said(turned)] == [each.text for each in said(pages)]


@pytest.mark.parametrize("limit", [1, 5, 20, 40, 60, 100, 150, 1000])
def test_any_limit_is_kept(limit):
    tight = tuple(each.model_copy(update={"limit": Limit(number=limit)}) for each in TENDER.questions)
    for page in compose(brief(tender=TENDER.model_copy(update={"questions": tight}))):
        assert page.words <= limit


@pytest.mark.parametrize("limit", [80, 400, 1500])
def test_a_limit_in_characters_is_kept(limit):
    tight = tuple(
        each.model_copy(update={"limit": Limit(number=limit, unit="characters")}) for each in TENDER.questions
    )
    for page in compose(brief(tender=TENDER.model_copy(update={"questions": tight}))):
        assert sum(len(each.text) for each in page.sentences) <= limit


def test_a_tender_that_gives_almost_nothing_still_gets_an_answer():
    bare = Tender(
        questions=(question("1", "", (), None, 100).model_copy(update={"text": "Tell us about you.", "limit": None}),)
    )
    alone = LineUp(
        rank=1, lead="Alone", members=(Member(partner="Alone", role=""),), marks=0, marks_available=0, proven_best=False
    )
    (page,) = compose(brief(tender=bare, lineup=alone, partners=(), matches=()))
    assert [each.text for each in page.sentences] == ["[To complete: an answer to this question - from Alone]"]


def test_where_there_is_no_evidence_a_profile_may_say_it():
    without = tuple(each for each in MATCHES if each.need != "R05")
    told = [each for each in said(compose(brief(matches=without)), "profile") if "Arts Award" in each.text]
    assert "Northlight Dance is on record as “Arts Award centre”." in [each.text for each in told]


def test_a_requirement_without_any_proof_asks_its_owner_for_an_example():
    without = tuple(each for each in MATCHES if each.need not in ("R13", "Q2/1", "Q2/2"))
    gaps = [each for each in said(compose(brief(matches=without)), "gap") if "clause 4.3" in each.text]
    assert [each.text for each in gaps] == [
        "[To complete: an example with a year, a number and a place for clause 4.3, “The Provider must identify and "
        "support young carers” - from Carers Link Marlhaven]"
    ]


def test_weak_matches_are_not_quoted():
    weak = tuple(each.model_copy(update={"strength": "weak"}) for each in MATCHES)
    pages = compose(brief(matches=weak))
    assert said(pages, "evidence") == []
    assert len(said(pages, "gap")) > 8


def test_a_group_speaks_to_its_days_with_the_sum_of_them(pages):
    days = next(each for page in pages for each in page.sentences if "working days free" in each.text)
    assert (days.text, days.basis) == ("Together the members have 460 working days free each year.", "profile")


def test_members_who_have_worked_together_are_named_in_pairs(pages):
    told = [each.text for each in said(pages, "profile")]
    assert "Members have worked together before: Northlight Dance with Saltbox Theatre and Amara Osei." in told


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Q1", "delivery"), ("Q3", "capacity"), ("Q4", "safeguarding"), ("Q5", "partnership"), ("Q6", "mobilisation")],
)
def test_the_kind_of_a_question_is_found_in_its_words(name, kind):
    assert kind_of(next(each for each in TENDER.questions if each.id == name)) == kind


def test_each_requirement_has_one_home_and_conditions_have_none():
    homes = place(TENDER.requirements, TENDER.questions)
    placed = [each.id for found in homes.values() for each in found]
    assert sorted(placed) == sorted(each.id for each in TENDER.requirements if not each.gate)
    assert "R01" in [each.id for each in homes["Q1"]]
    assert "R13" in [each.id for each in homes["Q2"]]
    assert "R20" in [each.id for each in homes["Q4"]]
    assert "R30" in [each.id for each in homes["Q6"]]


@pytest.mark.parametrize("said", ["sections 2 and 4", "section 4", "sections 3 to 5", "Sections 1, 2 and 4"])
def test_a_question_that_names_sections_gets_their_requirements(said):
    asked = (
        question("A", "Anything", (f"Say how you will meet {said}.",), 10, 500),
        question("B", "Young carers", ("How you will support young carers.",), 10, 500),
    )
    homes = place((need("R13", "4.3", "The Provider must identify and support young carers."),), asked)
    assert [each.id for each in homes["A"]] == ["R13"]


def test_a_requirement_stands_with_the_ask_that_the_same_evidence_answers():
    outline = next(each for each in plan(brief()) if each.question.id == "Q1")
    board = next(ask for ask in outline.asks if "R17" in [each.id for each in ask.requirements])
    assert board.text == "How young people will shape it."


def test_a_requirement_stands_with_the_ask_that_names_its_section():
    outline = next(each for each in plan(brief()) if each.question.id == "Q1")
    assert [each.id for each in outline.asks[2].requirements] == ["R01", "R05", "R06", "R09"]


def test_the_plan_runs_from_the_award_to_the_first_session_with_counted_dates():
    rows = [row.cells for row in steps(brief()).rows]
    assert rows[0] == ("26 February 2027", "Award", "Marlhaven Borough Council")
    assert ("By 31 March 2027", "In place: public liability insurance of at least £5 million", "Amara Osei") in rows
    assert rows[-1][0] == "By 29 April 2027"


def test_the_risks_are_those_that_the_line_up_shows():
    told = {row.cells[0]: row.cells for row in risks(brief()).rows}
    assert told["Not yet in place: public liability insurance of at least £5 million"][2] == "Amara Osei"
    assert told["A member withdraws whose work another can show"][1] == "Steps in: Amara Osei for clause 3.5"
    assert "Only 22 days between 10 March 2027 and the start of the contract" in told


def test_tables_say_who_answers_for_what_and_who_works_where():
    assert roles(brief()).rows[2].cells == ("Carers Link Marlhaven", "Young carers", "Clause 4.3")
    assert ("Priory", "Saltbox Theatre and Carers Link Marlhaven") in [row.cells for row in places(brief()).rows]
