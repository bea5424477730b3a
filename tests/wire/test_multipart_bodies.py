"""Multipart bodies: files, other fields, and the keyword `encoding`."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from email.message import Message
from email.policy import HTTP
from pathlib import Path
from typing import Any

import pytest

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.server import RecordingServer

DOCUMENT = """
openapi: VERSION
info: {title: Acme, version: '1'}
paths:
  /things:
    post:
      operationId: createThing
      tags: [things]
      requestBody:
        content:
          multipart/form-data:
            schema: {$ref: '#/components/schemas/Upload'}
            ENCODING
      responses: {'204': {description: Made.}}
  /free:
    post:
      operationId: sendFree
      tags: [things]
      requestBody: {content: {multipart/form-data: {}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Upload:
      type: object
      properties:
        file: {type: string, format: binary}
        files: {type: array, items: {type: string, format: binary}}
        either:
          oneOf: [{type: string, format: binary}, {type: array, items: {type: string, format: binary}}]
        text: {type: string}
        flag: {type: boolean}
        day: {type: string, format: date}
        small: {type: string, format: byte}
        tags: {type: array, items: {type: string}}
        numbers: {type: array, items: {type: integer}}
        part: {$ref: '#/components/schemas/Part'}
        parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
        free: {}
    Part: {type: object, properties: {innerName: {type: string}}}
"""
VERSIONS = pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
Parts = list[tuple[dict[str, str], bytes]]


def send_form(
    server: RecordingServer,
    fields: Callable[[Any], dict[str, Any]],
    encoding: str = "",
    version: str = "3.1.0",
) -> Parts:
    """Send a form and return its parts; `fields` builds the fields from the package."""
    text = DOCUMENT.replace("VERSION", version)
    acme = generate_package(
        text.replace("ENCODING", f"encoding: {encoding}" if encoding else "")
    )
    upload = import_submodule(acme, "models").Upload
    # Build the fields for each call: an open file can be read only once.
    call(acme, server, lambda client: client.things.create(body=upload(**fields(acme))))
    return read_parts(server)


def read_parts(server: RecordingServer) -> Parts:
    """Return the headers and content of each part of the last request, read by the standard library."""
    content_type = server.last.headers["content-type"]
    raw = f"Content-Type: {content_type}\r\n\r\n".encode() + server.last.body
    message: Message = message_from_bytes(raw, policy=HTTP)
    assert not message.defects
    assert server.last.headers["content-length"] == str(len(server.last.body))
    return [
        ({k.lower(): str(v) for k, v in p.items()}, p.get_payload(decode=True))  # type: ignore[misc]
        for p in message.iter_parts()  # type: ignore[attr-defined]
    ]


def disposition(name: str, filename: str = "") -> str:
    """Return the Content-Disposition of a part."""
    value = f'form-data; name="{name}"'
    return f'{value}; filename="{filename}"' if filename else value


def file_part(
    name: str, filename: str, content_type: str, content: bytes
) -> tuple[dict[str, str], bytes]:
    """Return the expected part of a file."""
    headers = {"content-disposition": disposition(name, filename)}
    return {**headers, "content-type": content_type}, content


@VERSIONS
def test_file_field_types(
    server: RecordingServer, tmp_path: Path, version: str
) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG\r\n--")
    raw = "application/octet-stream"
    forms: list[tuple[Callable[[Any], Any], tuple[dict[str, str], bytes]]] = [
        (lambda acme: b"\x00\r\n\xff", file_part("file", "file", raw, b"\x00\r\n\xff")),
        (
            lambda acme: acme.File("text é".encode(), content_type="text/plain"),
            file_part("file", "file", "text/plain", "text é".encode()),
        ),
        (
            lambda acme: path,
            file_part("file", "photo.png", "image/png", b"\x89PNG\r\n--"),
        ),
        (
            lambda acme: path.open("rb"),
            file_part("file", "photo.png", "image/png", b"\x89PNG\r\n--"),
        ),
        (lambda acme: io.BytesIO(b"abc"), file_part("file", "file", raw, b"abc")),
        (
            lambda acme: acme.File(b"a", "b.pdf"),
            file_part("file", "b.pdf", "application/pdf", b"a"),
        ),
        (
            lambda acme: acme.File(path, "é.bin", "x/y"),
            file_part("file", "é.bin", "x/y", b"\x89PNG\r\n--"),
        ),
        (
            lambda acme: acme.File(b"", 'a"\r\n.txt', "x/y"),
            file_part("file", "a%22%0D%0A.txt", "x/y", b""),
        ),
    ]
    for make, expected in forms:
        assert send_form(
            server, lambda acme, m=make: {"file": m(acme)}, version=version
        ) == [expected]


@VERSIONS
def test_list_of_files_repeats_the_field_name(
    server: RecordingServer, version: str
) -> None:
    parts = send_form(
        server,
        lambda acme: {"files": [b"a", acme.File(b"b", "b.txt")]},
        version=version,
    )
    assert parts == [
        file_part("files", "files", "application/octet-stream", b"a"),
        file_part("files", "b.txt", "text/plain", b"b"),
    ]


def test_field_of_one_or_several_files(server: RecordingServer) -> None:
    raw = "application/octet-stream"
    one = send_form(server, lambda acme: {"either": b"a"})
    assert one == [file_part("either", "either", raw, b"a")]
    assert send_form(server, lambda acme: {"either": [b"a", b"b"]}) == [
        *one,
        file_part("either", "either", raw, b"b"),
    ]


@VERSIONS
def test_other_fields_are_text_or_json(server: RecordingServer, version: str) -> None:
    def fields(acme: Any) -> dict[str, Any]:
        models = import_submodule(acme, "models")
        return {
            "text": "é\r\nb",
            "flag": True,
            "day": date(2026, 2, 9),
            "small": b"\xff",
            "tags": ["a", "b"],
            "numbers": [1],
            "part": models.Part(inner_name="x"),
            "parts": [models.Part(), models.Part(inner_name="y")],
            "free": {"a": None},
        }

    json = "application/json"
    assert send_form(server, fields, version=version) == [
        ({"content-disposition": disposition("text")}, "é\r\nb".encode()),
        ({"content-disposition": disposition("flag")}, b"true"),
        ({"content-disposition": disposition("day")}, b"2026-02-09"),
        ({"content-disposition": disposition("small")}, b"/w=="),
        ({"content-disposition": disposition("tags")}, b"a"),
        ({"content-disposition": disposition("tags")}, b"b"),
        ({"content-disposition": disposition("numbers")}, b"1"),
        (
            {"content-disposition": disposition("part"), "content-type": json},
            b'{"innerName":"x"}',
        ),
        ({"content-disposition": disposition("parts"), "content-type": json}, b"{}"),
        (
            {"content-disposition": disposition("parts"), "content-type": json},
            b'{"innerName":"y"}',
        ),
        (
            {"content-disposition": disposition("free"), "content-type": json},
            b'{"a":null}',
        ),
    ]


@pytest.mark.parametrize(
    ("encoding", "fields", "expected"),
    [
        (
            "{file: {contentType: image/png}}",
            {"file": b"a"},
            [file_part("file", "file", "image/png", b"a")],
        ),
        (
            "{file: {contentType: 'image/png, image/gif'}}",
            {"file": b"a"},
            [file_part("file", "file", "application/octet-stream", b"a")],
        ),
        (
            "{file: {contentType: image/*, style: form}}",
            {"file": b"a"},
            [file_part("file", "file", "application/octet-stream", b"a")],
        ),
        (
            "{files: {contentType: image/png}}",
            {"files": [b"a"]},
            [file_part("files", "files", "image/png", b"a")],
        ),
        (
            "{text: {contentType: text/markdown}}",
            {"text": "# a"},
            [
                (
                    {
                        "content-disposition": disposition("text"),
                        "content-type": "text/markdown",
                    },
                    b"# a",
                )
            ],
        ),
        (
            "{text: {contentType: application/json}}",
            {"text": 'a"'},
            [
                (
                    {
                        "content-disposition": disposition("text"),
                        "content-type": "application/json",
                    },
                    b'"a\\""',
                )
            ],
        ),
        (
            "{tags: {contentType: application/json}}",
            {"tags": ["a"]},
            [
                (
                    {
                        "content-disposition": disposition("tags"),
                        "content-type": "application/json",
                    },
                    b'"a"',
                )
            ],
        ),
        (
            "{free: {contentType: application/vnd.acme+json}}",
            {"free": {"a": 1}},
            [
                (
                    {
                        "content-disposition": disposition("free"),
                        "content-type": "application/vnd.acme+json",
                    },
                    b'{"a":1}',
                )
            ],
        ),
        (
            "{tags: {style: form, explode: false}}",
            {"tags": ["a b", "c"]},
            [({"content-disposition": disposition("tags")}, b"a b,c")],
        ),
        (
            "{tags: {style: pipeDelimited, explode: false}}",
            {"tags": ["a", "b"]},
            [({"content-disposition": disposition("tags")}, b"a|b")],
        ),
        (
            "{free: {style: deepObject}}",
            {"free": {"a b": {"c": 1}, "d": [2]}},
            [
                ({"content-disposition": disposition("free[a b][c]")}, b"1"),
                ({"content-disposition": disposition("free[d]")}, b"2"),
            ],
        ),
    ],
)
def test_field_encoding(
    server: RecordingServer, encoding: str, fields: dict[str, Any], expected: Parts
) -> None:
    assert send_form(server, lambda acme: fields, encoding) == expected


def test_file_adds_headers_to_its_part(server: RecordingServer) -> None:
    encoding = "{file: {contentType: image/png, headers: {X-Sum: {required: true, schema: {type: string}}}}}"
    parts = send_form(
        server,
        lambda acme: {"file": acme.File(b"a", headers={"X-Sum": "1 é"})},
        encoding,
    )
    headers, content = parts[0]
    assert content == b"a"
    assert headers["content-type"] == "image/png"
    assert b"\r\nX-Sum: 1 \xc3\xa9\r\n" in server.last.body


@pytest.mark.parametrize(
    "make",
    [
        lambda acme: acme.File(b"", content_type="a/b\r\nX: y"),
        lambda acme: acme.File(b"", headers={"X": "y\r\nZ: 1"}),
        lambda acme: acme.File(b"", headers={"X\n": "y"}),
    ],
)
def test_line_break_in_part_header_is_rejected(
    server: RecordingServer, make: Callable[[Any], Any]
) -> None:
    with pytest.raises(ValueError, match=r"line break|valid name"):
        send_form(server, lambda acme: {"file": make(acme)})
    assert server.requests == []


def test_null_and_empty_fields_are_omitted(server: RecordingServer) -> None:
    assert send_form(server, lambda acme: {"text": None, "tags": [], "file": b"a"}) == [
        file_part("file", "file", "application/octet-stream", b"a")
    ]


def test_form_without_schema_accepts_any_fields(server: RecordingServer) -> None:
    acme = generate_package(
        DOCUMENT.replace("VERSION", "3.1.0").replace("ENCODING", "")
    )
    body = {
        "file": b"\xff",
        "files": [b"a", b"b"],
        "day": date(2026, 2, 9),
        'a"b': 1,
        "n": [],
    }
    call(acme, server, lambda client: client.things.send_free(body=body))
    raw = "application/octet-stream"
    assert read_parts(server) == [
        file_part("file", "file", raw, b"\xff"),
        file_part("files", "files", raw, b"a"),
        file_part("files", "files", raw, b"b"),
        ({"content-disposition": disposition("day")}, b"2026-02-09"),
        ({"content-disposition": disposition("a%22b")}, b"1"),
    ]


ORDERED = """
openapi: 3.2.0
info: {title: Acme, version: '1'}
paths:
  /related:
    post:
      operationId: sendRelated
      tags: [calls]
      requestBody:
        content:
          multipart/related:
            schema:
              type: array
              prefixItems:
                - {type: object, properties: {name: {type: string}}}
                - {type: string, format: binary}
            prefixEncoding: [{contentType: application/ld+json}, {contentType: image/png}]
      responses: {'204': {description: Done.}}
  /exact:
    post:
      operationId: sendExact
      tags: [calls]
      requestBody:
        content:
          multipart/related:
            schema:
              type: array
              prefixItems:
                - {type: object, properties: {at: {type: string, format: date}}}
                - {type: string, format: binary}
              minItems: 2
              maxItems: 2
            prefixEncoding: [{contentType: application/ld+json}, {contentType: image/png}]
      responses: {'204': {description: Done.}}
  /mixed:
    post:
      operationId: sendMixed
      tags: [calls]
      requestBody:
        content:
          multipart/mixed:
            itemSchema: {type: object, properties: {at: {type: string, format: date}}}
            itemEncoding: {contentType: application/vnd.acme+json}
      responses: {'204': {description: Done.}}
  /bare:
    post:
      operationId: sendBare
      tags: [calls]
      requestBody: {content: {multipart/mixed: {itemSchema: {type: string, format: binary}}}}
      responses: {'204': {description: Done.}}
"""


def test_prefix_encoding_applies_by_position(server: RecordingServer) -> None:
    acme = generate_package(ORDERED)
    item = import_submodule(acme, "models").SendRelatedBodyItem1(name="x")
    call(
        acme, server, lambda client: client.calls.send_related(body=[item, b"\x89PNG"])
    )
    assert server.last.headers["content-type"].startswith(
        "multipart/related; boundary="
    )
    assert read_parts(server) == [
        ({"content-type": "application/ld+json"}, b'{"name":"x"}'),
        ({"content-type": "image/png"}, b"\x89PNG"),
    ]


def test_fixed_number_of_parts_is_a_tuple(server: RecordingServer) -> None:
    acme = generate_package(ORDERED)
    item = import_submodule(acme, "models").SendExactBodyItem1(at=date(2026, 1, 2))
    call(acme, server, lambda client: client.calls.send_exact(body=(item, b"PNG")))
    assert read_parts(server) == [
        ({"content-type": "application/ld+json"}, b'{"at":"2026-01-02"}'),
        ({"content-type": "image/png"}, b"PNG"),
    ]


def test_item_encoding_applies_to_each_part(server: RecordingServer) -> None:
    acme = generate_package(ORDERED)
    item = import_submodule(acme, "models").SendMixedBodyItem(at=date(2026, 2, 9))
    call(acme, server, lambda client: client.calls.send_mixed(body=[item, item]))
    headers = {"content-type": "application/vnd.acme+json"}
    assert read_parts(server) == [(headers, b'{"at":"2026-02-09"}')] * 2
    files = [acme.File(b"a", "a.txt"), b"b"]
    call(acme, server, lambda client: client.calls.send_bare(body=files))
    assert read_parts(server) == [
        (
            {
                "content-disposition": 'attachment; filename="a.txt"',
                "content-type": "text/plain",
            },
            b"a",
        ),
        ({"content-type": "application/octet-stream"}, b"b"),
    ]
