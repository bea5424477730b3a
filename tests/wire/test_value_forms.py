"""Values in another form than the document's: read if nothing is lost, and sent as they were received."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.wire.clients import (
    call,
    catch_error,
    generate_package,
    import_submodule,
)
from tests.wire.server import RecordingServer, response
from tests.wire.test_response_values import generate, round_trip

DATE_TIME = "{type: string, format: date-time}"
DATE = "{type: string, format: date}"
TIME = "{type: string, format: time}"
UUID = "{type: string, format: uuid}"
DECIMAL = "{type: string, format: decimal}"
KEY = "123e4567-e89b-12d3-a456-426614174000"


@pytest.mark.parametrize(
    ("schema", "text", "expected"),
    [
        (DATE_TIME, "2024-03-21T16:45Z", "2024-03-21T16:45:00+00:00"),
        (DATE_TIME, "2024-03-21T16:45", "2024-03-21T16:45:00"),
        (DATE_TIME, "2024-03-21t16:45z", "2024-03-21T16:45:00+00:00"),
        (DATE_TIME, "2024-03-21 16:45:00+0000", "2024-03-21T16:45:00+00:00"),
        (DATE_TIME, "2024-03-21 16:45:00 +0100", "2024-03-21T16:45:00+01:00"),
        (DATE_TIME, "2024-03-21T16:45:00+00", "2024-03-21T16:45:00+00:00"),
        (DATE_TIME, "2024-03-21T16:45:00,5Z", "2024-03-21T16:45:00.500000+00:00"),
        (DATE_TIME, "2024-03-21T16:45:00 z", "2024-03-21T16:45:00+00:00"),
        (DATE_TIME, "2024-12-31T24:00:00Z", "2025-01-01T00:00:00+00:00"),
        (DATE_TIME, "2024-12-31T24:00+01:00", "2025-01-01T00:00:00+01:00"),
        (DATE_TIME, "2024-12-31t23:59:60z", "2025-01-01T00:00:00+00:00"),
        (DATE, "2024-03-21T00:00:00Z", "2024-03-21"),
        (DATE, "2024-03-21T00:00:00", "2024-03-21"),
        (DATE, "2024-03-21T00:00:00.000Z", "2024-03-21"),
        (DATE, "2024-03-21 00:00:00.000000", "2024-03-21"),
        (DATE, "2024-03-21t00:00:00,0z", "2024-03-21"),
        (DATE, "2024-03-21T00:00+00:00", "2024-03-21"),
        (DATE, "2024-03-21T00:00:00 +0000", "2024-03-21"),
        (DATE, "2024-03-21T00:00:00-00:00", "2024-03-21"),
        (DATE, "2024-W12-4", "2024-03-21"),
        (TIME, "03:04", "03:04:00"),
        (TIME, "03:04z", "03:04:00+00:00"),
        (TIME, "03:04:05+0000", "03:04:05+00:00"),
        (TIME, "03:04:05 +01", "03:04:05+01:00"),
        (TIME, "03:04:05,5", "03:04:05.500000"),
        (UUID, KEY.replace("-", ""), KEY),
        (UUID, f"{{{KEY.upper()}}}", KEY),
        (UUID, f"urn:uuid:{KEY}", KEY),
        (UUID, f"URN:UUID:{KEY}", KEY),
        (DECIMAL, "+1.50", "1.50"),
        (DECIMAL, " 1.50 ", "1.50"),
        (DECIMAL, ".5", "0.5"),
    ],
)  # fmt: skip
def test_other_form_of_text_is_read_and_sent_unchanged(
    server: RecordingServer, schema: str, text: str, expected: str
) -> None:
    value = round_trip(server, schema, json.dumps(text))
    form = value.isoformat() if hasattr(value, "isoformat") else str(value)
    assert form == expected


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        (DATE_TIME, "2024-03-21"),
        (DATE_TIME, "2024-03-21T16"),
        (DATE_TIME, "2024-03-21T16:45.5Z"),
        (DATE_TIME, "2024-03-21T24:00:01Z"),
        (DATE_TIME, "2024-03-21T24:00:00.1Z"),
        (DATE_TIME, "2024-03-21x16:45:00Z"),
        (DATE_TIME, "20240321T164500Z"),
        (DATE_TIME, "1711039500"),
        (DATE_TIME, "9999-12-31T24:00:00Z"),
        (DATE, "2024-03-21T00:00:01Z"),
        (DATE, "2024-03-21T00:00:00.0000000001Z"),
        (DATE, "2024-03-21T00:00:00+02:00"),
        (DATE, "2024-03-21T24:00:00Z"),
        (DATE, "2024-02-30T00:00:00Z"),
        (DATE, "20240321"),
        (DATE, "21.03.2024"),
        (TIME, "24:00"),
        (TIME, "03"),
        (TIME, "2024-03-21T03:04:05Z"),
        (UUID, KEY + "0"),
        (UUID, f"{{{KEY}"),
        (UUID, KEY.replace("-", "_")),
        (UUID, KEY.replace("4567", "45_7")),
        (DECIMAL, "1.5e"),
        (DECIMAL, "1.5 EUR"),
    ],
)
def test_form_that_loses_something_is_a_contradiction(
    server: RecordingServer, schema: str, text: str
) -> None:
    acme = generate(schema)
    server.responses[:] = [response(200, json.dumps(text).encode())]
    error = catch_error(acme, server, lambda c: c.things.read(), acme.APIDecodeError)
    assert len(error.faults) == 1


def test_date_with_a_time_equals_the_plain_date(server: RecordingServer) -> None:
    plain = round_trip(server, DATE, '"2024-03-21"')
    midnight = round_trip(server, DATE, '"2024-03-21T00:00:00Z"')
    assert (plain, hash(plain)) == (midnight, hash(midnight))
    assert type(plain).__name__ == "date"


def test_changed_date_is_sent_as_a_date(server: RecordingServer) -> None:
    acme = generate(DATE)
    midnight = round_trip(server, DATE, '"2024-03-21T00:00:00Z"')
    server.responses[:] = [response(204)]
    moved = midnight.replace(day=22)
    call(acme, server, lambda c: c.things.write(body=moved))
    assert server.last.body == b'"2024-03-22"'


@pytest.mark.parametrize(
    ("schema", "text", "expected"),
    [
        ("{type: integer}", "1.0", 1),
        ("{type: integer}", "1e23", 10**23),
        ("{type: integer}", "1E+2", 100),
        ("{type: integer}", "12345678901234567890.00", 12345678901234567890),
        ("{$ref: '#/components/schemas/Size'}", "1.0", 1),
        ("{$ref: '#/components/schemas/Size'}", "10e-1", 1),
        ("{$ref: '#/components/schemas/Size'}", "12345678901234567890.0", 12345678901234567890),
        ("{const: 1}", "1.0", 1),
        ("{const: 100000000000000000000000}", "1e23", 10**23),
        ("{const: 9007199254740993}", "9007199254740993.0", 9007199254740993),
        ("{type: integer, enum: [1.0, 2.0]}", "1", 1),
        ("{type: integer, enum: [1.0, 2]}", "2.0", 2),
        ("{type: integer, const: 1.0}", "1", 1),
    ],
)  # fmt: skip
def test_number_without_fraction_is_an_integer(
    server: RecordingServer, schema: str, text: str, expected: int
) -> None:
    acme = generate(schema)
    server.responses[:] = [response(200, text.encode())]
    value = call(acme, server, lambda c: c.things.read())
    assert value == expected
    assert isinstance(value, int)
    server.responses[:] = [response(204)]
    sent: list[Any] = [value]
    if abs(expected) < 2**53:
        sent.append(float(expected))
    for body in sent:
        call(acme, server, lambda c, body=body: c.things.write(body=body))
        assert server.last.body == str(expected).encode()


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("{type: integer}", "9007199254740993.5"),
        ("{type: integer}", "0.99999999999999999999"),
        ("{type: integer}", "1e-400"),
        ("{type: integer}", '"1"'),
        ("{$ref: '#/components/schemas/Size'}", "1.5"),
        ("{$ref: '#/components/schemas/Size'}", "1.00000000000000000001"),
        ("{$ref: '#/components/schemas/Size'}", "true"),
        ("{$ref: '#/components/schemas/Colour'}", "1.0"),
        ("{const: 1}", "true"),
        ("{const: true}", "1.0"),
        ("{const: 1}", "1.00000000000000000001"),
        ("{const: 9007199254740993}", "9007199254740992.0"),
    ],
)
def test_other_number_is_a_contradiction(
    server: RecordingServer, schema: str, text: str
) -> None:
    acme = generate(schema)
    server.responses[:] = [response(200, text.encode())]
    catch_error(acme, server, lambda c: c.things.read(), acme.APIDecodeError)


def test_discriminator_without_fraction_is_an_integer(server: RecordingServer) -> None:
    variants = (
        "{type: object, required: [kind], properties: {kind: {type: integer, enum: [1]}, a: {type: string}}}",
        "{type: object, required: [kind], properties: {kind: {type: integer, enum: [2]}, a: {type: string}}}",
    )
    acme = generate(f"{{oneOf: [{', '.join(variants)}]}}")
    for text, kind in (('{"kind":2.0}', 2), ('{"kind":1e0}', 1), ('{"kind":2}', 2)):
        server.responses[:] = [response(200, text.encode())]
        value = call(acme, server, lambda c: c.things.read())
        assert value.kind == kind


def test_discriminator_by_mapping_reads_a_number_without_fraction() -> None:
    acme = generate_package("""
paths: {}
components:
  schemas:
    Cat: {type: object, required: [kind], properties: {kind: {type: integer}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: integer}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {1: '#/components/schemas/Cat', 2: '#/components/schemas/Dog'}}
    Owner: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
""")
    owner = import_submodule(acme, "models").Owner.from_dict({"pet": {"kind": 2.0}})
    assert type(owner.pet).__name__ == "Dog"
    assert owner.to_dict() == {"pet": {"kind": 2}}
