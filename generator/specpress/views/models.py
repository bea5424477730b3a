"""Views of the model modules: classes with fields, enums with members, aliases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specpress import ir
from specpress.layout import (
    alias,
    annotated,
    call,
    docstring,
    import_from,
    literal,
    statement,
)
from specpress.names import Claim, screaming, assign_names, snake
from specpress.views import unions
from specpress.views.python_types import (
    PythonTypes,
    Uses,
    import_lines,
    optional,
    runtime_imports,
)


@dataclass(slots=True)
class Item:
    """One field or one member: its statement and its docstring, ready as lines."""

    lines: list[str]
    plain: int
    """How many of the lines are the statement."""
    name: str
    origins: tuple[str, ...]


@dataclass(slots=True)
class Properties:
    """What a class has beside its fields, and what the types of that need."""

    items: list[Item]
    imports: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Class:
    """One class."""

    name: str
    base: str
    doc: list[str]
    items: list[Item]
    undeclared: str = ""
    """The type of the keys that are not declared, where they have one."""
    properties: list[Item] = field(default_factory=list)
    """What is made of the fields."""

    @property
    def head(self) -> list[str]:
        """The first line of the class."""
        told = [f"undeclared={literal(self.undeclared)}"] if self.undeclared else []
        return call(f"class {self.name}(", [self.base, *told], 0, "):")

    @property
    def body(self) -> list[str]:
        """The lines below the head: a blank line beside what has a docstring."""
        lines, told = [*self.doc], bool(self.doc)
        for item in (*self.items, *self.properties):
            before, told = told, len(item.lines) > item.plain
            lines += [*([""] if before or (told and lines) else []), *item.lines]
        return lines


@dataclass(slots=True)
class Module:
    """One module of `models/`: what stands in it as lines, and what that needs."""

    name: str
    aliases: list[list[str]] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)
    twins: list[str] = field(default_factory=list)
    uses: Uses = field(default_factory=Uses)
    siblings: list[str] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    """The imports of models that must be there when this module is loaded."""

    @property
    def standard(self) -> list[str]:
        """What is imported from the standard library."""
        return import_lines(self.uses.modules)

    @property
    def runtime(self) -> list[str]:
        """What is imported from the runtime."""
        return [*runtime_imports(self.uses.runtime, ".."), *self.needed]


def modules(
    python: PythonTypes, properties: Mapping[ir.TypeId, Properties]
) -> list[Module]:
    """All model modules, by name; some classes have properties beside their fields."""
    members: dict[str, list[ir.Type]] = {}
    for type_id, found in python.named.items():
        members.setdefault(python.modules[type_id], []).append(found)
    made = {
        name: _module(python, name, types) for name, types in sorted(members.items())
    }
    for type_id, told in properties.items():
        _add_properties(made[python.modules[type_id]], python.names[type_id], told)
    return [*made.values()]


def _add_properties(module: Module, name: str, told: Properties) -> None:
    for found in module.classes:
        if found.name == name:
            found.properties += told.items
    if told.imports:
        module.siblings = [*told.imports, *module.siblings]
        module.uses.add("typing", "TYPE_CHECKING")


def misplaced(python: PythonTypes) -> dict[str, str]:
    """The modules of the types whose names do not tell them: see the runtime's `lookup`."""
    places = {python.names[i]: python.modules[i] for i in python.named}
    return {n: m for n, m in places.items() if not _letters(n).startswith(_letters(m))}


def _letters(name: str) -> str:
    return name.replace("_", "").casefold()


def _module(python: PythonTypes, name: str, types: list[ir.Type]) -> Module:
    module = Module(name)
    module.uses.module = name
    # Enums go first: a field may have a member of one as its default.
    for found in sorted(types, key=lambda made: not isinstance(made, ir.Enum)):
        _add(module, python, found)
    used, now = module.uses.models, module.uses.now
    module.siblings = sibling_imports(python, used - now, "", leave_out=name)
    module.needed = sibling_imports(python, now, "", leave_out=name)
    if module.siblings:
        module.uses.add("typing", "TYPE_CHECKING")
    return module


def sibling_imports(
    python: PythonTypes, used: set[str], prefix: str, leave_out: str = ""
) -> list[str]:
    """Import lines of model classes, a module a statement; `prefix` leads to `models`."""
    by_module: dict[str, list[str]] = {}
    for type_id in used:
        if python.modules[type_id] != leave_out:
            by_module.setdefault(python.modules[type_id], []).append(
                python.names[type_id]
            )
    return [
        line
        for module, names in sorted(by_module.items())
        for line in import_from(f"{prefix}.{module}", sorted(names))
    ]


def _add(module: Module, python: PythonTypes, found: ir.Type) -> None:
    """Add a class, or another name of a type."""
    name, uses = python.names[found.id], module.uses
    if found.id in python.twins:
        uses.add("typing", "TypeAlias")
        twin = literal(python.annotate(found.id, uses))
        module.twins += alias(name, twin)
        return
    is_empty = isinstance(found, ir.Object) and not found.fields
    otherwise = f"`{name}` of the document." if is_empty else ""
    doc = docstring(_described(python, found), 4, otherwise)
    match found:
        case ir.Object():
            uses.add("dataclasses", "dataclass")
            uses.add(".models", "Model")
            extra, items = _undeclared(python, found), fields(python, found, uses)
            module.classes.append(Class(name, "Model", doc, items, extra))
        case ir.Enum(kind=kind):
            base = "OpenStrEnum" if kind is ir.ScalarKind.STRING else "OpenIntEnum"
            uses.add(".enums", base)
            module.classes.append(Class(name, base, doc, members(found)))
        case _:
            uses.add("typing", "TypeAlias")
            doc = docstring(found.description, 0)
            module.aliases.append([*_alias(python, found, name, uses), *doc])


