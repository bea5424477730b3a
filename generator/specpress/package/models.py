"""Models: the modules with classes and their fields, enums and their members, and aliases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from specpress import ir
from specpress.package.aliases import (
    RENAMED_MEMBER,
)
from specpress.package.class_views import (
    ENUM_BASES,
    AliasView,
    EnumView,
    FieldView,
    ModelView,
    Properties,
)
from specpress.package.defaults import build_members, get_default
from specpress.package.deprecations import make_decorator, rename_decorator
from specpress.package.part_texts import (
    describe_alias,
    describe_parts,
    describe_value,
    join_texts,
)
from specpress.python import unions
from specpress.python.expressions import (
    Import,
    PyCall,
    PyExpression,
    PyLiteral,
    PyName,
    PyQuoted,
    PySubscript,
    PyType,
    as_expression,
    list_imports,
    make_call,
    or_none,
)
from specpress.python.imports import TYPE_CHECKING, ModuleImports
from specpress.python.names import describe_origin
from specpress.python.source_text import is_visible
from specpress.python.types import OWN_MODULE, PythonTypes

ANNOTATIONS = "._runtime.codec.codec"
ANNOTATED = PyName("Annotated", Import("typing", "Annotated"))
DISCRIMINATOR = PyName("Discriminator", Import(ANNOTATIONS, "Discriminator"))
WIRE = PyName("Wire", Import(ANNOTATIONS, "Wire"))
READ_ONLY = PyName("READ_ONLY", Import(ANNOTATIONS, "READ_ONLY"))
WRITE_ONLY = PyName("WRITE_ONLY", Import(ANNOTATIONS, "WRITE_ONLY"))
TYPE_ALIAS = Import("typing", "TypeAlias")
ANY_VALUE = PyLiteral("Any")  # undeclared keys may have any value
MODEL_IMPORTS = (
    Import("dataclasses", "dataclass"),
    Import("._runtime.codec.types", "Model"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A component schema or an operation, with its inline schemas."""

    name: str
    """Name of the component schema or of the operation."""
    aliases: list[AliasView] = field(default_factory=list)
    """The type aliases."""
    enums: list[EnumView] = field(default_factory=list)
    """The enums."""
    models: list[ModelView] = field(default_factory=list)
    """The models."""

    @property
    def rank(self) -> tuple[bool, str]:
        """The position in a module: enums may be defaults in the models after them."""
        return bool(self.models), self.name


@dataclass(frozen=True)
class Module:
    """A module of `models/`."""

    name: str
    """Name of the module."""
    sections: list[Section]
    """The schemas in the module."""

    @cached_property
    def aliases(self) -> list[AliasView]:
        """The aliases of all sections."""
        return [alias for section in self.sections for alias in section.aliases]

    @cached_property
    def enums(self) -> list[EnumView]:
        """The enums of all sections."""
        return [enum for section in self.sections for enum in section.enums]

    @cached_property
    def models(self) -> list[ModelView]:
        """The models of all sections."""
        return [model for section in self.sections for model in section.models]

    @property
    def names(self) -> list[str]:
        """The names of the types in this module."""
        models, enums = self.models, self.enums
        names = [alias.name for alias in self.aliases]
        return [*(m.name for m in models), *(e.name for e in enums), *names]

    def mark(self, view: ModelView | EnumView) -> PyCall | None:
        """Return the decorator of the class of a deprecated schema."""
        # Earlier names of fields have another decorator of this name.
        if view.mark is None or not self._has_renamed_fields:
            return view.mark
        return rename_decorator(view.mark)

    @cached_property
    def _has_renamed_fields(self) -> bool:
        return any(model.renamed for model in self.models)

    @property
    def imports(self) -> ModuleImports:
        """The imports: those of other models only for type checkers, except in defaults."""
        used = {*list_imports(*self._list_expressions())}
        used |= {TYPE_ALIAS} if self.aliases else set()
        used |= {*MODEL_IMPORTS} if self.models else set()
        used |= {TYPE_CHECKING} if self.enums else set()
        used |= {RENAMED_MEMBER for enum in self.enums if enum.renamed}
        # In its own module, a class is the generated one.
        used -= {Import(OWN_MODULE, name) for name in self.names}
        defaults = [f.default for m in self.models for f in m.fields if f.default]
        places = (".models.", ".states.", OWN_MODULE)
        other_types = {i for i in used if i.module.startswith(places)}
        return ModuleImports(
            f".models.{self.name}",
            frozenset({*list_imports(*defaults)} | (used - other_types)),
            frozenset(other_types),
        )

    def _list_expressions(self) -> Iterator[PyExpression]:
        yield from (alias.target for alias in self.aliases)
        yield from (enum.base for enum in self.enums)
        yield from (f.type for model in self.models for f in model.fields)
        yield from (model.decorator for model in self.models if model.renamed)
        classes: list[ModelView | EnumView] = [*self.models, *self.enums]
        yield from filter(None, map(self.mark, classes))
        states = (model.properties.state for model in self.models)
        yield from (state.type for state in states if state)


