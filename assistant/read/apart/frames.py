"""Messages between this program and the workers that read for it: eight bytes of length, then so many bytes."""

from __future__ import annotations

from typing import IO

_LENGTH = 8


class TooLong(Exception):
    """A message is longer than its receiver takes."""


def send(stream: IO[bytes], *messages: bytes) -> None:
    for message in messages:
        stream.write(len(message).to_bytes(_LENGTH, "big"))
        stream.write(message)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes:
    """Return the next message. Raises EOFError where there is none or only a part, TooLong beyond `most` bytes."""
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if length > most:
        raise TooLong
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return found
