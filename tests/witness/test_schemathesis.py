"""Schemathesis tests mock servers against their documents."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from specpress.mock import serving
from specpress.mock.lifecycle import NEVER
from tests.mock.serving import read_mock
from tests.sandbox.server import build_mock

pytest.importorskip("schemathesis", reason="schemathesis is not installed")

ROOT = Path(__file__).parents[2]
ORDERS = ROOT / "tests/golden/cases/lifecycle_of_an_order/openapi.yaml"
EXAMPLES = 40


def run_schemathesis(document: Path, url: str, directory: Path, *options: str) -> None:
    """Run schemathesis against a server; its report is the message of a failure."""
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", str(document)),
        *("--url", url, "--checks", "all", "--seed", "1"),
        *("--max-examples", str(EXAMPLES), "--no-color"),
        *("--generation-deterministic", "--suppress-health-check", "all"),
        *options,
    ]
    completed = subprocess.run(
        command, cwd=directory, capture_output=True, text=True, check=False
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr


@pytest.mark.parametrize(
    "options",
    [
        pytest.param((), id="missing runs"),
        pytest.param(
            # The mock accepts any credential: the document does not list valid ones.
            ("-H", "x-mock-state: PROCESSING", "--exclude-checks", "ignored_auth"),
            id="cancellable runs",
        ),
        pytest.param(
            # Valid data may be refused because of the state, as the document declares.
            (
                *("-H", "x-mock-state: PROCESSED"),
                *("--exclude-checks", "ignored_auth,positive_data_acceptance"),
            ),
            id="terminal runs",
        ),
    ],
)
def test_mock_of_extend_conforms_to_its_document(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    mock = build_mock()
    document = tmp_path / "extend.json"
    document.write_text(json.dumps(mock.workspace.main.tree), "utf-8")
    with serving.serve_in_background(mock.create_app()) as url:
        run_schemathesis(
            document, url, tmp_path, "-H", "Authorization: Bearer sk_1", *options
        )


def test_mock_of_orders_conforms_to_its_document(tmp_path: Path) -> None:
    """Send valid requests only: the document declares no responses to others."""
    with serving.serve_in_background(
        read_mock(ORDERS, advance=NEVER).create_app()
    ) as url:
        excluded = ("--exclude-checks", "positive_data_acceptance")
        run_schemathesis(ORDERS, url, tmp_path, "--mode", "positive", *excluded)
