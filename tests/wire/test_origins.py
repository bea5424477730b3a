"""Origins of requests: no document, argument or server variable sends a credential to another host."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
import yaml
from pyreqwest.http import Url

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

ROOT = "https://api.acme.test/v1"
PATHS = [
    "@evil.test/{id}",
    "user:word@evil.test/{id}",
    ":18774/{id}",
    ".evil.test/{id}",
    "evil.test/{id}",
    "//evil.test/{id}",
    "\\\\evil.test\\{id}",
    "/\\evil.test/{id}",
    "\t//evil.test/{id}",
    "/\n/evil.test/{id}",
    "\r\n@evil.test/{id}",
    "@[::1]:9/{id}",
    "//[::1]/{id}",
    "@b\u00fccher.test/{id}",
    "\uff0f\uff0fevil.test/{id}",
    "%2F%2Fevil.test/{id}",
    "%40evil.test/{id}",
    "?@evil.test/{id}",
    "#@evil.test/{id}",
    "https://evil.test/{id}",
]
SCHEMES = {"bearer": {"type": "http", "scheme": "bearer"}}


def build_document(paths: dict[str, Any], **keywords: Any) -> str:
    """Return a document whose operations need a bearer token."""
    return yaml.safe_dump(
        {
            "openapi": "3.1.0",
            "info": {"title": "Acme", "version": "1"},
            "servers": [{"url": ROOT}],
            "security": [{"bearer": []}],
            "components": {"securitySchemes": SCHEMES},
            # With one tag, the paths would determine the resources.
            "paths": {**paths, "/other": {"get": {"tags": ["others"]}}},
            **keywords,
        },
        sort_keys=False,
    )


def build_operation(name: str, **keywords: Any) -> dict[str, Any]:
    """Return a GET operation with a path parameter."""
    parameter = {"name": "id", "in": "path", "required": True}
    return {
        "get": {
            "operationId": name,
            "tags": ["calls"],
            "parameters": [{**parameter, "schema": {"type": "string"}}],
            "responses": {"204": {"description": "Done."}},
            **keywords,
        }
    }


def send(acme: Any, method: str, **settings: Any) -> list[Any]:
    """Return the requests of one call, as a transport receives them."""
    transport = import_submodule(acme, "testing").FakeTransport()
    with acme.Acme(token="secret", transport=transport, **settings) as client:
        getattr(client.calls, method)(id="1")
    return list(transport.requests)


def parse_hosts(url: str) -> set[str | None]:
    """Return the host of a URL as parsed by three independent libraries."""
    return {urlsplit(url).hostname, httpx2.URL(url).host, Url(url).host_str}


PATHS_DOCUMENT = build_document(
    {p: build_operation(f"call{n}") for n, p in enumerate(PATHS)}
)


@pytest.mark.parametrize("number", range(len(PATHS)), ids=PATHS)
@pytest.mark.parametrize(
    ("settings", "host"),
    [
        ({}, "api.acme.test"),
        ({"base_url": "https://proxy.acme.test"}, "proxy.acme.test"),
        ({"base_url": "https://127.0.0.1:9/x/"}, "127.0.0.1"),
    ],
)
def test_path_never_changes_the_host(
    number: int, settings: dict[str, Any], host: str
) -> None:
    (request,) = send(generate_package(PATHS_DOCUMENT), f"call{number}", **settings)
    assert parse_hosts(request.url) == {host}
    assert request.headers["authorization"] == "Bearer secret"


SERVERS = [
    "//evil.test/x",
    "https://evil.test/x",
    "HTTPS://evil.test/x",
    "\\\\evil.test/x",
    "/\\evil.test/x",
    " //evil.test/x",
    "\t//evil.test/x",
    "{target}/x",
    "{slash}/evil.test/x",
]
VARIABLES = {"target": {"default": "//evil.test"}, "slash": {"default": "/"}}
SERVERS_DOCUMENT = build_document(
    {
        f"/things{n}/{{id}}": build_operation(
            f"call{n}", servers=[{"url": url, "variables": VARIABLES}]
        )
        for n, url in enumerate(SERVERS)
    }
)


@pytest.mark.parametrize("number", range(len(SERVERS)), ids=SERVERS)
def test_explicit_base_url_takes_precedence_over_server_of_operation(
    number: int,
) -> None:
    acme, name = generate_package(SERVERS_DOCUMENT), f"call{number}"
    try:
        (request,) = send(acme, name, base_url="https://proxy.acme.test")
    except ValueError as error:
        assert "absolute http URL" in str(error)
    else:
        assert parse_hosts(request.url) == {"proxy.acme.test"}


@pytest.mark.parametrize("number", range(len(SERVERS)), ids=SERVERS)
def test_server_of_operation_receives_no_credentials(
    number: int, recwarn: pytest.WarningsRecorder
) -> None:
    acme, name = generate_package(SERVERS_DOCUMENT), f"call{number}"
    headers = {"X-Account": "mine", "Cookie": "session=1"}
    try:
        (request,) = send(acme, name, headers=headers)
    except ValueError as error:
        assert "absolute http URL" in str(error)
        return
    assert parse_hosts(request.url) == {"evil.test"}
    assert "secret" not in f"{request.url} {request.headers}"
    assert not {"authorization", "x-account", "cookie"} & request.headers.keys()
    text = str(recwarn.pop(UserWarning).message)
    assert text.startswith("calls.call")
    assert "trusted_origins=['https://evil.test:443']" in text


def test_variables_of_the_caller_do_not_make_a_server_trusted() -> None:
    acme = generate_package(SERVERS_DOCUMENT)
    settings = {"server_variables": {"target": "https://other.test"}}
    number = SERVERS.index("{target}/x")
    with pytest.warns(UserWarning, match=r"https://other\.test:443"):
        (request,) = send(acme, f"call{number}", **settings)
    assert "authorization" not in request.headers


def test_trusted_origin_receives_credentials() -> None:
    number = SERVERS.index("https://evil.test/x")
    (request,) = send(
        generate_package(SERVERS_DOCUMENT),
        f"call{number}",
        trusted_origins=["https://evil.test"],
        headers={"X-Account": "mine"},
    )
    assert request.headers["authorization"] == "Bearer secret"
    assert request.headers["x-account"] == "mine"


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "https://evil.test:444", "https://x.evil.test"]
)
@pytest.mark.filterwarnings("ignore:.*credentials")
def test_other_origin_is_not_trusted(origin: str) -> None:
    number = SERVERS.index("https://evil.test/x")
    acme = generate_package(SERVERS_DOCUMENT)
    (request,) = send(acme, f"call{number}", trusted_origins=[origin])
    assert "authorization" not in request.headers


@pytest.mark.parametrize(
    "origin",
    ["evil.test", "ftp://evil.test", "https://evil.test/x", "https://u:p@evil.test"],
)
def test_trusted_origin_must_be_an_origin(origin: str) -> None:
    with pytest.raises(ValueError, match=r"trusted_origins: expected an origin"):
        generate_package(SERVERS_DOCUMENT).Acme(token="t", trusted_origins=[origin])


def test_trusted_origins_must_be_a_list() -> None:
    with pytest.raises(TypeError, match="trusted_origins must be a list"):
        generate_package(SERVERS_DOCUMENT).Acme(
            token="t", trusted_origins="https://a.test"
        )


NAMED_SERVERS_DOCUMENT = build_document(
    {
        "/files/{id}": build_operation(
            "upload", servers=[{"url": "https://files.acme.test", "name": "files"}]
        ),
        "/things/{id}": build_operation("read"),
    },
    openapi="3.2.0",
    servers=[{"url": ROOT, "name": "main"}],
)


def test_base_url_by_name_of_server(server: RecordingServer) -> None:
    base_url = {"main": f"{server.url}/main", "files": f"{server.url}/files"}
    acme = generate_package(NAMED_SERVERS_DOCUMENT)
    for method, target in (("read", "/main/things/1"), ("upload", "/files/files/1")):
        call(
            acme,
            server,
            lambda client, name=method: getattr(client.calls, name)(id="1"),
            token="secret",
            base_url=base_url,
        )
        assert server.last.target == target
        assert server.last.headers["authorization"] == "Bearer secret"


def test_base_url_by_declared_url_of_server() -> None:
    base_url = {"https://files.acme.test": "https://proxy.test/f"}
    acme = generate_package(NAMED_SERVERS_DOCUMENT)
    (upload,) = send(acme, "upload", base_url=base_url)
    (read,) = send(acme, "read", base_url=base_url)
    assert upload.url == "https://proxy.test/f/files/1"
    assert read.url == f"{ROOT}/things/1"
    assert upload.headers["authorization"] == "Bearer secret"
    assert read.headers["authorization"] == "Bearer secret"


def test_base_url_of_unknown_server_is_rejected() -> None:
    with pytest.raises(
        ValueError, match=r"\(files, main\), got 'flies'; did you mean 'files'"
    ):
        generate_package(NAMED_SERVERS_DOCUMENT).Acme(
            token="t", base_url={"flies": "https://proxy.test"}
        )


def test_base_url_of_unnamed_server_has_its_url_as_key() -> None:
    package = generate_package(SERVERS_DOCUMENT)
    with pytest.raises(ValueError, match=r"server of the API .* got ''"):
        package.Acme(token="t", base_url={"": "https://proxy.test"})


def test_base_url_of_one_call_receives_credentials() -> None:
    acme = generate_package(NAMED_SERVERS_DOCUMENT)
    transport = import_submodule(acme, "testing").FakeTransport()
    with acme.Acme(token="secret", transport=transport) as client:
        client.calls.upload(id="1", base_url="https://proxy.test")
    assert transport.requests[0].url == "https://proxy.test/files/1"
    assert transport.requests[0].headers["authorization"] == "Bearer secret"


CONFIRMATION_DOCUMENT = """
servers: [{url: 'https://api.acme.test'}]
security: [{bearer: []}]
paths:
  /things/{id}:
    delete:
      operationId: drop
      tags: [calls]
      x-specpress-idempotent:
        refused: [409]
        confirm: {path: '@evil.test/{id}', property: state, values: [GONE]}
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Done.}, '409': {description: Refused.}}
components: {securitySchemes: {bearer: {type: http, scheme: bearer}}}
"""


def test_confirmation_is_sent_to_the_same_host() -> None:
    acme = generate_package(CONFIRMATION_DOCUMENT)
    testing = import_submodule(acme, "testing")
    transport = testing.FakeTransport(
        testing.TransportError("lost"),
        testing.response(409),
        testing.response(200, {"state": "GONE"}),
    )
    with acme.Acme(token="secret", transport=transport) as client:
        client.calls.drop(id="1")
    confirmation = transport.requests[-1]
    assert confirmation.method == "GET"
    assert parse_hosts(confirmation.url) == {"api.acme.test"}
    assert confirmation.url.endswith("/@evil.test/1")


@pytest.mark.parametrize("value", ["evil.test/", "evil.test?", "u@evil.test", "\\x#"])
def test_server_variable_cannot_end_the_host(value: str) -> None:
    servers = [{"url": "https://{region}.acme.test", "variables": {}}]
    servers[0]["variables"] = {"region": {"default": "eu"}}
    acme = generate_package(
        build_document({"/things/{id}": build_operation("read")}, servers=servers)
    )
    with pytest.raises(ValueError, match=r"server_variables\['region'\]: "):
        acme.Acme(token="t", server_variables={"region": value})


OAUTH_DOCUMENT = """
servers: [{url: 'https://api.acme.test'}]
security: [{oauth: []}]
paths:
  /things:
    get: {operationId: list, tags: [calls], responses: {'204': {description: Done.}}}
