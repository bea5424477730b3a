"""Deprecated aliases: after accepted renames, code with the earlier names works and warns."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest
from click.testing import CliRunner, Result
from tests.formatting import is_formatted

from specpress.cli import main

TICKET = {"$ref": "#/components/schemas/Ticket"}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.2.0",
    "info": {"title": "Acme", "version": "1"},
    "servers": [{"url": "https://api.example.com"}],
    "paths": {
        "/tickets/{id}": {
            "get": {
                "operationId": "getTicket",
                "tags": ["tickets"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {}},
                    {
                        "name": "tags",
                        "in": "query",
                        "schema": {"type": "array", "items": {"type": "string"}},
                    },
                ],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"application/json": {"schema": TICKET}},
                    }
                },
            },
            "put": {
                "operationId": "putTicket",
                "tags": ["tickets"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {}}
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": TICKET}},
                },
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"application/json": {"schema": TICKET}},
                    }
                },
            },
        },
        "/events": {
            "get": {
                "operationId": "watchEvents",
                "tags": ["tickets"],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"text/event-stream": {"itemSchema": TICKET}},
                    }
                },
            }
        },
        "/codes": {
            "get": {
                "operationId": "listCodes",
                "tags": ["codes"],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"application/json": {"schema": TICKET}},
                    }
                },
            },
            "post": {
                "operationId": "createCode",
                "tags": ["codes"],
                "responses": {"204": {"description": "ok"}},
            },
        },
        "/labels": {
            "get": {
                "operationId": "listLabels",
                "tags": ["labels"],
                "responses": {"204": {"description": "ok"}},
            }
        },
        "/users": {
            "get": {
                "operationId": "listUsers",
                "tags": ["users"],
                "responses": {"204": {"description": "ok"}},
            }
        },
    },
    "components": {
        "schemas": {
            "Ticket": {
                "type": "object",
                "required": ["id", "status"],
                "properties": {
                    "id": {"type": "string"},
                    "status": {"$ref": "#/components/schemas/Status"},
                    "deprecated": {"type": "boolean"},
                    "place": {"$ref": "#/components/schemas/Place"},
                },
            },
            "Status": {"type": "string", "enum": ["open", "done"]},
            "Place": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
        }
    },
}
NAMES = """
[names]
"operation getTicket" = "tickets.read"
"operation watchEvents" = "tickets.watch"
"operation putTicket" = "tickets.replace"
"operation listCodes" = "tickets.codes"
"operation listLabels" = "tickets.labels"
"resource users" = "people"
"class Ticket" = "Issue"
"class Status" = "Phase"
"class Place" = "Position"
"field Ticket id" = "key"
"member Status done" = "FINISHED"
"argument getTicket path id" = "key"
"""


Package = tuple[ModuleType, Path]
REPLY = b'{"id": "1", "status": "done"}'


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def rename(directory: Path, package: str) -> Result:
    """Generate a package and accept other names; return the result before they were accepted."""
    (directory / "acme.json").write_text(json.dumps(DOCUMENT))
    settings = directory / "specpress.toml"
    settings.write_text(
        f'spec = "acme.json"\noutput = "out"\npackage = "{package}"\nclient = "Acme"\n'
    )
    result = run("generate")
    assert result.exit_code == 0, result.output
    settings.write_text(settings.read_text() + NAMES)
    refused = run("generate")
    accepted = run("generate", "--accept-renames")
    assert accepted.exit_code == 0, accepted.output
    return refused


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Import a package with renamed parts; return its directory."""
    directory = tmp_path_factory.mktemp("renamed")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(directory)
        rename(directory, "renamed_acme")
        patch.syspath_prepend(str(directory / "out"))
        yield directory / "out" / "renamed_acme"


def call(module: str, name: str) -> Any:
    return getattr(importlib.import_module(f"renamed_acme{module}"), name)


def respond(request: httpx2.Request) -> httpx2.Response:
    if request.url.path == "/events":
        headers = {"content-type": "text/event-stream"}
        return httpx2.Response(200, headers=headers, content=b"data: %s\n\n" % REPLY)
    headers = {"content-type": "application/json"}
    return httpx2.Response(200, headers=headers, content=REPLY)


def create_client() -> Any:
    transport = httpx2.Client(transport=httpx2.MockTransport(respond))
    return call("", "Acme")(transport=transport)


def create_async_client() -> Any:
    transport = httpx2.AsyncClient(transport=httpx2.MockTransport(respond))
    return call("", "AsyncAcme")(transport=transport)


