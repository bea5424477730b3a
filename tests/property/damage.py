"""Damages the text of a document: what disks, editors and hands do to bytes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

BITS: tuple[bytes, ...] = (
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
"""What may come into a text."""


def damage(data: bytes, chance: Random) -> bytes:
    """The bytes with one or two places changed."""
    for _ in range(chance.randint(1, 2)):
        data = chance.choice(CHANGES)(data, chance)
    return data


def _spot(data: bytes, chance: Random) -> int:
    return chance.randint(0, len(data))


def _insert(data: bytes, chance: Random) -> bytes:
    spot = _spot(data, chance)
    return data[:spot] + chance.choice(BITS) + data[spot:]


def _cut(data: bytes, chance: Random) -> bytes:
    spot = _spot(data, chance)
    return data[:spot] + data[spot + chance.randint(1, 40) :]


def _end(data: bytes, chance: Random) -> bytes:
    return data[: _spot(data, chance)]


def _flip(data: bytes, chance: Random) -> bytes:
    spot = chance.randrange(len(data)) if data else 0
    return data[:spot] + bytes([chance.randrange(256)]) + data[spot + 1 :]


def _repeat(data: bytes, chance: Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    spot = chance.randrange(len(lines))
    lines.insert(spot, lines[chance.randrange(len(lines))])
    return b"".join(lines)


def _shift(data: bytes, chance: Random) -> bytes:
    """A line stands deeper, or less deep."""
    lines = data.splitlines(keepends=True) or [b""]
    spot = chance.randrange(len(lines))
    deeper = chance.choice([b" ", b"\t", b"  "]) + lines[spot]
    lines[spot] = chance.choice([deeper, lines[spot].removeprefix(b"  ")])
    return b"".join(lines)


def _encode(data: bytes, chance: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(
        chance.choice(["utf-16", "utf-32", "utf-16-le", "cp1252"]), "replace"
    )


Change = Callable[[bytes, Random], bytes]
CHANGES: tuple[Change, ...] = (
    _insert,
    _insert,
    _cut,
    _end,
    _flip,
    _repeat,
    _shift,
    _encode,
)
