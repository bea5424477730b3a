"""JSON request bodies: bytes, media type, null and absent properties."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

DOCUMENT = """
openapi: VERSION
info: {title: Acme, version: '1'}
paths:
  /things:
    post:
      operationId: createThing
      tags: [things]
      requestBody: {$ref: '#/components/requestBodies/Thing'}
      responses: {'201': {description: Made., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
    get:
      operationId: searchThings
      tags: [things]
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: Found.}}
    delete:
      operationId: deleteThings
      tags: [things]
      requestBody: {required: true, content: {application/json: {schema: {type: array, items: {type: integer}}}}}
      responses: {'204': {description: Gone.}}
components:
  requestBodies:
    Thing:
      required: true
      content: {application/vnd.acme.v2+json: {schema: {$ref: '#/components/schemas/Thing'}}}
  schemas:
    Thing:
      type: object
      required: [id, name, made]
      properties:
        id: {type: string, readOnly: true}
        made: {type: string, format: date-time, readOnly: true}
        name: {type: string}
        size: {type: integer, format: int64}
        price: {type: number}
        day: {type: string, format: date}
        owner: {type: string, format: uuid}
        picture: {type: string, format: byte}
        exact: {type: string, format: decimal}
        tags: {type: array, items: {type: string}}
        note: NULLABLE
        part: {$ref: '#/components/schemas/Part'}
    Part: {type: object, properties: {inner-name: {type: string}, more: {$ref: '#/components/schemas/Part'}}}
"""
NULLABLE = {
    "3.0.4": "{type: string, nullable: true}",
    "3.1.0": "{type: [string, 'null']}",
    "3.2.0": "{type: [string, 'null']}",
}
VERSIONS = pytest.mark.parametrize("version", NULLABLE)
CREATED = response(201, b'{"id":"t1","made":"2026-02-09T00:00:00Z","name":"n"}')


def build_document(version: str) -> str:
    """Return the document in a version of OpenAPI."""
    return DOCUMENT.replace("VERSION", version).replace("NULLABLE", NULLABLE[version])


@VERSIONS
def test_values_are_encoded_exactly(server: RecordingServer, version: str) -> None:
    acme, server.responses = generate_package(build_document(version)), [CREATED]
    models = import_submodule(acme, "models")
    body = models.Thing(
        name='é "quoted" \U0001f600',
        size=2**63 - 1,
        price=0.1,
        day=date(2026, 2, 9),
        owner=UUID(int=1),
        picture=b"\x00\xff",
        exact=Decimal("1.10"),
        tags=[],
        part=models.Part(inner_name="a", more=models.Part()),
    )
    call(acme, server, lambda client: client.things.create(body=body))
    assert server.last.line == "POST /things HTTP/1.1"
    assert server.last.headers["content-type"] == "application/vnd.acme.v2+json"
    assert (
        server.last.body
        == (
            '{"name":"é \\"quoted\\" \U0001f600","size":9223372036854775807,"price":0.1,'
            '"day":"2026-02-09","owner":"00000000-0000-0000-0000-000000000001",'
            '"picture":"AP8=","exact":"1.10","tags":[],'
            '"part":{"inner-name":"a","more":{}}}'
        ).encode()
    )


@VERSIONS
def test_read_only_properties_are_not_required(
    server: RecordingServer, version: str
) -> None:
    acme, server.responses = generate_package(build_document(version)), [CREATED]
    models = import_submodule(acme, "models")
    result = call(
        acme, server, lambda client: client.things.create(body=models.Thing(name="n"))
    )
    assert server.last.body == b'{"name":"n"}'
    assert result.made == datetime(2026, 2, 9, tzinfo=UTC)


@VERSIONS
def test_explicit_null_is_sent_and_absent_is_not(
    server: RecordingServer, version: str
) -> None:
    acme, server.responses = generate_package(build_document(version)), [CREATED]
    models = import_submodule(acme, "models")
    body = models.Thing(name="n", note=None, extra={"colour": {"a": [None]}})
    call(acme, server, lambda client: client.things.create(body=body))
    assert json.loads(server.last.body) == {
        "name": "n",
        "note": None,
        "colour": {"a": [None]},
    }


def test_number_digits_round_trip(server: RecordingServer) -> None:
    acme = generate_package(build_document("3.1.0"))
    text = b'{"id":"1","made":"2026-02-09T00:00:00.123456789+05:30","name":"n","size":123456789012345678901234567890,"price":0.10000000000000000001}'
    server.responses = [response(201, text)]
    models = import_submodule(acme, "models")
    first = call(
        acme, server, lambda client: client.things.create(body=models.Thing(name="n"))
    )
    server.responses = [response(201, text)]
    call(
        acme,
        server,
        lambda client: client.things.create(body=first, send_read_only="always"),
    )
    assert server.last.body == text


def test_get_and_delete_with_body(server: RecordingServer) -> None:
    acme = generate_package(build_document("3.1.0"))
    call(acme, server, lambda client: client.things.search(body={"q": "é"}))
    assert server.last.line == "GET /things HTTP/1.1"
    assert server.last.body == '{"q":"é"}'.encode()
    call(acme, server, lambda client: client.things.search())
    assert server.last.body == b""
    assert "content-type" not in server.last.headers
    call(acme, server, lambda client: client.things.delete(body=[1, 2]))
    assert server.last.line == "DELETE /things HTTP/1.1"
    assert server.last.body == b"[1,2]"


NULL = """
paths:
  /value:
    put:
      operationId: putValue
      tags: [calls]
      requestBody: {required: true, content: {application/json: {schema: {type: [integer, 'null']}}}}
      responses: {'204': {description: Put.}}
    patch:
      operationId: patchValue
      tags: [calls]
      requestBody: {content: {application/json: {schema: {type: [integer, 'null']}}}}
      responses: {'204': {description: Put.}}
    post:
      operationId: postAnything
      tags: [calls]
      requestBody: {required: true, content: {'application/json; charset=utf-8': {schema: {}}}}
      responses: {'204': {description: Put.}}
