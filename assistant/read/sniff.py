"""What a file is, told by what it begins with or holds: names are often wrong."""

from __future__ import annotations

from assistant.read.guard import OLE, ZIP, Archive, encrypted

_BEGINS = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"7z\xbc\xaf", ".7z"),
    (b"Rar!", ".rar"),
    (b"\x1f\x8b", ".gz"),
)
_TEXT = frozenset((".txt", ".md", ".markdown", ".html", ".htm"))
# The streams of files from before 2007, each with what has it.
_STREAMS = (
    ("__nameid_version1.0", ".msg"),
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("PowerPoint Document", ".ppt"),
)
_MIMETYPES = {
    "text": ".odt",
    "text-template": ".odt",
    "spreadsheet": ".ods",
    "spreadsheet-template": ".ods",
    "presentation": ".odp",
}
_FOLDERS = (("word/", ".docx"), ("xl/workbook.bin", ".xlsb"), ("xl/", ".xlsx"), ("ppt/", ".pptx"))


def kind_of(content: bytes, name: str, suffix: str) -> str:
    """Return the suffix of what a file is; `suffix`, its own, where its content says nothing else.

    Raises InputRejected for a zip file that cannot be opened, and for what is password-protected.
    """
    if content.startswith(ZIP):
        return _zip_kind(Archive(content, name), suffix)
    return flat_kind(content, name, suffix)


def flat_kind(content: bytes, name: str, suffix: str) -> str:
    """Return the same of a file that is not a zip file, without looking into one that is."""
    if content.startswith(OLE):
        return _ole_kind(content, name, suffix)
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    found = next((kind for begin, kind in _BEGINS if start.startswith(begin)), "")
    if found or suffix in _TEXT:
        return found or suffix
    if start[:14].lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    if start.startswith(b"MIME-Version:"):
        return ".mht"
    return suffix or (".txt" if _is_text(content) else "")


def _ole_kind(content: bytes, name: str, suffix: str) -> str:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise encrypted(name)
    found = [kind for stream, kind in _STREAMS if has(stream)]
    return suffix if suffix in found or not found else found[0]


def _zip_kind(archive: Archive, suffix: str) -> str:
    if "mimetype" in archive:
        said = archive.read("mimetype")[:100].decode("ascii", errors="replace")
        return _MIMETYPES.get(said.strip().removeprefix("application/vnd.oasis.opendocument."), suffix)
    names = archive.names()
    return next((kind for folder, kind in _FOLDERS if any(each.startswith(folder) for each in names)), suffix or ".zip")


def _is_text(content: bytes) -> bool:
    if b"\0" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
