"""The command `specpress repair`, with recordings of a generated client."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from specpress.cli import main
from tests.property.packages import generate_from_bytes, import_package
from tests.repair.recorded import exchange, recording_text

DOCUMENT = """openapi: 3.1.0
info: {title: Acme, version: '1'}
servers: [{url: https://api.example.com}]
paths:
  /books/{id}:
    get:
      tags: [books]
      operationId: getBook
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
components:
  schemas:
    Author: {type: object, required: [name], properties: {name: {type: string}}}
    Book:
      type: object
      required: [id, title]
      additionalProperties: false
      properties:
        id: {type: integer}
        title: {type: string}
        format: {type: string, enum: [paper, epub]}
        printed: {type: string, format: date}
        author: {$ref: '#/components/schemas/Author'}
"""
BOOK: dict[str, Any] = {
    "id": 1,
    "title": None,
    "format": "pdf",
    "printed": "March 1999",
    "author": None,
    "pages": 3.5,
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "api.yaml").write_text(DOCUMENT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["repair", "api.yaml", *arguments])


def record(path: Path, *bodies: Any) -> None:
    """Record calls of a client of the document, which accepts contradictions."""
    with import_package(generate_from_bytes(DOCUMENT.encode()).files) as acme:
        testing = importlib.import_module(f"{acme.__name__}.testing")
        inner = testing.FakeTransport(*(testing.response(200, body) for body in bodies))
        transport = testing.Recording(path, "record").transport(inner)
        with acme.Acme(transport=transport, on_contradiction="accept") as client:
            for _ in bodies:
                client.books.get(1)


def test_recording_of_a_client_repairs_its_document(project: Path) -> None:
    path = project / "exchanges.json"
    record(path, BOOK, {"id": 2, "title": "A"})
    result = run("--from", "exchanges.json", "-o", "repairs.yaml")
    assert result.exit_code == 0, result.output
    assert (
        "5 contradictions to 5 places of the document, in 1 of 2 exchanges"
        in result.output
    )
    assert "wrote repairs.yaml: 7 actions" in result.output
    assert (
        run(
            "--from", "exchanges.json", "--overlay", "repairs.yaml", "--check"
        ).exit_code
        == 0
    )
    repaired = apply(DOCUMENT, (project / "repairs.yaml").read_text())
    with import_package(generate_from_bytes(repaired).files) as acme:
        testing = importlib.import_module(f"{acme.__name__}.testing")
        with acme.Acme(transport=testing.Recording(path).transport()) as client:
            assert client.books.get(1).to_dict() == BOOK
            assert client.books.get(1).title == "A"


def apply(document: str, overlay: str) -> bytes:
    """Return a document with an overlay."""
    from specpress.document.load import load
    from specpress.document.problems import Problems
    from specpress.document.resolve import Workspace
    from specpress.repair.repairing import apply_actions

    Path("document.yaml").write_text(document)
    workspace = Workspace(load("document.yaml"))
    assert not Problems().items
    return json.dumps(apply_actions(workspace, overlay).main.tree).encode()


def test_contradictions_have_positions_and_counts(project: Path) -> None:
    text = recording_text([exchange(BOOK, url="https://api.example.com/books/1")] * 2)
    (project / "exchanges.json").write_text(text)
    result = run("--from", "exchanges.json", "--check")
    assert result.exit_code == 1
    assert "undeclared values: 2 in 1 place" in result.output
    line = text.splitlines().index('          "format": "pdf",') + 1
    expected = (
        'api.yaml:22:38: warning: "pdf" not valid for `enum` ["paper", "epub"], seen 2 times in'
        f" response body 200 of GET /books/{{id}} (first: /format at exchanges.json:{line}:21)"
    )
    assert expected in result.output
    assert not (project / "repairs.yaml").exists()


def test_overlay_is_printed_without_output(project: Path) -> None:
    recorded = exchange(
        {"id": "x", "title": "a"}, url="https://api.example.com/books/1"
    )
    (project / "exchanges.json").write_text(recording_text([recorded]))
    result = run("--from", "exchanges.json")
    overlay = yaml.safe_load(result.stdout)
    assert overlay["overlay"] == "1.0.0"
    assert overlay["info"]["title"] == "Repairs from exchanges.json"
    assert overlay["actions"][1]["update"] == {"type": ["integer", "string"]}
    assert str(project) not in result.stdout


def test_existing_file_is_kept(project: Path) -> None:
    recorded = exchange(
        {"id": "x", "title": "a"}, url="https://api.example.com/books/1"
    )
    (project / "exchanges.json").write_text(recording_text([recorded]))
    (project / "repairs.yaml").write_text("mine")
    result = run("--from", "exchanges.json", "-o", "repairs.yaml")
    assert result.exit_code == 2
    assert "repairs.yaml exists: pass --force to overwrite it" in result.output
    assert (project / "repairs.yaml").read_text() == "mine"
    assert (
        run("--from", "exchanges.json", "-o", "repairs.yaml", "--force").exit_code == 0
    )


def test_unknown_operation_is_a_problem(project: Path) -> None:
    recorded = exchange(url="https://api.example.com/authors/1", method="PUT")
    (project / "exchanges.json").write_text(recording_text([recorded]))
    result = run("--from", "exchanges.json")
    assert result.exit_code == 1
    assert (
        "exchanges.json:5:5: warning: no operation for PUT /authors/1, seen once"
        in result.output
    )
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "exchanges.json is not a recording: Expecting"),
        ("[]", '`format` must be "specpress-recording"'),
        (
            '{"format": "specpress-recording", "version": 9}',
            "`version` must be 1, got 9",
        ),
        (
            '{"format": "specpress-recording", "version": 1, "exchanges": [{"request": {}}]}',
            "1:63: error: exchanges.json is not a recording: invalid exchange",
        ),
        (
            '{"format": "specpress-recording", "version": 1, "exchanges": 1}',
            "`exchanges` must be an array",
        ),
        (
            '{"format": "specpress-recording", "version": 1, "exchanges":'
            ' [{"request": {"method": "GET", "url": "http://["}}]}',
            "invalid exchange: ValueError",
        ),
        (
            '{"format": "specpress-recording", "version": 1, "exchanges":'
            ' [{"request": {"method": "GET", "url": "/"}, "response": {"status": 7}}]}',
            "invalid status 7",
        ),
        ("[" * 200 + "]" * 200, "nested too deeply"),
    ],
)
def test_other_files_are_refused(project: Path, text: str, fault: str) -> None:
    (project / "exchanges.json").write_text(text)
    result = run("--from", "exchanges.json")
    assert result.exit_code == 1
    assert fault in result.output


def test_schema_in_another_file_is_reported_only(project: Path) -> None:
    (project / "book.yaml").write_text(
        "type: object\nproperties: {id: {type: string}}\n"
    )
    text = DOCUMENT.replace("#/components/schemas/Book", "book.yaml")
    (project / "api.yaml").write_text(text)
    recorded = exchange({"id": 1}, url="https://api.example.com/books/1")
    (project / "exchanges.json").write_text(recording_text([recorded]))
    result = run("--from", "exchanges.json")
    assert result.exit_code == 1
    assert "book.yaml:2:25: warning: type" in result.output
    assert (
        "an overlay changes the main document only; change this file" in result.output
    )
