"""The content type of a response decides how its bytes are read, the schema which value they are."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import (
    call,
    catch_error,
    collect_items,
    generate_package,
)
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /version:
    get:
      operationId: readVersion
      tags: [versions]
      responses:
        '200': {description: The version., content: CONTENT}
        '400': {description: Wrong., content: CONTENT}
components:
  schemas:
    Cat: {type: object, required: [purrs], properties: {purrs: {type: boolean}}}
    Dog: {type: object, required: [barks], properties: {barks: {type: boolean}}}
"""
STRING, NUMBER = "{type: string}", "{type: number}"
DATE = "{type: string, format: date}"
ENUM = "{type: string, enum: [red, green]}"
OBJECT = "{type: object, properties: {a: {type: integer}}}"
FILE = "{type: string, format: binary}"
PETS = (
    "{oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}"
)
ERROR = "error"
JSON_MEDIA_TYPES = [
    "application/json",
    "application/json; charset=utf-8",
    "application/vnd.acme+json",
    "text/json",
]
UNKNOWN_TYPES = ["", "*/*", "application/octet-stream"]


def generate(declared: str, schema: str | None) -> ModuleType:
    media_type = f"{{schema: {schema}}}" if schema else "{}"
    return generate_package(
        DOCUMENT.replace("CONTENT", f"{{'{declared}': {media_type}}}")
    )


# Declared media type, schema, actual media types, body, expected value.
CELLS: list[tuple[str, str | None, list[str], bytes, Any]] = [
    # JSON where text is declared: a string is the value of the JSON string.
    ("text/plain", STRING, JSON_MEDIA_TYPES, b'"1.0.0"', "1.0.0"),
    ("text/plain", STRING, JSON_MEDIA_TYPES, b"1.0.0", "1.0.0"),
    ("text/plain", STRING, JSON_MEDIA_TYPES, b"1.10", "1.10"),
    ("text/plain", STRING, JSON_MEDIA_TYPES, b'{"a": 1}', '{"a": 1}'),
    ("text/plain", None, JSON_MEDIA_TYPES, b'"1.0.0"', "1.0.0"),
    ("text/plain", None, JSON_MEDIA_TYPES, b"[1]", "[1]"),
    ("text/*", STRING, JSON_MEDIA_TYPES, b'"a\\nb"', "a\nb"),
    ("text/csv", STRING, JSON_MEDIA_TYPES, b'"a,b"', "a,b"),
    # Text where text is declared, or where nothing is known about the bytes.
    ("text/plain", STRING, ["text/plain", *UNKNOWN_TYPES], b'"1.0.0"', '"1.0.0"'),
    ("text/plain", STRING, ["text/markdown", *UNKNOWN_TYPES], b"1.0.0", "1.0.0"),
    ("text/plain", NUMBER, [*JSON_MEDIA_TYPES, "text/plain", *UNKNOWN_TYPES], b"1.5", 1.5),
    ("text/plain", OBJECT, [*JSON_MEDIA_TYPES, "text/plain", *UNKNOWN_TYPES], b'{"a":1}', "a=1"),
    # Text where JSON is declared.
    ("application/json", STRING, ["text/plain"], b"1.0.0", "1.0.0"),
    ("application/json", STRING, ["text/plain; charset=utf-8"], b"1.10", "1.10"),
    ("application/json", STRING, ["text/plain"], b'"1.0.0"', "1.0.0"),
    ("application/json", DATE, ["text/plain"], b"2024-03-21", "2024-03-21"),
    ("application/json", ENUM, ["text/plain"], b"red", "red"),
    ("application/json", NUMBER, ["text/plain", *UNKNOWN_TYPES], b"1.5", 1.5),
    ("application/json", NUMBER, ["text/plain"], b"many", ERROR),
    ("application/json", OBJECT, ["text/plain", *UNKNOWN_TYPES], b'{"a":1}', "a=1"),
    ("application/json", OBJECT, ["text/plain"], b"no", ERROR),
    ("application/json", PETS, ["text/plain"], b"no", ERROR),
    ("application/json", None, ["text/plain"], b"hello", "hello"),
    ("application/json", STRING, [*JSON_MEDIA_TYPES, *UNKNOWN_TYPES], b'"1.0.0"', "1.0.0"),
    ("application/json", STRING, [*JSON_MEDIA_TYPES, *UNKNOWN_TYPES], b"1.0.0", ERROR),
    ("application/json", STRING, ["text/html", "application/xml"], b"<p>", ERROR),
    ("application/vnd.acme+json", STRING, ["text/plain"], b"1.0.0", "1.0.0"),
    ("text/json", STRING, ["text/plain"], b"1.0.0", "1.0.0"),
    # Ranges.
    ("*/*", STRING, JSON_MEDIA_TYPES, b'"1.0.0"', "1.0.0"),
    ("*/*", STRING, ["text/plain"], b'"1.0.0"', '"1.0.0"'),
    ("*/*", STRING, ["", "*/*"], b'"1.0.0"', "1.0.0"),
    ("*/*", STRING, ["", "*/*", "text/plain"], b"1.0.0", "1.0.0"),
    ("*/*", STRING, JSON_MEDIA_TYPES, b"1.0.0", ERROR),
    ("*/*", DATE, ["text/plain", ""], b"2024-03-21", "2024-03-21"),
    ("*/*", OBJECT, [*JSON_MEDIA_TYPES, "text/plain", *UNKNOWN_TYPES], b'{"a":1}', "a=1"),
    ("*/*", None, JSON_MEDIA_TYPES, b"[1]", [1]),
    ("*/*", None, ["", "*/*"], b"[1]", [1]),
    ("*/*", None, ["application/octet-stream"], b"[1]", b"[1]"),
    # Files.
    ("application/octet-stream", FILE, [*JSON_MEDIA_TYPES, "text/plain", *UNKNOWN_TYPES], b'"a"', b'"a"'),
    ("application/json", FILE, [*JSON_MEDIA_TYPES, "text/plain", *UNKNOWN_TYPES], b'"a"', b'"a"'),
    ("*/*", FILE, [*JSON_MEDIA_TYPES, "text/plain", *UNKNOWN_TYPES], b'"a"', b'"a"'),
    ("application/pdf", None, JSON_MEDIA_TYPES, b'"a"', b'"a"'),
    # Pages of proxies.
    ("text/plain", STRING, ["text/html"], b"<html>", ERROR),
    ("application/pdf", FILE, ["text/html"], b"<html>", ERROR),
]  # fmt: skip


