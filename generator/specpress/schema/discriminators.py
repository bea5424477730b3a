"""Discriminators: the variant of a union that a value selects, and schemas in which only that variant is validated."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from specpress.schema.dialect import EXAMPLES, Schema, cursor_id
from specpress.schema.table import CHOICES

# Keywords whose values are JSON values, not schemas.
DATA_KEYWORDS = ("enum", "const", EXAMPLES, "discriminator")


def property_name(union: Schema) -> str | None:
    """Return the property of the discriminator of a union; None without one."""
    declared = union.get("discriminator") if isinstance(union, dict) else None
    name = declared.get("propertyName") if isinstance(declared, dict) else None
    return name if isinstance(name, str) else None


def selecting_values(union: dict[str, Any], variant: Schema) -> list[Any]:
    """Return the values of the discriminator that select a variant; empty if none is known.

    The mapping precedes the name of the component, which precedes a constant of the variant.
    """
    if not isinstance(variant, dict) or property_name(union) is None:
        return []
    return _list_selecting(union, variant, _index_mapping(union))


def _list_selecting(
    union: dict[str, Any], variant: Schema, mapped: dict[str, list[str]]
) -> list[Any]:
    """Return the values that select a variant; `mapped` are those of each component."""
    reference = variant.get("$ref") if isinstance(variant, dict) else None
    if not isinstance(reference, str):
        is_object = isinstance(variant, dict)
        return _constants(variant, property_name(union)) if is_object else []
    component = component_name(reference)
    texts = mapped.get(component, [component])
    return [value for text in texts for value in _json_values(text)]


def component_name(reference: str) -> str:
    """Return the last step of a reference or a URI, or the name of a component itself."""
    return cursor_id(reference).removesuffix("#").rpartition("/")[2]


def _index_mapping(union: dict[str, Any]) -> dict[str, list[str]]:
    """Return the mapped values of each component."""
    mapping = union["discriminator"].get("mapping")
    values: dict[str, list[str]] = {}
    for value, target in mapping.items() if isinstance(mapping, dict) else ():
        values.setdefault(component_name(str(target)), []).append(str(value))
    return values


def _json_values(text: str) -> list[Any]:
    """Return `text`, and the number or the boolean that it is in JSON."""
    try:
        value = json.loads(text)
    except ValueError:
        return [text]
    return [text, value] if isinstance(value, bool | int) else [text]


def _constants(variant: dict[str, Any], name: str | None) -> list[Any]:
    properties = variant.get("properties")
    schema = properties.get(name) if isinstance(properties, dict) else None
    if not isinstance(schema, dict):
        return []
    return [schema["const"]] if "const" in schema else [*schema.get("enum", ())]


def select_variants(schema: Schema) -> Schema:
    """Return a schema in which each discriminator selects the variant to validate.

    A value without the property, or with one that selects no variant, is validated against
    the union as it is.
    """
    if isinstance(schema, list):
        return [select_variants(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    rewritten = {
        key: entry if key in DATA_KEYWORDS else select_variants(entry)
        for key, entry in schema.items()
    }
    keyword = next((key for key in CHOICES if key in schema), None)
    if keyword is None or property_name(schema) is None:
        return rewritten
    selections = [*_selections(rewritten, keyword)]
    if not selections:
        return rewritten
    variants = rewritten.pop(keyword)
    fallback = _default_variant(schema, keyword) or {keyword: variants}
    return {
        **rewritten,
        "allOf": [*rewritten.get("allOf", ()), *_conditions(selections, fallback)],
    }


def _selections(
    union: dict[str, Any], keyword: str
) -> Iterator[tuple[dict[str, Any], Schema]]:
    """Yield the condition that selects a variant, with the variant."""
    name, mapped, used = property_name(union), _index_mapping(union), set[str]()
    for variant in union[keyword]:
        selecting = _list_selecting(union, variant, mapped)
        values = [v for v in selecting if json.dumps(v, sort_keys=True) not in used]
        used |= {json.dumps(value, sort_keys=True) for value in values}
        if values:
            properties = {name: {"enum": values}}
            condition = {
                "type": "object",
                "required": [name],
                "properties": properties,
            }
            yield condition, variant


def _conditions(
    selections: list[tuple[dict[str, Any], Schema]], fallback: Schema
) -> Iterator[Schema]:
    for condition, variant in selections:
        yield _conditional(condition, variant, True)
    conditions = [condition for condition, _ in selections]
    yield _conditional({"anyOf": conditions}, True, fallback)


def _conditional(condition: Schema, selected: Schema, other: Schema) -> Schema:
    """Return a schema that applies one of two schemas."""
    schema = {"if": condition}
    schema["then"], schema["else"] = selected, other
    return schema


def _default_variant(union: dict[str, Any], keyword: str) -> Schema | None:
    """Return the variant of ``defaultMapping``, for objects that select no other one."""
    target = union["discriminator"].get("defaultMapping")
    if not isinstance(target, str):
        return None
    variants = [v for v in union[keyword] if isinstance(v, dict) and "$ref" in v]
    default = component_name(target)
    return next(
        (
            _conditional({"type": "object"}, variant, {keyword: union[keyword]})
            for variant in variants
            if component_name(variant["$ref"]) == default
        ),
        None,
    )
