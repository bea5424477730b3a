"""The effort to list the errors of a value: validators without memory repeat it for each variant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from specpress.schema.table import COMPOSED_LISTS, OTHER_ENTRIES, SAME_VALUE

# Pairs of a schema and a value that a validator visits.
MAX_STEPS = 50_000
# The same for a value without parts, such as a number: unions of unions may repeat their variants.
MAX_VARIANTS = 1_000_000
Schema = Any


def is_costly(
    schema: Schema, value: Any, resolve: Callable[[str], Schema | None]
) -> bool:
    """Return whether a validator takes more than `MAX_STEPS` to list the errors of a value.

    Args:
        resolve: Returns the target of a reference.
    """
    counter = _Counter(resolve)
    try:
        return counter.count(schema, value) >= MAX_STEPS
    except RecursionError:
        return True


def has_too_many_variants(
    schemas: Iterable[Schema], resolve: Callable[[str], Schema | None]
) -> bool:
    """Return whether a schema has more than `MAX_VARIANTS` for one value, with those of its variants."""
    counter = _Counter(resolve, MAX_VARIANTS)
    try:
        return any(counter.count(schema, None) >= MAX_VARIANTS for schema in schemas)
    except RecursionError:
        return True


@dataclass(slots=True)
class _Counter:
    """Counts the steps; those of each pair once."""

    resolve: Callable[[str], Schema | None]
    limit: int = MAX_STEPS
    known: dict[tuple[int, int], int] = field(default_factory=dict)

    def count(self, schema: Schema, value: Any) -> int:
        """Return the number of steps, up to the limit."""
        if not isinstance(schema, dict):
            return 1
        key = id(schema), id(value)
        if key in self.known:
            return self.known[key]
        # A reference to itself ends here, as in the validator.
        self.known[key] = steps = 1
        for part, entry in self._list_parts(schema, value):
            steps += self.count(part, entry)
            if steps >= self.limit or len(self.known) >= self.limit:
                steps = self.limit
                break
        self.known[key] = steps
        return steps

    def _list_parts(
        self, schema: dict[str, Any], value: Any
    ) -> Iterator[tuple[Schema, Any]]:
        """Yield the schemas in a schema with the values that they describe."""
        if isinstance(schema.get("$ref"), str):
            yield self.resolve(schema["$ref"]), value
        for keyword in COMPOSED_LISTS:
            yield from ((part, value) for part in schema.get(keyword, ()))
        yield from ((schema[name], value) for name in SAME_VALUE if name in schema)
        if isinstance(value, dict):
            properties = schema.get("properties", {})
            yield from ((properties[k], value[k]) for k in value if k in properties)
            for part in schema.get("patternProperties", {}).values():
                yield from ((part, entry) for entry in value.values())
            for part in schema.get("dependentSchemas", {}).values():
                yield part, value
        if isinstance(value, list):
            yield from zip(schema.get("prefixItems", ()), value, strict=False)
        if isinstance(value, dict | list):
            entries = [*value.values()] if isinstance(value, dict) else value
            for name in OTHER_ENTRIES:
                if name in schema:
                    yield from ((schema[name], entry) for entry in entries)
