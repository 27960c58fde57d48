"""What a partner's evidence is worth for a need, reason by reason."""

import pytest
from build_pool import capability

from assistant.index.judge import Case, Need, Standing, judge, on_scale
from assistant.records import Partner

YOUNG, OLD = ((11, 19),), ((55, 120),)
PARTNER = Partner(name="Quayside Dance", id="quayside-dance")
PROOF = [capability(PARTNER, "In 2025 we ran 80 dance classes.")]
CLAIM = [capability(PARTNER, "We are known for our dance classes.")]
UNDATED = [capability(PARTNER, "We run 80 dance classes.", years=())]
UNCOUNTED = [capability(PARTNER, "We ran dance classes in 2025.", years=(2025,), numbers=())]
DENIAL = capability(PARTNER, "We do not dance.")


def case(score: float = 0.9, lacks: tuple[str, ...] = (), **need: object) -> Case:
    standing = Standing(1, "quayside-dance", "Quayside Dance", YOUNG, ("Quayside",))
    return Case(Need(**need), standing, score, lacks)


@pytest.mark.parametrize(
    ("given", "passages", "denial", "strength", "why"),
    [
        (case(), PROOF, None, "strong", ""),
        (case(), UNDATED, None, "strong", "undated"),
        (case(), UNCOUNTED, None, "strong", "no figure"),
        (case(), CLAIM, None, "partial", "it only claims it, with no year and no figure"),
        (case(0.5), PROOF, None, "partial", "its statement speaks of it only in part"),
        (case(0.5, ("drum", "sea")), PROOF, None, "partial", "it does not speak of drum and sea"),
        (case(0.2), PROOF, None, "weak", "it speaks of other things"),
        (case(), PROOF, DENIAL, "weak", 'it says "We do not dance."'),
        (case(ages=YOUNG, places=("Quayside", "Hilltop")), PROOF, None, "strong", ""),
        (case(ages=OLD), PROOF, None, "weak", "it works with ages 11 to 19, the need is ages 55 and over"),
        (case(places=("Hilltop",)), PROOF, None, "partial", "it works in Quayside, the need names Hilltop"),
        (case(), [], None, "partial", "it only claims it, with no year and no figure"),
    ],
)
def test_strength_and_reason(given, passages, denial, strength, why):
    assert judge(given, passages, denial) == (strength, why)


def test_a_long_denial_is_cut_at_a_word():
    _, why = judge(case(), PROOF, capability(PARTNER, "We do not " + "dance and " * 30))
    assert why.endswith('dance and ..."')
    assert len(why) < 140


def test_the_scale_rises_from_nought_to_one():
    scores = [on_scale(total / 10) for total in range(-2, 14)]
    assert scores == sorted(scores)
    assert 0 < scores[0] < 0.01
    assert 0.99 < scores[-1] < 1