def build_modules(
    python: PythonTypes, properties: Mapping[ir.TypeId, Properties]
) -> list[Module]:
    """Return all modules of models, sorted by name; `properties` are added to their classes."""
    modules: dict[str, dict[str, Section]] = {}
    for type_id, schema in python.named.items():
        root, sections = (
            python.roots[type_id],
            modules.setdefault(python.modules[type_id], {}),
        )
        section = sections.setdefault(root, Section(root))
        _add_type(section, python, schema, properties.get(type_id, Properties()))
    return [
        Module(name, sorted(modules[name].values(), key=lambda s: s.rank))
        for name in sorted(modules)
    ]


def list_groups(python: PythonTypes) -> dict[str, str]:
    """Return the modules of the roots that share one, by root."""
    pairs = {(root, python.modules[i]) for i, root in python.roots.items()}
    return {root: module for root, module in sorted(pairs) if root != module}


def list_module_overrides(python: PythonTypes) -> dict[str, str]:
    """Return the modules of the types whose names do not begin with that of their root.

    The runtime finds all others by their name.
    """
    entries = sorted(
        (python.names[i], python.roots[i], python.modules[i]) for i in python.named
    )
    return {n: m for n, r, m in entries if not _letters(n).startswith(_letters(r))}


def _letters(name: str) -> str:
    return name.replace("_", "").casefold()


def _add_type(
    section: Section, python: PythonTypes, schema: ir.Type, properties: Properties
) -> None:
    """Add a class or an alias."""
    name = python.names[schema.id]
    match schema:
        case ir.Object():
            section.models.append(_build_model(python, schema, properties))
        case ir.Enum():
            text, members = _describe(python, schema), build_members(python, schema)
            base = ENUM_BASES[schema.kind is ir.ScalarKind.STRING]
            mark = _mark(name, schema)
            section.enums.append(EnumView(name, base, text, members, properties, mark))
        case _:
            target = _build_alias_target(python, schema)
            text = join_texts(
                "Deprecated." if schema.deprecated else "",
                describe_alias(python, schema),
                _describe_component(python, schema),
            )
            section.aliases.append(AliasView(name, target, text))


def _build_model(
    python: PythonTypes, schema: ir.Object, properties: Properties
) -> ModelView:
    name, text = python.names[schema.id], _describe(python, schema)
    undeclared = _get_undeclared_type(python, schema)
    if undeclared not in (None, ANY_VALUE):
        kept = f"Undeclared keys are kept in `extra`, as `{undeclared.value}`."
        text = join_texts(text, kept, _describe_undeclared(python, schema))
    # The body of a class must not be empty.
    if not schema.fields and not text:
        text = schema.description.strip()
        text = text if is_visible(text) else f"The schema `{name}`."
    names = python.name_fields(schema)
    root = python.roots[schema.id]
    fields = [_build_field(python, f, names[f.wire], root) for f in schema.fields]
    mark = _mark(name, schema)
    return ModelView(name, text, fields, undeclared, properties, mark)


