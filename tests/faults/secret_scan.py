"""Search for secrets in output, logs and exceptions."""

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
# Nested encodings that are decoded.
MAX_DEPTH = 3
# Longer texts are decoded once only: each level multiplies the time.
MAX_NESTED_LENGTH = 1 << 14
_ENCODED = re.compile(r"[\\%&]|[A-Za-z0-9+/_-]{8}")
_JSON_UNIT = re.compile(r"\\+u([0-9a-fA-F]{4})")
_HEX_BYTE = re.compile(r"\\+x([0-9a-fA-F]{2})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{4,}")
_FILLERS = re.compile(r"x{64,}|z{64,}|0{64,}|\[{64,}|\]{64,}")
_BREAK = re.compile(r"\\+[rn]|[\r\n]")


def _json_decoded(text: str) -> str:
    units = _JSON_UNIT.sub(lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\\+([^\\])", r"\1", units)


def _bytes_decoded(text: str) -> str:
    return _HEX_BYTE.sub(lambda match: chr(int(match[1], 16)), text)


DECODERS = (_json_decoded, _bytes_decoded, unquote, unquote_plus, unescape)


def _decoded(text: str) -> set[str]:
    """Return a text and its decoded forms, with the escapes decoded in any order."""
    texts = newest = {text}
    for _ in range(MAX_DEPTH if len(text) < MAX_NESTED_LENGTH else 1):
        newest = {d(text) for text in newest for d in DECODERS} - texts
        texts = texts | newest
    return texts


def _in_base64(text: str) -> Iterator[bytes]:
    """Yield the bytes of the base64 in a text, decoded from each of four offsets.

    A secret may begin at any byte of the encoded data, so every alignment is tried.
    """
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
    """Return the decoded forms of a text, and the bytes of their base64."""
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
    """Return the secrets that a text contains, literally or encoded."""
    # Cases send megabytes of one character. Decoding them takes seconds and cannot reveal a secret.
    shortened = _FILLERS.sub("", text)
    return {secret for secret in SECRETS if reveals(shortened, secret)}


def format_everything(error: BaseException) -> str:
    """Return all visible parts of an exception: text, attributes, pickle, traceback with locals."""
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    client_frames = (frame for frame in frames if not _is_test_frame(frame))
    values = (
        _safe_repr(value)
        for frame in client_frames
        for value in frame.f_locals.values()
    )
    return "\n".join([format_error(error), *values, *_format_contents(error)])


def _format_contents(error: BaseException) -> Iterator[str]:
    """Yield the attributes of an exception and its pickle, as text without null bytes."""
    yield from map(_safe_repr, vars(error).values())
    exchange = getattr(error, "exchange", None)
    yield str(getattr(exchange, "headers", ""))
    with suppress(Exception):
        yield pickle.dumps(error).replace(b"\0", b"").decode("latin-1")
    yield getattr(error, "raw", b"").replace(b"\0", b"").decode("latin-1")


def format_error(error: BaseException) -> str:
    """Return the representation of an exception and its traceback."""
    return "\n".join([repr(error), *traceback.format_exception(error)])


def _safe_repr(value: object) -> str:
    try:
        return repr(value)
    except Exception as error:  # noqa: BLE001
        return f"no repr: {error}"


def _is_test_frame(frame: FrameType) -> bool:
    """Return whether a frame belongs to these tests, whose locals contain the secrets."""
    return frame.f_code.co_filename.startswith(str(Path(__file__).parent))


class LogRecorder(logging.Handler):
    """Handler that keeps every log record of the process as text."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Append the record, with everything that its exception shows."""
        text = self.format(record)
        if record.exc_info and record.exc_info[1]:
            text += format_everything(record.exc_info[1])
        self.lines.append(text)


@contextmanager
def record_logs() -> Iterator[LogRecorder]:
    """Record the logs of all loggers at level DEBUG while the context lasts."""
    recorder, root = LogRecorder(), logging.getLogger()
    previous_level = root.level
    root.addHandler(recorder)
    root.setLevel(logging.DEBUG)
    try:
        yield recorder
    finally:
        root.removeHandler(recorder)
        root.setLevel(previous_level)


@dataclass
class CapturedOutput:
    """Captured output of the process, and the descriptor of the terminal."""

    terminal: int
    text: str = ""

    def print_to_terminal(self, line: str) -> None:
        """Write a line that is not captured."""
        os.write(self.terminal, f"{line}\n".encode())


@contextmanager
def capture_output() -> Iterator[CapturedOutput]:
    """Capture stdout and stderr of the process while the context lasts."""
    sys.stdout.flush()
    sys.stderr.flush()
    originals = os.dup(1), os.dup(2)
    output = CapturedOutput(originals[0])
    # Descriptors are replaced, not sys.stdout: pyreqwest writes from Rust.
    with TemporaryFile("w+b") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            yield output
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for descriptor, original in enumerate(originals, 1):
                os.dup2(original, descriptor)
                os.close(original)
            file.seek(0)
            output.text = file.read().decode("utf-8", "replace")
