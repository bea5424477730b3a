"""Nested values in keys: arrays of objects in queries and forms, and what keys cannot express."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest

from tests.wire.clients import call, generate_package
from tests.wire.server import RecordingServer

qs = pytest.importorskip("qs_codec", reason="the qs parser is in the extra `test`")

DOCUMENT = """
openapi: 3.0.3
info: {title: Acme, version: '1'}
paths:
  /query:
    get:
      operationId: sendQuery
      tags: [calls]
      parameters:
        - {name: people, in: query, style: deepObject, explode: true, schema: {type: array, items: {$ref: '#/components/schemas/Person'}}}
        - {name: sort, in: query, schema: {type: array, items: {$ref: '#/components/schemas/Person'}}}
        - {name: filter, in: query, style: deepObject, schema: {$ref: '#/components/schemas/Filter'}}
        - {name: free, in: query, style: deepObject, schema: {}}
        - {name: pairs, in: query, explode: false, schema: {type: object, properties: {x: {type: integer}, y: {type: integer}}}}
        - {name: nested, in: query, schema: {type: object, properties: {x: {type: object, properties: {y: {type: integer}}}}}}
        - {name: joined, in: query, explode: false, schema: {type: array, items: {type: string, nullable: true}}}
        - {name: spaces, in: query, style: spaceDelimited, explode: false, schema: {type: array, items: {type: string}}}
        - {name: X-List, in: header, schema: {type: array, items: {type: string}}}
        - {name: rails, in: query, x-specpress-array-keys: brackets, schema: {type: array, items: {}}}
        - {name: indexes, in: query, x-specpress-array-keys: indexed, schema: {}}
        - {name: repeated, in: query, style: deepObject, x-specpress-array-keys: repeat, schema: {}}
      responses: {'204': {description: Done.}}
  /labels/{values}:
    get:
      operationId: sendLabels
      tags: [calls]
      parameters: [{name: values, in: path, required: true, style: label, explode: true, schema: {type: array, items: {type: number}}}]
      responses: {'204': {description: Done.}}
  /form:
    post:
      operationId: sendForm
      tags: [calls]
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Form'}, encoding: &encoding {
        meta: {style: deepObject, explode: true}, items: {style: deepObject, explode: true}, expand: {style: deepObject, explode: true},
        csv: {style: form, explode: false}, json: {contentType: application/json}, table: {contentType: text/csv}}}}}
      responses: {'204': {description: Done.}}
  /parts:
    post:
      operationId: sendParts
      tags: [calls]
      requestBody: {content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Form'}, encoding: *encoding}}}
      responses: {'204': {description: Done.}}
  /others: {get: {operationId: others, tags: [others], responses: {'204': {description: Done.}}}}
components:
  schemas:
    Person: {type: object, properties: {email: {type: string}, age: {type: integer}, tags: {type: array, items: {type: string}}}}
    Filter:
      type: object
      properties:
        or: {type: array, items: {type: object, properties: {name: {type: string}, and: {type: array, items: {type: object, properties: {n: {type: integer}}}}}}}
        n: {type: string, nullable: true}
        tags: {type: array, items: {type: string}}
        deep: {type: object, properties: {more: {type: object, properties: {flag: {type: boolean}}}}}
    Form:
      type: object
      properties:
        meta: {type: object, additionalProperties: {type: string}}
        items: {type: array, items: {type: object, properties: {price: {type: string}, qty: {type: integer}}}}
        expand: {type: array, items: {type: string}}
        csv: {type: array, items: {type: string}}
        json: {type: object, nullable: true, additionalProperties: {}}
        table: {type: object, additionalProperties: {}}
        note: {type: string, nullable: true}
"""
PEOPLE = [{"email": "a", "age": 1}, {"email": "b&c", "age": 2}]
FILTER = {
    "or": [{"name": "x", "and": [{"n": 1}, {"n": 2}]}, {"name": "y z"}],
    "deep": {"more": {"flag": True}},
}


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    return generate_package(DOCUMENT)


def send_query(server: RecordingServer, acme: ModuleType, **arguments: Any) -> str:
    """Return the decoded query of a call; the raw one has no unencoded bracket."""
    call(acme, server, lambda client: client.calls.send_query(**arguments))
    query = server.last.target.partition("?")[2]
    assert not set("[] ") & set(query)
    return unquote(query)


def send_body(
    server: RecordingServer, acme: ModuleType, method: str, body: Any
) -> bytes:
    """Return the body of a call."""
    call(acme, server, lambda client: getattr(client.calls, method)(body=body))
    return server.last.body


def refuse(
    server: RecordingServer, acme: ModuleType, method: str, **arguments: Any
) -> str:
    """Return the message of the error for values that are not sent."""
    with (
        acme.Acme(base_url=server.url) as client,
        pytest.raises(acme.InvalidArgumentError) as caught,
    ):
        getattr(client.calls, method)(**arguments)
    assert server.requests == []
    return str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            {"people": PEOPLE},
            "people[0][email]=a&people[0][age]=1&people[1][email]=b&c&people[1][age]=2",
        ),
        (
            {"people": [{"tags": ["a", "b"]}]},
            "people[0][tags]=a&people[0][tags]=b",
        ),
        (
            {"filter": FILTER},
            "filter[or][0][name]=x&filter[or][0][and][0][n]=1&filter[or][0][and][1][n]=2"
            "&filter[or][1][name]=y z&filter[deep][more][flag]=true",
        ),
        ({"filter": {"tags": ["a"]}}, "filter[tags]=a"),
        ({"filter": {}}, ""),
        ({"free": [["a", "b"], ["c"]]}, "free[0]=a&free[0]=b&free[1]=c"),
        (
            {"free": {"a": [1, {"b": 2}]}},
            "free[a][0]=1&free[a][1][b]=2",
        ),
        ({"sort": [{"email": "a"}]}, 'sort={"email":"a"}'),
        ({"pairs": {"x": 1, "y": 2}}, "pairs=x,1,y,2"),
        ({"nested": {"x": {"y": 1}}}, 'x={"y":1}'),
        ({"rails": ["a", "b"]}, "rails[]=a&rails[]=b"),
        (
            {"rails": [{"t": ["x"], "a": 1}, {"a": 2, "t": ["y", "z"]}]},
            "rails[][a]=1&rails[][t][]=x&rails[][a]=2&rails[][t][]=y&rails[][t][]=z",
        ),
        ({"indexes": {"a": ["x", "y"]}}, "indexes[a][0]=x&indexes[a][1]=y"),
        (
            {"repeated": {"a": ["x", {"b": None}], "c": [1]}},
            'repeated[a]=x&repeated[a]={"b":null}&repeated[c]=1',
        ),
    ],
)
def test_keys_of_nested_values(
    server: RecordingServer,
    acme: ModuleType,
    arguments: dict[str, Any],
    expected: str,
) -> None:
    assert send_query(server, acme, **arguments) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("people", [{"email": "a", "age": 1}, {"email": "b&c=d"}]),
        ("filter", FILTER),
        ("free", {"a": {"b": [{"c": ["x", "y"]}, {"d": [{"e": 1}]}]}}),
        ("indexes", {"a": ["x"], "b": [["y"], ["z"]]}),
    ],
)
def test_qs_reads_indexed_keys(
    server: RecordingServer, acme: ModuleType, name: str, value: Any
) -> None:
    call(acme, server, lambda client: client.calls.send_query(**{name: value}))
    query = server.last.target.partition("?")[2]
    assert qs.decode(query, qs.DecodeOptions(depth=9)) == {name: to_texts(value)}


def to_texts(value: Any) -> Any:
    """Return a value with scalars as texts, as a parser without a schema reads them."""
    if isinstance(value, dict):
        return {key: to_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_texts(item) for item in value]
    return (
        {True: "true", False: "false"}[value]
        if value in (True, False) and isinstance(value, bool)
        else str(value)
    )


@pytest.mark.parametrize(
    "value",
    [
        ["a", "b"],
        [{"a": 1, "b": 2}, {"a": 3}, {"b": 4, "a": 5}],
        [{"t": ["x"], "a": 1, "o": {"p": "q"}}, {"o": {"p": "r"}, "a": 2}],
        [{"t": ["x", "y"]}],
        [{"c": [{"n": 1, "m": 2}, {"n": 3}], "a": "x"}, {"a": "y"}],
    ],
)
def test_rack_reads_brackets(
    server: RecordingServer, acme: ModuleType, value: Any
) -> None:
    call(acme, server, lambda client: client.calls.send_query(rails=value))
    pairs = parse_qsl(server.last.target.partition("?")[2])
    assert parse_as_rack(pairs) == {"rails": to_texts(value)}


def parse_as_rack(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Parse pairs as Rack's `QueryParser#normalize_params`, on which Rails is based."""
    params: dict[str, Any] = {}
    for name, text in pairs:
        _store(params, name, text)
    return params


def _store(params: dict[str, Any], name: str, text: str) -> None:
    head, bracket, rest = name.partition("[")
    if name.startswith("["):
        head, _, rest = name[1:].partition("]")
        after = rest
    else:
        after = bracket + rest
    if after == "":
        params[head] = text
    elif after == "[]":
        params.setdefault(head, []).append(text)
    elif after.startswith("[]["):
        items = params.setdefault(head, [])
        child = after[2:]
        if not items or _has_key(items[-1], child):
            items.append({})
        _store(items[-1], child, text)
    else:
        _store(params.setdefault(head, {}), after, text)


def _has_key(params: Any, name: str) -> bool:
    if "[]" in name:
        return False
    for key in filter(None, name.replace("]", "").split("[")):
        if not isinstance(params, dict) or key not in params:
            return False
        params = params[key]
    return True


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"filter": {"n": None}}, "filter.n: expected a value, got None; null cannot"),
        ({"filter": {"or": [{}]}}, "filter.or[0]: expected a value that is not empty"),
        ({"filter": {"tags": []}}, "filter.tags: expected a value that is not empty"),
        ({"free": {"a": ["x", None]}}, "free.a[1]: expected a value, got None"),
        ({"free": {"a[b": 1}}, "free: expected a key without brackets, got 'a[b'"),
        ({"free": {"a": {"": 1}}}, "free.a: expected a key without brackets, got ''"),
        ({"joined": ["a", None]}, "joined[1]: expected a value, got None"),
        ({"spaces": ["a b", "c"]}, "spaces[0]: expected text without ' ', got 'a b'"),
        ({"x_list": ["a", "b,c"]}, "x_list[1]: expected text without ',', got 'b,c'"),
        (
            {"rails": [{"a": 1}, {"b": 2}]},
            "rails: expected objects with a common key",
        ),
        ({"rails": [[1], [2]]}, "rails: expected objects with a common key"),
    ],
)
def test_value_that_keys_cannot_express_is_refused(
    server: RecordingServer,
    acme: ModuleType,
    arguments: dict[str, Any],
    message: str,
) -> None:
    assert message in refuse(server, acme, "send_query", **arguments)


