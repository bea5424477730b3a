"""Responses that contradict the document, in each mode of `on_contradiction`."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import (
    call,
    catch_error,
    collect_items,
    generate_package,
)
from tests.wire.server import RecordingServer, chunked_response, response

DOCUMENT = """
security: [{key: []}]
paths:
  /things/{id}:
    get:
      operationId: getThing
      tags: [things]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
        '400': {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
        '503': {description: No., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    put:
      operationId: putThing
      tags: [things]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'204': {description: Done.}}
  /pages:
    get:
      operationId: listPages
      tags: [pages]
      x-pagination: {cursor: {parameter: after, next: /next}, more: /more}
      parameters: [{name: after, in: query, schema: {type: string}}]
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema: {type: object, required: [data, more], properties: {data: {type: array, items: {type: integer}}, next: {type: string}, more: {type: boolean}}}
  /events:
    get:
      operationId: listEvents
      tags: [events]
      responses: {'200': {description: Events., content: {text/event-stream: {schema: {$ref: '#/components/schemas/Thing'}}}}}
  /lines:
    get:
      operationId: listLines
      tags: [lines]
      responses: {'200': {description: Lines., content: {application/jsonl: {schema: {$ref: '#/components/schemas/Thing'}}}}}
  /file:
    get:
      operationId: getFile
      tags: [files]
      responses: {'200': {description: A file., content: {application/pdf: {schema: {type: string, format: binary}}}}}
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
  schemas:
    Thing: {type: object, required: [count], properties: {count: {type: integer}, name: {type: string}}}
    Problem: {type: object, required: [code], properties: {code: {type: string}, detail: {type: string}, retryable: {type: boolean}}}
"""
SECRET = "sk_not_to_be_seen"
MODES = ("warn", "accept")
POINTER = "#/components/schemas/Thing/properties/count"


@pytest.fixture
def acme() -> ModuleType:
    return generate_package(DOCUMENT)


def get_thing(client: Any) -> Any:
    return client.things.get("t")


def reply(body: Any, status: int = 200) -> bytes:
    return response(status, json.dumps(body).encode())


def settings(**others: Any) -> dict[str, Any]:
    return {"token": SECRET, **others}


def test_raise_is_the_default(acme: ModuleType, server: RecordingServer) -> None:
    server.responses[:] = [reply({"count": "364"})]
    for options in ({}, {"on_contradiction": "raise"}):
        error = catch_error(
            acme, server, get_thing, acme.APIDecodeError, **settings(**options)
        )
        assert [f.pointer for f in error.faults] == ["/count"]


@pytest.mark.parametrize("mode", MODES)
def test_model_is_returned(
    acme: ModuleType, server: RecordingServer, mode: str
) -> None:
    server.responses[:] = [reply({"count": "364", "name": None})]
    thing = call(acme, server, get_thing, **settings(on_contradiction=mode))
    assert thing.count == 364
    server.responses[:] = [reply({"count": [1]})]
    assert call(acme, server, get_thing, **settings(on_contradiction=mode)).count == [1]


def test_option_of_a_call_replaces_the_setting(
    acme: ModuleType, server: RecordingServer
) -> None:
    server.responses[:] = [reply({"count": "364"})]
    thing = call(
        acme,
        server,
        lambda c: c.things.get("t", on_contradiction="accept"),
        **settings(),
    )
    assert thing.count == 364
    catch_error(
        acme,
        server,
        lambda c: c.things.get("t", on_contradiction="raise"),
        acme.APIDecodeError,
        **settings(on_contradiction="accept"),
    )


def test_unknown_mode_is_refused(acme: ModuleType, server: RecordingServer) -> None:
    with pytest.raises(
        ValueError, match="on_contradiction must be raise or warn or accept"
    ):
        acme.Acme(base_url=server.url, on_contradiction="ignore")
    with (
        acme.Acme(base_url=server.url, **settings()) as client,
        pytest.raises(ValueError, match="on_contradiction must be"),
    ):
        client.things.get("t", on_contradiction="no")
    assert server.requests == []


@pytest.mark.parametrize(
    "body", [{"count": "364"}, {"count": None, "name": 5}, {"name": "n", "count": {}}]
)
def test_accepted_model_is_sent_back_as_it_came(
    acme: ModuleType, server: RecordingServer, body: Any
) -> None:
    server.responses[:] = [reply(body), response(204)]

    with acme.Acme(
        base_url=server.url, **settings(on_contradiction="accept")
    ) as client:
        client.things.put("t", body=client.things.get("t"))
    assert json.loads(server.last.body) == body


def test_missing_required_key_is_refused_by_name(
    acme: ModuleType, server: RecordingServer
) -> None:
    server.responses[:] = [reply({"name": "n"})]
    thing = call(acme, server, get_thing, **settings(on_contradiction="accept"))
    assert (thing.count, thing.to_dict()) == (None, {"name": "n"})
    sent = len(server.requests)
    with (
        acme.Acme(base_url=server.url, **settings()) as client,
        pytest.raises(ValueError, match=r"body\.count: expected a value, got nothing"),
    ):
        client.things.put("t", body=thing)
    assert len(server.requests) == sent


@pytest.mark.parametrize(
    ("content", "content_type", "expected"),
    [
        (b"", "application/json", None),
        (b" \n", "application/json", None),
        (b"[1, 2]", "application/json", [1, 2]),
        (b'"text"', "application/json", "text"),
        (b"OK", "text/plain", "OK"),
        # A byte order mark without text.
        (b"\xff\xfe", "application/json", None),
        (b"\xfd\xff", "application/json", b"\xfd\xff"),
    ],
)
def test_body_that_is_not_an_object(
    acme: ModuleType,
    server: RecordingServer,
    content: bytes,
    content_type: str,
    expected: Any,
) -> None:
    server.responses[:] = [response(200, content, content_type)]
    with acme.Acme(
        base_url=server.url, **settings(on_contradiction="accept")
    ) as client:
        raw = client.raw(client.things.get)("t")
    assert raw.parsed == expected
    assert [f.pointer for f in raw.contradictions] == [""]


def test_page_of_a_proxy_is_refused_in_every_mode(
    acme: ModuleType, server: RecordingServer
) -> None:
    server.responses[:] = [response(200, b"<p>Log in", "text/html")]
    for use in (get_thing, lambda c: c.files.get()):
        catch_error(
            acme,
            server,
            use,
            acme.APIDecodeError,
            **settings(on_contradiction="accept"),
        )


def test_large_body_is_refused_in_every_mode(
    acme: ModuleType, server: RecordingServer
) -> None:
    server.responses[:] = [reply({"count": "3" * 100})]
    catch_error(
        acme,
        server,
        get_thing,
        acme.APIDecodeError,
        **settings(on_contradiction="accept", max_response_bytes=50),
    )


def test_raw_response_lists_contradictions(
    acme: ModuleType, server: RecordingServer
) -> None:
    server.responses[:] = [reply({"count": "364", "name": [1]})]

    async def run() -> Any:
        async with acme.AsyncAcme(
            base_url=server.url, **settings(on_contradiction="accept")
        ) as client:
            return await client.raw(client.things.get)("t")

    with acme.Acme(
        base_url=server.url, **settings(on_contradiction="accept")
    ) as client:
        for raw in (client.raw(client.things.get)("t"), asyncio.run(run())):
            assert [
                (f.pointer, f.expected, f.got, f.declared_at)
                for f in raw.contradictions
            ] == [
                ("/count", "an integer", "364", POINTER),
                ("/name", "a string", [1], POINTER.replace("count", "name")),
            ]
        server.responses[:] = [reply({"count": 3})]
        assert client.raw(client.things.get)("t").contradictions == ()


def test_hook_receives_each_contradiction(
    acme: ModuleType, server: RecordingServer
) -> None:
    server.responses[:] = [reply({"count": "364", "name": [1]})]
    seen: list[Any] = []

    def record(attempt: Any, fault: Any) -> None:
        seen.append((attempt.operation, fault.pointer))

    async def record_async(attempt: Any, fault: Any) -> None:
        record(attempt, fault)

    expected = [("GET /things/{id}", "/count"), ("GET /things/{id}", "/name")]
    for mode in ("raise", *MODES):
        hooks = [
            acme.Hooks(contradiction=record, error=lambda attempt: seen.append("error"))
        ]
        with acme.Acme(
            base_url=server.url, hooks=hooks, **settings(on_contradiction=mode)
        ) as client:
            _ignore_errors(acme, lambda: client.things.get("t"))
        assert seen == [*expected, *(["error"] if mode == "raise" else [])]
        seen.clear()

    async def run() -> None:
        hooks = [acme.Hooks(contradiction=record_async)]
        async with acme.AsyncAcme(
            base_url=server.url, hooks=hooks, **settings(on_contradiction="accept")
        ) as client:
            await client.things.get("t")

    asyncio.run(run())
    assert seen == expected


def _ignore_errors(acme: ModuleType, run: Any) -> None:
    with suppress(acme.APIError):
        run()


def test_log_names_each_kind_once_per_client(
    acme: ModuleType, server: RecordingServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, acme.__name__)
    server.responses[:] = [
        reply({"count": SECRET, "name": [1]}),
        reply({"count": "many"}),
        reply({"count": None}),
    ]
    for _ in range(2):
        with acme.Acme(
            base_url=server.url, **settings(on_contradiction="warn")
        ) as client:
            for _ in range(3):
                client.things.get("t")
    lines = [r.message for r in caplog.records if r.levelno == logging.WARNING]
    event = "GET /things/{id} contradicts the document: expected"
    assert lines == [
        f"{event} an integer, got a string ({POINTER})",
        f"{event} a string, got an array ({POINTER.replace('count', 'name')})",
        f"{event} an integer, got null ({POINTER})",
    ]
    caplog.clear()
    with acme.Acme(
        base_url=server.url, **settings(on_contradiction="accept")
    ) as client:
        client.things.get("t")
    assert caplog.records == []


def test_secret_is_redacted(
    acme: ModuleType, server: RecordingServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.responses[:] = [reply({"count": f"token {SECRET}", SECRET: 1})]
    with acme.Acme(base_url=server.url, **settings(on_contradiction="warn")) as client:
        raw = client.raw(client.things.get)("t")
    assert SECRET not in repr(raw.contradictions) + caplog.text
    server.responses[:] = [reply({"code": [SECRET], "detail": 5}, 400)]
    error = catch_error(
        acme,
        server,
        get_thing,
        acme.APIStatusError,
        **settings(on_contradiction="accept"),
    )
    assert SECRET not in repr(error.body) + json.dumps(error.body.to_dict())


def test_body_of_an_error(acme: ModuleType, server: RecordingServer) -> None:
    server.responses[:] = [reply({"code": 5, "detail": ["x"]}, 400)]
    error = catch_error(acme, server, get_thing, acme.APIStatusError, **settings())
    assert error.body is None
    for mode in MODES:
        error = catch_error(
            acme,
            server,
            get_thing,
            acme.APIStatusError,
            **settings(on_contradiction=mode),
        )
        assert (error.body.code, error.body.detail) == ("5", ["x"])
        assert error.code == "5"
        assert error.body.to_dict() == {"code": 5, "detail": ["x"]}
    server.responses[:] = [reply(["x"], 400)]
    error = catch_error(
        acme,
        server,
        get_thing,
        acme.APIStatusError,
        **settings(on_contradiction="accept"),
    )
    assert (error.body, error.code) == (None, None)


@pytest.mark.parametrize("mode", ["raise", *MODES])
def test_hook_receives_contradictions_of_an_error(
    acme: ModuleType, server: RecordingServer, mode: str
) -> None:
    server.responses[:] = [reply({"code": 5}, 400)]
    seen: list[Any] = []
    hooks = [acme.Hooks(contradiction=lambda attempt, fault: seen.append(fault.got))]
    with acme.Acme(
        base_url=server.url, hooks=hooks, **settings(on_contradiction=mode)
    ) as client:
        _ignore_errors(acme, lambda: client.things.get("t"))
    assert seen == [5]


@pytest.mark.parametrize("mode", MODES)
def test_pages_go_on(acme: ModuleType, server: RecordingServer, mode: str) -> None:
    server.responses[:] = [
        reply({"data": ["1", None], "next": 7, "more": "true"}),
        reply({"data": {}, "next": "8", "more": "false"}),
    ]
    with acme.Acme(base_url=server.url, **settings(on_contradiction=mode)) as client:
        pages = [*client.pages.list().pages()]
    assert [page.response.data for page in pages] == [[1, None], {}]
    assert [page.items for page in pages] == [[1, None], []]
    assert [r.target for r in server.requests] == ["/pages", "/pages?after=7"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", ["events", "lines"])
def test_streams_go_on(
    acme: ModuleType, server: RecordingServer, mode: str, kind: str
) -> None:
    items = [{"count": "1"}, {"count": 2}, [3], {"count": None}]
    texts = [json.dumps(item).encode() for item in items] + [b"no JSON"]
    if kind == "events":
        parts = [b"data: %b\n\n" % text for text in texts]
        content_type = "text/event-stream"
    else:
        parts, content_type = [text + b"\n" for text in texts], "application/jsonl"
    server.responses[:] = [chunked_response(*parts, content_type=content_type)]
    one, two, three, four, five = collect_items(
        acme,
        server,
        lambda c: getattr(c, kind).list(),
        **settings(on_contradiction=mode),
    )
    assert (one.count, two.count, three, four.count, five) == (
        1,
        2,
        [3],
        None,
        "no JSON",
    )
    seen: list[Any] = []
    hooks = [acme.Hooks(contradiction=lambda attempt, fault: seen.append(fault.got))]
    with acme.Acme(
        base_url=server.url, hooks=hooks, **settings(on_contradiction=mode)
    ) as client:
        stream = getattr(client, kind).list()
        per_item = [[f.got for f in stream.contradictions] for _ in stream]
    assert per_item == [["1"], [], [[3]], [None], ["no JSON"]]
    assert seen == ["1", [3], None, "no JSON"]


def test_stream_raises_by_default(acme: ModuleType, server: RecordingServer) -> None:
    server.responses[:] = [
        chunked_response(b'{"count":"x"}\n', content_type="application/jsonl")
    ]
    seen: list[Any] = []
    hooks = [acme.Hooks(contradiction=lambda attempt, fault: seen.append(fault.got))]
    with (
        acme.Acme(base_url=server.url, hooks=hooks, **settings()) as client,
        pytest.raises(acme.APIDecodeError),
    ):
        list(client.lines.list())
    assert seen == ["x"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("retryable", "count"), [("true", 2), ("false", 1)])
def test_body_of_an_error_decides_on_a_retry(
    acme: ModuleType,
    server: RecordingServer,
    mode: str,
    retryable: str,
    count: int,
) -> None:
    busy = response(
        503,
        json.dumps({"code": 5, "retryable": retryable}).encode(),
        retry_after="0",
    )
    server.responses[:] = [busy, reply({"count": "364"})]
    with acme.Acme(base_url=server.url, **settings(on_contradiction=mode)) as client:
        _ignore_errors(acme, lambda: client.things.get("t"))
    assert len(server.requests) == count
