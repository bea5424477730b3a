"""The shapes of lists: the items of a response, and the properties around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.document.media_types import is_json, plain
from specpress.document.pointers import escape_step, split_pointer
from specpress.document.resolve import Cursor
from specpress.reader.paging import words

MAX_DEPTH = 3
TEXT = frozenset({ir.ScalarKind.STRING, ir.ScalarKind.UUID})
NUMBERS = frozenset(
    {ir.ScalarKind.INTEGER, ir.ScalarKind.NUMBER, ir.ScalarKind.DECIMAL_NUMBER}
)
CURSORS = TEXT | NUMBERS | {ir.ScalarKind.DATETIME, ir.ScalarKind.BYTES}


@dataclass(frozen=True, slots=True)
class Spot:
    """A property of a response that is a scalar."""

    pointer: str
    name: str
    """Its name without separators."""
    holder: str
    """Name of the object around it, without separators; "" at the top."""
    kind: ir.ScalarKind
    origin: ir.TypeId


@dataclass(frozen=True, slots=True)
class ListShape:
    """A response with a list."""

    items: str
    """Pointer to the items."""
    item: tuple[ir.TypeId, ...]
    """Types of an item."""
    spots: tuple[Spot, ...] = ()


class Shapes:
    """Reads the shapes of responses."""

    def __init__(self, root: Cursor, types: Mapping[ir.TypeId, ir.Type]) -> None:
        self.root, self.types = root, types

    def plain(self, type_id: ir.TypeId) -> ir.Type:
        """Return a type without aliases and null."""
        schema = self.types[type_id]
        while isinstance(schema, (ir.Alias, ir.Nullable)):
            target = schema.target if isinstance(schema, ir.Alias) else schema.inner
            schema = self.types[target]
        return schema

    def find_kind(self, type_id: ir.TypeId) -> ir.ScalarKind | None:
        """Return the kind of a scalar; None for any other type."""
        match self.plain(type_id):
            case ir.Scalar(kind=kind):
                return kind
            case ir.Union(variants=variants):
                kinds = {self.find_kind(variant) for variant in variants} - {None}
                is_cursor = len(kinds) > 1 and kinds <= CURSORS
                only = kinds.pop() if len(kinds) == 1 or is_cursor else None
                return only if len(variants) > 1 else None
        return None

    def find_response(self, operation: ir.Operation) -> ir.TypeId | None:
        """Return the type of the JSON of all successful responses; None if they have several."""
        responses = [r for r in operation.responses if r.status.startswith("2")]
        responses = responses or [
            r for r in operation.responses if r.status == "default"
        ]
        types = {
            r.type
            for r in responses
            if r.type is not None and r.media_type and _may_be_json(r.media_type)
        }
        return types.pop() if len(types) == 1 else None

    def find_list(self, operation: ir.Operation) -> ListShape | None:
        """Return the shape of the list that an operation returns, or None."""
        type_id = self.find_response(operation)
        schema = self.plain(type_id) if type_id is not None else None
        if schema is not None and (item := self.list_item_types(schema)):
            return ListShape("", item)
        if not isinstance(schema, ir.Object) or _is_resource(schema):
            return None
        parts = [p for p in operation.path.split("/") if p and not p.startswith("{")]
        nouns = [words.normalize(part) for part in reversed(parts)][:2]
        return self._find_in_object(schema, nouns) or self._unwrap(schema, nouns)

    def list_item_types(self, schema: ir.Type) -> tuple[ir.TypeId, ...]:
        """Return the types of the items of an array, or of one of several arrays."""
        if isinstance(schema, ir.Array):
            return (schema.item,)
        variants = schema.variants if isinstance(schema, ir.Union) else ()
        arrays = [self.plain(variant) for variant in variants]
        items = [array.item for array in arrays if isinstance(array, ir.Array)]
        return (*items,) if len(items) == len(variants) else ()

    def find_items(
        self, operation: ir.Operation, pointer: str
    ) -> tuple[ir.TypeId, ...]:
        """Return the types of the items at a pointer of the response; empty without an array."""
        type_id = self.find_response(operation)
        for step in split_pointer(pointer) if type_id is not None else ():
            schema = self.plain(type_id) if type_id is not None else None
            fields = schema.fields if isinstance(schema, ir.Object) else ()
            type_id = next((f.type for f in fields if f.wire == step), None)
        schema = self.plain(type_id) if type_id is not None else None
        return self.list_item_types(schema) if schema is not None else ()

    def _find_in_object(
        self, schema: ir.Object, nouns: list[str], prefix: str = ""
    ) -> ListShape | None:
        lists = {
            field: array
            for field in schema.fields
            if isinstance(array := self.plain(field.type), ir.Array)
            and words.normalize(field.wire) not in words.NO_ITEMS
        }
        field = self._choose(lists, nouns)
        if field is None:
            return None
        spots = (*self._list_spots(schema, prefix),)
        pointer = f"{prefix}/{escape_step(field.wire)}"
        return ListShape(pointer, (lists[field].item,), spots)

    def _choose(
        self, lists: Mapping[ir.Field, ir.Array], nouns: list[str]
    ) -> ir.Field | None:
        """Return the field with the items; None if it is not clear."""
        by_name = {words.normalize(field.wire): field for field in lists}
        if len(by_name) == 1:
            return next(iter(by_name.values()))
        for name in (*words.ITEMS, *nouns):
            if name in by_name:
                return by_name[name]
        objects = [
            field
            for field, array in lists.items()
            if isinstance(self.plain(array.item), ir.Object)
        ]
        return objects[0] if len(objects) == 1 else None

    def _unwrap(self, schema: ir.Object, nouns: list[str]) -> ListShape | None:
        """Return the list in the only object of a response that contains one with its state."""
        shapes = []
        for field in schema.fields:
            inner = self.plain(field.type)
            name = words.normalize(field.wire)
            if isinstance(inner, ir.Object) and name not in words.CONTROL:
                prefix = f"/{escape_step(field.wire)}"
                is_list = not _is_resource(inner)
                shape = self._find_in_object(inner, nouns, prefix) if is_list else None
                shapes += [shape] if shape is not None else []
        return shapes[0] if len(shapes) == 1 and shapes[0].spots else None

    def _list_spots(
        self, schema: ir.Object, prefix: str, holder: str = "", depth: int = 0
    ) -> Iterator[Spot]:
        """Yield the scalars of an object, and of the objects with the state of the pagination."""
        for field in schema.fields:
            name = words.normalize(field.wire)
            pointer = f"{prefix}/{escape_step(field.wire)}"
            kind, inner = self.find_kind(field.type), self.plain(field.type)
            if kind is not None:
                origin = next(iter(field.origins), "")
                yield Spot(pointer, name, holder, kind, origin)
                continue
            is_control = name in words.CONTROL and depth < MAX_DEPTH
            if isinstance(inner, ir.Object) and is_control:
                yield from self._list_spots(inner, pointer, name, depth + 1)

    # -- schemas -----------------------------------------------------------------------------

    def read_schema(self, origin: str) -> Mapping[str, Any]:
        """Return the keywords of a schema, with those of the schemas that it refers to."""
        cursor, keywords = self.root.workspace.find(origin), dict[str, Any]()
        for _ in range(MAX_DEPTH):
            if cursor is None or not isinstance(cursor.value, dict):
                break
            keywords = {**cursor.value, **keywords}
            cursor = _find_reference(self.root, cursor)
        return keywords

    def is_url(self, spot: Spot) -> bool:
        """Return whether the schema of a property describes a URL."""
        schema = self.read_schema(spot.origin)
        if schema.get("format") in words.URL_FORMATS:
            return True
        texts = [schema.get(key) for key in ("description", "title", "example")]
        examples = schema.get("examples")
        texts += examples if isinstance(examples, list) else []
        return any(isinstance(t, str) and words.IS_URL.search(t) for t in texts)


def _find_reference(root: Cursor, cursor: Cursor) -> Cursor | None:
    reference = cursor.value.get("$ref")
    is_local = isinstance(reference, str) and reference.startswith("#/")
    label = cursor.id.partition("#")[0]
    return root.workspace.find(f"{label}{reference}") if is_local else None


def _may_be_json(media_type: str) -> bool:
    return is_json(plain(media_type)) or plain(media_type) in ("*/*", "application/*")


def _is_resource(schema: ir.Object) -> bool:
    return any(words.normalize(field.wire) in words.IDENTITY for field in schema.fields)
