"""Constraints that distinguish the variants of unions: JSON that the runtime reads on demand.

Models are selected by their types, keys and constants. Only where two variants accept the same
structure, the constraints of their models and of the models inside them are part of the package.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, islice
from typing import Any

from specpress import ir
from specpress.package.rule_schemas import RuleReader
from specpress.python import unions
from specpress.python.types import PythonTypes

Pair = tuple[ir.TypeId, ir.TypeId]
Rules = dict[str, Any]
# Of a union with more variants, all are assumed to compete: each pair would be compared.
MAX_VARIANTS = 50
# Nesting of models inside of variants whose constraints count.
MAX_DEPTH = 4


def build_variant_rules(python: PythonTypes) -> dict[str, Rules]:
    """Return the constraints by class name; those of variants that nothing else distinguishes."""
    return _VariantRules(python).build()


class _VariantRules:
    def __init__(self, python: PythonTypes) -> None:
        self._python, self._reader = python, RuleReader(python)
        self._compared: set[Pair] = set()
        self._selected: dict[str, Rules] = {}
        self._nested: set[tuple[ir.TypeId, int]] = set()
        self._listed: set[ir.TypeId] = set()
        self._sharing: dict[ir.TypeId, list[ir.TypeId]] = {}
        for type_id, target in python.shared_schemas.items():
            self._sharing.setdefault(target, []).append(type_id)

    def build(self) -> dict[str, Rules]:
        for schema in self._python.types.values():
            if type(schema) is ir.Union and not self._is_decided(schema):
                self._compare_variants(schema)
        return dict(sorted(self._selected.items()))

    def _is_decided(self, union: ir.Union) -> bool:
        """Return whether a discriminator selects the variant, or all types are accepted."""
        is_any = self._python.is_any(union)
        return is_any or unions.find_tag(self._python, union) is not None

    def _compare_variants(self, union: ir.Union) -> None:
        """Compare each variant with each other one; of many, all may compete."""
        variants = [*islice(self._list_variants(union, set()), MAX_VARIANTS + 1)]
        if len(variants) > MAX_VARIANTS:
            for variant in self._list_variants(union, self._listed):
                self._select_nested(variant, 0)
        else:
            for one, other in combinations(variants, 2):
                self._compare(one, other)

    def _list_variants(
        self, union: ir.Union, listed: set[ir.TypeId]
    ) -> Iterator[ir.TypeId]:
        """Yield the variants, and those of nested unions that are not `listed` yet."""
        # A stack instead of recursion: documents nest unions deeper than Python's stack.
        pending = [union.id]
        while pending:
            schema = self._python.plain(pending.pop())
            if not isinstance(schema, ir.Union):
                yield schema.id
            elif schema.id not in listed:
                listed.add(schema.id)
                pending += reversed(schema.variants)

    def _compare(self, one: ir.TypeId, other: ir.TypeId) -> None:
        """Select the constraints of two types, and of types inside them, if they compete."""
        pending = [(one, other)]
        while pending:
            pair = pending.pop()
            left, right = map(self._python.plain, pair)
            is_new = left.id != right.id and (left.id, right.id) not in self._compared
            if not is_new:
                continue
            self._compared.add((left.id, right.id))
            match left, right:
                case ir.Object(), ir.Object():
                    if self._do_compete(left, right):
                        self._select(left, right)
                        pending += _pair_fields(left, right)
                        for inner in _list_other_fields(left, right):
                            self._select_nested(inner, 0)
                case ir.Array(item=a), ir.Array(item=b):
                    pending.append((a, b))
                case ir.Map(value=a), ir.Map(value=b):
                    pending.append((a, b))
                case (ir.Union(), _) | (_, ir.Union()) if self._are_many(left, right):
                    self._select_nested(left.id, 0)
                    self._select_nested(right.id, 0)
                case ir.Union(), _:
                    pending += [(v, right.id) for v in left.variants]
                case _, ir.Union():
                    pending += [(left.id, v) for v in right.variants]
                case (
                    (ir.Anything(), _)
                    | (_, ir.Anything())
                    | (ir.Object() | ir.Map(), ir.Object() | ir.Map())
                    | (ir.Array() | ir.Tuple(), ir.Array() | ir.Tuple())
                ):
                    self._select_nested(left.id, 0)
                    self._select_nested(right.id, 0)
                case _:
                    pass

    def _are_many(self, *schemas: ir.Type) -> bool:
        """Return whether a union has too many variants to compare each of them."""
        sizes = [len(s.variants) for s in schemas if isinstance(s, ir.Union)]
        return max(sizes, default=0) > MAX_VARIANTS

    def _select(self, *schemas: ir.Object) -> None:
        rules = [self._reader.read(schema) for schema in schemas]
        if len(rules) == 2 and rules[0] == rules[1]:
            return
        for schema, constraints in zip(schemas, rules, strict=True):
            type_id = self._python.shared_schemas.get(schema.id, schema.id)
            if constraints and self._has_one_rule(type_id):
                self._selected[self._python.names[type_id]] = constraints

    def _has_one_rule(self, type_id: ir.TypeId) -> bool:
        """Return whether all schemas that share a class have the same constraints."""
        schemas = (self._python.types[t] for t in self._sharing.get(type_id, ()))
        own = self._python.types[type_id]
        objects = [s for s in (own, *schemas) if isinstance(s, ir.Object)]
        return all(
            self._reader.read(s) == self._reader.read(objects[0]) for s in objects
        )

    def _select_nested(self, type_id: ir.TypeId, depth: int) -> None:
        """Select the constraints of the models in a field that only one of two variants has."""
        schema = self._python.plain(type_id)
        if depth > MAX_DEPTH or (schema.id, depth) in self._nested:
            return
        self._nested.add((schema.id, depth))
        match schema:
            case ir.Object():
                self._select(schema)
                inner = [field.type for field in schema.fields]
            case ir.Array(item=item) | ir.Map(value=item):
                inner = [item]
            case ir.Tuple(items=items, rest=rest):
                inner = [*items, *([rest] if rest else [])]
            case ir.Union():
                inner = [*schema.variants]
            case _:
                inner = []
        for type_id in inner:
            self._select_nested(type_id, depth + 1)

    def _do_compete(self, one: ir.Object, other: ir.Object) -> bool:
        """Return whether values of one object may have the keys and constants of the other."""
        keys = [{f.wire for f in o.fields} for o in (one, other)]
        required = [
            {f.wire for f in o.fields if f.is_required_in_responses}
            for o in (one, other)
        ]
        if not (required[0] <= keys[1] or required[1] <= keys[0]):
            return False
        constants = [self._list_constants(o) for o in (one, other)]
        shared = constants[0].keys() & constants[1].keys()
        return not any(constants[0][k].isdisjoint(constants[1][k]) for k in shared)

    def _list_constants(self, schema: ir.Object) -> Mapping[str, set[Any]]:
        """Return the values of the required fields with constants."""
        values = {}
        for field in schema.fields:
            match self._python.plain(field.type):
                case ir.Enum(members=members):
                    listed = {member.value for member in members}
                case ir.Const(value=str() | int() as value):
                    listed = {value}
                case _:
                    continue
            if field.is_required_in_responses:
                values[field.wire] = listed
        return values


def _pair_fields(one: ir.Object, other: ir.Object) -> list[Pair]:
    types = {field.wire: field.type for field in other.fields}
    return [(f.type, types[f.wire]) for f in one.fields if f.wire in types]


def _list_other_fields(one: ir.Object, other: ir.Object) -> list[ir.TypeId]:
    """Return the types of the fields that only one of two objects has."""
    keys = [{field.wire for field in schema.fields} for schema in (one, other)]
    fields = (*one.fields, *other.fields)
    return [f.type for f in fields if f.wire not in keys[0] & keys[1]]
