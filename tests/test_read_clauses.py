"""Clauses carry the numbers that are printed: in the buyer's own PDF of a Word file, and in LibreOffice's."""

import shutil

import pytest
from printed import Printed, compare, pictures_of, rendered

from assistant.read import read_document

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def of_all(printed):
    """Return one count of several documents."""
    whole = Printed()
    for each in printed:
        whole.same += each.same
        for name in ("wrong", "missed", "bare", "lost"):
            getattr(whole, name).extend(getattr(each, name))
    return whole


@needs_pdftotext
def test_clauses_of_call_off_schedules_carry_the_numbers_that_their_pdfs_print(shared):
    """Word drew some of the numbers as pictures: no letters stand before those, but there are as many pictures."""
    found = []
    for path in sorted((shared / "data/tenders/docx").glob("ccs-fm-rm3830__*-DA.docx")):
        pdf = shared / "data/tenders/pdf" / f"{path.stem}-v3-0.pdf"
        found.append(compare(read_document(path), pdf))
        assert len(found[-1].bare) <= pictures_of(pdf)
    whole = of_all(found)
    assert whole.same > 300
    assert whole.same >= 0.98 * (whole.same + len(whole.wrong) + len(whole.lost)), whole.wrong + whole.lost
    assert whole.missed == []


@needs_pdftotext
@needs_office
@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern",
    ["odt/ccs-bidpack__CAS001-*.odt", "docx/*Billable-Works*.docx"],
)
def test_numbers_are_those_that_libreoffice_prints(shared, tmp_path, pattern):
    path = next((shared / "data/tenders").glob(pattern))
    printed = compare(read_document(path), rendered(path, tmp_path))
    assert printed.same >= 5
    assert (printed.wrong, printed.missed, printed.bare, printed.lost) == ([], [], [], [])


@needs_pdftotext
def test_a_wrong_number_would_be_noticed(shared):
    path = next((shared / "data/tenders/docx").glob("ccs-fm-rm3830__Joint-Schedule-6-*.docx"))
    pdf = shared / "data/tenders/pdf" / f"{path.stem}-v3-0.pdf"
    document = read_document(path)
    numbered = sum(block.number is not None for block in document.blocks)

    def with_numbers(change):
        blocks = [block.model_copy(update={"number": change(block.number)}) for block in document.blocks]
        return compare(document.model_copy(update={"blocks": tuple(blocks)}), pdf)

    assert len(with_numbers(lambda number: number and f"{number}1").wrong) == numbered
    assert len(with_numbers(lambda _: None).missed) == numbered
