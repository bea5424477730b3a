"""Downloads: as bytes, as a stream, and saved to a path."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import ModuleType

import pytest

from tests.wire.clients import call, catch_error, collect_items, generate_package
from tests.wire.server import RecordingServer, chunked_response, response

DOCUMENT = """
openapi: VERSION
info: {title: Acme, version: '1'}
paths:
  /photo:
    get:
      operationId: readPhoto
      tags: [photos]
      responses:
        '200': {description: It., content: CONTENT}
        '404': {description: None., content: {text/plain: {schema: {type: string}}}}
"""
CHUNKS = (b"\x89PNG", b"\r\n", b"\0" * 70_000, b"\xff")


def generate(content: str = "image/png: {}", version: str = "3.1.0") -> ModuleType:
    document = DOCUMENT.replace("CONTENT", f"{{{content}}}")
    return generate_package(document.replace("VERSION", version))


@pytest.mark.parametrize(
    ("content", "version"),
    [
        ("image/png: {schema: {type: string, format: binary}}", "3.0.3"),
        ("image/png: {}", "3.1.0"),
        ("application/octet-stream: {}", "3.1.0"),
        ("'*/*': {schema: {type: string, format: binary}}", "3.0.0"),
    ],
)
def test_file_as_bytes_or_stream(
    server: RecordingServer, content: str, version: str
) -> None:
    acme = generate(content, version)
    server.responses[:] = [chunked_response(*CHUNKS, content_type="image/png")]
    assert call(acme, server, lambda c: c.photos.read()) == b"".join(CHUNKS)
    with acme.Acme(base_url=server.url) as client, client.photos.read_stream() as photo:
        assert photo.headers["content-type"] == "image/png"
        assert photo.status == 200
        assert b"".join(photo) == b"".join(CHUNKS)


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest"])
def test_stream_is_saved_to_a_path(
    server: RecordingServer, tmp_path: Path, library: str
) -> None:
    acme = generate()
    server.responses[:] = [chunked_response(*CHUNKS, content_type="image/png")]
    with acme.Acme(base_url=server.url, transport=library) as client:
        size = client.photos.read_stream().save(tmp_path / "sync")
    assert size == len(b"".join(CHUNKS))
    assert (tmp_path / "sync").read_bytes() == b"".join(CHUNKS)

    async def run() -> None:
        async with acme.AsyncAcme(base_url=server.url, transport=library) as client:
            photo = await client.photos.read_stream()
            assert await photo.save(str(tmp_path / "async")) == size

    asyncio.run(run())
    assert (tmp_path / "async").read_bytes() == b"".join(CHUNKS)


def test_error_status_of_download_raises(
    server: RecordingServer, tmp_path: Path
) -> None:
    acme = generate()
    server.responses[:] = [response(404, b"no photo", "text/plain")]
    error = acme.errors.NotFoundError
    for use in (lambda c: c.photos.read(), lambda c: c.photos.read_stream()):
        assert catch_error(acme, server, use, error).body == "no photo"


def test_interrupted_download_raises(server: RecordingServer) -> None:
    acme = generate()
    server.responses[:] = [
        chunked_response(b"\x89PNG", content_type="image/png", cut=True)
    ]
    catch_error(acme, server, lambda c: c.photos.read(), acme.APIConnectionError)
    with acme.Acme(base_url=server.url) as client:
        photo = client.photos.read_stream()
        assert next(photo) == b"\x89PNG"
        with pytest.raises(acme.APIConnectionError):
            next(photo)


def test_file_and_json_have_separate_methods(server: RecordingServer) -> None:
    acme = generate("application/json: {schema: {type: object}}, image/png: {}")
    server.responses[:] = [response(200, b'{"a":1}')]
    assert call(acme, server, lambda c: c.photos.read()) == {"a": 1}
    server.responses[:] = [response(200, b"\x89PNG", "image/png")]
    chunks = collect_items(acme, server, lambda c: c.photos.read_stream())
    assert b"".join(chunks) == b"\x89PNG"
    assert server.last.headers["accept"].startswith("image/png")


def test_only_byte_streams_can_be_saved(
    server: RecordingServer, tmp_path: Path
) -> None:
    acme = generate("application/jsonl: {}")
    server.responses[:] = [response(200, b"1\n", "application/jsonl")]
    with (
        acme.Acme(base_url=server.url) as client,
        pytest.raises(TypeError, match="bytes"),
    ):
        client.photos.read().save(tmp_path / "rows")
