"""Models of the client in pydantic, without FastAPI."""

from __future__ import annotations

import pytest
from bookshop_client.models import Book, Genre, OrderIn, Payment, Transfer
from pydantic import BaseModel, TypeAdapter, ValidationError
from samples import JSON_TEXT, KINDRED


class Delivery(BaseModel):
    """A model of pydantic with models of the client as fields."""

    book: Book
    payment: Payment
    genres: dict[str, Genre] = {}


def test_type_adapter() -> None:
    adapter = TypeAdapter(list[Book])
    dune = adapter.validate_json(f"[{JSON_TEXT}]")[0]
    assert dune.genre == Genre("classics")
    assert dune.extra == {"weight": 1.1}
    assert adapter.dump_python([KINDRED], mode="json") == [KINDRED.to_dict()]
    assert adapter.validate_python([KINDRED])[0] is KINDRED


def test_fields_of_a_model_of_pydantic() -> None:
    payment = {"kind": "transfer", "iban": "DE02"}
    delivery = Delivery.model_validate(
        {"book": KINDRED, "payment": payment, "genres": {"a": "kids"}}
    )
    assert delivery.payment == Transfer(iban="DE02")
    assert delivery.model_dump(mode="json")["payment"] == payment
    assert Delivery.model_validate_json(delivery.model_dump_json()) == delivery


def test_faults_are_a_validation_error_with_locations() -> None:
    body = {"lines": [{}, {"book_id": "x"}], "payment": {"kind": "card", "number": 1}}
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(OrderIn).validate_python(body)
    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [
        (("lines", 0, "book_id"), "missing"),
        (("lines", 1, "book_id"), "invalid_value"),
        (("payment", "number"), "invalid_value"),
        (("payment", "expires"), "missing"),
    ]


def test_json_schema_describes_the_fields() -> None:
    schema = TypeAdapter(Book).json_schema()
    assert schema["properties"]["price"]["description"] == "Price in EUR"
    assert schema["properties"]["id"] == {"type": "string", "format": "uuid"}
