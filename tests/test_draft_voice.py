# ruff: noqa: E501  (sentences as people write them)
import pytest

from assistant.draft.voice import Speaker, adapt

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
    ("Zines by 12 pupils were shown in May.", "Northlight Dance: Zines by 12 pupils were shown in May."),
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
    ("I also teach at Castlegate School.", "Amara Osei also teaches at Castlegate School."),
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
    assert adapt(said, speaker, known=True, before=True) == written


def test_a_sentence_with_quotation_marks_is_not_used():
    assert adapt("“We run classes,” said the director.", GROUP) is None


@pytest.mark.parametrize(("said", "_"), GROUP_SENTENCES + SOLE_SENTENCES)
def test_numbers_are_never_changed(said, _):
    for speaker in (GROUP, SOLE):
        written = adapt(said, speaker)
        assert [c for c in written if c.isdigit()] == [c for c in said if c.isdigit()]
