"""Apply OpenAPI Overlays 1.0 and 1.1 to a document.

Actions are applied in order, each to the result of the previous one. The `Origin` of the tree is
updated with it, so that each value keeps the position where it is written: in the document or in
the overlay.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from specpress.document.descriptions import describe_type
from specpress.document.json_reader import MAX_DEPTH, count_values
from specpress.document.load import Document, Origin
from specpress.document.problems import Problems, Step
from specpress.document.resolve import Cursor, Workspace

if TYPE_CHECKING:
    from specpress.document.queries import CountingEnvironment

VERSION = re.compile(r"1\.[01](\.\d+)?\Z")
ROOT_KEYS = ("overlay", "info", "extends", "actions")
ACTION_KEYS = ("target", "description", "remove", "update", "copy")
# Maximum number of values that actions may add: each copy of the document into itself doubles it.
MAX_ADDED = 1_000_000
# Maximum number of characters of a JSONPath that a message shows.
MAX_SHOWN = 200

Path = tuple[Step, ...]


def apply(document: Document, overlay: Document, problems: Problems) -> Document:
    """Return the document with the overlay applied; invalid actions are reported and skipped."""
    # Imported late: most runs have no overlay.
    from specpress.document import queries

    budget = queries.Budget(count_values(document.tree))
    target = _OverlaidTree(
        _clone(document.tree),
        document.origin_of(()).copy(),
        problems,
        queries.create_environment(budget),
    )
    for action in _actions(Workspace(overlay).root, problems):
        target.apply(action)
        if target.added > MAX_ADDED or target.depth > MAX_DEPTH:
            message = (
                f"this action exceeds {MAX_DEPTH} levels or {MAX_ADDED:,} added values"
            )
            problems.error(
                action,
                message,
                "copy a smaller part of the document",
                code="overlay-limit",
            )
            break
    return replace(document, tree=target.tree, origin=target.origin)


@dataclass(slots=True)
class _OverlaidTree:
    """The tree that actions change, with the origin of each value."""

    tree: Any
    origin: Origin
    problems: Problems
    paths: CountingEnvironment
    added: int = 0
    depth: int = 0
    """Maximum nesting of the values that actions added."""

    def apply(self, action: Cursor) -> None:
        """Apply one action."""
        target = action.child("target")
        nodes = self._select(target)
        if nodes is None:
            return
        if not nodes:
            message = f"target {target.value!r} matches nothing; action ignored"
            self.problems.warning(
                target,
                message,
                "check the path in the document",
                code="unmatched-target",
            )
        elif action.value.get("remove"):
            self._remove(target, nodes)
        elif "copy" in action.value:
            self._copy(action.child("copy"), nodes)
        else:
            update = action.child("update")
            self._merge(update, update.value, _origin(update), nodes)

    def _select(self, query: Cursor) -> list[Path] | None:
        """Return the distinct paths that a JSONPath selects; None, with an error, if it is invalid."""
        from specpress.document import queries

        try:
            return queries.select(self.paths, query.value, self.tree)
        except queries.LimitError as error:
            message = f"JSONPath {_shorten(query.value)!r} exceeds a limit: {error}"
            hint = "select a smaller part of the document"
            self.problems.error(query, message, hint, code="query-limit")
        except queries.QueryError as error:
            message = f"{_shorten(query.value)!r} is not a valid JSONPath: {error}"
            self.problems.error(query, message, code="invalid-jsonpath")
        return None

    def _remove(self, target: Cursor, nodes: list[Path]) -> None:
        if () in nodes:
            self.problems.error(
                target, "cannot remove the root of the document", code="invalid-action"
            )
            return
        # In reverse order, so that removing an item does not shift the index of the next one.
        for path in sorted(nodes, reverse=True):
            container, origin = self._at(path[:-1])
            _delete(container, origin, path[-1])

    def _copy(self, source: Cursor, nodes: list[Path]) -> None:
        sources = self._select(source)
        if sources is None:
            return
        if len(sources) != 1:
            message = f"{source.value!r} must select one node, got {len(sources)}"
            self.problems.error(source, message, code="ambiguous-copy")
            return
        value, origin = self._at(sources[0])
        self._merge(source, _clone(value), origin.copy(), nodes)

    def _merge(
        self, cursor: Cursor, value: Any, written: Origin, nodes: list[Path]
    ) -> None:
        """Merge a value into each node; errors are reported at `cursor`, in the action."""
        types = sorted({_describe_type(self._at(path)[0]) for path in nodes})
        if len(types) > 1:
            message = f"target must select nodes of one type, got {' and '.join(types)}"
            self.problems.error(cursor, message, code="mixed-targets")
            return
        self.added += count_values(value) * len(nodes)
        # An item that is appended to an array is one level deeper.
        self.depth = max(self.depth, 1 + max(map(len, nodes)) + _measure_depth(value))
        if self.added > MAX_ADDED or self.depth > MAX_DEPTH:
            return
        try:
            for path in nodes:
                self._merge_into(path, value, written)
        except _TypeMismatch as error:
            at = _nearest_existing(cursor, error.path)
            self.problems.error(at, str(error), code="mixed-targets")

    def _merge_into(self, path: Path, value: Any, written: Origin) -> None:
        target, origin = self._at(path)
        if isinstance(target, list) and not isinstance(value, list):
            _append(target, origin, [value], iter([written]))
        elif isinstance(target, dict | list) or not path:
            _merge(target, origin, value, written, ())
        else:
            container, container_origin = self._at(path[:-1])
            _replace(container, container_origin, path[-1], value, written, ())

    def _at(self, path: Path) -> tuple[Any, Origin]:
        """Return the value at a path and its origin, both mutable."""
        value, origin = self.tree, self.origin
        for step in path:
            value, origin = value[step], origin.enter(step)
        return value, origin


class _TypeMismatch(Exception):
    """A value cannot be merged into one of another type; `path` is its path in the update."""

    def __init__(self, value: Any, target: Any, path: Path) -> None:
        source_type, target_type = _describe_type(value), _describe_type(target)
        super().__init__(f"cannot merge {source_type} into {target_type}")
        self.path = path


def _merge(
    target: Any, origin: Origin, value: Any, written: Origin, path: Path
) -> None:
    """Merge objects recursively, concatenate arrays, replace primitive values."""
    if type(target) is not type(value) or not isinstance(target, dict | list):
        raise _TypeMismatch(value, target, path)
    if isinstance(target, list):
        _append(target, origin, value, (written.child(n) for n in range(len(value))))
        return
    for key, entry in value.items():
        if key in target and isinstance(target[key], dict | list):
            _merge(
                target[key], origin.enter(key), entry, written.child(key), (*path, key)
            )
        else:
            _replace(target, origin, key, entry, written.child(key), (*path, key))


def _replace(
    target: Any, origin: Origin, key: Any, value: Any, written: Origin, path: Path
) -> None:
    exists = isinstance(target, list) or key in target
    if exists and isinstance(value, dict | list):
        raise _TypeMismatch(value, target[key], path)
    target[key] = _clone(value)
    origin.record(key, written.copy())


def _append(
    target: list[Any], origin: Origin, values: list[Any], written: Iterator[Origin]
) -> None:
    for value, source in zip(_clone(values), written, strict=True):
        origin.record(len(target), source.copy())
        target.append(value)


def _delete(container: Any, origin: Origin, key: Any) -> None:
    if isinstance(container, list):
        # Later items move up: from now on the origins are a list, too.
        if origin.items is None:
            origin.items = [origin.child(n) for n in range(len(container))]
            origin.below = {}
        del origin.items[key]
    else:
        origin.below.pop(key, None)
    del container[key]


def _actions(root: Cursor, problems: Problems) -> Iterator[Cursor]:
    """Iterate over the valid actions of an overlay; report the others and other faults."""
    _check_root(root, problems)
    actions = root.get("actions")
    if actions is None:
        problems.error(
            root,
            "`actions` is missing",
            "add a list of actions",
            code="invalid-overlay",
        )
    elif not isinstance(actions.value, list) or not actions.value:
        message = "`actions` must be an array with at least one action"
        problems.error(actions, message, code="invalid-overlay")
    else:
        for action in actions.elements():
            if _is_valid(action, problems):
                yield action


def _check_root(root: Cursor, problems: Problems) -> None:
    version = root.get("overlay")
    hint = "supported versions are 1.0 and 1.1"
    if version is None:
        problems.error(root, "`overlay` is missing", hint, code="invalid-overlay")
    elif not VERSION.match(str(version.value)):
        problems.error(
            version,
            f"unsupported Overlay version {version.value!r}",
            hint,
            code="unsupported-version",
        )
    info = root.get("info")
    if info is None:
        problems.error(
            root,
            "`info` is missing",
            "add an `info` with title and version",
            code="invalid-overlay",
        )
    elif not isinstance(info.value, dict):
        message = f"`info` must be an object, got {describe_type(info.value)}"
        problems.error(info, message, code="invalid-overlay")
    _check_keys(root, ROOT_KEYS, problems)


def _is_valid(action: Cursor, problems: Problems) -> bool:
    faults = Problems()
    _check_action(action, faults)
    problems.add(faults.items)
    return not faults.items


def _check_action(action: Cursor, problems: Problems) -> None:
    if not isinstance(action.value, dict):
        type_name = describe_type(action.value)
        problems.error(
            action,
            f"an action must be an object, got {type_name}",
            code="invalid-action",
        )
        return
    for key in ("target", "copy"):
        query = action.get(key)
        if query is not None and not isinstance(query.value, str):
            type_name = describe_type(query.value)
            problems.error(
                query,
                f"`{key}` must be a string, got {type_name}",
                code="invalid-action",
            )
    if "target" not in action.value:
        problems.error(
            action, "`target` is missing from this action", code="invalid-action"
        )
    remove = action.get("remove")
    if remove is not None and not isinstance(remove.value, bool):
        type_name = describe_type(remove.value)
        problems.error(
            remove,
            f"`remove` must be a boolean, got {type_name}",
            code="invalid-action",
        )
    _check_operations(action, problems)
    _check_keys(action, ACTION_KEYS, problems)


def _check_operations(action: Cursor, problems: Problems) -> None:
    """Check that an action either updates, copies or removes.

    `update` with `remove: true` is allowed: the specification ignores the update.
    """
    keys = [key for key in ("update", "copy") if key in action.value]
    keys += ["remove"] if action.value.get("remove") else []
    if not keys:
        message = "this action has no effect"
        problems.error(
            action,
            message,
            "add `update`, `copy` or `remove: true`",
            code="invalid-action",
        )
    elif "copy" in keys and len(keys) > 1:
        names = " and ".join(f"`{key}`" for key in keys)
        problems.error(
            action, f"{names} cannot be used in the same action", code="invalid-action"
        )


def _check_keys(cursor: Cursor, allowed: tuple[str, ...], problems: Problems) -> None:
    for key, entry in cursor.items():
        if key not in allowed and not key.startswith("x-"):
            close = difflib.get_close_matches(key, allowed, 1)
            hint = f"did you mean `{close[0]}`?" if close else None
            problems.error(
                entry, f"unknown key `{key}`", hint, code="unknown-overlay-key"
            )


def _shorten(query: str) -> str:
    return query if len(query) <= MAX_SHOWN else f"{query[:MAX_SHOWN]}…"


def _origin(cursor: Cursor) -> Origin:
    return Origin(cursor.document, cursor.path)


def _nearest_existing(cursor: Cursor, path: Path) -> Cursor:
    """Return the value at a path, or its nearest existing ancestor."""
    for step in path:
        if not isinstance(cursor.value, dict | list):
            break
        cursor = cursor.child(step)
    return cursor


def _describe_type(value: Any) -> str:
    """Return the type of a value as far as merging distinguishes it."""
    if isinstance(value, dict):
        return "an object"
    return "an array" if isinstance(value, list) else "a primitive value"


def _measure_depth(value: Any) -> int:
    """Return the number of levels of nested collections, 0 for a primitive value."""
    if not isinstance(value, dict | list):
        return 0
    entries = value.values() if isinstance(value, dict) else value
    return 1 + max(map(_measure_depth, entries), default=0)


def _clone(value: Any) -> Any:
    # Not copy.deepcopy, which would preserve values shared by YAML aliases.
    if isinstance(value, dict):
        return {key: _clone(entry) for key, entry in value.items()}
    return [_clone(entry) for entry in value] if isinstance(value, list) else value
