"""The violations of each keyword of a schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from specpress.document.patterns import compile_pattern
from specpress.document.pointers import escape_step
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.repair.findings import Finding
from specpress.repair.recording import has_hidden
from specpress.schema.dialect import Schema
from specpress.schema.table import CHOICES
from specpress.schema.validation import Schemas

# Keywords that are checked alone, and those that belong to them.
COMPANIONS = {"contains": ("minContains", "maxContains")}
ASSERTIONS = (
    "type enum const format pattern multipleOf minimum maximum exclusiveMinimum exclusiveMaximum"
    " minLength maxLength minItems maxItems uniqueItems contains minProperties maxProperties"
    " dependentRequired"
)


class Explainer(Protocol):
    """Explains values by schemas."""

    @property
    def schemas(self) -> Schemas: ...

    @property
    def problems(self) -> Problems: ...

    def explain(self, schema: Cursor, value: Any, pointer: str) -> list[Finding]:
        """Return the violated keywords."""
        ...

    def explain_variants(
        self, union: Cursor, keyword: str, value: Any, pointer: str
    ) -> Iterator[Finding]:
        """Yield the violations of `oneOf` or `anyOf`."""
        ...


@dataclass(frozen=True, slots=True)
class Visit:
    """A value at a schema, which is translated to JSON Schema."""

    explainer: Explainer
    schema: Cursor
    translated: dict[str, Schema]
    value: Any
    pointer: str

    def explain_entry(self, schema: Cursor, step: str | int) -> list[Finding]:
        """Return the violated keywords for an entry of the value."""
        pointer = f"{self.pointer}/{escape_step(step)}"
        return self.explainer.explain(schema, self.value[step], pointer)

    def explain(self, schema: Cursor) -> list[Finding]:
        """Return the violated keywords of a schema for the value itself."""
        return self.explainer.explain(schema, self.value, self.pointer)

    def allows(self, schema: Schema, value: Any) -> bool:
        """Return whether a value is valid for a schema."""
        return self.explainer.schemas.allows(schema, value)

    def find(self, keyword: str) -> Finding:
        """Return the violation of a keyword by the value."""
        return Finding(self.schema, keyword, self.value, self.pointer)

    @property
    def names(self) -> list[str]:
        """The names of the properties; empty unless the value is an object."""
        return [*self.value] if isinstance(self.value, dict) else []

    def violates(self, keyword: str) -> bool:
        """Return whether the value violates a keyword that needs no other one."""
        names = (keyword, *COMPANIONS.get(keyword, ()))
        alone = {n: self.translated[n] for n in names if n in self.translated}
        if self.allows(alone, self.value):
            return False
        return keyword == "type" or not has_hidden(self.value)


Find = Callable[[Visit], Iterator[Finding]]
_FINDERS: dict[str, Find] = {}


def _finds(keyword: str) -> Callable[[Find], Find]:
    """Return a decorator: the function yields the violations of a keyword."""

    def register(find: Find) -> Find:
        _FINDERS[keyword] = find
        return find

    return register


def _find_assertion(keyword: str) -> Find:
    def find(visit: Visit) -> Iterator[Finding]:
        if visit.violates(keyword):
            yield visit.find(keyword)

    return find


@_finds("required")
def _find_required(visit: Visit) -> Iterator[Finding]:
    names = visit.translated["required"] if isinstance(visit.value, dict) else ()
    for name in names:
        if name not in visit.value:
            yield Finding(visit.schema, "required", visit.value, visit.pointer, name)


@_finds("properties")
def _find_properties(visit: Visit) -> Iterator[Finding]:
    entries = visit.schema.child("properties").follow(visit.explainer.problems)
    for name, entry in entries.items():
        if str(name) in visit.names:
            yield from visit.explain_entry(entry, str(name))


@_finds("patternProperties")
def _find_pattern_properties(visit: Visit) -> Iterator[Finding]:
    for pattern, entry in visit.schema.child("patternProperties").items():
        for name in visit.names:
            if _matches(pattern, name):
                yield from visit.explain_entry(entry, name)


@_finds("additionalProperties")
def _find_additional(visit: Visit) -> Iterator[Finding]:
    additional = visit.schema.child("additionalProperties")
    known = visit.translated.get("properties", {})
    patterns = visit.translated.get("patternProperties", {})
    for name in visit.names:
        if name in known or any(_matches(p, name) for p in patterns):
            continue
        if additional.value is False:
            yield _undeclared(visit, "additionalProperties", name)
        else:
            yield from visit.explain_entry(additional, name)


def _undeclared(visit: Visit, keyword: str, name: str) -> Finding:
    pointer = f"{visit.pointer}/{escape_step(name)}"
    return Finding(visit.schema, keyword, visit.value[name], pointer, name)


@_finds("unevaluatedProperties")
def _find_unevaluated(visit: Visit) -> Iterator[Finding]:
    """Yield the properties that no keyword describes: with only one of them, the value is invalid."""
    declared = visit.translated.get("properties", {})
    undeclared = [name for name in visit.names if name not in declared]
    rest = {n: visit.value[n] for n in visit.names if n in declared}
    open_schema = {k: v for k, v in visit.translated.items() if k != "required"}
    if not visit.allows(open_schema, rest):
        return
    for name in undeclared:
        if not visit.allows(open_schema, {**rest, name: visit.value[name]}):
            yield _undeclared(visit, "unevaluatedProperties", name)


@_finds("items")
def _find_items(visit: Visit) -> Iterator[Finding]:
    start = len(visit.translated.get("prefixItems", ()))
    items = visit.schema.child("items")
    for index in range(start, _count_items(visit)):
        yield from visit.explain_entry(items, index)


@_finds("prefixItems")
def _find_prefix_items(visit: Visit) -> Iterator[Finding]:
    items = visit.schema.get("prefixItems") or visit.schema.child("items")
    for index, entry in enumerate(items.elements()):
        if index < _count_items(visit):
            yield from visit.explain_entry(entry, index)


def _count_items(visit: Visit) -> int:
    return len(visit.value) if isinstance(visit.value, list) else 0


@_finds("propertyNames")
def _find_names(visit: Visit) -> Iterator[Finding]:
    schema = visit.schema.child("propertyNames")
    for name in visit.names:
        pointer = f"{visit.pointer}/{escape_step(name)}"
        yield from visit.explainer.explain(schema, name, pointer)


@_finds("allOf")
def _find_all_of(visit: Visit) -> Iterator[Finding]:
    if visit.value is None:
        yield visit.find("allOf")
        return
    for member in visit.schema.child("allOf").elements():
        yield from visit.explain(member)


def _find_variants(keyword: str) -> Find:
    def find(visit: Visit) -> Iterator[Finding]:
        yield from visit.explainer.explain_variants(
            visit.schema, keyword, visit.value, visit.pointer
        )

    return find


@_finds("if")
def _find_condition(visit: Visit) -> Iterator[Finding]:
    condition = visit.explainer.schemas.reference(visit.schema.child("if"))
    is_met = visit.allows(condition, visit.value)
    applied = visit.schema.get("then" if is_met else "else")
    if applied is not None:
        yield from visit.explain(applied)


@_finds("not")
def _find_not(visit: Visit) -> Iterator[Finding]:
    is_excluded = visit.allows(visit.translated["not"], visit.value)
    if is_excluded and not has_hidden(visit.value):
        yield visit.find("not")


@_finds("dependentSchemas")
def _find_dependent(visit: Visit) -> Iterator[Finding]:
    for name, entry in visit.schema.child("dependentSchemas").items():
        if name in visit.names:
            yield from visit.explain(entry)


def _matches(pattern: str, text: str) -> bool:
    compiled = compile_pattern(pattern)
    return compiled is not None and compiled.matches(text)


_FINDERS |= {keyword: _find_assertion(keyword) for keyword in ASSERTIONS.split()}
_FINDERS |= {keyword: _find_variants(keyword) for keyword in CHOICES}


def list_findings(visit: Visit) -> Iterator[Finding]:
    """Yield the violations of all keywords of a schema."""
    for keyword in visit.translated:
        find = _FINDERS.get(keyword)
        if find is not None:
            yield from find(visit)
