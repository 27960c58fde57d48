"""PDF files: what a reader of the page sees, in the order of reading, and the rest set apart or named."""

import random
import re
from collections import Counter

import pytest
from build_pdf import area, box, grid, lines, pdf, picture, read, rule, text

from assistant.errors import InputRejected
from assistant.read import quote, read_document
from assistant.read.guard import Limits
from assistant.read.pdf import reader as module
from assistant.read.pdf.reader import read_pdf
from assistant.read.word.reader import read_word
from assistant.records import Cell, Source

WIDTH = 60  # letters on a full line of the paragraphs below
LONG = "The provider must run weekly workshops in at least four of the six wards of the borough and must"


def wrapped(words, width=WIDTH):
    """Return words as lines, broken where a typesetter would."""
    found = [""]
    for word in words.split():
        if len(found[-1]) + len(word) + 1 > width and found[-1]:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


def said(document, *kinds):
    return [each.text for each in document.blocks if each.visible and (not kinds or each.kind in kinds)]


# --- lines and paragraphs --------------------------------------------------------------------------------


def test_lines_become_the_paragraphs_they_were():
    first = wrapped(f"{LONG} report what came of it every quarter.")
    second = wrapped(f"Workshops are free. {LONG} be held after school.")
    document = read(lines(72, 100, *first) + lines(72, 170, *second))
    assert said(document) == [" ".join(first), " ".join(second)]
    assert [each.id for each in document.blocks] == ["pg1p1", "pg1p2"]


def test_paragraphs_without_space_between_them_are_told_apart_by_their_short_last_lines():
    first, second = wrapped(f"{LONG} report."), wrapped(f"Workshops are free. {LONG} answer.")
    assert len(f"{first[-1]} Workshops") < WIDTH - 1
    assert said(read(lines(72, 100, *first, *second))) == [" ".join(first), " ".join(second)]


def test_a_paragraph_goes_on_over_the_page():
    words = wrapped(f"{LONG} tell {LONG} ask {LONG} stop.")
    document = read(lines(72, 740, *words[:3]), lines(72, 72, *words[3:]) + text(72, 300, "New."))
    assert [(each.id, each.text) for each in document.blocks] == [("pg1p1", " ".join(words)), ("pg2p1", "New.")]


@pytest.mark.parametrize(
    ("elsewhere", "joined"),
    [("the engagement plan", "engagement"), ("an engage-ment plan", "engage-ment"), ("a plan", "engagement")],
)
def test_a_word_parted_at_a_lines_end_is_written_as_elsewhere(elsewhere, joined):
    first = "A plan for the people of the borough with their own engage-"
    document = read(lines(72, 100, first, "ment is wanted.") + text(72, 200, f"See {elsewhere}."))
    assert said(document)[0].endswith(f"their own {joined} is wanted.")


def test_a_true_hyphen_stays_where_both_parts_are_words():
    first = "Set out how you will work as a partner that is community-"
    document = read(lines(72, 100, first, "led in all.") + text(72, 200, "The community must be led by itself."))
    assert said(document)[0].endswith("community-led in all.")


def test_letters_are_read_once_and_as_letters():
    twice = text(72, 100, "Bold") + text(72.3, 100, "Bold")
    spaced = text(72, 140, "SCOPE", more="5 Tc")
    signs = text(72, 180, "\x01nal", font="F5") + text(72, 220, "\\267", font="F4").replace("\\\\", "\\")
    assert said(read(twice + spaced + signs + text(84, 220, "full"))) == ["Bold", "SCOPE", "final", "full"]


# --- order -----------------------------------------------------------------------------------------------


def test_columns_are_read_one_after_the_other():
    left = wrapped(f"{LONG} say {LONG} do so.", 32)
    right = wrapped(f"Bids are read twice. {LONG} win {LONG} end.", 32)
    document = read(text(72, 80, "Two columns", font="F2") + lines(60, 120, *left) + lines(310, 123, *right))
    assert said(document) == ["Two columns", " ".join(left), " ".join(right)]


