"""Request validation, and rejections in the form of the documented errors."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mock.serving import MockServer, serve_document

PARAMETERS = {
    "list": "{name: list, in: query, schema: {type: array, items: {type: integer}}}",
    "closed": "{name: closed, in: query, explode: false, schema: {type: array, items: {type: integer}}}",
    "pipes": "{name: pipes, in: query, style: pipeDelimited, explode: false,"
    " schema: {type: array, items: {type: string, maxLength: 2}}}",
    "spaces": "{name: spaces, in: query, style: spaceDelimited, explode: false,"
    " schema: {type: array, items: {type: boolean}}}",
    "deep": "{name: deep, in: query, style: deepObject, schema: {type: object, required: [n],"
    " properties: {n: {type: integer}, tags: {type: array, items: {type: string}}}, additionalProperties: false}}",
    "json": "{name: json, in: query, content: {application/json: {schema: {type: array, items: {type: integer}}}}}",
    "either": "{name: either, in: query, schema: {oneOf: [{type: integer}, {enum: [all]}]}}",
    "when": "{name: when, in: query, schema: {type: string, format: date}}",
    "empty": "{name: empty, in: query, allowEmptyValue: true, schema: {type: integer}}",
    "X-Rate": "{name: X-Rate, in: header, schema: {type: number, maximum: 1}}",
    "crumb": "{name: crumb, in: cookie, schema: {type: integer}}",
}
DOCUMENT = f"""
paths:
  /things/{{id}}:
    get:
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: integer, minimum: 1}}}}
        - {{name: must, in: query, required: true, schema: {{type: string, enum: [yes please]}}}}
        - {chr(10).join(f"        - {text}" for text in PARAMETERS.values()).strip(" -")}
      responses:
        '200': {{description: ok}}
        '422': {{description: no, content: {{application/json: {{schema: {{type: object,
          required: [error], properties: {{error: {{type: object, required: [message, code],
          properties: {{message: {{type: string}}, code: {{type: integer}}}}}}}}}}}}}}}}
  /points/{{at}}:
    get:
      parameters: [{{name: at, in: path, required: true, style: matrix, explode: true,
        schema: {{type: object, properties: {{x: {{type: integer}}, y: {{type: integer}}}},
        additionalProperties: false}}}}]
      responses: {{'200': {{description: ok}}}}
  /labels/{{of}}:
    get:
      parameters: [{{name: of, in: path, required: true, style: label,
        schema: {{type: array, items: {{type: integer}}}}}}]
      responses: {{'200': {{description: ok}}}}
  /free:
    get:
      parameters: [{{name: filter, in: query, schema: {{type: object,
        properties: {{a: {{type: integer}}}}, additionalProperties: false}}}}]
      responses: {{'200': {{description: ok}}}}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with serve_document(DOCUMENT) as running:
        yield running


THING = "/things/1?must=yes%20please"


@pytest.mark.parametrize(
    "more",
    [
        "",
        "&list=1&list=2",
        "&closed=1,2",
        "&closed=1%2C2",
        "&pipes=a|b",
        "&pipes=a%7Cb",
        "&spaces=true%20false",
        "&spaces=true+false",
        "&deep[n]=1",
        "&deep%5Bn%5D=1&deep%5Btags%5D=a&deep%5Btags%5D=b",
        "&deep[n]=1&deep[tags]=a",
        "&json=%5B1%5D",
        "&either=7",
        "&either=all",
        "&when=2026-02-28",
        "&empty=",
        "&undeclared=x",
    ],
)
def test_valid_parameters(server: MockServer, more: str) -> None:
    response = server.request("GET", THING + more)
    assert response.status == 200, response.headers


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ("&list=1&list=two", "'list'"),
        ("&closed=1,two", "'closed'"),
        ("&pipes=a|long", "'pipes'"),
        ("&spaces=true%20maybe", "'spaces'"),
        ("&deep[m]=1", "'deep'"),
        ("&json=%7B%7D", "'json'"),
        ("&json=%5B", "'json'"),
        ("&either=some", "'either'"),
        ("&when=2026-02-30", "'when'"),
        ("&empty=x", "'empty'"),
        ("&must=no", None),
    ],
)
def test_invalid_parameters(server: MockServer, more: str, word: str | None) -> None:
    response = server.request("GET", THING + more)
    if word is None:
        assert response.status == 200
        return
    assert response.status == 422
    assert word in response.json["error"]["message"]
    assert response.json["error"]["code"] == 422
    assert word in response.headers["x-mock-reason"]


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/things/0?must=yes%20please", 422),
        ("/things/one?must=yes%20please", 422),
        ("/things/1", 422),
        ("/things/1?must=no", 422),
        ("/points/;x=1;y=2", 200),
        ("/points/;x=1;z=2", 400),
        ("/labels/.1,2", 200),
        ("/labels/.1,b", 400),
        ("/free?a=1", 200),
        ("/free?a=b", 400),
        ("/free", 200),
    ],
)
def test_path_parameters_and_exploded_objects(
    server: MockServer, target: str, status: int
) -> None:
    assert server.request("GET", target).status == status


def test_header_and_cookie_parameters(server: MockServer) -> None:
    assert (
        server.request("GET", THING, x_rate="0.5", cookie="other=x; crumb=4").status
        == 200
    )
    assert server.request("GET", THING, x_rate="2").status == 422
    assert server.request("GET", THING, cookie="crumb=many").status == 422


