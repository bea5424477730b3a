"""The choice between the media types of a request body, by the value that a caller passes."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.server import RecordingServer

OPERATION = """
  /{name}:
    post:
      operationId: {name}
      tags: [calls]
      requestBody: {{required: true, content: {{{content}}}}}
      responses: {{'204': {{description: Done.}}}}
"""
DOC = "{$ref: '#/components/schemas/Doc'}"
PAGE = "{$ref: '#/components/schemas/Page'}"
BINARY = "{type: string, format: binary}"
# The media types of each operation with their schemas, in the order of the document.
OPERATIONS = {
    "patches": {
        "application/json-patch+json": "{type: array, items: {type: object}}",
        "application/merge-patch+json": "{type: object}",
    },
    "contents": {
        "text/plain": "{type: string}",
        "application/octet-stream": BINARY,
    },
    "lists": {
        "application/a+json": "{type: array, items: {type: integer}}",
        "application/b+json": f"{{type: array, items: {DOC}}}",
    },
    "times": {
        "application/a+json": "{type: string, format: date}",
        "application/b+json": "{type: string, format: date-time}",
    },
    "forms": {
        "application/x-www-form-urlencoded": DOC,
        "multipart/form-data": DOC,
        "application/json": DOC,
    },
    "texts": {
        "text/csv": "{type: string}",
        "text/plain": "{type: integer}",
        "application/json": DOC,
    },
    "images": {"image/png": BINARY, "image/jpeg": BINARY, "image/*": BINARY},
    "codes": {
        "application/octet-stream": BINARY,
        "application/json": "{type: string, format: byte}",
    },
    "lines": {
        "application/x-ndjson": f"{{type: array, items: {DOC}}}",
        "application/json": DOC,
    },
    "anything": {
        "application/json": "{}",
        "application/vnd.acme+json": DOC,
        "multipart/form-data": PAGE,
    },
}
TAIL = """
  /others: {get: {operationId: others, tags: [others], responses: {'204': {description: Done.}}}}
components:
  schemas:
    Doc: {type: object, properties: {n: {type: string}}}
    Page: {type: object, properties: {m: {type: integer}}}
