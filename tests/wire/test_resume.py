"""Streams that break off and go on: downloads by Range, events by Last-Event-ID."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.wire.pressing import package
from tests.wire.server import Wire, answer, parts

DOCUMENT = """
paths:
  /file:
    get:
      operationId: content
      tags: [t]
      responses:
        '200':
          description: The file.
          content: {application/pdf: {schema: {type: string, format: binary}}}
  /watch:
    get:
      operationId: watch
      tags: [t]
      responses:
        '200':
          description: What happens.
          content: {text/event-stream: {schema: {type: object, properties: {n: {type: integer}}}}}
"""
MADE = package(DOCUMENT)
STREAMS = __import__(f"{MADE.__name__}.streams", fromlist=["streams"])
METHODS = {n for n in dir(MADE.Acme(base_url="http://127.0.0.1").t) if n[0] != "_"}
CONTENT = next(n for n in sorted(METHODS) if n.startswith("content") and "stream" in n)
WATCH = next(n for n in sorted(METHODS) if n.startswith("watch"))


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleep(seconds: float) -> None:
        """Not in a test."""

    runtime = f"{MADE.__name__}._runtime"
    resume = [
        __import__(f"{runtime}.resume_{flavour}", fromlist=["sleep"])
        for flavour in ("sync", "async")
    ]
    monkeypatch.setattr(resume[0], "sleep", lambda seconds: None)
    monkeypatch.setattr(resume[1], "sleep", sleep)


def cut(status: int, body: bytes, whole: int, **headers: str) -> bytes:
    """An answer that ends before its length says."""
    told = {"content_length": str(whole), "connection": "close", **headers}
    return answer(status, body, "application/pdf", **told).replace(
        f"content-length: {len(body)}\r\n".encode(), b""
    )


def download(server: Wire, path: Path, **options: Any) -> int:
    with MADE.Acme(base_url=server.url) as client:
        return STREAMS.download(getattr(client.t, CONTENT), path, **options)()


def download_async(server: Wire, path: Path, **options: Any) -> int:
    async def run() -> int:
        async with MADE.AsyncAcme(base_url=server.url) as client:
            method = getattr(client.t, CONTENT)
            return await STREAMS.async_download(method, path, **options)()

    return asyncio.run(run())


FLAVOURS = pytest.mark.parametrize("fetch", [download, download_async])
Fetch = Callable[..., int]


@FLAVOURS
def test_a_download_goes_on_where_it_broke_off(
    server: Wire, tmp_path: Path, fetch: Fetch
) -> None:
    told: list[tuple[int, int | None]] = []
    server.answers = [
        cut(200, b"0123", 10, etag='"v1"'),
        cut(206, b"45", 6, etag='"v1"', content_range="bytes 4-9/10"),
        answer(206, b"6789", "application/pdf", content_range="bytes 6-9/10"),
    ]
    path = tmp_path / "a.pdf"
    assert fetch(server, path, progress=lambda *seen: told.append(seen)) == 10
    assert path.read_bytes() == b"0123456789"
    assert [*tmp_path.iterdir()] == [path]
    assert told[-1] == (10, 10)
    ranges = [(a.headers.get("range"), a.headers.get("if-range")) for a in server.asked]
    assert ranges == [(None, None), ("bytes=4-", '"v1"'), ("bytes=6-", '"v1"')]


@FLAVOURS
def test_content_that_changed_begins_anew(
    server: Wire, tmp_path: Path, fetch: Fetch
) -> None:
    server.answers = [
        cut(200, b"old-", 10, etag='"v1"'),
        answer(200, b"new", "application/pdf"),
    ]
    assert fetch(server, tmp_path / "a") == 3
    assert (tmp_path / "a").read_bytes() == b"new"


@FLAVOURS
def test_content_that_cannot_be_told_apart_is_not_gone_on_with(
    server: Wire, tmp_path: Path, fetch: Fetch
) -> None:
    server.answers = [cut(200, b"0123", 10)]
    path = tmp_path / "a"
    path.write_bytes(b"before")
    with pytest.raises(MADE.APIConnectionError):
        fetch(server, path)
    assert len(server.asked) == 1
    assert path.read_bytes() == b"before"
    assert [*tmp_path.iterdir()] == [path]


@FLAVOURS
def test_a_part_that_nobody_asked_for_is_not_put_in_its_place(
    server: Wire, tmp_path: Path, fetch: Fetch
) -> None:
    server.answers = [
        cut(200, b"0123", 10, etag='"v1"'),
        answer(206, b"23456789", "application/pdf", content_range="bytes 2-9/10"),
    ]
    with pytest.raises(MADE.APIDecodeError, match="bytes 4-"):
        fetch(server, tmp_path / "a")
    assert not [*tmp_path.iterdir()]


@FLAVOURS
def test_a_part_without_its_place_is_refused_from_the_start(
    server: Wire, tmp_path: Path, fetch: Fetch
) -> None:
    server.answers = [answer(206, b"56789", "application/pdf")]
    with pytest.raises(MADE.APIDecodeError, match="bytes 0-"):
        fetch(server, tmp_path / "a")


@FLAVOURS
def test_a_part_that_ends_too_soon_is_gone_on_with(
    server: Wire, tmp_path: Path, fetch: Fetch
) -> None:
    server.answers = [
        cut(200, b"0123", 10, etag='"v1"'),
        answer(
            206, b"456", "application/pdf", etag='"v1"', content_range="bytes 4-6/10"
        ),
        answer(
            206, b"789", "application/pdf", etag='"v1"', content_range="bytes 7-9/10"
        ),
    ]
    assert fetch(server, tmp_path / "a") == 10
    assert (tmp_path / "a").read_bytes() == b"0123456789"
    assert server.last.headers["range"] == "bytes=7-"


@FLAVOURS
def test_a_download_without_a_step_forward_ends(
    server: Wire, tmp_path: Path, fetch: Fetch
) -> None:
    server.answers = [
        cut(200, b"0123", 10, etag='"v1"'),
        cut(206, b"", 6, etag='"v1"', content_range="bytes 4-9/10"),
    ]
    with pytest.raises(MADE.APIConnectionError):
        fetch(server, tmp_path / "a", resumptions=2)
    assert len(server.asked) == 3


def watch(server: Wire) -> list[int]:
    with MADE.Acme(base_url=server.url) as client:
        return [item.n for item in STREAMS.events(getattr(client.t, WATCH))()]


def watch_async(server: Wire) -> list[int]:
    async def run() -> list[int]:
        async with MADE.AsyncAcme(base_url=server.url) as client:
            listed = STREAMS.async_events(getattr(client.t, WATCH))()
            return [item.n async for item in listed]

    return asyncio.run(run())


def told(*texts: str, cut: bool = False) -> bytes:
    chunks = [text.encode() for text in texts]
    return parts(*chunks, content_type="text/event-stream", cut=cut)


@pytest.mark.parametrize("read", [watch, watch_async])
def test_events_go_on_after_the_last_that_had_an_id(
    server: Wire, read: Callable[[Wire], list[int]]
) -> None:
    server.answers = [
        told('id: a\nretry: 10\ndata: {"n": 1}\n\n', 'data: {"n": 2}\n\n', cut=True),
        told('id: b\ndata: {"n": 3}\n\n', cut=True),
        told('data: {"n": 4}\n\n'),
    ]
    assert read(server) == [1, 2, 3, 4]
    asked = [a.headers.get("last-event-id") for a in server.asked]
    assert asked == [None, "a", "b"]


@pytest.mark.parametrize("read", [watch, watch_async])
def test_events_without_an_id_are_not_asked_for_again(
    server: Wire, read: Callable[[Wire], list[int]]
) -> None:
    server.answers = [told('data: {"n": 1}\n\n', cut=True)]
    with pytest.raises(MADE.APIConnectionError):
        read(server)
    assert len(server.asked) == 1
