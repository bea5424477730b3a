"""A server on loopback that does what it is told, fault for fault, and keeps what reached it."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.faults.acts import Act, Acting, Asked, End, Pause

LONGEST = 30.0
"""Seconds that a connection is held at most."""


@dataclass(slots=True)
class Site:
    """One listening address: what it does, and what reached it."""

    answers: tuple[Acting, ...]
    """For each request in turn, whichever connection it comes by; the last again and again."""
    greetings: tuple[Act, ...] = ()
    """For each connection in turn, before a request is read; nothing for those after."""
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    open: int = 0
    """Connections that are open now."""
    tls: ssl.SSLContext | None = None
    """After the greeting, the connection is encrypted."""

    def greeting(self) -> Act:
        """What the connection that has just come is met with."""
        self.connections += 1
        index = self.connections - 1
        return self.greetings[index] if index < len(self.greetings) else ()

    def answer(self, asked: Asked) -> Act:
        """What a request is met with."""
        self.asked.append(asked)
        acting = self.answers[min(len(self.asked), len(self.answers)) - 1]
        return acting(asked) if callable(acting) else acting


class FaultServer:
    """Serves sites on a loop in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda loop, context: None)
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    @contextmanager
    def serving(self, site: Site, scheme: str = "http") -> Iterator[Site]:
        """The site while it listens."""
        listening = self._wait(self._listen(site))
        port = listening.sockets[0].getsockname()[1]
        site.url = f"{scheme}://127.0.0.1:{port}"
        try:
            yield site
        finally:
            self._loop.call_soon_threadsafe(listening.close)

    async def _listen(self, site: Site) -> asyncio.base_events.Server:
        async def connected(
            reader: asyncio.StreamReader, writer: asyncio.StreamWriter
        ) -> None:
            await _serve(site, reader, writer)

        return await asyncio.start_server(connected, "127.0.0.1", 0, backlog=512)

    def _wait(self, work: object) -> asyncio.base_events.Server:
        done = asyncio.run_coroutine_threadsafe(work, self._loop)  # type: ignore[arg-type]
        return done.result()  # type: ignore[no-any-return]

    def close(self) -> None:
        """Give up every connection, and stop."""
        asyncio.run_coroutine_threadsafe(_give_up(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _give_up() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _serve(
    site: Site, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """One connection, request after request."""
    site.open += 1
    try:
        with suppress(OSError, asyncio.IncompleteReadError, ValueError):
            await _play(site.greeting(), reader, writer)
            if site.tls is not None and not writer.is_closing():
                await writer.start_tls(site.tls)
            while not writer.is_closing() and (asked := await _request(reader)):
                await _play(site.answer(asked), reader, writer)
    finally:
        site.open -= 1
        with suppress(OSError, ssl.SSLError):
            writer.close()


async def _play(
    act: Act, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    for step in act:
        match step:
            case bytes():
                writer.write(step)
                await writer.drain()
            case Pause():
                await asyncio.sleep(step.seconds)
            case End.HOLD:
                with suppress(TimeoutError):
                    await asyncio.wait_for(reader.read(), LONGEST)
                writer.close()
            case End.CLOSE:
                writer.close()
            case End.CUT:
                writer.transport.abort()
            case End.RESET:
                _reset(writer)


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection at once, without a word: the other side gets RST."""
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _request(reader: asyncio.StreamReader) -> Asked | None:
    """The next request; None where the client goes away."""
    text = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *lines = text.rstrip("\r\n").split("\r\n")
    pairs = (entry.partition(":") for entry in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Asked(line, headers, body)
