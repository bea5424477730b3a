"""Keys with brackets in the queries and forms that the mock server reads."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest

from specpress.mock.nested_keys import parse_nested
from tests.mock.serving import serve_document

DOCUMENT = """
paths:
  /people:
    get:
      parameters: [{name: people, in: query, style: deepObject, schema: &people {type: array, maxItems: 2,
        items: {type: object, required: [age], properties: {age: {type: integer}}, additionalProperties: false}}}]
      responses: {'200': {description: ok}, '400': {description: no}}
    post:
      requestBody: {content: {multipart/form-data: {
        schema: {type: object, properties: {people: *people, csv: {type: array, items: {type: integer}}}},
        encoding: {people: {style: deepObject}, csv: {style: form, explode: false}}}}}
      responses: {'200': {description: ok}, '400': {description: no}}
"""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a=x", "x"),
        ("a=x&a=y", ["x", "y"]),
        ("a[]=x&a[]=y", ["x", "y"]),
        ("a[b]=x&a[c][d]=y", {"b": "x", "c": {"d": "y"}}),
        ("a[0][b]=x&a[1][b]=y", {"0": {"b": "x"}, "1": {"b": "y"}}),
        (
            "a[][b]=x&a[][c]=y&a[][b]=z",
            [{"b": "x", "c": "y"}, {"b": "z"}],
        ),
        ("a[][t][]=x&a[][t][]=y", [{"t": ["x", "y"]}]),
        ("a[b]=x&a[b][c]=y", {"b": "x"}),
        ("ab[c]=x&a[b=y&b[a]=z", None),
    ],
)
def test_parse_nested(query: str, expected: Any) -> None:
    assert parse_nested("a", parse_qsl(query)) == expected


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("people[0][age]=1&people[1][age]=2", 200),
        ("people[][age]=1&people[][age]=2", 200),
        ("people={%22age%22:1}&people={%22age%22:2}", 200),
        ("people[0][age]=x", 400),
        ("people[0][name]=1", 400),
        ("people[0][age]=1&people[1][age]=2&people[2][age]=3", 400),
    ],
)
def test_arrays_in_queries(query: str, status: int) -> None:
    with serve_document(DOCUMENT) as server:
        assert server.request("GET", f"/people?{query}").status == status


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"people[0][age]": "1", "csv": "1,2"}, 200),
        ({"people[0][age]": "x"}, 400),
        ({"csv": "1,x"}, 400),
    ],
)
def test_styles_in_multipart_bodies(fields: dict[str, str], status: int) -> None:
    parts = (
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in fields.items()
    )
    body = "".join(parts) + "--b--\r\n"
    with serve_document(DOCUMENT) as server:
        content_type = "multipart/form-data; boundary=b"
        response = server.request("POST", "/people", body, content_type=content_type)
        assert response.status == status
