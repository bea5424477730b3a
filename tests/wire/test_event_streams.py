"""Server-Sent Events: taken apart as the HTML standard says, typed as the document says, closed when left."""

from __future__ import annotations

import asyncio
from types import ModuleType
from typing import Any

import httpx2
import pytest

from tests.wire.pressing import call, gathered, package, refused
from tests.wire.server import Wire, answer, parts

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


def made(content: str, version: str = "3.1.0") -> ModuleType:
    whole = DOCUMENT.replace("CONTENT", f"{{{content}}}")
    return package(whole.replace("VERSION", version))


def opened(client: Any) -> Any:
    return client.talks.create(body=None)


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_the_data_of_each_event_are_what_the_schema_says(
    server: Wire, version: str
) -> None:
    server.answers[:] = [
        parts(b'data: {"word":"a"}\n\n', b'data: {"word":"b"}\n\n', content_type=EVENTS)
    ]
    words = gathered(made(WORD, version), server, opened)
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
def test_events_are_parsed_as_the_standard_says_however_they_are_cut(
    server: Wire, size: int
) -> None:
    chunks = [RAW[at : at + size] for at in range(0, len(RAW), size)]
    server.answers[:] = [parts(*chunks, content_type=f"{EVENTS};charset=utf-8")]
    events = gathered(made(TEXT), server, opened)
    assert [(e.data, e.event, e.id, e.retry) for e in events] == EXPECTED


@pytest.mark.parametrize(
    "content", [TEXT, f"{EVENTS}: {{}}", f"{EVENTS}: {{schema: {{}}}}"]
)
def test_events_whose_data_have_no_shape_come_as_they_are(
    server: Wire, content: str
) -> None:
    server.answers[:] = [parts(b"data: plain\n\n", content_type=EVENTS)]
    (event,) = gathered(made(content), server, opened)
    assert (event.data, event.event) == ("plain", "message")


def test_a_stream_ends_where_the_server_says_that_it_is_done(server: Wire) -> None:
    server.answers[:] = [
        parts(b'data: {"word":"a"}\n\ndata: [DONE]\n\ndata: ?\n\n', content_type=EVENTS)
    ]
    assert len(gathered(made(WORD), server, opened)) == 1


ITEM = """text/event-stream: {itemSchema: {oneOf: [
  {type: object, required: [event, data], properties: {event: {const: word}, id: {type: string},
    data: {type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Word'}}}},
  {type: object, required: [event, data], properties: {event: {const: note}, data: {type: string}, retry: {type: integer}}}]}}
"""


def test_an_item_schema_describes_the_whole_event(server: Wire) -> None:
    acme = made(ITEM, "3.2.0")
    sent = (
        b'event: word\nid: 1\ndata: {"word":"a"}\n\n'
        b"event: note\nretry: 9\ndata: 12\n\n"
        b'event: word\ndata: {"word":"b"}\n\n'
        b"event: new\ndata: c\n\n"
    )
    server.answers[:] = [parts(sent, content_type=EVENTS)]
    first, note, second, new = gathered(acme, server, opened)
    assert (first.event, first.id, first.data.word) == ("word", "1", "a")
    assert (note.data, note.retry, note.extra) == ("12", 9, {})
    assert (second.id, second.data.word) == (None, "b")
    assert new == acme.models.UnknownVariant({"event": "new", "data": "c"})
    assert first.to_dict() == {"event": "word", "id": "1", "data": '{"word":"a"}'}


def test_json_data_of_a_whole_event_need_no_content_schema(server: Wire) -> None:
    word = "{$ref: '#/components/schemas/Word'}"
    acme = made(
        f"{EVENTS}: {{schema: {{type: object, properties: {{event: {{type: string}}, data: {word}}}}}}}"
    )
    sent = b'event: word\ndata: {"word":"a"}\n\n'
    server.answers[:] = [parts(sent, content_type=EVENTS)]
    (item,) = gathered(acme, server, opened)
    assert (item.event, item.data.word) == ("word", "a")


def test_a_contradiction_names_its_place_in_the_text_of_an_event(server: Wire) -> None:
    acme = made(ITEM, "3.2.0")
    sent = b'event: word\ndata: {"word":1}\n\n'
    server.answers[:] = [parts(sent, content_type=EVENTS)]

    def first(client: Any) -> Any:
        return _first(opened(client))

    error = refused(acme, server, first, acme.APIDecodeError)
    (fault,) = error.faults
    assert (fault.pointer, fault.got) == ("/data", 1)
    assert fault.expected == "a string at /word of its JSON text"


