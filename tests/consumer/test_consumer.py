"""A project of a user installs the wheel of the client: its tests pass, and both type checkers are content."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
APP = Path(__file__).parent / "app"


def run(folder: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with the wheel of the client installed beside it."""
    folder = tmp_path_factory.mktemp("consumer")
    source = folder / "source"
    shutil.copytree(
        ROOT / "generated", source, ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(APP, folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    run(folder, "build", "--no-isolation", "--wheel", "--outdir", "dist", "source")
    (wheel,) = (folder / "dist").glob("*.whl")
    run(folder, "pip", "install", "-q", "--no-deps", "--target", "site", str(wheel))
    shutil.rmtree(source)
    return folder


def test_its_tests_pass(project: Path) -> None:
    run(project, "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=app", "app")


def test_mypy_is_content(project: Path) -> None:
    (project / "mypy.ini").write_text("[mypy]\nmypy_path = app:site\n", "utf-8")
    run(project, "mypy", "--strict", "app/invoices.py", "app/test_invoices.py")


def test_pyright_is_content(project: Path) -> None:
    settings = {
        "include": ["app"],
        "extraPaths": ["site", "app"],
        "typeCheckingMode": "standard",
    }
    (project / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    run(project, "basedpyright", "--level", "error")


def test_the_client_needs_no_pytest(project: Path) -> None:
    code = "import sys, extend_client.testing; sys.exit('pytest' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "site")},
        check=False,
    )
    assert done.returncode == 0
