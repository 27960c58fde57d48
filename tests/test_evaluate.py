import pytest

from assistant.evaluate.__main__ import main
from assistant.evaluate.kept import differences, keep, kept, lines_of, told
from assistant.evaluate.packs import judge_pack
from assistant.evaluate.run import HELD, packs_of, total
from assistant.evaluate.score import compare
from assistant.evaluate.tally import alike, names_agree
from assistant.evaluate.wanted import Gold
from assistant.records import Criterion, Fact, Flag, KeyDate, Limit, Question, Requirement, Source, Tender

HERE = Source(document="itt.docx", block="p1", start=0, end=1)
ASKED = "Describe how you will run the service."


def score(about, gold, **found):
    """Return the right, missed and invented names of one group."""
    judged = next(each for each in judge_pack(Gold(**gold), Tender(**found)) if each.about == about)
    return judged.right, judged.missed, judged.invented


def question(**more):
    return Question(id="Q1", text=ASKED, source=HERE, **more)


def date(role, at, *, over=False):
    return KeyDate(role=role, at=at, text=at, source=HERE, superseded_by=HERE if over else None)


def fact(name, value, scope="all"):
    return Fact(name=name, value=value, scope=scope, source=HERE)


def requirement(text, **more):
    return Requirement(id="1", text=text, source=HERE, **more)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ([date("submission", "2026-03-20T12:00")], (("submission 2026-03-20T12:00",), (), ())),
        ([date("submission", "2026-03-20")], ((), ("submission 2026-03-20T12:00",), ("submission 2026-03-20",))),
        ([date("other_return", "2026-03-20T12:00")], ((), ("submission 2026-03-20T12:00",), ())),
        (
            [date("submission", "2026-03-20T12:00"), date("award", "2026-05-01")],
            (("submission 2026-03-20T12:00",), (), ("award 2026-05-01",)),
        ),
    ],
)
def test_a_date_is_right_with_its_role_and_time(found, wanted):
    assert score("Dates", {"dates": [["submission", "2026-03-20T12:00"]]}, dates=found) == wanted


def test_a_date_that_a_later_document_overrides_must_be_known_to_be():
    gold = {"dates": [["submission", "2026-03-20", "superseded"], ["submission", "2026-03-27"]]}
    both = [date("submission", "2026-03-20"), date("submission", "2026-03-27")]
    right, missed, invented = score("Dates", gold, dates=both)
    assert right == ("submission 2026-03-27",)
    assert missed == ("submission 2026-03-20 superseded",)
    assert invented == ("submission 2026-03-20",)
    marked = [date("submission", "2026-03-20", over=True), both[1]]
    assert score("Dates", gold, dates=marked)[1:] == ((), ())


def test_a_weight_that_differs_is_missed_and_what_was_found_is_told():
    gold = {"questions": [{"id": "Q1", "text": ASKED, "weight": 20}]}
    assert score("Weights", gold, questions=[question(weight=20)])[0] == ("Q1 Describe how you will run 20",)
    assert score("Weights", gold, questions=[question(weight=12)])[1] == (
        "Q1 Describe how you will run 20 [12.0 percent]",
    )
    assert score("Weights", gold, questions=[question(weight=20, unit="marks")])[0] == ()


def test_a_weight_or_limit_that_no_question_has_is_invented():
    found = question(weight=20, limit=Limit(number=500))
    gold = {"questions": [{"id": "Q1", "text": ASKED}]}
    assert score("Weights", gold, questions=[found])[2] == ("Q1 Describe how you will run 20",)
    assert score("Limits", gold, questions=[found])[2] == ("Q1 Describe how you will run 500 words",)


def test_a_criterion_that_is_the_weight_of_a_question_is_not_invented():
    gold = {"questions": [{"id": "Q1", "text": ASKED, "weight": 20}]}
    found = [Criterion(name="Q1", weight=20, source=HERE), Criterion(name="Excellent", weight=5, source=HERE)]
    assert score("Criteria", gold, questions=[question(weight=20)], criteria=found) == ((), (), ("Excellent 5",))


def test_a_criterion_belongs_to_its_lot():
    gold = {"criteria": [{"name": "Price", "weight": 30, "lot": "2"}]}
    assert score("Criteria", gold, criteria=[Criterion(name="Price", weight=30, lot="Lot 2", source=HERE)])[1] == ()
    assert score("Criteria", gold, criteria=[Criterion(name="Price", weight=30, lot="1", source=HERE)])[1] != ()


