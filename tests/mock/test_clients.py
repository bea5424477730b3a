"""The client of a document against its mock server: XML in both directions, and typed headers."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from tests.mock.serving import serve_document
from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
paths:
  /things:
    put:
      operationId: replaceThing
      tags: [things]
      requestBody: {required: true, content: {application/xml: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '200':
          description: OK
          content: {application/xml: {schema: {$ref: '#/components/schemas/Thing'}}}
          headers:
            X-Count: {required: true, schema: {type: integer}}
            X-Rate: {required: true, schema: {type: number}}
            X-Done: {required: true, schema: {type: boolean}}
            X-When: {required: true, schema: {type: string, format: date-time}}
            X-Ids: {required: true, schema: {type: array, minItems: 2, items: {type: integer}}}
            X-Json: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Part'}}}}
            X-Part: {required: true, explode: true, schema: {$ref: '#/components/schemas/Part'}}
            X-Colour: {required: true, schema: {type: string, enum: [red]}}
        '400': {description: No., content: {text/plain: {}}}
    get:
      operationId: listThings
      tags: [things]
      responses:
        '200':
          description: OK
          content: {text/xml: {schema: {type: array, minItems: 2, items: {$ref: '#/components/schemas/Thing'}}}}
  /upload:
    post:
      operationId: uploadThing
      tags: [things]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              required: [thing]
              properties:
                thing: {$ref: '#/components/schemas/Thing'}
                all: {type: array, items: {$ref: '#/components/schemas/Thing'}}
            encoding: {thing: {contentType: application/xml}, all: {contentType: text/xml}}
      responses: {'204': {description: OK}, '400': {description: No.}}
components:
  schemas:
    Part: {type: object, required: [n], properties: {n: {type: integer}}, xml: {name: part, namespace: 'urn:p', prefix: p}}
    Thing:
      type: object
      required: [id, name, parts, codes, ratio, note, first, second]
      properties:
        id: {type: integer, xml: {attribute: true}}
        name: {type: string}
        ratio: {type: number}
        note: {type: [string, 'null']}
        codes: {type: array, minItems: 2, items: {type: integer, xml: {name: code}}}
        parts: {type: array, minItems: 1, items: {$ref: '#/components/schemas/Part'}, xml: {wrapped: true}}
        first: {$ref: '#/components/schemas/Part'}
        second: {$ref: '#/components/schemas/Part'}
      xml: {name: thing, namespace: 'urn:t'}
"""


def build_thing(acme: ModuleType) -> Any:
    models = import_submodule(acme, "models")
    part = models.Part(n=1)
    return models.Thing(
        id=1,
        name="<a> & b",
        ratio=1.5,
        note=None,
        codes=[1, 2],
        parts=[part, models.Part(n=2)],
        first=models.Part(n=3),
        second=models.Part(n=4),
    )


def test_xml() -> None:
    acme = generate_package(DOCUMENT)
    thing = build_thing(acme)
    with serve_document(DOCUMENT) as server, acme.Acme(base_url=server.url) as client:
        answer = client.things.replace(body=thing)
        assert type(answer) is type(thing)
        assert client.things.replace(body=answer) == answer
        things = client.things.list()
        assert len(things) >= 2
        assert {type(entry) for entry in things} == {type(thing)}
        client.things.upload(body={"thing": thing, "all": things})


def test_xml_that_contradicts_the_document() -> None:
    acme = generate_package(DOCUMENT)
    with serve_document(DOCUMENT) as server, acme.Acme(base_url=server.url) as client:
        for content in ("<thing/>", "<thing>", "<thing id='x'/>"):
            try:
                client.things.replace(body=content)
            except acme.APIStatusError as error:
                assert error.status == 400
            else:
                raise AssertionError(content)


def test_typed_headers() -> None:
    acme = generate_package(DOCUMENT)
    headers = import_submodule(acme, "headers")
    names = [name for name in vars(headers) if name.startswith("X_")]
    with serve_document(DOCUMENT) as server, acme.Acme(base_url=server.url) as client:
        raw = client.raw(client.things.replace)(body=build_thing(acme))
    values = {name: raw.read_header(getattr(headers, name)) for name in names}
    types = [type(value).__name__ for value in values.values()]
    assert types[:1] + types[2:5] == ["int", "bool", "WireDatetime", "list"]
    assert isinstance(values["X_RATE"], (int, float))
    part = import_submodule(acme, "models").Part
    assert type(values["X_JSON"]) is type(values["X_PART"]) is part
    assert values["X_COLOUR"].value == "red"
