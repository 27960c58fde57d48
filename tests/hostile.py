"""A reader that does what a file's first word tells it to: everything that a broken or taken-over reader might do."""

import ctypes
import os
import socket
import subprocess
import sys
import tempfile
import time

from assistant.errors import InputRejected
from assistant.read.apart.frames import send
from assistant.read.apart.worker import largest
from assistant.read.content import read_content
from assistant.records import Block, Document


def read(content: bytes, name: str, suffix: str) -> Document:
    word = content.split()[0].decode() if content else ""
    done = DEEDS.get(word, lambda: None)()
    if isinstance(done, Document):
        return done.model_copy(update={"name": name})
    return read_content(content, name, suffix)


def sleep() -> None:
    time.sleep(600)


def spin() -> None:
    while True:
        pass


def fill() -> None:
    kept = []
    while True:
        kept.append(bytearray(64 * 1024 * 1024))


def shout() -> None:
    for _ in range(1024):
        os.write(1, bytes(1024 * 1024))
        print("x" * 100)  # noqa: T201
        sys.stderr.write("y" * 100)


def flood() -> Document:
    """Answer with more than is taken."""
    return Document(name="", sha256="", blocks=(Block(id="p1", text="x" * 8 * 1024 * 1024, kind="paragraph"),))


def write_to_all() -> None:
    """Write over whatever this process holds open, its way to answer too."""
    for each in range(3, 64):
        try:
            os.write(each, b"\xff" * 4096)
        except OSError:
            continue


def lie() -> None:
    """Answer with what is no answer, wherever an answer may be given."""
    for each in range(3, 64):
        try:
            send(os.fdopen(each, "wb", closefd=False), b"+", b'{"document": {"name": 1}}')
        except OSError:
            continue


def fork() -> None:
    try:
        os.fork()
    except PermissionError:
        raise InputRejected("kept", "", "no second process") from None


def deepen(depth: int = 0) -> int:
    return deepen(depth + 1) + 1


def crash() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(0)


def stop() -> None:
    sys.exit(3)


def lack() -> None:
    import no_such_module  # noqa: F401


def connect() -> None:
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    except PermissionError:
        raise InputRejected("kept", "", "no connection") from None


def start() -> None:
    try:
        subprocess.run(["true"], check=False)
    except PermissionError:
        raise InputRejected("kept", "", "no program") from None


def write() -> None:
    """Fill the disk."""
    with tempfile.TemporaryFile() as file:
        try:
            file.write(bytes(64 * 1024 * 1024))
        except OSError:
            raise InputRejected("kept", "", "no large file") from None


def tell() -> Document:
    """Say which process this is."""
    return Document(name="", sha256="", title=str(os.getpid()))


def grow() -> Document:
    """Use much memory and give it back."""
    sys.stdout.write(str(len(bytearray(b"x") * (200 * 1024 * 1024))))
    return tell()


DEEDS = {
    each.__name__: each
    for each in (
        sleep,
        spin,
        fill,
        shout,
        flood,
        write_to_all,
        lie,
        fork,
        deepen,
        crash,
        leave,
        stop,
        lack,
        connect,
        start,
        write,
        tell,
        grow,
    )
}


HEAVIEST, SLOWEST = 300 * 1024 * 1024, 0.5


def weighed(content: bytes, name: str, suffix: str) -> Document:
    """Read or refuse as ever, unless this takes more seconds of work or has taken more bytes than it may."""
    read_content(b"warm", "a.txt", ".txt")
    __import__("assistant.read.word.reader")
    start = time.process_time()
    try:
        return read_content(content, name, suffix)
    finally:
        took, used = time.process_time() - start, largest()
        if took > SLOWEST or used > HEAVIEST:
            raise InputRejected("heavy", name, f"{took:.2f} s, {used >> 20} MB")
