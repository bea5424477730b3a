"""The tests of the package pass with proxies, credentials and settings in the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")
GENERATED = Path(__file__).parents[2] / "generated"
ENVIRONMENTS = {
    "a proxy": {"HTTP_PROXY": "http://127.0.0.1:1", "NO_PROXY": "example.com"},
    "a proxy in lower case": {"http_proxy": "http://127.0.0.1:1", "no_proxy": ""},
    "a credential": {"EXTEND_API_KEY": "token"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_client_reaches_the_server_of_its_tests(name: str) -> None:
    completed = subprocess.run(
        [sys.executable, "-m", "pytest", *OPTIONS, "tests/test_client.py"],
        cwd=GENERATED,
        env={**os.environ, "PYTHONPATH": str(GENERATED), **ENVIRONMENTS[name]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stdout
