"""Hostile texts as arguments and answers of `init` and `explain`, and in what formats for programs print."""

from __future__ import annotations

import json
import os
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.guard import INTERNAL_ERROR
from tests.harden.attack import inspect_printed
from tests.harden.payloads import LARGE, PAYLOADS, Payload

DOCUMENT = "openapi: 3.1.0\ninfo: {title: Books, version: '1'}\npaths: {}\n"
VICTIM = "not yours"
INIT = ("--task", "make", "--ci", "gitlab", "--pre-commit")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project below a directory with a file of somebody else."""
    (tmp_path / "victim.txt").write_text(VICTIM)
    directory = tmp_path / "project"
    directory.mkdir()
    (directory / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    monkeypatch.chdir(directory)
    return directory


def run(arguments: list[str]) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code != INTERNAL_ERROR, result.output
    assert isinstance(result.exception, SystemExit | None)
    assert [*inspect_printed("output", result.output)] == []
    return result


# A third of the payloads is run for each option: all of them take the same way.
@pytest.mark.parametrize("number", range(0, len(PAYLOADS), 3))
@pytest.mark.parametrize("option", ["SPEC", "--output", "--package"])
def test_payloads_in_init(project: Path, option: str, number: int) -> None:
    text = PAYLOADS[number].text(number)
    if len(text) >= LARGE or text.startswith("-"):
        pytest.skip("refused by the operating system or by click")
    if option == "SPEC":
        # The file exists if its name can be one.
        with suppress(OSError, ValueError):
            (project / text).write_text(DOCUMENT, "utf-8")
    arguments = (
        ["init", text] if option == "SPEC" else ["init", "openapi.yaml", option, text]
    )
    result = run([*arguments, *INIT])
    assert (project.parent / "victim.txt").read_text() == VICTIM
    assert {p.name for p in project.parent.iterdir()} <= {
        "project",
        "victim.txt",
        *_outputs(option, text),
    }
    if result.exit_code == 0:
        settings = tomllib.loads((project / "specpress.toml").read_text("utf-8"))
        key = {"SPEC": "spec"}.get(option, option[2:])
        assert settings[key] == text
        (repo,) = yaml.safe_load(
            (project / ".pre-commit-config.yaml").read_text("utf-8")
        )["repos"]
        (hook,) = repo["hooks"]
        assert hook["entry"] == "specpress check"


def _outputs(option: str, text: str) -> set[str]:
    """Return the directory beside the project that the user chose."""
    return (
        {os.path.normpath(text).split("/")[1]}
        if option == "--output" and text.startswith("../")
        else set()
    )


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_payloads_in_explain(payload: Payload) -> None:
    assert run(["explain", "--", payload.text(0)]).exit_code == 2


@pytest.mark.parametrize("problem_format", ["json", "sarif", "github"])
def test_payloads_in_problems(project: Path, problem_format: str) -> None:
    texts = [p.text(n) for n, p in enumerate(PAYLOADS) if len(p.text(n)) < LARGE]
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Books", "version": "1"},
        "paths": {},
    }
    (project / "openapi.json").write_text(
        json.dumps({**document, **dict.fromkeys(texts, 1)}), "utf-8"
    )
    arguments = ["generate", "openapi.json", "--dry-run", "--format", problem_format]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    if problem_format == "github":
        commands = [
            line for line in result.stdout.splitlines() if line.startswith("::")
        ]
        assert all(
            line.startswith("::warning file=openapi.json,line=") for line in commands
        )
        assert len(commands) >= len({*texts}) / 2
    else:
        assert json.loads(result.stdout)
        assert result.stdout.isascii()
    assert [*inspect_printed("output", result.stdout)] == []
