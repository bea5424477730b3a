"""Warnings about examples that their schema rejects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress.config import Settings
from specpress.document.problems import Problems
from specpress.pipeline import open_document
from specpress.reader import build
from specpress.schema.validation import UNLOCATED
from specpress.validate import validate

CAT = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}},
}
REF = {"$ref": "#/components/schemas/Cat"}


def list_warnings(
    folder: Path, schema: dict[str, Any], version: str = "3.1.0", **media: Any
) -> list[str]:
    """Return the warnings about a response with this schema and these members of its media type."""
    content = {"application/json": {"schema": schema, **media}}
    operation = {"responses": {"200": {"description": "", "content": content}}}
    return list_document_warnings(folder, operation, version)


def list_document_warnings(
    folder: Path,
    operation: dict[str, Any],
    version: str = "3.1.0",
    **components: Any,
) -> list[str]:
    """Return the warnings about a document with this operation and these components."""
    document = {
        "openapi": version,
        "info": {"title": "Examples", "version": "1"},
        "paths": {"/cats": {"post": operation}},
        "components": {"schemas": {"Cat": CAT}, **components},
    }
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    settings = Settings(str(spec), folder, "acme", "acme", "Acme")
    problems = Problems()
    workspace, _ = open_document(settings, problems)
    validate(workspace.root, problems)
    build(workspace.root, problems)
    for warning in problems.warnings:
        assert warning.position is not None
    return [w.message for w in problems.warnings]


@pytest.mark.parametrize(
    ("schema", "media", "message"),
    [
        (REF, {"example": {}}, "`example` has no `name`"),
        (
            REF,
            {"example": {"name": 1}},
            "`name` must be a string, got a number",
        ),
        (
            {"type": "array", "items": REF},
            {"examples": {"two": {"value": [{"name": "a"}, {"name": 1}]}}},
            "`name` must be a string, got a number (in `two`)",
        ),
        (
            REF,
            {"examples": {"no": {"value": None}}},
            "`no` must be an object, got null",
        ),
        ({**CAT, "example": {"name": None}}, {}, "`name` must be a string, got null"),
        (
            {"type": "string", "examples": ["a", 1]},
            {},
            "item 2 of `examples` must be a string, got a number",
        ),
        (
            {"oneOf": [{"type": "string"}, {"type": "integer"}]},
            {"example": 1.5},
            "`example` matches no variant of `oneOf`",
        ),
        (
            {"oneOf": [{"type": "string"}, {"minLength": 1}]},
            {"example": "x"},
            "`example` matches more than one variant of `oneOf`",
        ),
        (
            {"type": "object", "additionalProperties": False},
            {"example": {"x": 1}},
            "`example` has an undeclared key",
        ),
        (
            {"type": "string", "format": "date", "example": "2020-02-30"},
            {},
            '`example` contradicts its schema: "2020-02-30" is not a "date"',
        ),
    ],
)
def test_invalid_example_is_reported_once(
    tmp_path: Path, schema: dict[str, Any], media: dict[str, Any], message: str
) -> None:
    assert list_warnings(tmp_path, schema, **media) == [message]


@pytest.mark.parametrize(
    ("schema", "version", "media"),
    [
        (REF, "3.1.0", {"example": {"name": "a"}}),
        (REF, "3.1.0", {"example": '{"name": "a"}'}),
        ({"type": "string", "nullable": True}, "3.0.3", {"example": None}),
        ({"type": "string", "format": "email"}, "3.1.0", {"example": "no mail"}),
        ({**REF, "example": 1}, "3.0.3", {}),
        (
            {
                "type": "object",
                "required": ["id"],
                "properties": {"id": {"readOnly": True}},
            },
            "3.1.0",
            {"example": {}},
        ),
    ],
)
def test_valid_example_is_not_reported(
    tmp_path: Path, schema: dict[str, Any], version: str, media: dict[str, Any]
) -> None:
    assert list_warnings(tmp_path, schema, version, **media) == []


COUNT = {"schema": {"type": "integer"}, "example": "many"}
CAT_IN_JSON = {"content": {"application/json": {"schema": REF, "example": {}}}}
OK = {"200": {"description": ""}}
FILES = {
    "schema": {"type": "object", "properties": {"file": {"type": "string"}}},
    "encoding": {"file": {"headers": {"X-Count": COUNT}}},
}
REFERENCE = {"$ref": "#/components/headers/Count"}
WRONG_COUNT = "`example` must be an integer, got a string"
NO_NAME = "`example` has no `name`"


def respond_with(header: dict[str, Any]) -> dict[str, Any]:
    """Return an operation whose response has a header."""
    return {"responses": {"200": {"description": "", "headers": {"X-Count": header}}}}


@pytest.mark.parametrize(
    ("operation", "components", "message"),
    [
        (respond_with(COUNT), {}, WRONG_COUNT),
        (respond_with(CAT_IN_JSON), {}, NO_NAME),
        (
            respond_with(
                {"schema": {"type": "integer"}, "examples": {"a": {"value": 1.5}}}
            ),
            {},
            "`a` must be an integer, got a number",
        ),
        (
            respond_with({"schema": {"type": "integer", "default": "many"}}),
            {},
            "`default` must be an integer, got a string",
        ),
        (respond_with(REFERENCE), {"headers": {"Count": COUNT}}, WRONG_COUNT),
        ({"responses": OK}, {"headers": {"Count": COUNT}}, WRONG_COUNT),
        (
            {
                "parameters": [{"in": "header", "name": "X-Count", **COUNT}],
                "responses": OK,
            },
            {},
            WRONG_COUNT,
        ),
        (
            {
                "parameters": [{"in": "header", "name": "X-Cat", **CAT_IN_JSON}],
                "responses": OK,
            },
            {},
            NO_NAME,
        ),
        (
            {
                "requestBody": {"content": {"multipart/form-data": FILES}},
                "responses": OK,
            },
            {},
            WRONG_COUNT,
        ),
    ],
)
def test_invalid_example_of_header_is_reported_once(
    tmp_path: Path, operation: dict[str, Any], components: dict[str, Any], message: str
) -> None:
    assert list_document_warnings(tmp_path, operation, **components) == [message]


@pytest.mark.parametrize(
    "header",
    [
        {"schema": {"type": "integer"}, "example": 12},
        # The text of the header.
        {"schema": {"type": "array", "items": {"type": "integer"}}, "example": "1,2"},
        {"schema": {"type": "string", "format": "http-date"}, "example": "yesterday"},
        {"content": {"application/json": {"schema": REF, "example": {"name": "a"}}}},
        {"content": {"application/json": {"schema": REF, "example": '{"name": "a"}'}}},
        {"content": {"text/plain": {"schema": {"type": "integer"}, "example": "x"}}},
    ],
)
def test_valid_example_of_header_is_not_reported(
    tmp_path: Path, header: dict[str, Any]
) -> None:
    assert list_document_warnings(tmp_path, respond_with(header)) == []


def test_example_of_nested_variants(tmp_path: Path) -> None:
    """The fault is reported, but not located: each level has two variants."""
    variant = {
        "required": ["a"],
        "properties": {"n": {"$ref": "#/components/schemas/N"}, "a": {}, "b": {}},
    }
    node = {"anyOf": [variant, {**variant, "required": ["b"]}]}
    example: dict[str, Any] = {}
    for _ in range(40):
        example = {"n": example}
    media = {"schema": {"$ref": "#/components/schemas/N"}, "example": example}
    content = {"application/json": media}
    operation = {"responses": {"200": {"description": "", "content": content}}}
    schemas = {"N": node}
    assert list_document_warnings(tmp_path, operation, schemas=schemas) == [
        f"`example` contradicts its schema: {UNLOCATED}"
    ]
