"""The generator as a wheel through its sdist, and the client alone in an environment of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_sdist_holds_generator_and_templates(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "templates/package/_client.py.jinja",
        "generator/specpress/press.py",
    } <= names


def test_the_wheel_presses_without_the_repository(dist: Path, tmp_path: Path) -> None:
    (path,) = dist.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "site")
    code = f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r}); from specpress.cli import main; main()"
    command = [
        sys.executable,
        "-c",
        code,
        "generate",
        str(ROOT / "spec/extend.openapi.yaml"),
    ]
    command += ["-o", "out", "--config", str(ROOT / "pyproject.toml")]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    ours = (ROOT / "generated/extend_client/models/extract_run.py").read_text("utf-8")
    assert (tmp_path / "out/extend_client/models/extract_run.py").read_text(
        "utf-8"
    ) == ours


def test_pressing_needs_nothing_of_the_extras(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = [
        re.match(r"[\w-]+", entry) for entry in project["optional-dependencies"]["mock"]
    ]
    names = [found[0].replace("-", "_") for found in extra if found]
    code = f"import sys; sys.modules |= dict.fromkeys({names}); from specpress.cli import main; main()"
    spec = ROOT / "tests/golden/cases/lifecycle_of_an_order/openapi.yaml"
    command = [sys.executable, "-c", code, "generate", str(spec), "-o", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert len(names) > 2
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "tests/models.json").is_file()


def test_the_client_installs_alone(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "v")], check=True)
    python = next((tmp_path / "v").glob("*/python"))
    command = [str(python), "-m", "pip", "install", "--quiet", str(ROOT / "generated")]
    subprocess.run(command, check=True, capture_output=True)
    code = "from extend_client import Extend; print(Extend(token='t').extract_runs.cancel.__name__)"
    done = subprocess.run(
        [str(python), "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout.strip() == "cancel"
    assert subprocess.run(
        [str(python), "-c", "import specpress"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    ).returncode
