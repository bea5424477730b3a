"""The Extend document: valid, completely described, with the right required and nullable properties."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from specpress.document.load import load

SPEC = Path(__file__).parents[2] / "spec" / "extend.openapi.yaml"
VENDOR_EXAMPLES = (
    "ex_Xj8mK2pL9nR4vT7qY5wZ",
    "exr_Xj8mK2pL9nR4vT7qY5wZ",
    "2024-03-21T16:45:00Z",
)


@pytest.fixture(scope="module")
def tree() -> dict[str, Any]:
    document: dict[str, Any] = load(SPEC).tree
    return document


def iterate_schemas(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema with a `type`."""
    if isinstance(value, dict):
        if {"type", "enum"} & value.keys() and isinstance(value.get("type"), str):
            yield value
        for entry in value.values():
            yield from iterate_schemas(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from iterate_schemas(entry)


def test_document_is_valid(tree: dict[str, Any]) -> None:
    assert list(OpenAPIV31SpecValidator(tree).iter_errors()) == []


def test_every_enum_member_is_described(tree: dict[str, Any]) -> None:
    enums = [s for s in iterate_schemas(tree["components"]["schemas"]) if "enum" in s]
    assert len(enums) >= 20
    for enum in enums:
        assert enum["x-enum-descriptions"].keys() == set(enum["enum"])


def test_every_component_and_property_is_described(tree: dict[str, Any]) -> None:
    for name, schema in tree["components"]["schemas"].items():
        assert schema["description"], name
        for prop, entry in schema.get("properties", {}).items():
            assert entry["description"], f"{name}.{prop}"


def test_run_properties_are_required_and_thirteen_are_nullable(
    tree: dict[str, Any],
) -> None:
    run = tree["components"]["schemas"]["ExtractRun"]
    assert run["required"] == list(run["properties"])
    assert len(run["required"]) == 22
    nullable = [
        n
        for n, p in run["properties"].items()
        if "null" in str(p.get("type", p.get("anyOf")))
    ]
    assert len(nullable) == 13


def test_examples_are_those_of_the_vendors_page(tree: dict[str, Any]) -> None:
    operation = tree["paths"]["/extract_runs/{id}/cancel"]["post"]
    content = operation["responses"]["200"]["content"]["application/json"]
    # The page has an id of an extractor here.
    assert tree["components"]["parameters"]["RunId"]["example"] == VENDOR_EXAMPLES[0]
    assert content["example"]["id"] == VENDOR_EXAMPLES[1]
    assert content["example"]["createdAt"] == VENDOR_EXAMPLES[2]
    assert content["example"]["updatedAt"] == VENDOR_EXAMPLES[2]
    run = tree["components"]["schemas"]["ExtractRun"]["properties"]
    assert run["id"]["examples"] == [VENDOR_EXAMPLES[1]]
    assert run["createdAt"]["examples"] == [VENDOR_EXAMPLES[2]]
