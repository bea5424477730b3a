"""Failures to connect. No request was sent, so the client retries and reports that none arrived."""

from __future__ import annotations

import socket
from functools import cache
from typing import Any

from extend_client import Timeout

from tests.faults.case import Case, Expected, expect_connection_error, expect_timeout
from tests.faults.server import ServerScript

NO_RETRIES = {"max_retries": 0}
# Sockets that must stay open while the tests run.
_OPEN_SOCKETS: list[socket.socket] = []


@cache
def refusing_url() -> str:
    """Return a URL whose port is closed, and stays closed while the tests run."""
    # A bound socket that does not listen keeps other servers from this port.
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    _OPEN_SOCKETS.append(bound)
    return f"http://127.0.0.1:{bound.getsockname()[1]}"


@cache
def unresponsive_url() -> str:
    """Return a URL to which connecting never succeeds."""
    # Connections beyond the backlog of a listener that never accepts get no response.
    listener = socket.create_server(("127.0.0.1", 0), backlog=0)
    address = listener.getsockname()
    _OPEN_SOCKETS.append(listener)
    for _ in range(4):
        pending = socket.socket()
        pending.setblocking(False)
        pending.connect_ex(address)
        _OPEN_SOCKETS.append(pending)
    return f"http://127.0.0.1:{address[1]}"


def check_retried(error: Any, script: ServerScript) -> object:
    """Check that there were two attempts."""
    return error.attempts != 2 and f"{error.attempts} attempts instead of 2"


CASES = [
    Case(
        number=101,
        title="connection refused",
        behaviour="Does not listen.",
        url=refusing_url(),
        settings={"max_retries": 1},
        expected=expect_connection_error(False, requests=0, check=check_retried),
    ),
    Case(
        number=102,
        title="host that does not exist",
        behaviour="Has a name without an address.",
        url="http://nobody.invalid",
        settings=NO_RETRIES,
        expected=expect_connection_error(False, requests=0),
    ),
    Case(
        number=103,
        title="connect timeout",
        behaviour="Has a full backlog, so that connecting never succeeds.",
        url=unresponsive_url(),
        settings={"timeout": Timeout(connect=0.5), **NO_RETRIES},
        expected=expect_timeout(False, requests=0),
    ),
    Case(
        number=104,
        title="connect timeout, single timeout for the call",
        behaviour="Has a full backlog, so that connecting never succeeds.",
        url=unresponsive_url(),
        settings={"timeout": 1.0, **NO_RETRIES},
        expected=expect_timeout(False, requests=0),
        expected_by_library={"pyreqwest": expect_timeout(None, requests=0)},
    ),
    Case(
        number=105,
        title="invalid port",
        behaviour="Has an invalid URL. The client rejects it before anything is sent.",
        url="http://127.0.0.1:99999",
        settings=NO_RETRIES,
        expected=Expected(outcome="ValueError", requests=0),
    ),
]
