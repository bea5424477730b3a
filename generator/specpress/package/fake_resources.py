"""Resources of a fake: the types of the results and arguments of their operations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from specpress.package.fakes import RESERVED_STORES, FakeView
from specpress.package.methods import Method
from specpress.package.operations import Resource
from specpress.python.expressions import (
    Import,
    PyName,
    PySubscript,
    PyType,
    list_imports,
    make_union,
)
from specpress.python.imports import DEFER_MODULE, ModuleImports
from specpress.python.names import Claim, assign_names, escape, pascal

# Attributes of a resource with a lifecycle, whose operations get an underscore.
RESERVED_OPERATIONS = (
    "add",
    "advance",
    "change_state",
    "create_resource",
    "lifecycle",
)
RUNTIME = "testing.operations"
OPERATION = PyName("FakeOperation", Import(f".{RUNTIME}", "FakeOperation"))
CALL = PyName("Call", Import(f".{RUNTIME}", "Call"))
RESOURCE = PyName("FakeResource", Import(f".{RUNTIME}", "FakeResource"))
STORED = PyName("StoredResource", Import(".testing.lifecycles", "StoredResource"))
ITERABLE = PyName("Iterable", Import("collections.abc", "Iterable"))
BYTES = PyName("bytes")
# A class of calls with more arguments is named after a method.
MAX_NAMED_ARGUMENTS = 4
# Names in the module of a resource that none of its classes may have.
RESERVED_CLASSES = ("Call", "FakeOperation", "FakeResource", "StoredResource")


@dataclass(frozen=True, slots=True)
class FakeArgument:
    """An argument of a call."""

    name: str
    """Name of the argument."""
    type: PyType
    """Type of the argument."""


Arguments: TypeAlias = tuple[FakeArgument, ...]


@dataclass(frozen=True, slots=True)
class FakeCall:
    """The arguments of the calls of an operation."""

    name: str
    """Class of the calls."""
    arguments: Arguments
    """Their arguments."""


@dataclass(frozen=True, slots=True)
class FakeOperationView:
    """An operation of a fake."""

    attribute: str
    """Attribute of the fake of the resource."""
    type: PyType
    """Type of the fake of the operation, with its call and its result."""


@dataclass(frozen=True, slots=True)
class FakeResourceView:
    """The module with the fake of a resource."""

    module: str
    """Name of the module."""
    name: str
    """Name of the class."""
    attribute: str
    """Attribute of the fake of the API."""
    base: PyType
    """Base class."""
    operations: list[FakeOperationView]
    """The operations of the resource."""
    calls: list[FakeCall]
    """Classes of the calls of operations with arguments."""
    call: PyName
    """Their base class."""

    @property
    def imports(self) -> ModuleImports:
        """The imports: those of annotations only for type checkers."""
        arguments = (a.type for call in self.calls for a in call.arguments)
        types = {*list_imports(*(o.type for o in self.operations), *arguments)}
        names = {DEFER_MODULE, *list_imports(self.base)}
        names |= {*list_imports(self.call)} if self.calls else set()
        # The model in the base class is imported at run time.
        bound = {source.alias or source.name for source in names}
        types = {source for source in types if source.name not in bound}
        return ModuleImports(self.path, frozenset(names), frozenset(types))

    @property
    def path(self) -> str:
        """The module."""
        return f".testing.resources.{self.module}"


def build_fake_resources(
    resources: Iterable[Resource], fakes: Iterable[FakeView], models: Collection[str]
) -> list[FakeResourceView]:
    """Return the fakes of resources; `models` are the names of the models."""
    stores = {fake.store: fake for fake in fakes}
    views = []
    for resource in resources:
        # A store has the name of its resource, unless the resource has several.
        attribute = escape(resource.module, "field")
        store = stores.get(attribute)
        if store is None:
            attribute = resource.module
        if attribute in RESERVED_STORES:
            attribute = f"{attribute}_"
        views.append(_ResourceBuilder(resource, store, models).build(attribute))
    return views


@dataclass(frozen=True, slots=True)
class _ResourceBuilder:
    """Builds the fake of a resource."""

    resource: Resource
    store: FakeView | None
    models: Collection[str]

    def build(self, attribute: str) -> FakeResourceView:
        """Return the fake as an attribute of the fake of the API."""
        calls = self._build_calls()
        return FakeResourceView(
            module=self.resource.module,
            name=self._name_class(),
            attribute=attribute,
            base=self._get_base(),
            operations=[
                FakeOperationView(
                    self._get_attribute(method), self._get_type(method, calls)
                )
                for method in self.resource.methods
            ],
            calls=[*calls.values()],
            call=self._name(CALL),
        )

    def _name(self, name: PyName) -> PyName:
        """Return a name that no model has, with an alias if necessary."""
        if name.text not in self.models or name.origin is None:
            return name
        alias = f"_{name.text}"
        return PyName(alias, replace(name.origin, alias=alias))

    def _name_class(self) -> str:
        name = f"Fake{self.resource.name}"
        is_used = name in self.models or name in RESERVED_CLASSES
        return f"{name}Operations" if is_used else name

    def _build_calls(self) -> dict[Arguments, FakeCall]:
        """Return the classes of calls by their arguments: methods with the same ones share a class."""
        methods: dict[Arguments, list[str]] = {}
        for method in self.resource.methods:
            if method.parameters:
                methods.setdefault(_list_arguments(method), []).append(method.name)
        claims = {a: _claim_call(a, names) for a, names in methods.items()}
        used = {*self.models, *RESERVED_CLASSES, self._name_class()}
        names = assign_names(claims.values(), "class", used)
        return {a: FakeCall(names[claims[a].key], a) for a in methods}

    def _get_base(self) -> PyType:
        if self.store is None:
            return self._name(RESOURCE)
        model = self.store.model
        return PySubscript(
            self._name(STORED), (PyName(model, Import(".models", model)),)
        )

    def _get_type(self, method: Method, calls: dict[Arguments, FakeCall]) -> PyType:
        """Return the type of an operation, by the types of its calls and its results."""
        result = method.returns
        if method.streams:
            items = PySubscript(self._name(ITERABLE), (result,))
            is_content = result == method.annotate(BYTES)
            result = make_union([items, result]) if is_content else items
        call = calls.get(_list_arguments(method))
        name = PyName(call.name) if call else self._name(CALL)
        return PySubscript(self._name(OPERATION), (name, result))

    def _get_attribute(self, method: Method) -> str:
        is_used = self.store is not None and method.name in RESERVED_OPERATIONS
        return f"{method.name}_" if is_used else method.name


def _claim_call(arguments: Arguments, methods: list[str]) -> Claim:
    """Return the claim to the class of calls: the name of its method, or of the arguments of several."""
    stems = [pascal(methods[0])]
    if len(methods) > 1 and len(arguments) <= MAX_NAMED_ARGUMENTS:
        stems.insert(0, "".join(pascal(a.name) for a in arguments))
    candidates = [f"{stem}Call" for stem in stems]
    return Claim(methods[0], (*candidates, *(f"{stem}Arguments" for stem in stems)))


def _list_arguments(method: Method) -> Arguments:
    return tuple(FakeArgument(p.name, p.type) for p in method.parameters)
