# ruff: noqa: E501  (sentences as people write them)
import re

import pytest
from build_bid import LINEUP, MATCHES, PARTNERS, TENDER, brief, need, question

from assistant.draft.commit import answer_first, phrase, undertake
from assistant.draft.compose import compose
from assistant.draft.count import count_words
from assistant.draft.passages import quotable, split
from assistant.draft.plan import kind_of, place, plan
from assistant.records import Limit, LineUp, Member, Passage, Source, Tender


@pytest.fixture(scope="module")
def pages():
    return compose(brief())


def said(pages, basis=None):
    return [each for page in pages for each in page.sentences if basis in (None, each.basis)]


def test_every_piece_of_evidence_quotes_a_passage_of_a_member(pages):
    evidence = said(pages, "evidence")
    assert len(evidence) > 15
    for sentence in evidence:
        assert sentence.partner in LINEUP.answers.values() or sentence.partner in {m.partner for m in LINEUP.members}
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


def test_partners_outside_the_line_up_are_not_named(pages):
    assert not any("Silver Strings" in each.text for each in said(pages))


def test_no_first_person_of_a_partner_is_left(pages):
    for sentence in said(pages, "evidence"):
        outside = re.sub(r"“[^”]*”", "", sentence.text)
        assert not re.search(r"\b(we|our|us|I|my|me)\b", outside, re.IGNORECASE)


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


def test_numbers_come_from_a_quote_the_tender_or_a_profile(pages):
    known = TENDER.model_dump_json() + "".join(each.model_dump_json() for each in PARTNERS)
    sums = str(sum(each.days_free for each in PARTNERS if each.days_free))
    for sentence in said(pages):
        for number in re.findall(r"\d+", sentence.text.replace(",", "")):
            allowed = sentence.quote.replace(",", "") + known + sums + "31"
            assert number in allowed, sentence


def test_a_requirement_nobody_covers_is_a_gap_and_no_promise(pages):
    about = [each for each in said(pages) if "Clinical supervision" in each.text]
    assert [each.basis for each in about] == ["gap"]
    assert about[0].text.startswith("[To complete: ")
    assert about[0].text.endswith(" - from Northlight Dance]")


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


def test_a_tender_that_gives_almost_nothing_still_gets_answers():
    bare = Tender(
        questions=(question("1", "", (), None, 100).model_copy(update={"text": "Tell us about you.", "limit": None}),)
    )
    alone = LineUp(
        rank=1, lead="Alone", members=(Member(partner="Alone", role=""),), marks=0, marks_available=0, proven_best=False
    )
    (page,) = compose(brief(tender=bare, lineup=alone, partners=(), matches=()))
    assert [each.text for each in page.sentences] == ["[To complete: about us - from Alone]"] or page.sentences[
        0
    ].basis == "gap"


@pytest.mark.parametrize(
    ("asked", "ours"),
    [
        ("The Provider shall run at least five weekly creative sessions.", "We will run at least five weekly creative sessions (clause 3.1)"),
        ("The supplier must not charge young people.", "We will not charge young people (clause 3.1)"),
        ("The Provider must be registered with the Information Commissioner's Office.", "We will be registered with the Information Commissioner's Office (clause 3.1)"),
        ("The Provider should offer a music-making strand.", "We aim to offer a music-making strand (clause 3.1)"),
        ("The Provider should be able to offer sessions in Dari.", "We aim to offer sessions in Dari (clause 3.1)"),
        ("The Provider must hold its first session in April.", "We will hold our first session in April (clause 3.1)"),
        ("No session shall run with fewer than two adults.", "No session will run with fewer than two adults (clause 3.1)"),
        ("At least 75% of young people should report improved wellbeing.", "Our aim is that at least 75% of young people will report improved wellbeing (clause 3.1)"),
        ("The Provider must work with a museum so that pupils use its collections.", "We accept this requirement in full: “The Provider must work with a museum so that pupils use its collections” (clause 3.1)"),
        ("The Provider shall plan and must report.", "We accept this requirement in full: “The Provider shall plan and must report” (clause 3.1)"),
        ("Public liability insurance.", "We accept this requirement in full: “Public liability insurance” (clause 3.1)"),
    ],
)  # fmt: skip
def test_a_requirement_becomes_our_undertaking_only_where_it_is_safe(asked, ours):
    assert undertake(need("R1", "3.1", asked)) == ours


