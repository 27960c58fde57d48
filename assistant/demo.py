"""The main job on the shipped sample, from files to a draft, with a word on each step."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from assistant import bid, tell
from assistant.packs import Say
from assistant.shipped import shipped

NEED = "weekly dance or theatre for young people with special educational needs"


def run_demo(out: Path | None, say: Say) -> list[str]:
    """Read the sample tender, build a pool of its partners, search, propose and draft into `out`.

    Returns what to print: what was found at each step and where the files are. The same summary, without
    the names of folders, is written beside the draft.
    """
    folder = bid.free_folder(out, "consort-demo")
    with tempfile.TemporaryDirectory() as scratch:
        pool = Path(scratch, "pool")
        bid.add_partners(pool, [shipped("corpus", "sample", "partners")], say)
        found = bid.search_partners(pool, [NEED], 3)
        order = bid.Order(bid.wishes(), 1, folder)
        done = bid.draft_response(pool, [shipped("corpus", "sample", "tender")], order, say)
        shutil.move(pool, folder / "pool")
    summary = [*tell.reading(done.plan.reading), "", *tell.search(found[0]), "", *tell.proposal(done.plan), ""]
    summary += done.summary
    (folder / "summary.txt").write_text("\n".join(summary) + "\n", encoding="utf-8")
    return [
        *summary,
        "",
        *tell.files(done),
        f"Summary:   {folder / 'summary.txt'}",
        "",
        "Ask the same partners something yourself:",
        f'  consort --pool {folder / "pool"} search "music-making with a recording studio"',
    ]
