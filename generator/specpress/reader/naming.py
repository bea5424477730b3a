"""Namings: the source of a type's name, which depends only on the location of the schema.

The order in which schemas are built has no influence: a new operation must not rename classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from specpress import ir
from specpress.document.problems import Step
from specpress.document.resolve import Cursor
from specpress.reader.variant_names import name_variants
from specpress.schema.table import KEYWORDS, Entry


def item_step(index: int) -> str:
    """Return the step of an item of a tuple."""
    return f"Item{index + 1}"


def extend(naming: ir.Naming, step: str) -> ir.Naming:
    """Return the naming of a schema inside another one; an empty step adds nothing."""
    return naming if not step else ir.Naming(naming.root, (*naming.steps, step))


def get_naming(cursor: Cursor) -> ir.Naming:
    """Return the naming of a schema: a component by its key, any other by the path to it."""
    node, path = _get_start(cursor)
    if not path:
        return node.state.naming
    # Siblings share the path to their parent: walk it once.
    cache, parent = cursor.workspace.naming_cache, (
        cursor.document.uri,
        cursor.path[:-1],
    )
    if parent not in cache:
        for step in path[:-1]:
            node = node.enter(step)
        cache[parent] = node
    naming: ir.Naming = cache[parent].enter(path[-1]).state.naming
    return naming


def _get_start(cursor: Cursor) -> tuple[_Node, tuple[Step, ...]]:
    """Return the node where the walk to a schema starts, and the path from there."""
    schemas = cursor.workspace.schemas
    if schemas is not None and _is_below(cursor, schemas):
        node = _Node(_State(ir.Naming("")), schemas.value, _enter_named)
        return node, cursor.path[len(schemas.path) :]
    is_main = cursor.document is cursor.workspace.main
    stem = PurePosixPath(cursor.document.name).name.partition(".")[0]
    state = _State(ir.Naming("" if is_main else stem))
    return _Node(state, cursor.document.tree, _enter_document), cursor.path


def _is_below(cursor: Cursor, holder: Cursor) -> bool:
    depth = len(holder.path)
    is_inside = len(cursor.path) > depth and cursor.path[:depth] == holder.path
    return cursor.document is holder.document and is_inside


def get_main_media_type(content: Iterable[str]) -> str | None:
    """Return the media type that contributes no step: JSON before others, in any order."""
    return min(content, key=lambda name: ("json" not in name, name), default=None)


@dataclass(slots=True)
class _State:
    """The naming so far, and the name for operations without an operationId."""

    naming: ir.Naming
    outer: str = ""
    is_path: bool = False
    is_rooted: bool = False
    """True inside of a named object, such as a component or an operation."""

    def copy(self) -> _State:
        """Return a copy."""
        return _State(self.naming, self.outer, self.is_path, self.is_rooted)

    def restart(self, root: object, *steps: str) -> None:
        """Start a new name."""
        self.naming, self.is_rooted = ir.Naming(str(root), steps), True

    def add(self, step: object) -> None:
        """Append a step to the name."""
        self.naming = extend(self.naming, str(step))


# Updates the state for a child, by its key, its parent's value and its own value; returns the
# function for the child's children. One function per object type of the specification.
_Enter = Callable[[_State, Step, Any, Any], Any]


def _enter_document(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    if step in ("paths", "webhooks"):
        state.is_path = step == "paths"
        return _enter_path_items
    return (
        _enter_components
        if step == "components"
        else _enter_schema(state, step, holder, value)
    )


def _enter_components(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    return SECTIONS.get(str(step), _enter_property)


def _enter_named(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    state.restart(step)
    return _enter_schema


@dataclass(frozen=True, slots=True)
class _Node:
    """A node on the walk: the state, the value, and the function that enters its children."""

    state: _State
    value: Any
    enter_child: _Enter

    def enter(self, step: Step) -> _Node:
        """Return a child."""
        state, value = self.state.copy(), self.value[step]
        return _Node(state, value, self.enter_child(state, step, self.value, value))


# -- schemas -----------------------------------------------------------------------------------


def _enter_schema(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    keyword = KEYWORDS.get(str(step))
    if keyword is None or keyword.step is None:
        state.add(step)
        return _enter_schema
    if not keyword.has_entries(value):
        added = keyword.step
        enter_child: _Enter = _enter_schema
    else:
        # Entries with a name replace the step of the keyword.
        added = keyword.step if keyword.entries is Entry.PLAIN else ""
        enter_child = ENTRIES[keyword.entries](state, value)
    if added:
        state.add(added)
    return enter_child


def _enter_property(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    state.add(step)
    return _enter_schema


def _enter_item_schema(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    state.add(item_step(int(step)))
    return _enter_schema


def _enter_entry(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    return _enter_schema


def _make_variants(listed: Any) -> _Enter:
    steps = name_variants(listed) if isinstance(listed, list) else []

    def enter(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
        if steps[int(step)]:
            state.add(steps[int(step)])
        return _enter_schema

    return enter


# The function that enters the entries of a keyword's list or mapping.
ENTRIES: dict[Entry, Callable[[_State, Any], _Enter]] = {
    Entry.PLAIN: lambda state, listed: _enter_entry,
    Entry.KEY: lambda state, listed: _enter_property,
    Entry.INDEX: lambda state, listed: _enter_item_schema,
    Entry.VARIANT: lambda state, listed: _make_variants(listed),
    Entry.COMPONENT: lambda state, listed: (
        _enter_property if state.is_rooted else _enter_named
    ),
}


# -- operations ---------------------------------------------------------------------------------


def _enter_path_items(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    state.outer = str(step)
    return _enter_path_item


def _enter_path_item(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    if step == "parameters":
        state.restart(state.outer)
        return _enter_parameters
    return (
        _enter_path_item
        if step == "additionalOperations"
        else _enter_operation_start(state, step, value)
    )


def _enter_operation_start(state: _State, step: Step, value: Any) -> _Enter:
    fallback = f"{step} {state.outer}" if state.is_path else state.outer
    state.restart(name_operation(value, fallback))
    return _enter_operation


def name_operation(operation: Any, fallback: str) -> str:
    """Return the root of the names of an operation's schemas: its id, or else method and path."""
    operation_id = operation.get("operationId") if isinstance(operation, dict) else None
    return str(operation_id or fallback)


