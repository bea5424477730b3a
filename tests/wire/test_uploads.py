"""Files that are read while they are sent: from paths and file objects, with their length where it is known."""

from __future__ import annotations

import io
import os
import threading
import tracemalloc
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from tests.wire.pressing import call, package
from tests.wire.server import Wire, answer

DOCUMENT = """
paths:
  /raw:
    put:
      operationId: putRaw
      tags: [t]
      requestBody: {required: true, content: {application/octet-stream: {}}}
      responses: {'204': {description: Taken.}}
  /form:
    post:
      operationId: postForm
      tags: [t]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {$ref: '#/components/schemas/Upload'}
      responses: {'204': {description: Taken.}}
components:
  schemas:
    Upload:
      type: object
      required: [file]
      properties:
        name: {type: string}
        file: {type: string, format: binary}
"""
MADE = package(DOCUMENT)
DATA = bytes(range(256)) * 1024


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "data.bin"
    found.write_bytes(DATA)
    return found


def form(file: Any) -> Any:
    models = __import__(f"{MADE.__name__}.models", fromlist=["models"])
    return models.Upload(name="n", file=file)


def test_a_path_is_sent_with_its_length(server: Wire, path: Path) -> None:
    call(MADE, server, lambda client: client.t.put_raw(body=path))
    assert server.last.body == DATA
    assert server.last.headers["content-length"] == str(len(DATA))
    assert "transfer-encoding" not in server.last.headers


def test_an_open_file_is_sent_from_where_it_stands(server: Wire, path: Path) -> None:
    with path.open("rb") as file:

        def use(client: Any) -> Any:
            file.seek(1000)
            return client.t.put_raw(body=file)

        call(MADE, server, use)
        assert not file.closed
    assert server.last.body == DATA[1000:]


def test_a_form_with_a_file_is_not_gathered(server: Wire, path: Path) -> None:
    call(MADE, server, lambda client: client.t.post_form(body=form(path)))
    assert b'filename="data.bin"' in server.last.body
    assert DATA in server.last.body
    assert server.last.headers["content-length"] == str(len(server.last.body))


class Pipe(io.RawIOBase):
    """A file that cannot go back, as the end of a pipe."""

    def __init__(self, data: bytes) -> None:
        self.left = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self.left.readinto(buffer)


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest"])
def test_a_pipe_is_sent_in_chunks_and_only_once(server: Wire, library: str) -> None:
    server.answers = [answer(503, b"{}", retry_after="0")]
    client = MADE.Acme(base_url=server.url, transport=library)
    with pytest.raises(MADE.ServerStatusError):
        client.t.put_raw(body=cast("BinaryIO", Pipe(DATA)))
    (asked,) = server.asked
    assert asked.body == DATA
    assert asked.headers["transfer-encoding"] == "chunked"
    client.close()


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest"])
def test_a_file_is_sent_again_whole(server: Wire, path: Path, library: str) -> None:
    server.answers = [answer(503, b"{}", retry_after="0"), answer(204)]
    with (
        path.open("rb") as file,
        MADE.Acme(base_url=server.url, transport=library) as client,
    ):
        client.t.put_raw(body=file)
    assert [asked.body for asked in server.asked] == [DATA, DATA]


def test_a_file_that_is_not_there_is_told_before_anything_is_sent(
    server: Wire, tmp_path: Path
) -> None:
    with (
        MADE.Acme(base_url=server.url) as client,
        pytest.raises(FileNotFoundError),
    ):
        client.t.put_raw(body=tmp_path / "nothing")
    assert not server.asked


def test_a_large_file_is_never_in_memory(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    testing = __import__(f"{MADE.__name__}.testing", fromlist=["testing"])
    sizes: list[int] = []

    class Counting(testing.FakeTransport):  # type: ignore[misc, name-defined]
        def open(self, request: Any) -> Any:
            sizes.append(sum(len(chunk) for chunk in request.content.chunks()))
            return super().open(request)

    tracemalloc.start()
    with MADE.Acme(base_url="http://127.0.0.1", transport=Counting()) as client:
        client.t.post_form(body=form(large))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sizes[0] > 64 * 1024 * 1024
    assert peak < 4 * 1024 * 1024


def test_a_named_pipe_is_read_as_it_comes(server: Wire, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    writer = threading.Thread(target=lambda: fifo.write_bytes(b"later"))
    writer.start()
    with (
        fifo.open("rb") as file,
        MADE.Acme(base_url=server.url) as client,
    ):
        client.t.put_raw(body=file)
    writer.join()
    assert server.last.body == b"later"
