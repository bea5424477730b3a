"""Values of answers: what comes is kept whole, goes back as it came, and what is wrong is told all at once."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
from types import ModuleType
from typing import Any

import pytest

from tests.wire.pressing import call, package, refused
from tests.wire.server import Wire, answer

DOCUMENT = """
openapi: VERSION
info: {title: Acme, version: '1'}
paths:
  /thing:
    get:
      operationId: readThing
      tags: [things]
      responses: {'200': {description: It., content: {application/json: {schema: SCHEMA}}}}
    put:
      operationId: writeThing
      tags: [things]
      requestBody: {required: true, content: {application/json: {schema: SCHEMA}}}
      responses: {'204': {description: Kept.}}
components:
  schemas:
    Named: {type: object, required: [name], properties: {name: {type: string}}}
    Aged: {type: object, required: [age], properties: {age: {type: integer}}}
    Date: {type: string, format: date}
    Colour: {type: string, enum: [red, green]}
    Size: {type: integer, enum: [1, 2]}
    Secret:
      type: object
      required: [id, password]
      properties: {id: {type: integer, readOnly: true}, password: {type: string, writeOnly: true}}
"""


def made(schema: str, version: str = "3.1.0") -> ModuleType:
    return package(DOCUMENT.replace("SCHEMA", schema).replace("VERSION", version))


def returned(server: Wire, schema: str, text: str, version: str = "3.1.0") -> Any:
    """The value that a JSON text is read as; sent back, it must be the same text."""
    acme = made(schema, version)
    server.answers[:] = [answer(200, text.encode())]
    value = call(acme, server, lambda c: c.things.read())
    server.answers[:] = [answer(204)]
    for sent in (value, copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        with acme.Acme(base_url=server.url) as client:
            client.things.write(body=sent)
        assert json.loads(server.last.body, parse_float=str) == json.loads(
            text, parse_float=str
        )
    return value


OBJECT = "{type: object, PARTS}"
NULLABLE = (
    "required: [a, b], properties: {a: {type: [string, 'null']}, b: {type: string}, "
    "c: {type: [string, 'null']}, d: {type: string}}"
)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":"","b":"","c":"","d":""}',
        '{"a":null,"b":"","c":null}',
        '{"b":""}',
        '{"b":"","d":null}',
        '{"a":null,"b":"","z":null,"y":0,"x":false,"w":"","v":[],"u":{}}',
    ],
)
def test_null_absent_and_undeclared_are_three_things(server: Wire, text: str) -> None:
    schema = OBJECT.replace("PARTS", NULLABLE)
    value = returned(server, schema, text)
    assert value.to_dict() == json.loads(text)


@pytest.mark.parametrize(
    ("version", "schema", "text"),
    [
        (
            "3.0.3",
            "{nullable: true, allOf: [{$ref: '#/components/schemas/Named'}]}",
            "null",
        ),
        ("3.0.3", "{nullable: true, type: string}", "null"),
        ("3.1.0", "{type: ['null', integer]}", "null"),
        (
            "3.1.0",
            "{anyOf: [{$ref: '#/components/schemas/Named'}, {type: 'null'}]}",
            "null",
        ),
        (
            "3.2.0",
            "{oneOf: [{type: 'null'}, {type: array, items: {type: integer}}]}",
            "null",
        ),
    ],
)
def test_a_body_may_be_null(server: Wire, version: str, schema: str, text: str) -> None:
    acme = made(schema, version)
    server.answers[:] = [answer(200, text.encode())]
    assert call(acme, server, lambda c: c.things.read()) is None
    server.answers[:] = [answer(200, b"true")]
    refused(acme, server, lambda c: c.things.read(), acme.APIDecodeError)


NAMED, AGED = (
    "{$ref: '#/components/schemas/Named'}",
    "{$ref: '#/components/schemas/Aged'}",
)


@pytest.mark.parametrize(
    ("schema", "text", "expected"),
    [
        ("{type: integer}", "3", "3"),
        ("{type: boolean}", "false", "False"),
        ("{type: string}", '""', "''"),
        ("{type: number}", "0", "0"),
        ("{type: array, items: {type: integer}}", "[]", "[]"),
        (
            f"{{type: array, items: {NAMED}}}",
            '[{"name":"a"}]',
            "[Named(extra={}, name='a')]",
        ),
        (
            f"{{type: object, additionalProperties: {NAMED}}}",
            '{"k":{"name":"a"}}',
            "{'k': Named(extra={}, name='a')}",
        ),
        (f"{{oneOf: [{NAMED}, {AGED}]}}", '{"age":1}', "Aged(extra={}, age=1)"),
        (
            f"{{oneOf: [{NAMED}, {AGED}]}}",
            '{"weight":1}',
            "UnknownVariant(value={'weight': 1})",
        ),
        (f"{{anyOf: [{NAMED}, {{type: integer}}]}}", "5", "5"),
        (
            f"{{allOf: [{NAMED}, {AGED}]}}",
            '{"name":"a","age":1}',
            "ReadThingResponse(extra={}, name='a', age=1)",
        ),
        (
            f"{{allOf: [{NAMED}, {{properties: {{name: {{enum: [a]}}}}}}]}}",
            '{"name":"a"}',
            None,
        ),
        ("{$ref: '#/components/schemas/Colour'}", '"red"', "Colour.RED"),
        ("{$ref: '#/components/schemas/Colour'}", '"blue"', "Colour('blue')"),
        ("{$ref: '#/components/schemas/Size'}", "2", "Size.VALUE_2"),
        (
            "{$ref: '#/components/schemas/Date'}",
            '"2025-01-02"',
            "datetime.date(2025, 1, 2)",
        ),
        ("{$ref: '#/components/schemas/Size'}", "30", "Size(30)"),
        ("{}", '{"a":[null,1,"x",{}]}', None),
        ("true", "[1]", "[1]"),
    ],
)
def test_a_body_of_any_shape_goes_back_as_it_came(
    server: Wire, schema: str, text: str, expected: str | None
) -> None:
    value = returned(server, schema, text)
    assert expected is None or repr(value) == expected


@pytest.mark.parametrize(
    ("schema", "texts"),
    [
        ("{type: string, format: date-time}", ["2025-01-02T03:04:05Z", "2025-01-02t03:04:05z", "2025-01-02T03:04:05.123456789+05:30", "1990-12-31T23:59:60Z", "2025-01-02T03:04:05-00:00", "2025-01-02 03:04:05Z", "2025-01-02T03:04:05.1Z", "9998-12-31T23:59:60Z"]),
        ("{type: string, format: date}", ["2024-02-29", "0001-01-01"]),
        ("{type: string, format: time}", ["03:04:05Z", "03:04:05.123456789+01:00", "23:59:60Z", "03:04:05z"]),
        ("{type: string, format: duration}", ["P3Y6M4DT12H30M5S"]),
        ("{type: string, format: uuid}", ["123E4567-e89b-12d3-a456-426614174000"]),
        ("{type: string, format: byte}", ["aGk=", "aGk", "_-8=", ""]),
        ("{type: string, contentEncoding: base64}", ["aGk="]),
        ("{type: string, format: decimal}", ["1.50", "1E+2", "-0.00", "123456789012345678901234567890.5"]),
        ("{type: string, format: ipv4}", ["10.0.0.1", "not one"]),
        ("{type: number, format: decimal}", ["1.50", "0.1234567890123456789", "1e400", "12345678901234567890123"]),
        ("{type: number, format: float}", ["1.0", "1E5", "-0.0"]),
        ("{type: integer, format: int64}", ["9223372036854775807", "9007199254740993", "123456789012345678901234567890"]),
        ("{type: integer, format: int32}", ["-2147483648", "99999999999"]),
        ("{type: string}", ['é\\u2028\\ud83d\\ude00', "\\ud83d", "\\ue0f70\\ue0f7"]),
    ],
)  # fmt: skip
def test_a_scalar_keeps_its_spelling_and_every_digit(
    server: Wire, schema: str, texts: list[str]
) -> None:
    quoted = "type: string" in schema
    written = [f'"{text}"' if quoted else text for text in texts]
    returned(server, f"{{type: array, items: {schema}}}", f"[{','.join(written)}]")


def test_scalars_are_values_of_their_own_types(server: Wire) -> None:
    kinds = {
        "at": ("{type: string, format: date-time}", '"2025-01-02t03:04:60.5+01:00"'),
        "day": ("{type: string, format: date}", '"2025-01-02"'),
        "clock": ("{type: string, format: time}", '"03:04:05Z"'),
        "key": (
            "{type: string, format: uuid}",
            '"123e4567-e89b-12d3-a456-426614174000"',
        ),
        "raw": ("{type: string, format: byte}", '"aGk="'),
        "price": ("{type: string, format: decimal}", '"1.50"'),
        "whole": ("{type: integer}", "12345678901234567890.0"),
        "one": ("{const: 1}", "1.0"),
    }
    parts = ", ".join(f"{name}: {schema}" for name, (schema, _) in kinds.items())
    text = ",".join(f'"{name}":{sample}' for name, (_, sample) in kinds.items())
    server.answers[:] = [answer(200, f"{{{text}}}".encode())]
    schema = f"{{type: object, properties: {{{parts}}}}}"
    thing = call(made(schema), server, lambda c: c.things.read())
    assert thing.at.isoformat() == "2025-01-02T03:05:00.500000+01:00"
    assert (thing.day.day, thing.clock.second, thing.key.version) == (2, 5, 1)
    assert (thing.raw, str(thing.price), thing.price * 2) == (b"hi", "1.50", 3)
    assert (thing.whole, thing.one) == (12345678901234567890, 1)


def test_undeclared_keys_have_the_type_that_the_document_gives_them(
    server: Wire,
) -> None:
    typed = "required: [id], properties: {id: {type: integer}}, additionalProperties: {type: string, format: date}"
    value = returned(
        server, OBJECT.replace("PARTS", typed), '{"id":1,"a":"2025-01-02"}'
    )
    assert value.extra["a"].year == 2025
    falsy = "properties: {id: {type: integer}}, additionalProperties: {type: [integer, 'null', boolean]}"
    value = returned(
        server, OBJECT.replace("PARTS", falsy), '{"a":0,"b":null,"c":false}'
    )
    assert value.extra == {"a": 0, "b": None, "c": False}
    patterns = "properties: {id: {type: integer}}, patternProperties: {'^n_': {type: integer}}, additionalProperties: false"
    value = returned(server, OBJECT.replace("PARTS", patterns), '{"id":1,"n_a":2}')
    assert value.extra == {"n_a": 2}


def test_what_only_one_side_sends_is_needed_from_that_side_alone(server: Wire) -> None:
    acme = made("{$ref: '#/components/schemas/Secret'}")
    server.answers[:] = [answer(200, b'{"id":1}')]
    assert call(acme, server, lambda c: c.things.read()).id == 1
    server.answers[:] = [answer(204)]
    secret = acme.models.Secret(password="p")
    call(acme, server, lambda c: c.things.write(body=secret))
    assert server.last.body == b'{"password":"p"}'


def test_all_that_is_wrong_is_told_at_once_with_its_places(server: Wire) -> None:
    acme = made(
        "{type: object, required: [id, list, at], properties: {id: {type: integer},"
        " list: {type: array, items: {$ref: '#/components/schemas/Named'}},"
        " at: {type: string, format: date-time}, 'a/b~c': {type: boolean}}}"
    )
    body = b'{"id":"1","list":[{"name":1},{},[]],"a/b~c":0}'
    server.answers[:] = [answer(200, body)]
    error = refused(acme, server, lambda c: c.things.read(), acme.APIDecodeError)
    assert [str(fault) for fault in error.faults] == [
        '/id: expected an integer, got "1"',
        "/list/0/name: expected a string, got 1",
        "/list/1/name: expected a string, got nothing",
        "/list/2: expected an object, got an array of 0",
        "/at: expected a date and time (RFC 3339), got nothing",
        "/a~1b~0c: expected a boolean, got 0",
    ]
    place = "#/paths/~1thing/get/responses/200/content/application~1json/schema"
    assert error.faults[0].declared_at == f"{place}/properties/id"
    assert error.faults[1].declared_at == "#/components/schemas/Named/properties/name"
    assert repr(error.partial.id) == "Undecoded(value='1')"
    assert error.raw == body
    assert "and 5 more" in str(error)


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("{type: string, format: date-time}", '"9999-12-31T23:59:60Z"'),
        ("{type: string, format: date-time}", '"2025-02-30T00:00:00Z"'),
        (
            "{type: string, format: date-time}",
            json.dumps(dict.fromkeys(map(str, range(20)))),
        ),
        ("{type: string, format: date}", '"2025-1-2"'),
        ("{type: string, format: date}", "[1,2,3,4,5,6,7,8,9,0]"),
        ("{type: string, format: time}", '{"a":1,"b":2,"c":3,"d":4,"e":5}'),
        ("{type: string, format: uuid}", '"123e4567"'),
        ("{type: string, format: byte}", '"a?b="'),
        ("{type: string, format: decimal}", '"NaN"'),
        ("{type: string, format: decimal}", '"Infinity"'),
        ("{type: string, format: decimal}", '"1,5"'),
        ("{type: integer}", "1.5"),
        ("{type: integer}", "1e400"),
        ("{type: integer}", "true"),
        ("{type: number}", "false"),
        ("{type: boolean}", "1"),
        ("{const: 1}", "true"),
        ("{$ref: '#/components/schemas/Colour'}", "1"),
        ("{$ref: '#/components/schemas/Size'}", "true"),
        ("{type: array, items: {}}", "{}"),
        ("{type: object}", "[]"),
    ],
)
def test_a_value_of_another_kind_is_told(server: Wire, schema: str, text: str) -> None:
    acme = made(schema)
    server.answers[:] = [answer(200, text.encode())]
    error = refused(acme, server, lambda c: c.things.read(), acme.APIDecodeError)
    assert len(error.faults) == 1
    assert error.faults[0].pointer == ""


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_a_value_that_is_nested_too_deeply_is_told(server: Wire, depth: int) -> None:
    here = "#/paths/~1thing/get/responses/200/content/application~1json/schema"
    acme = made(f"{{type: object, properties: {{down: {{$ref: '{here}'}}}}}}")
    body = b'{"down":' * depth + b"{}" + b"}" * depth
    server.answers[:] = [answer(200, body)]
    error = refused(acme, server, lambda c: c.things.read(), acme.APIDecodeError)
    assert error.raw == body
    assert len(error.faults) == 1


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_json_cannot_hold_is_not_sent(server: Wire, value: float) -> None:
    acme = made("{type: number}")
    refused(acme, server, lambda c: c.things.read(), acme.APIDecodeError)
    asked = len(server.asked)
    for client in (acme.Acme(base_url=server.url), acme.AsyncAcme(base_url=server.url)):
        with pytest.raises(ValueError, match="JSON"):
            _done(client.things.write(body=value))
    assert len(server.asked) == asked


def _done(result: Any) -> Any:
    return asyncio.run(result) if asyncio.iscoroutine(result) else result
