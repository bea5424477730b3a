"""Compare the properties of objects, which are the attributes of models."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress import ir
from specpress.diff.changes import Direction, Edit
from specpress.diff.recorder import Recorder, Spot
from specpress.diff.sides import Side
from specpress.diff.values import ValueComparer, format_default
from specpress.document.problems import Problems

AREAS = {
    Direction.REQUEST: "request-property",
    Direction.RESPONSE: "response-property",
}


@dataclass(slots=True)
class ObjectComparer:
    """Compares objects; each pair once per direction."""

    recorder: Recorder
    values: ValueComparer = field(init=False)
    _seen: set[tuple[str, str, Direction]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.values = ValueComparer(self.recorder, self.compare)

    def compare(self, spot: Spot, old: ir.Object, new: ir.Object) -> None:
        """Compare the properties that a client sends or receives."""
        old_python, new_python = self.recorder.pythons
        key = (
            old_python.shared_schemas.get(old.id, old.id),
            new_python.shared_schemas.get(new.id, new.id),
            spot.direction,
        )
        if key in self._seen:
            return
        self._seen.add(key)
        symbol = self.recorder.find_class_symbol(old.id, new.id) or spot.symbol
        pair = _Pair(self.recorder, self.values, spot.direction, old, new, symbol)
        with self.recorder.inside(old.id):
            pair.compare()
        if old.additional is not None and new.additional is not None:
            place = spot.at(old.additional, new.additional)
            self.values.compare(place)


@dataclass(slots=True)
class _Pair:
    """Two objects that correspond to each other."""

    recorder: Recorder
    values: ValueComparer
    direction: Direction
    old: ir.Object
    new: ir.Object
    symbol: str
    """The class, or the value, if the class is another one now."""
    area: str = field(init=False)
    old_names: dict[str, str] = field(init=False)
    new_names: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        old_python, new_python = self.recorder.pythons
        self.area = AREAS[self.direction]
        self.old_names = dict(old_python.name_fields(self.old))
        self.new_names = dict(new_python.name_fields(self.new))

    def compare(self) -> None:
        """Compare the properties."""
        old = {f.wire: f for f in self.old.fields if self._is_transferred(f)}
        new = {f.wire: f for f in self.new.fields if self._is_transferred(f)}
        all_new = {f.wire: f for f in self.new.fields}
        all_old = {f.wire: f for f in self.old.fields}
        for wire, source in old.items():
            if wire in new:
                self._compare_fields(source, new[wire])
            elif wire in all_new:
                self._add_hidden(source, all_new[wire])
            else:
                self._add_removed(source)
        for wire, source in new.items():
            if wire not in all_old:
                self._add_added(source)

    def _is_transferred(self, source: ir.Field) -> bool:
        is_request = self.direction is Direction.REQUEST
        return not (source.read_only if is_request else source.write_only)

    def _name(self, source: ir.Field) -> str:
        return self.old_names.get(source.wire) or self.new_names[source.wire]

    def _add(self, action: str, old: ir.Field | None, new: ir.Field | None) -> None:
        source = old or new
        assert source is not None
        name = self._name(source)
        code = f"{self.area}-{action}"
        self.recorder.add(
            code,
            f"{self.symbol}.{name}",
            _get_origin(old, self.old.id),
            _get_origin(new, self.new.id),
            name=name,
        )

    def _add_removed(self, source: ir.Field) -> None:
        is_response = self.direction is Direction.RESPONSE
        is_optional = is_response and not (source.required and self._needs(source))
        self._add("removed-optional" if is_optional else "removed", source, None)

    def _add_added(self, source: ir.Field) -> None:
        has_preset = source.preset is not None
        is_required = source.required and not has_preset
        self._add("added-required" if is_required else "added", None, source)

    def _add_hidden(self, old: ir.Field, new: ir.Field) -> None:
        """Record a property that is not transferred in this direction any more."""
        if self.direction is Direction.REQUEST and new.read_only:
            self._add("became-read-only", old, new)
        elif self.direction is Direction.RESPONSE:
            self._add_removed(old)

    def _compare_fields(self, old: ir.Field, new: ir.Field) -> None:
        is_noticed = new.required or not self._became_any(old, new)
        if old.required is not new.required and is_noticed:
            self._add(self._find_presence(old, new), old, new)
        if new.deprecated and not old.deprecated:
            self._add("deprecated", old, new)
        self._compare_names(old, new)
        name = self._name(old)
        symbol = f"{self.symbol}.{name}"
        noun = f"attribute `{name}`"
        is_optional = not old.required and self.direction is Direction.RESPONSE
        action = "optional-became-nullable" if is_optional else ""
        types = old.type, new.type
        spot = Spot(self.area, symbol, noun, self.direction, *types, action)
        self.values.compare(spot)
        self._compare_defaults(old, new, spot)

    def _became_any(self, old: ir.Field, new: ir.Field) -> bool:
        """Return whether a response may have any value: that it may be absent too is no change of its own."""
        was_any = self.recorder.old.python.accepts_anything(old.type)
        is_any = self.recorder.new.python.accepts_anything(new.type)
        return self.direction is Direction.RESPONSE and is_any and not was_any

    def _find_presence(self, old: ir.Field, new: ir.Field) -> str:
        """Return the action of a property that is required in one document only."""
        if new.required:
            return "became-required"
        is_response = self.direction is Direction.RESPONSE
        is_safe = is_response and not self._needs(old)
        return "nullable-became-optional" if is_safe else "became-optional"

    def _needs(self, source: ir.Field) -> bool:
        """Return whether the deployed client refuses a response without a required property."""
        python = self.recorder.old.python
        has_none = python.accepts_null(source.type)
        return not (has_none or python.accepts_anything(source.type))

    def _compare_defaults(self, old: ir.Field, new: ir.Field, spot: Spot) -> None:
        """Compare the defaults that the server uses for absent properties."""
        if self.direction is Direction.RESPONSE or not old.has_default:
            return
        was = _get_default(self.recorder.old, old)
        is_ = _get_default(self.recorder.new, new)
        if was is not None and was != is_:
            texts = {"old": format_default(was), "new": format_default(is_)}
            self.recorder.add_at(spot, "default-changed", **texts)

    def _compare_names(self, old: ir.Field, new: ir.Field) -> None:
        was, is_ = self.old_names[old.wire], self.new_names[new.wire]
        if was == is_:
            return
        symbol = f"{self.symbol}.{was}"
        edit = Edit(f".{was}", f".{is_}")
        self.recorder.add(
            "property-renamed",
            symbol,
            _get_origin(old, self.old.id),
            _get_origin(new, self.new.id),
            edit,
            old=was,
            new=is_,
        )


def _get_default(side: Side, source: ir.Field) -> object:
    """Return the default in the schema of a property; None without one."""
    for origin in source.origins:
        cursor = side.find(origin)
        schema = cursor.follow(Problems()) if cursor is not None else None
        if schema is not None and isinstance(schema.value, dict):
            value: object = schema.value.get("default")
            return value
    return None


def _get_origin(source: ir.Field | None, owner: ir.TypeId) -> str:
    """Return the id of a property, or of the object without it."""
    return source.origins[0] if source is not None and source.origins else owner
