"""The mock server of any document answers any request: each error of the server has a reason."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp

from specpress.mock.app import Mock
from specpress.mock.routes import MockRoute, RoutedOperation
from specpress.samples.samples import Sampler
from specpress.schema.validation import ContradictoryDocument
from tests.mock.judge import check_response, send
from tests.mock.serving import mock_of
from tests.property.documents import documents
from tests.property.draws import Draw
from tests.property.examples import divide_examples

PATHS = """
paths:
  /things/{id}:
    put:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}},
        {name: map, in: query, style: deepObject, schema: {type: object}}, {name: list, in: query, schema: {type: array}},
        {name: X-List, in: header, schema: {type: array, items: {type: number}}}, {name: c, in: cookie, schema: {type: object}}]
      requestBody: {content: {application/json: {schema: &any {type: object, properties: {a: {type: [integer, array]}, b: {type: object}}}},
        application/x-www-form-urlencoded: {schema: *any}, multipart/form-data: {schema: *any}, application/xml: {schema: *any}, application/jsonl: {itemSchema: *any}, text/plain: {schema: {type: string}}}}
      responses: {'200': {description: '', content: {application/json: {schema: *any}, application/xml: {schema: *any}}}}
"""
MEDIA_TYPES = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/xml", "application/jsonl", "text/plain")  # fmt: skip
HEADERS = ("content-type", "content-encoding", "content-length", "accept", "cookie", "prefer", "x-list", "authorization", "x-mock-status", "x-mock-example", "x-mock-state", "host")  # fmt: skip
TARGET_PARTS = st.sampled_from(["/", "things", "1", "?", "&", "=", "%", "%2F", "%00", "%ff", "[", "]", "map", "list", "__code", ",", ";", "{", "\ud800", "é"])  # fmt: skip
BODY_PARTS = st.sampled_from([b"{", b"}", b"[", b"]", b'"a"', b"a", b":", b"=", b",", b"&", b"1", b"-", b"e9", b"<a>", b"</a>", b"<a/>", b"\xff", b"\0", rb'"\ud800"', b"\r\n", b"--b", b'Content-Disposition: form-data; name="a"', b"%"])  # fmt: skip
TEXTS = st.text(max_size=20)


@cache
def create_app() -> ASGIApp:
    return mock_of(PATHS).create_app()


@given(
    method=st.sampled_from(["PUT", "GET", "POST", "HEAD", "x"]) | TEXTS,
    target=st.lists(TARGET_PARTS, max_size=12).map("".join),
    headers=st.dictionaries(
        st.sampled_from(HEADERS), st.sampled_from(MEDIA_TYPES) | TEXTS
    ),
    media_type=st.sampled_from(MEDIA_TYPES) | TEXTS,
    body=st.lists(BODY_PARTS, max_size=15).map(b"".join) | st.binary(max_size=50),
)
def test_random_bytes(
    method: str, target: str, headers: dict[str, str], media_type: str, body: bytes
) -> None:
    app = create_app()
    check_response(send(app, method, f"/{target}", headers, body))
    typed = {"content-type": media_type, **headers}
    response = send(app, "PUT", f"/things/1?{target}", typed, body)
    check_response(response)
    assert response[0] != 500


def draw_request(
    draw: Draw, route: MockRoute, entry: RoutedOperation
) -> tuple[Any, ...]:
    """Return a request to an operation that is often valid."""
    target = route.template
    while "{" in target:
        before, _, rest = target.partition("{")
        value = draw(st.sampled_from(["1", "a", "true", ""]) | TEXTS)
        encoded = quote(value, safe="", errors="replace")
        target = f"{before}{encoded}{rest.partition('}')[2]}"
    operation = entry.operation.operation
    pairs = [
        f"{quote(p.wire, errors='replace')}={quote(draw(TEXTS), errors='replace')}"
        for p in operation.parameters
        if p.location == "query" and draw(st.booleans())
    ]
    headers = {"accept": draw(st.sampled_from(["*/*", "application/xml", "text/csv"]))}
    if draw(st.booleans()):
        headers["x-mock-status"] = draw(st.sampled_from(["200", "204", "404", "503"]))
    body = b""
    if operation.bodies:
        chosen = draw(st.sampled_from(operation.bodies))
        headers["content-type"] = chosen.media_type
        body = draw(st.just(_sample_body(entry, chosen.media_type)) | st.binary())
    return operation.method, f"{target}?{'&'.join(pairs)}", headers, body


def _sample_body(entry: RoutedOperation, media_type: str) -> bytes:
    """Return a valid body in JSON; empty if there is none."""
    validator = entry.operation.validator
    schema, sampler = validator.body_schema(media_type), Sampler(validator.schemas)
    try:
        value = sampler.sample(schema, "body") if schema is not None else {}
    except ContradictoryDocument:
        return b""
    return json.dumps(value, default=str).encode()


@divide_examples(10)
@given(document=documents(), data=st.data())
def test_random_documents(document: Any, data: Any) -> None:
    mock: Mock = mock_of(json.dumps(document))
    app = mock.create_app()
    entries = [(route, entry) for route in mock.routes for entry in route.operations]
    for route, entry in entries[:5]:
        check_response(send(app, *draw_request(data.draw, route, entry)))
