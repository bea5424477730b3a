"""Files of multipart bodies whose schema describes JSON too: inside of JSON they are strings."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
openapi: 3.1.0
info: {title: Acme, version: '1'}
paths:
  /items:
    post:
      operationId: send
      tags: [items]
      requestBody:
        required: true
        content:
          multipart/form-data: {schema: {$ref: '#/components/schemas/Item'}}
          application/json: {schema: {$ref: '#/components/schemas/Item'}}
      responses: {'204': {description: Done.}}
  /uploads:
    post:
      operationId: upload
      tags: [items]
      requestBody:
        content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Item: {type: object, properties: {file: {type: string, format: binary}}}
    Upload: {type: object, properties: {file: {type: string, format: binary}}}
"""


@pytest.fixture(scope="module")
def package() -> ModuleType:
    return generate_package(DOCUMENT)


def send(package: ModuleType, body: Any, **options: Any) -> tuple[str, bytes]:
    """Return the media type and the body of a request."""
    testing = import_submodule(package, "testing")
    transport = testing.FakeTransport(testing.response(204))
    with package.Acme(base_url="https://acme.test", transport=transport) as client:
        client.items.send(body=body, **options)
    [request] = transport.requests
    return request.headers["content-type"].partition(";")[0], request.content


def test_text_of_a_file_is_sent_as_json(package: ModuleType) -> None:
    item = package.models.Item.from_dict({"file": "text"})
    media_type, content = send(package, item)
    assert media_type == "application/json"
    assert json.loads(content) == {"file": "text"}


def test_multipart_refuses_the_text_of_a_file(package: ModuleType) -> None:
    with pytest.raises(package.InvalidArgumentError, match=r"body\.file: .* file"):
        send(package, {"file": "text"}, content_type="multipart/form-data")


def test_annotations(package: ModuleType) -> None:
    models = package.models
    assert models.Item.__annotations__["file"] == "FileOrText | None"
    assert models.Upload.__annotations__["file"] == "FileContent | None"
