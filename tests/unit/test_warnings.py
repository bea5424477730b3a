"""Warnings: each names the fault and its cure; none is about a part that is in the output."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.config import Settings
from specpress.document.problems import Problem
from specpress.pipeline import generate

HEAD = "openapi: VERSION\ninfo: {title: Acme, version: '1'}\n"


def list_warnings(
    directory: Path, document: str, version: str = "3.1.0"
) -> list[Problem]:
    """Return the warnings about a document in YAML; without `openapi` it gets a version and a title."""
    path = directory / "openapi.yaml"
    text = document if "openapi:" in document else HEAD + document
    path.write_text(text.replace("VERSION", version), "utf-8")
    return generate(Settings(str(path), directory / "output")).warnings


def describe(warnings: list[Problem]) -> list[tuple[str, str | None]]:
    """Return the messages with their hints."""
    return [(warning.message, warning.hint) for warning in warnings]


SCHEMA = "paths: {}\ncomponents: {schemas: {T: %s}}"
MISPLACED = "ignored here; move it to an object that has this key, or remove it"


@pytest.mark.parametrize("types", ["[integer, null]", "[null, integer]"])
def test_unquoted_null_is_a_type(tmp_path: Path, types: str) -> None:
    schema = f"{{type: object, required: [n], properties: {{n: {{type: {types}}}}}}}"
    path = tmp_path / "openapi.yaml"
    path.write_text((HEAD + SCHEMA % schema).replace("VERSION", "3.1.0"), "utf-8")
    generated = generate(Settings(str(path), tmp_path / "output"))
    models = [text for name, text in generated.files.items() if "models" in name]
    assert any("n: int | None\n" in text for text in models)
    (warning,) = generated.warnings
    assert warning.hint == 'write "null" in quotes; read as that'
    assert warning.position is not None and warning.position.line == 4


@pytest.mark.parametrize(
    ("schema", "version", "hint"),
    [
        ("{type: null}", "3.1.0", "ignored"),
        ("{type: null}", "3.0.4", "ignored"),
        (
            "{type: 'null'}",
            "3.0.4",
            "OpenAPI 3.0 has `nullable: true` instead; read as null",
        ),
        (
            "{type: [string]}",
            "3.0.4",
            "OpenAPI 3.1 introduced lists of types; read as such",
        ),
        ("{type: strin}", "3.1.0", "did you mean `string`?"),
    ],
)
def test_wrong_type_name(tmp_path: Path, schema: str, version: str, hint: str) -> None:
    warnings = list_warnings(tmp_path, SCHEMA % schema, version)
    assert [warning.hint for warning in warnings] == [hint]


@pytest.mark.parametrize(
    ("value", "version", "expected"),
    [
        (
            "[http]",
            "3.0.4",
            "`type` must be one of `apiKey`, `http`, `oauth2`, `openIdConnect`, got an array",
        ),
        (
            "'null'",
            "3.0.4",
            '`type` must be one of `apiKey`, `http`, `oauth2`, `openIdConnect`, got "null"',
        ),
    ],
)
def test_type_of_a_security_scheme(
    tmp_path: Path, value: str, version: str, expected: str
) -> None:
    document = SCHEME % f"{{type: {value}}}"
    warnings = describe(list_warnings(tmp_path, document, version))
    assert (expected, None) in warnings, warnings


def test_properties_of_text(tmp_path: Path) -> None:
    schema = "{type: string, properties: {a: {enum: [x]}, b: {}}}"
    assert describe(list_warnings(tmp_path, SCHEMA % schema)) == [
        (
            "`properties` has no effect: the type is 'string'",
            "remove `properties`, or change `type`",
        )
    ]


def test_properties_that_each_variant_repeats(tmp_path: Path) -> None:
    document = """
components:
  schemas:
    Dog: {type: object, required: [bark], properties: {bark: {}, id: {type: integer}}}
    Cat: {type: object, required: [meow], properties: {meow: {}, id: {type: integer}}}
    Pet: {oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cat'}], properties: {id: {type: integer}}}
"""
    assert list_warnings(tmp_path, document) == []


def test_required_body_without_content(tmp_path: Path) -> None:
    operation = "requestBody: {required: true}, responses: {'204': {description: ok}}"
    document = f"paths: {{/a: {{post: {{{operation}}}}}}}"
    assert describe(list_warnings(tmp_path, document)) == [
        ("`requestBody` has no `content`", "required by the specification")
    ]


SCHEME = "paths: {}\nsecurity: []\ncomponents: {securitySchemes: {s: %s}}"


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
def test_key_of_another_security_scheme(tmp_path: Path, version: str) -> None:
    flows = "{clientCredentials: {tokenUrl: 'https://a.example', scopes: {}, refresh: 1, authorizationUrl: 'https://a.example'}}"
    scheme = f"{{type: oauth2, name: x, flows: {flows}}}"
    assert describe(list_warnings(tmp_path, SCHEME % scheme, version)) == [
        ("`name` is not allowed in `s`", MISPLACED),
        (
            "unknown key `refresh` in `clientCredentials`",
            "did you mean `refreshUrl`?",
        ),
        ("`authorizationUrl` is not allowed in `clientCredentials`", MISPLACED),
    ]


@pytest.mark.parametrize(
    ("license_object", "version", "message", "hint"),
    [
        (
            "{name: L, identifier: MIT, url: 'https://a.example'}",
            "3.1.0",
            "`license` has both `identifier` and `url`",
            "remove one of them",
        ),
        (
            "{name: L, identifier: MIT}",
            "3.0.4",
            "unknown key `identifier` in `license`",
            "OpenAPI 3.1 introduced it; ignored",
        ),
        (
            "{name: L, identifer: MIT}",
            "3.1.0",
            "unknown key `identifer` in `license`",
            "did you mean `identifier`?",
        ),
    ],
)
def test_license(
    tmp_path: Path, license_object: str, version: str, message: str, hint: str
) -> None:
    document = f"openapi: VERSION\ninfo: {{title: A, version: '1', license: {license_object}}}\npaths: {{}}\n"
    assert describe(list_warnings(tmp_path, document, version)) == [(message, hint)]


def test_license_with_identifier(tmp_path: Path) -> None:
    document = "openapi: 3.1.0\ninfo: {title: A, version: '1', license: {name: L, identifier: MIT}}\npaths: {}\n"
    assert list_warnings(tmp_path, document) == []


PARAMETER = "paths: {'/a/{p}': {get: {parameters: [%s], responses: {'204': {description: ok}}}}}"


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (
            "schema: {type: string}",
            (
                "item 1 of `parameters` has no `required`",
                "add `required: true`, as in every path parameter",
            ),
        ),
        (
            "required: true, style: form, schema: {type: string}",
            ("style 'form' is not allowed in path", "'simple' is used"),
        ),
        (
            "required: true, example: a, examples: {}, schema: {type: string}",
            (
                "item 1 of `parameters` has both `example` and `examples`",
                "remove one of them",
            ),
        ),
    ],
)
def test_path_parameter(
    tmp_path: Path, version: str, keys: str, expected: tuple[str, str]
) -> None:
    document = PARAMETER % f"{{name: p, in: path, {keys}}}"
    if "examples" in keys and version == "3.1.0":
        pytest.skip("the schema of OpenAPI 3.1 allows both")
    assert describe(list_warnings(tmp_path, document, version)) == [expected]
