"""What the API sends: payloads of webhooks and callbacks, read by a function each."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from tests.wire.pressing import package

HOOKS = """
openapi: 3.1.0
info: {title: Acme, version: '1'}
webhooks:
  orderPaid:
    post:
      summary: An order was paid.
      parameters: [{name: X-Signature, in: header, description: Proves who sent it., schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
      responses: {'204': {description: Understood.}}
    delete: {responses: {'204': {description: Understood.}}}
  orderShipped: {$ref: '#/components/pathItems/Shipped'}
  parcelShipped: {$ref: '#/components/pathItems/Shipped'}
  x-order-lost:
    put:
      requestBody: {$ref: '#/components/requestBodies/Lost'}
      responses: {default: {description: Anything.}}
  mixed:
    post:
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Order'}}
          application/xml: {schema: {type: object}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Order'}}
          application/octet-stream: {}
      responses: {'200': {description: Understood.}}
components:
  pathItems:
    Shipped:
      post:
        requestBody: {content: {application/json: {schema: {type: object, required: [at], properties: {at: {type: string, format: date-time}}}}}}
        responses: {'200': {description: Understood.}}
  requestBodies:
    Lost: {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}}
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {type: integer}
        paid: {type: boolean, writeOnly: true}
        tags: {type: array, items: {type: string}}
        sizes: {type: array, items: {type: integer}}
        note: {type: string}
        buyer: {type: object, properties: {name: {type: string}}}
"""


@pytest.fixture(scope="module")
def hooks() -> ModuleType:
    return package(HOOKS).webhooks


def test_a_payload_is_what_the_document_says(hooks: ModuleType) -> None:
    for payload in (b'{"id":1,"paid":true}', '{"id":1,"paid":true}'):
        order = hooks.parse_order_paid_post(payload)
        assert (type(order).__name__, order.id, order.paid) == ("Order", 1, True)
    assert [order.id for order in hooks.parse_x_order_lost('[{"id":1}]')] == [1]


def test_each_name_has_a_function_though_they_share_a_path_item(
    hooks: ModuleType,
) -> None:
    for parse in (hooks.parse_order_shipped, hooks.parse_parcel_shipped):
        assert parse('{"at":"2025-01-02T03:04:05Z"}').at.year == 2025


def test_a_request_without_a_body_gives_nothing(hooks: ModuleType) -> None:
    assert hooks.parse_order_paid_delete(b"") is None


def test_what_contradicts_the_document_is_told_all_at_once(hooks: ModuleType) -> None:
    with pytest.raises(hooks.InvalidDataError) as caught:
        hooks.parse_order_paid_post('{"id":"x","tags":[1]}')
    assert [fault.pointer for fault in caught.value.faults] == ["/id", "/tags/0"]
    assert caught.value.faults[0].declared_at == (
        "#/components/schemas/Order/properties/id"
    )
    assert caught.value.partial.buyer is None
    for payload in (b"", b"\xff", b"{"):
        with pytest.raises(hooks.InvalidDataError):
            hooks.parse_order_paid_post(payload)


@pytest.mark.parametrize(
    ("content_type", "payload", "expected"),
    [
        ("application/json; charset=utf-8", b'{"id":1}', {"id": 1}),
        ("", b'{"id":1}', {"id": 1}),
        (
            "application/x-www-form-urlencoded",
            b"id=1&paid=true&tags=5&sizes=5&note=12&other=a%20b",
            {
                "id": 1,
                "paid": True,
                "tags": ["5"],
                "sizes": [5],
                "note": "12",
                "other": "a b",
            },
        ),
        (
            "application/x-www-form-urlencoded",
            "id=1&tags=a&tags=b&note=&buyer=%7B%22name%22%3A%22%C3%A9%22%7D",
            {"id": 1, "tags": ["a", "b"], "note": "", "buyer": {"name": "é"}},
        ),
    ],
)
def test_a_payload_is_read_by_its_media_type(
    hooks: ModuleType, content_type: str, payload: bytes | str, expected: object
) -> None:
    assert hooks.parse_mixed(payload, content_type).to_dict() == expected


def test_text_and_bytes_are_as_they_come(hooks: ModuleType) -> None:
    assert hooks.parse_mixed(b"<a/>", "application/xml") == "<a/>"
    latin = "application/xml; charset=latin-1"
    assert hooks.parse_mixed("é".encode("latin-1"), latin) == "é"
    assert hooks.parse_mixed("é", latin) == "é"
    assert hooks.parse_mixed(b"\xff", "application/octet-stream") == b"\xff"


def test_a_form_that_contradicts_the_document_is_told(hooks: ModuleType) -> None:
    form = "application/x-www-form-urlencoded"
    with pytest.raises(hooks.InvalidDataError) as caught:
        hooks.parse_mixed("id=x&paid=maybe", form)
    assert [fault.pointer for fault in caught.value.faults] == ["/id", "/paid"]


def test_what_comes_beside_a_payload_is_told(hooks: ModuleType) -> None:
    text = inspect.getdoc(hooks.parse_order_paid_post) or ""
    assert text.startswith("An order was paid.")
    assert "sent by POST" in text
    assert "header parameter X-Signature: Proves who sent it." in text
    assert "204: Understood." in text


CALLBACKS = """
openapi: VERSION
info: {title: Acme, version: '1'}
paths:
  /orders:
    post:
      operationId: createOrder
      tags: [orders]
      responses: {'204': {description: Made.}}
      callbacks:
        progress:
          '{$request.body#/url}/started':
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Step'}}}}
              responses: {'200': {description: Understood.}}
          '{$request.body#/url}/done':
            put:
              requestBody: {content: {application/json: {schema: {type: object, properties: {ok: {type: boolean}}}}}}
              responses: {'200': {description: Understood.}}
        shared: {$ref: '#/components/callbacks/Shared'}
  /refunds:
    post:
      operationId: createRefund
      tags: [orders]
      responses: {'204': {description: Made.}}
      callbacks:
        shared: {$ref: '#/components/callbacks/Shared'}
components:
  callbacks:
    Shared:
      '{$request.query.url}':
        post:
          requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Step'}}}}
          responses: {'200': {description: Understood.}}
  schemas:
    Step: {type: object, required: [n], properties: {n: {type: integer}}}
"""


@pytest.mark.parametrize("version", ["3.0.3", "3.1.1", "3.2.0"])
def test_callbacks_of_operations_are_read_too(version: str) -> None:
    hooks = package(CALLBACKS.replace("VERSION", version)).webhooks
    assert hooks.parse_create_order_progress_post('{"n":1}').n == 1
    assert hooks.parse_create_order_progress_put('{"ok":true}').ok is True
    assert hooks.parse_shared('{"n":2}').n == 2
    text = inspect.getdoc(hooks.parse_create_order_progress_put) or ""
    assert "sent by PUT to `{$request.body#/url}/done`" in text
