"""Security schemes, and the choice between alternative requirements."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import httpx2
import pytest

from tests.wire.clients import call, catch_error, generate_package
from tests.wire.server import ReceivedRequest, RecordingServer, response

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


def build_document(
    security: dict[str, str], top: str = "", version: str = "3.1.0"
) -> str:
    """Return a document with an operation for each name, whose security requirements are YAML."""
    text = HEAD.replace("VERSION", version) + (f"security: {top}\n" if top else "")
    text += "paths:\n"
    for name, requirements in security.items():
        keyword = f"security: {requirements}" if requirements else "x-plain: true"
        text += OPERATION.replace("NAME", name).replace("SECURITY", keyword)
    return text + SCHEMES


def send(
    server: RecordingServer, text: str, name: str, **credentials: Any
) -> ReceivedRequest:
    """Return the request of an operation."""
    acme = generate_package(text)
    call(acme, server, lambda client: getattr(client.calls, name)(), **credentials)
    return server.last


SINGLE = {
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
    ("name", "credential", "location", "expected"),
    [
        ("header", "k &", "x-key", "k &"),
        ("query", "k &é=", "target", "/query?api%20key=k%20%26%C3%A9%3D"),
        ("cookie", "abc==", "cookie", "SESSION=abc=="),
        ("bearer", "t.o.k", "authorization", "Bearer t.o.k"),
        ("digest", 'Digest username="e"', "authorization", 'Digest username="e"'),
        ("oauth", "t", "authorization", "Bearer t"),
        ("openid", "t", "authorization", "Bearer t"),
        ("referred", "k", "x-key", "k"),
    ],
)
def test_credential_location_of_each_scheme(
    server: RecordingServer,
    version: str,
    name: str,
    credential: str,
    location: str,
    expected: str,
) -> None:
    text = build_document({name: SINGLE[name]}, version=version)
    argument = {
        "header": "api_key",
        "query": "api_key",
        "cookie": "api_key",
        "referred": "api_key",
    }
    request = send(
        server,
        text,
        name,
        **{argument.get(name, "digest" if name == "digest" else "token"): credential},
    )
    assert (
        request.target if location == "target" else request.headers[location]
    ) == expected


@pytest.mark.parametrize("credential", ["user:pass", "ü:p:w", ":"])
def test_basic_auth_is_base64_encoded(server: RecordingServer, credential: str) -> None:
    request = send(
        server,
        build_document({"basic": SINGLE["basic"]}),
        "basic",
        basic_auth=credential,
    )
    scheme, _, encoded = request.headers["authorization"].partition(" ")
    assert (scheme, b64decode(encoded).decode()) == ("Basic", credential)


def test_password_is_redacted_in_errors(server: RecordingServer) -> None:
    acme = generate_package(build_document({"basic": SINGLE["basic"]}))
    server.responses = [response(401, b'{"message": "hunter%212 is not it: hunter!2"}')]
    error = catch_error(
        acme,
        server,
        lambda client: client.calls.basic(),
        acme.APIStatusError,
        basic_auth="user:hunter!2",
    )
    assert str(error).endswith("401: *** is not it: ***")
    assert b"hunter" not in error.raw


ALTERNATIVES = {
    "either": "[{bearer: []}, {header: []}]",
    "both": "[{bearer: [], header: []}]",
    "mixed": "[{bearer: [], query: []}, {header: [], cookie: []}]",
    "optional": "[{}, {header: []}]",
    "half": "[{}, {bearer: [], header: []}]",
    "open": "[]",
    "inherited": "",
}
ARGUMENTS = {
    "bearer": "token",
    "header": "header",
    "query": "query",
    "cookie": "cookie",
}


@pytest.mark.parametrize(
    ("name", "credentials", "expected"),
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
def test_first_satisfied_security_requirement_is_used(
    server: RecordingServer,
    name: str,
    credentials: tuple[str, ...],
    expected: tuple[str, ...],
) -> None:
    text = build_document(ALTERNATIVES, top="[{query: []}]")
    request = send(
        server, text, name, **{ARGUMENTS[scheme]: "secret" for scheme in credentials}
    )
    names = {h for h in ("authorization", "x-key", "cookie") if h in request.headers}
    assert names | ({"query"} if "?" in request.target else set()) == {*expected}


def test_missing_credential_does_not_prevent_the_call(server: RecordingServer) -> None:
    """Without a credential the call is sent; the server replies what is missing."""
    assert (
        "authorization"
        not in send(server, build_document(ALTERNATIVES), "either").headers
    )


def test_credentials_are_sent_if_no_operation_declares_security(
    server: RecordingServer,
) -> None:
    text = build_document({"calm": ""})
    assert "x-key" not in send(server, text, "calm").headers
    assert send(server, text, "calm", header="k").headers["x-key"] == "k"


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
def test_unsupported_scheme_does_not_block_other_schemes(
    server: RecordingServer, name: str
) -> None:
    request = send(server, MUTUAL, name, api_key="k")
    assert request.headers["x-key"] == "k"
    assert "authorization" not in request.headers


def test_security_scheme_named_by_uri(server: RecordingServer) -> None:
    uri = "'#/components/securitySchemes/header'"
    text = build_document({"referring": f"[{{{uri}: []}}]"}, version="3.2.0")
    assert send(server, text, "referring", api_key="k").headers["x-key"] == "k"


@pytest.mark.parametrize(
    ("name", "argument"),
    [("header", "api_key"), ("bearer", "token"), ("cookie", "api_key")],
)
def test_credential_with_line_break_is_rejected(
    server: RecordingServer, name: str, argument: str
) -> None:
    with pytest.raises(ValueError, match="line break"):
        send(
            server,
            build_document({name: SINGLE[name]}),
            name,
            **{argument: "a\r\nx: y"},
        )
    assert server.requests == []


def test_credential_wins_over_auth_of_url_and_transport(
    server: RecordingServer,
) -> None:
    """User info in the URL and the auth of an httpx2 client apply only without a credential."""
    acme = generate_package(build_document({"bearer": SINGLE["bearer"]}))
    base_url = server.url.replace("//", "//user:word@")
    call(
        acme, server, lambda client: client.calls.bearer(), token="t", base_url=base_url
    )
    assert server.last.headers["authorization"] == "Bearer t"
    with httpx2.Client(auth=("user", "word")) as http_client:
        for token, scheme in (("t", "Bearer"), (None, "Basic")):
            acme.Acme(
                base_url=server.url, token=token, transport=http_client
            ).calls.bearer()
            assert server.last.headers["authorization"].startswith(scheme)


def test_header_of_call_wins_over_credential(server: RecordingServer) -> None:
    acme = generate_package(build_document({"bearer": SINGLE["bearer"]}))
    headers = {"Authorization": "Acme own"}
    call(acme, server, lambda client: client.calls.bearer(headers=headers), token="t")
    assert server.last.headers["authorization"] == "Acme own"
