"""Specimens: JSON values of types, each with what it is in Python, and what contradicts or outgrows them.

They are finite and small: an object has what is required and not null, an array inside of it is empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from specpress import ir
from specpress.views import unions
from specpress.views.python_types import SCALARS as PYTHON
from specpress.views.python_types import PythonTypes
from specpress.views.samples import SCALARS

Shapes = dict[str, Any]
"""Values by what they are in Python: "str", "Issue", "list[Issue]"."""
NOVEL = {"deep": [{"er": [None, 1.5]}]}
"""What no document declares."""
NEW_KEY = "keyOfTomorrow"
NEW_TEXT, NEW_NUMBER = "of-tomorrow", 9_876_543
BIG = 2**60
FREE: tuple[str, Any] = "dict[list[str]]", {"any": ["thing"]}
"""A value where the document says nothing."""
KINDS: tuple[tuple[str, Any], ...] = (
    ("string", "~~"),
    ("integer", 7),
    ("boolean", True),
    ("array", []),
    ("object", {}),
)
"""A value of each kind of JSON; one that is of no kind that a type takes contradicts it."""
EVERY = frozenset(kind for kind, _ in KINDS)
OF_SCALARS = {
    ir.ScalarKind.INTEGER: {"integer"},
    ir.ScalarKind.NUMBER: {"integer"},
    ir.ScalarKind.BOOLEAN: {"boolean"},
}
FREE_TEXT = (ir.ScalarKind.STRING, ir.ScalarKind.BINARY)
DEEP = 3
"""So many containers are gone into for what is new or wrong inside of them."""
STEPS = 2_000
"""After so many steps, a type is given up."""


Around = frozenset[ir.TypeId]
"""The types in which a value stands."""


class NoSpecimen(Exception):
    """No finite value was found, or it is no JSON."""


@dataclass(slots=True)
class Specimens:
    """Makes specimens of the types of an API."""

    python: PythonTypes
    _bare: dict[ir.TypeId, Any] = field(default_factory=dict)
    _steps: int = 0

    def values(
        self, type_id: ir.TypeId, word: str, around: Around = frozenset()
    ) -> Shapes:
        """Values of a type by what they are, the likeliest first; text is the `word`.

        Raises:
            NoSpecimen: there is none.
        """
        found = self.python.resolve(type_id)
        inside = around | {found.id}
        if found.id in around:
            raise NoSpecimen
        match found:
            case ir.Nullable(inner=inner):
                return {**self.values(inner, word, inside), "None": None}
            case ir.Array(item=item):
                held = self._held(item, word, inside)
                return {f"list[{s}]": [v] for s, v in held.items()} or {"list": []}
            case ir.Map(value=item):
                held = self._held(item, word, inside)
                return {f"dict[{s}]": {"key": v} for s, v in held.items()} or {
                    "dict": {}
                }
            case ir.Tuple(items=items):
                parts = [
                    next(iter(self.values(i, word, inside).items())) for i in items
                ]
                shapes = ", ".join(shape for shape, _ in parts)
                return {f"tuple[{shapes}]": [value for _, value in parts]}
            case ir.Union():
                return self._of_union(found, word, inside)
            case ir.JsonText(content=content):
                held = self.values(content, word, inside)
                return {s: _text(v) for s, v in held.items()}
            case _:
                return {self._shape(found): self.bare(type_id, word)}

    def _held(self, item: ir.TypeId, word: str, around: Around) -> Shapes:
        """What may be inside of a container; nothing, where that would have no end."""
        try:
            return self.values(item, word, around)
        except NoSpecimen:
            return {}

    def _shape(self, found: ir.Type) -> str:
        """What a value is that is neither a container nor one of several things."""
        match found:
            case ir.Object() | ir.Enum():
                return self.python.names[self.python.twins.get(found.id, found.id)]
            case ir.Scalar(kind=kind):
                return PYTHON[kind][0]
            case ir.Const(value=value):
                return "None" if value is None else type(value).__name__
            case _:
                return FREE[0]

    def bare(self, type_id: ir.TypeId, word: str = "text") -> Any:
        """The smallest value that is not null.

        Raises:
            NoSpecimen: there is none.
        """
        self._steps = 0
        return self._least(type_id, word, frozenset())

    def _least(self, type_id: ir.TypeId, word: str, around: Around) -> Any:
        found = self.python.plain(type_id)
        self._steps += 1
        if found.id in around or self._steps > STEPS:
            raise NoSpecimen
        match found:
            case ir.Scalar():
                return self._scalar(found, word)
            case ir.Const(value=value):
                return value
            case ir.Enum(members=members):
                return members[0].value
            case ir.Array():
                return []
            case ir.Map():
                return {}
            case ir.Tuple(items=items):
                return [self._least(i, word, around | {found.id}) for i in items]
            case ir.Object() | ir.Union():
                if found.id not in self._bare:
                    made = self._made(found, word, around | {found.id})
                    self._bare[found.id] = made
                return self._bare[found.id]
            case ir.JsonText(content=content):
                return _text(self._least(content, word, around | {found.id}))
            case _:
                return FREE[1]

    def _made(self, found: ir.Object | ir.Union, word: str, around: Around) -> Any:
        if isinstance(found, ir.Union):
            for variant in found.variants:
                try:
                    return self._least(variant, word, around)
                except NoSpecimen:
                    continue
            raise NoSpecimen
        return {
            f.wire: None if self.takes_null(f.type) else self._field(f, around)
            for f in found.fields
            if f.required
        }

    def _field(self, source: ir.Field, around: Around) -> Any:
        preset = source.preset
        return preset if preset else self._least(source.type, source.wire, around)

    def _scalar(self, found: ir.Scalar, word: str) -> Any:
        """A value that tells one field from the other, where the schema lets it be."""
        match found.kind:
            case ir.ScalarKind.BINARY:
                raise NoSpecimen
            case ir.ScalarKind.INTEGER:
                value: Any = _number_of(word)
            case ir.ScalarKind.NUMBER:
                value = _number_of(word) + 0.5
            case ir.ScalarKind.STRING:
                value = word
            case kind:
                return SCALARS[kind]
        mended = self.python.mend(found.id, value)
        return mended if type(mended) is type(value) else value

    def takes_null(self, type_id: ir.TypeId, around: Around = frozenset()) -> bool:
        """Whether null is a value of the type, or of a variant of it."""
        found = self.python.resolve(type_id)
        if not isinstance(found, ir.Union) or found.id in around:
            return self.python.is_nullable(type_id)
        inside = around | {found.id}
        variants = (self.takes_null(variant, inside) for variant in found.variants)
        return self.python.is_any(found) or any(variants)

    # -- unions ------------------------------------------------------------------------------

    def _of_union(self, union: ir.Union, word: str, around: Around) -> Shapes:
        """A value of each variant that it can be told to be."""
        if self.python.is_any(union):
            return dict([FREE])
        leaves = [*self._leaves(union)]
        found: Shapes = {}
        for variant in unions.ordered(self.python, union):
            try:
                told = self._of_variant(union, variant, word, around)
            except NoSpecimen:
                continue
            for shape, value in told.items():
                if self._is_told(union, leaves, shape, value, found):
                    found.setdefault(shape, value)
        if not found:
            raise NoSpecimen
        return found

    def _of_variant(
        self, union: ir.Union, variant: ir.TypeId, word: str, around: Around
    ) -> Shapes:
        """Values of a variant; where a discriminator tells, they say which variant they are."""
        told = unions.tag(self.python, union)
        found = self.values(variant, word, around)
        if told is None or not isinstance(self.python.plain(variant), ir.Object):
            return found
        key, variants = told
        named = [value for value, target in variants.items() if target == variant]
        return {
            s: (
                {**v, key: unions.tag_value(named[0], v.get(key))}
                if named and v is not None
                else v
            )
            for s, v in found.items()
        }

    def _leaves(
        self, union: ir.Union, around: tuple[str, ...] = ()
    ) -> Iterator[ir.Type]:
        """The variants, and in place of a union its own."""
        for variant in union.variants:
            found = self.python.plain(variant)
            if not isinstance(found, ir.Union):
                yield found
            elif found.id not in around:
                yield from self._leaves(found, (*around, union.id))

    def _is_told(
        self,
        union: ir.Union,
        leaves: list[ir.Type],
        shape: str,
        value: Any,
        found: Shapes,
    ) -> bool:
        """Whether a value is of one variant alone, whatever order they are tried in."""
        match value:
            case None:
                return True
            case dict():
                return self._is_own(union, leaves, shape, value)
            case list():
                return not any(isinstance(v, list) for v in found.values())
            case str() if any(isinstance(leaf, ir.JsonText) for leaf in leaves):
                return False
            case str() if shape == "bytes":
                return not any(isinstance(v, str) for v in found.values())
            case _:
                return value not in found.values()

    def _is_own(
        self, union: ir.Union, leaves: list[ir.Type], shape: str, value: dict[str, Any]
    ) -> bool:
        """Whether an object is told by its tag, or has the keys that no variant demands more of."""
        told = unions.tag(self.python, union)
        if told is not None:
            return unions.tag_text(value.get(told[0])) in told[1]
        demands = sorted(
            (len(self._demands(leaf)), self._head(leaf))
            for leaf in leaves
            if isinstance(leaf, (ir.Object, ir.Map))
            and self._demands(leaf) <= value.keys()
        )
        best = [head for count, head in demands if count == demands[-1][0]]
        return best == [shape.partition("[")[0]]

    def _head(self, found: ir.Type) -> str:
        return "dict" if isinstance(found, ir.Map) else self._shape(found)

    def _demands(self, found: ir.Type) -> set[str]:
        """The keys without which an object cannot be this variant, as the runtime sees it."""
        fields = found.fields if isinstance(found, ir.Object) else ()
        return {f.wire for f in fields if f.required and not self.takes_null(f.type)}

    def new_variant(self, union: ir.Union) -> dict[str, Any] | None:
        """An object that is of no variant; None where there may be none."""
        told = unions.tag(self.python, union)
        objects = [
            leaf
            for leaf in self._leaves(union)
            if isinstance(leaf, (ir.Object, ir.Map))
        ]
        is_open = self.python.has_unknown(union) and not self.python.is_any(union)
        if not is_open or (told is None and not all(map(self._demands, objects))):
            return None
        if len(objects) < 2:
            return None  # An object is that one, or a contradiction.
        tag = {told[0]: NEW_TEXT} if told is not None else {}
        return {**tag, "variantOfTomorrow": NOVEL}

    # -- what contradicts, and what comes ------------------------------------------------------

    def wrong(self, type_id: ir.TypeId, depth: int = DEEP) -> list[Any]:
        """Values that contradict a type, whatever else there may be in it tomorrow."""
        kinds = self._kinds(type_id)
        found = [value for kind, value in KINDS if kind not in kinds][:1]
        match self.python.plain(type_id):
            case ir.Scalar(kind=kind) if kind not in (*FREE_TEXT, *OF_SCALARS):
                found.append("~~")
            case ir.Const(value=str(value)):
                found.append(f"not {value}")
            case ir.Array(item=item) if depth:
                found += [[value] for value in self.wrong(item, depth - 1)[:1]]
            case ir.Map(value=item) if depth:
                found += [{"key": value} for value in self.wrong(item, depth - 1)[:1]]
            case ir.Object() as made if self._demands(made):
                found.append({})
            case _:
                pass
        return found

    def _kinds(
        self, type_id: ir.TypeId, around: Around = frozenset()
    ) -> frozenset[str]:
        """The kinds of JSON, without null, of which a value may be."""
        found = self.python.plain(type_id)
        match found:
            case ir.Scalar(kind=kind):
                return frozenset(OF_SCALARS.get(kind, {"string"}))
            case ir.Const(value=bool()):
                return frozenset({"boolean"})
            case ir.Const(value=str()) | ir.JsonText():
                return frozenset({"string"})
            case ir.Const(value=int() | float()):
                return frozenset({"integer"})
            case ir.Const():
                return frozenset()
            case ir.Enum(kind=kind):
                return frozenset(OF_SCALARS.get(kind, {"string"}))
            case ir.Array() | ir.Tuple():
                return frozenset({"array"})
            case ir.Object() | ir.Map():
                return frozenset({"object"})
            case ir.Union() if found.id not in around and not self._is_open(found):
                inside = around | {found.id}
                return EVERY.intersection(
                    k for v in found.variants for k in self._kinds(v, inside)
                )
            case _:
                return EVERY

    def _is_open(self, union: ir.Union) -> bool:
        return self.python.is_any(union) or self.python.has_objects(union)

    def tomorrow(self, type_id: ir.TypeId, depth: int = DEEP) -> dict[str, Any]:
        """What may come tomorrow in place of a value, by what is new in it."""
        found = self.python.plain(type_id)
        match found:
            case ir.Enum(kind=kind):
                is_text = kind is ir.ScalarKind.STRING
                return {"a new value": NEW_TEXT if is_text else NEW_NUMBER}
            case ir.Scalar(kind=ir.ScalarKind.INTEGER | ir.ScalarKind.NUMBER):
                return {"a bigger number": BIG}
            case ir.Array(item=item) if depth:
                return {k: [v] for k, v in self.tomorrow(item, depth - 1).items()}
            case ir.Map(value=item) if depth:
                return {
                    k: {NEW_KEY: v} for k, v in self.tomorrow(item, depth - 1).items()
                }
            case ir.Object(additional=None):
                return {"a new key": {**self.bare(found.id), NEW_KEY: NOVEL}}
            case ir.Union() if (value := self.new_variant(found)) is not None:
                return {"a new variant": value}
            case ir.Anything():
                return {"something deeper": NOVEL}
            case _:
                return {}


def _number_of(word: str) -> int:
    """A number that is another for most words."""
    return 10 + sum(word.encode("utf-8", "replace")) % 90


def _text(value: Any) -> str:
    """A JSON text as the package writes it."""
    return json.dumps(value, separators=(",", ":"))
