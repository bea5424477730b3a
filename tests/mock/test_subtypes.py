"""Subtypes that extend a base through `allOf`: the discriminator selects the schema of a value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.mock.serving import MockServer, serve_document

DOCUMENT = """
paths:
  /pets:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: &responses
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '400': {description: ''}
  /list:
    post:
      requestBody: {required: true, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
      responses: *responses
  /homes:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Home'}}}}
      responses: *responses
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}
      properties: {kind: {type: string}, friend: {$ref: '#/components/schemas/Pet'}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [lives], properties: {lives: {type: integer}}}]}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, required: [bark], properties: {bark: {type: string}}}]}
    Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {type: object, required: [age], properties: {age: {type: integer}}}]}
    Home: {type: object, properties: {pet: {allOf: [{$ref: '#/components/schemas/Pet'}], description: The pet.}}}
"""
CASES: list[tuple[Any, int]] = [
    ({"kind": "cat", "lives": 9}, 200),
    ({"kind": "cat"}, 400),
    ({"kind": "cat", "lives": "nine"}, 400),
    ({"kind": "Dog", "bark": "loud"}, 200),
    ({"kind": "Dog"}, 400),
    ({"kind": "Puppy", "bark": "loud", "age": 1}, 200),
    ({"kind": "Puppy", "bark": "loud"}, 400),
    ({"kind": "Puppy", "age": 1}, 400),
    # No subtype: the base.
    ({"kind": "fish"}, 200),
    ({}, 400),
    ({"kind": "fish", "friend": {"kind": "cat"}}, 400),
    ({"kind": "cat", "lives": 9, "friend": {"kind": "cat"}}, 400),
    ({"kind": "cat", "lives": 9, "friend": {"kind": "cat", "lives": 1}}, 200),
]


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with serve_document(DOCUMENT) as served:
        yield served


@pytest.mark.parametrize(("pet", "status"), CASES)
def test_discriminator_selects_subtype(
    server: MockServer, pet: Any, status: int
) -> None:
    bodies = {"/pets": pet, "/list": [pet], "/homes": {"pet": pet}}
    for path, body in bodies.items():
        sent = json.dumps(body)
        response = server.request("POST", path, sent, content_type="application/json")
        assert response.status == status, (path, response.headers)


@pytest.mark.parametrize("path", ["/pets", "/list", "/homes"])
def test_sample_of_base_is_that_of_its_subtype(server: MockServer, path: str) -> None:
    """A client decodes the response as the subtype that the discriminator selects."""
    body = '[{"kind": "fish"}]' if path == "/list" else '{"kind": "fish"}'
    response = server.request("POST", path, body, content_type="application/json")
    pet = response.json
    required = {"cat": {"lives"}, "Dog": {"bark"}, "Puppy": {"bark", "age"}, "Pet": {}}
    assert pet.keys() >= {*required[pet["kind"]]}


def test_rejection_has_the_position_in_the_subtype(server: MockServer) -> None:
    response = server.request(
        "POST", "/pets", '{"kind": "cat"}', content_type="application/json"
    )
    assert '"lives" is a required property' in response.headers["x-mock-reason"]
    assert "openapi.yaml:26:" in response.headers["x-mock-reason"]
