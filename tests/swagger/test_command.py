"""Swagger 2.0 on the command line: problems, overlays and repairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from tests.repair.recorded import exchange, recording_text
from tests.shared import write_files
from tests.swagger.upgraded import HEAD

DOCUMENT = f"""{HEAD}host: api.example.com
produces: [application/json]
paths:
  /books/{{id}}:
    get:
      operationId: getBook
      parameters: [{{name: id, in: path, required: true, type: integer}}]
      responses: {{'200': {{description: ok, schema: {{$ref: '#/definitions/Book'}}}}}}
definitions:
  Book: {{type: object, required: [id], properties: {{id: {{type: integer}}, title: {{type: string}}}}}}
"""
OVERLAY = """overlay: 1.0.0
info: {{title: Ours, version: '1'}}
{head}actions: [{{target: "{target}", update: {{description: Ours}}}}]
"""
UPGRADED = "x-specpress-applies-to: upgraded\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "api.yaml").write_text(DOCUMENT)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_generate_and_check() -> None:
    result = run("generate", "api.yaml", "-o", "client", "--strict")
    assert result.exit_code == 0, result.output
    assert (
        "1 operation, 1 parameter, 1 response, 1 schema, 2 properties" in result.output
    )
    assert run("check", "api.yaml", "-o", "client").exit_code == 0
    assert "Book" in Path("client/pets_client/models/book.py").read_text()


def test_positions_of_faults_are_those_of_the_source() -> None:
    text = DOCUMENT.replace("type: integer}]", "type: integr}]")
    Path("api.yaml").write_text(text.replace("required: [id]", "required: true"))
    result = run("generate", "api.yaml", "-o", "client")
    assert "api.yaml:9:63: warning: `type` must be one of `string`, " in result.output
    assert 'got "integr"' in result.output
    assert "api.yaml:12:34: warning: `required` must be an array" in result.output
    assert "2 warnings" in result.output


def test_a_missing_target_is_shown_as_written() -> None:
    text = DOCUMENT.replace("'#/definitions/Book'", "'#/definitions/Nowhere'")
    Path("api.yaml").write_text(text)
    result = run("generate", "api.yaml", "-o", "client")
    fault = (
        "api.yaml:10:52: warning: target of $ref '#/definitions/Nowhere' does not exist"
    )
    assert fault in result.output
    assert "#/definitions has no 'Nowhere'" in result.output


def test_other_versions_are_refused() -> None:
    Path("api.yaml").write_text(DOCUMENT.replace("'2.0'", "'1.2'"))
    result = run("generate", "api.yaml", "-o", "client")
    assert result.exit_code == 1
    assert 'api.yaml:1:10: error: unsupported Swagger version "1.2"' in result.output


@pytest.mark.parametrize(
    ("head", "target"),
    [
        ("", "$.definitions.Book"),
        (UPGRADED, "$.components.schemas.Book"),
        (UPGRADED, "$.paths['/books/{id}'].get.parameters[0].schema"),
    ],
)
def test_overlays(head: str, target: str) -> None:
    Path("ours.yaml").write_text(OVERLAY.format(head=head, target=target))
    result = run(
        "generate", "api.yaml", "-o", "client", "--overlay", "ours.yaml", "--strict"
    )
    assert result.exit_code == 0, result.output


def test_an_overlay_for_another_form_matches_nothing() -> None:
    text = OVERLAY.format(head="", target="$.components.schemas.Book")
    Path("ours.yaml").write_text(text)
    result = run("generate", "api.yaml", "-o", "client", "--overlay", "ours.yaml")
    assert "matches nothing; action ignored" in result.output


def test_an_unknown_form_is_an_error() -> None:
    text = OVERLAY.format(head="x-specpress-applies-to: '3.0'\n", target="$.info")
    Path("ours.yaml").write_text(text)
    result = run("generate", "api.yaml", "-o", "client", "--overlay", "ours.yaml")
    assert result.exit_code == 1
    fault = "ours.yaml:3:25: error: `x-specpress-applies-to` must be `upgraded`"
    assert fault in result.output


def test_overlay_positions_survive_the_upgrade() -> None:
    update = "{target: $.definitions.Book.properties, update: {more: {type: strng}}}"
    head = "overlay: 1.0.0\ninfo: {title: Ours, version: '1'}\n"
    Path("ours.yaml").write_text(f"{head}actions: [{update}]\n")
    result = run("generate", "api.yaml", "-o", "client", "--overlay", "ours.yaml")
    assert "ours.yaml:3:73: warning: `type` must be one of" in result.output


def test_a_repair_applies_to_the_upgraded_document() -> None:
    body = {"id": "x", "title": "a"}
    recorded = exchange(body, url="https://api.example.com/books/1")
    Path("exchanges.json").write_text(recording_text([recorded]))
    result = run("repair", "api.yaml", "--from", "exchanges.json", "-o", "repairs.yaml")
    assert result.exit_code == 0, result.output
    assert UPGRADED in Path("repairs.yaml").read_text()
    again = run(
        *("repair", "api.yaml", "--from", "exchanges.json", "--check"),
        *("--overlay", "repairs.yaml"),
    )
    assert again.exit_code == 0, again.output


def test_files_of_swagger_json_with_a_byte_order_mark(tmp_path: Path) -> None:
    tree = {"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": {}}
    write_files({"api.json": "\ufeff" + json.dumps(tree)}, tmp_path)
    result = run("generate", "api.json", "-o", "client")
    assert result.exit_code == 0, result.output


def test_pointers_and_names_of_classes() -> None:
    Path("common.yaml").write_text(
        "responses: {Found: {description: ok, schema: {type: object, properties: {a: {type: string}}}}}\n"
    )
    found = "'404': {$ref: 'common.yaml#/responses/Found'}}}"
    text = DOCUMENT.replace(
        "'#/definitions/Book'}}}", "'#/definitions/Book'}}, " + found[:-2] + "}"
    )
    Path("api.yaml").write_text(text)
    result = run("generate", "api.yaml", "-o", "client", "--strict")
    assert result.exit_code == 0, result.output
    pointers = json.loads(Path("client/pets_client/_schema_pointers.json").read_text())
    assert pointers == {
        "Book": "#/definitions/Book",
        "FoundResponse": "common.yaml#/responses/Found/schema",
    }
