"""Servers, security, schemas, references and positions of Swagger 2.0 in OpenAPI 3.0."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from specpress.document.load import load
from specpress.document.policy import DEFAULT_POLICY
from specpress.document.problems import Problems
from specpress.schema.written_values import adapt_values
from specpress.swagger.opening import open_workspace
from tests.corpus.swagger import open_document
from tests.swagger.upgraded import HEAD, upgrade

URL = "https://pets.example"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("host: pets.example\n", [URL]),
        ("host: pets.example\nbasePath: /\n", [URL]),
        ("host: pets.example\nbasePath: v1/\n", [f"{URL}/v1"]),
        (
            "host: pets.example:8080\nbasePath: /v1\nschemes: [http, https]\n",
            ["https://pets.example:8080/v1", "http://pets.example:8080/v1"],
        ),
        ("host: pets.example\nschemes: [wss]\n", ["wss://pets.example"]),
        ("host: 'http://pets.example/'\nbasePath: /v1\n", ["http://pets.example/v1"]),
        ("basePath: /v1\nschemes: [https]\n", ["/v1"]),
        ("schemes: [https]\n", None),
    ],
)
def test_servers(tmp_path: Path, text: str, expected: list[str] | None) -> None:
    servers = upgrade(tmp_path, f"{text}paths: {{}}\n").tree.get("servers")
    urls = None if servers is None else [server["url"] for server in servers]
    assert urls == expected


def test_parameterized_host(tmp_path: Path) -> None:
    result = upgrade(
        tmp_path,
        """
basePath: /v1
schemes: [https]
x-ms-parameterized-host:
  hostTemplate: "{account}.{suffix}"
  parameters:
    - {name: account, in: path, type: string, required: true, description: The account}
    - {$ref: '#/parameters/Suffix'}
parameters:
  Suffix: {name: suffix, in: path, type: string, required: true, default: example.net, x-ms-skip-url-encoding: true}
paths: {}
""",
    )
    assert result.tree["servers"] == [
        {
            "url": "https://{account}.{suffix}/v1",
            "variables": {
                "account": {"description": "The account"},
                "suffix": {"default": "example.net"},
            },
        }
    ]


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (
            "{type: basic, description: Login}",
            {"type": "http", "scheme": "basic", "description": "Login"},
        ),
        (
            "{type: apiKey, in: query, name: key, x-note: 1}",
            {"type": "apiKey", "in": "query", "name": "key", "x-note": 1},
        ),
        (
            "{type: oauth2, flow: implicit, authorizationUrl: 'https://a.example', scopes: {r: Read}}",
            {
                "type": "oauth2",
                "flows": {
                    "implicit": {
                        "authorizationUrl": "https://a.example",
                        "scopes": {"r": "Read"},
                    }
                },
            },
        ),
        (
            "{type: oauth2, flow: password, tokenUrl: 'https://a.example'}",
            {
                "type": "oauth2",
                "flows": {"password": {"tokenUrl": "https://a.example", "scopes": {}}},
            },
        ),
        (
            "{type: oauth2, flow: application, tokenUrl: 'https://a.example', scopes: {}}",
            {
                "type": "oauth2",
                "flows": {
                    "clientCredentials": {
                        "tokenUrl": "https://a.example",
                        "scopes": {},
                    }
                },
            },
        ),
        (
            "{type: oauth2, flow: accessCode, authorizationUrl: 'https://a.example', tokenUrl: 'https://b.example', scopes: {}}",
            {
                "type": "oauth2",
                "flows": {
                    "authorizationCode": {
                        "authorizationUrl": "https://a.example",
                        "tokenUrl": "https://b.example",
                        "scopes": {},
                    }
                },
            },
        ),
    ],
)
def test_security_schemes(
    tmp_path: Path, scheme: str, expected: dict[str, Any]
) -> None:
    text = f"paths: {{}}\nsecurityDefinitions: {{auth: {scheme}}}\nsecurity: [{{auth: []}}]\n"
    tree = upgrade(tmp_path, text).tree
    assert tree["components"]["securitySchemes"] == {"auth": expected}
    assert tree["security"] == [{"auth": []}]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: string, x-nullable: true}", {"type": "string", "nullable": True}),
        (
            "{type: string, x-nullable: true, nullable: false}",
            {"type": "string", "x-nullable": True, "nullable": False},
        ),
        ("{type: file}", {"type": "string", "format": "binary"}),
        ("{type: object, format: file}", {"type": "string", "format": "binary"}),
        (
            "{type: object, discriminator: kind, required: [kind]}",
            {
                "type": "object",
                "discriminator": {"propertyName": "kind"},
                "required": ["kind"],
            },
        ),
        (
            "{allOf: [{properties: {discriminator: {type: string}, $ref: {type: string}}}]}",
            {
                "allOf": [
                    {
                        "properties": {
                            "discriminator": {"type": "string"},
                            "$ref": {"type": "string"},
                        }
                    }
                ]
            },
        ),
        (
            "{type: integer, minimum: 1, exclusiveMinimum: true, readOnly: true, example: 2, xml: {name: a}, x-other: 1}",
            {
                "type": "integer",
                "minimum": 1,
                "exclusiveMinimum": True,
                "readOnly": True,
                "example": 2,
                "xml": {"name": "a"},
                "x-other": 1,
            },
        ),
        (
            "{enum: [{$ref: '#/definitions/A'}], default: {discriminator: a}}",
            {
                "enum": [{"$ref": "#/definitions/A"}],
                "default": {"discriminator": "a"},
            },
        ),
    ],
)
def test_schemas(tmp_path: Path, schema: str, expected: dict[str, Any]) -> None:
    tree = upgrade(tmp_path, f"paths: {{}}\ndefinitions: {{A: {schema}}}\n").tree
    assert tree["components"]["schemas"]["A"] == expected


def test_values_that_subtypes_choose(tmp_path: Path) -> None:
    result = upgrade(
        tmp_path,
        """
