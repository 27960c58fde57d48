"""Starting other programs so that they, and all that they start, can be ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

# Windows has no such bound, and a Mac counts what is shared with every program.
MEMORY_BOUND = sys.platform not in {"win32", "darwin"}

APART: dict[str, Any] = {
    "start_new_session": True,
    "creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0),
    "stderr": subprocess.DEVNULL,
}


def end_all(process: subprocess.Popen[bytes]) -> None:
    """End a program that was started APART, with all that it started, and wait until it is gone."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def run_within(
    command: Sequence[str], seconds: float, confine: Callable[[subprocess.Popen[bytes]], None], cwd: Path
) -> bool:
    """Run a program, silent, and return whether it ended in time; else it is ended."""
    process = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=cwd, **APART
    )
    try:
        confine(process)
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        end_all(process)
    return True
