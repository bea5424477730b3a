"""`make mutants`: change one thing of the generated package after the other, run its tests, name what survives."""

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
FOLDERS = ("errors.py", "models", "resources", "states", "_operations")
BAR = 0.9
"""So large a part of the mutants must be killed."""
LIKELY = ("tests/test_models.py", "tests/test_operations.py", "tests/test_lives.py")
"""The tests that notice most go first: the first that fails is enough."""
PROCESSES = 2
LONGEST = 60
"""Tests that take so many seconds have been killed: a mutant may never end."""
console = Console(highlight=False, soft_wrap=True)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant."""

    mutant: Mutant
    survived: bool


def found() -> list[Mutant]:
    """Every mutant of the package."""
    package = GENERATED / PACKAGE
    files = [p for name in FOLDERS for p in _files(package / name)]
    return [
        mutant
        for path in sorted(files)
        for mutant in mutants(
            path.relative_to(GENERATED).as_posix(), path.read_text("utf-8")
        )
    ]


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [*path.glob("*.py")]


def judge(mutant: Mutant | None) -> bool:
    """Whether the tests pass with a mutant in place of its module; None: with the package as it is.

    It must run in a process of its own, which has not imported the package.
    """
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(LONGEST)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "generated")
        shutil.copytree(GENERATED, copy, ignore=shutil.ignore_patterns("__pycache__"))
        if mutant is not None:
            (copy / mutant.path).write_text(mutant.source, "utf-8")
        try:
            return _tests_pass(copy)
        except TimeoutError:
            return False


def _tests_pass(folder: Path) -> bool:
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    os.chdir(folder)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        options = [
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "--import-mode=importlib",
        ]
        root = ["-c", os.devnull, "--rootdir", str(folder)]
        return pytest.main([*options, *root, *LIKELY, "tests"]) == 0


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _outcome(mutant: Mutant) -> Outcome:
    return Outcome(mutant, judge(mutant))


def main() -> None:
    """Run all mutants, or so many of them; exit code 1 where too many survive."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutants", description=__doc__
    )
    parser.add_argument(
        "--sample", type=int, help="only so many, drawn with a fixed seed"
    )
    options = parser.parse_args()
    chosen = found()
    if options.sample is not None and options.sample < len(chosen):
        chosen = random.Random(0).sample(chosen, options.sample)
    with multiprocessing.get_context("fork").Pool(
        PROCESSES, maxtasksperchild=1
    ) as pool:
        if not pool.apply(judge, (None,)):
            sys.exit("the tests of the package fail as it is")
        rows = pool.imap_unordered(_outcome, chosen)
        outcomes = [
            *track(
                rows,
                "mutating",
                len(chosen),
                console=console,
                disable=not console.is_terminal,
            )
        ]
    sys.exit(_told(outcomes))


def _told(outcomes: list[Outcome]) -> int:
    survivors = sorted(
        (o.mutant for o in outcomes if o.survived), key=lambda m: (m.path, m.line)
    )
    for mutant in survivors:
        console.print(
            f"survived {mutant.path}:{mutant.line}: {mutant.what}", markup=False
        )
    whole = Counter(_part(o.mutant) for o in outcomes)
    lost = Counter(_part(mutant) for mutant in survivors)
    for part, count in sorted(whole.items()):
        console.print(f"{part}: {count - lost[part]} of {count} killed")
    rate = 1 - len(survivors) / max(1, len(outcomes))
    console.print(
        f"{len(outcomes) - len(survivors)} of {len(outcomes)} mutants killed: {rate:.1%}"
    )
    return int(rate < BAR)


def _part(mutant: Mutant) -> str:
    return mutant.path.split("/")[1]


if __name__ == "__main__":
    main()
