"""Lifecycles: the Python names that models, states, errors and fakes use for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specpress import ir
from specpress.package.operations import Resource
from specpress.python.expressions import PyName
from specpress.python.names import Claim, assign_names, escape, snake, words
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class LifecycleOperation:
    """An operation that changes the state, and the states that allow it."""

    source: ir.Operation
    """The operation of the document."""
    property: str
    """Property of the model, such as `can_cancel`."""
    resource: str
    """Module of the resource, and its attribute of the client."""
    method: str
    """Name of the method."""
    sources: tuple[ir.State, ...]
    """The states that allow it."""
    targets: tuple[ir.State, ...]
    """The states after it."""
    refusal: ir.Refusal | None
    """The response in other states; None if the document declares none."""


@dataclass(frozen=True, slots=True)
class LifecycleView:
    """A lifecycle and its names."""

    source: ir.Lifecycle
    """The lifecycle of the document."""
    model: str
    """Class of the resource."""
    model_module: str
    """Module of that class."""
    enum: str
    """Class of the enum of the states."""
    attribute: str
    """Field of the model with the status."""
    variable: str
    """Name of a variable for one of these resources."""
    module: str
    """Module of its states."""
    union: str
    """Type alias of all its states."""
    names: Mapping[str, str]
    """Names of the properties `state` and `is_terminal` of the model."""
    operations: tuple[LifecycleOperation, ...]
    """The operations that change the state."""
    is_optional: bool
    """True if the status may be missing or null."""

    @property
    def kind(self) -> str:
        """The type of the states in JSON: `str` or `int`."""
        return type(self.source.states[0]).__name__

    def get_field(self, name: str) -> PyName:
        """Return a field of the variable with a resource."""
        return PyName(f"{self.variable}.{name}")


def build_lifecycles(
    api: ir.Api, python: PythonTypes, resources: list[Resource]
) -> list[LifecycleView]:
    """Return all lifecycles of an API."""
    methods = {
        method.source.origin: (resource.module, method.name, method.source)
        for resource in resources
        for method in reversed(resource.methods)
    }
    modules = assign_names(
        (
            Claim(i, (snake(python.names[i]), f"{snake(python.names[i])}_states"))
            for i in (lifecycle.resource for lifecycle in api.lifecycles)
        ),
        "module",
    )
    return [
        _build_lifecycle(lifecycle, python, methods, modules)
        for lifecycle in api.lifecycles
    ]


Methods = Mapping[str, tuple[str, str, ir.Operation]]


def _build_lifecycle(
    source: ir.Lifecycle,
    python: PythonTypes,
    methods: Methods,
    modules: Mapping[str, str],
) -> LifecycleView:
    schema = python.types[source.resource]
    fields = schema.fields if isinstance(schema, ir.Object) else ()
    status = next(f for f in fields if f.wire == source.field)
    model = python.names[source.resource]
    field_names = python.name_fields(schema) if isinstance(schema, ir.Object) else {}
    names = _name_properties(source, field_names, methods)
    return LifecycleView(
        source=source,
        model=model,
        model_module=python.modules[source.resource],
        enum=python.names[source.status],
        attribute=field_names[source.field],
        variable=escape(words(model)[-1], "parameter"),
        module=modules[source.resource],
        union=_name_union(model, python),
        names=names,
        operations=tuple(
            _build_operation(source, o, methods, names) for o in source.operations
        ),
        is_optional=not status.required or python.is_nullable(status.type),
    )


def _name_union(model: str, python: PythonTypes) -> str:
    claim = Claim(model, (f"{model}State", f"{model}LifeState"))
    return assign_names([claim], "class", python.names.values())[model]


def _name_properties(
    source: ir.Lifecycle, field_names: Mapping[str, str], methods: Methods
) -> dict[str, str]:
    """Return the names of the properties of the model; its fields keep theirs."""
    claims = [
        Claim("state", ("state", "life_state")),
        Claim("is_terminal", ("is_terminal", "is_in_terminal_state")),
    ]
    for origin in source.operations:
        resource, method, _ = methods[origin]
        qualified = f"{resource}_{method}"
        candidates = tuple(
            f"{verb}_{name}" for name in (method, qualified) for verb in ("can", "may")
        )
        claims.append(Claim(origin, candidates))
    return assign_names(claims, "field", field_names.values())


def _build_operation(
    source: ir.Lifecycle, origin: str, methods: Methods, names: Mapping[str, str]
) -> LifecycleOperation:
    resource, method, operation = methods[origin]
    return LifecycleOperation(
        source=operation,
        property=names[origin],
        resource=resource,
        method=method,
        sources=source.sources(origin),
        targets=source.targets(origin),
        refusal=source.refusal(origin),
    )
