"""`multipart/…`: files in each form that a user has them in, fields beside them, and what `encoding` says."""

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

from tests.wire.pressing import call, package, part
from tests.wire.server import Wire

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
Sent = list[tuple[dict[str, str], bytes]]


def sent(
    server: Wire,
    fields: Callable[[Any], dict[str, Any]],
    encoding: str = "",
    version: str = "3.1.0",
) -> Sent:
    """The headers and the content of each part of a form; `fields` gets the package and its models."""
    text = DOCUMENT.replace("VERSION", version)
    made = package(
        text.replace("ENCODING", f"encoding: {encoding}" if encoding else "")
    )
    upload = part(made, "models").Upload
    # Made for each call anew: an open file is read once.
    call(made, server, lambda client: client.things.create(body=upload(**fields(made))))
    return parts(server)


def parts(server: Wire) -> Sent:
    """The parts of the last request, read by the standard library."""
    content_type = server.last.headers["content-type"]
    whole = f"Content-Type: {content_type}\r\n\r\n".encode() + server.last.body
    message: Message = message_from_bytes(whole, policy=HTTP)
    assert not message.defects
    assert server.last.headers["content-length"] == str(len(server.last.body))
    return [
        ({k.lower(): str(v) for k, v in p.items()}, p.get_payload(decode=True))  # type: ignore[misc]
        for p in message.iter_parts()  # type: ignore[attr-defined]
    ]


def named(name: str, filename: str = "") -> str:
    """The disposition of a part."""
    told = f'form-data; name="{name}"'
    return f'{told}; filename="{filename}"' if filename else told


def file(
    name: str, filename: str, content_type: str, content: bytes
) -> tuple[dict[str, str], bytes]:
    """The part of a file."""
    disposition = named(name, filename)
    return {"content-disposition": disposition, "content-type": content_type}, content


@VERSIONS
def test_a_file_may_be_given_in_many_forms(
    server: Wire, tmp_path: Path, version: str
) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG\r\n--")
    raw = "application/octet-stream"
    forms: list[tuple[Callable[[Any], Any], tuple[dict[str, str], bytes]]] = [
        (lambda made: b"\x00\r\n\xff", file("file", "file", raw, b"\x00\r\n\xff")),
        (lambda made: "text é", file("file", "file", "text/plain", "text é".encode())),
        (lambda made: path, file("file", "photo.png", "image/png", b"\x89PNG\r\n--")),
        (
            lambda made: path.open("rb"),
            file("file", "photo.png", "image/png", b"\x89PNG\r\n--"),
        ),
        (lambda made: io.BytesIO(b"abc"), file("file", "file", raw, b"abc")),
        (
            lambda made: made.File(b"a", "b.pdf"),
            file("file", "b.pdf", "application/pdf", b"a"),
        ),
        (
            lambda made: made.File(path, "é.bin", "x/y"),
            file("file", "é.bin", "x/y", b"\x89PNG\r\n--"),
        ),
        (
            lambda made: made.File(b"", 'a"\r\n.txt', "x/y"),
            file("file", "a%22%0D%0A.txt", "x/y", b""),
        ),
    ]
    for make, expected in forms:
        assert sent(
            server, lambda made, m=make: {"file": m(made)}, version=version
        ) == [expected]


@VERSIONS
def test_several_files_have_one_name(server: Wire, version: str) -> None:
    found = sent(
        server,
        lambda made: {"files": [b"a", made.File(b"b", "b.txt")]},
        version=version,
    )
    assert found == [
        file("files", "files", "application/octet-stream", b"a"),
        file("files", "b.txt", "text/plain", b"b"),
    ]


def test_a_file_or_a_list_of_files(server: Wire) -> None:
    raw = "application/octet-stream"
    one = sent(server, lambda made: {"either": b"a"})
    assert one == [file("either", "either", raw, b"a")]
    assert sent(server, lambda made: {"either": [b"a", b"b"]}) == [
        *one,
        file("either", "either", raw, b"b"),
    ]


@VERSIONS
def test_the_other_fields_are_text_or_json(server: Wire, version: str) -> None:
    def fields(made: Any) -> dict[str, Any]:
        models = part(made, "models")
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
    assert sent(server, fields, version=version) == [
        ({"content-disposition": named("text")}, "é\r\nb".encode()),
        ({"content-disposition": named("flag")}, b"true"),
        ({"content-disposition": named("day")}, b"2026-02-09"),
        ({"content-disposition": named("small")}, b"/w=="),
        ({"content-disposition": named("tags")}, b"a"),
        ({"content-disposition": named("tags")}, b"b"),
        ({"content-disposition": named("numbers")}, b"1"),
        (
            {"content-disposition": named("part"), "content-type": json},
            b'{"innerName":"x"}',
        ),
        ({"content-disposition": named("parts"), "content-type": json}, b"{}"),
        (
            {"content-disposition": named("parts"), "content-type": json},
            b'{"innerName":"y"}',
        ),
        ({"content-disposition": named("free"), "content-type": json}, b'{"a":null}'),
    ]


