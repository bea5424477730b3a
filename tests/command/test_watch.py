"""`generate --watch`, `--dry-run` and `--quiet`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from specpress.cli import main, watching
from tests.command.conftest import DOCUMENT

Step = Callable[[Path], None]


def watch(
    monkeypatch: pytest.MonkeyPatch, project: Path, steps: list[Step], *arguments: str
) -> Result:
    """Run `generate --watch`; between two looks at the files make the next step, at last Ctrl+C."""
    pending = iter(steps)

    def wait(_: float) -> None:
        step = next(pending, None)
        if step is None:
            raise KeyboardInterrupt
        step(project)

    monkeypatch.setattr(watching.time, "sleep", wait)
    return CliRunner().invoke(main, ["generate", "--watch", *arguments])


def write(name: str, text: str) -> Step:
    def change(project: Path) -> None:
        (project / name).write_text(text, "utf-8")
        # Some file systems have times of a second.
        status = (project / name).stat()
        os.utime(project / name, ns=(status.st_atime_ns, status.st_mtime_ns + 10**9))

    return change


def test_each_change_generates_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = DOCUMENT.replace("listBooks", "findBooks").replace("/books", "/novels")
    steps = [write("openapi.yaml", renamed), lambda _: None]
    result = watch(monkeypatch, project, steps, "openapi.yaml")
    assert result.exit_code == 0, result.output
    assert result.output.count("generated ./generated") == 2
    assert result.output.endswith("stopped\n")
    assert "novels" in (project / "generated/README.md").read_text("utf-8")


def test_faulty_document_is_reported_and_watched(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [write("openapi.yaml", "openapi: ["), write("openapi.yaml", DOCUMENT)]
    result = watch(monkeypatch, project, steps, "openapi.yaml")
    assert "[invalid-yaml]" in result.output
    assert result.output.count("generated ./generated") == 2


def test_other_files_are_watched(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = "\ncomponents: {schemas: {Book: {$ref: 'book.yaml'}}}\n"
    (project / "openapi.yaml").write_text(DOCUMENT + reference, "utf-8")
    (project / "book.yaml").write_text("type: object\n", "utf-8")
    (project / "overlay.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: A, version: '1'}\nactions: [{target: $.info, update: {title: Library}}]\n",
        "utf-8",
    )
    (project / "templates").mkdir()
    (project / "templates/README.md.jinja").write_text("One\n", "utf-8")
    (project / "specpress.toml").write_text(
        'spec = "openapi.yaml"\noverlays = ["overlay.yaml"]\ntemplates = "templates"\n',
        "utf-8",
    )
    steps = [
        write("book.yaml", "type: object\nproperties: {title: {type: string}}\n"),
        write("templates/README.md.jinja", "Two\n"),
        write("templates/LICENSE.jinja", "Ours\n"),
        write("specpress.toml", 'spec = "openapi.yaml"\noutput = "client"\n'),
        write("overlay.yaml", "not read any more"),
    ]
    result = watch(monkeypatch, project, steps)
    assert result.output.count("generated ./generated") == 4, result.output
    assert result.output.count("generated ./client") == 1
    assert (project / "generated/README.md").read_text("utf-8") == "Two\n"


def test_results_of_all_runs_are_lines_of_json(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [write("openapi.yaml", "openapi: [")]
    result = watch(monkeypatch, project, steps, "openapi.yaml", "--json")
    first, second = map(json.loads, result.stdout.splitlines())
    assert first["result"]["counts"]["operation"] == 1
    assert second["result"] is None
    assert second["problems"][0]["code"] == "invalid-yaml"


@pytest.mark.parametrize("spec", ["-", "https://books.example/openapi.yaml"])
def test_documents_that_cannot_be_watched(project: Path, spec: str) -> None:
    result = CliRunner().invoke(main, ["generate", spec, "--watch"])
    assert result.exit_code == click.UsageError.exit_code
    assert "--watch needs a file" in result.output


def test_dry_run_writes_nothing(project: Path) -> None:
    run = CliRunner().invoke
    result = run(main, ["generate", "openapi.yaml", "--dry-run"])
    assert result.exit_code == 0
    assert "created README.md" in result.output
    assert "files would change in ./generated" in result.output
    assert [path.name for path in project.iterdir()] == ["openapi.yaml"]
    run(main, ["generate", "openapi.yaml"])
    result = run(main, ["generate", "openapi.yaml", "--dry-run"])
    assert "nothing would change in ./generated" in result.output
    (project / "generated/README.md").write_text("mine")
    result = run(main, ["generate", "openapi.yaml", "--dry-run"])
    assert result.exit_code == 1
    assert "edited by hand" in result.output
    result = run(main, ["generate", "openapi.yaml", "--dry-run", "--force"])
    assert "changed README.md" in result.output
    assert (project / "generated/README.md").read_text() == "mine"


def test_quiet_prints_problems_only(project: Path) -> None:
    run = CliRunner().invoke
    assert run(main, ["generate", "openapi.yaml", "--quiet"]).output == ""
    assert run(main, ["check", "openapi.yaml", "-q"]).output == ""
    faulty = DOCUMENT.replace("operationId", "operationID")
    (project / "openapi.yaml").write_text(faulty, "utf-8")
    result = run(main, ["generate", "openapi.yaml", "-q"])
    assert result.stdout == ""
    assert "[unknown-key]" in result.stderr
    # The next command prints again.
    assert "generated" in run(main, ["generate", "openapi.yaml"]).stdout
