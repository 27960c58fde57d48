"""One file's content by the reader of its kind. This is what a worker does; nothing here is isolated."""

from __future__ import annotations

from importlib import import_module

from assistant.errors import InputRejected
from assistant.read.guard import LIMITS, empty, refusing, too_large
from assistant.read.sniff import kind_of
from assistant.records import Document

READERS = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "word.reader.read_word"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".ots"), "book.reader.read_sheet"),
    **dict.fromkeys((".md", ".markdown"), "plain.markdown.read_markdown"),
    **dict.fromkeys((".html", ".htm"), "plain.html.read_html"),
    **dict.fromkeys((".odt", ".ott"), "odt.reader.read_odt"),
    ".pdf": "pdf.reader.read_pdf",
    ".txt": "plain.text.read_text",
}
_CALLED = {
    "word.reader": "a Word file",
    "book.reader": "a workbook",
    "plain.markdown": "text",
    "plain.html": "a web page",
    "odt.reader": "an OpenDocument text",
    "pdf.reader": "a PDF",
    "plain.text": "text",
}
_AS_WORD = "Open it in Word and save it as .docx."
_UNPACK = "Unpack it and give the folder."
_PICTURE = (
    "it is a picture, and the words in pictures are not read",
    "Ask for the document it was made from, or type its words into a .docx.",
)
_ADVICE = {
    ".doc": ("Word files from before 2007 are not read", _AS_WORD),
    ".rtf": ("RTF files are not read", _AS_WORD),
    ".mht": ("web archives are not read", _AS_WORD),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), ("presentations are not read", "Save it as PDF and give that.")),
    **dict.fromkeys((".eml", ".msg"), ("e-mails are not read", "Save what is attached to it, and give that.")),
    **dict.fromkeys((".7z", ".rar", ".gz", ".tar"), ("of packed files only .zip is read", _UNPACK)),
    ".zip": ("zip files are opened by their ending .zip, but not one inside one inside another", _UNPACK),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"), _PICTURE),
}


def read_content(content: bytes, name: str, suffix: str) -> Document:
    """Read a file's content, as what it is whatever its suffix says. Raises InputRejected with the reason."""
    if not content:
        raise empty(name)
    with refusing(name):
        kind = kind_of(content, name, suffix)
        if kind not in READERS:
            raise unreadable(name, kind)
        module, _, function = READERS[kind].rpartition(".")
        document: Document = getattr(import_module(f"assistant.read.{module}"), function)(content, name)
    if len(document.blocks) > LIMITS.blocks:
        raise too_large(
            name, f"it has {len(document.blocks):,} paragraphs and cells; at most {LIMITS.blocks:,} are read"
        )
    warnings = document.warnings
    if READERS.get(suffix) != READERS[kind]:
        ends = f"Its name ends in {suffix}" if suffix else "Its name does not say what it is"
        warnings = (f"{ends}; it was read as what it is, {_CALLED[module]}.", *warnings)
    scanned = any(each.what == "scanned page" for each in document.unread)
    if not scanned and not any(block.visible and block.text for block in document.blocks):
        warnings = (*warnings, "There is no text in it. Ask for the file it was made from.")
    return document.model_copy(update={"warnings": warnings})


def unreadable(name: str, kind: str) -> InputRejected:
    """Return the refusal of a kind of file that has no reader, with what to do."""
    why, then = _ADVICE.get(kind, (f"files that end in {kind or 'nothing'} are not read", "Save it as .docx."))
    return InputRejected("not_supported", name, why, then)
