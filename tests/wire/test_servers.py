"""Servers: relative URLs, variables, and servers of paths and operations."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

from specpress import pipeline
from specpress.config import Settings
from tests.wire.clients import call, generate_package
from tests.wire.server import RecordingServer, response

HEAD = "openapi: VERSION\ninfo: {title: Acme, version: '1'}\n"
PATHS = """
paths:
  /things:
    get: {operationId: listThings, tags: [things], responses: {'204': {description: Listed.}}}
    post:
      operationId: createThing
      tags: [things]
      servers: [{url: '{origin}/own/{version}/', variables: {version: {default: v3}, origin: {default: 'https://own.acme.test'}}}]
      responses: {'204': {description: Made.}}
  /other:  # With one tag, the paths would determine the resources.
    get: {operationId: other, tags: [others], responses: {'204': {description: Done.}}}
  /files:
    servers: [{url: /uploads/}]
    get: {operationId: listFiles, tags: [things], responses: {'204': {description: Listed.}}}
    put:
      operationId: putFile
      tags: [things]
      servers: [{url: ../sideways}]
      responses: {'204': {description: Put.}}
"""
WITHOUT_SERVERS = "x-servers: none\n"


def generate(servers: str, version: str = "3.1.0") -> Any:
    """Return the package of a document with some servers."""
    return generate_package(HEAD.replace("VERSION", version) + servers + PATHS)


def send(server: RecordingServer, acme: Any, method: str, **settings: Any) -> str:
    """Return the target of the request of a call."""
    call(acme, server, lambda client: getattr(client.things, method)(), **settings)
    return server.last.target


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
@pytest.mark.parametrize("end", ["", "/", "//"])
def test_base_url_with_path_and_trailing_slashes(
    server: RecordingServer, version: str, end: str
) -> None:
    acme = generate(WITHOUT_SERVERS, version)
    base_url = f"{server.url}/api/v1{end}"
    assert send(server, acme, "list", base_url=base_url) == "/api/v1/things"


def test_base_url_is_required_without_absolute_server(
    server: RecordingServer,
) -> None:
    for servers in (
        WITHOUT_SERVERS,
        "servers: []\n",
        "servers: [{url: /}, {url: /v2}]\n",
    ):
        acme = generate(servers)
        assert not hasattr(acme, "AcmeEnvironment")
        parameter = inspect.signature(acme.Acme).parameters["base_url"]
        assert parameter.default is parameter.empty
        with pytest.raises(TypeError, match="base_url"):
            acme.Acme()
        assert send(server, acme, "list") == "/things"


@pytest.mark.parametrize("base_url", ["acme.test", "/v1", "", "{scheme}://acme.test"])
def test_invalid_base_url_is_rejected(
    base_url: str,
) -> None:
    acme = generate(WITHOUT_SERVERS)
    with (
        acme.Acme(base_url=base_url) as client,
        pytest.raises(
            ValueError, match=r"^base_url: .*URL for things.list, got .*base_url"
        ),
    ):
        client.things.list()


def test_absolute_servers_become_environments() -> None:
    acme = generate(
        "servers: [{url: /v1}, {url: 'https://api.acme.test/v1/', name: live, description: In use.},"
        " {url: 'https://try.acme.test'}, {url: 'https://try.acme.test/'}]\n",
        "3.2.0",
    )
    assert {e.name: e.value for e in acme.AcmeEnvironment} == {
        "LIVE": "https://api.acme.test/v1",
        "TRY_ACME_TEST": "https://try.acme.test",
    }
    assert repr(acme.Acme()) == "Acme(base_url='https://api.acme.test/v1')"
    other = acme.Acme(environment=acme.AcmeEnvironment.TRY_ACME_TEST)
    assert repr(other) == "Acme(base_url='https://try.acme.test')"


VARIABLES = """
servers:
  - url: 'http://{host}:{port}/{path}'
    variables:
      host: {default: localhost}
      port: {default: '80', enum: ['80', '8080'], description: Where it listens.}
      path: {default: v1}
  - url: 'http://{host}/{path}/x'
    variables: {host: {default: 127.0.0.1}, path: {default: v2}}
