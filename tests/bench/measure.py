"""Measure contenders in turn, each in a separate process; the best of several rounds counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpus.documents import ROOT

LAUNCH = Path(__file__).with_name("launch.py")


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

    def run(self) -> Run:
        """Run the program once.

        Raises:
            RuntimeError: the program failed, so its time would mean nothing.
        """
        process = subprocess.run(
            [sys.executable, str(LAUNCH), *self.command],
            cwd=ROOT,
            env={**_get_environment(), **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if process.returncode:
            raise RuntimeError(f"{self.name} failed: {' '.join(self.command)}")
        return Run(**json.loads(process.stdout))


def _get_environment() -> dict[str, str]:
    """Return the environment; modules are compiled once, as for users."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a run, with its format."""

    name: str
    read: Callable[[Run], float]
    format: str


WALL = Figure("seconds", lambda run: run.wall, "{:.2f} s")
CPU = Figure("CPU seconds", lambda run: run.cpu, "{:.2f} s")
PEAK = Figure("memory", lambda run: run.peak, "{:.0f} MB")
STARTED = Figure("milliseconds", lambda run: run.wall * 1e3, "{:.0f} ms")
PRINTED = Figure("microseconds", lambda run: float(run.printed), "{:.1f} µs")


@dataclass(frozen=True, slots=True)
class Measurement:
    """Contenders with the same task; the first one is specpress."""

    title: str
    contenders: tuple[Contender, ...]
    figures: tuple[Figure, ...]
    rounds: int = 5

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield a row per figure and contender, with the ratio to specpress."""
        runs = self._runs()
        for figure in self.figures:
            reference = min(map(figure.read, runs[self.contenders[0].name]))
            for contender in self.contenders:
                best = min(map(figure.read, runs[contender.name]))
                yield (
                    self.title,
                    figure.name,
                    contender.name,
                    figure.format.format(best),
                    f"{best / reference:.2f}",
                )

    def _runs(self) -> dict[str, list[Run]]:
        runs: dict[str, list[Run]] = {c.name: [] for c in self.contenders}
        for _ in range(self.rounds):
            for contender in self.contenders:
                runs[contender.name].append(contender.run())
        return runs


def python(name: str, *arguments: str | Path) -> Contender:
    """Return a contender that runs in the Python of this process."""
    return Contender(name, (sys.executable, *map(str, arguments)))