paths: {}
definitions:
  Pet: {discriminator: kind, properties: {kind: {type: string}}}
  Cat: {x-ms-discriminator-value: cat, allOf: [{$ref: '#/definitions/Pet'}]}
  Lion: {x-ms-discriminator-value: "#lion", allOf: [{$ref: '#/definitions/Cat'}]}
  Stone: {x-ms-discriminator-value: stone}
""",
    )
    schemas = result.tree["components"]["schemas"]
    assert schemas["Pet"]["discriminator"] == {
        "propertyName": "kind",
        "mapping": {
            "cat": "#/components/schemas/Cat",
            "#lion": "#/components/schemas/Lion",
        },
    }


def test_paths_of_azure(tmp_path: Path) -> None:
    result = upgrade(
        tmp_path,
        """
paths: {/a: {get: {responses: {}}}}
x-ms-paths: {'/a?op=b': {get: {responses: {}, parameters: [{name: q, in: query, type: string}]}}}
""",
    )
    assert [*result.tree["paths"]] == ["/a", "/a?op=b"]
    (parameter,) = result.tree["paths"]["/a?op=b"]["get"]["parameters"]
    assert parameter["schema"] == {"type": "string"}


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("#/definitions/Pet", "#/components/schemas/Pet"),
        ("#/definitions/Pet/properties/a", "#/components/schemas/Pet/properties/a"),
        (
            "#/definitions/List%C2%ABPet%C2%BB",
            "#/components/schemas/List%C2%ABPet%C2%BB",
        ),
        ("#/definitions/a~1b", "#/components/schemas/a~1b"),
        (
            "#/paths/~1pets/get/responses/200/schema",
            "#/paths/~1pets/get/responses/200/content/application~1json/schema",
        ),
        (
            "#/paths/~1pets/get/parameters/0/schema",
            "#/paths/~1pets/get/requestBody/content/application~1json/schema",
        ),
        (
            "#/responses/Pet/schema",
            "#/components/responses/Pet/content/application~1json/schema",
        ),
        ("#/definitions/Nowhere", "#/components/schemas/Nowhere"),
        ("swagger.yaml#/definitions/Pet", "swagger.yaml#/components/schemas/Pet"),
        ("Pet", "#/components/schemas/Pet"),
    ],
)
def test_references(tmp_path: Path, reference: str, expected: str) -> None:
    result = upgrade(
        tmp_path,
        f"""
