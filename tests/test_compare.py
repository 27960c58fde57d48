"""What an amendment changes: told item by item, nothing in silence, nothing that did not change."""

import json
import shutil
import time

import docx
import pytest
from build_blocks import document, paragraph
from command import consort

from assistant.compare import compare
from assistant.likeness import Named, likeness, pair_up
from assistant.records import (
    Criterion,
    KeyDate,
    Limit,
    Lot,
    Question,
    Reading,
    Requirement,
    Source,
    Statement,
    Tender,
    Term,
    Value,
)

AT = Source(document="itt.docx", block="p1", start=0, end=9)
DANCE = "Describe how you will run weekly dance sessions for young people across the borough."
MUSIC = "Describe how you will give young people a place to record the music that they write."
STAFF = "The Provider shall engage at least six qualified youth workers for the whole term."
VENUE = "The Provider shall hire an accessible hall near the station for every public event."


def question(name="Q1", text=DANCE, **more):
    return Question(id=name, text=text, source=AT, **more)


def requirement(name="3.1", text=STAFF, **more):
    return Requirement(id=name, text=text, source=AT, **more)


def reading(*, texts=(), name="itt.docx", **tender):
    pages = document(*(paragraph(each) for each in texts), name=name)
    said = tuple(
        Statement(text=each.text, label="context", source=Source(document=name, block=each.id, start=0, end=9))
        for each in pages.blocks
    )
    return Reading(
        documents=(pages.model_copy(update={"sha256": str(texts)}),), statements=said, tender=Tender(**tender)
    )


def found(old, new):
    return [(each.how, each.old_id, each.new_id) for each in compare(reading(**old), reading(**new)).items]


def told(old, new):
    """Return each difference as (field, old, new)."""
    items = compare(reading(**old), reading(**new)).items
    return [(each.field, each.old, each.new) for item in items for each in item.differences]


def test_a_question_whose_limit_changed_is_the_same_question():
    old = {"questions": (question(limit=Limit(number=500)),)}
    new = {"questions": (question(limit=Limit(number=750)),)}
    assert told(old, new) == [("limit", "500 words", "750 words")]


def test_one_number_for_other_words_is_one_withdrawn_and_one_added():
    old, new = {"questions": (question(text=DANCE),)}, {"questions": (question(text="What is your pricing model?"),)}
    assert found(old, new) == [("added", None, "Q1"), ("withdrawn", "Q1", None)]


def test_the_same_words_under_another_number_are_only_moved():
    old = {"questions": (question("Q1", DANCE), question("Q2", MUSIC))}
    new = {"questions": (question("Q2", DANCE), question("Q1", MUSIC))}
    assert sorted(found(old, new)) == [("moved", "Q1", "Q2"), ("moved", "Q2", "Q1")]


def test_a_name_that_is_only_ours_is_no_number_of_the_pack():
    assert found({"requirements": (requirement("R3"),)}, {"requirements": (requirement("R4"),)}) == []


def test_a_requirement_with_another_number_and_some_other_words_is_changed():
    old, new = {"requirements": (requirement(),)}, {"requirements": (requirement("4.1", STAFF.replace("six", "ten")),)}
    assert found(old, new) == [("changed", "3.1", "4.1")]


@pytest.mark.parametrize(
    ("field", "old", "new", "said"),
    [
        ("force", "must", "should", ("force", "must", "should")),
        ("scope", "any", "all", ("for whom", "any member", "every member")),
        ("gate", False, True, ("pass or fail", "no", "yes")),
        ("lot", None, "2", ("lot", "", "2")),
    ],
)
def test_a_changed_term_of_a_requirement_is_told(field, old, new, said):
    assert told({"requirements": (requirement(**{field: old}),)}, {"requirements": (requirement(**{field: new}),)}) == [
        said
    ]


def test_a_question_that_pays_other_marks_is_to_be_looked_at_again():
    given = compare(reading(questions=(question(weight=10),)), reading(questions=(question(weight=20),)))
    assert given.look_again == {"Q1": "weight"}


def test_spelling_of_quotes_dashes_and_capitals_changes_nothing():
    old = {"requirements": (requirement(text="The Provider’s staff – all of them – shall be DBS checked."),)}
    new = {"requirements": (requirement(text="The provider's staff - all of them - shall be  DBS checked."),)}
    assert found(old, new) == []


def test_a_superseded_date_counts_as_changed():
    before = KeyDate(role="submission", at="2027-01-22", text="22 January", source=AT)
    gone = before.model_copy(update={"superseded_by": AT})
    after = KeyDate(role="submission", at="2027-01-29", text="29 January", source=AT)
    assert told({"dates": (before,)}, {"dates": (gone, after)}) == [("day", "2027-01-22", "2027-01-29")]


def test_of_two_days_of_one_kind_only_the_one_that_changed_is_told():
    days = [KeyDate(role="interviews", at=f"2027-02-0{day}", text="", source=AT) for day in (2, 3, 4)]
    assert told({"dates": tuple(days[:2])}, {"dates": (days[0], days[2])}) == [("day", "2027-02-03", "2027-02-04")]


def test_weights_value_term_and_lots_are_compared():
    old = {
        "criteria": (Criterion(name="Quality", weight=60, source=AT),),
        "value": Value(low=9000, high=9000, source=AT),
        "term": Term(months=24, source=AT),
        "lots": (Lot(id="1", title="North"),),
    }
    new = {
        "criteria": (Criterion(name="Quality", weight=70, source=AT),),
        "value": Value(low=8000, high=9000, source=AT),
        "term": Term(months=36, source=AT),
        "lots": (Lot(id="1", title="North"), Lot(id="2", title="South")),
    }
    assert told(old, new) == [
        ("weight", "60%", "70%"),
        ("amount", "£9,000", "£8,000 to £9,000"),
        ("months", "24", "36"),
    ]
    assert ("added", None, "2") in found(old, new)


