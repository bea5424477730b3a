"""Values that are not the content of a file: nothing is sent."""

from __future__ import annotations

import asyncio
import io
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.wire.files import (
    ACME,
    INVALID_ARGUMENT,
    PNG,
    UPLOAD,
    iterate,
    iterate_async,
)
from tests.wire.server import RecordingServer


class UploadFile:
    """A file of an ASGI framework, whose methods are coroutine functions."""

    async def read(self, size: int = -1) -> bytes:
        raise NotImplementedError


def consume() -> Iterator[bytes]:
    chunks = iterate()
    assert b"".join(chunks) == PNG
    return chunks


def consume_async() -> AsyncIterator[bytes]:
    async def consume_all() -> AsyncIterator[bytes]:
        chunks = iterate_async()
        assert [chunk async for chunk in chunks]
        return chunks

    return asyncio.run(consume_all())


def close(path: Path) -> Any:
    with path.open("rb") as file:
        return file


REFUSED: dict[str, tuple[Callable[[Path], Any], str, str]] = {
    "str": (lambda path: "cover.png", "'cover.png'", "pass Path(…) for the file"),
    "str in tuple": (lambda path: ("a.png", "text"), "'text'", "encode the text"),
    "str in File": (lambda path: ACME.File("a.png"), "'a.png'", "pass Path(…)"),
    "text file": (lambda path: path.open(), "TextIOWrapper", '"rb"'),
    "text in memory": (lambda path: io.StringIO("a"), "StringIO", '"rb"'),
    "temporary text file": (
        lambda path: tempfile.SpooledTemporaryFile(mode="w+"),  # noqa: SIM115
        "SpooledTemporaryFile",
        '"rb"',
    ),
    "closed file": (close, "BufferedReader", "the file is closed"),
    "file for writing": (
        lambda path: path.with_name("new").open("wb"),
        "BufferedWriter",
        "for reading",
    ),
    "async file": (lambda path: UploadFile(), "UploadFile", "await file.read()"),
    "exhausted generator": (lambda path: consume(), "generator", "only once"),
    "exhausted async generator": (
        lambda path: ("a", consume_async()),
        "async_generator",
        "only once",
    ),
    "list": (lambda path: [b"a", b"b"], "list", "pass iter(…)"),
    "number": (lambda path: 1, "1", ""),
    "dict": (lambda path: {}, "dict", ""),
    "filename": (lambda path: ACME.File(b"", path), "Path", ""),
    "long tuple": (lambda path: ("a", b"a", "x/y", {}, 1), "tuple", ""),
}


@pytest.mark.parametrize("form", REFUSED)
def test_other_values_are_refused_before_sending(
    server: RecordingServer, path: Path, form: str
) -> None:
    make, description, hint = REFUSED[form]

    def send_part(client: Any) -> Any:
        return client.t.post_form(body=UPLOAD(file=make(path)))

    def send_item(client: Any) -> Any:
        return client.t.post_form(body=UPLOAD(files=[b"a", make(path)]))

    def send_body(client: Any) -> Any:
        return client.t.put_raw(body=make(path))

    uses = {"body.file": send_part, "body.files[1]": send_item, "body": send_body}
    for position, use in uses.items():
        server.requests.clear()
        with (
            ACME.Acme(base_url=server.url) as client,
            pytest.raises(INVALID_ARGUMENT) as caught,
        ):
            use(client)
        message = str(caught.value)
        assert message.startswith(f"{position}: expected a file")
        assert description in message
        assert hint in message
        assert not server.requests


def test_str_in_union_with_files_is_refused(server: RecordingServer) -> None:
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(INVALID_ARGUMENT, match=r"^body\.either"),
    ):
        client.t.post_form(body=UPLOAD(either="cover.png"))
    assert not server.requests


def test_refusal_is_the_same_in_both_clients(server: RecordingServer) -> None:
    def use(client: Any) -> Any:
        return client.t.put_raw(body="cover.png")

    with ACME.Acme(base_url=server.url) as client, pytest.raises(TypeError) as caught:
        use(client)

    async def run() -> Any:
        async with ACME.AsyncAcme(base_url=server.url) as client:
            await use(client)

    with pytest.raises(ValueError, match="Path") as caught_async:
        asyncio.run(run())
    assert str(caught.value) == str(caught_async.value)
    assert not server.requests


@pytest.mark.parametrize("kind", ["missing", "directory"])
def test_file_that_cannot_be_opened_raises_before_sending(
    server: RecordingServer, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "nothing" if kind == "missing" else tmp_path
    with ACME.Acme(base_url=server.url) as client:
        with pytest.raises(OSError, match=str(path)):
            client.t.put_raw(body=path)
        with pytest.raises(OSError, match=str(path)):
            client.t.post_form(body=UPLOAD(file=("a.png", path)))
    assert not server.requests


def test_text_body_refuses_other_values(server: RecordingServer) -> None:
    with (
        ACME.Acme(base_url=server.url) as client,
        pytest.raises(INVALID_ARGUMENT, match=r"^body: expected a str or a file"),
    ):
        client.t.put_xml(body={"a": 1})
    assert not server.requests
