"""Strategies for JSON Schemas of each OpenAPI version, and for schema components."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from tests.property.draws import BOOLEANS, Draw, choose, choose_some, one_in
from tests.property.texts import name_lists, names, non_empty_names, texts

Schema = Any

FORMATS = (
    "date-time",
    "date",
    "time",
    "duration",
    "uuid",
    "byte",
    "binary",
    "decimal",
    "email",
    "uri",
    "password",
    "x-unknown",
)
SCALARS: tuple[Any, ...] = (0, 1, -1, 7, 2**31, 2**63, 10**25, 1.5, -0.5, 1e300)


@dataclass(frozen=True, slots=True)
class Setting:
    """Version of a document, the components that it may refer to, and the kind of its names."""

    version: str
    components: tuple[str, ...] = ()
    is_hostile: bool = True

    @property
    def is_openapi_3_0(self) -> bool:
        """Return whether schemas use the dialect of OpenAPI 3.0 rather than JSON Schema."""
        return self.version.startswith("3.0")

    @property
    def names(self) -> st.SearchStrategy[str]:
        """Names of properties, tags and so on."""
        return names(hostile=self.is_hostile)

    @property
    def non_empty_names(self) -> st.SearchStrategy[str]:
        """Names of parameters and headers."""
        return non_empty_names(hostile=self.is_hostile)

    def name_lists(
        self, max_size: int, min_size: int = 0
    ) -> st.SearchStrategy[list[str]]:
        """Return the strategy for lists of different names."""
        return name_lists(min_size, max_size, hostile=self.is_hostile)


def reference(name: str) -> Schema:
    """Return a reference to a schema component."""
    step = quote(name.replace("~", "~0").replace("/", "~1"), safe="~")
    return {"$ref": f"#/components/schemas/{step}"}


@cache
def schemas(setting: Setting, depth: int = 2) -> st.SearchStrategy[Schema]:
    """Return the strategy for any schema."""
    return _schemas(setting, depth)


@cache
def schema_lists(
    setting: Setting, depth: int, min_size: int, max_size: int
) -> st.SearchStrategy[list[Schema]]:
    """Return the strategy for lists of schemas."""
    return st.lists(schemas(setting, depth), min_size=min_size, max_size=max_size)


@cache
def schema_maps(
    setting: Setting, depth: int, max_size: int
) -> st.SearchStrategy[dict[str, Schema]]:
    """Return the strategy for schemas by name."""
    return st.dictionaries(setting.names, schemas(setting, depth), max_size=max_size)


@st.composite
def _schemas(draw: Draw, setting: Setting, depth: int) -> Schema:
    builders = [*SCALAR_BUILDERS, *(NESTED_BUILDERS if depth else ())]
    if not setting.is_openapi_3_0:
        builders += [
            *JSON_SCHEMA_SCALAR_BUILDERS,
            *(JSON_SCHEMA_NESTED_BUILDERS if depth else ()),
        ]
    if setting.components:
        builders += [_reference, _reference]
    schema = choose(draw, builders)(draw, setting, depth - 1)
    return _annotate(draw, schema, setting)


def _annotate(draw: Draw, schema: Schema, setting: Setting) -> Schema:
    """Add annotations, and sometimes null, to a schema."""
    if not isinstance(schema, dict) or ("$ref" in schema and setting.is_openapi_3_0):
        return schema
    chosen = choose_some(draw, sorted(ANNOTATIONS), 2)
    annotations = {key: draw(ANNOTATIONS[key]) for key in chosen}
    return _make_nullable(draw, schema, setting) | annotations


def _make_nullable(draw: Draw, schema: Schema, setting: Setting) -> Schema:
    type_ = schema.get("type")
    if not isinstance(type_, str) or not one_in(draw, 5):
        return schema
    nullable: Schema = (
        {"nullable": True} if setting.is_openapi_3_0 else {"type": [type_, "null"]}
    )
    if "enum" in schema and None not in schema["enum"]:
        nullable["enum"] = [*schema["enum"], None]
    return schema | nullable


ANNOTATIONS: dict[str, st.SearchStrategy[Any]] = {
    "description": texts,
    "title": names(),
    "deprecated": st.booleans(),
    "default": st.sampled_from([None, "x", 1, [], {}, '"""', "__import__('os')"]),
    "example": st.sampled_from([None, "x", 1, {}]),
    "x-anything": texts,
}


