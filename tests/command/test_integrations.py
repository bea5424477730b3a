"""The hooks, the action and the snippets of the documentation: their commands run in a scratch repository."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from specpress import __version__
from tests.command.github import GitHub, serve_github

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
DOCUMENTATION = (ROOT / "docs/commands.md").read_text("utf-8")


def run(
    command: list[str], directory: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    path = environment.pop("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    return subprocess.run(
        command,
        cwd=directory,
        env={**os.environ, "PATH": path, "PIP_NO_INDEX": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def repository(project: Path) -> Path:
    """Return a git repository with settings and the client, committed."""
    (project / "specpress.toml").write_text(
        'spec = "openapi.yaml"\noutput = "client"\n', "utf-8"
    )
    identity = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"]
    for command in (
        ["specpress", "generate"],
        ["git", "init", "-q"],
        ["git", "add", "-A"],
    ):
        assert run(command, project).returncode == 0
    assert run(["git", *identity, "commit", "-qm", "Client"], project).returncode == 0
    return project


def change_document(repository: Path) -> None:
    path = repository / "openapi.yaml"
    path.write_text(path.read_text("utf-8").replace("listBooks", "findBooks"), "utf-8")


def load(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


def find_hook(name: str) -> Any:
    """Return a hook for pre-commit."""
    hooks = {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}
    return hooks[f"specpress-{name}"]


def find_snippet(first_line: str) -> Any:
    """Return the YAML of the documentation that begins with a line."""
    (snippet,) = re.findall(
        rf"```yaml\n# {re.escape(first_line)}\n(.*?)```", DOCUMENTATION, re.DOTALL
    )
    return yaml.safe_load(snippet)


def test_hooks_check_and_generate(repository: Path) -> None:
    check, generate = (
        shlex.split(find_hook(i)["entry"]) for i in ("check", "generate")
    )
    assert run(check, repository).returncode == 0
    assert run(generate, repository).returncode == 0
    assert run(["git", "status", "--porcelain"], repository).stdout == ""
    path = repository / "openapi.yaml"
    path.write_text(path.read_text("utf-8").replace("All books", "Every book"), "utf-8")
    assert run(check, repository).returncode == 1
    assert run(generate, repository).returncode == 0
    assert run(check, repository).returncode == 0
    assert "client/" in run(["git", "status", "--porcelain"], repository).stdout


def test_documented_hook_exists() -> None:
    ids = {hook["id"] for hook in load(".pre-commit-hooks.yaml")}
    for page in (".pre-commit-config.yaml", ".pre-commit-config.yaml, to see changes"):
        (entry,) = find_snippet(page)["repos"]
        assert {hook["id"] for hook in entry["hooks"]} <= ids


LIBRARIES = next(p for p in sys.path if p.endswith("site-packages"))
# pip accepts the installed version without an index.
INSTALLED = f"specpress=={__version__}"
BASH = ["bash", "-eo", "pipefail", "-c"]


def install(script: str, directory: Path) -> Path:
    """Run the step of the action that installs specpress; return the directory of its commands."""
    path_file = directory / "path"
    completed = run(
        [*BASH, script],
        directory,
        RUNNER_TEMP=str(directory),
        GITHUB_PATH=str(path_file),
        GITHUB_ACTION_PATH=str(ROOT),
        # The dependencies and the build backend of this environment: nothing is downloaded.
        PYTHONPATH=LIBRARIES,
        PIP_NO_BUILD_ISOLATION="0",
        PIP_NO_DEPS="1",
    )
    assert completed.returncode == 0, completed.stderr
    return Path(path_file.read_text("utf-8").strip())


def test_action_installs_itself_and_checks(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    setup, installation, check, _ = load("action.yml")["runs"]["steps"]
    assert setup["uses"].startswith("actions/setup-python@")
    binaries = install(installation["run"], tmp_path_factory.mktemp("runner"))
    assert (binaries / "specpress").exists()
    assert check["working-directory"] == "${{ inputs.directory }}"
    assert check["env"] == {"ARGUMENTS": "${{ inputs.arguments }}"}
    path = f"{binaries}{os.pathsep}{os.environ['PATH']}"

    def run_check(arguments: str = "") -> subprocess.CompletedProcess[str]:
        variables = {"ARGUMENTS": arguments, "PATH": path, "PYTHONPATH": LIBRARIES}
        return run([*BASH, check["run"]], repository, **variables)

    passed = run_check()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert run_check("; touch injected $(touch injected)").returncode == 2
    assert not (repository / "injected").exists()
    change_document(repository)
    failed = run_check("--strict")
    assert failed.returncode == 1
    listed = re.findall(r"^(?:changed|missing) ", failed.stdout, re.MULTILINE)
    assert len(listed) > 5
    assert (
        f"::error title=specpress outdated-output::{len(listed)} of " in failed.stdout
    )


def test_hook_prints_the_changes_of_staged_documents(repository: Path) -> None:
    hook = find_hook("diff")
    assert re.search(hook["files"], "api/openapi.yaml")
    assert not re.search(hook["files"], "config.yaml")
    change_document(repository)
    (repository / "openapi.new.yaml").write_text("openapi: 3.1.0\n", "utf-8")
    command = [*shlex.split(hook["entry"]), "openapi.yaml", "openapi.new.yaml"]
    printed = run(command, repository)
    assert printed.returncode == 0, printed.stderr
    assert "edit: client.books.list -> client.books.find" in printed.stdout
    assert "openapi.new.yaml: a new document" in printed.stdout
    assert run([*command, "--fail-on", "breaking"], repository).returncode == 1


def test_action_keeps_one_comment(repository: Path, tmp_path: Path) -> None:
    *_, compare = load("action.yml")["runs"]["steps"]
    github, base = (
        GitHub(),
        run(["git", "rev-parse", "HEAD"], repository).stdout.strip(),
    )
    event, files = tmp_path / "event.json", tmp_path / "runner"
    files.mkdir()
    pull = {"number": 7, "head": {"repo": {"full_name": "ann/books"}}}
    event.write_text(json.dumps({"pull_request": pull}), "utf-8")
    variables = {
        **dict.fromkeys(compare["env"], ""),
        "BASE": base,
        "DIRECTORY": ".",
        "DOCUMENT": "openapi.yaml",
        "FAIL_ON": "breaking",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_REPOSITORY": "ann/books",
        "GITHUB_STEP_SUMMARY": str(files / "summary.md"),
        "GITHUB_TOKEN": "secret",
        "NO_PROXY": "*",
        "RUNNER_TEMP": str(files),
    }
    with serve_github(github) as url:

        def run_step(**changed: str) -> subprocess.CompletedProcess[str]:
            values = {**variables, "GITHUB_API_URL": url, **changed}
            return run([*BASH, compare["run"]], repository, **values)

        unchanged = run_step()
        assert unchanged.returncode == 0, unchanged.stderr
        assert github.comments == []
        change_document(repository)
        failed = run_step()
        assert failed.returncode == 1, failed.stderr
        assert "::error title=specpress diff::" in failed.stdout
        accepted = run_step(FAIL_ON="never", DIRECTORY="./")
        assert accepted.returncode == 0, accepted.stderr
        (comment,) = github.comments
        assert "client.books.find" in comment["body"]
        new = run_step(DOCUMENT="other.yaml; touch injected")
        assert (new.returncode, (repository / "injected").exists()) == (0, False)
    assert "nothing to compare" in new.stdout
    assert not (files / "summary.md").exists()


def test_inputs_of_the_action_are_documented() -> None:
    inputs = load("action.yml")["inputs"].keys()
    for name in ("client", "changes"):
        (job,) = find_snippet(f".github/workflows/{name}.yml")["jobs"].values()
        _, step = job["steps"]
        assert step["with"].keys() <= inputs
    table = re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \|", DOCUMENTATION, re.MULTILINE)
    documented = {name for cell in table for name in re.findall("`([a-z-]+)`", cell)}
    assert inputs <= documented


def test_gitlab_job_checks(repository: Path) -> None:
    (job,) = find_snippet(".gitlab-ci.yml").values()
    script = [*BASH, "\n".join(job["script"])]
    passed = run(script, repository, SPECPRESS=INSTALLED)
    assert passed.returncode == 0, passed.stderr
    change_document(repository)
    assert run(script, repository, SPECPRESS=INSTALLED).returncode == 1


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_job_of_init_checks(project: Path, ci: str) -> None:
    assert (
        run(["specpress", "init", "openapi.yaml", "--ci", ci], project).returncode == 0
    )
    if ci == "github":
        workflow = yaml.safe_load(
            (project / ".github/workflows/client.yml").read_text("utf-8")
        )
        commands = [
            step["run"] for step in workflow["jobs"]["client"]["steps"] if "run" in step
        ]
    else:
        commands = yaml.safe_load((project / ".gitlab-ci.yml").read_text("utf-8"))[
            "client"
        ]["script"]
    script = [*BASH, "\n".join(commands)]
    passed = run(script, project, SPECPRESS=INSTALLED)
    assert passed.returncode == 0, passed.stderr
    change_document(project)
    assert run(script, project, SPECPRESS=INSTALLED).returncode == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(project: Path, shell: str) -> None:
    assert f"_SPECPRESS_COMPLETE={shell}_source specpress" in DOCUMENTATION
    completed = run(["specpress"], project, _SPECPRESS_COMPLETE=f"{shell}_source")
    assert completed.returncode == 0
    assert f"_SPECPRESS_COMPLETE={shell}_complete" in completed.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("specpress ge", {"generate"}),
        ("specpress generate --dry", {"--dry-run"}),
        ("specpress generate --format s", {"sarif"}),
        ("specpress explain unknown-k", {"unknown-key"}),
        ("specpress init --ci g", {"github", "gitlab"}),
    ],
)
def test_completed_words(project: Path, words: str, expected: set[str]) -> None:
    variables = {
        "_SPECPRESS_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    completed = run(["specpress"], project, **variables)
    assert {
        line.partition(",")[2] for line in completed.stdout.splitlines()
    } == expected
