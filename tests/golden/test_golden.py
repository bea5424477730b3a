"""Golden cases: each small document produces its committed output, or its committed errors."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.formatting import is_formatted
from tests.golden.generate_case import (
    all_cases,
    expected_files,
    generate_case,
    generate_pinned_files,
)
from tests.shared import RUN, build_once, write_sources

VALID = [case for case in all_cases() if not case.name.startswith("fault_")]


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_output_matches_golden_files(case: Path) -> None:
    expected = expected_files(case)
    assert expected, "no expected files: run `make golden`"
    assert generate_pinned_files(case) == expected


def write_cases(directory: Path) -> None:
    """Write the packages of all valid cases below `packages`, and their tests below `tests`."""
    for case in VALID:
        files = generate_case(case).files
        package = {
            n: text for n, text in files.items() if n.startswith(f"{case.name}/")
        }
        # The tests also run the examples of the documentation.
        folders = ("tests/", "docs/", "README.md")
        tests = {n: text for n, text in files.items() if n.startswith(folders)}
        write_sources(package, directory / "packages")
        write_sources(tests, directory / "tests" / f"of_{case.name}")


@pytest.fixture(scope="session")
def output() -> Path:
    """Return the directory with the packages of all valid cases and their tests."""
    return build_once(RUN / "golden", write_cases)


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_every_module_imports(
    case: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = output / "packages"
    monkeypatch.syspath_prepend(str(packages))
    for path in sorted((packages / case.name).rglob("*.py")):
        name = ".".join(path.relative_to(packages).with_suffix("").parts)
        importlib.import_module(name.removesuffix(".__init__"))


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_every_listed_model_is_an_attribute(
    case: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(output / "packages"))
    models = importlib.import_module(f"{case.name}.models")
    assert [name for name in dir(models) if not hasattr(models, name)] == []


def test_output_is_formatted(output: Path) -> None:
    sources: dict[str, Path] = {}
    for case in VALID:
        for directory in (f"packages/{case.name}", f"tests/of_{case.name}"):
            for path in sorted((output / directory).rglob("*.py")):
                # The layout depends on the length of the name of the package, not on its letters:
                # black formats each of the remaining sources once.
                source = path.read_text("utf-8")
                placeholder = "p" * len(case.name)
                sources[re.sub(rf"\b{case.name}\b", placeholder, source)] = path
    for source, path in sources.items():
        assert is_formatted(source), path


def write_for_type_checker(output: Path, directory: Path) -> None:
    """Write the packages of all cases with one copy of the runtime and of their test doubles."""
    packages = output / "packages"
    shared: dict[str, str] = {}
    for path in sorted(packages.rglob("*.py")):
        package, *parts = path.relative_to(packages).parts
        source = path.read_text("utf-8")
        if parts[0] == "_runtime":
            copy = directory.joinpath(*parts)
            assert not copy.exists() or copy.read_text("utf-8") == source, path
        else:
            copy = directory.joinpath(package, *parts)
            source = re.sub(r"\bfrom \.+_runtime\b", "from _runtime", source)
            if parts[0] == "testing" and path.name != "__init__.py":
                module = ".".join([package, *parts]).removesuffix(".py")
                first = shared.setdefault(source, module)
                source = source if first == module else f"from {first} import *\n"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(source, "utf-8")


def test_output_is_typed(output: Path, tmp_path: Path) -> None:
    # The runtime is most of a package: mypy takes a fifth of the time if it checks it once.
    write_for_type_checker(output, tmp_path)
    completed = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (
        completed.returncode == 0
    ), f"{completed.stdout[-3000:]}{completed.stderr[-1000:]}"


def test_update_is_refused_in_ci() -> None:
    completed = subprocess.run(
        [sys.executable, "-m", "tests.golden.update"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode != 0
    assert "not updated in CI" in completed.stderr


def test_generated_tests_pass(output: Path) -> None:
    # Rewriting the assertions of so many files takes longer than running them.
    options = ["-q", "-p", "no:cacheprovider", "--import-mode=importlib"]
    options += ["--assert=plain", "-c", os.devnull]
    completed = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "tests"],
        cwd=output,
        env={**os.environ, "PYTHONPATH": str(output / "packages")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert completed.returncode == 0, completed.stdout[-4000:]
