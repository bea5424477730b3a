"""The documents that are attacked: together they have a text in every position."""

from __future__ import annotations

import copy
from typing import Any

from specpress.schema.extensions import load_extensions
from tests.harden.metaschemas import MetaSchema, load_metaschema
from tests.property.full_document import FULL_DOCUMENT

VERSIONS = {"3.0": "3.0.4", "3.1": "3.1.1", "3.2": "3.2.0"}


_FLOW = {
    "authorizationUrl": "https://id.example.com/authorize",
    "deviceAuthorizationUrl": "https://id.example.com/device",
    "tokenUrl": "https://id.example.com/token",
    "refreshUrl": "https://id.example.com/refresh",
    "scopes": {"read": "Read pets."},
}


def build_full_document(version: str) -> dict[str, Any]:
    """Return a document with everything that a version of OpenAPI defines."""
    document = copy.deepcopy(FULL_DOCUMENT)
    document["components"]["schemas"]["Pet"] |= {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "summary": "An animal.",
    }
    document["components"]["headers"]["Typed"] = {
        "content": {"text/plain": {"schema": {"type": "string"}}}
    }
    content = document["components"]["responses"]["Shared"]["content"]
    content["application/problem+json"]["description"] = "A problem."
    document["components"]["parameters"]["Shared"]["example"] = "first"
    flows = document["components"]["securitySchemes"]["flows"]["flows"]
    flows |= {"implicit": _FLOW, "password": _FLOW}
    if version == "3.2":
        flows["deviceAuthorization"] = _FLOW
    if version == "3.0":
        del document["components"]["securitySchemes"]["tls"]
        document["components"]["schemas"]["Level"]["nullable"] = True
    # The specification excludes it beside `identifier`, which is a warning.
    document["info"]["license"]["url"] = "https://example.com/license"
    document["openapi"] = VERSIONS[version]
    restricted: dict[str, Any] = load_metaschema(version).restrict(document)
    return restricted


_ID = {"name": "order_id", "in": "path", "required": True, "schema": {"type": "string"}}

_WORKSPACE = {"name": "X-Workspace-Id", "in": "header", "schema": {"type": "string"}}


def _content(name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"application/json": {"schema": schema}}


def _responses(name: str) -> dict[str, Any]:
    return {
        "200": {"description": "Success.", "content": _content(name)},
        "409": {
            "description": "Wrong state.",
            "content": _content("Fault"),
            "x-specpress-retryable": False,
        },
    }


def _list_operation(name: str, pagination: dict[str, Any]) -> dict[str, Any]:
    parameter = {"name": "page", "in": "query", "schema": {"type": "string"}}
    if name in ("offset", "page"):
        parameter["schema"] = {"type": "integer"}
    return {
        "get": {
            "operationId": f"list_{name}",
            "tags": [name],
            "parameters": [parameter],
            "x-specpress-pagination": pagination,
            "responses": _responses("OrderList"),
        }
    }


_PAGINATIONS: dict[str, dict[str, Any]] = {
    "cursor": {"cursor": {"parameter": "page", "next": "/next"}, "more": "/more"},
    "offset": {"offset": {"parameter": "page", "items": "/items"}, "total": "/total"},
    "page": {"page": {"parameter": "page", "items": "/items"}},
    "url": {"url": "/next"},
}
_LIFECYCLE = {
    "initial": ["placed"],
    "terminal": ["shipped", "cancelled"],
    "transitions": [
        {"from": ["placed"], "to": ["paid"], "operation": "payOrder"},
        {"from": ["paid"], "to": ["shipped"]},
        {
            "from": ["placed", "paid"],
            "to": ["cancelled"],
            "operation": "cancelOrder",
            "refused": {
                "status": 409,
                "error": "OrderTooLate",
                "body": {"reason": "late"},
            },
        },
    ],
    "refused": {"status": 409, "body": {"reason": "wrong-state"}},
}
_ORDER: dict[str, Any] = {
    "type": "object",
    "description": "One order.",
    "required": ["id", "state"],
    "x-specpress-class": "ShopOrder",
    "properties": {
        "id": {"type": "string", "x-specpress-name": "number"},
        "state": {"$ref": "#/components/schemas/State"},
        "gift": {"type": "boolean"},
        "paid_at": {
            "type": "string",
            "x-specpress-availability": "state in [paid, shipped]",
        },
        "parcel": {
            "type": "string",
            "x-specpress-availability": {"only-when": "state == shipped"},
        },
    },
}
EXTENDED_DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.1",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://shop.example.com", "x-specpress-name": "shop"}],
    "x-specpress-array-keys": "brackets",
    "security": [{"bearer": []}],
    "x-specpress-webhook-signature": {
        "header": "webhook-signature",
        "part": "v1",
        "prefix": "sha=",
        "signed": "{id}.{time}.{body}",
        "algorithm": "sha256",
        "encoding": "base64",
        "headers": {"id": "webhook-id", "time": "webhook-timestamp"},
        "timestamp": "time",
        "secret": "base64",
        "secret-prefix": "whsec_",
    },
    "paths": {
        "/orders/{order_id}": {
            "parameters": [_ID],
            "get": {
                "operationId": "getOrder",
                "parameters": [_WORKSPACE],
                "x-specpress-name": "read",
                "x-specpress-resource": "orders",
                "responses": _responses("Order"),
            },
            "delete": {
                "operationId": "deleteOrder",
                "x-specpress-idempotent": {
                    "refused": [409],
                    "confirm": {
                        "path": "/orders/{order_id}",
                        "property": "state",
                        "values": ["cancelled"],
                    },
                },
                "responses": _responses("Order"),
            },
        },
        "/orders/{order_id}/payment": {
            "parameters": [_ID],
            "put": {"operationId": "payOrder", "responses": _responses("Order")},
        },
        "/orders/{order_id}/cancellation": {
            "parameters": [_ID],
            "post": {"operationId": "cancelOrder", "responses": _responses("Order")},
        },
        **{f"/{n}": _list_operation(n, value) for n, value in _PAGINATIONS.items()},
    },
    "webhooks": {
        "paid": {
            "post": {
                "requestBody": {"content": _content("Order")},
                "responses": {"200": {"description": "Thanks."}},
            }
        }
    },
    "components": {
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        "schemas": {
            "Order": _ORDER,
            "State": {
                "type": "string",
                "description": "The state of an order.",
                "enum": ["placed", "paid", "shipped", "cancelled"],
                "x-specpress-lifecycle": _LIFECYCLE,
            },
            "OrderList": {
                "type": "object",
                "properties": {
                    "items": {
                        "type": "array",
                        "items": {"$ref": "#/components/schemas/Order"},
                    },
                    "next": {"type": "string"},
                    "more": {"type": "boolean"},
                },
            },
            "Fault": {
                "type": "object",
                "required": ["reason"],
                "properties": {
                    "reason": {"type": "string"},
                    "again": {"type": "boolean", "x-specpress-retryable": True},
                },
            },
        },
    },
}


def extension_metaschema() -> MetaSchema:
    """Return a schema that accepts our extensions in any object of a document."""
    extensions = load_extensions()
    definitions = next(iter(extensions.values())).shape["$defs"]
    anything: dict[str, Any] = {
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in extensions},
        "additionalProperties": {"$ref": "#/$defs/anything"},
        "items": {"$ref": "#/$defs/anything"},
    }
    return MetaSchema(
        {"$defs": {**definitions, "anything": anything}}, "/$defs/anything"
    )
