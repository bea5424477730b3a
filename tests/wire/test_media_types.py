"""Bodies of other media types than JSON, and several of them: raw, text, lines, ranges, and which is chosen."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.wire.pressing import call, package, part
from tests.wire.server import Wire

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
    server: Wire,
    rows: list[tuple[str, str]],
    row: tuple[str, str],
    body: Any,
    version: str = "3.1.0",
) -> tuple[str, bytes]:
    """The content type and the bytes of a body whose media type and schema are those of a row."""
    text = HEAD.replace("VERSION", version)
    for number, (media, schema) in enumerate(rows):
        operation = OPERATION.replace("NUMBER", str(number)).replace("MEDIA", media)
        text += operation.replace("SCHEMA", schema)
    name = f"call{rows.index(row)}"
    call(package(text), server, lambda c: getattr(c.calls, name)(body=body))
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
@pytest.mark.parametrize(("media", "schema", "body", "content_type", "written"), RAW)
def test_a_body_is_sent_as_its_media_type_says(
    server: Wire,
    version: str,
    media: str,
    schema: str,
    body: object,
    content_type: str,
    written: bytes,
) -> None:
    found = send(server, RAW_ROWS, (media, schema), body, version)
    assert found == (content_type, written)


@pytest.mark.parametrize(
    ("make", "content_type"),
    [
        (lambda path, made: path, "image/png"),
        (lambda path, made: io.BytesIO(b"\x89PNG"), "application/octet-stream"),
        (lambda path, made: made.File(path), "image/png"),
        (lambda path, made: made.File(b"\x89PNG", "b.gif"), "image/gif"),
        (lambda path, made: made.File(b"\x89PNG", "b.gif", "image/x"), "image/x"),
    ],
)
def test_a_file_says_what_it_is_where_the_document_leaves_it_open(
    server: Wire, tmp_path: Path, make: Callable[[Path, Any], Any], content_type: str
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG")
    operation = OPERATION.replace("NUMBER", "0").replace("SCHEMA", BINARY)
    made = package(
        HEAD.replace("VERSION", "3.1.0") + operation.replace("MEDIA", "image/*")
    )
    call(made, server, lambda client: client.calls.call0(body=make(path, made)))
    assert server.last.headers["content-type"] == content_type
    assert server.last.body == b"\x89PNG"


def test_a_file_on_disk_is_read_as_bytes(server: Wire, tmp_path: Path) -> None:
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
    ("row", "body", "written"),
    [
        (LINES[0], [{"a": 1}, {"b": "\n"}], b'{"a":1}\n{"b":"\\n"}\n'),
        (LINES[0], [], b""),
        (LINES[0], b'{"a":1}\n', b'{"a":1}\n'),
        (LINES[2], [1, None, "é"], '\x1e1\n\x1enull\n\x1e"é"\n'.encode()),
        (LINES[3], '{"a":1}\n', b'{"a":1}\n'),
    ],
)
def test_a_list_is_sent_line_by_line(
    server: Wire, row: tuple[str, str], body: object, written: bytes
) -> None:
    assert send(server, LINES, row, body, "3.2.0") == (row[0], written)


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


def test_the_body_chooses_the_media_type(server: Wire) -> None:
    made = package(SEVERAL)
    models = part(made, "models")

    def sent(body: Any, **options: Any) -> tuple[str, bytes]:
        call(made, server, lambda client: client.things.create(body=body, **options))
        return server.last.headers.get("content-type", ""), server.last.body

    assert sent("a text") == ("text/plain", b"a text")
    assert sent(models.Json(a=1)) == ("application/json", b'{"a":1}')
    assert sent(models.Vendor(b=2)) == ("application/vnd.acme+json", b'{"b":2}')
    form = "application/x-www-form-urlencoded"
    assert sent(models.Form(c=3)) == (form, b"c=3")
    kind, content = sent(models.Form(c=3), content_type="multipart/form-data")
    assert kind.startswith("multipart/form-data; boundary=")
    assert b'name="c"\r\n\r\n3\r\n' in content
    assert sent(b'{"a":2}', content_type="application/json") == (
        "application/json",
        b'{"a":2}',
    )
    assert sent(None) == ("", b"")


def test_a_media_type_that_the_operation_does_not_have_is_refused(server: Wire) -> None:
    made = package(SEVERAL)
    with pytest.raises(ValueError, match="must be one of text/plain, application/json"):
        call(
            made,
            server,
            lambda client: client.things.create(body="x", content_type="text/html"),
        )
    assert server.asked == []
