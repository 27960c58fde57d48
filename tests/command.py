"""Run the command line in this process and see what it printed."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

import cli


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def consort(*args: object, pool: Path | None = None, stdin: str = "") -> Ran:
    words = [] if pool is None else ["--pool", str(pool)]
    words += [str(arg) for arg in args]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), typed(stdin):
        code = cli.run(lambda: cli.consort.main(words, prog_name="consort", standalone_mode=False))
    return Ran(code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def typed(text: str):
    import sys

    before, sys.stdin = sys.stdin, io.StringIO(text)
    try:
        yield
    finally:
        sys.stdin = before
