"""Measurements of imports: the first use of a client, and of many models."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench import synthetic
from tests.bench.generators import (
    MODELS_ONLY,
    OPENAPI_PYTHON_CLIENT,
    PROGRAMS,
    RIVAL_BIN,
    SPECPRESS,
    SPECPRESS_ENV,
    Generator,
)
from tests.bench.measure import PEAK, STARTED, Contender, Measurement, python
from tests.corpus import documents

ONE = "imports the client, builds one and reads an attribute"
NOTHING = python("Python only", "-c", "", about="imports nothing")


def use_extend() -> Measurement:
    """Return the first use of a small client."""
    specpress = "from extend_client import Extend; Extend(token='t').extract_runs"
    vendor = "from extend_ai import Extend; Extend(token='t').extract_runs"
    contenders = (
        Contender("specpress", (sys.executable, "-c", specpress), SPECPRESS_ENV, ONE),
        python("extend-ai", "-c", vendor, about=ONE),
        NOTHING,
    )
    return _measure("first use of the client", contenders)


def use_github(folder: Path) -> Measurement | None:
    """Return the first use of a large client; None without npm, which has the document."""
    document = documents.github()
    if document is None:
        return None
    package = SPECPRESS.generate(document.path, folder)
    program = "from bench_client import BenchClient; BenchClient().repos"
    environment = {"PYTHONPATH": str(package.parent)}
    contenders = (
        Contender("specpress", (sys.executable, "-c", program), environment, ONE),
        NOTHING,
    )
    return _measure("first use of GitHub's client", contenders)


def use_models(folder: Path, number: int) -> Measurement:
    """Return the import and first use of all models of a document."""
    title = f"import {number:,} models and decode a value with each"
    return _use(folder, number, title, number)


def use_one_model(folder: Path, number: int) -> Measurement:
    """Return the import and first use of one model of a document."""
    title = f"import one of {number:,} models and decode a value with it"
    return _use(folder, number, title, 1)


def _use(folder: Path, number: int, title: str, used: int) -> Measurement:
    document = synthetic.write(folder, number)
    listed = (SPECPRESS, OPENAPI_PYTHON_CLIENT, MODELS_ONLY)
    contenders = tuple(
        contender(generator, document, folder, (str(number - used), str(used)))
        for generator in listed
        if not generator.missing()
    )
    return _measure(title, contenders)


def _measure(title: str, contenders: tuple[Contender, ...]) -> Measurement:
    # Before it is measured, each contender writes its compiled modules.
    for contender in contenders:
        contender.run()
    return Measurement("first use", title, contenders, (STARTED, PEAK))


def contender(
    generator: Generator, document: Path, folder: Path, which: tuple[str, ...]
) -> Contender:
    """Return a contender that uses models: `which` is the number of the first, and how many."""
    package = generator.generate(document, folder)
    is_module = generator is MODELS_ONLY
    module = package.stem if is_module else f"{package.name}.models"
    interpreter = (
        sys.executable if generator is SPECPRESS else str(RIVAL_BIN / "python")
    )
    command = (interpreter, str(PROGRAMS / "models.py"), module, *which)
    environment = {"PYTHONPATH": str(package.parent)}
    name = "pydantic" if is_module else generator.name
    return Contender(name, command, environment, "imports models, decodes with each")
