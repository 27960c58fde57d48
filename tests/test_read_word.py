"""What stands in a Word file is read once, in order, wherever Word puts it."""

import pytest
from build_word import block, item, p, r, read, root, style, tbl, tc, texts, tr, word

from assistant.read import quote
from assistant.records import Source

BOX = "<w:txbxContent>{}</w:txbxContent>"
INLINE = "<w:r><w:drawing><wp:inline>{}</wp:inline></w:drawing></w:r>"
DRAWN = INLINE.format("<a:graphic><wps:wsp><wps:txbx>{}</wps:txbx></wps:wsp></a:graphic>")
END = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
OLD_FIELD = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{}</w:ffData></w:fldChar></w:r>" + END
PICTURED = "<w:r><w:pict><v:shape><v:textbox>{}</v:textbox></v:shape></w:pict></w:r>"
SDT = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        '<w:hyperlink r:id="none">{}</w:hyperlink>',
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>',
        "<w:sdt><w:sdtContent><w:smartTag><w:ins>{}</w:ins></w:smartTag></w:sdtContent></w:sdt>",
        "<w:nobody-knows-this>{}</w:nobody-knows-this>",
    ],
)
def test_text_in_a_wrapper_is_read_in_its_place(tmp_path, wrapped):
    document = read(tmp_path, word(p("before ", wrapped.format(r("inside")), " after")))
    assert texts(document) == ["before inside after"]


@pytest.mark.parametrize(
    "gone",
    [
        "<w:del>{}</w:del>",
        "<w:moveFrom>{}</w:moveFrom>",
        "<w:r><w:delText>gone</w:delText></w:r>",
        '<w:r><w:instrText>REF "gone"</w:instrText></w:r>',
    ],
)
def test_what_was_deleted_or_only_instructs_word_is_not_read(tmp_path, gone):
    assert texts(read(tmp_path, word(p("before ", gone.format(r("gone")), "after")))) == ["before after"]


@pytest.mark.parametrize("wrapper", ["sdt", "customXml", "ins"])
def test_wrappers_round_paragraphs_rows_and_cells_are_looked_into(tmp_path, wrapper):
    def wrap(content):
        inside = f"<w:sdtContent>{content}</w:sdtContent>" if wrapper == "sdt" else content
        return f"<w:{wrapper}>{inside}</w:{wrapper}>"

    table = tbl(wrap(tr(wrap(tc("in a cell")), tc("beside it"))))
    document = read(tmp_path, word(p("first"), wrap(p("second")), wrap(table), p("last")))
    assert texts(document) == ["first", "second", "in a cell", "beside it", "last"]


def test_an_element_nobody_knows_is_looked_into_in_its_place(tmp_path):
    unknown = "<w:nobody-knows-this>{}</w:nobody-knows-this>"
    body = [p("a"), unknown.format(r("b")), unknown.format(p("c")), p("d"), unknown.format(p("e"))]
    assert texts(read(tmp_path, word(*body))) == ["a", "b", "c", "d", "e"]


def test_tabs_and_breaks_are_spaces(tmp_path):
    runs = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t>"
    runs += '<w:ptab w:relativeTo="margin"/><w:t>sub</w:t><w:softHyphen/><w:t>contract</w:t>'
    assert texts(read(tmp_path, word(p(f"<w:r>{runs}</w:r>")))) == ["a b c d-e subcontract"]


def test_one_branch_of_an_alternative_is_read(tmp_path):
    choice, fallback = f"<mc:Choice>{r('new')}</mc:Choice>", f"<mc:Fallback>{r('old')}</mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
    old = f"<mc:AlternateContent><mc:Fallback>{r('only old')}</mc:Fallback></mc:AlternateContent>"
    assert texts(read(tmp_path, word(p(both), p(old)))) == ["new", "only old"]


