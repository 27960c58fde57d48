"""What stands at a block's id in the file itself, found by other code than the reader's.

Each function returns the text of every place that an id can name: `assistant/read/places.py` says in words what
the ids mean. The text is raw: nothing is hidden in it, and white space is as the file has it.
"""

import html
import io
import re
import zipfile
from datetime import datetime, timedelta

from lxml import etree

GONE = {"del", "moveFrom"}
SKIPPED = {"pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "instrText", "delText", "ctrlPr"}
CHUNK = "altChunk"
BOXES = {"txbxContent", "txBody", "textpath"}


def same(text):
    """Return a text as it is compared: without white space, what cannot be seen, and signs."""
    seen = (each for each in text if each.isprintable() and not each.isspace())
    return "".join(each for each in seen if each.isascii() or each.isalnum())


def local(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def value(element, name="val"):
    found = () if element is None else element.attrib.items()
    return next((given for key, given in found if str(key).rpartition("}")[2] == name), None)


def down(element, *path):
    for name in path:
        element = None if element is None else next((each for each in element if local(each) == name), None)
    return element


def parse(content):
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True))


# --- Word -----------------------------------------------------------------------------------------------


class WordPlaces:
    """The text of every paragraph of a Word file by its id."""

    def __init__(self, content, *, inner=False):
        self.found, self.tables, self.boxes, self.drawn, self.inner = {}, 0, 0, 0, inner
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.parts = {name.replace("\\", "/").lstrip("/").lower(): name for name in self.archive.namelist()}
        main = next(target for _, (kind, target) in self.links("").items() if kind == "officeDocument")
        main = main if main in self.parts else "word/document.xml"
        self.links_of_main = self.links(main)
        self.flow([each for body in self.root(main) if local(body) == "body" for each in body], "")
        for kind, prefix in (("footnotes", "fn"), ("endnotes", "en"), ("comments", "cm")):
            for root in self.of_kind(kind)[:1]:
                notes = [note for note in root if value(note, "type") in {None, "normal"}]
                for at, note in enumerate(notes, 1):
                    self.flow(note, f"{prefix}{at}", first=f"{prefix}{at}")
        for kind, prefix in (("header", "hdr"), ("footer", "ftr")):
            for at, root in enumerate(self.of_kind(kind), 1):
                self.flow(root, f"{prefix}{at}")

    def root(self, part):
        return parse(self.archive.read(self.parts[part]))

    def links(self, part):
        folder, _, base = part.rpartition("/")
        listed = f"{folder}/_rels/{base}.rels".lstrip("/")
        roots = self.root(listed) if listed in self.parts else ()
        found = {}
        for each in roots:
            target = each.get("Target", "").lower()
            whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            while "/../" in whole or whole.startswith("../"):
                whole = re.sub(r"(?:^|[^/]+/)\.\./", "", whole, count=1)
            found[each.get("Id")] = each.get("Type", "").rpartition("/")[2], whole.replace("/./", "/")
        return found

    def of_kind(self, wanted):
        targets = {target for kind, target in self.links_of_main.values() if kind == wanted and target in self.parts}
        return [self.root(each) for each in sorted(targets, key=lambda each: (len(each), each))]

    def flow(self, parent, prefix, first=""):
        """Name the paragraphs of a body, a note, a page edge or a text box."""
        at, held, codes = 0, "", []
        for each in pieces(parent):
            if local(each) == "tbl":
                self.table(each, codes)
                continue
            at += 1
            name = first if first and at == 1 else f"{prefix}p{at}"
            self.found[name], held = joined(held, each, codes)
            if local(each) == CHUNK:
                self.chunk(name, self.links_of_main.get(value(each, "id"), ("", ""))[1])
            self.boxes_of(each)

    def chunk(self, name, target):
        """Name the paragraphs of a Word file that stands in this one; of another kind of file keep all the text."""
        if target not in self.parts or self.inner:
            return
        if target.endswith(".docx"):
            inside = WordPlaces(self.archive.read(self.parts[target]), inner=True).found
            self.found |= {f"{name}.{each}": text for each, text in inside.items()}
        else:
            plain = re.sub(
                r"(?s)<!--.*?-->|<[^>]*>", "", self.archive.read(self.parts[target]).decode("utf-8", "replace")
            )
            self.found[f"{name}."] = html.unescape(plain)

    def boxes_of(self, paragraph):
        """Name what is drawn apart: text boxes of whole paragraphs, and words that are a shape's own."""
        for box in inner_boxes(paragraph):
            drawn = local(box) != "txbxContent"
            self.boxes, self.drawn = self.boxes + (not drawn), self.drawn + drawn
            if local(box) == "textpath":
                self.found[f"dw{self.drawn}p1"] = box.get("string") or ""
            else:
                self.flow(box, f"dw{self.drawn}" if drawn else f"tb{self.boxes}")

    def table(self, table, codes):
        self.tables += 1
        name = f"t{self.tables}"
        rows = [row for row in parts(table, "tr") if not any(down(row, "trPr", gone) is not None for gone in GONE)]
        for row_at, row in enumerate(rows, 1):
            column = 1 + max(whole(value(down(row, "trPr", "gridBefore")), 0), 0)
            for cell in parts(row, "tc"):
                if down(cell, "tcPr", "cellDel") is None:
                    self.cell(cell, f"{name}r{row_at}c{column}", codes)
                column += max(whole(value(down(cell, "tcPr", "gridSpan")), 1), 1)

    def cell(self, cell, name, codes):
        """Name the paragraphs of a cell; which of them say something depends on what is hidden: all are kept."""
        self.found[name], held = [], ""
        for each in pieces(cell):
            if local(each) == "tbl":
                self.table(each, codes)
            else:
                text, held = joined(held, each, codes)
                self.found[name].append(text)
                self.boxes_of(each)


