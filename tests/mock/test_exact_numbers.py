"""Numbers have the digits that the document or the request has."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.mock.exact_numbers import dump_json, parse_number
from tests.mock.serving import MockServer, serve_document

LONG = "0.12345678901234567890123"
EXAMPLE = f"{{price: 1.20, rates: [6.70], unit: 7.700, size: {LONG}}}"
CONTENT = f"{{schema: {{$ref: '#/components/schemas/Price'}}, example: {EXAMPLE}}}"
DOCUMENT = f"""
paths:
  /sample:
    get:
      responses:
        '200':
          description: ''
          headers: {{X-Price: {{schema: {{type: number}}, example: 3.40}}}}
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Price'}}}}}}
  /example:
    get:
      responses:
        '200':
          description: ''
          content:
            application/json: {CONTENT}
            application/yaml: {CONTENT}
            application/xml: {CONTENT}
  /alias:
    get:
      responses:
        '200': {{description: '', content: {{application/json: {{schema: {{}}, example: [&one 1.10, *one, .5]}}}}}}
components:
  schemas:
    Price:
      type: object
      required: [price, rates, unit, size]
      properties:
        price: {{type: number, example: 1.10}}
        rates: {{type: array, minItems: 1, maxItems: 1, items: {{type: number, enum: [6.70]}}}}
        unit: {{const: 7.700}}
        size: {{type: number, default: {LONG}}}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with serve_document(DOCUMENT) as served:
        yield served


@pytest.mark.parametrize(
    ("target", "accept", "text"),
    [
        (
            "/sample",
            "*/*",
            f'{{"price": 1.10, "rates": [6.70], "unit": 7.700, "size": {LONG}}}',
        ),
        (
            "/example",
            "application/json",
            f'{{"price": 1.20, "rates": [6.70], "unit": 7.700, "size": {LONG}}}',
        ),
        (
            "/example",
            "application/yaml",
            f"price: 1.20\nrates:\n- 6.70\nunit: 7.700\nsize: {LONG}\n",
        ),
        ("/example", "application/xml", "<price>1.20</price><rates>6.70</rates>"),
        ("/alias", "*/*", "[1.10, 1.10, 0.5]"),
    ],
)
def test_digits_of_examples(
    server: MockServer, target: str, accept: str, text: str
) -> None:
    response = server.request("GET", target, accept=accept)
    assert text in response.body.decode()


def test_digits_of_header(server: MockServer) -> None:
    assert server.request("GET", "/sample").headers["x-price"] == "3.40"


def test_digits_of_example_in_json_document() -> None:
    content = {"schema": {"type": "number"}, "example": 0}
    responses = {
        "200": {"description": "", "content": {"application/json": content}},
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {"/price": {"get": {"responses": responses}}},
    }
    text = json.dumps(document).replace('"example": 0', '"example": 2.50')
    with serve_document(text) as server:
        assert server.request("GET", "/price").body == b"2.50"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.floats())
def test_number_has_its_text(number: object) -> None:
    text = str(number)
    if text not in ("nan", "inf", "-inf"):
        assert dump_json([parse_number(text)]) == f"[{text}]"
