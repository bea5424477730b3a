"""Resources in memory that follow the documented lifecycle, and their operations in a fake."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import unquote, urlsplit
from uuid import UUID

from .._runtime.codec.codec import COMPLETE
from .._runtime.codec.deferred_annotations import defer_module
from .._runtime.codec.encoders import encode_any
from .._runtime.codec.types import Model, read_fields
from .._runtime.operation import OnContradiction, Operation
from .._runtime.request import Request
from .._runtime.transport.transport import Response
from .operations import FakeResource, read_body
from .path_patterns import PathPattern
from .transports import response

if TYPE_CHECKING:
    from .fakes import Fake

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Condition:
    """A field equals one of several JSON scalars, or none of them if `is_not`."""

    field: str
    values: tuple[Any, ...]
    is_not: bool = False

    def __str__(self) -> str:
        texts = (v if isinstance(v, str) else json.dumps(v) for v in self.values)
        return f"{self.field} {'!=' if self.is_not else '=='} {' or '.join(texts)}"

    def is_met(self, model: Model) -> bool:
        """Return whether the model meets the condition."""
        value = encode_any(getattr(model, self.field), COMPLETE)
        # Types are compared too: True equals 1 in Python, but not in JSON.
        is_listed = any(type(v) is type(value) and v == value for v in self.values)
        return is_listed is not self.is_not


@dataclass(frozen=True, slots=True)
class Availability:
    """Conditions for the presence of a field; if guaranteed, the field is then always present."""

    field: str
    conditions: tuple[Condition, ...]
    is_guaranteed: bool = True

    @property
    def description(self) -> str:
        """The conditions as text."""
        return " and ".join(map(str, self.conditions))

    def is_met(self, model: Model) -> bool:
        """Return whether the field can be present."""
        return all(condition.is_met(model) for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Transition:
    """Change from any of some states to one of others, by an operation or by the server."""

    sources: tuple[str | int, ...]
    targets: tuple[str | int, ...]
    operation: str = ""
    """Empty if the server changes the state."""


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[M]):
    """Documented lifecycle of a resource."""

    model: type[M]
    status: str
    """Name of the state field."""
    key: str
    """Name of the identifying field."""
    initial: str | int
    transitions: tuple[Transition, ...]
    availability: tuple[Availability, ...]
    sample: Mapping[str, Any]
    """JSON object of a resource with all fields."""
    on_contradiction: OnContradiction = "raise"
    """Treatment of fields whose values contradict the document."""

    def build(self, values: Mapping[str, Any]) -> M:
        """Return a valid resource with these field values and the fields available in its state.

        Raises:
            TypeError: the model has no such field.
            ValueError: a field contradicts the state, or has the wrong type.
        """
        unknown = values.keys() - {field.name for field in fields(self.model)}
        if unknown:
            raise TypeError(
                f"{self.model.__name__} has no field {', '.join(sorted(unknown))}"
            )
        resource = self._complete({self.status: self.initial, **values})
        for rule in self.availability:
            is_set, is_met = values.get(rule.field) is not None, rule.is_met(resource)
            if is_set and not is_met:
                raise ValueError(
                    f"{rule.field} is available only if {rule.description}"
                )
            if rule.field in values and not is_set and is_met and rule.is_guaranteed:
                raise ValueError(f"{rule.field} must not be None if {rule.description}")
        return resource

    def replace(self, resource: M, changes: Mapping[str, Any]) -> M:
        """Return the resource with changed fields and the fields available in its new state."""
        current = {f.name: getattr(resource, f.name) for f in fields(resource)}
        return self._complete({**current, **changes})

    def targets(self, state: object, operation: str = "") -> tuple[str | int, ...]:
        """Return the states reachable from a state by an operation, or by the server."""
        return tuple(
            target
            for transition in self.transitions
            if transition.operation == operation and state in transition.sources
            for target in transition.targets
        )

    def _complete(self, values: Mapping[str, Any]) -> M:
        """Return the sample with these values, without the fields its state excludes."""
        complete = self.model.from_dict({**self.sample})
        specs = read_fields(self.model).fields
        names = {spec.name: spec.wire_name for spec in specs}
        encoded = {
            names[name]: encode_any(value, COMPLETE)
            for name, value in values.items()
            if value is not None and name in names
        }
        data = {**self.sample, **encoded}
        resource = self.model.from_dict(data, self.on_contradiction)
        for name in values:
            if values[name] is None:
                setattr(resource, name, None)
        # A removed field can exclude others in turn: repeat once per rule.
        for _ in self.availability:
            for rule in self.availability:
                if not rule.is_met(resource):
                    setattr(resource, rule.field, None)
                elif getattr(resource, rule.field) is None and rule.is_guaranteed:
                    setattr(resource, rule.field, getattr(complete, rule.field))
        return resource


class Store(Generic[M]):
    """Resources of one type in a fake, by id."""

    def __init__(
        self, lifecycle: Lifecycle[M], on_contradiction: OnContradiction = "raise"
    ) -> None:
        self.lifecycle = replace(lifecycle, on_contradiction=on_contradiction)
        self._resources: dict[str, M] = {}

    def add(self, **fields: Any) -> M:
        """Add a resource in any state; without an id, assign a new one.

        Raises:
            TypeError: the model has no such field.
            ValueError: a field contradicts the state, or has the wrong type.
        """
        fields.setdefault(self.lifecycle.key, self._new_key())
        return self._put(self.lifecycle.build(fields))

    def create_resource(self, operation: str, body: Mapping[str, Any]) -> M:
        """Add the resource that an operation creates from the JSON object of its request."""
        lifecycle = self.lifecycle
        # Properties of the request that the resource does not have are ignored.
        shared = {k: v for k, v in body.items() if k in lifecycle.sample}
        data = {**lifecycle.sample, **shared}
        resource = lifecycle.model.from_dict(data, lifecycle.on_contradiction)
        states = (
            transition.targets[0]
            for transition in lifecycle.transitions
            if transition.operation == operation
        )
        state = next(states, lifecycle.initial)
        changes = {lifecycle.status: state, lifecycle.key: self._new_key()}
        return self._put(lifecycle.replace(resource, changes))

    def advance(self, key: object, to: str | int | None = None, **fields: Any) -> M:
        """Apply a transition of the server: to a state, or to the first possible one.

        Raises:
            KeyError: no resource has this id.
            ValueError: the document declares no such transition of the server.
        """
        resource = self[key]
        state = getattr(resource, self.lifecycle.status)
        targets = self.lifecycle.targets(state)
        if not targets or (to is not None and to not in targets):
            names = ", ".join(map(str, targets)) or "none"
            wanted = "" if to is None else f" to {to}"
            raise ValueError(
                f"no server transition from {state}{wanted}; possible targets: {names}"
            )
        status = {self.lifecycle.status: targets[0] if to is None else to}
        return self._put(self.lifecycle.replace(resource, {**fields, **status}))

    def change_state(self, key: object, operation: str) -> M | None:
        """Apply the transition of an operation; return None if the state does not allow it."""
        resource = self[key]
        state = getattr(resource, self.lifecycle.status)
        targets = self.lifecycle.targets(state, operation)
        if not targets:
            return None
        changes = {self.lifecycle.status: targets[0]}
        return self._put(self.lifecycle.replace(resource, changes))

    def __getitem__(self, key: object) -> M:
        return self._resources[str(key)]

    def __contains__(self, key: object) -> bool:
        return str(key) in self._resources

    def __iter__(self) -> Iterator[M]:
        return iter([*self._resources.values()])

    def __len__(self) -> int:
        return len(self._resources)

    def _put(self, resource: M) -> M:
        key = encode_any(getattr(resource, self.lifecycle.key), COMPLETE)
        self._resources[str(key)] = resource
        return resource

    def _new_key(self) -> Any:
        """Return an id like that of the sample: a number, a UUID, or a string with a number."""
        model, name = self.lifecycle.model, self.lifecycle.key
        sample = getattr(model.from_dict({**self.lifecycle.sample}), name)
        number = len(self._resources) + 1
        if isinstance(sample, int):
            return number
        if isinstance(sample, UUID):
            return UUID(int=number)
        prefix, separator, _ = str(sample).rpartition("_")
        if not separator:
            return f"{model.__name__}-{number}".lower()
        return f"{prefix}{separator}{number}"


class StoredResource(Store[M], FakeResource):
    """Resources of one type in a fake, with the operations that the client has for them."""

    def __init__(
        self,
        fake: Fake,
        resource: str,
        lifecycle: Lifecycle[M],
        on_contradiction: OnContradiction = "raise",
    ) -> None:
        Store.__init__(self, lifecycle, on_contradiction)
        FakeResource.__init__(self, fake, resource)


class Route:
    """Operation of the fake on the resources of a store; `key` is the path parameter with the id.

    With a `path`, the route reads resources at that path instead.
    """

    def __init__(
        self, operation: Operation[Any], store: Store[Any], key: str, path: str = ""
    ) -> None:
        self.operation, self.store = operation, store
        self.method = "GET" if path else operation.method
        self.key = key
        self.is_read = bool(path)
        self._pattern = PathPattern(path or operation.path)
        # Of adjacent parameters, only the arguments of a call show where one ends.
        parameters = (p for p in operation.parameters if p.location == "path")
        self._argument = next((p.name for p in parameters if p.wire == key), "")

    def match(self, request: Request) -> bool:
        """Return whether the route responds to a request; the base URL may have a path."""
        path = urlsplit(request.url).path
        is_path = self._pattern.match(path, is_prefixed=True) is not None
        return request.method == self.method and is_path

    def find_key(self, request: Request) -> str | None:
        """Return the id of the resource; None if the path has no id."""
        invocation = request.invocation
        if invocation is not None and invocation.operation is self.operation:
            value = invocation.arguments.get(self._argument)
            if value is not None and not self.is_read:
                return str(encode_any(value, COMPLETE))
        path = urlsplit(request.url).path
        values = self._pattern.match(path, is_prefixed=True) or ()
        texts = dict(zip(self._pattern.names, values, strict=False))
        return unquote(texts[self.key]) if self.key in texts else None


class Lifecycles:
    """Responds to the requests of operations on resources with a lifecycle."""

    def __init__(self, *routes: Route, errors: Mapping[str, Mapping[str, Any]]) -> None:
        self._routes, self._errors = routes, errors

    def respond(self, request: Request) -> Response | None:
        """Return the response to a request; None if no route matches it."""
        for route in self._routes:
            if route.match(request):
                return self._respond(route, route.find_key(request), request)
        return None

    def _respond(self, route: Route, key: str | None, request: Request) -> Response:
        operation, store = route.operation, route.store
        if key is None:
            body = read_body(request)
            body = body if isinstance(body, dict) else {}
            return _success(operation, store.create_resource(operation.name, body))
        if key not in store:
            return self._error(operation, 404)
        if route.is_read or operation.transition is None:
            return _success(operation, store[key])
        changed = store.change_state(key, operation.name)
        if changed is None:
            return self._error(operation, operation.transition.refusal_status or 409)
        return _success(operation, changed)

    def _error(self, operation: Operation[Any], status: int) -> Response:
        return response(status, self._errors.get(operation.name, {}).get(str(status)))


def _success(operation: Operation[Any], resource: Any) -> Response:
    spec = operation.responses[0] if operation.responses else None
    status = int(spec.status) if spec and spec.status.isdigit() else 200
    # JSON without a schema has no type.
    has_body = spec is not None and (spec.type is not None or spec.kind == "json")
    return response(status, resource.to_dict() if has_body else None)


defer_module(__name__)
