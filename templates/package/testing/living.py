"""Living resources of a fake: created, read, listed, changed and deleted in memory by the operations of a client."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from .._runtime.codec.codec import COMPLETE
from .._runtime.codec.encoders import encode_any
from .._runtime.codec.parameter_values import to_text
from .._runtime.codec.types import Model, decode_value, read_fields
from .._runtime.exchange import Invocation
from .._runtime.operation import OnContradiction, Operation
from .._runtime.request import Request
from .._runtime.response_reader import find_documented
from .._runtime.transport.headers import Headers
from .._runtime.transport.transport import Response
from .fakes import Fake
from .inference import (
    Resource,
    find_items,
    find_object,
    find_resources,
    find_result,
    find_spec,
    put,
)
from .pages import build_page
from .responses import build_response
from .transports import response
from .values import complete_object, create_value, list_fields, parse_type

M = TypeVar("M")
Data = dict[str, Any]
# The fakes that have printed their resources.
_announced: set[str] = set()


class Collection:
    """The stored objects of a resource, by the path parameters that identify them."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self.objects: dict[tuple[str, ...], Data] = {}

    def add(self, parents: tuple[str, ...], data: Mapping[str, Any]) -> Data:
        """Store an object, with a new id if it has none."""
        resource = self.resource
        complete = {**data, **complete_object(resource.model, data)}
        if not resource.key:
            self.objects[(*parents, str(len(self.objects)))] = complete
            return complete
        if data.get(resource.key) is None:
            complete[resource.key] = self._create_key(parents)
        key = to_text(complete[resource.key])
        self.objects[(*parents, key)] = complete
        return complete

    def list_objects(self, parents: tuple[str, ...]) -> list[Data]:
        """Return the objects with these values of the path parameters before the id."""
        return [d for key, d in self.objects.items() if key[:-1] == parents]

    def _create_key(self, parents: tuple[str, ...]) -> Any:
        """Return an unused id: a number, a UUID, or the name of the model with a number."""
        model, key = self.resource.model, self.resource.key
        types = {f.wire_name: node for f, node in list_fields(model)}
        sample = create_value(types[key])
        number = 1
        while True:
            value = _number_key(model.__name__, sample, number)
            if (*parents, to_text(value)) not in self.objects:
                return value
            number += 1


def _number_key(name: str, sample: Any, number: int) -> Any:
    if not isinstance(sample, str):
        return number
    is_uuid = len(sample) == len(str(UUID(int=0)))
    return str(UUID(int=number)) if is_uuid else f"{name.lower()}-{number}"


class Living:
    """The resources in memory that a fake inferred from the operations of a client."""

    def __init__(self) -> None:
        self.collections = [Collection(resource) for resource in find_resources()]
        self._roles = {
            _label(operation): (role, collection)
            for collection in self.collections
            for role, operation in collection.resource.operations.items()
        }

    def describe(self) -> str:
        """Return the resources, one in a line."""
        lines = [f"  {c.resource.describe()}" for c in self.collections]
        return (
            "\n".join(lines)
            or "  no resources: no path with an id is created or listed"
        )

    def announce(self, name: str) -> None:
        """Print the resources to standard error, once for each fake of an API."""
        if name not in _announced:
            _announced.add(name)
            print(f"{name}(living=True) inferred:\n{self.describe()}", file=sys.stderr)

    def add(self, model: M, parents: Mapping[str, Any]) -> M:
        """Store a model; return it as it is stored.

        Raises:
            LookupError: no resource has this type.
            TypeError: a path parameter is missing.
        """
        collection = self._find_collection(type(model))
        missing = {*collection.resource.parents} ^ parents.keys()
        if missing:
            names = ", ".join(collection.resource.parents) or "no"
            raise TypeError(f"{collection.resource.path} has {names} path parameters")
        scope = (
            to_text(encode_any(parents[p], COMPLETE))
            for p in collection.resource.parents
        )
        data = collection.add(tuple(scope), encode_any(model, COMPLETE))
        added: M = _decode(type(model), data)
        return added

    def list_models(self, model: type[M]) -> list[M]:
        """Return the stored resources of a type.

        Raises:
            LookupError: no resource has this type.
        """
        objects = self._find_collection(model).objects.values()
        return [_decode(model, data) for data in objects]

    def _find_collection(self, model: type) -> Collection:
        for collection in self.collections:
            if model in _list_models(collection.resource):
                return collection
        raise LookupError(
            f"no resource of type {model.__name__}; inferred:\n{self.describe()}"
        )

    def respond(self, request: Request) -> Response | None:
        """Return the response to a request; None if its operation has no resource."""
        invocation = request.invocation
        label = "" if invocation is None else _label(invocation.operation)
        if invocation is None or label not in self._roles:
            return None
        role, collection = self._roles[label]
        return _Exchange(request, invocation, collection).respond(role)


def _label(operation: Operation[Any]) -> str:
    """Return method and path: methods for other media types of an operation have the same."""
    return f"{operation.method} {operation.path}"


def _decode(model: Any, data: Data) -> Any:
    return decode_value(model, complete_object(model, data))


def _list_models(resource: Resource) -> Iterator[type[Model]]:
    """Yield the models of a resource: of its object, and of the results of its operations."""
    yield resource.model
    for role, operation in resource.operations.items():
        is_list = role == "list"
        parameter = resource.parameter or "id"
        place = find_items(operation) if is_list else find_object(operation, parameter)
        if place is not None:
            yield place[1]


