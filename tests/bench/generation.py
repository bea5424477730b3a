"""Measurements of generators: time and memory, runs that change nothing, size of the output, growth."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log
from pathlib import Path
from statistics import median

from specpress import records
from tests.bench import synthetic
from tests.bench.generators import (
    DATAMODEL_CODE_GENERATOR,
    MODELS_ONLY,
    OPENAPI_GENERATOR,
    OPENAPI_PYTHON_CLIENT,
    PROGRAMS,
    REDOCLY,
    SPECPRESS,
    Generator,
    contenders,
    write_extend,
)
from tests.bench.measure import (
    CPU,
    PEAK,
    SIZE,
    STARTED,
    WALL,
    About,
    Contender,
    Figure,
    Measurement,
    Row,
    format_rows,
    python,
)
from tests.corpus import documents

# The largest document has more schemas than any that we know.
SIZES = (0, 1_000, 10_000)
EXPONENT = Figure("exponent", lambda run: 0.0, "{:.2f}")


def generate_extend(folder: Path) -> Measurement:
    """Return the generation of a small client."""
    generators = (
        SPECPRESS,
        OPENAPI_PYTHON_CLIENT,
        REDOCLY,
        OPENAPI_GENERATOR,
        DATAMODEL_CODE_GENERATOR,
        MODELS_ONLY,
    )
    listed = contenders(write_extend(folder), folder, *generators)
    return Measurement(
        "generate", "generate Extend's client", listed, (WALL, CPU, PEAK)
    )


def generate_github(folder: Path) -> Measurement | None:
    """Return the generation of a large client; None without npm, which has the document."""
    document = documents.github()
    if document is None:
        return None
    generators = (SPECPRESS, OPENAPI_PYTHON_CLIENT, REDOCLY, OPENAPI_GENERATOR)
    listed = contenders(document.path, folder, *generators)
    figures = (WALL, CPU, PEAK)
    return Measurement(
        "generate", "generate GitHub's client", listed, figures, rounds=3
    )


def repeat(folder: Path) -> Measurement:
    """Return the runs in which nothing changed; the first of each is complete and recorded."""
    environment = {records.VARIABLE: str(folder / "records")}
    about = "compares what an equal run read and wrote, and prints the same"
    listed = [
        replace(
            python(f"specpress {command}", "-m", "specpress", command, about=about),
            environment=environment,
        )
        for command in ("check", "generate")
    ]
    click = python("import click", "-c", "import click", about="imports one library")
    for contender in listed:
        contender.run()
    figures = (STARTED, CPU)
    return Measurement(
        "repeat", "repeat an unchanged run", (*listed, click), figures, rounds=9
    )


def size_of_extend(folder: Path) -> Measurement:
    """Return the size of a small client."""
    return _size("Extend's client", write_extend(folder), folder)


def size_of_github(folder: Path) -> Measurement | None:
    """Return the size of a large client; None without npm, which has the document."""
    document = documents.github()
    return document and _size("GitHub's client", document.path, folder)


def _size(title: str, document: Path, folder: Path) -> Measurement:
    generators = (SPECPRESS, OPENAPI_PYTHON_CLIENT, REDOCLY, OPENAPI_GENERATOR)
    listed = [
        _measure_size(generator.name, generator.generate(document, folder))
        for generator in generators
        if not generator.missing()
    ]
    complete = "specpress with tests and documentation"
    listed.insert(1, _measure_size(complete, SPECPRESS.out(document, folder)))
    return Measurement("size", f"size of {title}", tuple(listed), SIZE, rounds=1)


def _measure_size(name: str, path: Path) -> Contender:
    program = str(PROGRAMS / "size.py")
    return Contender(name, (sys.executable, program, str(path)))


@dataclass(frozen=True, slots=True)
class Growth:
    """The same task with documents of several sizes, the first of which is the constant part."""

    title: str
    measurements: dict[int, Measurement]

    def describe(self) -> list[About]:
        """Return what the contenders check and keep."""
        return [about for m in self.measurements.values() for about in m.describe()]

    def rows(self, rounds: int | None = None) -> Iterator[Row]:
        """Yield the CPU seconds of each size, and the exponents of the growth."""
        seconds: dict[str, dict[int, list[float]]] = {}
        for size, measurement in self.measurements.items():
            runs = measurement.collect(rounds)
            figures = {
                name: [run.cpu for run in listed] for name, listed in runs.items()
            }
            yield from format_rows(measurement.title, CPU, figures)
            for name, listed in figures.items():
                seconds.setdefault(name, {})[size] = listed
        yield from self._exponents(seconds)

    def _exponents(self, seconds: dict[str, dict[int, list[float]]]) -> Iterator[Row]:
        reference = None
        for name, by_size in seconds.items():
            best = fit_exponent({size: min(runs) for size, runs in by_size.items()})
            middle = fit_exponent(
                {size: median(runs) for size, runs in by_size.items()}
            )
            reference = reference or best
            figures = (EXPONENT.format.format(value) for value in (best, middle))
            yield (
                self.title,
                EXPONENT.name,
                name,
                *figures,
                "–",
                f"{best / reference:.2f}",
            )


def fit_exponent(seconds: dict[int, float]) -> float:
    """Return the exponent of the growth between the two largest sizes, without the constant part.

    The constant part is the time of the smallest size.
    """
    constant, small, large = sorted(seconds)
    ratio = (seconds[large] - seconds[constant]) / (seconds[small] - seconds[constant])
    return log(ratio) / log(large / small)


def growth(folder: Path) -> Growth:
    """Return the growth with the number of schemas; fewer rounds of the large document."""
    measurements = {}
    for size in SIZES:
        generators: tuple[Generator, ...] = (SPECPRESS, OPENAPI_PYTHON_CLIENT, REDOCLY)
        listed = contenders(synthetic.write(folder, size), folder, *generators)
        rounds = 2 if size == max(SIZES) else 5
        title = f"generate a client of {size:,} schemas"
        measurements[size] = Measurement("generate", title, listed, (CPU,), rounds)
    return Growth(f"growth from {SIZES[1]:,} to {SIZES[2]:,} schemas", measurements)
