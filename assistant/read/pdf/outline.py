"""The bookmarks of a PDF: which of its paragraphs are headings, and of which level."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

MOST = 20_000  # bookmarks that are looked at
_WORD = re.compile(r"\w+")


class Bookmarks:
    """Knows the headings that the file's own table of contents names, by the page they stand on."""

    def __init__(self, pdf: Any) -> None:
        from pypdfium2 import PdfiumError

        self._ranks: dict[tuple[int, str], int] = {}
        try:
            for each in islice(pdf.get_toc(), MOST):
                place = each.get_dest()
                page = place.get_index() if place else None
                title = _plain(each.get_title())
                if page is not None and title:
                    self._ranks.setdefault((page + 1, title), each.level + 1)
        except PdfiumError:
            self._ranks.clear()

    def rank(self, page: int, number: str | None, text: str) -> int | None:
        """Return the level of a heading, from 1; None for a paragraph that no bookmark names."""
        if not self._ranks or len(text) > 300:
            return None
        found = self._ranks.get((page, _plain(f"{number or ''} {text}")))
        return found if found or not number else self._ranks.get((page, _plain(text)))


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
