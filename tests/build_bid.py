# ruff: noqa: E501  (sentences as people write them)
"""A small bid held in the head: a tender, five members, their evidence, and the line-up that was chosen."""

from datetime import date

from assistant.draft import Brief
from assistant.records import (
    Criterion,
    Fact,
    Flag,
    Freelancers,
    Gate,
    Insurance,
    KeyDate,
    Limit,
    LineUp,
    Match,
    Member,
    Partner,
    Passage,
    Policy,
    Proposal,
    Question,
    Requirement,
    Source,
    Tender,
)


def at(document="itt.docx", block="p1", length=10):
    return Source(document=document, block=block, start=0, end=length)


def question(name, title, asks, weight, words):
    return Question(
        id=name,
        title=title,
        text=" ".join(asks),
        asks=asks,
        weight=weight,
        limit=Limit(number=words),
        source=at(block=name),
    )


QUESTIONS = (
    question(
        "Q1",
        "Programme design",
        (
            "Describe the programme you will deliver in each neighbourhood.",
            "How young people will shape it.",
            "How it will meet section 3 of the Specification.",
        ),
        12,
        750,
    ),
    question(
        "Q2",
        "Reach and inclusion",
        (
            "Explain how you will reach young people who do not use current provision, including young carers.",
            "Give examples of where you have done this before and what changed.",
        ),
        10,
        400,
    ),
    question(
        "Q3",
        "Workforce and capacity",
        (
            "Set out your staffing, including freelance roles.",
            "The days each partner will give.",
            "How you will cover absence.",
        ),
        8,
        300,
    ),
    question(
        "Q4",
        "Safeguarding",
        (
            "Explain how you will keep young people safe across all venues.",
            "How staff and freelancers are checked and trained.",
            "How a concern is reported.",
        ),
        8,
        400,
    ),
    question(
        "Q5",
        "Partnership and governance",
        (
            "If bidding as a consortium, describe how it will be led and governed.",
            "Who does what.",
            "How partners will be held to account.",
        ),
        8,
        400,
    ),
    question(
        "Q6",
        "Mobilisation and risk",
        ("Provide a mobilisation plan from award to first session.", "The main risks with the action you will take."),
        6,
        400,
    ),
)


def need(name, number, text, kind="delivery", **more):
    return Requirement(
        id=name, number=number, text=text, kind=kind, source=at("specification.docx", name.lower(), len(text)), **more
    )


REQUIREMENTS = (
    need("R01", "3.1", "The Provider shall run at least five weekly creative sessions, one in each neighbourhood, for 40 weeks of each year."),
    need("R05", "3.5", "The Provider shall support at least 60 young people each year to achieve an Arts Award at Bronze level or above."),
    need("R06", "3.6", "The Provider must work with a local museum or archive so that young people make new work from its collections."),
    need("R09", "3.9", "The programme should include spoken word or creative writing.", force="should"),
    need("R13", "4.3", "The Provider must identify and support young carers."),
    need("R15", "4.5", "Clinical supervision of the small-group work must be provided by an arts therapist registered with the Health and Care Professions Council."),
    need("R17", "4.7", "A youth voice board of at least eight young people must help to design and review the programme."),
    need("R20", "5.3", "No session shall run with fewer than two adults present.", kind="safeguarding"),
    need("R21", "5.4", "The Provider shall make at least 400 practitioner days available each year.", kind="staffing", scope="sum"),
    need("R30", "7.2", "The Provider must hold its first session within four weeks of the contract start.", kind="mobilisation"),
    need(
        "G1",
        "2.1",
        "Each member of a consortium must hold, or commit to obtain before the contract starts, public liability insurance of at least £5 million for any one claim.",
        kind="insurance",
        scope="all",
        gate=True,
    ),
)  # fmt: skip

TENDER = Tender(
    title="Making Waves: arts and wellbeing for young people",
    buyer="Marlhaven Borough Council",
    reference="MBC/2026/0417",
    dates=tuple(
        KeyDate(role=role, at=when, text=when, source=at())
        for role, when in (
            ("clarification", "2027-01-08T17:00"),
            ("submission", "2027-01-22T12:00"),
            ("interviews", "2027-02-09"),
            ("award", "2027-02-26"),
            ("standstill_end", "2027-03-10"),
            ("contract_start", "2027-04-01"),
        )
    ),
    criteria=(Criterion(name="Quality", weight=60, source=at()),),
    questions=QUESTIONS,
    requirements=REQUIREMENTS,
    facts=(Fact(name="public_liability", value=5_000_000, unit="GBP", scope="all", source=at()),),
    flags=(
        Flag(
            kind="tupe_silent",
            message="The pack does not say whether staff transfer.",
            ask="Does the Council expect the TUPE Regulations to apply to this contract?",
        ),
    ),
)

