"""Answers are as the document describes them: status, media type, headers, body."""

from __future__ import annotations

import json
import logging
from xml.etree import ElementTree

import pytest
import yaml

from tests.mock.serving import served

MEDIA = """
paths:
  /thing:
    get:
      responses:
        '200':
          description: ok
          headers:
            X-Count: {required: true, schema: {type: integer, minimum: 3, maximum: 3}}
            X-Ids: {schema: {type: array, items: {enum: [a]}, minItems: 2}}
            Content-Type: {schema: {type: string}}
          content:
            application/json: {schema: &thing {$ref: '#/components/schemas/Thing'}}
            application/xml: {schema: *thing}
            application/yaml: {schema: *thing}
            application/x-www-form-urlencoded: {schema: *thing}
            multipart/form-data: {schema: *thing}
            text/csv: {example: "a,b"}
            image/*: {}
  /stream:
    get:
      responses:
        '200':
          description: ok
          content:
            text/event-stream: {itemSchema: {type: object, required: [event, data],
              properties: {event: {const: tick}, data: {type: string}}}}
            application/jsonl: {itemSchema: {type: integer}}
            application/json-seq: {schema: {type: array, items: {type: boolean}, minItems: 4}}
  /bytes:
    get:
      responses: {'200': {description: ok, content: {'*/*': {schema: {type: string, format: binary}}}}}
components:
  schemas:
    Thing:
      type: object
      required: [id, names]
      properties:
        id: {type: integer, xml: {attribute: true}}
        names: {type: array, minItems: 2, items: {type: string, xml: {name: name}}, xml: {wrapped: true}}
      xml: {name: thing, namespace: 'urn:things'}
"""


def test_every_media_type_is_written() -> None:
    with served(MEDIA) as service:
        told = service.ask("GET", "/thing")
        thing = told.json
        assert told.headers["content-type"] == "application/json"
        assert (told.headers["x-count"], told.headers["x-ids"]) == ("3", "a,a")
        told = service.ask("GET", "/thing", accept="application/xml")
        root = ElementTree.fromstring(told.body)
        assert (root.tag, root.attrib) == (
            "{urn:things}thing",
            {"id": str(thing["id"])},
        )
        assert [e.tag for e in root.findall("names/name")] == ["name", "name"]
        told = service.ask("GET", "/thing", accept="application/yaml")
        assert yaml.safe_load(told.body).keys() == thing.keys()
        told = service.ask("GET", "/thing", accept="application/x-www-form-urlencoded")
        assert told.body.startswith(b"id=")
        told = service.ask("GET", "/thing", accept="multipart/*")
        assert "boundary=" in told.headers["content-type"]
        assert (
            service.ask("GET", "/thing", accept="text/*;q=0.5, */*;q=0.1").body
            == b"a,b"
        )
        told = service.ask("GET", "/thing", accept="image/png")
        assert told.body.startswith(b"\x89PNG")


def test_an_answer_that_the_request_does_not_take_is_refused() -> None:
    with served(MEDIA) as service:
        told = service.ask("GET", "/thing", accept="audio/*, application/json;q=0")
        assert told.status == 406
        assert "audio/*" in told.json["detail"]


def test_streams_are_rows_of_values() -> None:
    with served(MEDIA) as service:
        events = service.ask("GET", "/stream").body.decode()
        assert events.count("event: tick\ndata: ") == events.count("\n\n") == 3
        lines = service.ask(
            "GET", "/stream", accept="application/jsonl"
        ).body.splitlines()
        assert all(isinstance(json.loads(line), int) for line in lines)
        records = service.ask("GET", "/stream", accept="application/json-seq").body
        assert records.count(b"\x1e") >= 4
        assert (
            service.ask("GET", "/bytes").headers["content-type"]
            == "application/octet-stream"
        )


STATUSES = """
paths:
  /later: {post: {responses: {'404': {description: no}, '202': {description: ok}, '201': {description: ok}}}}
  /range: {get: {responses: {4XX: {description: no}, 2XX: {description: ok}}}}
  /default: {get: {responses: {default: {description: any, content: {application/json: {schema: {type: object,
    required: [n], properties: {n: {type: integer}}}}}}}}}
  /moved: {get: {responses: {'302': {description: there, headers: {Location: {required: true, schema: {type: string,
    format: uri}}}}}}}
  /gone: {get: {responses: {'410': {description: gone}}}}
  /empty: {get: {responses: {'204': {description: none}}}}
  /nothing: {get: {}}
"""


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/later", 201),
        ("GET", "/range", 200),
        ("GET", "/default", 200),
        ("GET", "/moved", 302),
        ("GET", "/gone", 410),
        ("GET", "/empty", 204),
        ("GET", "/nothing", 200),
    ],
)
def test_the_status_is_that_of_success_where_there_is_one(
    method: str, path: str, status: int
) -> None:
    with served(STATUSES) as service:
        told = service.ask(method, path)
        assert told.status == status
        if path == "/moved":
            assert told.headers["location"].startswith("https://")


def test_examples_are_sent_where_they_hold() -> None:
    document = """
paths:
  /good: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: integer},
    examples: {a: {value: many}, b: {$ref: '#/components/examples/B'}}}}}}}}
  /text: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: object},
    example: '{"a": 1}'}}}}}}
components: {examples: {B: {value: 42}}}
"""
    with served(document) as service:
        assert service.ask("GET", "/good").json == 42
        assert service.ask("GET", "/text").json == {"a": 1}


def test_seeds_tell_answers_apart_and_repeat_them() -> None:
    document = """
paths:
  /n: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: array, minItems: 9,
    items: {type: integer}}}}}}}}
"""
    found = []
    for seed in (1, 1, 2):
        with served(document, seed=seed) as service:
            found.append(service.ask("GET", "/n").json)
    assert found[0] == found[1] != found[2]


def test_a_document_that_contradicts_itself_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    document = """
paths:
  /never: {get: {operationId: never, responses: {'200': {description: ok, content: {application/json:
    {schema: {type: object, required: [a], additionalProperties: false}}}}}}}
"""
    with caplog.at_level(logging.ERROR, "specpress.mock"), served(document) as service:
        told = service.ask("GET", "/never")
    assert told.status == 500
    assert "the document contradicts itself" in told.json["detail"]
    assert "never cannot be answered" in caplog.text


def test_a_document_of_several_files(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from specpress.mock import serving
    from tests.mock.serving import HEAD, Service, read

    (tmp_path / "openapi.yaml").write_text(
        f"{HEAD}paths: {{/a: {{$ref: paths.yaml#/a}}}}", "utf-8"
    )
    (tmp_path / "paths.yaml").write_text(
        "a: {post: {requestBody: {content: {application/json: {schema: {$ref: 'models/t.yaml'}}}},"
        " responses: {'200': {description: ok, content: {application/json: {schema: {$ref: 'models/t.yaml'}}}}}}}",
        "utf-8",
    )
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "t.yaml").write_text(
        "type: object\nrequired: [next]\nproperties: {next: {anyOf: [{$ref: t.yaml}, {type: 'null'}]}}",
        "utf-8",
    )
    made = read(tmp_path / "openapi.yaml")
    with serving.background(made.app()) as url:
        service = Service(url, made)
        assert service.ask(
            "POST", "/a", '{"next": null}', content_type="application/json"
        ).json
        told = service.ask(
            "POST", "/a", '{"next": {"next": 1}}', content_type="application/json"
        )
        assert told.status == 400
