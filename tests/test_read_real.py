"""Real files, most of them made to be odd: what can be opened is opened and no word of it is lost or said twice."""

import re
import zipfile
from collections import Counter

import pytest
from lxml import etree

from assistant.errors import InputRejected
from assistant.read import quote, read_document
from assistant.records import Source

WORDS = re.compile(r"\w+")
GONE = {"del", "moveFrom", "instrText", "delText", "Fallback"}
REFUSED = {"encrypted", "corrupt"}


def words_shown(path):
    """Return the words of the body by another way: all text not deleted, hidden by itself, or a second branch."""
    with zipfile.ZipFile(path) as archive:
        main = [
            name for name in archive.namelist() if re.fullmatch(r"word/(?:document\d*|footnotes|endnotes)\.xml", name)
        ]
        roots = [etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False)) for name in main]
    held = []
    for each in roots:
        gather(each, held)
    return Counter(word.lower() for word in WORDS.findall("".join(held)))


def gather(element, held):
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if name in GONE or (name == "r" and "}vanish" in "".join(str(each.tag) for each in element.iterfind("{*}rPr/*"))):
        return
    if name == "t" and "wordprocessingml" in element.tag:
        held.append(element.text or "")
    elif name in {"tab", "br", "cr", "p", "tc", "noBreakHyphen"}:
        held.append(" ")
    for child in element:
        gather(child, held)
    held.append(" " if name == "p" else "")


def sample_of(folder, step):
    return sorted(path for path in folder.rglob("*") if path.is_file())[::step]


@pytest.mark.slow
def test_no_word_of_a_word_file_is_lost(shared):
    paths = sample_of(shared / "data/stress/word", 9) + sample_of(shared / "data/tenders/docx", 3)
    short, refused = [], Counter()
    for path in paths:
        try:
            document = read_document(path)
        except InputRejected as error:
            refused[error.code] += 1
            continue
        shown = words_shown(path)
        blocks = [block for block in document.blocks if block.visible or block.kind != "comment"]
        read = Counter(word.lower() for block in blocks for word in WORDS.findall(f"{block.number or ''} {block.text}"))
        if (shown & read).total() < 0.99 * shown.total():
            short.append(path.name)
    assert short == []
    assert set(refused) <= REFUSED
    assert refused.total() <= len(paths) / 20


@pytest.mark.slow
def test_workbooks_of_all_makes_are_opened(shared):
    paths, refused = sample_of(shared / "data/stress/excel", 14), Counter()
    for path in paths:
        try:
            read_document(path)
        except InputRejected as error:
            refused[error.code] += 1
    assert set(refused) <= REFUSED
    assert refused.total() <= len(paths) / 5


@pytest.mark.parametrize(
    "pattern",
    [
        "docx/*Exit*.docx",
        "odt/*FC-Bid-Pack-Attachment-2*.odt",
        "md/*RFQ.md",
        "xlsx/*.xlsx",
        "pdf/*Joint-Schedule-3*.pdf",
    ],
)
def test_every_block_of_a_tender_quotes_itself_and_has_an_id_of_its_own(shared, pattern):
    path = sorted((shared / "data/tenders").glob(pattern))[0]
    document = read_document(path)
    assert document.blocks
    assert len({each.id for each in document.blocks}) == len(document.blocks)
    for each in document.blocks:
        assert quote(document, Source(document=document.name, block=each.id, start=0, end=len(each.text))) == each.text
    assert read_document(path) == document
