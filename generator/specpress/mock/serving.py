"""Serving: takes an application, serves it on a socket of this machine."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from specpress.mock.delivery import ABORT


class Protocol(H11Protocol):
    """Lets the application close the connection: a mock must be able to break off."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Tell the application how."""
        super().connection_made(transport)
        self.app = _with_abort(self.app, transport)


def _with_abort(app: ASGIApp, transport: asyncio.Transport) -> ASGIApp:
    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        # What was written is sent, and nothing more.
        extensions = {**scope.get("extensions", {}), ABORT: transport.close}
        await app({**scope, "extensions": extensions}, receive, send)

    return served


def config(app: ASGIApp, level: str = "warning") -> uvicorn.Config:
    """How uvicorn serves it."""
    return uvicorn.Config(
        app, http=Protocol, lifespan="off", log_level=level, access_log=False
    )


def listener(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        OSError: the port is taken, or the host is not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def run(app: ASGIApp, sock: socket.socket) -> None:
    """Serve until the process is told to stop."""
    uvicorn.Server(config(app)).run(sockets=[sock])


@contextmanager
def background(app: ASGIApp, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve on a free port while the context lasts; gives the URL."""
    sock = listener(host, 0)
    server = uvicorn.Server(config(app, "critical"))
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [sock]}, daemon=True
    )
    thread.start()
    try:
        # The socket listens already: a request that comes early waits.
        yield f"http://{host}:{sock.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        sock.close()