def joined(held, paragraph, codes):
    """Return a paragraph's text, and what of it is for the next one: all of it where its end was deleted."""
    text = held + text_of(paragraph, codes)
    ends = any(down(paragraph, "pPr", "rPr", gone) is not None for gone in GONE)
    return ("", text) if ends and text.strip() else (text, "")


def whole(text, default):
    try:
        return min(int(float(text)), 63)
    except (TypeError, ValueError):
        return default


def chosen(alternative):
    """Return the branch of an alternative that is read."""
    found = down(alternative, "Choice")
    return down(alternative, "Fallback") if found is None else found


def pieces(parent):
    """Yield the paragraphs and tables of a part or a cell, out of content controls and other wrappers."""
    for each in () if parent is None else parent:
        name = local(each)
        if name in {"p", "tbl", CHUNK} or (name not in SKIPPED | GONE and down(each, "r") is not None):
            yield each
        elif name == "AlternateContent":
            yield from pieces(chosen(each))
        elif name and name not in SKIPPED | GONE:
            yield from pieces(each)


def parts(parent, wanted):
    """Yield the rows of a table or the cells of a row."""
    for each in () if parent is None else parent:
        if local(each) == wanted:
            yield each
        elif local(each) == "AlternateContent":
            yield from parts(chosen(each), wanted)
        elif local(each) not in SKIPPED | GONE:
            yield from parts(each, wanted)


def inner_boxes(element):
    for each in element:
        if local(each) in BOXES:
            yield from [each] if len(each) or each.get("string") else ()
        elif local(each) == "AlternateContent":
            yield from inner_boxes(() if chosen(each) is None else chosen(each))
        elif local(each) not in SKIPPED | GONE and value(down(each, "sdtPr", "checkbox", "checked")) is None:
            yield from inner_boxes(each)


def text_of(element, codes):
    return "".join(words_of(element, codes))


