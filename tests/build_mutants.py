"""Files spoilt in one or a few ways: bytes, the zip around them, and the XML in it as XML."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from random import Random

_MARK = re.compile(rb"<[^<>]*>|\s[\w:]+=\"[^\"]*\"")
_TAG = re.compile(rb"<([\w:]+)((?:\s[^<>]*)?)>")
_VALUE = re.compile(rb"\"([^\"]*)\"")
_NUMBER = re.compile(rb"\"-?\d[\d.]*\"")
_TEXT = re.compile(rb">([^<>]+)<")
ODD_NUMBERS = (
    b"-1",
    b"0",
    b"2000000000",
    b"-9223372036854775809",
    b"1e309",
    b"nan",
    b"",
    b"9" * 5000,
    "\u0663".encode(),
)
ODD_TEXTS = (
    b"&#x1F600;",
    b"&#0;",
    b"&#xD800;",
    b"&x;",
    b"\x00",
    b"\xff\xfe",
    b"]]>",
    "\u202e\u200f\U000e0041".encode(),
    b" " * 3000,
)


def flip(data: bytes, dice: Random) -> bytes:
    made = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def cut(data: bytes, dice: Random) -> bytes:
    return data[: dice.randrange(len(data))]


def double(data: bytes, dice: Random) -> bytes:
    at, size = dice.randrange(len(data)), dice.randint(1, 200)
    return data[:at] + data[at : at + size] + data[at:]


def drop(data: bytes, dice: Random) -> bytes:
    """Remove an element's start or end, or an attribute."""
    return _changed(_MARK, data, dice, lambda _: b"")


def swap(data: bytes, dice: Random) -> bytes:
    """Exchange the values of two attributes."""
    found = list(_VALUE.finditer(data))
    if len(found) < 2:
        return cut(data, dice)
    one, two = sorted(dice.sample(found, 2), key=lambda each: each.start())
    return data[: one.start()] + two[0] + data[one.end() : two.start()] + one[0] + data[two.end() :]


def number(data: bytes, dice: Random) -> bytes:
    return _changed(_NUMBER, data, dice, lambda _: b'"%b"' % dice.choice(ODD_NUMBERS))


def text(data: bytes, dice: Random) -> bytes:
    return _changed(_TEXT, data, dice, lambda _: b">%b<" % dice.choice(ODD_TEXTS))


def rename(data: bytes, dice: Random) -> bytes:
    """Give an element, start and end, the name of another."""
    names = sorted({match[1] for match in _TAG.finditer(data)})
    if len(names) < 2:
        return cut(data, dice)
    old, new = dice.sample(names, 2)
    times = dice.choice((1, 0))
    return re.sub(rb"(</?)%b(?=[\s/>])" % re.escape(old), rb"\1" + new, data, count=times * 2)


def element(data: bytes, dice: Random) -> tuple[int, int]:
    """Return where an element starts and ends, as far as a pattern can tell."""
    found = list(_TAG.finditer(data))
    if not found:
        return 0, 0
    match = dice.choice(found)
    end = data.find(b"</%b>" % match[1], match.end())
    return match.start(), match.end() if match[0].endswith(b"/>") or end < 0 else end + len(match[1]) + 3


def repeat(data: bytes, dice: Random) -> bytes:
    start, end = element(data, dice)
    return data[:end] + data[start:end] * dice.choice((1, 5, 50)) + data[end:] if end - start < 2000 else data


def remove(data: bytes, dice: Random) -> bytes:
    start, end = element(data, dice)
    return data[:start] + data[end:]


def move(data: bytes, dice: Random) -> bytes:
    """Put an element where another starts."""
    start, end = element(data, dice)
    rest, moved = data[:start] + data[end:], data[start:end]
    at, _ = element(rest, dice)
    return rest[:at] + moved + rest[at:]


def nest(data: bytes, dice: Random) -> bytes:
    """Put an element into itself, many deep."""
    found = list(_TAG.finditer(data))
    if not found:
        return cut(data, dice)
    match, deep = dice.choice(found), dice.choice((2, 40, 200, 400))
    if match[0].endswith(b"/>"):
        return data
    return data[: match.start()] + match[0] * deep + (b"</%b>" % match[1]) * deep + data[match.start() :]


def declare(data: bytes, dice: Random) -> bytes:
    begins = (
        b"<!DOCTYPE x>",
        b'<?xml version="1.0" encoding="utf-16"?>',
        b'<?xml version="1.1"?>',
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\n",
    )
    return dice.choice(begins) + data


def _changed(pattern: re.Pattern[bytes], data: bytes, dice: Random, to: Callable[[bytes], bytes]) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return cut(data, dice)
    match = dice.choice(found)
    return data[: match.start()] + to(match[0]) + data[match.end() :]


IN_PARTS = (flip, cut, double, drop, swap, number, number, text, rename, repeat, remove, move, nest, declare)


def mutant(content: bytes, dice: Random) -> bytes:
    """Return a zip file with some of its parts, its directory, or its bytes spoilt."""
    if dice.random() < 0.05:
        return dice.choice((flip, cut, double))(content, dice)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        at = dice.randrange(len(files))
        name, data = files[at]
        files[at] = (name, dice.choice(IN_PARTS)(data or b"<", dice))
    if dice.random() < 0.15:
        _spoil_list(files, dice)
    made = bytearray(_zipped(files))
    if dice.random() < 0.1:
        _spoil_directory(made, dice)
    return bytes(made)


def _spoil_list(files: list[tuple[str, bytes]], dice: Random) -> None:
    """Lose a part, empty one, give one another's content, or list one twice."""
    one, two = dice.randrange(len(files)), dice.randrange(len(files))
    what = dice.randrange(4)
    if what == 0 and len(files) > 1:
        del files[one]
    elif what == 1:
        files[one] = (files[one][0], b"")
    elif what == 2:
        files[one] = (files[one][0], files[two][1])
    else:
        files.append((files[one][0].swapcase(), files[two][1]))


def _spoil_directory(made: bytearray, dice: Random) -> None:
    """Change a field of an entry of the directory: flags, method, checksum, a size, or where it is."""
    entries = [found.start() for found in re.finditer(b"PK\x01\x02", bytes(made))]
    field, size = dice.choice(((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (42, 4)))
    value = dice.choice((0, 1, 8, 0xFFFF, dice.randrange(1 << 16)))
    struct.pack_into("<H" if size == 2 else "<I", made, dice.choice(entries) + field, value)


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return held.getvalue()