def test_a_label_and_what_stands_beside_it_are_one_line():
    rows = [("Contract", "Weekly arts"), ("Buyer", "Marlhaven"), ("Value", "90,000"), ("Term", "Three years")]
    page = "".join(text(72, 100 + 20 * at, a) + text(300, 100 + 20 * at, b) for at, (a, b) in enumerate(rows))
    assert said(read(page)) == [" ".join(row) for row in rows]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_is_read_as_it_is_shown(turn):
    matrix = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[turn]
    document = read(f"q {matrix} cm {lines(80, 500, 'First line.', 'Second line.')} Q", page=f"/Rotate {turn}")
    assert said(document) == ["First line.", "Second line."]


def test_running_heads_are_said_once_and_page_numbers_not_at_all():
    pages = [
        text(72, 40, "Marlhaven Council") + text(72, 200, f"Body of page {word}.") + text(280, 810, f"Page {at} of 4")
        for at, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    document = read(*pages)
    assert said(document, "paragraph") == [f"Body of page {word}." for word in ("one", "two", "three", "four")]
    assert [(each.id, each.text) for each in document.blocks if each.kind == "header"] == [
        ("pg1hdr1", "Marlhaven Council")
    ]
    assert said(document, "footer") == []


# --- headings, numbers, tables ---------------------------------------------------------------------------


def test_clause_numbers_are_set_apart_from_the_text_and_headings_make_a_trail():
    page = (
        text(72, 80, "2.", font="F2") + text(108, 80, "Scope", font="F2") + text(72, 110, "2.1")
        + lines(108, 110, *wrapped(f"{LONG} report.", 50)) + text(108, 170, "(a)") + text(140, 170, "weekly; and")
        + text(108, 190, "\\267", font="F4").replace("\\\\", "\\") + text(140, 190, "in the evening")
    )  # fmt: skip
    assert [(each.kind, each.number, each.text, each.headings) for each in read(page).blocks] == [
        ("heading", "2.", "Scope", ()),
        ("item", "2.1", f"{LONG} report.", ("2. Scope",)),
        ("item", "(a)", "weekly; and", ("2. Scope",)),
        ("item", None, "in the evening", ("2. Scope",)),
    ]


def test_a_number_in_a_sentence_is_no_clause_number():
    first = "The weights of the two parts of the tender are set out in"
    document = read(lines(72, 100, first, "4.2 above and are final."))
    assert said(document) == [f"{first} 4.2 above and are final."]


def test_bookmarks_name_the_headings():
    page = text(72, 100, "Our approach to price") + text(72, 200, "Price is what you ask.")
    document = read(page, bookmarks=[("Our approach to price", 1)])
    assert [(each.kind, each.level) for each in document.blocks] == [("heading", 1), ("paragraph", None)]
    assert document.blocks[1].headings == ("Our approach to price",)


def test_larger_type_makes_a_heading_where_it_is_rare():
    page = text(72, 80, "How bids are judged", size=16) + lines(72, 120, *wrapped(f"{LONG} report. " * 6))
    assert read(page).blocks[0].kind == "heading"


def test_a_table_is_its_cells_and_nothing_is_said_twice():
    page = (
        text(72, 90, "Fill in the table.") + grid([72, 200, 400], [100, 125, 150, 175]) + text(80, 117, "Lot")
        + text(210, 117, "Price") + text(80, 142, "North") + text(80, 167, "South") + text(210, 167, "10")
        + text(72, 200, "Thank you.")
    )  # fmt: skip
    found = [(each.id, each.text, each.cell) for each in read(page).blocks]
    assert found == [
        ("pg1p1", "Fill in the table.", None),
        ("pg1t1r1c1", "Lot", Cell(table=1, row=1, column=1)),
        ("pg1t1r1c2", "Price", Cell(table=1, row=1, column=2)),
        ("pg1t1r2c1", "North", Cell(table=1, row=2, column=1)),
        ("pg1t1r2c2", "", Cell(table=1, row=2, column=2)),
        ("pg1t1r3c1", "South", Cell(table=1, row=3, column=1)),
        ("pg1t1r3c2", "10", Cell(table=1, row=3, column=2)),
        ("pg1p2", "Thank you.", None),
    ]


def rows(top, *said, font="F1", xs=(72, 200, 400)):
    """A ruled table from so many points below the page's top, each row 25 high."""
    page = grid(xs, [top + 25 * at for at in range(len(said) + 1)])
    for at, cells in enumerate(said):
        look = font if at == 0 else "F1"
        page += "".join(text(x + 8, top + 17 + 25 * at, cell, font=look) for x, cell in zip(xs, cells, strict=False))
    return page


HEADS = ("Ref", "Requirement")


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (rows(72, ("2", "Sing.")), [(1, 1), (1, 2), (1, 3)]),
        (rows(72, HEADS, ("2", "Sing."), font="F2"), [(1, 1), (1, 2), (1, 3)]),
        (rows(72, ("Lot", "Price"), ("2", "10"), font="F2"), [(1, 1), (1, 2), (2, 1), (2, 2)]),
        (rows(72, ("2", "Sing."), xs=(72, 150, 400)), [(1, 1), (1, 2), (2, 1)]),
        (text(72, 60, "Then:") + rows(72, ("2", "Sing.")), [(1, 1), (1, 2), (2, 1)]),
    ],
    ids=["the rest of it", "its heads again", "other heads", "other columns", "text between"],
)
def test_a_table_goes_on_over_the_page_unless_another_begins_there(second, found):
    first = text(72, 90, "What is wanted:") + rows(100, HEADS, ("1", "Dance."), font="F2")
    cells = [each.cell for each in read(first, second).blocks if each.cell]
    assert [(each.table, each.row) for each in cells if each.column == 1] == found


