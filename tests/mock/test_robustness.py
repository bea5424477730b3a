"""No request crashes the mock server: every response is complete, and no error is internal."""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from specpress.samples.samples import Sampler
from tests.corpus.inprocess import call_application
from tests.mock.serving import read_mock

CASES = Path(__file__).parents[1] / "golden" / "cases"
NAMES = (
    "parameters_everywhere",
    "form_url_encoded",
    "multipart_with_encoding",
    "several_media_types",
    "union_by_discriminator",
    "recursive_schema",
    "lifecycle_of_an_order",
)
MEDIA_TYPES = st.sampled_from(
    ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "application/xml",
     "multipart/form-data; boundary=a", "application/jsonl", "a", "", ";", "application/json; charset=nope", "*/*"]
)  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(
        ["accept", "cookie", "authorization", "prefer", "x-mock-status", "x-mock-example", "x-mock-state",
         "x-mock-truncate"]
    ),
    st.text(max_size=20),
)  # fmt: skip
BODIES = st.one_of(
    st.binary(max_size=40),
    st.sampled_from(
        [b"[" * 5000, b"{" * 5000, b"9" * 5000, b"1e999", b"NaN", b'"\\ud800"', b"null", b"{}", b"[{}]", b"\xff",
         b"--a\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--a--\r\n", b"a[b][c]=1&a=2&a[b]=3", b"%ff=%"]
    ),
)  # fmt: skip


@cache
def create_app(name: str) -> tuple[ASGIApp, list[tuple[str, str]]]:
    mock = read_mock(CASES / name / "openapi.yaml")
    routed = [
        (entry.operation.operation.method.upper(), route.path)
        for route in mock.routes
        for entry in route.operations
    ]
    return mock.create_app(), routed


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40)
@given(data=st.data())
def test_any_request(name: str, data: Any) -> None:
    app, routed = create_app(name)
    method, path = data.draw(st.sampled_from([*routed, ("GET", "/"), ("QUERY", "/x")]))
    segment = data.draw(st.sampled_from(["1", "%2F", "%ff", "..", "%0A", "a;b=c", ""]))
    while "{" in path:
        before, _, rest = path.partition("{")
        path = f"{before}{segment}{rest.partition('}')[2]}"
    headers = data.draw(HEADERS) | {"content-type": data.draw(MEDIA_TYPES)}
    query = data.draw(
        st.sampled_from(
            ["", "a=1&a=2", "%ff=%", "a[b]=1", "&&=&", "__code=x", "__example=y"]
        )
    )
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [
            (n.encode(), t.encode("utf-8", "replace")) for n, t in headers.items()
        ],
    }
    status, _, body = asyncio.run(call_application(app, scope, data.draw(BODIES)))
    assert 200 <= status < 600
    assert b"internal error" not in body, body


def test_internal_error_is_a_response(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected exception has a response with its name, and the next request works."""

    def fail(*_: Any) -> None:
        raise ZeroDivisionError("unexpected")

    mock = read_mock(CASES / "json_body" / "openapi.yaml")
    operation = mock.operations[0].operation
    scope = {
        "type": "http",
        "method": operation.method.upper(),
        "path": mock.routes[0].path,
        "query_string": b"",
        "headers": [(b"x-mock-status", b"200")],
    }
    with monkeypatch.context() as patched:
        patched.setattr(Sampler, "sample", fail)
        patched.setattr("specpress.mock.operations.MockOperation.respond", fail)
        status, _, body = asyncio.run(call_application(mock.create_app(), scope, b""))
    assert (status, b"ZeroDivisionError: unexpected" in body) == (500, True)
