"""Null and absent keys: what a caller gives is sent, and what was read is written back."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import call, generate_package, import_submodule
from tests.wire.server import RecordingServer, response

DOCUMENT = """
paths:
  /user:
    patch:
      operationId: updateUser
      tags: [users]
      requestBody: {required: true, content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/User'}}}}
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}
  /edit:
    patch:
      operationId: edit
      tags: [users]
      requestBody: {required: true, content: {application/json-patch+json: {schema: {type: array, items: {$ref: '#/components/schemas/Edit'}}}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Edit: {type: object, required: [op, path], properties: {op: {type: string}, path: {type: string}, value: {}}}
    Address: {type: object, properties: {city: {type: string}}}
    User:
      type: object
      required: [manager]
      properties:
        nickName: {type: [string, 'null']}
        born: {oneOf: [{type: string, format: date}, {type: 'null'}]}
        home: {anyOf: [{$ref: '#/components/schemas/Address'}, {type: 'null'}]}
        note: {type: string}
        manager: {type: [string, 'null']}
"""


@pytest.fixture
def models() -> Any:
    return import_submodule(generate_package(DOCUMENT), "models")


def send(server: RecordingServer, user: Any) -> Any:
    server.responses[:] = [response(200, b'{"manager":null}')]
    acme = generate_package(DOCUMENT)
    call(acme, server, lambda client: client.users.update(body=user))
    return json.loads(server.last.body)


def test_field_that_is_not_given_is_omitted(
    server: RecordingServer, models: Any
) -> None:
    assert send(server, models.User(manager="m")) == {"manager": "m"}


@pytest.mark.parametrize(
    ("field", "key"), [("nick_name", "nickName"), ("born", "born"), ("home", "home")]
)
def test_none_is_null_where_the_schema_allows_it(
    server: RecordingServer, models: Any, field: str, key: str
) -> None:
    user = models.User(manager=None, **{field: None})
    assert getattr(user, field) is None
    assert send(server, user) == {"manager": None, key: None}


def test_none_is_omitted_where_the_schema_forbids_null(
    server: RecordingServer, models: Any
) -> None:
    assert send(server, models.User(manager="m", note=None)) == {"manager": "m"}


def test_assignment_sets_null_and_del_removes_the_key(
    server: RecordingServer, models: Any
) -> None:
    user = models.User(manager="m", born=date(2026, 2, 9))
    user.born = None
    assert send(server, user) == {"manager": "m", "born": None}
    del user.born
    assert user.born is None
    assert send(server, user) == {"manager": "m"}
    user.note = "n"
    user.note = None
    assert send(server, user) == {"manager": "m"}


def test_value_of_any_type_may_be_null(server: RecordingServer, models: Any) -> None:
    edits = [
        models.Edit(op="remove", path="/a"),
        models.Edit(op="add", path="/b", value=None),
        models.Edit(op="add", path="/c", value={"d": [None]}),
    ]
    server.responses[:] = [response(204)]
    acme = generate_package(DOCUMENT)
    call(acme, server, lambda client: client.users.edit(body=edits))
    assert json.loads(server.last.body) == [
        {"op": "remove", "path": "/a"},
        {"op": "add", "path": "/b", "value": None},
        {"op": "add", "path": "/c", "value": {"d": [None]}},
    ]


COPIES = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "replace": dataclasses.replace,
    "pickle": lambda model: pickle.loads(pickle.dumps(model)),
}


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize(
    "data",
    [
        {},
        {"manager": None},
        {"manager": None, "nickName": None},
        {"manager": "m", "note": None},
        {"manager": "m", "home": {"city": None}, "born": None, "more": None},
    ],
)
def test_copy_keeps_null_and_absent(
    models: Any, name: str, data: dict[str, Any]
) -> None:
    user = models.User.from_dict(data)
    assert user.to_dict() == data
    copied = COPIES[name](user)
    assert copied == user
    assert copied.to_dict() == data
    assert copied.extra == user.extra == {k: v for k, v in data.items() if k == "more"}
    copied.extra["new"] = 1
    copied.nick_name = "x"
    assert user.to_dict() == data


def test_replace_sets_null(models: Any) -> None:
    user = models.User(manager="m", nick_name="n")
    changed = dataclasses.replace(user, nick_name=None, manager=None)
    assert changed.to_dict() == {"manager": None, "nickName": None}
    changed = dataclasses.replace(models.User(manager="m"), note="n")
    assert changed.to_dict() == {"manager": "m", "note": "n"}


def test_null_equals_absent_but_is_encoded_differently(models: Any) -> None:
    null = models.User.from_dict({"manager": None, "nickName": None, "note": None})
    absent = models.User.from_dict({})
    assert null == absent
    assert repr(null) == "User(nick_name=None, note=None, manager=None)"
    assert repr(absent) == "User()"
    assert null.to_dict() != absent.to_dict() == {}
    assert dataclasses.asdict(null) == dataclasses.asdict(absent)


def test_unknown_attribute_is_an_error(models: Any) -> None:
    with pytest.raises(AttributeError, match="'User' object has no attribute 'nick'"):
        print(models.User(manager=None).nick)


def test_subclass_of_a_caller_is_encoded(server: RecordingServer, models: Any) -> None:
    class Employee(models.User):  # type: ignore[name-defined,misc]
        __slots__ = ("desk",)

    employee = Employee(manager=None, nick_name=None)
    employee.desk = 1
    assert send(server, employee) == {"manager": None, "nickName": None}
    assert copy.copy(employee).to_dict() == {"manager": None, "nickName": None}


def test_field_of_a_caller_is_encoded(server: RecordingServer, models: Any) -> None:
    """A field of a dataclass is read from JSON, so it is written too."""

    @dataclasses.dataclass(slots=True, kw_only=True)
    class Employee(models.User):  # type: ignore[name-defined,misc]
        desk: int | None = None

    content = {"manager": None, "desk": 1}
    employee = Employee.from_dict(content)
    assert (employee.desk, employee.extra) == (1, {})
    assert employee.to_dict() == content
    assert send(server, employee) == content
    assert copy.copy(employee) == employee == dataclasses.replace(employee)
    assert "desk=1" in repr(employee)


def test_response_keeps_null_and_absent(server: RecordingServer) -> None:
    acme: ModuleType = generate_package(DOCUMENT)
    models = import_submodule(acme, "models")
    for text in (b"{}", b'{"born":null,"note":null}', b'{"manager":null,"home":{}}'):
        server.responses[:] = [response(200, text)]
        user = call(
            acme, server, lambda c: c.users.update(body=models.User(manager=None))
        )
        assert send(server, user) == json.loads(text)
