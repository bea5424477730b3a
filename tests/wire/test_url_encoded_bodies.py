"""URL-encoded bodies: fields of every type, by default and with the keyword `encoding`."""

from __future__ import annotations

from datetime import date
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
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/Form'}
            ENCODING
      responses: {'204': {description: Made.}}
  /free:
    post:
      operationId: sendFree
      tags: [things]
      requestBody: {content: {application/x-www-form-urlencoded: {}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Form:
      type: object
      properties:
        text: {type: string}
        flag: {type: boolean}
        count: {type: integer}
        price: {type: number}
        day: {type: string, format: date}
        picture: {type: string, format: byte}
        tags: {type: array, items: {type: string}}
        numbers: {type: array, items: {type: integer}}
        object: {type: object, additionalProperties: {}}
        objects: {type: array, items: {type: object, additionalProperties: {}}}
        colour: {type: string, enum: [light blue]}
        part: {$ref: '#/components/schemas/Part'}
    Part: {type: object, properties: {innerName: {type: string}, more: {type: array, items: {type: integer}}}}
"""


def send_form(
    server: RecordingServer, encoding: str = "", version: str = "3.1.0", **fields: Any
) -> str:
    """Return the body of a form with some fields."""
    text = DOCUMENT.replace("VERSION", version)
    acme = generate_package(
        text.replace("ENCODING", f"encoding: {encoding}" if encoding else "")
    )
    models = import_submodule(acme, "models")
    if "colour" in fields:
        fields["colour"] = models.FormColour[fields["colour"]]
    if "part" in fields:
        fields["part"] = models.Part(**fields["part"])
    form = models.Form(**fields)
    call(acme, server, lambda client: client.things.create(body=form))
    assert server.last.headers["content-type"] == "application/x-www-form-urlencoded"
    return server.last.body.decode("ascii")


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "a b&c=d+é/~"}, "text=a+b%26c%3Dd%2B%C3%A9%2F~"),
        ({"text": ""}, "text="),
        (
            {"flag": True, "count": 2**63, "price": 1.5},
            f"flag=true&count={2**63}&price=1.5",
        ),
        ({"day": date(2026, 2, 9)}, "day=2026-02-09"),
        ({"picture": b"\xff\xfe"}, "picture=%2F%2F4%3D"),
        ({"tags": ["a", "b c"]}, "tags=a&tags=b+c"),
        ({"tags": []}, ""),
        ({"numbers": [1, 2]}, "numbers=1&numbers=2"),
        ({"object": {"a": [1, None]}}, "object=%7B%22a%22%3A%5B1%2Cnull%5D%7D"),
        ({"objects": [{"a": 1}, {}]}, "objects=%7B%22a%22%3A1%7D&objects=%7B%7D"),
        ({"colour": "LIGHT_BLUE"}, "colour=light+blue"),
        ({"part": {"inner_name": "x"}}, "part=%7B%22innerName%22%3A%22x%22%7D"),
        ({"text": None, "count": None}, ""),
        ({"text": "a", "extra": {"more": "b c"}}, "text=a&more=b+c"),
    ],
)
def test_field_encoding_by_type(
    server: RecordingServer, version: str, fields: dict[str, Any], expected: str
) -> None:
    assert send_form(server, version=version, **fields) == expected


@pytest.mark.parametrize(
    ("encoding", "fields", "expected"),
    [
        (
            "{tags: {style: form, explode: false}}",
            {"tags": ["a", "b,c"]},
            "tags=a,b%2Cc",
        ),
        ("{tags: {explode: false}}", {"tags": ["a", "b"]}, "tags=a,b"),
        ("{tags: {style: spaceDelimited}}", {"tags": ["a", "b"]}, "tags=a+b"),
        ("{tags: {style: pipeDelimited}}", {"tags": ["a", "b"]}, "tags=a%7Cb"),
        ("{object: {style: form}}", {"object": {"a": 1, "b": 2}}, "a=1&b=2"),
        ("{object: {style: form, explode: false}}", {"object": {"a": 1}}, "object=a,1"),
        (
            "{part: {style: deepObject, explode: true}}",
            {"part": {"inner_name": "x y", "more": [1, 2]}},
            "part%5BinnerName%5D=x+y&part%5Bmore%5D=1&part%5Bmore%5D=2",
        ),
        (
            "{text: {allowReserved: true}}",
            {"text": "a/b?c:&=+"},
            "text=a/b?c:%26%3D%2B",
        ),
        (
            "{text: {contentType: application/json}}",
            {"text": 'a"'},
            "text=%22a%5C%22%22",
        ),
        ("{count: {contentType: application/json}}", {"count": 1}, "count=1"),
        ("{object: {contentType: application/json}}", {"object": {}}, "object=%7B%7D"),
        ("{text: {contentType: text/plain}}", {"text": "a b"}, "text=a+b"),
    ],
)
def test_field_encoding(
    server: RecordingServer, encoding: str, fields: dict[str, Any], expected: str
) -> None:
    assert send_form(server, encoding, **fields) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            {"a": 1, "b": ["x", date(2026, 2, 9)], "c": []},
            "a=1&b=x&b=2026-02-09",
        ),
        ({"a b": {"c": date(2026, 2, 9)}}, "a%20b=%7B%22c%22%3A%222026-02-09%22%7D"),
        ("already=written&yes", "already=written&yes"),
        ({}, ""),
    ],
)
def test_form_without_schema_accepts_any_fields(
    server: RecordingServer, body: object, expected: str
) -> None:
    acme = generate_package(
        DOCUMENT.replace("VERSION", "3.1.0").replace("ENCODING", "")
    )
    call(acme, server, lambda client: client.things.send_free(body=body))
    assert server.last.body.decode() == expected
    assert server.last.headers["content-type"] == "application/x-www-form-urlencoded"