@pytest.mark.parametrize(
    ("encoding", "fields", "expected"),
    [
        (
            "{file: {contentType: image/png}}",
            {"file": b"a"},
            [file("file", "file", "image/png", b"a")],
        ),
        (
            "{file: {contentType: 'image/png, image/gif'}}",
            {"file": b"a"},
            [file("file", "file", "application/octet-stream", b"a")],
        ),
        (
            "{file: {contentType: image/*, style: form}}",
            {"file": b"a"},
            [file("file", "file", "application/octet-stream", b"a")],
        ),
        (
            "{files: {contentType: image/png}}",
            {"files": [b"a"]},
            [file("files", "files", "image/png", b"a")],
        ),
        (
            "{text: {contentType: text/markdown}}",
            {"text": "# a"},
            [
                (
                    {
                        "content-disposition": named("text"),
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
                        "content-disposition": named("text"),
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
                        "content-disposition": named("tags"),
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
                        "content-disposition": named("free"),
                        "content-type": "application/vnd.acme+json",
                    },
                    b'{"a":1}',
                )
            ],
        ),
        (
            "{tags: {style: form, explode: false}}",
            {"tags": ["a b", "c"]},
            [({"content-disposition": named("tags")}, b"a b,c")],
        ),
        (
            "{tags: {style: pipeDelimited, explode: false}}",
            {"tags": ["a", "b"]},
            [({"content-disposition": named("tags")}, b"a|b")],
        ),
        (
            "{free: {style: deepObject}}",
            {"free": {"a b": {"c": 1}, "d": [2]}},
            [
                ({"content-disposition": named("free[a b][c]")}, b"1"),
                ({"content-disposition": named("free[d]")}, b"2"),
            ],
        ),
    ],
)
def test_a_field_is_written_as_its_encoding_says(
    server: Wire, encoding: str, fields: dict[str, Any], expected: Sent
) -> None:
    assert sent(server, lambda made: fields, encoding) == expected


def test_a_file_brings_the_headers_of_its_part(server: Wire) -> None:
    encoding = "{file: {contentType: image/png, headers: {X-Sum: {required: true, schema: {type: string}}}}}"
    found = sent(
        server,
        lambda made: {"file": made.File(b"a", headers={"X-Sum": "1 é"})},
        encoding,
    )
    headers, content = found[0]
    assert content == b"a"
    assert headers["content-type"] == "image/png"
    assert b"\r\nX-Sum: 1 \xc3\xa9\r\n" in server.last.body


@pytest.mark.parametrize(
    "make",
    [
        lambda made: made.File(b"", content_type="a/b\r\nX: y"),
        lambda made: made.File(b"", headers={"X": "y\r\nZ: 1"}),
        lambda made: made.File(b"", headers={"X\n": "y"}),
    ],
)
def test_a_part_that_would_have_more_headers_is_refused(
    server: Wire, make: Callable[[Any], Any]
) -> None:
    with pytest.raises(ValueError, match="line break"):
        sent(server, lambda made: {"file": make(made)})
    assert server.asked == []


def test_null_and_what_is_not_given_are_no_parts(server: Wire) -> None:
    assert sent(server, lambda made: {"text": None, "tags": [], "file": b"a"}) == [
        file("file", "file", "application/octet-stream", b"a")
    ]


def test_a_form_without_a_schema_takes_any_fields(server: Wire) -> None:
    made = package(DOCUMENT.replace("VERSION", "3.1.0").replace("ENCODING", ""))
    body = {
        "file": b"\xff",
        "files": [b"a", b"b"],
        "day": date(2026, 2, 9),
        'a"b': 1,
        "n": None,
    }
    call(made, server, lambda client: client.things.send_free(body=body))
    raw = "application/octet-stream"
    assert parts(server) == [
        file("file", "file", raw, b"\xff"),
        file("files", "files", raw, b"a"),
        file("files", "files", raw, b"b"),
        ({"content-disposition": named("day")}, b"2026-02-09"),
        ({"content-disposition": named("a%22b")}, b"1"),
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


def test_parts_without_names_go_by_their_places(server: Wire) -> None:
    made = package(ORDERED)
    item = part(made, "models").SendRelatedBodyItem1(name="x")
    call(
        made, server, lambda client: client.calls.send_related(body=[item, b"\x89PNG"])
    )
    assert server.last.headers["content-type"].startswith(
        "multipart/related; boundary="
    )
    assert parts(server) == [
        ({"content-type": "application/ld+json"}, b'{"name":"x"}'),
        ({"content-type": "image/png"}, b"\x89PNG"),
    ]


def test_parts_that_must_all_be_there_are_a_tuple(server: Wire) -> None:
    made = package(ORDERED)
    item = part(made, "models").SendExactBodyItem1(at=date(2026, 1, 2))
    call(made, server, lambda client: client.calls.send_exact(body=(item, b"PNG")))
    assert parts(server) == [
        ({"content-type": "application/ld+json"}, b'{"at":"2026-01-02"}'),
        ({"content-type": "image/png"}, b"PNG"),
    ]


def test_a_sequence_of_parts_is_a_list(server: Wire) -> None:
    made = package(ORDERED)
    item = part(made, "models").SendMixedBodyItem(at=date(2026, 2, 9))
    call(made, server, lambda client: client.calls.send_mixed(body=[item, item]))
    kind = {"content-type": "application/vnd.acme+json"}
    assert parts(server) == [(kind, b'{"at":"2026-02-09"}')] * 2
    files = [made.File(b"a", "a.txt"), b"b"]
    call(made, server, lambda client: client.calls.send_bare(body=files))
    assert parts(server) == [
        (
            {
                "content-disposition": 'attachment; filename="a.txt"',
                "content-type": "text/plain",
            },
            b"a",
        ),
        ({"content-type": "application/octet-stream"}, b"b"),
    ]
