"""Files in, documents out: every paragraph with its clause number, its headings and its place."""

from assistant.read.blocks import quote
from assistant.read.pack import read_document, read_pack

__all__ = ["quote", "read_document", "read_pack"]
