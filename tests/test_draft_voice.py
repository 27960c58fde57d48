# ruff: noqa: E501  (sentences as people write them)
import pytest

from assistant.draft.voice import Setting, Speaker, adapt, is_subject

GROUP = Speaker("Northlight Dance")
SOLE = Speaker("Amara Osei", sole=True)

GROUP_SENTENCES = [
    ("We run weekly classes in three halls.", "Northlight Dance run weekly classes in three halls."),
    ("We are an Arts Award centre.", "Northlight Dance are an Arts Award centre."),
    ("We've taught 214 young people since 2019.", "Northlight Dance have taught 214 young people since 2019."),
    ("We’re based in Castlegate and our studios are step-free.", "Northlight Dance are based in Castlegate and their studios are step-free."),
    ("Our tutors teach 12 groups a week.", "Northlight Dance’s tutors teach 12 groups a week."),
    ("In 2025 the council asked us to run a summer school.", "In 2025 the council asked Northlight Dance to run a summer school."),
    ("Young people told us they felt safer.", "Young people told Northlight Dance they felt safer."),
    ("Since 2019 we have toured with our company.", "Since 2019 Northlight Dance have toured with their company."),
    ("Tutors are paid by us at union rates.", "Tutors are paid by Northlight Dance at union rates."),
    ("We taught ourselves to sign.", "Northlight Dance taught themselves to sign."),
    ("Northlight Dance runs five groups a week.", "Northlight Dance runs five groups a week."),
    ("All tutors hold an enhanced DBS certificate.", "At Northlight Dance, all tutors hold an enhanced DBS certificate."),
    ("The youth company meets every Tuesday.", "At Northlight Dance, the youth company meets every Tuesday."),
    ("Zines by 12 pupils were shown in May.", "At Northlight Dance, zines by 12 pupils were shown in May."),
    ("Priya leads on safeguarding.", None),
    ("Tidewater Youth's workers brought 34 young people.", "At Northlight Dance, Tidewater Youth's workers brought 34 young people."),
    ("In 2025 there were 164 sessions.", "In 2025 at Northlight Dance there were 164 sessions."),
    ("In 2025, 71 young people gained Bronze.", "In 2025 at Northlight Dance, 71 young people gained Bronze."),
    ("We also tour to village halls.", "Northlight Dance tour to village halls."),
    ("Of the twelve who've finished, ten work.", "At Northlight Dance, of the twelve who have finished, ten work."),
    ("We trust young people and they choose our themes with us.", "Northlight Dance write: “We trust young people and they choose our themes with us.”"),
    ("We'd run 12 sessions by May.", "Northlight Dance write: “We'd run 12 sessions by May.”"),
    ("The company performed in the US with us.", "Northlight Dance write: “The company performed in the US with us.”"),
]  # fmt: skip
SOLE_SENTENCES = [
    ("I am a filmmaker based in Priory.", "Amara Osei is a filmmaker based in Priory."),
    ("I have worked here for twelve years.", "Amara Osei has worked here for twelve years."),
    ("I've taught 40 pupils since 2019.", "Amara Osei has taught 40 pupils since 2019."),
    ("I led a festival in 2024.", "Amara Osei led a festival in 2024."),
    ("I was commissioned in 2023, and I made six films.", "Amara Osei was commissioned in 2023, and they made six films."),
    ("I run sessions every Friday.", "Amara Osei runs sessions every Friday."),
    ("I also teach at Castlegate School.", "Amara Osei teaches at Castlegate School."),
    ("On an average Saturday 15 came.", "In Amara Osei’s work, on an average Saturday 15 came."),
    ("I carry £2 million of cover.", "Amara Osei carries £2 million of cover."),
    ("I do this every year.", "Amara Osei does this every year."),
    ("I can start in April.", "Amara Osei can start in April."),
    ("My films were shown in 2024.", "Amara Osei’s films were shown in 2024."),
    ("Schools ask me to stay for the term.", "Schools ask Amara Osei to stay for the term."),
    ("My work takes me to six schools.", "Amara Osei’s work takes them to six schools."),
    ("I hold a DBS certificate and cover of £2 million.", "Amara Osei holds a DBS certificate and cover of £2 million."),
    ("I'm a filmmaker and run workshops.", "Amara Osei writes: “I'm a filmmaker and run workshops.”"),
    ("I run sessions and train staff in Makaton.", "Amara Osei writes: “I run sessions and train staff in Makaton.”"),
    ("I read to 40 children in 2025.", "Amara Osei writes: “I read to 40 children in 2025.”"),
    ("We made a film with 9 young people.", "Amara Osei writes: “We made a film with 9 young people.”"),
]  # fmt: skip
AFTER = [
    (GROUP, "We run weekly classes.", "They run weekly classes."),
    (GROUP, "Our tutors teach 12 groups.", "Their tutors teach 12 groups."),
    (GROUP, "In 2025 the council asked us to stay.", "In 2025 the council asked Northlight Dance to stay."),
    (GROUP, "In 2025 we ran 164 sessions.", "In 2025 they ran 164 sessions."),
    (GROUP, "A bursary pays bus fares and shoes.", "A bursary pays bus fares and shoes."),
    (GROUP, "All tutors hold a certificate.", "There, all tutors hold a certificate."),
    (GROUP, "We also tour to village halls.", "They also tour to village halls."),
    (SOLE, "I run sessions and train staff.", "They run sessions and train staff."),
    (SOLE, "I was commissioned in 2023.", "They were commissioned in 2023."),
    (SOLE, "I am a filmmaker.", "They are a filmmaker."),
]


@pytest.mark.parametrize(("said", "written"), GROUP_SENTENCES)
def test_a_group_speaks_in_the_third_person(said, written):
    assert adapt(said, GROUP) == written


@pytest.mark.parametrize(("said", "written"), SOLE_SENTENCES)
def test_a_sole_practitioner_speaks_in_the_third_person(said, written):
    assert adapt(said, SOLE) == written


@pytest.mark.parametrize(("speaker", "said", "written"), AFTER)
def test_a_second_sentence_says_they(speaker, said, written):
    assert adapt(said, speaker, Setting(known=True, before=True)) == written


def test_a_sentence_with_quotation_marks_is_not_used():
    assert adapt("“We run classes,” said the director.", GROUP) is None


def test_a_place_just_named_is_not_named_again():
    there = Setting(there=True)
    assert (
        adapt("A worker tells the lead the same day.", GROUP, there) == "There, a worker tells the lead the same day."
    )
    assert adapt("The evaluation found a gain.", SOLE, there) == "The evaluation found a gain."


def test_the_trust_is_named():
    trust = Speaker("Marlhaven Leisure Trust")
    assert (
        adapt("The Trust operates a venue in each town.", trust)
        == "Marlhaven Leisure Trust operates a venue in each town."
    )


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Northlight Dance run halls.", True),
        ("In 2025 Northlight Dance ran halls.", True),
        ("Northlight Dance’s tutors teach.", False),
        ("At Northlight Dance, tutors teach.", False),
    ],
)
def test_they_may_stand_only_for_a_subject(text, subject):
    assert is_subject(text, GROUP) is subject


@pytest.mark.parametrize(("said", "_"), GROUP_SENTENCES + SOLE_SENTENCES)
def test_numbers_are_never_changed(said, _):
    for speaker in (GROUP, SOLE):
        written = adapt(said, speaker) or said
        assert [c for c in written if c.isdigit()] == [c for c in said if c.isdigit()]
