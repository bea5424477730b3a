"""Deprecated aliases: the earlier names of the names lock that the package still has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from specpress.package.aliases import (
    Alias,
    FieldAlias,
    MethodAlias,
    MethodOwner,
    ResourceAlias,
    rename_arguments,
)
from specpress.package.class_views import EnumView, FieldView, ModelView
from specpress.package.methods import CURSOR, QUERY, Method
from specpress.package.models import ANNOTATED, Module, Section
from specpress.package.operations import BUILTINS, Resource
from specpress.python.expressions import PyName, PySubscript, PyType, PyUnion
from specpress.python.names import escape
from specpress.python.names.lock import EarlierName, Part

# The options that an argument replaces.
OPTIONS = frozenset([QUERY, CURSOR])
OldName = tuple[Part, str]
"""A part and an earlier name of it."""


@dataclass(slots=True)
class Aliases:
    """The aliases of a package, by the class or module that has them."""

    methods: dict[str, list[MethodAlias]] = field(default_factory=dict)
    resources: list[ResourceAlias] = field(default_factory=list)
    models: list[Alias] = field(default_factory=list)
    types: list[Alias] = field(default_factory=list)
    """Aliases of enums and of type aliases."""
    fields: dict[str, list[FieldAlias]] = field(default_factory=dict)
    members: dict[str, list[Alias]] = field(default_factory=dict)
    arguments: dict[str, list[Alias]] = field(default_factory=dict)
    """Aliases of arguments, by resource and method."""
    earlier: set[OldName] = field(default_factory=set)
    """The earlier names that still work."""

    @property
    def has_any(self) -> bool:
        """True if the package has an alias."""
        return bool(self.earlier)


class AliasSelector:
    """Selects the earlier names that can be aliases: no other part has them, and they are valid."""

    def __init__(
        self,
        names: Mapping[Part, str],
        resources: Collection[Resource],
        modules: Collection[Module],
    ) -> None:
        self.names = names
        self.resources = {r.module: r for r in resources}
        self.models = {m.name: m for module in modules for m in module.models}
        self.enums = {e.name: e for module in modules for e in module.enums}
        others = {a.name for module in modules for a in module.aliases}
        self.classes = {*self.models, *self.enums, *others}
        self.aliases = Aliases()
        self._methods: dict[str, list[str]] = {}
        for part, name in names.items():
            if part[0] == "operation":
                self._methods.setdefault(part[1], []).append(name)
        self._used: set[tuple[str, str]] = set()

    def select(self, earlier: Collection[EarlierName]) -> Aliases:
        """Return the aliases; if two parts had one name, the first one has it."""
        add = {
            "argument": self._add_argument,
            "class": self._add_class,
            "field": self._add_field,
            "member": self._add_member,
            "operation": self._add_method,
            "resource": self._add_resource,
        }
        # Methods need the resources; sorted, because the order in the lock differs in the next run.
        entries = sorted(earlier, key=_sort_key)
        for entry in entries:
            new, kind = self.names.get(entry.part), entry.part[0]
            if new is not None and kind in add and add[kind](entry, new):
                self.aliases.earlier.add((entry.part, entry.name))
        return self.aliases

    def _add_class(self, entry: EarlierName, new: str) -> bool:
        is_known = new in self.classes
        if not is_known or not _is_free(entry.name, "class", self.classes):
            return False
        if self._is_new("", entry.name):
            aliases = self.aliases
            same_kind = aliases.models if new in self.models else aliases.types
            same_kind.append(Alias(entry.name, new))
        return True

    def _add_field(self, entry: EarlierName, new: str) -> bool:
        model = self.models.get(self.names.get(("class", entry.part[1]), ""))
        if model is None:
            return False
        fields = {f.name: f for f in model.fields}
        taken = {*fields, *_list_properties(model)}
        if _hides_property(entry, fields) or not _is_free(entry.name, "field", taken):
            return False
        if self._is_new(model.name, entry.name):
            alias = FieldAlias(entry.name, new, _get_value_type(fields[new]))
            self.aliases.fields.setdefault(model.name, []).append(alias)
        return True

    def _add_member(self, entry: EarlierName, new: str) -> bool:
        enum = self.enums.get(self.names.get(("class", entry.part[1]), ""))
        if enum is None:
            return False
        taken = {*(m.name for m in enum.members), *_list_properties(enum)}
        if not _is_free(entry.name, "member", taken):
            return False
        if self._is_new(enum.name, entry.name):
            alias = Alias(entry.name, new)
            self.aliases.members.setdefault(enum.name, []).append(alias)
        return True

    def _add_resource(self, entry: EarlierName, new: str) -> bool:
        taken = self.resources
        if _hides_property(entry, taken) or not _is_free(entry.name, "module", taken):
            return False
        if self._is_new("", f"{entry.name}."):
            alias = ResourceAlias(entry.name, new, self.resources[new].name)
            self.aliases.resources.append(alias)
        return True

    def _add_method(self, entry: EarlierName, new: str) -> bool:
        module, _, old_name = entry.name.rpartition(".")
        renamed = {alias.old: alias.new for alias in self.aliases.resources}
        resource = self.resources.get(renamed.get(module, module))
        if resource is None:
            return False
        owner, _, new_name = new.rpartition(".")
        if (owner, new_name) == (resource.module, old_name):
            # The alias of the resource suffices.
            return True
        taken = {method.name for method in resource.methods}
        if not _is_free(old_name, "method", taken):
            return False
        if self._is_new(resource.module, old_name):
            is_moved = owner != resource.module
            alias = _build_method(old_name, new_name, self.resources[owner], is_moved)
            self.aliases.methods.setdefault(resource.module, []).append(alias)
        return True

    def _add_argument(self, entry: EarlierName, new: str) -> bool:
        """Add an earlier name to all methods of the operation."""
        names = self._methods.get(entry.part[1], [])
        methods = [m for name in names if (m := self._find_method(name))]
        taken = {p.name for method in methods for p in method.parameters}
        is_known = bool(methods) and new in taken
        if not is_known or not _is_free(entry.name, "parameter", {*taken, *OPTIONS}):
            return False
        for name in names:
            if self._is_new(f"{name}()", entry.name):
                alias = Alias(entry.name, new)
                self.aliases.arguments.setdefault(name, []).append(alias)
        return True

    def _find_method(self, full_name: str) -> Method | None:
        module, _, name = full_name.rpartition(".")
        methods = self.resources[module].methods if module in self.resources else ()
        return next((m for m in methods if m.name == name), None)

    def _is_new(self, owner: str, name: str) -> bool:
        key = owner, name
        is_new = key not in self._used
        self._used.add(key)
        return is_new


def _sort_key(entry: EarlierName) -> tuple[bool, str, Part]:
    return entry.part[0] != "resource", entry.name, entry.part


def _hides_property(entry: EarlierName, names: Collection[str]) -> bool:
    """Return whether an attribute of the class replaces the decorator of the aliases."""
    return "property" in (entry.name, *names)


def _is_free(name: str, role: str, taken: Collection[str]) -> bool:
    return escape(name, role) == name and name not in taken


def _list_properties(view: ModelView | EnumView) -> Iterator[str]:
    """Yield the names of the lifecycle properties."""
    yield from (item.name for item in view.properties.items)
    if view.properties.state:
        yield view.properties.state.name


def _get_value_type(view: FieldView) -> PyType:
    """Return the type of a field without its name in JSON."""
    match view.type:
        case PySubscript(
            base=base, items=(PyName() | PySubscript() | PyUnion() as inner, *_)
        ) if (base == ANNOTATED):
            return inner
    return view.type


def _build_method(old: str, new: str, owner: Resource, is_moved: bool) -> MethodAlias:
    method = next(m for m in owner.methods if m.name == new)
    if not is_moved:
        return MethodAlias(old, new, method, None)
    full_name = f"{owner.module}.{new}"
    return MethodAlias(old, full_name, method, MethodOwner(owner.module, owner.name))


def add_method_aliases(
    resources: Collection[Resource], aliases: Aliases
) -> list[Resource]:
    """Return the resources with their aliases."""
    resources = [_add_arguments(r, aliases) for r in resources]
    return [_add_methods(r, aliases.methods.get(r.module, [])) for r in resources]


def _add_arguments(resource: Resource, aliases: Aliases) -> Resource:
    """Return the resource with the aliases of arguments."""
    names = {m.name: f"{resource.module}.{m.name}" for m in resource.methods}
    if not any(name in aliases.arguments for name in names.values()):
        return resource
    decorators = {
        name: rename_arguments(aliases.arguments.get(full_name, ()))
        for name, full_name in names.items()
    }
    methods = [replace(m, renamed=decorators[m.name]) for m in resource.methods]
    return replace(resource, methods=methods)


def _add_methods(resource: Resource, aliases: list[MethodAlias]) -> Resource:
    if not aliases:
        return resource
    names = {*(m.name for m in resource.methods), *(a.old for a in aliases)}
    shadowed = BUILTINS & names
    return replace(
        resource,
        methods=[replace(m, shadowed=shadowed) for m in resource.methods],
        aliases=[
            replace(a, method=replace(a.method, shadowed=shadowed)) for a in aliases
        ],
    )


def add_model_aliases(modules: Collection[Module], aliases: Aliases) -> list[Module]:
    """Return the modules of the models with the aliases of fields and members."""
    if not aliases.members and not aliases.fields:
        return [*modules]
    return [
        replace(module, sections=[_add_to_section(s, aliases) for s in module.sections])
        for module in modules
    ]


def _add_to_section(section: Section, aliases: Aliases) -> Section:
    return replace(
        section,
        enums=[
            replace(e, renamed=aliases.members.get(e.name, [])) for e in section.enums
        ],
        models=[
            replace(m, renamed=aliases.fields.get(m.name, [])) for m in section.models
        ],
    )
