"""`specpress init`: the files that it writes, and the commands in them."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from specpress.cli import initializing, main
from tests.command.server import serve

ALL = ("--task", "make", "--ci", "github", "--pre-commit")


def run(*arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["init", *arguments], input=answers)


def test_without_a_project_file(project: Path) -> None:
    result = run("openapi.yaml")
    assert result.exit_code == 0, result.output
    assert "created specpress.toml" in result.output
    settings = tomllib.loads((project / "specpress.toml").read_text("utf-8"))
    assert settings == {"spec": "openapi.yaml", "output": "generated"}
    assert (project / "generated/pyproject.toml").exists()
    assert {p.name for p in project.iterdir()} == {
        "generated",
        "openapi.yaml",
        "specpress-names.lock",
        "specpress.toml",
    }
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_settings_are_added_to_a_project_file(project: Path) -> None:
    old = '# Ours\n[project]\nname = "shop"\n[tool.black]\nline-length = 100'
    (project / "pyproject.toml").write_text(old, "utf-8")
    result = run("openapi.yaml", "-o", "client", "--package", "acme")
    assert result.exit_code == 0, result.output
    text = (project / "pyproject.toml").read_text("utf-8")
    assert text.startswith(old)
    assert tomllib.loads(text)["tool"]["specpress"] == {
        "spec": "openapi.yaml",
        "output": "client",
        "package": "acme",
    }
    assert (project / "client/acme/__init__.py").exists()


def test_package_in_a_project(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "shop"\n', "utf-8")
    result = run("openapi.yaml", "-o", "src/acme", "--layout", "package")
    assert result.exit_code == 0, result.output
    assert (project / "src/acme/__init__.py").exists()
    assert not (project / "src/acme/pyproject.toml").exists()
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_what_is_left_to_do_is_printed(project: Path) -> None:
    options = ("-o", "client", "--ci", "github")
    result = run("openapi.yaml", *options, "--publish")
    assert "note: set the variable SPECPRESS of the CI" in result.output
    assert "note: before the first release: write `license`" in result.output
    (project / "specpress.toml").unlink()
    result = run("openapi.yaml", *options, "--install", "acme-specpress")
    assert "note:" not in result.output


def test_package_is_not_published(project: Path) -> None:
    result = run("openapi.yaml", "-o", "src/acme", "--layout", "package", "--publish")
    assert result.exit_code == 2
    assert "`--publish` needs the layout `project`" in result.output
    assert not (project / "specpress.toml").exists()


def test_unusual_project_file_is_not_changed(project: Path) -> None:
    text = "tool = {black = {line-length = 100}}\n"
    (project / "pyproject.toml").write_text(text, "utf-8")
    assert run("openapi.yaml").exit_code == 0
    assert (project / "pyproject.toml").read_text("utf-8") == text
    assert (project / "specpress.toml").exists()


def test_everything_is_written(project: Path) -> None:
    (project / "Makefile").write_text("test:\n\ttrue\n", "utf-8")
    (project / ".pre-commit-config.yaml").write_text(
        "# Ours\nrepos:\n  - repo: local\n    hooks: []\n", "utf-8"
    )
    result = run("openapi.yaml", *ALL)
    assert result.exit_code == 0, result.output
    assert "extended Makefile" in result.output
    assert "created .github/workflows/client.yml" in result.output
    assert "extended .pre-commit-config.yaml" in result.output
    hooks = yaml.safe_load((project / ".pre-commit-config.yaml").read_text("utf-8"))
    first, second = hooks["repos"]
    assert first == {"repo": "local", "hooks": []}
    assert second["hooks"][0]["entry"] == "specpress check"
    assert second["hooks"][0]["files"] == r"^(generated|openapi\.yaml)"


def test_files_of_others_are_not_changed(project: Path) -> None:
    texts = {
        "Makefile": "client:\n\ttrue\n",
        ".pre-commit-config.yaml": "repos: []\nfail_fast: true\n",
        ".github/workflows/client.yml": "name: ours\n",
    }
    for name, text in texts.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")
    result = run("openapi.yaml", *ALL)
    assert result.exit_code == 0, result.output
    for name, text in texts.items():
        assert (project / name).read_text("utf-8") == text
        assert f"unchanged {name}: add these lines to it" in result.output


def test_gitlab_job_is_added_beside_others(project: Path) -> None:
    (project / ".gitlab-ci.yml").write_text("test:\n  script: [pytest]\n", "utf-8")
    run("openapi.yaml", "--ci", "gitlab")
    jobs = yaml.safe_load((project / ".gitlab-ci.yml").read_text("utf-8"))
    assert jobs["test"] == {"script": ["pytest"]}
    assert "specpress check" in jobs["client"]["script"]


def list_commands(project: Path) -> list[str]:
    """Return the commands of specpress in all files that `init` wrote."""
    workflow = yaml.safe_load(
        (project / ".github/workflows/client.yml").read_text("utf-8")
    )
    hooks = yaml.safe_load((project / ".pre-commit-config.yaml").read_text("utf-8"))
    steps = [step.get("run", "") for step in workflow["jobs"]["client"]["steps"]]
    entries = [hook["entry"] for repo in hooks["repos"] for hook in repo["hooks"]]
    tasks = (project / "Makefile").read_text("utf-8").splitlines()
    return [
        line.strip()
        for line in (*steps, *entries, *tasks)
        if line.strip().startswith("specpress")
    ]


def test_commands_in_the_files_run(project: Path) -> None:
    run("openapi.yaml", *ALL)
    commands = list_commands(project)
    assert len(commands) == 4
    for command in commands:
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert result.exit_code == 0, (command, result.output)
    (project / "generated/README.md").write_text("mine")
    for command in commands:
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert result.exit_code == 1, (command, result.output)


def test_make_runs_the_tasks(project: Path) -> None:
    run("openapi.yaml", "--task", "make")
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    completed = subprocess.run(
        ["make", "client-check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stderr
    assert "as generated" in completed.stdout or "files" in completed.stdout


def test_url(project: Path) -> None:
    with serve(project) as port:
        url = f"http://127.0.0.1:{port}/openapi.yaml"
        result = run(url, "--pre-commit")
        assert result.exit_code == 0, result.output
    settings = tomllib.loads((project / "specpress.toml").read_text("utf-8"))
    assert settings["spec"] == url


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["missing.yaml"], "missing-file"),
        (["-"], "no-document"),
        ([], "no-document"),
        (["openapi.yaml", "--package", "class"], "unusable-name"),
    ],
)
def test_nothing_is_written_if_the_document_cannot_be_read(
    project: Path, arguments: list[str], code: str
) -> None:
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert f"[{code}]" in result.output
    assert [path.name for path in project.iterdir()] == ["openapi.yaml"]


def test_json(project: Path) -> None:
    result = run("openapi.yaml", "--task", "just", "--json")
    table = json.loads(result.stdout)["result"]
    assert table["written"] == {"specpress.toml": "created", "justfile": "created"}
    assert table["counts"]["operation"] == 1


def test_terminal_is_asked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(initializing, "_is_terminal", lambda: True)
    result = run(answers="\nclient\nacme\nmake\ngithub\ny\n")
    assert result.exit_code == 0, result.output
    assert "OpenAPI document (file or URL) [openapi.yaml]" in result.output
    assert (project / "client/acme/__init__.py").exists()
    assert len(list_commands(project)) == 4


def test_terminal_is_asked_for_the_layout_in_a_project(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(initializing, "_is_terminal", lambda: True)
    (project / "pyproject.toml").write_text('[project]\nname = "shop"\n', "utf-8")
    result = run(answers="\nsrc/acme\n\npackage\nnone\nnone\nn\n")
    assert result.exit_code == 0, result.output
    assert (project / "src/acme/__init__.py").exists()


def test_options_are_not_asked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(initializing, "_is_terminal", lambda: True)
    arguments = ("openapi.yaml", "-o", "client", "--package", "acme", "--task", "none")
    result = run(*arguments, "--ci", "none", "--no-pre-commit", answers="")
    assert result.exit_code == 0, result.output
