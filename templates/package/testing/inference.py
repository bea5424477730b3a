"""Inference of resources from operations: paths with an id, and the methods that they accept."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from .._runtime.codec.types import Model
from .._runtime.operation import PACKAGE, Operation, ResponseSpec
from .._runtime.pages.pagination import split_pointer
from .operations import list_operations
from .values import find_item, find_model, list_fields, parse_type

# The roles of operations on the path of a resource; POST and GET of its collection are create and list.
ROLES = {"GET": "read", "PATCH": "change", "PUT": "replace", "DELETE": "delete"}
_ITEM = re.compile(r"(.+)/\{([^{}/]+)\}/?")


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of a living fake."""

    path: str
    """Path of one resource, such as `/books/{book_id}`, or else of all."""
    parameter: str
    """Path parameter with the id; "" if the path has none."""
    model: type[Model]
    key: str
    """Key of the JSON object with the id; "" if it has none."""
    operations: dict[str, Operation[Any]] = field(default_factory=dict)
    """Operations by their roles: create, list, read, change, replace and delete."""

    @property
    def parents(self) -> list[str]:
        """The path parameters before the id."""
        names = dict.fromkeys(re.findall(r"\{([^{}]+)\}", self.path))
        return [name for name in names if name != self.parameter]

    def describe(self) -> str:
        """Return the resource in one line."""
        key = f", id {self.key!r}" if self.key else ""
        roles = ", ".join(self.operations)
        return f"{self.model.__name__} at {self.path}{key}: {roles}"


def find_resources() -> list[Resource]:
    """Return the resources of the API that are created or listed, and those that have no path of their own."""
    operations = [*_list_operations()]
    items: dict[str, dict[str, Operation[Any]]] = {}
    collections: dict[str, dict[str, Operation[Any]]] = {}
    for operation in operations:
        path = operation.path.rstrip("/")
        match = _ITEM.fullmatch(path)
        if match is not None and operation.method in ROLES:
            items.setdefault(path, {}).setdefault(ROLES[operation.method], operation)
        if operation.method == "POST":
            collections.setdefault(path, {}).setdefault("create", operation)
        elif operation.method == "GET" and find_items(operation) is not None:
            collections.setdefault(path, {}).setdefault("list", operation)
        elif operation.method in ("PATCH", "PUT"):
            # The body has the id.
            role = ROLES[operation.method]
            collections.setdefault(path, {}).setdefault(role, operation)
    inferred = [_infer(path, roles, collections) for path, roles in items.items()]
    # What remains has no operation on one resource.
    inferred += [_infer_collection(path, roles) for path, roles in collections.items()]
    return [resource for resource in inferred if resource is not None]


def _list_operations() -> Iterator[Operation[Any]]:
    """Yield the operations of all resources, except streams and further media types."""
    package = import_module(f"{PACKAGE}.resources")
    for module in iter_modules(package.__path__):
        for operation in list_operations(
            import_module(f"{package.__name__}.{module.name}")
        ):
            kinds = {spec.kind for spec in operation.responses}
            if kinds <= {"json", "empty"}:
                yield operation


def _infer(
    path: str,
    roles: dict[str, Operation[Any]],
    collections: dict[str, dict[str, Operation[Any]]],
) -> Resource | None:
    """Return the resource at a path; None if the document does not describe one."""
    match = _ITEM.fullmatch(path)
    assert match is not None
    collection, parameter = match[1], match[2]
    if not collections.get(collection, {}).keys() & {"create", "list"}:
        return None
    roles = collections[collection] | roles
    for role in ("read", "create", "change", "replace"):
        place = find_object(roles[role], parameter) if role in roles else None
        key = find_key(place[1], parameter) if place is not None else None
        if place is not None and key is not None:
            del collections[collection]
            return Resource(path, parameter, place[1], key, roles)
    return None


def _infer_collection(path: str, roles: dict[str, Operation[Any]]) -> Resource | None:
    """Return the resource that is only created and listed; None if its models differ."""
    if roles.keys() != {"create", "list"}:
        return None
    created, items = find_object(roles["create"], "id"), find_items(roles["list"])
    result = find_result(roles["create"])
    model = result if created is None else created[1]
    if model is None or items is None or items[1] is not model:
        return None
    return Resource(path, "", model, find_key(model, "id") or "", roles)


