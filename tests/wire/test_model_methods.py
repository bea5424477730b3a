"""Models in daily use: repr, help, JSON text, copies, pickle, sorted enums."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import pydoc
from io import BytesIO, StringIO
from typing import Any

import pytest
from IPython.lib.pretty import pretty
from rich.console import Console

from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
paths: {}
components:
  schemas:
    Order:
      description: An order of books.
      type: object
      required: [id, lines, total]
      properties:
        id: {type: string, format: uuid, description: Id of the order.}
        note: {type: [string, 'null'], description: "Text for the packer.\\n\\nAt most two lines."}
        placed-at: {type: string, format: date-time, readOnly: true}
        day: {type: string, format: date}
        state: {$ref: '#/components/schemas/State'}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
        total: {type: number}
        price: {type: string, format: decimal}
        labels: {type: object, additionalProperties: {type: string}}
        payment: {$ref: '#/components/schemas/Payment'}
        parent: {$ref: '#/components/schemas/Order'}
        any: {}
        content: {type: string, contentEncoding: base64}
        pair: {type: array, prefixItems: [{type: string}, {type: array, items: {type: integer}}], items: false}
    Line: {type: object, required: [quantity], properties: {quantity: {type: integer}}}
    State: {type: string, enum: [open, paid, _UNKNOWN]}
    Level: {type: integer, enum: [1, 2]}
    Payment:
      oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Cash'}]
      discriminator: {propertyName: kind}
    Card: {type: object, required: [kind], properties: {kind: {type: string}, number: {type: string}}}
    Cash: {type: object, required: [kind], properties: {kind: {type: string}}}
"""
ID = "12345678-1234-5678-1234-567812345678"
VALUE: dict[str, Any] = {
    "id": ID,
    "note": None,
    "placed-at": "2025-01-02T03:04:05Z",
    "day": "2025-01-02",
    "state": "open",
    "lines": [{"quantity": 1}],
    "total": 1.5,
    "price": "1.50",
}
SHOWN = (
    f"Order(id=UUID('{ID}'), note=None, "
    "placed_at=datetime.datetime(2025, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc), "
    "day=datetime.date(2025, 1, 2), state=State.OPEN, lines=[Line(quantity=1)], "
    "total=1.5, price=Decimal('1.50'))"
)
NESTED: dict[str, Any] = {
    **VALUE,
    "labels": {"a": "b"},
    "payment": {"kind": "Card", "new": [1]},
    "parent": {**VALUE, "unknown": {"a": [1]}},
    "any": {"a": [{}]},
    "content": "YWJj",
    "pair": ["a", [1]],
    "unknown": [{"a": 1}],
}


@pytest.fixture(scope="module")
def models() -> Any:
    """Return the models of the document."""
    return import_submodule(generate_package(DOCUMENT), "models")


def test_repr_shows_set_fields_in_order(models: Any) -> None:
    assert repr(models.Order.from_dict(VALUE)) == SHOWN
    line = models.Line(quantity=2, extra={"a": 1})
    assert repr(line) == "Line(quantity=2, extra={'a': 1})"
    assert repr(models.Line.from_dict({"quantity": 1}, "accept")) == "Line(quantity=1)"
    assert repr(models.Card(kind="Card")) == "Card(kind='Card')"
    line.extra["self"] = line
    assert repr(line).endswith("'self': ...})")
    assert repr(object.__new__(models.Line)) == "Line()"


def test_repr_shows_null_that_the_document_forbids(models: Any) -> None:
    line = models.Card.from_dict({"kind": "Card", "number": None}, "accept")
    assert repr(line) == "Card(kind='Card', number=None)"


def test_repr_of_subclasses(models: Any) -> None:
    class Book(models.Line):  # type: ignore[misc]
        """A subclass of a caller."""

    @dataclasses.dataclass(kw_only=True)
    class Named(models.Line):  # type: ignore[misc]
        name: str = ""

    class Own(models.Line):  # type: ignore[misc]
        def __repr__(self) -> str:
            return "own"

    assert repr(Book(quantity=1)).endswith("Book(quantity=1)")
    assert repr(Named(quantity=1, name="a")).endswith("Named(quantity=1, name='a')")
    assert repr(Own(quantity=1)) == "own"
    assert str(inspect.signature(Own)).startswith("(*, quantity")


def test_rich_and_ipython_show_the_same(models: Any) -> None:
    order = models.Order.from_dict(VALUE)
    assert pretty(order, max_width=1000) == SHOWN
    assert "\n      day=datetime.date(2025, 1, 2),\n" in pretty(order)
    output = StringIO()
    Console(file=output, width=1000).print(order)
    assert output.getvalue() == f"{SHOWN}\n"
    order.parent = order
    assert "parent=Order(...)" in pretty(order)