def test_words_that_stand_upright_in_a_cell_are_read_upwards():
    upright = "q 0 1 -1 0 95 542 cm BT /F1 11 Tf (Lot one) Tj ET Q\n"
    page = grid([72, 110, 200, 400], [200, 320, 350]) + upright + text(120, 220, "North") + text(210, 340, "10")
    assert {each.id: each.text for each in read(page).blocks}["pg1t1r1c1"] == "Lot one"


def test_a_merged_cell_is_one_and_holds_its_paragraphs():
    page = "".join(rule(72, y, 400, y) for y in (100, 180, 210)) + "".join(rule(x, 100, x, 210) for x in (72, 400))
    page += rule(200, 180, 200, 210) + text(80, 117, "First.") + text(80, 160, "Second.") + text(210, 200, "Here")
    found = [(each.id, each.text) for each in read(page).blocks]
    assert found == [
        ("pg1t1r1c1", "First."),
        ("pg1t1r1c1p2", "Second."),
        ("pg1t1r2c1", ""),
        ("pg1t1r2c2", "Here"),
    ]


def test_rows_of_three_columns_are_a_table_without_lines_too():
    rows = [("", "2024", "2025", "2026"), ("Artworks", "14", "16", "17"), ("Visitors from", "402", "455", "511")]
    page = "".join(
        text(x, 100 + 22 * at, each)
        for at, row in enumerate(rows)
        for x, each in zip((72, 250, 330, 410), row, strict=True)
        if each
    )
    found = {each.id: each.text for each in read(page + text(72, 158, "outside") + text(72, 200, "Counted.")).blocks}
    assert (found["pg1t1r1c1"], found["pg1t1r2c3"], found["pg1t1r3c1"]) == ("", "16", "Visitors from outside")
    assert found["pg1p1"] == "Counted."


def test_items_that_stand_close_are_told_apart_by_their_next_number():
    full = "Use language that is familiar to the user and easy to learn"
    page = lines(72, 100, f"6. {full}", f"7. {full}", "   and to keep", f"8. {full}")
    assert [(each.number, each.text) for each in read(page).blocks] == [
        ("6.", full), ("7.", f"{full} and to keep"), ("8.", full),
    ]  # fmt: skip


