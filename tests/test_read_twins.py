"""Of documents that say the same in two formats one is used; two versions of a document are both kept."""

from functools import cache
from pathlib import Path

import pytest

from assistant.bid import read_tender
from assistant.read import read_document
from assistant.read.twins import mark_twins
from assistant.records import Block, Document

TERMS = """The Council wishes to appoint a provider of weekly dance sessions for young people aged 11 to 18.
The provider must hold public liability cover of at least £5,000,000 for the whole term of the contract.
Tenders are to be received no later than noon on 26 February 2027, whether or not they are signed.
Quality counts for 60% of the marks and price for 40% of the marks, out of 100 marks in all.
Each answer is at most 500 words long and must not refer to another answer or to an annex."""


def document(name, text=TERMS, sha256="", header=""):
    lines = [Block(id=f"p{at}", text=line, kind="paragraph") for at, line in enumerate(text.splitlines(), 1)]
    top = [Block(id="hdr1", text=header, kind="header")] if header else []
    return Document(name=name, sha256=sha256, blocks=(*lines, *top))


def same(*documents):
    return {each.name: each.same_as for each in mark_twins(documents) if each.same_as}


@pytest.mark.parametrize(
    ("worse", "better"), [("itt.pdf", "itt.docx"), ("itt.md", "terms.odt"), ("a.pdf", "b.html"), ("a.pdf", "b.xlsx")]
)
def test_the_better_format_of_two_that_say_the_same_is_kept(worse, better):
    printed = TERMS.replace("The provider", "3.2 The provider").replace("Quality", "Page 2 of 9 Quality")
    assert same(document(worse, printed), document(better)) == {worse: better}


def test_the_one_set_aside_is_told_where_its_words_are_used():
    told = mark_twins([document("itt.docx"), document("itt.pdf")])
    assert [each.name for each in told] == ["itt.docx", "itt.pdf"]
    assert told[0].warnings == ()
    assert told[1].warnings == ("It says the same as itt.docx, which is used instead.",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("60%", "50%"),
        ("£5,000,000", "£10,000,000"),
        ("26 February", "28 February"),
        ("February", "March"),
        ("500 words", "750 words"),
        ("must hold", "should hold"),
        ("must not refer", "must refer"),
        ("of the contract.", "of the contract. A bond of £50,000 is due."),
        ("out of 100 marks", "out of 80 marks"),
    ],
)
@pytest.mark.parametrize("name", ["itt-v2.pdf", "itt-v2.docx"])
def test_an_amended_document_is_not_the_same_and_both_are_told(name, before, after):
    assert TERMS.count(before) >= 1
    told = mark_twins([document("itt.docx"), document(name, TERMS.replace(before, after, 1))])
    assert [each.same_as for each in told] == [None, None]
    assert [len(each.warnings) for each in told] == [1, 1]
    assert name in told[0].warnings[0]
    assert "itt.docx" in told[1].warnings[0]


def test_the_same_file_under_two_names_is_used_once_however_little_it_says():
    assert same(document("b.docx", "x", "1"), document("a.docx", "x", "1"), document("c.docx", "x", "2")) == {
        "b.docx": "a.docx"
    }


def test_the_same_words_in_two_files_of_one_format_are_used_once():
    assert same(document("b.docx"), document("a.docx")) == {"b.docx": "a.docx"}


def test_forms_that_differ_only_in_the_lot_their_header_names_are_both_used():
    assert same(document("a.docx", header="Lot 1"), document("b.docx", header="Lot 2")) == {}


def test_three_copies_all_point_to_the_one_that_is_kept():
    given = [document("a.pdf"), document("b.docx"), document("c.md")]
    assert same(*given) == {"a.pdf": "b.docx", "c.md": "b.docx"}
    assert same(*reversed(given)) == same(*given)


def test_documents_that_share_little_are_not_told_of_each_other():
    other = "Visitors may take photographs without a flash, but not of the borrowed works on the top floor."
    told = mark_twins([document("a.docx"), document("b.docx", f"{other} {other.upper()} again and again")])
    assert [(each.same_as, each.warnings) for each in told] == [(None, ())] * 2


def test_what_is_said_twice_in_a_pack_is_asked_once(tmp_path):
    text = "# Requirements\n\n" + "".join(
        f"{at}. The Provider must {line}\n"
        for at, line in enumerate(
            (
                "run weekly dance sessions for young people in three districts.",
                "hold public liability cover of at least five million pounds.",
                "report every quarter on attendance, outcomes and complaints.",
            ),
            1,
        )
    )
    (tmp_path / "specification.md").write_text(text)
    alone = read_tender([tmp_path], lambda _: None)
    (tmp_path / "specification.txt").write_text(text.replace("# Requirements", "REQUIREMENTS"))
    reading = read_tender([tmp_path], lambda _: None)
    assert [each.same_as for each in reading.documents] == [None, "specification.md"]
    assert len(reading.tender.requirements) == len(alone.tender.requirements) == 3


@cache
def read(path):
    return read_document(path)


def real(shared: Path, *patterns):
    return [read(path) for each in patterns for path in sorted((shared / "data/tenders").glob(each))]


def test_real_word_files_and_their_prints_are_twins(shared):
    documents = real(shared, "docx/*Schedule*", "pdf/*Schedule*")
    prints = [each for each in documents if each.name.endswith(".pdf")]
    found = same(*documents)
    with_word = [each for each in prints if any(_stem(each) == _stem(other) for other in documents if other != each)]
    right = [each for each in with_word if _stem(each) in found.get(each.name, "")]
    assert len(right) >= 0.9 * len(with_word) > 10
    assert all(_stem(each) in found[each.name] for each in prints if each.name in found)


def _stem(document):
    return document.name.rpartition(".")[0].removesuffix("-v3-0")


@pytest.mark.parametrize(
    "patterns",
    [
        ("odt/*Bid-Pack-Attachment-1*",),
        ("odt/*Attachment-2*",),
        ("docx/*Award-Letter*",),
        ("docx/usds__Sources*", "docx/usds__UX*"),
        ("md/*PWS*", "md/*RFQ*"),
        ("xlsx/*",),
    ],
)
def test_real_versions_and_templates_are_not_called_the_same(shared, patterns):
    found = same(*real(shared, *patterns))
    documents = {each.name: each for each in real(shared, *patterns)}
    texts = {name: [each.text for each in document.blocks if each.text] for name, document in documents.items()}
    assert all(texts[name] == texts[twin] for name, twin in found.items())
