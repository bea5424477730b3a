"""Interrupted streams that resume: downloads with Range, events with Last-Event-ID."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.wire.clients import generate_package, import_submodule
from tests.wire.server import RecordingServer, chunked_response, response

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
ACME = generate_package(DOCUMENT)
STREAMS = import_submodule(ACME, "streams")
METHODS = {n for n in dir(ACME.Acme(base_url="http://127.0.0.1").t) if n[0] != "_"}
CONTENT = next(n for n in sorted(METHODS) if n.startswith("content") and "stream" in n)
WATCH = next(n for n in sorted(METHODS) if n.startswith("watch"))


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sleep(seconds: float) -> None:
        """Return immediately."""

    resume_sync = import_submodule(ACME, "_runtime.streams.resume_sync")
    resume_async = import_submodule(ACME, "_runtime.streams.resume_async")
    monkeypatch.setattr(resume_sync, "sleep", lambda seconds: None)
    monkeypatch.setattr(resume_async, "sleep", sleep)


def cut_off(status: int, body: bytes, length: int, **headers: str) -> bytes:
    """Return a response that is shorter than its Content-Length."""
    fields = {"content_length": str(length), "connection": "close", **headers}
    return response(status, body, "application/pdf", **fields).replace(
        f"content-length: {len(body)}\r\n".encode(), b""
    )


def download(server: RecordingServer, path: Path, **options: Any) -> int:
    with ACME.Acme(base_url=server.url) as client:
        return STREAMS.download(getattr(client.t, CONTENT), path, **options)()


def download_async(server: RecordingServer, path: Path, **options: Any) -> int:
    async def run() -> int:
        async with ACME.AsyncAcme(base_url=server.url) as client:
            method = getattr(client.t, CONTENT)
            return await STREAMS.async_download(method, path, **options)()

    return asyncio.run(run())


BOTH_CLIENTS = pytest.mark.parametrize("fetch", [download, download_async])
Fetch = Callable[..., int]


@BOTH_CLIENTS
def test_interrupted_download_resumes(
    server: RecordingServer, tmp_path: Path, fetch: Fetch
) -> None:
    progress: list[tuple[int, int | None]] = []
    server.responses = [
        cut_off(200, b"0123", 10, etag='"v1"'),
        cut_off(206, b"45", 6, etag='"v1"', content_range="bytes 4-9/10"),
        response(206, b"6789", "application/pdf", content_range="bytes 6-9/10"),
    ]
    path = tmp_path / "a.pdf"
    assert fetch(server, path, progress=lambda *sizes: progress.append(sizes)) == 10
    assert path.read_bytes() == b"0123456789"
    assert [*tmp_path.iterdir()] == [path]
    assert progress[-1] == (10, 10)
    ranges = [
        (r.headers.get("range"), r.headers.get("if-range")) for r in server.requests
    ]
    assert ranges == [(None, None), ("bytes=4-", '"v1"'), ("bytes=6-", '"v1"')]


@BOTH_CLIENTS
def test_changed_content_restarts_the_download(
    server: RecordingServer, tmp_path: Path, fetch: Fetch
) -> None:
    server.responses = [
        cut_off(200, b"old-", 10, etag='"v1"'),
        response(200, b"new", "application/pdf"),
    ]
    assert fetch(server, tmp_path / "a") == 3
    assert (tmp_path / "a").read_bytes() == b"new"


@BOTH_CLIENTS
def test_download_without_validator_is_not_resumed(
    server: RecordingServer, tmp_path: Path, fetch: Fetch
) -> None:
    server.responses = [cut_off(200, b"0123", 10)]
    path = tmp_path / "a"
    path.write_bytes(b"before")
    with pytest.raises(ACME.APIConnectionError):
        fetch(server, path)
    assert len(server.requests) == 1
    assert path.read_bytes() == b"before"
    assert [*tmp_path.iterdir()] == [path]


@BOTH_CLIENTS
def test_unrequested_range_is_rejected(
    server: RecordingServer, tmp_path: Path, fetch: Fetch
) -> None:
    server.responses = [
        cut_off(200, b"0123", 10, etag='"v1"'),
        response(206, b"23456789", "application/pdf", content_range="bytes 2-9/10"),
    ]
    with pytest.raises(ACME.APIDecodeError, match="bytes 4-"):
        fetch(server, tmp_path / "a")
    assert not [*tmp_path.iterdir()]


@BOTH_CLIENTS
def test_range_without_position_is_rejected(
    server: RecordingServer, tmp_path: Path, fetch: Fetch
) -> None:
    server.responses = [response(206, b"56789", "application/pdf")]
    with pytest.raises(ACME.APIDecodeError, match="bytes 0-"):
        fetch(server, tmp_path / "a")


@BOTH_CLIENTS
def test_short_range_is_continued(
    server: RecordingServer, tmp_path: Path, fetch: Fetch
) -> None:
    server.responses = [
        cut_off(200, b"0123", 10, etag='"v1"'),
        response(
            206, b"456", "application/pdf", etag='"v1"', content_range="bytes 4-6/10"
        ),
        response(
            206, b"789", "application/pdf", etag='"v1"', content_range="bytes 7-9/10"
        ),
    ]
    assert fetch(server, tmp_path / "a") == 10
    assert (tmp_path / "a").read_bytes() == b"0123456789"
    assert server.last.headers["range"] == "bytes=7-"


@BOTH_CLIENTS
def test_download_without_progress_stops(
    server: RecordingServer, tmp_path: Path, fetch: Fetch
) -> None:
    server.responses = [
        cut_off(200, b"0123", 10, etag='"v1"'),
        cut_off(206, b"", 6, etag='"v1"', content_range="bytes 4-9/10"),
    ]
    with pytest.raises(ACME.APIConnectionError):
        fetch(server, tmp_path / "a", resumptions=2)
    assert len(server.requests) == 3


def watch(server: RecordingServer) -> list[int]:
    with ACME.Acme(base_url=server.url) as client:
        return [item.n for item in STREAMS.events(getattr(client.t, WATCH))()]


def watch_async(server: RecordingServer) -> list[int]:
    async def run() -> list[int]:
        async with ACME.AsyncAcme(base_url=server.url) as client:
            events = STREAMS.async_events(getattr(client.t, WATCH))()
            return [item.n async for item in events]

    return asyncio.run(run())


def event_stream(*texts: str, cut: bool = False) -> bytes:
    chunks = [text.encode() for text in texts]
    return chunked_response(*chunks, content_type="text/event-stream", cut=cut)


@pytest.mark.parametrize("read", [watch, watch_async])
def test_events_resume_after_the_last_event_id(
    server: RecordingServer, read: Callable[[RecordingServer], list[int]]
) -> None:
    server.responses = [
        event_stream(
            'id: a\nretry: 10\ndata: {"n": 1}\n\n', 'data: {"n": 2}\n\n', cut=True
        ),
        event_stream('id: b\ndata: {"n": 3}\n\n', cut=True),
        event_stream('data: {"n": 4}\n\n'),
    ]
    assert read(server) == [1, 2, 3, 4]
    event_ids = [r.headers.get("last-event-id") for r in server.requests]
    assert event_ids == [None, "a", "b"]


@pytest.mark.parametrize("read", [watch, watch_async])
def test_events_without_id_are_not_resumed(
    server: RecordingServer, read: Callable[[RecordingServer], list[int]]
) -> None:
    server.responses = [event_stream('data: {"n": 1}\n\n', cut=True)]
    with pytest.raises(ACME.APIConnectionError):
        read(server)
    assert len(server.requests) == 1
