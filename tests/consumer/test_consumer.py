"""A project with the installed client: its tests pass, and both type checkers accept it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.examples.bookshop import example_with_client

APP = Path(__file__).parent / "app"


def run(project: Path, *command: str) -> None:
    completed = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, (
        completed.stdout[-4000:] + completed.stderr[-2000:]
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, client_wheel: Path) -> Path:
    """Return a copy of the project with the wheel of the client unpacked beside it."""
    directory = tmp_path_factory.mktemp("consumer")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(APP, directory / "app", ignore=ignored)
    with zipfile.ZipFile(client_wheel) as wheel:
        wheel.extractall(directory / "site")
    return directory


def test_tests_of_the_project_pass(project: Path) -> None:
    run(project, "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=app", "app")


def test_mypy_accepts_the_project(project: Path) -> None:
    (project / "mypy.ini").write_text("[mypy]\nmypy_path = app:site\n", "utf-8")
    run(
        project,
        "mypy",
        "--strict",
        *sorted(f"app/{path.name}" for path in APP.glob("*s.py")),
    )


def test_pyright_accepts_the_project(project: Path) -> None:
    settings = {
        "include": ["app"],
        "extraPaths": ["site", "app"],
        "typeCheckingMode": "standard",
        "reportUnnecessaryTypeIgnoreComment": "error",
    }
    (project / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    run(project, "basedpyright", "--level", "error")


def test_service_with_models_of_the_client(tmp_path: Path) -> None:
    """Test a FastAPI service whose bodies and responses are models of the bookshop client."""
    shutil.copytree(APP.parent / "shop", tmp_path / "app")
    (tmp_path / "site").symlink_to(example_with_client() / "client")
    run(tmp_path, "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=app", "app")


def test_client_does_not_import_pytest(project: Path) -> None:
    code = "import sys, extend_client.testing; sys.exit('pytest' in sys.modules)"
    completed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "site")},
        check=False,
    )
    assert completed.returncode == 0
