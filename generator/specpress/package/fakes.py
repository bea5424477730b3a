"""Fakes: the builder of each resource with a lifecycle, and the effect of its operations in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specpress import ir
from specpress.package.lifecycles import LifecycleView
from specpress.package.operations import Resource
from specpress.package.samples import Samples
from specpress.package.transitions import list_sent_names
from specpress.python.expressions import (
    PyCall,
    PyExpression,
    PyLiteral,
    PyName,
    PySubscript,
    PyTuple,
    as_expression,
    make_call,
)
from specpress.python.names import Claim, assign_names, snake
from specpress.python.types import PythonTypes

# Names in the package of the fakes that a builder must not have.
RESERVED_BUILDERS = (
    "build_error",
    "cache",
    "error",
    "errors",
    "fake",
    "fakes",
    "inference",
    "json",
    "lifecycles",
    "living",
    "models",
    "operations",
    "pages",
    "path_patterns",
    "plugin",
    "resources",
    "recorded_exchanges",
    "recorded_requests",
    "recording_async",
    "recording_sync",
    "recordings",
    "response",
    "responses",
    "transports",
    "values",
)
# Attributes of every fake beside its resources and stores.
RESERVED_STORES = (
    "add",
    "async_client",
    "async_transport",
    "client",
    "get_operation",
    "inferred",
    "on",
    "on_contradiction",
    "requests",
    "respond",
    "script",
    "stored",
    "transport",
)
NOT_FOUND = "404"


@dataclass(frozen=True, slots=True)
class FakeExample:
    """An example with a fake: add a resource and change its state with a client."""

    variable: str
    """Variable for the resource."""
    store: str
    """Attribute of the fake with all resources."""
    key: str
    """Field that identifies the resource."""
    attribute: str
    """Field with the state."""
    state: ir.State
    """State of the resource before the change."""
    method: str
    """Resource and method, such as `runs.cancel`; "" if each needs other arguments than the key."""
    target: ir.State
    """State of the resource after the change."""


@dataclass(frozen=True, slots=True)
class FakeView:
    """A type of resource in memory."""

    lifecycle: LifecycleView
    """The lifecycle with its names."""
    builder: str
    """Function that builds a valid resource."""
    store: str
    """Attribute of the fake with all of them."""
    initial: ir.State
    """State of a new resource."""
    rules: PyCall
    """The lifecycle, as the store and the builder use it."""
    routes: tuple[PyCall, ...]
    """The requests that the fake answers."""
    sample: dict[str, Any]
    """A valid resource as JSON."""
    errors: dict[str, dict[str, Any]]
    """The bodies of errors, by operation and status."""
    modules: tuple[str, ...]
    """Modules with the tables of its operations."""
    example: FakeExample
    """The example with this resource."""

    @property
    def model(self) -> str:
        """Class of the resource."""
        return self.lifecycle.model

    @property
    def attribute(self) -> str:
        """Field with the state."""
        return self.lifecycle.attribute


@dataclass(frozen=True, slots=True)
class FakeOperation:
    """An operation that creates, reads or changes the resource."""

    module: str
    constant: str
    name: str
    source: ir.Operation


def build_fakes(
    lifecycles: list[LifecycleView], resources: list[Resource], python: PythonTypes
) -> list[FakeView]:
    """Return a fake of each resource with a lifecycle and an identifying field."""
    builders = []
    for lifecycle in lifecycles:
        operations = [*_list_operations(lifecycle, resources)]
        key = _find_key(lifecycle, operations, python)
        if key is not None:
            builders.append(_FakeViewBuilder(lifecycle, operations, key, python))
    names = _name_fakes(builders)
    return [b.build(*pair) for b, pair in zip(builders, names, strict=True)]


def _name_fakes(builders: list[_FakeViewBuilder]) -> list[tuple[str, str]]:
    """Return the names of builder function and store; a store has the name of its resource."""
    builder_claims, store_claims = [], []
    for builder in builders:
        model, module = builder.lifecycle.model, builder.operations[0].module
        name = snake(model)
        builder_claims.append(Claim(model, (name, f"make_{name}")))
        store_claims.append(Claim(model, (module, f"{module}_{name}")))
    functions = assign_names(builder_claims, "method", RESERVED_BUILDERS)
    stores = assign_names(store_claims, "field", RESERVED_STORES)
    return [(functions[b.lifecycle.model], stores[b.lifecycle.model]) for b in builders]


def _list_operations(
    lifecycle: LifecycleView, resources: list[Resource]
) -> Iterator[FakeOperation]:
    """Yield the operations of a lifecycle: those that create, change or read a resource."""
    origins = {t.operation for t in lifecycle.source.transitions} | {
        lifecycle.source.read
    }
    for resource in resources:
        for method in resource.methods:
            if method.source.origin in origins and not method.streams:
                name = f"{resource.module}.{method.name}"
                yield FakeOperation(
                    resource.module, method.constant, name, method.source
                )


def _find_key(
    lifecycle: LifecycleView, operations: list[FakeOperation], python: PythonTypes
) -> tuple[str, str] | None:
    """Return the path parameter that identifies a resource, and the field with its value."""
    schema = python.types[lifecycle.source.resource]
    wires = [f.wire for f in schema.fields] if isinstance(schema, ir.Object) else []
    # The operation that reads a resource is the most reliable source, so it is the first.
    reads_first = sorted(
        operations, key=lambda o: o.source.origin != lifecycle.source.read
    )
    for operation in reads_first:
        names = list_sent_names(operation.source)
        matches = [
            wire
            for name in names[-1:]
            for wire in wires
            if _normalize(name).endswith(_normalize(wire))
        ]
        if matches:
            return names[-1], max(matches, key=len)
    return None


def _normalize(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


@dataclass(frozen=True, slots=True)
class _FakeViewBuilder:
    """Builds the view of a resource."""

    lifecycle: LifecycleView
    operations: list[FakeOperation]
    key: tuple[str, str]
    python: PythonTypes

    def build(self, builder: str, store: str) -> FakeView:
        """Return the view for the names of its builder and its store."""
        source = self.lifecycle.source
        schema = self.python.types[source.resource]
        assert isinstance(schema, ir.Object)
        names, samples = self.python.name_fields(schema), Samples(self.python)
        return FakeView(
            lifecycle=self.lifecycle,
            builder=builder,
            store=store,
            initial=source.initial[0],
            rules=self._build_rules(schema, names),
            routes=tuple(self._list_routes(store)),
            sample=samples.build_resource(
                schema, self._find_example(), (self.key[1], source.field)
            ),
            errors=dict(self._list_errors(samples)),
            modules=tuple({operation.module: None for operation in self.operations}),
            example=self._build_example(store, names[self.key[1]]),
        )

    def _build_rules(self, schema: ir.Object, names: Mapping[str, str]) -> PyCall:
        source, model = self.lifecycle.source, self.lifecycle.model
        return make_call(
            PyName("Lifecycle"),
            PyName(f"models.{model}"),
            status=self.lifecycle.attribute,
            key=names[self.key[1]],
            initial=source.initial[0],
            transitions=PyTuple(tuple(map(self._build_transition, source.transitions))),
            availability=tuple(
                _build_availability(f, names) for f in schema.fields if f.availability
            ),
            sample=PySubscript(PyName("_samples()"), (PyLiteral(model),)),
        )

    def _build_transition(self, source: ir.Transition) -> PyCall:
        names = [o.name for o in self.operations if o.source.origin == source.operation]
        arguments = (source.sources, source.targets, *names[:1])
        return PyCall(PyName("Transition"), tuple(map(as_expression, arguments)))

    def _list_routes(self, store: str) -> Iterator[PyCall]:
        for operation in self.operations:
            if not can_simulate(operation.source, self.lifecycle.source):
                continue
            arguments: list[PyExpression] = [
                PyName(f"{operation.module}_resource._Ops.{operation.constant}"),
                PyName(f"self.{store}"),
                PyLiteral(self._find_parameter(operation)),
            ]
            yield PyCall(PyName("Route"), tuple(arguments))
            confirmation = operation.source.confirmation
            if confirmation is not None and self.lifecycle.source.read is None:
                arguments.append(PyLiteral(confirmation.path))
                yield PyCall(PyName("Route"), tuple(arguments))

    def _find_parameter(self, operation: FakeOperation) -> str:
        """Return the path parameter with the key of the resource, or else the last one."""
        names = list_sent_names(operation.source)
        return self.key[0] if self.key[0] in names or not names else names[-1]

    def _find_example(self) -> Any:
        """Return the first example of the resource in a response."""
        for operation in self.operations:
            for response in operation.source.responses:
                is_resource = (
                    response.type
                    and self.python.plain(response.type).id
                    == self.lifecycle.source.resource
                )
                if is_resource and isinstance(response.example, dict):
                    return response.example
        return None

    def _list_errors(self, samples: Samples) -> Iterator[tuple[str, dict[str, Any]]]:
        for operation in self.operations:
            refusal = self.lifecycle.source.refusal(operation.source.origin)
            properties = {
                NOT_FOUND: {},
                **({refusal.status: dict(refusal.body)} if refusal else {}),
            }
            yield operation.name, {
                response.status: _merge(
                    response.example,
                    samples.build(response.type),
                    properties[response.status],
                )
                for response in operation.source.responses
                if response.status in properties and response.type is not None
            }

    def _build_example(self, store: str, key: str) -> FakeExample:
        operations = self.lifecycle.operations
        callable_ = [o for o in operations if _needs_only_key(o.source)]
        initial = self.lifecycle.source.initial[0]
        operation = callable_[0] if callable_ else None
        return FakeExample(
            variable=self.lifecycle.variable,
            store=store,
            key=key,
            attribute=self.lifecycle.attribute,
            state=operation.sources[0] if operation else initial,
            method=f"{operation.resource}.{operation.method}" if operation else "",
            target=operation.targets[0] if operation else initial,
        )


def can_simulate(source: ir.Operation, lifecycle: ir.Lifecycle) -> bool:
    """Return whether a fake knows the resource of a request: its path has the id, or it creates one."""
    transitions = lifecycle.caused_by(source.origin)
    return bool(list_sent_names(source)) or any(not t.sources for t in transitions)


def _needs_only_key(source: ir.Operation) -> bool:
    locations = [p.location for p in source.parameters if p.required]
    is_sent = len(list_sent_names(source)) == 1
    return is_sent and not source.body_required and locations == ["path"]


def _merge(example: Any, sample: Any, properties: dict[str, Any]) -> Any:
    body = example if isinstance(example, dict) else sample
    return {**body, **properties} if isinstance(body, dict) else body


def _build_availability(source: ir.Field, names: Mapping[str, str]) -> PyCall:
    rule = source.availability
    assert rule is not None
    return make_call(
        PyName("Availability"),
        PyLiteral(names[source.wire]),
        PyTuple(tuple(_build_condition(clause, names) for clause in rule.clauses)),
        is_guaranteed=None if rule.is_guaranteed else False,
    )


def _build_condition(clause: ir.Clause, names: Mapping[str, str]) -> PyCall:
    return make_call(
        PyName("Condition"),
        PyLiteral(names[clause.property]),
        as_expression(clause.values),
        is_not=True if clause.negated else None,
    )
