"""A server on loopback that keeps every request as the bytes that came, and answers with the bytes it is told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, taken apart no further than a test needs; header names in lower case."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def target(self) -> str:
        """What stands between method and version: path and query, as sent."""
        return self.line.split(" ")[1]


@dataclass(slots=True)
class Wire:
    """The server's record; `answers` are given in turn, the last one again and again."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=lambda: [answer(204)])

    def next_answer(self) -> bytes:
        """The bytes of the next answer."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def last(self) -> Asked:
        """The last request."""
        return self.asked[-1]


def answer(
    status: int,
    body: bytes = b"",
    content_type: str = "application/json",
    **headers: str,
) -> bytes:
    """The bytes of an answer; in names of headers `_` stands for `-`."""
    told = {"content-length": str(len(body)), **headers}
    if body and content_type:
        told = {"content-type": content_type, **told}
    if status == 204:
        del told["content-length"]
    lines = [f"{name.replace('_', '-')}: {text}" for name, text in told.items()]
    return "\r\n".join([f"HTTP/1.1 {status} Told", *lines, "", ""]).encode() + body


def parts(
    *chunks: bytes, content_type: str, status: int = 200, cut: bool = False
) -> bytes:
    """The bytes of an answer that comes in chunks; one that is cut off lacks the last, empty one."""
    head = f"HTTP/1.1 {status} Told\r\ncontent-type: {content_type}\r\ntransfer-encoding: chunked\r\n"
    head += "connection: close\r\n\r\n" if cut else "\r\n"
    sized = [b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks if chunk]
    return b"".join([head.encode(), *sized, b"" if cut else b"0\r\n\r\n"])


@contextmanager
def wire() -> Iterator[Wire]:
    """A running server."""
    listener = socket.create_server(("127.0.0.1", 0))
    record = Wire(f"http://127.0.0.1:{listener.getsockname()[1]}")
    threading.Thread(target=_accept, args=(listener, record), daemon=True).start()
    try:
        yield record
    finally:
        listener.close()


def _accept(listener: socket.socket, record: Wire) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threading.Thread(
                target=_serve, args=(connection, record), daemon=True
            ).start()


def _serve(connection: socket.socket, record: Wire) -> None:
    """One connection: requests until the client closes it."""
    with connection, suppress(OSError), connection.makefile("rb") as stream:
        while line := stream.readline().decode("latin-1").rstrip("\r\n"):
            headers = dict(_headers(stream))
            record.asked.append(Asked(line, headers, _body(stream, headers)))
            told = record.next_answer()
            connection.sendall(told)
            if b"connection: close\r\n" in told:
                return


def _headers(stream: socket.SocketIO) -> Iterator[tuple[str, str]]:
    while line := stream.readline().decode("utf-8", "surrogateescape").rstrip("\r\n"):
        name, _, text = line.partition(":")
        yield name.lower(), text.strip()


def _body(stream: socket.SocketIO, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return stream.read(int(headers.get("content-length", 0)))
    body = b""
    while size := int(stream.readline(), 16):
        body += stream.read(size)
        stream.readline()
    stream.readline()
    return body
