"""Constraints of one model as JSON: the keywords of its schema that no annotation expresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from specpress import ir
from specpress.package.safe_patterns import translate_pattern
from specpress.python.types import PythonTypes
from specpress.schema.dialect import ANNOTATIONS, EXAMPLES, Schema
from specpress.schema.table import (
    ADDITIONAL,
    CHOICES,
    COMBINATIONS,
    CONDITION,
    EVALUATED_LISTS,
    EVALUATED_SCHEMAS,
)

# Keywords of scalars, arrays and objects whose argument is copied.
LIMITS = (
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
)
OBJECT_LIMITS = ("minProperties", "maxProperties", "dependentRequired")
ASSERTIONS = (*LIMITS, *OBJECT_LIMITS, *EVALUATED_SCHEMAS, "pattern", "required")
# Nesting and size, in characters of JSON, of a schema that is copied entirely.
MAX_DEPTH, MAX_SIZE = 5, 2_000


class TooComplex(Exception):
    """A schema is recursive, too large, or has a keyword that the runtime does not know."""


class RuleReader:
    """Reads the constraints of models."""

    def __init__(self, python: PythonTypes) -> None:
        self._python = python
        self._models: dict[ir.TypeId, dict[str, Any]] = {}

    def read(self, schema: ir.Object) -> dict[str, Any]:
        """Return the constraints of a model, without those of the models inside it."""
        if schema.id not in self._models:
            self._models[schema.id] = self._read_object(schema)
        return self._models[schema.id]

    def _read_object(self, schema: ir.Object) -> dict[str, Any]:
        rules: dict[str, Any] = {}
        for member in self._list_members(schema.id):
            _merge(rules, {k: member[k] for k in OBJECT_LIMITS if k in member})
            _merge(rules, self._copy_logic(member))
            if any(member.get(keyword) is False for keyword in ADDITIONAL):
                rules["closed"] = True
        fields = {field.wire: self._read_value(field.type) for field in schema.fields}
        properties = {key: inner for key, inner in fields.items() if inner}
        return rules | ({"properties": properties} if properties else {})

    def _list_members(self, type_id: ir.TypeId) -> Iterator[dict[str, Any]]:
        """Yield the schemas that apply to an object together."""
        schema_id, _, part = type_id.partition("\t")
        source = self._python.repairer
        schema = source.read_schema(schema_id)
        if part and isinstance(schema, dict):
            # A variant that includes the schemas beside the union.
            schema = {k: v for k, v in schema.items() if k not in CHOICES}
        yield from self._flatten(schema, set())
        if part:
            yield from self._flatten(source.read_schema(part), set())

    def _flatten(self, schema: Schema, seen: set[str]) -> Iterator[dict[str, Any]]:
        if not isinstance(schema, dict):
            return
        yield schema
        for member in schema.get("allOf", ()):
            yield from self._flatten(member, seen)
        ref = schema.get("$ref")
        if ref is not None and ref not in seen:
            seen.add(ref)
            yield from self._flatten(self._python.repairer.resolve(ref), seen)

    def _read_value(
        self, type_id: ir.TypeId, parents: tuple[ir.TypeId, ...] = ()
    ) -> dict[str, Any]:
        """Return the constraints of a value inside of a model; those of models are read apart.

        `parents` are the arrays and maps around the value: those of one inside itself are omitted.
        """
        plain = self._python.plain(type_id)
        is_recursive = plain.id in parents
        if is_recursive or isinstance(plain, ir.Object) or self._has_models(plain):
            return {}
        rules: dict[str, Any] = {}
        for member in self._list_members(type_id):
            _merge(rules, _copy_limits(member))
            if not isinstance(plain, (ir.Array, ir.Map)):
                _merge(rules, self._copy_logic(member))
        match plain:
            case ir.Array(item=inner):
                keyword = "items"
            case ir.Map(value=inner):
                keyword = "additionalProperties"
            case _:
                return rules
        items = self._read_value(inner, (*parents, plain.id))
        return rules | ({keyword: items} if items else {})

    def _has_models(self, schema: ir.Type) -> bool:
        return isinstance(schema, ir.Union) and self._python.has_objects(schema)

    def _copy_logic(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Return the combinations of a schema that the runtime can evaluate."""
        copied: dict[str, Any] = {}
        for keyword in COMBINATIONS:
            try:
                if keyword in schema:
                    argument = self._copy_argument(keyword, schema[keyword], 0)
                    if keyword not in EVALUATED_LISTS or _constrains(argument):
                        copied[keyword] = argument
            except TooComplex:
                continue
        if len(json.dumps(copied)) > MAX_SIZE or "if" not in copied:
            for keyword in CONDITION:
                copied.pop(keyword, None)
        return copied if len(json.dumps(copied)) <= MAX_SIZE else {}

    def _copy_argument(self, keyword: str, argument: Any, depth: int) -> Any:
        if keyword in EVALUATED_LISTS:
            return [self._copy(schema, depth + 1) for schema in argument]
        return self._copy(argument, depth + 1)

    def _copy(self, schema: Schema, depth: int) -> Any:
        """Return a whole schema with its references resolved.

        Raises:
            TooComplex: the runtime cannot evaluate it.
        """
        if not isinstance(schema, dict):
            return schema
        if depth > MAX_DEPTH:
            raise TooComplex
        copied: dict[str, Any] = {}
        for keyword, argument in schema.items():
            if keyword in EVALUATED_SCHEMAS or keyword in EVALUATED_LISTS:
                copied[keyword] = self._copy_argument(keyword, argument, depth)
            elif keyword == "items" or keyword in ADDITIONAL:
                copied[keyword] = self._copy(argument, depth + 1)
            elif keyword == "properties":
                pairs = argument.items()
                copied[keyword] = {k: self._copy(s, depth + 1) for k, s in pairs}
            elif keyword == "$ref":
                target = self._copy(self._python.repairer.resolve(argument), depth + 1)
                copied.setdefault("allOf", []).append(target)
            elif keyword == "pattern":
                copied[keyword] = _require(translate_pattern(argument))
            elif keyword in (
                *LIMITS,
                *OBJECT_LIMITS,
                "type",
                "required",
            ) or keyword in ("const", "enum"):
                copied[keyword] = argument
            elif keyword not in IGNORED:
                raise TooComplex
        return copied