def words_of(element, codes):
    """Yield the text of a paragraph; `codes` says of each open field whether it is still in its code."""
    name = local(element)
    if name in SKIPPED | GONE | BOXES:
        return
    if name == "fldChar":
        turn(value(element, "fldCharType"), codes)
        yield choice(down(element, "ffData", "ddList"))
    elif not any(codes):
        yield said_by(element)
    inside = chosen(element) if name == "AlternateContent" else element
    for each in () if inside is None else inside:
        yield from words_of(each, codes)


def said_by(element):
    name = local(element)
    if name == "t" and re.search(r"wordprocessingml|/math|drawingml", element.tag):
        return element.text or ""
    return {"noBreakHyphen": "-", "tab": " ", "ptab": " ", "br": " ", "cr": " "}.get(name, "")


def turn(mark, codes):
    if mark == "begin":
        codes.append(True)
    elif codes and mark == "separate":
        codes[-1] = False
    elif codes and mark == "end":
        codes.pop()


def choice(drop_down):
    entries = [value(each) or "" for each in drop_down if local(each) == "listEntry"] if drop_down is not None else []
    result = down(drop_down, "result")
    at = whole(value(down(drop_down, "default") if result is None else result), 0)
    return entries[at] if 0 <= at < len(entries) else ""


# --- OpenDocument ---------------------------------------------------------------------------------------


LEFT_OUT = {
    "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms", "note", "annotation",
    "table-of-content-source", "hidden-text", "alphabetical-index-source", "desc", "title", "text-box",
    "event-listeners",
}  # fmt: skip


