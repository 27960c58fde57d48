"""Write a draft to a new folder, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from assistant.draft.brief import Brief
from assistant.draft.compose import compose
from assistant.draft.count import word_limit
from assistant.draft.page import Page
from assistant.errors import ConsortError
from assistant.records import Answer, Draft

RESPONSE, MATRIX, REQUESTS = "response.docx", "matrix.xlsx", "requests"


def draft(brief: Brief, out: Path, progress: Callable[[str], None] | None = None) -> Draft:
    """Write response.docx, matrix.xlsx and requests/ into the new folder `out` and return what was written.

    Raises ConsortError when `out` has something in it, or cannot be written; nothing half-written is left.
    """
    say = progress or (lambda _: None)
    _check_free(out)
    say("Writing the answers ...")
    pages = compose(brief)
    folder = _beside(out)
    try:
        say("Writing the Word and Excel files ...")
        requests = _write_files(pages, brief, folder)
        if out.exists():
            out.rmdir()
        folder.rename(out)
    except OSError as problem:
        raise _unwritable(out, problem) from problem
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Draft(response=RESPONSE, matrix=MATRIX, requests=requests, answers=tuple(_answer(page) for page in pages))


def _write_files(pages: tuple[Page, ...], brief: Brief, folder: Path) -> tuple[str, ...]:
    from assistant.draft.matrix import write_matrix
    from assistant.draft.requests import write_requests
    from assistant.draft.response import write_response

    write_response(pages, brief, folder / RESPONSE)
    write_matrix(pages, brief, folder / MATRIX)
    (folder / REQUESTS).mkdir()
    return tuple(f"{REQUESTS}/{name}" for name in write_requests(pages, brief, folder / REQUESTS))


def _check_free(out: Path) -> None:
    if out.is_symlink() or (out.exists() and not (out.is_dir() and not any(out.iterdir()))):
        raise ConsortError(
            f"{out} exists already", "nothing is ever overwritten", "Choose another folder with --out, or move it away."
        )


def _beside(out: Path) -> Path:
    """Return a new empty folder beside `out`, so that the last step is one rename."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        folder.chmod(0o755)
    except OSError as problem:
        raise _unwritable(out, problem) from problem
    return folder


def _unwritable(out: Path, problem: OSError) -> ConsortError:
    return ConsortError(
        f"The draft cannot be written to {out}",
        (problem.strerror or "the folder cannot be written").lower(),
        "Choose another folder with --out.",
    )


def _answer(page: Page) -> Answer:
    return Answer(
        question=page.question.id,
        words=page.words,
        limit=word_limit(page.question.limit),
        asks_answered=sum(part.answered for part in page.parts),
        asks=len(page.parts),
        sentences=page.sentences,
    )
