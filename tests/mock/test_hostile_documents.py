"""No document stops the mock server, or makes it send what HTTP does not allow."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from specpress.mock import text_values
from specpress.mock.app import Mock
from tests.mock.judge import check_response, send
from tests.mock.serving import mock_of

EVIL = [
    "a\r\nX-Injected: 1",
    "a\nb",
    "a\rb",
    "a\0b",
    "ä€",
    "\ud800",
    "a b",
    "",
    ":",
    "\u2028",
    "\x1b[2J",
    "{{a}}",
    '"\\',
]
HEADERS = {
    "accept": [
        "*/*",
        "application/json",
        "application/xml",
        "text/event-stream",
        "x/y",
    ],
    "x-mock-status": ["200", "204", "400"],
}
MEDIA_TYPES = (
    "application/json",
    "application/xml",
    "application/x-www-form-urlencoded",
)
BODIES = (b'"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"', b"[1]", b"{}", b"<a/>")


def operation(content: dict[str, Any], **others: Any) -> dict[str, Any]:
    """Return an operation whose response has this content and these members."""
    return {"responses": {"200": {"description": "", "content": content, **others}}}


def document(paths: dict[str, Any], **others: Any) -> str:
    info = {"title": "Acme", "version": "1"}
    tree = {"openapi": "3.2.0", "info": info, "paths": paths, **others}
    return json.dumps(tree)


def of_schema(schema: Any, media_type: str = "application/json") -> str:
    """Return a document that sends and receives values of a schema."""
    content = {media_type: {"schema": schema}}
    parameter = {"name": "q", "in": "query", "schema": schema}
    post = {**operation(content), "requestBody": {"content": content}}
    return document(
        {"/a": {"post": post, "get": {**operation(content), "parameters": [parameter]}}}
    )


def of_example(example: Any, media_type: str) -> str:
    return document({"/a": {"get": operation({media_type: {"example": example}})}})


def of_components(schemas: dict[str, Any], root: str) -> str:
    """Return a document that sends and receives values of a component."""
    media = {"schema": {"$ref": f"#/components/schemas/{root}"}}
    content = dict.fromkeys(MEDIA_TYPES, media)
    parameter = {"name": "q", "in": "query", "style": "deepObject", **media}
    post = {
        **operation(content),
        "requestBody": {"content": content},
        "parameters": [parameter],
    }
    return document({"/a": {"post": post}}, components={"schemas": schemas})


TEXT = {"schema": {"type": "string"}}
DOCUMENTS: dict[str, str] = {
    "names of headers": document({"/a": {"get": operation({}, headers={e: {**TEXT, "example": "x"} for e in EVIL})}}),
    "values of headers": document({"/a": {"get": operation({}, headers={f"X-{i}": {"required": True, **TEXT, "example": e} for i, e in enumerate(EVIL)})}}),
    "headers of the connection": document({"/a": {"get": operation({"text/plain": {"example": "x"}}, headers={
        n: {**TEXT, "example": "chunked"} for n in ("Transfer-Encoding", "Content-Length", "Connection", "Upgrade", "Content-Type", "Trailer")})}}),
    "media types": document({f"/{i}": {"get": operation({e: {"example": "x"}, f"text/{e}": {"example": "y"}}), "post": {**operation({}), "requestBody": {"content": {f"text/{e}": TEXT}}}} for i, e in enumerate(EVIL)}),
    "security schemes": document({"/a": {"get": {**operation({}), "security": [{"s": []}, {"k": []}]}}}, components={"securitySchemes": {
        "s": {"type": "http", "scheme": EVIL[0]}, "k": {"type": "apiKey", "in": "header", "name": EVIL[0]}}}),
    "methods": document({"/a": {"additionalOperations": {e: operation({}) for e in EVIL}, "get": operation({})}}),
    "server URLs": document({"/a": {"get": operation({})}}, servers=[{"url": u} for u in ("http://[::1", "http://a/\ud800", "//", "{a}", "http://a/%zz")]),
    "paths": document({f"/{e}/{{id}}": {"get": operation({})} for e in EVIL}),
    "a path of many parameters": document({"/" + "".join(f"{{p{n}}}-" for n in range(30)): {"get": operation({})}, "/" + "a" * 5_000: {"get": operation({})}}),
    "operation ids": document({f"/{i}": {"get": {**operation({}), "operationId": e}} for i, e in enumerate(EVIL)}),
    "surrogates in JSON": of_example(EVIL, "application/json"),
    "surrogates in XML": of_example({e: e for e in EVIL}, "application/xml"),
    "surrogates in YAML": of_example({e: e for e in EVIL}, "application/yaml"),
    "surrogates in text": of_example("\ud800", "text/plain"),
    "surrogates in forms": of_example({e: e for e in EVIL}, "application/x-www-form-urlencoded"),
    "surrogates in parts": of_example({e: e for e in EVIL}, "multipart/form-data"),
    "surrogates in events": of_example([{"data": e, "event": e} for e in EVIL], "text/event-stream"),
    "surrogates in lines": of_example(EVIL, "application/jsonl"),
    "a pattern that backtracks": of_schema({"type": "string", "pattern": r"^(a|aa)+(b|bb)+\1\2$"}),
    "a pattern with lookaheads": of_schema({"type": "string", "pattern": "^" + "(?=.*a.*b)" * 30 + "$"}),
    "a large pattern": of_schema({"type": "string", "pattern": "((a{1,90}){1,90}){1,90}"}),
    "a deep pattern": of_schema({"type": "string", "pattern": "(" * 3_000 + ")" * 3_000}),
    "a long text": of_schema({"type": "string", "minLength": 10**15}),
    "a long array": of_schema({"type": "array", "minItems": 10**15, "items": {"type": "string"}}),
    "many properties": of_schema({"type": "object", "minProperties": 10**15}),
    "many unique items": of_schema({"type": "array", "minItems": 5_000, "uniqueItems": True, "items": {"type": "boolean"}}),
    "a small factor": of_schema({"type": "number", "multipleOf": 1e-300, "minimum": 1e300}),
    "a large limit": of_schema({"type": "integer", "minimum": 1e308, "exclusiveMaximum": 1.1e308}),
    "no value": of_schema({"allOf": [{"type": "string"}, {"type": "integer"}]}),
    "no value in a list": of_schema({"type": "array", "minItems": 1, "items": {"not": {}}}),
    "a schema of itself": of_schema({"$ref": "#/paths/~1a/post/requestBody/content/application~1json/schema"}),
    "a required cycle": document({"/a": {"get": operation({"application/json": {"schema": {"$ref": "#/components/schemas/A"}}})}}, components={"schemas": {
        "A": {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/A"}}}}}),
    "unions of unions": of_schema({"oneOf": [{"anyOf": [{"type": "object", "required": [f"k{i}{j}"]} for j in range(15)]} for i in range(15)]}),
    "a deep schema": of_schema(json.loads('{"type":"array","items":' * 40 + "{}" + "}" * 40)),
    "discriminators": of_schema({"oneOf": [{"type": "object", "properties": {"\ud800": {"const": "\ud800"}}}], "discriminator": {"propertyName": "\ud800", "mapping": {"\r\n": "\r\n"}}}),
    "names of XML": of_schema({"type": "object", "xml": {"name": "<\ud800>", "namespace": "\x00}", "prefix": "xml"}, "required": EVIL, "properties": {e: {"type": "string"} for e in EVIL}}, "application/xml"),
    "unions that repeat their variants": of_components({f"L{n}": {"anyOf": [{"$ref": f"#/components/schemas/L{n + 1}"}] * 2} for n in range(30)} | {"L30": {"type": "object", "properties": {"a": {"type": "integer"}}}}, "L0"),
    "no operation": document({}),
    "no status": document({"/a": {"get": {"responses": {}}}}),
    "odd statuses": document({"/a": {"get": {"responses": {s: {"description": ""} for s in ("1XX", "101", "999", "000", "default")}}}}),
}  # fmt: skip


def fill(path: str) -> str:
    """Return a path with values of its parameters."""
    while "{" in path:
        before, _, rest = path.partition("{")
        path = f"{before}1{rest.partition('}')[2]}"
    return path


def check_mock(mock: Mock) -> None:
    """Send requests to all operations of a mock, and check the responses."""
    app = mock.create_app()
    for route in mock.routes:
        for entry in route.operations:
            method, path = entry.operation.operation.method, fill(route.template)
            for name, values in HEADERS.items():
                for value in values:
                    check_response(send(app, method, path, {name: value}))
            for body in entry.operation.operation.bodies:
                for content in BODIES:
                    headers = {"content-type": body.media_type}
                    check_response(send(app, method, path, headers, content))
    check_response(send(app, "GET", "/unknown", {}))
    check_response(send(app, "!", fill("/a"), {}))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_hostile_document(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "specpress.mock")
    check_mock(mock_of(DOCUMENTS[name]))
    for record in caplog.records:
        assert record.exc_info is None
        assert record.getMessage().isprintable()


NODE = {"$ref": "#/components/schemas/Node"}
VARIANT = {"type": "object", "required": ["a"], "properties": {"n": NODE, "a": {"type": "integer"}}}  # fmt: skip
DEPTH = 90


@pytest.mark.parametrize(
    ("media_type", "query", "body"),
    [
        ("application/json", "", '{"n":' * DEPTH + "{}" + "}" * DEPTH),
        ("application/xml", "", "<N>" + "<n>" * DEPTH + "</n>" * DEPTH + "</N>"),
        ("application/json", "?q" + "[n]" * DEPTH + "=1", "{}"),
    ],
)
def test_value_of_nested_variants(
    media_type: str, query: str, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each level has two variants, so a search through all of them never ends."""
    monkeypatch.setattr(text_values, "MAX_READINGS", 1_000)
    schemas = {"Node": {"anyOf": [VARIANT, {**VARIANT, "required": ["b"]}]}}
    app = mock_of(of_components(schemas, "Node")).create_app()
    headers = {"content-type": media_type}
    response = send(app, "POST", f"/a{query}", headers, body.encode())
    assert response[0] == 400
    check_response(response)


