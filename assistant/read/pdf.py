"""PDF files: pages to blocks, in reading order."""

from __future__ import annotations

from assistant.errors import InputRejected
from assistant.records import Document


def read_pdf(content: bytes, name: str) -> Document:
    raise InputRejected("not_supported", name, f"PDF files of {len(content)} bytes are not read", "Save it as .docx.")
