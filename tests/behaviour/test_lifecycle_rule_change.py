"""A changed rule of a lifecycle: `check` reports it, and models, fake, mock, diagram and tests follow it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.mock.serving import MockServer, ReceivedResponse

from specpress.config import load_settings
from specpress.document.problems import Problems
from specpress.mock import serving
from specpress.mock.app import Mock
from specpress.pipeline import open_document
from specpress.reader import build

ROOT = Path(__file__).parents[2]
OLD_RULE = "{from: [PROCESSING], to: [CANCELLED], operation: cancelExtractRun}"
NEW_RULE = "{from: [PENDING, PROCESSING], to: [CANCELLED], operation: cancelExtractRun}"


def run_specpress(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "specpress", *arguments],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project generated with the old rule, whose overlay now has the new one."""
    directory = tmp_path_factory.mktemp("rule")
    (directory / "spec").mkdir()
    for name in (
        "pyproject.toml",
        "spec/extend.openapi.yaml",
        "spec/extend.overlay.yaml",
    ):
        (directory / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    assert run_specpress(directory, "generate").returncode == 0
    assert run_specpress(directory, "check").returncode == 0
    overlay = directory / "spec/extend.overlay.yaml"
    text = overlay.read_text("utf-8")
    assert text.count(OLD_RULE) == 1
    overlay.write_text(text.replace(OLD_RULE, NEW_RULE), "utf-8")
    return directory


def test_check_lists_the_files_that_a_rule_changes_and_the_cause(project: Path) -> None:
    completed = run_specpress(project, "check")
    assert completed.returncode == 1
    output = completed.stdout + completed.stderr
    for name in (
        "extend_client/models/extract_run.py",
        "extend_client/errors.py",
        "extend_client/testing/fake.py",
        "tests/test_lifecycles.py",
        "docs/extract_run.svg",
        "docs/lifecycles.md",
    ):
        assert name in output
    assert "extend_client/models/processor_run_status.py" not in output
    assert "document" in output


def test_models_fake_and_tests_follow_the_rule(project: Path) -> None:
    before = run_generated_tests(project)
    assert before.returncode == 0, before.stdout
    assert run_specpress(project, "generate").returncode == 0
    code = """
from extend_client.testing import FakeExtend
fake = FakeExtend()
run = fake.extract_runs.add(status="PENDING")
assert run.can_cancel
with fake.client() as client:
    assert client.extract_runs.cancel(run.id).status == "CANCELLED"
"""
    completed = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(project / "generated")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stderr
    after = run_generated_tests(project)
    assert after.returncode == 0, after.stdout
    tests = (project / "generated/tests/test_lifecycles.py").read_text("utf-8")
    assert '("extract_runs.cancel", "PENDING", "CANCELLED")' in tests
    assert run_specpress(project, "check").returncode == 0


@pytest.mark.parametrize("state", ["PENDING", "PROCESSING", "FAILED"])
def test_mock_follows_the_rule(project: Path, state: str) -> None:
    before, after = cancel_run(ROOT, state), cancel_run(project, state)
    is_allowed = state == "PROCESSING"
    assert before.status == (200 if is_allowed else 400)
    if state == "PENDING":
        assert before.json["code"] == "INVALID_REQUEST"
        assert (after.status, after.json["status"]) == (200, "CANCELLED")
        assert after.json["failureReason"] is None
    else:
        assert after.status == before.status


def test_mock_repeats_its_responses_with_the_same_seed() -> None:
    seeds = (7, 7, 8)
    first, again, other = (
        send_to_mock(ROOT, "GET", "", "PROCESSED", seed).body for seed in seeds
    )
    assert first == again
    assert first != other


def cancel_run(project: Path, state: str) -> ReceivedResponse:
    """Return the response of the mock of a project to the cancel of a run in a state."""
    return send_to_mock(project, "POST", "/cancel", state)


def send_to_mock(
    project: Path, method: str, step: str, state: str, seed: int = 0
) -> ReceivedResponse:
    problems = Problems()
    workspace, _ = open_document(load_settings(project, {}), problems)
    mock = Mock(workspace, build(workspace.root, problems), problems, seed)
    headers = {"authorization": "Bearer sk", "x_mock_state": state}
    with serving.serve_in_background(mock.create_app()) as url:
        return MockServer(url, mock).request(
            method, f"/extract_runs/exr_1{step}", **headers
        )


def run_generated_tests(project: Path) -> subprocess.CompletedProcess[str]:
    """Run the generated tests against the generated package."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "tests",
        ],
        cwd=project / "generated",
        env={**os.environ, "PYTHONPATH": str(project / "generated")},
        capture_output=True,
        text=True,
        check=False,
    )
