"""What a document is for is told from its name, its title, its cover and its text."""

from collections import Counter
from pathlib import Path

import pytest
from build_blocks import document, heading, paragraph, table

from assistant.read import read_pack
from assistant.read.kinds import choose_kind

ROOT = Path(__file__).parent


def kind(*parts, name="file.docx", title=""):
    return choose_kind(document(*parts, name=name), title)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Appendix 2 Service Specification.docx", "specification"),
        ("ITT Volume 1 - Instructions to Tenderers.docx", "instructions"),
        ("Schedule 3 – Method Statements.docx", "response_form"),
        ("Pricing Matrix.xlsx", "pricing"),
        ("Draft Contract.docx", "contract"),
        ("Clarification Log 12-03-2027.xlsx", "clarification"),
        ("Guidance for Applicants.pdf", "instructions"),
        ("Selection Questionnaire (SQ).docx", "response_form"),
        ("TUPE list.xlsx", "other"),
        ("Site plan.pdf", "other"),
        ("Evaluation Criteria.docx", "instructions"),
        ("Application Form.docx", "response_form"),
        ("Terms and Conditions.pdf", "contract"),
        ("Commercial Envelope.xlsx", "pricing"),
        ("Form of Tender.docx", "response_form"),
        ("Notice of award letter.docx", "other"),
        ("Supplier Questions and Answers.pdf", "clarification"),
        ("Quality Questions.docx", "response_form"),
        ("Service Level Agreement.docx", "contract"),
        ("Invitation to Quote - Youth Arts.docx", "instructions"),
        ("ITT Response Document.docx", "response_form"),
        ("Tender document.pdf", "instructions"),
        ("Tender Documents 2027.docx", "instructions"),
        ("Requirements Matrix.xlsx", "specification"),
        ("Price Schedule.xlsx", "pricing"),
        ("Framework Agreement.docx", "contract"),
        ("Brief for artists.docx", "specification"),
        ("Addendum 2.docx", "clarification"),
        ("Declaration of non-collusion.docx", "response_form"),
        ("Call for proposals.pdf", "instructions"),
        ("Cost breakdown template.xlsx", "pricing"),
        ("Bidder response template.docx", "response_form"),
        ("Anti-collusion certificate.docx", "response_form"),
        ("Consultation report 2026.pdf", "other"),
        ("Fee proposal form.xlsx", "pricing"),
        ("Statement of Requirements.docx", "specification"),
        ("Data Processing Agreement.docx", "contract"),
        ("Prospectus for grant applicants.pdf", "instructions"),
        ("How to apply.pdf", "instructions"),
        ("README.txt", "other"),
    ],
)
def test_a_name_or_a_title_says_what_a_document_is_for(name, expected):
    assert kind(name=name) == expected
    assert kind(title=name.rpartition(".")[0]) == expected


def test_a_file_that_says_nothing_of_itself_is_of_no_kind():
    assert kind(paragraph("The gallery has three floors and a garden.")) == "other"


def test_the_headings_of_a_cover_tell_where_the_title_does_not():
    cover = [heading("Bid Pack"), heading("Attachment 3"), heading("Statement of Requirements")]
    assert kind(*cover, paragraph("Tenderers submit their tender by noon."), title="Bid Pack") == "specification"


def test_a_letter_is_of_no_kind_though_it_speaks_of_a_contract():
    letter = [paragraph("Dear Sir or Madam,"), heading("Award of contract"), paragraph("We are pleased to inform you.")]
    assert kind(*letter, name="letter.docx", title="Award of contract") == "other"


def test_a_form_of_tender_is_a_form_though_it_greets_somebody():
    letter = [paragraph("Dear Sir or Madam,"), paragraph("We offer to provide the services. Signed: ________")]
    assert kind(*letter, name="form-of-tender.docx", title="Form of Tender") == "response_form"


def test_notes_of_a_folder_are_of_no_kind_though_they_name_the_tender():
    assert kind(name="README.md", title="Request for proposals for a case system") == "other"


@pytest.mark.parametrize(
    "places",
    [
        table(*([each, ""] for each in ("Name", "Address", "Telephone", "Charity number", "Contact"))),
        [paragraph(f"{each}: __________") for each in ("Name", "Address", "Telephone", "Charity number", "Contact")],
        [paragraph(f"☐ {each}") for each in ("Dance", "Music", "Drama", "Film", "Circus")],
    ],
)
def test_what_waits_to_be_filled_in_is_a_form(places):
    assert kind(*places) == "response_form"


@pytest.fixture(scope="module")
def real(shared):
    """What each labelled document was taken for, and what it is."""
    lines = (ROOT / "kinds.tsv").read_text(encoding="utf-8").splitlines()[1:]
    said = {name: kinds.split("|") for kinds, name in (line.split("\t") for line in lines)}
    found = read_pack([shared / "data/tenders", ROOT.parent / "corpus/sample/tender"]).documents
    return [(each.name, each.kind, said[name]) for each in found if (name := each.name.rpartition("/")[2]) in said]


def test_nine_in_ten_real_documents_are_told(real):
    wrong = [each for each in real if each[1] not in each[2]]
    assert len(real) > 120
    assert len(wrong) <= 0.1 * len(real), wrong


@pytest.mark.parametrize("needed", ["response_form", "instructions", "pricing"])
def test_no_document_that_a_bid_cannot_do_without_is_missed(real, needed):
    wanted = [(name, found) for name, found, right in real if right == [needed]]
    assert len(wanted) > 5
    assert Counter(found for _, found in wanted) == {needed: len(wanted)}, wanted