components:
  securitySchemes:
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://login.acme.test/token', scopes: {}}}}
"""


def send_with_oauth(credentials: dict[str, Any], **settings: Any) -> list[str]:
    """Return the URLs of the token request and of the call."""
    acme = generate_package(OAUTH_DOCUMENT)
    testing = import_submodule(acme, "testing")
    token = testing.response(200, {"access_token": "fetched"})
    transport = testing.FakeTransport(token, testing.response(204))
    provider = acme.ClientCredentials("id", "secret", **credentials)
    with acme.Acme(token=provider, transport=transport, **settings) as client:
        client.calls.list()
    assert transport.requests[0].headers["authorization"].startswith("Basic ")
    assert transport.requests[1].headers["authorization"] == "Bearer fetched"
    return [request.url for request in transport.requests]


def test_declared_token_url_receives_the_client_secret() -> None:
    token, things = send_with_oauth({})
    assert token == "https://login.acme.test/token"
    assert things == "https://api.acme.test/things"


def test_declared_token_url_is_rejected_with_an_explicit_base_url() -> None:
    with pytest.raises(ValueError, match="token URL is not on the origin of base_url"):
        send_with_oauth({}, base_url="https://proxy.test")


@pytest.mark.parametrize(
    ("credentials", "settings"),
    [
        ({"token_url": "https://login.acme.test/token"}, {}),
        ({}, {"trusted_origins": ["https://login.acme.test"]}),
    ],
)
def test_token_url_of_another_origin_can_be_allowed(
    credentials: dict[str, Any], settings: dict[str, Any]
) -> None:
    token, _ = send_with_oauth(credentials, base_url="https://proxy.test", **settings)
    assert token == "https://login.acme.test/token"


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.8.8.8", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_plain_http_to_loopback_does_not_warn(
    host: str, recwarn: pytest.WarningsRecorder
) -> None:
    generate_package(NAMED_SERVERS_DOCUMENT).Acme(
        token="t", base_url=f"http://{host}:9"
    )
    assert not recwarn.list


@pytest.mark.parametrize(
    "host",
    ["127.evil.example", "127.0.0.1.evil.test", "localhost.evil.test", "10.0.0.1"],
)
def test_plain_http_to_another_host_warns(host: str) -> None:
    with pytest.warns(UserWarning, match="not encrypted"):
        generate_package(NAMED_SERVERS_DOCUMENT).Acme(
            token="t", base_url=f"http://{host}:9"
        )


def test_redirect_to_a_trusted_origin_contains_no_credentials() -> None:
    acme = generate_package(NAMED_SERVERS_DOCUMENT)
    testing = import_submodule(acme, "testing")
    location = "https://files.acme.test/files/1"
    transport = testing.FakeTransport(
        testing.response(302, location=location), testing.response(204)
    )
    settings = {"trusted_origins": ["https://files.acme.test"], "transport": transport}
    with acme.Acme(token="secret", **settings) as client:
        client.calls.read(id="1")
    assert transport.requests[1].url == location
    assert "authorization" not in transport.requests[1].headers


def test_paths_that_differ_in_the_leading_slash(
    server: RecordingServer,
) -> None:
    paths = {
        "things/{id}": build_operation("one"),
        "/things/{id}": build_operation("two"),
    }
    acme = generate_package(build_document(paths))
    server.responses = [response(204)]
    for method in ("one", "two"):
        call(
            acme,
            server,
            lambda client, name=method: getattr(client.calls, name)(id="1"),
            token="t",
        )
        assert server.last.target == "/things/1"
