"""Serve an ASGI application with uvicorn."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import h11
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from specpress.mock.delivery import ABORT_EXTENSION

log = logging.getLogger("specpress.mock")
# Seconds without data from a client that has not completed its request.
IDLE_TIMEOUT = 30.0
# Seconds for pending responses when the server stops.
SHUTDOWN_TIMEOUT = 1
# Open files besides connections.
RESERVED_FILES = 64
MAX_CONNECTIONS = 500


class MockProtocol(H11Protocol):
    """The HTTP protocol of uvicorn, with limits and with an extension to close the connection.

    ASGI defines no event for that, and fault injection needs it.
    """

    idle_timeout = IDLE_TIMEOUT
    max_connections = MAX_CONNECTIONS
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Add the extension to the application's scope; close connections above the limit."""
        super().connection_made(transport)
        self.app = _add_abort_extension(self.app, transport)
        if len(self.connections) > self.max_connections:
            log.warning("too many connections: one is closed")
            transport.abort()
        self._start_timer()

    def data_received(self, data: bytes) -> None:
        """Read a part of a request."""
        self._start_timer()
        try:
            super().data_received(data)
        except Exception as error:  # noqa: BLE001
            log.error("cannot read a request: %s: %s", type(error).__name__, error)
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop the timer."""
        self._stop_timer()
        super().connection_lost(exc)

    def _start_timer(self) -> None:
        self._stop_timer()
        self._timer = self.loop.call_later(self.idle_timeout, self._close_idle)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def _close_idle(self) -> None:
        """Close the connection if the server waits for the rest of a request."""
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self.transport.abort()
        else:
            self._start_timer()


def _add_abort_extension(app: ASGIApp, transport: asyncio.Transport) -> ASGIApp:
    async def extended(scope: Scope, receive: Receive, send: Send) -> None:
        # `close` still flushes buffered data; `abort` would discard it.
        extensions = {**scope.get("extensions", {}), ABORT_EXTENSION: transport.close}
        await app({**scope, "extensions": extensions}, receive, send)

    return extended


def server_config(app: ASGIApp, log_level: str = "warning") -> uvicorn.Config:
    """Return the configuration of uvicorn for `app`."""
    return uvicorn.Config(
        app,
        http=MockProtocol,
        ws="none",
        lifespan="off",
        log_level=log_level,
        access_log=False,
        timeout_graceful_shutdown=SHUTDOWN_TIMEOUT,
    )


def open_socket(host: str, port: int) -> socket.socket:
    """Return a listening socket.

    Raises:
        OSError: The port is in use, or `host` is not an address of this machine.
        ValueError: `host` is not a name of a host.
    """
    if not host or "\0" in host:
        raise ValueError("the host contains NUL" if host else "the host is empty")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except TypeError as error:
        # Python's answer to a name that IDNA cannot encode.
        raise ValueError("this is not a name of a host") from error


def count_allowed_connections() -> int:
    """Return the number of connections for which the process can open files."""
    try:
        import resource
    except ImportError:  # Windows
        return MAX_CONNECTIONS
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    is_limited = 0 <= files < MAX_CONNECTIONS + RESERVED_FILES
    return max(files - RESERVED_FILES, 1) if is_limited else MAX_CONNECTIONS


def serve(app: ASGIApp, sock: socket.socket) -> None:
    """Serve until the process is interrupted."""
    MockProtocol.max_connections = count_allowed_connections()
    with suppress(KeyboardInterrupt):
        uvicorn.Server(server_config(app)).run(sockets=[sock])


@contextmanager
def serve_in_background(app: ASGIApp, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve on a free port while the context is active, and yield the URL."""
    sock = open_socket(host, 0)
    server = uvicorn.Server(server_config(app, "critical"))
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [sock]}, daemon=True
    )
    thread.start()
    try:
        # The socket already listens, so early requests wait instead of failing.
        yield f"http://{host}:{sock.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        sock.close()
