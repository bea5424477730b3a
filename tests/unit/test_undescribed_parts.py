"""Parts without a schema, such as the items of an array without `items`: nothing is taken from the schema around them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specpress.config import Settings
from specpress.pipeline import generate

DOCUMENT = """
openapi: 3.1.0
info: {title: Acme, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /orders/{order_id}:
    parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getOrder
      tags: [orders]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
    put:
      operationId: payOrder
      tags: [orders]
      parameters: [{name: tags, in: query, required: true, schema: {$ref: '#/components/schemas/Tags'}}]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
components:
  schemas:
    Tags: {type: array, example: [[red], [blue]]}
    Order:
      type: object
      required: [id, state]
      example: {state: placed}
      properties:
        state: {$ref: '#/components/schemas/State'}
    State:
      type: string
      enum: [placed, paid]
      x-specpress-lifecycle:
        initial: [placed]
        terminal: [paid]
        transitions: [{from: [placed], to: [paid], operation: payOrder}]
"""


def _generate(folder: Path, document: str = DOCUMENT) -> dict[str, str]:
    path = folder / "openapi.yaml"
    path.write_text(document, "utf-8")
    settings = Settings(str(path), folder / "out", "acme", "acme", "Acme")
    return generate(settings).files


def test_key_of_a_fake_is_text(tmp_path: Path) -> None:
    files = _generate(tmp_path)
    (samples,) = (files[n] for n in files if n.endswith("testing/samples.json"))
    assert json.loads(samples)["Order"]["id"] == "id"


def test_example_of_an_array_is_not_that_of_an_item(tmp_path: Path) -> None:
    reference = _generate(tmp_path)["docs/reference.md"]
    assert 'client.orders.pay("order_id", tags=[["red"]])' in reference


@pytest.mark.parametrize("keyword", ["", ", additionalProperties: {type: string}"])
def test_element_has_the_name_of_its_property(tmp_path: Path, keyword: str) -> None:
    document = DOCUMENT.replace("application/json", "application/xml")
    properties = f"properties: {{a: {{type: string}}}}{keyword}"
    document = document.partition("    Order:")[0] + (
        f"    Order: {{type: object, xml: {{name: order}}, required: [owner], {properties}}}\n"
    )
    files = _generate(tmp_path, document)
    (schemas,) = (files[n] for n in files if n.endswith("_xml_schemas.json"))
    (shape,) = json.loads(schemas)["shapes"].values()
    assert shape["fields"]["owner"] in ({}, {"shape": ["string"]})
