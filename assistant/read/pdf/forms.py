"""What is pinned on a PDF page: form fields with their state, comments, links, attached files. Nothing is run."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from assistant.read.blocks import clean
from assistant.read.pdf.page import Box, View
from assistant.read.pdf.text import Word

_LARGEST = 12.0  # points: the type in which a form field is taken to be filled
_UNSEEN = 2 | 32  # flags of what is hidden, or not to be viewed
_LONGEST = 100_000  # characters of one comment or one field
_NOTES = {1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}  # the kinds of annotation that carry a comment


@dataclass
class Pinned:
    """What is pinned on a page: the fields as words where they stand, and the rest in the order of the file."""

    fields: list[Word] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[Word] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)


def pinned_on(pdf: Any, page: Any, view: View) -> Pinned:
    from pypdfium2 import raw

    pinned = Pinned()
    for at in range(max(raw.FPDFPage_GetAnnotCount(page.raw), 0)):
        with _annotation(page, at) as note:
            if note:
                _take(pinned, pdf, note, view)
    return pinned


@contextmanager
def _annotation(page: Any, at: int) -> Iterator[Any]:
    from pypdfium2 import raw

    note = raw.FPDFPage_GetAnnot(page.raw, at)
    try:
        yield note
    finally:
        if note:
            raw.FPDFPage_CloseAnnot(note)


def _take(pinned: Pinned, pdf: Any, note: Any, view: View) -> None:
    from pypdfium2 import raw

    kind = raw.FPDFAnnot_GetSubtype(note)
    if kind == raw.FPDF_ANNOT_LINK:
        _link(pinned, pdf, note)
    elif kind == raw.FPDF_ANNOT_WIDGET:
        _field(pinned, pdf, note, view)
    elif kind == raw.FPDF_ANNOT_FILEATTACHMENT:
        pinned.unread.append(("attached file", "embedded files are not opened"))
    elif kind in _NOTES and (said := _said(note)):
        if kind == raw.FPDF_ANNOT_FREETEXT and not raw.FPDFAnnot_GetFlags(note) & _UNSEEN:
            pinned.boxes.append(_placed(said, _box(note, view)))
        else:
            pinned.comments.append(said)


def _said(note: Any) -> str:
    from pypdfium2 import raw

    return _string(lambda buffer, size: raw.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size))


def _field(pinned: Pinned, pdf: Any, note: Any, view: View) -> None:
    from pypdfium2 import raw

    if pdf.formenv is None or raw.FPDFAnnot_GetFlags(note) & _UNSEEN:
        return
    kind = raw.FPDFAnnot_GetFormFieldType(pdf.formenv.raw, note)
    if kind in {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}:
        ticked = raw.FPDFAnnot_IsChecked(pdf.formenv.raw, note)
        pinned.fields.append(_placed("\u2612" if ticked else "\u2610", _box(note, view)))
    elif kind in {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}:
        value = _string(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(pdf.formenv.raw, note, buffer, size))
        pinned.fields.append(_placed(value, _box(note, view)))
    elif kind == raw.FPDF_FORMFIELD_SIGNATURE:
        pinned.fields.append(_placed("", _box(note, view)))
    elif kind > raw.FPDF_FORMFIELD_SIGNATURE:
        pinned.unread.append(("form field", "it belongs to a kind of form that only Adobe's programs show"))


def _box(note: Any, view: View) -> Box:
    from pypdfium2 import raw

    found = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, found)
    return view.box([(found.left, found.bottom), (found.right, found.top)])


def _placed(text: str, box: Box) -> Word:
    """Return what a field holds as a word on the line that its first line of type would stand on."""
    left, top, right, bottom = box
    size = max(min(bottom - top, _LARGEST), 1.0)
    tall = bottom - top > 2 * _LARGEST
    base = top + size if tall else bottom - 0.15 * size
    return Word(text, left, right, base, size, bold=False, field=True)


def _link(pinned: Pinned, pdf: Any, note: Any) -> None:
    """Note where a link leads outside the file."""
    from pypdfium2 import raw

    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
    kind = raw.FPDFAction_GetType(action) if action else 0
    if kind == raw.PDFACTION_URI:
        found = _bytes(lambda buffer, size: raw.FPDFAction_GetURIPath(pdf.raw, action, buffer, size))
        address = clean(found.decode("utf-8", "replace"))
        pinned.links.append(address)
    elif kind in {raw.PDFACTION_LAUNCH, raw.PDFACTION_REMOTEGOTO}:
        found = _bytes(lambda buffer, size: raw.FPDFAction_GetFilePath(action, buffer, size))
        pinned.links.append(clean(found.decode("utf-8", "replace")))


def attachments(pdf: Any) -> list[str]:
    """Return the names of the files embedded in a document."""
    from pypdfium2 import raw

    found = []
    for at in range(min(max(raw.FPDFDoc_GetAttachmentCount(pdf.raw), 0), 1000)):
        each = raw.FPDFDoc_GetAttachment(pdf.raw, at)
        found.append(_string(partial(raw.FPDFAttachment_GetName, each)))
    return found


def scripts(pdf: Any) -> int:
    """Return how many scripts a document would run in Adobe's programs."""
    from pypdfium2 import raw

    return max(int(raw.FPDFDoc_GetJavaScriptActionCount(pdf.raw)), 0)


def _bytes(getter: Callable[[Any, int], int]) -> bytes:
    size = min(getter(None, 0), 2 * _LONGEST)
    if size <= 0:
        return b""
    buffer = ctypes.create_string_buffer(size)
    getter(buffer, size)
    return buffer.raw.rstrip(b"\0")


def _string(getter: Callable[[Any, int], int]) -> str:
    """Return what a PDFium function writes in UTF-16, on one line."""
    size = min(getter(None, 0), 2 * _LONGEST)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    getter(buffer, size)
    return clean(bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0])
