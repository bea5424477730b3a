"""Names of operations: a base name that depends on the operation alone, and longer ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from specpress import ir
from specpress.python.names.case import words
from specpress.python.names.grammar import (
    ARTICLES,
    begins_with_verb,
    is_same_noun,
    is_verb_phrase,
)
from specpress.python.names.operation_ids import (
    count_shared_words,
    remove_generic_prefix,
    remove_version,
    repeat_paths,
    simplify_id,
    spells_parameters,
)
from specpress.python.names.path_names import (
    join_words,
    name_by_path,
    spell_by_path,
    spell_rest_by_path,
)
from specpress.python.names.resources import ResourceGroup

# Separators of namespaces in operation ids: `repos/create-in-org`, `v1.endpoint.list`.
_NAMESPACE = re.compile(r"[./:#]+")
# TypeSpec and NSwag: `TodoItems_list`.
_GROUP = re.compile(r"([A-Z][A-Za-z0-9]*)_([A-Za-z][A-Za-z0-9]*)")
# Letters by which the forms of a noun differ at most.
MAX_ENDING = 4


@dataclass(frozen=True, slots=True)
class OperationName:
    """The identity of an operation, and names for its method from short to long."""

    key: str
    candidates: tuple[str, ...]


class OperationNamer:
    """Names operations; the ids of the whole document show which parts of them are prefixes."""

    def __init__(self, operations: Sequence[ir.Operation]) -> None:
        named = [operation for operation in operations if operation.operation_id]
        self._counts = Counter(operation.operation_id for operation in named)
        self._path_counts = Counter(map(_spell, operations))
        ids = [id_ for id_ in self._counts if id_]
        self._simple = {o.origin: simplify_id(o, ids) for o in named}
        self._repeat_paths = len(named) > 1 and repeat_paths(named)
        by_id = [remove_generic_prefix(words(text)) for text in self._simple.values()]
        self._prefix = by_id[0][: count_shared_words(by_id)] if by_id else []

    def name_group(self, group: ResourceGroup) -> dict[str, OperationName]:
        """Return the names of the operations of a resource, by their origin."""
        short = dict(self._shorten_ids(group))
        return {
            operation.origin: OperationName(
                self.identify(operation),
                tuple(self._list_candidates(operation, group, short)),
            )
            for operation in group.operations
        }

    def identify(self, operation: ir.Operation) -> str:
        """Return the operation id if it is unique, else method and path."""
        if operation.operation_id and self._counts[operation.operation_id] == 1:
            return operation.operation_id
        key = _spell(operation)
        return key if self._path_counts[key] == 1 else operation.origin

    def _list_candidates(
        self, operation: ir.Operation, group: ResourceGroup, short: dict[str, list[str]]
    ) -> Iterator[str]:
        """Yield the base name, then longer ones: parts of the id, the id, method and path."""
        if operation.name:
            yield join_words(words(operation.name))
        id_words = short.get(operation.origin)
        if id_words:
            yield join_words(remove_noun(id_words, group.noun))
            yield from self._list_longer_ids(operation, group.noun)
        else:
            yield name_by_path(operation, group.noun)
            rest = spell_rest_by_path(operation, group.noun)
            yield from [rest] if rest else []
        yield name_by_path(operation, [])
        if operation.operation_id:
            yield join_words(words(operation.operation_id))
        yield spell_by_path(operation)

    def _list_longer_ids(
        self, operation: ir.Operation, noun: Sequence[str]
    ) -> Iterator[str]:
        """Yield the id without the parts of its generator, also with the method; then the id."""
        simple = self._simple[operation.origin]
        if simple in self._counts and simple != operation.operation_id:
            # The number of the id depends on the order of other operations.
            yield name_by_path(operation, noun)
        elif simple != operation.operation_id:
            yield join_words(words(simple))
            yield join_words([operation.method.lower(), *words(simple)])
        yield join_words(words(operation.operation_id or ""))

    def _shorten_ids(self, group: ResourceGroup) -> Iterator[tuple[str, list[str]]]:
        """Yield the words of each id without prefixes, unless it only repeats the path."""
        ids = {
            operation.origin: self._remove_prefixes(operation, group.noun)
            for operation in group.operations
            if operation.operation_id and not self._repeats_path(operation)
        }
        shared = count_shared_words(list(ids.values()))
        for origin, id_words in ids.items():
            yield origin, id_words[shared:]

    def _repeats_path(self, operation: ir.Operation) -> bool:
        return self._repeat_paths or spells_parameters(operation, ["by"])

    def _remove_prefixes(
        self, operation: ir.Operation, noun: Sequence[str]
    ) -> list[str]:
        simple = remove_version(self._simple[operation.origin], operation)
        rest = _remove_namespaces(simple, noun)
        id_words = remove_generic_prefix(words(rest))
        count = len(self._prefix)
        is_prefix = id_words[:count] == self._prefix and len(id_words) > count
        return id_words[count:] if is_prefix else id_words


def _spell(operation: ir.Operation) -> str:
    return f"{operation.method} {operation.path}"


def _remove_namespaces(text: str, noun: Sequence[str]) -> str:
    """Return an id without the namespace of its resource, and without those before it."""
    grouped = _GROUP.fullmatch(text)
    names = [grouped[1], grouped[2]] if grouped else _NAMESPACE.split(text)
    for index, name in enumerate(names[:-1]):
        if _ends_with_noun(words(name), noun):
            return "/".join(names[index + 1 :])
    return "/".join(names)


def _ends_with_noun(name: Sequence[str], noun: Sequence[str]) -> bool:
    return any(is_same_noun(name[start:], noun) for start in range(len(name)))


def remove_noun(id_words: Sequence[str], noun: Sequence[str]) -> list[str]:
    """Return the words of an id without the noun of its resource at the beginning or end.

    Words in the middle remain, because they tell operations apart: `get ticket code`. The noun
    remains, too, if the rest would be no verb: `buy museum`.
    """
    rest = list(id_words)
    # Each word has a letter, and other forms of a noun have few more.
    most = sum(map(len, noun)) + MAX_ENDING
    for count in range(min(len(rest) - 1, most), 0, -1):
        if is_same_noun(rest[:count], noun) and begins_with_verb(rest[count:]):
            rest = rest[count:]
            break
    for count in range(max(1, len(rest) - most), len(rest)):
        if is_same_noun(rest[count:], noun):
            verb = rest[:count]
            while verb and verb[-1] in ARTICLES:
                del verb[-1]
            return verb if is_verb_phrase(verb) else rest
    return rest
