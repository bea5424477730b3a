"""Read recordings: exchanges that the transports of a generated package wrote to a file."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from specpress.document import files, json_reader
from specpress.document.load import Positions
from specpress.document.pointers import split_pointer
from specpress.document.problems import DocumentError, Position, Step, document_error
from specpress.document.source_text import SourceText
from specpress.document.uris import display_name

FORMAT, VERSION = "specpress-recording", 1
# Replaces a secret; nothing is known about the value.
HIDDEN = "***"
HINT = "record it with `testing.Recording` of a generated package"


@dataclass(frozen=True, slots=True)
class Message:
    """A request or a response; `headers` has names in lower case, repeated ones joined by commas."""

    headers: dict[str, str]
    body: bytes
    is_json: bool = False
    """True if the file has the body as JSON."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A recorded request with its complete response."""

    method: str
    url: str
    request: Message
    status: int
    response: Message
    index: int
    file: str
    positions: Positions = field(repr=False)

    @property
    def path(self) -> str:
        """Path of the URL."""
        return urlsplit(self.url).path

    @property
    def query(self) -> str:
        """Query of the URL."""
        return urlsplit(self.url).query

    def position(self, part: str = "", pointer: str = "") -> Position:
        """Return the position of the exchange, or of a value in the body of a part."""
        path: tuple[Step, ...] = ("exchanges", self.index)
        message = {"request": self.request, "response": self.response}.get(part)
        if message is not None:
            path += (part,)
        if message is not None and message.is_json and pointer:
            # An index is found as a number only.
            steps = ["json", *split_pointer(pointer)]
            path += tuple(int(s) if s.isdecimal() else s for s in steps)
        return Position(self.file, *self.positions.find(path, False))


def read_recordings(paths: list[Path]) -> list[Exchange]:
    """Return the exchanges of all files; those without a complete response are left out.

    Raises:
        DocumentError: a file cannot be read, or is not a recording.
    """
    return [exchange for path in paths for exchange in _read_file(path)]


def _read_file(path: Path) -> list[Exchange]:
    name = display_name(str(path))
    start = Position(name, 1, 1)
    try:
        text = files.read_file(path, is_named=True).decode()
        tree, positions = json_reader.parse(name, SourceText(text), [])
    except OSError as error:
        message = f"cannot read {name}: {error.strerror or error}"
        raise document_error(start, message, code="unreadable-recording") from error
    except ValueError as error:
        message = f"{name} is not a recording: {error}"
        raise document_error(start, message, HINT, code="not-a-recording") from error
    # Overlays contain the name, but no path of this machine.
    return _read_exchanges(path.name, tree, positions)


def _read_exchanges(name: str, tree: Any, positions: Positions) -> list[Exchange]:
    if not isinstance(tree, dict) or tree.get("format") != FORMAT:
        raise _invalid(Position(name, 1, 1), f'`format` must be "{FORMAT}"')
    if tree.get("version") != VERSION:
        at = Position(name, *positions.find(("version",), False))
        raise _invalid(at, f"`version` must be {VERSION}, got {tree.get('version')!r}")
    entries = tree.get("exchanges")
    if not isinstance(entries, list):
        raise _invalid(Position(name, 1, 1), "`exchanges` must be an array")
    exchanges = []
    for index, entry in enumerate(entries):
        try:
            exchange = _read_exchange(entry, index, name, positions)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            at = Position(name, *positions.find(("exchanges", index), False))
            raise _invalid(at, f"invalid exchange: {error!r}") from error
        exchanges += [] if exchange is None else [exchange]
    return exchanges


def _invalid(at: Position, fault: str) -> DocumentError:
    message = f"{at.file} is not a recording: {fault}"
    return document_error(at, message, HINT, code="not-a-recording")


def _read_exchange(
    entry: Any, index: int, name: str, positions: Positions
) -> Exchange | None:
    request, response = entry["request"], entry.get("response")
    method, url = request["method"].upper(), request["url"]
    # Raises ValueError for text that is no URL.
    urlsplit(url).path.startswith("/")
    if response is None or "incomplete" in response:
        return None
    return Exchange(
        method,
        url,
        _read_message(request),
        _read_status(response["status"]),
        _read_message(response),
        index,
        name,
        positions,
    )


def _read_status(status: Any) -> int:
    if not isinstance(status, int) or not 100 <= status <= 599:
        raise ValueError(f"invalid status {status!r}")
    return status


def _read_message(message: dict[str, Any]) -> Message:
    headers = {
        name.lower(): value if isinstance(value, str) else ", ".join(value)
        for name, value in message.get("headers", {}).items()
    }
    return Message(headers, _read_body(message), "json" in message)


def _read_body(message: dict[str, Any]) -> bytes:
    if "json" in message:
        return json.dumps(message["json"]).encode()
    if "base64" in message:
        return b64decode(message["base64"])
    text: str = message.get("text", "")
    return text.encode()


def has_hidden(value: Any) -> bool:
    """Return whether a value contains redacted text."""
    if isinstance(value, str):
        return HIDDEN in value
    if isinstance(value, dict):
        return any(has_hidden(k) or has_hidden(v) for k, v in value.items())
    return isinstance(value, list) and any(map(has_hidden, value))