def _first(stream: Any) -> Any:
    """The first item of a stream; of an asynchronous one, something to wait for."""
    if not hasattr(stream, "__await__"):
        return next(stream)

    async def first() -> Any:
        return await (await stream).__anext__()

    return first()


def test_an_error_status_raises_before_anything_is_read(server: Wire) -> None:
    acme = made(WORD)
    server.answers[:] = [answer(429, b'{"reason":"full"}')]
    error = refused(acme, server, opened, acme.errors.TooManyRequestsError)
    assert error.body.reason == "full"


@pytest.mark.parametrize("content_type", ["application/json", "text/html"])
def test_what_is_no_stream_of_events_is_told_and_kept(
    server: Wire, content_type: str
) -> None:
    acme = made(WORD)
    server.answers[:] = [answer(200, b'{"words":[]}', content_type)]
    error = refused(acme, server, opened, acme.APIDecodeError)
    assert error.raw == b'{"words":[]}'
    assert (error.faults[0].expected, error.faults[0].got) == (EVENTS, content_type)


def test_a_stream_that_breaks_off_gives_what_came_and_raises(server: Wire) -> None:
    acme = made(WORD)
    server.answers[:] = [
        parts(b'data: {"word":"a"}\n\ndata: {"w', content_type=EVENTS, cut=True)
    ]
    with acme.Acme(base_url=server.url) as client:
        stream = opened(client)
        assert next(stream).word == "a"
        with pytest.raises(acme.APIConnectionError):
            next(stream)


def test_an_item_that_is_no_json_is_told_and_kept(server: Wire) -> None:
    acme = made(WORD)
    server.answers[:] = [parts(b"data: {\n\n", content_type=EVENTS)]
    error = refused(acme, server, lambda c: _first(opened(c)), acme.APIDecodeError)
    assert (error.raw, error.faults[0].got) == (b"{", "{")


def test_both_ways_of_an_operation_can_be_called(server: Wire) -> None:
    acme = made(
        f"application/json: {{schema: {{$ref: '#/components/schemas/Talk'}}}}, {WORD}"
    )
    server.answers[:] = [answer(200, b'{"words":["a"]}')]
    assert call(acme, server, opened).words == ["a"]
    assert server.last.headers["accept"].startswith("application/json")
    server.answers[:] = [parts(b'data: {"word":"a"}\n\n', content_type=EVENTS)]
    (word,) = gathered(acme, server, lambda c: c.talks.create_stream(body=None))
    assert word.word == "a"
    assert server.last.headers["accept"].startswith(EVENTS)


OPEN_ENDED = parts(b'data: {"word":"a"}\n\n', content_type=EVENTS)[:-5]
LIMITS = httpx2.Limits(max_connections=1)


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest", None])
def test_an_item_is_given_as_it_comes_and_a_stream_can_be_left(
    server: Wire, library: str | None
) -> None:
    acme = made(WORD)
    server.answers[:] = [OPEN_ENDED]
    # One connection only: who does not give it back cannot call again.
    transport = library or httpx2.Client(limits=LIMITS, timeout=5)
    with acme.Acme(base_url=server.url, transport=transport) as client:
        for _ in range(3):
            with opened(client) as stream:
                assert next(stream).word == "a"
                assert stream.last_event.data == '{"word":"a"}'
            assert list(stream) == []
            stream.close()


@pytest.mark.parametrize("library", ["httpx2", "pyreqwest", None])
def test_an_item_is_given_as_it_comes_and_a_stream_can_be_left_asynchronously(
    server: Wire, library: str | None
) -> None:
    acme = made(WORD)
    server.answers[:] = [OPEN_ENDED]

    async def run() -> None:
        transport = library or httpx2.AsyncClient(limits=LIMITS, timeout=5)
        async with acme.AsyncAcme(base_url=server.url, transport=transport) as client:
            for _ in range(3):
                async with await opened(client) as stream:
                    async for word in stream:
                        assert word.word == "a"
                        break
                assert [item async for item in stream] == []
                await stream.aclose()

    asyncio.run(run())
