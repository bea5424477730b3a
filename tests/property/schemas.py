"""Schemas: strategies for all that JSON Schema says in a document of one OpenAPI version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from tests.property.texts import names, texts

Schema = Any
Draw = Callable[[st.SearchStrategy[Any]], Any]

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
    """Where a schema stands: the version of its document, and the components that it may refer to."""

    version: str
    components: tuple[str, ...] = ()
    wild: bool = True
    """Whether names and texts are hostile."""

    @property
    def is_old(self) -> bool:
        """Whether it is OpenAPI 3.0, whose schemas are a dialect of their own."""
        return self.version.startswith("3.0")

    @property
    def names(self) -> st.SearchStrategy[str]:
        """Names of properties, tags and so on."""
        return names(wild=self.wild)


def reference(name: str) -> Schema:
    """A reference to a schema component."""
    step = quote(name.replace("~", "~0").replace("/", "~1"), safe="~")
    return {"$ref": f"#/components/schemas/{step}"}


@cache
def schemas(setting: Setting, depth: int = 2) -> st.SearchStrategy[Schema]:
    """Any schema."""
    return _schemas(setting, depth)


@st.composite
def _schemas(draw: Draw, setting: Setting, depth: int) -> Schema:
    kinds = [*LEAVES, *(NESTED if depth else ())]
    if not setting.is_old:
        kinds += [*NEW_LEAVES, *(NEW_NESTED if depth else ())]
    if setting.components:
        kinds += [_reference, _reference]
    made = draw(st.sampled_from(kinds))(draw, setting, depth - 1)
    return _dressed(draw, made, setting)


def _dressed(draw: Draw, schema: Schema, setting: Setting) -> Schema:
    """The schema with some of what says nothing of its values, and with null."""
    if not isinstance(schema, dict) or ("$ref" in schema and setting.is_old):
        return schema
    said = draw(st.sets(st.sampled_from(sorted(ANNOTATIONS)), max_size=2))
    more = {key: draw(ANNOTATIONS[key]) for key in sorted(said)}
    return _nullable(draw, schema, setting) | more


def _nullable(draw: Draw, schema: Schema, setting: Setting) -> Schema:
    kind = schema.get("type")
    if not isinstance(kind, str) or draw(st.integers(0, 4)) != 0:
        return schema
    more: Schema = {"nullable": True} if setting.is_old else {"type": [kind, "null"]}
    if "enum" in schema and None not in schema["enum"]:
        more["enum"] = [*schema["enum"], None]
    return schema | more


ANNOTATIONS: dict[str, st.SearchStrategy[Any]] = {
    "description": texts,
    "title": names(),
    "deprecated": st.booleans(),
    "default": st.sampled_from([None, "x", 1, [], {}, '"""', "__import__('os')"]),
    "example": st.sampled_from([None, "x", 1, {}]),
    "x-anything": texts,
}


# -- leaves ------------------------------------------------------------------------------------


def _string(draw: Draw, setting: Setting, depth: int) -> Schema:
    limits = st.sampled_from(
        [{}, {"minLength": 1}, {"maxLength": 5}, {"pattern": "^a+$"}]
    )
    with_format = st.builds(
        lambda f: {"type": "string", "format": f}, st.sampled_from(FORMATS)
    )
    plain = st.builds(lambda more: {"type": "string"} | more, limits)
    return draw(plain | with_format)


def _number(draw: Draw, setting: Setting, depth: int) -> Schema:
    limits = st.sampled_from([{}, {"minimum": 0}, {"maximum": 100}, {"multipleOf": 2}])
    kind = draw(st.sampled_from(["integer", "number"]))
    return {"type": kind} | draw(limits)


def _boolean(draw: Draw, setting: Setting, depth: int) -> Schema:
    return {"type": "boolean"}


def _anything(draw: Draw, setting: Setting, depth: int) -> Schema:
    return {}


def _enum(draw: Draw, setting: Setting, depth: int) -> Schema:
    value = draw(st.sampled_from(["string", "integer", "number", "boolean", "mixed"]))
    items = {
        "string": setting.names,
        "integer": st.sampled_from([s for s in SCALARS if isinstance(s, int)]),
        "number": st.sampled_from(SCALARS),
        "boolean": st.booleans(),
        "mixed": st.sampled_from([*SCALARS, None, True, "x", [1], {"a": 1}]),
    }
    values = draw(st.lists(items[value], min_size=1, max_size=4))
    kind = {} if value == "mixed" or draw(st.booleans()) else {"type": value}
    return {**kind, "enum": values}


def _const(draw: Draw, setting: Setting, depth: int) -> Schema:
    values = st.sampled_from([*SCALARS, None, True, False, [1], {"a": None}])
    return {"const": draw(setting.names | values)}


def _several(draw: Draw, setting: Setting, depth: int) -> Schema:
    kinds = st.sampled_from(["string", "integer", "number", "boolean", "null", "array"])
    return {"type": draw(st.lists(kinds, min_size=1, max_size=3, unique=True))}


def _always(draw: Draw, setting: Setting, depth: int) -> Schema:
    return True


def _reference(draw: Draw, setting: Setting, depth: int) -> Schema:
    target = reference(draw(st.sampled_from(setting.components)))
    aside = draw(st.integers(0, 3)) == 0 and not setting.is_old
    return target | ({"description": draw(texts)} if aside else {})


# -- what holds others -------------------------------------------------------------------------


