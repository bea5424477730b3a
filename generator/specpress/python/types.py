"""The Python names and annotations of all types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from specpress import ir
from specpress.python.circular_types import find_circular_types
from specpress.python.claims import claim_field, claim_member
from specpress.python.class_names import ClassNamer
from specpress.python.expressions import (
    ANY,
    NONE,
    Import,
    PyName,
    PyStarred,
    PySubscript,
    PyType,
    make_literal_type,
    make_union,
    or_any,
    or_none,
)
from specpress.python.model_modules import group_modules
from specpress.python.names.namer import Namer, Space
from specpress.python.sample_repair import NO_REPAIR, SampleRepairer
from specpress.python.unions import Tag, sort_variants

SCALARS = {
    ir.ScalarKind.STRING: PyName("str"),
    ir.ScalarKind.INTEGER: PyName("int"),
    ir.ScalarKind.NUMBER: PyName("float"),
    ir.ScalarKind.BOOLEAN: PyName("bool"),
    ir.ScalarKind.DATETIME: PyName("datetime", Import("datetime", "datetime")),
    ir.ScalarKind.DATE: PyName("date", Import("datetime", "date")),
    ir.ScalarKind.TIME: PyName("time", Import("datetime", "time")),
    ir.ScalarKind.DECIMAL: PyName("Decimal", Import("decimal", "Decimal")),
    ir.ScalarKind.DECIMAL_NUMBER: PyName(
        "DecimalNumber", Import("._runtime.codec.decimal_numbers", "DecimalNumber")
    ),
    ir.ScalarKind.UUID: PyName("UUID", Import("uuid", "UUID")),
    ir.ScalarKind.BYTES: PyName("bytes"),
    ir.ScalarKind.BINARY: PyName(
        "FileContent", Import("._runtime.codec.files", "FileContent")
    ),
}
FILE_OR_TEXT = PyName("FileOrText", Import("._runtime.codec.files", "FileOrText"))
JSON_TEXT = PyName("JsonText", Import("._runtime.codec.codec", "JsonText"))
UNKNOWN_VARIANT = PyName(
    "UnknownVariant", Import("._runtime.codec.codec", "UnknownVariant")
)
# Kinds that JSON does not write as strings.
NON_TEXTUAL = (
    ir.ScalarKind.INTEGER,
    ir.ScalarKind.NUMBER,
    ir.ScalarKind.DECIMAL_NUMBER,
    ir.ScalarKind.BOOLEAN,
)
# The classes of the user that take the place of generated ones.
OWN_MODULE = ".own"
LITERAL_LIMIT = 2**63  # type checkers reject larger integers in a `Literal`


class PythonTypes:
    """Names and annotations of all types of an API."""

    def __init__(
        self,
        api: ir.Api,
        repairer: SampleRepairer = NO_REPAIR,
        namer: Namer | None = None,
        own: frozenset[str] = frozenset(),
    ) -> None:
        self.repairer = repairer
        self.own = own
        self.namer = namer or Namer()
        self.types = types = dict(api.types)
        self.shared_schemas = api.shared_schemas
        self.lifecycles = api.lifecycles
        self.circular = find_circular_types(types)
        self.tags: dict[ir.TypeId, Tag | None] = {}
        self._unions = [t for t in types.values() if type(t) is ir.Union]
        self.unions_of_any = self._unions_containing(ir.Anything)
        self.unions_of_any |= {u.id for u in self._unions if u.is_conditional}
        self.unions_of_objects = self._unions_containing(ir.Object, ir.Map)
        self.named = {
            i: t
            for i, t in types.items()
            if i not in self.shared_schemas and self._is_named(t)
        }
        classes = ClassNamer(api, self.named)
        self.names, self.roots = classes.assign(self.namer), classes.list_roots()
        self.class_names = frozenset(self.names.values())
        # Those of the resources, as soon as they have their names.
        self.resource_names: frozenset[str] = frozenset()
        self.left_out_names = classes.left_out_names
        self.modules = group_modules(api, self.roots)
        self.shared_texts = classes.list_texts()
        self.identities = classes.identities
        self._fields: dict[ir.TypeId, Mapping[str, str]] = {}
        self._annotations: dict[tuple[ir.TypeId, str], PyType] = {}
        others = [i for i, t in self.named.items() if not isinstance(t, ir.Enum)]
        self.described_by_fields = {*self._list_described()}
        self._with_models = {self.roots[i] for i in others}

    def is_class(self, name: str) -> bool:
        """Return whether a module with operations has a model or a resource with this name."""
        return name in self.class_names or name in self.resource_names

    def name_fields(self, schema: ir.Object) -> Mapping[str, str]:
        """Return the Python name of each field of an object by its JSON key."""
        if schema.id not in self._fields:
            space = Space("field", self._identify(schema))
            claims = (claim_field(field.wire, field.name) for field in schema.fields)
            self._fields[schema.id] = self.namer.assign(claims, "field", space)
        return self._fields[schema.id]

    def name_members(self, enum: ir.Enum) -> Mapping[str, str]:
        """Return the Python name of each member of an enum by its value as a text."""
        space = Space("member", self._identify(enum))
        return self.namer.assign(map(claim_member, enum.members), "member", space)

    def _identify(self, schema: ir.Type) -> str:
        """Return the identity of the type that has the class of a schema."""
        return self.identities[self.shared_schemas.get(schema.id, schema.id)]

    def has_only_enums(self, root: str) -> bool:
        """Return whether a root has only enums, which other modules can import for defaults."""
        return root not in self._with_models

    def _list_described(self) -> Iterator[ir.TypeId]:
        """Yield the inline types whose description is also that of a field."""
        for owner in self.named.values():
            for field in owner.fields if isinstance(owner, ir.Object) else ():
                inner = self.plain(field.type)
                is_inline = not ir.is_component(inner.id)
                if is_inline and inner.description.strip() == field.description.strip():
                    yield inner.id

    def resolve(self, type_id: ir.TypeId) -> ir.Type:
        """Return the type that an alias refers to."""
        schema = self.types[type_id]
        while type(schema) is ir.Alias:
            schema = self.types[schema.target]
        return schema

    def skip_unnamed_aliases(self, type_id: ir.TypeId) -> ir.TypeId:
        """Return the id of the type behind aliases without a Python name."""
        schema = self.types[type_id]
        while isinstance(schema, ir.Alias) and type_id not in self.named:
            type_id = schema.target
            schema = self.types[type_id]
        return type_id

    def is_nullable(self, type_id: ir.TypeId) -> bool:
        """Return whether null is a value of the type."""
        schema = self.resolve(type_id)
        return isinstance(schema, (ir.Nullable, ir.Anything)) or (
            isinstance(schema, ir.Const) and schema.value is None
        )

    def accepts_null(
        self, type_id: ir.TypeId, parents: frozenset[ir.TypeId] = frozenset()
    ) -> bool:
        """Return whether null is a value of the type, or of a variant of it."""
        schema = self.resolve(type_id)
        if not isinstance(schema, ir.Union) or schema.id in parents:
            return self.is_nullable(type_id)
        inside = parents | {schema.id}
        variants = (self.accepts_null(variant, inside) for variant in schema.variants)
        return self.is_any(schema) or any(variants)

    def is_any(self, union: ir.Union) -> bool:
        """Return whether a variant, at any depth, accepts anything."""
        return union.id in self.unions_of_any

    def accepts_anything(self, type_id: ir.TypeId) -> bool:
        """Return whether the type accepts anything."""
        schema = self.plain(type_id)
        is_open_union = isinstance(schema, ir.Union) and self.is_any(schema)
        return is_open_union or isinstance(schema, ir.Anything)

    def plain(self, type_id: ir.TypeId) -> ir.Type:
        """Return the type behind aliases, without null."""
        schema = self.resolve(type_id)
        return self.plain(schema.inner) if type(schema) is ir.Nullable else schema

    def is_textual(self, type_id: ir.TypeId) -> bool:
        """Return whether values are strings, or not constrained at all."""
        schema = self.plain(type_id)
        match schema:
            case ir.Scalar(kind=kind):
                return kind not in NON_TEXTUAL
            case ir.Enum(kind=kind):
                return kind is ir.ScalarKind.STRING
            case ir.Const(value=value):
                return isinstance(value, str)
            case ir.JsonText():
                return True
            case ir.Union(variants=variants):
                return all(map(self.is_textual, variants))
            case _:
                return isinstance(schema, ir.Anything)

    def is_binary(self, type_id: ir.TypeId) -> bool:
        """Return whether values are the content of a file."""
        schema = self.plain(type_id)
        return isinstance(schema, ir.Scalar) and schema.kind is ir.ScalarKind.BINARY

    def describe_class(self, type_id: ir.TypeId) -> str:
        """Return the description of a class; of a shared one only if all its schemas have it."""
        text = self.types[type_id].description
        return self.shared_texts.get(type_id, text).strip()

    def inline_description(self, type_id: ir.TypeId) -> str:
        """Return the description of a type that has no class to document."""
        schema = self.types[type_id]
        if isinstance(schema, ir.Nullable):
            return self.inline_description(schema.inner)
        return "" if type_id in self.named else schema.description

    def has_unknown(self, union: ir.Union) -> bool:
        """Return whether unknown variants are kept: only unions with objects are open."""
        return union.default_variant is None and self.has_objects(union)

    def has_objects(self, union: ir.Union) -> bool:
        """Return whether a variant, at any depth, is an object."""
        return union.id in self.unions_of_objects

    def _unions_containing(self, *kinds: type[ir.Type]) -> set[ir.TypeId]:
        """Return the unions with a variant of these kinds, at any depth."""
        parents: dict[ir.TypeId, list[ir.TypeId]] = {}
        pending: list[ir.TypeId] = []
        for union in self._unions:
            for variant in union.variants:
                inner = self.plain(variant)
                parents.setdefault(inner.id, []).append(union.id)
                pending += [inner.id] if isinstance(inner, kinds) else []
        unions: set[ir.TypeId] = set()
        # Upwards from the variants, so that recursive unions end the search.
        while pending:
            new = [u for u in parents.get(pending.pop(), ()) if u not in unions]
            unions.update(new)
            pending += new
        return unions

    def format_type(self, type_id: ir.TypeId) -> str:
        """Return the annotation as a string for the runtime, without imports."""
        return str(self.get_type(type_id))

    def get_type(self, type_id: ir.TypeId, prefix: str = "") -> PyType:
        """Return the annotation of a type: its name, or the annotation of its content.

        `prefix` is written before the names of models.
        """
        key = type_id, prefix
        if key not in self._annotations:
            self._annotations[key] = self._build_type(type_id, prefix)
        return self._annotations[key]

    def _build_type(self, type_id: ir.TypeId, prefix: str) -> PyType:
        type_id = self.shared_schemas.get(type_id, type_id)
        if type_id in self.names:
            return self.get_class(type_id, prefix)
        return self.expand_type(self.types[type_id], prefix)

    def get_class(self, type_id: ir.TypeId, prefix: str = "") -> PyName:
        """Return the name of a type that has one."""
        name = self.names[type_id]
        module = OWN_MODULE if name in self.own else f".models.{self.modules[type_id]}"
        return PyName(prefix + name, Import(module, name))

    def expand_type(self, schema: ir.Type, prefix: str = "") -> PyType:
        """Return the annotation of the content of a type."""
        match schema:
            case ir.Anything():
                return ANY
            case ir.Scalar(kind=kind, is_also_text=is_also_text):
                return FILE_OR_TEXT if is_also_text else SCALARS[kind]
            case ir.Const(value=value):
                return _get_const_type(value)
            case ir.Array(item=item):
                return PySubscript(PyName("list"), (self.get_type(item, prefix),))
            case ir.Tuple():
                return self._expand_tuple(schema, prefix)
            case ir.Map(value=value):
                items = (PyName("str"), self.get_type(value, prefix))
                return PySubscript(PyName("dict"), items)
            case ir.Nullable(inner=inner):
                return or_none(self.get_type(inner, prefix))
            case ir.JsonText(content=content):
                return PySubscript(JSON_TEXT, (self.get_type(content, prefix),))
            case ir.Alias(target=target):
                return self.get_type(target, prefix)
            case ir.Union():
                return self._expand_union(schema, prefix)
            case ir.Object() | ir.Enum():
                return self.get_type(schema.id, prefix)

    def _expand_tuple(self, schema: ir.Tuple, prefix: str) -> PyType:
        parts: list[PyType] = [self.get_type(item, prefix) for item in schema.items]
        if schema.rest is not None:
            rest = (self.get_type(schema.rest, prefix), PyName("..."))
            if not parts:
                return PySubscript(PyName("tuple"), rest)
            parts.append(PyStarred(PySubscript(PyName("tuple"), rest)))
        return PySubscript(PyName("tuple"), tuple(parts) or (PyName("()"),))

    def _expand_union(self, union: ir.Union, prefix: str) -> PyType:
        if union.is_conditional:
            return or_any([self.get_type(v, prefix) for v in union.variants])
        if self.is_any(union):
            return ANY
        variants = sort_variants(self, union)
        parts = [self.get_type(self._without_null(v), prefix) for v in variants]
        parts += [UNKNOWN_VARIANT] if self.has_unknown(union) else []
        parts += [NONE] if any(map(self._has_null, variants)) else []
        return make_union(parts)

    def _without_null(self, type_id: ir.TypeId) -> ir.TypeId:
        """Return the id of the type without the null that its annotation would include."""
        while self._has_null(type_id):
            schema = self.types[self.skip_unnamed_aliases(type_id)]
            type_id = schema.inner if isinstance(schema, ir.Nullable) else type_id
        return type_id

    def _has_null(self, type_id: ir.TypeId) -> bool:
        """Return whether the annotation of the type would include null."""
        type_id = self.skip_unnamed_aliases(type_id)
        is_named = type_id in self.named
        return isinstance(self.types[type_id], ir.Nullable) and not is_named

    def _is_named(self, schema: ir.Type) -> bool:
        """Return whether a type has a Python name.

        Models, enums, unions with objects and components do. A nullable component passes its name
        on to the type without null.
        """
        if type(schema) in (ir.Object, ir.Enum) or schema.id in self.circular:
            return True
        if type(schema) is ir.Union and self.has_objects(schema):
            return not schema.is_conditional
        if type(schema) is ir.Nullable and self._is_named(self.types[schema.inner]):
            return False
        return ir.is_component(schema.id)


def _get_const_type(value: Any) -> PyType:
    """Return the type of a constant: a `Literal` only where type checkers accept one."""
    if value is None:
        return NONE
    if isinstance(value, float):
        return PyName("float")
    if isinstance(value, int) and abs(value) >= LITERAL_LIMIT:
        return PyName("int")
    return make_literal_type(value)
