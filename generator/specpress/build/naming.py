"""Naming: what a type's name is made from. It depends on where the schema stands, never on when it is met."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from specpress import ir
from specpress.build.variants import steps_of
from specpress.problems import Step
from specpress.resolve import Cursor

SPOKEN = {
    "items": "Item",
    "itemSchema": "Item",
    "contains": "Item",
    "contentSchema": "Content",
    "additionalProperties": "Value",
    "patternProperties": "Value",
    "unevaluatedProperties": "Value",
}
"""Keywords whose schemas are named by what they are."""
SILENT = ("allOf", "then", "else", "dependentSchemas")
"""Keywords whose schemas hold for the same value: they are named as the whole."""
CHOICES = ("oneOf", "anyOf")
MAPPED = ("patternProperties", "dependentSchemas")
NAMED = ("definitions", "$defs")
"""Keywords whose schemas are components of their own, at the top of a document."""


def position(index: int) -> str:
    """What names an item that has a schema of its own by its place."""
    return f"Item{index + 1}"


def deeper(naming: ir.Naming, step: str) -> ir.Naming:
    """The naming of a schema one step inside another."""
    return ir.Naming(naming.root, (*naming.steps, step))


def naming_of(cursor: Cursor) -> ir.Naming:
    """The naming of what stands at a place: of a component by its key, of any other by the way to it."""
    way, path = _begin(cursor)
    if not path:
        return way.walk.naming
    ways, above = cursor.workspace.ways, (cursor.document.uri, cursor.path[:-1])
    if above not in ways:
        for step in path[:-1]:
            way = way.on(step)
        ways[above] = way
    found: ir.Naming = ways[above].on(path[-1]).walk.naming
    return found


def _begin(cursor: Cursor) -> tuple[_Way, tuple[Step, ...]]:
    """Where the way to a place begins, and what of its path is left to go."""
    schemas = cursor.workspace.schemas
    if schemas is not None and _is_below(cursor, schemas):
        way = _Way(_Walk(ir.Naming("")), schemas.value, _named)
        return way, cursor.path[len(schemas.path) :]
    is_main = cursor.document is cursor.workspace.main
    stem = PurePosixPath(cursor.document.name).name.partition(".")[0]
    walk = _Walk(ir.Naming("" if is_main else stem))
    return _Way(walk, cursor.document.tree, _document), cursor.path


def _is_below(cursor: Cursor, holder: Cursor) -> bool:
    depth = len(holder.path)
    is_inside = len(cursor.path) > depth and cursor.path[:depth] == holder.path
    return cursor.document is holder.document and is_inside


def first_media(content: Iterable[str]) -> str | None:
    """The media type that is named as the whole, whatever the order: JSON before others."""
    return min(content, key=lambda name: ("json" not in name, name), default=None)


@dataclass(slots=True)
class _Walk:
    """The way so far: the naming that it gives, and what an operation without an id is called."""

    naming: ir.Naming
    outer: str = ""
    is_path: bool = False
    is_rooted: bool = False
    """Whether something with a name of its own was met."""

    def copy(self) -> _Walk:
        """The same, to go on from."""
        return _Walk(self.naming, self.outer, self.is_path, self.is_rooted)

    def begin(self, root: object, *steps: str) -> None:
        """Begin a name anew."""
        self.naming, self.is_rooted = ir.Naming(str(root), steps), True

    def into(self, step: object) -> None:
        """Go deeper by a step that is named."""
        self.naming = deeper(self.naming, str(step))


_Enter = Callable[[_Walk, Step, Any, Any], Any]
"""Takes one step into a kind of thing: its key, what holds it, itself; gives how to go on from there."""


def _document(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    if step in ("paths", "webhooks"):
        walk.is_path = step == "paths"
        return _items
    return _components if step == "components" else _schema(walk, step, holder, value)


def _components(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    return SECTIONS.get(str(step), _property)


def _named(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    walk.begin(step)
    return _schema


@dataclass(frozen=True, slots=True)
class _Way:
    """A place on the way: what was found so far, what stands there, and how to go on."""

    walk: _Walk
    value: Any
    enter: _Enter

    def on(self, step: Step) -> _Way:
        """The place one step deeper."""
        walk, value = self.walk.copy(), self.value[step]
        return _Way(walk, value, self.enter(walk, step, self.value, value))


# -- schemas -----------------------------------------------------------------------------------


def _schema(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    if step in NAMED:
        return _property if walk.is_rooted else _named
    if step in CHOICES:
        return _variants(value)
    if step == "properties":
        return _property
    if step in ("items", "prefixItems") and isinstance(value, list):
        return _position
    if step in SPOKEN:
        walk.into(SPOKEN[str(step)])
    elif step not in SILENT:
        walk.into(step)
        return _schema
    return _member if step in MAPPED or isinstance(value, list) else _schema


def _property(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    walk.into(step)
    return _schema


def _position(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    walk.into(position(int(step)))
    return _schema


def _member(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    return _schema


def _variants(listed: Any) -> _Enter:
    steps = steps_of(listed) if isinstance(listed, list) else []

    def enter(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
        walk.into(steps[int(step)])
        return _schema

    return enter


# -- what is around schemas --------------------------------------------------------------------


def _items(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    walk.outer = str(step)
    return _item


def _item(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    if step == "parameters":
        walk.begin(walk.outer)
        return _parameters
    return _item if step == "additionalOperations" else _begun(walk, step, value)


def _begun(walk: _Walk, step: Step, value: Any) -> _Enter:
    told = value.get("operationId") if isinstance(value, dict) else None
    plain = f"{step} {walk.outer}" if walk.is_path else walk.outer
    walk.begin(told or plain)
    return _operation


def _operation(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    if step == "requestBody":
        walk.into("Body")
        return _content
    if step == "callbacks":
        walk.outer, walk.is_path = walk.naming.root, False
        return _callbacks
    known = {"responses": _responses, "parameters": _parameters}
    return known.get(str(step), _property)


def _callbacks(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    walk.outer = f"{walk.outer} {step}".strip()
    return _expressions


def _expressions(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    return _item


def _parameters(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    walk.into(value.get("name", step) if isinstance(value, dict) else step)
    return _content


def _responses(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    status = str(step)
    good = min((s for s in map(str, holder) if s.startswith("2")), default="")
    walk.into("Response" if status.startswith("2") else "Error")
    if status != good:
        walk.into(status)
    return _content


def _content(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    """A body, a response or a parameter."""
    if step == "headers":
        return _parameters
    return _media_types if step == "content" else _schema


def _media_types(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    if step != first_media(holder):
        walk.into(step)
    return _media


def _media(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    if step == "itemSchema":
        walk.into("Item")
    return _schema


# -- components --------------------------------------------------------------------------------


def _shared(part: str) -> _Enter:
    """What is named by its key in the components, and by which part of an operation it is."""

    def enter(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
        walk.begin(step, *([part] if part else []))
        return _content

    return enter


def _shared_parameter(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    told = value.get("name") if isinstance(value, dict) else None
    walk.begin(told or step)
    return _content


def _shared_item(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    walk.outer, walk.is_path = str(step), True
    return _item


def _shared_callback(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    walk.outer = str(step)
    return _expressions


def _shared_media(walk: _Walk, step: Step, holder: Any, value: Any) -> _Enter:
    walk.begin(step)
    return _media


SECTIONS: dict[str, _Enter] = {
    "schemas": _named,
    "responses": _shared("Response"),
    "requestBodies": _shared("Body"),
    "parameters": _shared_parameter,
    "headers": _shared(""),
    "pathItems": _shared_item,
    "callbacks": _shared_callback,
    "mediaTypes": _shared_media,
}
