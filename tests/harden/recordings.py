"""Recordings that are attacked, with a document that they contradict in each kind."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from tests.harden.inputs import (
    DOCUMENT,
    LOCK,
    OVERLAY,
    RECORDING,
    SETTINGS,
    Input,
    Project,
    build_project,
    describe_slot,
    list_slots,
    to_toml,
)
from tests.property.full_document import Slot, replace_text

REPAIRS = "repairs.yaml"
REPAIR = ("repair", "--from", RECORDING)
# The ways of running the command, in turn.
MODES = ((), ("-o", REPAIRS), ("--check",))
JSON = {"content-type": "application/json"}
# Texts of which a document and its recording must have the same one.
SHARED = (
    "things",
    "thing_id",
    "colour",
    "red",
    "owner",
    "cat",
    "kind",
    "X-Count",
    "filter",
    "application/json",
    "application/vnd.thing",
    "extra",
    "blue",
    "lizard",
)


def _content(schema: Any, media_type: str = "application/json") -> dict[str, Any]:
    return {media_type: {"schema": schema}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _variant(tag: str, name: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["kind", name],
        "properties": {"kind": {"const": tag}, name: {"type": "string"}},
    }


CONTRADICTED: dict[str, Any] = {
    "openapi": "3.1.1",
    "info": {"title": "Things", "version": "1"},
    "servers": [{"url": "https://api.example.com/v1"}],
    "tags": [{"name": "tagged"}],
    "paths": {
        "/things/{thing_id}": {
            "parameters": [
                {
                    "name": "thing_id",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "pattern": "^[a-z]+$"},
                }
            ],
            "put": {
                "operationId": "putThing",
                "tags": ["tagged"],
                "parameters": [
                    {
                        "name": "filter",
                        "in": "query",
                        "required": True,
                        "schema": {"enum": ["red"]},
                    },
                    {"name": "X-Count", "in": "header", "schema": {"type": "integer"}},
                ],
                "requestBody": {"required": True, "content": _content(_ref("Thing"))},
                "responses": {
                    "200": {
                        "description": "A thing.",
                        "headers": {"X-Count": {"schema": {"type": "integer"}}},
                        "content": _content(_ref("Thing")),
                    },
                    "404": {"$ref": "#/components/responses/Missing"},
                },
            },
        },
    },
    "components": {
        "responses": {
            "Missing": {
                "description": "No thing.",
                "content": _content({"type": "string", "format": "uuid"}),
            }
        },
        "schemas": {
            "Thing": {
                "type": "object",
                "description": "A thing.",
                "required": ["id", "owner"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "integer", "maximum": 3},
                    "colour": {"type": "string", "enum": ["red"], "example": "red"},
                    "code": {"type": "string", "pattern": "^[a-z]{2}$"},
                    "made": {"type": "string", "format": "date"},
                    "level": {"const": "low"},
                    "owner": _ref("Owner"),
                    "pet": _ref("Pet"),
                    "map": {"additionalProperties": {"type": "integer"}},
                },
            },
            "Owner": {"type": "object", "properties": {"name": {"type": "string"}}},
            "Pet": {
                "oneOf": [_ref("cat"), _ref("dog")],
                "discriminator": {
                    "propertyName": "kind",
                    "mapping": {
                        "cat": "#/components/schemas/cat",
                        "dog": "#/components/schemas/dog",
                    },
                },
            },
            "cat": _variant("cat", "purr"),
            "dog": _variant("dog", "bark"),
        },
    },
}
_THING: dict[str, Any] = {
    "id": 7,
    "colour": "blue",
    "code": "XYZ",
    "made": "March",
    "level": "high",
    "owner": None,
    "pet": {"kind": "lizard", "tail": "long"},
    "map": {"first": "one"},
    "extra": ["a text"],
}


def _exchange(status: int, answer: Any, path: str = "things/abc") -> dict[str, Any]:
    return {
        "request": {
            "method": "PUT",
            "url": f"https://api.example.com/v1/{path}?filter=green",
            "headers": {**JSON, "x-count": "many"},
            "json": {"id": 1, "colour": "red", "owner": {}},
        },
        "response": {"status": status, **answer},
    }


RECORDED: dict[str, Any] = {
    "format": "specpress-recording",
    "version": 1,
    "exchanges": [
        _exchange(200, {"headers": {**JSON, "x-count": "all"}, "json": _THING}),
        _exchange(
            200,
            {"headers": JSON, "json": {"id": 1, "pet": {"kind": "cat", "purr": 1}}},
            "things/ABC",
        ),
        _exchange(418, {"headers": {"x-a": ["b", "c"], **JSON}, "json": {"why": "t"}}),
        _exchange(
            200, {"headers": {"content-type": "application/vnd.thing"}, "text": "words"}
        ),
        _exchange(
            200,
            {
                "headers": JSON,
                "base64": base64.b64encode(b"binary\xff").decode(),
            },
        ),
        _exchange(404, {"headers": JSON, "json": "no uuid"}),
        _exchange(404, {"headers": JSON}),
        _exchange(200, {"headers": JSON, "json": {"id": 1}}, "unknown/abc"),
        {
            **_exchange(200, {"headers": JSON, "incomplete": "closed", "text": "{"}),
        },
        {
            "request": {"method": "GET", "url": "https://api.example.com/v1/things"},
            "error": {"message": "no connection", "is_permanent": True},
        },
    ],
}


def list_recordings() -> Iterator[Input]:
    """Yield the positions of a recording, of its document, and those that both share."""
    for slot in list_slots(RECORDED):
        yield Input(f"recording {describe_slot(slot)}", _replace(RECORDED, slot, True))
    for slot in list_slots(CONTRADICTED):
        name = f"document of a recording {describe_slot(slot)}"
        yield Input(name, _replace(CONTRADICTED, slot, False))
    for word in SHARED:
        yield Input(f"document and recording {word}", _replace_shared(word))


def build_recorded(
    document: Any = CONTRADICTED,
    recording: Any = RECORDED,
    arguments: tuple[str, ...] = REPAIR,
) -> Project:
    """Return a project with a recording."""
    settings = {"spec": DOCUMENT, "package": "acme_client", "client": "Acme"}
    files = {
        DOCUMENT: json.dumps(document).encode(),
        RECORDING: json.dumps(recording).encode(),
        SETTINGS: to_toml({**settings, "output": "client"}),
    }
    project = build_project(files, arguments)
    unused = (OVERLAY, LOCK)
    return Project(
        {k: v for k, v in project.files.items() if k not in unused}, arguments
    )


def _arguments(text: str) -> tuple[str, ...]:
    """Return the command with the mode of this payload."""
    return (*REPAIR, *MODES[sum(map(ord, text[:100])) % len(MODES)])


def _replace(tree: Any, slot: Slot, is_recording: bool) -> Any:
    def build(text: str) -> Project:
        changed = replace_text(tree, slot, text)
        trees = (CONTRADICTED, changed) if is_recording else (changed, RECORDED)
        return build_recorded(*trees, _arguments(text))

    return build


def _replace_shared(word: str) -> Any:
    def build(text: str) -> Project:
        trees = (_substitute(tree, word, text) for tree in (CONTRADICTED, RECORDED))
        document, recording = trees
        return build_recorded(document, recording, _arguments(text))

    return build


def _substitute(tree: Any, word: str, text: str) -> Any:
    """Replace a word wherever it is a key or a value, a segment of a path or a part of a reference."""
    if isinstance(tree, str):
        if tree.lower() == word.lower():
            return text
        return "/".join(text if part == word else part for part in tree.split("/"))
    if isinstance(tree, list):
        return [_substitute(item, word, text) for item in tree]
    if isinstance(tree, dict):
        return {
            _substitute(key, word, text): _substitute(item, word, text)
            for key, item in tree.items()
        }
    return tree
