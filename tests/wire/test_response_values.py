"""Values of response bodies: complete round trips, and errors that list every fault."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import call, catch_error, generate_package
from tests.wire.server import RecordingServer, response

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
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/paths/~1thing/get/responses/200/content/application~1json/schema'}}}}
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


def generate(schema: str, version: str = "3.1.0") -> ModuleType:
    return generate_package(
        DOCUMENT.replace("SCHEMA", schema).replace("VERSION", version)
    )


def round_trip(
    server: RecordingServer, schema: str, text: str, version: str = "3.1.0"
) -> Any:
    """Return the value of a JSON response; sent back, it must be the same JSON."""
    acme = generate(schema, version)
    server.responses[:] = [response(200, text.encode())]
    value = call(acme, server, lambda c: c.things.read())
    server.responses[:] = [response(204)]
    for body in (value, copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        with acme.Acme(base_url=server.url) as client:
            client.things.write(body=body)
        assert json.loads(server.last.body, parse_float=str) == json.loads(
            text, parse_float=str
        )
    return value


OBJECT = "{type: object, KEYWORDS}"
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
def test_null_absent_and_undeclared_properties_round_trip(
    server: RecordingServer, text: str
) -> None:
    schema = OBJECT.replace("KEYWORDS", NULLABLE)
    value = round_trip(server, schema, text)
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
def test_nullable_response_body(
    server: RecordingServer, version: str, schema: str, text: str
) -> None:
    acme = generate(schema, version)
    server.responses[:] = [response(200, text.encode())]
    assert call(acme, server, lambda c: c.things.read()) is None
    server.responses[:] = [response(200, b"true")]
    catch_error(acme, server, lambda c: c.things.read(), acme.APIDecodeError)


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
            "[Named(name='a')]",
        ),
        (
            f"{{type: object, additionalProperties: {NAMED}}}",
            '{"k":{"name":"a"}}',
            "{'k': Named(name='a')}",
        ),
        (f"{{oneOf: [{NAMED}, {AGED}]}}", '{"age":1}', "Aged(age=1)"),
        (
            f"{{oneOf: [{NAMED}, {AGED}]}}",
            '{"weight":1}',
            "UnknownVariant(value={'weight': 1})",
        ),
        (f"{{anyOf: [{NAMED}, {{type: integer}}]}}", "5", "5"),
        (
            f"{{allOf: [{NAMED}, {AGED}]}}",
            '{"name":"a","age":1}',
            "ReadThingResponse(name='a', age=1)",
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
def test_response_body_round_trip(
    server: RecordingServer, schema: str, text: str, expected: str | None
) -> None:
    value = round_trip(server, schema, text)
    assert expected is None or repr(value) == expected


# The schema of `extra` is that of a condition: values of any other type are valid too.
CONDITIONAL = """{
  type: object, properties: {kind: {type: string}},
  if: {properties: {kind: {const: a}}},
  then: {properties: {extra: {oneOf: [
    {type: object, required: [run], properties: {run: {type: string, enum: [x]}}, additionalProperties: true},
    {type: object, required: [run], properties: {run: {type: string, enum: [y]}}}]}}}}"""


@pytest.mark.parametrize(
    "extra", ['{"kind":"b"}', '{"run":"x"}', '{"run":1}', '[{"kind":"b"}]', "[]"]
)
def test_conditional_property_round_trip(server: RecordingServer, extra: str) -> None:
    round_trip(server, CONDITIONAL, f'{{"kind":"b","extra":{extra}}}')


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
def test_scalar_spelling_and_precision_round_trip(
    server: RecordingServer, schema: str, texts: list[str]
) -> None:
    quoted = "type: string" in schema
    items = [f'"{text}"' if quoted else text for text in texts]
    round_trip(server, f"{{type: array, items: {schema}}}", f"[{','.join(items)}]")


def test_formats_are_decoded_to_python_types(server: RecordingServer) -> None:
    fields = {
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
    properties = ", ".join(f"{name}: {schema}" for name, (schema, _) in fields.items())
    text = ",".join(f'"{name}":{sample}' for name, (_, sample) in fields.items())
    server.responses[:] = [response(200, f"{{{text}}}".encode())]
    schema = f"{{type: object, properties: {{{properties}}}}}"
    thing = call(generate(schema), server, lambda c: c.things.read())
    assert thing.at.isoformat() == "2025-01-02T03:05:00.500000+01:00"
    assert (thing.day.day, thing.clock.second, thing.key.version) == (2, 5, 1)
    assert (thing.raw, str(thing.price), thing.price * 2) == (b"hi", "1.50", 3)
    assert (thing.whole, thing.one) == (12345678901234567890, 1)


def test_additional_properties_are_typed(
    server: RecordingServer,
) -> None:
    typed = "required: [id], properties: {id: {type: integer}}, additionalProperties: {type: string, format: date}"
    value = round_trip(
        server, OBJECT.replace("KEYWORDS", typed), '{"id":1,"a":"2025-01-02"}'
    )
    assert value.extra["a"].year == 2025
    nullable = "properties: {id: {type: integer}}, additionalProperties: {type: [integer, 'null', boolean]}"
    value = round_trip(
        server, OBJECT.replace("KEYWORDS", nullable), '{"a":0,"b":null,"c":false}'
    )
    assert value.extra == {"a": 0, "b": None, "c": False}
    patterns = "properties: {id: {type: integer}}, patternProperties: {'^n_': {type: integer}}, additionalProperties: false"
    value = round_trip(server, OBJECT.replace("KEYWORDS", patterns), '{"id":1,"n_a":2}')
    assert value.extra == {"n_a": 2}


def test_read_only_and_write_only_properties_are_required_in_one_direction(
    server: RecordingServer,
) -> None:
    acme = generate("{$ref: '#/components/schemas/Secret'}")
    server.responses[:] = [response(200, b'{"id":1}')]
    assert call(acme, server, lambda c: c.things.read()).id == 1
    server.responses[:] = [response(204)]
    secret = acme.models.Secret(password="p")
    call(acme, server, lambda c: c.things.write(body=secret))
    assert server.last.body == b'{"password":"p"}'


def test_decode_error_lists_all_faults_with_pointers(server: RecordingServer) -> None:
    acme = generate(
        "{type: object, required: [id, list, at], properties: {id: {type: integer},"
        " list: {type: array, items: {$ref: '#/components/schemas/Named'}},"
        " at: {type: string, format: date-time}, 'a/b~c': {type: boolean}}}"
    )
    body = b'{"id":"1","list":[{"name":1},{},[]],"a/b~c":0}'
    server.responses[:] = [response(200, body)]
    error = catch_error(acme, server, lambda c: c.things.read(), acme.APIDecodeError)
    assert [str(fault) for fault in error.faults] == [
        '/id: expected an integer, got "1"',
        "/list/0/name: expected a string, got 1",
        "/list/1/name: expected a string, got nothing",
        "/list/2: expected an object, got an array of length 0",
        "/at: expected a date and time (RFC 3339), got nothing",
        "/a~1b~0c: expected a boolean, got 0",
    ]
    schema = "#/paths/~1thing/get/responses/200/content/application~1json/schema"
    assert error.faults[0].declared_at == f"{schema}/properties/id"
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
        ("{type: integer}", "1e-99999999999999999999"),
        ("{const: 1}", "1e99999999999999999999"),
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
def test_value_of_wrong_type_raises_decode_error(
    server: RecordingServer, schema: str, text: str
) -> None:
    acme = generate(schema)
    server.responses[:] = [response(200, text.encode())]
    error = catch_error(acme, server, lambda c: c.things.read(), acme.APIDecodeError)
    assert len(error.faults) == 1
    assert error.faults[0].pointer == ""


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_deeply_nested_value_raises_decode_error(
    server: RecordingServer, depth: int
) -> None:
    schema = "#/paths/~1thing/get/responses/200/content/application~1json/schema"
    acme = generate(f"{{type: object, properties: {{down: {{$ref: '{schema}'}}}}}}")
    body = b'{"down":' * depth + b"{}" + b"}" * depth
    server.responses[:] = [response(200, body)]
    error = catch_error(acme, server, lambda c: c.things.read(), acme.APIDecodeError)
    assert error.raw == body
    assert len(error.faults) == 1


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_non_finite_number_is_not_sent(server: RecordingServer, value: float) -> None:
    acme = generate("{type: number}")
    catch_error(acme, server, lambda c: c.things.read(), acme.APIDecodeError)
    count = len(server.requests)
    for client in (acme.Acme(base_url=server.url), acme.AsyncAcme(base_url=server.url)):
        with pytest.raises(ValueError, match="body: expected a finite number"):
            _run(client.things.write(body=value))
    assert len(server.requests) == count


def _run(result: Any) -> Any:
    return asyncio.run(result) if asyncio.iscoroutine(result) else result