class OdtPlaces:
    """The text of every paragraph of an OpenDocument file by its id."""

    def __init__(self, content):
        self.found, self.tables, self.boxes, self.contents = {}, 0, 0, 0
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = parse(archive.read("content.xml"))
            styles = parse(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else ()
        self.notes = {"note": [], "annotation": []}
        self.flow(down(root, "body", "text"), "")
        for kind, prefix in (("note", "fn"), ("annotation", "cm")):
            for at, note in enumerate(self.notes[kind], 1):
                self.flow(down(note, "note-body") if kind == "note" else note, f"{prefix}{at}")
        edges = [each for each in styles.iter() if local(each) in {"header", "footer"} and "style:1" in each.tag]
        for at, edge in enumerate(edges, 1):
            self.flow(edge, f"{'hdr' if local(edge) == 'header' else 'ftr'}{at}")

    def pieces(self, parent, *, contents=False):
        for each in () if parent is None else parent:
            name = local(each)
            if name in {"p", "h", "table"} and "drawing" not in each.tag:
                yield each, contents
            elif name not in LEFT_OUT:
                yield from self.pieces(each, contents=contents or name == "table-of-content")

    def flow(self, parent, prefix):
        at = 0
        for each, contents in self.pieces(parent):
            if local(each) == "table":
                self.table(each)
                continue
            at, self.contents = (at, self.contents + 1) if contents else (at + 1, self.contents)
            self.found[f"tocp{self.contents}" if contents else f"{prefix}p{at}"] = self.text(each)
            self.aside(each)

    def aside(self, paragraph):
        """Go into the text boxes of a paragraph, and keep its notes for later."""
        for each in paragraph:
            if local(each) in self.notes:
                self.notes[local(each)].append(each)
            elif local(each) == "text-box":
                self.boxes += 1
                self.flow(each, f"tb{self.boxes}")
            elif local(each) not in LEFT_OUT:
                self.aside(each)

    def table(self, table):
        self.tables += 1
        name = f"t{self.tables}"
        for row_at, row in enumerate(list(each_of(table, "table-row")), 1):
            column = 1
            for cell in each_of(row, "table-cell", "covered-table-cell"):
                if local(cell) == "table-cell":
                    self.cell(cell, f"{name}r{row_at}c{column}")
                column += whole(value(cell, "number-columns-repeated"), 1)

    def cell(self, cell, name):
        self.found[name] = []
        for each, _ in self.pieces(cell):
            if local(each) == "table":
                self.table(each)
            else:
                self.found[name].append(self.text(each))
                self.aside(each)

    def text(self, element):
        said = element.text or ""
        for each in element:
            inside = " " if local(each) in {"s", "tab", "line-break"} else self.text(each)
            said += ("" if local(each) in LEFT_OUT or not local(each) else inside) + (each.tail or "")
        return said


def each_of(parent, *names):
    for each in parent:
        if local(each) in names:
            yield each
        elif local(each) in {"table-header-rows", "table-row-group", "table-rows"}:
            yield from each_of(each, *names)


# --- workbooks ------------------------------------------------------------------------------------------


def sheet_places(content):
    """Return what each cell of a workbook holds, text or a number as the file has it; under "" what lies on it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        book = parse(archive.read("xl/workbook.xml"))
        links = {each.get("Id"): each.get("Target") for each in parse(archive.read("xl/_rels/workbook.xml.rels"))}
        shared = parse(archive.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else ()
        strings = [said(each) for each in shared]
        beside = [
            name for name in names if re.match(r"xl/(?:drawings/|comments|threadedComments/).*\.(?:xml|vml)$", name)
        ]
        found = {"": " ".join("".join(parse(archive.read(name)).itertext()) for name in beside)}
        for at, sheet in enumerate(down(book, "sheets"), 1):
            found[f"s{at}"] = sheet.get("name")
            target = links[value(sheet, "id")]
            target = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            for cell in parse(archive.read(target)).iter("{*}c"):
                if local(cell.getparent()) != "row":
                    continue
                letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
                column = 0
                for letter in letters:
                    column = column * 26 + ord(letter) - 64
                found[f"t{at}r{row}c{column}"] = held(cell, strings)
    return found


def held(cell, strings):
    if cell.get("t") == "inlineStr":
        return said(down(cell, "is"))
    given = "" if down(cell, "v") is None else down(cell, "v").text or ""
    if cell.get("t") == "e":
        return ""
    if cell.get("t") == "s":
        return strings[int(given)]
    if cell.get("t") == "b":
        return "TRUE" if given == "1" else "FALSE"
    return given


def said(string):
    """Return the text of a shared string, without what helps to pronounce it."""
    return "".join(each.text or "" for each in string.iter("{*}t") if local(each.getparent()) != "rPh")


def same_value(shown, given):
    """Return whether a block shows what a cell holds: the same words, amount or date."""
    if same(shown) == same(given):
        return True
    amount = re.sub(r"[£$€,\s]", "", shown)
    if amount == "-":
        return not float(given or 0)
    try:
        if amount.endswith("%"):
            return abs(float(amount[:-1]) / 100 - float(given)) < 1e-6
        if re.match(r"\d{4}-\d\d-\d\d", shown):
            day = datetime(1899, 12, 30) + timedelta(days=float(given))
            return abs((datetime.fromisoformat(shown) - day).total_seconds()) < 90
        return abs(float(amount) - float(given)) <= max(0.0051, 1e-9 * abs(float(given)))
    except ValueError:
        return False


# --- PDF ------------------------------------------------------------------------------------------------


def pdf_pages(content):
    """Return the text of each page as pdfium has it, without white space."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        return [unbroken(page.get_textpage().get_text_range()) for page in pdf]


def unbroken(text):
    """Return a text as it is compared in a PDF, where a hyphen may only be that of a line's end."""
    return same(text).replace("-", "")


def off_page(document, pages):
    """Return the blocks with a word that is not on the page of their id, nor on the next where they go on."""
    found = []
    for block in document.blocks:
        at = int(re.match(r"pg(\d+)", block.id)[1])
        words = [word for each in block.text.split() if (word := unbroken(each))]
        around = pages[at - 1] + "".join(pages[at : at + 1])
        if words and (words[0] not in pages[at - 1] or any(word not in around for word in words)):
            found.append((block.id, block.text, [word for word in words if word not in around]))
    return found