def find_spec(operation: Operation[Any]) -> ResponseSpec | None:
    """Return the first documented response with a value."""
    specs = (spec for spec in operation.responses if spec.type is not None)
    return next(specs, None)


def find_result(operation: Operation[Any]) -> type[Model] | None:
    """Return the model that an operation returns."""
    spec = find_spec(operation)
    if spec is None or spec.type is None:
        return None
    return find_model(parse_type(spec.type))


def find_items(
    operation: Operation[Any],
) -> tuple[tuple[str, ...], type[Model]] | None:
    """Return the keys of the items in the result of an operation, none for a list, and their model."""
    spec = find_spec(operation)
    if spec is None or spec.type is None:
        return None
    node = parse_type(spec.type)
    pagination: Any = operation.pagination
    if pagination is not None:
        steps = split_pointer(pagination.items)
        item = _find_item_model(_follow_type(node, steps))
        return None if item is None else (steps, item)
    item, page = _find_item_model(node), find_model(node)
    if item is not None:
        return (), item
    if page is None:
        return None
    envelopes = ((key, _find_list(model)) for key, model in _list_objects(page))
    inner = [((key, *place[0]), place[1]) for key, place in envelopes if place]
    # With several lists, the items are ambiguous.
    return _find_list(page) or (inner[0] if len(inner) == 1 else None)


def _find_list(page: type[Model]) -> tuple[tuple[str, ...], type[Model]] | None:
    """Return the key and the model of the only array of models in an object."""
    arrays = ((f.wire_name, _find_item_model(n)) for f, n in list_fields(page))
    lists = [((key,), item) for key, item in arrays if item is not None]
    return lists[0] if len(lists) == 1 else None


def _list_objects(model: type[Model]) -> Iterator[tuple[str, type[Model]]]:
    """Yield the keys and the models of the objects in a model, except resources."""
    models = ((f.wire_name, find_model(node)) for f, node in list_fields(model))
    for key, inner in models:
        if inner is not None and find_key(inner, "id") is None:
            yield key, inner


def _find_item_model(node: ast.expr | None) -> type[Model] | None:
    item = None if node is None else find_item(node)
    return None if item is None else find_model(item)


def _follow_type(node: ast.expr, steps: tuple[str, ...]) -> ast.expr | None:
    """Return the type at a path of keys in a type; None if it has no such key."""
    current: ast.expr | None = node
    for step in steps:
        model = None if current is None else find_model(current)
        types = {} if model is None else {f.wire_name: n for f, n in list_fields(model)}
        current = types.get(step)
    return current


def follow(model: type[Model], steps: tuple[str, ...]) -> type[Model]:
    """Return the model at a path of keys in a model."""
    node = _follow_type(parse_type(model), steps)
    inner = None if node is None else find_model(node)
    return model if inner is None else inner


def find_object(
    operation: Operation[Any], parameter: str
) -> tuple[tuple[str, ...], type[Model]] | None:
    """Return the keys and the model of the resource in the result of an operation.

    The model has a field that the path parameter identifies. It is the result, or the only such
    object in it.
    """
    result = find_result(operation)
    if result is None:
        return None
    if find_key(result, parameter) is not None:
        return (), result
    models = ((f.wire_name, find_model(node)) for f, node in list_fields(result))
    inner = [((k,), m) for k, m in models if m is not None and find_key(m, parameter)]
    return inner[0] if len(inner) == 1 else None


def put(data: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    """Set the value at a path of keys; without keys, do nothing."""
    for step in steps[:-1]:
        data = data.setdefault(step, {})
    for step in steps[-1:]:
        data[step] = value


def find_key(model: type[Model], parameter: str) -> str | None:
    """Return the field of a model that a path parameter identifies: `id` for `book_id`."""
    name = normalize(parameter)
    keys = [f.wire_name for f, _ in list_fields(model) if is_key(f.wire_name, name)]
    return max(keys, key=len, default=None)


def is_key(key: str, parameter: str) -> bool:
    """Return whether the name of a parameter ends with that of a field."""
    return parameter.endswith(normalize(key))


def normalize(name: str) -> str:
    """Return a name without separators, in lower case."""
    return "".join(filter(str.isalnum, name)).casefold()