def _alias(python: PythonTypes, found: ir.Type, name: str, uses: Uses) -> list[str]:
    """The statement that gives a type another name; of a union with what tells its variants apart."""
    target = literal(python.spell(found, uses))
    told = unions.tag(python, found) if isinstance(found, ir.Union) else None
    if told is None or not isinstance(found, ir.Union):
        return alias(name, target)
    uses.add("typing", "Annotated")
    uses.add(".models", "Tag")
    key, variants = told
    pairs = [f"{literal(v)}: {literal(python.text(t))}" for v, t in variants.items()]
    arguments = [literal(key), f"{{{', '.join(pairs)}}}"]
    if found.otherwise is not None:
        arguments.append(f"otherwise={literal(python.text(found.otherwise))}")
    return call(
        f"{name}: TypeAlias = Annotated[",
        [target, f"Tag({', '.join(arguments)})"],
        0,
        "]",
    )


def _undeclared(python: PythonTypes, found: ir.Object) -> str:
    """The type of the keys that are not declared; "" where it says nothing of them."""
    text = python.text(found.additional) if found.additional is not None else "Any"
    return "" if text == "Any" else text


def _described(python: PythonTypes, found: ir.Type) -> str:
    """The docstring of a class; where undeclared keys have a type, it says so."""
    text = found.description.strip()
    extra = _undeclared(python, found) if isinstance(found, ir.Object) else ""
    if extra:
        text += f"\n\nKeys that are not declared stand in `extra`, as `{extra}`."
    return text


def field_names(found: ir.Object) -> dict[str, str]:
    """Wire name to Python name, for the fields of one object."""
    return assign_names((_claim(field.wire) for field in found.fields), "field")


def _claim(wire: str) -> Claim:
    """What is written as Python would write it keeps its name before others."""
    name = snake(wire)
    return Claim(wire, (name, f"{name}_field"), int(name != wire))


def fields(python: PythonTypes, found: ir.Object, uses: Uses) -> list[Item]:
    """The fields of an object, in the order of the document."""
    names = field_names(found)
    return [_field(python, f, names[f.wire], uses) for f in found.fields]


def _field(
    python: PythonTypes,
    source: ir.Field,
    name: str,
    uses: Uses,
) -> Item:
    annotation = python.annotate(source.type, uses)
    given = default(python, source, uses)
    if not source.required:
        annotation = optional(annotation)
    lines = statement(f"{name}: {annotation}{given}", 4) if name == source.wire else []
    if name != source.wire:
        uses.add("typing", "Annotated")
        uses.add(".models", "Wire")
        parts = [annotation, f"Wire({literal(source.wire)})"]
        lines = annotated(name, parts, given, 4)
    text = source.description or python.untold(source.type)
    doc = docstring(_told(source, text), 4)
    return Item([*lines, *doc], len(lines), name, source.origins)


def _told(source: ir.Field, text: str) -> str:
    """The docstring of a field: its description, and what the annotation cannot say."""
    if source.deprecated:
        text = f"Deprecated. {text}".strip()
    # Without words of its own, the field has those of its type, which may hold the same notes.
    notes = " ".join(note for note in source.notes if note not in text)
    return "\n\n".join(part for part in (text.strip(), notes) if part)


def default(python: PythonTypes, source: ir.Field, uses: Uses) -> str:
    """The value of a field that has but one: a constant, or what a discriminator wants here."""
    if not source.required:
        return " = None"
    match python.resolve(source.type):
        case ir.Const(value=value) if value is not None:
            return f" = {literal(value)}"
        case ir.Scalar() if source.preset is not None:
            return f" = {literal(source.preset)}"
        case ir.Enum() as enum:
            return _only_member(python, enum, source.preset, uses)
        case _:
            return ""


def _only_member(
    python: PythonTypes, enum: ir.Enum, preset: str | None, uses: Uses
) -> str:
    """The member of an enum that alone is possible; its class must be there when the module is loaded."""
    place = python.twins.get(enum.id, enum.id)
    module = python.modules[place]
    values = [m.value for m in enum.members]
    wanted = values[0] if len(values) == 1 else preset
    if wanted is None or not (module == uses.module or python.only_enums(module)):
        return ""
    uses.now.add(place)
    return f" = {python.names[place]}.{members(enum)[values.index(wanted)].name}"


def members(found: ir.Enum) -> list[Item]:
    """The members of an enum, in the order of the document."""
    claims = [
        Claim(
            str(m.value),
            (screaming(_spoken(m)), f"{screaming(_spoken(m))}_VALUE"),
            int(screaming(_spoken(m)) != m.value),
        )
        for m in found.members
    ]
    names = assign_names(claims, "member")
    return [_member(m, names[str(m.value)]) for m in found.members]


def _member(source: ir.Member, name: str) -> Item:
    lines = statement(f"{name} = {literal(source.value)}", 4)
    doc = docstring(source.description, 4)
    return Item([*lines, *doc], len(lines), name, source.origins)


def _spoken(member: ir.Member) -> str:
    """The words of a member: the name that the document gives it, or its value."""
    value = member.name or member.value
    return value if isinstance(value, str) else f"value {value}".replace("-", "minus ")
