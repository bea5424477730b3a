"""Texts of a document are in its package: those of parts that have no class, too."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from tests.property.full_document import FULL_DOCUMENT
from tests.property.packages import generate_from_tree

from specpress.config import Settings
from specpress.pipeline import generate

TEXTS = ("bearerFormat", "description", "identifier", "summary", "termsOfService")
OBJECTS = ("contact", "externalDocs", "license")
DATA = ("const", "dataValue", "default", "enum", "example", "examples")
# The texts that a package does not have.
OMITTED = {
    "/components/requestBodies": "nothing refers to it",
    "/encoding/file/headers": "the client sends no headers of parts",
    "/links/owner/server": "a link is named with its operation",
    "/parameters/5": "the header `Accept` is no argument",
    "/servers/0/variables": "the client describes the first variable of a name",
    "/tags/0": "no operation has this tag",
    "/responses/5XX/summary": "docstrings of exceptions have the description",
}


def _mark_texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Replace the texts in a document by words, and yield each word with its pointer."""
    for key, child in [*value.items()] if isinstance(value, dict) else ():
        pointer = f"{path}/{key}"
        is_text = key in TEXTS or path.rpartition("/")[2] in OBJECTS
        if isinstance(child, str) and is_text and not path.endswith("/properties"):
            word = f"word{zlib.crc32(pointer.encode())}x"
            value[key] = f"https://example.com/{word}" if key == "url" else word
            yield word, pointer
        elif key not in DATA:
            yield from _mark_texts(child, pointer)
    for number, child in enumerate(value if isinstance(value, list) else ()):
        yield from _mark_texts(child, f"{path}/{number}")


def test_each_text_of_a_document_is_in_its_package() -> None:
    # Parts of the document are the same object in several places.
    document = json.loads(json.dumps(FULL_DOCUMENT))
    texts = dict(_mark_texts(document))
    files = generate_from_tree(document).files
    package = "\n".join(files[n] for n in files if n.endswith((".py", ".md")))
    missing = [pointer for word, pointer in texts.items() if word not in package]
    unexpected = [p for p in missing if not any(part in p for part in OMITTED)]
    assert unexpected == []
    assert len(texts) - len(missing) > 60


DOCUMENT = """
openapi: 3.1.0
info: {title: Acme, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /orders:
    get:
      operationId: listOrders
      servers: [{url: 'https://files.example.com', description: For files.}]
      parameters:
      - {name: ids, in: query, description: All ids., schema: {type: array, maxItems: 5, items: {type: string, description: An id.}}}
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
    post:
      operationId: sendCover
      requestBody: {content: {image/png: {schema: {type: string, format: binary, description: At most 2 MB.}}}}
      responses: {'200': {description: OK, content: {application/json: {schema: {type: array, description: All covers., items: {type: string}}}}}}
components:
  schemas:
    Order:
      type: object
      properties:
        items: {type: array, description: Items of it., items: {type: string, description: One item., maxLength: 4}}
        prices: {type: object, additionalProperties: {type: number, description: A price.}}
        place: {type: array, prefixItems: [{type: number, description: North.}, {type: number, description: East.}], minItems: 2, items: false}
        state: {oneOf: [{type: string, description: A word.}, {type: integer, description: A number.}]}
        note: {anyOf: [{type: string, description: A note.}, {type: 'null'}]}
        same: {type: array, description: The same., items: {type: string, description: The same.}}
        size: {$ref: '#/components/schemas/Size'}
        kinds: {type: array, description: All kinds of it., items: {type: string, description: kind}}
        first: {oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Size', description: The first one.}]}
        mode: {oneOf: [{type: string, enum: [slow], description: Takes longer.}, {type: string, const: fast, description: Costs more.}]}
        other: {$ref: '#/components/schemas/MaybeOrder'}
      additionalProperties: {type: string, description: Of tomorrow.}
    MaybeOrder: {type: [object, 'null'], description: An order or not., properties: {id: {type: string}}}
    Size: {description: How large., oneOf: [{type: string, description: In words.}, {type: integer, description: In metres.}]}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("parts")
    path = folder / "openapi.yaml"
    path.write_text(DOCUMENT, "utf-8")
    return generate(Settings(str(path), folder / "out", "acme", "acme", "Acme")).files


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "items",
            "Items of it.\n\n    Items: One item. At most 4 characters.\n    ",
        ),
        ("prices", "Values: A price."),
        ("place", "Item 1: North.\n\n    Item 2: East.\n    "),
        ("state", "`str`: A word.\n\n    `int`: A number.\n    "),
        ("note", "A note."),
        ("same", "The same."),
        ("first", "The first one."),
        ("kinds", "All kinds of it.\n\n    Items: kind\n    "),
    ],
)
def test_field_describes_its_parts(files: dict[str, str], name: str, text: str) -> None:
    after = files["acme/models/order.py"].partition(f"    {name}: ")[2]
    assert after.split('"""')[1] == text


def test_bodies_responses_and_members_have_descriptions(
    files: dict[str, str],
) -> None:
    orders, order = (
        files[f"acme/{n}.py"] for n in ("resources/orders", "models/order")
    )
    assert "body: At most 2 MB.\n" in orders
    assert "Returns:\n            All covers.\n" in orders
    assert 'SLOW = "slow"\n    """Takes longer."""\n' in order
    assert 'FAST = "fast"\n    """Costs more."""\n' in order


def test_what_has_a_class_is_described_there(files: dict[str, str]) -> None:
    order = files["acme/models/order.py"]
    assert "How large" not in order.partition("class Order")[2]
    assert "An order or not" not in order.partition("class Order(")[2]
    assert "`str`: In words.\n\n`int`: In metres." in files["acme/models/size.py"]


def test_arguments_servers_and_undeclared_keys_are_described(
    files: dict[str, str],
) -> None:
    server = "GET /orders\n\n        Server: `https://files.example.com`: For files.\n"
    assert server in files["acme/resources/orders.py"]
    text = "ids: All ids. At most 5 items. Items: An id."
    assert text in files["acme/resources/orders.py"]
    assert "`str`.\n\n    Of tomorrow." in files["acme/models/order.py"]
