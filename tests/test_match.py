"""Matching: nearness is not proof. Each doubt has a case that only it decides."""

from dataclasses import dataclass

import pytest
from build_case import at, dates, fact, partner, question, requirement, tender

from assistant.match import match
from assistant.records import Hit, Passage, Search

CHOIR = "The Provider shall run a weekly choir for young people aged 11 to 19 in Quayside."
PROVED = "In 2025 our weekly choir for young people aged 11 to 19 in Quayside met 40 times."


@dataclass
class Words:
    """A search made by hand: every partner's passages, as near as `near` says."""

    said: dict
    near: float = 0.75

    def __call__(self, needs, k):
        self.asked = tuple(needs)
        return tuple(Search(query=need, hits=self._hits()[:k]) for need in needs)

    def _hits(self):
        return [
            Hit(partner=name, id=name, score=self.near, strength="partial", passages=tuple(self._passages(name, texts)))
            for name, texts in sorted(self.said.items())
        ]

    def _passages(self, name, texts):
        for number, text in enumerate((texts,) if isinstance(texts, str) else texts, 1):
            heading, _, plain = text.rpartition(" > ")
            source = at(f"p{number}", f"{name}.docx", len(plain))
            yield Passage(text=plain, source=source, score=self.near, heading=heading)


def ask(said, text=CHOIR, near=0.75, profiles=None, **more):
    """Return the match of each partner for one requirement; somebody else says other things beside."""
    profiles = profiles or {}
    asked = tender(requirements=[requirement("R1", text, **more)], buyer="Quayside Borough Council")
    people = [partner(name, **profiles.get(name, {})) for name in said]
    found = match(asked, people, Words(said, near))
    return {each.partner: each for each in found if each.need == "R1"}


def one(text, **more):
    """Return how a passage fares beside one that proves all."""
    return ask({"Proved": PROVED, "Tried": text}, **more)["Tried"]


def test_a_passage_with_group_place_date_and_number_is_strong_and_quoted():
    found = one("In 2024 our weekly choir for young people aged 12 to 18 in Quayside met 38 times.")
    assert (found.strength, found.why) == ("strong", "")
    assert str(found.passages[0].source).startswith("Tried.docx#p1:0-")


@pytest.mark.parametrize(
    ("text", "strength", "why"),
    [
        ("In 2025 our weekly choir for older people in Quayside met 40 times.", "weak", "about ages 60 and over"),
        ("In 2025 our weekly choir for adults aged 25 to 60 in Quayside met 40 times.", "weak", "about ages 25 to 60"),
        ("In 2025 our weekly choir in two primary schools in Quayside met 40 times.", "weak", "about ages 5 to 11"),
        ("Our weekly choir for young people is loved by all in Quayside.", "partial", "without a date or a number"),
        ("We do not run a weekly choir for young people aged 11 to 19 in Quayside.", "weak", "says that it does not"),
        (
            "We have run no weekly choir, and in 2025 ran 40 football matches in Quayside.",
            "weak",
            "says that it does not",
        ),
        (
            "In 2025 we ran 40 football matches for young people aged 11 to 19 in Quayside.",
            "partial",
            "does not speak of",
        ),
        ("What we do not do > A weekly choir for young people in Quayside.", "weak", "says that it does not"),
    ],
)
def test_what_speaks_against_a_passage_takes_it_down_and_is_said(text, strength, why):
    found = one(text)
    assert found.strength == strength
    assert why in found.why
    assert found.score < one(PROVED).score


def test_a_passage_with_hardly_a_telling_word_is_weak_however_well_it_is_dated():
    text = "The library shall lend large-print novels through volunteer couriers to housebound readers."
    full = "In 2025 volunteer couriers lent 40 large-print novels to housebound readers."
    found = ask({"Full": full, "Tried": "In 2025 our readers chose 40 posters."}, text=text)
    assert found["Full"].strength == "strong"
    assert found["Tried"].strength == "weak"
    assert "does not speak of" in found["Tried"].why


def test_a_passage_that_denies_something_else_is_no_denial():
    assert one(f"{PROVED} We do not offer counselling.").strength == "strong"
    assert (
        one("In 2025 our weekly choir for young people in Quayside met 40 times, and 12 had no other club.").strength
        == "strong"
    )


def test_a_heading_that_says_what_is_done_and_what_is_not_denies_nothing():
    assert one(f"What we bring, and what we do not > {PROVED}").strength == "strong"


def test_a_long_name_and_its_letters_are_asked_for_once():
    text = "Each singer shall hold an enhanced Disclosure and Barring Service (DBS) certificate."
    assert (
        ask({"Tried": "In 2025 all 40 singers held an enhanced DBS certificate."}, text=text)["Tried"].strength
        == "strong"
    )


