"""The JSON types of the values that a schema accepts, read from its keywords and from the schemas that it combines.

Only `type`, `const` and `enum` state a type. A keyword such as `pattern` or `properties` constrains values
of one type and accepts all others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import reduce
from typing import Any

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema import keywords
from specpress.schema.table import CHOICES, CONDITION, JSON_TYPES

# "number" stands for numbers that are not integers: `type: number` accepts both.
Types = frozenset[str]
ALL: Types = frozenset(JSON_TYPES)
NON_NULL: Types = ALL - {"null"}
NONE: Types = frozenset()


def get_accepted_types(schema: Cursor) -> Types:
    """Return the types that the schema accepts; all of them if it states none."""
    if schema.accepted_types is None and isinstance(schema.value, dict):
        _find_types(schema)
    return _get_known(schema)


def get_effective_types(schema: Cursor) -> Types:
    """Return the accepted types besides null; those that the keywords imply if the schema states none."""
    accepted = get_accepted_types(schema) & NON_NULL
    if accepted != NON_NULL:
        return accepted
    implied = keywords.infer_json_type(schema.follow(Problems()))
    return expand([implied]) if implied in JSON_TYPES else NON_NULL


def get_own_types(schema: Cursor) -> Types:
    """Return the types that the keywords of the schema itself state or imply, null excluded."""
    stated = get_stated_types(schema) & NON_NULL
    if stated != NON_NULL:
        return stated
    implied = keywords.infer_json_type(schema)
    return expand([implied]) if implied in JSON_TYPES else NON_NULL


def narrows(schema: Cursor, other: Cursor) -> bool:
    """Return whether a schema states types that exclude some of those of another one, besides null."""
    return not get_effective_types(other) <= get_stated_types(schema)


def implies_type(schema: Cursor) -> bool:
    """Return whether the type of a schema follows from its keywords only."""
    if get_accepted_types(schema) != ALL:
        return False
    return get_effective_types(schema) != NON_NULL


def expand(names: Iterable[str]) -> Types:
    """Return the types that values of `type` have."""
    types = frozenset(names)
    return types | {"integer"} if "number" in types else types


def get_names(types: Types) -> list[str]:
    """Return the values of `type` for these types, in the order of the document's usual lists."""
    return [
        name
        for name in ORDER
        if name in types and not (name == "integer" and "number" in types)
    ]


def get_type_of(value: Any) -> str:
    """Return the type of a JSON value; 1.0 is an integer."""
    if isinstance(value, float):
        return "integer" if value.is_integer() else "number"
    return TYPES_OF_VALUES.get(type(value), "string")


ORDER = ("object", "array", "string", "number", "integer", "boolean", "null")
TYPES_OF_VALUES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    list: "array",
    dict: "object",
}


def _find_types(schema: Cursor) -> None:
    """Set the types of a schema and of all schemas that it includes.

    A schema that includes itself accepts all types there, unless other schemas exclude some: the
    types of all begin as all types, and only become fewer. Each schema is read again only when
    the types of a schema in it change, which they do at most once for each type.
    """
    users: dict[Cursor, list[Cursor]] = {}
    pending = _list_included(schema, users)
    for included in pending:
        included.accepted_types = ALL
    # Members precede the schemas that include them, which are therefore usually read once.
    waiting, queued = deque(pending), {*pending}
    while waiting:
        included = waiting.popleft()
        queued.remove(included)
        types = _combine(included)
        if types != included.accepted_types:
            included.accepted_types = types
            added = [user for user in users.get(included, ()) if user not in queued]
            queued.update(added)
            waiting += dict.fromkeys(added)


def _list_included(schema: Cursor, users: dict[Cursor, list[Cursor]]) -> list[Cursor]:
    """Return the schema and those that it includes whose types are unknown, members first.

    Args:
        users: Filled with the schemas that include each of them.
    """
    seen, ordered = {schema}, []
    path = [(schema, iter(_list_members(schema)))]
    while path:
        including, members = path[-1]
        member = next(members, None)
        if member is None:
            ordered.append(including)
            path.pop()
        elif member.accepted_types is None and isinstance(member.value, dict):
            users.setdefault(member, []).append(including)
            if member not in seen:
                seen.add(member)
                path.append((member, iter(_list_members(member))))
    return ordered


def _list_members(schema: Cursor) -> list[Cursor]:
    """Return the schemas whose types limit those of the schema."""
    target = schema.target(Problems()) if schema.is_ref else None
    members = [target] if target is not None else []
    for key in ("allOf", *CHOICES):
        holder = schema.get(key)
        members += holder.elements() if holder is not None else ()
    if "if" in schema.value:
        conditions = map(schema.get, CONDITION)
        members += filter(None, conditions)
    return members


def _combine(schema: Cursor) -> Types:
    """Return the types of a schema from its keywords and the types of its members."""
    types = get_stated_types(schema)
    if schema.is_ref:
        target = schema.target(Problems())
        types &= _get_known(target) if target is not None else ALL
    members = schema.get("allOf")
    for member in members.elements() if members is not None else ():
        types &= _get_known(member)
    for key in CHOICES:
        types &= _combine_variants(schema, key)
    if "if" in schema.value:
        types &= _combine_condition(schema)
    is_nullable = schema.value.get("nullable") is True
    return types | {"null"} if is_nullable else types


def _get_known(schema: Cursor) -> Types:
    """Return the types of a schema that is listed or was read before."""
    if not isinstance(schema.value, dict):
        return NONE if schema.value is False else ALL
    types: Types = schema.accepted_types
    return types


def _combine_variants(schema: Cursor, key: str) -> Types:
    variants = schema.get(key)
    types = [*map(_get_known, variants.elements())] if variants else []
    return reduce(frozenset.union, types) if types else ALL


def _combine_condition(schema: Cursor) -> Types:
    """Return the types of `if` with `then`, or of `else`."""
    then, otherwise = (schema.get(key) for key in ("then", "else"))
    accepted = _get_known(schema.child("if")) & (_get_known(then) if then else ALL)
    return accepted | (_get_known(otherwise) if otherwise else ALL)


def get_stated_types(schema: Cursor) -> Types:
    """Return the types that the keywords of the schema itself state."""
    value, types = schema.value, ALL
    declared = keywords.get_json_types(schema)
    if declared and all(name in JSON_TYPES for name in declared):
        types &= expand(declared)
    if "const" in value:
        types &= {get_type_of(value["const"])}
    listed = value.get("enum")
    if isinstance(listed, list) and listed:
        types &= frozenset(map(get_type_of, listed))
    return types - _get_excluded(value.get("not"))


def _get_excluded(schema: Any) -> Types:
    """Return the types that `not` excludes: only a schema with `type` alone excludes all values of a type."""
    if not isinstance(schema, dict) or schema.keys() != {"type"}:
        return NONE
    declared = schema["type"]
    names = declared if isinstance(declared, list) else [declared]
    return expand(name for name in names if name in JSON_TYPES)
