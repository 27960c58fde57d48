"""Where the files that come with Consort lie, in a checkout and in an installed package alike."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import ConsortError

HERE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """Return the path of a shipped file or folder such as `shipped("corpus", "sample")`.

    Raises ConsortError when the installation lacks it.
    """
    for root in (HERE, HERE.parent):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ConsortError(
        f"Consort's own file {'/'.join(parts)} is missing", "the installation is incomplete", "Install Consort again."
    )