PARTNERS = (
    Partner(
        name="Northlight Dance",
        form="charity",
        sector="dance",
        based_in="Castlegate",
        places=("Castlegate", "Northfields"),
        groups=("young people aged 11 to 19",),
        art_forms=("dance",),
        worked_with=("Saltbox Theatre", "Amara Osei"),
        turnover=(412_000, 389_000),
        staff=6.5,
        freelancers=Freelancers(count=11),
        days_free=140,
        insurances=(Insurance(kind="public_liability", amount=10_000_000, expires=date(2027, 8, 31)),),
        policies=(Policy(name="Safeguarding", reviewed=date(2026, 9, 14)),),
        marks=("Arts Award centre",),
        may_lead=True,
        contact="bids@northlight.example",
    ),
    Partner(
        name="Saltbox Theatre",
        form="charity",
        sector="theatre",
        based_in="Priory",
        places=("Priory",),
        turnover=(268_000, 241_000),
        staff=4,
        days_free=110,
        policies=(Policy(name="Safeguarding", reviewed=date(2026, 6, 1)),),
    ),
    Partner(
        name="Carers Link Marlhaven",
        form="charity",
        sector="support for carers",
        based_in="Northfields",
        places=("Castlegate", "Northfields", "Priory"),
        groups=("young carers aged 8 to 18",),
        turnover=(310_000, 298_000),
        staff=7,
        days_free=60,
        policies=(Policy(name="Safeguarding", reviewed=date(2026, 3, 2)),),
    ),
    Partner(
        name="Marlhaven Museum and Archive Trust",
        form="charity",
        turnover=(780_000, 765_000),
        staff=18,
        days_free=70,
        policies=(Policy(name="Safeguarding", reviewed=date(2026, 1, 20)),),
        marks=("Accredited museum",),
    ),
    Partner(
        name="Amara Osei",
        form="sole practitioner",
        sole_practitioner=True,
        turnover=(31_000, 28_000),
        days_free=80,
        insurances=(Insurance(kind="public_liability", amount=2_000_000, expires=date(2027, 5, 1)),),
        policies=(Policy(name="Safeguarding", reviewed=date(2026, 5, 5)),),
        marks=("Enhanced DBS certificate, Update Service",),
    ),
    Partner(name="Silver Strings", form="charity"),
)

EVIDENCE: tuple[tuple[str, str, float, str, str], ...] = (
    ("Q1/1", "Northlight Dance", 0.81, "strong", "We have run weekly youth dance in Castlegate and Northfields since 2017. In 2025 we ran 164 sessions for 214 young people aged 11 to 19. They stay with us for nineteen months on average. We are passionate about movement."),
    ("Q1/1", "Saltbox Theatre", 0.72, "strong", "Our Priory company meets every Wednesday for 38 weeks of the year. We toured three new plays to eleven village halls in 2024 and 2025."),
    ("Q1/2", "Saltbox Theatre", 0.79, "strong", "Our youth voice board of ten young people, aged 13 to 19, chooses our season and sits on our staff appointment panels. In 2025 the board turned down two of our five proposals and wrote the replacement for one of them."),
    ("Q1/2", "Northlight Dance", 0.6, "partial", "Each of our groups elects two young people who meet our artistic director once a term. We do not yet pay them."),
    ("R01", "Northlight Dance", 0.83, "strong", "We have run weekly youth dance in Castlegate and Northfields since 2017. Our studios hold five groups a week, forty weeks a year, and our tutors visit two schools every Friday."),
    ("R05", "Northlight Dance", 0.85, "strong", "We are an Arts Award centre and our advisers supported 71 young people to Bronze and 18 to Silver in 2025."),
    ("R05", "Amara Osei", 0.64, "partial", "I led Discover and Bronze Arts Award for 22 disabled young people between 2023 and 2025. I adapt every task with the young person and record it in film, sound or pictures."),
    ("R06", "Marlhaven Museum and Archive Trust", 0.84, "strong", "Our learning team brought 126 young people into the stores in 2025 to make zines, films and a soundscape from the fishing archive. The zines were added to our permanent collection."),
    ("R09", "Saltbox Theatre", 0.58, "partial", "We commissioned a spoken word piece from six members of our company for the harbour festival in July 2025."),
    ("R13", "Carers Link Marlhaven", 0.88, "strong", "We support 186 young carers aged 8 to 18 and identified 47 of them through school drop-ins in 2025. Each young carer has a named worker who reviews their plan every twelve weeks."),
    ("Q2/1", "Carers Link Marlhaven", 0.8, "strong", "We run drop-ins at four secondary schools every week so that young carers do not have to travel to us. Our workers visit families at home in the Saltmarsh villages on two evenings a week."),
    ("Q2/1", "Amara Osei", 0.7, "strong", "I have worked with disabled young people in Marlhaven for twelve years. I use Makaton, switches and talking mats so that nobody has to speak to take part."),
    ("Q2/2", "Carers Link Marlhaven", 0.75, "strong", "In 2025, 61 young carers who had never joined a club took part in our holiday arts weeks, and 44 of them were still attending something six months later."),
    ("Q2/2", "Amara Osei", 0.66, "strong", "At Castlegate School in 2024 I worked with nine pupils who had stopped attending; seven came to every session of the last half term."),
    ("Q3/1", "Northlight Dance", 0.66, "strong", "We employ six and a half full-time equivalent staff and a roster of eleven freelance dance artists, paid at or above union rates."),
    ("Q3/3", "Northlight Dance", 0.55, "partial", "Every session has a named second tutor who knows the group, and no session was cancelled for absence in 2025."),
    ("Q4/1", "Northlight Dance", 0.7, "strong", "We complete a written risk assessment for every venue before the first session and review it each term. Our designated safeguarding lead, Priya Nair, holds the Level 3 certificate of March 2026."),
    ("Q4/2", "Saltbox Theatre", 0.68, "strong", "All staff and freelancers hold an enhanced DBS certificate on the Update Service and repeat safeguarding training every year."),
    ("Q4/3", "Carers Link Marlhaven", 0.7, "strong", "A worker who has a concern tells the designated lead the same day, and the lead refers to children's social care within 24 hours."),
    ("R20", "Northlight Dance", 0.6, "partial", "Two adults, one of them a tutor, are in the room at each of our sessions."),
    ("R21", "Northlight Dance", 0.5, "partial", "Our freelancers gave 310 days of teaching in 2025."),
    ("R17", "Saltbox Theatre", 0.86, "strong", "Our youth voice board of ten young people, aged 13 to 19, chooses our season and sits on our staff appointment panels. The board has met monthly since 2021."),
    ("Q5/1", "Northlight Dance", 0.6, "partial", "We led a consortium of four organisations for the county's Holiday Activities programme in 2024 and reported to it every quarter."),
    ("Q1/1", "Silver Strings", 0.7, "strong", "We play for older people with dementia in 14 care homes every week."),
)  # fmt: skip


