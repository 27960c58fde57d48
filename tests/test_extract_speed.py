"""A pack of a hundred pages is read, labelled and understood while the bid lead waits."""

import os

import pytest
from build_word import LEGAL, item, p, style, tbl, tr, word

from assistant.extract import extract, label
from assistant.read import read_pack

HEADING = style("H", "heading 1")
PLACES = ("north", "south", "east", "west", "old town", "harbour", "valley", "market")
WORDS = (
    "sessions",
    "reports",
    "visits",
    "records",
    "plans",
    "reviews",
    "meetings",
    "surveys",
    "talks",
    "tours",
    "walks",
)
PAGES, SECONDS = 100, 10


def clause(number):
    """Return a clause of some 60 words that no other repeats."""
    place, thing, other = PLACES[number % 8], WORDS[number % 11], WORDS[(number // 11) % 11]
    return (
        f"The Provider shall deliver {number + 3} {thing} in the {place} district and keep {other} of those who came. "
        f"Where {other} are late the Council may ask for {thing} by the end of the month. The Provider must tell "
        f"it of any {thing} that were not held in the {place} within {number % 20 + 1} days and hold others instead."
    )


def used():
    """Return the seconds of the processor that this process and those it started have taken."""
    return sum(os.times()[:4])


@pytest.fixture
def hundred_pages(tmp_path):
    """A file of 45,000 words: numbered clauses under headings, and a table on every page."""
    body = []
    for page in range(PAGES):
        body += [p(f"{WORDS[page % 11].title()} {page}", style="H")]
        body += [item(clause(page * 7 + at), at % 3) for at in range(7)]
        body += [tbl(tr("Measure", "Target"), tr(f"Number of {WORDS[page % 11]} held", f"{page + 10}"))]
    path = tmp_path / "specification.docx"
    path.write_bytes(word(*body, styles=HEADING, numbering=LEGAL))
    return path


@pytest.mark.slow
def test_a_hundred_pages_take_less_than_ten_seconds_of_the_processor(hundred_pages):
    start = used()
    pack = read_pack([hundred_pages])
    found = extract(pack, label(pack))
    assert used() - start < SECONDS
    assert found.seems == "tender"
    assert len(found.requirements) > PAGES
