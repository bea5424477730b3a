"""No request stops the mock server: it is rejected with a reason, and the next one is answered."""

from __future__ import annotations

import gzip
import json
import logging

import pytest
from starlette.types import ASGIApp

from tests.mock.judge import check_response, send
from tests.mock.serving import mock_of

JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
MULTIPART = {"content-type": "multipart/form-data; boundary=b"}
XML = {"content-type": "application/xml"}
DOCUMENT = """
paths:
  /things/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: filter, in: query, style: deepObject, explode: true, schema: {type: object, additionalProperties: true}}
        - {name: list, in: query, schema: {type: array, items: {type: integer}}}
        - {name: json, in: query, content: {application/json: {schema: {type: object}}}}
        - {name: X-Number, in: header, schema: {type: number}}
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}, '404': {description: ''}}
  /things:
    post:
      requestBody: {required: true, content: {
        application/json: {schema: {$ref: '#/components/schemas/Thing'}},
        application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Thing'}, encoding: {map: {style: deepObject, explode: true}}},
        multipart/form-data: {schema: {$ref: '#/components/schemas/Thing'}},
        application/xml: {schema: {$ref: '#/components/schemas/Thing'}},
        application/jsonl: {itemSchema: {$ref: '#/components/schemas/Thing'}},
        text/plain: {schema: {type: string, maxLength: 100}}}}
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}},
        '413': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}}
  /upload:
    post:
      requestBody: {content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {'204': {description: ''}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string, pattern: '^(a+)+$'}, size: {type: number}, count: {type: integer},
      map: {type: object, additionalProperties: true}, tree: {$ref: '#/components/schemas/Thing'}, list: {type: array, items: {}}}}
    Error: {type: object, required: [message], properties: {message: {type: string}}}
"""


def nest(text: str, depth: int = 100_000, inner: str = "") -> bytes:
    opening, _, closing = text.partition("…")
    return (opening * depth + inner + closing * depth).encode()


