"""Numbers with the format decimal: `Decimal` with all digits, sent as JSON numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_type_hints
from urllib.parse import unquote

import pytest

from tests.wire.clients import call, catch_error, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /prices/{least}:
    get:
      operationId: readPrices
      tags: [prices]
      parameters:
        - {name: least, in: path, required: true, schema: {$ref: '#/components/schemas/Amount'}}
        - {name: most, in: query, schema: {type: number, format: decimal}}
        - {name: steps, in: query, schema: {type: array, items: {type: number, format: decimal}}}
        - {name: X-Rate, in: header, schema: {type: number, format: decimal128}}
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Price'}}}}}
    put:
      operationId: writePrices
      tags: [prices]
      parameters: [{name: least, in: path, required: true, schema: {$ref: '#/components/schemas/Amount'}}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Price'}}}}
      responses: {'204': {description: Kept.}}
components:
  schemas:
    Amount: {type: number, format: decimal}
    Price:
      type: object
      required: [price]
      properties:
        price: {type: number, format: decimal}
        discount: {type: [number, 'null'], format: decimal128}
        amounts: {type: array, items: {$ref: '#/components/schemas/Amount'}}
        either: {oneOf: [{type: number, format: decimal}, {type: string, format: decimal}, {type: boolean}]}
        both: {type: [string, number], format: decimal}
        whole: {type: integer, format: decimal}
        plain: {type: number}
"""
DIGITS = [
    "12345678901234567.89", "1.10", "1E+2", "1e5", "-0.0", "0", "3", "-7",
    "0.1234567890123456789", "12345678901234567890123", "1e400", "1E-7", "0E-10",
]  # fmt: skip


def write(server: RecordingServer, price: Any, **fields: Any) -> bytes:
    """Return the body that both clients send for a price."""
    acme = generate_package(DOCUMENT)
    server.responses[:] = [response(204)]
    body = {"price": price, **fields}
    call(acme, server, lambda c: c.prices.write(1, body=body))
    return server.last.body


@pytest.mark.parametrize("text", DIGITS)
def test_number_is_a_decimal_with_all_digits(
    server: RecordingServer, text: str
) -> None:
    acme = generate_package(DOCUMENT)
    body = f'{{"price":{text},"amounts":[{text}],"either":{text},"both":{text}}}'
    server.responses[:] = [response(200, body.encode())]
    price = call(acme, server, lambda c: c.prices.read(1))
    assert isinstance(price.price, Decimal)
    assert price.price.as_tuple() == Decimal(text).as_tuple()
    server.responses[:] = [response(204)]
    call(acme, server, lambda c: c.prices.write(1, body=price))
    assert server.last.body == body.encode()


def test_decimal_in_a_string_remains_a_string(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT)
    body = b'{"price":1,"either":"+1.50","both":"1.50"}'
    server.responses[:] = [response(200, body)]
    price = call(acme, server, lambda c: c.prices.read(1))
    assert price.either == price.both == Decimal("1.5")
    server.responses[:] = [response(204)]
    call(acme, server, lambda c: c.prices.write(1, body=price))
    assert server.last.body == body
    price.price = price.either
    call(acme, server, lambda c: c.prices.write(1, body=price))
    assert server.last.body.startswith(b'{"price":1.50,')


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (Decimal("12345678901234567.89"), "12345678901234567.89"),
        (Decimal("1.10"), "1.10"),
        (Decimal("1E+2"), "1E+2"),
        (Decimal("1E-7"), "1E-7"),
        (Decimal("-0.0"), "-0.0"),
        (Decimal("1E+1000"), "1E+1000"),
        (3, "3"),
        (10**30, str(10**30)),
        (0.1, "0.1"),
        (1e23, "1e+23"),
    ],
)
def test_digits_of_arguments_are_sent(
    server: RecordingServer, value: Any, sent: str
) -> None:
    assert write(server, value) == f'{{"price":{sent}}}'.encode()
    acme = generate_package(DOCUMENT)
    server.responses[:] = [response(200, b'{"price":1}')]
    call(
        acme,
        server,
        lambda c: c.prices.read(value, most=value, steps=[value, 1], x_rate=value),
    )
    expected = f"/prices/{sent}?most={sent}&steps={sent}&steps=1"
    assert unquote(server.last.target) == expected
    assert server.last.headers["x-rate"] == sent


@pytest.mark.parametrize(
    "value", [True, "1.10", Decimal("NaN"), Decimal("Infinity"), float("nan"), None]
)
def test_other_arguments_are_refused(server: RecordingServer, value: Any) -> None:
    acme = generate_package(DOCUMENT)
    with acme.Acme(base_url=server.url) as client:
        for arguments in ({"price": value}, {"price": 1, "amounts": [value]}):
            with pytest.raises(
                acme.InvalidArgumentError, match=r"body\.(price|amounts)"
            ):
                client.prices.write(1, body=arguments)
        with pytest.raises(acme.InvalidArgumentError, match="least"):
            client.prices.read(value)
    assert not server.requests


@pytest.mark.parametrize(
    "text", ['"1.10"', "true", "null", "[]", "1e9999999999999999999"]
)
def test_other_value_is_a_contradiction(server: RecordingServer, text: str) -> None:
    acme = generate_package(DOCUMENT)
    server.responses[:] = [response(200, f'{{"price":{text}}}'.encode())]
    error = catch_error(acme, server, lambda c: c.prices.read(1), acme.APIDecodeError)
    assert [fault.expected for fault in error.faults] == ["a number"]


def test_annotation_is_a_decimal() -> None:
    models = import_submodule(generate_package(DOCUMENT), "models")
    hints = get_type_hints(models.Price)
    assert hints["price"] is Decimal
    assert hints["discount"] == Decimal | None
    assert hints["plain"] == float | None
    assert hints["whole"] == int | None
    inputs = import_submodule(generate_package(DOCUMENT), "inputs")
    assert get_type_hints(inputs.Price)["price"] == Decimal | int
