"""Reading takes time in proportion to length. The bounds are wide: what they catch is growth, not a slow machine."""

import gc
import subprocess
import sys
import time

import pytest
from build_word import LEGAL, item, p, style, tbl, tr, word

from assistant.read.word.reader import read_word

GROWTH = 1.6  # on an idle machine it is 1.0 to 1.2
CLAUSE = "The Provider shall deliver two weekly sessions in each of the three districts, and report on them. " * 3
HEADING = style("H", "heading 1")


def pages(many):
    """Return a file of so many pages: a heading and six numbered clauses on each, a small table on two of three."""
    table = tbl(*(tr("Measure", "Target", "By when") for _ in range(4)))
    page = [p("What is to be done", style="H"), *(item(CLAUSE, level % 3) for level in range(6))]
    body = [each for at in range(many) for each in (*page, table if at % 3 else "")]
    return word(*body, styles=HEADING, numbering=LEGAL, packed=False)


def table_of(rows):
    return word(tbl(*(tr(*["a cell"] * 10) for _ in range(rows))), packed=False)


def seconds(content):
    """Return the processor's time for reading a file, the least of three tries."""
    took = []
    for _ in range(3):
        gc.collect()
        start = time.process_time()
        read_word(content, "long.docx")
        took.append(time.process_time() - start)
    return min(took)


def test_a_page_takes_the_same_time_in_a_long_file_as_in_a_short_one():
    short, long = seconds(pages(50)) / 50, seconds(pages(400)) / 400
    assert long <= GROWTH * short
    assert long <= 0.01


def test_a_cell_takes_the_same_time_in_a_long_table_as_in_a_short_one():
    short, long = seconds(table_of(200)), seconds(table_of(1200)) / 6
    assert long <= GROWTH * short
    assert short <= 1


def test_a_table_in_a_table_in_a_table_takes_no_more_time_than_it_has_cells():
    nested = "text"
    for _ in range(40):
        nested = tbl(tr("a", f"<w:tc>{nested if nested.startswith('<') else p(nested)}<w:p/></w:tc>"))
    assert seconds(word(nested)) <= 1


def test_blank_paragraphs_take_hardly_any_time():
    assert seconds(word("<w:p></w:p>" * 100_000, p("end"), packed=False)) <= 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not say how much memory was used")
def test_a_long_tender_is_read_in_little_memory(tmp_path):
    (tmp_path / "long.docx").write_bytes(pages(300))
    code = (
        "import sys, pathlib; from assistant.read.apart.worker import largest;"
        "from assistant.read.word.reader import read_word;"
        "read_word(pathlib.Path(sys.argv[1]).read_bytes(), 'x'); print(largest())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "long.docx"], capture_output=True, text=True, check=True
    )
    assert int(ran.stdout) <= 300 * 1024**2