SECURED = """
security: [{basic: []}, {key: [], cookie: []}]
paths:
  /any: {get: {responses: &r {'200': {description: ok}, '403': {description: no}}}}
  /open: {get: {security: [{}, {basic: []}], responses: *r}}
  /bearer: {get: {security: [{bearer: []}], responses: {'200': {description: ok}}}}
  /query: {get: {security: [{query: []}], responses: *r}}
components:
  securitySchemes:
    basic: {type: http, scheme: basic}
    bearer: {type: http, scheme: bearer}
    key: {type: apiKey, in: header, name: X-Key}
    cookie: {type: apiKey, in: cookie, name: session}
    query: {type: apiKey, in: query, name: token}
"""


def test_credentials() -> None:
    with serve_document(SECURED) as server:
        response = server.request("GET", "/any")
        assert (response.status, response.headers["www-authenticate"]) == (403, "Basic")
        assert server.request("GET", "/any", authorization="Basic YTpi").status == 200
        assert server.request("GET", "/any", authorization="Bearer x").status == 403
        assert server.request("GET", "/any", x_key="k").status == 403
        assert (
            server.request("GET", "/any", x_key="k", cookie="session=s").status == 200
        )
        assert server.request("GET", "/open").status == 200
        assert server.request("GET", "/bearer").status == 401
        assert server.request("GET", "/bearer", authorization="Bearer ").status == 401
        assert server.request("GET", "/bearer", authorization="bearer x").status == 200
        assert server.request("GET", "/query?token=").status == 403
        assert server.request("GET", "/query?token=t").status == 200


BODIES = """
paths:
  /json:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: &r
        '200': {description: ok}
        default: {description: no, content: {application/json: {schema: {type: object,
          properties: {status: {type: integer}, detail: {type: string}}, required: [status, detail]}}}}
  /form:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/Thing'}
            encoding: {list: {style: pipeDelimited, explode: false}}
          multipart/form-data: {schema: {$ref: '#/components/schemas/Thing'}}
      responses: *r
  /lines:
    post:
      requestBody: {content: {application/jsonl: {itemSchema: {type: integer}}}}
      responses: *r
  /text:
    post:
      requestBody: {content: {text/plain: {schema: {type: string, maxLength: 3}}, image/*: {}}}
      responses: *r
components:
  schemas:
    Thing:
      type: object
      required: [n, id]
      properties: {n: {type: integer}, list: {type: array, items: {type: integer}}, id: {type: string, readOnly: true},
        file: {type: string, format: binary}}
      additionalProperties: false
"""
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
PART = '--b\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'


@pytest.mark.parametrize(
    ("path", "media_type", "body", "status"),
    [
        ("/json", JSON, '{"n": 1}', 200),
        ("/json", f"{JSON}; charset=utf-8", '{"n": 1}', 200),
        ("/json", JSON, '{"n": "1"}', 400),
        ("/json", JSON, "{", 400),
        ("/json", JSON, '{"n": NaN}', 400),
        ("/json", JSON, "[" * 100_000, 400),
        ("/json", JSON, b"\xff", 400),
        ("/json", JSON, "", 200),
        ("/json", "", "", 400),
        ("/json", "text/csv", "n", 415),
        ("/form", FORM, "n=1&list=1|2", 200),
        ("/form", FORM, "n=1&list=1%7C2", 200),
        ("/form", FORM, "n=one", 400),
        ("/form", FORM, "", 200),
        ("/form", MULTIPART, PART.format("n", "", 1) + "--b--\r\n", 200),
        ("/form", MULTIPART, PART.format("list", "", 1) + "--b--\r\n", 400),
        (
            "/form",
            MULTIPART,
            PART.format("n", "", 1)
            + PART.format("file", '; filename="a"', "x")
            + "--b--\r\n",
            200,
        ),
        ("/form", "multipart/form-data", "n", 400),
        ("/lines", "application/jsonl", "1\n2\n\n", 200),
        ("/lines", "application/jsonl", "1\ntwo\n", 400),
        ("/text", "text/plain", "abc", 200),
        ("/text", "text/plain", "abcd", 400),
        ("/text", "image/png", b"\x89PNG", 200),
        ("/text", "video/mp4", b"x", 415),
    ],
)
def test_request_bodies(
    path: str, media_type: str, body: str | bytes, status: int
) -> None:
    with serve_document(BODIES) as server:
        headers = {"content_type": media_type} if media_type else {}
        response = server.request("POST", path, body, **headers)
        assert response.status == status
        if response.status >= 400:
            assert response.json["status"] == response.status
            # The detail may contain characters that a header cannot.
            assert response.json["detail"] and response.headers["x-mock-reason"]


def test_media_types_without_slash() -> None:
    document = """
paths:
  /form:
    post:
      parameters: [{name: Content-Length, in: header, required: true, schema: {type: string}}]
      requestBody: {content: {x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: integer}}}}}}
      responses: {'200': {description: ok, content: {json: {schema: {const: 1}}}}}
"""
    kind = "application/x-www-form-urlencoded"
    with serve_document(document) as server:
        accepted = server.request("POST", "/form", b"a=1", content_type=kind)
        assert accepted.status == 200
        assert accepted.headers["content-type"] == "application/json"
        rejected = server.request("POST", "/form", b"a=x", content_type=kind)
        assert rejected.status == 400
