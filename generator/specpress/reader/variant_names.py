"""Names of inline variants of `oneOf` and `anyOf`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import Any

Schema = dict[str, Any]
VARIANT_TYPES = ("array", "boolean", "integer", "number", "object", "string")


MAX_LISTED = 3


def name_variants(variants: Sequence[Any]) -> list[str]:
    """Return a name for each variant: the first candidate that no other variant has.

    Candidates are its title, a constant property, a reference, its JSON type and its properties. The
    only variant besides null has the name of the union itself: "". Without a candidate of its own, a
    variant has its title or constant, or as a last resort its number.
    """
    schemas = [
        _flatten(schema) if isinstance(schema, dict) else {} for schema in variants
    ]
    others = [schema for schema in schemas if schema.get("type") != "null"]
    if len(others) == 1 and len(schemas) > 1:
        return ["null" if schema.get("type") == "null" else "" for schema in schemas]
    tag = _find_tag(schemas)
    candidates = [
        list(dict.fromkeys(_get_candidates(schema, tag))) for schema in schemas
    ]
    counts = Counter(name for names in candidates for name in names)
    return [
        next(
            (name for name in names if counts[name] == 1), _get_fallback(schema, number)
        )
        for number, (names, schema) in enumerate(
            zip(candidates, schemas, strict=True), 1
        )
    ]


def _get_fallback(schema: Schema, number: int) -> str:
    return next(_get_labels(schema, None), f"Variant{number}")


def _flatten(schema: Schema) -> Schema:
    """Return a schema with the titles, properties and references of its `allOf`."""
    listed = schema.get("allOf")
    parts = (
        [p for p in listed if isinstance(p, dict)] if isinstance(listed, list) else []
    )
    if not parts:
        return schema
    parts.append(schema)
    return {
        **{key: value for part in parts for key, value in part.items()},
        "title": next((p["title"] for p in reversed(parts) if "title" in p), None),
        "required": [name for part in parts for name in _get_required(part)],
        "properties": {k: v for p in parts for k, v in _get_properties(p).items()},
        "$ref": [part["$ref"] for part in parts if "$ref" in part],
    }


def _get_candidates(schema: Schema, tag: str | None) -> Iterator[str]:
    """Yield possible names, best first.

    Properties are sorted: reordering them in the document must not rename a class.
    """
    properties = [*sorted(_get_required(schema)), *sorted(_get_properties(schema))]
    for name in _get_labels(schema, tag):
        yield name
        yield from (f"{name} with {prop}" for prop in properties)
    yield from map(_get_target_name, _get_references(schema))
    yield from _get_type_names(schema)
    required = {*_get_required(schema)}
    # An optional property that is added does not change a name by the required ones.
    for names in (required, {*properties} - required):
        yield from (f"with {prop}" for prop in sorted(names))
        yield from _get_property_shapes(schema, names)
    if 0 < len(_get_properties(schema)) <= MAX_LISTED:
        yield f"only {' and '.join(sorted(_get_properties(schema)))}"
    elif _get_required(schema):
        yield f"requiring {' and '.join(sorted(_get_required(schema))[:MAX_LISTED])}"


def _get_labels(schema: Schema, tag: str | None) -> Iterator[str]:
    """Yield the title and the constants of a schema."""
    constants = _get_constants(schema)
    title = schema.get("title")
    for name in (title, constants.get(tag or ""), next(iter(constants.values()), None)):
        if isinstance(name, str) and name.strip():
            yield name


def _get_references(schema: Schema) -> list[str]:
    value = schema.get("$ref")
    references = value if isinstance(value, list) else [value]
    return [ref for ref in references if isinstance(ref, str)]


def _get_target_name(reference: str) -> str:
    """Return the last step of a reference, or the name of its file."""
    step = reference.rstrip("#/").rpartition("/")[2]
    return step.removesuffix(".yaml").removesuffix(".yml").removesuffix(".json")


def _get_type_names(schema: Schema) -> Iterator[str]:
    if "enum" in schema:
        yield "enum"
    elif schema.get("type") in VARIANT_TYPES:
        yield schema["type"]
        shape = _get_shape(schema)
        if shape != schema["type"]:
            yield shape
    elif _get_properties(schema):
        yield "object"


def _get_property_shapes(schema: Schema, names: Container[str]) -> Iterator[str]:
    """Yield the values of small enums and the types of properties with these names."""
    for name, prop in sorted(_get_properties(schema).items()):
        if name not in names:
            continue
        values = prop.get("enum") if isinstance(prop, dict) else None
        if isinstance(values, list) and len(values) <= MAX_LISTED:
            yield f"{name} {' or '.join(map(str, values))}"
        elif isinstance(prop, dict):
            yield f"with {name} {_get_shape(prop)}"


def _get_shape(schema: Schema) -> str:
    """Return the type of a schema as words: `array of date-time string`."""
    references = _get_references(schema)
    if references:
        return _get_target_name(references[0])
    items, type_name = schema.get("items"), str(schema.get("type", ""))
    if isinstance(items, dict):
        return f"array of {_get_shape(items)}"
    return f"{schema['format']} {type_name}" if "format" in schema else type_name


def _find_tag(schemas: list[Schema]) -> str | None:
    """Return the first property that has a different constant in each inline object."""
    tables = [_get_constants(schema) for schema in schemas if "properties" in schema]
    for name in tables[0] if tables else ():
        values = [table[name] for table in tables if name in table]
        if len(set(values)) == len(tables):
            return name
    return None


def _get_constants(schema: Schema) -> dict[str, str]:
    """Return the constant properties with their values as text; required ones first, by name."""
    properties, required = _get_properties(schema), _get_required(schema)
    names = sorted(properties, key=lambda name: (name not in required, name))
    constants = {name: _get_constant(name, properties[name]) for name in names}
    return {name: value for name, value in constants.items() if value}


def _get_constant(name: str, prop: Any) -> str:
    """Return the only value of a property as text; values besides strings follow its name."""
    if not isinstance(prop, dict):
        return ""
    values = prop.get("enum", [prop.get("const")])
    value = values[0] if isinstance(values, list) and len(values) == 1 else None
    if isinstance(value, (bool, int)):
        return f"{name} {json.dumps(value)}"
    return value if isinstance(value, str) else ""


def _get_properties(schema: Schema) -> Schema:
    properties = schema.get("properties")
    return properties if isinstance(properties, dict) else {}


def _get_required(schema: Schema) -> list[str]:
    declared = schema.get("required")
    names = declared if isinstance(declared, list) else []
    return [name for name in names if isinstance(name, str)]
