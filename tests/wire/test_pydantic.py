"""Models, unions and enums in pydantic and FastAPI: validation, serialization and JSON Schema."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import jsonschema_rs
import openapi_spec_validator
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError, create_model

from tests.wire.clients import PACKAGES, generate_package, import_submodule

DOCUMENT = """
paths: {}
components:
  schemas:
    Order:
      description: An order.
      type: object
      required: [id, from, lines]
      properties:
        id: {type: integer, readOnly: true}
        from: {type: string, description: Name of the customer.}
        placed-at: {type: string, format: date-time}
        note: {type: [string, 'null']}
        state: {$ref: '#/components/schemas/State'}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
        payment: {$ref: '#/components/schemas/Payment'}
        parent: {$ref: '#/components/schemas/Order'}
        tree: {$ref: '#/components/schemas/Tree'}
        secret: {type: string, writeOnly: true}
    Line: {type: object, required: [a/b], properties: {a/b: {type: integer}}, additionalProperties: {type: string}}
    State: {type: string, enum: [open, paid]}
    Payment:
      oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Cash'}]
      discriminator: {propertyName: kind}
    Card: {type: object, required: [kind, number], properties: {kind: {type: string}, number: {type: string}}}
    Cash: {type: object, required: [kind], properties: {kind: {type: string}, next: {$ref: '#/components/schemas/Payment'}}}
    Tree: {oneOf: [{type: integer}, {type: array, items: {$ref: '#/components/schemas/Tree'}}]}
    Text: {type: string}
"""
VALUE: dict[str, Any] = {
    "id": 1,
    "from": "Ada",
    "placed-at": "2025-01-02T03:04:05Z",
    "note": None,
    "state": "new",
    "lines": [{"a/b": 1, "more": "x"}],
    "payment": {"kind": "Cash", "next": {"kind": "Card", "number": "1"}},
    "parent": {"id": 2, "from": "Bob", "lines": []},
    "tree": [1, [2, []]],
    "unknown": 1,
}
# A change of the value, and the locations and types of the errors.
FAULTS: list[tuple[dict[str, Any], list[tuple[tuple[str | int, ...], str]]]] = [
    ({"from": 1}, [(("from",), "invalid_value")]),
    (
        {"lines": [{}, {"a/b": "1"}]},
        [(("lines", 0, "a/b"), "missing"), (("lines", 1, "a/b"), "invalid_value")],
    ),
    ({"lines": None}, [(("lines",), "invalid_value")]),
    ({"lines": [{"a/b": 1, "more": 2}]}, [(("lines", 0, "more"), "invalid_value")]),
    ({"payment": {"kind": "Card"}}, [(("payment", "number"), "missing")]),
    (
        {"parent": {"from": "Bob"}},
        [(("parent", "id"), "missing"), (("parent", "lines"), "missing")],
    ),
    ({"placed-at": 5}, [(("placed-at",), "invalid_value")]),
]


@pytest.fixture(scope="module")
def models() -> Any:
    """Return the models of the document."""
    return import_submodule(generate_package(DOCUMENT), "models")


def list_errors(error: ValidationError) -> list[tuple[tuple[str | int, ...], str]]:
    return [(entry["loc"], entry["type"]) for entry in error.errors()]


def find_root(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of the type; that of a recursive one is a definition."""
    *_, name = schema.get("$ref", "").split("/")
    root: dict[str, Any] = schema["$defs"][name] if name else schema
    return root


def test_values_are_read_and_written_with_names_in_json(models: Any) -> None:
    adapter = TypeAdapter(models.Order)
    order = adapter.validate_python(VALUE)
    assert order == models.Order.from_dict(VALUE)
    assert adapter.validate_python(order) is order
    assert adapter.validate_json(json.dumps(VALUE)) == order
    assert adapter.dump_python(order) == order.to_dict() == VALUE
    assert json.loads(adapter.dump_json(order)) == VALUE


def test_dicts_may_contain_models_and_dates(models: Any) -> None:
    order = models.Order.from_dict(VALUE)
    mixed = {
        **VALUE,
        "placed-at": order.placed_at,
        "lines": order.lines,
        "payment": order.payment,
        "state": order.state,
    }
    del mixed["unknown"]
    read = TypeAdapter(models.Order).validate_python(mixed)
    assert read.to_dict() == {k: v for k, v in VALUE.items() if k != "unknown"}


def test_read_only_keys_may_be_missing(models: Any) -> None:
    value = {"from": "Ada", "lines": [], "parent": {"from": "Bob", "lines": []}}
    order = TypeAdapter(models.Order).validate_python(value)
    assert order.to_dict() == value
    assert (
        repr(order)
        == "Order(from_='Ada', lines=[], parent=Order(from_='Bob', lines=[]))"
    )


@pytest.mark.parametrize(("change", "errors"), FAULTS)
def test_faults_are_errors_with_locations(
    models: Any, change: dict[str, Any], errors: list[Any]
) -> None:
    adapter, value = TypeAdapter(models.Order), {**VALUE, **change}
    for validate, argument in (
        (adapter.validate_python, value),
        (adapter.validate_json, json.dumps(value)),
    ):
        with pytest.raises(ValidationError) as caught:
            validate(argument)  # type: ignore[arg-type]
        assert sorted(list_errors(caught.value)) == sorted(errors)


