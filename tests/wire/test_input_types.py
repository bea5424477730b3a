"""Dicts instead of models: types of their keys for type checkers and at run time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_type_hints

import pytest

from tests.wire.clients import PACKAGES, generate_package, import_submodule
from tests.wire.type_checkers import check_with_mypy, check_with_pyright, write_calls

DOCUMENT = """
openapi: 3.1.0
info: {title: Nursery, version: '1'}
paths:
  /plants:
    get:
      operationId: listPlants
      tags: [plants]
      parameters:
        - {name: light, in: query, schema: {$ref: '#/components/schemas/Light'}}
        - {name: lights, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Light'}}}
        - {name: pots, in: query, schema: {$ref: '#/components/schemas/Numbers'}}
        - {name: code, in: query, schema: {$ref: '#/components/schemas/Code'}}
        - {name: size, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Size'}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Received'}}}}}}
    post:
      operationId: createPlant
      tags: [plants]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Plant'}}}}
      responses: {'204': {description: Done.}}
    put:
      operationId: replacePlants
      tags: [plants]
      requestBody: {required: true, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Plant'}}}}}
      responses: {'204': {description: Done.}}
  /labels:
    post:
      operationId: createLabel
      tags: [labels]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Label'}}}}
      responses: {'204': {description: Done.}}
  /events:
    post:
      operationId: createEvent
      tags: [events]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Event'}}}}
      responses: {'204': {description: Done.}}
  /trees:
    post:
      operationId: createTree
      tags: [trees]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}}
      responses: {'204': {description: Done.}}
    put:
      operationId: sendValue
      tags: [trees]
      requestBody: {required: true, content: {application/x-www-form-urlencoded: {}, application/json: {schema: {$ref: '#/components/schemas/Value'}}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Light: {type: string, enum: [sun, half-shade]}
    Numbers: {type: array, items: {type: integer}}
    Code: {type: string}
    Size: {type: object, required: [height], properties: {height: {type: integer}, width: {type: integer}}}
    Received: {type: object, properties: {size: {$ref: '#/components/schemas/Size'}, other: {$ref: '#/components/schemas/Other'}}}
    Other: {type: object, properties: {a: {type: string}}}
    Plant:
      type: object
      required: [id, name, light, key]
      properties:
        id: {type: integer, readOnly: true}
        name: {type: string}
        light: {$ref: '#/components/schemas/Light'}
        code: {$ref: '#/components/schemas/Code'}
        size: {$ref: '#/components/schemas/Size'}
        planted: {type: [string, 'null'], format: date}
        key: {type: string, writeOnly: true}
        notes: {type: object, additionalProperties: {type: string}}
        parts: {type: array, items: {$ref: '#/components/schemas/Size'}}
        kind: {const: plant}
    Label:
      type: object
      required: [text]
      properties: {text: {type: string}, class: {type: string}, sticks-out: {type: boolean}}
      additionalProperties: true
    Event:
      oneOf: [{$ref: '#/components/schemas/Watering'}, {$ref: '#/components/schemas/Repotting'}]
      discriminator: {propertyName: type, mapping: {watering: '#/components/schemas/Watering', repotting: '#/components/schemas/Repotting'}}
    Watering: {type: object, required: [type, litres], properties: {type: {type: string}, litres: {type: number}}}
    Repotting: {type: object, required: [type, size], properties: {type: {type: string}, size: {$ref: '#/components/schemas/Size'}}}
    Tree:
      type: object
      required: [str]
      properties: {str: {type: string}, models: {type: array, items: {$ref: '#/components/schemas/Tree'}}}
    Value: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Value'}}, {type: object, additionalProperties: {$ref: '#/components/schemas/Value'}}]}
"""
RIGHT = """
plants.create(body={"name": "Fern", "light": "half-shade", "key": "k"})
plants.create(body={"name": "Fern", "light": Light.SUN, "key": "k", "kind": "plant", "planted": None})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "size": {"height": 3}, "planted": DAY})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "size": Size(height=3), "notes": {"a": "b"}})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "parts": ({"height": 1}, Size(height=2))})
plants.create(body=Plant(name="Fern", light=Light.SUN, key="k"))
plants.create(body=FERN)
plants.create(body=MOSS)
plants.replace(body=[{"name": "Fern", "light": "sun", "key": "k"}, FERN, MOSS])
plants.replace(body=({"name": "Fern", "light": "sun", "key": "k"},))
plants.replace(body=[FERN, MOSS])
plants.list(light="sun", lights=["sun", Light.HALF_SHADE], pots=(1, 2), code="c")
plants.list(light=Light.SUN, lights=[Light.SUN], size={"height": 3, "width": 4})
plants.list(lights=LIGHTS, size=Size(height=3))
labels.create(body={"text": "a", "class": "b", "sticks-out": True})
labels.create(body={"text": "a", "colour": "red"})
labels.create(body=Label(text="a"))
events.create(body={"type": "watering", "litres": 1})
events.create(body={"type": "repotting", "size": {"height": 3}})
events.create(body={"litres": 1.5})
events.create(body=Watering(litres=1))
trees.create(body={"str": "a", "models": [{"str": "b"}, Tree(str_="c")]})
trees.send_value(body={"a": ["b", {"c": "d"}]}, content_type="application/json")
trees.send_value(body={"a": 1}, content_type="application/x-www-form-urlencoded")
""".strip().splitlines()
WRONG = """
plants.create(body={"light": "sun", "key": "k"})
plants.create(body={"name": 1, "light": "sun", "key": "k"})
plants.create(body={"name": "Fern", "light": "shade", "key": "k"})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "colour": "green"})
plants.create(body={"id": 1, "name": "Fern", "light": "sun", "key": "k"})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "kind": "tree"})
plants.create(body={"name": None, "light": "sun", "key": "k"})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "planted": "2026-02-09"})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "size": {}})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "size": {"height": "3"}})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "notes": {"a": 1}})
plants.create(body={"name": "Fern", "light": "sun", "key": "k", "parts": [{"width": 1}]})
plants.create(body=[FERN])
plants.create(body=None)
plants.replace(body=FERN)
plants.replace(body=[{"name": "Fern"}])
plants.list(light="shade")
plants.list(lights="sun")
plants.list(lights=["shade"])
plants.list(pots=["1"])
plants.list(size={"width": 4})
plants.list(size={"height": 3, "depth": 4})
labels.create(body="a")
events.create(body={"type": "watering", "size": {"height": 3}})
events.create(body={"type": "pruning", "litres": 1})
events.create(body={"type": "repotting", "size": {"height": "3"}})
events.create(body={"type": "watering", "litres": 1, "at": "noon"})
trees.create(body={"str": "a", "models": [{"str": 1}]})
trees.send_value(body=1, content_type="application/json")
""".strip().splitlines()
IMPORTS = """
from datetime import date
from NAME import Acme, AsyncAcme, inputs
from NAME.models import Label, Light, Plant, Size, Tree, Watering

