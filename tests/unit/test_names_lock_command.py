"""The names lock on the command line: names stay, changes are errors until they are accepted."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main

LOCK = "specpress-names.lock"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def operation(operation_id: str, tag: str = "tickets") -> dict[str, Any]:
    return {
        "operationId": operation_id,
        "tags": [tag],
        "responses": {"204": {"description": "ok"}},
    }


def write_document(
    project: Path, schemas: dict[str, Any] | None = None, **paths: Any
) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": {f"/{path}": {"get": get} for path, get in paths.items()},
        "components": {"schemas": schemas or {}},
    }
    (project / "acme.json").write_text(json.dumps(document))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "specpress.toml").write_text('spec = "acme.json"\noutput = "out"\n')
    monkeypatch.chdir(tmp_path)
    write_document(tmp_path, a=operation("getTicketCode"))
    assert run("generate").exit_code == 0
    return tmp_path


def test_lock_is_beside_the_settings(project: Path) -> None:
    text = (project / LOCK).read_text()
    assert "operation getTicketCode -> tickets.get_ticket_code\n" in text
    assert not (project / "out" / LOCK).exists()


def test_lock_is_in_the_output_without_settings(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = project / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert run("generate", "../acme.json", "-o", "out").exit_code == 0
    assert "getTicketCode" in (elsewhere / "out" / LOCK).read_text()
    assert run("check", "../acme.json", "-o", "out").exit_code == 0


def test_lock_of_another_document_is_replaced_without_settings(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = project / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert run("generate", "../acme.json", "-o", "out").exit_code == 0
    write_document(project, b=operation("ticketCode"))
    assert run("generate", "../acme.json", "-o", "out").exit_code == 0
    assert "getTicketCode" not in (elsewhere / "out" / LOCK).read_text()


def test_name_with_another_meaning_is_an_error_that_names_both(project: Path) -> None:
    write_document(project, a=operation("get_ticket_code"))
    before = (project / LOCK).read_bytes()
    result = run("generate")
    assert result.exit_code == 1
    assert "tickets.get_ticket_code would mean something else" in result.output
    assert "getTicketCode" in result.output
    assert "--accept-renames" in result.output
    assert (project / LOCK).read_bytes() == before
    assert run("generate", "--accept-renames").exit_code == 0
    assert (
        "operation get_ticket_code -> tickets.get_ticket_code"
        in (project / LOCK).read_text()
    )
    assert run("generate").exit_code == 0


def test_operation_keeps_its_resource(project: Path) -> None:
    write_document(project, a=operation("getTicketCode", "codes"))
    assert run("generate").exit_code == 0
    assert (project / "out/acme_client/resources/tickets.py").exists()
    assert not (project / "out/acme_client/resources/codes.py").exists()


def test_package_keeps_its_name_if_the_title_changes(project: Path) -> None:
    document = json.loads((project / "acme.json").read_text())
    document["info"]["title"] = "Acme Platform"
    (project / "acme.json").write_text(json.dumps(document))
    assert run("generate").exit_code == 0
    assert "project package -> acme_client" in (project / LOCK).read_text()
    assert "class Acme(" in (project / "out/acme_client/_client.py").read_text()
    assert not (project / "out/acme_platform_client").exists()
    assert run("generate", "--package", "other").exit_code == 0
    assert (project / "out/other/_client.py").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "cause"),
    [
        (LOCK, "tickets.get_ticket_code", "tickets.code", "names lock"),
        ("acme.json", '"1"', '"2"', "document"),
    ],
)
def test_check_names_the_cause(
    project: Path, file: str, old: str, new: str, cause: str
) -> None:
    path = project / file
    path.write_text(path.read_text().replace(old, new))
    result = run("check")
    assert result.exit_code == 1
    assert f"(cause: {cause})" in result.output


def test_name_by_hand_is_a_change_of_the_settings(project: Path) -> None:
    settings = project / "specpress.toml"
    names = NAMES.replace("tickets.code", "tickets.get_ticket_code")
    settings.write_text(settings.read_text() + names)
    result = run("check")
    assert "specpress.lock (cause: settings)" in result.output


def test_position_of_a_name_by_hand_is_that_of_its_own_key(project: Path) -> None:
    settings = project / "specpress.toml"
    names = '\n[names]\n"class Thingy" = "A"\n"class Thing" = "B"\n'
    settings.write_text(settings.read_text() + names)
    output = run("generate").output
    assert (
        "specpress.toml:5:1: error: names: the document has no 'class Thingy'" in output
    )
    assert (
        "specpress.toml:6:1: error: names: the document has no 'class Thing'" in output
    )


def test_removed_names_are_reported(project: Path) -> None:
    write_document(project, b=operation("listTickets"))
    result = run("generate")
    assert "tickets.get_ticket_code (operation getTicketCode)" in result.output


def test_missing_lock_is_drift(project: Path) -> None:
    assert run("check").exit_code == 0
    (project / LOCK).unlink()
    result = run("check")
    assert result.exit_code == 1
    assert f"outdated {LOCK}" in result.output


def test_damaged_lock_is_a_usage_error(project: Path) -> None:
    (project / LOCK).write_text("<<<<<<< HEAD\n")
    result = run("generate")
    assert result.exit_code == 2
    assert f"{LOCK}:1: expected" in result.output


NAMES = '\n[names]\n"operation getTicketCode" = "tickets.code"\n'


def test_name_by_hand_changes_a_published_name_only_if_accepted(project: Path) -> None:
    settings = project / "specpress.toml"
    settings.write_text(settings.read_text() + NAMES)
    result = run("generate")
    assert result.exit_code == 1
    assert "tickets.get_ticket_code -> tickets.code" in result.output
    assert run("generate", "--accept-renames").exit_code == 0
    module = (project / "out/acme_client/resources/tickets.py").read_text()
    assert "def code(" in module


def test_unknown_part_has_a_position_and_a_suggestion(project: Path) -> None:
    settings = project / "specpress.toml"
    settings.write_text(
        settings.read_text() + NAMES.replace("getTicketCode", "getTicketCod")
    )
    result = run("generate")
    assert result.exit_code == 1
    assert "specpress.toml:5:1: " in result.output
    assert "did you mean 'operation getTicketCode'?" in result.output


@pytest.mark.parametrize("name", ["class", "__init__"])
def test_name_that_is_not_possible_is_an_error(project: Path, name: str) -> None:
    settings = project / "specpress.toml"
    settings.write_text(settings.read_text() + NAMES.replace("code", name))
    result = run("generate", "--accept-renames")
    assert result.exit_code == 1
    assert "which is not valid or taken" in result.output


@pytest.mark.parametrize("name", ["1st", "a b", "a.b"])
def test_text_that_is_no_name_is_invalid_usage(project: Path, name: str) -> None:
    settings = project / "specpress.toml"
    settings.write_text(
        settings.read_text() + NAMES.replace("tickets.code", f"{name}-")
    )
    result = run("generate", "--accept-renames")
    assert result.exit_code == 2
    assert f'must be a Python name, got "{name}-"' in result.output


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("project package -> ../evil", "is not a Python module name"),
        ("project package -> json", "'json' is a module of the standard library"),
        ('project client -> "X):pass"', "it is not a Python identifier"),
    ],
)
def test_names_of_the_project_in_the_lock_are_checked(
    project: Path, line: str, message: str
) -> None:
    (project / LOCK).write_text(f"# Names\n\n{line}\n")
    result = run("generate")
    assert result.exit_code == 2
    assert f"{LOCK}:3:1: error: {line.partition(' ->')[0]} cannot be" in result.output
    assert message in result.output


@pytest.mark.parametrize(
    "line",
    [
        "renamed 9" + 5000 * "9" + " class Ticket -> Old",
        "removed ² class Ticket -> Old",
        'renamed 0 operation getTicketCode -> "tickets.x(): pass"',
        'renamed 0 class Ticket -> "Old = 1"',
        'operation getTicketCode -> "x y.z"',
        'class "\\ud800" -> "\\ud800"',
        "renamed 0 -> x",
        "field -> x",
        "field a -> x",
        "argument x -> y",
    ],
)
def test_contents_of_the_lock_never_enter_code(project: Path, line: str) -> None:
    (project / LOCK).write_text(f"{line}\n")
    result = run("generate", "--accept-renames")
    assert result.exit_code in (0, 2), result.output
    for path in (project / "out").rglob("*.py"):
        ast.parse(path.read_text())


def test_schemas_keep_their_shared_or_own_class(project: Path) -> None:
    state = {"type": "string", "enum": ["open", "closed"]}
    one = {"Ticket": {"type": "object", "properties": {"state": state}}}
    two = one | {"Order": {"type": "object", "properties": {"state": state}}}
    write_document(project, one, a=operation("getTicketCode"))
    assert run("generate").exit_code == 0
    assert "class Ticket/state -> TicketState" in (project / LOCK).read_text()
    write_document(project, two, a=operation("getTicketCode"))
    assert run("generate").exit_code == 0, run("generate").output
    text = (project / LOCK).read_text()
    assert "class Ticket/state -> TicketState" in text
    assert "class Order/state -> OrderState" in text
    write_document(project, {"Order": two["Order"]}, a=operation("getTicketCode"))
    assert run("generate").exit_code == 0
    assert "class Order/state -> OrderState" in (project / LOCK).read_text()