@pytest.mark.parametrize("shape", [DRAWN, PICTURED])
def test_a_text_box_is_read_once_after_its_paragraph(tmp_path, shape):
    box = shape.format(BOX.format(p("in the box")))
    document = read(tmp_path, word(p("before ", box, "after"), p("next")))
    assert [(each.kind, each.text) for each in document.blocks] == [
        ("paragraph", "before after"),
        ("textbox", "in the box"),
        ("paragraph", "next"),
    ]


def test_a_text_box_drawn_in_two_ways_is_read_once_every_time(tmp_path):
    two = f"<w:r><mc:AlternateContent><mc:Choice>{DRAWN.format(BOX.format(p('once')))[5:-6]}</mc:Choice>"
    two += f"<mc:Fallback>{PICTURED.format(BOX.format(p('once')))[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>"
    content = word(p(two), p("end"))
    assert {tuple(texts(read(tmp_path, content))) for _ in range(50)} == {("once", "end")}


def test_notes_headers_footers_and_comments_are_of_their_own_kind(tmp_path):
    parts = {
        "word/footnotes.xml": root(
            "footnotes", f'<w:footnote w:type="separator">{p("-")}</w:footnote><w:footnote>{p("a note")}</w:footnote>'
        ),
        "word/endnotes.xml": root("endnotes", f"<w:endnote>{p('an endnote')}</w:endnote>"),
        "word/comments.xml": root("comments", f"<w:comment>{p('reword this')}</w:comment>"),
        "word/header1.xml": root("hdr", p("Council")),
        "word/header2.xml": root("hdr", p("Council")),
        "word/footer1.xml": root("ftr", p("Page 1")),
    }
    links = {name[5:-4]: (name[5:-4].rstrip("12"), name[5:]) for name in parts}
    document = read(tmp_path, word(p("body"), parts=parts, links=links))
    assert [(each.id, each.kind, each.text, each.visible) for each in document.blocks] == [
        ("p1", "paragraph", "body", True),
        ("fn1", "footnote", "a note", True),
        ("en1", "footnote", "an endnote", True),
        ("cm1", "comment", "reword this", False),
        ("hdr1p1", "header", "Council", True),
        ("ftr1p1", "footer", "Page 1", True),
    ]
    assert any("comments" in each for each in document.warnings)


def test_every_cell_stands_once_at_its_address(tmp_path):
    span, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = tbl(
        tr(tc("wide", props=span), tc("tall", props=down)),
        tr("a", "b", tc(props=on)),
        tr("late", "last", props='<w:gridBefore w:val="1"/>'),
    )
    document = read(tmp_path, word(table))
    assert {(each.cell.row, each.cell.column): each.text for each in document.blocks if each.cell} == {
        (1, 1): "wide",
        (1, 3): "tall",
        (2, 1): "a",
        (2, 2): "b",
        (3, 2): "late",
        (3, 3): "last",
    }


def test_an_empty_cell_is_kept_and_a_second_paragraph_has_its_own_id(tmp_path):
    document = read(tmp_path, word(tbl(tr("Name", ""), tr(tc("", "one", "", "two"), tc()))))
    assert [(each.id, each.text, each.kind) for each in document.blocks] == [
        ("t1r1c1", "Name", "cell"),
        ("t1r1c2", "", "cell"),
        ("t1r2c1", "one", "cell"),
        ("t1r2c1p2", "two", "cell"),
        ("t1r2c2", "", "cell"),
    ]


def test_a_table_in_a_cell_is_a_table_of_its_own_in_its_place(tmp_path):
    inner = tbl(tr("inner"))
    document = read(tmp_path, word(tbl(tr(tc("above", inner, p("below")), "beside")), tbl(tr("second"))))
    assert [(each.id, each.text) for each in document.blocks] == [
        ("t1r1c1", "above"),
        ("t2r1c1", "inner"),
        ("t1r1c1p2", "below"),
        ("t1r1c2", "beside"),
        ("t3r1c1", "second"),
    ]


