"""Draw JSON values that are valid for a schema; an example without such a value is rejected."""

from __future__ import annotations

import string
from functools import cache
from typing import Any
from urllib.parse import unquote

from hypothesis import assume
from hypothesis import strategies as st

from tests.property.draws import BOOLEANS, Draw, choose, integers, one_in
from tests.property.reference_validator import STRINGS_BY_FORMAT, ReferenceValidator
from tests.property.schemas import Schema
from tests.property.targets import resolve_pointer
from tests.property.texts import names

Tree = dict[str, Any]
# Depth from which only required and non-recursive parts are drawn.
MAX_DEPTH = 6
# References beyond that depth before the schema counts as endless.
MAX_EXTRA_DEPTH = 4

NUMBERS = st.sampled_from([0, 1, -1, 2, 7, 100, 2**53 + 1, -(2**63), 10**25])
FLOATS = st.sampled_from([0.0, -0.0, 1.0, 2.0, 0.5, -1.5, 1e300, 5e-324, 0.1])
INTEGRAL_NUMBERS = NUMBERS | FLOATS.filter(float.is_integer)
ANY_NUMBERS = NUMBERS | FLOATS
ANY_VALUE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | FLOATS | names(),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(names(), inner, max_size=2),
    max_leaves=4,
)
SHAPE_KEYWORDS = frozenset(
    ["type", "properties", "items", "patternProperties", "prefixItems"]
)


