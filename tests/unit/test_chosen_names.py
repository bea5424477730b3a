"""Names that a document chooses: our extensions, and those of other generators."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress.config import Settings
from specpress.document.problems import DocumentError
from specpress.pipeline import Generated, generate


def run(tmp_path: Path, **parts: Any) -> Generated:
    """Generate a client whose operation, parameter, property and schema have the extensions."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://example.com", **parts.get("server", {})}],
        "paths": {
            "/things": {
                "get": {
                    "operationId": "fetchEveryThing",
                    "tags": ["misc"],
                    "parameters": [
                        {
                            "name": "q",
                            "in": "query",
                            "schema": {"type": "string"},
                            **parts.get("parameter", {}),
                        }
                    ],
                    "responses": {
                        "200": {
                            "description": "ok",
                            "content": {
                                "application/json": {
                                    "schema": {"$ref": "#/components/schemas/T"}
                                }
                            },
                        }
                    },
                    **parts.get("operation", {}),
                }
            }
        },
        "components": {
            "schemas": {
                "T": {
                    "type": "object",
                    "properties": {
                        "nm": {"type": "string", **parts.get("property", {})}
                    },
                    **parts.get("schema", {}),
                }
            }
        },
        **parts.get("root", {}),
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document))
    return generate(Settings(str(spec), tmp_path / "out", names_lock=tmp_path / "lock"))


def list_names(generated: Generated) -> dict[str, str]:
    return {part[0]: name for part, name in generated.names_lock.names.items()}


@pytest.mark.parametrize(
    ("kind", "place", "extension", "name"),
    [
        ("operation", "operation", {"x-specpress-name": "search"}, "misc.search"),
        (
            "operation",
            "operation",
            {"x-fern-sdk-method-name": "findAll"},
            "misc.find_all",
        ),
        ("operation", "operation", {"x-speakeasy-name-override": "list"}, "misc.list"),
        (
            "operation",
            "operation",
            {"x-stainless-naming": {"python": {"method_name": "list"}}},
            "misc.list",
        ),
        (
            "operation",
            "root",
            {
                "x-speakeasy-name-override": [
                    {"operationId": "^fetch", "methodNameOverride": "get"}
                ]
            },
            "misc.get",
        ),
        ("resource", "operation", {"x-specpress-resource": "stock"}, "stock"),
        (
            "resource",
            "operation",
            {"x-fern-sdk-group-name": ["admin", "things"]},
            "admin_things",
        ),
        (
            "resource",
            "operation",
            {"x-speakeasy-group": "admin.things"},
            "admin_things",
        ),
        ("argument", "parameter", {"x-specpress-name": "query"}, "query"),
        (
            "argument",
            "parameter",
            {"x-fern-parameter-name": "searchText"},
            "search_text",
        ),
        ("argument", "parameter", {"x-stainless-param": "text"}, "text"),
        ("argument", "parameter", {"x-ms-client-name": "searchText"}, "search_text"),
        ("field", "property", {"x-specpress-name": "name"}, "name"),
        ("field", "property", {"x-fern-property-name": "fullName"}, "full_name"),
        (
            "field",
            "property",
            {"x-stainless-naming": {"python": {"property_name": "name"}}},
            "name",
        ),
        ("field", "property", {"x-ms-client-name": "fullName"}, "full_name"),
        ("class", "schema", {"x-specpress-class": "Thing"}, "Thing"),
        ("class", "schema", {"x-fern-type-name": "thing"}, "Thing"),
        ("class", "schema", {"x-speakeasy-name-override": "Thing"}, "Thing"),
        (
            "class",
            "schema",
            {"x-stainless-naming": {"python": {"type_name": "thing_model"}}},
            "ThingModel",
        ),
        ("environment", "server", {"x-fern-server-name": "Production"}, "PRODUCTION"),
        ("environment", "server", {"x-speakeasy-server-id": "eu"}, "EU"),
    ],
)
def test_name_of_an_extension(
    tmp_path: Path, kind: str, place: str, extension: dict[str, Any], name: str
) -> None:
    generated = run(tmp_path, **{place: extension})
    assert list_names(generated)[kind] == name
    assert not generated.warnings


def test_names_of_other_languages_are_ignored(tmp_path: Path) -> None:
    naming = {"x-stainless-naming": {"node": {"property_name": "name"}}}
    generated = run(tmp_path, property=naming)
    assert list_names(generated)["field"] == "nm"
    assert not generated.warnings


def test_value_of_another_type_is_a_warning_for_others_and_an_error_for_ours(
    tmp_path: Path,
) -> None:
    generated = run(tmp_path, operation={"x-fern-sdk-method-name": 1})
    assert [w.message for w in generated.warnings] == [
        "x-fern-sdk-method-name has no name, so it is ignored"
    ]
    with pytest.raises(DocumentError, match="x-specpress-name must be a string"):
        run(tmp_path, operation={"x-specpress-name": 1})


def test_hostile_pattern_costs_no_time(tmp_path: Path) -> None:
    rules = [{"operationId": "^(([a-z])+.)+[A-Z]([a-z])+$", "methodNameOverride": "x"}]
    root = {"x-speakeasy-name-override": rules}
    operation = {"operationId": "a" * 200}
    generated = run(tmp_path, root=root, operation=operation)
    assert list_names(generated)["operation"].startswith("misc.")


def test_invalid_pattern_is_a_warning(tmp_path: Path) -> None:
    rules = [{"operationId": "(", "methodNameOverride": "x"}]
    generated = run(tmp_path, root={"x-speakeasy-name-override": rules})
    assert "invalid pattern" in generated.warnings[0].message
