"""A program that ends without closing its client, or in the middle of a stream, prints nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wire.clients import TRANSPORTS, generate_package
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /rows:
    get:
      operationId: fetchRows
      tags: [rows]
      responses:
        '200': {description: Rows., content: {application/jsonl: {schema: {$ref: '#/components/schemas/Row'}}}}
  /row:
    get:
      operationId: getRow
      tags: [rows]
      responses:
        '200': {description: A row., content: {application/json: {schema: {$ref: '#/components/schemas/Row'}}}}
        default: {description: A fault., content: {application/json: {schema: {$ref: '#/components/schemas/Row'}}}}
components:
  schemas:
    Row: {type: object, required: [n], properties: {n: {type: integer}}}
"""
HEAD = """
import asyncio
import {package}
SETTINGS = dict(base_url={url!r}, transport={transport!r}, max_retries=0)
"""
PROGRAMS = {
    "a call": "client = {package}.Acme(**SETTINGS)\nclient.rows.get()\n",
    "an error": "client = {package}.Acme(**SETTINGS)\ntry:\n    client.rows.get()\n"
    "except {package}.errors.APIError as error:\n    caught = error\n",
    "a stream": "client = {package}.Acme(**SETTINGS)\nrows = iter(client.rows.fetch())\nnext(rows)\n",
    "an event loop": "client = {package}.AsyncAcme(**SETTINGS)\nasyncio.run(client.rows.get())\n",
    "an asynchronous stream": "client = {package}.AsyncAcme(**SETTINGS)\nasync def main():\n"
    "    async for row in await client.rows.fetch():\n        break\nasyncio.run(main())\n",
    "an asynchronous stream in a variable": "client = {package}.AsyncAcme(**SETTINGS)\nasync def main():\n"
    "    rows = aiter(await client.rows.fetch())\n    await anext(rows)\nasyncio.run(main())\n",
    "a thread": "import threading\nclient = {package}.Acme(**SETTINGS)\n"
    "thread = threading.Thread(target=client.rows.get)\nthread.start()\nthread.join()\n",
    "a raw response": "client = {package}.Acme(**SETTINGS)\nraw = client.raw(client.rows.get)()\n",
    "a cycle": "client = {package}.Acme(**SETTINGS)\nclient.rows.get()\nclient.itself = client\n",
}
ROW = response(200, b'{"n":1}')
ROWS = response(200, b'{"n":1}\n{"n":2}\n', "application/jsonl")
ANSWERS = {
    "a stream": ROWS,
    "an asynchronous stream": ROWS,
    "an asynchronous stream in a variable": ROWS,
    "an error": response(500, b'{"n":1}'),
}


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("name", PROGRAMS)
def test_program_that_does_not_close_its_client_prints_nothing(
    server: RecordingServer, name: str, transport: str
) -> None:
    package = generate_package(DOCUMENT)
    server.responses[:] = [ANSWERS.get(name, ROW)]
    text = (HEAD + PROGRAMS[name]).format(
        package=package.__name__, url=server.url, transport=transport
    )
    folder = str(Path(str(package.__file__)).parents[1])
    completed = subprocess.run(
        [sys.executable, "-c", text],
        env={**os.environ, "PYTHONPATH": folder},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")
    assert len(server.requests) == 1