def _describe_undeclared(python: PythonTypes, schema: ir.Object) -> str:
    """Return the description of the values of undeclared keys; "" without one."""
    additional = schema.additional
    return "" if additional is None else describe_value(python, "", additional)


def _mark(name: str, schema: ir.Type) -> PyCall | None:
    """Return the decorator of the class of a deprecated schema."""
    if not schema.deprecated:
        return None
    return make_decorator(name, schema.description)


def _describe(python: PythonTypes, schema: ir.Type) -> str:
    """Return the docstring of a class: its description, and the name of its component.

    The description is omitted if a field has the same, or if nothing is visible.
    """
    text = python.describe_class(schema.id)
    is_repeated = schema.id in python.described_by_fields
    visible = text if is_visible(text) and not is_repeated else ""
    note = "Deprecated." if python.types[schema.id].deprecated else ""
    return join_texts(note, visible, _describe_component(python, schema))


def _describe_component(python: PythonTypes, schema: ir.Type) -> str:
    """Return a sentence with the name of a component, if that of its class has other letters."""
    if not ir.is_component(schema.id):
        return ""
    return describe_origin(python.names[schema.id], schema.naming.root)


def _build_alias_target(python: PythonTypes, schema: ir.Type) -> PyExpression:
    """Return the type of an alias; that of a union includes its discriminator."""
    target = PyQuoted(python.expand_type(schema))
    if not isinstance(schema, ir.Union) or python.is_any(schema):
        return target
    if (tag := unions.find_tag(python, schema)) is None:
        return target
    key, variants = tag
    default = schema.default_variant
    discriminator = make_call(
        DISCRIMINATOR,
        PyLiteral(key),
        as_expression({v: python.format_type(t) for v, t in variants.items()}),
        otherwise=None if default is None else python.format_type(default),
    )
    return PySubscript(ANNOTATED, (target, discriminator))


def _get_undeclared_type(python: PythonTypes, schema: ir.Object) -> PyLiteral | None:
    """Return the type of the undeclared keys as a string; None if they are not declared."""
    if schema.additional is None:
        return ANY_VALUE if schema.is_open else None
    return PyLiteral(python.format_type(schema.additional))


def _build_field(
    python: PythonTypes, source: ir.Field, name: str, root: str
) -> FieldView:
    return FieldView(
        name=name,
        type=_build_annotation(python, source, name),
        default=get_default(python, source, root),
        text=_describe_field(python, source, name),
        origins=source.origins,
    )


def _build_annotation(python: PythonTypes, source: ir.Field, name: str) -> PyType:
    """Return the type of a field, with its JSON name and its marks."""
    annotation = python.get_type(source.type)
    if not source.is_required_in_responses:
        annotation = or_none(annotation)
    metadata = [*_list_metadata(source, name)]
    return PySubscript(ANNOTATED, (annotation, *metadata)) if metadata else annotation


def _list_metadata(source: ir.Field, name: str) -> Iterator[PyExpression]:
    if name != source.wire:
        yield make_call(WIRE, PyLiteral(source.wire))
    if source.read_only:
        yield READ_ONLY
    if source.write_only:
        yield WRITE_ONLY


def _describe_field(python: PythonTypes, source: ir.Field, name: str) -> str:
    """Return the docstring of a field: its description, constraint notes, parts and name in JSON."""
    text = source.description.strip() or python.inline_description(source.type).strip()
    # Without a description the field has that of its type, which may include the same notes.
    notes = [note for note in source.notes if note not in text]
    return join_texts(
        f"Deprecated. {text}" if source.deprecated else text,
        " ".join(notes),
        *describe_parts(python, source.type, [text, *notes]),
        describe_origin(name, source.wire),
    )