REQUESTS: dict[str, tuple[str, str, dict[str, str], bytes]] = {
    "arrays of 100,000 levels": ("POST", "/things", JSON, nest("[…]")),
    "unclosed arrays": ("POST", "/things", JSON, nest("[…")),
    "objects of 100,000 levels": (
        "POST",
        "/things",
        JSON,
        nest('{"tree":…}', inner="{}"),
    ),
    "objects of 900 levels": (
        "POST",
        "/things",
        JSON,
        nest('{"tree":…}', 900, inner="{}"),
    ),
    "maps of 900 levels": ("POST", "/things", JSON, nest('{"map":…}', 900, inner="{}")),
    "list of 900 levels": (
        "POST",
        "/things",
        JSON,
        b'{"list":' + nest("[…]", 900) + b"}",
    ),
    "an integer of 100,000 digits": (
        "POST",
        "/things",
        JSON,
        b'{"count":' + b"9" * 100_000 + b"}",
    ),
    "an integer of 4,000 digits": (
        "POST",
        "/things",
        JSON,
        b'{"count":' + b"9" * 4_000 + b"}",
    ),
    "a fraction of 100,000 digits": (
        "POST",
        "/things",
        JSON,
        b'{"size":0.' + b"9" * 100_000 + b"}",
    ),
    "an infinite number": ("POST", "/things", JSON, b'{"size":1e999}'),
    "an infinite number in a map": ("POST", "/things", JSON, b'{"map":{"a":-1e999}}'),
    "a huge exponent": ("POST", "/things", JSON, b'{"count":1e9999999999}'),
    "a lone surrogate": (
        "POST",
        "/things",
        JSON,
        rb'{"name":"\ud800","map":{"\udfff":"\ud800"}}',
    ),
    "a lone surrogate in UTF-8": ("POST", "/things", JSON, b'{"name":"\xed\xa0\x80"}'),
    "invalid UTF-8": ("POST", "/things", JSON, b'{"name":"\xff\xfe"}'),
    "UTF-16 without a pair": (
        "POST",
        "/things",
        JSON,
        b"\xff\xfe\x22\x00\x00\xd8\x22\x00",
    ),
    "NUL": ("POST", "/things", JSON, b"\x00\x00\x00\x00"),
    "a pattern that backtracks": (
        "POST",
        "/things",
        JSON,
        json.dumps({"name": "a" * 50_000 + "!"}).encode(),
    ),
    "many patterns": (
        "POST",
        "/things",
        JSON,
        json.dumps({"list": ["a" * 30 + "!"] * 20_000}).encode(),
    ),
    "duplicate keys": (
        "POST",
        "/things",
        JSON,
        b"{" + b'"name":"a",' * 100_000 + b'"name":1}',
    ),
    "a charset that does not exist": (
        "POST",
        "/things",
        {"content-type": "application/json; charset=\xe4"},
        b"{}",
    ),
    "a content type of 10 KB": (
        "POST",
        "/things",
        {"content-type": "application/json;" * 600},
        b"{}",
    ),
    "gzip": (
        "POST",
        "/things",
        JSON | {"content-encoding": "gzip"},
        gzip.compress(b" " * 1_000_000),
    ),
    "compressed by br": ("POST", "/things", JSON | {"content-encoding": "br"}, b"\x00"),
    "form keys of 100,000 levels": (
        "POST",
        "/things",
        FORM,
        b"map" + b"[a]" * 100_000 + b"=1",
    ),
    "form keys with empty brackets": (
        "POST",
        "/things",
        FORM,
        b"map" + b"[]" * 100_000 + b"=1",
    ),
    "form lists of 100,000 levels": (
        "POST",
        "/things",
        FORM,
        b"list" + b"[]" * 100_000 + b"=1",
    ),
    "an index of 10,000 digits": (
        "POST",
        "/things",
        FORM,
        b"map[" + b"9" * 10_000 + b"]=1",
    ),
    "an index of another script": (
        "POST",
        "/things",
        FORM,
        "map[²]=1&map[٣]=2".encode(),
    ),
    "100,000 form fields": ("POST", "/things", FORM, b"list=1&" * 100_000),
    "100,000 form names": (
        "POST",
        "/things",
        FORM,
        b"&".join(b"a%d=1" % n for n in range(100_000)),
    ),
    "invalid escapes in a form": ("POST", "/things", FORM, b"name=%zz%ff%&%u1234=%"),
    "invalid UTF-8 in a form": ("POST", "/things", FORM, b"name=\xff"),
    "JSON of 100,000 levels in a form": (
        "POST",
        "/things",
        FORM,
        b"map=" + nest("[…]"),
    ),
    "a multipart without boundary": (
        "POST",
        "/things",
        {"content-type": "multipart/form-data"},
        b"--b",
    ),
    "a boundary of 100 KB": (
        "POST",
        "/things",
        {"content-type": "multipart/form-data; boundary=" + "b" * 100_000},
        b"--b",
    ),
    "an unfinished multipart": (
        "POST",
        "/things",
        MULTIPART,
        b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx',
    ),
    "a part without name": (
        "POST",
        "/things",
        MULTIPART,
        b"--b\r\nContent-Type: a\r\n\r\nx\r\n--b--\r\n",
    ),
    "a part with a name in latin-1": (
        "POST",
        "/things",
        MULTIPART,
        b'--b\r\nContent-Disposition: form-data; name="\xff"\r\n\r\nx\r\n--b--\r\n',
    ),
    "multipart in multipart": (
        "POST",
        "/things",
        MULTIPART,
        b'--b\r\nContent-Disposition: form-data; name="map"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n'
        * 2_000
        + b"--b--\r\n",
    ),
    "20,000 parts": (
        "POST",
        "/things",
        MULTIPART,
        b'--b\r\nContent-Disposition: form-data; name="list"\r\n\r\n1\r\n' * 20_000
        + b"--b--\r\n",
    ),
    "many boundaries": ("POST", "/things", MULTIPART, b"--b\r\n" * 100_000),
    "part headers of 1 MB": (
        "POST",
        "/things",
        MULTIPART,
        b"--b\r\nX-A: " + b"a" * 1_000_000 + b"\r\n\r\n\r\n--b--\r\n",
    ),
    "a part in base64 that is none": (
        "POST",
        "/things",
        MULTIPART,
        b'--b\r\nContent-Disposition: form-data; name="name"\r\nContent-Transfer-Encoding: base64\r\n\r\n\xff!\r\n--b--\r\n',
    ),
    "a part with an unknown encoding": (
        "POST",
        "/things",
        MULTIPART,
        b'--b\r\nContent-Disposition: form-data; name="name"; filename="a"\r\nContent-Transfer-Encoding: uu\r\n\r\n\xff!\r\n--b--\r\n',
    ),
    "XML of 100,000 levels": ("POST", "/things", XML, nest("<tree>…</tree>")),
    "XML of 900 levels": ("POST", "/things", XML, nest("<tree>…</tree>", 900)),
    "XML entities": (
        "POST",
        "/things",
        XML,
        b'<!DOCTYPE a [<!ENTITY a "&#38;a;">]><a>&a;</a>',
    ),
    "100,000 XML elements": (
        "POST",
        "/things",
        XML,
        b"<Thing>" + b"<list/>" * 100_000 + b"</Thing>",
    ),
    "100,000 XML attributes": (
        "POST",
        "/things",
        XML,
        b"<Thing " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>",
    ),
    "XML with a NUL": ("POST", "/things", XML, b"<Thing>\x00</Thing>"),
    "XML with an unknown encoding": (
        "POST",
        "/things",
        XML,
        b'<?xml version="1.0" encoding="x"?><a/>',
    ),
    "100,000 lines": (
        "POST",
        "/things",
        {"content-type": "application/jsonl"},
        b'{"size":"a"}\n' * 100_000,
    ),
    "a deep line": (
        "POST",
        "/things",
        {"content-type": "application/jsonl"},
        nest("[…]"),
    ),
    "an unknown media type": (
        "POST",
        "/things",
        {"content-type": "\xff\x80/;;=,"},
        b"x",
    ),
    "text in latin-1": ("POST", "/things", {"content-type": "text/plain"}, b"\xe4"),
    "a number of 10,000 digits in the path": (
        "GET",
        "/things/" + "9" * 10_000,
        {},
        b"",
    ),
    "digits of another script": ("GET", "/things/%C2%B2", {}, b""),
    "two signs": ("GET", "/things/--5", {}, b""),
    "a lone surrogate in the path": ("GET", "/things/%ED%A0%80", {}, b""),
    "invalid escapes in the path": ("GET", "/things/%zz%f%", {}, b""),
    "NUL in the path": ("GET", "/things/%00", {}, b""),
    "CR LF in the path": ("GET", "/things/%0D%0AX: y", {}, b""),
    "a query key of 10,000 levels": (
        "GET",
        "/things/1?filter" + "[a]" * 10_000 + "=1",
        {},
        b"",
    ),
    "an index of 10,000 digits in the query": (
        "GET",
        f"/things/1?filter[{'9' * 10_000}]=1",
        {},
        b"",
    ),
    "20,000 query parameters": ("GET", "/things/1?" + "list=1&" * 20_000, {}, b""),
    "30,000 items": ("GET", "/things/1?list=" + "1," * 30_000, {}, b""),
    "deep JSON in the query": ("GET", "/things/1?json=" + "[" * 30_000, {}, b""),
    "a lone surrogate in the query": (
        "GET",
        "/things/1?json={%22a%22:%22%5Cud800%22}&list=%ED%A0%80",
        {},
        b"",
    ),
    "infinity in the query": (
        "GET",
        "/things/1?json={%22a%22:1e999}",
        {"x-number": "1e999"},
        b"",
    ),
    "NaN in a header": ("GET", "/things/1", {"x-number": "NaN"}, b""),
    "a status that is no number": ("GET", "/things/1?__code=x", {}, b""),
    "a status of another script": ("GET", "/things/1", {"x-mock-status": "\xb2"}, b""),
    "prefer": (
        "GET",
        "/things/1",
        {"prefer": 'code=999;;,=,example=\xff, code="' + "," * 5000},
        b"",
    ),
    "prefer NaN": ("GET", "/things/1", {"prefer": "code=nan"}, b""),
    "an example that does not exist": (
        "GET",
        "/things/1",
        {"prefer": "example=\x80\xff"},
        b"",
    ),
    "status without a body": ("GET", "/things/1", {"x-mock-status": "204"}, b""),
    "status 304": ("GET", "/things/1", {"x-mock-status": "304"}, b""),
    "status 205": ("GET", "/things/1", {"x-mock-status": "205"}, b""),
    "a truncated status without a body": (
        "GET",
        "/things/1",
        {"x-mock-status": "204", "x-mock-truncate": "1"},
        b"",
    ),
    "accept NaN": ("GET", "/things/1", {"accept": "application/json;q=nan"}, b""),
    "accept infinity": (
        "GET",
        "/things/1",
        {"accept": "*/*;q=inf, application/json;q=-inf"},
        b"",
    ),
    "accept junk": ("GET", "/things/1", {"accept": ",;q=,/;*/*" * 1000}, b""),
    "cookie junk": ("GET", "/things/1", {"cookie": "=;;==" * 1000}, b""),
    "a host that is no host": ("GET", "/things/1", {"host": "[::1"}, b""),
    "an unknown method": ("BREW", "/things", {}, b""),
    "a method of another script": ("GÄT", "/things", {}, b""),
    "the target of OPTIONS": ("OPTIONS", "*", {}, b""),
    "an absolute target": ("GET", "http://example.com/things/1", {}, b""),
    "a long path": ("GET", "/" + "a/" * 20_000, {}, b""),
    "websocket": (
        "GET",
        "/things/1",
        {"upgrade": "websocket", "connection": "upgrade"},
        b"",
    ),
}


@pytest.fixture(scope="module")
def app() -> ASGIApp:
    return mock_of(DOCUMENT).create_app()


@pytest.mark.parametrize("name", REQUESTS)
def test_hostile_request(
    app: ASGIApp, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    caplog.set_level(logging.INFO)
    method, target, headers, body = REQUESTS[name]
    response = send(app, method, target, headers, body)
    assert 200 <= response[0] < 500
    check_response(response)
    assert len(caplog.records) == 1
    assert len(caplog.records[0].getMessage()) < 2_000
    assert caplog.records[0].exc_info is None
    good = send(app, "GET", "/things/1", {})
    assert good[0] == 200
