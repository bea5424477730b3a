"""Import generated packages and run their tests, with a canary that code of a payload sets."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress.output.places import Places
from specpress.output.plan import plan
from specpress.output.transaction import write
from tests.harden.inspection import Finding
from tests.harden.payloads import CANARY
from tests.property.packages import import_package, module_names

ROOT = Path(__file__).parents[2]


class Canary:
    """Record the attributes that code reads."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __getattr__(self, name: str) -> Canary:
        if not name.startswith("__"):
            self.names.append(name)
        return self


@contextmanager
def watch() -> Iterator[Canary]:
    """Make the canary available to all code."""
    canary = Canary()
    setattr(builtins, CANARY, canary)
    try:
        yield canary
    finally:
        delattr(builtins, CANARY)


def import_all(files: dict[str, str]) -> list[Finding]:
    """Import all modules of a package from memory."""
    with watch() as canary:
        try:
            with import_package(files):
                for name in module_names(files):
                    __import__(name)
        except Exception as error:  # noqa: BLE001
            return [Finding("injected", "import", ascii(error)[:300])]
    return [Finding("injected", "import", name) for name in canary.names]


def run_tests(files: Mapping[str, str]) -> list[Finding]:
    """Write a package, run its tests in a process, and compare the folders around it."""
    with TemporaryDirectory() as directory:
        parent = Path(directory, "parent")
        output = parent / "output"
        output.mkdir(parents=True)
        places = Places(output, output / "specpress-names.lock")
        write(plan(dict(files), places, {}).changes, places)
        completed = _run_pytest(output)
        outside = [
            p for p in Path(directory).rglob("*") if not p.is_relative_to(output)
        ]
        findings = [
            Finding("escaped", "files", ascii(str(path.relative_to(directory))))
            for path in outside
            if path != parent
        ]
        if "canary:" in completed.stderr or completed.returncode == 3:
            findings.append(Finding("injected", "tests", completed.stderr[-300:]))
        elif completed.returncode not in (0, 5):
            lines = completed.stdout.strip().splitlines()
            findings.append(Finding("failed", "tests", "; ".join(lines[-4:])))
        return findings


PROGRAM = """
import builtins, sys
from tests.harden.canary import Canary
canary = Canary()
builtins.{name} = canary
import pytest
code = pytest.main(["-q", "-p", "no:cacheprovider", "--tb=line", "tests"])
if canary.names:
    print("canary:", canary.names, file=sys.stderr)
sys.exit(code)
"""


def _run_pytest(output: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM.format(name=CANARY)],
        cwd=output,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(output)])},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