def test_a_deleted_row_is_not_read(tmp_path):
    assert texts(read(tmp_path, word(tbl(tr("kept"), tr("gone", props="<w:del/>"))))) == ["kept"]


@pytest.mark.parametrize(("value", "sign"), [("1", "☒"), ("0", "☐")])
def test_a_check_box_says_whether_it_is_ticked(tmp_path, value, sign):
    control = SDT.format(f'<w14:checkbox><w14:checked w14:val="{value}"/></w14:checkbox>', r("?"))
    ticked = '<w:checked w:val="1"/>' if value == "1" else ""
    old = OLD_FIELD.format(f'<w:checkBox><w:default w:val="0"/>{ticked}</w:checkBox>')
    symbol = f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if value == "1" else "F0A8"}"/></w:r>'
    document = read(tmp_path, word(p(control, " Yes"), p(old, "No"), p(symbol, " Perhaps")))
    assert texts(document) == [f"{sign} Yes", f"{sign} No", f"{sign} Perhaps"]


def test_what_is_to_be_filled_in_is_a_field(tmp_path):
    typed = SDT.format("<w:showingPlcHdr/><w:text/>", r("Click to enter text"))
    entries = '<w:result w:val="1"/><w:listEntry w:val="A"/><w:listEntry w:val="Lead"/>'
    listed = OLD_FIELD.format(f"<w:ddList>{entries}</w:ddList>")
    wrapped = SDT.format("<w:date/>", p("1 May"))
    document = read(
        tmp_path,
        word(p(typed), p("Role: ", listed), wrapped, tbl(tr("Name", SDT.format("<w:text/>", tc("Type here"))))),
    )
    assert [(each.kind, each.text) for each in document.blocks] == [
        ("field", "Click to enter text"),
        ("paragraph", "Role: Lead"),
        ("field", "1 May"),
        ("cell", "Name"),
        ("field", "Type here"),
    ]
    assert block(document, "Type here").cell.column == 2


ENTRIES = '<w:listEntry w:val="A"/><w:listEntry w:val="B"/>'


def test_what_was_typed_into_an_old_form_field_is_a_field_and_an_empty_one_is_blank(tmp_path):
    start = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>'
    middle, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("separate", "end"))
    code = "<w:r><w:instrText>FORMTEXT</w:instrText></w:r>"
    document = read(
        tmp_path,
        word(
            p(start, code, middle, r("Acme Ltd"), end),
            p("Name: ", start, code, middle, r("Acme"), end),
            p(start, code, middle, r("\u2002\u2002"), end),
        ),
    )
    assert [(each.kind, each.text) for each in document.blocks] == [("field", "Acme Ltd"), ("paragraph", "Name: Acme")]


