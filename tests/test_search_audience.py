"""Whom a text is about, by age."""

import pytest

from assistant.index.audience import ages, meet, told


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("young people aged 11 to 19", ((11, 19),)),
        ("11-19 year olds", ((11, 19),)),
        ("a club for under 18s", ((0, 17),)),
        ("people over 65", ((65, 120),)),
        ("a choir for the over 65s", ((65, 120),)),
        ("leavers aged 16 plus", ((16, 120),)),
        ("dance for teenagers", ((11, 25),)),
        ("primary schools", ((4, 11),)),
        ("lunch for older people", ((55, 120),)),
        ("classes for adults", ((18, 120),)),
        ("a choir in the town hall", ()),
        ("never fewer than two adults in the room", ()),
        ("a report within 10 to 15 working days", ()),
        ("under 10 minutes", ()),
        ("between 10 and 20 people", ()),
        ("pupils in years 7 to 11", ((4, 25),)),
        ("between the ages of 11 and 19", ((11, 19),)),
    ],
)
def test_ages_are_read_from_figures_and_words(text, spans):
    assert ages(text) == spans


@pytest.mark.parametrize(
    ("wanted", "served", "met"),
    [
        (((11, 19),), ((16, 25),), True),
        (((11, 19),), ((5, 11),), False),
        (((11, 25),), ((55, 120),), False),
        (((11, 25),), ((0, 4), (18, 25)), True),
        ((), ((5, 11),), True),
        (((5, 11),), (), True),
    ],
)
def test_two_audiences_meet_only_if_some_age_is_in_both(wanted, served, met):
    assert meet(wanted, served) is met
    assert meet(served, wanted) is met


def test_ages_are_told_in_words():
    assert told(((0, 4), (55, 120))) == "ages up to 4 and 55 and over"
