"""A tender that asks no questions: its own sections stand in, honestly and not at length."""

import docx
import pytest
from build_bid import LINEUP, TENDER, brief, need

from assistant.draft import draft
from assistant.draft.compose import compose
from assistant.draft.sections import sections
from assistant.records import Block, Document, Source

TITLES = ("1 Programme", "2 Young people", "3 Staffing", "4 Reporting")
VERBS = ("run", "keep", "send", "hold", "plan", "share")
THINGS = ("a weekly session", "a register", "a written report", "an open day", "the next term", "all records")


def silent(count, **changes):
    """The bid for a tender of `count` requirements in four sections and no question."""
    made, blocks = [], []
    for number in range(count):
        title = TITLES[number * len(TITLES) // count]
        block = f"p{number}"
        text = f"The Provider shall {VERBS[number % 6]} {THINGS[number % 6]} for group {number} of the borough."
        source = Source(document="schedule.docx", block=block, start=0, end=len(text))
        made.append(need(f"X{number}", f"{title[0]}.{number}", text).model_copy(update={"source": source}))
        blocks.append(Block(id=block, text=text, kind="paragraph", headings=("Schedule", title)))
    kept = tuple(each for each in TENDER.requirements if not each.gate and each.id != "R15")
    given = {
        "tender": TENDER.model_copy(update={"questions": (), "requirements": (*kept, *made)}),
        "lineup": LINEUP.model_copy(update={"uncovered": tuple(each.id for each in made)}),
        "documents": (Document(name="schedule.docx", sha256="0", blocks=tuple(blocks)),),
    }
    return brief(**{**given, **changes})


@pytest.fixture(scope="module")
def pages():
    return compose(silent(120))


def test_sections_stand_in_for_questions(pages):
    assert [page.question.title for page in pages][-4:] == ["Programme", "Young people", "Staffing", "Reporting"]
    assert not any(page.asked for page in pages)


def test_every_requirement_stands_in_one_section():
    given = silent(120)
    held = [each.id for _, found in sections(given) for each in found]
    assert sorted(held) == sorted(each.id for each in given.tender.requirements)


def test_there_are_few_sections_whatever_the_tender_has():
    assert 2 <= len(sections(silent(300))) <= 12


def test_what_is_shown_is_said_and_what_is_not_is_one_gap_a_section(pages):
    evidence = [each for page in pages for each in page.sentences if each.basis == "evidence"]
    assert len(evidence) > 8
    for page in pages[-4:]:
        assert len(page.gaps) == 1
        assert "30 requirements" in page.gaps[0].text
        assert page.gaps[0].text.endswith("no member can show yet - from Northlight Dance]")


def test_many_requirements_make_no_long_echo(pages):
    assert sum(page.words for page in pages) < 2500


def test_where_blocks_are_not_known_the_numbers_make_the_sections():
    titles = [title for title, _ in sections(silent(40, documents=()))]
    assert "Section 3" in titles


def test_the_response_follows_the_sections_and_tells_the_reader_so(tmp_path):
    draft(silent(120), tmp_path / "bid")
    word = docx.Document(str(tmp_path / "bid" / "response.docx"))
    headings = [each.text for each in word.paragraphs if each.style.name == "Heading 2"]
    assert headings.index("1 Programme") < headings.index("4 Reporting") < headings.index("Compliance")
    told = "\n".join(each.text for each in word.paragraphs)
    assert "It follows the tender’s sections." in told
    assert "One row stands for each section" in told
    assert sum(len(table.rows) for table in word.tables) < 120
