"""Request bodies of media types other than JSON, and the choice between several."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.server import RecordingServer

HEAD = "openapi: VERSION\ninfo: {title: Acme, version: '1'}\npaths:\n"
OPERATION = """
  /NUMBER:
    post:
      operationId: callNUMBER
      tags: [calls]
      requestBody: {required: true, content: {'MEDIA': SCHEMA}}
      responses: {'204': {description: Done.}}
"""
BINARY = "{schema: {type: string, format: binary}}"
TEXT = "{schema: {type: string}}"
OBJECT = "{schema: {type: object}}"


def send(
    server: RecordingServer,
    rows: list[tuple[str, str]],
    row: tuple[str, str],
    body: Any,
    version: str = "3.1.0",
) -> tuple[str, bytes]:
    """Return the content type and bytes of a body sent with the media type and schema of `row`."""
    text = HEAD.replace("VERSION", version)
    for number, (media, schema) in enumerate(rows):
        operation = OPERATION.replace("NUMBER", str(number)).replace("MEDIA", media)
        text += operation.replace("SCHEMA", schema)
    name = f"call{rows.index(row)}"
    call(generate_package(text), server, lambda c: getattr(c.calls, name)(body=body))
    return server.last.headers["content-type"], server.last.body


RAW = [
    (
        "application/octet-stream",
        BINARY,
        b"\x00\xff\r\n",
        "application/octet-stream",
        b"\x00\xff\r\n",
    ),
    ("application/octet-stream", "{}", b"", "application/octet-stream", b""),
    ("application/octet-stream", OBJECT, b"{}", "application/octet-stream", b"{}"),
    ("text/plain", TEXT, "é\r\nb", "text/plain", "é\r\nb".encode()),
    ("text/csv; charset=utf-8", TEXT, "a,b", "text/csv; charset=utf-8", b"a,b"),
    ("application/xml", OBJECT, "<a>é</a>", "application/xml", "<a>é</a>".encode()),
    ("image/svg+xml", TEXT, b"<svg/>", "image/svg+xml", b"<svg/>"),
    ("application/pdf", BINARY, bytearray(b"%PDF"), "application/pdf", b"%PDF"),
    ("image/*", BINARY, b"GIF89a", "application/octet-stream", b"GIF89a"),
    ("text/*", TEXT, "plain", "text/plain", b"plain"),
    ("application/json", BINARY, b'{"a": 1}', "application/json", b'{"a": 1}'),
    ("*/*", BINARY, b"\x01", "application/octet-stream", b"\x01"),
    ("*/*", "{}", "text", "text/plain", b"text"),
    ("*/*", OBJECT, {"a": 1}, "application/json", b'{"a":1}'),
    ("application/*", OBJECT, {"a": 1}, "application/json", b'{"a":1}'),
]
RAW_ROWS = [(media, schema) for media, schema, _, _, _ in RAW]


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(("media", "schema", "body", "content_type", "expected"), RAW)
def test_body_is_encoded_by_media_type(
    server: RecordingServer,
    version: str,
    media: str,
    schema: str,
    body: object,
    content_type: str,
    expected: bytes,
) -> None:
    request = send(server, RAW_ROWS, (media, schema), body, version)
    assert request == (content_type, expected)


@pytest.mark.parametrize(
    ("make", "content_type"),
    [
        (lambda path, acme: path, "image/png"),
        (lambda path, acme: io.BytesIO(b"\x89PNG"), "application/octet-stream"),
        (lambda path, acme: acme.File(path), "image/png"),
        (lambda path, acme: acme.File(b"\x89PNG", "b.gif"), "image/gif"),
        (lambda path, acme: acme.File(b"\x89PNG", "b.gif", "image/x"), "image/x"),
    ],
)
def test_file_sets_content_type_for_media_type_range(
    server: RecordingServer,
    tmp_path: Path,
    make: Callable[[Path, Any], Any],
    content_type: str,
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG")
    operation = OPERATION.replace("NUMBER", "0").replace("SCHEMA", BINARY)
    acme = generate_package(
        HEAD.replace("VERSION", "3.1.0") + operation.replace("MEDIA", "image/*")
    )
    call(acme, server, lambda client: client.calls.call0(body=make(path, acme)))
    assert server.last.headers["content-type"] == content_type
    assert server.last.body == b"\x89PNG"


def test_path_body_is_read_as_bytes(server: RecordingServer, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"\r\n\x00")
    row = ("application/octet-stream", BINARY)
    assert send(server, RAW_ROWS, row, path) == (row[0], b"\r\n\x00")


LINES = [
    ("application/x-ndjson", "{schema: {type: array, items: {type: object}}}"),
    (
        "application/jsonl",
        "{itemSchema: {type: object, properties: {a: {type: integer}}}}",
    ),
    ("application/json-seq", "{itemSchema: {}}"),
    ("application/x-ndjson", "{schema: {type: string}}"),
]


@pytest.mark.parametrize(
    ("row", "body", "expected"),
    [
        (LINES[0], [{"a": 1}, {"b": "\n"}], b'{"a":1}\n{"b":"\\n"}\n'),
        (LINES[0], [], b""),
        (LINES[0], b'{"a":1}\n', b'{"a":1}\n'),
        (LINES[2], [1, None, "é"], '\x1e1\n\x1enull\n\x1e"é"\n'.encode()),
        (LINES[3], '{"a":1}\n', b'{"a":1}\n'),
    ],
)
def test_list_body_is_encoded_as_json_lines(
    server: RecordingServer, row: tuple[str, str], body: object, expected: bytes
) -> None:
    assert send(server, LINES, row, body, "3.2.0") == (row[0], expected)


SEVERAL = """
paths:
  /things:
    post:
      operationId: createThing
      tags: [things]
      requestBody:
        content:
          text/plain: {schema: {type: string}}
          application/json: {schema: {$ref: '#/components/schemas/Json'}}
          application/vnd.acme+json: {schema: {$ref: '#/components/schemas/Vendor'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Form'}}
          multipart/form-data: {schema: {$ref: '#/components/schemas/Form'}}
      responses: {'204': {description: Made.}}
components:
  schemas:
    Json: {type: object, properties: {a: {type: integer}}}
    Vendor: {type: object, properties: {b: {type: integer}}}
    Form: {type: object, properties: {c: {type: integer}}}
"""


def test_media_type_is_chosen_by_body_type(server: RecordingServer) -> None:
    acme = generate_package(SEVERAL)
    models = import_submodule(acme, "models")

    def send_body(body: Any, **options: Any) -> tuple[str, bytes]:
        call(acme, server, lambda client: client.things.create(body=body, **options))
        return server.last.headers.get("content-type", ""), server.last.body

    assert send_body("a text") == ("text/plain", b"a text")
    assert send_body(models.Json(a=1)) == ("application/json", b'{"a":1}')
    assert send_body(models.Vendor(b=2)) == ("application/vnd.acme+json", b'{"b":2}')
    form = "application/x-www-form-urlencoded"
    assert send_body(models.Form(c=3)) == (form, b"c=3")
    content_type, content = send_body(
        models.Form(c=3), content_type="multipart/form-data"
    )
    assert content_type.startswith("multipart/form-data; boundary=")
    assert b'name="c"\r\n\r\n3\r\n' in content
    assert send_body(b'{"a":2}', content_type="application/json") == (
        "application/json",
        b'{"a":2}',
    )
    assert send_body(None) == ("", b"")


def test_undeclared_content_type_is_rejected(server: RecordingServer) -> None:
    acme = generate_package(SEVERAL)
    with pytest.raises(
        ValueError, match="content_type: expected text/plain or application/json"
    ):
        call(
            acme,
            server,
            lambda client: client.things.create(body="x", content_type="text/html"),
        )
    assert server.requests == []