def evidence(row, number):
    wanted, partner, score, strength, text = row
    source = Source(document=f"{partner.split()[0].lower()}.docx", block=f"p{number}", start=5, end=5 + len(text))
    return Match(
        need=wanted,
        partner=partner,
        score=score,
        strength=strength,
        passages=(Passage(text=text, source=source, score=score),),
    )


MATCHES = tuple(evidence(row, number) for number, row in enumerate(EVIDENCE, 1))

LINEUP = LineUp(
    rank=1,
    lead="Northlight Dance",
    members=(
        Member(
            partner="Northlight Dance",
            role="Lead; weekly dance and Arts Award",
            covers=("R01", "R05"),
            only_it_covers=("R01",),
        ),
        Member(partner="Saltbox Theatre", role="Theatre and youth voice", covers=("R09", "R17")),
        Member(partner="Carers Link Marlhaven", role="Young carers", covers=("R13",), only_it_covers=("R13",)),
        Member(
            partner="Marlhaven Museum and Archive Trust", role="Collections", covers=("R06",), only_it_covers=("R06",)
        ),
        Member(partner="Amara Osei", role="Inclusive arts for disabled young people", covers=()),
    ),
    marks=38.5,
    marks_available=52,
    gates=(
        Gate(requirement="G1", text=REQUIREMENTS[-1].text, status="met", by="Northlight Dance", why="£10 million"),
        Gate(
            requirement="G1",
            text=REQUIREMENTS[-1].text,
            status="unknown",
            by="Saltbox Theatre",
            why="no insurance is given",
        ),
        Gate(
            requirement="G1",
            text=REQUIREMENTS[-1].text,
            status="commit_before_start",
            by="Amara Osei",
            why="£2 million held",
        ),
    ),
    uncovered=("R15",),
    answers={
        "R01": "Northlight Dance",
        "R05": "Northlight Dance",
        "R06": "Marlhaven Museum and Archive Trust",
        "R09": "Saltbox Theatre",
        "R13": "Carers Link Marlhaven",
        "R17": "Saltbox Theatre",
        "R20": "Northlight Dance",
        "R21": "Northlight Dance",
        "R30": "Northlight Dance",
        "Q1/1": "Northlight Dance",
        "Q1/2": "Saltbox Theatre",
        "Q2/1": "Carers Link Marlhaven",
        "Q4/1": "Northlight Dance",
    },
    proven_best=True,
    fixes=("Find an arts therapist registered with the Health and Care Professions Council.",),
)


def brief(**changes):
    """The bid as a brief, with any part changed."""
    given = {
        "tender": TENDER,
        "proposal": Proposal(
            verdict="bid_together", lineups=(LINEUP,), questions_to_buyer=("May a member join later?",)
        ),
        "lineup": LINEUP,
        "partners": PARTNERS,
        "matches": MATCHES,
    }
    return Brief(**{**given, **changes})
