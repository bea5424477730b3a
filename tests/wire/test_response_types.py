"""Types that checkers infer for results, streams, error bodies and payloads."""

from __future__ import annotations

import re

import pytest

from tests.wire.clients import PACKAGES, generate_package
from tests.wire.type_checkers import run_checker

DOCUMENT = """
openapi: 3.2.0
info: {title: Acme, version: '1'}
paths:
  /several:
    get:
      operationId: readSeveral
      tags: [answers]
      responses:
        '200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}, application/xml: {}}}
        '202': {description: '', content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Thing'}}}}}
        '204': {description: ''}
        '404': {description: '', content: {application/problem+json: {schema: {$ref: '#/components/schemas/Thing'}}, text/plain: {}}}
        '409': {description: ''}
        default: {description: '', content: {application/json: {schema: {type: string}}}}
    head: {operationId: probeSeveral, tags: [answers], responses: {'200': {description: '', content: {application/json: {}}}}}
  /maybe: {get: {operationId: readMaybe, tags: [answers], responses: {'200': {description: '', content: {application/json: {schema: {oneOf: [{$ref: '#/components/schemas/Thing'}, {type: 'null'}]}}}}}}}
  /map: {get: {operationId: readMap, tags: [answers], responses: {'200': {description: '', content: {application/json: {schema: {type: object, additionalProperties: {type: number}}}}}}}}
  /union: {get: {operationId: readUnion, tags: [answers], responses: {'200': {description: '', content: {application/json: {schema: {oneOf: [{$ref: '#/components/schemas/Thing'}, {type: integer}]}}}}}}}
  /file: {get: {operationId: readFile, tags: [answers], responses: {'200': {description: '', content: {image/png: {}}}}}}
  /free: {get: {operationId: readFree, tags: [answers], responses: {'200': {description: '', content: {'*/*': {}}}}}}
  /none: {delete: {operationId: readNone, tags: [answers], responses: {'204': {description: ''}}}}
  /talk:
    post:
      operationId: readTalk
      tags: [answers]
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}, text/event-stream: {schema: {$ref: '#/components/schemas/Thing'}}}}}
  /log: {get: {operationId: readLog, tags: [answers], responses: {'200': {description: '', content: {text/event-stream: {}}}, '204': {description: ''}}}}
  /rows: {get: {operationId: readRows, tags: [answers], responses: {'200': {description: '', content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/Thing'}}}}}}}
  /events:
    get:
      operationId: readEvents
      tags: [answers]
      responses:
        '200':
          description: ''
          content:
            text/event-stream:
              itemSchema:
                type: object
                required: [data]
                properties: {data: {type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Thing'}}}
  /nested:
    get:
      operationId: readNested
      tags: [answers]
      responses: {'200': {description: '', content: {application/json: {schema: {type: object, required: [file], properties: {file: {$ref: '#/components/schemas/File'}}}}}}}
  /direct: {get: {operationId: readDirect, tags: [answers], responses: {'200': {description: '', content: {application/octet-stream: {schema: {$ref: '#/components/schemas/Other'}}}}}}}
  /other:  # With one tag, the paths would determine the resources.
    get: {operationId: other, tags: [others], responses: {'204': {description: Done.}}}
webhooks:
  happened: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}, text/plain: {}}}, responses: {'200': {description: ''}}}}
  ping: {post: {responses: {'200': {description: ''}}}}
components:
  schemas:
    File: {type: string, format: binary}
    Other: {type: string, format: binary}
    Thing: {type: object, required: [id], properties: {id: {type: integer}, at: {type: string, format: date-time}}}
"""
REVEALED = {
    "client.answers.read_several()": "Thing | list[Thing] | None",
    "client.answers.read_several_text()": "str | list[Thing] | None",
    "client.answers.read_maybe()": "Thing | None",
    "client.answers.read_map()": "dict[str, float]",
    "client.answers.read_union()": "Thing | int | UnknownVariant",
    "client.answers.read_file()": "bytes",
    "client.answers.read_file_stream()": "Stream[bytes]",
    "client.answers.read_free()": "Any",
    "client.answers.read_nested().file": "str",
    "client.answers.read_direct()": "bytes",
    "client.answers.read_talk()": "Thing",
    "client.answers.read_talk_stream()": "Stream[Thing]",
    "next(client.answers.read_talk_stream())": "Thing",
    "client.answers.read_log()": "Stream[ServerSentEvent]",
    "client.answers.read_rows()": "Stream[Thing]",
    "next(client.answers.read_events()).data": "Thing",
    "[item async for item in await other.answers.read_rows()]": "list[Thing]",
    "await other.answers.read_several()": "Thing | list[Thing] | None",
    "errors.NotFoundError.body": "Thing | str | None",
    "errors.ConflictError.body": "Any",
    "errors.OtherServerError.body": "str | None",
    'webhooks.parse_happened(b"")': "Thing | str",
}
WITHOUT_RESULT = ("client.answers.probe_several()", "client.answers.read_none()")


@pytest.fixture(scope="module")
def name() -> str:
    """Return the name of the package; the module `use_<name>` reveals its types."""
    package = generate_package(DOCUMENT).__name__
    reveals = "\n    ".join(f"reveal_type({expression})" for expression in REVEALED)
    lines = [
        f"from {package} import Acme, AsyncAcme, errors, webhooks",
        "async def use(client: Acme, other: AsyncAcme) -> None:",
        f"    {reveals}",
        *(f"    {expression}" for expression in WITHOUT_RESULT),
        "    async with await other.answers.read_talk_stream() as stream:",
        "        async for thing in stream:",
        "            print(thing.id)",
    ]
    (PACKAGES / f"use_{package}.py").write_text("\n".join(lines) + "\n", "utf-8")
    return package


def test_mypy_reveals_result_types(name: str) -> None:
    output = run_checker("mypy", "--strict", f"use_{name}.py", name)
    assert "error:" not in output, output
    revealed = re.findall(r'Revealed type is "(.*)"', output)
    types = [
        re.sub(r"builtins\.|typing\.|wire_\w+\.(\w+\.)*", "", text) for text in revealed
    ]
    assert [_union_members(text) for text in types] == [
        _union_members(t) for t in REVEALED.values()
    ]


def test_pyright_reveals_result_types(name: str) -> None:
    output = run_checker("basedpyright", "--level", "error", f"use_{name}.py")
    assert "0 errors" in output, output
    output = run_checker("basedpyright", f"use_{name}.py")
    revealed = re.findall(r'information: Type of ".*" is "(.*)"', output)
    assert [_union_members(text) for text in revealed] == [
        _union_members(t) for t in REVEALED.values()
    ]


def _union_members(text: str) -> list[str]:
    """Return the sorted members of a union: checkers print them in different orders."""
    union = re.sub(r"^Union\[(.*)\]$", lambda m: m[1].replace(", ", " | "), text)
    return sorted(union.split(" | "))