def test_the_other_cells_of_a_row_give_the_date_and_the_number():
    bare = "A weekly choir for young people in Quayside."
    assert one(bare).strength == "partial"
    assert one(f"What we do > Dates: 2025; Times: 40 > {bare}").strength == "strong"


def test_another_place_is_a_step_down_where_the_tenders_places_are_known():
    profiles = {"Proved": {"based_in": "Quayside"}, "Tried": {"based_in": "Hilltop"}, "More": {"based_in": "Quayside"}}
    said = {"Proved": PROVED, "More": PROVED, "Tried": PROVED.replace("Quayside", "Hilltop")}
    found = ask(said, profiles=profiles)
    assert found["Proved"].strength == "strong"
    assert found["Tried"].strength == "partial"
    assert "Hilltop" in found["Tried"].why


def test_where_most_partners_are_somewhere_else_no_place_is_held_against_one():
    profiles = {name: {"based_in": "Hilltop"} for name in ("Proved", "Tried")}
    said = {"Proved": PROVED, "Tried": PROVED.replace("Quayside", "Hilltop")}
    assert ask(said, profiles=profiles)["Tried"].strength == "strong"


def test_a_profile_of_other_groups_counts_where_the_passage_names_none():
    text = "In 2025 our weekly choir in Quayside met 40 times."
    profiles = {"Tried": {"groups": ("older people", "people living with dementia")}}
    found = ask({"Proved": PROVED, "Tried": text}, profiles=profiles)["Tried"]
    assert (found.strength, "older people" in found.why) == ("weak", True)
    assert one(text).strength == "strong"


NAMED = {
    "The work shall be supervised by a therapist registered with the Health and Care Professions Council (HCPC).": (
        "In 2025 our work was supervised by a therapist registered with the HCPC for 40 hours.",
        "In 2025 our work was supervised by a registered therapist for 40 hours.",
    ),
    "The Provider should offer sessions in Tamil or Telugu, or with a practitioner who speaks one of them.": (
        "In 2025 a practitioner who speaks Telugu offered 12 sessions.",
        "In 2025 a practitioner who speaks Hindi offered 12 sessions.",
    ),
    "The Provider shall improve wellbeing as measured on the Rosenberg Scale.": (
        "In 2025 wellbeing as measured on the Rosenberg Scale improved for 40.",
        "In 2025 wellbeing as measured on another scale improved for 40.",
    ),
}


@pytest.mark.parametrize("text", NAMED)
def test_a_name_that_is_demanded_has_to_be_named(text):
    with_name, without = NAMED[text]
    found = ask({"Named": with_name, "Unnamed": without}, text=text)
    assert found["Named"].strength == "strong"
    assert found["Unnamed"].strength == "weak"
    assert "does not name" in found["Unnamed"].why


def test_a_name_that_is_given_as_an_example_or_an_option_is_not_demanded():
    text = "The Provider shall measure wellbeing, including with WEMWBS, or another scale."
    assert ask({"Tried": "In 2025 we measured wellbeing of 40."}, text=text)["Tried"].strength == "strong"


def test_words_the_tender_writes_with_capitals_throughout_are_no_names():
    asked = tender(
        requirements=[
            requirement(f"R{number}", f"In each Contract Year the Provider shall run a {thing}.")
            for number, thing in enumerate(("choir", "band", "chorus", "parade", "concert"))
        ]
    )
    found = match(asked, [partner("A")], Words({"A": "In 2025 we ran a choir 40 times."}))
    assert not any("name" in each.why for each in found)


@pytest.mark.parametrize(
    ("shown", "strength"),
    [("118", "strong"), ("60", "strong"), ("59", "partial"), ("forty", "partial"), ("twelve", "partial")],
)
def test_fewer_than_are_asked_is_a_step_down(shown, strength):
    text = "The Provider shall support at least 60 singers each year to perform."
    found = ask({"Tried": f"In 2025 we supported {shown} singers to perform."}, text=text)["Tried"]
    assert found.strength == strength


def test_hours_and_shares_are_not_counted_against_a_passage():
    text = "At least 75% of singers shall perform for at least 90 minutes."
    assert (
        ask({"Tried": "In 2025 most singers performed for an hour, 12 times."}, text=text)["Tried"].strength == "strong"
    )


def test_a_double_denial_is_asked_for_as_what_it_means():
    words = Words({"A": "There are always two adults present at every session, 40 in 2025."})
    asked = tender(requirements=[requirement("R1", "No session shall run with fewer than two adults present.")])
    (found,) = match(asked, [partner("A")], words)
    assert words.asked[0] == "Every session shall run with at least two adults present."
    assert found.strength == "strong"


def test_what_only_explains_a_requirement_is_not_asked_for():
    words = Words({"A": PROVED})
    match(tender(requirements=[requirement("R1", f"{CHOIR} Singing is good for the lungs.")]), [partner("A")], words)
    assert words.asked[0] == CHOIR


