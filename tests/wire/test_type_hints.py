"""The annotations of models resolve at run time, without loading more than they name."""

from __future__ import annotations

import sys
import typing
from dataclasses import is_dataclass
from typing import Any

from tests.wire.clients import generate_package, import_submodule

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
