"""Parameters, bodies and responses of Swagger 2.0 in OpenAPI 3.0."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.swagger.upgraded import upgrade, upgrade_operation

TEXTS = "type: array, items: {type: string}"


@pytest.mark.parametrize(
    ("collection", "expected"),
    [
        ("", {"explode": False}),
        (", collectionFormat: csv", {"explode": False}),
        (", collectionFormat: multi", {}),
        (", collectionFormat: ssv", {"style": "spaceDelimited", "explode": False}),
        (", collectionFormat: tsv", {"style": "tabDelimited", "explode": False}),
        (", collectionFormat: pipes", {"style": "pipeDelimited", "explode": False}),
    ],
)
def test_arrays_in_queries(
    tmp_path: Path, collection: str, expected: dict[str, Any]
) -> None:
    parameter = f"{{name: tags, in: query, {TEXTS}{collection}}}"
    (result,) = upgrade_operation(tmp_path, f"parameters: [{parameter}]").operation[
        "parameters"
    ]
    schema = {"type": "array", "items": {"type": "string"}}
    assert result == {"name": "tags", "in": "query", "schema": schema, **expected}


@pytest.mark.parametrize("location", ["path", "header"])
def test_arrays_with_separators_in_other_locations(
    tmp_path: Path, location: str
) -> None:
    fields = f"name: a, in: {location}, {TEXTS}"
    body = f"parameters: [{{{fields}}}, {{{fields}, collectionFormat: pipes}}]"
    first, second = upgrade_operation(tmp_path, body).operation["parameters"]
    assert "style" not in first and "explode" not in first
    assert (second["style"], second["explode"]) == ("pipeDelimited", False)


def test_type_and_own_keys(tmp_path: Path) -> None:
    parameter = (
        "{name: q, in: query, required: true, allowEmptyValue: true, description: Text, type: string, format: uuid, "
        "enum: [a], x-enumNames: [A], x-ms-enum: {name: E}, x-other: 1, x-example: a, default: a, x-deprecated: true}"
    )
    (result,) = upgrade_operation(tmp_path, f"parameters: [{parameter}]").operation[
        "parameters"
    ]
    assert result == {
        "name": "q",
        "in": "query",
        "required": True,
        "allowEmptyValue": True,
        "description": "Text",
        "x-other": 1,
        "example": "a",
        "deprecated": True,
        "schema": {
            "type": "string",
            "format": "uuid",
            "enum": ["a"],
            "x-enumNames": ["A"],
            "x-ms-enum": {"name": "E"},
            "default": "a",
        },
    }


def test_arrays_in_arrays_are_reported(tmp_path: Path) -> None:
    items = "items: {type: array, items: {type: string}, collectionFormat: pipes}"
    body = f"parameters: [{{name: m, in: query, type: array, {items}}}]"
    result = upgrade_operation(tmp_path, body)
    assert result.messages == ["parameter 'm' has arrays in an array"]
    inner = result.operation["parameters"][0]["schema"]["items"]
    assert inner == {"type": "array", "items": {"type": "string"}}


@pytest.mark.parametrize(
    ("consumes", "expected"),
    [
        ("", ["application/json"]),
        ("consumes: [], ", ["application/json"]),
        ("consumes: [text/xml, application/json], ", ["text/xml", "application/json"]),
        ("consumes: [application/octet-stream], ", ["application/json"]),
        ("consumes: [application/vnd.a.v3], ", ["application/vnd.a.v3"]),
    ],
)
def test_media_types_of_a_body(
    tmp_path: Path, consumes: str, expected: list[str]
) -> None:
    body = "parameters: [{name: pet, in: body, required: true, description: A pet, schema: {type: object}}]"
    result = upgrade_operation(tmp_path, consumes + body).operation
    assert "parameters" not in result
    assert result["requestBody"] == {
        "description": "A pet",
        "required": True,
        "content": {name: {"schema": {"type": "object"}} for name in expected},
    }


def test_media_types_of_the_document_apply_to_its_operations(tmp_path: Path) -> None:
    body = (
        "parameters: [{name: b, in: body, schema: {type: object}}], "
        "responses: {'200': {description: ok, schema: {type: string}}}"
    )
    rest = "consumes: [application/xml]\nproduces: [text/plain, text/csv]\n"
    operation = upgrade_operation(tmp_path, body, rest).operation
    assert [*operation["requestBody"]["content"]] == ["application/xml"]
    content = operation["responses"]["200"]["content"]
    assert [*content] == ["text/plain", "text/csv"]


def test_form(tmp_path: Path) -> None:
    fields = (
        "{name: size, in: formData, type: integer, required: true, description: Width, x-note: 1}, "
        f"{{name: tags, in: formData, {TEXTS}, collectionFormat: multi}}, "
        f"{{name: ids, in: formData, {TEXTS}}}"
    )
    operation = upgrade_operation(tmp_path, f"parameters: [{fields}]").operation
    texts = {"type": "array", "items": {"type": "string"}}
    assert operation["requestBody"] == {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "size": {
                            "type": "integer",
                            "x-note": 1,
                            "description": "Width",
                        },
                        "tags": texts,
                        "ids": texts,
                    },
                    "required": ["size"],
                },
                "encoding": {
                    "tags": {"style": "form", "explode": True},
                    "ids": {"style": "form", "explode": False},
                },
            }
        },
    }


@pytest.mark.parametrize(
    ("consumes", "kind", "expected"),
    [
        ("", "string", ["application/x-www-form-urlencoded"]),
        ("", "file", ["multipart/form-data"]),
        ("application/x-www-form-urlencoded", "file", ["multipart/form-data"]),
        ("multipart/form-data", "string", ["multipart/form-data"]),
        (
            "multipart/form-data, application/x-www-form-urlencoded",
            "string",
            ["multipart/form-data", "application/x-www-form-urlencoded"],
        ),
        (
            "application/json",
            "string",
            ["application/x-www-form-urlencoded"],
        ),
    ],
)
def test_media_types_of_a_form(
    tmp_path: Path, consumes: str, kind: str, expected: list[str]
) -> None:
    body = (
        f"consumes: [{consumes}], parameters: [{{name: f, in: formData, type: {kind}}}]"
    )
    request_body = upgrade_operation(tmp_path, body).operation["requestBody"]
    assert [*request_body["content"]] == expected
    schema = request_body["content"][expected[0]]["schema"]["properties"]["f"]
    is_file = kind == "file"
    assert schema == {"type": "string"} | ({"format": "binary"} if is_file else {})


def test_body_and_form_of_one_operation(tmp_path: Path) -> None:
    body = "{name: b, in: body, schema: {type: object}}, {name: f, in: formData, type: string}"
    result = upgrade_operation(tmp_path, f"parameters: [{body}]")
    assert [*result.operation["requestBody"]["content"]] == ["application/json"]
    assert result.problems.omissions[0].omits == "parameter 'f'"


def test_parameters_of_a_path_item(tmp_path: Path) -> None:
    result = upgrade(
        tmp_path,
        """
