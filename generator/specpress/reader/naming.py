"""Namings: the source of a type's name, which depends only on the location of the schema.

The order in which schemas are built has no influence: a new operation must not rename classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
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


def get_main_media_type(content: Iterable[str]) -> str | None:
    """Return the media type that contributes no step: JSON before others, in any order."""
    return min(content, key=lambda name: ("json" not in name, name), default=None)


@dataclass(slots=True)
class _State:
    """A value on the path to a schema: its object type, and the naming up to it."""

    place: str
    """The object type of the specification, a key of `PLACES`."""
    naming: ir.Naming
    outer: str = ""
    """The name for operations without an operationId."""
    is_path: bool = False
    is_rooted: bool = False
    """True inside of a named object, such as a component or an operation."""
    variants: Sequence[str] = ()
    """The names of the entries, if the value is a list of variants."""
    main: str | None = None
    """The entry that adds no step to the name, if the value is `content` or `responses`."""

    def restart(self, root: object, *steps: str) -> None:
        """Start a new name."""
        self.naming, self.is_rooted = ir.Naming(str(root), steps), True

    def add(self, step: object) -> None:
        """Append a step to the name."""
        naming = self.naming
        self.naming = ir.Naming(naming.root, (*naming.steps, str(step)))


@dataclass(slots=True)
class Namings:
    """The namings of the schemas of a document.

    `schemas` is the value of `components.schemas`, which a `$ref` may move to another document.
    """

    schemas: Cursor | None = None
    # Naming a value starts from that of its parent.
    _states: dict[Cursor, _State] = field(default_factory=dict, repr=False)

    def get(self, cursor: Cursor) -> ir.Naming:
        """Return the naming of a schema: a component by its key, any other by the path to it."""
        return self._find_state(cursor).naming

    def _get_state(self, cursor: Cursor) -> _State:
        state = self._states.get(cursor)
        if state is None:
            is_section = cursor is self.schemas
            state = _State("components.schemas", ir.Naming("")) if is_section else None
            state = self._states[cursor] = state or self._find_state(cursor)
        return state

    def _find_state(self, cursor: Cursor) -> _State:
        if cursor.parent is not None:
            parent = self._get_state(cursor.parent)
            return _enter(parent, cursor.key, cursor.parent.value)
        is_main = cursor.document is cursor.workspace.main
        stem = PurePosixPath(cursor.document.name).name.partition(".")[0]
        place = "document" if cursor.document.upgrade is None else "Swagger document"
        return _State(place, ir.Naming("" if is_main else stem))


def _enter(state: _State, step: Step, holder: Any) -> _State:
    """Return the state of an entry of the value that `state` describes."""
    rules = PLACES[state.place]
    place, update = rules.get(step) or rules[OTHER]
    entry = _State(place, state.naming, state.outer, state.is_path, state.is_rooted)
    entry.variants, entry.main = state.variants, state.main
    update(entry, step, holder)
    return entry


# -- schemas -----------------------------------------------------------------------------------


def _enter_keyword(entry: _State, step: Step, holder: Any) -> None:
    """Enter the value of a keyword of a schema."""
    keyword, value = KEYWORDS.get(str(step)), holder[step]
    if keyword is None or keyword.step is None:
        entry.add(step)
        return
    added: str | None = keyword.step
    if keyword.has_entries(value):
        # Entries with a name replace the step of the keyword.
        added = keyword.step if keyword.entries is Entry.PLAIN else ""
        entry.place = keyword.entries.name
        if keyword.entries is Entry.VARIANT:
            entry.variants = name_variants(value) if isinstance(value, list) else []
    if added:
        entry.add(added)


def _add_item(entry: _State, step: Step, holder: Any) -> None:
    entry.add(item_step(int(step)))


def _add_variant(entry: _State, step: Step, holder: Any) -> None:
    entry.naming = extend(entry.naming, entry.variants[int(step)])


def _enter_definition(entry: _State, step: Step, holder: Any) -> None:
    if entry.is_rooted:
        entry.add(step)
    else:
        entry.restart(step)


# -- operations ---------------------------------------------------------------------------------


def _keep(entry: _State, step: Step, holder: Any) -> None:
    """Add nothing to the name."""


def _add_key(entry: _State, step: Step, holder: Any) -> None:
    entry.add(step)


def _add(added: str) -> _Update:
    return lambda entry, step, holder: entry.add(added)


def _add_name(entry: _State, step: Step, holder: Any) -> None:
    value = holder[step]
    entry.add(value.get("name", step) if isinstance(value, dict) else step)


def _enter_paths(entry: _State, step: Step, holder: Any) -> None:
    entry.is_path = step == "paths"


def _set_outer(entry: _State, step: Step, holder: Any) -> None:
    entry.outer = str(step)


def _restart_at_path(entry: _State, step: Step, holder: Any) -> None:
    entry.restart(entry.outer)


def _enter_operation(entry: _State, step: Step, holder: Any) -> None:
    fallback = f"{step} {entry.outer}" if entry.is_path else entry.outer
    entry.restart(name_operation(holder[step], fallback))


def name_operation(operation: Any, fallback: str) -> str:
    """Return the root of the names of an operation's schemas: its id, or else method and path."""
    operation_id = operation.get("operationId") if isinstance(operation, dict) else None
    return str(operation_id or fallback)


