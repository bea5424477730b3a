"""JSON values one after another: on lines, and in sequences with record separators; typed by item."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.wire.pressing import gathered, package, refused
from tests.wire.server import Wire, answer, parts

DOCUMENT = """
openapi: VERSION
info: {title: Acme, version: '1'}
paths:
  /rows:
    get:
      operationId: fetchRows
      tags: [rows]
      responses:
        '200': {description: Rows., content: {MEDIA: SCHEMA}}
        '204': {description: None yet.}
        '503': {description: Closed., content: {application/json: {schema: {$ref: '#/components/schemas/Row'}}}}
components:
  schemas:
    Row: {type: object, required: [n], properties: {n: {type: integer}}}
"""
ROW = "{$ref: '#/components/schemas/Row'}"
LINES = "application/jsonl"
SEQUENCE = "application/json-seq"


def made(
    media_type: str = LINES, schema: str = f"{{schema: {ROW}}}", version: str = "3.1.0"
) -> ModuleType:
    whole = DOCUMENT.replace("MEDIA", media_type).replace("SCHEMA", schema)
    return package(whole.replace("VERSION", version))


def rows(client: Any) -> Any:
    return client.rows.fetch()


@pytest.mark.parametrize(
    ("media_type", "schema", "version"),
    [
        ("application/jsonl", f"{{schema: {ROW}}}", "3.0.4"),
        ("application/x-ndjson", f"{{schema: {ROW}}}", "3.1.0"),
        ("application/ndjson", f"{{schema: {{type: array, items: {ROW}}}}}", "3.1.0"),
        ("application/jsonl", f"{{itemSchema: {ROW}}}", "3.2.0"),
        ("application/x-ndjson", f"{{itemSchema: {ROW}}}", "3.2.0"),
        ("application/json-seq", f"{{itemSchema: {ROW}}}", "3.2.0"),
        ("application/geo+json-seq", f"{{itemSchema: {ROW}}}", "3.2.0"),
    ],
)
def test_each_value_is_what_the_document_says_of_an_item(
    server: Wire, media_type: str, schema: str, version: str
) -> None:
    acme = made(media_type, schema, version)
    mark = b"\x1e" if "seq" in media_type else b""
    body = mark + b'{"n":1}\n' + mark + b'{"n":2}\n'
    server.answers[:] = [answer(200, body, media_type)]
    found = gathered(acme, server, rows)
    assert [type(row) for row in found] == [acme.models.Row] * 2
    assert [row.n for row in found] == [1, 2]


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        (LINES, '\ufeff{"n":1}\r\n\n  \n{"n":2,\r"é":"\u2028"}\n{"n":3}'),
        (LINES, '{"n":1}\n{"n":2}\n{"n":3}\n'),
        (SEQUENCE, '\x1e{"n":1}\n\x1e{\n  "n": 2\n}\n\x1e\x1e{"n":3}'),
    ],
)
def test_values_are_told_apart_however_they_are_cut(
    server: Wire, media_type: str, body: str, size: int
) -> None:
    raw = body.encode()
    chunks = [raw[at : at + size] for at in range(0, len(raw), size)]
    server.answers[:] = [parts(*chunks, content_type=media_type)]
    assert [row.n for row in gathered(made(media_type), server, rows)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("media_type", "chunk"),
    [(LINES, b'{"n":1}\n'), (SEQUENCE, b'\x1e{"n":1}\n')],
)
def test_a_value_is_given_as_it_comes(
    server: Wire, media_type: str, chunk: bytes
) -> None:
    server.answers[:] = [parts(chunk, content_type=media_type)[:-5]]
    with made(media_type).Acme(base_url=server.url) as client, rows(client) as stream:
        assert next(stream).n == 1


def test_a_value_without_a_schema_is_as_it_comes(server: Wire) -> None:
    server.answers[:] = [answer(200, b'{"a":[1]}\n2\nnull\n"x"\n', LINES)]
    found = gathered(made(schema="{}"), server, rows)
    assert found == [{"a": [1]}, 2, None, "x"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"{", "JSON"),
        (b'{"n":"x"}', "an integer"),
        (b'{"n":"\xff"}', "text in utf-8"),
        (b'{"n":NaN}', "JSON"),
    ],
)
def test_a_value_that_is_wrong_is_told_after_those_before_it(
    server: Wire, line: bytes, expected: str
) -> None:
    acme = made()
    server.answers[:] = [answer(200, b'{"n":1}\n' + line, LINES)]
    with acme.Acme(base_url=server.url) as client:
        stream = rows(client)
        assert next(stream).n == 1
        with pytest.raises(acme.APIDecodeError) as caught:
            next(stream)
    assert [fault.expected for fault in caught.value.faults] == [expected]


def test_no_content_is_no_item(server: Wire) -> None:
    server.answers[:] = [answer(204)]
    assert gathered(made(), server, rows) == []


def test_an_error_status_is_raised(server: Wire) -> None:
    acme = made()
    server.answers[:] = [answer(503, b'{"n":1}')]
    error = refused(acme, server, rows, acme.errors.ServiceUnavailableError)
    assert error.body.n == 1
