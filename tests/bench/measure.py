"""Measure contenders in turn, each in a separate process, after their results were compared."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.corpus.documents import ROOT

LAUNCH = Path(__file__).with_name("launch.py")
COLUMNS = (
    "task",
    "figure",
    "contender",
    "best",
    "median",
    "spread",
    "ratio to specpress",
)
Row = tuple[str, ...]
# The kind of a task, a contender, and what it checks and keeps.
About = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """Time, memory and output of one run of a program."""

    wall: float  # elapsed seconds
    cpu: float  # seconds of all its processes on all cores
    peak: float  # maximum memory in MB
    printed: str


@dataclass(frozen=True, slots=True)
class Contender:
    """A program that is measured."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    # What it checks and keeps, for the table below the board.
    about: str = ""
    # Further arguments with which it prints its result; none: its task is another one.
    showing: tuple[str, ...] = ()
    # The directory that it writes, empty at the beginning of each run.
    out: Path | None = None

    def run(self, *arguments: str) -> Run:
        """Run the program once.

        Raises:
            RuntimeError: the program failed, so its time would mean nothing.
        """
        if self.out is not None:
            shutil.rmtree(self.out, ignore_errors=True)
            self.out.mkdir(parents=True)
        process = subprocess.run(
            [sys.executable, str(LAUNCH), *self.command, *arguments],
            cwd=ROOT,
            env={**_get_environment(), **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if process.returncode:
            command = " ".join([*self.command, *arguments])
            raise RuntimeError(f"{self.name} failed: {command}\n{process.stderr}")
        return Run(**json.loads(process.stdout))

    def show(self) -> object:
        """Return the result of the program, which it prints as JSON."""
        return json.loads(self.run(*self.showing).printed)


def _get_environment() -> dict[str, str]:
    """Return the environment; modules are compiled once, as for users."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a run, with its format."""

    name: str
    read: Callable[[Run], float]
    format: str


def _printed(key: str) -> Callable[[Run], float]:
    return lambda run: float(json.loads(run.printed)[key])


WALL = Figure("seconds", lambda run: run.wall, "{:.2f} s")
CPU = Figure("CPU seconds", lambda run: run.cpu, "{:.2f} s")
PEAK = Figure("memory", lambda run: run.peak, "{:.0f} MB")
STARTED = Figure("milliseconds", lambda run: run.wall * 1e3, "{:.0f} ms")
PRINTED = Figure("microseconds", lambda run: float(run.printed), "{:.1f} µs")
SIZE = tuple(
    Figure(name, _printed(name), "{:,.0f}") for name in ("lines", "files", "bytes")
)


@dataclass(frozen=True, slots=True)
class Measurement:
    """Contenders with the same task; the first one is specpress."""

    kind: str
    title: str
    contenders: tuple[Contender, ...]
    figures: tuple[Figure, ...]
    rounds: int = 5

    def describe(self) -> list[About]:
        """Return what the contenders check and keep."""
        return [(self.kind, c.name, c.about) for c in self.contenders if c.about]

    def rows(self, rounds: int | None = None) -> Iterator[Row]:
        """Yield a row per figure and contender; `rounds` is the most that are run."""
        self.compare()
        runs = self.collect(rounds)
        for figure in self.figures:
            figures = {
                name: [figure.read(run) for run in listed]
                for name, listed in runs.items()
            }
            yield from format_rows(self.title, figure, figures)

    def compare(self) -> None:
        """Compare the results of the contenders whose task is the same.

        Raises:
            RuntimeError: two contenders have different results.
        """
        showing = [contender for contender in self.contenders if contender.showing]
        results = [contender.show() for contender in showing]
        for contender, result in zip(showing, results, strict=True):
            if result != results[0]:
                names = f"{showing[0].name} and {contender.name}"
                raise RuntimeError(f"{self.title}: different results of {names}")

    def collect(self, rounds: int | None = None) -> dict[str, list[Run]]:
        """Run the contenders in turn, and return the runs of each."""
        runs: dict[str, list[Run]] = {c.name: [] for c in self.contenders}
        for _ in range(min(self.rounds, rounds or self.rounds)):
            for contender in self.contenders:
                runs[contender.name].append(contender.run())
        return runs


def format_rows(
    title: str, figure: Figure, figures: dict[str, list[float]]
) -> Iterator[Row]:
    """Yield the rows of a figure; the first contender is the reference of the ratios."""
    reference = min(next(iter(figures.values())))
    for name, listed in figures.items():
        yield (
            title,
            figure.name,
            name,
            figure.format.format(min(listed)),
            figure.format.format(median(listed)),
            format_spread(listed),
            # Other processes only add time, so the best rounds are those with the least of them.
            f"{min(listed) / reference:.2f}",
        )


def format_spread(figures: Sequence[float]) -> str:
    """Return by how much the largest figure exceeds the smallest."""
    return f"{(max(figures) / min(figures) - 1) * 100:.0f} %"


def python(name: str, *arguments: str | Path, about: str = "") -> Contender:
    """Return a contender that runs in the Python of this process."""
    return Contender(name, (sys.executable, *map(str, arguments)), about=about)
