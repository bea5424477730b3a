"""Cookie parameters: the style `form`, and `cookie` (since OpenAPI 3.2), which does not encode."""

from __future__ import annotations

import pytest

from tests.wire.clients import call, generate_package
from tests.wire.parameters import send_parameter
from tests.wire.server import RecordingServer

TEXT = "{type: string}"
LIST = "{type: array, items: {type: string}}"
OBJECT = "{type: object, additionalProperties: {type: integer}}"
COLOURS, RGB = ["blue", "black"], {"R": 100, "G": 200}


def cookie(keywords: str, schema: str) -> str:
    """Return a cookie parameter in YAML."""
    return f"in: cookie, {keywords}, schema: {schema}"


FORM = [
    ("form", "true", TEXT, "blue", "color=blue"),
    ("form", "true", TEXT, "", "color="),
    ("form", "true", TEXT, 'a;b=c "é"', "color=a%3Bb%3Dc%20%22%C3%A9%22"),
    ("form", "true", TEXT, "a\r\nb", "color=a%0D%0Ab"),
    ("form", "false", LIST, COLOURS, "color=blue,black"),
    ("form", "true", LIST, COLOURS, "color=blue; color=black"),
    ("form", "false", OBJECT, RGB, "color=R,100,G,200"),
    ("form", "true", OBJECT, RGB, "R=100; G=200"),
    ("form", "true", "{type: boolean}", True, "color=true"),
]
COOKIE = [
    ("cookie", "true", TEXT, 'a=b "c"/é%20', 'color=a=b "c"/é%20'),
    ("cookie", "false", LIST, COLOURS, "color=blue,black"),
    ("cookie", "true", LIST, COLOURS, "color=blue; color=black"),
    ("cookie", "false", OBJECT, RGB, "color=R,100,G,200"),
    ("cookie", "true", OBJECT, RGB, "R=100; G=200"),
]
STYLES = [
    *((version, *row) for version in ("3.0.4", "3.1.0", "3.2.0") for row in FORM),
    *(("3.2.0", *row) for row in COOKIE),
]


def parameters(version: str) -> list[str]:
    """Return the parameters that are valid in a version of OpenAPI."""
    styles = [row for row in STYLES if row[0] == version]
    return [
        *dict.fromkeys(
            cookie(f"style: {s}, explode: {e}", t) for _, s, e, t, _, _ in styles
        )
    ]


@pytest.mark.parametrize(
    ("version", "style", "explode", "schema", "value", "expected"), STYLES
)
def test_cookie_style(
    server: RecordingServer,
    version: str,
    style: str,
    explode: str,
    schema: str,
    value: object,
    expected: str,
) -> None:
    parameter = cookie(f"style: {style}, explode: {explode}", schema)
    request = send_parameter(server, parameters(version), parameter, value, version)
    assert request.headers["cookie"] == expected


@pytest.mark.parametrize("value", [None, []])
def test_absent_cookie_is_not_sent(server: RecordingServer, value: object) -> None:
    parameter = cookie("style: form, explode: true", LIST)
    assert (
        "cookie"
        not in send_parameter(server, parameters("3.1.0"), parameter, value).headers
    )


@pytest.mark.parametrize("value", ["a; admin=1", "a\r\nx: y", "a\0"])
def test_unencoded_cookie_with_delimiter_is_rejected(
    server: RecordingServer, value: str
) -> None:
    parameter = cookie("style: cookie, explode: true", TEXT)
    with pytest.raises(ValueError, match=r"semicolon|line break"):
        send_parameter(server, parameters("3.2.0"), parameter, value, "3.2.0")
    assert server.requests == []


def test_json_cookie_is_percent_encoded(server: RecordingServer) -> None:
    parameter = "in: cookie, content: {application/json: {schema: {}}}"
    request = send_parameter(server, [parameter], parameter, {"a": "é;"})
    assert request.headers["cookie"] == "color=%7B%22a%22%3A%22%C3%A9%3B%22%7D"


SEVERAL = """
paths:
  /things:
    get:
      operationId: listThings
      tags: [things]
      security: [{session: []}]
      parameters:
        - {name: theme, in: cookie, schema: {type: string}}
        - {name: page, in: cookie, schema: {type: integer}}
      responses: {'204': {description: Listed.}}
components:
  securitySchemes: {session: {type: apiKey, in: cookie, name: SESSION}}
"""


def test_cookies_share_one_header(server: RecordingServer) -> None:
    acme = generate_package(SEVERAL)
    call(
        acme,
        server,
        lambda client: client.things.list(theme="dark", page=2),
        api_key="abc==/+%",
        headers={"Cookie": "own=1"},
    )
    assert (
        server.last.headers["cookie"] == "own=1; theme=dark; page=2; SESSION=abc==/+%"
    )
