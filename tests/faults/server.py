"""A server on loopback that follows a script of faults and records the requests."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.faults.actions import (
    Actions,
    End,
    Pause,
    Receive,
    ReceivedRequest,
    Responder,
)

# Maximum seconds for which a stalled connection stays open.
MAX_STALL_SECONDS = 30.0


@dataclass(slots=True)
class ServerScript:
    """Behaviour of one listener address, and the requests that it received."""

    # One per request, whatever its connection; the last one repeats.
    responses: tuple[Responder, ...]
    # One per connection, before a request is read; later connections have none.
    greetings: tuple[Actions, ...] = ()
    url: str = ""
    requests: list[ReceivedRequest] = field(default_factory=list)
    connections: int = 0
    open_connections: int = 0
    # Used after the greeting, so that a greeting can break the handshake.
    tls: ssl.SSLContext | None = None

    def next_greeting(self) -> Actions:
        """Count a new connection and return its greeting."""
        self.connections += 1
        index = self.connections - 1
        return self.greetings[index] if index < len(self.greetings) else ()

    def next_response(self, request: ReceivedRequest) -> Actions:
        """Record a request and return its response."""
        self.requests.append(request)
        index = min(len(self.requests), len(self.responses)) - 1
        responder = self.responses[index]
        return responder(request) if callable(responder) else responder


class FaultServer:
    """An event loop in a background thread that serves scripts."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda loop, context: None)
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    @contextmanager
    def serve(
        self, script: ServerScript, scheme: str = "http"
    ) -> Iterator[ServerScript]:
        """Listen on a free port while the context lasts."""
        listener = self._wait(self._listen(script))
        port = listener.sockets[0].getsockname()[1]
        script.url = f"{scheme}://127.0.0.1:{port}"
        try:
            yield script
        finally:
            self._loop.call_soon_threadsafe(listener.close)

    async def _listen(self, script: ServerScript) -> asyncio.base_events.Server:
        async def connected(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter
        ) -> None:
            await _serve(script, reader, writer)

        return await asyncio.start_server(connected, "127.0.0.1", 0, backlog=512)

    def _wait(self, coroutine: object) -> asyncio.base_events.Server:
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)  # type: ignore[arg-type]
        return future.result()  # type: ignore[no-any-return]

    def close(self) -> None:
        """Close all connections and stop the thread."""
        asyncio.run_coroutine_threadsafe(_cancel_tasks(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _cancel_tasks() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _serve(
    script: ServerScript, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Serve the requests of one connection."""
    script.open_connections += 1
    try:
        with suppress(OSError, asyncio.IncompleteReadError, ValueError):
            await _perform(script.next_greeting(), reader, writer)
            if script.tls is not None and not writer.is_closing():
                await writer.start_tls(script.tls)
            while not writer.is_closing():
                request = await _read_request(reader)
                await _perform(script.next_response(request), reader, writer)
    finally:
        script.open_connections -= 1
        with suppress(OSError, ssl.SSLError):
            writer.close()


async def _perform(
    actions: Actions, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    for action in actions:
        match action:
            case bytes():
                writer.write(action)
                await writer.drain()
            case Pause():
                await asyncio.sleep(action.seconds)
            case Receive():
                await reader.readexactly(action.size)
            case End.STALL:
                with suppress(TimeoutError):
                    await asyncio.wait_for(reader.read(), MAX_STALL_SECONDS)
                writer.close()
            case End.CLOSE:
                writer.close()
            case End.ABORT:
                writer.transport.abort()
            case End.RESET:
                _reset(writer)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close a connection with RST."""
    # A linger time of zero makes the kernel send RST instead of FIN.
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _read_request(reader: asyncio.StreamReader) -> ReceivedRequest:
    """Return the next request; raise if the client closes the connection."""
    text = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *lines = text.rstrip("\r\n").split("\r\n")
    pairs = (entry.partition(":") for entry in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return ReceivedRequest(line, headers, body)
