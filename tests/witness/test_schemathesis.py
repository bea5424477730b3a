"""Schemathesis asks the mock of a document by that document, and finds no contradiction between them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from specpress.mock import serving
from specpress.mock.lifecycle import NEVER
from tests.mock.serving import read_mock
from tests.sandbox.server import mock

pytest.importorskip("schemathesis", reason="schemathesis is not installed")

ROOT = Path(__file__).parents[2]
ORDERS = ROOT / "tests/golden/cases/lifecycle_of_an_order/openapi.yaml"
EXAMPLES = 40


def ask(document: Path, url: str, folder: Path, *more: str) -> None:
    """Let schemathesis ask; its report is the message of a failure."""
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", str(document)),
        *("--url", url, "--checks", "all", "--seed", "1"),
        *("--max-examples", str(EXAMPLES), "--no-color"),
        *("--generation-deterministic", "--suppress-health-check", "all"),
        *more,
    ]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "more",
    [
        pytest.param((), id="runs that are not there"),
        pytest.param(
            # Any credential will do: whether one is known is not the document's to say.
            ("-H", "x-mock-state: PROCESSING", "--exclude-checks", "ignored_auth"),
            id="runs that can be cancelled",
        ),
        pytest.param(
            # A refusal that the document describes is no contradiction to valid data.
            (
                *("-H", "x-mock-state: PROCESSED"),
                *("--exclude-checks", "ignored_auth,positive_data_acceptance"),
            ),
            id="runs that are over",
        ),
    ],
)
def test_nothing_contradicts_the_extend_document(
    more: tuple[str, ...], tmp_path: Path
) -> None:
    served = mock()
    document = tmp_path / "extend.json"
    document.write_text(json.dumps(served.workspace.main.tree), "utf-8")
    with serving.serve_in_background(served.create_app()) as url:
        ask(document, url, tmp_path, "-H", "Authorization: Bearer sk_1", *more)


def test_nothing_contradicts_another_life(tmp_path: Path) -> None:
    """Valid requests alone: of others the document says nothing."""
    with serving.serve_in_background(read_mock(ORDERS, advance=NEVER).create_app()) as url:
        excluded = ("--exclude-checks", "positive_data_acceptance")
        ask(ORDERS, url, tmp_path, "--mode", "positive", *excluded)
