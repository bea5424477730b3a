"""Serve an ASGI application with uvicorn."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from specpress.mock.delivery import ABORT_EXTENSION


class MockProtocol(H11Protocol):
    """The HTTP protocol of uvicorn, with an extension to close the connection.

    ASGI defines no event for that, and fault injection needs it.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Add the extension to the application's scope."""
        super().connection_made(transport)
        self.app = _add_abort_extension(self.app, transport)


def _add_abort_extension(app: ASGIApp, transport: asyncio.Transport) -> ASGIApp:
    async def extended(scope: Scope, receive: Receive, send: Send) -> None:
        # `close` still flushes buffered data; `abort` would discard it.
        extensions = {**scope.get("extensions", {}), ABORT_EXTENSION: transport.close}
        await app({**scope, "extensions": extensions}, receive, send)

    return extended


def server_config(app: ASGIApp, log_level: str = "warning") -> uvicorn.Config:
    """Return the configuration of uvicorn for `app`."""
    return uvicorn.Config(
        app, http=MockProtocol, lifespan="off", log_level=log_level, access_log=False
    )


def open_socket(host: str, port: int) -> socket.socket:
    """Return a listening socket.

    Raises:
        OSError: The port is in use, or `host` is not an address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def serve(app: ASGIApp, sock: socket.socket) -> None:
    """Serve until the process is interrupted."""
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