def expand(errors: bool) -> list[tuple[str, str | None, str, bytes, Any]]:
    return [
        (declared, schema, actual, body, expected)
        for declared, schema, actuals, body, expected in CELLS
        for actual in actuals
        if errors or expected != ERROR
    ]


def simplify(value: Any) -> Any:
    """Return a model, date or enum member as a string."""
    if hasattr(value, "to_dict"):
        return ",".join(f"{k}={v}" for k, v in value.to_dict().items())
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


@pytest.mark.parametrize(
    ("declared", "schema", "actual", "body", "expected"), expand(errors=True)
)
def test_content_type_decides_how_a_result_is_read(
    server: RecordingServer,
    declared: str,
    schema: str | None,
    actual: str,
    body: bytes,
    expected: Any,
) -> None:
    acme = generate(declared, schema)
    server.responses[:] = [response(200, body, actual)]
    if expected == ERROR:
        error = catch_error(
            acme, server, lambda c: c.versions.read(), acme.APIDecodeError
        )
        assert error.raw == body
    else:
        value = call(acme, server, lambda c: c.versions.read())
        assert simplify(value) == expected


@pytest.mark.parametrize(
    ("declared", "schema", "actual", "body", "expected"), expand(errors=False)
)
def test_content_type_decides_how_an_error_is_read(
    server: RecordingServer,
    declared: str,
    schema: str | None,
    actual: str,
    body: bytes,
    expected: Any,
) -> None:
    acme = generate(declared, schema)
    server.responses[:] = [response(400, body, actual)]
    error_class = acme.errors.BadRequestError
    error = catch_error(acme, server, lambda c: c.versions.read(), error_class)
    assert simplify(error.body) == expected


@pytest.mark.parametrize("actual", [*JSON_MEDIA_TYPES, "text/plain", *UNKNOWN_TYPES])
def test_streamed_file_is_read_as_bytes(server: RecordingServer, actual: str) -> None:
    acme = generate("application/json", FILE)
    server.responses[:] = [response(200, b'"a"', actual)]
    chunks = collect_items(acme, server, lambda c: c.versions.read_stream())
    assert b"".join(chunks) == b'"a"'


@pytest.mark.parametrize("actual", [*JSON_MEDIA_TYPES, "text/plain", *UNKNOWN_TYPES])
def test_lines_are_json(server: RecordingServer, actual: str) -> None:
    acme = generate("application/x-ndjson", STRING)
    server.responses[:] = [response(200, b'"a"\n"b"\n', actual)]
    items = collect_items(acme, server, lambda c: c.versions.read())
    assert items == ["a", "b"]