# -- schemas without subschemas ------------------------------------------------------------------


def _string(draw: Draw, setting: Setting, depth: int) -> Schema:
    limits = [{}, {"minLength": 1}, {"maxLength": 5}, {"pattern": "^a+$"}]
    if draw(BOOLEANS):
        return {"type": "string", "format": choose(draw, FORMATS)}
    return {"type": "string"} | choose(draw, limits)


def _number(draw: Draw, setting: Setting, depth: int) -> Schema:
    limits = [{}, {"minimum": 0}, {"maximum": 100}, {"multipleOf": 2}]
    type_ = choose(draw, ["integer", "number"])
    if type_ == "number" and one_in(draw, 4):
        return {"type": type_, "format": choose(draw, ["decimal", "double"])}
    return {"type": type_} | choose(draw, limits)


def _boolean(draw: Draw, setting: Setting, depth: int) -> Schema:
    return {"type": "boolean"}


def _empty(draw: Draw, setting: Setting, depth: int) -> Schema:
    return {}


@cache
def _enum_values(kind: str, is_hostile: bool) -> st.SearchStrategy[list[Any]]:
    members = {
        "string": names(hostile=is_hostile),
        "integer": st.sampled_from([s for s in SCALARS if isinstance(s, int)]),
        "number": st.sampled_from(SCALARS),
        "boolean": BOOLEANS,
        "mixed": st.sampled_from([*SCALARS, None, True, "x", [1], {"a": 1}]),
    }
    return st.lists(members[kind], min_size=1, max_size=4)


def _enum(draw: Draw, setting: Setting, depth: int) -> Schema:
    kind = choose(draw, ["string", "integer", "number", "boolean", "mixed"])
    values = draw(_enum_values(kind, setting.is_hostile))
    declared = {} if kind == "mixed" or draw(BOOLEANS) else {"type": kind}
    return {**declared, "enum": values}


def _const(draw: Draw, setting: Setting, depth: int) -> Schema:
    if draw(BOOLEANS):
        return {"const": draw(setting.names)}
    return {"const": choose(draw, [*SCALARS, None, True, False, [1], {"a": None}])}


TYPE_LISTS = st.lists(
    st.sampled_from(["string", "integer", "number", "boolean", "null", "array"]),
    min_size=1,
    max_size=3,
    unique=True,
)


def _several_types(draw: Draw, setting: Setting, depth: int) -> Schema:
    return {"type": draw(TYPE_LISTS)}


def _true(draw: Draw, setting: Setting, depth: int) -> Schema:
    return True


def _reference(draw: Draw, setting: Setting, depth: int) -> Schema:
    target = reference(choose(draw, setting.components))
    has_sibling = one_in(draw, 4) and not setting.is_openapi_3_0
    return target | ({"description": draw(texts)} if has_sibling else {})


# -- schemas with subschemas ---------------------------------------------------------------------


def objects(
    draw: Draw, setting: Setting, depth: int, fixed: Schema | None = None
) -> Schema:
    """Return an object schema; `fixed`: properties that it must have and require."""
    depth = max(depth, 0)
    properties = draw(schema_maps(setting, depth, 4))
    properties = {key: _add_direction(draw, value) for key, value in properties.items()}
    properties |= fixed or {}
    schema: Schema = {"type": "object", "properties": properties}
    required = {name for name in sorted(properties) if draw(BOOLEANS)}
    required |= set(fixed or {})
    if required:
        schema["required"] = sorted(required)
    if one_in(draw, 4):
        schema["additionalProperties"] = _additional_properties(draw, setting, depth)
    return schema


def _additional_properties(draw: Draw, setting: Setting, depth: int) -> Schema:
    return draw(BOOLEANS) if draw(BOOLEANS) else draw(schemas(setting, depth))


def _add_direction(draw: Draw, schema: Schema) -> Schema:
    """Make a property readOnly or writeOnly sometimes."""
    keyword = choose(draw, [None, None, None, None, "readOnly", "writeOnly"])
    if not isinstance(schema, dict) or "$ref" in schema or keyword is None:
        return schema
    return {**schema, keyword: True}


def _object(draw: Draw, setting: Setting, depth: int) -> Schema:
    return objects(draw, setting, depth)


def _map(draw: Draw, setting: Setting, depth: int) -> Schema:
    values = True if draw(BOOLEANS) else draw(schemas(setting, depth))
    return {"type": "object", "additionalProperties": values}


