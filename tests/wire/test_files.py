"""Content of files in all forms that a caller may pass, in multipart parts and as bodies, and text bodies."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.wire.clients import call, import_submodule
from tests.wire.files import (
    ACME,
    PNG,
    RAW,
    UPLOAD,
    iterate,
    parse_parts,
    send_form,
)
from tests.wire.server import RecordingServer

FORMS: dict[str, tuple[Callable[[Path], Any], str, str]] = {
    "bytes": (lambda path: PNG, "file", RAW),
    "bytearray": (lambda path: bytearray(PNG), "file", RAW),
    "memoryview": (lambda path: memoryview(PNG), "file", RAW),
    "path": (lambda path: path, "cover.png", "image/png"),
    "file": (lambda path: path.open("rb"), "cover.png", "image/png"),
    "memory": (lambda path: io.BytesIO(PNG), "file", RAW),
    "gzip": (
        lambda path: gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(PNG))),
        "file",
        RAW,
    ),
    "iterator": (lambda path: iterate(), "file", RAW),
    "list iterator": (lambda path: iter([PNG[:2], PNG[2:]]), "file", RAW),
    "memoryviews": (lambda path: map(memoryview, iterate()), "file", RAW),
    "File": (lambda path: ACME.File(path, "b.gif"), "b.gif", "image/gif"),
    "File of iterator": (
        lambda path: ACME.File(iterate(), "b.gif", "x/y"),
        "b.gif",
        "x/y",
    ),
    "pair": (lambda path: ("b.gif", PNG), "b.gif", "image/gif"),
    "pair with path": (lambda path: ("b.gif", path), "b.gif", "image/gif"),
    "pair without name": (lambda path: (None, path), "cover.png", "image/png"),
    "triple": (lambda path: ("b.gif", PNG, "x/y"), "b.gif", "x/y"),
    "triple without type": (
        lambda path: ("b.gif", iterate(), None),
        "b.gif",
        "image/gif",
    ),
    "quadruple": (
        lambda path: ("b.gif", io.BytesIO(PNG), "x/y", {"X-Sum": "1"}),
        "b.gif",
        "x/y",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_part_takes_file_in_any_form(
    server: RecordingServer, path: Path, form: str
) -> None:
    make, filename, media_type = FORMS[form]
    expected = ("file", filename, media_type, PNG)
    assert send_form(server, lambda: {"file": make(path)}) == [expected]


@pytest.mark.parametrize("form", FORMS)
def test_body_takes_file_in_any_form(
    server: RecordingServer, path: Path, form: str
) -> None:
    make, _, media_type = FORMS[form]
    call(ACME, server, lambda client: client.t.put_image(body=make(path)))
    assert server.last.body == PNG
    assert server.last.headers["content-type"] == media_type


def test_headers_of_tuple_are_those_of_its_part(server: RecordingServer) -> None:
    send_form(server, lambda: {"file": ("a", b"a", "x/y", {"X-Sum": "1"})})
    assert b"\r\nX-Sum: 1\r\n" in server.last.body


def test_lists_of_files(server: RecordingServer, path: Path) -> None:
    def make() -> dict[str, Any]:
        return {
            "files": [("a.gif", b"a"), path, iterate()],
            "either": [b"b", ("c.gif", b"c", "x/y")],
        }

    assert send_form(server, make) == [
        ("files", "a.gif", "image/gif", b"a"),
        ("files", "cover.png", "image/png", PNG),
        ("files", "files", RAW, PNG),
        ("either", "either", RAW, b"b"),
        ("either", "c.gif", "x/y", b"c"),
    ]


@pytest.mark.parametrize("field", ["media", "encoded"])
def test_file_declared_by_content_keywords(server: RecordingServer, field: str) -> None:
    parts = send_form(server, lambda: {field: ("a.gif", PNG)})
    assert parts == [(field, "a.gif", "image/gif", PNG)]


def test_tuple_of_files_is_a_list(server: RecordingServer) -> None:
    assert send_form(server, lambda: {"files": (b"a", b"b")}) == [
        ("files", "files", RAW, b"a"),
        ("files", "files", RAW, b"b"),
    ]


@pytest.mark.parametrize("method", ["post_free", "post_open"])
def test_form_without_declared_fields_takes_files(
    server: RecordingServer, path: Path, method: str
) -> None:
    def make() -> dict[str, Any]:
        return {
            "name": "n",
            "data": b"\xff",
            "path": path,
            "pair": ("a.gif", b"a"),
            "pairs": [("a.gif", b"a"), ("b.gif", b"b", "x/y")],
            "texts": ("a", "b"),
            "stream": iterate(),
        }

    call(ACME, server, lambda client: getattr(client.t, method)(body=make()))
    assert parse_parts(server) == [
        ("name", None, None, b"n"),
        ("data", "data", RAW, b"\xff"),
        ("path", "cover.png", "image/png", PNG),
        ("pair", "a.gif", "image/gif", b"a"),
        ("pairs", "a.gif", "image/gif", b"a"),
        ("pairs", "b.gif", "x/y", b"b"),
        ("texts", None, None, b"a"),
        ("texts", None, None, b"b"),
        ("stream", "stream", RAW, PNG),
    ]


@pytest.mark.parametrize("method", ["post_free", "post_form"])
def test_file_of_dict(server: RecordingServer, path: Path, method: str) -> None:
    def use(client: Any) -> Any:
        return getattr(client.t, method)(body={"file": ("a.gif", path)})

    call(ACME, server, use)
    assert parse_parts(server) == [("file", "a.gif", "image/gif", PNG)]


def test_received_model_with_file_is_encoded_as_received() -> None:
    for data in ({"file": "text", "files": ["a"]}, {"either": ["a"]}):
        assert UPLOAD.from_dict(data).to_dict() == data
    assert UPLOAD(file=PNG).to_dict() == {"file": PNG}


@pytest.mark.parametrize(
    ("method", "body", "expected"),
    [
        ("put_csv", "a,é\n", "a,é\n".encode()),
        ("put_csv", b"a,b", b"a,b"),
        ("put_csv", io.BytesIO, b"a,b"),
        ("put_xml", "<a/>", b"<a/>"),
        ("put_xml", ("a.xml", b"<a/>"), b"<a/>"),
        ("put_number", 7, b"7"),
        ("put_number", "7", b"7"),
        ("put_number", b"7", b"7"),
        ("put_base64", PNG, b"iVBORw0KAA=="),
        ("put_json", PNG, b'"iVBORw0KAA=="'),
        ("post_either", "cover.png", b'"cover.png"'),
        ("post_either", PNG, PNG),
        ("post_either", ("a.png", PNG), PNG),
    ],
)
def test_body_with_text(
    server: RecordingServer, method: str, body: Any, expected: bytes
) -> None:
    def use(client: Any) -> Any:
        value = io.BytesIO(b"a,b") if body is io.BytesIO else body
        return getattr(client.t, method)(body=value)

    call(ACME, server, use)
    assert server.last.body == expected


def test_binary_format_inside_json_is_a_string(server: RecordingServer) -> None:
    model = import_submodule(ACME, "models").PostAttachmentsBody
    assert model.__annotations__["content"] == "str | None"
    call(
        ACME,
        server,
        lambda client: client.t.post_attachments(body=model(content="aGk=")),
    )
    assert server.last.body == b'{"content":"aGk="}'


def test_binary_format_in_parameter_is_a_string(server: RecordingServer) -> None:
    call(ACME, server, lambda client: client.others.other(data="a.png"))
    assert server.last.target == "/other?data=a.png"