"""


def test_none_is_null_for_required_body_and_no_body_otherwise(
    server: RecordingServer,
) -> None:
    acme = generate_package(NULL)
    call(acme, server, lambda client: client.calls.put_value(body=None))
    assert server.last.body == b"null"
    assert server.last.headers["content-type"] == "application/json"
    call(acme, server, lambda client: client.calls.put_value(body=0))
    assert server.last.body == b"0"
    call(acme, server, lambda client: client.calls.patch_value(body=None))
    assert server.last.body == b""
    assert "content-type" not in server.last.headers


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (None, b"null"),
        (True, b"true"),
        ("text", b'"text"'),
        ((1, 2.5), b"[1,2.5]"),
        (
            {"at": date(2026, 2, 9), "n": 10**30},
            b'{"at":"2026-02-09","n":1%s}' % (b"0" * 30),
        ),
        (b'{"already": "written"}', b'{"already": "written"}'),
    ],
)
def test_untyped_body_accepts_json_values(
    server: RecordingServer, body: object, expected: bytes
) -> None:
    acme = generate_package(NULL)
    call(acme, server, lambda client: client.calls.post_anything(body=body))
    assert server.last.headers["content-type"] == "application/json; charset=utf-8"
    assert server.last.body == expected


@pytest.mark.parametrize("body", [object(), {1, 2}, {"a": float("nan")}])
def test_body_without_json_form_is_rejected(
    server: RecordingServer, body: object
) -> None:
    acme = generate_package(NULL)
    with pytest.raises(
        (TypeError, ValueError), match=r"body.*: expected a (JSON value|finite number)"
    ):
        call(acme, server, lambda client: client.calls.post_anything(body=body))
    assert server.requests == []
