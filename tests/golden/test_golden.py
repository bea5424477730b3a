"""Golden cases: each small document comes out as its folder says, or fails as it says."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import black
import pytest

from tests.golden.press_case import cases, pinned, press_case, press_whole

SOUND = [case for case in cases() if not case.name.startswith("fault_")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_output_is_what_is_expected(case: Path) -> None:
    expected = pinned(case)
    assert expected, "no expected files: run `make golden`"
    assert press_case(case) == expected


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All sound cases, whole, as packages in one folder; beside it are their tests."""
    folder = tmp_path_factory.mktemp("golden")
    for case in SOUND:
        for name, text in press_whole(case).files.items():
            if name.startswith((case.name, "tests/")):
                is_test = name.startswith("tests/")
                place = f"proofs/of_{case.name}" if is_test else "packages"
                path = folder / place / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
    return folder / "packages"


@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_every_module_imports(
    case: Path, pressed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(pressed))
    for path in sorted((pressed / case.name).rglob("*.py")):
        name = ".".join(path.relative_to(pressed).with_suffix("").parts)
        importlib.import_module(name.removesuffix(".__init__"))


def test_every_case_is_formatted(pressed: Path) -> None:
    # Much of a package is in each of the others, too: a text is looked at once.
    whole = sorted(pressed.parent.rglob("*.py"))
    files = {path.read_text("utf-8"): path for path in whole}
    for text, path in files.items():
        assert black.format_str(text, mode=black.Mode()) == text, path


def test_every_case_is_typed(pressed: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "."],
        cwd=pressed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}{done.stderr[-1000:]}"


def test_an_update_is_refused_in_ci() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.golden.update"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "not updated in CI" in done.stderr


def test_the_generated_tests_of_every_case_pass(pressed: Path) -> None:
    options = ["-q", "-p", "no:cacheprovider", "--import-mode=importlib"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-c", os.devnull, "proofs"],
        cwd=pressed.parent,
        env={**os.environ, "PYTHONPATH": str(pressed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
