"""Judge the program: on the sample, or with `--packs` on the test packs (all, or those named), which takes seconds.

`--keep` writes the scores of the packs into the repository; without it, what is gained and lost against them is told.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import ConsortError
from assistant.evaluate.run import report
from assistant.evaluate.sample import evaluate


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluate", description=__doc__)
    parser.add_argument("--packs", nargs="*", metavar="NAME", help="judge the test packs instead of the sample")
    parser.add_argument("--keep", action="store_true", help="write the scores of the packs into the repository")
    chosen = parser.parse_args(given)
    try:
        for line in report(chosen.packs, write=chosen.keep) if chosen.packs is not None else _sample():
            sys.stdout.write(line + "\n")
    except ConsortError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _sample() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield from evaluate(Path(folder, "pool"))


if __name__ == "__main__":
    sys.exit(main())
