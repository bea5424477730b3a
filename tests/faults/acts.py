"""What the fault server does with a request: bytes to send, pauses, and ways to end; and bytes to build it from."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from tests.sandbox.server import make_run


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that came whole; names of headers in lower case."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def method(self) -> str:
        """The method."""
        return self.line.split(" ")[0]

    @property
    def target(self) -> str:
        """Path and query."""
        return self.line.split(" ")[1]


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing for a while."""

    seconds: float


class End(Enum):
    """What becomes of the connection; without one it waits for the next request."""

    CLOSE = "close"
    CUT = "cut"
    """Closed, and not as TLS says it must be."""
    RESET = "reset"
    HOLD = "hold"
    """Nothing more, until the client goes away."""


Step: TypeAlias = bytes | Pause | End
Act: TypeAlias = tuple[Step, ...]
Acting: TypeAlias = Act | Callable[[Asked], Act]
CLOSE, CUT, RESET, HOLD = End.CLOSE, End.CUT, End.RESET, End.HOLD


def head(status: int = 200, *lines: str, version: str = "1.1") -> bytes:
    """Status line and headers."""
    first = f"HTTP/{version} {status} Told"
    return "\r\n".join([first, *lines, "", ""]).encode("latin-1")


def answer(
    status: int, body: bytes = b"", *lines: str, content_type: str = "application/json"
) -> bytes:
    """A whole answer."""
    told = [f"content-type: {content_type}"] if body else []
    size = [] if status in (204, 304) else [f"content-length: {len(body)}"]
    return head(status, *told, *size, *lines) + body


def chunks(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """A chunked body."""
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + end


def drip(data: bytes, every: float, size: int = 1) -> Act:
    """The data, slowly."""
    steps: list[Step] = []
    for start in range(0, len(data), size):
        steps += [data[start : start + size], Pause(every)]
    return tuple(steps)


def run(status: str = "CANCELLED") -> bytes:
    """The JSON text of a run."""
    return json.dumps(make_run("exr_1", status)).encode()


def refusal(
    code: str = "INVALID_REQUEST",
    retryable: bool | None = False,
    message: str = "It was refused.",
) -> bytes:
    """The JSON text of a documented error; without `retryable` where that is None."""
    told = {"code": code, "message": message, "requestId": "req_1"}
    return json.dumps(
        told if retryable is None else {**told, "retryable": retryable}
    ).encode()


RUN = run()
DONE = (answer(200, RUN),)
THING = b'{"id": "1", "size": 5}'
READ = (answer(200, THING),)
