"""One measurement: contenders run in turn, each in a process of its own; the best of some rounds counts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpus.documents import ROOT


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
        began = time.perf_counter()
        with subprocess.Popen(
            self.command,
            cwd=ROOT,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdout is not None
            printed = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        if process.returncode:
            raise RuntimeError(f"{self.name} failed: {' '.join(self.command)}")
        # Linux counts in kilobytes, macOS in bytes.
        unit = 1e6 if sys.platform == "darwin" else 1e3
        cpu = usage.ru_utime + usage.ru_stime
        return Run(wall, cpu, usage.ru_maxrss / unit, printed)


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
