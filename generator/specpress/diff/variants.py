"""Match the variants of two unions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from specpress import ir
from specpress.diff import enums
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class VariantMatches:
    """The variants of two unions that correspond to each other, and the others."""

    pairs: list[tuple[ir.TypeId, ir.TypeId]]
    removed: list[ir.TypeId]
    added: list[ir.TypeId]


def match_variants(
    old_python: PythonTypes, new_python: PythonTypes, old: ir.Union, new: ir.Union
) -> VariantMatches:
    """Match variants by the value of the discriminator, by their names, else by their kinds; then those of inner unions."""
    waiting, rest = list_variants(old_python, old), list_variants(new_python, new)
    matcher = _Matcher(old_python, new_python, waiting, rest)
    tagged = dict(new.mapping)
    for value, variant in old.mapping:
        if variant in waiting and tagged.get(value) in rest:
            matcher.pair(variant, tagged[value])
    matcher.match()
    left = [*waiting], [*rest]
    matcher.enter_unions()
    matcher.match()
    # A variant that the other union has too, perhaps in an inner one, changes nothing.
    old_types = {_describe_type(old_python, v) for v in _list_leaves(old_python, old)}
    new_types = {_describe_type(new_python, v) for v in _list_leaves(new_python, new)}
    removed = [v for v in waiting if _describe_type(old_python, v) not in new_types]
    added = [v for v in rest if _describe_type(new_python, v) not in old_types]
    return VariantMatches(
        [*matcher.pairs.items()],
        _join_unions(old_python, left[0], removed),
        _join_unions(new_python, left[1], added),
    )


def _join_unions(
    python: PythonTypes, variants: Iterable[ir.TypeId], leaves: list[ir.TypeId]
) -> list[ir.TypeId]:
    """Return inner unions instead of their variants, where none of these has a counterpart."""
    joined: dict[ir.TypeId, None] = {}
    for variant in variants:
        own = _flatten(python, [variant])
        remaining = [leaf for leaf in own if leaf in leaves]
        joined |= dict.fromkeys([variant] if remaining == own else remaining)
    return [*joined]


@dataclass(slots=True)
class _Matcher:
    """The variants of two unions that have no counterpart yet, and the pairs of the others."""

    old_python: PythonTypes
    new_python: PythonTypes
    waiting: list[ir.TypeId]
    rest: list[ir.TypeId]
    pairs: dict[ir.TypeId, ir.TypeId] = field(default_factory=dict)

    def pair(self, variant: ir.TypeId, match: ir.TypeId | None) -> None:
        """Match two variants, if there is a second one."""
        if match is not None:
            self.pairs[variant] = match
            self.waiting.remove(variant)
            self.rest.remove(match)

    def match(self) -> None:
        """Match variants by their types, their kinds, their properties, and the kinds of their values."""
        self._match_by(_describe_type)
        self._match_by(_describe_kind)
        for variant in [*self.waiting]:
            # A class with another name.
            schema = self.old_python.plain(variant)
            match = _find_object(
                self.old_python, schema, self.new_python, self.rest, RENAMED
            )
            self.pair(variant, match)
        # An enum and texts, of which the enum lists some.
        self._match_by(get_scalar_kind)

    def enter_unions(self) -> None:
        """Replace inner unions without a counterpart by their variants."""
        self.waiting[:] = _flatten(self.old_python, self.waiting)
        self.rest[:] = _flatten(self.new_python, self.rest)

    def _match_by(
        self, describe: Callable[[PythonTypes, ir.TypeId], str | None]
    ) -> None:
        """Match variants with the same description; several may have one, such as texts with other constraints."""
        texts = {variant: describe(self.new_python, variant) for variant in self.rest}
        for variant in [*self.waiting]:
            text = describe(self.old_python, variant)
            if text is not None:
                self.pair(
                    variant, next((v for v in self.rest if texts[v] == text), None)
                )


def find_variant(
    python: PythonTypes, schema: ir.Type, union_python: PythonTypes, union: ir.Union
) -> ir.TypeId | None:
    """Return the variant of a union in one package that corresponds to a type in the other one."""
    expected = python.format_type(schema.id)
    variants = [*_list_leaves(union_python, union)]
    for variant in variants:
        if _describe_type(union_python, variant) == expected:
            return variant
    kind = get_scalar_kind(python, schema.id)
    for variant in variants:
        if kind is not None and get_scalar_kind(union_python, variant) == kind:
            return variant
    return _find_object(python, schema, union_python, variants, SIMILAR)


def _find_object(
    python: PythonTypes,
    schema: ir.Type,
    other_python: PythonTypes,
    variants: Iterable[ir.TypeId],
    criteria: Iterable[Criterion],
) -> ir.TypeId | None:
    """Return the variant that an object has become, or comes from, by the first criterion that fits one."""
    if not isinstance(schema, ir.Object) or not schema.fields:
        return None
    constants = _list_constants(python, schema)
    objects = {
        variant: plain
        for variant in variants
        if isinstance(plain := other_python.plain(variant), ir.Object)
        and _is_consistent(constants, _list_constants(other_python, plain))
    }
    for fits in criteria:
        for variant, plain in objects.items():
            if fits(plain, schema):
                return variant
    return None


def _list_constants(python: PythonTypes, schema: ir.Object) -> dict[str, set[str]]:
    """Return the values that constants and enums allow, by property."""
    plain = {field.wire: python.plain(field.type) for field in schema.fields}
    return {
        wire: set(map(str, enums.list_values(value) or ()))
        for wire, value in plain.items()
        if isinstance(value, (ir.Const, ir.Enum))
    }


def _is_consistent(one: dict[str, set[str]], other: dict[str, set[str]]) -> bool:
    """Return whether properties in common have a value in common."""
    return all(values & other.get(wire, values) for wire, values in one.items())


def _has_same_fields(variant: ir.Object, schema: ir.Object) -> bool:
    return _list_fields(variant) == _list_fields(schema)


def _has_all_fields(variant: ir.Object, schema: ir.Object) -> bool:
    return _list_fields(variant) >= _list_fields(schema)


def _is_similar(variant: ir.Object, schema: ir.Object) -> bool:
    """Return whether most properties are the same, and one object has all that the other one requires."""
    one, other = _list_fields(variant), _list_fields(schema)
    is_accepted = _list_required(variant) <= other or _list_required(schema) <= one
    return is_accepted and 2 * len(one & other) >= min(len(one), len(other))


def _list_required(schema: ir.Object) -> set[str]:
    return {field.wire for field in schema.fields if field.required}


def _list_fields(schema: ir.Object) -> set[str]:
    return {field.wire for field in schema.fields}


# Of a variant and an object; later ones are less strict.
Criterion = Callable[[ir.Object, ir.Object], bool]
RENAMED = (_has_same_fields, _has_all_fields)
SIMILAR = (*RENAMED, _is_similar)


def list_variants(python: PythonTypes, union: ir.Union) -> list[ir.TypeId]:
    """Return the variants besides null."""
    variants = dict.fromkeys(union.variants)
    return [v for v in variants if not _is_null(python.resolve(v))]


def _list_leaves(python: PythonTypes, union: ir.Union) -> list[ir.TypeId]:
    """Return the variants of a union and of its inner unions, besides null."""
    return _flatten(python, list_variants(python, union), {union.id})


def _flatten(
    python: PythonTypes, variants: Iterable[ir.TypeId], outer: Collection[str] = ()
) -> list[ir.TypeId]:
    """Return variants, with those of unions instead of the unions."""
    leaves: dict[ir.TypeId, None] = {}
    for variant in variants:
        schema = python.plain(variant)
        if not isinstance(schema, ir.Union):
            leaves[variant] = None
        elif schema.id not in outer:
            inner = list_variants(python, schema)
            leaves |= dict.fromkeys(_flatten(python, inner, {*outer, schema.id}))
    return [*leaves]


def _is_null(schema: ir.Type) -> bool:
    return isinstance(schema, ir.Const) and schema.value is None


def _describe_type(python: PythonTypes, variant: ir.TypeId) -> str:
    return python.format_type(python.plain(variant).id)


def _describe_kind(python: PythonTypes, variant: ir.TypeId) -> str:
    """Return the kind of a variant; that of a class includes its name, unless it is inline."""
    schema = python.plain(variant)
    if isinstance(schema, (ir.Object, ir.Enum)):
        is_named = ir.is_component(schema.id)
        name = python.format_type(schema.id) if is_named else ""
        return f"{type(schema).__name__} {name}"
    if isinstance(schema, (ir.Scalar, ir.Const)):
        return python.format_type(schema.id)
    return type(schema).__name__


def get_scalar_kind(python: PythonTypes, variant: ir.TypeId) -> ir.ScalarKind | None:
    """Return the kind of a scalar or of the members of an enum; None for other types."""
    schema = python.plain(variant)
    return schema.kind if isinstance(schema, (ir.Scalar, ir.Enum)) else None


def has_one_scalar(python: PythonTypes, union: ir.Union, kind: ir.ScalarKind) -> bool:
    """Return whether all variants are scalars of one kind, such as texts with several patterns."""
    plain = map(python.plain, _list_leaves(python, union))
    return all(isinstance(v, ir.Scalar) and v.kind == kind for v in plain)
