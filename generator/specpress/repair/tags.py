"""Tags: properties whose value names the variant of a union."""

from __future__ import annotations

from typing import Any

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor


def find_tag(union: Cursor, keyword: str) -> str:
    """Return the property of the discriminator, or the one with a constant in each variant; "" without one."""
    discriminator = union.value.get("discriminator")
    if isinstance(discriminator, dict) and "propertyName" in discriminator:
        return str(discriminator["propertyName"])
    variants = [v.follow(Problems()) for v in union.child(keyword).elements()]
    names = [_constant_properties(variant) for variant in variants]
    shared = [n for n in names[0] if all(n in others for others in names)]
    return shared[0] if shared else ""


def _constant_properties(variant: Cursor) -> list[str]:
    """Return the required properties that have one value only."""
    properties, required = variant.get("properties"), variant.get("required")
    names = required.value if required is not None else ()
    return [
        name
        for name, entry in (properties.items() if properties is not None else ())
        if name in names and is_constant(entry.follow(Problems()).value)
    ]


def is_constant(schema: Any) -> bool:
    """Return whether a schema allows one value only."""
    if not isinstance(schema, dict):
        return False
    values = schema.get("enum")
    return "const" in schema or (isinstance(values, list) and len(values) == 1)