def _enter_operation(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    if step == "requestBody":
        state.add("Body")
        return _enter_content
    if step == "callbacks":
        state.outer, state.is_path = state.naming.root, False
        return _enter_callbacks
    sections = {"responses": _enter_responses, "parameters": _enter_parameters}
    return sections.get(str(step), _enter_property)


def _enter_callbacks(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    state.outer = f"{state.outer} {step}".strip()
    return _enter_expressions


def _enter_expressions(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    return _enter_path_item


def _enter_parameters(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    state.add(value.get("name", step) if isinstance(value, dict) else step)
    return _enter_content


def _enter_responses(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    status = str(step)
    success = min((s for s in map(str, holder) if s.startswith("2")), default="")
    state.add("Response" if status.startswith("2") else "Error")
    if status != success:
        state.add(status)
    return _enter_content


def _enter_content(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    """Enter a child of a request body, a response or a parameter."""
    if step == "headers":
        return _enter_parameters
    return _enter_media_types if step == "content" else _enter_schema


def _enter_media_types(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    if step != get_main_media_type(holder):
        state.add(step)
    return _enter_media


def _enter_media(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    if step == "itemSchema":
        state.add("Item")
    return _enter_schema


# -- components --------------------------------------------------------------------------------


def _make_section(part: str) -> _Enter:
    """Return the function for a section of components whose names end in `part`."""

    def enter(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
        state.restart(step, *([part] if part else []))
        return _enter_content

    return enter


def _enter_shared_parameter(
    state: _State, step: Step, holder: Any, value: Any
) -> _Enter:
    name = value.get("name") if isinstance(value, dict) else None
    state.restart(name or step)
    return _enter_content


def _enter_shared_path_item(
    state: _State, step: Step, holder: Any, value: Any
) -> _Enter:
    state.outer, state.is_path = str(step), True
    return _enter_path_item


def _enter_shared_callback(
    state: _State, step: Step, holder: Any, value: Any
) -> _Enter:
    state.outer = str(step)
    return _enter_expressions


def _enter_shared_media(state: _State, step: Step, holder: Any, value: Any) -> _Enter:
    state.restart(step)
    return _enter_media


SECTIONS: dict[str, _Enter] = {
    "schemas": _enter_named,
    "responses": _make_section("Response"),
    "requestBodies": _make_section("Body"),
    "parameters": _enter_shared_parameter,
    "headers": _make_section(""),
    "pathItems": _enter_shared_path_item,
    "callbacks": _enter_shared_callback,
    "mediaTypes": _enter_shared_media,
}
