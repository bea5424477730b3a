"""Changes that deployed clients may survive: of containers, strings, enums in unions, absent properties and paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.diff.changes import Change, Severity
from tests.diff.reading import compare_texts

DOCUMENT = """\
openapi: 3.1.0
info: {{title: Acme, version: '1'}}
paths:
  /things:
    {operation}
"""
REQUEST = """post:
      requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}
      responses: {{'204': {{description: OK}}}}
"""
RESPONSE = """get:
      responses: {{'200': {{description: OK, content: {{application/json: {{schema: {schema}}}}}}}}}
"""
PARAMETER = """get:
      parameters: [{{name: size, in: query, {schema}}}]
      responses: {{'204': {{description: OK}}}}
"""
MAP = "{type: object, additionalProperties: {type: integer}}"
OBJECT = "{type: object, properties: {a: {type: string}}}"
REQUIRED = "{type: object, required: [a], properties: {a: {type: string}}}"
REQUIRED_INTEGER = "{type: object, required: [a], properties: {a: {type: integer}}}"
CLOSED = "{type: object, properties: {a: {type: integer}}, additionalProperties: false}"
REST = "{type: object, properties: {a: {type: integer}}, additionalProperties: {type: string}}"
READ_ONLY = (
    "{type: object, required: [a], properties: {a: {type: string, readOnly: true}}}"
)
PAIR = "{type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, items: false}"
STRINGS = "{type: array, items: {type: string}}"
CHOICES = "{type: array, items: {type: [string, integer]}}"


def list_changes(directory: Path, template: str, *schemas: str) -> list[Change]:
    operations = (template.format(schema=schema) for schema in schemas)
    texts = [DOCUMENT.format(operation=operation) for operation in operations]
    changes = compare_texts(directory, *texts)
    return [c for c in changes if not c.code.startswith("class-")]


@pytest.mark.parametrize(
    ("template", "old", "new", "expected"),
    [
        (REQUEST, MAP, OBJECT, "request-body-became-object"),
        (REQUEST, MAP, REQUIRED, "request-body-type-changed"),
        (REQUEST, MAP, READ_ONLY, "request-body-became-object"),
        (REQUEST, MAP, CLOSED, "request-body-type-changed"),
        (REQUEST, MAP, REST, "request-body-type-changed"),
        (REQUEST, OBJECT, MAP, "request-body-became-map"),
        (REQUEST, REQUIRED, MAP, "request-body-type-changed"),
        (REQUEST, REQUIRED_INTEGER, MAP, "request-body-became-map"),
        (REQUEST, PAIR, CHOICES, "request-body-became-array"),
        (REQUEST, PAIR, STRINGS, "request-body-type-changed"),
        (REQUEST, CHOICES, PAIR, "request-body-type-changed"),
        (RESPONSE, MAP, OBJECT, "response-body-became-object"),
        (RESPONSE, MAP, REQUIRED, "response-body-type-changed"),
        (RESPONSE, MAP, REQUIRED_INTEGER, "response-body-became-object"),
        (RESPONSE, OBJECT, MAP, "response-body-became-map"),
        (RESPONSE, CLOSED, MAP, "response-body-became-map"),
        (RESPONSE, REST, MAP, "response-body-type-changed"),
        (RESPONSE, REQUIRED, MAP, "response-body-type-changed"),
        (RESPONSE, CHOICES, PAIR, "response-body-became-tuple"),
        (RESPONSE, PAIR, CHOICES, "response-body-type-changed"),
    ],
)
def test_containers(
    tmp_path: Path, template: str, old: str, new: str, expected: str
) -> None:
    [change] = list_changes(tmp_path, template, old, new)
    assert change.code == expected


@pytest.mark.parametrize(
    ("old", "new", "action"),
    [
        ("schema: {type: integer}", "schema: {type: string}", "became-text"),
        ("schema: {type: boolean}", "schema: {type: string}", "became-text"),
        ("schema: {enum: [1, 2]}", "schema: {type: string}", "became-text"),
        (
            "schema: {type: array, items: {type: number}}",
            "schema: {type: array, items: {type: string}}",
            "became-text",
        ),
        ("schema: {type: string}", "schema: {type: integer}", "type-changed"),
        (
            "schema: {type: integer}",
            "schema: {type: string, format: date}",
            "type-changed",
        ),
        # As JSON, a number differs from a string with its digits.
        (
            "content: {application/json: {schema: {type: integer}}}",
            "content: {application/json: {schema: {type: string}}}",
            "type-changed",
        ),
    ],
)
def test_numbers_and_strings(tmp_path: Path, old: str, new: str, action: str) -> None:
    [change] = list_changes(tmp_path, PARAMETER, old, new)
    assert change.code == f"query-parameter-{action}"


@pytest.mark.parametrize(("name", "is_changed"), [("string", True), ("integer", False)])
def test_parameter_that_becomes_json(
    tmp_path: Path, name: str, is_changed: bool
) -> None:
    schema = f"schema: {{type: {name}}}"
    json = f"content: {{application/json: {{{schema}}}}}"
    codes = [c.code for c in list_changes(tmp_path, PARAMETER, schema, json)]
    assert codes == ["query-parameter-style-changed"] * is_changed


VARIANTS = "{type: object, properties: {a: {oneOf: [%s, {type: number}]}}}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            VARIANTS % "{enum: [x]}",
            VARIANTS % "{type: string}",
            "response-property-enum-removed",
        ),
        (
            VARIANTS % "{type: string}",
            VARIANTS % "{enum: [x, y]}",
            "response-property-became-enum",
        ),
        # The deployed client reads an absent value as None.
        (
            "{type: object, required: [a], properties: {a: {type: [string, 'null']}}}",
            "{type: object, properties: {b: {}}}",
            "response-property-removed-optional",
        ),
        (
            "{type: object, required: [a], properties: {b: {}}}",
            "{type: object, properties: {b: {}}}",
            "response-property-removed-optional",
        ),
        (
            "{type: object, required: [a], properties: {a: {}}}",
            "{type: object, properties: {a: {}}}",
            "response-property-nullable-became-optional",
        ),
        (
            "{type: object, required: [a], properties: {a: {type: string}}}",
            "{type: object, properties: {b: {}}}",
            "response-property-removed",
        ),
    ],
)
def test_properties_of_responses(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    changes = list_changes(tmp_path, RESPONSE, old, new)
    assert [c.code for c in changes if not c.code.endswith("-added")] == [expected]


CIRCLE = "{type: object, required: [kind], properties: {kind: {enum: [circle]}, r: {type: number}}}"
SQUARE = "{type: object, required: [kind], properties: {kind: {enum: [square]}, a: {type: number}}}"
LINE = "{type: object, required: [kind], properties: {kind: {enum: [line]}, b: {type: number}}}"
POINT = "{type: object, required: [kind], properties: {kind: {enum: [point]}}}"
FLAT = f"{{oneOf: [{CIRCLE}, {SQUARE}, {LINE}]}}"
NESTED = f"{{oneOf: [{{oneOf: [{CIRCLE}, {SQUARE}]}}, {LINE}]}}"
SHAPE = "{$ref: '#/components/schemas/Shape'}"
COLORS = "{enum: [red, blue]}"
PATTERNS = "{oneOf: [{type: string, pattern: '^a'}, {type: string, pattern: '^b'}]}"


@pytest.mark.parametrize("template", [REQUEST, RESPONSE])
@pytest.mark.parametrize(("old", "new"), [(FLAT, NESTED), (NESTED, FLAT)])
def test_variants_of_inner_unions(
    tmp_path: Path, template: str, old: str, new: str
) -> None:
    changes = list_changes(tmp_path, template, old, new)
    assert [c for c in changes if "variant" in c.code or "type" in c.code] == []


def test_added_union_is_one_variant(tmp_path: Path) -> None:
    shapes = f"components: {{schemas: {{Shape: {{oneOf: [{CIRCLE}, {SQUARE}]}}}}}}\n"
    schemas = f"[{LINE}, {POINT}]", f"[{LINE}, {POINT}, {SHAPE}]"
    operations = (REQUEST.format(schema=f"{{oneOf: {s}}}") for s in schemas)
    texts = [DOCUMENT.format(operation=o) + shapes for o in operations]
    codes = [c.code for c in compare_texts(tmp_path, *texts)]
    assert [c for c in codes if "class" not in c] == ["request-body-variant-added"]


@pytest.mark.parametrize(
    ("old", "new", "action", "severity"),
    [
        ("{type: boolean}", "{enum: [true]}", "type-narrowed", Severity.SAFE),
        ("{const: 1}", "{type: number}", "type-widened", Severity.RISKY),
        ("{const: 1}", "{type: string}", "type-changed", Severity.BREAKING),
        (COLORS, f"{{oneOf: [{COLORS}, {CIRCLE}]}}", "type-widened", Severity.RISKY),
        (f"{{oneOf: [{CIRCLE}, {SQUARE}]}}", LINE, "variant-added", Severity.SAFE),
        (f"{{oneOf: [{CIRCLE}, {SQUARE}]}}", CIRCLE, "type-narrowed", Severity.SAFE),
    ],
)
def test_choices_of_responses(
    tmp_path: Path, old: str, new: str, action: str, severity: Severity
) -> None:
    changes = list_changes(tmp_path, RESPONSE, old, new)
    [change] = [c for c in changes if c.code == f"response-body-{action}"]
    assert change.deployed.severity is severity
    assert max(c.deployed.severity for c in changes) is severity


@pytest.mark.parametrize(
    ("old", "new"), [("{type: string}", PATTERNS), (PATTERNS, "{type: string}")]
)
def test_choice_of_texts_is_a_text(tmp_path: Path, old: str, new: str) -> None:
    changes = list_changes(tmp_path, RESPONSE, old, new)
    assert [c.code for c in changes if "type" in c.code] == []


def test_object_with_a_similar_variant(tmp_path: Path) -> None:
    old = "{type: object, properties: {a: {}, b: {}, c: {}}}"
    new = f"{{oneOf: [{{type: object, properties: {{a: {{}}, b: {{}}, d: {{}}}}}}, {POINT}]}}"
    changes = list_changes(tmp_path, REQUEST, old, new)
    assert [c.code for c in changes if "class" not in c.code] == [
        "request-body-type-widened",
        "request-property-removed",
        "request-property-added",
    ]


def test_values_of_an_array_that_was_one_value(tmp_path: Path) -> None:
    old = "schema: {enum: [red, blue]}"
    new = "schema: {type: array, items: {enum: [red, green]}}"
    codes = [c.code for c in list_changes(tmp_path, PARAMETER, old, new)]
    assert codes == [
        "query-parameter-became-list",
        "query-parameter-enum-value-removed",
        "query-parameter-enum-value-added",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "{type: array, prefixItems: [%s, %s], minItems: 2, items: false}",
            "{type: array, items: %s}",
        ),
        (
            "{type: object, additionalProperties: %s}",
            "{type: object, properties: {a: %s}}",
        ),
    ],
)
def test_lost_enum_value_in_another_container(
    tmp_path: Path, old: str, new: str
) -> None:
    color = "{$ref: '#/components/schemas/Color'}"
    texts = [
        DOCUMENT.format(operation=REQUEST.format(schema=schema.replace("%s", color)))
        + f"components: {{schemas: {{Color: {{enum: {values}}}}}}}\n"
        for schema, values in ((old, "[red, blue]"), (new, "[red, green]"))
    ]
    changes = compare_texts(tmp_path, *texts)
    assert "request-body-enum-value-removed" in {c.code for c in changes}
    assert max(c.deployed.severity for c in changes) is Severity.BREAKING


def test_slash_at_the_end_of_a_path(tmp_path: Path) -> None:
    text = DOCUMENT.format(operation=PARAMETER.format(schema="schema: {}"))
    [change] = compare_texts(tmp_path, text.replace("/things:", "/things/:"), text)
    assert change.code == "operation-path-changed"
    assert change.message == "the path is /things, was /things/"
