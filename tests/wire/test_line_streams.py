"""Streams of JSON values: JSON Lines and JSON text sequences."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import catch_error, collect_items, generate_package
from tests.wire.server import RecordingServer, chunked_response, response

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


def generate(
    media_type: str = LINES, schema: str = f"{{schema: {ROW}}}", version: str = "3.1.0"
) -> ModuleType:
    document = DOCUMENT.replace("MEDIA", media_type).replace("SCHEMA", schema)
    return generate_package(document.replace("VERSION", version))


def open_rows(client: Any) -> Any:
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
def test_line_items_are_decoded_by_their_schema(
    server: RecordingServer, media_type: str, schema: str, version: str
) -> None:
    acme = generate(media_type, schema, version)
    separator = b"\x1e" if "seq" in media_type else b""
    body = separator + b'{"n":1}\n' + separator + b'{"n":2}\n'
    server.responses[:] = [response(200, body, media_type)]
    items = collect_items(acme, server, open_rows)
    assert [type(row) for row in items] == [acme.models.Row] * 2
    assert [row.n for row in items] == [1, 2]


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        (LINES, '\ufeff{"n":1}\r\n\n  \n{"n":2,\r"é":"\u2028"}\n{"n":3}'),
        (LINES, '{"n":1}\n{"n":2}\n{"n":3}\n'),
        (SEQUENCE, '\x1e{"n":1}\n\x1e{\n  "n": 2\n}\n\x1e\x1e{"n":3}'),
    ],
)
def test_line_parsing_does_not_depend_on_chunk_size(
    server: RecordingServer, media_type: str, body: str, size: int
) -> None:
    raw = body.encode()
    chunks = [raw[at : at + size] for at in range(0, len(raw), size)]
    server.responses[:] = [chunked_response(*chunks, content_type=media_type)]
    assert [
        row.n for row in collect_items(generate(media_type), server, open_rows)
    ] == [1, 2, 3]


@pytest.mark.parametrize(
    ("media_type", "chunk"),
    [(LINES, b'{"n":1}\n'), (SEQUENCE, b'\x1e{"n":1}\n')],
)
def test_line_item_is_yielded_immediately(
    server: RecordingServer, media_type: str, chunk: bytes
) -> None:
    server.responses[:] = [chunked_response(chunk, content_type=media_type)[:-5]]
    with (
        generate(media_type).Acme(base_url=server.url) as client,
        open_rows(client) as stream,
    ):
        assert next(stream).n == 1


def test_line_item_without_schema_is_plain_json(server: RecordingServer) -> None:
    server.responses[:] = [response(200, b'{"a":[1]}\n2\nnull\n"x"\n', LINES)]
    items = collect_items(generate(schema="{}"), server, open_rows)
    assert items == [{"a": [1]}, 2, None, "x"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"{", "JSON"),
        (b'{"n":"x"}', "an integer"),
        (b'{"n":"\xff"}', "text in utf-8"),
        (b'{"n":NaN}', "JSON"),
    ],
)
def test_invalid_item_raises_after_valid_items(
    server: RecordingServer, line: bytes, expected: str
) -> None:
    acme = generate()
    server.responses[:] = [response(200, b'{"n":1}\n' + line, LINES)]
    with acme.Acme(base_url=server.url) as client:
        stream = open_rows(client)
        assert next(stream).n == 1
        with pytest.raises(acme.APIDecodeError) as caught:
            next(stream)
    assert [fault.expected for fault in caught.value.faults] == [expected]


def test_no_content_response_has_no_items(server: RecordingServer) -> None:
    server.responses[:] = [response(204)]
    assert collect_items(generate(), server, open_rows) == []


def test_error_status_of_line_stream_raises(server: RecordingServer) -> None:
    acme = generate()
    server.responses[:] = [response(503, b'{"n":1}')]
    error = catch_error(acme, server, open_rows, acme.errors.ServiceUnavailableError)
    assert error.body.n == 1


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("indent", [None, 2])
def test_array_in_place_of_lines_is_one_contradiction(
    server: RecordingServer, indent: int | None, size: int
) -> None:
    """The items of a stream may be arrays themselves, so the items of the array are not read."""
    raw = json.dumps([{"n": 1}, {"n": 2}], indent=indent).encode() + b"\n"
    chunks = [raw[at : at + size] for at in range(0, len(raw), size)]
    server.responses[:] = [chunked_response(*chunks, content_type=LINES)]
    acme = generate()
    with acme.Acme(base_url=server.url) as client:
        with (
            pytest.raises(acme.errors.APIDecodeError) as caught,
            open_rows(client) as rows,
        ):
            list(rows)
        (fault,) = caught.value.faults
        assert fault.pointer == "" and "object" in fault.expected
    with acme.Acme(base_url=server.url, on_contradiction="accept") as client:
        assert len([*open_rows(client)]) == 1