class LivingFake(Fake):
    """Base class of fakes of an API whose operations create, read, list, change or delete resources.

    A living fake (`living=True`) infers these resources, prints them to standard error once, and
    keeps them in memory. See `Fake` for all other responses, which take precedence.
    """

    def __init__(
        self, on_contradiction: OnContradiction = "raise", *, living: bool = False
    ) -> None:
        super().__init__(on_contradiction)
        self._living = Living() if living else None
        if self._living is not None:
            self._handlers.append(self._living)
            self._living.announce(type(self).__name__)

    def add(self, model: M, **parents: Any) -> M:
        """Add a resource to a living fake; return it as it is stored, with its id.

        `parents` are the path parameters before that of the resource.

        Raises:
            LookupError: the fake has no resource of this type.
        """
        return self._get_living().add(model, parents)

    def stored(self, model: type[M]) -> list[M]:
        """Return the resources of a type in a living fake.

        Raises:
            LookupError: the fake has no resource of this type.
        """
        return self._get_living().list_models(model)

    @property
    def inferred(self) -> str:
        """The resources of a living fake, as it prints them."""
        return self._get_living().describe()

    def _get_living(self) -> Living:
        if self._living is None:
            name = type(self).__name__
            raise LookupError(f"no resources in memory: create {name}(living=True)")
        return self._living

    def _suggest(self) -> str:
        return "" if self._living else f", or create {type(self).__name__}(living=True)"


class _Exchange:
    """A request to a collection, and its response."""

    def __init__(
        self, request: Request, invocation: Invocation, collection: Collection
    ) -> None:
        self.request, self.invocation = request, invocation
        self.operation: Operation[Any] = invocation.operation
        self.collection = collection
        self.path = {
            p.wire: encode_any(invocation.arguments.get(p.name), COMPLETE)
            for p in self.operation.parameters
            if p.location == "path"
        }
        resource = collection.resource
        # The parameters of two paths may have different names.
        texts = [to_text(value) for value in self.path.values()]
        self.parents = tuple(texts[: len(resource.parents)])
        key = texts[len(resource.parents) :] or [self._read_key()]
        self.key = (*self.parents, *key)

    def respond(self, role: str) -> Response:
        """Return the response of an operation in a role."""
        objects = self.collection.objects
        if role == "create":
            return self._create()
        if role == "list":
            items = self.collection.list_objects(self.parents)
            return build_page(self.request, self.invocation, items)
        stored = objects.get(self.key)
        if stored is None:
            return self._refuse(404, f"{self.request.label}: not found")
        if role == "delete":
            del objects[self.key]
            stored = {**stored, "deleted": True}
        elif role != "read":
            stored = self._change(stored, is_replaced=role == "replace")
        return self._return(stored)

    def _read_key(self) -> str:
        """Return the id in the body; "" without one."""
        key = self._read_body().get(self.collection.resource.key)
        return "" if key is None else to_text(key)

    def _create(self) -> Response:
        parents = {k: v for k, v in self.path.items() if v is not None}
        data = {**parents, **self._read_body()}
        key = data.get(self.collection.resource.key)
        if key is not None and (*self.parents, to_text(key)) in self.collection.objects:
            return self._refuse(409, f"{self.request.label}: {key!r} exists")
        return self._return(self.collection.add(self.parents, data))

    def _change(self, stored: Data, is_replaced: bool) -> Data:
        """Return the stored object with the values of the body; a replaced one keeps no others of it."""
        resource = self.collection.resource
        kept = dict(stored)
        if is_replaced:
            replaced = self._list_replaced()
            kept = {k: v for k, v in stored.items() if k not in replaced}
        changed = {**kept, **self._read_body(), resource.key: stored[resource.key]}
        complete = {**changed, **complete_object(resource.model, changed)}
        self.collection.objects[self.key] = complete
        return complete

    def _read_body(self) -> Data:
        """Return the object in the body; it may be the only one in an object around it."""
        body = encode_any(self.invocation.body, COMPLETE)
        if not isinstance(body, dict):
            return {}
        objects = [value for value in body.values() if isinstance(value, dict)]
        return objects[0] if self._is_envelope(body, objects) else body

    def _list_replaced(self) -> set[str]:
        """Return the keys that the model in the body declares."""
        body = self.invocation.body
        if not isinstance(body, Model):
            return set()
        names = {f.wire_name: f.name for f in read_fields(type(body)).fields}
        values = (getattr(body, name) for name in names.values())
        models = [value for value in values if isinstance(value, Model)]
        model = models[0] if self._is_envelope(names, models) else body
        return {f.wire_name for f in read_fields(type(model)).fields}

    def _is_envelope(self, keys: Iterable[str], objects: list[Any]) -> bool:
        """Return whether an object only contains that of the resource."""
        model = self.collection.resource.model
        declared = {field.wire_name for field, _ in list_fields(model)}
        return len(objects) == 1 and declared.isdisjoint(keys)

    def _return(self, data: Data) -> Response:
        """Return the response with an object, in the type that the operation returns."""
        spec, model = find_spec(self.operation), find_result(self.operation)
        if spec is None:
            return build_response(self.operation, None, is_checked=False)
        value = create_value(parse_type(spec.type or "Any"))
        if model is not None:
            parameter = self.collection.resource.parameter or "id"
            place = find_object(self.operation, parameter)
            steps = () if place is None else place[0]
            if steps:
                envelope: Data = {}
                put(envelope, steps, data)
                data = envelope
            value = complete_object(model, data)
        result = decode_value(spec.type, value)
        return build_response(self.operation, result, is_checked=False)

    def _refuse(self, status: int, message: str) -> Response:
        """Return an error response, with the documented body."""
        empty = Response(status, Headers(), b"")
        spec = find_documented(self.operation.errors, empty)
        if spec is None or spec.type is None or spec.kind != "json":
            return response(status, {"message": message})
        return response(status, create_value(parse_type(spec.type), message))
