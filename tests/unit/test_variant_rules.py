"""Constraints of variants, patterns that the runtime matches, and variants that accept the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from specpress.config import Settings
from specpress.package.safe_patterns import translate_pattern
from specpress.pipeline import generate

HEAD = "openapi: 3.1.0\ninfo: {title: Acme, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
RULES = "acme/models/_variant_rules.py"


@pytest.mark.parametrize(
    "pattern",
    [
        "^a+$",
        "^[a-z0-9]+(-[a-z0-9]{4}){3}$",
        "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}",
        "^(red|green)$",
        r"^\d+\.\d+$",
    ],
)
def test_pattern_of_bounded_time(pattern: str) -> None:
    assert translate_pattern(pattern) == pattern.removesuffix("$") + "\\Z" * (
        pattern.endswith("$")
    )


@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "^(a|a)*$", "(x+x+)+y", "a*a*a*", "^(?=a)a$", r"(a)\1", "(", "a+b+"],
)
def test_pattern_that_may_take_long_is_omitted(pattern: str) -> None:
    assert translate_pattern(pattern) is None


def _generate(folder: Path, schemas: str) -> tuple[dict[str, str], list[str]]:
    lines = (f"    {line}" for line in schemas.strip().splitlines())
    spec = folder / "openapi.yaml"
    spec.write_text(HEAD + "\n".join(lines), "utf-8")
    generated = generate(Settings(str(spec), folder, "acme", "acme", "Acme"))
    return generated.files, [str(w) for w in generated.warnings]


def test_constraints_are_omitted_if_keys_distinguish_the_variants(
    tmp_path: Path,
) -> None:
    files, _ = _generate(
        tmp_path,
        """
A: {type: object, required: [a], properties: {a: {type: string, maxLength: 2}}}
B: {type: object, required: [b], properties: {b: {type: string, maxLength: 3}}}
U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
""",
    )
    assert RULES not in files


def test_variants_that_accept_the_same_values_are_reported(tmp_path: Path) -> None:
    _, warnings = _generate(
        tmp_path,
        """
A: {type: object, description: One., properties: {a: {type: string}}}
B: {type: object, description: Two., properties: {a: {type: string}}}
C: {type: object, properties: {a: {type: string, maxLength: 2}}}
U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}
""",
    )
    (warning,) = (w for w in warnings if "same values" in w)
    assert "openapi.yaml:7:8: warning: this variant accepts the same values" in warning
    assert "openapi.yaml:6:8; that one is used" in warning


@pytest.mark.parametrize(
    "schema",
    [
        "{type: array, maxItems: 2, items: {$ref: '#/components/schemas/L'}}",
        "{type: object, additionalProperties: {type: array, maxItems: 2, items: {$ref: '#/components/schemas/L'}}}",
    ],
)
def test_array_of_itself(tmp_path: Path, schema: str) -> None:
    files, _ = _generate(
        tmp_path,
        f"""
L: {schema}
A: {{type: object, properties: {{l: {{$ref: '#/components/schemas/L'}}}}}}
B: {{type: object, properties: {{l: {{$ref: '#/components/schemas/L'}}, b: {{}}}}, minProperties: 2}}
U: {{oneOf: [{{$ref: '#/components/schemas/A'}}, {{$ref: '#/components/schemas/B'}}]}}
""",
    )
    assert "'maxItems': 2" in files[RULES].replace('"', "'")
