"""Numbers and booleans of YAML where the document declares text: the text as written is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from specpress.config import Settings
from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.pipeline import Generated, generate
from specpress.schema.written_values import adapt_values

HEAD = "openapi: 3.1.0\ninfo: {title: Acme, version: '1'}\n"
STRINGS = "\ncomponents: {schemas: {Version: {type: string}, Versions: {allOf: [{$ref: '#/components/schemas/Version'}]}}}"


@pytest.fixture(autouse=True)
def working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(text: str, name: str = "openapi.yaml") -> tuple[Any, list[str]]:
    """Return the tree of a document, and its warnings with their positions."""
    Path(name).write_text(text, "utf-8")
    workspace = Workspace(load(name), adapt=adapt_values)
    tree = workspace.root.value
    problems = Problems()
    problems.add(workspace.main.warnings)
    return tree, [str(p) for p in problems.warnings]


def generate_document(text: str) -> Generated:
    Path("openapi.yaml").write_text(text, "utf-8")
    return generate(
        Settings("openapi.yaml", Path("out"), "acme_client", "acme", "Acme")
    )


def read_schema(schema: str, name: str = "openapi.yaml") -> tuple[Any, list[str]]:
    text = f"{HEAD}components: {{schemas: {{Thing: {schema}}}}}\n"
    tree, warnings = read(text, name)
    return tree["components"]["schemas"]["Thing"], warnings


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{type: string, enum: [1.0, 1.10, 2.0]}", {"enum": ["1.0", "1.10", "2.0"]}),
        ("{type: string, enum: [a, 007, 0x10, 1e3, +1]}", {"enum": ["a", "007", "0x10", "1e3", "+1"]}),
        ("{type: string, enum: [True, no, null]}", {"enum": ["True", "no", None]}),
        ("{type: [string, 'null'], enum: [1, null]}", {"enum": ["1", None]}),
        ("{type: string, x-extensible-enum: [1.10]}", {"x-extensible-enum": ["1.10"]}),
        ("{type: string, const: 1.10}", {"const": "1.10"}),
        ("{type: string, default: 1.10, example: 010}", {"default": "1.10", "example": "010"}),
        ("{type: string, examples: [1.10, a]}", {"examples": ["1.10", "a"]}),
        ("{type: string, format: date, default: 2024-01-01}", {"default": "2024-01-01"}),
        ("{type: array, items: {type: string}, default: [1.10]}", {"default": ["1.10"]}),
        ("{type: object, properties: {v: {type: string}}, example: {v: 1.10, w: 1.10}}", {"example": {"v": "1.10", "w": 1.1}}),
        ("{additionalProperties: {type: string}, example: {v: 1.10}}", {"example": {"v": "1.10"}}),
        ("{type: object, required: [1.10, on], properties: {1.10: {}, on: {}}}", {"required": ["1.10", "on"]}),
        ("{title: 1.10, description: 2.0}", {"title": "1.10", "description": "2.0"}),
        ("{type: number, enum: [1.0, 1.10], default: 1.10}", {"enum": [1.0, 1.1], "default": 1.1}),
        ("{type: [string, number], enum: [1.0]}", {"enum": [1.0]}),
        ("{type: integer, enum: [1.0, 2], default: 2.0}", {"enum": [1, 2], "default": 2}),
        ("{type: string, default: null, enum: ['1.0']}", {"default": None, "enum": ["1.0"]}),
        ("{properties: {enum: {type: string}, default: {type: string, enum: [1.10]}}}", {"properties": {"enum": {"type": "string"}, "default": {"type": "string", "enum": ["1.10"]}}}),
        ("{example: {type: string, enum: [1.10]}}", {"example": {"type": "string", "enum": [1.1]}}),
        ("{x-any: {type: string, enum: [1.10]}}", {"x-any": {"type": "string", "enum": [1.1]}}),
        ("{type: string, enum: [!!str 1.10]}", {"enum": ["1.10"]}),
    ],
)  # fmt: skip
def test_text_as_written_is_used(schema: str, expected: dict[str, Any]) -> None:
    value, _ = read_schema(schema)
    actual = {key: value[key] for key in expected}
    assert repr(actual) == repr(expected)


def test_warning_has_the_position_and_the_text() -> None:
    _, warnings = read_schema("{type: string, enum: [1.0, 1.10, a, True]}")
    assert warnings == [
        "openapi.yaml:3:53: warning: number 1.0 where a string is declared; read as '1.0' [unquoted-value]",
        "openapi.yaml:3:58: warning: number 1.10 where a string is declared; read as '1.10' [unquoted-value]",
        "openapi.yaml:3:67: warning: boolean True where a string is declared; read as 'True' [unquoted-value]",
    ]


@pytest.mark.parametrize(
    "schema",
    [
        "{type: string, enum: ['1.0', a, no, 2024-01-01, 1_000, 1.0.0]}",
        "{type: integer, enum: [1.0]}",
        "{type: object, properties: {1.10: {type: string}, on: {type: string}}}",
    ],
)
def test_text_and_numbers_as_declared_have_no_warning(schema: str) -> None:
    assert read_schema(schema)[1] == []


def test_numbers_in_json_remain_numbers() -> None:
    text = '{"openapi": "3.1.0", "components": {"schemas": {"A": {"type": "string", "example": 1.10}, "B": {"type": "integer", "enum": [1.0]}}}}'
    tree, warnings = read(text, "openapi.json")
    schemas = tree["components"]["schemas"]
    assert (schemas["A"]["example"], warnings) == (1.1, [])
    assert repr(schemas["B"]["enum"]) == "[1]"


def test_texts_of_the_document_are_used_as_written() -> None:
    tree, warnings = read("""
