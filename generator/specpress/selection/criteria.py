"""The properties by which operations are selected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from specpress.config.settings import Criteria
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.document.selection import DeclaredOperation
from specpress.document.uris import with_slash
from specpress.reader.operations import OperationSource

INTERNAL = "x-internal"
_WILDCARDS = re.compile(r"(/\*\*(?=/|$)|\*\*|\*)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An operation with the properties that criteria compare."""

    declared: DeclaredOperation
    operation_id: str
    tags: tuple[str, ...]
    is_internal: bool

    @property
    def origin(self) -> str:
        """The origin of the operation."""
        return self.declared.origin

    def get_values(self, key: str) -> Sequence[str]:
        """Return the values that a criterion compares."""
        if key == "tags":
            return self.tags
        if key == "operations":
            return [self.operation_id] if self.operation_id else []
        if key == "methods":
            return [self.declared.method.upper()]
        return [] if self.declared.is_webhook else [with_slash(self.declared.path)]


def read_candidate(
    name: str, source: OperationSource, is_webhook: bool, problems: Problems
) -> Candidate:
    """Return an operation of the document as a candidate."""
    cursor = source.cursor
    tags = nodes.get_list(cursor, "tags", problems)
    declared = DeclaredOperation(name, source.method, source.origin, cursor, is_webhook)
    return Candidate(
        declared,
        nodes.get_text(cursor, "operationId"),
        tuple(t for t in tags.value if isinstance(t, str)) if tags else (),
        any(_is_internal(holder) for holder in (cursor, *source.items)),
    )


def _is_internal(holder: Cursor) -> bool:
    return nodes.get_flag(holder, INTERNAL)


def list_keys(criteria: Criteria) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the keys of criteria that list values, with these."""
    for key in ("tags", "operations", "paths", "methods"):
        if values := getattr(criteria, key):
            yield key, values


def matches(candidate: Candidate, criteria: Criteria) -> bool:
    """Return whether an operation has all properties of the criteria."""
    if criteria.internal not in (None, candidate.is_internal):
        return False
    return all(
        any(has_value(candidate, key, value) for value in values)
        for key, values in list_keys(criteria)
    )


def has_value(candidate: Candidate, key: str, value: str) -> bool:
    """Return whether an operation has a value that the settings list."""
    values = candidate.get_values(key)
    if key == "tags":
        return value in values
    if key == "methods":
        return value.upper() in values
    text = with_slash(value) if key == "paths" else value
    pattern = compile_glob(text, is_path=key == "paths")
    return any(pattern.fullmatch(own) for own in values)


@cache
def compile_glob(text: str, *, is_path: bool) -> re.Pattern[str]:
    """Return the pattern of a text with wildcards.

    In a path, `*` is a part of one segment, and `**` any number of segments: `/books/**` also
    matches `/books`.
    """
    wildcards = {"*": "[^/]*", "**": ".*", "/**": "(?:/.*)?"} if is_path else {}
    parts = _WILDCARDS.split(text)
    return re.compile(
        "".join(
            wildcards.get(part, ".*") if index % 2 else re.escape(part)
            for index, part in enumerate(parts)
        ),
        re.DOTALL,
    )
