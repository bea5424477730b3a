"""Docstrings of methods: descriptions, headers, errors and links of the responses."""

from __future__ import annotations

import inspect

from tests.wire.clients import generate_package

DOCUMENT = """
paths:
  /orders:
    post:
      operationId: createOrder
      tags: [orders]
      summary: Make an order.
      responses:
        '201':
          description: It was made.
          headers:
            Location: {description: Where it is., required: true, schema: {type: string}}
            x-request-id: {$ref: '#/components/headers/Id'}
            Content-Type: {description: Omitted., schema: {type: string}}
          links:
            read: {$ref: '#/components/links/Read'}
            x-cancel:
              operationRef: '#/paths/~1orders~1{id}/delete'
              parameters: {path.id: $response.body#/id, force: true}
              requestBody: $request.body
        '202': {description: Later., headers: {x-request-id: {$ref: '#/components/headers/Id'}}}
        '409': {description: It is there already.}
        default: {description: Anything else., headers: {x-old: {deprecated: true, schema: {}}}}
  /orders/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: readOrder, tags: [orders], responses: {'200': {summary: The order., description: ''}}}
    delete: {tags: [orders], responses: {'204': {description: ''}}}
components:
  headers:
    Id: {description: For support., schema: {type: string}}
  links:
    Read: {operationId: readOrder, parameters: {id: $response.body#/id}, description: Read it.}
"""
CREATED = """\
Make an order.

Returns:
    201: It was made.
    202: Later.

Headers:
    Location (201): Where it is.
    x-request-id (201, 202): For support.
    x-old (default): Deprecated.

Raises:
    ConflictError: It is there already.
    OtherClientError, OtherServerError: Anything else.

Links:
    read: readOrder(id = $response.body#/id): Read it.
    x-cancel: #/paths/~1orders~1{id}/delete(path.id = $response.body#/id, force = true, body
        = $request.body)
"""


def test_docstring_describes_responses() -> None:
    acme = generate_package(DOCUMENT)
    with acme.Acme(base_url="http://127.0.0.1:1") as client:
        assert inspect.getdoc(client.orders.create) == CREATED.rstrip()
        assert inspect.getdoc(client.orders.read) == (
            "GET /orders/{id}\n\nReturns:\n    The order."
        )
        assert inspect.getdoc(client.orders.delete) == "DELETE /orders/{id}"
