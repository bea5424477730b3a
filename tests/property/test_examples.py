"""Schemas and valid values that once broke a property of the codecs."""

from __future__ import annotations

from typing import Any

import pytest

from tests.property.codecs import add_operations, are_equal, import_codecs
from tests.property.schemas import reference

BINARY = {"type": "string", "format": "binary"}


def with_lists(item: Any) -> dict[str, Any]:
    """Return a union of two objects with a list, which is `item` or contains it."""
    one = {"type": "object", "properties": {"l": reference("List")}}
    other = {"type": "object", "properties": {"l": reference("List"), "k": {}}}
    return {"Value": {"oneOf": [one, other]}, "List": item}


def with_condition(extra: Any) -> dict[str, Any]:
    """Return an object whose property `extra` is declared if its `kind` is "a"."""
    return {
        "Value": {
            "type": "object",
            "properties": {"kind": {"type": "string"}},
            "required": ["kind"],
            "if": {"properties": {"kind": {"const": "a"}}},
            "then": {"properties": {"extra": extra}},
        }
    }


EXAMPLES: dict[str, tuple[dict[str, Any], Any]] = {
    "list of itself": (
        with_lists({"type": "array", "items": reference("List")}),
        {"l": [[], [[]]]},
    ),
    "list of nullable lists": (
        with_lists({"type": ["array", "null"], "items": reference("List")}),
        {"l": [None, [[]]], "k": 1},
    ),
    "map of lists of itself": (
        with_lists(
            {
                "type": "object",
                "additionalProperties": {"type": "array", "items": reference("List")},
            }
        ),
        {"l": {"a": [{}]}},
    ),
    "conditional property of two types": (
        with_condition({"allOf": [{"type": "integer"}, {"type": "string"}]}),
        {"kind": "b", "extra": {}},
    ),
    "conditional property that must be absent": (
        with_condition(False),
        {"kind": "b", "extra": 1},
    ),
    "integer where the condition is true": (
        with_condition({"type": "integer"}),
        {"kind": "a", "extra": 1},
    ),
    "text where the condition is false": (
        with_condition({"type": "integer"}),
        {"kind": "b", "extra": "x"},
    ),
    "null where the condition is false": (
        with_condition({"type": "array", "items": {"type": "integer"}}),
        {"kind": "b", "extra": None},
    ),
    "list where the condition is false": (
        with_condition({"type": "array", "items": {"type": "integer"}}),
        {"kind": "b", "extra": [1, "x"]},
    ),
    "object where the condition is false": (
        with_condition({"type": "object", "properties": {"a": {"type": "integer"}}}),
        {"kind": "b", "extra": {"a": "x", "b": 1}},
    ),
    "discriminator of anything": (
        {
            "Value": {
                "oneOf": [reference("Anything"), reference("Thing")],
                "discriminator": {"propertyName": "kind"},
            },
            "Anything": True,
            "Thing": {"type": "object", "properties": {"a": {"type": "integer"}}},
        },
        {"kind": {}, "a": "x"},
    ),
    "file that is a body too": (
        {
            "Value": {"type": "object", "properties": {"file": reference("File")}},
            "File": BINARY,
        },
        {"file": "text"},
    ),
    "date and time or a file as a body": (
        {
            "Value": {
                "oneOf": [{"type": ["string", "null"], "format": "date-time"}, BINARY]
            }
        },
        "text",
    ),
    "property with the name of a method of enums": (
        {
            "Value": {
                "type": "object",
                "properties": {"item": reference("Item")},
            },
            "Item": {
                "type": "object",
                "properties": {"createCodec": {"type": "string"}},
            },
        },
        {"item": {"createCodec": "text"}},
    ),
    "null only": ({"Value": {"const": None}}, None),
    "array of null": (
        {"Value": {"type": "array", "items": reference("No")}, "No": {"const": None}},
        [None],
    ),
    "null or a reference to null": (
        {
            "Value": {"oneOf": [reference("No"), {"type": "string"}]},
            "No": {"const": None},
        },
        None,
    ),
}


@pytest.mark.parametrize(("schemas", "value"), EXAMPLES.values(), ids=EXAMPLES)
def test_value_round_trips(schemas: dict[str, Any], value: Any) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "components": {"schemas": schemas},
    }
    with import_codecs(add_operations(document)) as codecs:
        decoded = codecs.decode("Value", value)
        assert codecs.find_unadmitted("Value", decoded) is None
        assert are_equal(codecs.encode("Value", decoded), value)
