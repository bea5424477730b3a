"""Secrets, and where they must not be seen: in output, in logs, and in all that an exception shows."""

from __future__ import annotations

import logging
import os
import pickle
import re
import sys
import traceback
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryFile
from types import FrameType
from urllib.parse import unquote, unquote_plus

TOKEN = "sk_q7F+zK/31vX=8pLw"
KEY = "key_n4R+dT/92mB=6cHy"
SESSION = "ses_w8J+gP/57sV=3kQe"
SECRETS = {TOKEN, KEY, SESSION}
DEPTH = 3
"""Encodings inside one another that are decoded."""
LONG = 1 << 14
"""Characters of a text in which encodings inside one another are not searched for."""
_ENCODED = re.compile(r"[\\%&]|[A-Za-z0-9+/_-]{8}")
_JSON_UNIT = re.compile(r"\\+u([0-9a-fA-F]{4})")
_HEX_BYTE = re.compile(r"\\+x([0-9a-fA-F]{2})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{4,}")
_BREAK = re.compile(r"\\+[rn]|[\r\n]")


def _json_decoded(text: str) -> str:
    units = _JSON_UNIT.sub(lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\\+([^\\])", r"\1", units)


def _bytes_decoded(text: str) -> str:
    return _HEX_BYTE.sub(lambda match: chr(int(match[1], 16)), text)


DECODERS = (_json_decoded, _bytes_decoded, unquote, unquote_plus, unescape)


def _decoded(text: str) -> set[str]:
    """Return a text and what it says once its escapes are decoded, in any order."""
    texts = newest = {text}
    for _ in range(DEPTH if len(text) < LONG else 1):
        newest = {d(text) for text in newest for d in DECODERS} - texts
        texts = texts | newest
    return texts


def _in_base64(text: str) -> Iterator[bytes]:
    """Return what the base64 in a text says, from each of four characters on."""
    for unbroken in {text, _BREAK.sub("", text)}:
        for run in _BASE64.findall(unbroken):
            plain = run.replace("-", "+").replace("_", "/")
            for start in range(4):
                whole = plain[start : start + (len(plain) - start) // 4 * 4]
                rest = plain[start + len(whole) :]
                more = rest + "=" * (4 - len(rest)) if len(rest) > 1 else ""
                yield b64decode(whole + more)


@lru_cache(64)
def _expanded(text: str) -> tuple[frozenset[str], bytes]:
    """Return a text in all its decoded forms, and all that their base64 says."""
    texts = frozenset(_decoded(text))
    return texts, b"\n".join(inner for one in texts for inner in _in_base64(one))


def reveals(text: str, secret: str) -> bool:
    """Return whether a text contains a secret, literally or in an encoding."""
    if secret in text:
        return True
    if not _ENCODED.search(text):
        return False
    texts, data = _expanded(text)
    return any(secret in one for one in texts) or secret.encode() in data


def secrets_in(text: str) -> set[str]:
    """The secrets that a text shows, in any form."""
    return {secret for secret in SECRETS if reveals(text, secret)}


def shown(error: BaseException) -> str:
    """All that can be seen of an exception: its texts, its attributes, its traceback with all locals, its pickle."""
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    others = (frame for frame in frames if not _is_of_tests(frame))
    seen = (_seen(value) for frame in others for value in frame.f_locals.values())
    return "\n".join([text_of(error), *seen, *_contents(error)])


def _contents(error: BaseException) -> Iterator[str]:
    """Return the attributes of an exception and its pickle, as text without null bytes."""
    yield from map(_seen, vars(error).values())
    exchange = getattr(error, "exchange", None)
    yield str(getattr(exchange, "headers", ""))
    with suppress(Exception):
        yield pickle.dumps(error).replace(b"\0", b"").decode("latin-1")
    yield getattr(error, "raw", b"").replace(b"\0", b"").decode("latin-1")


def text_of(error: BaseException) -> str:
    """The texts of an exception, and its traceback."""
    return "\n".join([repr(error), *traceback.format_exception(error)])


def _seen(value: object) -> str:
    """What a log of locals shows of one."""
    try:
        return repr(value)
    except Exception as error:  # noqa: BLE001
        return f"no repr: {error}"


def _is_of_tests(frame: FrameType) -> bool:
    """Whether a frame is one of these tests, which know the secrets."""
    return frame.f_code.co_filename.startswith(str(Path(__file__).parent))


class Heard(logging.Handler):
    """Every log record of the process, as text."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        text = self.format(record)
        if record.exc_info and record.exc_info[1]:
            text += shown(record.exc_info[1])
        self.lines.append(text)


@contextmanager
def hearing() -> Iterator[Heard]:
    """While it lasts, every logger tells all it can."""
    heard, root = Heard(), logging.getLogger()
    before = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        root.removeHandler(heard)
        root.setLevel(before)


@dataclass
class Printed:
    """What the process writes to its output, and a way past that to the real one."""

    real: int
    text: str = ""

    def tell(self, line: str) -> None:
        """Write a line to the real output."""
        os.write(self.real, f"{line}\n".encode())


@contextmanager
def printed() -> Iterator[Printed]:
    """While it lasts, all output is kept, also that of code that is not Python."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    found = Printed(kept[0])
    with TemporaryFile("w+b") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            yield found
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for descriptor, old in enumerate(kept, 1):
                os.dup2(old, descriptor)
                os.close(old)
            file.seek(0)
            found.text = file.read().decode("utf-8", "replace")
