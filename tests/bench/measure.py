"""One measurement: contenders run in turn, each in a process of its own; the best of some rounds counts."""

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
    """What one run of a program took."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of all its processes on all cores."""
    peak: float
    """The most memory that it held, in MB."""
    printed: str


@dataclass(frozen=True, slots=True)
class Contender:
    """A program; it fails loudly, so that nothing is measured that did not do its work."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> Run:
        """Run it once."""
        done = subprocess.run(
            [sys.executable, str(LAUNCH), *self.command],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{self.name} failed: {' '.join(self.command)}")
        return Run(**json.loads(done.stdout))


@dataclass(frozen=True, slots=True)
class Figure:
    """What is read of the runs, and how it is written."""

    name: str
    read: Callable[[Run], float]
    form: str


WALL = Figure("seconds", lambda run: run.wall, "{:.2f} s")
CPU = Figure("CPU seconds", lambda run: run.cpu, "{:.2f} s")
PEAK = Figure("memory", lambda run: run.peak, "{:.0f} MB")
STARTED = Figure("milliseconds", lambda run: run.wall * 1e3, "{:.0f} ms")
PRINTED = Figure("microseconds", lambda run: float(run.printed), "{:.1f} µs")


@dataclass(frozen=True, slots=True)
class Measurement:
    """Contenders at the same work; the first of them is ours."""

    title: str
    contenders: tuple[Contender, ...]
    figures: tuple[Figure, ...]
    rounds: int = 5

    def rows(self) -> Iterator[tuple[str, ...]]:
        """A row per contender and figure: the figure, and how often ours goes into it."""
        runs = self._runs()
        for figure in self.figures:
            ours = min(map(figure.read, runs[self.contenders[0].name]))
            for contender in self.contenders:
                best = min(map(figure.read, runs[contender.name]))
                yield (
                    self.title,
                    figure.name,
                    contender.name,
                    figure.form.format(best),
                    f"{best / ours:.2f}",
                )

    def _runs(self) -> dict[str, list[Run]]:
        runs: dict[str, list[Run]] = {c.name: [] for c in self.contenders}
        for _ in range(self.rounds):
            for contender in self.contenders:
                runs[contender.name].append(contender.run())
        return runs


def python(name: str, *arguments: str | Path, own: Path | None = None) -> Contender:
    """A contender that is a Python program; `own` is where its packages are."""
    interpreter = str(own or Path(sys.executable))
    return Contender(name, (interpreter, *map(str, arguments)))
