"""Samples are valid values of their schemas, the same for the same seed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openapi_schema_validator as validators
import pytest
import yaml
from jsonschema import Draft202012Validator

from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.samples.choices import MAX_ALTERNATIVES
from specpress.samples.samples import Sampler, Unsatisfiable
from specpress.schema.validation import Schemas
from tests.mock.judge import send
from tests.mock.serving import mock_of

SCHEMAS = {
    "a short string": "{type: string, minLength: 3, maxLength: 5}",
    "a long string": "{type: string, minLength: 300}",
    "an empty string": "{type: string, maxLength: 0}",
    "a pattern": "{type: string, pattern: '^[A-Z]{2}-\\d{4}$'}",
    "a pattern with an exact length": "{type: string, pattern: '^id-[a-z]+$', minLength: 30, maxLength: 30}",
    "a pattern with a length range": "{type: string, pattern: '^[a-z]+$', minLength: 30, maxLength: 32}",
    "a pattern with a named group": "{type: string, pattern: '^(?<year>\\d{4})$'}",
    "a pattern with a lookahead": "{type: string, pattern: '^(?=.*\\d)[A-Z]{3}-\\d{2,4}$'}",
    "a pattern with categories of Unicode": "{type: string, pattern: '^[\\p{Lu}\\p{Nd}_]{4}$'}",
    "a pattern with lookarounds": "{type: string, pattern: '^(?!-)(?!.*--)[a-z0-9-]{1,63}(?<!-)$'}",
    "a password": "{type: string, pattern: '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w\\s]).{8,64}$'}",
    "a pattern with a reference": "{type: string, pattern: '^(a+)-\\1$'}",
    "a pattern with word boundaries": "{type: string, pattern: '^((25[0-5]|(2[0-4]|1\\d|[1-9]|)\\d)\\.?\\b){4}$'}",
    "a pattern with limits": "{type: string, pattern: '^([a-z]+/)+x$', minLength: 40, maxLength: 41}",
    "overlapping patterns": "{allOf: [{type: string, pattern: '^[a-f]+$'}, {pattern: '^.*dea.*$'}], maxLength: 5}",
    "a short email address": "{type: string, format: email, maxLength: 8}",
    "a long email address": "{type: string, format: email, minLength: 60, maxLength: 60}",
    "a date of a year": "{allOf: [{type: string, format: date}, {pattern: '^2031-'}]}",
    "a short URI": "{type: string, format: uri, maxLength: 14}",
    "two patterns": "{allOf: [{type: string, pattern: '^a'}, {pattern: 'z$'}]}",
    "a date-time": "{type: string, format: date-time}",
    "an email address": "{type: string, format: email, maxLength: 40}",
    "a UUID": "{type: string, format: uuid}",
    "an IPv6 address": "{type: string, format: ipv6}",
    "an integer": "{type: integer, minimum: -5, maximum: -3}",
    "an exclusive limit": "{type: number, exclusiveMinimum: 0, exclusiveMaximum: 0.02}",
    "a multiple": "{type: integer, multipleOf: 7, minimum: 8}",
    "two multiples": "{allOf: [{type: integer, multipleOf: 4}, {multipleOf: 6}], minimum: 1}",
    "a fraction of a cent": "{type: number, multipleOf: 0.01, minimum: 0.005}",
    "a large number": "{type: integer, minimum: 4294967296}",
    "an enum": "{enum: [red, green, 3, null]}",
    "an enum with a type": "{type: string, enum: [1, red]}",
    "a constant": "{const: {a: [1]}}",
    "null": "{type: 'null'}",
    "several types": "{type: [integer, 'null']}",
    "anything": "{}",
    "an array": "{type: array, items: {type: integer}, minItems: 5, maxItems: 5}",
    "unique items": "{type: array, items: {enum: [a, b, c]}, uniqueItems: true, minItems: 3}",
    "a tuple": "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
    "an array that contains": "{type: array, contains: {const: 9}, minItems: 2}",
    "an object": "{type: object, required: [a], properties: {a: {type: string}, b: {type: integer}}}",
    "a closed object": "{type: object, properties: {a: {type: boolean}}, additionalProperties: false}",
    "an undeclared required key": "{type: object, required: [x], additionalProperties: {type: integer}}",
    "a map": "{type: object, additionalProperties: {type: integer}, minProperties: 3}",
    "pattern properties": "{type: object, patternProperties: {'^x-[a-z]+$': {type: integer}}, additionalProperties: false, minProperties: 2}",
    "property names with a pattern": "{type: object, propertyNames: {pattern: '^[a-z]{3}$'}, minProperties: 2}",
    "at most one property": "{type: object, properties: {a: {}, b: {}, c: {}}, maxProperties: 1}",
    "dependent required": "{type: object, required: [a], properties: {a: {}, b: {type: integer}}, dependentRequired: {a: [b]}}",
    "all of": "{allOf: [{type: object, required: [a], properties: {a: {minimum: 3}}}, {properties: {a: {type: integer, maximum: 4}}}]}",
    "one of several": "{oneOf: [{type: string}, {type: integer}]}",
    "one of overlapping": "{oneOf: [{type: integer, multipleOf: 3}, {type: integer, multipleOf: 5}]}",
    "one of similar objects": "{oneOf: [{type: object, properties: {a: {type: integer}}}, {type: object, properties: {b: {type: integer}}}]}",
    "any of": "{anyOf: [{required: [a]}, {required: [b]}], type: object, properties: {a: {}, b: {}}}",
    "not": "{type: string, not: {enum: ['']}, minLength: 0}",
    "not a key": "{type: object, properties: {a: {}, b: {}}, not: {required: [a]}}",
    "if": "{type: object, required: [kind], properties: {kind: {enum: [a, b]}}, if: {properties: {kind: {const: a}}}, then: {required: [size]}, else: {required: [weight]}}",
    "a recursive list": "{$ref: '#/components/schemas/Tree'}",
    "mutual references": "{$ref: '#/components/schemas/First'}",
    "a discriminator": "{$ref: '#/components/schemas/Pet'}",
    "an example": "{type: string, examples: [sample]}",
    "an invalid example": "{type: integer, example: many, minimum: 3}",
    "a type of an older dialect": "{type: file}",
    "an invalid pattern": "{type: string, pattern: '['}",
}
# Not supported by the validator of this test, which only checks that a sample exists.
UNSUPPORTED = (
    "a type of an older dialect",
    "an invalid pattern",
    "a pattern with a named group",
    "a pattern with categories of Unicode",
)
COMPONENTS = """
  schemas:
    Tree: {type: object, required: [name, children], properties: {name: {type: string},
      children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
    First: {type: object, required: [second], properties: {second: {$ref: '#/components/schemas/Second'}}}
    Second: {type: object, required: [first], properties: {first: {anyOf: [
      {$ref: '#/components/schemas/First'}, {type: 'null'}]}}}
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', hound: Dog}}
    Cat: {type: object, required: [kind, lives], properties: {kind: {type: string}, lives: {type: integer}}}
    Dog: {type: object, required: [kind, tail], properties: {kind: {type: string}, tail: {type: boolean}}}
"""


def load_document(schema: str, tmp_path: Path, version: str = "3.1.0") -> Workspace:
    text = (
        f"openapi: {version}\ninfo: {{title: A, version: '1'}}\ncomponents:{COMPONENTS}"
    )
    path = tmp_path / "openapi.yaml"
    path.write_text(f"{text}    Wanted: {schema}\n", "utf-8")
    return Workspace(load(str(path)))


def create_sampler(excluded: str = "writeOnly", seed: int = 0) -> Sampler:
    return Sampler(Schemas(excluded, Problems()), seed, excluded)


def generate_sample(workspace: Workspace, sampler: Sampler, name: str = "x") -> Any:
    cursor = workspace.find("#/components/schemas/Wanted")
    assert cursor is not None
    return sampler.sample(sampler.schemas.reference(cursor), name)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", SCHEMAS)
def test_sample_is_valid(name: str, seed: int, tmp_path: Path) -> None:
    workspace = load_document(SCHEMAS[name], tmp_path)
    value = generate_sample(workspace, create_sampler(seed=seed))
    tree = workspace.main.tree
    if name in UNSUPPORTED:
        return
    validator = Draft202012Validator(
        {**tree, "$ref": "#/components/schemas/Wanted"},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    assert [*validator.iter_errors(value)] == [], value


def test_seed_determines_sample(tmp_path: Path) -> None:
    workspace = load_document(
        "{type: array, minItems: 20, items: {type: integer}}", tmp_path
    )
    first, repeated, other = (
        generate_sample(workspace, create_sampler(seed=s)) for s in (1, 1, 2)
    )
    assert first == repeated != other


def test_added_property_keeps_other_samples(tmp_path: Path) -> None:
    before = generate_sample(
        load_document("{type: object, properties: {b: {type: integer}}}", tmp_path),
        create_sampler(),
    )
    after = generate_sample(
        load_document(
            "{type: object, properties: {a: {type: string}, b: {type: integer}}}",
            tmp_path,
        ),
        create_sampler(),
    )
    assert before["b"] == after["b"]


def test_discriminator_value_matches_variant(tmp_path: Path) -> None:
    workspace = load_document("{$ref: '#/components/schemas/Pet'}", tmp_path)
    kinds = {
        generate_sample(workspace, create_sampler(seed=seed))["kind"]
        for seed in range(8)
    }
    assert kinds == {"cat", "hound"}


def test_valid_examples_are_preferred(tmp_path: Path) -> None:
    text = "{type: object, required: [a], properties: {a: {type: integer, example: 7}, b: {default: c}}}"
    assert generate_sample(load_document(text, tmp_path), create_sampler()) == {
        "a": 7,
        "b": "c",
    }


def test_yaml_date_is_a_string(tmp_path: Path) -> None:
    text = "{type: string, format: date, example: 2026-05-04}"
    assert (
        generate_sample(load_document(text, tmp_path), create_sampler()) == "2026-05-04"
    )


@pytest.mark.parametrize(
    ("excluded", "expected"), [("writeOnly", {"id"}), ("readOnly", {"secret"})]
)
def test_properties_of_the_other_direction_are_excluded(
    excluded: str, expected: set[str], tmp_path: Path
) -> None:
    text = (
        "{type: object, required: [id, secret], properties: "
        "{id: {type: string, readOnly: true}, secret: {type: string, writeOnly: true}}}"
    )
    assert (
        generate_sample(load_document(text, tmp_path), create_sampler(excluded)).keys()
        == expected
    )


@pytest.mark.parametrize(
    "schema",
    [
        "{type: integer, minimum: 3, exclusiveMinimum: true, maximum: 4}",
        "{type: string, nullable: true, enum: [a, null]}",
        "{nullable: true, allOf: [{$ref: '#/components/schemas/Cat'}]}",
        "{type: string, format: byte}",
    ],
)
def test_openapi_3_0_keywords(schema: str, tmp_path: Path) -> None:
    workspace = load_document(schema, tmp_path, "3.0.3")
    value = generate_sample(workspace, create_sampler())
    wanted = {**yaml.safe_load(schema), "components": workspace.main.tree["components"]}
    validators.OAS30Validator(wanted).validate(value)


@pytest.mark.parametrize(
    "schema",
    [
        "{type: integer, minimum: 5, maximum: 4}",
        "{type: object, required: [a], additionalProperties: false}",
        "{allOf: [{type: string}, {type: integer}]}",
        "{$ref: '#/components/schemas/Endless'}",
        "{type: array, items: {enum: [a]}, uniqueItems: true, minItems: 2}",
        "false",
    ],
)
def test_unsatisfiable_schema(schema: str, tmp_path: Path) -> None:
    endless = "{type: object, required: [me], properties: {me: {$ref: '#/components/schemas/Endless'}}}"
    workspace = load_document(f"{schema}\n    Endless: {endless}", tmp_path)
    with pytest.raises(Unsatisfiable):
        generate_sample(workspace, create_sampler())


@pytest.mark.parametrize("seed", range(5))
def test_format_precedes_pattern(seed: int, tmp_path: Path) -> None:
    """A pattern that allows more than the format does not replace the format."""
    schema = "{type: string, format: date, pattern: '^\\d{4}-\\d{2}-\\d{2}$'}"
    value = generate_sample(load_document(schema, tmp_path), create_sampler(seed=seed))
    assert date.fromisoformat(value)


@pytest.mark.parametrize("count", [30, 100, 1000])
def test_many_variants_that_overlap_without_their_discriminator(
    count: int, tmp_path: Path
) -> None:
    names = [f"V{number}" for number in range(count)]
    components = {
        name: {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}, name: {"type": "integer"}},
        }
        for name in names
    }
    union = {
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in names],
        "discriminator": {"propertyName": "kind"},
    }
    content = {"application/json": {"schema": union}}
    get = {"responses": {"200": {"description": "", "content": content}}}
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {"/": {"get": get}},
        "components": {"schemas": components},
    }
    mock = mock_of(json.dumps(tree))
    status, _, body = send(mock.create_app(), "GET", "/", {"accept": "*/*"})
    assert status == 200
    assert json.loads(body)["kind"] in names
    if count > MAX_ALTERNATIVES:
        # No conditions that exclude the other variants.
        assert json.loads(body).keys() <= {"kind", json.loads(body)["kind"]}
