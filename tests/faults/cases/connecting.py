"""Nobody there, or somebody who does not listen: nothing was sent, so it is tried again, and known not to have arrived."""

from __future__ import annotations

import socket
from functools import cache

from extend_client import Timeout

from tests.faults.case import Case, Expected, late, lost

ONCE = {"max_retries": 0}


@cache
def refusing() -> str:
    """A URL where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


@cache
def deaf() -> str:
    """A URL where connecting never ends: the queue of the listener is full."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=0)
    address = listener.getsockname()
    _KEPT.append(listener)
    for _ in range(4):
        waiting = socket.socket()
        waiting.setblocking(False)
        waiting.connect_ex(address)
        _KEPT.append(waiting)
    return f"http://127.0.0.1:{address[1]}"


_KEPT: list[socket.socket] = []

CASES = [
    Case(
        number=101,
        title="connection refused",
        does="Nobody listens.",
        url=refusing(),
        settings={"max_retries": 1},
        expected=lost(
            False, requests=0, check=lambda e, _: e.attempts != 2 and "not tried again"
        ),
    ),
    Case(
        number=102,
        title="host that does not exist",
        does="The name has no address.",
        url="http://nobody.invalid",
        settings=ONCE,
        expected=lost(False, requests=0),
    ),
    Case(
        number=103,
        title="connecting never ends",
        does="The listener's queue is full.",
        url=deaf(),
        settings={"timeout": Timeout(connect=0.5), **ONCE},
        expected=late(False, requests=0),
    ),
    Case(
        number=104,
        title="connecting never ends, one limit for all",
        does="The listener's queue is full.",
        url=deaf(),
        settings={"timeout": 1.0, **ONCE},
        expected=late(False, requests=0),
        of={"pyreqwest": late(None, requests=0)},
    ),
    Case(
        number=105,
        title="a port that is none",
        does="The URL is wrong: it is refused by name, and nothing is tried.",
        url="http://127.0.0.1:99999",
        settings=ONCE,
        expected=Expected(outcome="ValueError", requests=0),
    ),
]
