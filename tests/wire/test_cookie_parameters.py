"""Cookie parameters: the style `form`, which encodes, and since 3.2 `cookie`, which does not."""

from __future__ import annotations

import pytest

from tests.wire.pressing import call, package
from tests.wire.server import Wire
from tests.wire.single import send

TEXT = "{type: string}"
LIST = "{type: array, items: {type: string}}"
OBJECT = "{type: object, additionalProperties: {type: integer}}"
COLOURS, RGB = ["blue", "black"], {"R": 100, "G": 200}


def cookie(how: str, schema: str) -> str:
    """A cookie parameter in YAML."""
    return f"in: cookie, {how}, schema: {schema}"


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


def rows(version: str) -> list[str]:
    """The parameters that a version has."""
    listed = [row for row in STYLES if row[0] == version]
    return [
        *dict.fromkeys(
            cookie(f"style: {s}, explode: {e}", t) for _, s, e, t, _, _ in listed
        )
    ]


@pytest.mark.parametrize(
    ("version", "style", "explode", "schema", "value", "written"), STYLES
)
def test_a_cookie_is_written_by_its_style(
    server: Wire,
    version: str,
    style: str,
    explode: str,
    schema: str,
    value: object,
    written: str,
) -> None:
    parameter = cookie(f"style: {style}, explode: {explode}", schema)
    asked = send(server, rows(version), parameter, value, version)
    assert asked.headers["cookie"] == written


@pytest.mark.parametrize("value", [None, []])
def test_no_cookie_is_sent_for_what_is_not_there(server: Wire, value: object) -> None:
    parameter = cookie("style: form, explode: true", LIST)
    assert "cookie" not in send(server, rows("3.1.0"), parameter, value).headers


@pytest.mark.parametrize("value", ["a; admin=1", "a\r\nx: y", "a\0"])
def test_a_bare_cookie_that_would_be_two_is_refused(server: Wire, value: str) -> None:
    parameter = cookie("style: cookie, explode: true", TEXT)
    with pytest.raises(ValueError, match=r"semicolon|line break"):
        send(server, rows("3.2.0"), parameter, value, "3.2.0")
    assert server.asked == []


def test_json_in_a_cookie_is_encoded(server: Wire) -> None:
    parameter = "in: cookie, content: {application/json: {schema: {}}}"
    asked = send(server, [parameter], parameter, {"a": "é;"})
    assert asked.headers["cookie"] == "color=%7B%22a%22%3A%22%C3%A9%3B%22%7D"


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


def test_all_cookies_stand_in_one_header(server: Wire) -> None:
    made = package(SEVERAL)
    call(
        made,
        server,
        lambda client: client.things.list(theme="dark", page=2),
        api_key="abc==/+%",
        headers={"Cookie": "own=1"},
    )
    assert (
        server.last.headers["cookie"] == "own=1; theme=dark; page=2; SESSION=abc==/+%"
    )
