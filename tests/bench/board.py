"""The measurements of `make bench`, and the few of `make bench-quick`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.bench import calls, conversions, generation, imports
from tests.bench.generation import Growth
from tests.bench.measure import About, Measurement, Row

# A measurement is prepared when its turn is: it may generate packages.
Step = Callable[[Path], Measurement | Growth | None]
QUICK_ROUNDS = 2
NUMBERS = (10, 100, 1_000)


def steps() -> list[Step]:
    """Return all measurements."""
    sizes = conversions.CONVERTED
    return [
        generation.generate_extend,
        generation.generate_github,
        generation.repeat,
        lambda folder: imports.use_extend(),
        imports.use_github,
        *(partial(imports.use_models, number=number) for number in NUMBERS),
        partial(imports.use_one_model, number=NUMBERS[-1]),
        *(partial(conversions.decode, size=size) for size in sizes),
        *(partial(conversions.encode, size=size) for size in sizes),
        *(partial(calls.call, size=size) for size in sizes),
        calls.call_concurrently,
        generation.size_of_extend,
        generation.size_of_github,
        generation.growth,
    ]


def quick_steps() -> list[Step]:
    """Return a measurement of each kind that takes seconds."""
    return [
        generation.generate_extend,
        generation.repeat,
        lambda folder: imports.use_extend(),
        partial(imports.use_models, number=100),
        partial(conversions.decode, size="3 KB"),
        partial(conversions.encode, size="3 KB"),
        partial(calls.call, size="3 KB"),
        calls.call_concurrently,
        generation.size_of_extend,
    ]


def run(
    folder: Path, listed: list[Step], only: str, rounds: int | None
) -> Iterator[tuple[list[Row], list[About]]]:
    """Run the measurements whose title contains `only`; yield their rows, and what their contenders check and keep."""
    for step in listed:
        measurement = step(folder)
        if measurement is not None and only in measurement.title:
            yield list(measurement.rows(rounds)), measurement.describe()