paths:
  /pets:
    parameters:
      - {name: X-Trace, in: header, type: string}
      - {name: pet, in: body, schema: {type: object}}
    put: {responses: {}}
    post:
      parameters: [{name: other, in: body, schema: {type: array}}]
      responses: {}
    patch:
      parameters: [{name: f, in: formData, type: string}]
      responses: {}
""",
    )
    item = result.tree["paths"]["/pets"]
    assert [p["name"] for p in item["parameters"]] == ["X-Trace"]
    types = [
        item[m]["requestBody"]["content"]["application/json"]["schema"]["type"]
        for m in ("put", "post")
    ]
    assert types == ["object", "array"]
    assert [*item["patch"]["requestBody"]["content"]] == [
        "application/x-www-form-urlencoded"
    ]


def test_shared_parameters_and_responses(tmp_path: Path) -> None:
    result = upgrade(
        tmp_path,
        """
consumes: [application/json]
paths:
  /a:
    post:
      parameters: [{$ref: '#/parameters/Limit'}, {$ref: '#/parameters/Pet'}]
      responses: {'404': {$ref: '#/responses/Missing'}}
  /b:
    post:
      consumes: [application/xml]
      produces: [application/xml]
      parameters: [{$ref: '#/parameters/Name'}, {$ref: '#/parameters/Pet'}]
      responses: {'404': {$ref: '#/responses/Missing'}}
  /c:
    post:
      parameters: [{$ref: '#/parameters/Name'}]
      responses: {'404': {$ref: '#/responses/Empty'}}
