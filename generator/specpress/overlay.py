"""Overlay: takes a document and an OpenAPI Overlay 1.0 or 1.1, gives the document as the overlay wants it.

The actions are done in order, each on what the one before it left. Beside the tree stands its `Origin`,
changed in the same way, so that every value keeps the place where it is written: in the document, or in
the overlay.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from specpress.jsontext import DEPTH, is_deep
from specpress.load import Document, Origin
from specpress.problems import Problems, Step
from specpress.resolve import Cursor, Workspace

if TYPE_CHECKING:
    from jsonpath import JSONPathEnvironment

VERSION = re.compile(r"1\.[01](\.\d+)?\Z")
ROOT_KEYS = ("overlay", "info", "extends", "actions")
ACTION_KEYS = ("target", "description", "remove", "update", "copy")
LARGEST = 1_000_000
"""Actions may add so many values: each copy of the whole into itself doubles it."""

Parts = tuple[Step, ...]


def apply(document: Document, overlay: Document, problems: Problems) -> Document:
    """The document with the overlay laid over it; what is wrong with the overlay goes to `problems`.

    An action that is wrong is left out.
    """
    laid = _Laid(
        _clone(document.tree),
        document.written(()).copy(),
        problems,
        _environment(),
    )
    for action in _actions(Workspace(overlay).root, problems):
        laid.act(action)
        if laid.grown > LARGEST or is_deep(laid.tree):
            told = f"with this, it is over {DEPTH} values deep or {LARGEST:,} many"
            problems.error(action, told)
            break
    return replace(document, tree=laid.tree, origin=laid.origin)


@dataclass(slots=True)
class _Laid:
    """The tree on which the actions are done, and where each of its values is written."""

    tree: Any
    origin: Origin
    problems: Problems
    paths: JSONPathEnvironment
    grown: int = 0

    def act(self, action: Cursor) -> None:
        """Do one action."""
        target = action.child("target")
        found = self._find(target)
        if found is None:
            return
        if not found:
            told = f"the target {target.value!r} matches nothing"
            self.problems.warning(target, told, "this action changes nothing")
        elif action.value.get("remove"):
            self._remove(target, found)
        elif "copy" in action.value:
            self._copy(action.child("copy"), found)
        else:
            update = action.child("update")
            self._merge(update, update.value, _origin(update), found)

    def _find(self, query: Cursor) -> list[Parts] | None:
        """The places of the nodes that a JSONPath selects, each once; None where it is wrong."""
        import jsonpath

        try:
            matches = self.paths.compile(query.value).finditer(self.tree)
            return list(dict.fromkeys(match.parts for match in matches))
        except (jsonpath.JSONPathError, RecursionError) as error:
            # Its own text cannot always be made: it stumbles over an empty query.
            told = getattr(error, "message", None) or type(error).__name__
            self.problems.error(query, f"{query.value!r} is not a JSONPath: {told}")
            return None

    def _remove(self, target: Cursor, found: list[Parts]) -> None:
        if () in found:
            self.problems.error(target, "the whole document cannot be removed")
            return
        # The last first: so no index moves before its turn.
        for parts in sorted(found, reverse=True):
            container, origin = self._at(parts[:-1])
            _delete(container, origin, parts[-1])

    def _copy(self, source: Cursor, found: list[Parts]) -> None:
        sources = self._find(source)
        if sources is None:
            return
        if len(sources) != 1:
            told = f"{source.value!r} must select one node to copy, not {len(sources)}"
            self.problems.error(source, told)
            return
        value, origin = self._at(sources[0])
        self._merge(source, _clone(value), origin.copy(), found)

    def _merge(
        self, cursor: Cursor, value: Any, written: Origin, found: list[Parts]
    ) -> None:
        """Merge a value into each node that was found; `cursor` says where the action asks for it."""
        kinds = sorted({_kind(self._at(parts)[0]) for parts in found})
        if len(kinds) > 1:
            told = f"the target selects {' and '.join(kinds)}: it must select one kind"
            self.problems.error(cursor, told)
            return
        self.grown += _count(value) * len(found)
        if self.grown > LARGEST:
            return
        try:
            for parts in found:
                self._merge_one(parts, value, written)
        except _Unlike as error:
            self.problems.error(_nearest(cursor, error.path), str(error))

    def _merge_one(self, parts: Parts, value: Any, written: Origin) -> None:
        target, origin = self._at(parts)
        if isinstance(target, list) and not isinstance(value, list):
            _append(target, origin, [value], iter([written]))
        elif isinstance(target, dict | list) or not parts:
            _merge(target, origin, value, written, ())
        else:
            container, above = self._at(parts[:-1])
            _replace(container, above, parts[-1], value, written, ())

    def _at(self, parts: Parts) -> tuple[Any, Origin]:
        """The value at a place, and where it is written; both to be changed."""
        value, origin = self.tree, self.origin
        for step in parts:
            value, origin = value[step], origin.enter(step)
        return value, origin


class _Unlike(Exception):
    """A value cannot be merged into one of another kind; `path` leads to it in what is merged."""

    def __init__(self, value: Any, target: Any, path: Parts) -> None:
        super().__init__(f"{_kind(value)} cannot be merged into {_kind(target)}")
        self.path = path


def _merge(target: Any, origin: Origin, value: Any, written: Origin, at: Parts) -> None:
    """Objects merge, arrays concatenate; a value that is neither replaces one that is neither."""
    if type(target) is not type(value) or not isinstance(target, dict | list):
        raise _Unlike(value, target, at)
    if isinstance(target, list):
        _append(target, origin, value, (written.child(n) for n in range(len(value))))
        return
    for key, entry in value.items():
        if key in target and isinstance(target[key], dict | list):
            _merge(
                target[key], origin.enter(key), entry, written.child(key), (*at, key)
            )
        else:
            _replace(target, origin, key, entry, written.child(key), (*at, key))


def _replace(
    target: Any, origin: Origin, key: Any, value: Any, written: Origin, at: Parts
) -> None:
    known = isinstance(target, list) or key in target
    if known and isinstance(value, dict | list):
        raise _Unlike(value, target[key], at)
    target[key] = _clone(value)
    origin.below[key] = written.copy()


def _append(
    target: list[Any], origin: Origin, values: list[Any], written: Iterator[Origin]
) -> None:
    for value, source in zip(_clone(values), written, strict=True):
        origin.below[len(target)] = source.copy()
        target.append(value)


def _delete(container: Any, origin: Origin, key: Any) -> None:
    if isinstance(container, list):
        kept = [origin.child(n) for n in range(len(container)) if n != key]
        origin.below = dict(enumerate(kept))
    else:
        origin.below.pop(key, None)
    del container[key]


def _actions(root: Cursor, problems: Problems) -> Iterator[Cursor]:
    """The actions of an overlay that can be done; what is wrong with the rest goes to `problems`."""
    _check_root(root, problems)
    actions = root.get("actions")
    if actions is None:
        problems.error(root, "the key `actions` is missing", "it is a list of actions")
    elif not isinstance(actions.value, list) or not actions.value:
        problems.error(actions, "`actions` must be a list of at least one action")
    else:
        for action in actions.elements():
            if _is_sound(action, problems):
                yield action


def _check_root(root: Cursor, problems: Problems) -> None:
    version = root.get("overlay")
    hint = "specpress reads overlays 1.0 and 1.1"
    if version is None:
        problems.error(root, "the key `overlay` is missing", hint)
    elif not VERSION.match(str(version.value)):
        problems.error(version, f"unknown Overlay version {version.value!r}", hint)
    info = root.get("info")
    if info is None:
        problems.error(root, "the key `info` is missing", "it has a title and version")
    elif not isinstance(info.value, dict):
        problems.error(info, "`info` must be a mapping")
    _check_keys(root, ROOT_KEYS, problems)


def _is_sound(action: Cursor, problems: Problems) -> bool:
    before = len(problems.errors)
    if not isinstance(action.value, dict):
        problems.error(action, "an action must be a mapping")
        return False
    for key in ("target", "copy"):
        query = action.get(key)
        if query is not None and not isinstance(query.value, str):
            problems.error(query, f"`{key}` must be a JSONPath")
    if "target" not in action.value:
        problems.error(action, "this action has no `target`")
    remove = action.get("remove")
    if remove is not None and not isinstance(remove.value, bool):
        problems.error(remove, "`remove` must be true or false")
    _check_doing(action, problems)
    _check_keys(action, ACTION_KEYS, problems)
    return len(problems.errors) == before


def _check_doing(action: Cursor, problems: Problems) -> None:
    """An action does one thing; an `update` beside `remove: true` has no impact, says the standard."""
    doing = [key for key in ("update", "copy") if key in action.value]
    doing += ["remove"] if action.value.get("remove") else []
    if not doing:
        told = "this action does nothing: it has neither `update`, `remove` nor `copy`"
        problems.error(action, told)
    elif "copy" in doing and len(doing) > 1:
        told = f"{' and '.join(f'`{key}`' for key in doing)} cannot stand in one action"
        problems.error(action, told)


def _check_keys(cursor: Cursor, known: tuple[str, ...], problems: Problems) -> None:
    for key, entry in cursor.items():
        if key not in known and not key.startswith("x-"):
            close = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {close[0]!r}?" if close else None
            problems.error(entry, f"unknown key {key!r}", hint)


def _environment() -> JSONPathEnvironment:
    """RFC 9535 and no more, for documents as deep as they may be."""
    from jsonpath import JSONPathEnvironment

    environment = JSONPathEnvironment(strict=True)
    environment.max_recursion_depth = DEPTH + 1
    return environment


def _origin(cursor: Cursor) -> Origin:
    return Origin(cursor.document, cursor.path)


def _nearest(cursor: Cursor, path: Parts) -> Cursor:
    """The cursor at the end of a path, or as near to it as there is something."""
    for step in path:
        if not isinstance(cursor.value, dict | list):
            break
        cursor = cursor.child(step)
    return cursor


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    return "an array" if isinstance(value, list) else "a primitive value"


def _count(value: Any) -> int:
    """How many values it is made of."""
    if not isinstance(value, dict | list):
        return 1
    entries = value.values() if isinstance(value, dict) else value
    return 1 + sum(map(_count, entries))


def _clone(value: Any) -> Any:
    """A copy that shares nothing; not copy.deepcopy, which keeps what aliases share."""
    if isinstance(value, dict):
        return {key: _clone(entry) for key, entry in value.items()}
    return [_clone(entry) for entry in value] if isinstance(value, list) else value