def test_text_with_the_separator_of_a_label_is_refused(
    server: RecordingServer, acme: ModuleType
) -> None:
    message = refuse(server, acme, "send_labels", values=[1.5, 2])
    assert message.startswith("values[0]: expected text without '.', got 1.5")


FORM = {
    "meta": {"a b": "x"},
    "items": [{"price": "p", "qty": 2}, {"price": "q"}],
    "expand": ["a", "b"],
    "csv": ["c", "d e"],
    "json": {"k": None},
}


def test_form_with_nested_keys(server: RecordingServer, acme: ModuleType) -> None:
    content = send_body(server, acme, "send_form", FORM).decode()
    assert unquote(content) == (
        "meta[a+b]=x&items[0][price]=p&items[0][qty]=2&items[1][price]=q"
        '&expand[0]=a&expand[1]=b&csv=c,d+e&json={"k":null}'
    )


def test_parts_with_nested_keys(server: RecordingServer, acme: ModuleType) -> None:
    content = send_body(server, acme, "send_parts", FORM).decode()
    parts = [part.partition("\r\n\r\n") for part in content.split("\r\n--")]
    names = [head.partition('name="')[2].partition('"')[0] for head, _, _ in parts]
    expected = {
        "meta[a b]": "x",
        "items[0][price]": "p",
        "items[0][qty]": "2",
        "items[1][price]": "q",
        "expand[0]": "a",
        "expand[1]": "b",
        "csv": "c,d e",
        "json": '{"k":null}',
    }
    sent = {n: text for n, (_, _, text) in zip(names, parts, strict=True) if n}
    assert sent == expected


@pytest.mark.parametrize("method", ["send_form", "send_parts"])
def test_null_field_is_json_or_refused(
    server: RecordingServer, acme: ModuleType, method: str
) -> None:
    message = refuse(server, acme, method, body={"note": None})
    assert message.startswith("body.note: expected a value, got None; null cannot")
    assert b"null" in send_body(server, acme, method, {"json": None})


@pytest.mark.parametrize("method", ["send_form", "send_parts"])
def test_object_is_not_sent_as_another_media_type(
    server: RecordingServer, acme: ModuleType, method: str
) -> None:
    message = refuse(server, acme, method, body={"table": {"a": 1}})
    assert "body.table: expected text: text/csv is not JSON" in message