paths:
  /pets:
    get:
      parameters: [{{name: b, in: body, schema: {{type: object}}}}]
      responses: {{'200': {{description: ok, schema: {{type: object}}}}}}
responses: {{Pet: {{description: ok, schema: {{type: object}}}}}}
definitions:
  Pet: {{properties: {{a: {{type: string}}}}}}
  List«Pet»: {{type: object}}
  a/b: {{type: object}}
  User: {{$ref: '{reference}', description: beside}}
""",
    )
    user = result.tree["components"]["schemas"]["User"]
    assert user == {"$ref": expected, "description": "beside"}
    cursor = result.workspace.root.at(("components", "schemas", "User"))
    assert cursor.written_ref.removeprefix("#/definitions/") in reference


FILES = {
    "common_yaml": """\
definitions:
  Pet: {type: object, discriminator: kind, properties: {owner: {$ref: '#/definitions/Owner'}, back: {$ref: 'swagger.yaml#/definitions/Local'}}}
  Owner: {type: string, x-nullable: true}
parameters:
  Limit: {name: limit, in: query, type: integer}
  Body: {name: pet, in: body, schema: {$ref: '#/definitions/Pet'}}
  Field: {name: field, in: formData, type: string}
responses:
  Missing: {description: Missing, schema: {$ref: '#/definitions/Pet'}}
""",
    "item_yaml": """\
get:
  parameters: [{$ref: 'common.yaml#/parameters/Limit'}]
  responses: {'200': {description: ok, schema: {$ref: 'common.yaml#/responses/Missing/schema'}}}
""",
}


def test_references_to_other_files(tmp_path: Path) -> None:
    result = upgrade(
        tmp_path,
        """
paths:
  /pets:
    post:
      parameters: [{$ref: 'common.yaml#/parameters/Body'}, {$ref: 'common.yaml#/parameters/Limit'}]
      responses: {'404': {$ref: 'common.yaml#/responses/Missing'}}
    put:
      produces: [application/xml]
      parameters: [{$ref: 'common.yaml#/parameters/Field'}]
      responses: {'404': {$ref: 'common.yaml#/responses/Missing'}}
  /item: {$ref: item.yaml}
definitions:
  Local: {$ref: 'common.yaml#/definitions/Pet'}
""",
        **FILES,
    )
    item = result.tree["paths"]["/pets"]
    assert item["post"]["parameters"] == [{"$ref": "common.yaml#/parameters/Limit"}]
    assert item["post"]["requestBody"] == {"$ref": "common.yaml#/parameters/Body"}
    (content,) = item["put"]["responses"]["404"]["content"].values()
    assert content["schema"] == {
        "$ref": "common.yaml#/responses/Missing/content/application~1json/schema"
    }
    documents = {Path(d.uri).name: d.tree for d in result.workspace.documents.values()}
    common = documents["common.yaml"]
    assert common["parameters"]["Limit"]["schema"] == {"type": "integer"}
    assert "content" in common["parameters"]["Body"]
    pet = common["definitions"]["Pet"]
    assert pet["discriminator"] == {"propertyName": "kind"}
    assert pet["properties"]["back"] == {
        "$ref": "swagger.yaml#/components/schemas/Local"
    }
    assert common["definitions"]["Owner"] == {"type": "string", "nullable": True}
    (response,) = documents["item.yaml"]["get"]["responses"].values()
    assert response["content"]["application/json"]["schema"] == {
        "$ref": "common.yaml#/responses/Missing/content/application~1json/schema"
    }


def test_positions(tmp_path: Path) -> None:
    result = upgrade(
        tmp_path,
        """host: pets.example
paths:
  /pets:
    post:
      parameters:
        - {name: b, in: body, schema: {$ref: '#/definitions/Pet'}}
        - {name: q, in: query, type: string}
      responses:
        '200': {description: ok, schema: {type: file}}
    put:
      parameters: [{name: f, in: formData, required: true, type: string}]
      responses: {}
definitions:
  Pet: {type: string, x-nullable: true}
