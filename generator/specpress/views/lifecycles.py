"""Views of lifecycles: the names that each gets in Python, by which models, states, errors and fakes speak of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specpress import ir
from specpress.names import Claim, escape, assign_names, snake, words
from specpress.views.models import field_names
from specpress.views.operations import Resource
from specpress.views.python_types import PythonTypes, optional


@dataclass(frozen=True, slots=True)
class Ability:
    """One operation that changes the state, and the states in which it may."""

    source: ir.Operation
    property: str
    """What the model calls it: `can_cancel`."""
    resource: str
    method: str
    sources: tuple[ir.State, ...]
    targets: tuple[ir.State, ...]
    refusal: ir.Refusal | None


@dataclass(frozen=True, slots=True)
class Life:
    """One lifecycle and its names."""

    source: ir.Lifecycle
    model: str
    """The class of the resource."""
    model_module: str
    enum: str
    attribute: str
    """The field of the model that is the status."""
    variable: str
    """What a function calls one of these resources."""
    module: str
    """The module of its states."""
    union: str
    """All its states, as a type."""
    names: Mapping[str, str]
    """What the model calls `state` and `is_terminal`."""
    abilities: tuple[Ability, ...]
    is_optional: bool
    """Whether the status may be missing."""

    @property
    def kind(self) -> str:
        """The plain type of the states."""
        return type(self.source.states[0]).__name__

    @property
    def status(self) -> str:
        """The type of the status."""
        return optional(self.enum) if self.is_optional else self.enum


def lives(api: ir.Api, python: PythonTypes, resources: list[Resource]) -> list[Life]:
    """All lifecycles of an API."""
    methods = {
        method.source.origin: (resource.module, method.name, method.source)
        for resource in resources
        for method in reversed(resource.methods)
    }
    modules = assign_names(
        (
            Claim(i, (snake(python.names[i]), f"{snake(python.names[i])}_states"))
            for i in _resources(api)
        ),
        "module",
    )
    return [_life(life, python, methods, modules) for life in api.lifecycles]


Methods = Mapping[str, tuple[str, str, ir.Operation]]


def _resources(api: ir.Api) -> list[ir.TypeId]:
    return [life.resource for life in api.lifecycles]


def _life(
    source: ir.Lifecycle,
    python: PythonTypes,
    methods: Methods,
    modules: Mapping[str, str],
) -> Life:
    made = python.types[source.resource]
    fields = made.fields if isinstance(made, ir.Object) else ()
    status = next(f for f in fields if f.wire == source.field)
    model = python.names[source.resource]
    own = field_names(made) if isinstance(made, ir.Object) else {}
    names = _names(source, own, methods)
    return Life(
        source=source,
        model=model,
        model_module=python.modules[source.resource],
        enum=python.names[source.status],
        attribute=own[source.field],
        variable=escape(words(model)[-1], "parameter"),
        module=modules[source.resource],
        union=_union(model, python),
        names=names,
        abilities=tuple(_ability(source, o, methods, names) for o in source.operations),
        is_optional=not status.required or python.is_nullable(status.type),
    )


def _union(model: str, python: PythonTypes) -> str:
    """The name of all states: what the document names goes before."""
    claim = Claim(model, (f"{model}State", f"{model}LifeState"))
    return assign_names([claim], "class", python.names.values())[model]


def _names(
    source: ir.Lifecycle, own: Mapping[str, str], methods: Methods
) -> dict[str, str]:
    """What the model calls its properties; a field of the document keeps its name before them."""
    claims = [
        Claim("state", ("state", "life_state")),
        Claim("is_terminal", ("is_terminal", "is_in_terminal_state")),
    ]
    for origin in source.operations:
        resource, method, _ = methods[origin]
        whole = f"{resource}_{method}"
        candidates = tuple(
            f"{verb}_{name}" for name in (method, whole) for verb in ("can", "may")
        )
        claims.append(Claim(origin, candidates))
    return assign_names(claims, "field", own.values())


def _ability(
    source: ir.Lifecycle, origin: str, methods: Methods, names: Mapping[str, str]
) -> Ability:
    resource, method, operation = methods[origin]
    return Ability(
        source=operation,
        property=names[origin],
        resource=resource,
        method=method,
        sources=source.sources(origin),
        targets=source.targets(origin),
        refusal=source.refusal(origin),
    )