def test_a_clause_is_cited_only_where_it_has_a_number():
    assert undertake(need("R1", None, "The Provider shall dance.")) == "We will dance"
    assert undertake(need("R1", "(a)", "The Provider shall dance.")) == "We will dance"


@pytest.mark.parametrize(
    ("ask", "ours"),
    [
        ("Describe the programme you will deliver.", "the programme we will deliver"),
        ("Please explain how you will cover absence.", "how we will cover absence"),
        ("How will you measure change?", "how we will measure change"),
        ("Set out your staffing", "our staffing"),
    ],
)
def test_an_ask_is_named_from_our_side(ask, ours):
    assert phrase(ask) == ours


def test_an_ask_of_how_is_answered_in_the_buyers_nouns():
    assert answer_first("Explain how you will reach young carers.") == "We will reach young carers"
    assert answer_first("How young people will shape it.") is None


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
        "Why did 40 young people come back every week?",
        "We hold no policy on safeguarding and have not worked with young people.",
        "Please write to us at hello@northlight.example about the 2025 programme.",
        "We are passionate about dance and love our work.",
        "We ran it.",
        "and then 40 young people came to the hall in 2024.",
    ],
)
def test_what_cannot_stand_as_evidence_is_left_out(text):
    assert quotable(passage(text), "Northlight Dance", 0) == ()


def test_a_sentence_that_points_back_is_marked_as_leaning():
    told = quotable(
        passage(
            "Our board of ten young people meets monthly. The board chose three plays in 2025. They wrote one more play themselves."
        ),
        "Saltbox",
        0,
    )
    assert [each.leans for each in told] == [False, True, True]


def test_where_there_is_no_evidence_a_profile_may_say_it():
    without = tuple(each for each in MATCHES if each.need != "R05")
    told = [each for each in said(compose(brief(matches=without)), "profile") if "Arts Award centre." in each.text]
    assert [each.text for each in told] == ["Quality marks and standing of Northlight Dance: Arts Award centre."]
    assert told[0].partner == "Northlight Dance"


def test_a_requirement_without_any_proof_asks_its_owner_for_an_example():
    without = tuple(each for each in MATCHES if each.need not in ("R13", "Q2/1", "Q2/2"))
    gaps = [each for each in said(compose(brief(matches=without)), "gap") if "young carers” - " in each.text]
    assert [each.partner for each in gaps] == ["Carers Link Marlhaven"]


@pytest.mark.parametrize("limit", [80, 400, 1500])
def test_a_limit_in_characters_is_kept(limit):
    tight = tuple(
        each.model_copy(update={"limit": Limit(number=limit, unit="characters")}) for each in TENDER.questions
    )
    for page in compose(brief(tender=TENDER.model_copy(update={"questions": tight}))):
        assert sum(len(each.text) for each in page.sentences) <= limit


def test_a_requirement_stands_with_the_ask_that_the_same_evidence_answers():
    outline = next(each for each in plan(brief()) if each.question.id == "Q1")
    board = next(ask for ask in outline.asks if "R17" in [each.id for each in ask.requirements])
    assert board.text == "How young people will shape it."


def test_a_requirement_stands_with_the_ask_that_names_its_section():
    outline = next(each for each in plan(brief()) if each.question.id == "Q1")
    assert [each.id for each in outline.asks[2].requirements] == ["R01", "R05", "R06", "R09"]


def test_weak_matches_are_not_quoted():
    weak = tuple(each.model_copy(update={"strength": "weak"}) for each in MATCHES)
    pages = compose(brief(matches=weak))
    assert said(pages, "evidence") == []
    assert len(said(pages, "gap")) > 8