def _array(draw: Draw, setting: Setting, depth: int) -> Schema:
    limits = [{}, {"minItems": 1}, {"maxItems": 2}]
    items = draw(schemas(setting, depth))
    return {"type": "array", "items": items} | choose(draw, limits)


def _union(draw: Draw, setting: Setting, depth: int) -> Schema:
    keyword = choose(draw, ["oneOf", "anyOf"])
    return {keyword: draw(schema_lists(setting, depth, 1, 3))}


def _tagged_union(draw: Draw, setting: Setting, depth: int) -> Schema:
    """Return a union of inline objects that a constant property distinguishes."""
    values = draw(setting.name_lists(3, min_size=2))
    tag = draw(setting.names)
    variants = [
        objects(draw, setting, depth, {tag: {"type": "string", "enum": [value]}})
        for value in values
    ]
    return {"oneOf": variants}


def _all_of(draw: Draw, setting: Setting, depth: int) -> Schema:
    members = [objects(draw, setting, depth) for _ in range(choose(draw, [1, 2]))]
    siblings = [{}, {"required": ["a"]}, {"description": "Merged."}]
    return {"allOf": members} | choose(draw, siblings)


def _union_with_properties(draw: Draw, setting: Setting, depth: int) -> Schema:
    return objects(draw, setting, depth) | _tagged_union(draw, setting, depth)


def _negation(draw: Draw, setting: Setting, depth: int) -> Schema:
    return objects(draw, setting, depth) | {"not": {"required": ["never"]}}


def _tuple(draw: Draw, setting: Setting, depth: int) -> Schema:
    prefix = draw(schema_lists(setting, depth, 1, 3))
    rest = choose(draw, [{}, {"items": False}, {"items": {"type": "integer"}}])
    return {"type": "array", "prefixItems": prefix} | rest


def _pattern_properties(draw: Draw, setting: Setting, depth: int) -> Schema:
    patterns = {"^x-": draw(schemas(setting, depth)), "[0-9]$": {"type": "integer"}}
    return {"type": "object", "patternProperties": patterns}


def _conditional(draw: Draw, setting: Setting, depth: int) -> Schema:
    schema = objects(draw, setting, depth, {"kind": {"type": "string"}})
    then = {"properties": {"extra": draw(schemas(setting, depth))}}
    condition = {"properties": {"kind": {"const": "a"}}}
    return schema | {"if": condition, "then": then, "else": {"required": ["kind"]}}


# An entry that occurs twice is drawn twice as often.
SCALAR_BUILDERS = [_string, _string, _number, _boolean, _empty, _enum]
NESTED_BUILDERS = [
    _object,
    _object,
    _map,
    _array,
    _union,
    _tagged_union,
    _all_of,
    _union_with_properties,
    _negation,
]
JSON_SCHEMA_SCALAR_BUILDERS = [_const, _several_types, _true]
JSON_SCHEMA_NESTED_BUILDERS = [_tuple, _pattern_properties, _conditional]


# -- components --------------------------------------------------------------------------------


@st.composite
def schema_components(draw: Draw, setting: Setting) -> dict[str, Schema]:
    """Return schema components that may refer to each other, and sometimes subtypes of a base schema."""
    components = {name: draw(schemas(setting, 2)) for name in setting.components}
    if draw(BOOLEANS):
        components = _add_subtypes(draw, components, setting)
    order = draw(st.permutations(sorted(components)))
    return {name: components[name] for name in order}


def _add_subtypes(
    draw: Draw, components: dict[str, Schema], setting: Setting
) -> dict[str, Schema]:
    """Add a base schema, subtypes by `allOf`, and a union of them; existing components win."""
    base, *subtypes = draw(setting.name_lists(4, min_size=3))
    union, tag = f"{base} or another", draw(setting.names)
    discriminator = {"propertyName": tag}
    mapping = {"mapping": {f"is {name}": reference(name)["$ref"] for name in subtypes}}
    added = {
        base: objects(draw, setting, 1, {tag: {"type": "string"}})
        | ({"discriminator": discriminator | mapping} if draw(BOOLEANS) else {}),
        union: {
            "oneOf": [reference(name) for name in subtypes],
            "discriminator": discriminator | (mapping if draw(BOOLEANS) else {}),
        },
    }
    for name in subtypes:
        added[name] = {"allOf": [reference(base), objects(draw, setting, 1)]}
    return added | components
