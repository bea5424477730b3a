"""Recordings: files with real exchanges, without secrets, that clients replay."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
servers: [{url: https://api.example.com/v1}]
components:
  securitySchemes:
    key: {type: apiKey, in: query, name: k}
    bearer: {type: http, scheme: bearer}
  schemas:
    Thing:
      type: object
      properties: {id: {type: integer}, name: {type: string}, api_key: {type: string}, note: {type: string}}
security: [{key: [], bearer: []}]
paths:
  /things/{id}:
    get:
      tags: [things]
      operationId: getThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: tag, in: query, schema: {type: array, items: {type: string}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /things:
    post:
      tags: [things]
      operationId: createThing
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses:
        '201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
  /uploads:
    post:
      tags: [things]
      operationId: upload
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string, format: binary}, password: {type: string}}}
      responses: {'204': {description: ok}}
  /files/{name}:
    get:
      tags: [things]
      operationId: getFile
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: ok, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
"""
TOKEN, KEY = "tok_1234567890abcdef", "key_abcdef1234567890"
Record = Callable[..., Any]


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    return generate_package(DOCUMENT)


@pytest.fixture(params=["sync", "async"])
def run(request: pytest.FixtureRequest, acme: ModuleType) -> Record:
    """Return a function that uses a client with a recording."""
    testing = import_submodule(acme, "testing")

    def use(recording: Any, use: Callable[[Any], Any], *responses: Any) -> Any:
        settings = {"token": TOKEN, "api_key": KEY}
        if request.param == "sync":
            inner = testing.FakeTransport(*responses) if responses else None
            with acme.Acme(transport=recording.transport(inner), **settings) as client:
                return use(client)

        async def use_async() -> Any:
            inner = testing.AsyncFakeTransport(*responses) if responses else None
            transport = recording.async_transport(inner)
            async with acme.AsyncAcme(transport=transport, **settings) as client:
                return await use(client)

        return asyncio.run(use_async())

    return use


@pytest.fixture
def testing(acme: ModuleType) -> Any:
    return import_submodule(acme, "testing")


def thing(testing: Any, number: int, **headers: str) -> Any:
    return testing.response(200, {"id": number, "name": "ä"}, **headers)


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_recorded_exchange_is_replayed(
    tmp_path: Path, testing: Any, run: Record
) -> None:
    path = tmp_path / "sub" / "exchanges.json"

    def call(client: Any) -> Any:
        return client.things.get(1, tag=["a", "b"])

    recorded = run(testing.Recording(path, "record"), call, thing(testing, 1))
    assert recorded.id == 1
    # Without a transport: nothing is sent.
    assert run(testing.Recording(path), call) == recorded
    (exchange,) = read(path)["exchanges"]
    assert exchange["request"]["method"] == "GET"
    assert exchange["response"]["json"] == {"id": 1, "name": "ä"}
    assert "ä" in path.read_text("utf-8")
    assert [p.name for p in path.parent.iterdir()] == ["exchanges.json"]


def test_secrets_are_not_recorded(tmp_path: Path, testing: Any, run: Record) -> None:
    path = tmp_path / "exchanges.json"
    echoed = {
        "id": 1,
        "name": f"you sent {TOKEN}",
        "api_key": "generated-by-the-server",
        "note": "https://x.test/?access_token=abcdef&page=2",
        "nested": {"Refresh-Token": ["r1"], "pin_code": 1234, "otp": 998877},
    }
    response = testing.response(201, echoed, set_cookie=["sid=s3cret", "b=s3cret2"])
    recording = testing.Recording(path, "record", redact=["pin-code"])
    run(
        recording,
        lambda c: c.things.create(body={"id": 1, "api_key": "mine"}),
        response,
    )
    text = path.read_text("utf-8")
    hidden = ("generated-by", "abcdef", '"r1"', "1234", "998877", "s3cret", "mine")
    for secret in (TOKEN, KEY, *hidden):
        assert secret not in text
    (exchange,) = read(path)["exchanges"]
    assert exchange["request"]["headers"]["authorization"] == "***"
    assert exchange["request"]["url"].endswith("/v1/things?k=***")
    assert exchange["response"]["headers"]["set-cookie"] == ["***", "***"]
    body = exchange["response"]["json"]
    assert body["note"] == "https://x.test/?access_token=***&page=2"
    assert body["nested"] == {"Refresh-Token": ["***"], "pin_code": 0, "otp": 0}


def test_retries_are_replayed_in_order(
    tmp_path: Path, testing: Any, run: Record
) -> None:
    path = tmp_path / "exchanges.json"
    failure = testing.TransportError("connection reset", may_have_arrived=False)
    responses = (failure, testing.response(503, retry_after="0"), thing(testing, 7))

    def call(client: Any) -> Any:
        return client.raw(client.things.get)(1)

    for mode in ("record", "replay"):
        recording = testing.Recording(path, mode)
        sent = responses if mode == "record" else ()
        raw = run(recording, call, *sent)
        assert (raw.attempts, raw.parsed.id) == (3, 7)
    entries = read(path)["exchanges"]
    assert entries[0]["error"] == {
        "message": "connection reset",
        "may_have_arrived": False,
    }


