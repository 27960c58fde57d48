"""The process that reads for another: takes file after file on its input and answers each with JSON.

It may use so much memory and time, open no connection and start no program. Run by `workers.py`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import IO, Any

from assistant.errors import InputRejected
from assistant.read.apart.frames import receive, send
from assistant.read.apart.processes import MEMORY_BOUND
from assistant.read.guard import LIMITS, MB, crashed, refusing
from assistant.records import Document

try:
    import resource
except ImportError:  # Windows has no such limits; there only the clock is watched, by the other process
    resource = None  # type: ignore[assignment]

Reader = Callable[[bytes, str, str], Document]
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile")
_WRITES = 16 * MB  # for Python's own cache of compiled modules
_GRACE = 5  # seconds after which it ends by itself, should nobody end it


def main(bounds: dict[str, Any]) -> None:
    requests, answers = _streams()
    module, _, function = bounds["reader"].partition(":")
    reader: Reader = getattr(import_module(module), function)
    _confine(bounds)
    send(answers, b"ready")
    tired = False
    while not tired:
        about = json.loads(receive(requests, MB))
        content = receive(requests, LIMITS.file)
        _start_clock(bounds)
        answer = _answer(reader, content, about)
        _stop_clock()
        tired = largest() > bounds["keep"]
        send(answers, b"." if tired else b"+", answer)


def _answer(reader: Reader, content: bytes, about: dict[str, Any]) -> bytes:
    name: str = about["name"]
    try:
        with refusing(name):
            document = reader(content, name, about["suffix"])
            warnings = (*about["warnings"], *document.warnings)
            whole = document.model_copy(update={"sha256": about["sha256"], "warnings": warnings})
            return b'{"document":%b}' % whole.model_dump_json().encode()
    except InputRejected as error:
        told = error
    except BaseException:  # noqa: BLE001 - whatever a library raises, the next file is still read
        told = crashed(name)
    return json.dumps({"rejected": {"code": told.code, "what": told.what, "why": told.why, "then": told.then}}).encode()


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return what was input and output; in their places stands nothing, so that no library writes between frames."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for each in range(3):
        os.dup2(nothing, each)
    return requests, answers


def _confine(bounds: dict[str, Any]) -> None:
    if resource is not None:
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, _WRITES)
        _limit(resource.RLIMIT_NOFILE, 64)
        if MEMORY_BOUND:
            _limit(resource.RLIMIT_AS, _mapped() + bounds["memory"])
    sys.addaudithook(_refuse)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    with suppress(ValueError, OSError):
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def _mapped() -> int:
    """Return the bytes of addresses that this process has before it reads anything."""
    with suppress(OSError), open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * resource.getpagesize()
    return 0


def _start_clock(bounds: dict[str, Any]) -> None:
    """Give the next file its time; the system ends this process when it is over."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + bounds["cpu"], hard))
    signal.alarm(int(bounds["wall"]) + _GRACE)


def _stop_clock() -> None:
    if resource is not None:
        signal.alarm(0)


def largest() -> int:
    """Return the most memory this process has had, in bytes.

    On Linux what `getrusage` tells begins with the memory of the process that started this one.
    """
    with suppress(OSError, StopIteration), open("/proc/self/status", encoding="ascii", errors="replace") as file:  # noqa: PTH123
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM:"))
    if resource is None:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _refuse(event: str, _: Any) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


if __name__ == "__main__":
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        main(json.loads(sys.argv[1]))
    os._exit(0)
