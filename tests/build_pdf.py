"""Small PDF files written by hand: pages of text, lines, boxes and pictures, with bookmarks, fields and comments."""

from assistant.read.pdf.reader import read_pdf

FONTS = {"F1": "Courier", "F2": "Courier-Bold", "F3": "Times-Roman", "F4": "Symbol"}
WIDE, HIGH = 595, 842


def text(x, y, words, *, size=11, font="F1", more=""):
    """Write words with their left end at x and their foot y points below the page's top; 0.6 of the size a letter."""
    safe = words.encode("cp1252").decode("latin-1").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q {more} BT /{font} {size} Tf 1 0 0 1 {x} {HIGH - y} Tm ({safe}) Tj ET Q\n"


def lines(x, y, *said, leading=14, **look):
    return "".join(text(x, y + at * leading, each, **look) for at, each in enumerate(said))


def rule(x0, y0, x1, y1):
    return f"{x0} {HIGH - y0} m {x1} {HIGH - y1} l S\n"


def grid(xs, ys):
    """Draw a table by its lines."""
    return "".join(rule(xs[0], y, xs[-1], y) for y in ys) + "".join(rule(x, ys[0], x, ys[-1]) for x in xs)


def box(x, y, wide, high, colour="0 0 0"):
    return f"q {colour} rg {x} {HIGH - y - high} {wide} {high} re f Q\n"


def picture(x=0, y=0, wide=WIDE, high=HIGH):
    return f"q {wide} 0 0 {high} {x} {HIGH - y - high} cm /Im Do Q\n"


def area(x, y, wide, high):
    """Return where an annotation stands, as PDF writes it."""
    return f"/Rect [{x} {HIGH - y - high} {x + wide} {HIGH - y}]"


def pdf(*pages, annotations=(), bookmarks=(), catalog="", page="", more=()):
    """Return a file: a page for each content; annotations stand on the first; bookmarks are a title and a page.

    `catalog` and `page` are entries for the catalog and for every page, `more` objects whose numbers begin at 900.
    """
    objects = {2: "", 3: _fonts(), 4: _image()}
    kids = []
    for at, content in enumerate(pages):
        objects[100 + 2 * at] = _stream(content)
        notes = " ".join(f"{500 + each} 0 R" for each in range(len(annotations))) if at == 0 else ""
        objects[101 + 2 * at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] /Contents {100 + 2 * at} 0 R "
            f"/Resources << /Font 3 0 R /XObject << /Im 4 0 R >> >> /Annots [{notes}] {page} >>"
        )
        kids.append(f"{101 + 2 * at} 0 R")
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects |= {500 + at: f"<< /Type /Annot {each} >>" for at, each in enumerate(annotations)}
    objects |= _outline(bookmarks) | {900 + at: each for at, each in enumerate(more)}
    fields = " ".join(f"{500 + at} 0 R" for at, each in enumerate(annotations) if "/FT" in each)
    form = f"/AcroForm << /Fields [{fields}] >>" if fields else ""
    outline = "/Outlines 700 0 R" if bookmarks else ""
    objects[1] = f"<< /Type /Catalog /Pages 2 0 R {form} {outline} {catalog} >>"
    return _written(objects)


def read(*pages, **more):
    return read_pdf(pdf(*pages, **more), "a.pdf")


def _fonts():
    encoding = "/Encoding /WinAnsiEncoding"
    fonts = (
        f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} {'' if name == 'Symbol' else encoding} >>"
        for key, name in FONTS.items()
    )
    ligature = "/F5 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [1 /fi] >> >>"
    return f"<< {' '.join(fonts)} {ligature} >>"


def _image():
    head = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return _stream("\x80", head)


def _stream(content, head=""):
    return f"<< {head} /Length {len(content)} >>\nstream\n{content}\nendstream"


def _outline(bookmarks):
    if not bookmarks:
        return {}
    last = 700 + len(bookmarks)
    objects = {700: f"<< /Type /Outlines /First 701 0 R /Last {last} 0 R >>"}
    for at, (title, page) in enumerate(bookmarks, 1):
        after = f"/Next {701 + at} 0 R" if at < len(bookmarks) else ""
        goal = f"/Dest [{101 + 2 * (page - 1)} 0 R /Fit]"
        objects[700 + at] = f"<< /Title ({title}) /Parent 700 0 R {goal} {after} >>"
    return objects


def _written(objects):
    written, places = b"%PDF-1.7\n", {}
    for number, each in sorted(objects.items()):
        places[number] = len(written)
        written += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{number} 1\n{place:010d} 00000 n \n" for number, place in sorted(places.items()))
    trailer = f"trailer << /Root 1 0 R /Size {max(objects) + 1} >>\nstartxref\n{len(written)}\n%%EOF"
    return written + f"xref\n0 1\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
