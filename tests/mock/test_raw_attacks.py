"""Bytes on a socket that are no HTTP, or only a part of it: the server answers the next request."""

from __future__ import annotations

import contextlib
import logging
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from specpress.mock import serving
from tests.mock.serving import MockServer, serve_document

DOCUMENT = """
paths:
  /things:
    get: {responses: {'204': {description: ''}}}
    post:
      requestBody: {content: {application/json: {schema: {type: object}}, '*/*': {}}}
      responses: {'204': {description: ''}, '413': {description: ''}}
"""
HEAD = b"POST /things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
GET = b"GET /things HTTP/1.1\r\nHost: a\r\n"
# Bytes that a client sends before it closes the connection.
ATTACKS = {
    "nothing": b"",
    "an empty line": b"\r\n\r\n",
    "half a request line": b"GET /th",
    "half a head": HEAD,
    "half a body": HEAD + b"Content-Length: 100\r\n\r\n{",
    "half a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    "an invalid chunk size": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "a negative chunk size": HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\n{}\r\n0\r\n\r\n",
    "a huge chunk size": HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 100 + b"\r\n{}",
    "a long chunk extension": HEAD + b"Transfer-Encoding: chunked\r\n\r\n2;" + b"a" * 200_000,
    "a chunk that is too long": HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n",
    "trailers": HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "length and chunks": HEAD + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a negative length": HEAD + b"Content-Length: -1\r\n\r\n",
    "a length that is no number": HEAD + b"Content-Length: many\r\n\r\n",
    "a length of 100 digits": HEAD + b"Content-Length: " + b"9" * 100 + b"\r\n\r\n{}",
    "a huge length": HEAD + b"Content-Length: 99999999999\r\n\r\n{}",
    "an unknown transfer encoding": HEAD + b"Transfer-Encoding: gzip\r\n\r\n{}",
    "a huge header": GET + b"X-A: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "many headers": GET + b"X-A: a\r\n" * 100_000 + b"\r\n",
    "a header without colon": GET + b"X-A\r\n\r\n",
    "a header with a blank": GET + b"X A: a\r\n\r\n",
    "a header with NUL": GET + b"X-A: a\0b\r\n\r\n",
    "a header with CR": GET + b"X-A: a\rb\r\n\r\n",
    "a folded header": GET + b"X-A: a\r\n b\r\n\r\n",
    "no host": b"GET /things HTTP/1.1\r\n\r\n",
    "two hosts": GET + b"Host: b\r\n\r\n",
    "a host that is no host": b"GET /things HTTP/1.1\r\nHost: [::1\r\n\r\n",
    "a long target": b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    "a target with bytes": b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    "a target without slash": b"GET things HTTP/1.1\r\nHost: a\r\n\r\n",
    "an absolute target": b"GET http://a:b:c/things HTTP/1.1\r\nHost: a\r\n\r\n",
    "CONNECT": b"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n",
    "OPTIONS": b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    "TRACE": b"TRACE /things HTTP/1.1\r\nHost: a\r\n\r\n",
    "an unknown method": b"!#$ /things HTTP/1.1\r\nHost: a\r\n\r\n",
    "a method with bytes": b"\xff /things HTTP/1.1\r\nHost: a\r\n\r\n",
    "HTTP/0.9": b"GET /things\r\n",
    "HTTP/1.0": b"GET /things HTTP/1.0\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/9.9": b"GET /things HTTP/9.9\r\nHost: a\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
    "a websocket": GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    "HTTP/2 by upgrade": GET + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: a\r\n\r\n",
    "100-continue without a body": HEAD + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\n",
    "an unknown expectation": HEAD + b"Expect: tea\r\nContent-Length: 2\r\n\r\n{}",
    "100 requests at once": (GET + b"\r\n") * 100,
    "a body of a GET": GET + b"Content-Length: 5\r\n\r\nhello",
    "bytes after a request": GET + b"\r\n" + bytes(range(256)),
    "random bytes": bytes(range(256)) * 300,
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with serve_document(DOCUMENT) as served:
        yield served


def open_connection(server: MockServer) -> socket.socket:
    parts = urlsplit(server.url)
    return socket.create_connection((parts.hostname, parts.port), timeout=30)


def send_and_close(server: MockServer, data: bytes) -> bytes:
    """Send bytes, then the end, and return what the server sends."""
    received = b""
    with open_connection(server) as connection, contextlib.suppress(OSError):
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        while chunk := connection.recv(65536):
            received += chunk
    return received


@pytest.mark.parametrize("name", ATTACKS)
def test_raw_attack(
    server: MockServer, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level(logging.INFO)
    received = send_and_close(server, ATTACKS[name])
    assert b" 500 " not in received
    assert server.request("GET", "/things").status == 204
    for record in caplog.records:
        assert record.exc_info is None
        assert "internal error" not in record.getMessage()


def test_connection_that_is_reset(server: MockServer) -> None:
    """An upload ends with a reset instead of the rest."""
    for _ in range(20):
        connection = open_connection(server)
        linger = b"\1\0\0\0\0\0\0\0"
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        connection.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n" + b"a" * 100_000)
        connection.close()
    assert server.request("GET", "/things").status == 204


def test_body_above_the_limit(server: MockServer) -> None:
    """The rest of the body is discarded, and the connection remains usable."""
    head = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    chunk = b"%x\r\n%s\r\n" % (2**20, b"a" * 2**20)
    received = send_and_close(server, head + chunk * 12 + b"0\r\n\r\n" + GET + b"\r\n")
    assert received.count(b"HTTP/1.1 413 ") == 1
    assert received.count(b"HTTP/1.1 204 ") == 1


def test_half_requests_are_closed(
    server: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving.MockProtocol, "idle_timeout", 0.05)
    for data in (b"", b"GET /th", HEAD + b"Content-Length: 9\r\n\r\n{"):
        with open_connection(server) as connection:
            connection.sendall(data)
            with contextlib.suppress(ConnectionResetError):
                assert connection.recv(100) == b""
    assert server.request("GET", "/things").status == 204


def test_connections_above_the_limit_are_closed(
    server: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving.MockProtocol, "max_connections", 5)
    opened = []
    for _ in range(5):
        opened.append(open_connection(server))
        opened[-1].sendall(GET + b"\r\n")
        assert opened[-1].recv(100).startswith(b"HTTP/1.1 204")
    with open_connection(server) as refused, contextlib.suppress(ConnectionResetError):
        assert refused.recv(100) == b""
    for connection in opened:
        connection.close()
    monkeypatch.undo()
    assert server.request("GET", "/things").status == 204


def test_server_stops_despite_pending_requests(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serve_document(DOCUMENT) as server:
        half, slow = open_connection(server), open_connection(server)
        half.sendall(b"GET /th")
        slow.sendall(GET + b"x-mock-latency: 3000\r\n\r\n")
        assert server.request("GET", "/things").status == 204
    assert [r for r in caplog.records if r.exc_info] == []
    half.close()
    slow.close()