# Keywords that assert nothing, or only the format of a string.
IGNORED = frozenset({"format", EXAMPLES, *ANNOTATIONS})


def _require(pattern: str | None) -> str:
    if pattern is None:
        raise TooComplex
    return pattern


def _constrains(schema: Any) -> bool:
    """Return whether a schema, or one inside it, has a keyword that no annotation expresses."""
    if isinstance(schema, list):
        return any(map(_constrains, schema))
    if not isinstance(schema, dict):
        return schema is False
    if _copy_constants(schema):
        return True
    inner = [*schema.get("properties", {}).values()]
    inner += [
        schema[k] for k in (*EVALUATED_LISTS, "items", *ADDITIONAL) if k in schema
    ]
    return not schema.keys().isdisjoint(ASSERTIONS) or any(map(_constrains, inner))


def _copy_limits(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the limits of a value, and the constants that no annotation expresses."""
    copied = {keyword: schema[keyword] for keyword in LIMITS if keyword in schema}
    pattern = translate_pattern(schema["pattern"]) if "pattern" in schema else None
    if pattern is not None:
        copied["pattern"] = pattern
    return copied | _copy_constants(schema)


def _copy_constants(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the constants of a schema that no annotation expresses."""
    values = {k: schema[k] for k in ("const", "enum") if k in schema}
    return {
        keyword: argument
        for keyword, argument in values.items()
        if not _are_annotated(argument if keyword == "enum" else [argument])
    }


def _are_annotated(values: list[Any]) -> bool:
    """Return whether an enum or a `Literal` expresses the values: text, or integers, or null."""
    kinds = {type(value) for value in values} - {type(None)}
    return kinds in (set(), {str}, {int})


def _merge(rules: dict[str, Any], others: dict[str, Any]) -> None:
    """Add the constraints of another schema for the same value."""
    if not others:
        return
    if rules.keys() & others.keys():
        rules.setdefault("allOf", []).append(others)
    else:
        rules |= others