def test_help_shows_texts_of_fields(models: Any) -> None:
    doc = inspect.getdoc(models.Order)
    assert doc is not None
    assert doc.startswith(
        "An order of books.\n\nAttributes:\n    id: Id of the order.\n    note: Text"
    )
    assert "\n    note: Text for the packer.\n\n        At most two lines.\n" in doc
    page = pydoc.render_doc(models.Order, renderer=pydoc.plaintext)
    assert "id: Id of the order." in page
    assert "_presence: " not in page.partition("Methods")[0].replace("|", "")
    assert models.Line.__doc__ == "Line"
    assert models.Card.__doc__ == models.Card(kind="a").__doc__


def test_signature_has_the_order_of_the_document(models: Any) -> None:
    parameters = inspect.signature(models.Order).parameters
    names = [f.name for f in dataclasses.fields(models.Order)]
    assert [*parameters] == names
    assert (names[0], names[-1]) == ("id", "extra")
    assert [*dataclasses.asdict(models.Line(quantity=1))] == ["quantity", "extra"]
    assert parameters["state"].annotation == models.State | None


def test_json_text_preserves_digits(models: Any) -> None:
    text = (
        f'{{"id":"{ID}","lines":[],"total":12345678901234567.890,'
        '"price":"1.50","any":1.10}'
    )
    order = models.Order.from_json(text)
    assert order.to_json() == text
    assert models.Order.from_json(text.encode()).to_json() == text
    assert models.Order.from_json(text.encode("utf-16")).to_json() == text
    with pytest.raises(ValueError, match="expected JSON, got"):
        models.Order.from_json("{", "accept")
    with pytest.raises(ValueError, match="/lines: expected an array, got nothing"):
        models.Order.from_json(f'{{"id": "{ID}", "total": 1}}')
    accepted = models.Order.from_json(text.replace("[]", "5"), "accept")
    assert accepted.to_json() == text.replace("[]", "5")


def collect_mutable(value: Any) -> dict[int, Any]:
    """Return the lists, dicts and models in a value, by their ids."""
    match value:
        case list() | tuple():
            items = [*value]
        case dict():
            items = [*value.values()]
        case _ if dataclasses.is_dataclass(value):
            items = [getattr(value, f.name) for f in dataclasses.fields(value)]
        case _:
            return {}
    inner = {k: v for item in items for k, v in collect_mutable(item).items()}
    return inner if isinstance(value, tuple) else {id(value): value, **inner}


@pytest.mark.parametrize("mode", ["raise", "accept"])
@pytest.mark.parametrize(
    "create",
    [
        copy.copy,
        copy.deepcopy,
        dataclasses.replace,
        lambda order: pickle.loads(pickle.dumps(order)),
    ],
)
def test_copies_share_nothing(models: Any, create: Any, mode: str) -> None:
    value = dict(NESTED)
    if mode == "accept":
        value |= {"lines": [{"quantity": "1"}, 5], "labels": {"a": ["b"]}, "day": None}
    order = models.Order.from_dict(value, mode)
    copied = create(order)
    assert copied == order
    assert copied.to_dict() == order.to_dict() == value
    assert repr(copied) == repr(order)
    assert not collect_mutable(copied).keys() & collect_mutable(order).keys()


def test_replace_keeps_the_changes_of_the_caller(models: Any) -> None:
    lines, content = [models.Line(quantity=1)], BytesIO(b"abc")
    order = models.Order.from_dict(VALUE)
    changed = dataclasses.replace(order, lines=lines, any=content, note="n")
    assert changed.lines is lines
    assert copy.copy(changed).any is content
    assert (changed.note, order.note) == ("n", None)
    assert not hasattr(order, "__dict__")


def test_enums_sort_and_hash(models: Any) -> None:
    state, level = models.State, models.Level
    assert sorted([state.PAID, state("new"), state.OPEN]) == ["new", "open", "paid"]
    assert sorted([level(9), *level, level(0)]) == [0, 1, 2, 9]
    assert {state.OPEN: 1, state("new"): 2}["new"] == 2
    assert len({state("new"), state("new"), state.PAID}) == 2
    assert [member.value for member in state] == ["open", "paid", "_UNKNOWN"]


def test_package_has_a_version() -> None:
    assert generate_package(DOCUMENT).__version__ == "0.1.0"
