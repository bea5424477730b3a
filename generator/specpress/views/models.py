"""Models: the modules with classes and their fields, enums and their members, and aliases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specpress import ir
from specpress.layout import (
    format_alias,
    format_annotated,
    format_call,
    format_docstring,
    format_import,
    format_literal,
    format_statement,
)
from specpress.names import Claim, assign_names, screaming, snake
from specpress.views import unions
from specpress.views.python_types import (
    Imports,
    PythonTypes,
    format_imports,
    format_runtime_imports,
    make_optional,
)


@dataclass(slots=True)
class Item:
    """A field, member or property: the lines of its statement and its docstring."""

    lines: list[str]
    statement_length: int
    """Number of lines of the statement; the docstring follows."""
    name: str
    origins: tuple[str, ...]


@dataclass(slots=True)
class Properties:
    """Properties of a class, and the imports that their types need."""

    items: list[Item]
    imports: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Class:
    """A model or an enum."""

    name: str
    base: str
    doc: list[str]
    items: list[Item]
    undeclared: str = ""
    """Type of the undeclared keys; "" if they may have any."""
    properties: list[Item] = field(default_factory=list)

    @property
    def head(self) -> list[str]:
        """The first line of the class."""
        extra = (
            [f"undeclared={format_literal(self.undeclared)}"] if self.undeclared else []
        )
        return format_call(f"class {self.name}(", [self.base, *extra], 0, "):")

    @property
    def body(self) -> list[str]:
        """The lines of the body, with a blank line around every item with a docstring."""
        lines, has_doc = [*self.doc], bool(self.doc)
        for item in (*self.items, *self.properties):
            had_doc, has_doc = has_doc, len(item.lines) > item.statement_length
            needs_blank = had_doc or (has_doc and lines)
            lines += [*([""] if needs_blank else []), *item.lines]
        return lines


@dataclass(slots=True)
class Module:
    """A module of `models/`: its statements as lines, and their imports."""

    name: str
    aliases: list[list[str]] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    shared_schemas: list[str] = field(default_factory=list)
    imports: Imports = field(default_factory=Imports)
    siblings: list[str] = field(default_factory=list)
    """Imports of models for type checkers only."""
    runtime_siblings: list[str] = field(default_factory=list)
    """Imports of models that are used when the module is loaded."""

    @property
    def standard(self) -> list[str]:
        """The imports from the standard library."""
        return format_imports(self.imports.modules)

    @property
    def runtime(self) -> list[str]:
        """The imports from the runtime, and of models that are used at load time."""
        return [
            *format_runtime_imports(self.imports.runtime, ".."),
            *self.runtime_siblings,
        ]


def build_modules(
    python: PythonTypes, properties: Mapping[ir.TypeId, Properties]
) -> list[Module]:
    """Return all modules of models, sorted by name; `properties` are added to their classes."""
    schemas: dict[str, list[ir.Type]] = {}
    for type_id, schema in python.named.items():
        schemas.setdefault(python.modules[type_id], []).append(schema)
    by_name = {
        name: _build_module(python, name, types)
        for name, types in sorted(schemas.items())
    }
    for type_id, added in properties.items():
        _add_properties(by_name[python.modules[type_id]], python.names[type_id], added)
    return [*by_name.values()]


def _add_properties(module: Module, name: str, properties: Properties) -> None:
    for class_ in module.classes:
        if class_.name == name:
            class_.properties += properties.items
    if properties.imports:
        module.siblings = [*properties.imports, *module.siblings]
        module.imports.add("typing", "TYPE_CHECKING")


def list_module_overrides(python: PythonTypes) -> dict[str, str]:
    """Return the modules of the types whose names do not begin with that of their module.

    The runtime's `lookup` finds all others by their name.
    """
    modules = {python.names[i]: python.modules[i] for i in python.named}
    return {n: m for n, m in modules.items() if not _letters(n).startswith(_letters(m))}


def _letters(name: str) -> str:
    return name.replace("_", "").casefold()


def _build_module(python: PythonTypes, name: str, types: list[ir.Type]) -> Module:
    module = Module(name)
    module.imports.module = name
    # Enums first: a member may be the default of a field.
    for schema in sorted(types, key=lambda schema: not isinstance(schema, ir.Enum)):
        _add_type(module, python, schema)
    used, at_runtime = module.imports.models, module.imports.runtime_models
    module.siblings = format_model_imports(python, used - at_runtime, "", exclude=name)
    module.runtime_siblings = format_model_imports(python, at_runtime, "", exclude=name)
    if module.siblings:
        module.imports.add("typing", "TYPE_CHECKING")
    return module


def format_model_imports(
    python: PythonTypes, used: set[str], prefix: str, exclude: str = ""
) -> list[str]:
    """Return the import statements of models, one per module; `prefix` is the path to `models`."""
    by_module: dict[str, list[str]] = {}
    for type_id in used:
        if python.modules[type_id] != exclude:
            by_module.setdefault(python.modules[type_id], []).append(
                python.names[type_id]
            )
    return [
        line
        for module, names in sorted(by_module.items())
        for line in format_import(f"{prefix}.{module}", sorted(names))
    ]


def _add_type(module: Module, python: PythonTypes, schema: ir.Type) -> None:
    """Add a class or an alias."""
    name, imports = python.names[schema.id], module.imports
    if schema.id in python.shared_schemas:
        imports.add("typing", "TypeAlias")
        target = format_literal(python.annotate(schema.id, imports))
        module.shared_schemas += format_alias(name, target)
        return
    # The body of a class must not be empty.
    is_empty = isinstance(schema, ir.Object) and not schema.fields
    fallback = f"The schema `{name}`." if is_empty else ""
    doc = format_docstring(_describe_class(python, schema), 4, fallback)
    match schema:
        case ir.Object():
            imports.add("dataclasses", "dataclass")
            imports.add(".codec.models", "Model")
            extra = _annotate_undeclared(python, schema)
            items = build_fields(python, schema, imports)
            module.classes.append(Class(name, "Model", doc, items, extra))
        case ir.Enum(kind=kind):
            base = "OpenStrEnum" if kind is ir.ScalarKind.STRING else "OpenIntEnum"
            imports.add(".codec.enums", base)
            module.classes.append(Class(name, base, doc, build_members(schema)))
        case _:
            imports.add("typing", "TypeAlias")
            doc = format_docstring(schema.description, 0)
            lines = _build_alias(python, schema, name, imports)
            module.aliases.append([*lines, *doc])


def _build_alias(
    python: PythonTypes, schema: ir.Type, name: str, imports: Imports
) -> list[str]:
    """Return the statement of an alias; that of a union includes its discriminator."""
    target = format_literal(python.write_annotation(schema, imports))
    tag = unions.find_tag(python, schema) if isinstance(schema, ir.Union) else None
    if tag is None or not isinstance(schema, ir.Union):
        return format_alias(name, target)
    imports.add("typing", "Annotated")
    imports.add(".codec.annotations", "Discriminator")
    key, variants = tag
    pairs = [
        f"{format_literal(v)}: {format_literal(python.format_type(t))}"
        for v, t in variants.items()
    ]
    arguments = [format_literal(key), f"{{{', '.join(pairs)}}}"]
    if schema.default_variant is not None:
        default_variant = format_literal(python.format_type(schema.default_variant))
        arguments.append(f"otherwise={default_variant}")
    return format_call(
        f"{name}: TypeAlias = Annotated[",
        [target, f"Discriminator({', '.join(arguments)})"],
        0,
        "]",
    )


def _annotate_undeclared(python: PythonTypes, schema: ir.Object) -> str:
    """Return the type of the undeclared keys; "" if they may have any."""
    if schema.additional is None:
        return ""
    annotation = python.format_type(schema.additional)
    return "" if annotation == "Any" else annotation


def _describe_class(python: PythonTypes, schema: ir.Type) -> str:
    """Return the docstring of a class, with the type of undeclared keys if they have one."""
    text = schema.description.strip()
    if isinstance(schema, ir.Object):
        extra = _annotate_undeclared(python, schema)
        if extra:
            text += f"\n\nUndeclared keys are kept in `extra`, as `{extra}`."
    return text


def name_fields(schema: ir.Object) -> dict[str, str]:
    """Return the Python name of each field of an object by its JSON key."""
    return assign_names((_claim_field(field.wire) for field in schema.fields), "field")


def _claim_field(wire: str) -> Claim:
    name = snake(wire)
    # A key that already is a Python name has precedence over others.
    return Claim(wire, (name, f"{name}_field"), int(name != wire))


def build_fields(
    python: PythonTypes, schema: ir.Object, imports: Imports
) -> list[Item]:
    """Return the fields of an object, in document order."""
    names = name_fields(schema)
    return [_build_field(python, f, names[f.wire], imports) for f in schema.fields]


def _build_field(
    python: PythonTypes,
    source: ir.Field,
    name: str,
    imports: Imports,
) -> Item:
    annotation = python.annotate(source.type, imports)
    default = format_default(python, source, imports)
    if not source.required:
        annotation = make_optional(annotation)
    lines = (
        format_statement(f"{name}: {annotation}{default}", 4)
        if name == source.wire
        else []
    )
    if name != source.wire:
        imports.add("typing", "Annotated")
        imports.add(".codec.annotations", "Wire")
        parts = [annotation, f"Wire({format_literal(source.wire)})"]
        lines = format_annotated(name, parts, default, 4)
    text = source.description or python.inline_description(source.type)
    doc = format_docstring(_describe_field(source, text), 4)
    return Item([*lines, *doc], len(lines), name, source.origins)


def _describe_field(source: ir.Field, text: str) -> str:
    """Return the docstring of a field: its description and its constraint notes."""
    if source.deprecated:
        text = f"Deprecated. {text}".strip()
    # Without a description the field has that of its type, which may include the same notes.
    notes = " ".join(note for note in source.notes if note not in text)
    return "\n\n".join(part for part in (text.strip(), notes) if part)


def format_default(python: PythonTypes, source: ir.Field, imports: Imports) -> str:
    """Return the default of a field: None, a constant, or the value of a discriminator."""
    if not source.required:
        return " = None"
    match python.resolve(source.type):
        case ir.Const(value=value) if value is not None:
            return f" = {format_literal(value)}"
        case ir.Scalar() if source.preset is not None:
            return f" = {format_literal(source.preset)}"
        case ir.Enum() as enum:
            return _format_only_member(python, enum, source.preset, imports)
        case _:
            return ""


def _format_only_member(
    python: PythonTypes, enum: ir.Enum, preset: str | None, imports: Imports
) -> str:
    """Return the only possible member of an enum as a default."""
    type_id = python.shared_schemas.get(enum.id, enum.id)
    module = python.modules[type_id]
    values = [m.value for m in enum.members]
    value = values[0] if len(values) == 1 else preset
    # A default is evaluated when the module is loaded: importing models there could be a cycle.
    is_importable = module == imports.module or python.has_only_enums(module)
    if value is None or not is_importable:
        return ""
    imports.runtime_models.add(type_id)
    member = build_members(enum)[values.index(value)]
    return f" = {python.names[type_id]}.{member.name}"


def build_members(schema: ir.Enum) -> list[Item]:
    """Return the members of an enum, in document order."""
    claims = [
        Claim(
            str(m.value),
            (screaming(_member_words(m)), f"{screaming(_member_words(m))}_VALUE"),
            int(screaming(_member_words(m)) != m.value),
        )
        for m in schema.members
    ]
    names = assign_names(claims, "member")
    return [_build_member(m, names[str(m.value)]) for m in schema.members]


def _build_member(source: ir.Member, name: str) -> Item:
    lines = format_statement(f"{name} = {format_literal(source.value)}", 4)
    doc = format_docstring(source.description, 4)
    return Item([*lines, *doc], len(lines), name, source.origins)


def _member_words(member: ir.Member) -> str:
    """Return the name that the document declares for a member, or else its value."""
    value = member.name or member.value
    return value if isinstance(value, str) else f"value {value}".replace("-", "minus ")
