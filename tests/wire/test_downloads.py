"""Files: whole as bytes, in parts as a stream, and saved to a path."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import ModuleType

import pytest

from tests.wire.pressing import call, gathered, package, refused
from tests.wire.server import Wire, answer, parts

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


def made(content: str = "image/png: {}", version: str = "3.1.0") -> ModuleType:
    whole = DOCUMENT.replace("CONTENT", f"{{{content}}}")
    return package(whole.replace("VERSION", version))


@pytest.mark.parametrize(
    ("content", "version"),
    [
        ("image/png: {schema: {type: string, format: binary}}", "3.0.3"),
        ("image/png: {}", "3.1.0"),
        ("application/octet-stream: {}", "3.1.0"),
        ("'*/*': {schema: {type: string, format: binary}}", "3.0.0"),
    ],
)
def test_a_file_comes_whole_or_in_parts(
    server: Wire, content: str, version: str
) -> None:
    acme = made(content, version)
    server.answers[:] = [parts(*CHUNKS, content_type="image/png")]
    assert call(acme, server, lambda c: c.photos.read()) == b"".join(CHUNKS)
    with acme.Acme(base_url=server.url) as client, client.photos.read_stream() as photo:
        assert photo.headers["content-type"] == "image/png"
        assert photo.status == 200
        assert b"".join(photo) == b"".join(CHUNKS)


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest"])
def test_a_file_is_saved_to_a_path(server: Wire, tmp_path: Path, library: str) -> None:
    acme = made()
    server.answers[:] = [parts(*CHUNKS, content_type="image/png")]
    with acme.Acme(base_url=server.url, transport=library) as client:
        written = client.photos.read_stream().save(tmp_path / "sync")
    assert written == len(b"".join(CHUNKS))
    assert (tmp_path / "sync").read_bytes() == b"".join(CHUNKS)

    async def run() -> None:
        async with acme.AsyncAcme(base_url=server.url, transport=library) as client:
            photo = await client.photos.read_stream()
            assert await photo.save(str(tmp_path / "async")) == written

    asyncio.run(run())
    assert (tmp_path / "async").read_bytes() == b"".join(CHUNKS)


def test_an_error_in_place_of_a_file_is_raised(server: Wire, tmp_path: Path) -> None:
    acme = made()
    server.answers[:] = [answer(404, b"no photo", "text/plain")]
    kind = acme.errors.NotFoundError
    for use in (lambda c: c.photos.read(), lambda c: c.photos.read_stream()):
        assert refused(acme, server, use, kind).body == "no photo"


def test_a_file_that_breaks_off_is_no_whole_one(server: Wire) -> None:
    acme = made()
    server.answers[:] = [parts(b"\x89PNG", content_type="image/png", cut=True)]
    refused(acme, server, lambda c: c.photos.read(), acme.APIConnectionError)
    with acme.Acme(base_url=server.url) as client:
        photo = client.photos.read_stream()
        assert next(photo) == b"\x89PNG"
        with pytest.raises(acme.APIConnectionError):
            next(photo)


def test_a_file_beside_json_is_a_stream_of_its_own(server: Wire) -> None:
    acme = made("application/json: {schema: {type: object}}, image/png: {}")
    server.answers[:] = [answer(200, b'{"a":1}')]
    assert call(acme, server, lambda c: c.photos.read()) == {"a": 1}
    server.answers[:] = [answer(200, b"\x89PNG", "image/png")]
    found = gathered(acme, server, lambda c: c.photos.read_stream())
    assert b"".join(found) == b"\x89PNG"
    assert server.last.headers["accept"].startswith("image/png")


def test_only_a_file_can_be_saved(server: Wire, tmp_path: Path) -> None:
    acme = made("application/jsonl: {}")
    server.answers[:] = [answer(200, b"1\n", "application/jsonl")]
    with (
        acme.Acme(base_url=server.url) as client,
        pytest.raises(TypeError, match="bytes"),
    ):
        client.photos.read().save(tmp_path / "rows")
