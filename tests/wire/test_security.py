"""Security: each kind of scheme, and which of several alternatives a call meets."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import httpx2
import pytest

from tests.wire.pressing import call, package, refused
from tests.wire.server import Asked, Wire, answer

SCHEMES = """
components:
  securitySchemes:
    header: {type: apiKey, in: header, name: X-Key}
    query: {type: apiKey, in: query, name: 'api key'}
    cookie: {type: apiKey, in: cookie, name: SESSION}
    basic: {type: http, scheme: Basic}
    bearer: {type: http, scheme: bearer, bearerFormat: JWT}
    digest: {type: http, scheme: digest}
    oauth: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://acme.test/a', scopes: {read: Read.}}}}
    openid: {type: openIdConnect, openIdConnectUrl: 'https://acme.test/.well-known/openid-configuration'}
    referred: {$ref: '#/components/securitySchemes/header'}
"""
HEAD = "openapi: VERSION\ninfo: {title: Acme, version: '1'}\n"
OPERATION = """
  /NAME:
    get: {operationId: NAME, tags: [calls], SECURITY, responses: {'204': {description: Done.}}}
"""


def document(security: dict[str, str], top: str = "", version: str = "3.1.0") -> str:
    """A document with an operation for each name; what stands for its security is YAML."""
    text = HEAD.replace("VERSION", version) + (f"security: {top}\n" if top else "")
    text += "paths:\n"
    for name, wanted in security.items():
        told = f"security: {wanted}" if wanted else "x-plain: true"
        text += OPERATION.replace("NAME", name).replace("SECURITY", told)
    return text + SCHEMES


def sent(server: Wire, text: str, name: str, **credentials: Any) -> Asked:
    """The request of an operation."""
    made = package(text)
    call(made, server, lambda client: getattr(client.calls, name)(), **credentials)
    return server.last


ALONE = {
    name: f"[{{{name}: []}}]"
    for name in (
        "header",
        "query",
        "cookie",
        "basic",
        "bearer",
        "digest",
        "oauth",
        "openid",
        "referred",
    )
}


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
@pytest.mark.parametrize(
    ("name", "given", "place", "written"),
    [
        ("header", "k &é", "x-key", "k &é"),
        ("query", "k &é=", "target", "/query?api%20key=k%20%26%C3%A9%3D"),
        ("cookie", "abc==", "cookie", "SESSION=abc=="),
        ("bearer", "t.o.k", "authorization", "Bearer t.o.k"),
        ("digest", 'Digest username="é"', "authorization", 'Digest username="é"'),
        ("oauth", "t", "authorization", "Bearer t"),
        ("openid", "t", "authorization", "Bearer t"),
        ("referred", "k", "x-key", "k"),
    ],
)
def test_a_credential_stands_where_its_scheme_says(
    server: Wire, version: str, name: str, given: str, place: str, written: str
) -> None:
    text = document({name: ALONE[name]}, version=version)
    argument = {
        "header": "api_key",
        "query": "api_key",
        "cookie": "api_key",
        "referred": "api_key",
    }
    asked = sent(
        server,
        text,
        name,
        **{argument.get(name, "digest" if name == "digest" else "token"): given},
    )
    assert (asked.target if place == "target" else asked.headers[place]) == written


@pytest.mark.parametrize("given", ["user:pass", "ü:p:w", ":"])
def test_user_and_password_are_encoded(server: Wire, given: str) -> None:
    asked = sent(server, document({"basic": ALONE["basic"]}), "basic", basic_auth=given)
    kind, _, encoded = asked.headers["authorization"].partition(" ")
    assert (kind, b64decode(encoded).decode()) == ("Basic", given)


def test_a_password_alone_is_shown_nowhere_either(server: Wire) -> None:
    made = package(document({"basic": ALONE["basic"]}))
    server.answers = [answer(401, b'{"message": "hunter%212 is not it: hunter!2"}')]
    error = refused(
        made,
        server,
        lambda client: client.calls.basic(),
        made.APIStatusError,
        basic_auth="user:hunter!2",
    )
    assert str(error).endswith("401: *** is not it: ***")
    assert b"hunter" not in error.raw


CHOICES = {
    "either": "[{bearer: []}, {header: []}]",
    "both": "[{bearer: [], header: []}]",
    "mixed": "[{bearer: [], query: []}, {header: [], cookie: []}]",
    "optional": "[{}, {header: []}]",
    "half": "[{}, {bearer: [], header: []}]",
    "open": "[]",
    "inherited": "",
}
NAMED = {"bearer": "token", "header": "header", "query": "query", "cookie": "cookie"}


@pytest.mark.parametrize(
    ("name", "given", "written"),
    [
        ("either", ("bearer", "header"), ("authorization",)),
        ("either", ("header",), ("x-key",)),
        ("either", (), ()),
        ("both", ("bearer", "header"), ("authorization", "x-key")),
        ("both", ("header",), ("x-key",)),
        ("mixed", ("bearer", "header", "cookie"), ("x-key", "cookie")),
        ("mixed", ("bearer", "query", "header", "cookie"), ("authorization", "query")),
        ("mixed", ("cookie",), ("cookie",)),
        ("optional", ("header",), ("x-key",)),
        ("optional", (), ()),
        ("half", ("header",), ()),
        ("half", ("header", "bearer"), ("authorization", "x-key")),
        ("open", ("bearer", "header", "query", "cookie"), ()),
        ("inherited", ("bearer", "query"), ("query",)),
    ],
)
def test_the_first_alternative_that_can_be_met_is_taken(
    server: Wire, name: str, given: tuple[str, ...], written: tuple[str, ...]
) -> None:
    text = document(CHOICES, top="[{query: []}]")
    asked = sent(server, text, name, **{NAMED[scheme]: "secret" for scheme in given})
    found = {h for h in ("authorization", "x-key", "cookie") if h in asked.headers}
    assert found | ({"query"} if "?" in asked.target else set()) == {*written}


def test_nothing_is_refused_before_the_server_has_seen_it(server: Wire) -> None:
    """Without a credential the call is sent: the server says what is missing."""
    assert "authorization" not in sent(server, document(CHOICES), "either").headers


def test_where_no_operation_asks_each_takes_what_the_client_has(server: Wire) -> None:
    text = document({"calm": ""})
    assert "x-key" not in sent(server, text, "calm").headers
    assert sent(server, text, "calm", header="k").headers["x-key"] == "k"


MUTUAL = """
paths:
  /strange:
    get:
      operationId: strange
      tags: [calls]
      security: [{unknown: [], key: []}]
      responses: {'204': {description: Done.}}
  /mutual:
    get:
      operationId: mutual
      tags: [calls]
      security: [{certificate: [], key: []}]
      responses: {'204': {description: Done.}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    certificate: {type: mutualTLS}
"""


@pytest.mark.parametrize("name", ["strange", "mutual"])
def test_what_no_request_can_carry_is_no_condition(server: Wire, name: str) -> None:
    asked = sent(server, MUTUAL, name, api_key="k")
    assert asked.headers["x-key"] == "k"
    assert "authorization" not in asked.headers


def test_a_scheme_may_be_told_by_a_reference(server: Wire) -> None:
    place = "'#/components/securitySchemes/header'"
    text = document({"referring": f"[{{{place}: []}}]"}, version="3.2.0")
    assert sent(server, text, "referring", api_key="k").headers["x-key"] == "k"


@pytest.mark.parametrize(
    ("name", "argument"),
    [("header", "api_key"), ("bearer", "token"), ("cookie", "api_key")],
)
def test_a_credential_with_a_line_break_is_refused(
    server: Wire, name: str, argument: str
) -> None:
    with pytest.raises(ValueError, match="line break"):
        sent(server, document({name: ALONE[name]}), name, **{argument: "a\r\nx: y"})
    assert server.asked == []


def test_nobody_else_signs_a_request_that_has_a_credential(server: Wire) -> None:
    """Neither a user in the URL nor a client of httpx2 that was given takes its place; without one they serve."""
    made = package(document({"bearer": ALONE["bearer"]}))
    base_url = server.url.replace("//", "//user:word@")
    call(
        made, server, lambda client: client.calls.bearer(), token="t", base_url=base_url
    )
    assert server.last.headers["authorization"] == "Bearer t"
    with httpx2.Client(auth=("user", "word")) as given:
        for token, kind in (("t", "Bearer"), (None, "Basic")):
            made.Acme(base_url=server.url, token=token, transport=given).calls.bearer()
            assert server.last.headers["authorization"].startswith(kind)


def test_a_header_that_the_call_gives_wins_over_the_credential(server: Wire) -> None:
    made = package(document({"bearer": ALONE["bearer"]}))
    given = {"Authorization": "Acme own"}
    call(made, server, lambda client: client.calls.bearer(headers=given), token="t")
    assert server.last.headers["authorization"] == "Acme own"