def objects(
    draw: Draw, setting: Setting, depth: int, fixed: Schema | None = None
) -> Schema:
    """An object with properties; `fixed` are some that it must have."""
    inner = schemas(setting, max(depth, 0))
    properties = draw(st.dictionaries(setting.names, inner, max_size=4))
    properties = {key: _directed(draw, value) for key, value in properties.items()}
    properties |= fixed or {}
    made: Schema = {"type": "object", "properties": properties}
    needed = draw(st.sets(st.sampled_from(sorted(properties)))) if properties else set()
    needed |= set(fixed or {})
    if needed:
        made["required"] = sorted(needed)
    if draw(st.integers(0, 3)) == 0:
        made["additionalProperties"] = draw(st.booleans() | inner)
    return made


def _directed(draw: Draw, schema: Schema) -> Schema:
    """Now and then a property that goes one way alone."""
    way = draw(st.sampled_from([None, None, None, None, "readOnly", "writeOnly"]))
    plain = not isinstance(schema, dict) or "$ref" in schema or way is None
    return schema if plain else {**schema, way: True}


def _object(draw: Draw, setting: Setting, depth: int) -> Schema:
    return objects(draw, setting, depth)


def _map(draw: Draw, setting: Setting, depth: int) -> Schema:
    return {
        "type": "object",
        "additionalProperties": draw(schemas(setting, depth) | st.just(True)),
    }


def _array(draw: Draw, setting: Setting, depth: int) -> Schema:
    limits = st.sampled_from([{}, {"minItems": 1}, {"maxItems": 2}])
    return {"type": "array", "items": draw(schemas(setting, depth))} | draw(limits)


def _choice(draw: Draw, setting: Setting, depth: int) -> Schema:
    keyword = draw(st.sampled_from(["oneOf", "anyOf"]))
    inner = schemas(setting, depth)
    return {keyword: draw(st.lists(inner, min_size=1, max_size=3))}


def _tagged(draw: Draw, setting: Setting, depth: int) -> Schema:
    """A choice of inline objects that a constant tells apart."""
    values = draw(st.lists(setting.names, min_size=2, max_size=3, unique=True))
    tag = draw(setting.names)
    variants = [
        objects(draw, setting, depth, {tag: {"type": "string", "enum": [value]}})
        for value in values
    ]
    return {"oneOf": variants}


def _merged(draw: Draw, setting: Setting, depth: int) -> Schema:
    members = [objects(draw, setting, depth) for _ in range(draw(st.integers(1, 2)))]
    own = draw(st.sampled_from([{}, {"required": ["a"]}, {"description": "Merged."}]))
    return {"allOf": members} | own


def _beside(draw: Draw, setting: Setting, depth: int) -> Schema:
    """A choice beside properties."""
    return objects(draw, setting, depth) | _tagged(draw, setting, depth)


def _refused(draw: Draw, setting: Setting, depth: int) -> Schema:
    return objects(draw, setting, depth) | {"not": {"required": ["never"]}}


def _tuple(draw: Draw, setting: Setting, depth: int) -> Schema:
    prefix = draw(st.lists(schemas(setting, depth), min_size=1, max_size=3))
    rest = draw(st.sampled_from([{}, {"items": False}, {"items": {"type": "integer"}}]))
    return {"type": "array", "prefixItems": prefix} | rest


def _patterned(draw: Draw, setting: Setting, depth: int) -> Schema:
    found = {"^x-": draw(schemas(setting, depth)), "[0-9]$": {"type": "integer"}}
    return {"type": "object", "patternProperties": found}


def _conditional(draw: Draw, setting: Setting, depth: int) -> Schema:
    made = objects(draw, setting, depth, {"kind": {"type": "string"}})
    branch = {"properties": {"extra": draw(schemas(setting, depth))}}
    test = {"properties": {"kind": {"const": "a"}}}
    return made | {"if": test, "then": branch, "else": {"required": ["kind"]}}


LEAVES = [_string, _string, _number, _boolean, _anything, _enum]
NESTED = [_object, _object, _map, _array, _choice, _tagged, _merged, _beside, _refused]
NEW_LEAVES = [_const, _several, _always]
NEW_NESTED = [_tuple, _patterned, _conditional]


# -- components --------------------------------------------------------------------------------


@st.composite
def components(draw: Draw, setting: Setting) -> dict[str, Schema]:
    """Schema components: those that refer to any other, and a family told apart by a discriminator."""
    found = {name: draw(schemas(setting, 2)) for name in setting.components}
    if draw(st.booleans()):
        found = _with_family(draw, found, setting)
    order = draw(st.permutations(sorted(found)))
    return {name: found[name] for name in order}


def _with_family(
    draw: Draw, found: dict[str, Schema], setting: Setting
) -> dict[str, Schema]:
    """A base, its children by `allOf`, and a union of them; names that are taken win."""
    base, *children = draw(st.lists(setting.names, min_size=3, max_size=4, unique=True))
    union, tag = f"{base} or another", draw(setting.names)
    told = {"propertyName": tag}
    mapped = {"mapping": {f"is {c}": reference(c)["$ref"] for c in children}}
    family = {
        base: objects(draw, setting, 1, {tag: {"type": "string"}})
        | ({"discriminator": told | mapped} if draw(st.booleans()) else {}),
        union: {
            "oneOf": [reference(c) for c in children],
            "discriminator": told | (mapped if draw(st.booleans()) else {}),
        },
    }
    for child in children:
        family[child] = {"allOf": [reference(base), objects(draw, setting, 1)]}
    return family | found