def test_an_insurance_is_right_with_its_kind_and_amount():
    gold = {"facts": [["public_liability", 5000000, "all"]]}
    found = [fact("public_liability", 5000000.0, "lead"), fact("motor", 1000000.0)]
    assert score("Insurances", gold, facts=found) == (("public_liability 5000000",), (), ("motor 1000000",))
    assert score("Scope of facts", gold, facts=found)[1] == ("public_liability 5000000 all [lead]",)


def test_an_optional_fact_counts_only_when_found():
    gold = {"facts": [["procedure", "open|any", "", "optional"]]}
    assert score("Facts", gold) == ((), (), ())
    assert score("Facts", gold, facts=[fact("procedure", "open")])[0] == ("procedure open",)


def test_a_requirement_is_found_by_its_words_and_then_judged():
    gold = {"requirements": {"must lead said finance": ["a turnover of £100,000"]}, "allowed": ["be insured"]}
    found = [
        requirement("The lead shall have a turnover of £100,000 a year.", scope="lead", assumed=False, kind="other"),
        requirement("Partners must be insured."),
        requirement("The Council will pay the rent."),
    ]
    assert score("Requirements", gold, requirements=found) == (
        ("a turnover of £100,000",),
        (),
        ("The Council will pay the rent.",),
    )
    assert score("Scope", gold, requirements=found)[0] == ("a turnover of £100,000: lead",)
    assert score("Kind", gold, requirements=found)[1] == ("a turnover of £100,000: finance [other]",)


def test_a_trap_is_fallen_into_only_where_nothing_real_stands_beside_it():
    gold = {"requirements": {"must any default delivery": ["open daily"]}, "absent": {"requirements": ["may inspect"]}}
    beside = requirement("The shop must open daily. The Council may inspect.")
    assert score("Traps", gold, requirements=[beside])[2] == ()
    assert score("Traps", gold, requirements=[requirement("The Council may inspect.")])[2] == (
        "requirement may inspect",
    )


def test_a_fault_that_a_pack_does_not_have_is_an_invented_flag():
    found = [Flag(kind="weights_do_not_sum", message="m"), Flag(kind="conflicting_dates", message="m")]
    assert score("Flags", {"flags": ["conflicting_dates"]}, flags=found) == (
        ("conflicting_dates",),
        (),
        ("weights_do_not_sum",),
    )


def test_nothing_found_where_nothing_is_asked_is_all_right():
    assert not any(each.missed or each.invented for each in judge_pack(Gold(), Tender()))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("run the service", "Describe how you will run the service.", True),
        ("The Council’s own words", "the council's own words", True),
        ("run the service", "how you will run", False),
        ("Price", "", False),
    ],
)
def test_texts_are_alike_when_one_holds_the_other(one, other, same):
    assert alike(one, other) is same


def test_names_agree_but_for_words_that_any_criterion_has():
    assert names_agree("Price", "Criterion Price score")
    assert not names_agree("Price", "Quality")
    assert not names_agree("", "Quality")


def test_scores_are_kept_line_by_line_and_compared_by_name(tmp_path):
    before = lines_of({"a": [compare("Dates", ["x", "y"], ["x", "z"])]})
    now = lines_of({"a": [compare("Dates", ["x", "y"], ["y"])]})
    keep(tmp_path / "scores.txt", before)
    assert kept(tmp_path / "scores.txt") == before == ["a | Dates | + x", "a | Dates | - y", "a | Dates | ! z"]
    assert differences(before, now) == (["a | Dates | + y", "a | Dates | ! z"], ["a | Dates | + x"])
    assert list(told(before, now))[1:] == [
        "  gained: now a | Dates | + y",
        "  gained: no longer a | Dates | ! z",
        "  lost: no longer a | Dates | + x",
    ]


def test_a_total_says_which_pack_a_name_is_from():
    scores = {"a": (compare("Dates", ["x"], ["x"]),), "b": (compare("Dates", ["x"], []),)}
    (score,) = total(scores)
    assert (score.right, score.missed) == (("a: x",), ("b: x",))


def test_held_out_packs_are_told_by_name_only_where_they_are_named(capsys, monkeypatch):
    monkeypatch.setattr("assistant.evaluate.run.packs_of", lambda group: packs_of(group)[:1] if group == HELD else [])
    name = packs_of(HELD)[0]
    assert main(["--packs"]) == 0
    assert name not in capsys.readouterr().out
    assert main(["--packs", name]) == 0
    assert name in capsys.readouterr().out


def test_a_pack_that_is_not_there_is_said_in_one_line(capsys):
    assert main(["--packs", "nowhere"]) == 1
    assert "nowhere" in capsys.readouterr().err