openapi: 3.1.0
info: {title: 2024, version: 1.10}
servers: [{url: 'https://{port}', variables: {port: {default: 8443, enum: [8443, 0443]}}}]
tags: [{name: 1.0}]
paths:
  /a:
    get:
      tags: [1.0]
      operationId: 1e3
      parameters: [{name: 1.10, in: query, schema: {$ref: '#/components/schemas/Version'}, example: 1.10}]
      responses:
        200:
          content: {text/plain: {schema: {$ref: '#/components/schemas/Versions'}, examples: {one: {value: 1.10}}}}
        default: {description: 1.0}
""" + STRINGS)
    operation = tree["paths"]["/a"]["get"]
    assert tree["info"] == {"title": "2024", "version": "1.10"}
    variable = {"default": "8443", "enum": ["8443", "0443"]}
    assert tree["servers"][0]["variables"]["port"] == variable
    assert (tree["tags"][0]["name"], operation["tags"]) == ("1.0", ["1.0"])
    assert operation["operationId"] == "1e3"
    assert operation["parameters"][0]["name"] == "1.10"
    assert operation["parameters"][0]["example"] == "1.10"
    content = operation["responses"]["200"]["content"]["text/plain"]
    assert content["examples"] == {"one": {"value": "1.10"}}
    assert operation["responses"]["default"] == {"description": "1.0"}
    assert len(warnings) == len({w.partition(" warning")[0] for w in warnings}) == 12


def test_aliases_and_merge_keys_use_the_text_of_the_anchor() -> None:
    tree, warnings = read("""
openapi: 3.1.0
components:
  schemas:
    A: &a {type: string, enum: &values [1.10]}
    B: {<<: *a, default: 1.20}
    C: {type: string, enum: *values}
""")
    schemas = tree["components"]["schemas"]
    assert {name: s["enum"] for name, s in schemas.items()} == {
        key: ["1.10"] for key in "ABC"
    }
    assert schemas["B"]["default"] == "1.20"
    assert len(warnings) == 2


def test_enum_has_a_member_for_the_text() -> None:
    generated = generate_document(
        HEAD
        + "paths: {/a: {get: {operationId: a, tags: [t], parameters: [{name: api, in: query,"
        " schema: {type: string, enum: [1.0, 1.10, 2.0], default: 1.10}}], responses: {'204': {description: x}}}}}\n"
    )
    models = "".join(t for n, t in generated.files.items() if "/models/" in n)
    assert '"1.10"' in models
    assert len(generated.warnings) == 4
    assert all("where a string is declared" in str(w) for w in generated.warnings)


@pytest.mark.parametrize(
    "invalid", ["{a: b}", "[{a: b}]", "[[string]]", "[string, {}]"]
)
def test_type_that_is_no_name(invalid: str) -> None:
    schema = f"{{type: {invalid}, default: 1, enum: [1]}}"
    tree, _ = read(f"{HEAD}components: {{schemas: {{A: {schema}}}}}")
    assert tree["components"]["schemas"]["A"]["default"] == 1
