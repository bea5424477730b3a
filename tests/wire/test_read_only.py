"""Read-only and write-only properties: not sent, or not returned (OpenAPI 3.0.4 and 3.1.1, Schema Object)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.wire.clients import call, catch_error, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /u:
    put:
      operationId: putUser
      tags: [users]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
      responses: {'204': {description: Done.}}
    get:
      operationId: getUser
      tags: [users]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}
components:
  schemas:
    Team: {type: object, required: [id, name], properties: {id: {type: integer, readOnly: true}, name: {type: string}}}
    User:
      type: object
      required: [id, name, password]
      additionalProperties: false
      properties:
        id: {type: integer, readOnly: true}
        name: {type: string}
        url: {type: string, readOnly: true}
        kind: {type: string, const: user, readOnly: true}
        seen: {type: [string, 'null'], format: date-time, readOnly: true}
        password: {type: string, writeOnly: true}
        hint: {type: [string, 'null'], writeOnly: true}
        teams: {type: array, items: {$ref: '#/components/schemas/Team'}}
"""
READ = b'{"id":1,"name":"a","url":"/u/1","seen":null,"teams":[{"id":7,"name":"t"}]}'


def read(server: RecordingServer) -> Any:
    server.responses[:] = [response(200, READ)]
    return call(generate_package(DOCUMENT), server, lambda c: c.users.get())


def send(server: RecordingServer, user: Any, **options: Any) -> Any:
    server.responses[:] = [response(204)]
    acme = generate_package(DOCUMENT)
    call(acme, server, lambda c: c.users.put(body=user, **options))
    return json.loads(server.last.body)


def test_model_is_built_and_sent_without_read_only_fields(
    server: RecordingServer,
) -> None:
    models = import_submodule(generate_package(DOCUMENT), "models")
    user = models.User(name="a", password="p", teams=[models.Team(name="t")])
    assert user.id is None
    body = {"name": "a", "password": "p", "teams": [{"name": "t"}]}
    assert send(server, user) == body
    always = send(server, user, send_read_only="always")
    assert always == {**body, "kind": "user"}


def test_dict_is_sent_without_read_only_keys(server: RecordingServer) -> None:
    team = {"id": 7, "name": "t"}
    body = {"id": 1, "name": "a", "password": "p", "url": "/", "teams": [team]}
    assert send(server, body) == {
        "name": "a",
        "password": "p",
        "teams": [{"name": "t"}],
    }


def test_model_that_was_read_is_sent_without_read_only_fields(
    server: RecordingServer,
) -> None:
    user = read(server)
    assert (user.id, user.url, user.password) == (1, "/u/1", None)
    assert user.to_dict() == json.loads(READ)
    user.password = "p"
    sent = {"name": "a", "password": "p", "teams": [{"name": "t"}]}
    assert send(server, user) == sent
    required = {**sent, "id": 1, "teams": [{"id": 7, "name": "t"}]}
    assert send(server, user, send_read_only="required") == required
    every = {**required, "url": "/u/1", "seen": None}
    assert send(server, user, send_read_only="always") == every


def test_client_setting(server: RecordingServer) -> None:
    acme = generate_package(DOCUMENT)
    user = read(server)
    user.password = "p"
    server.responses[:] = [response(204)]
    with acme.Acme(base_url=server.url, send_read_only="required") as client:
        client.users.put(body=user)
        assert json.loads(server.last.body)["id"] == 1
        client.users.put(body=user, send_read_only="never")
        assert "id" not in json.loads(server.last.body)
    with pytest.raises(ValueError, match="send_read_only must be never or required"):
        acme.Acme(base_url=server.url, send_read_only="sometimes")


def test_required_read_only_field_is_required_in_responses(
    server: RecordingServer,
) -> None:
    acme = generate_package(DOCUMENT)
    server.responses[:] = [response(200, b'{"name":"a"}')]
    error = catch_error(acme, server, lambda c: c.users.get(), acme.APIDecodeError)
    assert [str(fault) for fault in error.faults] == [
        "/id: expected an integer, got nothing"
    ]


def test_required_write_only_field_is_required_in_requests(
    server: RecordingServer,
) -> None:
    acme, user = generate_package(DOCUMENT), read(server)
    with acme.Acme(base_url=server.url) as client:
        for body in (user, {"name": "a"}):
            with pytest.raises(
                acme.InvalidArgumentError, match=r"body\.password: expected a value"
            ):
                client.users.put(body=body)
