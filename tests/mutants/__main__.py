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
FOLDERS = ("errors.py", "models", "resources", "states", "_operations")
BAR = 0.9
"""So large a part of the mutants must be killed."""
ALL = ("tests",)
LIKELY = {
    "models": ("tests/test_models.py", "tests/test_enums.py", "tests/test_lifecycles.py"),
    "states": ("tests/test_lifecycles.py",),
}
"""The tests that are asked first of a mutant, by the part of the package that it is in; of others `USUAL`."""
USUAL = ("tests/test_operations.py",)
PROCESSES = 2
LONGEST = 180
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


def judge(mutant: Mutant | None, tests: tuple[str, ...] = ALL) -> bool:
    """Whether tests pass with a mutant in place of its module; None: with the package as it is.

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
            return _tests_pass(copy, tests)
        except TimeoutError:
            return False


def _tests_pass(folder: Path, tests: tuple[str, ...]) -> bool:
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
        return pytest.main([*options, *root, *tests]) == 0


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _first(mutant: Mutant) -> Outcome:
    """What the likeliest tests say."""
    return Outcome(mutant, judge(mutant, LIKELY.get(_part(mutant), USUAL)))


def _last(mutant: Mutant) -> Outcome:
    """What all tests say."""
    return Outcome(mutant, judge(mutant))


def judged(chosen: list[Mutant]) -> list[Outcome]:
    """What becomes of mutants: those that the likeliest tests let pass are asked of all.

    Each is judged in a process of its own, which is forked with pytest loaded.
    """
    context = multiprocessing.get_context("fork")
    with context.Pool(PROCESSES, maxtasksperchild=1) as pool:
        if not pool.apply(judge, (None,)):
            sys.exit("the tests of the package fail as it is")
        found = _tracked("mutating", pool.imap_unordered(_first, chosen), len(chosen))
        left = [outcome.mutant for outcome in found if outcome.survived]
        killed = [outcome for outcome in found if not outcome.survived]
        rows = pool.imap_unordered(_last, left)
        return [*killed, *_tracked("asking all tests", rows, len(left))]


def _tracked(what: str, rows: Iterable[Outcome], count: int) -> list[Outcome]:
    is_shown = console.is_terminal
    return [*track(rows, what, count, console=console, disable=not is_shown)]


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
    sys.exit(_told(judged(chosen)))


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
