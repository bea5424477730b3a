"""Servers: relative ones, variables, those of paths and operations, and what a client must be told."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

from specpress.config import Settings
from specpress.press import press
from tests.wire.pressing import call, package
from tests.wire.server import Wire, answer

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
  /files:
    servers: [{url: /uploads/}]
    get: {operationId: listFiles, tags: [things], responses: {'204': {description: Listed.}}}
    put:
      operationId: putFile
      tags: [things]
      servers: [{url: ../sideways}]
      responses: {'204': {description: Put.}}
"""
NONE = "x-servers: none\n"


def pressed(servers: str, version: str = "3.1.0") -> Any:
    """The package of a document with some servers."""
    return package(HEAD.replace("VERSION", version) + servers + PATHS)


def sent(server: Wire, made: Any, method: str, **settings: Any) -> str:
    """Where a call goes."""
    call(made, server, lambda client: getattr(client.things, method)(), **settings)
    return server.last.target


@pytest.mark.parametrize("version", ["3.0.4", "3.1.0", "3.2.0"])
@pytest.mark.parametrize("end", ["", "/", "//"])
def test_a_base_url_has_a_path_and_may_end_in_slashes(
    server: Wire, version: str, end: str
) -> None:
    made = pressed(NONE, version)
    base_url = f"{server.url}/api/v1{end}"
    assert sent(server, made, "list", base_url=base_url) == "/api/v1/things"


def test_without_a_server_that_has_a_host_a_client_must_be_told_one(
    server: Wire,
) -> None:
    for servers in (NONE, "servers: []\n", "servers: [{url: /}, {url: /v2}]\n"):
        made = pressed(servers)
        assert not hasattr(made, "AcmeEnvironment")
        parameter = inspect.signature(made.Acme).parameters["base_url"]
        assert parameter.default is parameter.empty
        with pytest.raises(TypeError, match="base_url"):
            made.Acme()
        assert sent(server, made, "list") == "/things"


@pytest.mark.parametrize("base_url", ["acme.test", "/v1", "", "{scheme}://acme.test"])
def test_a_base_url_that_is_none_is_refused_before_anything_is_sent(
    base_url: str,
) -> None:
    made = pressed(NONE)
    with (
        made.Acme(base_url=base_url) as client,
        pytest.raises(ValueError, match=r"things.list has no absolute server URL .*base_url"),
    ):
        client.things.list()


def test_environments_are_the_servers_with_a_host() -> None:
    made = pressed(
        "servers: [{url: /v1}, {url: 'https://api.acme.test/v1/', name: live, description: In use.},"
        " {url: 'https://try.acme.test'}, {url: 'https://try.acme.test/'}]\n",
        "3.2.0",
    )
    assert {e.name: e.value for e in made.AcmeEnvironment} == {
        "LIVE": "https://api.acme.test/v1",
        "TRY_ACME_TEST": "https://try.acme.test",
    }
    assert repr(made.Acme()) == "Acme(base_url='https://api.acme.test/v1')"
    other = made.Acme(environment=made.AcmeEnvironment.TRY_ACME_TEST)
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


def test_the_names_in_braces_get_their_defaults_or_what_is_given(server: Wire) -> None:
    made = pressed(VARIABLES)
    assert repr(made.Acme()) == "Acme(base_url='http://localhost:80/v1')"
    other = made.Acme(environment="http://{host}/{path}/x")
    assert repr(other) == "Acme(base_url='http://127.0.0.1/v2/x')"
    host, port = server.url.removeprefix("http://").split(":")
    given = {"host": host, "port": port, "path": "a b/c"}
    target = sent(server, made, "list", base_url=None, server_variables=given)
    assert target == "/a%20b/c/things"


def test_the_variables_are_told_in_the_docstring() -> None:
    text = inspect.getdoc(pressed(VARIABLES).Acme.__init__) or ""
    assert 'port (default "80"; one of "80", "8080"): Where it listens.' in text
    assert 'version (default "v3").' in text


def test_a_variable_without_a_default_must_be_given(server: Wire) -> None:
    made = pressed("servers: [{url: '{origin}/v1'}]\n")
    with made.Acme() as client, pytest.raises(ValueError, match="no absolute server URL"):
        client.things.list()
    given = {"origin": server.url}
    settings = {"base_url": None, "server_variables": given}
    assert sent(server, made, "list", **settings) == "/v1/things"


def test_an_operation_has_a_server_of_its_own(server: Wire) -> None:
    """It is taken where the user names none; a relative one stands beside the client's."""
    made = pressed("servers: [{url: 'https://acme.test/api/v1'}]\n")
    given = {"origin": server.url}
    settings = {"base_url": None, "server_variables": given}
    assert sent(server, made, "create", **settings) == "/own/v3/things"
    given["version"] = "v4"
    assert sent(server, made, "create", **settings) == "/own/v4/things"
    environment = f"{server.url}/api/v1"
    settings = {"base_url": None, "environment": environment}
    assert sent(server, made, "list_files", **settings) == "/uploads/files"
    assert sent(server, made, "put_file", **settings) == "/api/sideways/files"


def test_a_base_url_is_that_of_all_operations(server: Wire) -> None:
    made = pressed("servers: [{url: 'https://acme.test/api/v1'}]\n")
    base_url = f"{server.url}/test"
    assert sent(server, made, "create", base_url=base_url) == "/test/things"
    assert sent(server, made, "list_files", base_url=base_url) == "/uploads/files"


def test_one_call_may_go_elsewhere(server: Wire) -> None:
    made = pressed("servers: [{url: 'https://acme.test/api/v1'}]\n")
    elsewhere = f"{server.url}/else/"
    for method in ("list", "create"):
        call(
            made,
            server,
            lambda client, m=method: getattr(client.things, m)(base_url=elsewhere),
            base_url=None,
        )
        assert server.last.target == "/else/things"


def test_servers_of_operations_alone_are_enough(server: Wire) -> None:
    made = package(
        HEAD.replace("VERSION", "3.1.0")
        + f"paths: {{/a: {{servers: [{{url: '{server.url}/x'}}], get: {{operationId: a, tags: [t],"
        " responses: {'204': {description: Done.}}}}}\n"
    )
    call(made, server, lambda client: client.t.a(), base_url=None)
    assert server.last.target == "/x/a"


def test_a_relative_server_is_where_the_document_was_fetched(
    server: Wire, tmp_path: Path
) -> None:
    text = HEAD.replace("VERSION", "3.1.0") + "servers: [{url: ../v2/}]\n" + PATHS
    server.answers = [answer(200, text.encode(), "application/yaml")]
    spec = f"{server.url}/docs/openapi.yaml"
    settings = Settings(spec, tmp_path, "fetched", "fetched", "Acme", allow_http=True)
    client = press(settings).files["fetched/_client.py"]
    assert f'"{server.url}/v2"' in client
