"""Every id leads to the place it names in the file itself, and a source gives back the words that stand there."""

import io
import json
import re
from collections import Counter, defaultdict

import docx
import pytest
from command import consort
from hypothesis import given
from hypothesis import strategies as some
from resolve import OdtPlaces, WordPlaces, local, off_page, pdf_pages, same, same_value, sheet_places, text_of

from assistant.errors import InputRejected
from assistant.read import quote, read_document
from assistant.read.word.places import places
from assistant.records import Block, Document, Reading, Source

BULLET = re.compile(r"^[•·▪●◦‣⁃–-]+")
PIECE = re.compile(r"(.+)h\d+$")
OF_CELL = re.compile(r"((?:p\d+\.)?t\d+r\d+c\d+)(?:p\d+)?$")


def place_of(block):
    """Return the paragraph or cell that a block's id stands in."""
    piece = None if block.visible or block.kind == "comment" else PIECE.match(block.id)
    identity = piece[1] if piece else block.id
    cell = OF_CELL.match(identity)
    return cell[1] if cell else identity


def astray(document, places):
    """Return the places whose text is not that of the blocks named after them, with both texts."""
    tagged = {each.source.block for each in document.hidden if each.how == "tags"}
    shown, hidden = defaultdict(list), defaultdict(list)
    for block in document.blocks:
        if block.id not in tagged:
            seen = block.visible or block.kind == "comment"
            (shown if seen else hidden)[place_of(block)].append(block)
    return sorted(
        (place, [each.text for each in shown[place] + hidden[place]], places.get(place))
        for place in places.keys() | shown.keys() | hidden.keys()
        if not stands(place, shown[place], hidden[place], places)
    )


def stands(place, shown, hidden, places):
    if place not in places:
        around = same(places.get(place.split(".")[0] + ".", ""))
        return bool(around) and all(same(each.text) in around for each in shown + hidden)
    raw = places[place]
    there = [text for each in (raw if isinstance(raw, list) else [raw]) if (text := same(each))]
    return agree(shown, hidden, there) or (not shown and (place.endswith(".") or is_repeated(place, places)))


def is_repeated(place, places):
    """Return whether a header or footer only says again what another does."""
    edges = [each for each in places if each.startswith(place[:3])] if place.startswith(("hdr", "ftr")) else []
    return any(each != place and same(places[each]) == same(places[place]) for each in edges)


def agree(shown, hidden, there):
    texts = [text for each in shown if (text := same(each.text))]
    if shown and shown[0].kind == "item" and there and texts:
        there = [there[0] if there[0] == texts[0] else BULLET.sub("", there[0]), *there[1:]]
    if not hidden:
        return texts == there
    pieces = Counter("".join(texts) + "".join(same(each.text) for each in hidden))
    return pieces == Counter("".join(there)) and is_part("".join(texts), "".join(there))


def is_part(text, whole):
    """Return whether all letters of a text stand in another, in order."""
    rest = iter(whole)
    return all(each in rest for each in text)


def files(shared, pattern, step=1):
    return sorted(path for path in (shared / "data").glob(pattern) if path.is_file())[::step]


def names_are_unique(document):
    return len({block.id for block in document.blocks}) == len(document.blocks)


def cells_are_named(document):
    """Return whether every block in a cell says the same address as its id."""
    placed = [(block.cell, OF_CELL.match(block.id.removesuffix("cm"))) for block in document.blocks if block.cell]
    return all(name is None or name[1] == f"t{at.table}r{at.row}c{at.column}" for at, name in placed)


@pytest.mark.parametrize(("pattern", "least"), [("tenders/docx/*.docx", 36), ("tenders/odt/*.odt", 24)])
def test_every_paragraph_and_cell_of_a_tender_stands_where_its_id_says(shared, pattern, least):
    paths = files(shared, pattern)
    assert len(paths) >= least
    for path in paths:
        document = read_document(path)
        found = (OdtPlaces if path.suffix == ".odt" else WordPlaces)(path.read_bytes()).found
        assert astray(document, found) == []
        assert names_are_unique(document)
        assert cells_are_named(document)


