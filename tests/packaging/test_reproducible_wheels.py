"""Two builds of a wheel give the same bytes, with any umask, in any folder and at any time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The files of each project that its wheel is built from.
PROJECTS = {
    "generator": (
        ROOT,
        ["generator", "templates", "pyproject.toml", "README.md", "LICENSE"],
    ),
    "client": (
        ROOT / "generated",
        ["extend_client", "pyproject.toml", "README.md", "LICENSE"],
    ),
}
PROGRAM = """
import os, sys
from hatchling.build import build_wheel
os.umask(int(sys.argv[1], 8))
build_wheel(sys.argv[2])
"""


def build(project: Path, umask: str, target: Path) -> bytes:
    target.mkdir()
    environment = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-c", PROGRAM, umask, str(target)],
        cwd=project,
        env=environment,
        check=True,
        capture_output=True,
    )
    (wheel,) = target.glob("*.whl")
    return wheel.read_bytes()


def copy(name: str, target: Path, umask: int, *, has_bytecode: bool) -> Path:
    """Copy a project, with other times and permissions."""
    source, entries = PROJECTS[name]
    old = os.umask(umask)
    try:
        for entry in entries:
            _copy_entry(source / entry, target / entry, has_bytecode)
    finally:
        os.umask(old)
    return target


def _copy_entry(source: Path, target: Path, has_bytecode: bool) -> None:
    files = [source] if source.is_file() else sorted(source.rglob("*"))
    for number, file in enumerate(files):
        if file.is_file() and "__pycache__" not in file.parts:
            copied = target / file.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            # Not shutil.copy: it would copy the permissions.
            copied.write_bytes(file.read_bytes())
            os.utime(copied, (number, number))
            if has_bytecode and file.suffix == ".py":
                bytecode = copied.parent / "__pycache__" / f"{file.stem}.cpython-311.pyc"
                bytecode.parent.mkdir(exist_ok=True)
                bytecode.write_bytes(b"")


@pytest.mark.parametrize("name", PROJECTS)
def test_wheels_have_the_same_bytes(name: str, tmp_path: Path) -> None:
    first = copy(name, tmp_path / "a", 0o022, has_bytecode=False)
    second = copy(name, tmp_path / "other folder" / "b", 0o077, has_bytecode=True)
    wheel = build(first, "022", tmp_path / "first")
    assert build(second, "077", tmp_path / "second") == wheel
    shutil.rmtree(first)
