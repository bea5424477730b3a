"""Facts about a schema that follow from the names of its keywords and from its types.

A schema is parsed once. Schemas with the same keywords and types share one `SchemaFacts`, of which a
document needs few: a fact costs nothing for each schema.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from specpress.document.resolve import Cursor
from specpress.schema.table import (
    ADDITIONAL,
    CHOICES,
    KEYWORDS,
    Keyword,
    Reader,
    Role,
    names_of_role,
    names_of_type,
    names_read_by,
)

# Checked in this order to infer the type of a schema without `type`.
BY_TYPE = tuple(
    (json_type, names_of_type(json_type))
    for json_type in ("object", "array", "string", "number")
)
# Keywords that do not constrain the value.
ANNOTATIONS = names_of_role(Role.ANNOTATION, Role.REFERENCE)
# Keywords that combine the schema with others.
COMPOSITIONS = names_of_role(Role.COMPOSITION, Role.REFERENCE)
# Keywords that define the structure of a value.
SHAPES = names_read_by(Reader.TYPES) - {*ADDITIONAL}
NOTED = names_read_by(Reader.NOTES)
# The JSON types of scalar values.
VALUE_TYPES = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
}
# Keywords with values of the schema.
EXAMPLES = frozenset(["default", "example", "examples"])
# Keywords by which a schema may accept null, besides `type`.
NULLABLE = frozenset(["nullable", "enum", *CHOICES])


@dataclass(frozen=True, slots=True)
class SchemaFacts:
    """The facts about the schemas with these keywords and types."""

    names: frozenset[str] = frozenset()
    json_types: tuple[str, ...] = ()
    """The values of `type`."""
    json_type: str | None = None
    """The first type besides null, or the type that the keywords imply."""
    assertions: frozenset[str] = frozenset()
    """The keywords that constrain the value."""
    shapes: frozenset[str] = frozenset()
    """The keywords that define the structure of a value."""
    notes: frozenset[str] = frozenset()
    """The keywords that a docstring describes."""
    subschemas: tuple[Keyword, ...] = ()
    """The keywords that contain schemas, in the order of the table."""
    may_allow_null: bool = False
    has_extensions: bool = False
    has_examples: bool = False
    """True if the schema lists some of its values, its default included."""
    is_composed: bool = False
    """True if the schema combines others that apply to the same value."""


def get_facts(schema: Cursor) -> SchemaFacts:
    """Return the facts about a schema; they are empty for a value that is not an object."""
    if schema.facts is None:
        schema.facts = _parse(schema.value)
    facts: SchemaFacts = schema.facts
    return facts


def has_only_type(schema: Cursor, value: Any) -> bool:
    """Return whether a schema constrains only the type, which is that of `value`."""
    facts = get_facts(schema)
    is_plain = facts.assertions == {"type"} and schema.ref is None
    # YAML has numbers that JSON has not: `.inf` and `.nan`.
    is_finite = not isinstance(value, float) or math.isfinite(value)
    is_own = facts.json_types == (VALUE_TYPES.get(type(value)),)
    return is_plain and is_finite and is_own


def _parse(schema: Any) -> SchemaFacts:
    if type(schema) is not dict:
        return _NONE
    declared = schema.get("type")
    if type(declared) is str:
        return _derive(tuple(schema), (declared,))
    names = declared if isinstance(declared, list) else []
    # YAML reads an unquoted `null` as a value, not as the name of a type.
    named = ("null" if name is None else name for name in names)
    types = tuple(name for name in named if isinstance(name, str))
    return _derive(tuple(schema), types)


@lru_cache(4096)
def _derive(keywords: tuple[str, ...], types: tuple[str, ...]) -> SchemaFacts:
    names = frozenset(keywords)
    return SchemaFacts(
        names=names,
        json_types=tuple(dict.fromkeys(types)),
        json_type=_infer_type(names, types),
        assertions=frozenset(
            n for n in names if n not in ANNOTATIONS and not n.startswith("x-")
        ),
        shapes=names & SHAPES,
        notes=names & NOTED,
        subschemas=tuple(
            k for k in KEYWORDS.values() if k.has_schemas and k.name in names
        ),
        may_allow_null="null" in types or not names.isdisjoint(NULLABLE),
        has_examples=not names.isdisjoint(EXAMPLES),
        has_extensions=any(name.startswith("x-") for name in names),
        is_composed=not names.isdisjoint(COMPOSITIONS),
    )


def _infer_type(names: frozenset[str], types: tuple[str, ...]) -> str | None:
    declared = next((name for name in types if name != "null"), None)
    if declared is not None:
        return declared
    return next((t for t, kws in BY_TYPE if not names.isdisjoint(kws)), None)


_NONE = SchemaFacts()
