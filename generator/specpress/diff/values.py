"""Compare the values that clients send or receive: types, formats, nullability, enums and unions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from specpress import ir
from specpress.diff import enums, scalars
from specpress.diff.changes import Direction
from specpress.diff.constraints import list_constraint_changes
from specpress.diff.containers import compare_containers, list_inner_pairs
from specpress.diff.recorder import Recorder, Spot
from specpress.diff.variants import (
    find_variant,
    has_one_scalar,
    list_variants,
    match_variants,
)
from specpress.python.source_text import format_literal
from specpress.python.types import PythonTypes

# Compares the properties of two objects.
CompareObjects = Callable[[Spot, ir.Object, ir.Object], None]


@dataclass(slots=True)
class ValueComparer:
    """Compares values; each pair of types once per direction."""

    recorder: Recorder
    compare_objects: CompareObjects
    classes: dict[tuple[ir.TypeId, ir.TypeId], None] = field(default_factory=dict)
    """The pairs of types with classes that correspond to each other."""
    _seen: set[tuple[str, ...]] = field(default_factory=set)

    def compare(self, spot: Spot) -> None:
        """Compare the values at a spot, and those inside of them."""
        old_python, new_python = self.recorder.pythons
        old_class = find_class(old_python, spot.old)
        new_class = find_class(new_python, spot.new)
        if old_class and new_class:
            self.classes[old_class, new_class] = None
            self._compare_classes(spot, old_class, new_class)
        key = (spot.old, spot.new, spot.symbol, spot.direction)
        if key in self._seen:
            return
        self._seen.add(key)
        if not self._compare_openness(spot):
            self._compare_nullability(spot)
            old, new = old_python.plain(spot.old), new_python.plain(spot.new)
            self._compare_plain(spot.at(old.id, new.id), old, new)

    def _compare_classes(self, spot: Spot, old: ir.TypeId, new: ir.TypeId) -> None:
        """Record that a value has another class, although the package still has its earlier one."""
        old_python, new_python = self.recorder.pythons
        was, is_ = old_python.names[old], new_python.names[new]
        if was != is_ and was in new_python.class_names:
            self.recorder.add_at(spot, "class-changed", old=was, new=is_)

    def describe(self, spot: Spot) -> dict[str, str]:
        """Return the annotations of both values."""
        old_python, new_python = self.recorder.pythons
        return {
            "old": old_python.format_type(spot.old),
            "new": new_python.format_type(spot.new),
        }

    def _compare_openness(self, spot: Spot) -> bool:
        """Compare whether the values have any type; return whether one of them has."""
        old_python, new_python = self.recorder.pythons
        was_any = old_python.accepts_anything(spot.old)
        is_any = new_python.accepts_anything(spot.new)
        if was_any is not is_any:
            action = "became-any" if is_any else "became-typed"
            self.recorder.add_at(spot, action, **self.describe(spot))
        return was_any or is_any

    def _compare_nullability(self, spot: Spot) -> None:
        old_python, new_python = self.recorder.pythons
        had_null = old_python.accepts_null(spot.old)
        has_null = new_python.accepts_null(spot.new)
        if had_null is not has_null:
            action = "became-nullable" if has_null else "became-not-nullable"
            # An optional attribute is None anyway.
            action = (
                spot.nullable_action if has_null and spot.nullable_action else action
            )
            self.recorder.add_at(spot, action, name=spot.symbol.rpartition(".")[2])

    def _compare_plain(self, spot: Spot, old: ir.Type, new: ir.Type) -> None:
        """Compare values that are not null."""
        match old, new:
            case ir.Object(), ir.Object():
                self.compare_objects(spot, old, new)
            case ir.Array(item=first), ir.Array(item=second):
                self._compare_limits(spot)
                self.compare(_enter(spot, first, second, "items of"))
            case ir.Map(value=first), ir.Map(value=second):
                self.compare(_enter(spot, first, second, "values of"))
            case ir.JsonText(content=first), ir.JsonText(content=second):
                self.compare(replace(spot.at(first, second), is_text=False))
            case ir.Tuple(), ir.Tuple():
                self._compare_tuples(spot, old, new)
            case ir.Union(), ir.Union():
                self._compare_unions(spot, old, new)
            case _:
                self._compare_kinds(spot, old, new)

    def _compare_kinds(self, spot: Spot, old: ir.Type, new: ir.Type) -> None:
        """Compare values of which at least one is a scalar, or which differ in kind."""
        enum_action = enums.compare_kinds(old, new)
        if spot.is_text and scalars.has_same_text(old, new):
            self.recorder.add_at(spot, "became-text", **self.describe(spot))
        elif isinstance(old, ir.Enum) and isinstance(new, ir.Enum):
            enums.compare_enums(self.recorder, spot, old, new)
        elif enum_action is not None:
            self.recorder.add_at(spot, enum_action, **self.describe(spot))
        elif isinstance(old, ir.Scalar) and isinstance(new, ir.Scalar):
            action = scalars.compare_kinds(old.kind, new.kind)
            if action is None:
                self._compare_limits(spot)
            else:
                self.recorder.add_at(spot, action, **self.describe(spot))
        elif old_value(old) != old_value(new) or type(old) is not type(new):
            self._compare_choice(spot, old, new)

    def _compare_choice(self, spot: Spot, old: ir.Type, new: ir.Type) -> None:
        """Compare values of which one may be a choice that includes the other one."""
        old_python, new_python = self.recorder.pythons
        if self._has_same_kind(old, new):
            self._compare_limits(spot)
            return
        containers = compare_containers(self.recorder, spot, old, new)
        action, place = containers or "type-changed", None
        if action == "became-list" and isinstance(new, ir.Array):
            place = spot.at(old.id, new.item)
        if isinstance(new, ir.Union) and not isinstance(old, ir.Union):
            variant = find_variant(old_python, old, new_python, new)
            action = "type-widened" if variant else action
            place = spot.at(old.id, variant) if variant else None
        elif isinstance(old, ir.Union) and not isinstance(new, ir.Union):
            variant = find_variant(new_python, new, old_python, old)
            action = "type-narrowed" if variant else action
            place = spot.at(variant, new.id) if variant else None
            is_response = spot.direction is Direction.RESPONSE
            if variant is None and is_response and old_python.has_objects(old):
                self._add_unknown(spot, old, new)
                return
        self._add_choice(spot, old, new, action)
        if place is not None:
            self.compare(place)
        elif action == containers:
            for first, second in list_inner_pairs(self.recorder, old, new):
                self.compare(_enter(spot, first, second, "values in"))

    def _has_same_kind(self, old: ir.Type, new: ir.Type) -> bool:
        """Return whether one type is a scalar, and the other one a choice of such scalars."""
        old_python, new_python = self.recorder.pythons
        match old, new:
            case ir.Union(), ir.Scalar(kind=kind):
                return has_one_scalar(old_python, old, kind)
            case ir.Scalar(kind=kind), ir.Union():
                return has_one_scalar(new_python, new, kind)
            case _:
                return False

    def _add_unknown(self, spot: Spot, old: ir.Union, new: ir.Type) -> None:
        """Record that a response is none of the variants: the deployed client reads an unknown one."""
        old_python, new_python = self.recorder.pythons
        for variant in list_variants(old_python, old):
            name = old_python.format_type(variant)
            place = spot.at(variant, spot.new)
            self.recorder.add_at(place, "variant-removed", old=name)
        name = new_python.format_type(new.id)
        self.recorder.add_at(spot, "variant-added", new=name)

    def _add_choice(self, spot: Spot, old: ir.Type, new: ir.Type, action: str) -> None:
        """Record that a value became a choice, or ceased to be one; once for a class with the same name."""
        texts = self.describe(spot)
        if texts["old"] == texts["new"] and old.id in self.recorder.old.python.names:
            name = texts["old"]
            spot = replace(spot, symbol=f"models.{name}", noun="the class")
            texts = {
                key: format_variants(python, schema)
                for key, python, schema in zip(
                    texts, self.recorder.pythons, (old, new), strict=True
                )
            }
        self.recorder.add_at(spot, action, **texts)

    def _compare_tuples(self, spot: Spot, old: ir.Tuple, new: ir.Tuple) -> None:
        has_same_length = len(old.items) == len(new.items)
        if not has_same_length or (old.rest is None) is not (new.rest is None):
            self.recorder.add_at(spot, "type-changed", **self.describe(spot))
            return
        for first, second in zip(old.items, new.items, strict=True):
            self.compare(_enter(spot, first, second, "items of"))
        if old.rest is not None and new.rest is not None:
            self.compare(_enter(spot, old.rest, new.rest, "items of"))

    def _compare_unions(self, spot: Spot, old: ir.Union, new: ir.Union) -> None:
        old_python, new_python = self.recorder.pythons
        matches = match_variants(old_python, new_python, old, new)
        for first, second in matches.pairs:
            self.compare(spot.at(first, second))
        for variant in matches.removed:
            name = old_python.format_type(variant)
            place = spot.at(variant, spot.new)
            self.recorder.add_at(place, "variant-removed", old=name)
        # Only unions with objects keep unknown variants; a request may have any variant.
        is_open = spot.direction is Direction.REQUEST or old_python.has_objects(old)
        action = "variant-added" if is_open else "alternative-added"
        for variant in matches.added:
            name = new_python.format_type(variant)
            place = spot.at(spot.old, variant)
            self.recorder.add_at(place, action, new=name)

    def _compare_limits(self, spot: Spot) -> None:
        """Compare the constraints that no annotation expresses."""
        old, new = self.recorder.old.find(spot.old), self.recorder.new.find(spot.new)
        if old is None or new is None or old.value == new.value:
            return
        for change in list_constraint_changes(old.value, new.value):
            action = f"constraint-{change.effect}"
            self.recorder.add_at(spot, action, old=change.old, new=change.new)


def format_variants(python: PythonTypes, schema: ir.Type) -> str:
    """Return the annotation of a type; for one with a name that is no class, that of its content."""
    if isinstance(schema, ir.Union):
        return " | ".join(dict.fromkeys(map(python.format_type, schema.variants)))
    return str(python.expand_type(schema))


def old_value(schema: ir.Type) -> object:
    """Return the value of a constant; None for other types."""
    return schema.value if isinstance(schema, ir.Const) else None


def find_class(python: PythonTypes, type_id: ir.TypeId) -> ir.TypeId | None:
    """Return the type whose class is the annotation of a value; None without one."""
    type_id = python.skip_unnamed_aliases(type_id)
    schema = python.types[type_id]
    while isinstance(schema, ir.Nullable):
        type_id = python.skip_unnamed_aliases(schema.inner)
        schema = python.types[type_id]
    type_id = python.shared_schemas.get(type_id, type_id)
    return type_id if type_id in python.names else None


def _enter(spot: Spot, old: str, new: str, noun: str) -> Spot:
    """Return the spot of the values inside of a container."""
    inner = spot.noun if spot.noun.startswith(noun) else f"{noun} {spot.noun}"
    return replace(spot, old=old, new=new, noun=inner, nullable_action="")


def format_default(default: object) -> str:
    """Return a default as a message shows it."""
    return "none" if default is None else f"`{format_literal(default)}`"
