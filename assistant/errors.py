"""What can go wrong, in words a bid lead can act on, each with the exit code the command line gives."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended. Scripts rely on these numbers."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    REJECTED = 3
    INDEX = 4
    GAPS = 5
    IN_USE = 7
    INTERRUPTED = 130


class ConsortError(Exception):
    """What happened, why, and what to do next: one line each, printed as one line."""

    exit_code = Exit.FAILED

    def __init__(self, what: str, why: str = "", then: str = "") -> None:
        self.what, self.why, self.then = what, why, then
        super().__init__(str(self))

    def __str__(self) -> str:
        told = f"{self.what}: {self.why}" if self.why else self.what
        return f"{told}. {self.then}" if self.then else told


class UnknownName(ConsortError):
    """The user named a partner, a line-up or an option that is not there."""

    exit_code = Exit.USAGE


class InputRejected(ConsortError):
    """A file cannot be read; `code` is the reason in one word (encrypted, corrupt, empty, not_supported ...)."""

    exit_code = Exit.REJECTED

    def __init__(self, code: str, what: str, why: str, then: str = "") -> None:
        self.code = code
        super().__init__(what, why, then)


class PoolUnready(ConsortError):
    """The pool is empty, missing, stale, damaged, or its vectors were made by another model."""

    exit_code = Exit.INDEX


class PoolInUse(ConsortError):
    """Another command is writing to the pool."""

    exit_code = Exit.IN_USE
