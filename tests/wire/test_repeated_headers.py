"""Response headers that a server sends several times, and cookies, which no repr or log shows."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import (
    TRANSPORTS,
    catch_error,
    generate_package,
    import_submodule,
)
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /login:
    post:
      operationId: login
      tags: [sessions]
      responses:
        '200': {description: Done., content: {application/json: {schema: {type: string}}}}
        '401': {description: Wrong.}
  /log:
    get:
      operationId: readLog
      tags: [sessions]
      responses: {'200': {description: Log., content: {text/event-stream: {}}}}
"""
COOKIES = ("a=SECRET1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=SECRET2; HttpOnly")


def repeat_headers(reply: bytes) -> bytes:
    """Return a response with two cookies and a repeated `Vary` header."""
    head, _, rest = reply.partition(b"\r\n")
    cookies = b"".join(b"Set-Cookie: %b\r\n" % c.encode() for c in COOKIES)
    return head + b"\r\n" + cookies + b"Vary: Accept\r\nVary: Origin\r\n" + rest


def read_repeated(result: Any) -> list[Any]:
    return [
        [*map(str, result.get_headers("Set-Cookie"))],
        result.get_headers("vary"),
        result.get_headers("x-none"),
        result.headers["vary"],
        str(result.headers["set-cookie"]).split("\n"),
    ]


EXPECTED = [[*COOKIES], ("Accept", "Origin"), (), "Accept, Origin", [*COOKIES]]


async def login_async(acme: ModuleType, **settings: Any) -> Any:
    async with acme.AsyncAcme(**settings) as client:
        return await client.raw(client.sessions.login)()


def login(acme: ModuleType, **settings: Any) -> list[Any]:
    """Return the raw responses of both clients."""
    with acme.Acme(**settings) as client:
        result = client.raw(client.sessions.login)()
    return [result, asyncio.run(login_async(acme, **settings))]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_raw_response_has_each_value(server: RecordingServer, transport: str) -> None:
    server.responses[:] = [repeat_headers(response(200, b'"ok"'))]
    acme = generate_package(DOCUMENT)
    results = login(acme, base_url=server.url, transport=transport)
    assert [*map(read_repeated, results)] == [EXPECTED] * 2


def test_error_has_each_value(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT)
    server.responses[:] = [repeat_headers(response(401))]
    error = catch_error(acme, server, lambda c: c.sessions.login(), acme.APIError)
    assert read_repeated(error) == EXPECTED
    assert read_repeated(pickle.loads(pickle.dumps(error))) == EXPECTED


def test_stream_has_each_value(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT)
    server.responses[:] = [
        repeat_headers(response(200, b"data: x\n\n", "text/event-stream"))
    ]
    with acme.Acme(base_url=server.url) as client, client.sessions.read_log() as stream:
        assert read_repeated(stream) == EXPECTED


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("status", [200, 401])
def test_no_repr_or_log_shows_cookies(
    server: RecordingServer,
    caplog: pytest.LogCaptureFixture,
    transport: str,
    status: int,
) -> None:
    acme = generate_package(DOCUMENT)
    server.responses[:] = [repeat_headers(response(status, b'"ok"'))]
    seen: list[Any] = []
    hooks = [acme.Hooks(response=lambda attempt: seen.append(attempt.headers))]
    with (
        caplog.at_level(logging.DEBUG),
        acme.Acme(base_url=server.url, transport=transport, hooks=hooks) as client,
    ):
        try:
            result = client.raw(client.sessions.login)()
        except acme.APIError as error:
            result = error
    values = result.get_headers("set-cookie")
    assert len(values) == 2
    shown = [result, result.headers, values, copy.deepcopy(result.headers)]
    texts = [
        *map(repr, shown),
        *map(str, shown),
        caplog.text,
        *map(str, seen[0].values()),
    ]
    assert "SECRET" not in " ".join(texts)
    assert transport != "httpx2" or "b'Set-Cookie', b'***'" in caplog.text


def test_fake_transport_repeats_headers() -> None:
    acme = generate_package(DOCUMENT)
    testing = import_submodule(acme, "testing")
    scripted = testing.response(
        200, "ok", set_cookie=COOKIES, vary=["Accept", "Origin"]
    )
    recorder = testing.Recorder(testing.FakeTransport(scripted))
    client = acme.Acme(base_url="http://localhost", transport=recorder)
    assert read_repeated(client.raw(client.sessions.login)()) == EXPECTED
    replay = testing.FakeTransport(*recorder.responses)
    client = acme.Acme(base_url="http://localhost", transport=replay)
    assert read_repeated(client.raw(client.sessions.login)()) == EXPECTED


def test_transport_with_a_plain_mapping() -> None:
    acme = generate_package(DOCUMENT)
    testing = import_submodule(acme, "testing")
    scripted = testing.Response(200, {"Set-Cookie": COOKIES[0]}, b'"ok"')
    client = acme.Acme(
        base_url="http://localhost", transport=testing.FakeTransport(scripted)
    )
    raw = client.raw(client.sessions.login)()
    assert raw.get_headers("set-cookie") == (COOKIES[0],)
    assert "SECRET" not in repr(raw.headers)