def test_the_paragraphs_of_odd_word_files_stand_where_their_ids_say(shared):
    """Signs that only a symbol font draws, formulas and diagrams are left out of the reckoning by other code."""
    checked, wrong = 0, []
    for path in files(shared, "stress/word/**/*", step=16):
        try:
            document = read_document(path)
        except InputRejected:
            continue
        assert names_are_unique(document)
        checked += len({place_of(block) for block in document.blocks})
        wrong += [(path.name, *each) for each in astray(document, WordPlaces(path.read_bytes()).found)]
    assert checked > 1500
    assert len(wrong) <= checked / 200, wrong


def test_the_cells_of_a_workbook_stand_where_their_ids_say(shared):
    paths = files(shared, "tenders/xlsx/*.xlsx")
    assert len(paths) >= 7
    for path in paths:
        document, found = read_document(path), sheet_places(path.read_bytes())
        beside = [block for block in document.blocks if block.id not in found and block.text]
        wrong = [block for block in document.blocks if not same_value(block.text, found.get(block.id, ""))]
        assert [block for block in wrong if block not in beside] == []
        assert all(same(block.text) in same(found[""]) for block in beside)
        named = {block.id for block in document.blocks}
        assert [place for place, held in found.items() if place and same(held) and place not in named] == []
        assert names_are_unique(document)
        assert cells_are_named(document)


@pytest.mark.slow
def test_the_words_of_a_pdf_block_stand_on_the_page_of_its_id(shared):
    checked, wrong = 0, []
    for path in files(shared, "tenders/pdf/*.pdf", step=12):
        document = read_document(path)
        checked += len(document.blocks)
        wrong += [(path.name, *each) for each in off_page(document, pdf_pages(path.read_bytes()))]
        assert names_are_unique(document)
    assert checked > 150
    assert len(wrong) <= checked / 200, wrong


# --- places for writing ---------------------------------------------------------------------------------


def own_text(element):
    return "" if local(element) == "tc" else text_of(element, [])


def test_every_paragraph_and_cell_of_a_word_file_is_found_again_for_writing(shared):
    kinds = {"paragraph", "heading", "item", "cell", "field", "textbox"}
    for path in files(shared, "tenders/docx/*.docx", step=2):
        content = path.read_bytes()
        found = places(content, docx.Document(io.BytesIO(content)).element)
        for block in read_document(path).blocks:
            if block.visible and block.kind in kinds and not block.id.startswith(("hdr", "ftr", "fn", "en")):
                assert is_part(same(block.text), same(own_text(found[block.id]))), block.id
            assert (
                block.cell is None or not block.id.startswith("t") or block.id not in found or in_cell(found[block.id])
            )


def in_cell(element):
    return local(element) == "tc" or any(local(each) == "tc" for each in element.iterancestors())


def write(path, identity, text, out):
    """Put a text at the end of a place of a Word file, as a form filler would."""
    word = docx.Document(io.BytesIO(path.read_bytes()))
    element = places(path.read_bytes(), word.element)[identity]
    holder = element if local(element) == "p" else element.add_p()
    docx.text.paragraph.Paragraph(holder, word).add_run(text)
    word.save(out)
    return read_document(out)