@pytest.mark.parametrize(
    ("control", "shown"),
    [
        (SDT.format('<w:dropDownList><w:listItem w:value="a"/></w:dropDownList>', r("Lead partner")), "Lead partner"),
        (SDT.format("<w:showingPlcHdr/><w:dropDownList/>", r("Choose an item.")), "Choose an item."),
        (SDT.format("<w:comboBox/>", r("Member")), "Member"),
        (OLD_FIELD.format(f'<w:ddList><w:default w:val="1"/>{ENTRIES}</w:ddList>'), "B"),
        (OLD_FIELD.format(f"<w:ddList>{ENTRIES}</w:ddList>"), "A"),
        (OLD_FIELD.format('<w:checkBox><w:default w:val="1"/></w:checkBox>'), "☒"),
        (SDT.format("<w14:checkbox/>", r("☐")), "☐"),
    ],
)  # fmt: skip
def test_a_list_or_box_shows_what_is_chosen(tmp_path, control, shown):
    document = read(tmp_path, word(p(control)))
    assert [(each.kind, each.text) for each in document.blocks] == [("field", shown)]


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F0FE", "☒"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings 2", "F052", "☒"),
        ("Wingdings 2", "F0A3", "☐"),
        ("Symbol", "F0B7", "•"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F061", "α"),
        ("Arial", "00A3", "£"),
        ("Arial", "zz", ""),
        ("Wingdings", "F0FFF", ""),
    ],
)
def test_a_symbol_is_the_sign_that_its_font_draws(tmp_path, font, char, shown):
    document = read(tmp_path, word(p(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>', "x")))
    assert texts(document) == [f"{shown}x"]


def test_letters_in_a_symbol_font_are_signs_and_words_in_one_stay(tmp_path):
    def fonted(text, font="Wingdings"):
        return r(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')

    body = [p(fonted("o"), " Yes ", fonted("þ"), " No"), p(fonted("Yes")), p(fonted("\uf0b7", "Symbol"), " a")]
    assert texts(read(tmp_path, word(*body))) == ["☐ Yes ☒ No", "Yes", "a"]


def test_a_formula_is_read_once_on_one_line(tmp_path):
    def of(name, *parts):
        return f"<m:{name}>{''.join(parts)}</m:{name}>"

    def said(text):
        return of("r", of("t", text))

    share = of("f", of("num", said("lowest price")), of("den", said("price")))
    power = of("sSup", of("e", of("d", of("e", said("1+r")))), of("sup", said("n")))
    formula = of("oMath", said("S="), share, said("×60+"), of("rad", of("e", said("2"))), power)
    document = read(tmp_path, word(p("Score ", formula), p(of("oMathPara", of("oMath", said("a=b"))))))
    assert texts(document) == ["Score S=(lowest price)/price×60+√2(1+r)^n", "a=b"]


def test_the_words_of_diagrams_and_of_drawn_letters_are_text_boxes(tmp_path):
    nodes = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{each}</a:t></a:r></a:p></dgm:t></dgm:pt>" for each in ("Plan", "Do")
    )
    diagram = INLINE.format('<a:graphic><dgm:relIds r:dm="d"/></a:graphic>')
    letters = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    parts = {"word/diagrams/data1.xml": root("dataModel", nodes), "word/header1.xml": root("hdr", p(letters))}
    links = {"d": ("diagramData", "diagrams/data1.xml"), "h": ("header", "header1.xml")}
    document = read(tmp_path, word(p("text", diagram), parts=parts, links=links))
    assert [(each.kind, each.text) for each in document.blocks] == [
        ("paragraph", "text"),
        ("textbox", "Plan"),
        ("textbox", "Do"),
        ("header", "DRAFT"),
    ]
    assert document.unread == ()


def test_a_diagram_whose_words_are_missing_is_listed_as_unread(tmp_path):
    diagram = INLINE.format('<a:graphic><dgm:relIds r:dm="d"/></a:graphic>')
    assert [each.what for each in read(tmp_path, word(p("text", diagram))).unread] == ["diagram"]


def test_a_control_that_only_holds_a_part_together_is_no_field(tmp_path):
    assert [each.kind for each in read(tmp_path, word(SDT.format("<w:docPartObj/>", p("Cover page")))).blocks] == [
        "paragraph"
    ]


@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.dotm", "A.DOCX"])
def test_templates_and_files_with_macros_are_read_by_the_text(tmp_path, name):
    document = read(tmp_path, word(p("text"), parts={"word/vbaProject.bin": "macro"}), name)
    assert texts(document) == ["text"]
    assert any("macros" in each for each in document.warnings)


def test_a_strict_file_is_read_as_any_other(tmp_path):
    styles = style("H1", "heading 1")
    document = read(tmp_path, word(p("Scope", style="H1"), p("text"), styles=styles, strict=True))
    assert [(each.text, each.headings) for each in document.blocks] == [("Scope", ()), ("text", ("Scope",))]


def test_tracked_changes_are_counted(tmp_path):
    document = read(tmp_path, word(p(f"<w:ins>{r('in')}</w:ins><w:del>{r('out')}</w:del><w:del>{r('out')}</w:del>")))
    assert "1 insertions" in document.warnings[0]
    assert "2 deletions" in document.warnings[0]


@pytest.mark.parametrize("target", ["NULL", "#_top", "../../outside.xml", "media/none.png"])
def test_a_relationship_that_points_nowhere_harms_nothing(tmp_path, target):
    links = {"x": ("image", target), "y": ("styles", "none.xml"), "z": ("header", target)}
    assert texts(read(tmp_path, word(p("text"), links=links))) == ["text"]


def test_a_web_page_inside_the_file_is_read_in_its_place(tmp_path):
    parts = {"word/part.htm": "<html><body><h1>Aims</h1><p>Dance for all.</p></body></html>"}
    content = word(
        p("before"),
        '<w:altChunk r:id="h"/>',
        '<w:altChunk r:id="no"/>',
        p("after"),
        parts=parts,
        links={"h": ("aFChunk", "part.htm")},
    )
    document = read(tmp_path, content)
    assert texts(document) == ["before", "Aims", "Dance for all.", "after"]
    assert [each.what for each in document.unread] == ["embedded document"]


def test_pictures_charts_objects_and_links_are_listed_as_unread_with_their_place(tmp_path):
    picture = INLINE.format('<wp:docPr descr="A map of the ward"/><a:graphic><pic:pic/></a:graphic>')
    chart = INLINE.format("<a:graphic><c:chart/></a:graphic>")
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    link = f'<w:hyperlink r:id="far">{r("our site")}</w:hyperlink>'
    links = {"far": ("hyperlink", "https://example.org/terms"), "t": ("attachedTemplate", "file:///c:/council.dotm")}
    body = [p("Scope", style="H"), p(picture), p(chart), tbl(tr("", tc(p(sheet)))), p(link), p(link)]
    document = read(tmp_path, word(*body, styles=style("H", "heading 1"), links=links))
    assert [each.what for each in document.unread] == [
        "image",
        "chart",
        "embedded object",
        "link",
        "linked attachedTemplate",
    ]
    assert "A map of the ward" in document.unread[0].why
    assert document.unread[0].where == "p2, under Scope"
    assert document.unread[2].where == "t1r1c2, under Scope"
    assert "https://example.org/terms" in document.unread[3].why


def test_text_is_on_one_line_without_characters_nobody_sees(tmp_path):
    document = read(
        tmp_path,
        word(
            p("so\u00adft \u200bhy\u202ephen\u00a0 and\ufeff  space"),
            p("می\u200cشود"),
            p("x\U0001f469\u200d\U0001f3a8"),
        ),
    )
    assert texts(document) == ["soft hyphen and space", "می\u200cشود", "x\U0001f469\u200d\U0001f3a8"]


def test_ids_are_unique_and_every_block_quotes_itself(tmp_path):
    box = DRAWN.format(BOX.format(p("boxed") + tbl(tr("a", "b"))))
    hidden = r("secret", "<w:vanish/>")
    body = [
        p("one", box),
        p(hidden),
        p("two ", hidden),
        tbl(tr(tc("x", p(hidden), "y"), tc(p(hidden)))),
        item("no list"),
    ]
    document = read(tmp_path, word(*body))
    assert len({each.id for each in document.blocks}) == len(document.blocks)
    for each in document.blocks:
        source = Source(document=document.name, block=each.id, start=0, end=len(each.text))
        assert quote(document, Source.model_validate(str(source))) == each.text
    with pytest.raises(LookupError):
        quote(document, Source(document=document.name, block="p99", start=0, end=1))


def test_the_same_file_gives_the_same_document(tmp_path, shared):
    path = next((shared / "data/tenders/docx").glob("*Exit-Management*"))
    assert read(tmp_path, path.read_bytes()) == read(tmp_path, path.read_bytes())
