"""Server-Sent Events: parsing by the HTML standard, typed items, closing."""

from __future__ import annotations

import asyncio
from types import ModuleType
from typing import Any

import httpx2
import pytest

from tests.wire.clients import call, catch_error, collect_items, generate_package
from tests.wire.server import RecordingServer, chunked_response, response

DOCUMENT = """
openapi: VERSION
info: {title: Acme, version: '1'}
paths:
  /talk:
    post:
      operationId: createTalk
      tags: [talks]
      requestBody:
        content: {application/json: {schema: {type: object, properties: {stream: {type: boolean}}}}}
      responses:
        '200': {description: Words., content: CONTENT}
        '429': {description: Too much., content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
components:
  schemas:
    Talk: {type: object, required: [words], properties: {words: {type: array, items: {type: string}}}}
    Word: {type: object, required: [word], properties: {word: {type: string}}}
    Fault: {type: object, required: [reason], properties: {reason: {type: string}}}
"""
EVENTS = "text/event-stream"
WORD = f"{EVENTS}: {{schema: {{$ref: '#/components/schemas/Word'}}}}"
TEXT = f"{EVENTS}: {{schema: {{type: string}}}}"


def generate(content: str, version: str = "3.1.0") -> ModuleType:
    document = DOCUMENT.replace("CONTENT", f"{{{content}}}")
    return generate_package(document.replace("VERSION", version))


def open_stream(client: Any) -> Any:
    return client.talks.create(body=None)


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_event_data_is_decoded_by_its_schema(
    server: RecordingServer, version: str
) -> None:
    server.responses[:] = [
        chunked_response(
            b'data: {"word":"a"}\n\n', b'data: {"word":"b"}\n\n', content_type=EVENTS
        )
    ]
    words = collect_items(generate(WORD, version), server, open_stream)
    assert [word.word for word in words] == ["a", "b"]


RAW = (
    "\ufeff: a comment\r\n"
    "id: 7\r\nevent: greeting\r\ndata: é\r\ndata:  two\r\n\r\n"
    "retry: 500\rdata\r\r"
    ":\n\nevent: dropped\n\n"
    "nonsense: x\nretry: soon\nid: \0\ndata:three\n\n"
    "id\ndata: four\n\n"
    "data: cut off\n"
).encode()
EXPECTED = [
    ("é\n two", "greeting", "7", None),
    ("", "message", "7", 500),
    ("three", "message", "7", None),
    ("four", "message", "", None),
]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_event_parsing_does_not_depend_on_chunk_size(
    server: RecordingServer, size: int
) -> None:
    chunks = [RAW[at : at + size] for at in range(0, len(RAW), size)]
    server.responses[:] = [
        chunked_response(*chunks, content_type=f"{EVENTS};charset=utf-8")
    ]
    events = collect_items(generate(TEXT), server, open_stream)
    assert [(e.data, e.event, e.id, e.retry) for e in events] == EXPECTED


@pytest.mark.parametrize(
    "content", [TEXT, f"{EVENTS}: {{}}", f"{EVENTS}: {{schema: {{}}}}"]
)
def test_event_data_without_schema_is_text(
    server: RecordingServer, content: str
) -> None:
    server.responses[:] = [chunked_response(b"data: plain\n\n", content_type=EVENTS)]
    (event,) = collect_items(generate(content), server, open_stream)
    assert (event.data, event.event) == ("plain", "message")


def test_done_marker_ends_the_stream(server: RecordingServer) -> None:
    server.responses[:] = [
        chunked_response(
            b'data: {"word":"a"}\n\ndata: [DONE]\n\ndata: ?\n\n', content_type=EVENTS
        )
    ]
    assert len(collect_items(generate(WORD), server, open_stream)) == 1


ITEM = """text/event-stream: {itemSchema: {oneOf: [
  {type: object, required: [event, data], properties: {event: {const: word}, id: {type: string},
    data: {type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Word'}}}},
  {type: object, required: [event, data], properties: {event: {const: note}, data: {type: string}, retry: {type: integer}}}]}}
"""


def test_item_schema_describes_the_complete_event(server: RecordingServer) -> None:
    acme = generate(ITEM, "3.2.0")
    raw = (
        b'event: word\nid: 1\ndata: {"word":"a"}\n\n'
        b"event: note\nretry: 9\ndata: 12\n\n"
        b'event: word\ndata: {"word":"b"}\n\n'
        b"event: new\ndata: c\n\n"
    )
    server.responses[:] = [chunked_response(raw, content_type=EVENTS)]
    first, note, second, new = collect_items(acme, server, open_stream)
    assert (first.event, first.id, first.data.word) == ("word", "1", "a")
    assert (note.data, note.retry, note.extra) == ("12", 9, {})
    assert (second.id, second.data.word) == (None, "b")
    assert new == acme.models.UnknownVariant({"event": "new", "data": "c"})
    assert first.to_dict() == {"event": "word", "id": "1", "data": '{"word":"a"}'}