def answer_cells(document):
    """Return some empty cells, as one that somebody is to answer in, from all over a document."""
    empty = [block.id for block in document.blocks if block.kind in {"cell", "field"} and block.cell and not block.text]
    return empty[:: max(len(empty) // 3, 1)][:3]


def check_writing(path, folder):
    before = read_document(path)
    for identity in answer_cells(before):
        after = write(path, identity, "Kestrel answers here", folder / "out.docx")
        texts = {block.id: block.text for block in before.blocks} | {identity: "Kestrel answers here"}
        assert {block.id: block.text for block in after.blocks} == texts
    return len(answer_cells(before))


def test_what_is_written_at_a_cell_is_read_there_and_nothing_else_changes(shared, tmp_path):
    assert sum(check_writing(path, tmp_path) for path in files(shared, "tenders/docx/*.docx", step=6)) >= 4


def test_an_answer_can_be_written_into_the_response_form_of_the_sample(sample, tmp_path):
    forms = [path for path in sorted(sample.rglob("*.docx")) if "response" in path.name]
    assert sum(check_writing(path, tmp_path) for path in forms) >= 1


# --- sources --------------------------------------------------------------------------------------------

NAMES = some.text(min_size=1, max_size=40) | some.sampled_from(
    ["a b.docx", "lot#2.docx", "C:1-2.docx", "a#p1:0-3.odt", "dossier/é#:.pdf", "#", ":", "入札 公告.docx"]
)
BLOCKS = some.from_regex(
    r"(pg[1-9][0-9]?)?(p[1-9][0-9]{0,3}|t[1-9]r[1-9]c[1-9](p[2-9])?|tb1p1|fn1|p2\.p1|p9h1)", fullmatch=True
)


@given(NAMES, BLOCKS, some.integers(0, 10**6), some.integers(0, 10**6))
def test_a_printed_source_reads_back_whatever_its_document_is_called(document, block, start, length):
    source = Source(document=document, block=block, start=start, end=start + length)
    assert Source.model_validate(str(source)) == source


@given(some.text(), some.integers(0, 30), some.integers(0, 30))
def test_a_quote_is_the_span_of_the_block_that_is_named(text, start, length):
    blocks = (Block(id="p1", text="another", kind="paragraph"), Block(id="p2", text=text, kind="paragraph"))
    document = Document(name="itt.docx", sha256="", blocks=blocks)
    source = Source(document="itt.docx", block="p2", start=start, end=start + length)
    assert quote(document, source) == text[start : start + length]


def test_a_source_that_leads_nowhere_is_an_error():
    with pytest.raises(LookupError, match=r"itt\.docx#p3:0-4"):
        quote(Document(name="itt.docx", sha256=""), Source(document="itt.docx", block="p3", start=0, end=4))


AND_SO_ON = re.compile(r"[\s.;:,]*(?:\b(?:and|or))?[\s.;:,]*$")
FIGURE = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b", re.IGNORECASE)


def core(text):
    """Return a text as it is compared: a list's lead may come before it and its `; and` be gone."""
    return AND_SO_ON.sub("", " ".join(text.casefold().split()))


def untrue(reading):
    """Return the items whose source does not say what they say, with the quote."""
    documents = {each.name: each for each in reading.documents}
    tender, held = reading.tender, []

    def check(item, says):
        quoted = quote(documents[item.source.document], item.source)
        held.extend([] if quoted and says(core(quoted)) else [(item, quoted)])

    for each in [*reading.statements, *(hidden for document in reading.documents for hidden in document.hidden)]:
        check(each, lambda quoted, each=each: quoted == core(each.text))
    for each in [*tender.dates, *tender.questions, *tender.requirements]:
        check(each, lambda quoted, each=each: quoted in core(each.text) or core(each.text) in quoted)
    for each in tender.criteria:
        check(each, lambda quoted, each=each: f"{each.weight:g}" in quoted)
    for each in [
        *filter(None, [tender.value, tender.term]),
        *(each for each in tender.facts if not isinstance(each.value, str)),
    ]:
        check(each, FIGURE.search)
    return held


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("pack", ["tender", "odt/ccs-bidpack__FC-*.odt"])
def test_every_item_of_a_tender_quotes_the_words_it_was_taken_from(request, sample, pack):
    folder = sample if pack == "tender" else request.getfixturevalue("shared") / "data/tenders"
    paths = sorted(folder.glob(pack))
    ran = consort("read", *paths, "--all", "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    told.pop("schema")
    reading = Reading.model_validate(told)
    assert reading.statements
    assert untrue(reading) == []
