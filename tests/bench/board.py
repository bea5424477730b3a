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
QUICK = (
    "generate-extend",
    "repeat",
    "use-extend",
    "models-100",
    "decode-3 KB",
    "encode-3 KB",
    "call-3 KB",
    "concurrent-calls",
    "size-extend",
)
NUMBERS = (10, 100, 1_000)


def steps() -> dict[str, Step]:
    """Return all measurements by their names."""
    sizes = conversions.CONVERTED
    return {
        "generate-extend": generation.generate_extend,
        "generate-github": generation.generate_github,
        "repeat": generation.repeat,
        "use-extend": lambda folder: imports.use_extend(),
        "use-github": imports.use_github,
        **{f"models-{n}": partial(imports.use_models, number=n) for n in NUMBERS},
        "one-model": partial(imports.use_one_model, number=NUMBERS[-1]),
        **{f"decode-{s}": partial(conversions.decode, size=s) for s in sizes},
        **{f"encode-{s}": partial(conversions.encode, size=s) for s in sizes},
        **{f"call-{s}": partial(calls.call, size=s) for s in sizes},
        "concurrent-calls": calls.call_concurrently,
        "size-extend": generation.size_of_extend,
        "size-github": generation.size_of_github,
        "growth": generation.growth,
    }


def select(is_quick: bool, only: str) -> list[Step]:
    """Return the measurements whose names contain a text: all, or one of each kind that takes seconds."""
    return [
        step
        for name, step in steps().items()
        if only in name and (name in QUICK or not is_quick)
    ]


def run(
    folder: Path, listed: list[Step], rounds: int | None
) -> Iterator[tuple[list[Row], list[About]]]:
    """Run measurements; yield the rows of each, and what its contenders check and keep."""
    for step in listed:
        measurement = step(folder)
        if measurement is not None:
            yield list(measurement.rows(rounds)), measurement.describe()