class ValueSource:
    """Draws values of the schemas of one document."""

    def __init__(self, draw: Draw, tree: Tree) -> None:
        self.draw = draw
        self.tree = tree
        self.validator = ReferenceValidator(tree)

    def draw_value(self, schema: Schema, depth: int = MAX_DEPTH) -> Any:
        """Draw a value; it is usually valid, but only the validator decides.

        Args:
            schema: the schema of the value.
            depth: levels of nesting that are left.
        """
        if not isinstance(schema, dict):
            assume(schema is not False)
            return self.draw(ANY_VALUE)
        if depth <= 0 and _is_nullable(schema):
            return None
        if "$ref" in schema:
            assume(depth > -MAX_EXTRA_DEPTH)
            target = resolve_pointer(self.tree, schema["$ref"])
            return self.draw_value(target, depth - 1)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return choose(self.draw, schema["enum"])
        if _is_nullable(schema) and one_in(self.draw, 4):
            return None
        return self._draw_composed(schema, depth)

    def _draw_composed(self, schema: Schema, depth: int) -> Any:
        """Draw a value of each part of a schema, and merge them."""
        parts = [self.draw_value(member, depth) for member in schema.get("allOf", ())]
        for keyword in ("oneOf", "anyOf"):
            if schema.get(keyword):
                variant = self._choose_variant(schema[keyword], depth)
                value = self.draw_value(variant, depth)
                parts.append(self._add_discriminator(schema, variant, value))
        if SHAPE_KEYWORDS & schema.keys():
            parts.append(self._draw_typed(schema, depth))
        if "then" in schema and self.draw(BOOLEANS):
            parts.append(self._draw_conditional(schema["then"], depth))
        if "discriminator" in schema and "oneOf" not in schema:
            # A value of the base schema itself rather than of a subtype.
            property_name = schema["discriminator"]["propertyName"]
            parts.append({property_name: "no such kind"})
        if parts and all(isinstance(part, dict) for part in parts):
            return {key: value for part in parts for key, value in part.items()}
        return parts[-1] if parts else self.draw(ANY_VALUE)

    def _draw_conditional(self, then: Schema, depth: int) -> dict[str, Any]:
        """Draw properties of `then`; other values are valid where `if` is false."""
        if self.draw(BOOLEANS):
            return self._draw_object(then, depth) | {"kind": "a"}
        return {name: self.draw(ANY_VALUE) for name in then.get("properties", ())}

    def _add_discriminator(self, schema: Schema, variant: Schema, value: Any) -> Any:
        """Set the discriminator of a value to that of its variant."""
        discriminator = schema.get("discriminator")
        if discriminator is None or not isinstance(value, dict):
            return value
        mapped = [
            key
            for key, ref in discriminator.get("mapping", {}).items()
            if ref == variant["$ref"]
        ]
        name = unquote(variant["$ref"].rpartition("/")[2]).replace("~1", "/")
        value = value | {discriminator["propertyName"]: (mapped or [name])[0]}
        # The variant may forbid the property, or restrict it to another value.
        assume(self.validator.is_valid(name.replace("~0", "~"), value))
        return value

    def _choose_variant(self, variants: list[Schema], depth: int) -> Schema:
        inline = [v for v in variants if isinstance(v, dict) and "$ref" not in v]
        # References may recurse: avoided once the value is deep enough.
        candidates = inline if depth <= 0 and inline else variants
        return choose(self.draw, candidates)

    def _draw_typed(self, schema: Schema, depth: int) -> Any:
        types = schema.get("type", "object" if "properties" in schema else "array")
        types = types if isinstance(types, list) else [types]
        match choose(self.draw, types):
            case "object":
                return self._draw_object(schema, depth)
            case "array":
                return self._draw_array(schema, depth)
            case "string":
                return self._draw_string(schema)
            case "integer":
                return self._draw_number(schema, INTEGRAL_NUMBERS)
            case "number":
                return self._draw_number(schema, ANY_NUMBERS)
            case "boolean":
                return self.draw(BOOLEANS)
            case _:
                return None

    def _draw_object(self, schema: Schema, depth: int) -> dict[str, Any]:
        required = schema.get("required", ())
        value = {
            name: self.draw_value(inner, depth - (name not in required))
            for name, inner in schema.get("properties", {}).items()
            if name in required or (depth > 0 and self.draw(BOOLEANS))
        }
        for pattern, inner in schema.get("patternProperties", {}).items():
            if depth > 0 and self.draw(BOOLEANS):
                key = "x-one" if pattern == "^x-" else "one9"
                value[key] = self.draw_value(inner, depth - 1)
        additional = schema.get("additionalProperties", True)
        if additional is not False and depth > 0 and self.draw(BOOLEANS):
            key = self.draw(names())
            assume(key not in value and key not in schema.get("properties", ()))
            value[key] = self.draw_value(additional, depth - 1)
        return value

    def _draw_array(self, schema: Schema, depth: int) -> list[Any]:
        prefix = schema.get("prefixItems", [])
        array = [self.draw_value(item, depth - 1) for item in prefix]
        minimum, maximum = schema.get("minItems", 0), schema.get("maxItems", 3)
        limit = maximum if depth > 0 else 0
        length = self.draw(integers(minimum, max(minimum, limit)))
        items = schema.get("items", True)
        if items is not False:
            array += [self.draw_value(items, depth - 1) for _ in range(length)]
        return array

    def _draw_string(self, schema: Schema) -> str:
        if "pattern" in schema:
            # The only pattern of the schema strategies is ^a+$.
            return "a" * self.draw(integers(1, 3))
        strings = STRINGS_BY_FORMAT.get(schema.get("format", ""))
        if strings is not None:
            return choose(self.draw, strings)
        minimum, maximum = schema.get("minLength", 0), schema.get("maxLength")
        return self.draw(_strings(minimum, maximum))

    def _draw_number(self, schema: Schema, numbers: st.SearchStrategy[float]) -> Any:
        if {"multipleOf", "minimum", "maximum"} & schema.keys():
            return choose(self.draw, [0, 2, 4, 2.0])
        return self.draw(numbers)


@cache
def _strings(minimum: int, maximum: int | None) -> st.SearchStrategy[str]:
    fitting = names().filter(lambda t: minimum <= len(t) <= (maximum or len(t)))
    return fitting | st.text(
        string.ascii_letters, min_size=minimum, max_size=maximum or 8
    )


def _is_nullable(schema: Schema) -> bool:
    return schema.get("nullable") is True or "null" in schema.get("type", ())
