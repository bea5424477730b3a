"""Streamed uploads of paths and file objects, with a Content-Length if the size is known."""

from __future__ import annotations

import io
import os
import threading
import tracemalloc
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from tests.wire.clients import TRANSPORTS, call, import_submodule
from tests.wire.files import ACME
from tests.wire.server import RecordingServer, response

DATA = bytes(range(256)) * 1024


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.bin"
    path.write_bytes(DATA)
    return path


def build_form(file: Any) -> Any:
    return import_submodule(ACME, "models").Upload(name="n", file=file)


def test_path_upload_has_content_length(server: RecordingServer, path: Path) -> None:
    call(ACME, server, lambda client: client.t.put_raw(body=path))
    assert server.last.body == DATA
    assert server.last.headers["content-length"] == str(len(DATA))
    assert "transfer-encoding" not in server.last.headers


def test_open_file_is_sent_from_its_current_position(
    server: RecordingServer, path: Path
) -> None:
    with path.open("rb") as file:

        def use(client: Any) -> Any:
            file.seek(1000)
            return client.t.put_raw(body=file)

        call(ACME, server, use)
        assert not file.closed
    assert server.last.body == DATA[1000:]


def test_multipart_upload_has_content_length(
    server: RecordingServer, path: Path
) -> None:
    call(ACME, server, lambda client: client.t.post_form(body=build_form(path)))
    assert b'filename="data.bin"' in server.last.body
    assert DATA in server.last.body
    assert server.last.headers["content-length"] == str(len(server.last.body))


class Pipe(io.RawIOBase):
    """A file that cannot seek, like a pipe."""

    def __init__(self, data: bytes) -> None:
        self.remaining = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self.remaining.readinto(buffer)


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest"])
def test_unseekable_file_is_chunked_and_not_retried(
    server: RecordingServer, library: str
) -> None:
    server.responses = [response(503, b"{}", retry_after="0")]
    client = ACME.Acme(base_url=server.url, transport=library)
    with pytest.raises(ACME.ServerStatusError):
        client.t.put_raw(body=cast("BinaryIO", Pipe(DATA)))
    (request,) = server.requests
    assert request.body == DATA
    assert request.headers["transfer-encoding"] == "chunked"
    client.close()


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest"])
def test_retry_sends_the_complete_file_again(
    server: RecordingServer, path: Path, library: str
) -> None:
    server.responses = [response(503, b"{}", retry_after="0"), response(204)]
    with (
        path.open("rb") as file,
        ACME.Acme(base_url=server.url, transport=library) as client,
    ):
        client.t.put_raw(body=file)
    assert [request.body for request in server.requests] == [DATA, DATA]


def test_missing_file_raises_before_sending(
    server: RecordingServer, tmp_path: Path
) -> None:
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(FileNotFoundError),
    ):
        client.t.put_raw(body=tmp_path / "nothing")
    assert not server.requests


def test_large_file_is_streamed(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    testing = import_submodule(ACME, "testing")
    sizes: list[int] = []

    class Counting(testing.FakeTransport):  # type: ignore[misc, name-defined]
        def open(self, request: Any) -> Any:
            sizes.append(sum(len(chunk) for chunk in request.content.chunks()))
            return super().open(request)

    tracemalloc.start()
    with ACME.Acme(base_url="http://127.0.0.1", transport=Counting()) as client:
        client.t.post_form(body=build_form(large))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sizes[0] > 64 * 1024 * 1024
    assert peak < 4 * 1024 * 1024


def test_named_pipe_upload(server: RecordingServer, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    writer = threading.Thread(target=lambda: fifo.write_bytes(b"later"))
    writer.start()
    with (
        fifo.open("rb") as file,
        ACME.Acme(base_url=server.url) as client,
    ):
        client.t.put_raw(body=file)
    writer.join()
    assert server.last.body == b"later"


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("method", ["raw", "form"])
def test_file_that_becomes_smaller_while_it_is_sent(
    server: RecordingServer, path: Path, transport: str, method: str
) -> None:
    def shrink(attempt: Any) -> None:
        path.write_bytes(DATA[:1000])

    settings = {"hooks": [ACME.Hooks(request=shrink)], "transport": transport}
    with (
        ACME.Acme(base_url=server.url, **settings) as client,
        pytest.raises(
            ACME.APIConnectionError, match=r"261144 bytes .* are missing"
        ) as caught,
    ):
        if method == "raw":
            client.t.put_raw(body=path)
        else:
            client.t.post_form(body=build_form(path))
    assert caught.value.attempts == 1


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize(
    ("length", "message"), [("2", "longer than"), ("4", "1 bytes of the body")]
)
def test_wrong_length_of_an_iterator(
    server: RecordingServer, transport: str, length: str, message: str
) -> None:
    with (
        ACME.Acme(base_url=server.url, transport=transport) as client,
        pytest.raises(ACME.APIConnectionError, match=message) as caught,
    ):
        client.t.put_raw(body=iter([b"a", b"bc"]), headers={"Content-Length": length})
    assert caught.value.attempts == 1


@pytest.mark.parametrize("length", ["-1", "a", "", "1, 1", "9" * 400, 5])
def test_length_that_is_not_a_number(server: RecordingServer, length: Any) -> None:
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(ACME.errors.InvalidArgumentError, match="content-length"),
    ):
        client.t.put_raw(body=iter([b"a"]), headers={"Content-Length": length})
    assert server.requests == []
