"""Reads files in processes of their own, so that none can crash, stop or fill this one."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from assistant.errors import ConsortError, InputRejected
from assistant.read.apart.frames import TooLong, receive, send
from assistant.read.apart.processes import APART, end_all
from assistant.read.guard import MB, crashed
from assistant.records import Document

_START = 60.0  # seconds for a worker to be ready


@dataclass(frozen=True)
class Bounds:
    """What reading one file may take: seconds by the clock and of work, bytes of memory and of the answer.

    `keep` is the memory in bytes beyond which a worker is not used again, `most` how many there are at once,
    `reader` what they call with the content, the name and the suffix of a file.
    """

    wall: float = 90
    cpu: int = 60
    memory: int = 1536 * MB
    answer: int = 128 * MB
    keep: int = 400 * MB
    most: int = 4
    reader: str = "assistant.read.content:read_content"


BOUNDS = Bounds()


@dataclass(frozen=True)
class Task:
    """A file to read: `warnings` are what is known of it already."""

    name: str
    suffix: str
    content: bytes
    sha256: str
    warnings: tuple[str, ...] = ()


class _Refusal(BaseModel):
    code: str
    what: str
    why: str
    then: str


class _Answer(BaseModel):
    document: Document | None = None
    rejected: _Refusal | None = None


Outcome = Document | InputRejected


class Workers:
    """A few processes, started when they are needed, each taking file after file."""

    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self._bounds = bounds
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._lock = threading.Lock()
        self._free = threading.Semaphore(min(_processors(), bounds.most))

    def read(self, tasks: Sequence[Callable[[], Task]]) -> list[Outcome]:
        """Return what became of each file, in the order given."""
        stop = threading.Event()
        if len(tasks) < 2:
            return [self._read(each, stop) for each in tasks]
        with ThreadPoolExecutor(min(_processors(), self._bounds.most, len(tasks))) as threads:
            outcomes = [threads.submit(self._read, each, stop) for each in tasks]
            try:
                return [each.result() for each in outcomes]
            except BaseException:
                stop.set()
                threads.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def close(self) -> None:
        """End all workers at once; what they were reading is told as crashed."""
        with self._lock:
            ended = [*self._idle, *self._busy]
            self._idle.clear()
        for each in ended:
            each.end()

    def _read(self, task: Callable[[], Task], stop: threading.Event) -> Outcome:
        try:
            given = task()
            with self._free:
                return self._ask(given, stop)
        except InputRejected as error:
            return error

    def _take(self, name: str, stop: threading.Event) -> _Worker:
        with self._lock:
            if stop.is_set():
                raise crashed(name)
            while self._idle:
                worker = self._idle.pop()
                if worker.process.poll() is None:
                    break
                worker.end()
            else:
                worker = _Worker(self._bounds)
            self._busy.add(worker)
            return worker

    def _ask(self, task: Task, stop: threading.Event) -> Document:
        worker = self._take(task.name, stop)
        try:
            return worker.read(task)
        except InputRejected:
            raise
        except BaseException:
            worker.end()
            raise
        finally:
            with self._lock:
                self._busy.discard(worker)
                if worker.fit:
                    self._idle.append(worker)


@dataclass(eq=False)
class _Worker:
    """One process. It is `fit` while it can take another file."""

    bounds: Bounds
    fit: bool = True
    ready: bool = False
    late: bool = False
    _ending: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        # What this program can import, its workers can; the folder it is called from is none of it.
        found = os.pathsep.join([str(Path(__file__).parents[3]), *filter(None, sys.path)])
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "assistant.read.apart.worker", json.dumps(asdict(self.bounds))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": found},
            **APART,
        )

    def read(self, task: Task) -> Document:
        """Read a file; raises InputRejected with the reason, also when the process is lost over it."""
        about = {"name": task.name, "suffix": task.suffix, "sha256": task.sha256, "warnings": task.warnings}
        flooded = False
        try:
            self._await_ready()
            flag, answer = self._within(self.bounds.wall, json.dumps(about).encode(), task.content)
        except TooLong:
            flooded = True
        except (OSError, EOFError):
            pass
        else:
            if flag != b"+":
                self.end()
            try:
                return _document(answer)
            except ValueError:
                pass  # no answer of ours: what reads is no longer this program
        raise self._lost(task.name, flooded=flooded)

    def _await_ready(self) -> None:
        if self.ready:
            return
        try:
            self._within(_START)
        except EOFError as error:
            self.end()
            raise ConsortError(
                "Files cannot be read",
                f"{sys.executable} could not be started to read them",
                "Install Consort again, or call it from an ordinary Python.",
            ) from error
        self.ready = True

    def _within(self, seconds: float, *messages: bytes) -> tuple[bytes, bytes]:
        """Send a file and return the answer's two messages; with nothing to send, wait for the first sign of life."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise EOFError
        timer = threading.Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            if not messages:
                return receive(stdout, MB), b""
            send(stdin, *messages)
            return receive(stdout, MB), receive(stdout, self.bounds.answer)
        finally:
            timer.cancel()

    def _expire(self) -> None:
        self.late = True
        self.end()

    def _lost(self, name: str, *, flooded: bool) -> InputRejected:
        self.end()
        code = self.process.returncode
        if flooded:
            return InputRejected("too_large", name, "there is more in it than can be handed over", _SMALLER)
        if self.late or code in _OVERDUE:
            why = f"reading it took more than {self.bounds.wall:g} seconds"
            return InputRejected("too_slow", name, why, _SMALLER)
        return crashed(name)

    def end(self) -> None:
        """End the process and wait until it is gone."""
        self.fit = False
        with self._ending:
            end_all(self.process)
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()


_SMALLER = "Split it, or open it in Word and save it anew as .docx."
_OVERDUE = {-int(getattr(signal, name, 0)) for name in ("SIGXCPU", "SIGALRM")} - {0}


def _document(answer: bytes) -> Document:
    found = _Answer.model_validate_json(answer)
    if found.document is not None:
        return found.document
    told = found.rejected
    if told is None:
        raise ValueError
    raise InputRejected(told.code, told.what, told.why, told.then)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def _of(process: int) -> Workers:
    made = Workers()
    atexit.register(lambda: made.close() if os.getpid() == process else None)
    return made


def workers() -> Workers:
    """Return the workers of this process, which end with it; a process forked from it has its own."""
    return _of(os.getpid())
