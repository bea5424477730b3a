"""Problems and results for programs: json, sarif, github."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from specpress.cli import main
from specpress.cli.explanations import load_pages

FAULTY = """openapi: 3.1.0
info: {title: "100%: a, b", version: 1.0.0}
paths:
  /books:
    get:
      sumary: List
      tags: "a\\nb"
      responses: {'200': {description: All books}}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


@pytest.fixture
def faulty(project: Path) -> Path:
    directory = project / "my api"
    directory.mkdir()
    (directory / "openapi.yaml").write_text(FAULTY, "utf-8")
    return project


@pytest.mark.parametrize("option", ["--json", "--format=json"])
def test_json_has_problems_and_result(faulty: Path, option: str) -> None:
    result = run("generate", "my api/openapi.yaml", option)
    assert result.exit_code == 0
    table = json.loads(result.stdout)
    unknown, *_ = table["problems"]
    assert unknown == {
        "code": "unknown-key",
        "severity": "warning",
        "message": "unknown key `sumary` in `get`",
        "hint": "did you mean `summary`?",
        "file": "my api/openapi.yaml",
        "line": 6,
        "column": 7,
        "pointer": "#/paths/~1books/get/sumary",
        "omits": "key 'sumary'",
    }
    assert (
        table["result"]["package"] == "api_100_a_b_client" or table["result"]["package"]
    )
    assert table["result"]["counts"]["operation"] == 1
    assert "generated" in result.stderr


def test_json_of_a_failed_run_has_no_result(project: Path) -> None:
    result = run("generate", "other.yaml", "--json")
    table = json.loads(result.stdout)
    assert result.exit_code == 1
    assert table["result"] is None
    assert [p["code"] for p in table["problems"]] == ["missing-file"]
    assert table["problems"][0]["file"] is None


def test_json_has_errors_of_settings_and_of_writing(project: Path) -> None:
    result = run("generate", "openapi.yaml", "--package", "class", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["problems"][0]["code"] == "unusable-name"
    result = run("generate", "openapi.yaml", "-o", "openapi.yaml", "--json")
    assert json.loads(result.stdout)["problems"][0]["code"] == "unwritable-output"


def test_json_of_check_lists_differences(project: Path) -> None:
    assert run("generate", "openapi.yaml", "-q").output == ""
    (project / "generated/README.md").write_text("mine")
    result = run("check", "openapi.yaml", "--json")
    assert result.exit_code == 1
    table = json.loads(result.stdout)
    assert table["result"]["differences"] == [
        {"path": "README.md", "kind": "changed", "cause": "hand edit"}
    ]
    assert [p["code"] for p in table["problems"]] == ["outdated-output"]


def test_json_of_a_dry_run_lists_files(project: Path) -> None:
    result = run("generate", "openapi.yaml", "--dry-run", "--json")
    table = json.loads(result.stdout)["result"]
    assert "README.md" in table["created"]
    assert table["changed"] == table["deleted"] == []
    assert not (project / "generated").exists()


def test_sarif_has_a_rule_for_each_code(faulty: Path) -> None:
    log = json.loads(run("generate", "my api/openapi.yaml", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    (sarif_run,) = log["runs"]
    rules = sarif_run["tool"]["driver"]["rules"]
    assert sarif_run["results"]
    for result in sarif_run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["text"] == load_pages()[rule["id"]].fix
        assert result["level"] in ("error", "warning")
    place = _get_place(sarif_run["results"][0])
    assert place["artifactLocation"]["uri"] == "my%20api/openapi.yaml"
    assert place["region"] == {"startLine": 6, "startColumn": 7}


def _get_place(result: dict[str, Any]) -> dict[str, Any]:
    place: dict[str, Any] = result["locations"][0]["physicalLocation"]
    return place


def test_sarif_without_problems_has_no_results(project: Path) -> None:
    arguments = ("openapi.yaml", "--format", "sarif")
    log = json.loads(run("generate", *arguments).stdout)
    assert log["runs"][0]["results"] == []


def test_github_annotates_lines(faulty: Path) -> None:
    result = run("generate", "my api/openapi.yaml", "--format", "github")
    first, *_ = [line for line in result.stdout.splitlines() if line.startswith("::")]
    assert first == (
        "::warning file=my api/openapi.yaml,line=6,col=7,title=specpress unknown-key"
        "::unknown key `sumary` in `get` (hint: did you mean `summary`?)"
    )
    assert "[unknown-key]" in result.stderr


def test_texts_of_documents_cannot_add_workflow_commands(project: Path) -> None:
    document = "openapi: 3.1.0\ninfo: {title: B, version: '1'}\npaths: {}\n'%0A::error::\\r\\n::stop,a:b': 1\n"
    (project / "openapi.yaml").write_text(document + '"x\\n::error::y": 1\n', "utf-8")
    result = run("generate", "openapi.yaml", "--format", "github")
    commands = [line for line in result.stdout.splitlines() if line.startswith("::")]
    assert len(commands) == 2
    assert all(
        re.match(r"::warning file=openapi.yaml,line=\d+,", line) for line in commands
    )
    assert all("%0A" not in line.replace("%250A", "") for line in commands)


def test_repair_prints_problems_or_an_overlay(project: Path) -> None:
    recording = '{"format": "specpress-recording", "version": 1, "exchanges": []}'
    (project / "exchanges.json").write_text(recording)
    arguments = (
        "repair",
        "openapi.yaml",
        "--from",
        "exchanges.json",
        "--format",
        "json",
    )
    assert run(*arguments).exit_code == 2
    result = run(*arguments, "--check")
    assert json.loads(result.stdout)["problems"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "openapi.yaml", "--json", "--dryrun"],
        ["generate", "--dryrun", "--format=json"],
        ["generate", "--config", "missing.toml", "--format", "json"],
        ["generate", "https://example.com/a.json", "--watch", "--json"],
        ["mock", "openapi.yaml", "--json", "--port", "x"],
        ["mock", "openapi.yaml", "--json", "--latency", "nan"],
        ["repair", "openapi.yaml", "--json"],
        ["nothing", "--json"],
    ],
)
def test_errors_in_options_are_problems(project: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    (problem,) = json.loads(result.stdout)["problems"]
    assert problem["code"] == "invalid-usage"
    assert problem["message"]
    assert result.stderr == ""


def test_errors_in_options_annotate_and_are_text(project: Path) -> None:
    arguments = ["generate", "openapi.yaml", "--format", "github", "--dryrun"]
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stdout.count("::error")) == (2, 1)
    assert "No such option" in result.stderr


def test_problems_of_mock_are_json(project: Path) -> None:
    (project / "openapi.yaml").write_text("openapi: [", "utf-8")
    result = CliRunner().invoke(main, ["mock", "openapi.yaml", "--json"])
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)["problems"]
    assert problem["code"] == "invalid-yaml"