def test_words_of_no_item_are_told_by_section():
    old = reading(texts=("The town has a long history of making glass and pottery.", "Nothing else is said of it."))
    new = reading(texts=("Nothing else is said of it.", "The council will publish a map of all its libraries in May."))
    (section,) = compare(old, new).text
    assert section.first_added == ("The council will publish a map of all its libraries in May.",)
    assert section.first_withdrawn == ("The town has a long history of making glass and pottery.",)


def test_a_requirement_whose_words_still_stand_is_not_said_to_be_withdrawn():
    texts = ("What follows is how the service is run.", f"{STAFF} {VENUE}")
    old, new = reading(texts=texts, requirements=(requirement(),)), reading(texts=texts)
    (change,) = compare(old, new).items
    assert (change.how, change.stands) == ("withdrawn", True)
    (change,) = compare(old, reading(texts=texts[:1])).items
    assert (change.how, change.stands) == ("withdrawn", False)


def test_a_sentence_that_only_moved_is_not_a_change():
    texts = ("The town has a long history of making glass.", "It lies on the river and has three bridges.")
    assert compare(reading(texts=texts), reading(texts=texts[::-1])).text == ()


def test_a_question_named_in_new_words_is_to_be_looked_at_again():
    questions = (question("Q1", DANCE), question("Q12", MUSIC))
    new = reading(questions=questions, texts=("An answer to Q12 may now have a diagram of two pages.",))
    assert list(compare(reading(questions=questions), new).look_again) == ["Q12"]


def test_a_renamed_file_is_the_same_file():
    given = compare(reading(texts=("A.", "B.")), reading(texts=("A.", "B."), name="itt-v2.docx"))
    assert [(each.how, each.old_name, each.new_name) for each in given.documents] == [
        ("renamed", "itt.docx", "itt-v2.docx")
    ]
    assert given.items == given.text == ()


def mirrored(how):
    return {"added": "withdrawn", "withdrawn": "added"}.get(how, how)


def test_the_other_way_round_everything_is_the_other_way_round():
    old = reading(
        questions=(question("Q1", DANCE), question("Q2", MUSIC, weight=10)),
        requirements=(requirement("3.1", STAFF), requirement("3.2", VENUE)),
        texts=("The town has a long history of making glass.",),
    )
    new = reading(
        questions=(question("Q2", MUSIC, weight=20), question("Q3", "What does it cost?")),
        requirements=(requirement("3.2", STAFF), requirement("3.3", VENUE.replace("hall", "room"))),
        texts=("The council will publish a map of its libraries.",),
    )
    there, back = compare(old, new), compare(new, old)
    forth = {(each.how, each.about, each.old_id, each.new_id, each.old, each.new) for each in there.items}
    assert forth == {
        (mirrored(each.how), each.about, each.new_id, each.old_id, each.new, each.old) for each in back.items
    }
    assert len(forth) == 5
    assert [each.first_added for each in there.text] == [each.first_withdrawn for each in back.text]


def test_a_thousand_changed_and_renumbered_items_are_matched_in_seconds():
    old = [
        Named(f"3.{at}", f"The Provider shall bring item {at * 7919} to place {at * 104729} each day")
        for at in range(1000)
    ]
    new = [Named(f"4.{at}", f"{each.text} without any delay") for at, each in enumerate(reversed(old))]
    start = time.perf_counter()
    pairs = pair_up(old, new)
    assert time.perf_counter() - start < 4
    assert pairs == [(at, 999 - at) for at in range(1000)]


def test_likeness_is_one_for_the_same_words_and_nothing_for_others():
    assert likeness("50 per cent of the marks", "50% of the marks") == 1
    assert likeness(DANCE, "Price list") == 0
    assert likeness("at least 60 people", "at least 80 people") < 1


@pytest.fixture(scope="module")
def amended(tmp_path_factory, sample):
    """The sample's pack with a letter that puts the deadline off and changes what Q2 is worth."""
    folder = tmp_path_factory.mktemp("amended") / "tender"
    shutil.copytree(sample / "tender", folder)
    word = docx.Document()
    word.add_heading("Clarification 1", 0)
    word.add_paragraph("The deadline for the submission of tenders is now 12 noon on 29 January 2027.")
    word.add_paragraph("The weighting of Q2 is changed from 10% to 12%.")
    word.save(folder / "clarification-1.docx")
    return folder


@pytest.mark.model
def test_a_letter_of_amendment_changes_the_deadline_and_sends_back_to_an_answer(sample, amended):
    ran = consort("compare", sample / "tender", amended, "--json")
    assert ran.code == 0
    given = json.loads(ran.out)
    assert given["schema"] == "consort.compare/1"
    (deadline,) = [each for each in given["items"] if each["name"] == "submission"]
    assert deadline["differences"][0]["new"].startswith("2027-01-29")
    assert "Q2" in given["look_again"]
    assert {"how": "added", "old_name": None, "new_name": "clarification-1.docx"} in given["documents"]


@pytest.mark.model
def test_a_pack_compared_with_itself_has_not_changed(sample):
    ran = consort("compare", sample / "tender", sample / "tender")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "Nothing changed in what the tender asks."
    assert "Unchanged: 01-invitation" in ran.out


def test_a_pack_that_is_not_there_is_named_with_exit_3(sample, tmp_path):
    ran = consort("compare", sample / "tender", tmp_path / "nowhere.docx")
    assert ran.code == 3
    assert "nowhere.docx" in ran.err
    assert len(ran.err.strip().splitlines()) == 1