def test_a_number_that_touches_its_text_is_a_number():
    page = lines(72, 100, "5.6.10buyers agree;", "4.1Remedies are listed.", "2.5kg of sand.", leading=30)
    assert [each.number for each in read(page).blocks] == ["5.6.10", "4.1", None]


def test_a_number_that_is_a_picture_begins_an_item_and_is_named_as_unread():
    page = "".join(picture(72, 92 + at, 18, 8) + text(108, 100 + at, f"Item {at}.") for at in (0, 16, 32))
    document = read(page)
    assert [(each.kind, each.number, each.text) for each in document.blocks] == [
        ("item", None, f"Item {at}.") for at in (0, 16, 32)
    ]
    assert [each.what for each in document.unread] == ["3 drawn marks"]


def test_a_note_at_the_foot_does_not_part_a_paragraph():
    words = wrapped(f"{LONG} tell {LONG} ask {LONG} stop.")
    note = text(72, 790, "1 See the annex.", size=8)
    document = read(lines(72, 700, *words[:4]) + note, lines(72, 72, *words[4:]))
    assert [(each.kind, each.text) for each in document.blocks] == [
        ("paragraph", " ".join(words)),
        ("footnote", "1 See the annex."),
    ]


def test_a_form_on_every_page_is_no_running_head():
    page = text(72, 40, "Marlhaven") + text(72, 120, "Firm name:") + text(72, 140, "Address:")
    document = read(*(page + text(72, 500 + at, f"Reference {word}.") for at, word in enumerate(("A", "B", "C", "D"))))
    assert said(document, "paragraph").count("Firm name:") == 4
    assert said(document, "header") == ["Marlhaven"]


# --- hidden text, pictures, what is pinned ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "page"),
    [
        ("invisible", text(72, 200, "secret", more="3 Tr")),
        ("white", text(72, 200, "secret", more="1 1 1 rg")),
        ("white", box(60, 180, 200, 40, "0.2 0.4 0.6") + text(72, 200, "secret", more="0.2 0.4 0.6 rg")),
        ("covered", text(72, 200, "secret") + box(60, 180, 200, 40, "0.9 0.9 0.9")),
        ("tiny", text(72, 200, "secret", size=1.5)),
        ("off the page", text(700, 200, "secret")),
        ("clipped", text(72, 200, "secret", more="0 0 50 50 re W n")),
    ],
)
def test_what_nobody_can_see_is_set_apart(how, page):
    document = read(text(72, 100, "Seen.") + page)
    assert [(each.text, each.how) for each in document.hidden] == [("secret", how)]
    assert said(document) == ["Seen."]
    assert quote(document, document.hidden[0].source) == "secret"


@pytest.mark.parametrize(
    "page",
    [
        box(60, 180, 200, 40, "0 0 0.5") + text(72, 200, "shown", more="1 1 1 rg"),
        picture(60, 180, 200, 40) + text(72, 200, "shown", more="1 1 1 rg"),
        text(72, 200, "shown", more="0.6 0.6 0.6 rg"),
        box(60, 180, 200, 40, "0 0 0.5")
        + f"q 0 0 9 9 re W n {box(0, 0, 595, 842, '1 1 1')} Q\n"
        + text(72, 200, "shown", more="1 1 1 rg"),
        text(72, 200, "shown", more="0 0 595 842 re W n"),
    ],
)
def test_what_can_be_seen_is_not_hidden(page):
    document = read(page)
    assert (said(document), document.hidden) == (["shown"], ())


def test_a_scanned_page_says_so():
    document = read(text(72, 100, "Cover."), picture(), picture(0, 0, 595, 700))
    assert [(each.what, each.where) for each in document.unread] == [
        ("scanned page", "page 2"),
        ("scanned page", "page 3"),
    ]
    told = "2 of its 3 pages are pictures of text (pages 2 and 3): ask for the file they were made from."
    assert document.warnings == (told,)
    assert read(picture()).warnings[0].startswith("Its only page is a picture of text")


