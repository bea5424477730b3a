"""Constraints that annotations cannot express are in docstrings."""

from __future__ import annotations

import pytest

from tests.property.packages import generate_from_bytes

LONG = "^((a|b|c|d|e|f|g|h)[0-9]{1,3}-){1,8}((a|b|c|d|e|f|g|h)[0-9]{1,3}\\.){3}(x|y|z)$"


def get_docstring(schema: str, version: str = "3.1.0") -> str:
    """Return the text of the module of a component, on one line."""
    document = f"openapi: {version}\ninfo: {{title: Acme, version: '1'}}\npaths: {{}}\n"
    document += f"components: {{schemas: {{Thing: {schema}}}}}\n"
    files = generate_from_bytes(document.encode()).files
    [text] = [t for name, t in files.items() if name.endswith("/models/thing.py")]
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("schema", "sentences"),
    [
        (
            "{type: string, maxLength: 40, allOf: [{pattern: '^[0-9a-f:]+$'}, {pattern: '::', minLength: 2}]}",
            "2 to 40 characters. Matches `^[0-9a-f:]+$`. Matches `::`.",
        ),
        (
            "{allOf: [{type: integer, minimum: 3, exclusiveMaximum: 7, multipleOf: 4}, {minimum: 4, multipleOf: 6}]}",
            "At least 4. Less than 7. A multiple of 12.",
        ),
        (f"{{type: string, pattern: '{LONG}'}}", "…`, in full at"),
        (
            f"{{type: string, pattern: '{LONG}'}}",
            "`#/components/schemas/Thing/pattern`",
        ),
        (
            "{type: object, properties: {v4: {}, v6: {}}, oneOf: [{required: [v4]}, {required: [v6]}]}",
            "Exactly one of `v4`, `v6`.",
        ),
        (
            "{type: object, properties: {v4: {}, v6: {}}, anyOf: [{required: [v4]}, {required: [v6, v4]}]}",
            "At least one of `v4`, `v6` and `v4`.",
        ),
        (
            "{type: object, properties: {v4: {}, v6: {}}, not: {required: [v4, v6]}}",
            "Not both `v4` and `v6`.",
        ),
        (
            "{type: object, properties: {a: {}}, not: {anyOf: [{required: [b]}, {required: [c]}]}}",
            "None of `b`, `c`.",
        ),
        (
            "{type: object, properties: {a: {}}, dependentRequired: {a: [b]}, dependentSchemas: {c: {required: [d]}}}",
            "`a` requires `b`. `c` requires `d`.",
        ),
        (
            "{allOf: [{type: object, properties: {a: {}}}, {oneOf: [{required: [a]}, {required: [b]}]}]}",
            "Exactly one of `a`, `b`.",
        ),
        (
            "{type: object, properties: {it: {type: object, oneOf: [{required: [a]}, {required: [b]}]}}}",
            "Exactly one of `a`, `b`.",
        ),
    ],
)
def test_docstring(schema: str, sentences: str) -> None:
    assert sentences in get_docstring(schema)


def test_variants_with_other_keywords_are_no_keys() -> None:
    schema = "{type: object, oneOf: [{required: [a]}, {minProperties: 2}]}"
    assert "Exactly one" not in get_docstring(schema)


def test_exclusive_limits_of_openapi_3_0() -> None:
    schema = "{allOf: [{type: number, minimum: 3, exclusiveMinimum: true}, {minimum: 1, maximum: 9}]}"
    assert "More than 3." in get_docstring(schema, "3.0.3")
