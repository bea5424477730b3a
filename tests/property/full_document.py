"""One OpenAPI 3.2 document with a text in every position that the specification allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Slot = tuple[tuple[str | int, ...], bool]
"""Steps of the JSON pointer to a text, and whether the text is the key (the last step) or the value."""

_DOCS = {"description": "Further reading.", "url": "https://docs.example.com/more"}
_SERVER = {
    "url": "https://{region}.example.com/v1",
    "name": "production",
    "description": "Production server.",
    "variables": {
        "region": {
            "default": "eu",
            "enum": ["eu", "us"],
            "description": "Region of the server.",
        }
    },
}
_XML = {"name": "pet", "namespace": "urn:pets", "prefix": "p", "nodeType": "element"}
_EXAMPLES = {
    "first": {"summary": "One.", "description": "The first.", "value": {"name": "Rex"}},
    "second": {"dataValue": {"name": "Tom"}, "serializedValue": '{"name": "Tom"}'},
    "third": {"externalValue": "https://example.com/pet.json"},
}

PET: dict[str, Any] = {
    "$id": "https://example.com/pet",
    "$anchor": "pet",
    "$comment": "A comment.",
    "title": "Pet",
    "description": "An animal.",
    "type": "object",
    "required": ["name", "kind"],
    "properties": {
        "name": {
            "type": "string",
            "title": "Name",
            "description": "Name of the pet.",
            "default": "Rex",
            "pattern": "^[A-Z]",
            "examples": ["Rex"],
            "xml": _XML,
        },
        "kind": {
            "type": "string",
            "enum": ["cat", "dog"],
            "x-enum-varnames": ["A", "B"],
        },
        "colour": {
            "oneOf": [
                {"const": "red", "title": "Red", "description": "Dark red."},
                {"const": "blue", "title": "Blue"},
            ]
        },
        "born": {"type": "string", "format": "date-time", "deprecated": True},
        "photo": {
            "type": "string",
            "contentEncoding": "base64",
            "contentMediaType": "image/png",
            "contentSchema": {"type": "string"},
        },
        "species": {"const": "animal"},
        "any": {"type": ["string", "integer", "null"], "format": "odd"},
        "tuple": {
            "type": "array",
            "prefixItems": [{"type": "string", "description": "First."}],
            "items": {"title": "Rest", "type": "object", "properties": {"a": {}}},
            "contains": {"type": "string"},
        },
        "friend": {"$ref": "#/components/schemas/Pet", "description": "Another."},
        "mixed": {"enum": ["one", 1, None], "description": "Mixed."},
    },
    "patternProperties": {"^x-": {"type": "string", "description": "Extras."}},
    "propertyNames": {"pattern": "^[a-z]"},
    "additionalProperties": {"type": "string", "description": "Others."},
    "dependentRequired": {"photo": ["born"]},
    "dependentSchemas": {"born": {"properties": {"place": {"type": "string"}}}},
    "if": {"properties": {"kind": {"const": "cat"}}},
    "then": {"properties": {"lives": {"type": "integer", "description": "Nine."}}},
    "else": {"properties": {"tricks": {"type": "array", "items": {"type": "string"}}}},
    "not": {"required": ["wings"]},
    "$defs": {"inner": {"type": "string", "enum": ["x", "y"]}},
    "externalDocs": _DOCS,
    "example": {"name": "Rex", "kind": "dog"},
    "x-extension": {"deep": ["text"]},
}

SCHEMAS: dict[str, Any] = {
    "Pet": PET,
    "Cat": {
        "allOf": [
            {"$ref": "#/components/schemas/Base"},
            {"properties": {"purrs": {"type": "boolean", "description": "Loudly."}}},
        ]
    },
    "Dog": {
        "allOf": [
            {"$ref": "#/components/schemas/Base"},
            {"properties": {"barks": {"type": "boolean"}}},
        ]
    },
    "Base": {
        "type": "object",
        "properties": {"sort": {"type": "string"}},
        "required": ["sort"],
        "discriminator": {
            "propertyName": "sort",
            "mapping": {"small": "#/components/schemas/Cat", "big": "Dog"},
            "defaultMapping": "Cat",
        },
    },
    "Animal": {
        "description": "One of them.",
        "oneOf": [
            {"$ref": "#/components/schemas/Cat"},
            {"$ref": "#/components/schemas/Dog"},
        ],
        "discriminator": {"propertyName": "sort", "mapping": {"c": "Cat"}},
    },
    "Shape": {
        "anyOf": [
            {
                "title": "Circle",
                "type": "object",
                "required": ["r"],
                "properties": {"r": {}},
            },
            {
                "title": "Square",
                "type": "object",
                "required": ["a"],
                "properties": {"a": {}},
            },
            {"type": "string", "title": "Named"},
        ]
    },
    "Level": {"type": "string", "enum": ["low", "high"], "description": "Severity."},
    "Number": {
        "type": "integer",
        "enum": [1, 2],
        "x-enum-descriptions": ["One.", "Two."],
    },
    "Tags": {"type": "array", "items": {"type": "string"}, "description": "A list."},
    "Table": {
        "type": "object",
        "additionalProperties": {"$ref": "#/components/schemas/Pet"},
    },
    "Node": {
        "$dynamicAnchor": "node",
        "properties": {"next": {"$dynamicRef": "#node"}},
    },
    "Fault": {
        "type": "object",
        "properties": {
            "message": {"type": "string", "description": "Description of the error."},
            "code": {"type": "string", "enum": ["missing", "denied"]},
        },
    },
}

_ENCODING = {
    "file": {
        "contentType": "image/png",
        "headers": {
            "X-Name": {"schema": {"type": "string"}, "description": "Its name."}
        },
    },
    "name": {"contentType": "text/plain", "style": "form"},
}
_RESPONSE: dict[str, Any] = {
    "summary": "Success.",
    "description": "The pet.",
    "headers": {
        "X-Request-Id": {
            "description": "The id.",
            "style": "simple",
            "schema": {"type": "string"},
            "example": "req_1",
        },
        "X-Shared": {"$ref": "#/components/headers/Shared"},
    },
    "content": {
        "application/json": {
            "schema": {"$ref": "#/components/schemas/Pet"},
            "examples": _EXAMPLES,
        },
        "text/event-stream": {
            "itemSchema": {
                "type": "object",
                "properties": {"data": {"type": "string"}, "event": {"const": "tick"}},
            }
        },
        "text/plain": {"schema": {"type": "string"}, "example": "a pet"},
    },
    "links": {
        "owner": {
            "operationId": "getOwner",
            "description": "Owner of the pet.",
            "parameters": {"id": "$response.body#/owner"},
            "requestBody": "$response.body",
            "server": _SERVER,
        },
        "other": {"operationRef": "#/paths/~1pets/get"},
        "shared": {"$ref": "#/components/links/Shared"},
    },
}
_BODY: dict[str, Any] = {
    "description": "Pet to store.",
    "required": True,
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    "name": {"type": "string"},
                },
            },
            "encoding": _ENCODING,
        },
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"name": {"type": "string"}}}
        },
        "application/octet-stream": {},
    },
}
_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "limit",
        "in": "query",
        "description": "Maximum number of pets.",
        "style": "form",
        "schema": {"type": "integer", "default": 10, "description": "A number."},
        "example": 5,
    },
    {
        "name": "filter",
        "in": "query",
        "style": "deepObject",
        "schema": {"type": "object", "properties": {"age": {"type": "string"}}},
        "examples": {"young": {"summary": "Young.", "value": {"age": "1"}}},
    },
    {
        "name": "where",
        "in": "query",
        "content": {"application/json": {"schema": {"type": "object"}}},
    },
    {
        "name": "X-Trace",
        "in": "header",
        "schema": {"type": "string", "default": "none"},
    },
    {
        "name": "session",
        "in": "cookie",
        "schema": {"type": "string", "enum": ["a", "b"]},
    },
    {"$ref": "#/components/parameters/Shared", "description": "Shared parameter."},
]
_CALLBACK = {
    "{$request.body#/url}": {
        "summary": "It happened.",
        "post": {
            "operationId": "onEvent",
            "description": "Sent to the subscriber.",
            "requestBody": {
                "content": {
                    "application/json": {
                        "schema": {"$ref": "#/components/schemas/Level"}
                    }
                }
            },
            "responses": {"204": {"description": "Accepted."}},
        },
    }
}
_GET: dict[str, Any] = {
    "operationId": "getPet",
    "summary": "One pet.",
    "description": "Returns one pet.\n\nIncludes all properties.",
    "tags": ["pets", "animals"],
    "externalDocs": _DOCS,
    "parameters": _PARAMETERS,
    "responses": {
        "200": _RESPONSE,
        "404": {
            "description": "Pet not found.",
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}
            },
        },
        "5XX": {"$ref": "#/components/responses/Shared", "summary": "Unavailable."},
        "default": {"description": "Else.", "content": {"image/png": {}}},
    },
    "callbacks": {
        "onEvent": _CALLBACK,
        "shared": {"$ref": "#/components/callbacks/Shared"},
    },
    "security": [{"bearer": [], "key": []}, {"flows": ["read"]}],
    "servers": [_SERVER],
}
_ITEM: dict[str, Any] = {
    "summary": "A pet.",
    "description": "Operations on one pet.",
    "servers": [_SERVER],
    "parameters": [
        {
            "name": "petId",
            "in": "path",
            "required": True,
            "description": "Identifier of the pet.",
            "schema": {"type": "string"},
        }
    ],
    "get": _GET,
    "put": {"requestBody": _BODY, "responses": {"200": {"description": "Stored."}}},
    "query": {"tags": ["search"], "responses": {"200": {"description": "Success."}}},
    "additionalOperations": {
        "PURGE": {"responses": {"204": {"description": "Purged."}}}
    },
}
_FLOW = {
    "authorizationUrl": "https://id.example.com/authorize",
    "tokenUrl": "https://id.example.com/token",
    "refreshUrl": "https://id.example.com/refresh",
    "deviceAuthorizationUrl": "https://id.example.com/device",
    "scopes": {"read": "Read pets.", "write": "Write pets."},
}
SECURITY: dict[str, Any] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A token.",
    },
    "basic": {"type": "http", "scheme": "basic"},
    "key": {"type": "apiKey", "name": "X-Key", "in": "header", "description": "A key."},
    "cookie": {"type": "apiKey", "name": "sid", "in": "cookie"},
    "flows": {
        "type": "oauth2",
        "oauth2MetadataUrl": "https://id.example.com/meta",
        "flows": {"clientCredentials": _FLOW, "authorizationCode": _FLOW},
    },
    "connect": {
        "type": "openIdConnect",
        "openIdConnectUrl": "https://id.example.com/oidc",
    },
    "tls": {"type": "mutualTLS"},
}

FULL_DOCUMENT: dict[str, Any] = {
    "openapi": "3.2.0",
    "$self": "https://example.com/openapi.json",
    "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
    "info": {
        "title": "Pets",
        "summary": "All about pets.",
        "description": "An API.\n\n- of pets\n- of owners",
        "termsOfService": "https://example.com/terms",
        "contact": {
            "name": "Us",
            "url": "https://example.com",
            "email": "us@example.com",
        },
        "license": {"name": "MIT", "identifier": "MIT"},
        "version": "1.2.3",
    },
    "servers": [_SERVER, {"url": "https://test.example.com", "name": "test"}],
    "tags": [
        {"name": "animals", "summary": "All.", "kind": "nav"},
        {
            "name": "pets",
            "description": "Tame ones.",
            "externalDocs": _DOCS,
            "parent": "animals",
        },
    ],
    "externalDocs": _DOCS,
    "security": [{"bearer": []}, {"basic": []}],
    "paths": {
        "/pets/{petId}": _ITEM,
        "/shared": {"$ref": "#/components/pathItems/Shared"},
        "x-paths": "An extension.",
    },
    "webhooks": {
        "petBorn": {
            "post": {
                "operationId": "petWasBorn",
                "summary": "A birth.",
                "requestBody": _BODY,
                "responses": {"200": {"description": "Thanks."}},
            }
        }
    },
    "components": {
        "schemas": SCHEMAS,
        "responses": {
            "Shared": {
                "description": "Unavailable.",
                "content": {
                    "application/problem+json": {
                        "schema": {
                            "type": "object",
                            "properties": {"detail": {"type": "string"}},
                        }
                    }
                },
            }
        },
        "parameters": {
            "Shared": {
                "name": "page",
                "in": "query",
                "schema": {"enum": ["first", "last"]},
            }
        },
        "examples": _EXAMPLES,
        "requestBodies": {"Shared": _BODY},
        "headers": {"Shared": {"description": "Shared.", "schema": {"type": "string"}}},
        "securitySchemes": SECURITY,
        "links": {"Shared": {"operationId": "getPet", "description": "Shared."}},
        "callbacks": {"Shared": _CALLBACK},
        "pathItems": {
            "Shared": {
                "get": {"tags": ["pets"], "responses": {"200": {"description": "Ok."}}}
            }
        },
    },
    "x-root": {"text": "An extension."},
}


def text_slots(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[Slot]:
    """Yield every key and every string of a tree, except the OpenAPI version."""
    if isinstance(tree, str) and path != ("openapi",):
        yield path, False
    entries = tree.items() if isinstance(tree, dict) else ()
    elements = enumerate(tree) if isinstance(tree, list) else ()
    for step, child in (*entries, *elements):
        if isinstance(step, str) and (*path, step) != ("openapi",):
            yield (*path, step), True
        yield from text_slots(child, (*path, step))


def replace_text(tree: Any, slot: Slot, text: str) -> Any:
    """Return a copy of a tree with another text in one slot."""
    path, is_key = slot
    if not path:
        return text
    step, *rest = path
    rest_slot = (tuple(rest), is_key)
    if isinstance(tree, list):
        return [
            replace_text(entry, rest_slot, text) if index == step else entry
            for index, entry in enumerate(tree)
        ]
    if is_key and not rest:
        # Rebuilt rather than popped: the order of the entries must stay.
        return {text if key == step else key: entry for key, entry in tree.items()}
    return {
        key: replace_text(entry, rest_slot, text) if key == step else entry
        for key, entry in tree.items()
    }