def test_text_that_a_machine_found_in_a_scan_is_read_with_a_warning():
    document = read(picture() + text(72, 100, "Found by a machine.", more="3 Tr"))
    assert (said(document), document.hidden) == (["Found by a machine."], ())
    assert "page 1 was recognised by a machine" in document.warnings[0]


def test_form_fields_are_read_with_their_state():
    off, on = "/AS /Off /AP << /N << /Yes 4 0 R /Off 4 0 R >> >>", "/AS /Yes /AP << /N << /Yes 4 0 R /Off 4 0 R >> >>"
    widget = "/Subtype /Widget /P 101 0 R"
    document = read(
        text(90, 110, "Yes")
        + text(90, 140, "No")
        + text(72, 200, "Name:")
        + text(72, 240, "Lot:")
        + text(72, 280, "By:"),
        annotations=[
            f"{widget} /FT /Btn /T (a) /V /Yes {on} {area(72, 101, 10, 10)}",
            f"{widget} /FT /Btn /T (b) /V /Off {off} {area(72, 131, 10, 10)}",
            f"{widget} /FT /Tx /T (c) /V (Tideline Arts) {area(130, 188, 200, 16)}",
            f"{widget} /FT /Ch /Ff 131072 /T (d) /Opt [(North) (South)] /V (South) {area(130, 228, 200, 16)}",
            f"{widget} /FT /Tx /T (e) {area(130, 268, 200, 16)}",
        ],
    )
    assert [(each.kind, each.text) for each in document.blocks] == [
        ("field", "☒ Yes"),
        ("field", "☐ No"),
        ("paragraph", "Name: Tideline Arts"),
        ("paragraph", "Lot: South"),
        ("paragraph", "By:"),
        ("field", ""),
    ]


def test_comments_are_apart_and_what_is_not_read_is_named():
    document = read(
        text(72, 100, "Body."),
        annotations=[
            f"/Subtype /Text /Contents (Check this) {area(300, 90, 20, 20)}",
            f"/Subtype /FreeText /Contents (Typed on the page) /DA (/F1 9 Tf) {area(300, 190, 90, 20)}",
            f"/Subtype /Link /A << /S /URI /URI (https://example.org/a) >> {area(72, 90, 40, 12)}",
            f"/Subtype /FileAttachment /FS 900 0 R {area(400, 90, 20, 20)}",
        ],
        catalog="/Names << /EmbeddedFiles << /Names [(p.xlsx) 900 0 R] >> "
        "/JavaScript << /Names [(x) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>",
        more=[
            "<< /Type /Filespec /F (p.xlsx) /UF (p.xlsx) /EF << /F 901 0 R >> >>",
            "<< /Length 1 >>\nstream\nx\nendstream",
        ],
    )
    assert [(each.kind, each.text, each.visible) for each in document.blocks] == [
        ("paragraph", "Body.", True),
        ("textbox", "Typed on the page", True),
        ("comment", "Check this", False),
    ]
    assert {(each.what, each.where) for each in document.unread} == {
        ("link", "page 1"),
        ("attached file", "page 1"),
        ("attached file", "the file"),
        ("script", "the file"),
    }


# --- bad files -------------------------------------------------------------------------------------------


GOOD = pdf(text(72, 100, "A page."), text(72, 100, "Another."), grid([72, 200, 400], [100, 125, 150]))