@pytest.mark.parametrize("near", [0.02, 0.2])
def test_the_best_of_a_poor_lot_is_not_strong(near):
    assert ask({"Tried": PROVED}, near=near)["Tried"].strength != "strong"


def test_weak_ones_are_kept_with_the_reason_and_each_need_stands_in_order():
    asked = tender(
        [question("Q1", 10, "Describe the choir.", "Say who leads it.")],
        [requirement("R1", CHOIR), requirement("R2", "The Provider shall run a drumming group.")],
    )
    found = match(asked, [partner("A"), partner("B")], Words({"A": PROVED, "B": "We play chess."}))
    assert list(dict.fromkeys(each.need for each in found)) == ["R1", "R2", "Q1/1", "Q1/2"]
    assert all(each.why for each in found if each.strength != "strong")
    assert {each.partner for each in found if each.need == "R1"} == {"A", "B"}


def test_scores_follow_strength_and_lie_between_nought_and_one():
    said = {
        "A": PROVED,
        "B": "We sing.",
        "C": "In 2025 our choir for older people met.",
        "D": "A choir for young people.",
    }
    found = sorted(ask(said).values(), key=lambda each: -each.score)
    order = ["strong", "partial", "weak", "none"]
    assert [order.index(each.strength) for each in found] == sorted(order.index(each.strength) for each in found)
    assert all(0 <= each.score <= 1 for each in found)


def test_the_matches_of_a_need_stand_best_first():
    asked = tender(requirements=[requirement("R1", CHOIR)])
    found = match(
        asked, [partner(name) for name in "ABC"], Words({"A": "We sing.", "B": "We play chess.", "C": PROVED})
    )
    assert found[0].partner == "C"
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_at_most_three_passages_stand_for_a_match_best_first():
    found = ask({"A": [PROVED, "We sing.", f"{PROVED} Again.", f"{PROVED} And again.", f"{PROVED} Once more."]})["A"]
    assert 1 <= len(found.passages) <= 3
    assert [each.score for each in found.passages] == sorted((each.score for each in found.passages), reverse=True)


def test_the_order_of_partners_changes_nothing():
    asked = tender(requirements=[requirement("R1", CHOIR)])
    people = [partner("A"), partner("B")]
    words = Words({"A": PROVED, "B": "We sing."})
    assert match(asked, people, words) == match(asked, people[::-1], words)


def test_nothing_asked_and_nobody_there_is_no_match():
    assert match(tender(), [partner("A")], Words({"A": PROVED})) == ()
    assert match(tender(requirements=[requirement("R1")]), [], Words({})) == ()


def test_a_question_that_was_not_split_is_its_own_ask():
    asked = tender([question("Q1", 10).model_copy(update={"text": "Describe the weekly choir."})])
    assert [each.need for each in match(asked, [partner("A")], Words({"A": PROVED}))] == ["Q1/1"]


def test_hits_of_strangers_are_left_out():
    asked = tender(requirements=[requirement("R1", CHOIR)])
    assert {each.partner for each in match(asked, [partner("A")], Words({"A": PROVED, "Z": PROVED}))} == {"A"}


EXPERIENCE = "The lead must have managed at least one contract or grant of £50,000 or more for work with young people."


@pytest.mark.parametrize(
    ("text", "strength", "why"),
    [
        ("The county council paid us a grant of £120,000 in 2025 for work with young people.", "strong", ""),
        ("The county council paid us a grant of £12,000 in 2025 for work with young people.", "weak", "£50,000"),
        ("The county council paid us a grant of £120,000 in 2019 for work with young people.", "weak", "before 2024"),
        ("The county council paid us a grant of £120,000 for work with young people.", "partial", "no date"),
        ("The county council paid us a grant of £120,000 in 2025 for a care home.", "weak", "60 and over"),
        ("Grants > Dates: 2025; Value: £120,000 > County council, work with young people", "strong", ""),
        ("Our cover is £2 million to 2027. We know that councils often ask for £5 million.", "weak", "no contract"),
        ("Our income was £120,000 in 2025, a third of it grants, and we serve young people.", "weak", "no contract"),
        ("Our building is worth £120,000 since 2025.", "weak", "no contract"),
        ("The county council paid us a grant of £0.12 million in 2025 for young people.", "strong", ""),
    ],
)
def test_experience_is_a_sum_with_the_right_people_not_long_ago(text, strength, why):
    rule = requirement("E1", EXPERIENCE, kind="experience", scope="lead", gate=True)
    asked = tender(requirements=[rule], facts=[fact("experience_years", 3, "lead", "E1")], dates=dates())
    (found,) = match(asked, [partner("A")], Words({"A": text}))
    assert found.strength == strength
    assert why in found.why
