"""The parsers that `make fuzz` calls: each reads bytes, and raises typed errors only."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from click.testing import CliRunner

from specpress.cli import main
from tests.harden.documents import EXTENDED_DOCUMENT
from tests.harden.inputs import (
    LOCK,
    MANIFEST,
    OVERLAY,
    OVERLAY_TREE,
    SETTINGS,
    SETTINGS_TABLE,
    build_project,
    to_toml,
)
from tests.property.packages import PACKAGE, generate_from_tree, import_package

ROOT = Path(__file__).parents[2]
SMALL: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Acme", "version": "1"},
    "servers": [{"url": "https://acme.example.com"}],
    "paths": {
        "/things": {
            "get": {"operationId": "a", "responses": {"200": {"description": ""}}}
        }
    },
    "components": {"schemas": {"Fault": {"properties": {"b": {"type": "string"}}}}},
}
NAMES_LOCK = """# Python names
class Fault -> Fault
field Fault b -> b
operation a -> things.list
removed 1 class "Old thing" -> OldThing
renamed 1 field Fault c -> c
"""


@dataclass(frozen=True)
class FuzzTarget:
    """A parser with valid inputs, from which others are derived."""

    name: str
    group: str
    parse: Callable[[bytes], None]
    list_seeds: Callable[[], list[bytes]]


class Unexpected(Exception):
    """The command ended with an exception that is not an error for users."""


def _run_command(name: str, data: bytes) -> None:
    """Run the command in a project in which one file has this content."""
    project = build_project({"openapi.json": json.dumps(SMALL).encode(), name: data})
    current = Path.cwd()
    with TemporaryDirectory() as directory:
        for file, content in project.files.items():
            Path(directory, file).parent.mkdir(exist_ok=True)
            Path(directory, file).write_bytes(content)
        os.chdir(directory)
        try:
            result = CliRunner().invoke(main, ["generate"])
        finally:
            os.chdir(current)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise Unexpected from result.exception
    # A guard of the command reports anything unforeseen in one line: this counts as well.
    if "internal error" in result.output:
        raise Unexpected(result.output[-500:])


def _parse_with(name: str) -> Callable[[bytes], None]:
    return lambda data: _run_command(name, data)


def _document_seeds() -> list[bytes]:
    paths = sorted(ROOT.glob("tests/golden/cases/*/openapi.yaml"))
    return [
        *(path.read_bytes() for path in paths),
        json.dumps(EXTENDED_DOCUMENT, indent=1).encode(),
    ]


def _overlay_seeds() -> list[bytes]:
    paths = sorted(ROOT.glob("tests/golden/cases/*/*overlay*.yaml"))
    tree = json.loads(json.dumps(OVERLAY_TREE))
    tree["actions"][2]["target"] = "$..[?@.type == 'string'].properties"
    as_yaml = yaml.safe_dump(tree, sort_keys=False).encode()
    return [as_yaml, json.dumps(tree).encode(), *(path.read_bytes() for path in paths)]


def _settings_seeds() -> list[bytes]:
    without = {
        k: v
        for k, v in SETTINGS_TABLE.items()
        if k not in ("templates", "credentials", "client-parameters")
    }
    return [to_toml(without), to_toml(SETTINGS_TABLE)]


def _manifest_seeds() -> list[bytes]:
    files = {"README.md": "0" * 64, "acme_client/old.py": "1" * 64}
    return [json.dumps({"inputs": {"document": "0"}, "files": files}).encode()]


DECODED: dict[str, Any] = {
    "id": "1",
    "count": 3,
    "price": 1.5,
    "when": "2026-01-01T00:00:00Z",
    "day": "2026-01-01",
    "tags": ["a"],
    "next": {"kind": "cat", "id": "2"},
    "either": {"kind": "dog"},
}


@cache
def _client() -> dict[str, Any]:
    """Return modules of a generated package, imported for the rest of the process."""
    schema = {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string"},
            "count": {"type": "integer"},
            "price": {"type": "number"},
            "when": {"type": "string", "format": "date-time"},
            "day": {"type": "string", "format": "date"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "next": {"$ref": "#/components/schemas/Thing"},
            "either": {"$ref": "#/components/schemas/Either"},
        },
    }
    either = {
        "oneOf": [
            {"type": "object", "properties": {"kind": {"const": "cat"}}},
            {"type": "object", "properties": {"kind": {"const": "dog"}}},
            {"type": "string"},
        ]
    }
    tree = json.loads(json.dumps(EXTENDED_DOCUMENT))
    tree["components"]["schemas"] |= {"Thing": schema, "Either": either}
    tree["paths"]["/things"] = {
        "get": {
            "operationId": "readThing",
            "x-specpress-resource": "things",
            "responses": {
                "200": {
                    "description": "",
                    "headers": {
                        "X-Count": {"schema": {"type": "integer"}},
                        "X-List": {
                            "schema": {"type": "array", "items": {"type": "integer"}}
                        },
                    },
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/Thing"}
                        },
                        "text/event-stream": {"itemSchema": {"type": "object"}},
                    },
                }
            },
        }
    }
    stack = ExitStack()
    package = stack.enter_context(import_package(generate_from_tree(tree).files))
    names = ("_client", "testing", "errors", "signatures")
    modules = {n: importlib.import_module(f"{PACKAGE}.{n}") for n in names}
    for name in ("retry", "urls", "response_reader", "pages.next_page"):
        modules[name] = importlib.import_module(f"{PACKAGE}._runtime.{name}")
    # Without a reference to the stack, the package would be forgotten.
    return {**modules, "package": package, "stack": stack}


def _decode(data: bytes) -> None:
    """Decode a response body: first a line with its media type, then the content."""
    client = _client()
    media_type, _, content = data.partition(b"\n")
    testing = client["testing"]
    header = media_type.decode("latin-1")
    response = testing.response(200, content, content_type=header, x_list=header)
    transport = testing.FakeTransport(response)
    with client["package"].Acme(
        base_url="https://a.example", transport=transport, max_retries=0
    ) as api:
        try:
            api.things.read().to_dict()
        except client["errors"].APIError:
            return


def _decode_seeds() -> list[bytes]:
    body = json.dumps(DECODED).encode()
    types = (
        "application/json",
        "application/json; charset=utf-16",
        "text/plain; charset=x",
    )
    return [f"{media_type}\n".encode() + body for media_type in types]


def _parse_headers(data: bytes) -> None:
    """Parse a text as each header that the client reads."""
    client, text = _client(), data.decode("latin-1")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for name in ("retry-after", "retry-after-ms", "x-should-retry"):
        client["retry"].requested_delay({name: text}, now)
    client["pages.next_page"].parse_links(text)
    client["response_reader"].charset_of(text)
    client["response_reader"].essence(text)
    with suppress(ValueError):
        client["urls"].parse_origin(text)
    signatures = client["signatures"]
    headers = {"webhook-signature": text, "webhook-timestamp": text, "webhook-id": text}
    with suppress(signatures.SignatureError):
        signatures.verify(b"{}", headers, "whsec_c2VjcmV0")


def _header_seeds() -> list[bytes]:
    return [
        b"120",
        b"Wed, 21 Oct 2026 07:28:00 GMT",
        b'<https://a.example/?page=2>; rel="next", <b>; rel=prev',
        b'application/json; charset=utf-8; boundary="a;b"',
        b"v1=sha=abc,t=1700000000",
        b"https://a.example:8443/path",
        b"1, 2, 3",
    ]


TARGETS = [
    FuzzTarget("document", "documents", _parse_with("openapi.json"), _document_seeds),
    FuzzTarget("overlay", "overlays", _parse_with(OVERLAY), _overlay_seeds),
    FuzzTarget("settings", "settings", _parse_with(SETTINGS), _settings_seeds),
    FuzzTarget("names lock", "locks", _parse_with(LOCK), lambda: [NAMES_LOCK.encode()]),
    FuzzTarget("manifest", "locks", _parse_with(MANIFEST), _manifest_seeds),
    FuzzTarget("decoder", "", _decode, _decode_seeds),
    FuzzTarget("headers", "", _parse_headers, _header_seeds),
]


def find_targets(names: list[str]) -> Iterator[FuzzTarget]:
    """Yield the targets with these names, all without names."""
    yield from (t for t in TARGETS if not names or t.name in names)
