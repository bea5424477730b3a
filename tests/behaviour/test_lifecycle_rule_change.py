"""One rule of the overlay is changed: models, fake, mock, picture and tests follow it, and `check` says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.mock.serving import MockServer, ReceivedResponse

from specpress.build import build
from specpress.config import load_settings
from specpress.mock import serving
from specpress.mock.app import Mock
from specpress.press import opened
from specpress.problems import Problems

ROOT = Path(__file__).parents[2]
RULE = "{from: [PROCESSING], to: [CANCELLED], operation: cancelExtractRun}"
OTHER = "{from: [PENDING, PROCESSING], to: [CANCELLED], operation: cancelExtractRun}"


def specpress(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "specpress", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was pressed by the rule as it is."""
    folder = tmp_path_factory.mktemp("rule")
    (folder / "spec").mkdir()
    for name in (
        "pyproject.toml",
        "spec/extend.openapi.yaml",
        "spec/extend.overlay.yaml",
    ):
        (folder / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    assert specpress(folder, "generate").returncode == 0
    assert specpress(folder, "check").returncode == 0
    overlay = folder / "spec/extend.overlay.yaml"
    text = overlay.read_text("utf-8")
    assert text.count(RULE) == 1
    overlay.write_text(text.replace(RULE, OTHER), "utf-8")
    return folder


def test_check_says_what_the_rule_changes_and_why(project: Path) -> None:
    done = specpress(project, "check")
    assert done.returncode == 1
    told = done.stdout + done.stderr
    for name in (
        "extend_client/models/extract_run.py",
        "extend_client/errors.py",
        "extend_client/testing/fake.py",
        "tests/test_lifecycles.py",
        "docs/extract_run.svg",
        "docs/lifecycles.md",
    ):
        assert name in told
    assert "extend_client/models/processor_run_status.py" not in told
    assert "document" in told


def test_models_fake_and_tests_follow_the_rule(project: Path) -> None:
    before = generated_tests(project)
    assert before.returncode == 0, before.stdout
    assert specpress(project, "generate").returncode == 0
    code = """
from extend_client.testing import FakeExtend
fake = FakeExtend()
run = fake.extract_runs.add(status="PENDING")
assert run.can_cancel
with fake.client() as client:
    assert client.extract_runs.cancel(run.id).status == "CANCELLED"
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(project / "generated")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    after = generated_tests(project)
    assert after.returncode == 0, after.stdout
    tests = (project / "generated/tests/test_lifecycles.py").read_text("utf-8")
    assert '("extract_runs.cancel", "PENDING", "CANCELLED")' in tests
    assert specpress(project, "check").returncode == 0


@pytest.mark.parametrize("state", ["PENDING", "PROCESSING", "FAILED"])
def test_the_mock_follows_the_rule(project: Path, state: str) -> None:
    before, after = cancelled(ROOT, state), cancelled(project, state)
    is_allowed = state == "PROCESSING"
    assert before.status == (200 if is_allowed else 400)
    if state == "PENDING":
        assert before.json["code"] == "INVALID_REQUEST"
        assert (after.status, after.json["status"]) == (200, "CANCELLED")
        assert after.json["failureReason"] is None
    else:
        assert after.status == before.status


def test_the_mock_says_the_same_each_time_by_its_seed() -> None:
    seeds = (7, 7, 8)
    first, again, other = (asked(ROOT, "GET", "", "PROCESSED", s).body for s in seeds)
    assert first == again
    assert first != other


def cancelled(folder: Path, state: str) -> ReceivedResponse:
    """What the mock of a project answers to the cancel of a run in a state."""
    return asked(folder, "POST", "/cancel", state)


def asked(folder: Path, method: str, step: str, state: str, seed: int = 0) -> ReceivedResponse:
    problems = Problems()
    workspace, _ = opened(load_settings(folder, {}), problems)
    mock = Mock(workspace, build(workspace.root, problems), problems, seed)
    sent = {"authorization": "Bearer sk", "x_mock_state": state}
    with serving.serve_in_background(mock.create_app()) as url:
        return MockServer(url, mock).request(method, f"/extract_runs/exr_1{step}", **sent)


def generated_tests(project: Path) -> subprocess.CompletedProcess[str]:
    """Run the generated tests; they hold for what was pressed, before and after."""
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
