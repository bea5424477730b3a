"""Corrupt the bytes of a document as disks, editors and merges do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

# Inserted at random offsets: invalid UTF-8, YAML and JSON syntax, deep nesting.
FRAGMENTS: tuple[bytes, ...] = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\t",
    b"\r",
    b"\n",
    b"\n---\n",
    b"\n...\n",
    b"%YAML 9.9\n---\n",
    b"&a ",
    b"*a",
    b"<<: *a\n",
    b"<<: {x: 1}\n",
    b"!!python/object/apply:os.system ",
    b"!!binary ",
    b"!<tag:x> ",
    b"? ",
    b": ",
    b"- ",
    b"[",
    b"]",
    b"{",
    b"}",
    b'"',
    b"'",
    b"|",
    b">-\n",
    b"#",
    b",",
    b"\\",
    b'"\\ud800"',
    b'"\\u"',
    b"NaN",
    b"1e999",
    b"0x",
    b"-",
    b"\xe2\x80\xa8",
    b"\xc2\x85",
    b"[" * 300,
    b"{a: " * 300,
)


def corrupt(data: bytes, random: Random) -> bytes:
    """Return the bytes with one or two random changes."""
    for _ in range(random.randint(1, 2)):
        data = random.choice(CHANGES)(data, random)
    return data


def _offset(data: bytes, random: Random) -> int:
    return random.randint(0, len(data))


def _insert(data: bytes, random: Random) -> bytes:
    offset = _offset(data, random)
    return data[:offset] + random.choice(FRAGMENTS) + data[offset:]


def _delete(data: bytes, random: Random) -> bytes:
    offset = _offset(data, random)
    return data[:offset] + data[offset + random.randint(1, 40) :]


def _truncate(data: bytes, random: Random) -> bytes:
    return data[: _offset(data, random)]


def _replace_byte(data: bytes, random: Random) -> bytes:
    offset = random.randrange(len(data)) if data else 0
    return data[:offset] + bytes([random.randrange(256)]) + data[offset + 1 :]


def _repeat_line(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    index = random.randrange(len(lines))
    lines.insert(index, lines[random.randrange(len(lines))])
    return b"".join(lines)


def _indent_line(data: bytes, random: Random) -> bytes:
    """Indent or dedent one line."""
    lines = data.splitlines(keepends=True) or [b""]
    index = random.randrange(len(lines))
    indented = random.choice([b" ", b"\t", b"  "]) + lines[index]
    lines[index] = random.choice([indented, lines[index].removeprefix(b"  ")])
    return b"".join(lines)


def _reencode(data: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    encoding = random.choice(["utf-16", "utf-32", "utf-16-le", "cp1252"])
    return text.encode(encoding, "replace")


Change = Callable[[bytes, Random], bytes]
# Insertion finds the most faults, hence twice.
CHANGES: tuple[Change, ...] = (
    _insert,
    _insert,
    _delete,
    _truncate,
    _replace_byte,
    _repeat_line,
    _indent_line,
    _reencode,
)
