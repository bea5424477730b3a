"""The words of messages for the parts and types of a document."""

from __future__ import annotations

from specpress.document.problems import Step


def describe_path(path: tuple[Step, ...]) -> str:
    """Name a value by its key, or an item of a list by its number, counted from 1."""
    if not path:
        return "the document"
    *above, last = path
    if isinstance(last, str) or not above:
        return f"`{last}`"
    return f"item {last + 1} of `{above[-1]}`"


# The parts of a document by the key that lists them.
PARTS = {
    "callbacks": "callback",
    "content": "media type",
    "encoding": "encoding",
    "headers": "header",
    "links": "link",
    "parameters": "parameter",
    "paths": "path",
    "properties": "property",
    "responses": "response",
    "schemas": "schema",
    "securitySchemes": "security scheme",
    "servers": "server",
    "tags": "tag",
    "variables": "server variable",
    "webhooks": "webhook",
}


def describe_part(path: tuple[Step, ...]) -> str:
    """Name a part of the document: `response '200'`; one without a kind by its key."""
    *above, last = path or ("",)
    kind = PARTS.get(str(above[-1])) if above else None
    if kind is None:
        return describe_path(path)
    return f"{kind} {last!r}" if isinstance(last, str) else f"{kind} {last + 1}"


TYPE_NAMES = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "a boolean",
    int: "a number",
    float: "a number",
}


def describe_type(value: object) -> str:
    """Return the JSON type of a value, with its article."""
    return "null" if value is None else TYPE_NAMES.get(type(value), "an unknown type")
