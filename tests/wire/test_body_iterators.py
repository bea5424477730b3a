"""Bodies and parts that are read while they are sent, and only once."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from tests.wire.clients import TRANSPORTS, call, generate_package
from tests.wire.files import (
    ACME,
    DOCUMENT,
    INVALID_ARGUMENT,
    PNG,
    SECURITY,
    UPLOAD,
    iterate,
    iterate_async,
    parse_parts,
)
from tests.wire.server import RecordingServer, response

LIBRARIES = pytest.mark.parametrize("library", TRANSPORTS)


@LIBRARIES
def test_async_iterator_is_sent_by_async_client(
    server: RecordingServer, library: str
) -> None:
    async def run() -> None:
        async with ACME.AsyncAcme(base_url=server.url, transport=library) as client:
            await client.t.put_raw(body=iterate_async())
            await client.t.post_form(
                body=UPLOAD(name="n", file=("a.gif", iterate_async()))
            )

    asyncio.run(run())
    assert server.requests[0].body == PNG
    assert server.requests[0].headers["transfer-encoding"] == "chunked"
    assert parse_parts(server) == [
        ("name", None, None, b"n"),
        ("file", "a.gif", "image/gif", PNG),
    ]


@pytest.mark.parametrize("method", ["put_raw", "post_form"])
def test_async_iterator_is_refused_by_sync_client(
    server: RecordingServer, method: str
) -> None:
    chunks = iterate_async()
    body = chunks if method == "put_raw" else UPLOAD(file=chunks)
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(
            INVALID_ARGUMENT,
            match=r"^body: .* async_generator; a sync client cannot send an async",
        ),
    ):
        getattr(client.t, method)(body=body)
    assert not server.requests


@LIBRARIES
@pytest.mark.parametrize("status", [503, 307])
def test_iterator_is_sent_once(
    server: RecordingServer, library: str, status: int
) -> None:
    server.responses = [
        response(status, b"{}", retry_after="0", location="/image"),
        response(204),
    ]
    with (
        ACME.Acme(base_url=server.url, transport=library) as client,
        pytest.raises(ACME.APIStatusError),
    ):
        client.t.put_raw(body=iterate())
    assert [request.body for request in server.requests] == [PNG]


def test_redirected_search_does_not_send_iterator_again(
    server: RecordingServer,
) -> None:
    server.responses = [response(302, b"", location="/image"), response(204)]
    with ACME.Acme(base_url=server.url) as client, pytest.raises(ACME.APIStatusError):
        client.t.search_raw(body=iterate())
    assert [request.body for request in server.requests] == [PNG]


class Provider:
    """A token provider that counts the rejected tokens."""

    rejections = 0

    def __call__(self) -> str:
        return "token"

    def reject(self, token: str) -> None:
        self.rejections += 1


@pytest.mark.parametrize(("make", "attempts"), [(iterate, 1), (bytes, 2)])
def test_iterator_is_not_sent_again_with_renewed_credential(
    server: RecordingServer, make: Callable[[], Any], attempts: int
) -> None:
    acme = generate_package(DOCUMENT + SECURITY)
    provider = Provider()
    server.responses = [response(401, b"{}"), response(401, b"{}")]
    with (
        acme.Acme(base_url=server.url, token=provider) as client,
        pytest.raises(acme.APIStatusError),
    ):
        client.t.put_raw(body=make())
    assert provider.rejections == 1
    assert len(server.requests) == attempts


def test_second_call_with_generator_is_refused(server: RecordingServer) -> None:
    chunks = iterate()
    with ACME.Acme(base_url=server.url) as client:
        client.t.put_raw(body=chunks)
        with pytest.raises(INVALID_ARGUMENT, match="only once"):
            client.t.put_raw(body=chunks)
    assert [request.body for request in server.requests] == [PNG]


def fail_with(error: Exception) -> Iterator[bytes]:
    yield PNG
    raise error


async def fail_async_with(error: Exception) -> AsyncIterator[bytes]:
    yield PNG
    raise error


@LIBRARIES
@pytest.mark.parametrize("error", [ValueError("row 7"), OSError("disk"), KeyError(7)])
def test_exception_of_iterator_reaches_the_caller(
    server: RecordingServer, library: str, error: Exception
) -> None:
    with (
        ACME.Acme(base_url=server.url, transport=library) as client,
        pytest.raises(type(error)) as caught,
    ):
        client.t.put_raw(body=fail_with(error))
    assert caught.value is error

    async def run(body: Any) -> None:
        async with ACME.AsyncAcme(base_url=server.url, transport=library) as client:
            with pytest.raises(type(error)) as caught:
                await client.t.put_raw(body=body)
            assert caught.value is error

    asyncio.run(run(fail_with(error)))
    asyncio.run(run(fail_async_with(error)))
    assert not server.requests  # no complete one


def test_iterator_of_text_is_refused(server: RecordingServer) -> None:
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(TypeError, match="chunks of a body must be bytes, got str"),
    ):
        client.t.put_raw(body=iter(["a"]))
    assert not server.requests


def test_length_of_iterator_is_given_by_header(server: RecordingServer) -> None:
    headers = {"Content-Length": str(len(PNG))}
    call(ACME, server, lambda client: client.t.put_raw(body=iterate(), headers=headers))
    assert server.last.body == PNG
    assert server.last.headers["content-length"] == str(len(PNG))
    assert "transfer-encoding" not in server.last.headers


def test_growing_file_is_sent_up_to_its_length(server: RecordingServer) -> None:
    class Growing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            position = self.tell()
            self.seek(0, 2)
            self.write(b"more")
            self.seek(position)
            return super().read(size)

    call(ACME, server, lambda client: client.t.put_raw(body=Growing(PNG)))
    assert server.last.body == PNG
