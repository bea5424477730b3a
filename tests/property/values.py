"""Values: takes a schema, draws a JSON value that holds to it; hypothesis is told where there is none."""

from __future__ import annotations

import string
from typing import Any
from urllib.parse import unquote

from hypothesis import assume
from hypothesis import strategies as st

from tests.property.schemas import Draw, Schema
from tests.property.texts import names
from tests.property.witness import Witness

Tree = dict[str, Any]
FUEL = 6
"""How deep references are followed before the shortest way out is taken."""

NUMBERS = st.sampled_from([0, 1, -1, 2, 7, 100, 2**53 + 1, -(2**63), 10**25])
FLOATS = st.sampled_from([0.0, -0.0, 1.0, 2.0, 0.5, -1.5, 1e300, 5e-324, 0.1])
TEXTS: dict[str, tuple[str, ...]] = {
    "date-time": ("2026-02-03T04:05:06Z", "1999-12-31T23:59:60.123456789+05:30"),
    "date": ("2026-02-03", "0001-01-01"),
    "time": ("04:05:06Z", "23:59:59.5+01:00"),
    "uuid": (
        "3f0e6f0a-5f6b-4c1e-9d55-0242ac120002",
        "A" * 8 + "-AAAA-4AAA-8AAA-" + "A" * 12,
    ),
    "byte": ("", "YQ==", "-_8=", "YWJj"),
    "decimal": ("1", "-0.10", "1E+3", "123456789012345678901234567890.123"),
    "email": ("a@example.com",),
    "duration": ("P1D", "PT0.5S"),
}
ANY: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | FLOATS | names(),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(names(), inner, max_size=2),
    max_leaves=4,
)
"""Any JSON value."""


class Source:
    """Draws the values of one document's schemas."""

    def __init__(self, draw: Draw, tree: Tree) -> None:
        self.draw = draw
        self.tree = tree
        self.witness = Witness(tree)

    def value(self, schema: Schema, fuel: int = FUEL) -> Any:
        """A value that holds to a schema, as far as one can see before it is checked."""
        if not isinstance(schema, dict):
            assume(schema is not False)
            return self.draw(ANY)
        if fuel <= 0 and _takes_null(schema):
            return None
        if "$ref" in schema:
            assume(fuel > -4)
            return self.value(self._at(schema["$ref"]), fuel - 1)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.draw(st.sampled_from(schema["enum"]))
        if _takes_null(schema) and self.draw(st.integers(0, 3)) == 0:
            return None
        return self._whole(schema, fuel)

    def _at(self, ref: str) -> Schema:
        found: Any = self.tree
        for step in ref.removeprefix("#/").split("/"):
            found = found[unquote(step).replace("~1", "/").replace("~0", "~")]
        return found

    def _whole(self, schema: Schema, fuel: int) -> Any:
        """What all parts of a schema give together."""
        found = [self.value(member, fuel) for member in schema.get("allOf", ())]
        for keyword in ("oneOf", "anyOf"):
            if schema.get(keyword):
                chosen = self._chosen(schema[keyword], fuel)
                found.append(self._told(schema, chosen, self.value(chosen, fuel)))
        if {
            "type",
            "properties",
            "items",
            "patternProperties",
            "prefixItems",
        } & schema.keys():
            found.append(self._plain(schema, fuel))
        if "then" in schema and self.draw(st.booleans()):
            found.append(self._object(schema["then"], fuel))
        if "discriminator" in schema and "oneOf" not in schema:
            # Of the base itself, and of none that extends it.
            found.append({schema["discriminator"]["propertyName"]: "no such kind"})
        objects = [value for value in found if isinstance(value, dict)]
        if len(objects) == len(found) and objects:
            return {key: value for each in objects for key, value in each.items()}
        return found[-1] if found else self.draw(ANY)

    def _told(self, schema: Schema, chosen: Schema, value: Any) -> Any:
        """The value with what tells a discriminator that it is of the chosen variant."""
        told = schema.get("discriminator")
        if told is None or not isinstance(value, dict):
            return value
        names = [
            k for k, ref in told.get("mapping", {}).items() if ref == chosen["$ref"]
        ]
        name = unquote(chosen["$ref"].rpartition("/")[2]).replace("~1", "/")
        value = value | {told["propertyName"]: (names or [name])[0]}
        assume(self.witness.allows(name.replace("~0", "~"), value))
        return value

    def _chosen(self, variants: list[Schema], fuel: int) -> Schema:
        leaves = [v for v in variants if isinstance(v, dict) and "$ref" not in v]
        return self.draw(st.sampled_from(leaves if fuel <= 0 and leaves else variants))

    def _plain(self, schema: Schema, fuel: int) -> Any:
        kinds = schema.get("type", "object" if "properties" in schema else "array")
        kind = self.draw(st.sampled_from(kinds if isinstance(kinds, list) else [kinds]))
        match kind:
            case "object":
                return self._object(schema, fuel)
            case "array":
                return self._array(schema, fuel)
            case "string":
                return self._text(schema)
            case "integer" | "number":
                return self._number(schema, kind)
            case "boolean":
                return self.draw(st.booleans())
            case _:
                return None

    def _object(self, schema: Schema, fuel: int) -> dict[str, Any]:
        needed = schema.get("required", ())
        found = {
            name: self.value(prop, fuel - (name not in needed))
            for name, prop in schema.get("properties", {}).items()
            if name in needed or (fuel > 0 and self.draw(st.booleans()))
        }
        for pattern, prop in schema.get("patternProperties", {}).items():
            if fuel > 0 and self.draw(st.booleans()):
                found["x-one" if pattern == "^x-" else "one9"] = self.value(
                    prop, fuel - 1
                )
        others = schema.get("additionalProperties", True)
        if others is not False and fuel > 0 and self.draw(st.booleans()):
            key = self.draw(names().filter(lambda name: name not in found))
            assume(key not in schema.get("properties", {}))
            found[key] = self.value(others, fuel - 1)
        return found

    def _array(self, schema: Schema, fuel: int) -> list[Any]:
        prefix = schema.get("prefixItems", [])
        found = [self.value(item, fuel - 1) for item in prefix]
        least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
        items = schema.get("items", True)
        more = self.draw(st.integers(least, max(least, most if fuel > 0 else 0)))
        if items is not False:
            found += [self.value(items, fuel - 1) for _ in range(more)]
        return found

    def _text(self, schema: Schema) -> str:
        if "pattern" in schema:
            return "a" * self.draw(st.integers(1, 3))
        known = TEXTS.get(schema.get("format", ""))
        if known is not None:
            return self.draw(st.sampled_from(known))
        least, most = schema.get("minLength", 0), schema.get("maxLength")
        fits = names().filter(lambda t: least <= len(t) <= (most or len(t)))
        return self.draw(
            fits | st.text(string.ascii_letters, min_size=least, max_size=most or 8)
        )

    def _number(self, schema: Schema, kind: str) -> Any:
        if "multipleOf" in schema or {"minimum", "maximum"} & schema.keys():
            return self.draw(st.sampled_from([0, 2, 4, 2.0]))
        whole = FLOATS.filter(lambda x: x.is_integer())
        return self.draw(NUMBERS | (whole if kind == "integer" else FLOATS))


def _takes_null(schema: Schema) -> bool:
    return schema.get("nullable") is True or "null" in schema.get("type", ())
