"""Response headers by their declared types."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import catch_error, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /things:
    get:
      operationId: readThing
      tags: [things]
      responses:
        '200':
          description: OK
          headers:
            X-Count: {$ref: '#/components/headers/Count'}
            X-Rate: {required: true, schema: {type: number}, description: Requests per second.}
            X-Done: {schema: {type: boolean}}
            X-When: {schema: {type: string, format: date-time}}
            X-Day: {schema: {type: string, format: date}}
            X-Id: {schema: {type: string, format: uuid}}
            X-Text: {schema: {type: string}}
            X-Plain: {}
            X-Ids: {schema: {type: array, items: {type: integer}}}
            X-Names: {schema: {type: array, items: {type: string}}}
            X-Colour: {schema: {$ref: '#/components/schemas/Colour'}}
            X-Level: {schema: {type: integer, enum: [1, 2]}}
            X-Size: {schema: {$ref: '#/components/schemas/Size'}}
            X-Exploded: {explode: true, schema: {$ref: '#/components/schemas/Size'}}
            X-Map: {explode: true, schema: {type: object, additionalProperties: {type: integer}}}
            X-Json: {content: {application/json: {schema: {$ref: '#/components/schemas/Size'}}}}
            X-Csv: {content: {text/csv: {schema: {type: string}}}}
            X-Any: {schema: {}}
            X-Either: {schema: {oneOf: [{type: integer}, {type: array, items: {type: string}}]}}
            X-Nested: {schema: {$ref: '#/components/schemas/Nested'}}
            X-Null: {schema: {type: [integer, 'null']}}
            Set-Cookie: {schema: {type: string}}
            Content-Type: {schema: {type: integer}}
        '429':
          description: Too many.
          headers: {x-count: {schema: {type: integer}}, Retry-After: {schema: {type: integer}}}
  /log:
    get:
      operationId: readLog
      tags: [things]
      responses:
        '200':
          description: OK
          headers: {X-Count: {schema: {type: string}}}
          content: {text/event-stream: {}}
components:
  headers:
    Count: {schema: {type: integer}, description: Number of things.}
  schemas:
    Nested: {oneOf: [{type: integer}, {type: array, items: {$ref: '#/components/schemas/Nested'}}]}
    Colour: {type: string, enum: [red, green]}
    Size: {type: object, required: [width], properties: {width: {type: integer}, unit: {type: string}}}
"""


def read(
    server: RecordingServer, name: str, text: str, **others: str
) -> tuple[ModuleType, Any]:
    acme = generate_package(DOCUMENT)
    server.responses[:] = [response(200, **{f"x-{name}": text}, **others)]
    with acme.Acme(base_url=server.url) as client:
        raw = client.raw(client.things.read)()
    constant = getattr(import_submodule(acme, "headers"), f"X_{name.upper()}")
    return acme, raw.read_header(constant)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("rate", "1.5", 1.5),
        ("rate", "2", 2),
        ("done", "true", True),
        ("when", "2026-01-02T03:04:05Z", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("when", "Fri, 02 Jan 2026 03:04:05 GMT", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("day", "2026-01-02", date(2026, 1, 2)),
        ("text", "5", "5"),
        ("text", "true", "true"),
        ("plain", "5", "5"),
        ("ids", "1, 2,3", [1, 2, 3]),
        ("ids", "1", [1]),
        ("ids", "", []),
        ("names", "1,a", ["1", "a"]),
        ("level", "2", 2),
        ("map", "a=1,b=2", {"a": 1, "b": 2}),
        ("csv", "a,b", "a,b"),
        ("either", "5", 5),
        ("either", "a,b", ["a", "b"]),
        ("null", "5", 5),
        ("nested", "5", 5),
        ("nested", "5,6", [5, 6]),
    ],
)  # fmt: skip
def test_values(server: RecordingServer, name: str, text: str, expected: Any) -> None:
    _, value = read(server, name, text)
    assert value == expected
    assert isinstance(value, type(expected))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("size", "width,5,unit,6"),
        ("exploded", "width=5,unit=6"),
        ("json", '{"width": 5, "unit": "6"}'),
    ],
)
def test_objects(server: RecordingServer, name: str, text: str) -> None:
    acme, value = read(server, name, text)
    assert value == import_submodule(acme, "models").Size(width=5, unit="6")


def test_enums(server: RecordingServer) -> None:
    acme, value = read(server, "colour", "red")
    assert value is import_submodule(acme, "models").Colour.RED
    assert read(server, "colour", "blue")[1].value == "blue"


def test_absent_header(server: RecordingServer) -> None:
    """A header that is missing is None, although the document requires it."""
    acme = generate_package(DOCUMENT)
    headers = import_submodule(acme, "headers")
    server.responses[:] = [response(200)]
    with acme.Acme(base_url=server.url) as client:
        assert client.raw(client.things.read)().read_header(headers.X_RATE) is None


def test_error_and_stream(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT)
    headers = import_submodule(acme, "headers")
    server.responses[:] = [response(429, retry_after="0", X_Count="3")]
    error = catch_error(acme, server, lambda c: c.things.read(), acme.APIError)
    assert (
        error.read_header(headers.X_COUNT),
        error.read_header(headers.RETRY_AFTER),
    ) == (3, 0)
    server.responses[:] = [
        response(200, b"data: x\n\n", "text/event-stream", X_Count="many")
    ]
    with acme.Acme(base_url=server.url) as client, client.things.read_log() as stream:
        # Another response declares this header as text.
        assert stream.read_header(headers.X_COUNT) == "many"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("rate", "fast", 'X-Rate: expected a number, got "fast"'),
        ("ids", "1,x", 'X-Ids/1: expected an integer, got "x"'),
        ("size", "unit,6", "X-Size/width: expected an integer, got nothing"),
        ("json", "{", 'X-Json: expected an object, got "{"'),
        ("nested", "x", 'X-Nested: expected one of several types, got "x"'),
        ("when", "now", 'X-When: expected a date and time (RFC 3339), got "now"'),
    ],
)
def test_contradictions(
    server: RecordingServer, name: str, text: str, message: str
) -> None:
    headers = import_submodule(generate_package(DOCUMENT), "headers")
    with pytest.raises(headers.InvalidDataError) as caught:
        read(server, name, text)
    assert str(caught.value) == message


def test_constants() -> None:
    acme = generate_package(DOCUMENT)
    headers = import_submodule(acme, "headers")
    assert not hasattr(headers, "CONTENT_TYPE")
    assert headers.__annotations__["X_COUNT"] == "ResponseHeader[int | str]"
    assert headers.__annotations__["X_COLOUR"] == "ResponseHeader[models.Colour]"
    testing = import_submodule(acme, "testing")
    scripted = testing.response(200, set_cookie=["a=1", "b=2"])
    client = acme.Acme(
        base_url="http://127.0.0.1", transport=testing.FakeTransport(scripted)
    )
    assert (
        client.raw(client.things.read)().read_header(headers.SET_COOKIE) == "a=1\nb=2"
    )
