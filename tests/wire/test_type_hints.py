"""The annotations of models and methods resolve at run time, without loading more than they name."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass, make_dataclass
from functools import cached_property
from pkgutil import walk_packages
from types import FunctionType, ModuleType
from typing import Any
from uuid import UUID

import cattrs
import pytest
from cattrs.preconf.json import make_converter

from specpress.output.template_set import templates_directory
from tests.wire.clients import PACKAGES, generate_package, import_submodule

DOCUMENT = """
paths:
  /order:
    get:
      operationId: readOrder
      tags: [orders]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
components:
  schemas:
    Order:
      type: object
      required: [kind]
      properties:
        kind: {$ref: '#/components/schemas/Kind'}
        pet: {$ref: '#/components/schemas/Pet'}
        value: {$ref: '#/components/schemas/Json'}
        text: {$ref: '#/components/schemas/Text'}
        parent: {$ref: '#/components/schemas/Order'}
        content: {type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Cat'}}
        at-time: {type: string, format: date-time, readOnly: true}
    Kind: {type: string, enum: [a, b]}
    Text: {type: string}
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: t}}
    Cat: {type: object, required: [t], properties: {t: {type: string}}}
    Dog: {type: object, required: [t], properties: {t: {type: string}, friends: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
    Unused: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
    Json: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Json'}}]}
"""


def test_annotations_resolve() -> None:
    acme = generate_package(DOCUMENT)
    models: Any = import_submodule(acme, "models")
    prefix = f"{acme.__name__}.models."
    for name in [n for n in sys.modules if n.startswith(prefix)]:
        del sys.modules[name]
    order = models.Order
    loaded = {n.removeprefix(prefix) for n in sys.modules if n.startswith(prefix)}
    assert loaded == {"order"}
    hints = typing.get_type_hints(order, include_extras=True)
    assert hints["kind"] is models.Kind
    assert {models.Cat, models.Dog} < {
        *typing.get_args(typing.get_type_hints(order)["pet"])
    }
    assert hints["parent"] == order | None
    assert f"{prefix}unused" not in sys.modules


def test_annotations_of_all_models_resolve() -> None:
    models: Any = import_submodule(generate_package(DOCUMENT), "models")
    classes = [getattr(models, name) for name in dir(models)]
    for kind in filter(is_dataclass, classes):
        assert {*typing.get_type_hints(kind)} >= {*kind.__dataclass_fields__} - {
            "_presence"
        }


# Every kind of method: parameters, dicts as input, recursive aliases, streams, webhooks, headers.
METHODS = """
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      parameters:
        - {name: kind, in: query, schema: {$ref: '#/components/schemas/Kind'}}
        - {name: since, in: query, schema: {type: string, format: date}}
        - {name: ids, in: query, schema: {type: array, items: {type: string, format: uuid}}}
      responses:
        '200':
          description: All.
          headers: {X-Count: {schema: {type: integer}}}
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}
        '404': {description: None., content: {application/json: {schema: {$ref: '#/components/schemas/Text'}}}}
    post:
      operationId: createOrder
      tags: [orders]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'201': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Row'}}}}}
  /events:
    get:
      operationId: readEvents
      tags: [events]
      responses: {'200': {description: All., content: {text/event-stream: {schema: {$ref: '#/components/schemas/Order'}}}}}
webhooks:
  created:
    post:
      operationId: orderCreated
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Taken.}}
security: [{token: []}]
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Row: {type: array, items: {$ref: '#/components/schemas/Cell'}}
    Cell: {type: object, additionalProperties: {oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Row'}]}}
""" + DOCUMENT.partition("  schemas:\n")[2]


def list_annotated(module: ModuleType) -> Iterator[Any]:
    """Yield the classes and functions of a module, with the methods and properties of its classes."""
    for value in [*vars(module).values()]:
        if getattr(value, "__module__", None) != module.__name__:
            continue
        if isinstance(value, FunctionType):
            yield value
        if isinstance(value, type):
            yield value
            for member in vars(value).values():
                function = member.fget if isinstance(member, property) else member
                is_cached = isinstance(function, cached_property)
                function = function.func if is_cached else function
                function = getattr(function, "__func__", function)
                if isinstance(function, FunctionType):
                    yield function


def list_modules(package: ModuleType) -> Iterator[ModuleType]:
    """Import and yield all modules of a package."""
    for info in walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(info.name)


def test_all_annotations_resolve() -> None:
    """Resolve the annotations of all classes and functions, also of the runtime."""
    checked = 0
    for module in list_modules(generate_package(METHODS)):
        for value in list_annotated(module):
            typing.get_type_hints(value, include_extras=True)
            if isinstance(value, FunctionType) or is_dataclass(value):
                inspect.signature(value, eval_str=True)
            checked += 1
    assert checked > 1600


def test_modules_with_imports_for_type_checkers_defer_their_annotations() -> None:
    """Check all runtime modules, also those that only some packages have."""
    package = templates_directory() / "package"
    for path in package.rglob("*.py"):
        text = path.read_text("utf-8")
        if re.search(r"^if TYPE_CHECKING:", text, re.MULTILINE):
            is_deferred = text.endswith("\n\n\ndefer_module(__name__)\n")
            # These modules have no annotations with the imported names.
            assert is_deferred or path.stem in ("deprecation", "_deprecation"), path


@pytest.mark.parametrize("prefix", ["", "Async"])
def test_hints_name_the_classes(prefix: str) -> None:
    acme = generate_package(METHODS)
    models: Any = import_submodule(acme, "models")
    orders: Any = import_submodule(acme, "resources.orders")
    resource = getattr(orders, f"{prefix}Orders")
    hints = typing.get_type_hints(resource.list)
    assert hints["return"] == list[models.Order]
    assert typing.get_args(hints["ids"])[0].__args__ == (UUID,)
    assert models.Kind in typing.get_args(hints["kind"])
    create = inspect.signature(resource.create, eval_str=True)
    assert models.Order in typing.get_args(create.parameters["body"].annotation)
    client = getattr(acme, f"{prefix}Acme")
    assert typing.get_type_hints(vars(client)["orders"].func) == {"return": resource}
    assert "token" in inspect.signature(client, eval_str=True).parameters


def test_annotations_are_texts_until_they_are_evaluated() -> None:
    """The import of a resource loads no model, and neither does a call of `inspect.signature` without `eval_str`."""
    name = generate_package(METHODS).__name__
    code = (
        f"import sys; sys.path.insert(0, {str(PACKAGES)!r}); import {name}.resources.orders as orders; "
        "assert orders.Orders.create.__annotations__['body'].startswith('Order | '); "
        f"print([n for n in sys.modules if n.startswith('{name}.models')])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert result.stdout == "[]\n"


def test_aliases_are_types() -> None:
    models: Any = import_submodule(generate_package(METHODS), "models")
    assert (
        typing.get_args(models.Pet)[0]
        == models.Cat | models.Dog | models.UnknownVariant
    )
    assert typing.get_args(models.Text)[0] is str
    assert isinstance(None, type(None)) and (models.Json | None) is not None


@pytest.mark.parametrize("create", [cattrs.Converter, make_converter])
def test_cattrs(create: Callable[[], Any]) -> None:
    models: Any = import_submodule(generate_package(METHODS), "models")
    dog = models.Dog(t="Dog", friends=[models.Cat(t="Cat")])
    order = {
        "kind": "new",
        "pet": dog.to_dict(),
        "value": ["a", ["b"]],
        "at-time": "2025-01-02T03:04:05.120Z",
        "content": '{"t":"Cat"}',
        "unknown": 1,
    }
    converter = create()
    models.register_cattrs(converter)
    decoded = converter.structure([order], list[models.Order])
    assert decoded == [models.Order.from_dict(order)]
    assert converter.unstructure(decoded) == [order]
    assert converter.structure(dog.to_dict(), models.Pet) == dog
    unknown = converter.structure({"t": "Bird"}, models.Pet)
    assert unknown == models.UnknownVariant({"t": "Bird"})
    assert converter.unstructure([unknown, dog]) == [{"t": "Bird"}, dog.to_dict()]
    assert converter.structure("a", models.Kind) is models.Kind.A
    assert converter.structure(dog, models.Dog) is dog


def test_cattrs_converts_fields_of_other_classes() -> None:
    models: Any = import_submodule(generate_package(METHODS), "models")
    fields = [
        ("pets", list[models.Pet]),
        ("pet", models.Pet | None),
        ("cat", models.Cat),
    ]
    shelter: Any = make_dataclass("Shelter", fields)
    converter = make_converter()
    models.register_cattrs(converter)
    cat = models.Cat(t="Cat")
    value = shelter(
        [models.Dog(t="Dog"), models.UnknownVariant({"t": "Bird"})], None, cat
    )
    text = converter.dumps(value)
    assert converter.loads(text, shelter) == value


def test_cattrs_without_hooks_uses_models_as_dataclasses() -> None:
    models: Any = import_submodule(generate_package(METHODS), "models")
    converter = make_converter()
    assert converter.unstructure(models.Cat(t="Cat")) == {"t": "Cat", "extra": {}}
    assert converter.structure({"t": "Cat"}, models.Cat) == models.Cat(t="Cat")
