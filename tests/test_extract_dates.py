import pytest
from build_pack import document, pack, quoted, tender

from assistant.extract.dates import day_first, moments


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("12:00 noon on Friday 3rd July 2026", "2026-07-03T12:00"),
        ("midday 1 Sept 2026", "2026-09-01T12:00"),
        ("by 23:59 on 30.11.2026", "2026-11-30T23:59"),
        ("no later than 5pm on 14/03/2026", "2026-03-14T17:00"),
        ("Thursday, 5th March 2026 at 16.30 hours", "2026-03-05T16:30"),
        ("Noon (12:00hrs) 30/01/2026", "2026-01-30T12:00"),
        ("Fri 27-Feb-26 12:00", "2026-02-27T12:00"),
        ("March 30th, 2016", "2016-03-30"),
        ("January 4, 2017, 12:00PM EST", "2017-01-04T12:00"),
        ("12:30 a.m. on 2 May 2026", "2026-05-02T00:30"),
        ("9 a.m. local time on the 2nd of May 2026", "2026-05-02T09:00"),
    ],
)
def test_a_date_is_read_with_its_time(text, at):
    assert [moment.at for moment in moments(text)] == [at]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2026",
        "version 3.1.20 of standard 52.204-22",
        "in April 2026",
        "open 24/7 at a ratio of 1:10",
        "within 10 working days",
        "£12.30 on 3 items",
        "9am on Monday 9th February",
    ],
)
def test_what_is_no_whole_date_gives_none(text):
    assert moments(text) == []


def test_each_time_goes_to_the_date_it_stands_by():
    found = moments("questions by 17:00 on 8 January 2027, and tenders by 22 January 2027 at noon")
    assert [moment.at for moment in found] == ["2027-01-08T17:00", "2027-01-22T12:00"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2-20 March 2026", "2026-03-02", "2026-03-20"),
        ("18 and 19 March 2026", "2026-03-18", "2026-03-19"),
        ("1 May - 30 June 2026", "2026-05-01", "2026-06-30"),
        ("from 28 December to 4 January 2027", "2026-12-28", "2027-01-04"),
    ],
)
def test_a_span_of_days_is_read_from_its_end(text, first, last):
    assert [moment.at for moment in moments(text)] == [first, last]


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["due 03/07/2026"], True),
        (["due 03/07/2026", "issued 25/06/2026"], True),
        (["due 03/07/2026", "issued 06/25/2026"], False),
        (["The State of Alaska will pay $1,000 to the offeror by 03/07/2026"], False),
        (["The Council will pay £1,000 by 03/07/2026"], True),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_pack(texts, first):
    assert day_first(texts) is first


TIMETABLE = """
# Timetable
| Activity | Date | Time |
| ITT published | 2 March 2026 | |
| Deadline for clarification questions | 20/03/2026 | 5pm |
| Responses to clarification questions | 25/03/2026 | |
| Tender return deadline | 10 April 2026 | 12 noon |
| Evaluation | 13 - 24 April 2026 | |
| Presentations | 28 April 2026 | |
| Notification of award; standstill period begins | 8 May 2026 | |
| Standstill period ends | 20 May 2026 | |
| Volunteer fair | 1 June 2026 | |
| Contract period | 1 July 2026 to 30 June 2029 | |
"""


def test_a_timetable_gives_every_role_with_its_time():
    found = [(each.role, each.at) for each in tender(document(TIMETABLE)).dates]
    assert found == [
        ("issued", "2026-03-02"),
        ("clarification", "2026-03-20T17:00"),
        ("clarification_answers", "2026-03-25"),
        ("submission", "2026-04-10T12:00"),
        ("evaluation", "2026-04-24"),
        ("interviews", "2026-04-28"),
        ("award", "2026-05-08"),
        ("standstill_end", "2026-05-20"),
        ("other_volunteer_fair", "2026-06-01"),
        ("contract_start", "2026-07-01"),
        ("contract_end", "2029-06-30"),
    ]


@pytest.mark.parametrize(
    ("sentence", "role", "at"),
    [
        ("Tenders must be received through the portal by 12 noon on 3 July 2026.", "submission", "2026-07-03T12:00"),
        ("All quotes are due by 3 July 2026 at 5:00PM.", "submission", "2026-07-03T17:00"),
        ("Questions must be sent by 17:00 on 12 June 2026.", "clarification", "2026-06-12T17:00"),
        ("We will publish responses to all questions by 19 June 2026.", "clarification_answers", "2026-06-19"),
        ("A briefing for bidders will be held on 9 June 2026 at 10am.", "briefing", "2026-06-09T10:00"),
        ("The contract will commence on 1 September 2026.", "contract_start", "2026-09-01"),
        ("The contract will run until 31 August 2028.", "contract_end", "2028-08-31"),
    ],
)
def test_a_sentence_gives_a_date_its_role(sentence, role, at):
    found = [(each.role, each.at) for each in tender(document(f"Return date: 30 July 2026\n{sentence}")).dates]
    assert (role, at) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "The current contract ends on 31 March 2027.",
        "The incumbent has run the service since 1 April 2022.",
        "The strategy was adopted on 3 May 2024.",
        "The policy must have been reviewed after 1 January 2026.",
    ],
)
def test_a_date_of_something_else_is_no_key_date(sentence):
    assert [each.role for each in tender(document(f"Return date: 30 July 2026\n{sentence}")).dates] == ["submission"]


def test_the_same_date_in_two_places_is_one_with_the_time_that_one_of_them_gives():
    found = tender(document("Return date: 3 July 2026\nTenders must be received by noon on 3 July 2026.")).dates
    assert [each.at for each in found] == ["2026-07-03T12:00"]


def test_a_clarification_that_moves_the_deadline_supersedes_it():
    answer = "The deadline for submission of tenders has been extended to 12 noon on 17 April 2026."
    old, new = (
        each
        for each in tender(document(TIMETABLE), document(answer, "clarification")).dates
        if each.role == "submission"
    )
    assert (old.at, old.superseded_by) == ("2026-04-10T12:00", new.source)
    assert (new.at, new.superseded_by) == ("2026-04-17T12:00", None)


def test_two_deadlines_that_nothing_settles_are_flagged_with_a_question():
    found = tender(document("Tenders must be received by 3 July 2026.\nThe closing date is 10 July 2026."))
    flag = next(each for each in found.flags if each.kind == "conflicting_dates")
    assert "3 July 2026" in flag.ask
    assert "10 July 2026" in flag.ask
    assert len(flag.sources) == 2


def test_each_date_is_quoted_from_its_source():
    given = document(TIMETABLE)
    dates = tender(given).dates
    assert dates
    for each in dates:
        assert quoted(pack(given), each.source) == each.text