@pytest.mark.parametrize(
    "array",
    [
        {"type": ["array", "null"], "prefixItems": [{"$ref": "#/components/schemas/Nest"}]},
        {"type": "array", "items": {"$ref": "#/components/schemas/Nest"}},
        {"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/Nest"}, {"type": "integer"}]}},
    ],
)  # fmt: skip
@pytest.mark.parametrize("location", ["path", "query", "header", "cookie"])
def test_text_of_an_array_that_contains_itself(
    array: dict[str, Any], location: str
) -> None:
    """A text stands for an array of one item, which stands for an array of one item."""
    parameter = {"name": "x", "in": location, "required": True}
    schema = {"$ref": "#/components/schemas/Nest"}
    found = {**operation({}), "parameters": [{**parameter, "schema": schema}]}
    path = "/a/{x}" if location == "path" else "/a"
    components = {"schemas": {"Nest": array}}
    text = document({path: {"get": found}}, components=components)
    app = mock_of(text).create_app()
    target = {"path": "/a/1", "query": "/a?x=1"}.get(location, "/a")
    headers = {"header": {"x": "1"}, "cookie": {"cookie": "x=1"}}.get(location, {})
    response = send(app, "GET", target, headers)
    check_response(response)
    is_valid = "anyOf" in str(array)
    assert response[0] == (200 if is_valid else 400), response
