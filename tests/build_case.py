"""Small tenders, pools and matches made by hand, and the best line-up found by trying them all."""

import random
from datetime import date
from itertools import combinations

from assistant.records import (
    Fact,
    Insurance,
    KeyDate,
    Match,
    Partner,
    Passage,
    Policy,
    Question,
    Requirement,
    Source,
    Tender,
)


def at(block="p1", document="spec.docx", length=40):
    return Source(document=document, block=block, start=0, end=length)


def requirement(name, text="The Provider shall run a weekly choir.", **more):
    return Requirement(**{"id": name, "number": name, "text": text, "kind": "delivery", "source": at(name), **more})


def question(name, weight, *asks, **more):
    return Question(id=name, text=" ".join(asks), asks=asks, weight=weight, source=at(name, "form.docx"), **more)


def fact(name, value, scope="all", block="p1"):
    return Fact(name=name, value=value, scope=scope, source=at(block))


def partner(name, **more):
    return Partner(**{"name": name, "form": "charity", "may_lead": True, **more})


def cover(amount, kind="public_liability", expires=None):
    return Insurance(kind=kind, amount=amount, expires=expires)


def policy(name="Safeguarding", reviewed=date(2026, 6, 1)):
    return Policy(name=name, reviewed=reviewed)


SCORES = {"strong": 0.9, "partial": 0.6, "weak": 0.4, "none": 0.0}


def match(need, name, strength="strong", score=None, **more):
    given = SCORES[strength] if score is None else score
    text = more.pop("text", "We did this in 2025.")
    passage = Passage(text=text, source=at("p9", f"{name}.docx", len(text)), score=given)
    return Match(need=need, partner=name, score=given, strength=strength, passages=(passage,), **more)


def dates(submission="2027-01-22T12:00", start="2027-04-01"):
    given = {"submission": submission, "contract_start": start}
    return tuple(KeyDate(role=role, at=when, text=when, source=at()) for role, when in given.items() if when)


def tender(questions=(), requirements=(), facts=(), **more):
    return Tender(
        **{
            "title": "Songs for all",
            "dates": dates(),
            "questions": tuple(questions),
            "requirements": tuple(requirements),
            "facts": tuple(facts),
            **more,
        }
    )


TURNOVER = requirement(
    "T1",
    "The Lead Member must have had an annual turnover of at least £300,000 in each of its last two years.",
    kind="finance",
    scope="lead",
    gate=True,
)
TURNOVER_FACTS = (fact("turnover_minimum", 300_000, "lead", "T1"), fact("turnover_years", 2, "lead", "T1"))
LIABILITY = requirement(
    "L1",
    "Each member must hold public liability insurance of at least £5 million.",
    kind="insurance",
    scope="all",
    gate=True,
)
LIABILITY_FACT = fact("public_liability", 5_000_000, "all", "L1")
DAYS = requirement(
    "D1",
    "The members must give at least 100 practitioner days a year.",
    kind="staffing",
    scope="sum",
)
DAYS_FACT = fact("days_minimum", 100, "sum", "D1")


def every_lineup(problem):
    """Yield each line-up that the problem allows, as members and lead."""
    people = range(problem.count)
    for size in range(1, problem.most + 1):
        for members in combinations(people, size):
            if problem.wanted <= set(members):
                yield from ((members, lead) for lead in members if problem.leads[lead])


def worth(problem, members, lead):
    """Return how bad a line-up is, counted need by need as the docstrings say, without the solver's arrays."""
    gain = 0
    for need, part in enumerate(problem.worth.tolist()):
        able = [lead] if problem.lead_only[need] else members
        best = max(int(problem.shown[need, each]) for each in able)
        gain += part * best + (problem.price if best and problem.musts[need] else 0)
    failed = sum(int(problem.fails[each]) for each in members)
    for rule, asked in enumerate(problem.asked.tolist()):
        failed += sum(int(problem.gives[rule, each]) for each in members) < asked
    return failed, int(problem.unshown[lead]), problem.price * len(members) - gain


def random_case(seed, most=8):
    """Return a random tender, partners, matches and their chance: up to 8 partners and 10 asks, rules on and off."""
    chance = random.Random(seed)  # noqa: S311
    names = [f"Partner {letter}" for letter in "HGFEDCBA"[: chance.randint(1, most)]]
    questions = [_question(number, chance) for number in range(chance.randint(0, 4))]
    requirements = [_requirement(number, chance) for number in range(chance.randint(0 if questions else 1, 5))]
    facts = []
    for rule, stated in ((TURNOVER, TURNOVER_FACTS), (LIABILITY, (LIABILITY_FACT,)), (DAYS, (DAYS_FACT,))):
        if chance.random() < 0.5:
            requirements.append(rule)
            facts += stated
    needs = [f"{each.id}/{number}" for each in questions for number in range(1, len(each.asks) + 1)]
    needs += [each.id for each in requirements]
    matches = [
        match(need, name, chance.choice(("strong", "partial", "weak")), round(chance.random(), 2))
        for need in needs
        for name in names
        if chance.random() < 0.4
    ]
    return tender(questions, requirements, facts), [_partner(name, chance) for name in names], matches, chance


def _question(number, chance):
    asks = [f"Describe thing {number}, part {part}." for part in range(1, chance.randint(2, 4))]
    return question(f"Q{number}", chance.choice((None, 5, 12.5, 20)), *asks)


def _requirement(number, chance):
    return requirement(
        f"R{number}",
        f"The Provider shall do thing {number}.",
        force=chance.choice(("must", "must", "should")),
        scope=chance.choice(("any", "any", "any", "lead")),
    )


def _partner(name, chance):
    return partner(
        name,
        may_lead=chance.choice((True, True, None, False)),
        turnover=chance.choice(((), (400_000, 350_000), (400_000, 250_000), (90_000,))),
        days_free=chance.choice((None, 0, 30, 60, 120)),
        insurances=chance.choice(((), (cover(2_000_000),), (cover(5_000_000),))),
        sole_practitioner=chance.random() < 0.2,
    )
