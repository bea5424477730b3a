"""Responses of hostile servers: sizes, depths, headers and names that nobody sends by accident."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.wire.clients import TRANSPORTS, call, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

MEGABYTE = 1 << 20
CAP = 6 * MEGABYTE
DOCUMENT = """
paths:
  /nodes:
    get:
      operationId: readNode
      tags: [nodes]
      responses: {'200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}}
  /file:
    get:
      operationId: readFile
      tags: [files]
      responses: {'200': {description: OK, content: {application/octet-stream: {}}}}
  /lines:
    get:
      operationId: readLines
      tags: [files]
      responses: {'200': {description: OK, content: {application/json-seq: {schema: {type: object}}}}}
  /headers:
    get:
      operationId: readHeaders
      tags: [files]
      responses:
        '204':
          description: OK
          headers:
            X-Any: {schema: {type: string}}
            X-Number: {schema: {type: number}}
            X-Numbers: {schema: {type: array, items: {type: integer}}}
            X-Date: {schema: {type: string, format: date-time}}
            X-Object: {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
components:
  schemas:
    Node:
      type: object
      properties:
        child: {$ref: '#/components/schemas/Node'}
        children: {type: array, items: {$ref: '#/components/schemas/Node'}}
        by_name: {type: object, additionalProperties: {$ref: '#/components/schemas/Node'}}
        any: {}
        value: {$ref: '#/components/schemas/Value'}
        choice:
          oneOf: [{$ref: '#/components/schemas/Node'}, {type: string}]
    Value:
      oneOf:
        - {type: integer}
        - {type: array, items: {$ref: '#/components/schemas/Value'}}
"""


ACME = generate_package(DOCUMENT)
InvalidDataError = import_submodule(ACME, "_runtime.codec.codec").InvalidDataError


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("size", [CAP - 1, 8 * CAP])
@pytest.mark.parametrize("is_async", [False, True])
def test_decompression_needs_no_more_than_the_limit(
    server: RecordingServer, transport: str, size: int, is_async: bool
) -> None:
    body = gzip.compress(bytes(size), 1)
    server.responses = [
        response(200, body, "application/octet-stream", content_encoding="gzip")
    ]
    settings = {
        "base_url": server.url,
        "transport": transport,
        "max_response_bytes": CAP,
    }

    contents: list[bytes] = []

    async def read() -> None:
        # Not returned: `asyncio.run` creates the repr of the result.
        async with ACME.AsyncAcme(**settings) as client:
            contents.append(await client.files.read())

    tracemalloc.start()
    try:
        if is_async:
            asyncio.run(read())
        else:
            with ACME.Acme(**settings) as client:
                contents.append(client.files.read())
        assert contents == [bytes(size)]
    except ACME.APIDecodeError as error:
        assert size > CAP, error
        assert "at most" in str(error)
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    # The comparison above needs as much again.
    expected = CAP + size if size < CAP else CAP
    assert peak < expected + 3 * MEGABYTE


def test_body_in_single_bytes_needs_no_more_than_its_size() -> None:
    transport = import_submodule(ACME, "_runtime.transport.transport")
    tracemalloc.start()
    body = transport.BodyBuffer(CAP)
    for _ in range(100_000):
        body.add(b"ab")
    content = body.finish()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert content == b"ab" * 100_000
    assert peak < MEGABYTE


@pytest.mark.parametrize("limit", [None, 0, 1, 100, 3 * MEGABYTE])
def test_body_buffer_keeps_the_bytes_up_to_its_limit(limit: int | None) -> None:
    transport = import_submodule(ACME, "_runtime.transport.transport")
    numbers = random.Random(1)
    body, expected = transport.BodyBuffer(limit), b""
    for _ in range(40):
        chunk = numbers.randbytes(numbers.choice([0, 1, 50, 5_000, 300_000]))
        body.add(chunk)
        expected += chunk
    assert body.finish() == expected[: len(expected) if limit is None else limit]


def test_chunks_without_content_are_counted() -> None:
    """Otherwise a server that sends only padding would never reach the total timeout."""
    transport = import_submodule(ACME, "_runtime.transport.transport")
    decompressor = transport.Decompressor("gzip")
    chunks = [gzip.compress(b"a"), gzip.compress(b"") * 50, b"\0" * 1000]
    assert [b"".join(decompressor.feed(chunk)) for chunk in chunks] == [b"a", b"", b""]
    assert all([*decompressor.feed(chunk)] for chunk in chunks)


NESTED = {
    "child": ('{"child":', "{}", "}"),
    "children": ('{"children":[', "{}", "]}"),
    "by_name": ('{"by_name":{"a":', "{}", "}}"),
    "undeclared": ('{"other":', "{}", "}"),
    "any": ('{"any":', "[]", "}"),
    "choice": ('{"choice":', "{}", "}"),
    "value": ('{"value":', "1", "}"),
}


@pytest.mark.parametrize("name", NESTED)
@pytest.mark.parametrize("depth", [100, 250, 320, 400, 600])
def test_decoded_value_can_be_encoded_at_any_depth(name: str, depth: int) -> None:
    begin, inner, end = NESTED[name]
    if name in ("any", "value"):
        text = f"{begin}{'[' * depth}{inner}{']' * depth}{end}"
    else:
        text = begin * depth + inner + end * depth
    read_json = import_submodule(ACME, "_runtime.response_reader").read_json
    try:
        node = read_json(text.encode(), ACME.models.Node)
    except InvalidDataError as error:
        assert depth > 100
        assert error.partial is None
        return
    encoded = node.to_dict()
    # Compared as text: `==` has a limit too.
    assert json.dumps(encoded, separators=(",", ":")) == text


def test_value_that_contains_itself_is_refused() -> None:
    endless: dict[str, Any] = {}
    endless["any"] = [endless]
    with pytest.raises(ACME.errors.InvalidArgumentError, match="nested less deeply"):
        ACME.models.Node(extra={"a": endless}).to_dict()


def test_last_value_of_a_duplicate_key_counts(server: RecordingServer) -> None:
    server.responses = [response(200, b'{"any": 1, "any": {"a": 1, "a": 2}}')]
    node = call(ACME, server, lambda client: client.nodes.read())
    assert node.to_dict() == {"any": {"a": 2}}


def test_long_keys_are_not_copied_into_each_fault(server: RecordingServer) -> None:
    key, count = "k" * 200_000, 3_000
    items = ",".join('{"child":1}' for _ in range(count))
    content = f'{{"by_name":{{"{key}":{{"children":[{items}]}}}}}}'.encode()
    tracemalloc.start()
    with pytest.raises(InvalidDataError) as caught:
        ACME.models.Node.from_dict(json.loads(content))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(caught.value.faults) == count
    assert peak < 30 * MEGABYTE


def test_text_sequence_in_many_lines_takes_linear_time() -> None:
    events = import_submodule(ACME, "_runtime.streams.events")
    parsed = 0

    def count(text: str) -> Any:
        nonlocal parsed
        parsed += len(text)
        return json.loads(text)

    lines = [b'\x1e{"a": [\n', *[b"1234567,\n"] * 20_000, b"1]}\n"]
    original, events.loads = events.loads, count
    try:
        parser = events.LineParser()
        parts = [part for line in lines for part in parser.feed(line)]
        parts += parser.feed(b"", True)
    finally:
        events.loads = original
    assert len(parts) == 1
    assert parsed < 20 * sum(map(len, lines))


TEXTS = [
    "",
    " ",
    "9" * 5_000,
    "-" * 70,
    "01.5",
    "01e5",
    "1e9999",
    "0x10",
    "<" * 20_000,
    "<a" * 10_000 + ">; rel=next",
    ";" * 20_000,
    ", " * 5_000,
    "[" * 5_000,
    "\xff\xfe",
    "Mon, 99 Foo 99999 99:99:99 +9999",
    "Mon, 01 Jan 0000 00:00:00 -0000",
    "Fri, 31 Dec 9999 23:59:60 -2359",
    "9999-12-31T24:00:00Z",
    "bytes 0-1/" + "9" * 5_000,
    "charset=" * 5_000,
    "charset=\x85",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_header_of_any_text_raises_typed_errors_only(text: str) -> None:
    names = ("ANY", "NUMBER", "NUMBERS", "DATE", "OBJECT")
    headers = import_submodule(ACME, "headers")
    for name in names:
        header = getattr(headers, f"X_{name}")
        with suppress(InvalidDataError):
            header.read((text,))
    retry = import_submodule(ACME, "_runtime.retry")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for name in ("retry-after", "retry-after-ms", "x-ratelimit-reset", "date"):
        retry.delay_after_response(
            retry.RetryState(1, 2, 100.0, True, True),
            503,
            {name: text},
            None,
            (),
            float,
        )
        assert (retry.requested_delay({name: text}, now) or 0) >= 0
    resume = import_submodule(ACME, "_runtime.streams.resume_sync")
    resume._total({"content-range": text, "content-length": text})
    reader = import_submodule(ACME, "_runtime.response_reader")
    for content in (b"a", b"[1]", b"\xff"):
        with suppress(InvalidDataError):
            reader.decode_text(content, f"text/plain; {text}")


def test_number_with_leading_zeros_keeps_its_fraction() -> None:
    headers = import_submodule(ACME, "headers")
    read = [headers.X_NUMBER.read((text,)) for text in ("007", "-01.5", "01e2", "0.05")]
    assert read == [7, -1.5, 100.0, 0.05]


def test_twenty_thousand_headers_take_linear_memory() -> None:
    module = import_submodule(ACME, "_runtime.transport.headers")
    tracemalloc.start()
    headers = module.Headers([("X-A", "b")] * 20_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(headers.lines["x-a"]) == 20_000
    assert len(headers["x-a"]) == 3 * 20_000 - 2
    assert peak < 2 * MEGABYTE
