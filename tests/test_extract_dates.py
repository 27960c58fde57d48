from datetime import date

import pytest
from build_pack import document, labelled, pack, quoted, tender

from assistant.extract.dates.days import day_first, moments
from assistant.extract.dates.partial import bank_holidays, partly
from assistant.extract.dates.timetable import conflicting, find_dates
from assistant.extract.text.layout import lay_out


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
        ("Tuesday 4th, August 2026 at 16.00", "2026-08-04T16:00"),
        ("by 1700 hrs on 4 Aug '26", "2026-08-04T17:00"),
        ("17:00 BST on 4 August 2026", "2026-08-04T17:00"),
        ("2026/08/04 14:30", "2026-08-04T14:30"),
        ("six o'clock in the evening of 4 August 2026", "2026-08-04T18:00"),
        ("the afternoon of 4 August 2026", "2026-08-04"),
        ("2 in the afternoon on 18 March 2026", "2026-03-18T14:00"),
        ("close of play (5.30 in the afternoon) on 27 March 2026", "2026-03-27T17:30"),
        ("Tues 3 March 2026, half past six", "2026-03-03T18:30"),
        ("a quarter to ten on 3 March 2026", "2026-03-03T09:45"),
        ("five o'clock on Monday 2 March 2026", "2026-03-02T17:00"),
        ("half of the places on 3 March 2026", "2026-03-03"),
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
        "the 16th August 20",
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
        ("between 3 and 7 May 2026", "2026-05-03", "2026-05-07"),
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


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9am on Monday 9th February", "--02-09T09:00"),
        ("August 4th", "--08-04"),
        ("April 2027", "2027-04"),
        ("in late June 2026", "2026-06"),
        ("Q3 2026", "2026-07/2026-09"),
        ("the second quarter of 2027", "2027-04/2027-06"),
    ],
)
def test_a_date_that_is_not_whole_is_read_as_far_as_it_goes(text, at):
    assert [moment.at for moment in partly(text, day_first=True)] == [at]


@pytest.mark.parametrize("text", ["Lot 3 may be bid for by itself", "3-5-2 in all", "a march of 2026 steps", "31 June"])
def test_what_only_looks_like_part_of_a_date_gives_none(text):
    assert partly(text, day_first=True) == []


def test_the_bank_holidays_of_a_year_are_those_of_england_and_wales():
    days = [date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)]
    assert sorted(bank_holidays(2026)) == [*days, date(2026, 8, 31), date(2026, 12, 25), date(2026, 12, 28)]


def test_two_christmas_holidays_on_a_weekend_are_made_up_for():
    assert {date(2027, 12, 27), date(2027, 12, 28)} < bank_holidays(2027)


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
    assert (role, at) in dated(f"Return date: 30 July 2026\n{sentence}")


def found_in(*texts):
    """The key dates of a pack of one document, or of an invitation and the logs that came after it."""
    kinds = ["instructions", *["clarification"] * (len(texts) - 1)]
    named = [(text, kind, f"{place}.docx") for place, (text, kind) in enumerate(zip(texts, kinds, strict=True))]
    given = pack(*(document(*each) for each in named))
    return find_dates(lay_out(given, labelled(given)))


