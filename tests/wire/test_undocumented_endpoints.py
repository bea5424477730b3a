"""Requests to endpoints that the document does not describe: `client.request`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Literal

import pytest

from tests.wire.clients import generate_package, import_submodule

DOCUMENT = """
paths:
  /books:
    get:
      operationId: listBooks
      tags: [books]
      security: [{token: []}]
      responses:
        '200': {description: D., content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
        '404': {description: D., content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
  /pairs:
    get: {operationId: listPairs, tags: [books], security: [{token: []}], responses: {'200': {description: D.}}}
  /login:
    get: {operationId: logIn, tags: [books], security: [{basic: []}], responses: {'200': {description: D.}}}
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    token: {type: http, scheme: bearer}
  schemas:
    Book: {type: object, required: [id], properties: {id: {type: integer}, isbnCode: {type: string}}}
    Fault: {type: object, required: [reason], properties: {reason: {type: string}}}
"""
BASE = "https://api.test/v1"


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    return generate_package(DOCUMENT)


class Caller:
    """Calls `request` of both clients, and expects that they send the same."""

    def __init__(self, package: ModuleType, **settings: Any) -> None:
        self.package, self.requests = package, list[Any]()
        self.testing = import_submodule(package, "testing")
        self.settings = {"base_url": BASE, "token": "secret-token", **settings}

    def __call__(self, response: Any, *args: Any, **options: Any) -> Any:
        fake = self.testing.FakeTransport(response)
        with self.package.Acme(transport=fake, **self.settings) as client:
            try:
                result = client.request(*args, **options)
            except Exception as error:  # noqa: BLE001
                result = error
            assert not client._settings.plans
        other, async_fake = asyncio.run(self._call_async(response, args, options))
        assert type(other) is type(result)
        assert [r.url for r in fake.requests] == [r.url for r in async_fake.requests]
        self.requests = fake.requests
        if isinstance(result, Exception):
            assert str(other) == str(result)
            raise result
        assert other.parsed == result.parsed
        return result

    async def _call_async(
        self, response: Any, args: Any, options: Any
    ) -> tuple[Any, Any]:
        fake = self.testing.AsyncFakeTransport(response)
        async with self.package.AsyncAcme(transport=fake, **self.settings) as client:
            try:
                return await client.request(*args, **options), fake
            except Exception as error:  # noqa: BLE001
                return error, fake

    @property
    def request(self) -> Any:
        """The last request."""
        return self.requests[-1]


@pytest.fixture
def caller(acme: ModuleType) -> Iterator[Caller]:
    yield Caller(acme)


def reply(caller: Caller, status: int = 200, body: Any = None, **headers: str) -> Any:
    return caller.testing.response(status, body, **headers)


def test_path_query_and_headers(caller: Caller) -> None:
    result = caller(
        reply(caller, body={"a": 1}),
        "get",
        "/things/7?x=1&y=2",
        query={"y": [3, 4], "when": True},
        headers={"x-extra": "e"},
    )
    assert (result.status, result.parsed) == (200, {"a": 1})
    assert result.request == "GET /things/7"
    request = caller.request
    assert request.url == f"{BASE}/things/7?x=1&y=3&y=4&when=true"
    assert request.headers["x-extra"] == "e"
    assert request.headers["authorization"] == "Bearer secret-token"
    assert request.content is None


def test_json_body_may_contain_models(caller: Caller, acme: ModuleType) -> None:
    book = acme.models.Book(id=1, isbn_code="x")
    caller(reply(caller, 201), "POST", "/books", json={"book": book, "n": None})
    sent = json.loads(caller.request.content)
    assert sent == {"book": {"id": 1, "isbnCode": "x"}, "n": None}
    assert caller.request.headers["content-type"] == "application/json"


def test_result_without_content_is_none(caller: Caller) -> None:
    for method, status in (("GET", 200), ("DELETE", 204), ("HEAD", 200)):
        assert caller(reply(caller, status), method, "/x").parsed is None
    text = reply(caller, 200, b"", content_type="text/plain")
    assert caller(text, "GET", "/x").parsed == ""


def test_bytes_in_another_format(caller: Caller) -> None:
    headers = {"content-type": "text/csv"}
    caller(reply(caller), "PUT", "/x", content=b"a,b", headers=headers)
    assert caller.request.content == b"a,b"
    assert caller.request.headers["content-type"] == "text/csv"


def test_results_have_the_type_of_cast_to(caller: Caller, acme: ModuleType) -> None:
    book = acme.models.Book
    one = {"id": 1, "isbnCode": "x"}
    cases: list[tuple[Any, Any, Any]] = [
        (book, one, book(id=1, isbn_code="x")),
        (list[book], [one], [book(id=1, isbn_code="x")]),
        (dict[str, list[int]], {"a": [1]}, {"a": [1]}),
        (tuple[int, ...], [1, 2], (1, 2)),
        (book | None, None, None),
        (Literal["a", 1], "a", "a"),
        (str, "x", "x"),
        (Any, [1], [1]),
    ]
    for kind, body, expected in cases:
        response = caller.testing.response(
            200, json.dumps(body).encode(), content_type="application/json"
        )
        assert caller(response, "GET", "/x", cast_to=kind).parsed == expected
        assert caller.request.headers["accept"] == "application/json"


def test_contradiction_to_cast_to(caller: Caller, acme: ModuleType) -> None:
    with pytest.raises(acme.errors.APIDecodeError, match="/id"):
        caller(reply(caller, 200, {"id": "x"}), "GET", "/x", cast_to=acme.models.Book)


def test_errors_have_their_class_and_their_typed_body(
    caller: Caller, acme: ModuleType
) -> None:
    with pytest.raises(acme.errors.NotFoundError) as caught:
        caller(reply(caller, 404, {"reason": "gone"}), "GET", "/x")
    assert caught.value.body == acme.models.Fault(reason="gone")
    with pytest.raises(acme.errors.NotFoundError) as caught:
        caller(reply(caller, 404, {"other": 1}), "GET", "/x")
    assert caught.value.body is None
    with pytest.raises(acme.errors.ConflictError) as caught:
        caller(reply(caller, 409, {"other": 1}), "GET", "/x")
    assert caught.value.body == {"other": 1}


def test_safe_requests_are_retried(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, acme: ModuleType
) -> None:
    clock = import_submodule(acme, "_runtime.transport.clock_sync")
    monkeypatch.setattr(clock, "sleep", lambda seconds: None)
    fake = caller.testing.FakeTransport(
        reply(caller, 503), reply(caller, 500), reply(caller, 200, {"a": 1})
    )
    with acme.Acme(transport=fake, **caller.settings) as client:
        assert client.request("GET", "/x").attempts == 3
    fake = caller.testing.FakeTransport(reply(caller, 500))
    with (
        acme.Acme(transport=fake, **caller.settings) as client,
        pytest.raises(acme.errors.ServerStatusError),
    ):
        client.request("POST", "/x", json={})
    assert len(fake.requests) == 1


def test_the_most_common_security_requirement_applies(acme: ModuleType) -> None:
    caller = Caller(acme, basic_auth="user:password")
    caller(reply(caller), "GET", "/x")
    assert caller.request.headers["authorization"] == "Bearer secret-token"
    caller.settings["token"] = None
    caller(reply(caller), "GET", "/x")
    assert "authorization" not in caller.request.headers


@pytest.mark.parametrize(
    ("target", "settings", "expected"),
    [
        ("https://api.test/v2/x?a=b", {}, "https://api.test:443/v2/x?a=b"),
        ("https://API.test:443", {}, "https://api.test:443/"),
        (
            "https://files.test/x",
            {"trusted_origins": ["https://files.test"]},
            "https://files.test:443/x",
        ),
    ],
)
def test_urls_of_trusted_origins(
    acme: ModuleType, target: str, settings: dict[str, Any], expected: str
) -> None:
    caller = Caller(acme, **settings)
    caller(reply(caller), "GET", target)
    assert caller.request.url == expected
    assert caller.request.headers["authorization"] == "Bearer secret-token"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.test/x",
        "http://api.test/x",
        "https://api.test:8443/x",
        "https://api.test@evil.test/x",
        "https://evil.test\\@api.test/x",
        "//evil.test/x",
        "file:///etc/passwd",
        "x",
        "",
        "/a/../b",
        "/a/%2e%2e/b",
        "/a/..\\b",
        "/%252e%252e/b",
        "/books/{id}",
        None,
    ],
)
def test_refused_targets(caller: Caller, acme: ModuleType, target: Any) -> None:
    with pytest.raises(acme.InvalidArgumentError) as caught:
        caller(reply(caller), "GET", target)
    assert "password" not in str(caught.value) or target == "file:///etc/passwd"
    assert not caller.requests


@pytest.mark.parametrize(
    ("args", "options", "message"),
    [
        (("G T", "/x"), {}, "method"),
        ((7, "/x"), {}, "method"),
        (("GET", "/x"), {"json": 1, "content": b"x"}, "content"),
        (("GET", "/x"), {"content": "text"}, "bytes"),
        (("GET", "/x"), {"unknown": 1}, "unknown"),
        (("GET", "/x"), {"query": 7}, "query"),
        (("GET", "/x?a=b"), {"query": 7}, "query"),
        (("GET", "https://api.test/x"), {"base_url": "https://b.test"}, "base_url"),
        (("POST", "/x"), {"json": object()}, "body"),
        (("GET", "/x"), {"headers": {"a\n": "b"}}, "header"),
    ],
)
def test_refused_arguments(
    caller: Caller, args: Any, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        caller(reply(caller), *args, **options)
    assert not caller.requests


def test_base_url_of_the_call(caller: Caller) -> None:
    caller(reply(caller), "GET", "/x", base_url="https://other.test/a/")
    assert caller.request.url == "https://other.test/a/x"


def test_another_origin_of_a_redirect_gets_no_credentials(
    caller: Caller,
) -> None:
    fake = caller.testing.FakeTransport(
        reply(caller, 302, location="https://evil.test/x"), reply(caller, 200)
    )
    with caller.package.Acme(transport=fake, **caller.settings) as client:
        client.request("GET", "/x")
    assert "authorization" not in fake.requests[1].headers


def test_client_without_credentials_in_its_document() -> None:
    package = generate_package(
        "paths: {/x: {get: {operationId: readX, responses: {'204': {description: D.}}}}}"
    )
    testing = import_submodule(package, "testing")
    fake = testing.FakeTransport(testing.response(200, {"a": 1}))
    with package.Acme(base_url=BASE, transport=fake) as client:
        assert client.request("PATCH", "/y", json=[1]).parsed == {"a": 1}
    assert fake.requests[0].content == b"[1]"
