"""Check the types of many programs in one run of mypy or basedpyright.

The runtime of all packages is the same: the packages that are checked share one copy.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.diff.proving import SIDES, Case, Outcome
from tests.property.packages import PACKAGE
from tests.shared import write_files

RUNTIME = "shared_runtime"
_RELATIVE = re.compile(r"from \.+_runtime\b")
_ERROR = re.compile(r"(?P<module>\w+)\.py:\d+: error: (?P<text>.*)")
_IMPORT = re.compile(r'Module "[\w.]+" has no attribute|Cannot find implementation')


def check_programs(
    cases: Iterable[Case], directory: Path, sides: Iterable[str] = SIDES
) -> Mapping[tuple[str, str, str], Outcome]:
    """Return the outcome of each program that has an error, by code, side and name."""
    modules = {}
    for number, case in enumerate(cases):
        for side in sides:
            package = f"case_{number}_{side}"
            write_package(case.packages[side], package, directory)
            for name in case.programs:
                module = f"{name}_{number}_{side}"
                text = case.read_program(name).replace(PACKAGE, package)
                (directory / f"{module}.py").write_text(text, "utf-8")
                modules[module] = (case.directory.name, side, name)
    return run_mypy(directory, modules)


def write_package(files: Mapping[str, str], package: str, directory: Path) -> None:
    """Write the modules of a package, whose runtime all packages share."""
    own, runtime = {}, {}
    for path, text in files.items():
        if not path.startswith(f"{PACKAGE}/") or not path.endswith(".py"):
            continue
        rest = path.removeprefix(f"{PACKAGE}/")
        if rest.startswith("_runtime/"):
            runtime[rest.replace("_runtime", RUNTIME, 1)] = text
        else:
            own[f"{package}/{rest}"] = _RELATIVE.sub(f"from {RUNTIME}", text)
    write_files(own, directory)
    write_files(runtime, directory)


def run_mypy(
    directory: Path, modules: Mapping[str, tuple[str, str, str]]
) -> dict[tuple[str, str, str], Outcome]:
    files = [f"{module}.py" for module in modules]
    options = ["--strict", "--follow-imports=silent", "--no-error-summary"]
    options += ["--no-color-output", "--hide-error-context", "--no-pretty"]
    (directory / "mypy.ini").write_text("[mypy]\npython_version = 3.11\n", "utf-8")
    completed = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *files],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    outcomes: dict[tuple[str, str, str], Outcome] = {}
    lines = completed.stdout.splitlines()
    for line in lines:
        match = _ERROR.match(line)
        if match is None or match["module"] not in modules:
            continue
        stage = "import" if _IMPORT.search(match["text"]) else "type-check"
        outcomes.setdefault(modules[match["module"]], Outcome(stage, match["text"]))
    # A crash would look like a success.
    assert completed.returncode == int(bool(outcomes)), (
        completed.stdout + completed.stderr
    )
    return outcomes


def run_basedpyright(
    directory: Path, modules: Mapping[str, tuple[str, str, str]]
) -> dict[tuple[str, str, str], Outcome]:
    """Return the outcome of each program that has an error; packages are read as far as the programs use them."""
    settings = {
        "include": [f"{module}.py" for module in modules],
        "typeCheckingMode": "standard",
        "pythonVersion": "3.11",
    }
    (directory / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    completed = subprocess.run(
        [sys.executable, "-m", "basedpyright", "--level", "error", "--outputjson"],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(completed.stdout)
    # A file that is not read would look like one without an error.
    assert report["summary"]["filesAnalyzed"] == len(modules), completed.stderr
    outcomes: dict[tuple[str, str, str], Outcome] = {}
    for error in report["generalDiagnostics"]:
        place = modules[Path(error["file"]).stem]
        outcomes.setdefault(place, Outcome("type-check", error["message"]))
    return outcomes
