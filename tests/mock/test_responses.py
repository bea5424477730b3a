"""Documented responses: status, media type, headers and body."""

from __future__ import annotations

import json
import logging
from xml.etree import ElementTree

import pytest
import yaml

from tests.mock.serving import serve_document

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


def test_media_types() -> None:
    with serve_document(MEDIA) as server:
        response = server.request("GET", "/thing")
        thing = response.json
        assert response.headers["content-type"] == "application/json"
        assert (response.headers["x-count"], response.headers["x-ids"]) == ("3", "a,a")
        response = server.request("GET", "/thing", accept="application/xml")
        root = ElementTree.fromstring(response.body)
        assert (root.tag, root.attrib) == (
            "{urn:things}thing",
            {"id": str(thing["id"])},
        )
        assert [e.tag for e in root.findall("names/name")] == ["name", "name"]
        response = server.request("GET", "/thing", accept="application/yaml")
        assert yaml.safe_load(response.body).keys() == thing.keys()
        response = server.request(
            "GET", "/thing", accept="application/x-www-form-urlencoded"
        )
        assert response.body.startswith(b"id=")
        response = server.request("GET", "/thing", accept="multipart/*")
        assert "boundary=" in response.headers["content-type"]
        assert (
            server.request("GET", "/thing", accept="text/*;q=0.5, */*;q=0.1").body
            == b"a,b"
        )
        response = server.request("GET", "/thing", accept="image/png")
        assert response.body.startswith(b"\x89PNG")


def test_unacceptable_media_type() -> None:
    with serve_document(MEDIA) as server:
        response = server.request(
            "GET", "/thing", accept="audio/*, application/json;q=0"
        )
        assert response.status == 406
        assert "audio/*" in response.json["detail"]


def test_streams() -> None:
    with serve_document(MEDIA) as server:
        events = server.request("GET", "/stream").body.decode()
        assert events.count("event: tick\ndata: ") == events.count("\n\n") == 3
        lines = server.request(
            "GET", "/stream", accept="application/jsonl"
        ).body.splitlines()
        assert all(isinstance(json.loads(line), int) for line in lines)
        records = server.request("GET", "/stream", accept="application/json-seq").body
        assert records.count(b"\x1e") >= 4
        assert (
            server.request("GET", "/bytes").headers["content-type"]
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
def test_default_status(method: str, path: str, status: int) -> None:
    with serve_document(STATUSES) as server:
        response = server.request(method, path)
        assert response.status == status
        if path == "/moved":
            assert response.headers["location"].startswith("https://")


def test_valid_examples_are_sent() -> None:
    document = """
paths:
  /good: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: integer},
    examples: {a: {value: many}, b: {$ref: '#/components/examples/B'}}}}}}}}
  /text: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: object},
    example: '{"a": 1}'}}}}}}
components: {examples: {B: {value: 42}}}
"""
    with serve_document(document) as server:
        assert server.request("GET", "/good").json == 42
        assert server.request("GET", "/text").json == {"a": 1}


def test_seed_determines_samples() -> None:
    document = """
paths:
  /n: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {type: array, minItems: 9,
    items: {type: integer}}}}}}}}
"""
    bodies = []
    for seed in (1, 1, 2):
        with serve_document(document, seed=seed) as server:
            bodies.append(server.request("GET", "/n").json)
    assert bodies[0] == bodies[1] != bodies[2]


def test_missing_sample(
    caplog: pytest.LogCaptureFixture,
) -> None:
    document = """
paths:
  /never: {get: {operationId: never, responses: {'200': {description: ok, content: {application/json:
    {schema: {type: object, required: [a], additionalProperties: false}}}}}}}
"""
    with (
        caplog.at_level(logging.INFO, "specpress.mock"),
        serve_document(document) as server,
    ):
        response = server.request("GET", "/never")
    assert response.status == 500
    detail = response.json["detail"]
    assert detail.startswith("cannot respond to never: no sample of the response with")
    assert detail.endswith("add an example to the document")
    assert "contradict" not in detail
    assert f"GET /never: 500, never: {detail}" in caplog.messages


def test_document_in_several_files(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from specpress.mock import serving
    from tests.mock.serving import HEAD, MockServer, read_mock

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
    mock = read_mock(tmp_path / "openapi.yaml")
    with serving.serve_in_background(mock.create_app()) as url:
        server = MockServer(url, mock)
        assert server.request(
            "POST", "/a", '{"next": null}', content_type="application/json"
        ).json
        response = server.request(
            "POST", "/a", '{"next": {"next": 1}}', content_type="application/json"
        )
        assert response.status == 400
