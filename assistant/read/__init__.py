"""Files in, documents out: every paragraph with its clause number, its headings and its place."""

from assistant.read.blocks import quote
from assistant.read.pack import describe_reading, read_document, read_pack

__all__ = ["describe_reading", "quote", "read_document", "read_pack"]