def test_fields_of_other_models(models: Any) -> None:
    fields: dict[str, Any] = {
        "order": models.Order,
        "payment": models.Payment | None,
        "state": models.State,
        "orders": list[models.Order],
        "tree": models.Tree,
        "text": models.Text,
    }
    basket = create_model(
        "Basket", **{name: (kind, ...) for name, kind in fields.items()}
    )
    value = {
        "order": VALUE,
        "payment": {"kind": "other"},
        "state": "new",
        "orders": [VALUE],
        "tree": [[1]],
        "text": "a",
    }
    read = basket.model_validate(value)
    assert json.loads(read.model_dump_json()) == value
    assert read.model_dump(mode="json") == value
    with pytest.raises(ValidationError) as caught:
        basket.model_validate(
            {**value, "orders": [{**VALUE, "from": 5}], "tree": ["a"], "state": 5}
        )
    assert [loc for loc, _ in list_errors(caught.value)] == [
        ("state",),
        ("orders", 0, "from"),
        ("tree", 0),
    ]
    schema = basket.model_json_schema()
    assert {"Order", "Payment", "State", "Tree"} <= schema["$defs"].keys()
    jsonschema_rs.meta.validate(schema)


def test_unions_accept_their_models(models: Any) -> None:
    adapter = TypeAdapter(models.Payment)
    card = models.Card(kind="Card", number="1")
    assert adapter.validate_python(card) is card
    assert adapter.dump_python(card) == {"kind": "Card", "number": "1"}
    assert adapter.validate_python({"kind": "x"}).value == {"kind": "x"}
    with pytest.raises(ValidationError):
        adapter.validate_python(models.Line.from_dict({"a/b": 1}))
    schema = adapter.json_schema()
    assert find_root(schema)["discriminator"] == {
        "propertyName": "kind",
        "mapping": {"Card": "#/$defs/Card", "Cash": "#/$defs/Cash"},
    }


def test_json_schema_has_names_and_texts(models: Any) -> None:
    schema = TypeAdapter(models.Order).json_schema()
    jsonschema_rs.meta.validate(schema)
    order = find_root(schema)
    assert order["description"] == "An order."
    text = order["properties"]["from"]["description"]
    assert text.startswith("Name of the customer.")
    assert order["properties"]["id"] == {
        "type": "integer",
        "readOnly": True,
        "description": "Set by the server.",
    }
    assert order["required"] == ["from", "lines"]
    assert order["properties"]["parent"]["$ref"].endswith("/Order")
    validator = jsonschema_rs.validator_for(schema)
    assert validator.is_valid({**VALUE, "state": "open"})
    assert not validator.is_valid({**VALUE, "from": 1})
    written = TypeAdapter(models.Order).json_schema(mode="serialization")
    assert find_root(written)["required"] == ["id", "from", "lines"]


PARTS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(0, 3)
    | st.sampled_from(["a", "open", "Card", "Cash"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["a/b", "kind", "number", "next", "from", "lines", "id"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(VALUE, PARTS)))
def test_validation_agrees_with_decoding(change: dict[str, Any]) -> None:
    models: Any = import_submodule(generate_package(DOCUMENT), "models")
    value = {**VALUE, **change}
    try:
        expected = models.Order.from_dict(value)
    except ValueError as error:
        pointers = [fault.pointer for fault in error.faults]  # type: ignore[attr-defined]
        with pytest.raises(ValidationError) as caught:
            TypeAdapter(models.Order).validate_python(value)
        locations = [
            "".join(f"/{str(step).replace('/', '~1')}" for step in loc)
            for loc, _ in list_errors(caught.value)
        ]
        assert locations == pointers
    else:
        assert TypeAdapter(models.Order).validate_python(value) == expected


def test_fastapi_reads_bodies_and_writes_responses(models: Any) -> None:
    app = FastAPI()

    def echo(order: Any) -> Any:
        assert isinstance(order, models.Order)
        return order

    def pay(payment: Any) -> Any:
        return payment

    echo.__annotations__ = {"order": models.Order, "return": models.Order}
    pay.__annotations__ = {"payment": models.Payment, "return": models.Payment}
    app.post("/orders")(echo)
    app.post("/payments")(pay)
    app.post("/plain", response_model=None)(echo)
    app.get("/states", response_model=list[models.State])(lambda: [models.State("new")])
    client = TestClient(app)
    assert client.post("/orders", json=VALUE).json() == VALUE
    failed = client.post("/orders", json={**VALUE, "lines": [{}]})
    assert failed.status_code == 422
    assert failed.json()["detail"] == [
        {
            "type": "missing",
            "loc": ["body", "lines", 0, "a/b"],
            "msg": "Field required",
            "input": {},
        }
    ]
    assert client.post("/payments", json=VALUE["payment"]).json() == VALUE["payment"]
    assert client.get("/states").json() == ["new"]
    # Without a response model, FastAPI uses `dataclasses.asdict`: the Python names.
    plain = client.post("/plain", json=VALUE).json()
    assert plain["from_"] == "Ada"
    assert plain["extra"] == {"unknown": 1}
    document = client.get("/openapi.json").json()
    openapi_spec_validator.validate(document)
    schemas = document["components"]["schemas"]
    assert {"Order-Input", "Order-Output", "Card", "Line"} <= schemas.keys()


def test_package_does_not_import_pydantic(models: Any) -> None:
    """A program that does not use pydantic does not load it, installed or not."""
    code = (
        f"import sys; sys.path.insert(0, {str(PACKAGES)!r}); sys.modules['pydantic'] = None; "
        f"from {models.__name__} import Line; print(Line.from_dict({{'a/b': 1}})); "
        "sys.exit(any(name.startswith('pydantic_core') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
