"""Needs that a profile can prove are answered from it, whatever the statement says."""

from datetime import date

import pytest
from build_case import (
    DAYS,
    DAYS_FACT,
    LIABILITY,
    LIABILITY_FACT,
    TURNOVER,
    TURNOVER_FACTS,
    cover,
    partner,
    policy,
    requirement,
    tender,
)
from test_match import PROVED, Words

from assistant.match import match

ASKED = tender(requirements=[LIABILITY, TURNOVER, DAYS], facts=[LIABILITY_FACT, *TURNOVER_FACTS, DAYS_FACT])
POLICY = requirement(
    "S1",
    "Each member must have a safeguarding policy that has been reviewed within the last 12 months.",
    kind="safeguarding",
    scope="all",
    gate=True,
)
ICO = requirement("I1", "Each member must be registered with the ICO.", kind="data", scope="all", gate=True)
SIGN = requirement(
    "N1", "Each member must sign the certificate of non-collusion.", kind="other", scope="all", gate=True
)


def strengths(asked, text=PROVED, **profile):
    found = match(asked, [partner("A", **profile)], Words({"A": text}))
    return {each.need: each.strength for each in found}


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({"insurances": (cover(5_000_000),)}, ("L1", "strong")),
        ({"insurances": (cover(2_000_000),)}, ("L1", "partial")),
        ({}, ("L1", "none")),
        ({"turnover": (400_000, 350_000)}, ("T1", "strong")),
        ({"turnover": (400_000, 250_000)}, ("T1", "weak")),
        ({"turnover": (400_000,)}, ("T1", "none")),
        ({"days_free": 25}, ("D1", "strong")),
        ({"days_free": 24}, ("D1", "partial")),
        ({"days_free": 0}, ("D1", "none")),
        ({}, ("D1", "none")),
    ],
)
def test_cover_income_and_days_are_read_from_the_profile(profile, expected):
    need, strength = expected
    assert strengths(ASKED, **profile)[need] == strength


def test_a_statement_about_cover_does_not_stand_for_a_profile_that_is_silent():
    assert strengths(ASKED, text="Public liability insurance of at least £5 million, to 2028.")["L1"] == "none"


@pytest.mark.parametrize(
    ("profile", "strength"),
    [
        ({"policies": (policy(reviewed=date(2026, 5, 1)),)}, "strong"),
        ({"policies": (policy(reviewed=date(2023, 5, 1)),)}, "partial"),
    ],
)
def test_a_policy_is_proved_by_its_date_of_review(profile, strength):
    assert strengths(tender(requirements=[POLICY]), **profile)["S1"] == strength


def test_where_the_profile_is_silent_on_a_policy_the_statement_speaks():
    said = "Our safeguarding policy was reviewed by the trustees in May 2026, within 12 months."
    assert strengths(tender(requirements=[POLICY]), text=said)["S1"] == "strong"


def test_a_registration_among_the_marks_is_proof():
    asked = tender(requirements=[ICO])
    assert strengths(asked, marks=("Registered with the ICO",))["I1"] == "strong"
    assert strengths(asked, text="We like tea.")["I1"] != "strong"


def test_what_is_only_to_be_signed_has_no_match():
    assert strengths(tender(requirements=[SIGN])) == {}


def test_the_reason_is_the_rules_own():
    found = match(ASKED, [partner("A", insurances=(cover(2_000_000),))], Words({"A": PROVED}))
    why = {each.need: each.why for each in found}
    assert "£2 million held, £5 million asked" in why["L1"]
