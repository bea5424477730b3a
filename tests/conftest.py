"""Settings of all tests: deterministic Hypothesis examples and a trust store of one certificate."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from hypothesis import HealthCheck, settings

from specpress import records

# Importing this creates the directory of the run, before workers start.
from tests.shared import RUN, build_once

ROOT = Path(__file__).parents[1]

settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# For `make test-quick`: a tenth of the examples.
settings.register_profile("quick", settings.get_profile("suite"), max_examples=10)
settings.load_profile(
    "quick" if os.environ.get("HYPOTHESIS_PROFILE") == "quick" else "suite"
)


@pytest.fixture(scope="session")
def system_environment() -> dict[str, str]:
    """Return the environment in which the tests were started, for programs that need the network."""
    return dict(os.environ)


@pytest.fixture(scope="session", autouse=True)
def small_trust_store(
    system_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """Replace the certificates of the system by a single one."""
    # httpx2 loads the trust store anew for each client: 70 ms with the certificates of a system.
    path = tmp_path_factory.mktemp("trust") / "authority.pem"
    trustme.CA().cert_pem.write_to_path(str(path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(path))
        # A proxy does not reach the servers of the tests.
        for name in [n for n in os.environ if n.lower().endswith("_proxy")]:
            patch.delenv(name)
        yield path


@pytest.fixture(scope="session")
def client_wheel() -> Path:
    """Return the wheel of the generated client."""
    (wheel,) = build_once(RUN / "wheel", _build_client_wheel).glob("*.whl")
    return wheel


def _build_client_wheel(directory: Path) -> None:
    options = ["--no-isolation", "--wheel", "--outdir", str(directory)]
    completed = subprocess.run(
        [sys.executable, "-m", "build", *options, str(ROOT / "generated")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr


@pytest.fixture(scope="session", autouse=True)
def no_records() -> Iterator[None]:
    """Run each command completely, whatever an earlier one did, and leave the records of the user alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(records.VARIABLE, "")
        yield


@pytest.fixture(scope="session", autouse=True)
def no_synchronization() -> Iterator[None]:
    """Do not wait for the device after each write: tests need no file after a power failure."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield
