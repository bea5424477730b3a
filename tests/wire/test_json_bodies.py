"""JSON bodies: the bytes, the media type, null and what is absent, and which media type is chosen."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from tests.wire.pressing import call, package, part
from tests.wire.server import Wire, answer

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
MADE = answer(201, b'{"id":"t1","made":"2026-02-09T00:00:00Z","name":"n"}')


def document(version: str) -> str:
    """The document in a version."""
    return DOCUMENT.replace("VERSION", version).replace("NULLABLE", NULLABLE[version])


@VERSIONS
def test_every_kind_of_value_is_written_exactly(server: Wire, version: str) -> None:
    made, server.answers = package(document(version)), [MADE]
    models = part(made, "models")
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
    call(made, server, lambda client: client.things.create(body=body))
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
def test_what_only_the_server_sets_is_not_demanded(server: Wire, version: str) -> None:
    made, server.answers = package(document(version)), [MADE]
    models = part(made, "models")
    result = call(
        made, server, lambda client: client.things.create(body=models.Thing(name="n"))
    )
    assert server.last.body == b'{"name":"n"}'
    assert result.made == datetime(2026, 2, 9, tzinfo=UTC)


@VERSIONS
def test_null_is_sent_where_it_is_said_and_what_is_absent_is_not(
    server: Wire, version: str
) -> None:
    made, server.answers = package(document(version)), [MADE]
    models = part(made, "models")
    body = models.Thing(name="n", extra={"note": None, "colour": {"a": [None]}})
    call(made, server, lambda client: client.things.create(body=body))
    assert json.loads(server.last.body) == {
        "name": "n",
        "note": None,
        "colour": {"a": [None]},
    }


def test_the_digits_that_were_read_are_sent_back(server: Wire) -> None:
    made = package(document("3.1.0"))
    text = b'{"id":"1","made":"2026-02-09T00:00:00.123456789+05:30","name":"n","size":123456789012345678901234567890,"price":0.10000000000000000001}'
    server.answers = [answer(201, text)]
    models = part(made, "models")
    first = call(
        made, server, lambda client: client.things.create(body=models.Thing(name="n"))
    )
    server.answers = [answer(201, text)]
    call(made, server, lambda client: client.things.create(body=first))
    assert server.last.body == text


def test_a_body_may_come_with_get_and_delete(server: Wire) -> None:
    made = package(document("3.1.0"))
    call(made, server, lambda client: client.things.search(body={"q": "é"}))
    assert server.last.line == "GET /things HTTP/1.1"
    assert server.last.body == '{"q":"é"}'.encode()
    call(made, server, lambda client: client.things.search())
    assert server.last.body == b""
    assert "content-type" not in server.last.headers
    call(made, server, lambda client: client.things.delete(body=[1, 2]))
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


def test_none_is_null_where_a_body_must_be_and_no_body_where_it_may_be(
    server: Wire,
) -> None:
    made = package(NULL)
    call(made, server, lambda client: client.calls.put_value(body=None))
    assert server.last.body == b"null"
    assert server.last.headers["content-type"] == "application/json"
    call(made, server, lambda client: client.calls.put_value(body=0))
    assert server.last.body == b"0"
    call(made, server, lambda client: client.calls.patch_value(body=None))
    assert server.last.body == b""
    assert "content-type" not in server.last.headers


@pytest.mark.parametrize(
    ("body", "written"),
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
def test_anything_that_has_a_json_form_is_a_body(
    server: Wire, body: object, written: bytes
) -> None:
    made = package(NULL)
    call(made, server, lambda client: client.calls.post_anything(body=body))
    assert server.last.headers["content-type"] == "application/json; charset=utf-8"
    assert server.last.body == written


@pytest.mark.parametrize("body", [object(), {1, 2}, {"a": float("nan")}])
def test_what_has_no_json_form_is_refused_before_anything_is_sent(
    server: Wire, body: object
) -> None:
    made = package(NULL)
    with pytest.raises((TypeError, ValueError), match="JSON"):
        call(made, server, lambda client: client.calls.post_anything(body=body))
    assert server.asked == []
