"""`make mutants`: change one expression of the generated package at a time, run its tests, list what survives."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest
from rich.console import Console
from rich.progress import track

from tests.mutants.changes import Mutant, mutants

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "generated"
PACKAGE = "extend_client"
FOLDERS = ("errors.py", "models", "resources", "states")
MIN_KILL_RATE = 0.9
ALL_TESTS = ("tests",)
# Tests that run first, by the part of the package: they kill most mutants in a fraction of the time.
LIKELY_TESTS = {
    "models": (
        "tests/test_models.py",
        "tests/test_enums.py",
        "tests/test_lifecycles.py",
    ),
    "states": ("tests/test_lifecycles.py",),
}
DEFAULT_TESTS = ("tests/test_operations.py",)
PROCESSES = 2
# Seconds after which the mutant counts as killed: it may have caused an endless loop.
TIMEOUT = 180
console = Console(highlight=False, soft_wrap=True)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of the tests for a mutant."""

    mutant: Mutant
    survived: bool


def all_mutants() -> list[Mutant]:
    """Return every mutant of the package."""
    package = GENERATED / PACKAGE
    files = [path for name in FOLDERS for path in _python_files(package / name)]
    return [
        mutant
        for path in sorted(files)
        for mutant in mutants(
            path.relative_to(GENERATED).as_posix(), path.read_text("utf-8")
        )
    ]


def _python_files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [*path.glob("*.py")]


def survives(mutant: Mutant | None, tests: tuple[str, ...] = ALL_TESTS) -> bool:
    """Return whether tests pass with a mutant in place of its module; None: the unchanged package.

    Must run in a process that has not imported the package yet.
    """
    signal.signal(signal.SIGALRM, _raise_timeout)
    signal.alarm(TIMEOUT)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "generated")
        shutil.copytree(GENERATED, copy, ignore=shutil.ignore_patterns("__pycache__"))
        if mutant is not None:
            (copy / mutant.path).write_text(mutant.source, "utf-8")
        try:
            return _tests_pass(copy, tests)
        except TimeoutError:
            return False


def _tests_pass(folder: Path, tests: tuple[str, ...]) -> bool:
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    os.chdir(folder)
    with Path(os.devnull).open("w") as devnull:
        os.dup2(devnull.fileno(), 1)
        os.dup2(devnull.fileno(), 2)
        options = [
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "--import-mode=importlib",
        ]
        # Without a configuration file: that of the project would import its own copy of the package.
        root = ["-c", os.devnull, "--rootdir", str(folder)]
        return pytest.main([*options, *root, *tests]) == 0


def _raise_timeout(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _run_likely_tests(mutant: Mutant) -> Outcome:
    tests = LIKELY_TESTS.get(_part(mutant), DEFAULT_TESTS)
    return Outcome(mutant, survives(mutant, tests))


def _run_all_tests(mutant: Mutant) -> Outcome:
    return Outcome(mutant, survives(mutant))


def run(chosen: list[Mutant]) -> list[Outcome]:
    """Run the likely tests for each mutant, and all tests for those that survive.

    Each run is a separate process, forked after pytest was imported, which saves most of the start-up.
    """
    context = multiprocessing.get_context("fork")
    with context.Pool(PROCESSES, maxtasksperchild=1) as pool:
        if not pool.apply(survives, (None,)):
            sys.exit("the tests of the unchanged package fail: fix them first")
        first = _track(
            "likely tests", pool.imap_unordered(_run_likely_tests, chosen), len(chosen)
        )
        killed = [outcome for outcome in first if not outcome.survived]
        survivors = [outcome.mutant for outcome in first if outcome.survived]
        rest = pool.imap_unordered(_run_all_tests, survivors)
        return [*killed, *_track("all tests", rest, len(survivors))]


def _track(description: str, outcomes: Iterable[Outcome], count: int) -> list[Outcome]:
    is_hidden = not console.is_terminal
    return [*track(outcomes, description, count, console=console, disable=is_hidden)]


def main() -> None:
    """Run all mutants or a sample; exit with 1 if too many survive."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutants", description=__doc__
    )
    parser.add_argument(
        "--sample", type=int, help="number of mutants to draw, with a fixed seed"
    )
    options = parser.parse_args()
    chosen = all_mutants()
    if options.sample is not None and options.sample < len(chosen):
        chosen = random.Random(0).sample(chosen, options.sample)
    sys.exit(_report(run(chosen)))


def _report(outcomes: list[Outcome]) -> int:
    """Print survivors and totals, and return the exit code."""
    survivors = sorted(
        (o.mutant for o in outcomes if o.survived), key=lambda m: (m.path, m.line)
    )
    for mutant in survivors:
        console.print(
            f"survived {mutant.path}:{mutant.line}: {mutant.description}", markup=False
        )
    totals = Counter(_part(o.mutant) for o in outcomes)
    survived = Counter(_part(mutant) for mutant in survivors)
    for part, count in sorted(totals.items()):
        console.print(f"{part}: {count - survived[part]} of {count} killed")
    rate = 1 - len(survivors) / max(1, len(outcomes))
    console.print(
        f"{len(outcomes) - len(survivors)} of {len(outcomes)} mutants killed: {rate:.1%}"
    )
    return int(rate < MIN_KILL_RATE)


def _part(mutant: Mutant) -> str:
    return mutant.path.split("/")[1]


if __name__ == "__main__":
    main()
