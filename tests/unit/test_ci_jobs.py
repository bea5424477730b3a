"""The jobs that `init` writes: what they install, and how they publish."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from specpress.cli import ci_jobs, main

DOCUMENT = "openapi: 3.1.0\ninfo: {title: Acme, version: '1'}\npaths: {}\n"
URL = "git+https://example.com/specpress.git@v1"
JOB = ".github/workflows/client.yml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["init", "openapi.yaml", *arguments])


def read(path: str) -> Any:
    return yaml.safe_load(Path(path).read_text("utf-8"))


@pytest.mark.parametrize(
    ("direct_url", "requirement"),
    [
        (None, "specpress==1.2"),
        ({"url": "file:///home/ann/specpress", "dir_info": {"editable": True}}, None),
        (
            {
                "url": "https://example.com/specpress.git",
                "vcs_info": {"vcs": "git", "commit_id": "abc"},
            },
            "specpress @ git+https://example.com/specpress.git@abc",
        ),
        ({"url": "file:///a", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, None),
        (
            {"url": "https://example.com/specpress.whl", "archive_info": {}},
            "specpress @ https://example.com/specpress.whl",
        ),
        ({"url": "https://example.com/'$(x)'.whl", "archive_info": {}}, None),
        ({}, None),
    ],
)
def test_requirement_is_that_of_the_installation(
    direct_url: dict[str, Any] | None, requirement: str | None
) -> None:
    text = None if direct_url is None else json.dumps(direct_url)
    assert ci_jobs.read_requirement("1.2", text) == requirement


def test_job_installs_the_requirement_of_the_option() -> None:
    assert init("--ci", "github", "--install", URL).exit_code == 0
    steps = read(JOB)["jobs"]["client"]["steps"]
    assert steps[2] == {"run": f"pip install {URL}"}


def test_job_without_a_requirement_reads_a_variable() -> None:
    for text in (ci_jobs.write_github_job(None), ci_jobs.write_gitlab_job(None)):
        assert "specpress==" not in text
    (step,) = (
        step
        for step in yaml.safe_load(ci_jobs.write_github_job(None))["jobs"]["client"][
            "steps"
        ]
        if "env" in step
    )
    assert step["env"] == {"SPECPRESS": "${{ vars.SPECPRESS }}"}
    command, _ = yaml.safe_load(ci_jobs.write_gitlab_job(None))["client"]["script"]
    command = command.replace("pip install", "echo")
    for value, code in ((URL, 0), ("", 127)):
        environment = {**os.environ, "SPECPRESS": value}
        result = subprocess.run(
            ["sh", "-c", command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (result.returncode == 0) is (code == 0)
        assert (
            "set the variable SPECPRESS" in result.stderr or result.stdout == f"{URL}\n"
        )


@pytest.mark.parametrize("text", ["-r x", "a b", "a'; rm -rf /; '", "a: b", "", "a\nb"])
def test_invalid_requirement(text: str, folder: Path) -> None:
    result = init("--ci", "github", "--install", text)
    assert result.exit_code == 2
    assert "`--install` must be one requirement" in result.output
    assert [path.name for path in folder.iterdir()] == ["openapi.yaml"]


def test_publishing_needs_no_token() -> None:
    assert init("-o", "my client", "--publish").exit_code == 0
    workflow = read(".github/workflows/publish-client.yml")
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in build
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["steps"][-1]["with"] == {"attestations": True}
    (step,) = (step for step in build["steps"] if "env" in step)
    assert step["env"] == {"CLIENT": "my client"}
    assert "secrets" not in Path(".github/workflows/publish-client.yml").read_text()
