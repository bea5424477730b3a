"""Sample values: valid, invalid and future JSON values of each type, with their Python types.

They are small: an object has only its required keys, an array inside an object is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.evidence import future_values as future
from specpress.evidence.json_kinds import (
    JSON_VALUES,
    SCALAR_KINDS,
    UNCHECKED_TEXT,
    encode_text,
    list_kinds,
    number_of,
)
from specpress.evidence.variant_keys import (
    count_undeclared,
    get_required_keys,
    is_complete,
)
from specpress.package.samples import SCALARS
from specpress.python import unions
from specpress.python.types import SCALARS as PYTHON_SCALARS
from specpress.python.types import PythonTypes

Shapes = dict[str, Any]  # values by their Python types: "str", "Issue", "list[Issue]"
# Python type and value of a sample of an unconstrained schema.
ANYTHING: tuple[str, Any] = "dict[list[str]]", {"any": ["thing"]}
MAX_DEPTH = 3  # of invalid and future values inside containers
MAX_STEPS = 2_000  # per value: a type may expand exponentially
MAX_ITEMS = 10  # of an array that must have several
# Each variant with a sample is compared with all others: of many variants, the first ones have one.
MAX_COMPARISONS, MIN_VARIANTS = 20_000, 10
Parents = frozenset[ir.TypeId]  # the types that contain a value


class NoSampleValue(Exception):
    """The type has no finite value, or its value is not JSON."""


@dataclass(slots=True)
class SampleValues:
    """Builds sample values of the types of an API."""

    python: PythonTypes
    is_sent: bool = False
    """True for values of requests, which have no read-only keys."""
    _minimal: dict[ir.TypeId, Any] = field(default_factory=dict)
    _steps: int = 0

    def list_values(
        self, type_id: ir.TypeId, text: str, parents: Parents = frozenset()
    ) -> Shapes:
        """Return values of a type by their Python types; strings are the `text`.

        Raises:
            NoSampleValue: the type has no finite value.
        """
        schema = self.python.resolve(type_id)
        inside = parents | {schema.id}
        if schema.id in parents:
            raise NoSampleValue
        match schema:
            case ir.Nullable(inner=inner):
                return {**self.list_values(inner, text, inside), "None": None}
            case ir.Array(item=item):
                items = self._list_items(item, text, inside)
                return {
                    f"list[{s}]": self._build_items(schema.id, v)
                    for s, v in items.items()
                } or {"list": []}
            case ir.Map(value=item):
                items = self._list_items(item, text, inside)
                return {f"dict[{s}]": {"key": v} for s, v in items.items()} or {
                    "dict": {}
                }
            case ir.Tuple(items=items):
                parts = [
                    next(iter(self.list_values(i, text, inside).items())) for i in items
                ]
                shapes = ", ".join(shape for shape, _ in parts)
                return {f"tuple[{shapes}]": [value for _, value in parts]}
            case ir.Union():
                return self._list_union_values(schema, text, inside)
            case ir.JsonText(content=content):
                items = self.list_values(content, text, inside)
                return {s: encode_text(v) for s, v in items.items()}
            case _:
                return {self._shape(schema): self.build_minimal(type_id, text)}

    def _list_items(self, item: ir.TypeId, text: str, parents: Parents) -> Shapes:
        """Return the items of a container; none if the item contains the container."""
        try:
            return self.list_values(item, text, parents)
        except NoSampleValue:
            return {}

    def _shape(self, schema: ir.Type) -> str:
        """Return the Python type of a value that is neither a container nor a union."""
        match schema:
            case ir.Object() | ir.Enum():
                return self.python.names[
                    self.python.shared_schemas.get(schema.id, schema.id)
                ]
            case ir.Scalar(kind=ir.ScalarKind.DECIMAL_NUMBER):
                return str(PYTHON_SCALARS[ir.ScalarKind.DECIMAL])
            case ir.Scalar(kind=kind):
                return str(PYTHON_SCALARS[kind])
            case ir.Const(value=value):
                return "None" if value is None else type(value).__name__
            case _:
                return ANYTHING[0]

    def build_minimal(self, type_id: ir.TypeId, text: str = "text") -> Any:
        """Return the smallest value that is not null.

        Raises:
            NoSampleValue: the type has no finite value.
        """
        self._steps = 0
        return self._build_minimal(type_id, text, frozenset())

    def _build_minimal(self, type_id: ir.TypeId, text: str, parents: Parents) -> Any:
        schema = self.python.plain(type_id)
        self._steps += 1
        if schema.id in parents or self._steps > MAX_STEPS:
            raise NoSampleValue
        match schema:
            case ir.Scalar():
                return self._build_scalar(schema, text)
            case ir.Const(value=value):
                return value
            case ir.Enum(members=members):
                return members[0].value
            case ir.Array():
                return self._repair(schema.id, [])
            case ir.Map():
                return self._repair(schema.id, {})
            case ir.Tuple(items=items):
                return [
                    self._build_minimal(i, text, parents | {schema.id}) for i in items
                ]
            case ir.Object() | ir.Union():
                if schema.id not in self._minimal:
                    value = self._build_composite(schema, text, parents | {schema.id})
                    self._minimal[schema.id] = value
                return self._minimal[schema.id]
            case ir.JsonText(content=content):
                return encode_text(
                    self._build_minimal(content, text, parents | {schema.id})
                )
            case _:
                return ANYTHING[1]

    def _build_composite(
        self, schema: ir.Object | ir.Union, text: str, parents: Parents
    ) -> Any:
        if isinstance(schema, ir.Union):
            return self._build_variant(schema, text, parents)
        value = {
            f.wire: (
                None
                if self.python.accepts_null(f.type)
                else self._build_field(f, parents)
            )
            for f in schema.fields
            if self._is_required(f)
        }
        return self._repair(schema.id, value)

    def _build_variant(self, union: ir.Union, text: str, parents: Parents) -> Any:
        """Return the first variant that the whole union allows, else a sample of the union."""
        first = None
        for variant in union.variants:
            try:
                value = self._build_minimal(variant, text, parents)
            except NoSampleValue:
                continue
            if self.python.repairer.allows(union.id, value, self.is_sent):
                return value
            first = first or (value,)
        if first is None:
            raise NoSampleValue
        return self._repair(union.id, *first)

    def _build_items(self, array_id: ir.TypeId, item: Any) -> list[Any]:
        """Return an array with as few copies of an item as its schema allows."""
        arrays = ([item] * count for count in range(1, MAX_ITEMS + 1))
        allows = self.python.repairer.allows
        return next((a for a in arrays if allows(array_id, a, self.is_sent)), [item])

    def _repair(self, type_id: ir.TypeId, value: Any) -> Any:
        """Return a value of the same kind that the whole schema allows, if there is one."""
        valid = self.python.repairer(type_id, value, self.is_sent)
        return valid if type(valid) is type(value) else value

    def _is_required(self, source: ir.Field) -> bool:
        """Return whether a value must have the key, in the direction of the values."""
        if self.is_sent:
            return source.required and not source.read_only
        return source.is_required_in_responses

    def _build_field(self, source: ir.Field, parents: Parents) -> Any:
        preset = source.preset
        return (
            preset if preset else self._build_minimal(source.type, source.wire, parents)
        )

    def _build_scalar(self, schema: ir.Scalar, text: str) -> Any:
        """Return a value that depends on the `text`, so that a test notices confused fields."""
        match schema.kind:
            case ir.ScalarKind.BINARY:
                raise NoSampleValue
            case ir.ScalarKind.INTEGER:
                value: Any = number_of(text)
            case ir.ScalarKind.NUMBER | ir.ScalarKind.DECIMAL_NUMBER:
                value = number_of(text) + 0.5
            case ir.ScalarKind.STRING:
                value = text
            case kind:
                return SCALARS[kind]
        return self._repair(schema.id, value)

    # -- unions ------------------------------------------------------------------------------

    def _list_union_values(
        self, union: ir.Union, text: str, parents: Parents
    ) -> Shapes:
        """Return values of all variants that can be distinguished from the others."""
        if self.python.is_any(union):
            return dict([ANYTHING])
        leaves = [*self._list_leaves(union)] or [union]
        values: Shapes = {}
        variants = unions.sort_variants(self.python, union)
        for variant in variants[: max(MIN_VARIANTS, MAX_COMPARISONS // len(leaves))]:
            try:
                candidates = self._list_variant_values(union, variant, text, parents)
            except NoSampleValue:
                continue
            for shape, value in candidates.items():
                if self._is_unambiguous(union, leaves, shape, value, values):
                    values.setdefault(shape, value)
        if not values:
            raise NoSampleValue
        return values

    def _list_variant_values(
        self, union: ir.Union, variant: ir.TypeId, text: str, parents: Parents
    ) -> Shapes:
        """Return values of a variant, with the value of the discriminator if the union has one."""
        tag = unions.find_tag(self.python, union)
        values = self.list_values(variant, text, parents)
        if tag is None or not isinstance(self.python.plain(variant), ir.Object):
            return values
        key, variants = tag
        tags = [value for value, target in variants.items() if target == variant]
        return {
            s: (
                {**v, key: unions.tag_from_text(tags[0], v.get(key))}
                if tags and v is not None
                else v
            )
            for s, v in values.items()
        }

    def _list_leaves(self, union: ir.Union) -> Iterator[ir.Type]:
        """Yield the variants, and those of nested unions."""
        # A stack instead of recursion: documents nest unions deeper than Python's stack.
        pending, listed = [union.id], set[ir.TypeId]()
        while pending:
            schema = self.python.plain(pending.pop())
            if not isinstance(schema, ir.Union):
                yield schema
            elif schema.id not in listed:
                listed.add(schema.id)
                pending += reversed(schema.variants)

    def _is_unambiguous(
        self,
        union: ir.Union,
        leaves: list[ir.Type],
        shape: str,
        value: Any,
        others: Shapes,
    ) -> bool:
        """Return whether a value matches only one variant, in any order of the variants."""
        match value:
            case None:
                return True
            case dict():
                return self._is_unambiguous_object(union, leaves, shape, value)
            case list():
                return not any(isinstance(v, list) for v in others.values())
            case str() if any(isinstance(leaf, ir.JsonText) for leaf in leaves):
                return False
            case str() if shape == "bytes":
                return not any(isinstance(v, str) for v in others.values())
            case _:
                return value not in others.values()

    def _is_unambiguous_object(
        self, union: ir.Union, leaves: list[ir.Type], shape: str, value: dict[str, Any]
    ) -> bool:
        """Return whether an object has a tag, or keys that only one variant declares."""
        tag = unions.find_tag(self.python, union)
        if tag is not None:
            return unions.tag_to_text(value.get(tag[0])) in tag[1]
        counts = sorted(
            (count_undeclared(self.python, leaf, value), self._class_name(leaf))
            for leaf in leaves
            if isinstance(leaf, (ir.Object, ir.Map))
            and is_complete(self.python, leaf, value)
        )
        best = [name for count, name in counts if count == counts[0][0]]
        return best == [shape.partition("[")[0]]

    def _class_name(self, schema: ir.Type) -> str:
        return "dict" if isinstance(schema, ir.Map) else self._shape(schema)

    def build_unknown_variant(self, union: ir.Union) -> dict[str, Any] | None:
        """Return an object that matches no variant; None if the union is closed."""
        tag = unions.find_tag(self.python, union)
        objects = [
            leaf
            for leaf in self._list_leaves(union)
            if isinstance(leaf, (ir.Object, ir.Map))
        ]
        is_open = self.python.has_unknown(union) and not self.python.is_any(union)
        have_required = all(get_required_keys(self.python, o) for o in objects)
        if not is_open or (tag is None and not have_required):
            return None
        if len(objects) < 2:
            return None  # With one object variant, any object is that one or invalid.
        properties = {tag[0]: future.NEW_TEXT} if tag is not None else {}
        return {**properties, future.NEW_VARIANT_KEY: future.NESTED}

    # -- invalid and future values -------------------------------------------------------------

    def list_invalid(self, type_id: ir.TypeId, depth: int = MAX_DEPTH) -> list[Any]:
        """Return values that contradict a type, and any compatible later version of it."""
        kinds = list_kinds(self.python, type_id)
        invalid = [value for kind, value in JSON_VALUES if kind not in kinds][:1]
        match self.python.plain(type_id):
            case ir.Scalar(kind=kind) if kind not in (*UNCHECKED_TEXT, *SCALAR_KINDS):
                invalid.append("~~")
            case ir.Const(value=str(value)):
                invalid.append(f"not {value}")
            case ir.Array(item=item) if depth:
                inner = self.list_invalid(item, depth - 1)[:1]
                invalid += [[value] for value in inner]
            case ir.Map(value=item) if depth:
                inner = self.list_invalid(item, depth - 1)[:1]
                invalid += [{"key": value} for value in inner]
            case ir.Object() as schema if get_required_keys(self.python, schema):
                invalid.append({})
            case _:
                pass
        return invalid

    def list_future_values(
        self, type_id: ir.TypeId, depth: int = MAX_DEPTH
    ) -> dict[str, Any]:
        """Return values that a later version of the API may send, by the change."""
        schema = self.python.plain(type_id)
        match schema:
            case ir.Enum(kind=kind):
                is_text = kind is ir.ScalarKind.STRING
                return {
                    future.UNKNOWN_VALUE: (
                        future.NEW_TEXT if is_text else future.NEW_NUMBER
                    )
                }
            case ir.Scalar() if list_kinds(self.python, type_id) == {"integer"}:
                return {future.OTHER_NUMBER: future.LARGE_NUMBER}
            case ir.Array(item=item) if depth:
                inner = self.list_future_values(item, depth - 1)
                return {change: [value] for change, value in inner.items()}
            case ir.Map(value=item) if depth:
                inner = self.list_future_values(item, depth - 1)
                return {
                    change: {future.NEW_KEY: value} for change, value in inner.items()
                }
            case ir.Object(additional=None):
                return {
                    future.UNDECLARED_KEY: {
                        **self.build_minimal(schema.id),
                        future.NEW_KEY: future.NESTED,
                    }
                }
            case ir.Union() if (
                value := self.build_unknown_variant(schema)
            ) is not None:
                return {future.UNKNOWN_VARIANT: value}
            case ir.Anything():
                return {future.OTHER_CONTENT: future.NESTED}
            case _:
                return {}