parameters:
  Limit: {name: limit, in: query, type: integer}
  Pet: {name: pet, in: body, schema: {type: object}}
  Name: {name: name, in: formData, type: string}
responses:
  Missing: {description: Missing, schema: {type: object}}
  Empty: {description: Empty}
""",
    )
    first, second, third = (
        result.tree["paths"][path]["post"] for path in ("/a", "/b", "/c")
    )
    assert first["parameters"] == [{"$ref": "#/components/parameters/Limit"}]
    assert first["requestBody"] == {"$ref": "#/components/requestBodies/Pet"}
    assert first["responses"]["404"] == {"$ref": "#/components/responses/Missing"}
    # Other media types: the schema is still shared.
    body = "#/components/requestBodies/Pet/content/application~1json/schema"
    assert second["requestBody"]["content"] == {
        "application/xml": {"schema": {"$ref": body}}
    }
    missing = "#/components/responses/Missing/content/application~1json/schema"
    assert second["responses"]["404"] == {
        "description": "Missing",
        "content": {"application/xml": {"schema": {"$ref": missing}}},
    }
    form = third["requestBody"]["content"]["application/x-www-form-urlencoded"]
    assert [*form["schema"]["properties"]] == ["name"]
    assert third["responses"]["404"] == {"$ref": "#/components/responses/Empty"}
    assert [*result.tree["components"]["parameters"]] == ["Limit"]


def test_response(tmp_path: Path) -> None:
    body = """produces: [application/json], responses: {'200': {description: ok, schema: {type: object}, x-note: 1,
      headers: {X-Rate: {type: integer, description: Rate}, X-All: {type: array, items: {type: string}}},
      examples: {application/json: {a: 1}, application/xml: <a/>, other: {b: 2}}}}"""
    schema = {"type": "object"}
    assert upgrade_operation(tmp_path, body).operation["responses"]["200"] == {
        "description": "ok",
        "x-note": 1,
        "headers": {
            "X-Rate": {"description": "Rate", "schema": {"type": "integer"}},
            "X-All": {"schema": {"type": "array", "items": {"type": "string"}}},
        },
        "content": {
            "application/json": {"schema": schema, "example": {"a": 1}},
            "application/xml": {"schema": schema, "example": "<a/>"},
        },
    }


@pytest.mark.parametrize(
    ("produces", "schema", "expected"),
    [
        ("image/png", "{type: file}", ["image/png"]),
        ("", "{type: file}", ["application/octet-stream"]),
        ("image/png", "{type: object}", ["application/json"]),
        ("image/png", "{$ref: '#/definitions/Pet'}", ["application/json"]),
        ("image/png, text/xml", "{type: object}", ["image/png", "text/xml"]),
        ("application/zip", "{type: string}", ["application/zip"]),
    ],
)
def test_media_types_of_a_response(
    tmp_path: Path, produces: str, schema: str, expected: list[str]
) -> None:
    body = f"produces: [{produces}], responses: {{'200': {{description: ok, schema: {schema}}}}}"
    rest = "definitions: {Pet: {properties: {a: {type: string}}}}\n"
    operation = upgrade_operation(tmp_path, body, rest).operation
    assert [*operation["responses"]["200"]["content"]] == expected


def test_named_examples(tmp_path: Path) -> None:
    body = "responses: {'200': {description: ok, schema: {type: object}, examples: {first: {a: 1}}}}"
    response = upgrade_operation(tmp_path, body).operation["responses"]["200"]
    assert response["content"]["application/json"]["examples"] == {
        "first": {"value": {"a": 1}}
    }


def test_schemes_of_an_operation(tmp_path: Path) -> None:
    rest = "host: pets.example\nbasePath: /v1\nschemes: [https]\n"
    operation = upgrade_operation(tmp_path, "schemes: [http]", rest).operation
    assert operation["servers"] == [{"url": "http://pets.example/v1"}]