@pytest.mark.parametrize(
    ("content", "code", "then"),
    [
        (b"PK\x03\x04 not at all", "not_pdf", "save it"),
        (b"%PDF-1.7\n" + b"x" * 50, "corrupt", "again"),
        (GOOD.replace(b"trailer <<", b"trailer << /Encrypt 99 0 R").replace(
            b"xref", b"99 0 obj\n<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (%s) /U (%s) >>\nendobj\nxref"
            % (b"o" * 32, b"u" * 32), 1), "encrypted", "without a password"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(content, code, then):
    with pytest.raises(InputRejected) as caught:
        read_pdf(content, "a.pdf")
    assert caught.value.code == code
    assert then in caught.value.then


@pytest.mark.parametrize("limits", [Limits(pages=2), Limits(characters=10)])
def test_a_file_beyond_the_limits_is_refused(monkeypatch, limits):
    monkeypatch.setattr(module, "LIMITS", limits)
    with pytest.raises(InputRejected, match="it has") as caught:
        read_pdf(GOOD, "a.pdf")
    assert caught.value.code == "too_large"


def test_a_mutated_file_is_read_or_refused_and_nothing_else():
    chance, read_well = random.Random(11), 0  # noqa: S311
    for _ in range(300):
        content = bytearray(GOOD)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(content))
            content[at : at + chance.choice((0, 1, 1, 9))] = chance.randbytes(chance.choice((0, 1, 1, 9)))
        try:
            read_pdf(bytes(content), "a.pdf")
            read_well += 1
        except InputRejected:
            pass
    assert 0 < read_well < 300


# --- real files ------------------------------------------------------------------------------------------


WORDS = re.compile(r"\w+")
RUNNING = {"header", "footer", "comment"}


@pytest.fixture(scope="module")
def twins(shared):
    """Schedules that come as Word and as PDF: pairs of documents. Some PDFs are of a later edition."""
    pairs = []
    for path in sorted((shared / "data/tenders/pdf").glob("*-v3-0.pdf")):
        word = shared / "data/tenders/docx" / path.name.replace("-v3-0.pdf", ".docx")
        if word.exists():
            pairs.append((read_word(word.read_bytes(), word.name), read_pdf(path.read_bytes(), path.name)))
    assert len(pairs) >= 10
    return pairs


def shown(document):
    return [each for each in document.blocks if each.visible and each.kind not in RUNNING and each.text]


def letters(*parts):
    return "".join(WORDS.findall(" ".join(parts).lower()))


def has_drawn_numbers(document):
    return any("drawn mark" in each.what for each in document.unread)


def words_of(document, *, numbers):
    said = (f"{each.number or '' if numbers else ''} {each.text}" for each in shown(document))
    return Counter(word.lower() for each in said for word in WORDS.findall(each))


def test_a_pdf_has_the_words_of_the_word_file_it_was_made_from(twins):
    both, in_word, in_pdf = 0, 0, 0
    for word, document in twins:
        numbers = not has_drawn_numbers(document)
        wanted, found = words_of(word, numbers=numbers), words_of(document, numbers=numbers)
        same = (wanted & found).total()
        assert same >= 0.95 * max(wanted.total(), found.total()), document.name
        both, in_word, in_pdf = both + same, in_word + wanted.total(), in_pdf + found.total()
    assert both >= 0.99 * max(in_word, in_pdf)


def test_a_pdf_has_the_paragraphs_of_the_word_file_it_was_made_from(twins):
    kept, wanted = 0, 0
    for word, document in twins:
        blocks = {letters(each.text) for each in shown(document)}
        blocks |= {letters(each.number or "", each.text) for each in shown(document)}
        kept += sum(letters(each.text) in blocks for each in shown(word))
        wanted += len(shown(word))
    assert kept >= 0.95 * wanted


def test_a_pdf_has_the_clause_numbers_of_the_word_file_it_was_made_from(twins):
    right, numbered = 0, 0
    for word, document in twins:
        if has_drawn_numbers(document):
            continue
        found = {letters(each.text): letters(each.number or "") for each in shown(document)}
        for each in shown(word):
            if each.number and letters(each.text) in found:
                numbered += 1
                right += found[letters(each.text)] == letters(each.number)
    assert numbered > 200
    assert right >= 0.98 * numbered


@pytest.mark.slow
def test_every_block_of_a_real_pdf_has_an_id_of_its_own_and_quotes_itself(shared):
    for path in sorted((shared / "data/tenders/pdf").glob("*.pdf"))[::4]:
        document = read_document(path)
        assert said(document)
        assert document.hidden == ()
        assert len({each.id for each in document.blocks}) == len(document.blocks)
        for each in document.blocks:
            source = Source(document=document.name, block=each.id, start=0, end=len(each.text))
            assert quote(document, source) == each.text
        assert read_pdf(path.read_bytes(), path.name).blocks == document.blocks
