"""A document with files in bodies and parts, its client, and the parts that a server received."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from python_multipart import parse_form
from python_multipart.multipart import Field
from python_multipart.multipart import File as ReceivedFile

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.server import RecordingServer

DOCUMENT = """
paths:
  /raw:
    put:
      operationId: putRaw
      tags: [t]
      requestBody: {required: true, content: {application/octet-stream: {}}}
      responses: {'204': {description: Taken.}}
    get:
      operationId: searchRaw
      tags: [t]
      requestBody: {required: true, content: {application/octet-stream: {}}}
      responses: {'204': {description: Taken.}}
  /image:
    put:
      operationId: putImage
      tags: [t]
      requestBody: {required: true, content: {image/*: {schema: {type: string, format: binary}}}}
      responses: {'204': {description: Taken.}}
  /csv:
    put:
      operationId: putCsv
      tags: [t]
      requestBody: {required: true, content: {text/csv: {schema: {type: string, format: binary}}}}
      responses: {'204': {description: Taken.}}
  /xml:
    put:
      operationId: putXml
      tags: [t]
      requestBody: {required: true, content: {application/vnd.acme: {schema: {type: string}}}}
      responses: {'204': {description: Taken.}}
  /number:
    put:
      operationId: putNumber
      tags: [t]
      requestBody: {required: true, content: {text/plain: {schema: {type: integer}}}}
      responses: {'204': {description: Taken.}}
  /base64:
    put:
      operationId: putBase64
      tags: [t]
      requestBody: {required: true, content: {image/jpeg: {schema: {type: string, format: byte}}}}
      responses: {'204': {description: Taken.}}
  /json:
    put:
      operationId: putJson
      tags: [t]
      requestBody: {required: true, content: {application/json: {schema: {type: string, format: byte}}}}
      responses: {'204': {description: Taken.}}
  /attachments:
    post:
      operationId: postAttachments
      tags: [t]
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, properties: {content: {type: string, format: binary}}}
      responses: {'204': {description: Taken.}}
  /free:
    post:
      operationId: postFree
      tags: [t]
      requestBody: {required: true, content: {multipart/form-data: {}}}
      responses: {'204': {description: Taken.}}
  /open:
    post:
      operationId: postOpen
      tags: [t]
      requestBody: {required: true, content: {multipart/form-data: {schema: {type: object}}}}
      responses: {'204': {description: Taken.}}
  /form:
    post:
      operationId: postForm
      tags: [t]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {$ref: '#/components/schemas/Upload'}
      responses: {'204': {description: Taken.}}
  /either:
    post:
      operationId: postEither
      tags: [t]
      requestBody:
        required: true
        content:
          application/json: {schema: {}}
          application/octet-stream: {}
      responses: {'204': {description: Taken.}}
  /other:  # With one tag, the paths would determine the resources.
    get:
      operationId: other
      tags: [others]
      parameters: [{name: data, in: query, schema: {type: string, format: binary}}]
      responses: {'204': {description: Done.}}
components:
  schemas:
    Upload:
      type: object
      properties:
        name: {type: string}
        file: {type: string, format: binary}
        files: {type: array, items: {type: string, format: binary}}
        media: {type: string, contentMediaType: image/png}
        encoded: {type: string, contentEncoding: binary}
        either:
          oneOf: [{type: string, format: binary}, {type: array, items: {type: string, format: binary}}]
"""
SECURITY = """
  securitySchemes: {token: {type: http, scheme: bearer}}
security: [{token: []}]
"""
ACME = generate_package(DOCUMENT)
UPLOAD: Any = import_submodule(ACME, "models").Upload
INVALID_ARGUMENT: Any = import_submodule(
    ACME, "_runtime.codec.codec"
).InvalidArgumentError
PNG = b"\x89PNG\r\n\x00"
RAW = "application/octet-stream"
# Name, filename, content type and content of a part.
Part = tuple[str, str | None, str | None, bytes]


def iterate() -> Iterator[bytes]:
    yield PNG[:3]
    yield b""
    yield PNG[3:]


async def iterate_async() -> AsyncIterator[bytes]:
    for chunk in iterate():
        await asyncio.sleep(0)
        yield chunk


def parse_parts(server: RecordingServer) -> list[Part]:
    """Return the parts of the last request."""
    parts: list[Part] = []

    def on_field(part: Field) -> None:
        assert part.field_name is not None
        parts.append((part.field_name.decode(), None, None, part.value or b""))

    def on_file(part: ReceivedFile) -> None:
        assert part.field_name is not None
        assert part.file_name is not None
        part.file_object.seek(0)
        content, media_type = part.file_object.read(), part.content_type
        names = part.field_name.decode(), part.file_name.decode()
        parts.append((*names, media_type, content))

    headers = {"Content-Type": server.last.headers["content-type"].encode()}
    parse_form(headers, io.BytesIO(server.last.body), on_field, on_file)
    return parts


def send_form(
    server: RecordingServer, make: Callable[[], dict[str, Any]]
) -> list[Part]:
    """Send a form with new values for each call, and return its parts."""
    call(ACME, server, lambda client: client.t.post_form(body=UPLOAD(**make())))
    return parse_parts(server)