"""


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    """Return the package with all operations."""
    document = "paths:"
    for name, media_types in OPERATIONS.items():
        entries = (f"'{m}': {{schema: {s}}}" for m, s in media_types.items())
        document += OPERATION.format(name=name, content=", ".join(entries))
    return generate_package(document + TAIL)


def send(
    server: RecordingServer, acme: ModuleType, name: str, body: Any, **options: Any
) -> tuple[str, bytes]:
    """Return the content type, without parameters, and the content of a body."""
    call(acme, server, lambda c: getattr(c.calls, name)(body=body, **options))
    content_type = server.last.headers["content-type"].partition(";")[0]
    return content_type, server.last.body


def refuse(
    server: RecordingServer, acme: ModuleType, name: str, body: Any, **options: Any
) -> str:
    """Return the message of the error for a body that is not sent."""
    with (
        acme.Acme(base_url=server.url) as client,
        pytest.raises(acme.InvalidArgumentError) as caught,
    ):
        getattr(client.calls, name)(body=body, **options)
    assert server.requests == []
    return str(caught.value)


def doc(acme: ModuleType, **fields: Any) -> Any:
    """Return a model of the component `Doc`."""
    return import_submodule(acme, "models").Doc(**fields)


@pytest.mark.parametrize(
    ("name", "body", "media_type", "content"),
    [
        ("patches", {}, "application/merge-patch+json", b"{}"),
        ("patches", {"a": None}, "application/merge-patch+json", b'{"a":null}'),
        ("patches", [], "application/json-patch+json", b"[]"),
        ("patches", [{"op": "x"}], "application/json-patch+json", b'[{"op":"x"}]'),
        ("contents", b"\xff", "application/octet-stream", b"\xff"),
        ("contents", "é", "text/plain", "é".encode()),
        ("contents", ("a.bin", b"\xff"), "application/octet-stream", b"\xff"),
        ("lists", [1, 2], "application/a+json", b"[1,2]"),
        ("lists", [{"n": "x"}], "application/b+json", b'[{"n":"x"}]'),
        ("times", date(2026, 2, 9), "application/a+json", b'"2026-02-09"'),
        (
            "times",
            datetime(2026, 2, 9, 12, 30, tzinfo=UTC),
            "application/b+json",
            b'"2026-02-09T12:30:00Z"',
        ),
        ("forms", {"n": "x"}, "application/json", b'{"n":"x"}'),
        ("texts", "a,b", "text/csv", b"a,b"),
        ("texts", 7, "text/plain", b"7"),
        ("texts", b"a,b", "text/csv", b"a,b"),
        ("codes", b"\xff", "application/json", b'"/w=="'),
        ("codes", ("a.bin", b"\xff"), "application/octet-stream", b"\xff"),
        ("lines", [{"n": "x"}], "application/x-ndjson", b'{"n":"x"}\n'),
        ("lines", {"n": "x"}, "application/json", b'{"n":"x"}'),
        ("images", b"\x00", "image/png", b"\x00"),
        ("images", ("a.jpg", b"\x00"), "image/jpeg", b"\x00"),
        ("images", ("a.gif", b"\x00"), "image/gif", b"\x00"),
        ("images", (None, b"\x00", "image/jpeg"), "image/jpeg", b"\x00"),
        ("anything", {"n": 1}, "application/json", b'{"n":1}'),
        ("anything", "a text", "application/json", b'"a text"'),
    ],
)
def test_first_media_type_that_accepts_the_body(
    server: RecordingServer,
    acme: ModuleType,
    name: str,
    body: object,
    media_type: str,
    content: bytes,
) -> None:
    assert send(server, acme, name, body) == (media_type, content)


def test_model_selects_the_media_type_of_its_class(
    server: RecordingServer, acme: ModuleType
) -> None:
    model = doc(acme, n="x")
    assert send(server, acme, "lists", [model])[0] == "application/b+json"
    assert send(server, acme, "forms", model)[0] == "application/json"
    assert send(server, acme, "anything", model)[0] == "application/vnd.acme+json"


def test_file_is_sent_once_with_the_media_type_of_its_name(
    server: RecordingServer, acme: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"JPEG")
    assert send(server, acme, "images", path) == ("image/jpeg", b"JPEG")
    call(acme, server, lambda c: c.calls.contents(body=io.BytesIO(b"data")))
    assert server.last.headers["content-type"] == "application/octet-stream"
    assert server.last.body == b"data"


@pytest.mark.parametrize(
    ("name", "body", "content_type", "content"),
    [
        ("forms", {"n": "x"}, "application/x-www-form-urlencoded", b"n=x"),
        ("forms", "n=x", "application/x-www-form-urlencoded", b"n=x"),
        ("contents", b"x", "text/plain", b"x"),
        ("patches", b"[ ]", "application/json-patch+json", b"[ ]"),
        ("anything", {"n": "x"}, "application/vnd.acme+json", b'{"n":"x"}'),
    ],
)
def test_content_type_overrides_the_choice(
    server: RecordingServer,
    acme: ModuleType,
    name: str,
    body: object,
    content_type: str,
    content: bytes,
) -> None:
    sent = send(server, acme, name, body, content_type=content_type)
    assert sent == (content_type, content)


@pytest.mark.parametrize(
    ("name", "body", "parts"),
    [
        (
            "times",
            "soon",
            ["application/a+json: a date", "application/b+json: a datetime"],
        ),
        (
            "times",
            datetime(2026, 2, 9),
            ["a datetime with an offset", "add a time zone"],
        ),
        (
            "lists",
            [{"n": 1}],
            ["[0]: an int", "application/b+json: [0].n: a str"],
        ),
        (
            "forms",
            b"n=x",
            ["application/json: Doc or a dict", "content_type="],
        ),
        ("forms", "n=x", ["multipart/form-data: ", "application/json: "]),
        ("contents", 7, ["text/plain: a str or a file", "application/octet-stream"]),
        ("contents", [b"a"], ["pass iter(…)"]),
    ],
)
def test_refused_body_lists_the_expectation_of_each_media_type(
    server: RecordingServer,
    acme: ModuleType,
    name: str,
    body: object,
    parts: list[str],
) -> None:
    message = refuse(server, acme, name, body)
    assert message.startswith("body: expected a value for ")
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize("body", [{"n": "x"}, None])
def test_undeclared_content_type_is_refused_with_the_list(
    server: RecordingServer, acme: ModuleType, body: object
) -> None:
    message = refuse(server, acme, "forms", body, content_type="text/html")
    assert message == (
        "content_type: expected application/x-www-form-urlencoded or "
        "multipart/form-data or application/json, got 'text/html'"
    )