def dated(*texts):
    return [(each.role, each.at) for each in found_in(*texts) if each.superseded_by is None]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Bids are welcome until 14 May 2026.", "submission"),
        ("You have until 14 May 2026 to get your bid to us.", "submission"),
        ("Offers will be accepted up to noon on 14 May 2026.", "submission"),
        ("The last day to ask questions is 14 May 2026.", "clarification"),
        ("Replies to queries will be circulated by 14 May 2026.", "clarification_answers"),
        ("Tender documents available: 14 May 2026", "issued"),
        ("Scoring of proposals: 14 May 2026", "evaluation"),
        ("Shortlisted artists will meet the panel on 14 May 2026.", "interviews"),
        ("Applicants will hear the outcome by 14 May 2026.", "award"),
        ("The residency begins on 14 May 2026.", "contract_start"),
        ("All activity must be complete by 14 May 2026.", "contract_end"),
        ("Please express your interest by 14 May 2026.", "expression_of_interest"),
        ("Return of PSQ: 14 May 2026", "selection_return"),
    ],
)
def test_a_role_is_told_by_what_happens_to_what(text, role):
    assert (role, "2026-05-14") in [(found, at[:10]) for found, at in dated(f"Notice published: 2 March 2026\n{text}")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("We can't look at anything that turns up after 14 May 2026.", "submission"),
        ("The window for bidding shuts on 14 May 2026.", "submission"),
        ("To take part, e-mail the attached template to the clerk by 14 May 2026.", "submission"),
        ("The tender period runs from 2 March 2026 to 14 May 2026.", "submission"),
        ("If anything is unclear, ask before 14 May 2026.", "clarification"),
        ("An anonymised log of what bidders have asked will go on the portal on 14 May 2026.", "clarification_answers"),
        ("Those on the shortlist will be asked to come in on 14 May 2026.", "interviews"),
        ("There will be a chance to see the building on 14 May 2026.", "briefing"),
        ("Our panel will read and mark the bids between 3 May 2026 and 14 May 2026.", "evaluation"),
        ("The committee will make up its mind on 14 May 2026.", "award"),
        ("You would need to be up and running by 14 May 2026.", "contract_start"),
        ("The agreement runs from 14 May 2026 to 13 May 2028, and may be extended.", "contract_start"),
        ("Everything has to be wrapped up by 14 May 2026.", "contract_end"),
        ("These papers went out on 14 May 2026.", "issued"),
    ],
)
def test_a_role_that_no_word_names_is_told_by_who_does_what_with_what(text, role):
    assert (role, "2026-05-14") in dated(f"Contract start: 1 October 2026\n{text}")


def test_the_dates_of_a_letter_are_told_where_its_lines_are_cut():
    text = """
    Sent: 02 February 2026 09:14
    Quotes to this address by noon on Friday 20 February. Any questions to me before 5pm on
    Thursday 12 February. We hope to let everyone know by 27 February.
    """
    assert dated(text)[1:] == [
        ("submission", "2026-02-20T12:00"),
        ("clarification", "2026-02-12T17:00"),
        ("award", "2026-02-27"),
    ]


def test_what_it_is_that_begins_is_told_by_the_sentence_before():
    text = "Return date: 3 May 2026\nThere is a standstill period of eight working days. It ends on 22 June 2026."
    assert ("standstill_end", "2026-06-22") in dated(text)


def test_a_week_that_commences_is_no_commencement():
    assert ("interviews", "2026-03-09") in dated("Clarification meetings, if needed: week commencing 9 March 2026")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Contract notice published: 9 November 2026\nQuestions close at 5pm on Friday 4 December.\n"
            "Bids are due at noon on Thursday 7 January.",
            [("issued", "2026-11-09"), ("clarification", "2026-12-04T17:00"), ("submission", "2027-01-07T12:00")],
        ),
        ("Bids due: noon, Wednesday 6 January\nBudget years 2026 and 2027", [("submission", "2027-01-06T12:00")]),
        ("Bids due: noon, Wednesday 6 January", []),
        (
            "Bids due: 6 May\nContract start: 1 September 2026",
            [("submission", "2026-05-06"), ("contract_start", "2026-09-01")],
        ),
    ],
)
def test_a_year_is_told_by_the_other_dates_or_by_the_weekday_and_never_guessed(text, found):
    assert dated(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Closing date: 2 June 2026\nQuestions must reach us six working days before the closing date.",
            ("clarification", "2026-05-22"),
        ),
        (
            "| Date of issue | 1 June 2026 |\n| Deadline for tenders | 28 days after the date of issue |",
            ("submission", "2026-06-29"),
        ),
        (
            "Notification of award: 2 June 2026\nThe standstill period ends ten days after the notification of award.",
            ("standstill_end", "2026-06-12"),
        ),
    ],
)
def test_a_day_counted_from_another_is_worked_out(text, found):
    assert found in dated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Questions must reach us five working days before the closing date.",
        "Closing date: 2 June 2026\nTenders must stay open for 60 days from the closing date.",
        "Award: 2 June 2026\nThe Supplier shall submit its plan within 10 days after the award.",
    ],
)
def test_a_day_that_no_key_date_settles_is_not_worked_out(text):
    assert not [at for role, at in dated(text) if role != "award" and at != "2026-06-02"]


