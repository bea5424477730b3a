"""The library: the commands of its workflow in a scratch repository, after a safe and a breaking change of the service."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from specpress.cli import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "library"
BIN = Path(sys.executable).parent
IDENTITY = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"]
DOCUMENT, DIFF, CHECK, TESTS = (
    "The document is that of the service",
    "No change breaks programs",
    "The client is that of the document",
    "The client works with the service",
)


def run(directory: Path, *command: str, **variables: str) -> tuple[int, str]:
    """Run a command, and return its exit code and output."""
    environment = {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "PYTHONDONTWRITEBYTECODE": "1",
        **variables,
    }
    completed = subprocess.run(
        command,
        cwd=directory,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return completed.returncode, completed.stdout


def load_steps() -> dict[str, str]:
    """Return the scripts of the workflow by their names."""
    path = EXAMPLE / ".github/workflows/ci.yml"
    steps = yaml.safe_load(path.read_text("utf-8"))["jobs"]["library"]["steps"]
    return {step["name"]: step["run"] for step in steps if "run" in step}


def run_job(repository: Path, base: str) -> tuple[str, str]:
    """Run the steps after the installation up to the first that fails; return its name and its output."""
    for name, script in load_steps().items():
        if name != "Install":
            command = ("bash", "-eo", "pipefail", "-c", script)
            status, output = run(repository, *command, BASE=base)
            if status:
                return name, output
    return "", ""


def commit(repository: Path) -> str:
    """Commit everything, and return the revision."""
    for command in (["add", "--all"], [*IDENTITY, "commit", "-qm", "Change"]):
        status, output = run(repository, "git", *command)
        assert status == 0, output
    return run(repository, "git", "rev-parse", "HEAD")[1].strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with the example, nothing committed."""
    path = tmp_path / "library"
    shutil.copytree(
        EXAMPLE, path, ignore=shutil.ignore_patterns("client", "__pycache__")
    )
    assert run(path, "git", "init", "-q")[0] == 0
    return path


def generate(repository: Path) -> None:
    """Generate the client, in this process: it has imported everything."""
    arguments = ["generate", "--quiet", "--config", str(repository / "pyproject.toml")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output


def change_service(repository: Path, old: str, new: str) -> None:
    """Change the service, and write its document."""
    path = repository / "library_app.py"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    app = runpy.run_path(str(path))["app"]
    document = json.dumps(app.openapi(), indent=2)
    (repository / "openapi.json").write_text(f"{document}\n", "utf-8")


def test_workflow_refuses_a_breaking_change(repository: Path) -> None:
    base = commit(repository)
    change_service(
        repository, "    id: int\n", "    id: int\n    isbn: str | None = None\n"
    )
    generate(repository)
    safe = commit(repository)
    assert run_job(repository, base) == ("", "")
    change_service(repository, "    title: str\n", "    title: str\n    genre: str\n")
    commit(repository)
    name, output = run_job(repository, safe)
    assert name == DIFF, output
    assert "1 breaking, 1 risky; next version: major" in output
    assert "models.NewBook.genre: new required attribute `genre`" in output
    assert "used by client.books.add" in output


def test_document_of_the_example_is_that_of_the_service(repository: Path) -> None:
    committed = (repository / "openapi.json").read_text("utf-8")
    change_service(repository, "", "")
    assert (repository / "openapi.json").read_text("utf-8") == committed


def test_workflow_refuses_a_document_that_was_not_written(repository: Path) -> None:
    commit(repository)
    path = repository / "library_app.py"
    path.write_text(path.read_text("utf-8").replace("Add a book.", "Add it."), "utf-8")
    name, output = run_job(repository, "HEAD")
    assert name == DOCUMENT
    assert '+        "description": "Add it."' in output


def test_workflow_has_these_steps() -> None:
    assert [*load_steps()] == ["Install", DOCUMENT, DIFF, CHECK, TESTS]