""",
    )
    post = ("paths", "/pets", "post")
    put = ("paths", "/pets", "put", "requestBody", "content")
    form = (*put, "application/x-www-form-urlencoded", "schema")
    expected = {
        ("openapi",): "1:10",
        ("servers", 0, "url"): "3:7",
        (*post, "parameters", 0): "9:11",
        (*post, "parameters", 0, "schema", "type"): "9:38",
        (*post, "requestBody"): "8:11",
        (*post, "requestBody", "content", "application/json", "schema"): "8:39",
        (*post, "responses", "200", "content"): "11:42",
        (*form, "properties", "f", "type"): "13:66",
        (*form, "required", 0): "13:27",
        ("components", "schemas", "Pet", "nullable"): "16:35",
    }
    for path, position in expected.items():
        assert result.locate(*path) == f"swagger.yaml:{position}", path


@pytest.mark.parametrize("version", ["'2.0'", "2.0", '"2.0"'])
def test_versions(tmp_path: Path, version: str) -> None:
    (tmp_path / "a.yaml").write_text("")
    result = upgrade(tmp_path, "paths: {}\n")
    assert result.tree["openapi"] == "3.0.4"
    text = f"swagger: {version}\ninfo: {{title: a, version: '1'}}\npaths: {{}}\n"
    path = tmp_path / "other.yaml"
    path.write_text(text)
    assert open_document(path).version == "3.0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("basePath: /v2\n", "https://docs.example:8443/v2"),
        ("schemes: [http]\n", "http://docs.example:8443"),
        ("host: pets.example\n", URL),
    ],
)
def test_servers_of_a_document_from_a_url(
    tmp_path: Path, text: str, expected: str
) -> None:
    path = tmp_path / "swagger.yaml"
    path.write_text(f"{HEAD}{text}paths: {{}}\n", "utf-8")
    uri = "https://docs.example:8443/api/swagger.json"
    main = replace(load(str(path)), uri=uri)
    workspace = open_workspace(main, [], DEFAULT_POLICY, adapt_values, Problems())
    assert workspace.root.value["servers"] == [{"url": expected}]


def test_a_bare_name_is_a_definition(tmp_path: Path) -> None:
    text = "paths: {}\ndefinitions: {A: {type: object}, B: {$ref: A}, C: {$ref: A}}\n"
    result = upgrade(tmp_path, text)
    (message,) = result.messages
    assert message.startswith(
        "`$ref` 'A' names a file; read as the definition (2 times"
    )


@pytest.mark.parametrize(
    "parameters",
    [
        "[{in: formData, type: string}]",
        "[{in: formData, name: {}, type: string}]",
        "[{in: {}, name: a}]",
        "[{in: query, name: a, type: array, collectionFormat: {}}]",
        "[1, null, {$ref: '#/parameters/none'}]",
        "{a: b}",
        "1",
    ],
)
def test_invalid_parameters(tmp_path: Path, parameters: str) -> None:
    result = upgrade(
        tmp_path, f"paths: {{/a: {{get: {{parameters: {parameters}}}}}}}\n"
    )
    assert "requestBody" not in result.operation


@pytest.mark.parametrize(
    "pointer",
    [
        "/basePath",
        "/consumes/0",
        "/definitions/A/type",
        "/host",
        "/parameters/q/in",
        "/produces",
        "/responses/r/description",
        "/schemes/0",
        "/swagger",
        "/info/title",
        "/x-paths/one",
    ],
)
def test_references_to_other_parts_of_the_document(
    tmp_path: Path, pointer: str
) -> None:
    result = upgrade(
        tmp_path,
        "basePath: /v1\nconsumes: [a/b]\ndefinitions: {A: {type: string}}\nhost: pets.example\n"
        "parameters: {q: {in: query, name: q, type: string}}\nproduces: [a/b]\nschemes: [https]\n"
        "responses: {r: {description: ''}}\nx-paths: {one: {get: {responses: {}}}}\n"
        f"paths: {{/a: {{$ref: '#{pointer}'}}, /b: {{get: {{parameters: [{{$ref: '#{pointer}'}}],\n"
        f"  responses: {{200: {{$ref: '#{pointer}'}}}}}}}}}}\n",
    )
    assert [*result.tree["paths"]] == ["/a", "/b"]
