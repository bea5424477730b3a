"""Values as the document declares them: texts that YAML reads as numbers, and integers such as 1.0.

YAML reads an unquoted ``1.10`` as a number. Where the document declares text, the text as it is
written is used, with a warning. The tree is changed once, before any other stage reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from specpress.document.problems import warning
from specpress.schema.table import KEYWORDS, SCHEMA_MAPS

if TYPE_CHECKING:
    from specpress.document.load import Document
    from specpress.document.problems import Step

# Keys of a schema with one of its values, or with a list of them.
VALUES = ("const", "default", "example")
VALUE_LISTS = ("enum", "examples", "x-extensible-enum")
# Their content is not part of the document's structure.
OPAQUE = frozenset([*VALUES, *VALUE_LISTS, "value"])
# Maps with arbitrary keys: an entry `default` is a property or a response here.
MAPS = frozenset(
    [
        *(k.name for k in KEYWORDS.values() if k.value in SCHEMA_MAPS),
        "additionalOperations",
        "callbacks",
        "content",
        "encoding",
        "headers",
        "links",
        "parameters",
        "pathItems",
        "paths",
        "requestBodies",
        "responses",
        "schemas",
        "securitySchemes",
        "variables",
        "webhooks",
    ]
)
# Keys with a text, or with a list of texts, in any object of the specification.
TEXTS = (
    "description",
    "name",
    "operationId",
    "propertyName",
    "summary",
    "swagger",
    "title",
    "version",
)
TEXT_LISTS = ("required", "tags")
ADAPTED = frozenset([*OPAQUE, *TEXTS, *TEXT_LISTS])
# The types of the nodes of a tree with others inside.
CONTAINERS = frozenset([dict, list])
# References and members of `allOf` followed to the type of a value.
MAX_REFERENCES = 20

Schema = dict[str, Any]
Path = tuple["Step", ...]
# A container by the one around it and its key; few containers need a path.
_Place = tuple["_Place | None", "Step"]
TEXT: Schema = {"type": "string"}


def adapt_values(document: Document) -> None:
    """Replace values whose form in the tree is not the one that the document declares."""
    _Adapter(document).adapt()


@dataclass(slots=True)
class _Adapter:
    """Changes the tree of a document, and adds warnings to it."""

    document: Document
    # The current container.
    place: _Place | None = None

    @property
    def path(self) -> Path:
        """The steps from the root to the current container."""
        steps: list[Step] = []
        place = self.place
        while place is not None:
            place, step = place
            steps.append(step)
        return tuple(reversed(steps))

    def adapt(self) -> None:
        self._visit(self.document.tree, None, is_map=False)

    def _visit(self, node: Any, place: _Place | None, is_map: bool) -> None:
        """Adapt the values in a part of the document; `is_map` if its keys are arbitrary names."""
        if type(node) is list:
            for index, item in enumerate(node):
                if type(item) in CONTAINERS:
                    self._visit(item, (place, index), is_map=False)
            return
        is_affected = False
        for key, value in node.items():
            if type(value) is str:
                continue
            is_opaque = key in OPAQUE or key[:2] == "x-"
            if type(value) in CONTAINERS and (is_map or not is_opaque):
                is_name_map = not is_map and key in MAPS and type(value) is dict
                self._visit(value, (place, key), is_name_map)
            is_affected = is_affected or key in ADAPTED
        if is_affected and not is_map:
            self.place = place
            self._adapt_schema(node)
            self._adapt_holder(node)
            self._adapt_texts(node)

    def _adapt_schema(self, schema: Schema) -> None:
        """Adapt the values that a schema lists; a variable of a server has texts, too."""
        holder = self.place[0] if self.place else None
        is_variable = holder is not None and holder[1] == "variables"
        declared = TEXT if is_variable else schema
        for key in VALUES:
            if key in schema:
                self._adapt_entry(schema, key, declared, ())
        for key in VALUE_LISTS:
            if key in schema:
                self._adapt_list(schema[key], declared, key)

    def _adapt_holder(self, holder: dict[str, Any]) -> None:
        """Adapt the examples of a parameter, a header or a media type."""
        schema = holder.get("schema")
        if not isinstance(schema, dict):
            return
        examples = holder.get("examples")
        if "example" in holder:
            self._adapt_entry(holder, "example", schema, ())
        for name, example in examples.items() if isinstance(examples, dict) else ():
            if isinstance(example, dict) and "value" in example:
                self._adapt_entry(example, "value", schema, ("examples", name))

    def _adapt_texts(self, node: dict[str, Any]) -> None:
        for key in TEXTS:
            if key in node:
                self._adapt_entry(node, key, TEXT, ())
        # The tags of the document itself are objects.
        for key in TEXT_LISTS if self.place else ():
            if key in node:
                self._adapt_list(node[key], TEXT, key)

    def _adapt_list(self, values: Any, schema: Schema, key: str) -> None:
        for index, value in enumerate(values if isinstance(values, list) else ()):
            if type(value) is not str:
                self._adapt_entry(values, index, schema, (key,))

    def _adapt_entry(
        self, container: Any, key: Any, schema: Schema, steps: Path
    ) -> None:
        """Adapt an entry of a container, which is at `steps` below the current path."""
        value = container[key]
        if isinstance(value, (dict, list)):
            for inner_key, inner in self._list_entry_schemas(value, schema):
                self._adapt_entry(value, inner_key, inner, (*steps, key))
        elif isinstance(value, (bool, int, float)):
            declared = self._find_type(schema)
            if declared == "string":
                path = (*self.path, *steps, key)
                container[key] = self._get_text(path, value)
            elif declared == "integer" and isinstance(value, float):
                container[key] = _as_integer(value)

    def _list_entry_schemas(
        self, value: Any, schema: Schema
    ) -> Iterator[tuple[Step, Schema]]:
        """Yield the entries of a value that have a schema."""
        for part in self._list_parts(schema):
            if isinstance(value, list):
                if isinstance(part.get("items"), dict):
                    yield from ((index, part["items"]) for index in range(len(value)))
                continue
            properties = part.get("properties")
            known = properties if isinstance(properties, dict) else {}
            for key in value:
                entry = known.get(key, part.get("additionalProperties"))
                if isinstance(entry, dict):
                    yield key, entry

    def _find_type(self, schema: Schema) -> str | None:
        """Return the only type besides null that a schema declares."""
        for part in self._list_parts(schema):
            types = part.get("type")
            listed = types if isinstance(types, list) else [types]
            # Lists instead of sets: in an invalid document, a type may be an object.
            names = [name for name in listed if name not in ("null", None)]
            if names:
                is_one = all(name == names[0] for name in names)
                return names[0] if is_one and isinstance(names[0], str) else None
        return None

    def _list_parts(self, schema: Schema) -> list[Schema]:
        """Return a schema, the targets of its references in the document, and members of `allOf`."""
        parts: list[Schema] = []
        pending = [schema]
        while pending and len(parts) < MAX_REFERENCES:
            part = pending.pop(0)
            parts.append(part)
            target = self._find_target(part.get("$ref"))
            members = part.get("allOf")
            others = [target, *(members if isinstance(members, list) else ())]
            pending += [other for other in others if isinstance(other, dict)]
        return parts

    def _find_target(self, reference: Any) -> Any:
        if not isinstance(reference, str) or not reference.startswith("#/"):
            return None
        node = self.document.tree
        for step in reference[2:].split("/"):
            key = step.replace("~1", "/").replace("~0", "~")
            node = node.get(key) if isinstance(node, dict) else None
        return node

    def _get_text(self, path: Path, value: Any) -> Any:
        """Return the text of a number or boolean as it is written; JSON numbers are unchanged."""
        text = self.document.written_text(path)
        if text is None:
            return value
        kind = "boolean" if isinstance(value, bool) else "number"
        message = f"{kind} {text} where a string is declared; read as {text!r}"
        position = self.document.position(path)
        source = self.document.origin_of(path).document.text
        hint = f'write "{text}"'
        self.document.warnings.append(
            warning(message, hint, position, source, code="unquoted-value")
        )
        return text


def _as_integer(value: float) -> int | float:
    """Return a number without fraction as an int with the digits of its text."""
    return int(Decimal(repr(value))) if value.is_integer() else value