"""


def test_server_variables_are_substituted(server: RecordingServer) -> None:
    acme = generate(VARIABLES)
    assert repr(acme.Acme()) == "Acme(base_url='http://localhost:80/v1')"
    other = acme.Acme(environment="http://{host}/{path}/x")
    assert repr(other) == "Acme(base_url='http://127.0.0.1/v2/x')"
    host, port = server.url.removeprefix("http://").split(":")
    variables = {"host": host, "port": port, "path": "a b/c"}
    target = send(server, acme, "list", base_url=None, server_variables=variables)
    assert target == "/a%20b/c/things"


def test_docstring_lists_server_variables() -> None:
    text = inspect.getdoc(generate(VARIABLES).Acme.__init__) or ""
    assert 'port (default "80"; one of "80", "8080"): Where it listens.' in text
    assert 'version (default "v3").' in text


def test_server_variable_without_default_is_required(server: RecordingServer) -> None:
    acme = generate("servers: [{url: '{origin}/v1'}]\n")
    with (
        acme.Acme() as client,
        pytest.raises(ValueError, match=r"server_variables\['origin'\]: .*things.list"),
    ):
        client.things.list()
    variables = {"origin": server.url}
    settings = {"base_url": None, "server_variables": variables}
    assert send(server, acme, "list", **settings) == "/v1/things"


def test_operation_server_overrides_document_server(server: RecordingServer) -> None:
    """It applies if the caller sets none; a relative one is resolved against the client's server."""
    acme = generate("servers: [{url: 'https://acme.test/api/v1'}]\n")
    variables = {"origin": server.url}
    settings = {"base_url": None, "server_variables": variables}
    assert send(server, acme, "create", **settings) == "/own/v3/things"
    variables["version"] = "v4"
    assert send(server, acme, "create", **settings) == "/own/v4/things"
    environment = f"{server.url}/api/v1"
    settings = {"base_url": None, "environment": environment}
    assert send(server, acme, "list_files", **settings) == "/uploads/files"
    assert send(server, acme, "put_file", **settings) == "/api/sideways/files"


def test_base_url_overrides_operation_servers(server: RecordingServer) -> None:
    acme = generate("servers: [{url: 'https://acme.test/api/v1'}]\n")
    base_url = f"{server.url}/test"
    assert send(server, acme, "create", base_url=base_url) == "/test/things"
    assert send(server, acme, "list_files", base_url=base_url) == "/uploads/files"


def test_base_url_of_a_single_call(server: RecordingServer) -> None:
    acme = generate("servers: [{url: 'https://acme.test/api/v1'}]\n")
    elsewhere = f"{server.url}/else/"
    for method in ("list", "create"):
        call(
            acme,
            server,
            lambda client, m=method: getattr(client.things, m)(base_url=elsewhere),
            base_url=None,
        )
        assert server.last.target == "/else/things"


def test_servers_on_operations_only(server: RecordingServer) -> None:
    acme = generate_package(
        HEAD.replace("VERSION", "3.1.0")
        + f"paths: {{/a: {{servers: [{{url: '{server.url}/x'}}], get: {{operationId: a, tags: [t],"
        " responses: {'204': {description: Done.}}}}}\n"
    )
    call(acme, server, lambda client: client.t.a(), base_url=None)
    assert server.last.target == "/x/a"


def test_relative_server_is_resolved_against_document_url(
    server: RecordingServer, tmp_path: Path
) -> None:
    text = HEAD.replace("VERSION", "3.1.0") + "servers: [{url: ../v2/}]\n" + PATHS
    server.responses = [response(200, text.encode(), "application/yaml")]
    spec = f"{server.url}/docs/openapi.yaml"
    settings = Settings(
        spec, tmp_path, "fetched", "fetched", "Acme", allow_http=True, allow_remote=True
    )
    client = pipeline.generate(settings).files["fetched/_client.py"]
    assert f'"{server.url}/v2"' in client