def _enter_callbacks(entry: _State, step: Step, holder: Any) -> None:
    entry.outer, entry.is_path = entry.naming.root, False


def _enter_callback(entry: _State, step: Step, holder: Any) -> None:
    entry.outer = f"{entry.outer} {step}".strip()


def _enter_responses(entry: _State, step: Step, holder: Any) -> None:
    successes = (s for s in map(str, holder[step] or ()) if s.startswith("2"))
    entry.main = min(successes, default="")


def _enter_response(entry: _State, step: Step, holder: Any) -> None:
    status = str(step)
    entry.add("Response" if status.startswith("2") else "Error")
    if status != entry.main:
        entry.add(status)


def _enter_content(entry: _State, step: Step, holder: Any) -> None:
    entry.main = get_main_media_type(holder[step] or ())


def _add_media_type(entry: _State, step: Step, holder: Any) -> None:
    if step != entry.main:
        entry.add(step)


# -- components --------------------------------------------------------------------------------


def _restart(*steps: str) -> _Update:
    """Name a component, with the part that it has in an operation."""
    return lambda entry, step, holder: entry.restart(step, *steps)


def _restart_at_name(entry: _State, step: Step, holder: Any) -> None:
    value = holder[step]
    name = value.get("name") if isinstance(value, dict) else None
    entry.restart(name or step)


def _enter_shared_path_item(entry: _State, step: Step, holder: Any) -> None:
    entry.outer, entry.is_path = str(step), True


# Changes the state of an entry, which is a copy of that of its parent, by its key and the value
# of its parent.
_Update = Callable[[_State, Step, Any], None]
# The key of the rule for all other entries.
OTHER = None
# The entries of each object type of the specification: their object type and their step.
PLACES: dict[str, dict[Step | None, tuple[str, _Update]]] = {
    "document": {
        "paths": ("path items", _enter_paths),
        "webhooks": ("path items", _enter_paths),
        "components": ("components", _keep),
        OTHER: ("schema", _enter_keyword),
    },
    # Files that a Swagger document refers to keep their structure.
    "Swagger document": {
        "paths": ("path items", _enter_paths),
        "components": ("components", _keep),
        "responses": ("components.responses", _keep),
        "parameters": ("components.parameters", _keep),
        OTHER: ("schema", _enter_keyword),
    },
    "path items": {OTHER: ("path item", _set_outer)},
    "path item": {
        "parameters": ("parameters", _restart_at_path),
        "additionalOperations": ("path item", _keep),
        OTHER: ("operation", _enter_operation),
    },
    "operation": {
        "requestBody": ("content holder", _add("Body")),
        "responses": ("responses", _enter_responses),
        "parameters": ("parameters", _keep),
        "callbacks": ("callbacks", _enter_callbacks),
        OTHER: ("schema", _add_key),
    },
    "callbacks": {OTHER: ("callback", _enter_callback)},
    "callback": {OTHER: ("path item", _keep)},
    "parameters": {OTHER: ("content holder", _add_name)},
    "responses": {OTHER: ("content holder", _enter_response)},
    # A request body, a response, a parameter or a header.
    "content holder": {
        "headers": ("parameters", _keep),
        "content": ("content", _enter_content),
        OTHER: ("schema", _keep),
    },
    "content": {OTHER: ("media type", _add_media_type)},
    "media type": {
        "itemSchema": ("schema", _add("Item")),
        OTHER: ("schema", _keep),
    },
    "components": {
        **{
            section: (f"components.{section}", _keep)
            for section in (
                "schemas",
                "responses",
                "requestBodies",
                "parameters",
                "headers",
                "pathItems",
                "callbacks",
                "mediaTypes",
            )
        },
        OTHER: ("schema", _add_key),
    },
    "components.schemas": {OTHER: ("schema", _restart())},
    "components.responses": {OTHER: ("content holder", _restart("Response"))},
    "components.requestBodies": {OTHER: ("content holder", _restart("Body"))},
    "components.parameters": {OTHER: ("content holder", _restart_at_name)},
    "components.headers": {OTHER: ("content holder", _restart())},
    "components.pathItems": {OTHER: ("path item", _enter_shared_path_item)},
    "components.callbacks": {OTHER: ("callback", _set_outer)},
    "components.mediaTypes": {OTHER: ("media type", _restart())},
    "schema": {OTHER: ("schema", _enter_keyword)},
    Entry.PLAIN.name: {OTHER: ("schema", _keep)},
    Entry.KEY.name: {OTHER: ("schema", _add_key)},
    Entry.INDEX.name: {OTHER: ("schema", _add_item)},
    Entry.VARIANT.name: {OTHER: ("schema", _add_variant)},
    Entry.COMPONENT.name: {OTHER: ("schema", _enter_definition)},
}