def test_unrecorded_request_names_the_nearest(
    tmp_path: Path, testing: Any, run: Record
) -> None:
    path = tmp_path / "exchanges.json"
    run(
        testing.Recording(path, "record"),
        lambda c: c.things.create(body={"id": 1, "name": "A"}),
        testing.response(201, {"id": 1}),
    )
    with pytest.raises(testing.UnrecordedRequest) as caught:
        run(
            testing.Recording(path),
            lambda c: c.things.create(body={"id": 2, "name": "A"}),
        )
    message = str(caught.value)
    assert "POST https://api.example.com/v1/things?k=*** is not in" in message
    assert "exchange 1, POST" in message
    assert "body at /id: recorded 1, sent 2" in message
    with pytest.raises(testing.UnrecordedRequest, match=r"path: recorded .* sent"):
        run(testing.Recording(path), lambda c: c.things.get(5))


def test_exchange_is_replayed_once(tmp_path: Path, testing: Any, run: Record) -> None:
    path = tmp_path / "exchanges.json"
    run(testing.Recording(path, "record"), lambda c: c.things.get(1), thing(testing, 1))
    recording = testing.Recording(path)
    run(recording, lambda c: c.things.get(1))
    with pytest.raises(testing.UnrecordedRequest, match="once, and was sent once more"):
        run(recording, lambda c: c.things.get(1))


def test_auto_mode_records_what_is_missing(
    tmp_path: Path, testing: Any, run: Record
) -> None:
    path = tmp_path / "exchanges.json"
    for number in (1, 2, 1):
        recording = testing.Recording(path, "auto")
        answer = thing(testing, number)
        result = run(recording, lambda c, n=number: c.things.get(n), answer)
        assert result.id == number
    urls = [e["request"]["url"] for e in read(path)["exchanges"]]
    assert [url.partition("/things/")[2][0] for url in urls] == ["1", "2"]


def test_multipart_uploads_match_although_boundaries_differ(
    tmp_path: Path, testing: Any, run: Record
) -> None:
    path, file = tmp_path / "exchanges.json", tmp_path / "data.bin"
    file.write_bytes(bytes(range(256)))

    def call(client: Any) -> Any:
        return client.uploads.upload(body={"file": file, "password": "hunter2"})

    run(testing.Recording(path, "record"), call, testing.response(204))
    assert run(testing.Recording(path), call) is None
    (exchange,) = read(path)["exchanges"]
    assert "hunter2" not in json.dumps(exchange)
    assert exchange["request"]["headers"]["content-type"].endswith("boundary=boundary")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"id": 1, "price": 1.50}', "text"),
        (b'{"id": 1, "id": 2}', "text"),
        (b'{"id": 1, "name": "\\ud800"}', "text"),
        (b'{"id": 12345678901234567890, "price": 1.5}', "json"),
        (b"\xff\xfe\x00", "base64"),
        (b"plain\r\ntext", "text"),
        (b"", ""),
    ],
)
def test_body_is_replayed_without_a_loss(
    tmp_path: Path, testing: Any, run: Record, content: bytes, kind: str
) -> None:
    path = tmp_path / "exchanges.json"
    answer = testing.Response(200, {"content-type": "application/x"}, content)

    def read_content(client: Any) -> Any:
        return client.files.get("x")

    received = run(testing.Recording(path, "record"), read_content, answer)
    replayed = run(testing.Recording(path), read_content)
    (exchange,) = read(path)["exchanges"]
    assert [*(exchange["response"].keys() - {"status", "headers"})] == [kind][
        : len(kind)
    ]
    if kind == "json":
        received, replayed = json.loads(received), json.loads(replayed)
    assert replayed == received


def test_compressed_body_is_recorded_decompressed(
    tmp_path: Path, testing: Any, run: Record
) -> None:
    path = tmp_path / "exchanges.json"
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    answer = testing.Response(200, headers, gzip.compress(b'{"id": 3}'))
    for mode in ("record", "replay"):
        recording = testing.Recording(path, mode)
        sent = (answer,) if mode == "record" else ()
        assert run(recording, lambda c: c.things.get(1), *sent).id == 3
    assert read(path)["exchanges"][0]["response"]["json"] == {"id": 3}


def test_stream_that_the_client_closes_is_recorded_as_incomplete(
    tmp_path: Path, testing: Any, acme: ModuleType
) -> None:
    path = tmp_path / "exchanges.json"
    answer = testing.Response(200, {}, b"x" * 10)
    transport = testing.Recording(path, "record").transport(
        testing.FakeTransport(answer)
    )
    with acme.Acme(token=TOKEN, api_key=KEY, transport=transport) as client:
        with client.files.get_stream("x"):
            pass
        with client.files.get_stream("y") as stream:
            assert b"".join(stream) == b"x" * 10
    closed, complete = (e["response"] for e in read(path)["exchanges"])
    assert "closed" in closed["incomplete"]["message"]
    assert complete["text"] == "x" * 10
    assert "incomplete" not in complete


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"format": "har"}', '{"format": "specpress-recording", "version": 2}'],
)
def test_other_files_are_refused(tmp_path: Path, testing: Any, text: str) -> None:
    path = tmp_path / "exchanges.json"
    path.write_text(text)
    with pytest.raises(testing.InvalidRecording, match="is not a recording"):
        testing.Recording(path)


def test_missing_file_and_invalid_mode_are_refused(
    tmp_path: Path, testing: Any
) -> None:
    with pytest.raises(FileNotFoundError, match='use mode="record"'):
        testing.Recording(tmp_path / "none.json")
    with pytest.raises(ValueError, match="mode must be one of replay, record, auto"):
        testing.Recording(tmp_path / "none.json", "write")
