"""Compare objects with maps, and tuples with arrays: one transfers some of the values of the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from specpress import ir
from specpress.diff import enums
from specpress.diff.changes import Direction
from specpress.diff.recorder import Recorder, Spot
from specpress.diff.sides import Side
from specpress.diff.variants import find_variant


def compare_containers(
    recorder: Recorder, spot: Spot, old: ir.Type, new: ir.Type
) -> str | None:
    """Return the action between two kinds of containers; None if the reader accepts no value, or for other types."""
    ends = _Ends.of(recorder, spot.direction)
    is_request = spot.direction is Direction.REQUEST
    written, read = (old, new) if is_request else (new, old)
    match written, read:
        case ir.Object(), ir.Map():
            is_possible = ends.writes_keys_for_map(written, read)
        case ir.Map(), ir.Object():
            is_possible = ends.reads_keys_of_map(written, read)
        case ir.Tuple(), ir.Array():
            is_possible = ends.have_equal_items(written, read)
        case ir.Array(), ir.Tuple():
            is_possible = ends.have_equal_items(written, read)
        case (ir.Scalar() | ir.Enum()), ir.Array() if spot.is_text:
            # One value is written like an array of one.
            return "became-list" if ends.reads_some(written, read.item) else None
        case _:
            return None
    return f"became-{type(new).__name__.lower()}" if is_possible else None


@dataclass(frozen=True, slots=True)
class _Ends:
    """The package or server that writes a value, and the one that reads it."""

    writer: Side
    reader: Side
    is_request: bool

    @classmethod
    def of(cls, recorder: Recorder, direction: Direction) -> _Ends:
        """Return the ends of a direction: the deployed client has the old document."""
        if direction is Direction.REQUEST:
            return cls(recorder.old, recorder.new, True)
        return cls(recorder.new, recorder.old, False)

    def writes_keys_for_map(self, written: ir.Object, read: ir.Map) -> bool:
        """Return whether a map reads the properties that are always written."""
        always = [f for f in written.fields if self._is_always_transferred(f)]
        return all(self.accepts(f.type, read.value) for f in always)

    def reads_keys_of_map(self, written: ir.Map, read: ir.Object) -> bool:
        """Return whether an object needs no property, and reads the values of others."""
        if any(map(self._is_always_transferred, read.fields)):
            return False
        if read.additional is not None:
            return self.accepts(written.value, read.additional)
        # Only servers refuse undeclared properties.
        is_refused = self.is_request and _is_closed(self.reader, read)
        return not is_refused or _is_closed(self.writer, written)

    def have_equal_items(
        self, written: ir.Tuple | ir.Array, read: ir.Tuple | ir.Array
    ) -> bool:
        """Return whether each item that is written can be read."""
        written_items, read_items = map(_list_items, (written, read))
        return all(self.accepts(w, r) for w in written_items for r in read_items)

    def _is_always_transferred(self, source: ir.Field) -> bool:
        is_hidden = source.read_only if self.is_request else source.write_only
        return source.required and not is_hidden

    def accepts(self, written: ir.TypeId, read: ir.TypeId) -> bool:
        """Return whether a type includes another one."""
        writer, reader = self.writer.python, self.reader.python
        source, target = writer.plain(written), reader.plain(read)
        if reader.accepts_anything(read):
            return True
        if isinstance(target, ir.Union) and not isinstance(source, ir.Union):
            return find_variant(writer, source, reader, target) is not None
        if isinstance(source, ir.Enum) and isinstance(target, ir.Scalar):
            return source.kind == target.kind
        # What classes of one name differ in is compared apart.
        has_same_name = writer.format_type(source.id) == reader.format_type(target.id)
        return has_same_name or (
            isinstance(source, ir.Enum) and _list_values(source) <= _list_values(target)
        )

    def reads_some(self, written: ir.Scalar | ir.Enum, read: ir.TypeId) -> bool:
        """Return whether a type includes another one, or some values of an enum."""
        target = self.reader.python.plain(read)
        has_common = bool(_list_values(written) & _list_values(target))
        return has_common or self.accepts(written.id, read)


def list_inner_pairs(
    recorder: Recorder, old: ir.Type, new: ir.Type
) -> Iterator[tuple[ir.TypeId, ir.TypeId]]:
    """Yield the types inside of two containers that have the same annotation."""
    old_python, new_python = recorder.pythons
    for first, second in product(_list_inner_types(old), _list_inner_types(new)):
        if old_python.format_type(first) == new_python.format_type(second):
            yield first, second


def _list_inner_types(schema: ir.Type) -> list[ir.TypeId]:
    match schema:
        case ir.Array() | ir.Tuple():
            return _list_items(schema)
        case ir.Map(value=value):
            return [value]
        case ir.Object(fields=fields, additional=additional):
            undeclared = [additional] if additional is not None else []
            return [*(field.type for field in fields), *undeclared]
        case _:
            return []


def _list_values(schema: ir.Type) -> set[object]:
    return {*(enums.list_values(schema) or ())}


def _list_items(schema: ir.Tuple | ir.Array) -> list[ir.TypeId]:
    if isinstance(schema, ir.Array):
        return [schema.item]
    return [*schema.items, *([schema.rest] if schema.rest is not None else [])]


def _is_closed(side: Side, schema: ir.Type) -> bool:
    """Return whether a document allows no undeclared properties."""
    cursor = side.find(schema.id)
    value = cursor.value if cursor is not None else None
    return isinstance(value, dict) and value.get("additionalProperties") is False