def test_json_event_data_needs_no_content_schema(server: RecordingServer) -> None:
    word = "{$ref: '#/components/schemas/Word'}"
    acme = generate(
        f"{EVENTS}: {{schema: {{type: object, properties: {{event: {{type: string}}, data: {word}}}}}}}"
    )
    raw = b'event: word\ndata: {"word":"a"}\n\n'
    server.responses[:] = [chunked_response(raw, content_type=EVENTS)]
    (item,) = collect_items(acme, server, open_stream)
    assert (item.event, item.data.word) == ("word", "a")


def test_fault_in_event_data_has_a_pointer(server: RecordingServer) -> None:
    acme = generate(ITEM, "3.2.0")
    raw = b'event: word\ndata: {"word":1}\n\n'
    server.responses[:] = [chunked_response(raw, content_type=EVENTS)]

    def read_first(client: Any) -> Any:
        return _read_first(open_stream(client))

    error = catch_error(acme, server, read_first, acme.APIDecodeError)
    (fault,) = error.faults
    assert (fault.pointer, fault.got) == ("/data", 1)
    assert fault.expected == "a string at /word of its JSON text"


def _read_first(stream: Any) -> Any:
    """Return the first item of a stream, or an awaitable if the stream is asynchronous."""
    if not hasattr(stream, "__await__"):
        return next(stream)

    async def read() -> Any:
        return await (await stream).__anext__()

    return read()


def test_error_status_raises_when_opening_a_stream(
    server: RecordingServer,
) -> None:
    acme = generate(WORD)
    server.responses[:] = [response(429, b'{"reason":"full"}')]
    error = catch_error(acme, server, open_stream, acme.errors.TooManyRequestsError)
    assert error.body.reason == "full"


@pytest.mark.parametrize("content_type", ["application/json", "text/html"])
def test_unexpected_media_type_raises_with_raw_body(
    server: RecordingServer, content_type: str
) -> None:
    acme = generate(WORD)
    server.responses[:] = [response(200, b'{"words":[]}', content_type)]
    error = catch_error(acme, server, open_stream, acme.APIDecodeError)
    assert error.raw == b'{"words":[]}'
    assert (error.faults[0].expected, error.faults[0].got) == (EVENTS, content_type)


def test_interrupted_stream_yields_complete_items_then_raises(
    server: RecordingServer,
) -> None:
    acme = generate(WORD)
    server.responses[:] = [
        chunked_response(
            b'data: {"word":"a"}\n\ndata: {"w', content_type=EVENTS, cut=True
        )
    ]
    with acme.Acme(base_url=server.url) as client:
        stream = open_stream(client)
        assert next(stream).word == "a"
        with pytest.raises(acme.APIConnectionError):
            next(stream)


def test_invalid_json_item_raises_with_raw_item(server: RecordingServer) -> None:
    acme = generate(WORD)
    server.responses[:] = [chunked_response(b"data: {\n\n", content_type=EVENTS)]
    error = catch_error(
        acme, server, lambda c: _read_first(open_stream(c)), acme.APIDecodeError
    )
    assert (error.raw, error.faults[0].got) == (b"{", "{")


def test_operation_with_json_and_stream_has_two_methods(
    server: RecordingServer,
) -> None:
    acme = generate(
        f"application/json: {{schema: {{$ref: '#/components/schemas/Talk'}}}}, {WORD}"
    )
    server.responses[:] = [response(200, b'{"words":["a"]}')]
    assert call(acme, server, open_stream).words == ["a"]
    assert server.last.headers["accept"].startswith("application/json")
    server.responses[:] = [
        chunked_response(b'data: {"word":"a"}\n\n', content_type=EVENTS)
    ]
    (word,) = collect_items(acme, server, lambda c: c.talks.create_stream(body=None))
    assert word.word == "a"
    assert server.last.headers["accept"].startswith(EVENTS)


OPEN_ENDED = chunked_response(b'data: {"word":"a"}\n\n', content_type=EVENTS)[:-5]
LIMITS = httpx2.Limits(max_connections=1)


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest", None])
def test_stream_yields_items_immediately_and_releases_its_connection(
    server: RecordingServer, library: str | None
) -> None:
    acme = generate(WORD)
    server.responses[:] = [OPEN_ENDED]
    # With a single connection, a stream that does not release it blocks the next call.
    transport = library or httpx2.Client(limits=LIMITS, timeout=5)
    with acme.Acme(base_url=server.url, transport=transport) as client:
        for _ in range(3):
            with open_stream(client) as stream:
                assert next(stream).word == "a"
                assert stream.last_event.data == '{"word":"a"}'
            assert list(stream) == []
            stream.close()


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest", None])
def test_async_stream_yields_items_immediately_and_releases_its_connection(
    server: RecordingServer, library: str | None
) -> None:
    acme = generate(WORD)
    server.responses[:] = [OPEN_ENDED]

    async def run() -> None:
        transport = library or httpx2.AsyncClient(limits=LIMITS, timeout=5)
        async with acme.AsyncAcme(base_url=server.url, transport=transport) as client:
            for _ in range(3):
                async with await open_stream(client) as stream:
                    async for word in stream:
                        assert word.word == "a"
                        break
                assert [item async for item in stream] == []
                await stream.aclose()

    asyncio.run(run())