def test_months_and_quarters_stand_for_dates_that_are_not_yet_known():
    text = "# Timetable\n| Award | May 2026 |\n| Mobilisation | June and July 2026 |\n| Service starts | Q3 2026 |"
    assert dated(text) == [
        ("award", "2026-05"),
        ("mobilisation", "2026-06"),
        ("contract_start", "2026-07/2026-09"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| Date | Event |\n| 3 March 2026 | Brief issued |\n| 1 April 2026, noon | Deadline for quotes |",
        "| Brief issued | Deadline for quotes |\n| 3 March 2026 | 1 April 2026, noon |",
        "| Brief issued | 3 March 2026 |\n| Closing date | 1 April 2026 |\n| Closing time | 12:00 |",
        "Brief issued: 3 March 2026\nClosing date: 1 April 2026\nTime: midday",
        "| Stage | Date | Hour |\n| Brief issued | 03/03/2026 | |\n| Deadline for quotes | 01/04/2026 | 12.00 |",
    ],
)
def test_a_timetable_may_be_laid_out_in_any_way(text):
    assert dated(text) == [("issued", "2026-03-03"), ("submission", "2026-04-01T12:00")]


def test_start_and_end_in_columns_of_their_own_are_told_apart():
    rows = ("Stage | Start | End", "Evaluation | 5 May 2026 | 9 May 2026", "Contract term | 1 July 2026 | 30 June 2028")
    text = "\n".join(f"| {row} |" for row in rows)
    assert dated(text) == [
        ("evaluation", "2026-05-09"),
        ("contract_start", "2026-07-01"),
        ("contract_end", "2028-06-30"),
    ]


def test_a_table_of_versions_has_no_key_dates():
    text = "| Version | Date | Change |\n| 1 | 1 March 2026 | Issued |\n| 2 | 8 March 2026 | Deadline moved |"
    assert dated(f"Return date: 1 April 2026\n{text}") == [("submission", "2026-04-01")]


ITT = "Closing date: noon on 10 April 2026\nDecision by 8 May 2026"


@pytest.mark.parametrize(
    "logs",
    [
        ["The new closing date is noon on Friday 17 April."],
        ["The deadline for tenders has moved from 10 April 2026 to 12 noon on 17 April 2026."],
        ["| Stage | Original date | Revised date |\n| Deadline for tenders | 10 April 2026 | 17 April 2026, noon |"],
        ["The closing date is now 14 April 2026.", "The closing date is extended to noon on 17 April 2026."],
        ["Tenders must now be received by noon on 17 April 2026 instead of 10 April 2026."],
        ["The deadline for tenders is extended from 10 April 2026 to 12 noon on 17 April 2026."],
        ["The deadline for tenders is put back from 10 April 2026 at 5pm to 17 April 2026 at 12 noon."],
    ],
)
def test_the_last_change_of_a_deadline_holds(logs):
    assert dated(ITT, *logs) == [("award", "2026-05-08"), ("submission", "2026-04-17T12:00")]


def test_a_question_about_a_later_deadline_does_not_move_it():
    log = "Could the closing date be put back to 24 April 2026?\nNo."
    assert dated(ITT, log) == [("submission", "2026-04-10T12:00"), ("award", "2026-05-08")]


