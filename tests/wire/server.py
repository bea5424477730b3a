"""An HTTP server on loopback that records the bytes of requests and replies with given bytes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A received request; header names are in lower case."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def target(self) -> str:
        """Path and query, as sent."""
        return self.line.split(" ")[1]


@dataclass(slots=True)
class RecordingServer:
    """A running server; it sends `responses` in turn, and repeats the last one."""

    url: str
    requests: list[ReceivedRequest] = field(default_factory=list)
    responses: list[bytes] = field(default_factory=lambda: [response(204)])

    def next_response(self) -> bytes:
        """Return the bytes of the next response."""
        return self.responses.pop(0) if len(self.responses) > 1 else self.responses[0]

    @property
    def last(self) -> ReceivedRequest:
        """The last request."""
        return self.requests[-1]


def response(
    status: int,
    body: bytes = b"",
    content_type: str = "application/json",
    **headers: str,
) -> bytes:
    """Return the bytes of a response; `_` in names of headers becomes `-`."""
    fields = {"content-length": str(len(body)), **headers}
    if body and content_type:
        fields = {"content-type": content_type, **fields}
    if status == 204:
        del fields["content-length"]
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([f"HTTP/1.1 {status} Reason", *lines, "", ""]).encode() + body


def chunked_response(
    *chunks: bytes, content_type: str, status: int = 200, cut: bool = False
) -> bytes:
    """Return the bytes of a chunked response; one that is cut off lacks the final empty chunk."""
    head = f"HTTP/1.1 {status} Reason\r\ncontent-type: {content_type}\r\ntransfer-encoding: chunked\r\n"
    head += "connection: close\r\n\r\n" if cut else "\r\n"
    sized = [b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks if chunk]
    return b"".join([head.encode(), *sized, b"" if cut else b"0\r\n\r\n"])


@contextmanager
def run_server() -> Iterator[RecordingServer]:
    """Run a server on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = RecordingServer(f"http://127.0.0.1:{listener.getsockname()[1]}")
    thread = threading.Thread(target=_accept, args=(listener, server), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        # Ends `accept`: the thread must not use the descriptor, which the next server may get.
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        thread.join(1)
        listener.close()


def _accept(listener: socket.socket, server: RecordingServer) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threading.Thread(
                target=_serve, args=(connection, server), daemon=True
            ).start()


def _serve(connection: socket.socket, server: RecordingServer) -> None:
    """Serve the requests of a connection until the client closes it."""
    with connection, suppress(OSError), connection.makefile("rb") as stream:
        while line := stream.readline().decode("latin-1").rstrip("\r\n"):
            headers = dict(_read_headers(stream))
            body = _read_body(stream, headers)
            server.requests.append(ReceivedRequest(line, headers, body))
            reply = server.next_response()
            connection.sendall(reply)
            if b"connection: close\r\n" in reply:
                return


def _read_headers(stream: socket.SocketIO) -> Iterator[tuple[str, str]]:
    while line := stream.readline().decode("utf-8", "surrogateescape").rstrip("\r\n"):
        name, _, value = line.partition(":")
        yield name.lower(), value.strip()


def _read_body(stream: socket.SocketIO, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return stream.read(int(headers.get("content-length", 0)))
    body = b""
    while size := _read_chunk_size(stream):
        body += stream.read(size)
        stream.readline()
    stream.readline()
    return body


def _read_chunk_size(stream: socket.SocketIO) -> int:
    line = stream.readline()
    if not line:
        raise ConnectionError("the body is incomplete")
    return int(line, 16)
