"""Bodies of every media type and schema: a value is sent, or refused with `InvalidArgumentError`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from specpress.config import Settings
from specpress.pipeline import generate
from tests.wire.clients import generate_package
from tests.wire.server import RecordingServer

MEDIA_TYPES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "multipart/mixed",
    "application/x-ndjson",
    "application/json-seq",
    "application/xml",
    "text/plain",
    "application/octet-stream",
    "image/*",
    "*/*",
)
SCHEMAS = (
    "{}",
    "{type: integer}",
    "{type: string}",
    "{type: string, format: byte}",
    "{oneOf: [{type: string}, {type: object, properties: {a: {type: string}}}]}",
    "{type: array, items: {}}",
    "{type: [object, 'null'], additionalProperties: true}",
)
VALUES: tuple[Any, ...] = (
    None,
    1,
    1.5,
    True,
    "text",
    b"bytes",
    [],
    [1, None],
    ["a", {"b": 1}],
    {},
    {"a": "b"},
    {"a": None, "b": [{}]},
    object(),
)
# A second media type: the body chooses between both.
OTHER = "application/vnd.other"


def _list_operations() -> Iterator[tuple[str, str]]:
    """Yield the name of each operation, and its part of the document."""
    for n, media_type in enumerate(MEDIA_TYPES):
        for m, schema in enumerate(SCHEMAS):
            for other in ("", f", {OTHER}: {{schema: {{}}}}"):
                name = f"send_{n}_{m}{'_chosen' if other else ''}"
                content = f"{{'{media_type}': {{schema: {schema}}}{other}}}"
                yield name, f"""
  /{name}:
    post:
      operationId: {name}
      tags: [bodies]
      requestBody: {{required: true, content: {content}}}
      responses: {{'204': {{description: Done.}}}}
"""


OPERATIONS = dict(_list_operations())
DOCUMENT = f"paths:{''.join(OPERATIONS.values())}"


@cache
def _generate() -> ModuleType:
    return generate_package(DOCUMENT)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_each_value_is_sent_or_refused(server: RecordingServer, value: Any) -> None:
    package = _generate()
    results = set()
    with package.Acme(base_url=server.url, max_retries=0) as client:
        for name in OPERATIONS:
            before = len(server.requests)
            try:
                getattr(client.bodies, name)(body=value)
            except package.errors.InvalidArgumentError as error:
                assert str(error).startswith("body")
                assert len(server.requests) == before
                results.add("refused")
            else:
                assert len(server.requests) == before + 1
                results.add("sent")
    assert results


def test_examples_have_bodies_that_are_sent(
    server: RecordingServer, tmp_path: Path
) -> None:
    package = _generate()
    source = tmp_path / "openapi.yaml"
    source.write_text(
        f"openapi: 3.1.0\ninfo: {{title: Acme, version: '1'}}\n{DOCUMENT}"
    )
    files = generate(Settings(str(source), tmp_path, "acme", "acme", "Acme")).files
    calls = re.findall(
        r"^client\.bodies\.(\w+)\(body=(.*)\)$",
        files["docs/reference.md"],
        re.MULTILINE,
    )
    with package.Acme(base_url=server.url, max_retries=0) as client:
        for name, body in calls:
            if "Path(" not in body:
                getattr(client.bodies, name)(body=eval(body))
    assert len(calls) > len(OPERATIONS) / 2
