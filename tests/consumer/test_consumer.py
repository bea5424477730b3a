"""A project with the installed clients: its tests pass, and both type checkers accept it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.examples.bookshop import EXAMPLE
from tests.shared import RUN, build_once

PROJECT = Path(__file__).parent / "project"


def run(project: Path, *command: str) -> None:
    paths = os.pathsep.join(str(project / name) for name in ("client", "site"))
    completed = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, (
        completed.stdout[-4000:] + completed.stderr[-2000:]
    )


@pytest.fixture
def project(client_wheel: Path) -> Path:
    """Return a copy of the project with both clients: a wheel in `site`, the bookshop in `client`."""

    def build(directory: Path) -> None:
        ignored = shutil.ignore_patterns("__pycache__", "client", "site")
        shutil.copytree(PROJECT, directory, ignore=ignored, dirs_exist_ok=True)
        shutil.copy(EXAMPLE / "openapi.json", directory)
        with zipfile.ZipFile(client_wheel) as wheel:
            wheel.extractall(directory / "site")
        run(directory, "specpress", "generate")

    return build_once(RUN / "consumer", build)


def test_tests_of_the_project_pass(project: Path) -> None:
    run(project, "pytest", "-q", "--rootdir=.")


def test_mypy_accepts_the_project(project: Path) -> None:
    run(project, "mypy", *sorted(path.name for path in PROJECT.glob("*.py")))


def test_pyright_accepts_the_project(project: Path) -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    assert settings["tool"]["pyright"]["reportDeprecated"] == "error"
    run(project, "basedpyright", "--level", "error", "--pythonpath", sys.executable)


def test_every_statement_has_tests() -> None:
    """Compare the table of the README with the tests: all points, and each test once or more."""
    readme = (PROJECT / "README.md").read_text("utf-8")
    rows = [line.split(" | ") for line in readme.splitlines() if line.startswith("|")]
    points = [match[1] for row in rows if (match := re.match(r"\| \*\*(\d)", row[0]))]
    assert points == [str(number) for number in range(1, 10)]
    used = set(re.findall(r"`(test_\w+)`", readme))
    sources = [path.read_text("utf-8") for path in PROJECT.glob("test_*.py")]
    tests = re.findall(r"^def (test_\w+)", "\n".join(sources), re.MULTILINE)
    assert len(tests) == len({*tests})
    assert used == {*tests}
    statements = [row for row in rows[2:] if not row[0].startswith("| **")]
    assert [row[0] for row in statements if "`test_" not in row[-1]] == []


def test_client_does_not_import_pytest(project: Path) -> None:
    code = "import sys, extend_client.testing; sys.exit('pytest' in sys.modules)"
    completed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "site")},
        check=False,
    )
    assert completed.returncode == 0
