"""Strategies for Swagger 2.0 documents."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.property.draws import BOOLEANS, Draw, choose, choose_some, integers, one_in

SCALARS: tuple[dict[str, Any], ...] = (
    {"type": "string"},
    {"type": "string", "format": "date"},
    {"type": "string", "enum": ["a", "b"]},
    {"type": "integer", "format": "int32", "minimum": 0},
    {"type": "number"},
    {"type": "boolean"},
)
FORMATS = ("csv", "ssv", "tsv", "pipes")
METHODS = ("get", "put", "post", "delete", "patch")
CONSUMED = (
    "application/json",
    "application/xml",
    "text/plain",
    "application/vnd.a+json",
)
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
PRODUCED = ("application/json", "application/xml", "image/png", "text/plain")
NAMES = ("Pet", "Owner", "Page«Pet»", "a.b")
FIELDS = ("id", "class", "x-note", "a b", "é")


@st.composite
def swagger_documents(draw: Draw) -> Any:
    """Return a valid document with some operations."""
    names = choose_some(draw, NAMES, 3)
    document: dict[str, Any] = {
        "swagger": "2.0",
        "info": {"title": "Acme", "version": "1"},
        "host": "api.example.com",
        "schemes": choose_some(draw, ("http", "https"), 2) or ["https"],
        "paths": {},
        "definitions": {name: _draw_object(draw, names) for name in names},
        "parameters": {
            "Limit": {"name": "limit", "in": "query", "type": "integer"},
            "Body": {"name": "body", "in": "body", "schema": _draw_schema(draw, names)},
            "Field": {"name": "field", "in": "formData", "type": "string"},
        },
        "responses": {
            "Failed": {"description": "failed", "schema": _draw_schema(draw, names)}
        },
    }
    if draw(BOOLEANS):
        document["basePath"] = choose(draw, ("/", "/v1"))
    for key, media_types in (("consumes", CONSUMED), ("produces", PRODUCED)):
        if draw(BOOLEANS):
            document[key] = choose_some(draw, media_types, 2)
    for number in range(draw(integers(1, 4))):
        path, item = _draw_path_item(draw, number, names)
        document["paths"][path] = item
    return document


def _draw_schema(draw: Draw, names: list[str], depth: int = 2) -> dict[str, Any]:
    kind = draw(integers(0, 4))
    if kind == 0 and names:
        return {"$ref": f"#/definitions/{choose(draw, names)}"}
    if kind == 1 and depth:
        return {"type": "array", "items": _draw_schema(draw, names, depth - 1)}
    if kind == 2 and depth:
        return _draw_object(draw, names, depth - 1)
    schema = {**choose(draw, SCALARS)}
    if one_in(draw, 3):
        schema["x-nullable"] = True
    return schema


def _draw_object(draw: Draw, names: list[str], depth: int = 2) -> dict[str, Any]:
    fields = choose_some(draw, FIELDS, 3)
    properties = {name: _draw_schema(draw, names, depth) for name in fields}
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    # A required property that refers to its own schema would have no valid value.
    required = [name for name, value in properties.items() if "$ref" not in str(value)]
    if required and draw(BOOLEANS):
        schema["required"] = required
    return schema


def _draw_path_item(draw: Draw, number: int, names: list[str]) -> tuple[str, Any]:
    path, item = f"/things{number}", dict[str, Any]()
    if draw(BOOLEANS):
        path += "/{id}"
        name = {"name": "id", "in": "path", "required": True}
        item["parameters"] = [name | _draw_value(draw, is_query=False)]
    for method in choose_some(draw, METHODS, 2) or ["get"]:
        item[method] = _draw_operation(draw, names)
    return path, item


def _draw_value(draw: Draw, *, is_query: bool) -> dict[str, Any]:
    """Return the keys of a parameter that describe its value."""
    scalar = {**choose(draw, SCALARS)}
    if draw(BOOLEANS):
        return scalar
    array: dict[str, Any] = {"type": "array", "items": scalar, "minItems": 1}
    formats = (*FORMATS, "multi") if is_query else FORMATS
    if draw(BOOLEANS):
        array["collectionFormat"] = choose(draw, formats)
    return array


def _draw_operation(draw: Draw, names: list[str]) -> dict[str, Any]:
    operation: dict[str, Any] = {"parameters": []}
    parameters = operation["parameters"]
    for location in choose_some(draw, ("query", "header"), 2):
        value = _draw_value(draw, is_query=location == "query")
        is_required = draw(BOOLEANS)
        name = {"name": f"x-{location}", "in": location, "required": is_required}
        parameters.append(name | value)
    if draw(BOOLEANS):
        parameters.append({"$ref": "#/parameters/Limit"})
    kind = draw(integers(0, 3))
    if kind == 1:
        parameters.append(_draw_body(draw, names))
        if draw(BOOLEANS):
            operation["consumes"] = choose_some(draw, CONSUMED, 2)
    elif kind == 2:
        parameters += _draw_form(draw)
        if draw(BOOLEANS):
            operation["consumes"] = choose_some(draw, FORMS, 2)
    if draw(BOOLEANS):
        operation["produces"] = choose_some(draw, PRODUCED, 2)
    operation["responses"] = {"200": _draw_response(draw, names)}
    if draw(BOOLEANS):
        operation["responses"]["default"] = {"$ref": "#/responses/Failed"}
    return operation


def _draw_body(draw: Draw, names: list[str]) -> dict[str, Any]:
    if one_in(draw, 3):
        return {"$ref": "#/parameters/Body"}
    schema = _draw_schema(draw, names)
    return {"name": "body", "in": "body", "required": draw(BOOLEANS), "schema": schema}


def _draw_form(draw: Draw) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = []
    for number in range(draw(integers(1, 2))):
        field = {"name": f"field{number}", "in": "formData", "required": draw(BOOLEANS)}
        fields.append(field | _draw_value(draw, is_query=True))
    if draw(BOOLEANS):
        fields.append({"name": "file", "in": "formData", "type": "file"})
    if draw(BOOLEANS):
        fields.append({"$ref": "#/parameters/Field"})
    return fields


def _draw_response(draw: Draw, names: list[str]) -> dict[str, Any]:
    response: dict[str, Any] = {"description": "ok"}
    kind = draw(integers(0, 3))
    if kind == 1:
        response["schema"] = {"type": "file"}
    elif kind > 1:
        response["schema"] = _draw_schema(draw, names)
    if one_in(draw, 3):
        response["headers"] = {"X-Rate": {**choose(draw, SCALARS)}}
    return response