DAY = date(2026, 2, 9)
FERN: inputs.Plant = {"name": "Fern", "light": "sun", "key": "k"}
MOSS = Plant(name="Moss", light=Light.HALF_SHADE, key="k")
LIGHTS: list[inputs.Light] = ["sun", Light.SUN]
"""


@pytest.fixture(scope="module")
def package() -> str:
    return generate_package(DOCUMENT).__name__


@pytest.fixture(scope="module")
def calls(package: str) -> str:
    return write_calls(package, IMPORTS, RIGHT, WRONG)


def test_mypy_rejects_only_wrong_dicts(calls: str) -> None:
    check_with_mypy(calls)


def test_pyright_rejects_only_wrong_dicts(calls: str) -> None:
    check_with_pyright(calls)


def test_types_at_run_time() -> None:
    package = generate_package(DOCUMENT)
    models, inputs = (import_submodule(package, n) for n in ("models", "inputs"))
    size = models.Size | inputs.Size
    light = models.Light | Literal["sun", "half-shade"]
    assert get_type_hints(inputs.Plant) == {
        "name": str,
        "light": light,
        "code": str,
        "size": size,
        "planted": date | None,
        "key": str,
        "notes": Mapping[str, str],
        "parts": Sequence[size],
        "kind": Literal["plant"],
    }
    assert inputs.Plant.__required_keys__ == {"name", "light", "key"}
    assert get_type_hints(inputs.Tree) == {
        "str": str,
        "models": Sequence[models.Tree | inputs.Tree],
    }
    assert inputs.Repotting.__optional_keys__ == {"type"}
    assert inputs.Label == inputs._Label | Mapping[str, Any]


def test_every_type_resolves(package: str) -> None:
    """All annotations resolve: unions and recursive types are resolved by the functions of typing."""
    inputs = import_submodule(generate_package(DOCUMENT), "inputs")

    def use(event: inputs.Event, value: inputs.Value) -> None: ...  # type: ignore[name-defined]

    names = [name for name in vars(inputs) if hasattr(vars(inputs)[name], "__total__")]
    assert {"Plant", "Size", "_Label", "Watering", "Repotting", "Tree"} <= {*names}
    assert "Other" not in names and "Received" not in names
    for name in names:
        get_type_hints(vars(inputs)[name])
    hints = {"event": inputs.Event, "value": inputs.Value}
    use.__annotations__ = hints
    assert get_type_hints(use, vars(inputs)).keys() == hints.keys()


def test_inputs_are_imported_on_demand(package: str) -> None:
    code = (
        f"import sys, {package} as p; p.Acme(base_url='https://a.test').plants;"
        f"print('{package}.inputs' in sys.modules);"
        f"from {package} import inputs; print('{package}.models.plant' in sys.modules)"
    )
    output = subprocess.check_output(
        [sys.executable, "-c", code], cwd=PACKAGES, text=True
    )
    assert output.split() == ["False", "False"]