def test_the_starts_of_several_lots_in_one_column_are_no_conflict():
    found = found_in("| Lot | Area | Start date |\n| 1 | North | 1 June 2026 |\n| 2 | South | 1 July 2026 |")
    assert [(each.role, each.at) for each in found] == [
        ("contract_start", "2026-06-01"),
        ("contract_start", "2026-07-01"),
    ]
    assert list(conflicting(found)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The choir won an award on 5 June 2025.",
        "The Provider must submit its annual safeguarding return by 30 June 2026.",
        "The Supplier shall comply with the code of practice issued on 2 March 2026.",
        "The Council's financial year ends on 31 March 2027.",
        "The museum opened on 2 March 2026.",
        "Last year, on Saturday 29 November 2025, the event drew a crowd.",
        "The bid for the grant is being submitted to the national fund in October 2026, and more is known by then.",
        "The current contract ends on 31 March 2027.",
        "The incumbent has run the service since 1 April 2022.",
        "The strategy was adopted on 3 May 2024.",
        "The service is at present delivered by a trust, whose contract runs out on 30 June 2026.",
        "Results shall be sent to the Council by 31 March each year.",
        "The lease on the hall ends on 31 December 2026.",
        "Each provider shall return its monitoring form by 15 October 2026.",
        "Young people can apply for a place by 1 September 2026.",
        "I can start work on 1 May 2026.",
        "The gallery closes for repairs on 2 November 2026.",
        "The policy must have been reviewed after 1 January 2026.",
    ],
)
def test_a_date_of_something_else_is_no_key_date(sentence):
    assert [role for role, _ in dated(f"Return date: 30 July 2026\n{sentence}")] == ["submission"]


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


TENDERS = "Tenders are due by 24 April 2026."


def test_a_day_without_its_month_is_of_the_month_that_was_named_before_it():
    text = (
        "You can send us questions until noon on Friday 27 February. Answers are on the website by the 4th. "
        "Proposals should be with the clerk by 13 March. We will see teams on the 26th and let everyone know by "
        "the 31st. Work starts on 13 April and is to be finished by 18 December, all in 2026."
    )
    assert dict(dated(text)) == {
        "clarification": "2026-02-27T12:00",
        "clarification_answers": "2026-03-04",
        "submission": "2026-03-13",
        "interviews": "2026-03-26",
        "award": "2026-03-31",
        "contract_start": "2026-04-13",
        "contract_end": "2026-12-18",
    }


def test_who_answers_and_who_asks_are_told_apart_in_one_sentence():
    text = "We will answer questions that reach us by midday on 1 April 2026, and will do so by 9 April 2026."
    until = "Applicants have until 13:00 on 1 April 2026 to send queries, which will be replied to by 9 April 2026."
    assert dict(dated(f"{TENDERS}\n{text}"))["clarification"] == "2026-04-01T12:00"
    assert dict(dated(f"{TENDERS}\n{text}"))["clarification_answers"] == "2026-04-09"
    assert dict(dated(f"{TENDERS}\n{until}"))["clarification"] == "2026-04-01T13:00"
    assert dict(dated(f"{TENDERS}\n{until}"))["clarification_answers"] == "2026-04-09"


@pytest.mark.parametrize("label", ["Start / finish", "Start and end", "From – to"])
def test_a_cell_may_hold_the_first_and_the_last_day(label):
    found = dict(dated(f"{TENDERS}\n| {label} | 1 June 2026 / 31 May 2028 |"))
    assert (found["contract_start"], found["contract_end"]) == ("2026-06-01", "2028-05-31")


@pytest.mark.parametrize(
    "text",
    [
        "The last project, run by Fell Friends, finished on 27 March 2026.",
        "The hall is run today by Thorne Players. Their agreement, signed in 2022, ends on 31 July 2026.",
    ],
)
def test_the_end_of_what_another_provider_does_is_no_key_date(text):
    assert "contract_end" not in dict(dated(f"{TENDERS}\n{text}"))