def use(function: Callable[[], Any], message: str) -> Any:
    """Return the result of a function that uses an earlier name once, and check the warning."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = function()
    assert [str(w.message) for w in caught] == [message]
    (warning,) = caught
    assert warning.category is DeprecationWarning
    assert warning.filename == __file__
    lines, first = inspect.getsourcelines(function)
    assert first <= warning.lineno < first + len(lines)
    return result


def test_methods(package: Path) -> None:
    client = create_client()
    ticket = client.tickets.read("1", tags=["a"])
    get, put = "get is now read", "put is now replace"
    assert use(lambda: client.tickets.get("1", tags=["a"]), get) == ticket
    assert use(lambda: client.tickets.put("1", body=ticket), put) == ticket
    assert use(lambda: client.raw(client.tickets.get)("1"), get).parsed == ticket


def test_stream(package: Path) -> None:
    client = create_client()
    message = "watch_events is now watch"
    with use(lambda: client.tickets.watch_events(), message) as events:
        assert [event.key for event in events] == ["1"]


def test_moved_method(package: Path) -> None:
    client = create_client()
    result = use(lambda: client.codes.list(), "list is now tickets.codes")
    assert result == client.tickets.codes()


def test_async_methods(package: Path) -> None:
    async def main() -> None:
        client = create_async_client()
        ticket = await client.tickets.read("1")
        tickets, codes = client.tickets, client.codes
        assert await use(lambda: tickets.get("1"), "get is now read") == ticket
        moved = "list is now tickets.codes"
        assert await use(lambda: codes.list(), moved) == await tickets.codes()
        watch = "watch_events is now watch"
        async with await use(lambda: tickets.watch_events(), watch) as events:
            assert [event.key async for event in events] == ["1"]

    asyncio.run(main())


def test_resource(package: Path) -> None:
    for client in (create_client(), create_async_client()):
        users = use(lambda: client.users, "users is now people")  # noqa: B023
        assert users is client.people


@pytest.mark.parametrize(
    ("old", "new"), [("Ticket", "Issue"), ("Status", "Phase"), ("Place", "Position")]
)
def test_class(package: Path, old: str, new: str) -> None:
    models = importlib.import_module("renamed_acme.models")
    same = use(lambda: getattr(models, old), f"{old} is now {new}")
    assert same is getattr(models, new)
    assert old not in dir(models)


def test_class_in_an_import_statement(package: Path) -> None:
    def load() -> Any:
        from renamed_acme.models import Ticket  # type: ignore[import-not-found]

        return Ticket

    assert use(load, "Ticket is now Issue") is call(".models", "Issue")


def test_field(package: Path) -> None:
    issue = call(".models", "Issue").from_dict({"id": "1", "status": "open"})
    assert use(lambda: issue.id, "id is now key") == "1"
    use(lambda: setattr(issue, "id", "2"), "id is now key")
    assert issue.to_dict() == {"id": "2", "status": "open"}


def test_member(package: Path) -> None:
    phase = call(".models", "Phase")
    message = "DONE is now FINISHED"
    assert use(lambda: phase.DONE, message) is phase.FINISHED
    assert [member.name for member in phase] == ["OPEN", "FINISHED"]
    assert phase("done") is phase.FINISHED


CALLER = """
from __future__ import annotations

from typing_extensions import assert_type

from renamed_acme import Acme, AsyncAcme
from renamed_acme.models import Issue, Phase, Place, Status, Ticket

def describe(status: Status) -> str:
    match status:
        case Phase.OPEN:
            return "open"
        case Phase.FINISHED:
            return "finished"
        case _:
            return "unknown"

def read(client: Acme) -> Issue:
    ticket = client.tickets.get("1", tags=["a"])
    assert_type(ticket, Issue)
    assert_type(ticket.id, str)
    ticket.id = "2"
    place: Place | None = ticket.place
    print(place)
    for event in client.tickets.watch_events():
        assert_type(event, Issue)
    client.users.list()
    describe(Status.DONE)
    client.tickets.put("1", body=Ticket(key="1", status=Status.DONE))
    return client.codes.list()

async def read_later(client: AsyncAcme) -> Issue:
    await client.users.list()
    async for event in await client.tickets.watch_events():
        assert_type(event, Issue)
    return await client.codes.list()
"""


def check(directory: Path, *command: str) -> str:
    completed = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return completed.stdout


def test_type_checkers_accept_earlier_names(package: Path) -> None:
    (package.parent / "caller.py").write_text(CALLER)
    check(package.parent, "mypy", "--strict", "caller.py", package.name)
    check(package.parent, "basedpyright", "--level", "error", "caller.py")


def test_mypy_reports_earlier_names_if_enabled(package: Path) -> None:
    (package.parent / "caller.py").write_text(CALLER)
    options = ["--enable-error-code", "deprecated", "--report-deprecated-as-note"]
    output = check(package.parent, "mypy", *options, "caller.py")
    for message in ("get is now read", "id is now key", "Ticket is now Issue"):
        assert message in output


def test_output_is_formatted(package: Path) -> None:
    for path in package.rglob("*.py"):
        assert is_formatted(path.read_text("utf-8")), path


def test_next_run_has_the_same_output(project: Path) -> None:
    rename(project, "acme_client")
    assert run("check").exit_code == 0, run("check").output


def test_aliases_end_with_the_next_major_version(project: Path) -> None:
    rename(project, "acme_client")
    settings = project / "specpress.toml"
    settings.write_text('version = "1.0.0"\n' + settings.read_text())
    assert run("generate").exit_code == 0, run("generate").output
    output = project / "out" / "acme_client"
    assert not (output / "_deprecation.py").exists()
    assert not [p for p in output.rglob("*.py") if "deprecated(" in p.read_text()]
    assert "renamed" not in (project / "specpress-names.lock").read_text()


def test_errors_list_names_without_an_alias(project: Path) -> None:
    refused = rename(project, "acme_client")
    assert refused.exit_code == 1
    lines = [line for line in refused.output.splitlines() if "would change" in line]
    without = [line for line in lines if "no deprecated alias is possible" in line]
    assert len(without) == 1, without
    # The resource `labels` has no operation any more.
    assert "labels.list -> tickets.labels" in without[0]
    text = (project / "out/acme_client/resources/tickets.py").read_text()
    assert "def labels(" in text
