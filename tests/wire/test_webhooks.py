"""Parsers of the payloads of webhooks and callbacks."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from tests.wire.clients import generate_package

WEBHOOKS = """
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
          application/xml: {}
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
def webhooks() -> ModuleType:
    return generate_package(WEBHOOKS).webhooks


def test_webhook_payload_is_decoded(webhooks: ModuleType) -> None:
    for payload in (b'{"id":1,"paid":true}', '{"id":1,"paid":true}'):
        order = webhooks.parse_order_paid_post(payload)
        assert (type(order).__name__, order.id, order.paid) == ("Order", 1, True)
    assert [order.id for order in webhooks.parse_x_order_lost('[{"id":1}]')] == [1]


def test_webhooks_that_share_a_path_item_have_separate_parsers(
    webhooks: ModuleType,
) -> None:
    for parse in (webhooks.parse_order_shipped, webhooks.parse_parcel_shipped):
        assert parse('{"at":"2025-01-02T03:04:05Z"}').at.year == 2025


def test_webhook_without_body_returns_none(webhooks: ModuleType) -> None:
    assert webhooks.parse_order_paid_delete(b"") is None


def test_invalid_payload_reports_all_faults(webhooks: ModuleType) -> None:
    with pytest.raises(webhooks.InvalidDataError) as caught:
        webhooks.parse_order_paid_post('{"id":"x","tags":[1]}')
    assert [fault.pointer for fault in caught.value.faults] == ["/id", "/tags/0"]
    assert caught.value.faults[0].declared_at == (
        "#/components/schemas/Order/properties/id"
    )
    assert caught.value.partial.buyer is None
    for payload in (b"", b"\xff", b"{"):
        with pytest.raises(webhooks.InvalidDataError):
            webhooks.parse_order_paid_post(payload)


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
def test_payload_is_decoded_by_media_type(
    webhooks: ModuleType, content_type: str, payload: bytes | str, expected: object
) -> None:
    assert webhooks.parse_mixed(payload, content_type).to_dict() == expected


def test_text_and_binary_payloads(webhooks: ModuleType) -> None:
    assert webhooks.parse_mixed(b"<a/>", "application/xml") == "<a/>"
    latin = "application/xml; charset=latin-1"
    assert webhooks.parse_mixed("é".encode("latin-1"), latin) == "é"
    assert webhooks.parse_mixed("é", latin) == "é"
    assert webhooks.parse_mixed(b"\xff", "application/octet-stream") == b"\xff"


def test_invalid_form_payload_reports_all_faults(webhooks: ModuleType) -> None:
    form = "application/x-www-form-urlencoded"
    with pytest.raises(webhooks.InvalidDataError) as caught:
        webhooks.parse_mixed("id=x&paid=maybe", form)
    assert [fault.pointer for fault in caught.value.faults] == ["/id", "/paid"]


def test_parser_docstring_describes_the_request(webhooks: ModuleType) -> None:
    text = inspect.getdoc(webhooks.parse_order_paid_post) or ""
    assert text.startswith("An order was paid.")
    assert "a POST request" in text
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
def test_callback_parsers(version: str) -> None:
    webhooks = generate_package(CALLBACKS.replace("VERSION", version)).webhooks
    assert webhooks.parse_create_order_progress_post('{"n":1}').n == 1
    assert webhooks.parse_create_order_progress_put('{"ok":true}').ok is True
    assert webhooks.parse_shared('{"n":2}').n == 2
    text = inspect.getdoc(webhooks.parse_create_order_progress_put) or ""
    assert "a PUT request to `{$request.body#/url}/done`" in text
