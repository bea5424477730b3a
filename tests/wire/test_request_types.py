"""Calls that type checkers accept or reject."""

from __future__ import annotations

import pytest

from tests.wire.clients import generate_package
from tests.wire.type_checkers import check_with_mypy, check_with_pyright, write_calls

DOCUMENT = """
openapi: 3.2.0
info: {title: Acme, version: '1'}
servers: [{url: 'https://{region}.acme.test', variables: {region: {default: eu}}}]
security: [{key: []}, {user: []}]
paths:
  /shelves/{id}/things/{day}:
    get:
      operationId: readThing
      tags: [calls]
      parameters:
        - {name: day, in: path, required: true, schema: {type: string, format: date}}
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: sort, in: query, required: true, schema: {$ref: '#/components/schemas/Sort'}}
        - {name: ids, in: query, schema: {type: array, items: {type: string, format: uuid}}}
        - {name: filter, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Filter'}}
        - {name: empty, in: query, allowEmptyValue: true, schema: {type: integer}}
        - {name: json, in: query, content: {application/json: {schema: {type: object, additionalProperties: {type: number}}}}}
        - {name: X-Trace, in: header, schema: {type: [string, 'null']}}
        - {name: seen, in: cookie, schema: {type: boolean}}
        - {name: body, in: query, schema: {type: string}}
        - {name: base_url, in: query, schema: {type: string}}
      responses: {'204': {description: Done.}}
  /search:
    get:
      operationId: search
      tags: [calls]
      parameters: [{name: query, in: query, schema: {type: string}}]
      responses: {'204': {description: Done.}}
  /json:
    post:
      operationId: sendJson
      tags: [calls]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Filter'}}}}
      responses: {'204': {description: Done.}}
  /null:
    post:
      operationId: sendNull
      tags: [calls]
      requestBody: {required: true, content: {application/json: {schema: {type: [integer, 'null']}}}}
      responses: {'204': {description: Done.}}
  /raw:
    post:
      operationId: sendRaw
      tags: [calls]
      requestBody: {content: {application/octet-stream: {}}}
      responses: {'204': {description: Done.}}
  /form:
    post:
      operationId: sendForm
      tags: [calls]
      requestBody: {content: {application/x-www-form-urlencoded: {}}}
      responses: {'204': {description: Done.}}
  /lines:
    post:
      operationId: sendLines
      tags: [calls]
      requestBody: {content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/Filter'}}}}
      responses: {'204': {description: Done.}}
  /upload:
    post:
      operationId: sendUpload
      tags: [calls]
      requestBody: {required: true, content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}}}
      responses: {'204': {description: Done.}}
  /several:
    post:
      operationId: sendSeveral
      tags: [calls]
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Filter'}}
          text/plain: {schema: {type: string}}
      responses: {'204': {description: Done.}}
  /other:  # With one tag, the paths would determine the resources.
    get: {operationId: other, tags: [others], responses: {'204': {description: Done.}}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}, user: {type: http, scheme: basic}}
  schemas:
    Sort: {type: string, enum: [up, down]}
    Filter: {type: object, required: [id, name], properties: {id: {type: string, readOnly: true}, name: {type: string}}}
    Upload:
      type: object
      required: [file]
      properties:
        file: {type: string, format: binary}
        more: {type: array, items: {type: string, format: binary}}
        filter: {$ref: '#/components/schemas/Filter'}
"""
RIGHT = """
calls.read_thing(1, DAY, sort=Sort.UP)
calls.read_thing(id=1, day=DAY, sort=Sort.UP, ids=[UUID(int=1)], filter=Filter(name="n"))
calls.read_thing(1, DAY, sort=Sort.UP, empty="", json={"a": 1}, x_trace=None, seen=True)
calls.read_thing(1, DAY, sort=Sort.UP, empty=1, body_="b", base_url_="q", base_url="https://b.test")
calls.read_thing(1, DAY, sort=Sort.UP, timeout=1.5, headers={"a": "b"}, query={"a": ["b", 1], "c": True, "d": 1.5})
calls.search(query="a", timeout=1.5)
calls.send_json(body=Filter(name="n", extra={"more": 1}))
calls.read_thing(1, DAY, sort="up", ids=(UUID(int=1),), filter={"name": "n"})
calls.send_json(body={"name": "n"})
calls.send_null(body=None)
calls.send_null(body=1)
calls.send_raw()
calls.send_raw(body=b"a")
calls.send_raw(body=bytearray(b"a"))
calls.send_raw(body=memoryview(b"a"))
calls.send_raw(body=Path("a"))
calls.send_raw(body=io.BytesIO())
calls.send_raw(body=gzip.open("a"))
calls.send_raw(body=iter([b"a"]))
calls.send_raw(body=(chunk for chunk in (b"a", b"b")))
calls.send_raw(body=("b.txt", b"a"))
calls.send_raw(body=(None, Path("a"), "text/plain", {"X": "y"}))
calls.send_raw(body=Path("a").open("rb"))
calls.send_raw(body=File(b"a", "b.txt", "text/plain", {"X": "y"}))
calls.send_form(body={"a": 1, "b": [DAY]})
calls.send_lines(body=[Filter(name="n")])
calls.send_upload(body=Upload(file=b"a", more=[Path("a"), File(b"b"), ("b", b"b", "x/y")], filter=Filter(name="n")))
calls.send_several(body=Filter(name="n"))
calls.send_several(body="text", content_type="text/plain")
calls.send_several(body=Path("text.txt"), content_type="text/plain")
Acme(token="t", basic_auth="u:p", base_url="https://b.test")
Acme(token=lambda: "t", environment=AcmeEnvironment.REGION_ACME_TEST, server_variables={"region": "us"})
""".strip().splitlines()
WRONG = """
calls.read_thing(1, DAY)
calls.read_thing("1", DAY, sort=Sort.UP)
calls.read_thing(DAY, 1, sort=Sort.UP)
calls.read_thing(1, "2026-02-09", sort=Sort.UP)
calls.read_thing(1, DAY, Sort.UP)
calls.read_thing(1, DAY, sort="left")
calls.read_thing(1, DAY, sort=Sort.UP, ids=["1"])
calls.read_thing(1, DAY, sort=Sort.UP, filter={"name": 1})
calls.read_thing(1, DAY, sort=Sort.UP, empty="1")
calls.read_thing(1, DAY, sort=Sort.UP, json={"a": "b"})
calls.read_thing(1, DAY, sort=Sort.UP, x_trace=1)
calls.read_thing(1, DAY, sort=Sort.UP, unknown=1)
calls.read_thing(1, DAY, sort=Sort.UP, timeout="1")
calls.read_thing(1, DAY, sort=Sort.UP, query={"a": {"b": 1}})
calls.read_thing(1, DAY, sort=Sort.UP, query={"a": None})
calls.search(query={"a": "b"})
calls.send_json()
calls.send_json(body=None)
calls.send_json(body={"nome": "n"})
calls.send_json(body=Filter())
calls.send_null()
calls.send_null(body="1")
calls.send_raw(body=1)
calls.send_raw(body="cover.png")
calls.send_raw(body=("cover.png", "cover.png"))
calls.send_raw(body=[b"a"])
calls.send_raw(body=Path("a").open())
calls.send_raw(body=File("cover.png"))
calls.send_form(body=[1])
calls.send_lines(body=Filter(name="n"))
calls.send_upload(body=Upload())
calls.send_upload(body=Upload(file=1))
calls.send_upload(body=Upload(file="cover.png"))
calls.send_several(body=1)
calls.send_several(body="text", content_type="text/html")
Acme("t")
Acme(token=1)
Acme(server_variables={"region": 1})
""".strip().splitlines()
IMPORTS = """
import gzip
import io
from datetime import date
from pathlib import Path
from uuid import UUID
from NAME import Acme, AcmeEnvironment, AsyncAcme, File
from NAME.models import Filter, Sort, Upload

DAY = date(2026, 2, 9)
"""


@pytest.fixture(scope="module")
def module() -> str:
    return write_calls(generate_package(DOCUMENT).__name__, IMPORTS, RIGHT, WRONG)


def test_mypy_rejects_only_wrong_calls(module: str) -> None:
    check_with_mypy(module)


def test_pyright_rejects_only_wrong_calls(module: str) -> None:
    check_with_pyright(module)
